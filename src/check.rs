//! What is wrong with the site as a whole.
//!
//! In: a project that was read, and the world that its texts are in. Out: findings; nothing is
//! written.
//!
//! 1. Every output is rendered and read down to its [`page::Page`]: links, anchors, pictures,
//!    languages. What a feed or a story's structured data lack is found on the way ([`required`]).
//! 2. [`links`] follows every link and anchor inside the site, whoever made it, copy or template;
//!    [`languages`] wants translations to name each other.
//! 3. Every text is read: [`callouts`] whose words were mended in the body only, [`dates`] that the
//!    copy contradicts, house [`style`].
//! 4. If it is asked for, other sites are asked whether they still have what is linked (`outside`).

mod callouts;
mod dates;
mod languages;
mod links;
#[cfg(feature = "http")]
pub mod outside;
mod page;
mod pictures;
mod redirects;
mod required;
mod style;
mod withdrawn;
mod words;

use crate::build::{Loaded, read};
use crate::diag::Diagnostic;
use crate::routes::{Route, Target};
use crate::world::World;
pub use links::Linked;
use page::Page;
use std::collections::BTreeMap;
use withdrawn::Withdrawn;

/// What was found, and where the site leads.
#[derive(Debug, Default)]
pub struct Checked {
    /// What is wrong.
    pub findings: Vec<Diagnostic>,
    /// Every address outside of the site that a page links, with what links it.
    pub outside: BTreeMap<String, Linked>,
}

/// Checks a site. `is_there` tells of files in the output folder that others put there.
pub fn check(world: &dyn World, loaded: &Loaded, is_there: &dyn Fn(&str) -> bool) -> Checked {
    let mut findings = Vec::new();
    let looked = read::outputs(world, loaded, |route, bytes| look(loaded, route, &bytes)).drain_into(&mut findings);
    let mut pages = Vec::with_capacity(looked.len());
    for look in looked {
        pages.extend(look.page);
        findings.extend(look.findings);
    }
    let withdrawn = Withdrawn::of(&loaded.site);
    let all = links::All { world, loaded, pages: &pages, withdrawn: &withdrawn, is_there };
    findings.extend(all.broken());
    findings.extend(pictures::without_words(world, loaded, &pages));
    findings.extend(redirects::astray(loaded, &withdrawn));
    findings.extend(languages::one_sided(loaded, &pages));
    let config = &loaded.site.config;
    let of_copy = read::copy(world, &loaded.site, |source, document| {
        let mut found = callouts::changed(source, document);
        found.extend(dates::contradicted(source, document, config));
        found.extend(style::breaches(source, document, config));
        found
    });
    findings.extend(of_copy.into_iter().flatten());
    Checked { findings, outside: all.outside() }
}

/// What one output is looked at for.
struct Look {
    page: Option<Page>,
    findings: Vec<Diagnostic>,
}

fn look(loaded: &Loaded, route: &Route, bytes: &[u8]) -> Look {
    let text = String::from_utf8_lossy(bytes);
    let file = route.file();
    if file.ends_with(".html") {
        let (page, data) = page::read(&route.address, copy_of(loaded, route), &text);
        let findings = required::of_page(loaded, route, &data);
        return Look { page: Some(page), findings };
    }
    Look { page: None, findings: required::of_feed(route, &text) }
}

/// The file of copy that a page is made of.
fn copy_of(loaded: &Loaded, route: &Route) -> Option<Box<str>> {
    let (site, mut target) = route.target.in_language(&loaded.site);
    while let Target::Text(inner) = target {
        target = inner;
    }
    match target {
        Target::Story(id) => Some(site.story(*id).path.clone()),
        Target::Page(at) => Some(site.pages[*at].path.clone()),
        _ => None,
    }
}
