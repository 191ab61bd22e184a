//! Translations name each other, or search engines believe neither.

use super::Seen;
use super::links::{To, follow};
use super::names::Names;
use crate::build::Loaded;
use crate::diag::Diagnostic;
use crate::site::address;
use std::collections::HashMap;

/// Pages that name a translation which does not name them.
pub(super) fn one_sided(loaded: &Loaded, names: &Names, pages: &[Seen<'_>]) -> Vec<Diagnostic> {
    let base = &loaded.site.config.base_url;
    let named = |page: &Seen<'_>| -> Vec<String> {
        let links = page.look.translations.iter().map(|name| follow(base, page.address, names.words(*name)));
        links.filter_map(|to| if let To::Inside(file, _) = to { Some(file) } else { None }).collect()
    };
    let translated: Vec<&Seen<'_>> = pages.iter().filter(|page| !page.look.translations.is_empty()).collect();
    if translated.is_empty() {
        return Vec::new();
    }
    let by_file: HashMap<String, &Seen<'_>> = pages.iter().map(|page| (address::file(page.address), page)).collect();
    let mut findings = Vec::new();
    for page in translated {
        let own = address::file(page.address);
        for file in named(page) {
            let Some(other) = by_file.get(&file).filter(|_| file != own) else { continue };
            if !named(other).contains(&own) {
                let message =
                    format!("`{}` names `{}` as its translation, which does not name it", page.address, other.address);
                let finding = Diagnostic::error("hreflang", message);
                let finding = page.copy.into_iter().fold(finding, Diagnostic::in_file);
                findings.push(finding.help("give both stories the same `translation:` and each its `language:`"));
            }
        }
    }
    findings
}
