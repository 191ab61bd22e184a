//! A document as Markdown with YAML front matter.
//!
//! In: a [`Document`]. Out: its text; reading that gives the same document. Keys come in one fixed
//! order, values stand in quotation marks only where YAML or an older reader of it could take them
//! for something else, and the body follows after one blank line, as it is.

pub mod scalar;

use super::fields::Key;
use super::{Correction, Document, FrontMatter, split};
use crate::source::Spanned;
use scalar::{in_list, scalar};
use std::fmt::Display;

/// Prints a document. Reading the answer gives the document back.
pub fn print(document: &Document) -> String {
    let mut out = front_matter(&document.front);
    if out.is_empty() && split::split(&document.body).front.is_none() {
        return document.body.clone();
    }
    out.insert_str(0, "---\n");
    out.push_str("---\n");
    if !document.body.is_empty() {
        out.push('\n');
        out.push_str(&document.body);
    }
    out
}

/// The keys that are given, a line or more each, without the fences.
pub fn front_matter(front: &FrontMatter) -> String {
    let mut out = String::new();
    for key in Key::all() {
        entry(&mut out, key, front);
    }
    out
}

fn entry(out: &mut String, key: Key, front: &FrontMatter) {
    match key {
        Key::Title => text(out, key, &front.title),
        Key::Description => text(out, key, &front.description),
        Key::Kicker => text(out, key, &front.kicker),
        Key::Genre => plain(out, key, &front.genre.clone().map(|genre| genre.map(super::Genre::name))),
        Key::Date => plain(out, key, &front.date),
        Key::Updated => plain(out, key, &front.updated),
        Key::Section => text(out, key, &front.section),
        Key::Tags => row(out, key, &front.tags),
        Key::Series => text(out, key, &front.series),
        Key::Terms => terms(out, &front.terms),
        Key::Authors => row(out, key, &front.authors),
        Key::Byline => text(out, key, &front.byline),
        Key::Location => text(out, key, &front.location),
        Key::Agency => text(out, key, &front.agency),
        Key::Dateline => text(out, key, &front.dateline),
        Key::Source => text(out, key, &front.source),
        Key::Slug => text(out, key, &front.slug),
        Key::Slugline => text(out, key, &front.slugline),
        Key::Aliases => lines(out, key, &front.aliases),
        Key::Draft => plain(out, key, &front.draft),
        Key::Embargo => plain(out, key, &front.embargo),
        Key::Expires => plain(out, key, &front.expires),
        Key::Language => text(out, key, &front.language),
        Key::Translation => text(out, key, &front.translation),
        Key::Image => text(out, key, &front.image),
        Key::ImageAlt => text(out, key, &front.image_alt),
        Key::ImageCaption => text(out, key, &front.image_caption),
        Key::ImageCredit => text(out, key, &front.image_credit),
        Key::ImageFocus => text(out, key, &front.image_focus),
        Key::State => plain(out, key, &front.state.clone().map(|state| state.map(super::State::name))),
        Key::Corrections => corrections(out, &front.corrections),
        Key::Desk => lines(out, key, &front.desk),
        Key::Converted => text(out, key, &front.converted),
    }
}

fn text(out: &mut String, key: Key, value: &Option<Spanned<String>>) {
    if let Some(value) = value {
        line(out, key, &scalar(&value.value));
    }
}

fn plain<T: Display>(out: &mut String, key: Key, value: &Option<Spanned<T>>) {
    if let Some(value) = value {
        line(out, key, &value.value.to_string());
    }
}

fn line(out: &mut String, key: Key, value: &str) {
    out.push_str(key.name());
    out.push_str(": ");
    out.push_str(value);
    out.push('\n');
}

/// A short list on one line.
fn row(out: &mut String, key: Key, values: &[Spanned<String>]) {
    if !values.is_empty() {
        let items: Vec<_> = values.iter().map(|value| in_list(&value.value)).collect();
        line(out, key, &format!("[{}]", items.join(", ")));
    }
}

/// A list with a line for each item.
fn lines(out: &mut String, key: Key, values: &[Spanned<String>]) {
    if !values.is_empty() {
        out.push_str(key.name());
        out.push_str(":\n");
    }
    for value in values {
        out.push_str("  - ");
        out.push_str(&scalar(&value.value));
        out.push('\n');
    }
}

/// A line for each of the newsroom's own taxonomies.
fn terms(out: &mut String, terms: &[(Spanned<String>, Vec<Spanned<String>>)]) {
    if !terms.is_empty() {
        out.push_str("terms:\n");
    }
    for (key, names) in terms {
        let names: Vec<_> = names.iter().map(|name| in_list(&name.value)).collect();
        out.push_str(&format!("  {}: [{}]\n", scalar(&key.value), names.join(", ")));
    }
}

fn corrections(out: &mut String, corrections: &[Correction]) {
    if !corrections.is_empty() {
        out.push_str("corrections:\n");
    }
    for Correction { date, text } in corrections {
        let text = scalar(&text.value);
        match date {
            Some(date) => out.push_str(&format!("  - date: {}\n    text: {text}\n", date.value)),
            None => out.push_str(&format!("  - {text}\n")),
        }
    }
}

#[cfg(test)]
mod tests;
