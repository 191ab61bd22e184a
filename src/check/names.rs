//! Links and anchors, each once: most pages of a site hold the same ones.

use foldhash::fast::RandomState;
use indexmap::IndexSet;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// The number of a link or an anchor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub(super) struct Name(u32);

/// The links and anchors of a site, by their numbers.
#[derive(Debug, Default)]
pub(super) struct Names(IndexSet<Box<str>, RandomState>);

impl Names {
    /// The number of some words.
    pub(super) fn of(&mut self, words: &str) -> Name {
        let at = match self.0.get_index_of(words) {
            Some(at) => at,
            None => self.0.insert_full(words.into()).0,
        };
        // Four thousand million links are no site.
        Name(u32::try_from(at).unwrap_or(u32::MAX))
    }

    /// The numbers of some words, in their order.
    pub(super) fn of_all(&mut self, words: &BTreeSet<Box<str>>) -> Box<[Name]> {
        words.iter().map(|words| self.of(words)).collect()
    }

    /// The number of some words, if they have one.
    pub(super) fn known(&self, words: &str) -> Option<Name> {
        u32::try_from(self.0.get_index_of(words)?).ok().map(Name)
    }

    /// The words of a number; none where it was given by others.
    pub(super) fn words(&self, name: Name) -> &str {
        self.0.get_index(name.place()).map(|words| &**words).unwrap_or_default()
    }

    /// All of them, in the order of their numbers.
    pub(super) fn into_words(self) -> Vec<Box<str>> {
        self.0.into_iter().collect()
    }
}

impl Name {
    /// Its place among the names.
    pub(super) fn place(self) -> usize {
        self.0 as usize
    }
}
