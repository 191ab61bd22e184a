//! Direct quotations and who said them.
//!
//! In: the body of a wire text as paragraphs. Out: each quotation with its place, its speaker where
//! one can be told, and how that was told.

use super::callout;
use crate::source::Span;
use language::{Class, Language};
use marks::Stretch;
use names::Names;
use phrase::Phrases;
use speaker::{Attributed, Speakers};
use std::ops::Range;
use tokens::Tokens;

mod cue;
mod kind;
mod language;
mod marks;
mod names;
mod near;
mod phrase;
mod speaker;
mod tokens;

/// A direct quotation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quote {
    /// The quoted words, without their quote marks, as bytes of the source.
    pub span: Span,
    /// Who said them, with the fullest name that the text gives (`Mikhail Galuzin`).
    pub speaker: Option<Speaker>,
}

/// Who said something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Speaker {
    /// The person's or body's name.
    pub name: String,
    /// The short title before the name (`Dr.`, `Gen.`), where the text gives an office as well.
    pub title: Option<String>,
    /// The title or role that the text gives (`Russia’s Ambassador to Japan`).
    pub role: Option<String>,
    /// How the speaker was told, in words for the desk (`“he said” after the quotation; the last
    /// person named is Mikhail Galuzin`).
    pub how: String,
}

impl Speaker {
    /// The speaker as the page names them under the quotation: with the role that the text gives, after the name
    /// (`Ana Reis, mayor of Norwick`), or before it where it is a short form (`Sen. Ana Reis`).
    pub fn label(&self) -> String {
        let titled = self.title.as_ref().map_or_else(|| self.name.clone(), |title| format!("{title} {}", self.name));
        match &self.role {
            Some(role) if is_short_role(role) => format!("{role} {titled}"),
            Some(role) => format!("{titled}, {role}"),
            None => titled,
        }
    }
}

/// Whether a role ends in a title in short, so that it stands before the name: `former Norwick Sen.`, but not `head of
/// Norwick Ltd.`
fn is_short_role(role: &str) -> bool {
    role.strip_suffix('.').is_some_and(|role| is_short_title(role.rsplit(' ').next().unwrap_or(role)))
}

/// Whether a word is a form of address cut short, so that its full stop stands before a name: `Prof`.
pub(super) fn is_short_title(word: &str) -> bool {
    // To look a word up takes longer than to see that it is too long.
    let class = || Language::of("en").class(word);
    word.len() <= 5 && class().any(Class::HONORIFIC) && class().any(Class::ABBREVIATION)
}

/// Finds the quotations in a text's body.
///
/// `text` is the whole source; `paragraphs` are the body's paragraphs as bytes of it, in order,
/// without headline, deck and byline, and with the dateline cut off the first; `language` is a BCP 47
/// tag.
pub fn find(text: &str, paragraphs: &[Span], language: &str) -> Vec<Quote> {
    // Tokens count their bytes in 32 bits.
    if u32::try_from(text.len()).is_err() {
        return Vec::new();
    }
    let marked = Marked::read(text, paragraphs, Language::of(language));
    marked.spoken(paragraphs.len())
}

/// Gives the speakers whom the copy calls by their surnames alone the given names that headline and deck have, if they
/// have one.
pub(super) fn complete<'a>(quotes: &mut [Quote], heads: impl Iterator<Item = &'a str> + Clone) {
    let speakers = quotes.iter_mut().filter_map(|quote| quote.speaker.as_mut());
    for speaker in speakers.filter(|speaker| !speaker.name.contains(' ')) {
        let given: Vec<&str> = heads.clone().flat_map(|head| given_names(head, &speaker.name)).collect();
        if let [first, others @ ..] = given.as_slice()
            && others.iter().all(|other| other == first)
        {
            speaker.name = format!("{first} {}", speaker.name);
        }
    }
}

/// The given names that stand before a surname.
fn given_names<'a>(head: &'a str, surname: &str) -> Vec<&'a str> {
    let words: Vec<&str> = head.split_whitespace().collect();
    let is_surname = |word: &str| {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        ["'s", "’s"].into_iter().find_map(|end| bare.strip_suffix(end)).unwrap_or(bare) == surname
    };
    let is_given = |word: &str| word.starts_with(char::is_uppercase) && is_given_name(word);
    words.windows(2).filter(|pair| is_surname(pair[1]) && is_given(pair[0])).map(|pair| pair[0]).collect()
}

/// The quotations that a page needs: of those of [`find`], the ones that may be set apart with their speaker since they
/// open a sentence and have `least` words. In a story that has none no word is looked at.
pub(super) fn long(text: &str, paragraphs: &[Span], language: &str, least: usize) -> Vec<Quote> {
    if least == 0 || u32::try_from(text.len()).is_err() {
        return Vec::new();
    }
    let marked = Marked::read(text, paragraphs, Language::of(language));
    let asked = marked.long(least);
    let Some(last) = asked.last() else { return Vec::new() };
    let count = marked.stretches[last.start].paragraph + 1;
    near::told(&marked, &asked).unwrap_or_else(|| marked.spoken(count))
}

/// A text whose marks are paired.
struct Marked<'a> {
    text: &'a str,
    paragraphs: &'a [Span],
    language: &'static Language,
    /// What may be a quotation: between marks, or between dashes where the language has speech so.
    stretches: Vec<Stretch>,
}

impl<'a> Marked<'a> {
    fn read(text: &'a str, paragraphs: &'a [Span], language: &'static Language) -> Self {
        let pairs = marks::pair(text, paragraphs, language);
        Self { text, paragraphs, language, stretches: marks::dialogue::add(text, paragraphs, language, pairs) }
    }

    /// The stretches that may be set apart, as rows of those in one sentence.
    fn long(&self, least: usize) -> Vec<Range<usize>> {
        let mut long = Vec::new();
        let mut from = 0;
        for own in self.stretches.chunk_by(|one, next| one.paragraph == next.paragraph) {
            let quoted = own.iter().map(|stretch| stretch.inner.clone());
            let rows = callout::may_cut(self.text, &self.paragraphs[own[0].paragraph], quoted, least);
            long.extend(rows.into_iter().map(|row| from + row.start..from + row.end));
            from += own.len();
        }
        long
    }

    /// The words of some of the paragraphs.
    fn tokens<'b>(&'b self, paragraphs: impl Iterator<Item = usize> + Clone) -> Tokens<'a> {
        let paragraphs = paragraphs.map(|at| (at, &self.paragraphs[at]));
        Tokens::read(self.text, paragraphs, &self.stretches, self.language)
    }

    /// The quotations of the first `count` paragraphs, in the order of the text.
    fn spoken(&self, count: usize) -> Vec<Quote> {
        if self.stretches.is_empty() {
            return Vec::new();
        }
        let tokens = self.tokens(0..self.paragraphs.len());
        let names = Names::read(&tokens);
        let phrases = Phrases { tokens: &tokens, names: &names };
        let attributed = Speakers::new(phrases).attribute(&self.stretches, count);
        speech(&phrases, &self.stretches, &attributed, |number| self.stretches[number].paragraph < count)
    }
}

/// Those of the stretches that are speech, with their speakers, in the order of the text; `asked` says of which one
/// wants to know.
fn speech(
    phrases: &Phrases<'_>,
    stretches: &[Stretch],
    attributed: &[Attributed],
    asked: impl Fn(usize) -> bool,
) -> Vec<Quote> {
    let mut quotes: Vec<Quote> = attributed
        .iter()
        .enumerate()
        .filter(|(_, told)| asked(told.number) && kind::is_speech(phrases.tokens, stretches, told))
        .filter(|(at, _)| !names_speaker(attributed, *at))
        .map(|(_, told)| Quote {
            span: stretches[told.number].inner.clone(),
            speaker: Speakers::speaker(phrases, told),
        })
        .collect();
    quotes.sort_by_key(|quote| quote.span.start);
    quotes
}

/// Whether the marks hold the name of who speaks in the quotation beside it: `„…“, schreibt die „Hafenpost“`.
fn names_speaker(all: &[Attributed], at: usize) -> bool {
    let token = all[at].token;
    let beside = &all[at.saturating_sub(1)..all.len().min(at + 2)];
    let names =
        |other: &Attributed| other.cue.subject.as_ref().is_some_and(|subject| subject.tokens().contains(&token));
    beside.iter().any(names)
}

/// Whether a character may open a quotation.
pub(super) fn could_open(c: char) -> bool {
    marks::is_mark(c) || matches!(c, '‟' | '＂')
}

/// Whether a word is a given name in any of the languages.
pub(super) fn is_given_name(word: &str) -> bool {
    Language::of("").class(word).any(Class::GIVEN_MAN | Class::GIVEN_WOMAN)
}

/// Whether words open with a given name in any of the languages.
pub(super) fn opens_with_given_name(words: &str) -> bool {
    words.split(' ').next().is_some_and(is_given_name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Paragraphs at blank lines.
    fn paragraphs(text: &str) -> Vec<Span> {
        let mut at = 0;
        let spans = text.split_inclusive("\n\n").map(|paragraph| {
            at += paragraph.len();
            at - paragraph.len()..at
        });
        spans.collect()
    }

    /// Whatever the text is, quotations lie inside paragraphs, in order, apart, on whole characters.
    fn holds(text: &str, language: &str) {
        let paragraphs = paragraphs(text);
        let mut end = 0;
        for quote in find(text, &paragraphs, language) {
            let Span { start, end: stop } = quote.span;
            assert!(end <= start && start < stop, "{start}..{stop} after {end}");
            assert!(text.is_char_boundary(start) && text.is_char_boundary(stop));
            let own = &paragraphs[paragraphs.partition_point(|paragraph| paragraph.end <= start)];
            assert!(own.start <= start && stop <= own.end);
            assert!(quote.speaker.is_none_or(|speaker| !speaker.name.is_empty() && !speaker.how.is_empty()));
            end = stop;
        }
    }

    /// Hostile input; that its time grows with its length alone, `benches/wire.rs` shows.
    #[test]
    fn a_long_row_of_anything_is_read() {
        let parts = [
            "\"a\" ",
            "\"a\" he said ",
            "Ana ",
            "Ana, ",
            "said ",
            "\"a\" - \n\n",
            "- , \n\n",
            "the mayor said \"a\" ",
            "the mayor of ",
            "who ",
            "“a\n\n",
            "( ",
            "that ",
            ": ",
            "l’",
            "A. ",
            "\"a b c d e f g\" and the ",
            "-",
            "a.",
        ];
        for part in parts {
            let text = part.repeat(60_000 / part.len());
            holds(&text, "en");
        }
    }

    #[test]
    fn opening_clauses_may_be_all_that_a_sentence_has() {
        holds("„Ja.“\n\nIm Hafen, im Boot, im Netz,", "de");
    }

    proptest! {
        #[test]
        fn arbitrary_text_never_panics(text in "\\PC{0,200}", language in "(en|de|fr|es|ru|sv|ja|)") {
            holds(&text, &language);
        }

        #[test]
        fn words_and_marks_in_any_order_never_panic(
            parts in prop::collection::vec(
                prop::sample::select(vec![
                    "\"", "“", "”", "„", "«", "»", "‘", "’", "'", "``", "''", "「", "」", ", ", ". ", ": ", " — ", "- ",
                    "(", ") ", "\n\n", "? ", "said ", "Ana Reis ", "Mr. Hale ", "the mayor ", "of ", "who ", "he ",
                    "She ", "told ", "according to ", "according ", "adding ", "and ", "Reis’s ", "voters’ ", "one ", "é", "日本",
                    "sagte ", "der ", "Sprecher ", "so ", "sei ", "l’", "-t-il", "U.S. ", "1", "5'10\"", "de ",
                ]),
                0..60,
            ),
            language in "(en|de|fr|es|it|ru|sv|ja)",
        ) {
            holds(&parts.concat(), &language);
        }
    }
}
