//! A page that is no story, as the model knows it.

use super::Taxonomy;
use crate::document::Genre;
use crate::document::when::compact;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// A page that is no story: a Markdown file without a date (`about.md`).
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Page {
    /// Its file.
    pub path: Box<str>,
    /// The list that it is the text of: `content/topics/ferries.md` is that of the topic `ferries`.
    pub list: Option<(Taxonomy, String)>,
    /// A hash of its file's bytes.
    pub hash: u64,
    /// What kind of text it is; that of a running story says so while it is told as it happens.
    pub genre: Option<Genre>,
    /// When it is taken down.
    #[serde(with = "compact::optional")]
    pub expires: Option<Timestamp>,
    /// What it is called.
    pub title: Box<str>,
    /// What it is about.
    pub description: Box<str>,
    /// The language, where it is not the site's.
    pub language: Option<Box<str>>,
    /// The address from the site's root: `/about.html`.
    pub address: Box<str>,
    /// Addresses that lead here.
    pub aliases: Box<[Box<str>]>,
    /// Files that it shows or links; they may not be there.
    pub attachments: Box<[Box<str>]>,
    /// Which of the site's languages it is written for, by its place among them.
    pub tongue: u8,
    /// The key that it shares with its translations; nothing on a site in one language.
    pub translation: Option<Box<str>>,
}

impl Page {
    /// Whether it is the text of a list of a taxonomy.
    pub(super) fn is_of(&self, taxonomy: Taxonomy) -> bool {
        self.list.as_ref().is_some_and(|(of, _)| *of == taxonomy)
    }

    /// The same page on the site in another language, into which it has not been translated.
    #[must_use]
    pub fn borrowed(&self, language: &str) -> Self {
        let own = self.language.clone().or_else(|| Some(language.into()));
        Self { language: own, ..self.clone() }
    }
}
