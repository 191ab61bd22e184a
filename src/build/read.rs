//! The site read once more, for those who look at it as a whole: every output, every text.

use super::copy::CopyIn;
use super::pages::Answers;
use super::{Cache, Loaded};
use crate::cache::Entry;
use crate::diag::Checked;
use crate::document::Document;
use crate::render::Renderer;
use crate::routes::Route;
use crate::site::Site;
use crate::source::Source;
use crate::world::World;
use jiff::Timestamp;
use rayon::prelude::*;
use std::sync::Arc;
use xxhash_rust::xxh3::xxh3_128;

/// Looks at every output, in parallel; in the order of the routes. One that is known to come out as it
/// did need not be made again where `remembered` knows it by what its file would hold.
pub fn outputs<T: Send>(
    world: &dyn World,
    loaded: &Loaded,
    cache: &mut Cache,
    remembered: impl Fn(&Route, Entry) -> Option<T> + Sync,
    look: impl Fn(&Route, &[u8]) -> T + Sync,
) -> Checked<Vec<T>> {
    let mut findings = Vec::new();
    let store = cache.store();
    let copy = CopyIn::new(world, &loaded.site.config).with_store(store.as_ref());
    let renderer = Renderer::new(Arc::clone(&loaded.site), &loaded.theme, &copy).drain_into(&mut findings);
    let pages = cache.pages();
    let answers = Answers::of(pages, &loaded.site, &loaded.theme);
    let looked = loaded.routes.par_iter().map(|route| {
        let known = pages.fresh(route, &route.file(), &answers);
        match known.and_then(|page| Some((remembered(route, page.bytes)?, page))) {
            Some((looked, page)) => Checked::new(looked, page.findings.to_vec()),
            None => renderer.render(route).map(|bytes| look(route, &bytes)),
        }
    });
    let looked: Vec<Checked<T>> = looked.collect();
    let kept = looked.into_iter().map(|one| one.drain_into(&mut findings)).collect();
    Checked::new(kept, super::alike::fold(findings))
}

/// A text that is shown.
#[derive(Debug, Clone, Copy)]
pub struct Text<'a> {
    /// Its file.
    pub path: &'a str,
    /// When its file was written, where that says something.
    modified: Option<Timestamp>,
    /// A hash of its bytes.
    hash: u64,
}

impl Text<'_> {
    /// All that is read from its file, in one number.
    pub fn mark(&self) -> u128 {
        let modified = self.modified.map(|time| time.as_nanosecond()).unwrap_or_default();
        xxh3_128(format!("{:016x} {modified} {}", self.hash, self.path).as_bytes())
    }
}

/// Every story and page that is shown, each once.
pub fn texts(site: &Site) -> Vec<Text<'_>> {
    let stories = site.in_all_languages().flat_map(|site| site.stories.iter().filter(|one| !site.is_borrowed(one)));
    let stories = stories.map(|story| Text { path: story.path(), modified: story.modified(), hash: story.hash });
    let pages =
        site.in_all_languages().flat_map(|site| site.pages.iter().filter(|one| one.tongue == site.config.tongue));
    stories.chain(pages.map(|page| Text { path: &page.path, modified: None, hash: page.hash })).collect()
}

/// Reads texts, in parallel, and keeps what is made of each.
pub fn copy<T: Send>(
    world: &dyn World,
    site: &Site,
    texts: &[Text<'_>],
    keep: impl Fn(&Text<'_>, &Source, &Document) -> T + Sync,
) -> Vec<T> {
    let copy = CopyIn::new(world, &site.config);
    let read = texts.par_iter().filter_map(|text| {
        let (source, document) = copy.read(text.path, &world.read(text.path).ok()?, text.modified);
        Some(keep(text, &source, &document.value))
    });
    read.collect()
}
