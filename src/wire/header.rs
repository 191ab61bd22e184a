//! The header block: `Key: value` lines above a story, with the names that front matter has.
//!
//! ```text
//! header = { key ":" value line-end } [blank | "---"]
//! ```
//!
//! The first line's key must be a known one, so that no headline with a colon is mistaken for a header.

use super::lines::Line;
use crate::diag::{self, Checked, Diagnostic};
use crate::document::node::{Kind, Node};
use crate::document::{FrontMatter, fields};
use crate::source::{Source, Spanned};

/// The names of front matter.
const KEYS: [&str; 24] = [
    "title",
    "description",
    "kicker",
    "date",
    "updated",
    "section",
    "tags",
    "authors",
    "byline",
    "location",
    "agency",
    "dateline",
    "source",
    "slug",
    "slugline",
    "aliases",
    "draft",
    "embargo",
    "expires",
    "language",
    "translation",
    "image",
    "state",
    "desk",
];

/// What desks call them.
const OTHERS: [(&str, &str); 18] = [
    ("headline", "title"),
    ("deck", "description"),
    ("standfirst", "description"),
    ("summary", "description"),
    ("subtitle", "description"),
    ("place", "location"),
    ("author", "authors"),
    ("by", "byline"),
    ("topics", "tags"),
    ("keywords", "tags"),
    ("tag", "tags"),
    ("lang", "language"),
    ("embargoed until", "embargo"),
    ("embargoed", "embargo"),
    ("release", "embargo"),
    ("published", "date"),
    ("image-alt", "image-alt"),
    ("service", "agency"),
];

/// Keys whose value is a list, its parts set apart by commas.
const LISTS: [&str; 3] = ["tags", "authors", "aliases"];

/// A header as read, and the number of lines that it takes.
pub(super) struct Header {
    /// What it says.
    pub(super) front: FrontMatter,
    /// How many lines it takes, the blank line after it included.
    pub(super) lines: usize,
}

/// Reads the header block, if the text begins with one.
pub(super) fn read(source: &Source, text: &str, lines: &[Line]) -> Checked<Option<Header>> {
    let mut table: Vec<(Spanned<String>, Node)> = Vec::new();
    let begin = lines.iter().take_while(|line| line.is_blank()).count();
    let mut end = begin;
    for line in &lines[begin..] {
        let Some((key, value)) = entry(text, line, table.is_empty()) else { break };
        table.push((key, value));
        end += 1;
    }
    if table.is_empty() {
        return Checked::ok(None);
    }
    let closed = lines.get(end).is_some_and(|line| line.is_blank() || &text[line.span.clone()] == "---");
    let (first, last) = (table[0].0.span.start, table.last().map_or(0, |(_, value)| value.span.end));
    let node = Node { kind: Kind::Table(table), span: first..last };
    let mut findings: Vec<Diagnostic> = Vec::new();
    let front = fields::read(source, node, fields::Manner::Header).drain_into(&mut findings);
    Checked::new(Some(Header { front, lines: end + usize::from(closed) }), findings)
}

/// One line as a key and its value. The first line needs a known key; a later one may have a slip in it,
/// which the reader of front matter then points at.
fn entry(text: &str, line: &Line, first: bool) -> Option<(Spanned<String>, Node)> {
    let words = &text[line.span.clone()];
    let colon = words.find(':').filter(|colon| *colon <= 24)?;
    let typed = words[..colon].trim_end();
    let value = words[colon + 1..].trim_start();
    let lower = typed.to_lowercase().replace(['_', ' '], "-");
    let plain = typed.to_lowercase();
    let name = KEYS
        .contains(&lower.as_str())
        .then_some(lower.as_str())
        .or_else(|| OTHERS.into_iter().find(|(other, _)| *other == plain || *other == lower).map(|(_, name)| name));
    let name = match name {
        Some(name) => name.to_owned(),
        None if !first && !typed.contains(' ') && typed.len() > 3 => {
            diag::nearest(&lower, KEYS).map(|_| typed.to_owned())?
        }
        None => return None,
    };
    if value.is_empty() || (!words[colon + 1..].starts_with(char::is_whitespace) && name != "tags") {
        return None;
    }
    let start = line.span.end - value.len();
    let key = Spanned::new(name, line.span.start..line.span.start + typed.len());
    let node =
        if LISTS.contains(&key.value.as_str()) { list(value, start) } else { Node::plain(value, start..line.span.end) };
    Some((key, node))
}

fn list(value: &str, start: usize) -> Node {
    let mut parts = Vec::new();
    let mut at = start;
    for part in value.split(',') {
        let words = part.trim_start();
        let from = at + part.len() - words.len();
        let words = words.trim_end();
        if !words.is_empty() {
            parts.push(Node::plain(words, from..from + words.len()));
        }
        at += part.len() + 1;
    }
    Node { kind: Kind::List(parts), span: start..start + value.len() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::lines::lines;

    fn taken(text: &str) -> usize {
        let source = Source::new("a.txt", text);
        read(&source, text, &lines(text)).value.map_or(0, |header| header.lines)
    }

    #[test]
    fn a_header_ends_where_its_keys_end() {
        assert_eq!(taken("Date: 2020-02-07\nAll news\n"), 1);
        assert_eq!(taken("Title: Ferries\nTags: sea, boats\n\nText"), 3);
        assert_eq!(taken("Headline: Ferries\nlanguge: de\n---\nText"), 3);
        assert_eq!(taken("Russia: ties improve\n\nText"), 0);
        assert_eq!(taken("Ferries sail\nDate: 2020-02-07\n"), 0);
    }
}
