//! A reading as JSON: every field with its value, its place and how it was found.

use super::lines::folded;
use super::quotes::{Quote, Speaker};
use super::{Field, Reading};
use crate::source::{Source, Span};
use serde_json::{Map, Value, json};

/// The keys that come first, by the names of front matter.
const KEYS: [(&str, &str); 7] = [
    ("title", "title"),
    ("deck", "description"),
    ("kicker", "kicker"),
    ("place", "location"),
    ("date", "date"),
    ("agency", "agency"),
    ("byline", "byline"),
];

/// The reading as JSON, for `dateline convert --json` and for the scorers.
///
/// `start` and `end` count characters (Unicode code points) from the beginning of the file,
/// `byte_start` and `byte_end` count bytes of its text; `line` counts from 1. A date whose year is
/// not known is `--02-07`.
pub fn reading(source: &Source, reading: &Reading) -> Value {
    let mut counter = Counter::new(source.text());
    let name = source.path().rsplit('/').next().unwrap_or(source.path()).to_owned();
    let mut object = Map::new();
    object.insert("file".into(), name.into());
    for (key, field) in KEYS {
        let value = reading.fields.iter().find(|found| found.name == field).map(|found| found.value.clone());
        object.insert(key.into(), value.map_or(Value::Null, Value::from));
    }
    object.insert("subheads".into(), reading.subheads.iter().map(|head| head.value.clone()).collect());
    object.insert(
        "quotes".into(),
        reading.quotes.iter().map(|quote| self::quote(source.text(), &mut counter, quote)).collect(),
    );
    let mut how = Map::new();
    for field in &reading.fields {
        let key = KEYS.iter().find(|(_, name)| *name == field.name).map_or(field.name, |(key, _)| key);
        let entry = self::field(&mut counter, field, !KEYS.iter().any(|(known, _)| *known == key));
        match how.get_mut(key) {
            None => drop(how.insert(key.into(), entry)),
            Some(Value::Array(list)) => list.push(entry),
            Some(first) => *first = Value::Array(vec![first.take(), entry]),
        }
    }
    let heads: Vec<Value> = reading.subheads.iter().map(|head| field(&mut counter, head, false)).collect();
    how.insert("subheads".into(), heads.into());
    object.insert("how".into(), how.into());
    object.into()
}

fn field(counter: &mut Counter<'_>, field: &Field, with_value: bool) -> Value {
    let mut entry = counter.span(&field.span);
    if with_value {
        entry.insert("value".into(), field.value.clone().into());
    }
    entry.insert("how".into(), field.how.clone().into());
    entry.into()
}

/// A quotation: `speaker` is who said it as the page has it, `name`, `title` and `role` its parts.
fn quote(text: &str, counter: &mut Counter<'_>, quote: &Quote) -> Value {
    let words = folded(text.get(quote.span.clone()).unwrap_or_default());
    let speaker = quote.speaker.as_ref();
    let mut entry = Map::new();
    entry.insert("text".into(), words.into());
    entry.insert("speaker".into(), json!(speaker.map(Speaker::label)));
    entry.insert("name".into(), json!(speaker.map(|speaker| &speaker.name)));
    if let Some(title) = speaker.and_then(|speaker| speaker.title.as_ref()) {
        entry.insert("title".into(), json!(title));
    }
    entry.insert("role".into(), speaker.and_then(|speaker| speaker.role.clone()).map_or(Value::Null, Value::from));
    entry.extend(counter.span(&quote.span));
    entry.insert("how".into(), json!(speaker.map(|speaker| speaker.how.clone())));
    entry.into()
}

/// Counts characters and lines up to a byte, going on from where it was asked last, or back from there.
pub(super) struct Counter<'a> {
    text: &'a str,
    byte: usize,
    chars: usize,
    line: usize,
}

impl<'a> Counter<'a> {
    pub(super) const fn new(text: &'a str) -> Self {
        Self { text, byte: 0, chars: 0, line: 1 }
    }

    pub(super) fn span(&mut self, span: &Span) -> Map<String, Value> {
        let (start, line) = self.at(span.start);
        let (end, _) = self.at(span.end);
        let mut place = Map::new();
        place.insert("line".into(), line.into());
        place.insert("start".into(), start.into());
        place.insert("end".into(), end.into());
        place.insert("byte_start".into(), span.start.into());
        place.insert("byte_end".into(), span.end.into());
        place
    }

    fn at(&mut self, byte: usize) -> (usize, usize) {
        let byte = self.text.floor_char_boundary(byte);
        let between = &self.text[self.byte.min(byte)..self.byte.max(byte)];
        let (chars, lines) = (between.chars().count(), between.bytes().filter(|byte| *byte == b'\n').count());
        if byte < self.byte {
            (self.chars, self.line) = (self.chars - chars, self.line - lines);
        } else {
            (self.chars, self.line) = (self.chars + chars, self.line + lines);
        }
        self.byte = byte;
        (self.chars, self.line)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_counted_forwards_and_backwards_alike() {
        let text = "Fähre\nÜber\nden Sund";
        let mut counter = Counter::new(text);
        for byte in [20, 3, 14, 0, text.len(), 7] {
            assert_eq!(counter.at(byte), Counter::new(text).at(byte), "{byte}");
        }
    }
}
