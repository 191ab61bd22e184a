//! Routes to bytes: views, templates, feeds, sitemaps.
//!
//! In: one route, and the [`Renderer`] that holds the site, the theme's templates and the way to a
//! story's text. Out: its bytes and what was found. Rendering a route is a pure function that needs
//! no other route rendered.
//!
//! 1. The route's view is made of the model ([`views`], the only types that templates see).
//! 2. A story's text is read again and rendered ([`body`]).
//! 3. The template is run ([`engine`]); feeds, sitemaps and the like are written without one.
//! 4. Addresses are made relative where the site has no `base-url` ([`address`]).

pub mod address;
mod archive;
pub mod body;
mod cards;
mod copies;
mod engine;
pub mod feed;
mod json_ld;
mod links;
mod list;
mod page;
pub mod query;
mod sitemap;
mod story;
mod texts;
pub mod time;
pub mod views;

pub use body::{Bodies, Copy};
pub use engine::Engine;
pub use links::resolve;

use crate::diag::{Checked, Diagnostic};
use crate::routes::{Route, Target};
use crate::site::Site;
use crate::theme::Theme;
use address::Addresses;
use std::sync::Arc;

/// What a view is made of: the model and how its addresses are written.
pub struct Surroundings<'a> {
    /// The model.
    pub site: &'a Site,
    /// How addresses are written.
    pub addresses: &'a Addresses,
}

/// Renders routes.
pub struct Renderer<'a> {
    site: Arc<Site>,
    theme: &'a Theme,
    engine: Engine,
    bodies: Bodies<'a>,
    addresses: Arc<Addresses>,
    full_texts: texts::FullTexts,
}

impl<'a> Renderer<'a> {
    /// Sets up for a site and its theme; `copy` reads the texts of stories. Templates that cannot be
    /// used are findings, and pages that need them then come out empty.
    pub fn new(site: Arc<Site>, theme: &'a Theme, copy: &'a dyn Copy) -> Checked<Self> {
        let addresses = Arc::new(Addresses::on_pages(&site.config.base_url));
        let engine = Engine::new(&site, theme, &addresses);
        let bodies = Bodies::new(copy);
        engine.map(|engine| Self { site, theme, engine, bodies, addresses, full_texts: texts::FullTexts::default() })
    }

    /// The bytes of a route.
    pub fn render(&self, route: &Route) -> Checked<Vec<u8>> {
        let mut findings = Vec::new();
        let bytes = self.bytes(route, &mut findings);
        Checked::new(bytes, findings)
    }

    fn around(&self) -> Surroundings<'_> {
        Surroundings { site: &self.site, addresses: &self.addresses }
    }

    fn bytes(&self, route: &Route, findings: &mut Vec<Diagnostic>) -> Vec<u8> {
        match &route.target {
            Target::Home => self.home(route, findings),
            Target::Story(id) => self.story(route, *id, findings),
            Target::StoryMarkdown(id) => {
                let story = self.site.story(*id);
                self.markdown(route, &story.path, story.modified, &story.attachments, findings)
            }
            Target::Page(at) => self.page(route, *at, findings),
            Target::PageMarkdown(at) => {
                let page = &self.site.pages[*at];
                self.markdown(route, &page.path, None, &page.attachments, findings)
            }
            Target::List(id) => self.list(route, *id, None, findings),
            Target::Numbered(id, number) => self.list(route, *id, Some(*number), findings),
            Target::Next(id) => self.redirect(route, &self.site.lists.get(*id).address, findings),
            Target::Terms(taxonomy) => self.terms(route, *taxonomy, findings),
            Target::Years => self.years(route, findings),
            Target::Period(period) => self.period(route, *period, findings),
            Target::Feed(id, format) => self.feed(*id, *format, findings),
            Target::SitemapIndex => sitemap::index(&self.site),
            Target::SitemapMonth(year, month) => sitemap::month(&self.site, *year, *month),
            Target::SitemapLists => sitemap::lists(&self.site),
            Target::Robots => sitemap::robots(&self.site),
            Target::Alias { to } => self.redirect(route, to, findings),
            Target::NotFound => self.not_found(route, findings),
            Target::Asset(name) => self.theme.assets[&**name].bytes.to_vec(),
            Target::Attachment(path) => self.bodies.attachment(path, findings),
        }
    }
}
