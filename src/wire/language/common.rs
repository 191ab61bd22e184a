//! The commonest words of the languages: a few sentences tell their language by them.
//!
//! In: the beginning of a text. Out: how many of its words are among the commonest of each language. One look at a
//! word tells of all of them.

use super::{LANGUAGES, Language};
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
        let expected = expected.and_then(|expected| LANGUAGES.iter().position(|one| std::ptr::eq(*one, expected)));
        let mut common = Self { hits: [0; LANGUAGES.len()], all: 0 };
        let mut from = 0;
        while from < text.len() && common.all < SAMPLE && expected.is_none_or(|at| common.hits[at] < ENOUGH) {
            let row = &text.as_bytes()[from..];
            let plain = row.iter().position(|byte| !byte.is_ascii_alphabetic()).unwrap_or(row.len());
            let ascii = row.get(plain).is_none_or(u8::is_ascii);
            from += if ascii { common.count(&row[..plain]) } else { common.row(&text[from..]) } + 1;
        }
        common
    }

    /// Counts the words of the row of letters that a text begins with, of which some are not ASCII; gives its length.
    fn row(&mut self, text: &str) -> usize {
        let parts = |c: char| c.is_ascii() && !c.is_ascii_alphabetic();
        let row = &text[..text.find(parts).unwrap_or(text.len())];
        for word in row.split(|c: char| !c.is_alphabetic()) {
            self.count(word.as_bytes());
        }
        row.len()
    }

    /// Counts a word; gives its length.
    fn count(&mut self, word: &[u8]) -> usize {
        if (1..=LONGEST).contains(&word.len()) {
            self.all += 1;
            let mut languages = WORDS.languages(word);
            while languages != 0 {
                self.hits[languages.trailing_zeros() as usize] += 1;
                languages &= languages - 1;
            }
        }
        word.len()
    }

    /// Whether the sample uses the commonest words of a language as a text in it does: a sixth of its words are
    /// such, or a tenth where those of no other language are a third as many.
    pub(in crate::wire) fn fits(&self, language: &Language) -> bool {
        let hits_of = |own: bool| {
            let all = LANGUAGES.iter().zip(self.hits);
            all.filter(move |(other, _)| std::ptr::eq(**other, language) == own)
                .map(|(_, hits)| hits)
                .max()
                .unwrap_or(0)
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

/// The commonest words of all languages.
struct Words {
    /// Each with the languages whose it is, a bit for each in their order; by their shapes.
    list: Vec<(&'static [u8], u16)>,
    /// Where those of a shape begin.
    from: [u16; SHAPES + 1],
}

/// How many shapes there are.
const SHAPES: usize = (LONGEST + 1) * 32;

/// What is seen of a word at once: how long it is, and its first letter, which others may share. Most words of a text
/// have the shape of none or one of the commonest.
fn shape(word: &[u8]) -> usize {
    word.len() * 32 + usize::from(word[0] & 31)
}

impl Words {
    /// The languages of a word of up to [`LONGEST`] bytes.
    fn languages(&self, word: &[u8]) -> u16 {
        let shape = shape(word);
        let alike = &self.list[usize::from(self.from[shape])..usize::from(self.from[shape + 1])];
        alike.iter().find(|(common, _)| common.eq_ignore_ascii_case(word)).map_or(0, |(_, languages)| *languages)
    }
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let mut list: Vec<(&[u8], u16)> = Vec::new();
    for (at, language) in LANGUAGES.iter().enumerate() {
        for word in language.common {
            match list.iter_mut().find(|(known, _)| *known == word.as_bytes()) {
                Some((_, languages)) => *languages |= 1 << at,
                None => list.push((word.as_bytes(), 1 << at)),
            }
        }
    }
    list.sort_by_key(|(word, _)| shape(word));
    let before = |limit: usize| list.partition_point(|(word, _)| shape(word) < limit);
    let from = std::array::from_fn(|at| u16::try_from(before(at)).unwrap_or(u16::MAX));
    Words { list, from }
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
