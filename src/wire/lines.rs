//! Lines: the text without control bytes, cut at CRLF, LF or CR, with each line's indent.

use crate::source::Span;
use std::borrow::Cow;

/// One line's words, trimmed on both sides, and how far it is indented.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    /// The words; empty for a blank line.
    pub(super) span: Span,
    /// The columns before them; a tab counts as eight.
    pub(super) indent: usize,
    /// The indent and the words, in characters.
    pub(super) width: usize,
}

impl Line {
    /// Whether nothing stands on the line.
    pub(super) fn is_blank(&self) -> bool {
        self.span.is_empty()
    }
}

/// The text with its control characters made spaces, byte for byte, so that places stay true.
///
/// Wire envelopes use them as marks; [`super::envelope`] reads those from the text as it came.
pub(super) fn tidy(text: &str) -> Cow<'_, str> {
    // Without a way out in the middle, the compiler looks at many bytes at once.
    let odd = |byte: u8| {
        (byte < 0x20) & (byte != b'\n') & (byte != b'\r') & (byte != b'\t') | (byte == 0x7F) | (byte == 0xC2)
    };
    if !text.as_bytes().chunks(512).any(|chunk| chunk.iter().fold(false, |found, byte| found | odd(*byte))) {
        return Cow::Borrowed(text);
    }
    let mut tidied = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' | '\r' | '\t' => tidied.push(c),
            c if c.is_control() => tidied.extend(std::iter::repeat_n(' ', c.len_utf8())),
            c => tidied.push(c),
        }
    }
    Cow::Owned(tidied)
}

/// The lines of a tidied text.
pub(super) fn lines(text: &str) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut start = 0;
    while start < text.len() {
        let end = text[start..].find('\n').map_or(text.len(), |at| start + at);
        let words = text[start..end].strip_suffix('\r').unwrap_or(&text[start..end]);
        let mut from = start;
        while let Some(at) = text[from..start + words.len()].find('\r') {
            lines.push(line(text, from..from + at));
            from += at + 1;
        }
        lines.push(line(text, from..start + words.len()));
        start = end + 1;
    }
    lines
}

fn line(text: &str, whole: Span) -> Line {
    let span = trimmed(text, whole.clone());
    let indent = text[whole.start..span.start].chars().map(|c| if c == '\t' { 8 } else { 1 }).sum::<usize>();
    let indent = if span.is_empty() { 0 } else { indent };
    let words = &text[span.clone()];
    let width = indent + if words.is_ascii() { words.len() } else { words.chars().count() };
    Line { span, indent, width }
}

/// A span without the white space at its ends; an empty one stays where it begins.
pub(super) fn trimmed(text: &str, span: Span) -> Span {
    let inner = text[span.clone()].trim_start();
    let start = span.end - inner.len();
    start..start + inner.trim_end().len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_line_end_ends_a_line() {
        let text = "one\r\n  two\rthree\n\n\tfour";
        let found: Vec<_> = lines(text).into_iter().map(|line| (&text[line.span.clone()], line.indent)).collect();
        assert_eq!(found, [("one", 0), ("two", 2), ("three", 0), ("", 0), ("four", 8)]);
    }

    #[test]
    fn control_bytes_become_spaces_of_the_same_length() {
        assert_eq!(tidy("a\u{1}b\u{85}c\0"), "a b  c ");
        assert!(matches!(tidy("plain £ text"), Cow::Owned(_) | Cow::Borrowed(_)));
        assert!(matches!(tidy("plain"), Cow::Borrowed(_)));
    }
}
