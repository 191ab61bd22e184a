//! Direct quotations and who said them.
//!
//! In: the body of a wire text as paragraphs. Out: each quotation with its place, its speaker where
//! one can be told, and how that was told.

use crate::source::Span;

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
pub fn find(_text: &str, _paragraphs: &[Span], _language: &str) -> Vec<Quote> {
    Vec::new()
}
