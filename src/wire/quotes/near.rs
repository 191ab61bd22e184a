//! Who spoke in a few quotations, told from a few paragraphs.
//!
//! In: the stretches that are asked for. Out: those of them that are speech, with the speakers that the whole text
//! gives them, or nothing where less than the whole does not tell.
//!
//! Most sentences name who speaks. What else is said of a person (the full name, the office) stands where one of the
//! words of that name does ([`bearers`]); no other paragraph is read. Whom a pronoun or a title means the text before tells, and
//! so that is read.

use super::cue::Tie;
use super::names::Names;
use super::phrase::Phrases;
use super::speaker::{Attributed, How, Speakers, Who};
use super::tokens::Tokens;
use super::{Marked, Quote, speech};
use std::ops::Range;

mod bearers;

/// A name leads to paragraphs, and these to its other words; a text whose names lead on and on is read whole.
const ROUNDS: usize = 4;
/// So is one that has so many words of names in its sentences.
const WORDS: usize = 24;
/// The speakers of more paragraphs are seldom all named in them.
const FEW: usize = 2;

/// The quotations among the stretches of some sentences, with their speakers, if each sentence names its own.
pub(super) fn told(marked: &Marked<'_>, asked: &[Range<usize>]) -> Option<Vec<Quote>> {
    let is_asked = |number: usize| {
        let begun = asked.partition_point(|row| row.start <= number);
        begun.checked_sub(1).is_some_and(|last| asked[last].contains(&number))
    };
    let mut own: Vec<usize> = asked.iter().map(|row| marked.stretches[row.start].paragraph).collect();
    own.dedup();
    if own.len() > FEW {
        return None;
    }
    let mut read = own.clone();
    let mut known: Vec<&str> = Vec::new();
    for _ in 0..ROUNDS {
        // Half of a text is no saving.
        if read.len() * 2 > marked.paragraphs.len() {
            return None;
        }
        let tokens = marked.tokens(read.iter().copied());
        let names = Names::read(&tokens);
        let phrases = Phrases { tokens: &tokens, names: &names };
        let attributed = Speakers::new(phrases).attribute_within(&marked.stretches, &own);
        if !all_named(marked, &phrases, &attributed, is_asked) {
            return None;
        }
        let new = new_words(&tokens, &names, &attributed, &mut known)?;
        let more = bearers::of(marked, &read, new);
        if more.is_empty() {
            return Some(speech(&phrases, &marked.stretches, &attributed, is_asked));
        }
        read.extend(more);
        read.sort_unstable();
    }
    None
}

/// The words of the names in the sentences of some quotations, but those that are known; these are known then. Nothing
/// where they are too many.
fn new_words<'a, 'b>(
    tokens: &Tokens<'a>,
    names: &Names,
    attributed: &[Attributed],
    known: &'b mut Vec<&'a str>,
) -> Option<&'b [&'a str]> {
    let before = known.len();
    for told in attributed {
        for word in names.words(tokens, told.sentence.clone()) {
            if !known.contains(&word) {
                known.push(word);
            }
        }
        if known.len() > WORDS {
            return None;
        }
    }
    Some(&known[before..])
}

/// Whether each stretch that is asked for has its speaker in its sentence, or goes on in a paragraph in which the one
/// before it has.
fn all_named(
    marked: &Marked<'_>,
    phrases: &Phrases<'_>,
    attributed: &[Attributed],
    is_asked: impl Fn(usize) -> bool,
) -> bool {
    let stretch = |told: &Attributed| &marked.stretches[told.number];
    let mut before: Option<&Attributed> = None;
    attributed.iter().all(|told| {
        let runs = stretch(told).runs_on || told.number > 0 && marked.stretches[told.number - 1].runs_on;
        let named = told.how == How::Cue
            // Whose initials these are another paragraph may tell.
            && told.cue.subject.as_ref().is_some_and(|subject| !phrases.is_initials(&subject.tokens()))
            && matches!(told.who, Some(Who::Named(_) | Who::Both { .. }));
        let follows = |before: &Attributed| {
            let paragraph = stretch(before).paragraph == stretch(told).paragraph;
            // Where nouns have capitals, the sentences between may tell as well.
            before.sentence == told.sentence
                || paragraph && told.cue.tie != Tie::Beside && !marked.language.capital_nouns
        };
        // A line below may sign it.
        let signed = || {
            let below = marked.paragraphs.get(stretch(told).paragraph + 1);
            below.is_some_and(|below| {
                marked.text[below.clone()].trim_start().starts_with(['-', '–', '—', '―', '_', '('])
            })
        };
        let goes_on = told.how == How::GoesOn && before.is_some_and(follows) && !signed();
        let certain = !runs && (named || goes_on);
        before = Some(told).filter(|_| certain);
        certain || !is_asked(told.number)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Span;
    use crate::wire::quotes::language::Language;
    use proptest::prelude::*;

    /// Sentences in which somebody is named, speaks or is spoken of.
    const SENTENCES: &[&str] = &[
        "\n\n",
        "\n\n",
        "\n\n",
        "\n\n",
        "The boats came back at noon. ",
        "Boats stay. ",
        "\"One two three four five,\" said Ana Reis. ",
        "\"One two three four five,\" Reis said. ",
        "\"One two three four five,\" Reis told the board. ",
        "\"One,\" Reis told the board. ",
        "Ana \"One\" Reis told the board. ",
        "\"One two three four five,\" Reis de Mora said. ",
        "\"One two three four five,\" King told the board. ",
        "Reis told the board that Ek had left. ",
        "\"One two three four five,\" Ms. Reis said. ",
        "\"One two three four five,\" said Mayor King. ",
        "\"One two three four five,\" said Tom Ek and Ana Reis. ",
        "\"One two three,\" said Ek, \"four five six.\" ",
        "\"One two three four five.\" ",
        "\"One,\" he said. ",
        "\"One two three four five,\" she said. ",
        "\"One two three four five,\" the mayor said. ",
        "\"One two three four five,\" the CJM said. ",
        "\"One two three four five,\" said the 36-year-old. ",
        "Chief Justice of Maredonia D.Y. Orr left. ",
        "\"One two three four,\" which is \"five six seven eight,\" Reis said. ",
        "\"One two three four five. \n\nSix seven eight and nine and ten and more,\" said Ek. ",
        "\"One two three four five,\" the Coast Board said. ",
        "\"One two three four five. ",
        "Ek told the board: \"One two three four five.\" ",
        "— Per Holm, a fisherman ",
        "(Tom Ek, a pilot) ",
        "\"One two three four five.\" (Skipper Ana Reis) ",
        "Ana Reis, the mayor of Norwick, left. ",
        "Mayor Ana Reis and Tom Ek met. ",
        "Tom Reis came. ",
        "Ana waved. ",
        "Mr. Ek laughed. ",
        "Mrs. Ek laughed. ",
        "Peter King, a pilot, came. ",
        "He laughed. ",
        "Reis wrote: ",
        "„Eins zwei drei vier fünf“, sagte Reis. ",
        "„Eins zwei drei vier fünf“, sagte Bürgermeisterin Ana Reis. ",
        "„Eins zwei drei vier fünf.“ Das sagte Holm. ",
        "„Eins zwei drei vier fünf.“ ",
        "Die Worte Holms waren hart. ",
        "Per Holm, Sprecher der Werft, kam. ",
        "Die Sprecherin Ana Reis von der Reederei Ek ging. ",
        "—Uno dos tres cuatro cinco —dijo Ana Reis—. ",
        "\"Uno dos tres cuatro cinco\", dijo Reis. ",
        "\"Uno dos tres cuatro cinco\", dijo. ",
        "Coast Sachs analyst Peter Ek came. ",
        "\"One two three four five,\" Sachs said. ",
        "\"One two three four five,\" said Minister of State for Finance Ana Reis. ",
        "\"One two three four five,\" said University of Norwick biology professor Ana Reis. ",
        "Said Mayor Ana Reis: \"One two three four five.\" ",
        "\"One two three four five\" from the board, Reis told the owners. ",
        "\"One two three four five,'' Reis said. ",
        "The girl said: \"One two three four five.\" ",
        "The board met. ",
        "Reis, who stood in the hall said: \"One two three four five.\" ",
        "Ek said Reis thought it was \"one two three four five\". ",
        "Ek quoted Reis on the quay as saying \"one two three four five\". ",
        "\"One two three four five.\" (The board says that it has none.) ",
        "\"One two three four\" when he came, Tom Ek, head of the board, told reporters. ",
        "Ana Reis said she was \"one two three four five\", Reuters reported. ",
        "His son, Omar Reis, laughed. ",
        "Press Secretary of the President Ana Reis came. ",
        "„Eins zwei drei vier fünf“, ist Reis überzeugt. ",
        "„Eins zwei drei vier fünf“, sagte der 21 Jahre alte Lotse Tom Ek. ",
        "Eine Sprecherin der Werft in Norwick sagte: „Eins zwei drei vier fünf.“ ",
        "« Un deux trois quatre cinq », a dit M. Le Marec. ",
        "Le ministre grec des Finances Ana Reis rit. ",
        "\"One two three four five,\" it said. ",
        "\"One two three four five,\" he added. ",
        "Boats led by Tom Ek came. ",
        "« Un deux trois quatre cinq, prévient Ana Reis, maire de Norwick. Six sept huit neuf dix. » ",
        "« Un deux trois quatre cinq, dit-elle. » ",
    ];

    /// Whether few paragraphs of a text say of each long stretch what all of them do, where they say something.
    fn agrees(text: &str, language: &str) -> Result<(), TestCaseError> {
        let mut at = 0;
        let parts = text.split_inclusive("\n\n").map(|part| {
            at += part.len();
            at - part.len()..at
        });
        let paragraphs: Vec<Span> = parts.filter(|part| !text[part.clone()].trim().is_empty()).collect();
        let marked = Marked::read(text, &paragraphs, Language::of(language));
        // One sentence at a time: of several, one is seldom named.
        for row in marked.long(4) {
            let Some(few) = told(&marked, std::slice::from_ref(&row)) else { continue };
            let mut whole = marked.spoken(paragraphs.len());
            let asked = &marked.stretches[row];
            whole.retain(|quote| asked.iter().any(|stretch| stretch.inner == quote.span));
            prop_assert_eq!(few, whole, "{}", text);
        }
        Ok(())
    }

    #[test]
    fn a_namesake_of_another_paragraph_was_not_just_named() {
        let text = "Mayor Ana Reis Ek and Tom Ek met.\n\n\"One two three four five.\"\n\nEk told the board: \"One two three four five.\"\n\n\"One two three four five.\"";
        agrees(text, "en").unwrap();
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 512, ..ProptestConfig::default() })]

        #[test]
        fn a_few_paragraphs_tell_what_the_whole_text_does(
            sentences in prop::collection::vec(prop::sample::select(SENTENCES), 4..40),
            language in "(en|de|es|fr)",
        ) {
            agrees(&sentences.concat(), &language)?;
        }
    }
}
