//! Routes to bytes: views, templates, feeds, sitemaps.
//!
//! In: one route, and the [`Renderer`] that holds the site, the theme's templates and the way to a
//! story's text. Out: its bytes and what was found. Rendering a route is a pure function that needs
//! no other route rendered.
//!
//! 1. The words of the page's language are looked up ([`speech`]).
//! 1. The route's view is made of the model ([`views`], the only types that templates see).
//! 2. A story's text is read again and rendered ([`body`]).
//! 3. The template is run ([`engine`]); feeds, sitemaps and the like are written without one.
//! 4. Cards and icons are drawn ([`card`]), copies of photographs made ([`photo`]).
//! 5. Addresses are made relative where the site has no `base-url` ([`address`]).

pub mod address;
mod archive;
pub mod body;
#[cfg(feature = "cards")]
mod card;
mod cards;
mod copies;
mod corrections;
mod engine;
pub mod feed;
mod hosting;
mod json_ld;
mod languages;
mod links;
mod list;
mod ninjs;
mod page;
mod photo;
mod pictures;
pub mod query;
mod search;
mod sitemap;
mod speech;
mod story;
mod text_edition;
mod texts;
pub mod time;
pub mod views;

pub use body::{Bodies, Copy};
pub use engine::Engine;
pub use links::{has_scheme, resolve};
pub use search::Kept;

use crate::config::Form;
use crate::diag::{Checked, Diagnostic};
use crate::routes::leaves::{self, Leaf};
use crate::routes::{Route, Target};
use crate::site::Site;
use crate::theme::Theme;
use crate::theme::words::Words;
use address::{Addresses, Edition};
use query::{Notes, Query};
use speech::{Languages, Speech};
use std::sync::Arc;

/// What a view is made of: the model and how its addresses are written.
pub struct Surroundings<'a> {
    /// The model.
    pub site: &'a Site,
    /// How addresses are written.
    pub addresses: &'a Addresses,
    /// The words of the page's language.
    pub words: &'a Words,
}

/// Renders routes.
pub struct Renderer<'a> {
    site: Arc<Site>,
    /// The site in its other languages, each with a renderer of its own.
    others: Vec<Self>,
    theme: &'a Theme,
    full: EditionOf,
    /// Where the site has a text edition.
    text: Option<EditionOf>,
    bodies: Bodies<'a>,
    languages: Languages,
    full_texts: texts::FullTexts,
    parts: search::Parts,
    /// What stories say, where that is kept from one build to the next.
    kept: Option<&'a search::Kept>,
    notes: Arc<Notes>,
    /// Where the program can draw.
    #[cfg(feature = "cards")]
    artist: card::Artist,
    /// Where the program can make pictures.
    #[cfg(feature = "pictures")]
    darkroom: crate::picture::darkroom::Darkroom,
    /// Whether any template prints structured data; it is not made for those that do not.
    prints_structured_data: bool,
}

/// An edition of the site: how its addresses are written, its templates, and what pages share.
struct EditionOf {
    addresses: Arc<Addresses>,
    engine: Engine,
    /// Those of stories in lists.
    cards: cards::Recent,
}

impl<'a> Renderer<'a> {
    /// Sets up for a site and its theme; `copy` reads the texts of stories. Templates that cannot be
    /// used are findings, and pages that need them then come out empty.
    pub fn new(site: Arc<Site>, theme: &'a Theme, copy: &'a dyn Copy) -> Checked<Self> {
        let mut findings = Vec::new();
        let languages = Languages::of(&site, theme);
        let words = Arc::new(languages.site().words.clone());
        let notes = Arc::new(Notes::default());
        let mut edition = |edition| {
            let addresses = Arc::new(Addresses::on_pages(&site.config).in_edition(edition));
            let engine = Engine::new(&site, theme, &addresses, &words, &notes).drain_into(&mut findings);
            EditionOf { addresses, engine, cards: cards::Recent::new() }
        };
        let full = edition(Edition::Full);
        let text = page::has_text_edition(&site).then(|| edition(Edition::Text));
        // What is wrong with a template is said once, not for each language.
        let others = site.others.iter().map(|other| Self::new(Arc::clone(other), theme, copy).value).collect();
        let renderer = Self {
            others,
            #[cfg(feature = "cards")]
            artist: card::Artist::new(theme).drain_into(&mut findings),
            #[cfg(feature = "pictures")]
            darkroom: crate::picture::darkroom::Darkroom::default(),
            theme,
            full,
            text,
            bodies: Bodies::new(copy),
            languages,
            full_texts: texts::FullTexts::default(),
            parts: search::Parts::default(),
            kept: None,
            notes,
            prints_structured_data: theme.templates.values().any(|template| template.text().contains("json_ld")),
            site,
        };
        Checked::new(renderer, findings)
    }

    /// The same where what stories say is kept from one build to the next.
    #[must_use]
    pub fn keeping(self, kept: Option<&'a search::Kept>) -> Self {
        let others = self.others.into_iter().map(|other| other.keeping(kept)).collect();
        Self { kept, others, ..self }
    }

    /// The bytes of a route.
    pub fn render(&self, route: &Route) -> Checked<Vec<u8>> {
        if let Some((other, route)) = self.other(route) {
            return other.render(&route);
        }
        let mut findings = Vec::new();
        let bytes = self.bytes(route, &mut findings);
        Checked::new(bytes, findings)
    }

    /// The bytes of a route, and what was asked of the rest of the site for them.
    pub fn render_noting(&self, route: &Route) -> (Checked<Vec<u8>>, Vec<Query>) {
        let Some((other, route)) = self.other(route) else { return self.notes.during(|| self.render(route)) };
        let tongue = other.site.config.tongue;
        let (rendered, asked) = other.render_noting(&route);
        (rendered, asked.into_iter().map(|query| Query::Other(tongue, Box::new(query))).collect())
    }

    /// A route of another of the site's languages: who renders it, and what it is there.
    fn other(&self, route: &Route) -> Option<(&Self, Route)> {
        let Target::Other(tongue, of) = &route.target else { return None };
        let other = self.others.get(usize::from(*tongue).checked_sub(1)?)?;
        let address = route.address.strip_prefix('/')?.strip_prefix(other.site.config.folder())?;
        let target = (**of).clone();
        Some((other, Route { target, address: format!("/{address}").into(), fingerprint: None }))
    }

    fn around<'b>(&'b self, on: &'b Sheet<'_>) -> Surroundings<'b> {
        Surroundings { site: &self.site, addresses: &on.edition.addresses, words: &on.speech.words }
    }

    fn bytes(&self, route: &Route, findings: &mut Vec<Diagnostic>) -> Vec<u8> {
        let speech = self.languages.site();
        let sheet = Sheet { route, target: &route.target, edition: &self.full, speech, leaf: None };
        if let Some(page) = self.page_of(&sheet, findings) {
            return page;
        }
        let site = &*self.site;
        match &route.target {
            Target::Text(of, number) => match &self.text {
                Some(edition) => {
                    let leaf = leaves::of(site, of).into_iter().nth(number.saturating_sub(1));
                    // What is wrong with a text is said where its page in the full edition is made.
                    let twin = Sheet { target: of, edition, leaf: leaf.as_ref(), ..sheet };
                    self.page_of(&twin, &mut Vec::new()).unwrap_or_default()
                }
                None => Vec::new(),
            },
            Target::StoryCopy(id, form) => match form {
                Form::Markdown => {
                    let story = site.story(*id);
                    self.markdown(route, story.path(), story.modified(), story.attachments(), findings)
                }
                Form::Text => self.plain(&sheet, *id),
                Form::Json => self.ninjs(*id),
            },
            Target::PageMarkdown(at) => {
                let page = &site.pages[*at];
                self.markdown(route, &page.path, None, &page.attachments, findings)
            }
            Target::Feed(id, format) => self.feed(*id, *format, findings),
            Target::FeedArchive(id, number) => self.feed_archive(*id, *number, findings),
            Target::SearchIndex => self.search_index(),
            Target::SearchFacets(part) => self.search_facets(*part),
            Target::SearchStories(part, chunk) => self.search_stories(*part, *chunk),
            Target::SearchWords(part, shard) => self.search_words(*part, *shard),
            Target::SitemapIndex => sitemap::index(site),
            Target::SitemapMonth(year, month) => sitemap::month(site, *year, *month),
            Target::SitemapLists => sitemap::lists(site),
            Target::SitemapNews => sitemap::news(site),
            Target::Robots => sitemap::robots(site),
            Target::SecurityTxt => hosting::security_txt(site),
            Target::Card(_) | Target::SiteCard | Target::Icon(_) => self.drawn(&route.target, findings),
            Target::Manifest => hosting::manifest(site, self.theme, &self.full.addresses),
            Target::Speculation => hosting::speculation(site),
            Target::Host(file) => hosting::file(site, self.theme, *file),
            Target::Asset(name) => self.theme.assets[&**name].bytes.to_vec(),
            Target::Attachment(path) => self.attachment(path, findings),
            Target::PictureCopy(copy) => self.picture_copy(&copy.0, &copy.1, findings),
            _ => Vec::new(),
        }
    }

    /// A card or an icon.
    #[cfg(feature = "cards")]
    fn drawn(&self, target: &Target, findings: &mut Vec<Diagnostic>) -> Vec<u8> {
        let site = &*self.site;
        let drawn = match target {
            Target::Card(id) => {
                let story = site.story(*id);
                let speech = self.languages.get(story.language());
                let around = Surroundings { site, addresses: &self.full.addresses, words: &speech.words };
                self.artist.card(&card::art::of_story(&around, *id), story.path())
            }
            Target::Icon(icon) => card::icon(self.theme, *icon),
            _ => self.artist.card(&card::art::of_site(site), crate::config::FILE),
        };
        drawn.drain_into(findings)
    }

    /// Nothing is drawn by a program that cannot; then there is no such route either.
    #[cfg(not(feature = "cards"))]
    fn drawn(&self, _target: &Target, _findings: &mut Vec<Diagnostic>) -> Vec<u8> {
        Vec::new()
    }

    /// A page that a template makes; nothing for what is no such page.
    fn page_of(&self, on: &Sheet<'_>, findings: &mut Vec<Diagnostic>) -> Option<Vec<u8>> {
        Some(match on.target {
            Target::Home => self.home(on, findings),
            Target::Story(id) => self.story(on, *id, findings),
            Target::Page(at) => self.page(on, *at, findings),
            Target::List(id) => self.list(on, *id, None, findings),
            Target::Numbered(id, number) => self.list(on, *id, Some(*number), findings),
            Target::Next(id) => self.redirect(on, &self.site.lists.get(*id).address, findings),
            Target::Terms(taxonomy) => self.terms(on, *taxonomy, findings),
            Target::Years => self.years(on, findings),
            Target::Period(period) => self.period(on, *period, findings),
            Target::Corrections => self.corrections(on, findings),
            Target::Search => self.search(on, findings),
            Target::Alias { to } => self.redirect(on, to, findings),
            Target::NotFound => self.not_found(on, findings),
            _ => return None,
        })
    }
}

/// What a page is set on: its route, what it shows, its edition and its language.
#[derive(Clone, Copy)]
struct Sheet<'a> {
    route: &'a Route,
    target: &'a Target,
    edition: &'a EditionOf,
    speech: &'a Speech,
    /// Which leaf of the page, in the text edition.
    leaf: Option<&'a Leaf>,
}

impl Sheet<'_> {
    /// The address of the page in the full edition.
    fn address(&self) -> &str {
        match self.edition.addresses.edition() {
            Edition::Full => &self.route.address,
            Edition::Text => leaves::page_of(self.route.address.strip_prefix("/text").unwrap_or(&self.route.address)),
        }
    }

    /// Whether the page begins here.
    fn is_first(&self) -> bool {
        self.leaf.is_none_or(|leaf| leaf.number == 1)
    }

    /// What of a page's entries stands on this leaf of it.
    fn on_leaf<T>(&self, all: impl Iterator<Item = T>) -> impl Iterator<Item = T> {
        let shown = self.leaf.map_or(0..usize::MAX, |leaf| leaf.shown.clone());
        all.skip(shown.start).take(shown.len())
    }
}
