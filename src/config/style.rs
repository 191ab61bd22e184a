//! `[style]`: what the house prints and what not; `dateline check` holds copy to it.

use super::settle::one_of;
use super::table::Table;

/// House style, settled.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Style {
    /// `headline-length`: so many characters at most; 0 for any.
    pub headline_length: usize,
    /// `deck-length`: so many characters at most; 0 for any.
    pub deck_length: usize,
    /// `headline-capitals`: how headlines are written.
    pub headline_capitals: Capitals,
    /// `[style.words]`: what is not printed, and what is printed instead.
    pub words: Vec<(String, String)>,
}

/// How headlines are written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Capitals {
    /// As each is typed.
    #[default]
    Any,
    /// Like a sentence: `Ferry returns to its old berth`.
    Sentence,
    /// Like a title: `Ferry Returns to Its Old Berth`.
    Title,
}

impl Capitals {
    /// All of them, by the names of `book.toml`.
    pub const NAMES: [(&str, Self); 3] = [("any", Self::Any), ("sentence", Self::Sentence), ("title", Self::Title)];
}

/// Reads the table.
pub(super) fn read(table: &mut Table<'_, '_, '_>) -> Style {
    let mut words = Vec::new();
    table.table("words", |table| words = table.all_texts());
    Style {
        headline_length: table.count("headline-length", 0..=1000).unwrap_or_default(),
        deck_length: table.count("deck-length", 0..=10_000).unwrap_or_default(),
        headline_capitals: table
            .parsed("headline-capitals", |typed| one_of(typed, &Capitals::NAMES))
            .map_or(Capitals::Any, |typed| typed.value),
        words,
    }
}
