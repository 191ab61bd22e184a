//! The site read once more, for those who look at it as a whole: every output, every text.

use super::Loaded;
use super::copy::CopyIn;
use crate::diag::Checked;
use crate::document::Document;
use crate::render::Renderer;
use crate::routes::Route;
use crate::site::Site;
use crate::source::Source;
use crate::world::World;
use rayon::prelude::*;
use std::sync::Arc;

/// Renders every output, in parallel, and keeps what is made of it; in the order of the routes.
pub fn outputs<T: Send>(
    world: &dyn World,
    loaded: &Loaded,
    keep: impl Fn(&Route, Vec<u8>) -> T + Sync,
) -> Checked<Vec<T>> {
    let mut findings = Vec::new();
    let copy = CopyIn::new(world, &loaded.site.config);
    let renderer = Renderer::new(Arc::clone(&loaded.site), &loaded.theme, &copy).drain_into(&mut findings);
    let made = loaded.routes.par_iter().map(|route| renderer.render(route).map(|bytes| keep(route, bytes)));
    let made: Vec<Checked<T>> = made.collect();
    let kept = made.into_iter().map(|one| one.drain_into(&mut findings)).collect();
    Checked::new(kept, super::alike::fold(findings))
}

/// Reads every story and page that is shown, in parallel, and keeps what is made of it.
pub fn copy<T: Send>(world: &dyn World, site: &Site, keep: impl Fn(&Source, &Document) -> T + Sync) -> Vec<T> {
    let copy = CopyIn::new(world, &site.config);
    let stories = site.in_all_languages().flat_map(|site| site.stories.iter().filter(|one| !site.is_borrowed(one)));
    let stories = stories.map(|story| (&*story.path, story.modified));
    let pages =
        site.in_all_languages().flat_map(|site| site.pages.iter().filter(|one| one.tongue == site.config.tongue));
    let paths: Vec<_> = stories.chain(pages.map(|page| (&*page.path, None))).collect();
    let read = paths.par_iter().filter_map(|(path, modified)| {
        let (source, document) = copy.read(path, &world.read(path).ok()?, *modified);
        Some(keep(&source, &document.value))
    });
    read.collect()
}
