//! The site, its languages, and what leads from page to page.

use crate::theme::words::Words;
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
    /// What stands before an address on a page to make it absolute (`https://wire.example`), where the
    /// site has a host.
    pub host: Option<String>,
    /// The sections that have stories, in the desk's order.
    pub sections: Vec<LinkView>,
    /// The pages that lead to everything: all stories, the archive, topics, authors, places; those
    /// that there are.
    pub indexes: Vec<LinkView>,
    /// The page that stories are searched on, where there is one.
    pub search: Option<String>,
    /// The site's own feeds; empty where the site has no absolute address.
    pub feeds: Vec<FeedView>,
    /// The words that pages print, in the site's language.
    pub words: Words,
    /// The WebSub hubs that tell readers of new stories.
    pub hubs: Vec<String>,
    /// The address of the web manifest.
    pub manifest: String,
    /// The address of `favicon.ico`, if there is one.
    pub favicon: Option<String>,
    /// The address of the icon for the screens of telephones, if there is one.
    pub touch_icon: Option<String>,
    /// `[theme]` of `book.toml`, as it was written.
    pub settings: serde_json::Value,
    /// The program's name and version.
    pub generator: &'static str,
}

/// One of the site's languages, as a page leads to it.
#[derive(Debug, Clone, Serialize)]
pub struct LanguageView {
    /// The language, a BCP 47 tag.
    pub tag: String,
    /// What it calls itself: `Русский`.
    pub title: String,
    /// `ltr` or `rtl`.
    pub direction: &'static str,
    /// The address of the same page in it, or of its front page where there is none.
    pub url: String,
    /// The absolute address of the same page in it, for `hreflang`; nothing where the page is not
    /// there in several languages, or the site has no absolute address.
    pub absolute: Option<String>,
    /// Whether it is the language of this edition of the site.
    pub is_this: bool,
    /// Whether the address is that of the same page.
    pub is_translation: bool,
}

/// An address and what it is called.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LinkView {
    /// What readers see.
    pub title: String,
    /// The address.
    pub url: String,
}

/// A feed, or another form of a story.
#[derive(Debug, Clone, Serialize)]
pub struct FeedView {
    /// `RSS`, `Atom`, `JSON Feed`; `Markdown`, `Text`, `JSON`.
    pub title: String,
    /// The address.
    pub url: String,
    /// The media type.
    pub mime: &'static str,
}
