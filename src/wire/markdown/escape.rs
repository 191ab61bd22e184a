//! Which of a line's characters Markdown would take for markup, and the backslash before them.

use crate::wire::lines;
use std::fmt::Write;

/// Where words stand, for what they could be mistaken for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// A paragraph of one line.
    Line,
    /// A line among others of a paragraph.
    Lines,
    /// A heading.
    Heading,
    /// Within a line.
    Inline,
}

/// Whether a byte may need an escape.
pub(super) fn special(byte: u8) -> bool {
    matches!(byte, b'*' | b'_' | b'`' | b'\\' | b'[' | b']' | b'<' | b'&' | b'#' | b'|' | b'}' | b'~')
}

/// Whether it is seen at once that nothing in some words may need an escape.
pub(super) fn is_plain(words: &str) -> bool {
    // From `[` to `_` and from `{` on stand the same signs but for one bit; `^` and `{` among them are rare.
    let odd = |byte: u8| {
        ((byte | 0x20).wrapping_sub(b'{') < 5)
            | (byte == b'`')
            | (byte == b'*')
            | (byte == b'#')
            | (byte == b'&')
            | (byte == b'<')
    };
    !lines::has(words.as_bytes(), odd)
}

/// Writes words of which it is not known whether they are plain.
pub(super) fn escaped(out: &mut String, words: &str, place: Place) {
    let words = if matches!(place, Place::Line | Place::Lines) { start(out, words, place) } else { words };
    if is_plain(words) {
        out.push_str(words);
        return;
    }
    let facts = Facts::of(words, place);
    let mut from = 0;
    for (at, byte) in words.bytes().enumerate().filter(|(_, byte)| special(*byte)) {
        if facts.needs_escape(words, at, byte) {
            out.push_str(&words[from..at]);
            out.push('\\');
            from = at;
        }
    }
    out.push_str(&words[from..]);
}

/// Escapes what opens a line: list marks, quotes, headings, rules, fences. Gives the words after it.
pub(super) fn start<'a>(out: &mut String, words: &'a str, place: Place) -> &'a str {
    let first = words.bytes().next().unwrap_or(b' ');
    let spaced = |rest: &str| rest.is_empty() || rest.starts_with([' ', '\t']);
    let marked = match first {
        b'>' => true,
        b'#' => spaced(words.trim_start_matches('#')) && words.len() - words.trim_start_matches('#').len() <= 6,
        b'+' | b'-' | b'=' => {
            spaced(&words[1..]) || is_line_of(words, first) || words.starts_with("+++") || words.starts_with("---")
        }
        b'|' | b':' => true,
        b'0'..=b'9' => {
            let digits = words.bytes().take_while(u8::is_ascii_digit).count();
            let rest = &words[digits..];
            if digits <= 9 && rest.starts_with(['.', ')']) && spaced(&rest[1..]) {
                let _ = write!(out, "{}\\{}", &words[..digits], &rest[..1]);
                return &rest[1..];
            }
            false
        }
        _ => false,
    };
    let row = place == Place::Lines
        && matches!(first, b'-' | b'=')
        && words.bytes().all(|byte| matches!(byte, b'-' | b'=' | b':' | b'|' | b' '));
    if marked || row {
        out.push('\\');
        out.push(char::from(first));
        return &words[1..];
    }
    words
}

fn is_line_of(words: &str, mark: u8) -> bool {
    words.bytes().all(|byte| byte == mark || byte == b' ' || byte == b'\t')
}

/// What has to be known of a whole line before one of its characters can be judged.
struct Facts {
    place: Place,
    stars: usize,
    tildes: usize,
    links: bool,
    attributes: bool,
    closing: usize,
}

impl Facts {
    fn of(words: &str, place: Place) -> Self {
        let count = |mark: u8| words.bytes().filter(|byte| *byte == mark).count();
        let links = ["](", "][", "]:", "[[", "]]", "[^", "[!", "[ ]", "[x]"].iter().any(|mark| words.contains(mark));
        let attributes = place == Place::Heading && words.trim_end().ends_with('}');
        let closing = words.trim_end().trim_end_matches('#').len();
        if place == Place::Lines {
            // What opens on one line may close on the next.
            return Self { place, stars: usize::MAX, tildes: usize::MAX, links: true, attributes, closing };
        }
        Self { place, stars: count(b'*') + count(b'_'), tildes: count(b'~'), links, attributes, closing }
    }

    fn needs_escape(&self, words: &str, at: usize, byte: u8) -> bool {
        let before = words[..at].chars().next_back();
        let after = words[at + 1..].chars().next();
        let lone = |c: Option<char>| c.is_none_or(char::is_whitespace);
        let opens = at == 0;
        match byte {
            b'\\' => after.is_none_or(|c| c.is_ascii_punctuation()),
            b'`' => true,
            b'*' => {
                opens || self.place == Place::Lines && lone(before) || self.stars > 1 && !(lone(before) && lone(after))
            }
            b'_' => {
                let inside = before.is_some_and(char::is_alphanumeric) && after.is_some_and(char::is_alphanumeric);
                opens || self.stars > 1 && !inside && !(lone(before) && lone(after))
            }
            b'[' | b']' => self.links || opens && byte == b'[',
            b'<' => after.is_some_and(|c| c.is_alphabetic() || matches!(c, '/' | '!' | '?')),
            b'&' => after.is_some_and(|c| c.is_ascii_alphanumeric() || c == '#') && self.entity(&words[at + 1..]),
            b'~' => opens || self.tildes > 1,
            b'}' => self.attributes && words.trim_end().len() == at + 1,
            b'|' => self.place == Place::Lines,
            b'#' => self.place == Place::Heading && (at >= self.closing || opens),
            _ => false,
        }
    }

    /// Whether `name;` follows.
    #[expect(clippy::unused_self, reason = "it is one of the questions that are asked of a line")]
    fn entity(&self, rest: &str) -> bool {
        let name = rest.bytes().take(40).take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'#').count();
        rest.as_bytes().get(name) == Some(&b';')
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_plain_that_has_no_special_byte() {
        for byte in 0..128 {
            let line = char::from(byte).to_string();
            let rare = matches!(byte, b'^' | b'{' | 0x7F);
            assert_eq!(is_plain(&line), !special(byte) && !rare, "{byte}");
        }
    }
}
