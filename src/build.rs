//! The stages in order: the only place where they meet.
//!
//! In: a [`World`] and a [`Request`]. Out: a [`Loaded`] project, which knows every output it would
//! make; [`write()`] renders them into an output folder.
//!
//! 1. [`load`] reads `book.toml` and the theme.
//! 2. [`intake`] reads every file of copy, in parallel, down to what the model needs.
//! 3. The model is made of it, and the routes of the model.
//! 4. [`write()`] renders the routes, in parallel, and hands them to the [`Writer`] one by one, so
//!    that no more than a page a thread is in memory.
//!
//! A build that finds errors writes nothing.

mod alike;
mod attachments;
pub mod copy;
pub mod held;
pub mod intake;
#[cfg(feature = "serve")]
pub mod preview;
pub mod read;
mod shelf;

use crate::config::{self, BaseUrl, Config};
use crate::diag::{Checked, Count, Diagnostic};
use crate::render::Renderer;
use crate::routes::{self, Route};
use crate::site::Site;
use crate::site::hold::Drafts;
use crate::source::Source;
use crate::theme::{self, Theme};
use crate::world::World;
use crate::writer::{WriteError, Writer, Written};
use copy::CopyIn;
use rayon::prelude::*;
pub use shelf::Themes;
use std::sync::Arc;

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

/// A project, read: everything but the pages.
#[derive(Debug)]
pub struct Loaded {
    /// The model.
    pub site: Arc<Site>,
    /// The theme.
    pub theme: Theme,
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
    let mut findings = Vec::new();
    let config = settings(world, request).drain_into(&mut findings);
    let mut theme = theme::load(&shelf::Themes(world), &config.theme).drain_into(&mut findings);
    findings.extend(theme.dress(&config.theme_settings));
    let settled = intake::all(world, &config, request.drafts).drain_into(&mut findings);
    let site = Site::new(config, world.now(), settled);
    let routes = routes::plan(&site, &theme).drain_into(&mut findings);
    Checked::new(Loaded { site: Arc::new(site), theme, routes }, findings)
}

/// What a build did.
#[derive(Debug, Default)]
pub struct Outcome {
    /// What was written; nothing where there were errors.
    pub written: Option<Written>,
    /// What was found while rendering.
    pub findings: Vec<Diagnostic>,
}

/// Renders every route and throws it away, to measure it; how many bytes there were.
pub fn render_all(world: &dyn World, loaded: &Loaded) -> usize {
    let copy = CopyIn::new(world, &loaded.site.config);
    let renderer = Renderer::new(Arc::clone(&loaded.site), &loaded.theme, &copy).value;
    loaded.routes.par_iter().map(|route| renderer.render(route).value.len()).sum()
}

/// Renders every route into an output folder. `progress` is told of each route that is done.
///
/// # Errors
/// When the folder cannot be written.
pub fn write(
    world: &dyn World,
    loaded: &Loaded,
    writer: Writer,
    progress: &(dyn Fn() + Sync),
) -> Result<Outcome, WriteError> {
    let copy = CopyIn::new(world, &loaded.site.config);
    let mut findings = Vec::new();
    let renderer = Renderer::new(Arc::clone(&loaded.site), &loaded.theme, &copy).drain_into(&mut findings);
    if Count::of(&findings).errors > 0 {
        return Ok(Outcome { written: None, findings });
    }
    let found: Result<Vec<Vec<Diagnostic>>, WriteError> = loaded
        .routes
        .par_iter()
        .map(|route| {
            let rendered = renderer.render(route);
            writer.put(&route.file(), &rendered.value)?;
            progress();
            Ok(rendered.findings)
        })
        .filter(|found| found.as_ref().map_or(true, |findings| !findings.is_empty()))
        .collect();
    findings.extend(alike::fold(found?.into_iter().flatten().collect()));
    let written = if Count::of(&findings).errors == 0 { Some(writer.commit()?) } else { None };
    Ok(Outcome { written, findings })
}
