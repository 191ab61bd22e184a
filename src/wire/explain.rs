//! What each part of a text was taken for, for somebody who wants to know why.
//!
//! In: a [`Reading`]. Out: [`Part`]s in the order of the text: a plain name, the typed words, what was made
//! of them, how that was told, and what to type to have it otherwise. [`json()`] gives the same to programs.

use super::Reading;
use super::json::Counter;
use super::lines;
use super::quotes::Speaker;
use crate::diag::{self, Diagnostic};
use crate::document::fields::Key;
use crate::source::{Source, Span};
use serde_json::{Map, Value, json};
use std::cmp::Reverse;

/// A stretch of the text and what it was taken for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// What it is, in a word of the trade (`headline`, `place`).
    pub name: &'static str,
    /// Where it stands.
    pub span: Span,
    /// What was made of it, where that is not the words themselves.
    pub value: Option<String>,
    /// How it was told.
    pub how: String,
    /// What to type to have it otherwise.
    pub overrule: Overrule,
}

/// How to have a part otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Overrule {
    /// A line such as this above the text.
    Header(String),
    /// A change in the Markdown that `dateline convert` writes.
    Convert(&'static str),
}

impl Overrule {
    /// In words, with what to type.
    pub fn words(&self) -> String {
        match self {
            Self::Header(line) => format!("type `{line}` with your words above the text"),
            Self::Convert(change) => format!("run `dateline convert` and {change}"),
        }
    }
}

/// All parts of a reading, in order; a part that lies in another follows it.
pub fn parts(source: &Source, reading: &Reading) -> Vec<Part> {
    let fields = reading.fields.iter().map(|field| Part {
        name: named(field.name),
        span: field.span.clone(),
        value: other_than_typed(source, &field.span, &field.value),
        how: field.how.clone(),
        overrule: overrule(field.name, &field.value),
    });
    let heads = reading.subheads.iter().map(|head| Part {
        name: "cross-head",
        span: head.span.clone(),
        value: None,
        how: head.how.clone(),
        overrule: Overrule::Convert("take `## ` away before the line"),
    });
    let quotes = reading.quotes.iter().map(|quote| Part {
        name: "quotation",
        span: quote.span.clone(),
        value: quote.speaker.as_ref().map(Speaker::label),
        how: quote.speaker.as_ref().map_or("nothing near it says who spoke", |speaker| &speaker.how).to_owned(),
        overrule: Overrule::Convert("put `> [!QUOTE] NAME` above it, or mend the name there"),
    });
    let mut parts: Vec<Part> = fields.chain(heads).chain(quotes).collect();
    parts.sort_by_key(|part| (part.span.start, Reverse(part.span.end)));
    parts
}

/// The explanation as JSON: `file`, `parts` with `name, words, value, how, overrule, line, start, end,
/// byte_start, byte_end` each, and `findings`.
pub fn json(source: &Source, reading: &Reading, findings: &[Diagnostic]) -> Value {
    let mut counter = Counter::new(source.text());
    let part = |part: Part| {
        let mut entry = Map::new();
        entry.insert("name".into(), part.name.into());
        entry.insert("words".into(), folded(source, &part.span).into());
        entry.insert("value".into(), part.value.into());
        entry.insert("how".into(), part.how.into());
        entry.insert("overrule".into(), part.overrule.words().into());
        entry.extend(counter.span(&part.span));
        Value::from(entry)
    };
    let parts: Vec<Value> = parts(source, reading).into_iter().map(part).collect();
    let findings: Vec<Value> = findings.iter().map(diag::json::finding).collect();
    json!({ "file": &**source.path(), "parts": parts, "findings": findings })
}

/// The trade's word for a field.
fn named(field: &'static str) -> &'static str {
    match field {
        "title" => "headline",
        "description" => "deck",
        "location" => "place",
        "desk" => "desk note",
        "tags" => "topic",
        "authors" => "author",
        other => other,
    }
}

fn overrule(field: &'static str, value: &str) -> Overrule {
    if field == "desk" {
        return Overrule::Convert("move the words from `desk` into the text");
    }
    // The names that a desk types, in the manner of a header.
    let key = match field {
        "title" => "Headline",
        "description" => "Deck",
        "location" => "Place",
        _ => Key::named(field).map_or(field, Key::name),
    };
    let key = key[..1].to_uppercase() + &key[1..];
    let value = if value.starts_with("--") { "YYYY-MM-DD" } else { value };
    Overrule::Header(format!("{key}: {value}"))
}

/// The value, unless it says what is typed.
fn other_than_typed(source: &Source, span: &Span, value: &str) -> Option<String> {
    (folded(source, span) != value).then(|| value.to_owned())
}

/// The words of a span on one line.
pub fn folded(source: &Source, span: &Span) -> String {
    lines::folded(source.text().get(span.clone()).unwrap_or_default())
}
