//! The weekdays and the verbs of speech of a language, as they are found in a lead.
//!
//! In: the lead. Out: those of its words, with their places. Most words are passed over by their first two letters.

use crate::wire::byline::head;
use crate::wire::caseless::Caseless;
use crate::wire::language::{LANGUAGES, Language};
use crate::wire::openings::Pairs;
use jiff::civil::Weekday;
use memchr::memmem::Finder;
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
    last_year: Vec<Phrase>,
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
        let last_year = language.last_year.iter().map(|words| Phrase::new(words)).collect();
        Self { pairs: Pairs::of(words.iter().map(|(word, _)| *word)), words: Caseless::new(words), last_year }
    }

    /// Whether a text says `last year`.
    pub(super) fn says_last_year(&self, text: &str) -> bool {
        self.last_year.iter().any(|phrase| phrase.is_in(text))
    }

    /// The words of a text that mean one, with their places.
    pub(super) fn read<'a>(&self, text: &'a str) -> impl Iterator<Item = (usize, &'a str, Meaning)> {
        words(text, &self.pairs).filter_map(|(at, word)| Some((at, word, self.words.get(word)?)))
    }
}

/// Words that are given in lower case, of which any may have a capital in a text.
struct Phrase {
    words: &'static str,
    /// The first word without its first letter, which alone often has a capital.
    rest: Finder<'static>,
    /// How many bytes that letter has.
    first: usize,
}

impl Phrase {
    fn new(words: &'static str) -> Self {
        let first = words.chars().next().map_or(0, char::len_utf8);
        let rest = words[first..].split(' ').next().unwrap_or(words);
        Self { words, rest: Finder::new(rest), first }
    }

    fn is_in(&self, text: &str) -> bool {
        let mut found = self.rest.find_iter(text.as_bytes());
        let says = |from: &str| head(from, self.words).is_some();
        found.any(|at| at >= self.first && text.get(at - self.first..).is_some_and(says))
    }
}

/// The words of a text that open as some names do, with their places.
fn words<'a>(text: &'a str, pairs: &Pairs) -> impl Iterator<Item = (usize, &'a str)> {
    let bytes = text.as_bytes();
    let letter = |byte: u8| byte.is_ascii_alphabetic() || byte >= 0x80;
    let opens = move |at: usize| pairs.has(bytes[at], bytes[at + 1]) && (at == 0 || !letter(bytes[at - 1]));
    let mut next = 0;
    std::iter::from_fn(move || {
        // A loop of its own: the compiler makes more of it than of a row of adapters.
        while next + 1 < bytes.len() {
            let at = next;
            next += 1;
            if opens(at) {
                let rest = &text[at..];
                let end = rest.find(|c: char| !c.is_alphabetic() && c != '-').unwrap_or(rest.len());
                return Some((at, rest[..end].trim_end_matches('-')));
            }
        }
        None
    })
}
