//! The commonest words of the languages: a few sentences tell their language by them.
//!
//! In: the beginning of a text. Out: how many of its words are among the commonest of each language. One look at a
//! word tells of all of them.

use super::key::{finish, letters_of, part, short, small};
use super::{LANGUAGES, Language};
use foldhash::HashMap;
use std::sync::LazyLock;

/// How many words of a text are looked at.
const SAMPLE: usize = 90;
/// How many where these do not tell.
const MORE: usize = 5 * SAMPLE;
/// So many of them are a sixth.
const ENOUGH: usize = SAMPLE / 6;
/// A quarter of so many words is enough as well.
const FEW: usize = 32;
/// Longer words are none of a text, in bytes.
const LONGEST: usize = 12;

/// How many of the words of a sample are among the commonest of each language.
pub(in crate::wire) struct Common {
    hits: [usize; LANGUAGES.len()],
    all: usize,
}

impl Common {
    /// Counts them, until those of the language that is expected are enough.
    pub(in crate::wire) fn of(text: &str, expected: Option<&Language>) -> Self {
        let expected = expected.and_then(|expected| LANGUAGES.iter().position(|one| std::ptr::eq(*one, expected)));
        let is_told = |common: &Self, at: usize| {
            let hits = common.hits[at];
            hits >= ENOUGH || hits * 4 >= common.all.max(FEW)
        };
        Self::until(text, |common| common.all >= SAMPLE || expected.is_some_and(|at| is_told(common, at)))
    }

    /// Counts them in a text of which [`SAMPLE`] words do not tell enough.
    pub(in crate::wire) fn of_more(text: &str) -> Self {
        Self::until(text, |common| common.all >= MORE)
    }

    /// Counts word after word.
    #[inline]
    fn until(text: &str, enough: impl Fn(&Self) -> bool) -> Self {
        let mut common = Self { hits: [0; LANGUAGES.len()], all: 0 };
        let mut from = 0;
        while from < text.len() && !enough(&common) {
            from += common.word(&text[from..]) + 1;
        }
        common
    }

    /// Counts the word that a text begins with, if one does; gives its length. Most have up to seven letters of ASCII: such
    /// a word is one number.
    #[inline]
    fn word(&mut self, text: &str) -> usize {
        let bytes = text.as_bytes();
        match bytes.first_chunk().map(|eight| letters_of(*eight)) {
            Some((_, 0)) if bytes[0].is_ascii() => 0,
            Some((head, length @ 1..8)) if bytes[length].is_ascii() => {
                self.note(WORDS.of_short(small(head)));
                length
            }
            _ => self.row(text),
        }
    }

    /// Counts the words of the row of letters that a text begins with, of which some may not be ASCII; gives its length.
    fn row(&mut self, text: &str) -> usize {
        let parts = |c: char| c.is_ascii() && !c.is_ascii_alphabetic();
        let row = &text[..text.find(parts).unwrap_or(text.len())];
        for word in row.split(|c: char| !c.is_alphabetic()).map(str::as_bytes) {
            if (1..=LONGEST).contains(&word.len()) {
                self.note(WORDS.languages(word));
            }
        }
        row.len()
    }

    /// Counts a word, by a bit for each of its languages.
    fn note(&mut self, mut languages: u16) {
        self.all += 1;
        while languages != 0 {
            self.hits[languages.trailing_zeros() as usize] += 1;
            languages &= languages - 1;
        }
    }

    /// Whether the sample uses the commonest words of a language as a text in it does: a sixth of its words are
    /// such, or a tenth where those of no other language are a third as many.
    pub(in crate::wire) fn fits(&self, language: &Language) -> bool {
        let (hits, others) = self.against(language);
        self.has_sixth(hits) || hits * 10 >= self.all.max(40) && hits >= others * 3
    }

    /// Whether it uses them so that no other language may be meant: a sixth of its words are such, and those of no other
    /// language are half as many.
    pub(in crate::wire) fn leads(&self, language: &Language) -> bool {
        let (hits, others) = self.against(language);
        self.has_sixth(hits) && hits >= others * 2
    }

    /// Whether so many words are a sixth.
    fn has_sixth(&self, hits: usize) -> bool {
        hits * 6 >= self.all.max(18)
    }

    /// How many words are among the commonest of a language, and of the other that has most.
    fn against(&self, language: &Language) -> (usize, usize) {
        let most = |own: bool| {
            let all = LANGUAGES.iter().zip(self.hits).filter(|(other, _)| std::ptr::eq(**other, language) == own);
            all.map(|(_, hits)| hits).max().unwrap_or(0)
        };
        (most(true), most(false))
    }

    /// The language whose commonest words the sample uses most, if it uses enough of them.
    pub(in crate::wire) fn told(&self) -> Option<&'static Language> {
        let (language, most) = LANGUAGES.into_iter().zip(self.hits).rev().max_by_key(|(_, hits)| *hits)?;
        (most >= 4).then_some(language)
    }
}

/// The commonest words of all languages, each with the languages whose it is, a bit for each in their order. None of
/// ASCII is longer than seven letters.
struct Words {
    /// Those of up to seven letters of ASCII, each a number: in the place that it gives, or the next that was free.
    short: [(u64, u16); PLACES],
    /// Those that are not of ASCII.
    others: HashMap<&'static [u8], u16>,
}

/// Four times as many as there are short words, so that most are found in the place that they give.
const PLACES: usize = 1 << BITS;
const BITS: u32 = 10;

/// The place that a short word gives.
fn place(word: u64) -> usize {
    (finish(word) >> (64 - BITS)) as usize
}

impl Words {
    /// The languages of a word of up to [`LONGEST`] bytes.
    fn languages(&self, word: &[u8]) -> u16 {
        if word.is_ascii() {
            return if word.len() < 8 { self.of_short(small(short(word))) } else { 0 };
        }
        let mut lower = [0; LONGEST];
        let lower = &mut lower[..word.len()];
        lower.copy_from_slice(word);
        lower.make_ascii_lowercase();
        self.others.get(&*lower).copied().unwrap_or(0)
    }

    /// The languages of a word that is a number, in small letters.
    #[inline]
    fn of_short(&self, word: u64) -> u16 {
        self.short[self.place_of(word)].1
    }

    /// Where a short word lies, or would.
    #[inline]
    fn place_of(&self, word: u64) -> usize {
        let mut at = place(word);
        while self.short[at].0 != word && self.short[at].0 != 0 {
            at = (at + 1) % PLACES;
        }
        at
    }

    /// Adds a word of a language.
    fn add(&mut self, word: &'static [u8], language: u16) {
        if word.is_ascii() {
            let at = self.place_of(part(word));
            self.short[at] = (part(word), self.short[at].1 | language);
        } else {
            *self.others.entry(word).or_default() |= language;
        }
    }
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let mut words = Words { short: [(0, 0); PLACES], others: HashMap::default() };
    for (at, language) in LANGUAGES.iter().enumerate() {
        language.common.iter().for_each(|word| words.add(word.as_bytes(), 1 << at));
    }
    words
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_commonest_words_are_found_in_any_letters() {
        for word in LANGUAGES.iter().flat_map(|language| language.common) {
            assert!(word.len() <= if word.is_ascii() { 7 } else { LONGEST }, "{word}");
            let typed = word.to_ascii_uppercase();
            assert_ne!(WORDS.languages(typed.as_bytes()), 0, "{word}");
            assert_ne!(Common::of(&format!("{typed} 12345678"), None).hits, [0; LANGUAGES.len()], "{word}");
        }
    }

    #[test]
    fn the_commonest_words_tell_a_language() {
        let (english, german) = (LANGUAGES[0], LANGUAGES[1]);
        let plain = Common::of("The board of the harbour said that the boats of the islands pay what they paid.", None);
        let capitals =
            Common::of("THE BOARD OF THE HARBOUR SAID THAT THE BOATS OF THE ISLANDS PAY WHAT THEY PAID.", None);
        // Few of its words are common, and none of another language.
        let terse = Common::of(
            "Harbour chief Ana Reis said fees rise next spring for big boats, small boats pay half, most owners agree \
             with it, islanders doubt it, brokers expect higher prices soon, buyers less choice later this year.",
            None,
        );
        for english_text in [&plain, &capitals, &terse] {
            assert!(english_text.fits(english) && !english_text.fits(german));
            assert_eq!(english_text.told().map(|told| told.tag), Some("en"));
        }
        let german_text =
            Common::of("Die Boote der Inseln zahlen nicht mehr, und das ist auch im Hafen von Norwick so.", None);
        assert!(german_text.fits(german) && !german_text.fits(english));
        assert!(Common::of("Port Mare, Norwick", None).told().is_none());
    }
}
