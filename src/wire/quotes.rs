//! Direct quotations and who said them.
//!
//! In: the body of a wire text as paragraphs. Out: each quotation with its place, its speaker where
//! one can be told, and how that was told.

use crate::source::Span;
use language::Language;
use names::Names;
use phrase::Phrases;
use speaker::Speakers;
use tokens::Tokens;

mod cue;
mod kind;
mod language;
mod marks;
mod names;
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
    /// The title or role that the text gives (`Russia’s Ambassador to Japan`).
    pub role: Option<String>,
    /// How the speaker was told, in words for the desk (`“he said” after the quotation; the last
    /// person named is Mikhail Galuzin`).
    pub how: String,
}

/// Finds the quotations in a text's body.
///
/// `text` is the whole source; `paragraphs` are the body's paragraphs as bytes of it, in order,
/// without headline, deck and byline, and with the dateline cut off the first; `language` is a BCP 47
/// tag.
pub fn find(text: &str, paragraphs: &[Span], language: &str) -> Vec<Quote> {
    let stretches = marks::pair(text, paragraphs);
    if stretches.is_empty() {
        return Vec::new();
    }
    let tokens = Tokens::read(text, paragraphs, &stretches, Language::of(language));
    let names = Names::read(&tokens);
    let phrases = Phrases { tokens: &tokens, names: &names };
    let attributed = Speakers::new(phrases).attribute(&stretches);
    let speech = attributed
        .iter()
        .enumerate()
        .filter(|(number, attributed)| kind::is_speech(&tokens, &stretches, *number, attributed));
    speech
        .map(|(number, attributed)| Quote {
            span: stretches[number].inner.clone(),
            speaker: Speakers::speaker(&phrases, attributed),
        })
        .collect()
}
