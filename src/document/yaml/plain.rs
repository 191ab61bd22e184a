//! The plain subset of YAML that exporters write, read by hand at memory speed.
//!
//! ```text
//! front  = *( blank | comment | entry )
//! entry  = key ":" ( " " value | nothing [ block ] )      at the first column
//! value  = scalar | "[" [ scalar *( "," scalar ) ] "]"    on one line
//! block  = 1*( indent "- " scalar )                       all with one indent
//! scalar = plain | 'single' | "double"                    on one line
//! ```
//!
//! Whatever else stands there, `None` is the answer and the full parser is asked. A property test
//! holds that where this reader answers, the full parser says the same.

use crate::document::node::{Kind, Node};
use crate::source::{Span, Spanned};

/// A key longer than this is not for this reader (YAML itself stops at 1,024 characters).
const LONGEST_KEY: usize = 100;
/// What a plain scalar cannot begin with; `-`, `?` and `:` sometimes can, which is left to the full
/// parser.
const INDICATORS: &[u8] = b"-?:,[]{}#&*!|>'\"%@`";

/// Reads the plain subset, or gives up.
pub(super) fn read(text: &str, span: Span) -> Option<Node> {
    let front = text.get(span.clone())?;
    if !is_quiet(front) {
        return None;
    }
    let mut lines = Lines { text: front, next: 0, base: span.start };
    let mut entries = Vec::with_capacity(16);
    while let Some(line) = lines.take() {
        entries.push(entry(line, &mut lines)?);
    }
    Some(Node { kind: Kind::Table(entries), span })
}

/// Whether the text holds no tabs, no lone carriage returns and no characters that YAML forbids or
/// that its versions read differently.
fn is_quiet(text: &str) -> bool {
    // Whole passes without an early end run many bytes at a time; the rest is asked only where needed.
    let is_control = |byte: u8| ((byte < b' ') & (byte != b'\n')) | (byte == 0x7F);
    let may_begin_odd = |byte: u8| (byte == 0xC2) | (byte == 0xE2) | (byte == 0xEF);
    let (has_controls, may_be_odd) = text
        .bytes()
        .fold((false, false), |(controls, odd), byte| (controls | is_control(byte), odd | may_begin_odd(byte)));
    let are_line_ends = || text.bytes().filter(|byte| is_control(*byte)).count() == text.matches("\r\n").count();
    (!has_controls || are_line_ends()) && !(may_be_odd && text.chars().any(is_odd))
}

/// C1 controls, line and paragraph separators, byte order marks and noncharacters.
fn is_odd(c: char) -> bool {
    matches!(c, '\u{80}'..='\u{9F}' | '\u{2028}' | '\u{2029}' | '\u{FEFF}' | '\u{FFFE}' | '\u{FFFF}')
}

/// A line that says something: without its line end and trailing spaces.
#[derive(Clone, Copy)]
struct Line<'a> {
    text: &'a str,
    /// Where it begins, in bytes of the source.
    start: usize,
}

/// The lines that are neither blank nor comments.
struct Lines<'a> {
    text: &'a str,
    next: usize,
    base: usize,
}

impl<'a> Lines<'a> {
    fn take(&mut self) -> Option<Line<'a>> {
        let (line, next) = self.peek()?;
        self.next = next;
        Some(line)
    }

    /// The next line and where the one after it begins.
    fn peek(&self) -> Option<(Line<'a>, usize)> {
        let mut from = self.next;
        while from < self.text.len() {
            let end = memchr::memchr(b'\n', &self.text.as_bytes()[from..]).map_or(self.text.len(), |at| from + at);
            let line = self.text[from..end].trim_end_matches(['\r', ' ']);
            if !matches!(line.trim_start_matches(' ').as_bytes().first(), None | Some(b'#')) {
                return Some((Line { text: line, start: self.base + from }, end + 1));
            }
            from = end + 1;
        }
        None
    }
}

fn entry(line: Line<'_>, lines: &mut Lines<'_>) -> Option<(Spanned<String>, Node)> {
    let colon = line.text.bytes().position(|byte| !(byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-'))?;
    let (key, rest) = (&line.text[..colon], line.text[colon..].strip_prefix(':')?);
    if super::events::is_null(key)
        || key.len() > LONGEST_KEY
        || key.starts_with('-')
        || !(rest.is_empty() || rest.starts_with(' '))
    {
        return None;
    }
    let value = rest.trim_start_matches(' ');
    let at = line.start + line.text.len() - value.len();
    let key = Spanned::new(key.to_owned(), line.start..line.start + colon);
    let node = match value.as_bytes().first() {
        None | Some(b'#') => block(lines)?.unwrap_or_else(|| Node { kind: Kind::Empty, span: key.span.clone() }),
        Some(b'[') => ended(flow(value, at)?)?,
        Some(_) => scalar(value, at)?,
    };
    Some((key, node))
}

/// The list on the next lines, if there is one. `None` where the full parser must decide.
fn block(lines: &mut Lines<'_>) -> Option<Option<Node>> {
    let mut items: Vec<Node> = Vec::new();
    let mut indent = None;
    while let Some((line, next)) = lines.peek() {
        let item = line.text.trim_start_matches(' ');
        let depth = line.text.len() - item.len();
        if !item.starts_with('-') {
            // Whatever is indented but no item continues something or opens a table.
            if depth > 0 {
                return None;
            }
            break;
        }
        let value = item.strip_prefix("- ")?.trim_start_matches(' ');
        if *indent.get_or_insert(depth) != depth || value.starts_with(['[', '#']) {
            return None;
        }
        items.push(scalar(value, line.start + line.text.len() - value.len())?);
        lines.next = next;
    }
    let span = items.first().zip(items.last()).map(|(first, last)| first.span.start..last.span.end);
    Some(span.map(|span| Node { kind: Kind::List(items), span }))
}

/// A scalar that fills the line up to a comment.
fn scalar(text: &str, at: usize) -> Option<Node> {
    match text.as_bytes().first()? {
        b'"' => ended(double(text, at)?),
        b'\'' => ended(single(text, at)?),
        _ => plain(uncommented(text)?, at),
    }
}

/// A plain scalar without the comment behind it. A colon that could end a key is not for this reader.
fn uncommented(text: &str) -> Option<&str> {
    let bytes = text.as_bytes();
    for (at, byte) in bytes.iter().enumerate() {
        match byte {
            b':' if matches!(bytes.get(at + 1), None | Some(b' ')) => return None,
            b'#' if at > 0 && bytes[at - 1] == b' ' => return Some(text[..at].trim_end_matches(' ')),
            _ => {}
        }
    }
    Some(text)
}

/// A value and what follows it on its line; nothing but a comment may.
fn ended((node, rest): (Node, &str)) -> Option<Node> {
    let comment = rest.trim_start_matches(' ');
    (comment.is_empty() || (comment.starts_with('#') && rest.starts_with(' '))).then_some(node)
}

fn plain(text: &str, at: usize) -> Option<Node> {
    if text.as_bytes().first().is_none_or(|first| INDICATORS.contains(first)) {
        return None;
    }
    let span = at..at + text.len();
    let empty = super::events::is_null(text);
    Some(if empty { Node { kind: Kind::Empty, span } } else { Node::plain(text, span) })
}

fn single(text: &str, at: usize) -> Option<(Node, &str)> {
    let mut end = 1;
    loop {
        end += text[end..].find('\'')? + 1;
        match text.as_bytes().get(end) {
            Some(b'\'') => end += 1,
            _ => break,
        }
    }
    let inner = &text[1..end - 1];
    let inner = if inner.contains('\'') { inner.replace("''", "'") } else { inner.to_owned() };
    Some((quoted(inner, at..at + end), &text[end..]))
}

fn double(text: &str, at: usize) -> Option<(Node, &str)> {
    let mut inner = String::new();
    let mut from = 1;
    loop {
        let stop = from + memchr::memchr2(b'"', b'\\', &text.as_bytes()[from..])?;
        inner.push_str(&text[from..stop]);
        if text.as_bytes()[stop] == b'"' {
            return Some((quoted(inner, at..at + stop + 1), &text[stop + 1..]));
        }
        inner.push(match text.as_bytes().get(stop + 1)? {
            b'"' => '"',
            b'\\' => '\\',
            b'n' => '\n',
            b't' => '\t',
            _ => return None,
        });
        from = stop + 2;
    }
}

fn quoted(text: String, span: Span) -> Node {
    Node { kind: Kind::Scalar { text, quoted: true }, span }
}

/// `[a, "b"]` on one line.
fn flow(text: &str, at: usize) -> Option<(Node, &str)> {
    let mut items = Vec::new();
    let mut rest = text[1..].trim_start_matches(' ');
    while !(items.is_empty() && rest.starts_with(']')) {
        let here = at + text.len() - rest.len();
        let (item, after) = match rest.as_bytes().first()? {
            b'"' => double(rest, here)?,
            b'\'' => single(rest, here)?,
            _ => {
                let end = rest.find([',', ']', '[', '{', '}', ':', '#'])?;
                let text = rest[..end].trim_end_matches(' ');
                // A dash before a bracket is one of the places where parsers differ.
                (plain(text, here).filter(|_| !text.ends_with('-'))?, &rest[end..])
            }
        };
        items.push(item);
        rest = after.trim_start_matches(' ');
        match rest.as_bytes().first()? {
            b',' => rest = rest[1..].trim_start_matches(' '),
            b']' => break,
            _ => return None,
        }
    }
    let rest = rest.strip_prefix(']')?;
    let span = at..at + text.len() - rest.len();
    Some((Node { kind: Kind::List(items), span }, rest))
}
