//! The commonest words of the languages: a few sentences tell their language by them.
//!
//! In: the beginning of a text. Out: how many of its words are among the commonest of each language. One look at a
//! word tells of all of them.

use super::{LANGUAGES, Language};
use foldhash::{HashMap, HashMapExt};
use std::sync::LazyLock;

/// How many words of a text are looked at.
const SAMPLE: usize = 90;
/// So many of them are a sixth.
const ENOUGH: usize = SAMPLE / 6;
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
        let expected = expected.and_then(|expected| LANGUAGES.iter().position(|one| one.tag == expected.tag));
        let mut common = Self { hits: [0; LANGUAGES.len()], all: 0 };
        let mut from = 0;
        // A row of letters, or of bytes that may be of letters, ends at the next byte of ASCII that is none.
        for (at, _) in text.bytes().enumerate().filter(|(_, byte)| byte.is_ascii() && !byte.is_ascii_alphabetic()) {
            common.row(&text[from..at]);
            from = at + 1;
            if common.all >= SAMPLE || expected.is_some_and(|at| common.hits[at] >= ENOUGH) {
                return common;
            }
        }
        common.row(&text[from..]);
        common
    }

    /// Counts the words of a row of letters and of what is not ASCII, which is told by its characters.
    fn row(&mut self, row: &str) {
        if row.is_ascii() {
            self.count(row.as_bytes());
        } else {
            row.split(|c: char| !c.is_alphabetic()).for_each(|word| self.count(word.as_bytes()));
        }
    }

    fn count(&mut self, word: &[u8]) {
        if (1..=LONGEST).contains(&word.len()) {
            self.all += 1;
            let mut languages = languages(word);
            while languages != 0 {
                self.hits[languages.trailing_zeros() as usize] += 1;
                languages &= languages - 1;
            }
        }
    }

    /// Whether the sample uses the commonest words of a language as a text in it does: a sixth of its words are
    /// such, or a tenth where those of no other language are a third as many.
    pub(in crate::wire) fn fits(&self, language: &Language) -> bool {
        let hits_of = |own: bool| {
            let all = LANGUAGES.iter().zip(self.hits);
            all.filter(move |(other, _)| (other.tag == language.tag) == own).map(|(_, hits)| hits).max().unwrap_or(0)
        };
        let hits = hits_of(true);
        hits * 6 >= self.all.max(18) || hits * 10 >= self.all.max(40) && hits >= hits_of(false) * 3
    }

    /// The language whose commonest words the sample uses most, if it uses enough of them.
    pub(in crate::wire) fn told(&self) -> Option<&'static Language> {
        let (language, most) = LANGUAGES.into_iter().zip(self.hits).rev().max_by_key(|(_, hits)| *hits)?;
        (most >= 4).then_some(language)
    }
}

/// The languages that have a word of up to [`LONGEST`] bytes among their commonest, a bit for each.
fn languages(word: &[u8]) -> u16 {
    // Most words begin or are as long as none of them, which is cheaper to see than to look them up.
    if SHAPES[word.len()] >> (word[0] & 31) & 1 == 0 {
        return 0;
    }
    let mut small = [0; LONGEST];
    let small = &mut small[..word.len()];
    small.copy_from_slice(word);
    small.make_ascii_lowercase();
    WORDS.get(&*small).copied().unwrap_or(0)
}

/// For each length the first letters that the words of it have, a bit for each; others may share it.
static SHAPES: [u32; LONGEST + 1] = {
    let mut shapes = [0; LONGEST + 1];
    let mut language = 0;
    while language < LANGUAGES.len() {
        let words = LANGUAGES[language].common;
        let mut at = 0;
        while at < words.len() {
            let word = words[at].as_bytes();
            shapes[word.len()] |= 1 << (word[0] & 31);
            at += 1;
        }
        language += 1;
    }
    shapes
};

/// The words, each with the languages whose it is: a bit for each, in their order.
static WORDS: LazyLock<HashMap<&[u8], u16>> = LazyLock::new(|| {
    let mut words = HashMap::new();
    for (at, language) in LANGUAGES.iter().enumerate() {
        for word in language.common {
            *words.entry(word.as_bytes()).or_insert(0) |= 1 << at;
        }
    }
    words
});

#[cfg(test)]
mod tests {
    use super::*;

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
