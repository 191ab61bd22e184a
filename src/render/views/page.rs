//! The page that is being made, whatever it is about.

use super::{FeedView, ImageView, LanguageView, LinkView};
use serde::Serialize;

/// The page that is being made.
#[derive(Debug, Clone, Serialize)]
pub struct PageView {
    /// `home`, `story`, `page`, `section`, `tag`, `author`, `place`, `agency`, `series`, `term`, `all`,
    /// `year`, `month`, `day`, `terms`, `archive`, `corrections`, `search`, `not-found`, `redirect`.
    pub kind: &'static str,
    /// What the page is called, without the site's name.
    pub title: String,
    /// What it is, in a sentence; may be empty.
    pub description: String,
    /// Its address.
    pub url: String,
    /// What tells it from another page of the same title, if there is one: the day.
    pub apart: Option<String>,
    /// Its absolute address, where the site has one.
    pub canonical: Option<String>,
    /// The language that the page is in, a BCP 47 tag.
    pub language: String,
    /// `ltr` or `rtl`.
    pub direction: &'static str,
    /// The address of the page in the text edition, or in that edition of the page in the full one.
    pub other_edition: Option<String>,
    /// The site's languages, as this page leads to them; none where the site has but one.
    pub languages: Vec<LanguageView>,
    /// The absolute address of this page for readers of any other language (`x-default`), where the
    /// page is there in several.
    pub for_others: Option<String>,
    /// Whether its text is in the site's own language because it has not been translated.
    pub is_untranslated: bool,
    /// A picture to show where the page is shared, if there is one.
    pub image: Option<ImageView>,
    /// Feeds of the list that it shows, if any, besides the site's own.
    pub feeds: Vec<FeedView>,
    /// The way here from the front page, without the page itself.
    pub breadcrumbs: Vec<LinkView>,
    /// In the text edition, which leaf of the page it is, where that goes on over several.
    pub leaf: Option<LeafView>,
    /// Structured data (JSON-LD) to print as it is inside `<script type="application/ld+json">`.
    pub json_ld: Option<String>,
}

/// A leaf of a long page of the text edition.
#[derive(Debug, Clone, Serialize)]
pub struct LeafView {
    /// Its number, from 1.
    pub number: usize,
    /// How many there are.
    pub of: usize,
    /// The one before it.
    pub back: Option<String>,
    /// The one after it.
    pub on: Option<String>,
    /// Of a list of names, some letters, each with the leaf on which the names begin that begin with it.
    pub letters: Vec<LinkView>,
}
