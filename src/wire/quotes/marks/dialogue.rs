//! Quotations between dashes, as French, Russian and the languages of Spain, Portugal and Italy write speech:
//! `— Texto —dijo Ana Reis—. Texto.`
//!
//! In: the text, its paragraphs and the stretches that marks make. Out: these and those between dashes.
//!
//! ```text
//! speech = "—" words "—" tag { "—" words "—" tag } [ "—" words ]
//! tag    = up to three words of which one is a verb of speaking, and more
//! ```
//!
//! A dash opens lists as well: without a verb of speaking after another dash nothing is speech.

use super::super::language::{Class, Language};
use super::Stretch;
use crate::source::Span;

/// So many words after a dash are asked for the verb: `— le dijo Reis`, `— a déclaré Reis`.
const REACH: usize = 3;

/// Adds the stretches between dashes in paragraphs that have no marks.
pub(in crate::wire::quotes) fn add(
    text: &str,
    paragraphs: &[Span],
    language: &Language,
    marked: Vec<Stretch>,
) -> Vec<Stretch> {
    if !language.dashes {
        return marked;
    }
    let mut all = Vec::with_capacity(marked.len());
    let mut marked = marked.into_iter().peekable();
    for (number, paragraph) in paragraphs.iter().enumerate() {
        let before = all.len();
        while let Some(stretch) = marked.next_if(|stretch| stretch.paragraph <= number) {
            all.push(stretch);
        }
        let own = all[before..].iter().any(|stretch: &Stretch| stretch.paragraph == number);
        if !own && text[paragraph.clone()].trim_start().starts_with(is_dash) {
            between(text, paragraph, number, language, &mut all);
        }
    }
    all
}

/// The stretches of one paragraph that opens with a dash.
fn between(text: &str, paragraph: &Span, number: usize, language: &Language, found: &mut Vec<Stretch>) {
    let mut dashes = text[paragraph.clone()].match_indices(is_dash).map(|(at, dash)| {
        let start = paragraph.start + at;
        start..start + dash.len()
    });
    let Some(mut open) = dashes.next() else { return };
    let mut spoken = false;
    loop {
        let tag = dashes.find(|dash| is_tag(&text[dash.end..paragraph.end], language));
        if tag.is_none() && !spoken {
            return;
        }
        let close = tag.as_ref().map_or(paragraph.end, |tag| tag.start);
        push(text, open.end..close, number, found);
        if tag.is_none() {
            return;
        }
        spoken = true;
        let Some(next) = dashes.next() else { return };
        open = next;
    }
}

fn push(text: &str, words: Span, paragraph: usize, found: &mut Vec<Stretch>) {
    let rest =
        text[words.clone()].trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '.' | ',' | ';' | ':'));
    let start = words.end - rest.len();
    let inner = start..start + rest.trim_end().len();
    if text[inner.clone()].contains(char::is_alphanumeric) {
        found.push(Stretch { outer: inner.clone(), inner, paragraph, runs_on: false });
    }
}

/// Whether the words after a dash say who spoke.
fn is_tag(words: &str, language: &Language) -> bool {
    let words = words.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    let small = words.take(REACH).take_while(|word| word.starts_with(char::is_lowercase));
    small.into_iter().any(|word| language.class(word).any(Class::SAID))
}

fn is_dash(c: char) -> bool {
    matches!(c, '—' | '–' | '―')
}
