//! Text with places: a file's words and where each of them stands.
//!
//! In: a path and the decoded text. Out: spans (byte ranges), positions (line and column) and
//! places (a small excerpt with its position), so that a finding can be drawn after the text
//! itself has been dropped from memory.

pub mod decode;
pub mod entities;
pub mod mail;
pub mod mojibake;
pub mod percent;

use serde::{Deserialize, Serialize};
use std::ops::Range;
use std::sync::Arc;

/// A byte range in a source's text. Both ends lie on character boundaries.
pub type Span = Range<usize>;

/// A value and where it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spanned<T> {
    /// What was written.
    pub value: T,
    /// Where, as bytes of the source.
    pub span: Span,
}

impl<T> Spanned<T> {
    /// Pairs a value with its place.
    pub fn new(value: T, span: Span) -> Self {
        Self { value, span }
    }

    /// The same place for another value.
    pub fn map<U>(self, f: impl FnOnce(T) -> U) -> Spanned<U> {
        Spanned { value: f(self.value), span: self.span }
    }
}

/// A line and a column, both counted from 1; columns count characters, as editors do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Position {
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
}

/// One file's text, decoded, under its path from the project's root (`content/world/a.txt`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    path: Arc<str>,
    text: Arc<str>,
}

/// A place that can be shown without the text: position and a bounded excerpt of its first line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// The file's path from the project's root.
    pub path: Arc<str>,
    /// The bytes of the file that are meant.
    pub span: Span,
    /// Where the span begins.
    pub start: Position,
    /// The line on which the span begins, or a window of it where it is very long.
    pub excerpt: String,
    /// The bytes of `excerpt` that are meant.
    pub marked: Span,
}

/// How much of a long line an excerpt shows on each side of its span, in bytes.
const EXCERPT_SIDE: usize = 60;
/// Lines up to this length, in bytes, are shown whole.
const EXCERPT_WHOLE: usize = 200;

impl Source {
    /// A source of the given text under the given path.
    pub fn new(path: impl Into<Arc<str>>, text: impl Into<Arc<str>>) -> Self {
        Self { path: path.into(), text: text.into() }
    }

    /// The path from the project's root, with `/` between its parts.
    pub fn path(&self) -> &Arc<str> {
        &self.path
    }

    /// The whole text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The line and column of a byte offset; an offset past the end is the end.
    pub fn position(&self, offset: usize) -> Position {
        let offset = floor_boundary(&self.text, offset);
        let before = &self.text[..offset];
        let line_start = memchr::memrchr(b'\n', before.as_bytes()).map_or(0, |at| at + 1);
        Position {
            line: memchr::memchr_iter(b'\n', before.as_bytes()).count() + 1,
            column: before[line_start..].chars().count() + 1,
        }
    }

    /// The place of a span, with an excerpt of the line on which it begins.
    pub fn place(&self, span: Span) -> Place {
        let start = floor_boundary(&self.text, span.start);
        let end = floor_boundary(&self.text, span.end.max(start));
        let bytes = self.text.as_bytes();
        let line_start = memchr::memrchr(b'\n', &bytes[..start]).map_or(0, |at| at + 1);
        let line_end = memchr::memchr(b'\n', &bytes[start..]).map_or(bytes.len(), |at| start + at);
        let line_end = line_start + self.text[line_start..line_end].trim_end_matches('\r').len();
        let line_end = line_end.max(start);
        let (from, to) = if line_end - line_start <= EXCERPT_WHOLE {
            (line_start, line_end)
        } else {
            let from = floor_boundary(&self.text, start.saturating_sub(EXCERPT_SIDE)).max(line_start);
            let to = floor_boundary(&self.text, end.min(start + EXCERPT_WHOLE) + EXCERPT_SIDE);
            (from, to.clamp(start, line_end))
        };
        Place {
            path: Arc::clone(&self.path),
            span: start..end,
            start: self.position(start),
            excerpt: self.text[from..to].to_owned(),
            marked: start - from..end.clamp(start, to) - from,
        }
    }
}

/// The nearest character boundary at or before `offset`.
fn floor_boundary(text: &str, offset: usize) -> usize {
    text.floor_char_boundary(offset.min(text.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_count_lines_and_characters_from_one() {
        let source = Source::new("a.md", "één\ntwee\r\ndrie");
        assert_eq!(source.position(0), Position { line: 1, column: 1 });
        assert_eq!(source.position("één\ntw".len()), Position { line: 2, column: 3 });
        assert_eq!(source.position(1000), Position { line: 3, column: 5 });
    }

    #[test]
    fn a_place_shows_its_line_without_the_line_end() {
        let source = Source::new("a.md", "één\ntwee\r\ndrie");
        let place = source.place(7..10);
        assert_eq!(place.excerpt, "twee");
        assert_eq!(&place.excerpt[place.marked], "wee");
    }

    #[test]
    fn a_place_in_a_very_long_line_shows_a_window() {
        let text = "x".repeat(10_000) + "HERE" + &"y".repeat(10_000);
        let place = Source::new("a.md", text).place(10_000..10_004);
        assert_eq!(&place.excerpt[place.marked.clone()], "HERE");
        assert!(place.excerpt.len() < 400, "{}", place.excerpt.len());
    }
}
