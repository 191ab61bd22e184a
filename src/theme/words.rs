//! The words that pages print and that are no copy, in each language that a theme has a file for.
//!
//! In: the files `words/LANGUAGE.toml` of a theme's layers. Out: [`Vocabulary`], which gives for a
//! language its [`Words`]: its own, where it lacks some the parent theme's, and at last English ones.

use crate::diag::Diagnostic;
use crate::source::Source;
use foldhash::fast::FixedState;
use indexmap::IndexMap;
use serde::Serialize;
use std::collections::BTreeMap;

mod file;
mod written;

pub use written::two_digits;

#[cfg(test)]
mod tests;

/// The language that has every word.
const FALLBACK: &str = "en";

/// The words of one language.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Words {
    /// The language that they are in, a BCP 47 tag.
    pub lang: String,
    /// The months' names as they stand in a date, January first; none where dates are printed as
    /// numbers.
    pub months: Vec<String>,
    /// The months' names where no day stands before them; none where they are the same.
    pub months_alone: Vec<String>,
    /// The days of the week, in short, from the one that begins it.
    pub weekdays: Vec<String>,
    /// The days of the week, Monday first.
    pub weekdays_long: Vec<String>,
    /// How many days before Monday the week begins: 1 for Sunday.
    pub week_offset: i8,
    /// Words that go with a number, by name, with a form for each plural category.
    #[serde(skip)]
    forms: BTreeMap<String, BTreeMap<String, String>>,
    /// Everything else, by the names that templates use. Each date asks for half a dozen.
    #[serde(flatten)]
    texts: IndexMap<String, String, FixedState>,
}

/// The words of every language that there is a file for.
#[derive(Debug, Clone, Default)]
pub struct Vocabulary {
    languages: BTreeMap<String, Words>,
}

impl Words {
    /// A word by its name; the name itself where no language has it.
    pub fn text<'a>(&'a self, name: &'a str) -> &'a str {
        self.texts.get(name).map_or(name, String::as_str)
    }

    /// The names of all words.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.texts.keys().map(String::as_str)
    }

    /// The forms of a word that goes with a number, by their plural categories.
    pub fn forms(&self, name: &str) -> BTreeMap<String, String> {
        let only = || BTreeMap::from([("other".to_owned(), self.text(name).to_owned())]);
        self.forms.get(name).cloned().unwrap_or_else(only)
    }

    /// Puts words in the place of others.
    pub fn replace(&mut self, words: impl IntoIterator<Item = (String, String)>) {
        for (name, text) in words {
            self.forms.remove(&name);
            self.texts.insert(name, text);
        }
    }

    /// Takes over what it has no word for.
    fn complete(&mut self, other: &Self) {
        for (own, others) in [
            (&mut self.weekdays, &other.weekdays),
            (&mut self.weekdays_long, &other.weekdays_long),
            (&mut self.months_alone, &other.months_alone),
        ] {
            // Names of other months would not go with its own.
            if own.is_empty() && self.lang == other.lang {
                own.clone_from(others);
            }
        }
        if self.months.is_empty() {
            self.months.clone_from(&other.months);
        }
        if self.weekdays.is_empty() {
            self.weekdays.clone_from(&other.weekdays);
        }
        // A form of a word is of no use in another language.
        for (name, forms) in &other.forms {
            if !self.texts.contains_key(name) && self.lang == other.lang {
                self.forms.entry(name.clone()).or_insert_with(|| forms.clone());
            }
        }
        for (name, text) in &other.texts {
            self.texts.entry(name.clone()).or_insert_with(|| text.clone());
        }
    }

    /// Puts the days of the week in the order of the language.
    fn turn_week(&mut self) {
        self.week_offset = match self.text("week_starts") {
            "sunday" => 1,
            "saturday" => 2,
            _ => 0,
        };
        let before = usize::from(self.week_offset.unsigned_abs()).min(self.weekdays.len());
        self.weekdays.rotate_right(before);
    }
}

impl Vocabulary {
    /// The words for a language: those of its tag, of the tag's first part, or English ones, then
    /// with dates as numbers, since English months on a page of another language are neither.
    pub fn of(&self, language: &str) -> Words {
        match self.known(language) {
            // `en-GB` is served by English words, which are British then.
            Some(words) => Words { lang: language.to_owned(), ..words.clone() },
            None => {
                let english = self.languages.get(FALLBACK).cloned().unwrap_or_default();
                Words { months: Vec::new(), ..english }
            }
        }
    }

    /// Whether a language has words of its own.
    pub fn has(&self, language: &str) -> bool {
        self.known(language).is_some()
    }

    /// Whether there is no file of words at all.
    pub fn is_empty(&self) -> bool {
        self.languages.is_empty()
    }

    fn known(&self, language: &str) -> Option<&Words> {
        let first = language.split(['-', '_']).next().unwrap_or_default();
        self.languages.get(language).or_else(|| self.languages.get(&first.to_ascii_lowercase()))
    }

    /// Adds a layer's file; layers that count more come first.
    pub(super) fn add(&mut self, language: &str, source: &Source, findings: &mut Vec<Diagnostic>) {
        match toml::from_str::<toml::Table>(source.text()) {
            Ok(table) => {
                let words = file::read(language, source, table, findings);
                self.languages.entry(language.to_owned()).and_modify(|known| known.complete(&words)).or_insert(words);
            }
            Err(error) => {
                let finding = Diagnostic::error("words", error.message().to_owned());
                findings.push(finding.at(source, error.span().unwrap_or(0..0), ""));
            }
        }
    }

    /// Fills every language's gaps, when all layers have been added.
    pub(super) fn settle(&mut self) {
        if let Some(english) = self.languages.get(FALLBACK).cloned() {
            self.languages.values_mut().for_each(|words| words.complete(&english));
        }
        for words in self.languages.values_mut() {
            words.turn_week();
            words.texts.sort_unstable_keys();
        }
    }
}
