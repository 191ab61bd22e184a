//! The views: the only types that templates see.
//!
//! Every template sees `site` ([`SiteView`]) and `page` ([`PageView`]). Beside them a template sees
//! what its kind of page is about:
//!
//! | template | sees | for |
//! | --- | --- | --- |
//! | `home.html` | `stories`: the newest [`CardView`]s | the front page |
//! | `story.html` | `story`: [`StoryView`] | a story |
//! | `list.html` | `list`: [`ListView`] | all stories, a section, a tag, an author, a place |
//! | `archive.html` | `archive`: [`ArchiveView`] | a year, a month, a day |
//! | `terms.html` | `terms`: [`TermsView`] | all tags, all authors, all places, all years |
//! | `page.html` | `story`: [`StoryView`] without a date | a page that is no story (`about.md`) |
//! | `404.html` | – | an address at which there is nothing |
//! | `redirect.html` | `target`: an address | an address that has moved |
//!
//! Anything else a template asks for with a query: `stories(section="world", limit=5)`,
//! `sections()`, `terms(of="tags")`. `asset(name="style.css")` gives the address of an asset.
//!
//! Addresses in views can be printed as they are: they begin with the site's path, and where the
//! site has no `base-url` they are made relative when the page is finished.

use crate::markdown::Heading;
use serde::Serialize;

/// The site, the same for every page.
#[derive(Debug, Clone, Serialize)]
pub struct SiteView {
    /// The name of the site.
    pub title: String,
    /// What it is, in a sentence; may be empty.
    pub description: String,
    /// The language, a BCP 47 tag.
    pub language: String,
    /// `ltr` or `rtl`.
    pub direction: &'static str,
    /// Who publishes it.
    pub authors: Vec<String>,
    /// The front page's address.
    pub url: String,
    /// The sections that have stories, in the desk's order.
    pub sections: Vec<LinkView>,
    /// The pages that lead to everything: all stories, the archive, topics, authors, places; those
    /// that there are.
    pub indexes: Vec<LinkView>,
    /// The site's own feeds; empty where the site has no absolute address.
    pub feeds: Vec<FeedView>,
    /// `[theme]` of `book.toml`, as it was written.
    pub settings: serde_json::Value,
    /// The program's name and version.
    pub generator: &'static str,
}

/// The page that is being made.
#[derive(Debug, Clone, Serialize)]
pub struct PageView {
    /// `home`, `story`, `page`, `section`, `tag`, `author`, `place`, `all`, `year`, `month`, `day`,
    /// `tags`, `authors`, `places`, `archive`, `not-found`, `redirect`.
    pub kind: &'static str,
    /// What the page is called, without the site's name.
    pub title: String,
    /// What it is, in a sentence; may be empty.
    pub description: String,
    /// Its address.
    pub url: String,
    /// Its absolute address, where the site has one.
    pub canonical: Option<String>,
    /// The absolute address of a picture to show where the page is shared, if there is one.
    pub image: Option<String>,
    /// Feeds of the list that it shows, if any, besides the site's own.
    pub feeds: Vec<FeedView>,
    /// The way here from the front page, without the page itself.
    pub breadcrumbs: Vec<LinkView>,
    /// Structured data (JSON-LD) to print as it is inside `<script type="application/ld+json">`.
    pub json_ld: Option<String>,
}

/// An address and what it is called.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LinkView {
    /// What readers see.
    pub title: String,
    /// The address.
    pub url: String,
}

/// A feed.
#[derive(Debug, Clone, Serialize)]
pub struct FeedView {
    /// `RSS`, `Atom`, `JSON Feed`.
    pub title: String,
    /// The address.
    pub url: String,
    /// The media type.
    pub mime: &'static str,
}

/// A time, ready to print.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TimeView {
    /// For `<time datetime>`: `2026-02-07` or `2026-02-07T14:30:00+09:00`.
    pub iso: String,
    /// The full instant with its offset (RFC 3339), also of a date alone.
    pub instant: String,
    /// The day in words: `7 February 2026`.
    pub day: String,
    /// The time of day, where one was given: `14:30`.
    pub time: Option<String>,
    /// The zone's abbreviation: `JST`, `UTC`.
    pub zone: String,
    /// The address of the day's page, where the site has an archive.
    pub url: Option<String>,
}

/// A story in a list.
#[derive(Debug, Clone, Serialize)]
pub struct CardView {
    /// The headline.
    pub title: String,
    /// The address.
    pub url: String,
    /// The deck, or the first paragraph's words where there is none.
    pub description: String,
    /// The short line above the headline.
    pub kicker: Option<String>,
    /// When it was published.
    pub date: TimeView,
    /// When it last changed in substance.
    pub updated: Option<TimeView>,
    /// Its section.
    pub section: Option<LinkView>,
    /// The place of the dateline.
    pub location: Option<String>,
    /// The agency it came from.
    pub agency: Option<String>,
    /// Its language, a BCP 47 tag.
    pub language: String,
    /// `ltr` or `rtl`.
    pub direction: &'static str,
}

/// A whole story.
#[derive(Debug, Clone, Serialize)]
pub struct StoryView {
    /// The headline.
    pub title: String,
    /// The address.
    pub url: String,
    /// The deck as written; a page that is no story may have none.
    pub description: Option<String>,
    /// The short line above the headline.
    pub kicker: Option<String>,
    /// When it was published; a page that is no story has none.
    pub date: Option<TimeView>,
    /// When it last changed in substance.
    pub updated: Option<TimeView>,
    /// Its section.
    pub section: Option<LinkView>,
    /// Its topics.
    pub tags: Vec<LinkView>,
    /// Who wrote it.
    pub authors: Vec<LinkView>,
    /// The byline as it was typed, where it says more than the names.
    pub byline: Option<String>,
    /// The place of the dateline.
    pub location: Option<LinkView>,
    /// The agency it came from.
    pub agency: Option<String>,
    /// Where it was first published: a name or an address.
    pub source: Option<String>,
    /// The lead picture's address.
    pub image: Option<String>,
    /// What the lead picture shows.
    pub image_alt: Option<String>,
    /// Its language, a BCP 47 tag.
    pub language: String,
    /// `ltr` or `rtl`.
    pub direction: &'static str,
    /// The body as HTML, safe to print; the dateline opens its first paragraph.
    pub content: String,
    /// The body's headings.
    pub headings: Vec<Heading>,
    /// How many words the body has.
    pub words: usize,
    /// How many minutes it takes to read, at 200 words a minute; at least 1.
    pub minutes: usize,
    /// The address of its Markdown, where the site has that form.
    pub markdown_url: Option<String>,
    /// The next older story of its section (or of the site, where it has none).
    pub older: Option<LinkView>,
    /// The next newer one.
    pub newer: Option<LinkView>,
}

/// A list of stories, one page of it.
#[derive(Debug, Clone, Serialize)]
pub struct ListView {
    /// `all`, `section`, `tag`, `author`, `place`.
    pub kind: &'static str,
    /// What it is called.
    pub title: String,
    /// What it covers; may be empty.
    pub description: String,
    /// The address of its front.
    pub url: String,
    /// The stories on this page, newest first.
    pub stories: Vec<CardView>,
    /// The page's number, from the oldest; the front has none.
    pub number: Option<usize>,
    /// The page with newer stories; the front has none.
    pub newer: Option<String>,
    /// The page with older stories; the oldest has none.
    pub older: Option<String>,
}

/// A year, a month or a day.
#[derive(Debug, Clone, Serialize)]
pub struct ArchiveView {
    /// `year`, `month`, `day`.
    pub kind: &'static str,
    /// `2026`, `February 2026`, `7 February 2026`.
    pub title: String,
    /// Its months or days, from the first, with how many stories each has; a day has none.
    pub parts: Vec<CountView>,
    /// The day's stories, newest first; a year and a month have none.
    pub stories: Vec<CardView>,
    /// The one before it that has stories.
    pub earlier: Option<LinkView>,
    /// The one after it that has stories.
    pub later: Option<LinkView>,
}

/// An address, what it is called, and how many stories are there.
#[derive(Debug, Clone, Serialize)]
pub struct CountView {
    /// What readers see.
    pub title: String,
    /// The address.
    pub url: String,
    /// How many stories.
    pub count: usize,
}

/// All terms of a kind.
#[derive(Debug, Clone, Serialize)]
pub struct TermsView {
    /// `tags`, `authors`, `places`, `archive` (the years).
    pub kind: &'static str,
    /// What they are called: `Topics`.
    pub title: String,
    /// Each of them, in alphabetical order (years from the newest).
    pub terms: Vec<CountView>,
}
