//! `book.toml`: the site's settings, read once, checked, and settled.
//!
//! In: the text of `book.toml`. Out: a [`Config`] in which nothing is optional that has a default,
//! with a finding for every key that is unknown or has a wrong value.
//!
//! 1. The TOML parser gives a tree with places, and every line that is no TOML.
//! 2. `table` takes keys from it by name, remembers which were asked for, and reports the others.
//! 3. [`read`] settles each key into the [`Config`]; `folder`, `zone` and `permalink` check the values
//!    that can lead out of the project or astray.
//! 4. What only the whole site shows to be wrong is put at its key later ([`Config::blame`]).

use crate::source::Source;
use jiff::tz::TimeZone;
use std::collections::BTreeMap;

pub mod address;
pub mod apart;
pub mod destination;
pub mod direction;
pub mod organization;
pub mod outputs;
pub mod outside;
pub mod pictures;
pub mod style;
pub mod tongue;

mod folder;
mod free;
mod moved;
mod permalink;
mod settle;
mod table;
mod whence;
mod zone;

pub use address::BaseUrl;
pub use apart::Apart;
pub use destination::Destination;
pub use direction::Direction;
pub use organization::{Author, Contact, Organization, Statement};
pub use outputs::{FeedsOf, Form, Format, Host, Outputs, Pages};
pub use outside::Outside;
pub use pictures::{Pictures, Written};
pub use settle::read;
pub use style::{Capitals, Style};
pub use tongue::{Missing, Tongue};
pub use whence::FILE;

/// The site's settings, settled.
#[derive(Debug, Clone)]
pub struct Config {
    /// `[book] title`: the name of the site.
    pub title: String,
    /// `[book] description`: what it is, in a sentence.
    pub description: String,
    /// `[book] authors`: who publishes it.
    pub authors: Vec<String>,
    /// `[book] language`: the language of the site, a BCP 47 tag.
    pub language: String,
    /// `[book] text-direction`: by default what the language says.
    pub direction: Direction,
    /// `[book] src`: the folder of the copy.
    pub content: String,
    /// `[build] build-dir`: the folder of the site.
    pub output: String,
    /// `[site] base-url`: where the site will be.
    pub base_url: BaseUrl,
    /// `[site] timezone`: an IANA name; UTC by default.
    pub timezone: TimeZone,
    /// `[site] theme`: the name of a theme that comes with the program or lies in `themes/`.
    pub theme: String,
    /// `[site] permalink`: the pattern of a story's address.
    pub permalink: Permalink,
    /// `[site] slugs`: the letters of addresses.
    pub slugs: Letters,
    /// `[site] per-page`: stories on a page of a list.
    pub per_page: usize,
    /// `[site] feed-items`: stories in a feed.
    pub feed_items: usize,
    /// `[site] term-feed-items`: stories in a feed of a topic, an author and the like.
    pub term_feed_items: usize,
    /// `[site] image`: the picture to show where a page without one is shared, in the content folder.
    pub image: Option<String>,
    /// `[site] hub`: WebSub hubs. Feeds name them, and `publish` tells them of changed feeds.
    pub hubs: Vec<String>,
    /// `[site] security-contact`: whom to tell of a weak spot (`mailto:` or `https:`).
    pub security_contact: Option<String>,
    /// `[site] raw-html`: what becomes of raw HTML in copy.
    pub raw_html: RawHtml,
    /// `[outputs]`: what the site is made of beside its stories and sections.
    pub outputs: Outputs,
    /// `[pictures]`: the sizes and kinds in which photographs are published.
    pub pictures: Pictures,
    /// `[wire] callout-words`: a quotation of so many words is set apart; 0 for never.
    pub callout_words: usize,
    /// `[sections.KEY]`: the sections that the desk names, in the order of writing.
    pub sections: Vec<Section>,
    /// `[organization]`: who publishes it, for those who judge newsrooms.
    pub organization: Organization,
    /// `[authors.KEY]`: what is known of those who write, beside their names, in the order of writing.
    pub people: Vec<Author>,
    /// `[style]`: what copy is held to by `dateline check`.
    pub style: Apart<Style>,
    /// `[check]`: which other sites `dateline check --external` asks.
    pub outside: Apart<Outside>,
    /// `[publish.NAME]`: where the site is published to, in the order of writing.
    pub destinations: Apart<Vec<Destination>>,
    /// `[taxonomies.KEY]`: what else the newsroom sorts its stories by.
    pub taxonomies: Vec<OwnTaxonomy>,
    /// `[headers]`: what hosts answer with, beside or instead of what Dateline says.
    pub headers: BTreeMap<String, String>,
    /// `[redirects]`: addresses that have moved, each with where it leads; no chains.
    pub redirects: BTreeMap<String, String>,
    /// `[theme]`: what the theme lets the site choose, handed to the templates as it is.
    pub theme_settings: BTreeMap<String, serde_json::Value>,
    /// The languages that the site appears in, its own first, then `[languages.TAG]` in the order of
    /// writing; none where it has no others.
    pub tongues: Vec<Tongue>,
    /// Which of them these settings are for.
    pub tongue: u8,
    /// `book.toml` as it was typed, to say where in it something is wrong.
    pub text: Apart<Option<Source>>,
}

/// A section as `book.toml` names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// The key that front matter and folders use (`world`).
    pub key: String,
    /// The name that readers see.
    pub title: String,
    /// One line of what it covers.
    pub description: String,
}

/// A taxonomy as `book.toml` names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnTaxonomy {
    /// The key that front matter, queries and addresses use (`teams`).
    pub key: String,
    /// The name that readers see.
    pub title: String,
}

/// What becomes of raw HTML in copy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RawHtml {
    /// Cleaned: scripts, handlers and styles are taken out.
    Clean,
    /// Kept as typed: the site's owner vouches for the copy.
    Keep,
}

/// The letters that addresses are made of.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Letters {
    /// Those of the words: `/places/köln/`.
    #[default]
    Unicode,
    /// Those of ASCII, as the site's language writes the others out: `/places/koeln/`.
    Ascii,
}

/// The pattern of a story's address: parts in braces are filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Permalink(pub String);

impl Default for Permalink {
    fn default() -> Self {
        Self("/{year}/{month}/{day}/{slug}.html".into())
    }
}

impl Config {
    /// The file of the picture to show where a page without one is shared.
    pub fn picture(&self) -> Option<String> {
        let image = self.image.as_ref()?;
        Some(format!("{}/{}", self.content, image.trim_start_matches('/')))
    }
}

impl Default for Config {
    fn default() -> Self {
        Self {
            title: "Dateline".into(),
            description: String::new(),
            authors: Vec::new(),
            language: "en".into(),
            direction: Direction::Ltr,
            content: "content".into(),
            output: "public".into(),
            base_url: BaseUrl::default(),
            timezone: TimeZone::UTC,
            theme: "default".into(),
            permalink: Permalink::default(),
            slugs: Letters::Unicode,
            per_page: 20,
            feed_items: 30,
            term_feed_items: 10,
            image: None,
            hubs: Vec::new(),
            security_contact: None,
            raw_html: RawHtml::Clean,
            outputs: Outputs::default(),
            pictures: Pictures::default(),
            callout_words: 25,
            sections: Vec::new(),
            organization: Organization::default(),
            people: Vec::new(),
            style: Apart::default(),
            outside: Apart::default(),
            destinations: Apart::default(),
            taxonomies: Vec::new(),
            headers: BTreeMap::new(),
            redirects: BTreeMap::new(),
            theme_settings: BTreeMap::new(),
            tongues: Vec::new(),
            tongue: 0,
            text: Apart::default(),
        }
    }
}
