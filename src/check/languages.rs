//! Translations name each other, or search engines believe neither.

use super::links::{To, follow};
use super::page::Page;
use crate::build::Loaded;
use crate::diag::Diagnostic;
use crate::site::address;
use std::collections::HashMap;

/// Pages that name a translation which does not name them.
pub(super) fn one_sided(loaded: &Loaded, pages: &[Page]) -> Vec<Diagnostic> {
    let base = &loaded.site.config.base_url;
    let named = |page: &Page| -> Vec<String> {
        let links = page.translations.iter().map(|(_, href)| follow(base, &page.address, href));
        links.filter_map(|to| if let To::Inside(file, _) = to { Some(file) } else { None }).collect()
    };
    let by_file: HashMap<String, &Page> = pages.iter().map(|page| (address::file(&page.address), page)).collect();
    let mut findings = Vec::new();
    for page in pages.iter().filter(|page| !page.translations.is_empty()) {
        let own = address::file(&page.address);
        for file in named(page) {
            let Some(other) = by_file.get(&file).filter(|_| file != own) else { continue };
            if !named(other).contains(&own) {
                let message =
                    format!("`{}` names `{}` as its translation, which does not name it", page.address, other.address);
                let finding = Diagnostic::error("hreflang", message);
                let finding = page.copy.as_deref().into_iter().fold(finding, Diagnostic::in_file);
                findings.push(finding.help("give both stories the same `translation:` and each its `language:`"));
            }
        }
    }
    findings
}
