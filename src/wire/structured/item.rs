//! What a structured item says of itself, as front matter.
//!
//! In: keys and values with their places, as a format's reader finds them. Out: a [`Reading`], checked by
//! the rules that typed front matter is checked by.

use super::prose::{Picture, Prose};
use crate::diag::{Checked, Diagnostic};
use crate::document::fields::{self, Key, Manner};
use crate::document::node::{Kind, Node};
use crate::document::{Document, State};
use crate::source::{Source, Span, Spanned};
use crate::wire::dateline::{self, place};
use crate::wire::lines::folded;
use crate::wire::{Context, Field, Reading, byline, state};

/// A story as it is put together.
#[derive(Default)]
pub(super) struct Item {
    found: Vec<(Key, Spanned<String>, String)>,
    pub(super) prose: Prose,
    pub(super) findings: Vec<Diagnostic>,
}

impl Item {
    /// Sets a key, unless it is set or the value says nothing.
    pub(super) fn set(&mut self, key: Key, value: impl Into<String>, span: &Span, how: impl Into<String>) {
        if !self.has(key) {
            self.add(key, value, span, how);
        }
    }

    /// Adds to a key that has a list.
    pub(super) fn add(&mut self, key: Key, value: impl Into<String>, span: &Span, how: impl Into<String>) {
        let value = folded(&value.into());
        let known = |(other, old, _): &(Key, Spanned<String>, String)| *other == key && old.value == value;
        if !value.is_empty() && !self.found.iter().any(known) {
            self.found.push((key, Spanned::new(value, span.clone()), how.into()));
        }
    }

    /// Whether a key is set.
    pub(super) fn has(&self, key: Key) -> bool {
        self.found.iter().any(|(other, ..)| *other == key)
    }

    /// Sets a time, which may be written without signs between its parts.
    pub(super) fn time(&mut self, key: Key, value: &str, span: &Span, how: &str) {
        self.set(key, extended(value.trim()), span, how);
    }

    /// A headline, and the state that a word before it tells.
    pub(super) fn headline(&mut self, words: &str, span: &Span, how: &str) {
        let words = folded(words);
        match state::of_headline(&words).filter(|_| !self.has(Key::Title)) {
            Some((state, at)) => {
                self.set(Key::State, state.name(), span, "the word that opens the headline");
                self.add(Key::Desk, words[..at].trim(), span, "the word that opens the headline");
                self.set(Key::Title, &words[at..], span, how);
            }
            None => self.set(Key::Title, words, span, how),
        }
    }

    /// A byline, and the names in it.
    pub(super) fn byline(&mut self, words: &str, span: &Span, how: &str) {
        let names = byline::by(words).unwrap_or_else(|| byline::names(words));
        self.set(Key::Byline, words, span, how);
        if !self.has(Key::Authors) {
            names.into_iter().for_each(|name| self.add(Key::Authors, name, span, how));
        }
    }

    /// What the sender says may be done with the item.
    pub(super) fn status(&mut self, word: &str, span: &Span, how: &str) {
        let word = word.rsplit([':', '/']).next().unwrap_or(word).to_ascii_lowercase();
        let state = match word.as_str() {
            "canceled" | "cancelled" | "killed" | "kill" => State::Kill,
            "withheld" | "withhold" | "hold" => State::Hold,
            "embargoed" if !self.has(Key::Embargo) => State::Hold,
            "correction" | "corrected" => State::Correction,
            "update" | "updated" => State::Update,
            _ => return,
        };
        self.set(Key::State, state.name(), span, how);
    }

    /// Terms of use: for the desk, and said.
    pub(super) fn terms(&mut self, source: &Source, words: &str, span: &Span) {
        let words = folded(words);
        if words.is_empty() {
            return;
        }
        self.add(Key::Desk, format!("Usage terms: {words}"), span, "the item's terms of use");
        let finding = Diagnostic::note("usage-terms", "the item has terms of use");
        self.findings.push(finding.at(source, span.clone(), "").because(words));
    }

    /// A picture of the whole story.
    pub(super) fn picture(&mut self, picture: Picture, span: &Span, how: &str) {
        if !self.has(Key::Image) {
            self.set(Key::Image, picture.address, span, how);
            self.set(Key::ImageAlt, picture.caption, span, how);
        }
    }

    /// The dateline that opens the copy, where the item has none of its own.
    fn dateline(&mut self, span: &Span) {
        if self.has(Key::Dateline) {
            return;
        }
        let Some(line) = self.prose.first() else { return };
        let words = line.words();
        let Some(found) = dateline::read(&words).filter(|found| found.strong) else { return };
        line.cut(found.end);
        let how = "the dateline that opens the copy";
        self.set(Key::Dateline, &words[found.span.clone()], span, how);
        if let Some(part) = found.place {
            self.set(Key::Location, place::normal_case(&part.value), span, how);
        }
        if let Some(part) = found.agency {
            self.set(Key::Agency, part.value, span, how);
        }
        if let Some(date) = found.date.and_then(|part| part.value.date()) {
            self.set(Key::Date, date.to_string(), span, how);
        }
    }

    /// The reading; `body` is where the copy stands.
    pub(super) fn finish(mut self, source: &Source, body: &Span, context: &Context) -> Checked<Reading> {
        if let Some(picture) = self.prose.take_lead_picture() {
            self.picture(picture, body, "the picture above the copy");
        }
        self.dateline(body);
        for words in std::mem::take(&mut self.prose.struck) {
            self.add(Key::Desk, words, body, "words that are struck out");
            self.findings.push(super::struck_out(source, body.start..body.start));
        }
        for words in std::mem::take(&mut self.prose.pressed) {
            self.add(Key::Desk, words, body, "a button or a label of the page");
        }
        for _ in std::mem::take(&mut self.prose.open) {
            self.findings.push(super::open_heading(source, body.start..body.start));
        }
        let first = 0..source.text().find('\n').unwrap_or(source.text().len());
        for (key, code, what) in [(Key::Title, "no-headline", "headline"), (Key::Date, "no-date", "date")] {
            if !self.has(key) {
                let finding = Diagnostic::error(code, format!("the item has no {what}"));
                let finding = finding.at(source, first.clone(), "");
                self.findings.push(finding.help("run `dateline convert` and add it to the front matter"));
            }
        }
        let language =
            self.found.iter().find(|(key, ..)| *key == Key::Language).map(|(_, value, _)| value.value.clone());
        let language = language.as_deref().unwrap_or(&context.language);
        let titles = self.found.iter().filter(|(key, ..)| matches!(key, Key::Title | Key::Description));
        let titles = titles.map(|(_, value, _)| value.value.as_str());
        let speech = self.prose.speak(language, context.callout_words, titles);
        let (subheads, quotes) = speech.placed(source, body);
        let mut findings = std::mem::take(&mut self.findings);
        let front = fields::read(source, self.table(), Manner::FrontMatter).drain_into(&mut findings);
        let mut fields: Vec<Field> = self
            .found
            .into_iter()
            .map(|(key, value, how)| Field { name: key.name(), value: value.value, span: value.span, how })
            .collect();
        fields.sort_by_key(|field| field.span.start);
        let document = Document { front, body: self.prose.markdown(), body_start: None };
        Checked::new(Reading { document, fields, subheads, quotes }, findings)
    }

    /// The keys as a table.
    fn table(&self) -> Node {
        let mut table: Vec<(Spanned<String>, Node)> = Vec::new();
        for key in Key::all() {
            let values = || self.found.iter().filter(|(other, ..)| *other == key).map(|(_, value, _)| value);
            let Some(first) = values().next() else { continue };
            let scalar = |value: &Spanned<String>, quoted: bool| Node {
                kind: Kind::Scalar { text: value.value.clone(), quoted },
                span: value.span.clone(),
            };
            let node = match key {
                Key::Tags | Key::Authors | Key::Desk => Node {
                    kind: Kind::List(values().map(|value| scalar(value, true)).collect()),
                    span: first.span.clone(),
                },
                Key::Date | Key::Updated | Key::Embargo | Key::Expires | Key::State | Key::Genre => {
                    scalar(first, false)
                }
                _ => scalar(first, true),
            };
            table.push((Spanned::new(key.name().to_owned(), first.span.clone()), node));
        }
        Node { kind: Kind::Table(table), span: 0..0 }
    }
}

/// A time as ISO 8601 writes it at length: `20260303T120000Z` and fractions of a second are others' habits.
fn extended(time: &str) -> String {
    let digits = |text: &str| text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let mut out = String::with_capacity(time.len() + 6);
    let rest = if digits(time) == 8 {
        out.push_str(&format!("{}-{}-{}", &time[..4], &time[4..6], &time[6..8]));
        &time[8..]
    } else {
        let date = time.find(['T', ' ']).unwrap_or(time.len());
        out.push_str(&time[..date]);
        &time[date..]
    };
    let Some(clock) = rest.strip_prefix(['T', ' ']) else { return out + rest };
    out.push('T');
    let rest = match digits(clock) {
        6 => {
            out.push_str(&format!("{}:{}:{}", &clock[..2], &clock[2..4], &clock[4..6]));
            &clock[6..]
        }
        4 => {
            out.push_str(&format!("{}:{}", &clock[..2], &clock[2..4]));
            &clock[4..]
        }
        _ => {
            let end = clock.find(['.', ',', 'Z', 'z', '+', '-']).unwrap_or(clock.len());
            out.push_str(&clock[..end]);
            &clock[end..]
        }
    };
    let zone = rest.strip_prefix(['.', ',']).map_or(rest, |fraction| &fraction[digits(fraction)..]);
    match zone.strip_prefix(['+', '-']).filter(|hours| digits(hours) == 4) {
        Some(hours) => out + &zone[..1] + &hours[..2] + ":" + &hours[2..],
        None => out + zone,
    }
}

#[cfg(test)]
mod tests {
    use super::extended;

    #[test]
    fn times_of_every_habit_are_written_at_length() {
        for (typed, expected) in [
            ("20260303T120000Z", "2026-03-03T12:00:00Z"),
            ("20260303T1200+0100", "2026-03-03T12:00+01:00"),
            ("20260303", "2026-03-03"),
            ("2026-03-03T12:00:00.123Z", "2026-03-03T12:00:00Z"),
            ("2026-03-03T12:00:00+00:00", "2026-03-03T12:00:00+00:00"),
            ("2026-03-03", "2026-03-03"),
            ("soon", "soon"),
        ] {
            assert_eq!(extended(typed), expected);
        }
    }
}
