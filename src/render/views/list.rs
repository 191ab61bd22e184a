//! Lists of stories and of terms, and the search.

use super::{Card, LinkView};
use serde::Serialize;

/// A list of stories, one page of it.
#[derive(Debug, Clone, Serialize)]
pub struct ListView {
    /// `all`, `section`, `tag`, `author`, `place`, `agency`, `series`, `term`.
    pub kind: &'static str,
    /// What it is called.
    pub title: String,
    /// What it covers; may be empty.
    pub description: String,
    /// The same, on its front only, where the desk says it in a line of its own.
    pub standfirst: Option<String>,
    /// The address of its front.
    pub url: String,
    /// Its own text as HTML, safe to print, on its front only.
    pub text: Option<String>,
    /// What is known of the author whose stories they are, on its front only.
    pub person: Option<PersonView>,
    /// Whether it is a running story that is told as it happens, on its front only.
    pub live: bool,
    /// The topics that its newest stories share, on its front only.
    pub topics: Vec<LinkView>,
    /// How many stories it has in all; on its front only, since numbered pages never change.
    pub count: Option<usize>,
    /// The stories on this page, newest first.
    pub stories: Vec<Card>,
    /// The page's number, from the oldest; the front has none.
    pub number: Option<usize>,
    /// The page with newer stories; the front has none.
    pub newer: Option<String>,
    /// The page with older stories; the oldest has none.
    pub older: Option<String>,
}

/// What is known of somebody who writes, beside the name.
#[derive(Debug, Clone, Serialize)]
pub struct PersonView {
    /// What the author is in the newsroom.
    pub job_title: Option<String>,
    /// Where the author is written to.
    pub email: Option<String>,
    /// The same person elsewhere; each is called by its host.
    pub links: Vec<LinkView>,
}

/// All terms of a kind.
#[derive(Debug, Clone, Serialize)]
pub struct TermsView {
    /// `tags`, `authors`, `places`, `agencies`, `series`, the key of one of the newsroom's own
    /// taxonomies, `archive` (the years).
    pub kind: String,
    /// What they are called: `Topics`.
    pub title: String,
    /// Each of them, in alphabetical order (years from the newest).
    pub terms: Vec<CountView>,
    /// The same by their first letters, where there are many.
    pub letters: Vec<LetterView>,
    /// The years of the archive with their months, from the newest.
    pub years: Vec<YearView>,
}

/// The terms that begin with a letter.
#[derive(Debug, Clone, Serialize)]
pub struct LetterView {
    /// The letter, a capital where there are any.
    pub letter: String,
    /// The terms.
    pub terms: Vec<CountView>,
}

/// A year of the archive.
#[derive(Debug, Clone, Serialize)]
pub struct YearView {
    /// The year.
    pub title: String,
    /// Its address.
    pub url: String,
    /// How many stories it has, as readers see it.
    pub number: String,
    /// Its twelve months; one without stories has no address.
    pub months: Vec<CountView>,
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
    /// The same as readers see it: `12,345`.
    pub number: String,
}

/// The search.
#[derive(Debug, Clone, Serialize)]
pub struct SearchView {
    /// The address of what there is to search, for the script.
    pub index: String,
    /// The words for a number of results in each plural form, as JSON.
    pub results: String,
    /// Whether every story has a plain text beside its page.
    pub texts: bool,
}
