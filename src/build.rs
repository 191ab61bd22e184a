//! The stages in order: the only place where they meet.
//!
//! In: a [`World`] and a [`Request`]. Out: a [`Loaded`] project, which knows every output it would
//! make; [`write()`] renders them into an output folder.
//!
//! 1. [`load`] reads `book.toml` and the theme.
//! 2. [`intake`] reads every file of copy that has changed, in parallel, down to what the model needs.
//! 3. The model is made of it, and the routes of the model.
//! 4. [`write()`] renders the routes that would not come out as they did ([`pages`]), in parallel,
//!    and hands them to the [`Writer`](crate::writer::Writer) one by one, so that no more than a page a thread is in memory.
//!
//! A build that finds errors writes nothing. What is remembered from one build to the next is a
//! [`Cache`].

mod alike;
mod attachments;
mod bring;
pub mod cache;
pub mod copy;
pub mod depends;
mod fit;
mod folders;
mod gallery;
pub mod held;
pub mod intake;
mod known;
mod order;
pub mod pages;
#[cfg(feature = "serve")]
pub mod preview;
pub mod read;
pub mod resume;
mod shelf;
pub mod standing;
mod took;

use crate::config::{self, BaseUrl, Config};
use crate::diag::{Checked, Diagnostic};
use crate::render::Renderer;
use crate::routes::Route;
use crate::site::Site;
use crate::site::hold::Drafts;
use crate::source::Source;
use crate::theme::{self, Theme};
use crate::world::{Listing, World};
pub use bring::{Outcome, pages_among, write, write_part};
pub use cache::Cache;
use copy::CopyIn;
use rayon::prelude::*;
pub use shelf::Themes;
use std::sync::Arc;
use took::Took;

/// The file of a project's settings.
pub const SETTINGS: &str = config::FILE;

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
    let (model, _) = resume::read(world, request, cache).drain_into(&mut findings);
    let next = standing::planned(model, cache).drain_into(&mut findings);
    Checked::new(next.whole(cache), findings)
}

/// Reads a project and makes its model.
fn model(world: &dyn World, request: &Request, cache: &mut Cache) -> Checked<(Model, Took)> {
    let mut findings = Vec::new();
    cache.state = None;
    let config = settings(world, request).drain_into(&mut findings);
    let mut theme = theme::load(&shelf::Themes(world), &config).drain_into(&mut findings);
    findings.extend(fit::dress(&config, &mut theme));
    let folders = cache.folders();
    let (listed, ()) = rayon::join(|| folders.list(world, &config.content), || cache.prepare(&config));
    let listing = listed.noted(cache);
    // Where there are no settings either, it is the wrong folder, which was said.
    findings.extend((listing.is_missing && config.is_written()).then(|| no_copy(&config)));
    let log = cache.copy_log();
    let shots = cache.pictures_log();
    let pictures = (&mut cache.pictures, shots.as_ref());
    let (files, took) =
        intake::all(world, &config, request.drafts, listing, &mut cache.known, log.as_ref(), pictures, &mut findings);
    let settled = cache.known.parts().map(|part| part.map(|(path, reading)| (path, &reading.settled)));
    let site = Site::new(config, world.now(), request.drafts, settled, files);
    Checked::new((Model { site: Arc::new(site), theme: Arc::new(theme) }, took), findings)
}

/// A folder that is not there may be a disk that is not there: a site without any story is not what
/// anybody wants of it.
fn no_copy(config: &Config) -> Diagnostic {
    let finding = Diagnostic::error("no-content", format!("there is no folder `{}`", config.content));
    finding.help("make it, or name the folder of the copy: `src` under `[book]` in `book.toml`")
}

/// Renders every route and throws it away, to measure it; how many bytes there were.
pub fn render_all(world: &dyn World, loaded: &Loaded) -> usize {
    let copy = CopyIn::new(world, &loaded.site.config);
    let renderer = Renderer::new(Arc::clone(&loaded.site), &loaded.theme, &copy).value;
    order::each(&loaded.site, &loaded.routes, |route| renderer.render(route).value.len()).map(|(_, len)| len).sum()
}
