//! Every output of the site, listed before anything is rendered.
//!
//! In: the [`Site`] and its theme. Out: a [`Route`] for each output, sorted by its file, with a
//! fingerprint of all that it depends on; and findings where two outputs want one file.
//!
//! A build renders the routes whose fingerprint changed, a preview the one that is asked for, a
//! publish sends those that differ: one idea, three uses. What a template asks of the rest of the
//! site through queries is known only when it is rendered; see [`crate::render::query`].

mod collisions;
mod fingerprint;
mod outputs;

pub use fingerprint::Fingerprint;
pub(crate) use outputs::sitemap_month;

use crate::config::{BaseUrl, FeedsOf, Format};
use crate::diag::Checked;
use crate::site::calendar::Period;
use crate::site::{ListId, Site, StoryId, Taxonomy, address};
use crate::theme::Theme;

/// One output.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Route {
    /// What it is.
    pub target: Target,
    /// Its address from the site's root, not encoded: `/2020/02/07/envoy.html`.
    pub address: Box<str>,
    /// What it depends on, in one number.
    pub fingerprint: Fingerprint,
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
    /// A story's Markdown.
    StoryMarkdown(StoryId),
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
}

/// Lists every output, sorted by address, and says where two want one file.
pub fn plan(site: &Site, theme: &Theme) -> Checked<Vec<Route>> {
    let mut routes = outputs::all(site, theme);
    routes.sort_unstable_by(|a, b| a.address.cmp(&b.address).then_with(|| a.target.cmp(&b.target)));
    let findings = collisions::find(site, &mut routes);
    Checked::new(routes, findings)
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

/// Whether a list has feeds: the site has an address, and `[outputs]` asks for them.
pub fn has_feeds(site: &Site, list: ListId) -> bool {
    let of = match site.lists.get(list).taxonomy {
        None => FeedsOf::Site,
        Some(Taxonomy::Sections) => FeedsOf::Sections,
        Some(Taxonomy::Tags) => FeedsOf::Tags,
        Some(Taxonomy::Authors) => FeedsOf::Authors,
        Some(Taxonomy::Places) => FeedsOf::Places,
    };
    matches!(site.config.base_url, BaseUrl::Absolute { .. }) && site.config.outputs.feeds_of.contains(&of)
}

/// The address of an attachment: its path below the content folder.
pub fn attachment(site: &Site, path: &str) -> String {
    let inner = path.strip_prefix(site.config.content.as_str()).unwrap_or(path);
    format!("/{}", inner.trim_start_matches('/'))
}
