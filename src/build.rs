//! The stages in order: the only place where they meet.
//!
//! In: a [`World`] and a [`Request`]. Out: a [`Loaded`] project, which knows every output it would
//! make; [`write()`] renders them into an output folder.
//!
//! 1. [`load`] reads `book.toml` and the theme.
//! 2. [`intake`] reads every file of copy that has changed, in parallel, down to what the model needs.
//! 3. The model is made of it, and the routes of the model.
//! 4. [`write()`] renders the routes that would not come out as they did ([`pages`]), in parallel,
//!    and hands them to the [`Writer`] one by one, so that no more than a page a thread is in memory.
//!
//! A build that finds errors writes nothing. What is remembered from one build to the next is a
//! [`Cache`].

mod alike;
mod attachments;
pub mod cache;
pub mod copy;
pub mod depends;
mod gallery;
pub mod held;
pub mod intake;
mod known;
pub mod pages;
#[cfg(feature = "serve")]
pub mod preview;
pub mod read;
mod shelf;
pub mod standing;

use crate::cache::store::Store;
use crate::config::{self, BaseUrl, Config};
use crate::diag::{Checked, Count, Diagnostic};
use crate::render::Renderer;
use crate::routes::{self, Route, Target};
use crate::site::Site;
use crate::site::hold::Drafts;
use crate::source::Source;
use crate::theme::{self, Theme};
use crate::world::World;
use crate::writer::{WriteError, Writer, Written};
pub use cache::Cache;
use copy::CopyIn;
use pages::{Answers, Cause, Key, Page, Pages};
use rayon::prelude::*;
pub use shelf::Themes;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// The file of a project's settings.
pub const SETTINGS: &str = "book.toml";

/// The files and folders of a project that a build reads, for whoever watches them.
pub fn inputs(config: &Config) -> Vec<String> {
    vec![SETTINGS.into(), config.content.clone(), "themes".into()]
}

/// What a command asks for beside what `book.toml` says.
#[derive(Debug, Clone)]
pub struct Request {
    /// Whether drafts are shown.
    pub drafts: Drafts,
    /// Another address than `base-url`.
    pub base_url: Option<BaseUrl>,
}

impl Default for Request {
    fn default() -> Self {
        Self { drafts: Drafts::Hold, base_url: None }
    }
}

/// What pages are made of, beside the texts.
#[derive(Debug, Clone)]
pub struct Model {
    /// The model.
    pub site: Arc<Site>,
    /// The theme.
    pub theme: Arc<Theme>,
}

/// A project, read: everything but the pages.
#[derive(Debug)]
pub struct Loaded {
    /// The model.
    pub site: Arc<Site>,
    /// The theme.
    pub theme: Arc<Theme>,
    /// Every output, sorted by address.
    pub routes: Vec<Route>,
}

/// Reads the settings of a project. They are usable even when there are errors.
pub fn settings(world: &dyn World, request: &Request) -> Checked<Config> {
    let mut settings = match world.read(SETTINGS) {
        Ok(bytes) => config::read(&Source::new(SETTINGS, String::from_utf8_lossy(&bytes))),
        Err(_) => Checked::new(Config::default(), vec![no_settings()]),
    };
    if let Some(base_url) = &request.base_url {
        settings.value.base_url = base_url.clone();
    }
    settings
}

fn no_settings() -> Diagnostic {
    Diagnostic::error("no-settings", "there is no `book.toml` here, so this is no Dateline project")
        .help("go to the project's folder, or make one with `dateline init DIR`")
}

/// Reads a project and plans its outputs.
pub fn load(world: &dyn World, request: &Request) -> Checked<Loaded> {
    load_with(world, request, &mut Cache::default())
}

/// The same, reading again only what is not remembered as it is.
pub fn load_with(world: &dyn World, request: &Request, cache: &mut Cache) -> Checked<Loaded> {
    let mut findings = Vec::new();
    let Model { site, theme } = model(world, request, cache).drain_into(&mut findings);
    // What was known of the copy is given back before the routes take its place.
    cache.is_loaded();
    let routes = routes::plan(&site, &theme, cache.program).drain_into(&mut findings);
    Checked::new(Loaded { site, theme, routes }, findings)
}

/// Reads a project and makes its model.
fn model(world: &dyn World, request: &Request, cache: &mut Cache) -> Checked<Model> {
    let mut findings = Vec::new();
    let config = settings(world, request).drain_into(&mut findings);
    let mut theme = theme::load(&shelf::Themes(world), &config.theme).drain_into(&mut findings);
    findings.extend(theme.dress(&config.theme_settings));
    let (listing, ()) = rayon::join(|| world.files(&config.content), || cache.prepare(&config));
    let log = cache.copy_log();
    let shots = cache.pictures_log();
    let pictures = (&mut cache.pictures, shots.as_ref());
    let content =
        intake::all(world, &config, request.drafts, listing, &mut cache.known, log.as_ref(), pictures, &mut findings);
    let settled = content.copy.iter().map(|(path, reading)| (&**path, &reading.settled));
    let site = Site::new(config, world.now(), request.drafts, settled, content.files);
    Checked::new(Model { site: Arc::new(site), theme: Arc::new(theme) }, findings)
}

/// What a build did.
#[derive(Debug, Default)]
pub struct Outcome {
    /// What was written; nothing where there were errors.
    pub written: Option<Written>,
    /// How many pages were made; the others are known to come out as they did.
    pub rendered: usize,
    /// What was found while rendering.
    pub findings: Vec<Diagnostic>,
}

/// Renders every route and throws it away, to measure it; how many bytes there were.
pub fn render_all(world: &dyn World, loaded: &Loaded) -> usize {
    let copy = CopyIn::new(world, &loaded.site.config);
    let renderer = Renderer::new(Arc::clone(&loaded.site), &loaded.theme, &copy).value;
    loaded.routes.par_iter().map(|route| renderer.render(route).value.len()).sum()
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
    let store = cache.store();
    let copy = CopyIn::new(world, &loaded.site.config).with_store(store.as_ref());
    let mut findings = Vec::new();
    let renderer = Renderer::new(Arc::clone(&loaded.site), &loaded.theme, &copy).drain_into(&mut findings);
    if Count::of(&findings).errors > 0 {
        return Ok(Outcome { findings, ..Outcome::default() });
    }
    let making = Making { loaded, renderer: &renderer, pages: &cache.pages, writer: &writer, made: Mutex::default() };
    let answers = Answers::of(&cache.pages, &loaded.site, &loaded.theme);
    let found: Result<Vec<Vec<Diagnostic>>, WriteError> = loaded
        .routes
        .par_iter()
        .map(|route| {
            let found = making.route(route, &answers);
            progress();
            found
        })
        .filter(|found| !matches!(found, Ok(findings) if findings.is_empty()))
        .collect();
    findings.extend(alike::fold(found?.into_iter().flatten().collect()));
    let made = making.made.into_inner().unwrap_or_else(PoisonError::into_inner);
    let rendered = made.len();
    if Count::of(&findings).errors > 0 {
        return Ok(Outcome { findings, rendered, ..Outcome::default() });
    }
    let written = writer.commit()?;
    findings.extend(written.restored.iter().map(|path| changed_by_hand(path)));
    if let Some(store) = store {
        sweep(&store, loaded, &made);
    }
    let log = cache.pages_log();
    cache.pages.update(made, &loaded.routes, log.as_ref());
    Ok(Outcome { written: Some(written), rendered, findings })
}

/// Forgets copies of pictures that are none of the site's any more, where some were made.
fn sweep(store: &Store, loaded: &Loaded, made: &[(Key, Page)]) {
    let copies = loaded.routes.iter().filter_map(|route| match &route.target {
        Target::PictureCopy(copy) => {
            let mark = loaded.site.files.get(&copy.0)?.mark?;
            Some((Key::of(&route.file()), routes::pictures::key(mark, &copy.1)))
        }
        _ => None,
    });
    let keys: HashMap<Key, String> = copies.collect();
    if made.iter().any(|(key, _)| keys.contains_key(key)) {
        store.keep_only(&keys.into_values().collect());
    }
}

struct Making<'a> {
    loaded: &'a Loaded,
    renderer: &'a Renderer<'a>,
    pages: &'a Pages,
    writer: &'a Writer,
    /// The pages that were made, in no order.
    made: Mutex<Vec<(Key, Page)>>,
}

impl Making<'_> {
    /// Sees to it that the page of a route is in the output folder; what was found when it was made.
    fn route(&self, route: &Route, answers: &Answers<'_>) -> Result<Vec<Diagnostic>, WriteError> {
        let file = route.file();
        let fresh = self.pages.fresh(route, &file, answers);
        if let Some(page) = fresh
            && self.writer.keep(&file, page.bytes)
        {
            return Ok(page.findings.to_vec());
        }
        let (rendered, queries) = self.renderer.render_noting(route);
        let bytes = self.writer.put(&file, &rendered.value)?;
        let inputs = route.fingerprint.unwrap_or_default();
        let cause = match fresh {
            Some(_) => Cause::Missing,
            None => Cause::of(self.pages.get(&file), inputs, &self.loaded.site, &self.loaded.theme),
        };
        let asked = self.pages.sets().intern(Arc::new(answers.to(queries)));
        let page = Page { inputs, asked, bytes, findings: rendered.findings.clone().into(), cause };
        self.made.lock().unwrap_or_else(PoisonError::into_inner).push((Key::of(&file), page));
        Ok(rendered.findings)
    }
}

fn changed_by_hand(path: &str) -> Diagnostic {
    Diagnostic::warning("changed-output", format!("`{path}` in the output folder was changed by hand"))
        .because("it was written again as the site has it")
        .help("change the story, the template or the asset that it is made of")
}
