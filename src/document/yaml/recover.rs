//! Broken YAML, read key by key.
//!
//! A key of the front matter stands at the first column, and what belongs to it is indented (or is
//! a list of dashes). So broken YAML falls into pieces that can be read on their own: one broken
//! line costs one key.

use super::events::{self, Broken};
use super::explain::explain;
use crate::diag::Checked;
use crate::document::node::{Kind, Node};
use crate::source::{Source, Span};

/// Reads each key by itself. `whole` is why the front matter could not be read in one.
pub(super) fn read(source: &Source, span: Span, whole: &Broken) -> Checked<Node> {
    let mut entries = Vec::new();
    let mut findings = Vec::new();
    for piece in pieces(source.text(), span.clone()) {
        match events::read(source.text(), piece.clone()) {
            Ok(Node { kind: Kind::Table(read), .. }) => entries.extend(read),
            Ok(Node { kind: Kind::Empty, .. }) => {}
            Ok(other) => findings.push(explain(source, piece, &Broken::no_key(&other))),
            Err(broken) => findings.push(explain(source, piece, &broken)),
        }
    }
    if findings.is_empty() {
        // Each key reads well alone: what is wrong lies between them.
        findings.push(explain(source, span.clone(), whole));
    }
    Checked::new(Node { kind: Kind::Table(entries), span }, findings)
}

/// The spans of the keys with all that belongs to each.
fn pieces(text: &str, span: Span) -> Vec<Span> {
    let mut pieces: Vec<Span> = Vec::new();
    let mut at = span.start;
    for line in text[span].split_inclusive('\n') {
        let next = at + line.len();
        match pieces.last_mut() {
            Some(piece) if !opens_key(line) => piece.end = next,
            _ => pieces.push(at..next),
        }
        at = next;
    }
    pieces
}

fn opens_key(line: &str) -> bool {
    let item = line.starts_with('-') && line[1..].starts_with(|c: char| c.is_whitespace());
    !(item || line.starts_with(|c: char| c.is_whitespace() || matches!(c, '#' | ']' | '}')))
}
