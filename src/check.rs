//! What is wrong with the site as a whole.
//!
//! In: a project that was read, and the world that its texts are in. Out: findings; nothing is
//! written.
//!
//! 1. Every output is rendered and read down to its [`page::Page`]: links, anchors, pictures,
//!    languages. What a feed or a story's structured data lack is found on the way ([`required`]).
//!    What was seen before is not looked at again ([`memory`]).
//! 2. [`links`] follows every link and anchor inside the site, whoever made it, copy or template;
//!    [`languages`] wants translations to name each other.
//! 3. Every text is read: [`callouts`] whose words were mended in the body only, [`dates`] that the
//!    copy contradicts, house [`style`].
//! 4. If it is asked for, other sites are asked whether they still have what is linked (`outside`).

mod callouts;
mod dates;
mod languages;
mod links;
mod memory;
mod names;
#[cfg(feature = "http")]
pub mod outside;
mod page;
mod pictures;
mod redirects;
mod required;
mod style;
mod withdrawn;
mod words;

use crate::build::read::{self, Text};
use crate::build::{Cache, Loaded};
use crate::cache::Entry;
use crate::diag::Diagnostic;
use crate::document::Document;
use crate::routes::{Route, Target};
use crate::source::Source;
use crate::world::World;
pub use links::Linked;
use memory::{Look, Mark, Memory};
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

/// A page of the site, and what was seen in it.
struct Seen<'a> {
    /// Its address from the site's root.
    address: &'a str,
    /// The file of copy that it is made of.
    copy: Option<&'a str>,
    look: &'a Look,
}

/// Checks a site. What the cache remembers is not looked at again. `is_there` tells of files in the
/// output folder that others put there.
pub fn check(world: &dyn World, loaded: &Loaded, cache: &mut Cache, is_there: &dyn Fn(&str) -> bool) -> Checked {
    let mut findings = Vec::new();
    let mut memory = Memory::of(cache, &loaded.site.config);
    let outputs = see_outputs(world, loaded, cache, &mut memory).drain_into(&mut findings);
    let texts = see_texts(world, loaded, &mut memory);
    let used: Vec<Mark> = outputs.iter().flatten().chain(&texts).copied().collect();
    memory.write(&used);
    findings.extend(used.iter().filter_map(|mark| memory.look(*mark)).flat_map(|look| &look.findings).cloned());
    let seen = loaded.routes.iter().zip(&outputs).filter(|(route, _)| is_page(&route.file()));
    let pages: Vec<Seen<'_>> = seen
        .filter_map(|(route, mark)| {
            Some(Seen { address: &route.address, copy: copy_of(loaded, route), look: memory.look((*mark)?)? })
        })
        .collect();
    let withdrawn = Withdrawn::of(&loaded.site);
    let names = memory.names();
    let all = links::All { world, loaded, names, pages: &pages, withdrawn: &withdrawn, is_there };
    findings.extend(all.broken());
    findings.extend(pictures::without_words(world, loaded, names, &pages));
    findings.extend(redirects::astray(loaded, &withdrawn));
    findings.extend(languages::one_sided(loaded, names, &pages));
    Checked { findings, outside: all.outside() }
}

/// Looks at every output that says something of the site; gives their marks, in the order of the routes.
fn see_outputs(
    world: &dyn World,
    loaded: &Loaded,
    cache: &mut Cache,
    memory: &mut Memory,
) -> crate::diag::Checked<Vec<Option<Mark>>> {
    let mark =
        |route: &Route, bytes| is_looked_at(route).then(|| memory::mark(&route.file(), copy_of(loaded, route), bytes));
    memory.see(|seeing| {
        let remembered = |route: &Route, bytes| {
            let mark = mark(route, bytes);
            mark.is_none_or(|mark| seeing.is_known(mark)).then_some(mark)
        };
        let look = |route: &Route, bytes: &[u8]| {
            let mark = mark(route, Entry::of(bytes))?;
            let (page, findings) = look(loaded, route, &String::from_utf8_lossy(bytes));
            seeing.keep(mark, &page, findings);
            Some(mark)
        };
        read::outputs(world, loaded, cache, remembered, look)
    })
}

/// Whether an output is a page, or lists addresses for programs.
fn is_looked_at(route: &Route) -> bool {
    is_page(&route.file()) || required::is_asked_of(route)
}

fn is_page(file: &str) -> bool {
    file.ends_with(".html")
}

fn look(loaded: &Loaded, route: &Route, text: &str) -> (Page, Vec<Diagnostic>) {
    if is_page(&route.file()) {
        let (page, data) = page::read(text);
        let findings = required::of_page(loaded, route, &data);
        return (page, findings);
    }
    (Page::default(), required::of_feed(route, text))
}

/// Looks at every text; gives their marks.
fn see_texts(world: &dyn World, loaded: &Loaded, memory: &mut Memory) -> Vec<Mark> {
    let config = &loaded.site.config;
    let texts = read::texts(&loaded.site);
    memory.see(|seeing| {
        let new: Vec<Text<'_>> = texts.iter().filter(|text| !seeing.is_known(text.mark())).copied().collect();
        read::copy(world, &loaded.site, &new, |text, source: &Source, document: &Document| {
            let mut found = callouts::changed(source, document);
            found.extend(dates::contradicted(source, document, config));
            found.extend(style::breaches(source, document, config));
            seeing.keep(text.mark(), &Page::default(), found);
        });
    });
    texts.iter().map(Text::mark).collect()
}

/// The file of copy that a page is made of.
fn copy_of<'a>(loaded: &'a Loaded, route: &'a Route) -> Option<&'a str> {
    let (site, mut target) = route.target.in_language(&loaded.site);
    while let Target::Text(inner, _) = target {
        target = inner;
    }
    match target {
        Target::Story(id) => Some(site.story(*id).path()),
        Target::Page(at) => Some(&site.pages[*at].path),
        _ => None,
    }
}
