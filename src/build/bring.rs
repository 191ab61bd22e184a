//! An output folder brought to the new site.
//!
//! In: routes, what is known of pages, and a [`Writer`]. Out: the folder holds the new site, or the part of it
//! that edits reach; what was made is remembered.

use super::copy::CopyIn;
use super::pages::{Answers, Cause, Made, Page, Pages};
use super::resume::Record;
use super::{Cache, Loaded, Model, alike, order};
use crate::cache::Key;
use crate::cache::store::Store;
use crate::diag::{Count, Diagnostic};
use crate::render::Renderer;
use crate::routes::{self, Reach, Route, Target};
use crate::site::Site;
use crate::theme::Theme;
use crate::world::World;
use crate::writer::{Left, WriteError, Writer, Written};
use rayon::prelude::*;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// What a build did.
#[derive(Debug, Default)]
pub struct Outcome {
    /// What was written; nothing where there were errors.
    pub written: Option<Written>,
    /// How many pages were made; the others are known to come out as they did.
    pub rendered: usize,
    /// What was found while rendering.
    pub findings: Vec<Diagnostic>,
    /// What was left in the folder, for [`write_part`].
    pub left: Option<Left>,
    /// How many of the outputs are pages that readers see, where all of them are known.
    pub pages: Option<usize>,
}

/// How many of some outputs are pages that readers see.
pub fn pages_among(routes: &[Route]) -> usize {
    routes.iter().filter(|route| is_page(route)).count()
}

/// Whether an output is a page that readers see.
pub(super) fn is_page(route: &Route) -> bool {
    route.address.ends_with('/') || route.address.ends_with(".html")
}

/// Brings an output folder to the new site: renders the routes that are not remembered as they
/// would come out, or whose files do not stand there. `progress` is told of each route that is done.
///
/// # Errors
/// When the folder cannot be written.
pub fn write(
    world: &dyn World,
    loaded: &Loaded,
    cache: &mut Cache,
    writer: Writer,
    progress: &(dyn Fn() + Sync),
) -> Result<Outcome, WriteError> {
    let Loaded { site, theme, routes } = loaded;
    let answers = Answers::of(&cache.pages, site, theme);
    bring(world, (site, theme), (routes, Extent::Whole), &answers, cache, writer, progress)
}

/// Brings an output folder from the site before some edits to the one after them, of which it has all
/// that they do not reach. The writer is of the part that they reach.
///
/// # Errors
/// When the folder cannot be written.
pub fn write_part(
    world: &dyn World,
    model: &Model,
    reach: Reach,
    cache: &mut Cache,
    writer: Writer,
) -> Result<Outcome, WriteError> {
    let Model { site, theme } = model;
    let Reach { mut routes, gone } = reach;
    let keys =
        |routes: &[Route]| -> foldhash::HashSet<Key> { routes.iter().map(|route| Key::of(&route.file())).collect() };
    let answers = Answers::of(&cache.pages, site, theme);
    let mut others = cache.pages.answered_otherwise(&answers);
    for key in keys(&routes).into_iter().chain(gone.iter().map(|file| Key::of(file))) {
        others.remove(&key);
    }
    if !others.is_empty() {
        // Which outputs they are, only a list of all tells.
        let all = routes::plan(site, theme, cache.program).value;
        routes.extend(all.into_iter().filter(|route| others.contains(&Key::of(&route.file()))));
    }
    let found = cache.pages.found_beside(&keys(&routes));
    let mut outcome = bring(world, (site, theme), (&routes, Extent::Part(&gone)), &answers, cache, writer, &|| {})?;
    outcome.findings.extend(found);
    Ok(outcome)
}

/// How much of a site some routes are.
#[derive(Debug, Clone, Copy)]
enum Extent<'a> {
    /// All of it.
    Whole,
    /// Those that edits reach. The others are as they were, but for these files, which are gone.
    Part(&'a [String]),
}

fn bring(
    world: &dyn World,
    (site, theme): (&Arc<Site>, &Theme),
    (routes, extent): (&[Route], Extent<'_>),
    answers: &Answers<'_>,
    cache: &mut Cache,
    writer: Writer,
    progress: &(dyn Fn() + Sync),
) -> Result<Outcome, WriteError> {
    let store = cache.store();
    let copy = CopyIn::new(world, &site.config).with_store(store.as_ref());
    let mut findings = Vec::new();
    let renderer = Renderer::new(Arc::clone(site), theme, &copy).drain_into(&mut findings).keeping(cache.said());
    if Count::of(&findings).errors > 0 {
        return Ok(Outcome { findings, ..Outcome::default() });
    }
    let made = Mutex::new(cache.pages.made_of(routes));
    let making = Making { site, theme, renderer: &renderer, pages: &cache.pages, writer: &writer, made };
    let found = order::each(site, routes, |route| {
        let found = making.route(route, answers);
        progress();
        found
    });
    let found = found.filter(|(_, found)| !matches!(found, Ok(findings) if findings.is_empty()));
    let found: Result<Vec<(usize, Vec<Diagnostic>)>, WriteError> =
        found.map(|(place, found)| Ok((place, found?))).collect();
    let mut found = found?;
    found.sort_unstable_by_key(|(place, _)| *place);
    findings.extend(alike::fold(found.into_iter().flat_map(|(_, findings)| findings).collect()));
    let made = making.made.into_inner().unwrap_or_else(PoisonError::into_inner);
    let rendered = made.len();
    if Count::of(&findings).errors > 0 {
        return Ok(Outcome { findings, rendered, ..Outcome::default() });
    }
    let record = cache.record_log();
    if let Some(record) = &record {
        record.remove();
    }
    let (written, left) = writer.commit()?;
    findings.extend(written.restored.iter().map(|path| changed_by_hand(path)));
    let gone = match extent {
        Extent::Whole => {
            if let Some(store) = store {
                sweep(&store, site, routes, &made);
            }
            cache.pages.gone(&made, routes)
        }
        Extent::Part(gone) => gone.iter().map(|file| Key::of(file)).collect(),
    };
    let log = cache.pages_log();
    cache.pages.update(made, gone, log.as_ref());
    let pages = matches!(extent, Extent::Whole).then(|| pages_among(routes));
    if let (Some(log), Some(state), Some(left), Some(pages)) = (record, cache.state, &left, pages) {
        // The folder may hold what is not known: then the next build has to look at all outputs.
        if left.manifest().mark_of_files() == cache.pages.mark() {
            Record::write(&log, state, (left.manifest(), &cache.pages), pages, site);
        }
    }
    Ok(Outcome { written: Some(written), rendered, findings, left, pages })
}

/// Forgets copies of pictures that are none of the site's any more, where some were made.
fn sweep(store: &Store, site: &Site, routes: &[Route], made: &Made) {
    let copies = routes.iter().filter_map(|route| match &route.target {
        Target::PictureCopy(copy) => {
            let mark = site.files.get(&copy.0)?.mark?;
            Some((Key::of(&route.file()), routes::pictures::key(mark, &copy.1)))
        }
        _ => None,
    });
    let keys: HashMap<Key, String> = copies.collect();
    if made.keys().any(|key| keys.contains_key(key)) {
        store.keep_only(&keys.into_values().collect());
    }
}

struct Making<'a> {
    site: &'a Site,
    theme: &'a Theme,
    renderer: &'a Renderer<'a>,
    pages: &'a Pages,
    writer: &'a Writer,
    /// The pages that were made.
    made: Mutex<Made>,
}

impl Making<'_> {
    /// Sees to it that the page of a route is in the output folder; what was found when it was made.
    fn route(&self, route: &Route, answers: &Answers<'_>) -> Result<Vec<Diagnostic>, WriteError> {
        let file = route.file();
        let fresh = self.pages.fresh(route, &file, answers);
        if let Some(page) = &fresh
            && self.writer.keep(&file, page.bytes)
        {
            return Ok(page.findings.to_vec());
        }
        let (rendered, queries) = self.renderer.render_noting(route);
        let bytes = self.writer.put(&file, &rendered.value)?;
        let inputs = route.fingerprint.unwrap_or_default();
        let cause = match fresh {
            Some(_) => Cause::Missing,
            None => Cause::of(self.pages.get(&file).as_deref(), inputs, self.site, self.theme),
        };
        let asked = self.pages.sets().intern(Arc::new(answers.to(queries)));
        let page = Page { inputs, asked, bytes, findings: rendered.findings.clone().into(), cause };
        self.made.lock().unwrap_or_else(PoisonError::into_inner).insert(Key::of(&file), page);
        Ok(rendered.findings)
    }
}

fn changed_by_hand(path: &str) -> Diagnostic {
    Diagnostic::warning("changed-output", format!("`{path}` in the output folder was changed by hand"))
        .because("it was written again as the site has it")
        .help("change the story, the template or the asset that it is made of")
}
