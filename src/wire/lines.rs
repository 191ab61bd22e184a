//! Lines: the text without control bytes, cut at CRLF, LF or CR, with each line's indent.

use super::signs::Signs;
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
    /// Words without an indent.
    pub(super) fn bare(span: Span) -> Self {
        Self { indent: 0, width: span.len(), span }
    }

    /// Whether nothing stands on the line.
    #[inline]
    pub(super) fn is_blank(&self) -> bool {
        self.span.is_empty()
    }
}

/// The text with its control characters made spaces, byte for byte, so that places stay true.
///
/// Wire envelopes use them as marks; [`super::envelope`] reads those from the text as it came.
pub(super) fn tidy(text: &str, signs: Signs) -> Cow<'_, str> {
    let bytes = text.as_bytes();
    let odd = |byte: u8| (byte < 0x20) & (byte != b'\n') & (byte != b'\r') & (byte != b'\t') | (byte == 0x7F);
    let control = || has(bytes, odd);
    // Those beyond ASCII have two bytes.
    let wide = || memchr::memchr_iter(0xC2, bytes).any(|at| bytes[at + 1] < 0xA0);
    if !(signs.control && control() || signs.wide && wide()) {
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

/// How many bytes the compiler looks at at once.
const ROW: usize = 64;

/// Whether one of some bytes is of a kind. Without a way out in the middle, the compiler looks at a row at once; the
/// last row may begin within the one before, so that no byte is looked at alone.
#[inline]
pub(super) fn has(bytes: &[u8], kind: impl Fn(u8) -> bool) -> bool {
    let look = |bytes: &[u8]| bytes.iter().fold(false, |found, byte| found | kind(*byte));
    match bytes.last_chunk::<ROW>() {
        None => look(bytes),
        Some(last) => look(last) || bytes.as_chunks::<ROW>().0.as_flattened().chunks(8 * ROW).any(look),
    }
}

/// The lines of a tidied text, whose signs are those of the text as it came.
pub(super) fn lines(text: &str, signs: Signs) -> Vec<Line> {
    let bytes = text.as_bytes();
    let ascii = !signs.wide;
    // Two bytes take longer to look for than one.
    let returns = signs.control && memchr::memchr(b'\r', bytes).is_some();
    let mut lines = Vec::with_capacity(64);
    let mut start = 0;
    while start < bytes.len() {
        let rest = &bytes[start..];
        // Every other line is blank.
        let end = match rest[0] {
            b'\n' => Some(0),
            _ if returns => memchr::memchr2(b'\n', b'\r', rest),
            _ => memchr::memchr(b'\n', rest),
        };
        let end = end.map_or(bytes.len(), |end| start + end);
        lines.push(line(text, start..end, ascii));
        let is_crlf = bytes.get(end) == Some(&b'\r') && bytes.get(end + 1) == Some(&b'\n');
        start = end + if is_crlf { 2 } else { 1 };
    }
    lines
}

/// One line; `ascii` says that a byte is a character.
fn line(text: &str, whole: Span, ascii: bool) -> Line {
    if whole.is_empty() {
        return Line { span: whole, indent: 0, width: 0 };
    }
    let bytes = &text.as_bytes()[whole.clone()];
    if ascii && bytes[0].is_ascii_graphic() && bytes[bytes.len() - 1].is_ascii_graphic() {
        return Line { width: whole.len(), span: whole, indent: 0 };
    }
    let span = trimmed(text, whole.clone());
    let indent = text[whole.start..span.start].chars().map(|c| if c == '\t' { 8 } else { 1 }).sum::<usize>();
    let indent = if span.is_empty() { 0 } else { indent };
    let words = &text[span.clone()];
    let width = indent + if ascii { words.len() } else { words.chars().count() };
    Line { span, indent, width }
}

/// Words with each run of white space made one space, and none at the ends.
pub(super) fn folded(words: &str) -> String {
    let bytes = words.as_bytes();
    let plain = !has(bytes, |byte| !(b' '..0x7F).contains(&byte));
    let two =
        || bytes.iter().zip(&bytes[1..]).fold(false, |found, (one, next)| found | (*one == b' ') & (*next == b' '));
    if plain && !words.starts_with(' ') && !words.ends_with(' ') && (words.is_empty() || !two()) {
        return words.to_owned();
    }
    let mut folded = String::with_capacity(words.len());
    for word in words.split_whitespace() {
        if !folded.is_empty() {
            folded.push(' ');
        }
        folded.push_str(word);
    }
    folded
}

/// A span without the white space at its ends; an empty one stays where it begins.
pub(super) fn trimmed(text: &str, span: Span) -> Span {
    let words = &text[span.clone()];
    if let ([first, ..], [.., last]) = (words.as_bytes(), words.as_bytes())
        && first.is_ascii_graphic()
        && last.is_ascii_graphic()
    {
        return span;
    }
    let inner = words.trim_start();
    let start = span.end - inner.len();
    start..start + inner.trim_end().len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_line_end_ends_a_line() {
        let text = "one\r\n  two\rthree\n\n\tfour";
        let found: Vec<_> =
            lines(text, Signs::of(text)).into_iter().map(|line| (&text[line.span.clone()], line.indent)).collect();
        assert_eq!(found, [("one", 0), ("two", 2), ("three", 0), ("", 0), ("four", 8)]);
        for (text, count) in [("", 0), ("a", 1), ("a\n", 1), ("a\r", 1), ("a\r\n", 1), ("a\r\r\nb", 3), ("\n\r", 2)] {
            assert_eq!(lines(text, Signs::of(text)).len(), count, "{text:?}");
        }
    }

    #[test]
    fn white_space_is_folded() {
        for (words, expected) in
            [("one two", "one two"), (" one\u{a0}\ttwo  three ", "one two three"), ("", ""), (" ", "")]
        {
            assert_eq!(folded(words), expected);
        }
    }

    #[test]
    fn a_byte_is_found_wherever_it_stands() {
        for length in [1, 15, 16, 63, 64, 65, 127, 128, 129, 512, 600] {
            let plain = vec![b'a'; length];
            assert!(!has(&plain, |byte| byte == b'#'));
            for at in 0..length {
                let mut marked = plain.clone();
                marked[at] = b'#';
                assert!(has(&marked, |byte| byte == b'#'), "{at} of {length}");
            }
        }
    }

    #[test]
    fn control_bytes_become_spaces_of_the_same_length() {
        let tidied = |text| tidy(text, Signs::of(text));
        assert_eq!(tidied("a\u{1}b\u{85}c\0"), "a b  c ");
        assert!(matches!(tidied("plain £ text"), Cow::Borrowed(_)));
    }
}
