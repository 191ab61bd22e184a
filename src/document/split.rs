//! Finds the front matter of a Markdown file.

use crate::diag::Diagnostic;
use crate::source::{Source, Span};

/// The language of a file's front matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Between lines of `---`.
    Yaml,
    /// Between lines of `+++`.
    Toml,
}

/// The front matter's text, without its fences.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Front {
    /// Its language.
    pub format: Format,
    /// Its bytes in the file.
    pub span: Span,
    /// Whether the closing fence was found.
    pub closed: bool,
}

/// A file's parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parts {
    /// The front matter, where the file opens with a fence.
    pub front: Option<Front>,
    /// The body's bytes.
    pub body: Span,
}

impl Parts {
    /// The finding for a fence that is never closed.
    pub fn problem(&self, source: &Source) -> Option<Diagnostic> {
        let front = self.front.as_ref().filter(|front| !front.closed)?;
        let fence = front.format.fence();
        Some(
            Diagnostic::error("unclosed-front-matter", "front matter is not closed")
                .at(source, 0..fence.len(), "opened here")
                .help(format!("type a line of `{fence}` after the last key")),
        )
    }
}

impl Format {
    /// The line that opens and closes front matter of this language.
    pub fn fence(self) -> &'static str {
        match self {
            Self::Yaml => "---",
            Self::Toml => "+++",
        }
    }
}

/// Splits a file. A file that does not open with a fence is all body. One blank line after the
/// front matter belongs to neither. Front matter that is never
/// closed ends at its first blank line, so that no copy is lost in it.
pub fn split(text: &str) -> Parts {
    let whole = Parts { front: None, body: 0..text.len() };
    let parts = fenced(text, 0).or_else(|| below_blank_lines(text));
    parts.unwrap_or(whole)
}

/// Front matter below blank lines, which slip in above it. Only where it is closed and begins with a key:
/// a line of `---` may be a rule as well.
fn below_blank_lines(text: &str) -> Option<Parts> {
    let blank = text.len() - text.trim_start_matches(['\n', '\r', ' ', '\t']).len();
    let at = text[..blank].rfind('\n')? + 1;
    let parts = fenced(text, at)?;
    let front = parts.front.as_ref().filter(|front| front.closed)?;
    let first = text[front.span.clone()].lines().next().unwrap_or_default();
    let has_key = |key: &str| key.chars().all(|c| c.is_alphanumeric() || "-_ \"".contains(c));
    first.split_once([':', '=']).is_some_and(|(key, _)| has_key(key)).then_some(parts)
}

/// The parts of a file whose front matter opens at `from`.
fn fenced(text: &str, from: usize) -> Option<Parts> {
    let format = [Format::Yaml, Format::Toml].into_iter().find(|format| opens(text, from, *format))?;
    let start = next_line(text, from);
    let mut line = start;
    let mut blank = None;
    while line < text.len() {
        let next = next_line(text, line);
        let content = text[line..next].trim_end();
        if content == format.fence() {
            let body = next + blank_line(&text[next..]);
            return Some(Parts {
                front: Some(Front { format, span: start..line, closed: true }),
                body: body..text.len(),
            });
        }
        if content.is_empty() {
            blank = blank.or(Some(line));
        }
        line = next;
    }
    let end = blank.unwrap_or(text.len());
    Some(Parts { front: Some(Front { format, span: start..end, closed: false }), body: end..text.len() })
}

/// The length of the blank line that sets the body off from its front matter, if there is one. It
/// is layout: printing writes it and reading takes it away.
fn blank_line(text: &str) -> usize {
    if text.starts_with("\r\n") { 2 } else { usize::from(text.starts_with('\n')) }
}

fn opens(text: &str, from: usize, format: Format) -> bool {
    text[from..].starts_with(format.fence()) && text[from..next_line(text, from)].trim_end() == format.fence()
}

/// Where the line after the one at `from` begins.
fn next_line(text: &str, from: usize) -> usize {
    memchr::memchr(b'\n', &text.as_bytes()[from..]).map_or(text.len(), |at| from + at + 1)
}
