//! The weekdays and the verbs of speech of a language, as they are found in a lead.
//!
//! In: the lead. Out: those of its words, with their places. Most words are passed over by their first two letters.

use crate::wire::caseless::Caseless;
use crate::wire::language::{LANGUAGES, Language};
use crate::wire::openings::Pairs;
use jiff::civil::Weekday;
use std::sync::LazyLock;

/// What a word of the lead may mean.
#[derive(Clone, Copy)]
pub(super) enum Meaning {
    Day(Weekday),
    /// A verb of speech.
    Said,
}

/// The weekdays and verbs of speech of a language.
pub(super) struct Lexicon {
    pairs: Pairs,
    words: Caseless<Meaning>,
}

impl Lexicon {
    /// That of a language.
    pub(super) fn of(language: &Language) -> &'static Self {
        static ALL: LazyLock<[Lexicon; LANGUAGES.len()]> = LazyLock::new(|| LANGUAGES.map(Lexicon::new));
        let at = LANGUAGES.into_iter().position(|one| std::ptr::eq(one, language)).unwrap_or(0);
        &ALL[at]
    }

    fn new(language: &Language) -> Self {
        let said = language.said.iter().map(|word| (*word, Meaning::Said));
        let monday = Weekday::Monday.cycle_forward();
        let days = language
            .days
            .iter()
            .zip(monday)
            .flat_map(|(names, day)| names.iter().map(move |name| (*name, Meaning::Day(day))));
        // A word that is both is a day.
        let words: Vec<_> = days.chain(said).collect();
        Self { pairs: Pairs::of(words.iter().map(|(word, _)| *word)), words: Caseless::new(words) }
    }

    /// The words of a text that mean one, with their places.
    pub(super) fn read<'a>(&self, text: &'a str) -> impl Iterator<Item = (usize, &'a str, Meaning)> {
        words(text, &self.pairs).filter_map(|(at, word)| Some((at, word, self.words.get(word)?)))
    }
}

/// The words of a text that open as some names do, with their places.
fn words<'a>(text: &'a str, pairs: &Pairs) -> impl Iterator<Item = (usize, &'a str)> {
    let bytes = text.as_bytes();
    let letter = |byte: u8| byte.is_ascii_alphabetic() || byte >= 0x80;
    let two = bytes.iter().zip(&bytes[bytes.len().min(1)..]).enumerate();
    let opens = two.filter(|(_, (first, second))| pairs.has(**first, **second)).map(|(at, _)| at);
    opens.filter(move |at| *at == 0 || !letter(bytes[at - 1])).map(|at| {
        let rest = &text[at..];
        let end = rest.find(|c: char| !c.is_alphabetic() && c != '-').unwrap_or(rest.len());
        (at, rest[..end].trim_end_matches('-'))
    })
}
