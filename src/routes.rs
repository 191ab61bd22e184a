//! Every output of the site, listed before anything is rendered.
//!
//! In: the [`Site`] and its theme. Out: a [`Route`] for each output, sorted by its file, with a
//! fingerprint of all that it depends on; and findings where two outputs want one file.
//!
//! A build renders the routes whose fingerprint changed, a preview the one that is asked for, a
//! publish sends those that differ: one idea, three uses. What a template asks of the rest of the
//! site through queries is known only when it is rendered; see [`crate::render::query`].

mod collisions;
pub mod drawn;
mod find;
mod fingerprint;
pub mod hosting;
pub mod leaves;
mod named;
mod outputs;
pub mod pictures;
mod reach;
pub mod redirects;
pub mod shown;
mod survey;
mod taken;
mod touched;

pub use find::Finder;
pub use fingerprint::Fingerprint;
pub(crate) use fingerprint::version;
pub(crate) use outputs::{security_expires, sitemap_month};
pub use reach::{Reach, reached};
pub use survey::{are_in_place, survey};
pub use taken::Taken;

use crate::config::{BaseUrl, FeedsOf, Form, Format};
use crate::diag::Checked;
use crate::picture::recipe::Recipe;
use crate::site::calendar::Period;
use crate::site::paging::Paging;
use crate::site::{ListId, Site, StoryId, Taxonomy, Twin, address, lists};
use crate::theme::Theme;
use drawn::Icon;
use fingerprint::Inputs;
use hosting::HostFile;
use rayon::prelude::*;
use std::sync::Arc;

/// One output.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Route {
    /// What it is.
    pub target: Target,
    /// Its address from the site's root, not encoded: `/2020/02/07/envoy.html`.
    pub address: Arc<str>,
    /// What it depends on, in a few numbers; nothing where it has to be made to know.
    pub fingerprint: Option<Fingerprint>,
}

impl Route {
    /// The file behind the address: `2020/02/07/envoy.html`.
    pub fn file(&self) -> String {
        address::file(&self.address)
    }
}

/// What an output is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Target {
    /// The front page.
    Home,
    /// A story.
    Story(StoryId),
    /// Another form of a story.
    StoryCopy(StoryId, Form),
    /// A page that is no story, by its place in [`Site::pages`].
    Page(usize),
    /// A page's Markdown.
    PageMarkdown(usize),
    /// The front of a list.
    List(ListId),
    /// A numbered page of a list, from 1.
    Numbered(ListId, usize),
    /// The number after a list's last numbered page: leads to the front until there is such a page,
    /// so that "newer" on the last numbered page need never change.
    Next(ListId),
    /// All terms of a taxonomy.
    Terms(Taxonomy),
    /// The years with stories.
    Years,
    /// A year, a month or a day.
    Period(Period),
    /// A list's feed.
    Feed(ListId, Format),
    /// A document of a list's Atom feed that holds older stories, counted from the oldest (RFC 5005).
    FeedArchive(ListId, usize),
    /// All corrections.
    Corrections,
    /// A leaf of a page of the text edition, by the page that it is the text of, and its number from 1.
    Text(Box<Target>, usize),
    /// The page that stories are searched on.
    Search,
    /// What there is to search.
    SearchIndex,
    /// The days and sections of a part's stories, by the part's place in [`Site::segments`].
    SearchFacets(usize),
    /// Some of a part's stories as results.
    SearchStories(usize, usize),
    /// Some of a part's words with the stories that they stand in.
    SearchWords(usize, usize),
    /// An output of the site in another of its languages, by that language's place and what it is there.
    Other(u8, Box<Target>),
    /// The stories of the last two days, for news search.
    SitemapNews,
    /// Whom to tell of a weak spot (RFC 9116).
    SecurityTxt,
    /// What stands for a story where it is shared.
    Card(StoryId),
    /// What stands for every other page.
    SiteCard,
    /// An icon of the site.
    Icon(Icon),
    /// The site as an application (W3C web manifest).
    Manifest,
    /// What browsers may fetch before a reader goes there (speculation rules).
    Speculation,
    /// What a host is told about the site.
    Host(HostFile),
    /// The list of sitemaps.
    SitemapIndex,
    /// The stories of a month.
    SitemapMonth(i16, i8),
    /// The pages that are no stories.
    SitemapLists,
    /// What crawlers may read.
    Robots,
    /// An address that leads to another.
    Alias {
        /// Where it leads, from the site's root.
        to: Box<str>,
    },
    /// An address at which there is nothing.
    NotFound,
    /// A theme's asset, by its name.
    Asset(Box<str>),
    /// A file of the content folder that a story shows, by its path from the project's root.
    Attachment(Box<str>),
    /// A copy of a picture that a story shows, by the picture's path and how the copy is made.
    PictureCopy(Box<(Box<str>, Recipe)>),
}

impl Target {
    /// What an output is to the site in its own language.
    pub fn in_language<'a>(&'a self, site: &'a Site) -> (&'a Site, &'a Self) {
        match self {
            Self::Other(tongue, of) => (site.in_language(*tongue), of),
            own => (site, own),
        }
    }

    /// The templates that it is made with; none where code writes it.
    pub fn templates(&self) -> &'static [&'static str] {
        match self {
            Self::Home => &["home.html"],
            Self::Story(_) => &["story.html"],
            Self::Page(_) => &["page.html"],
            Self::List(_) | Self::Numbered(..) => &["list.html"],
            Self::Terms(_) | Self::Years => &["terms.html"],
            Self::Period(_) => &["archive.html"],
            Self::Corrections => &["corrections.html"],
            Self::Next(_) | Self::Alias { .. } => &["redirect.html"],
            Self::NotFound => &["404.html"],
            Self::Search => &["search.html"],
            Self::Text(..) => &["redirect.html", "text.html"],
            Self::Other(_, of) => of.templates(),
            Self::Card(_) | Self::SiteCard => &["card.svg"],
            Self::StoryCopy(..)
            | Self::PageMarkdown(_)
            | Self::Feed(..)
            | Self::FeedArchive(..)
            | Self::SitemapIndex
            | Self::SitemapMonth(..)
            | Self::SitemapLists
            | Self::SitemapNews
            | Self::Robots
            | Self::SecurityTxt
            | Self::SearchIndex
            | Self::SearchFacets(_)
            | Self::SearchStories(..)
            | Self::SearchWords(..)
            | Self::Icon(_)
            | Self::Manifest
            | Self::Speculation
            | Self::Host(_)
            | Self::Asset(_)
            | Self::Attachment(_)
            | Self::PictureCopy(_) => &[],
        }
    }
}

/// Lists every output, sorted by address, and says where two want one file.
///
/// `program` tells one build of the program from another, since another may make other pages.
pub fn plan(site: &Site, theme: &Theme, program: u64) -> Checked<Vec<Route>> {
    listed(site, &|site| outputs::all(site, theme, Some(&Inputs::new(site, theme, program))))
}

fn listed(site: &Site, of: &dyn Fn(&Site) -> Vec<Route>) -> Checked<Vec<Route>> {
    let mut routes = of(site);
    for other in &site.others {
        routes.extend(of(other).into_iter().map(|route| outputs::abroad(other, route)));
    }
    routes.par_sort_unstable_by(|a, b| a.address.cmp(&b.address).then_with(|| a.target.cmp(&b.target)));
    let mut findings = collisions::find(site, &mut routes);
    findings.extend(redirects::check(site, &routes));
    findings.extend(named::check(site, &routes));
    Checked::new(routes, findings)
}

impl Site {
    /// A page in the languages that have it, its own among them; nothing where there is but one.
    pub fn twins_of(&self, target: &Target, address: &str) -> &[Twin] {
        match target {
            Target::Story(id) => self.twins_of_story(*id),
            Target::Page(at) => self.twins_of_page(*at),
            // A numbered page holds other stories in every language.
            Target::Numbered(..) | Target::Next(_) => &[],
            _ => self.twins.place(address),
        }
    }
}

/// How many stories a file of search results holds.
pub(crate) const RESULTS: usize = 8;

/// The address of a file of the search.
pub(crate) fn search(file: &str) -> String {
    format!("{}{file}.js", lists::SEARCH)
}

/// The address of a page of the text edition, by the address of the page that it is the text of.
pub fn text(address: &str) -> String {
    format!("/text{address}")
}

/// The address of a list's numbered page: `/world/page/3/`.
pub fn numbered(list: &str, number: usize) -> String {
    format!("{list}page/{number}/")
}

/// The address of a list's feed; the list of all stories has the site's own.
pub fn feed(site: &Site, list: ListId, format: Format) -> String {
    let list = site.lists.get(list);
    let folder = if list.taxonomy.is_some() { list.address.as_str() } else { "/" };
    format!("{folder}{}", format.file())
}

/// The address of a document of older stories of a list's Atom feed.
pub fn feed_archive(site: &Site, list: ListId, number: usize) -> String {
    let list = site.lists.get(list);
    let folder = if list.taxonomy.is_some() { list.address.as_str() } else { "/" };
    format!("{folder}atom/{number}.xml")
}

/// How many such documents a list has. They are counted from the oldest and full, so they never change.
pub fn feed_archives(site: &Site, list: ListId) -> usize {
    let outputs = &site.config.outputs;
    let wanted = outputs.feed_archives_of.contains(&feeds_of(site, list));
    if !wanted || !formats(site, list).contains(&Format::Atom) {
        return 0;
    }
    let stories = site.lists.get(list).stories.len();
    if stories > feed_items(site, list) { Paging::new(stories, feed_items(site, list)).full() } else { 0 }
}

/// How many stories a list's feeds have.
pub fn feed_items(site: &Site, list: ListId) -> usize {
    match feeds_of(site, list) {
        FeedsOf::Site | FeedsOf::Sections => site.config.feed_items,
        _ => site.config.term_feed_items,
    }
}

/// The formats of a list's feeds; none where the site has no address, `[outputs]` does not ask for
/// them, or there is nothing in them.
pub fn formats(site: &Site, list: ListId) -> &[Format] {
    let of = feeds_of(site, list);
    let outputs = &site.config.outputs;
    let is_empty = of != FeedsOf::Site && site.lists.get(list).stories.is_empty();
    if is_empty || !matches!(site.config.base_url, BaseUrl::Absolute { .. }) || !outputs.feeds_of.contains(&of) {
        return &[];
    }
    match of {
        FeedsOf::Site | FeedsOf::Sections => &outputs.feeds,
        _ => &outputs.term_feeds,
    }
}

fn feeds_of(site: &Site, list: ListId) -> FeedsOf {
    match site.lists.get(list).taxonomy {
        None => FeedsOf::Site,
        Some(Taxonomy::Sections) => FeedsOf::Sections,
        Some(Taxonomy::Tags) => FeedsOf::Tags,
        Some(Taxonomy::Authors) => FeedsOf::Authors,
        Some(Taxonomy::Places) => FeedsOf::Places,
        Some(Taxonomy::Agencies) => FeedsOf::Agencies,
        Some(Taxonomy::Series) => FeedsOf::Series,
        Some(Taxonomy::Own(_)) => FeedsOf::Terms,
    }
}

/// The address of an attachment: its path below the content folder.
pub fn attachment(site: &Site, path: &str) -> String {
    let inner = path.strip_prefix(site.config.content.as_str()).unwrap_or(path);
    format!("/{}", inner.trim_start_matches('/'))
}
