//! All of YAML, by the events of a full parser.
//!
//! The tree is built on a stack of its own: depth is bounded by `DEEPEST` and what aliases copy by
//! `MOST_COPIED`, so that no front matter can exhaust the stack or the memory.

use crate::document::node::{Kind, Node};
use crate::source::{Span, Spanned};
use saphyr_parser::{Event, Parser, ScalarStyle, Tag};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Lists and tables inside each other; no story needs more than three.
const DEEPEST: usize = 32;
/// What all aliases of one front matter may copy, in nodes and bytes of text.
const MOST_COPIED: usize = 64 * 1024;

/// Where reading stopped and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Broken {
    /// The byte of the source.
    pub(super) at: usize,
    /// The reason: lower case, no full stop.
    pub(super) why: String,
}

impl Broken {
    /// Something else where keys should stand.
    pub(super) fn no_key(found: &Node) -> Self {
        Self { at: found.span.start, why: format!("expected `key: value`, found {}", found.what()) }
    }
}

/// Whether a plain scalar means that there is no value. Longer spellings (`Null`) are surnames.
pub(super) fn is_null(text: &str) -> bool {
    matches!(text, "" | "~" | "null")
}

/// Reads the YAML at `span`. No content is [`Kind::Empty`].
pub(super) fn read(text: &str, span: Span) -> Result<Node, Broken> {
    let front = &text[span.clone()];
    let places = Places::new(front, span.start);
    if let Some(at) = front.find(|c: char| c.is_control() && !matches!(c, '\n' | '\r' | '\t')) {
        return Err(Broken { at: span.start + at, why: "a control character cannot stand here".into() });
    }
    let mut tree = Tree::default();
    let mut documents = 0;
    let mut parser = Parser::new_from_str(front);
    while let Some(next) = parser.next_event() {
        let (event, place) =
            next.map_err(|error| Broken { at: places.byte(error.marker().index()), why: error.info().to_owned() })?;
        let place = places.byte(place.start.index())..places.byte(place.end.index());
        let stop = |why: &str| Broken { at: place.start, why: why.to_owned() };
        match event {
            Event::DocumentStart(_) => {
                documents += 1;
                if documents > 1 {
                    return Err(stop("front matter is one document, and a second one begins here"));
                }
            }
            Event::Scalar(text, style, anchor, tag) => {
                tree.add(scalar(text, style, tag.as_deref(), place, front, span.start), anchor)?;
            }
            Event::SequenceStart(anchor, _) => tree.open(Part::List(Vec::new()), place, anchor)?,
            Event::MappingStart(anchor, _) => tree.open(Part::Table(Vec::new(), None), place, anchor)?,
            Event::SequenceEnd | Event::MappingEnd => {
                // A list or table in brackets ends behind its bracket, any other behind its last value.
                let bracket = text[place.start..span.end].starts_with([']', '}']) && !place.is_empty();
                tree.close(bracket.then_some(place.start + 1))?;
            }
            Event::Alias(anchor) => tree.copy(anchor, place)?,
            Event::Nothing | Event::StreamStart | Event::StreamEnd | Event::DocumentEnd => {}
        }
    }
    Ok(tree.root.unwrap_or(Node { kind: Kind::Empty, span }))
}

fn scalar(text: Cow<'_, str>, style: ScalarStyle, tag: Option<&Tag>, span: Span, front: &str, base: usize) -> Node {
    let is_text = tag.is_some_and(|tag| tag.is_yaml_core_schema() && tag.suffix == "str");
    let quoted = style != ScalarStyle::Plain || is_text;
    if !quoted && is_null(&text) {
        return Node { kind: Kind::Empty, span };
    }
    let mut text = text.into_owned();
    let mut span = span;
    let written = &front[span.start - base..span.end - base];
    match style {
        ScalarStyle::Literal | ScalarStyle::Folded => {
            // The line ends that close a block are layout, not copy.
            text.truncate(text.trim_end_matches('\n').len());
            span.end = span.start + written.trim_end().len();
        }
        // The parser counts the blanks and the comment behind a quotation as part of it.
        ScalarStyle::SingleQuoted => span.end = closing(written, '\'').map_or(span.end, |end| span.start + end),
        ScalarStyle::DoubleQuoted => span.end = closing(written, '"').map_or(span.end, |end| span.start + end),
        ScalarStyle::Plain => {}
    }
    Node { kind: Kind::Scalar { text, quoted }, span }
}

/// Where a quotation that opens the text ends, behind its mark.
pub(super) fn closing(text: &str, mark: char) -> Option<usize> {
    let mut rest = text.char_indices().skip(1).peekable();
    while let Some((at, c)) = rest.next() {
        if c == '\\' && mark == '"' {
            rest.next();
        } else if c == mark {
            if mark == '\'' && rest.peek().is_some_and(|(_, next)| *next == '\'') {
                rest.next();
            } else {
                return Some(at + 1);
            }
        }
    }
    None
}

/// A list or table that is not closed yet.
enum Part {
    List(Vec<Node>),
    Table(Vec<(Spanned<String>, Node)>, Option<Spanned<String>>),
}

struct Open {
    part: Part,
    start: usize,
    anchor: usize,
}

#[derive(Default)]
struct Tree {
    root: Option<Node>,
    open: Vec<Open>,
    anchors: BTreeMap<usize, Node>,
    copied: usize,
}

impl Tree {
    fn open(&mut self, part: Part, place: Span, anchor: usize) -> Result<(), Broken> {
        if self.open.len() == DEEPEST {
            return Err(Broken { at: place.start, why: format!("more than {DEEPEST} lists and tables in each other") });
        }
        self.open.push(Open { part, start: place.start, anchor });
        Ok(())
    }

    fn close(&mut self, end: Option<usize>) -> Result<(), Broken> {
        let Some(Open { part, start, anchor }) = self.open.pop() else { return Ok(()) };
        // What has no brackets reaches from its first word to its last; dashes are layout.
        let (kind, words) = match part {
            Part::List(items) => {
                let words = items.first().zip(items.last()).map(|(first, last)| first.span.start..last.span.end);
                (Kind::List(items), words)
            }
            Part::Table(entries, _) => {
                let last = entries.last().map(|(key, value)| value.span.end.max(key.span.end));
                (Kind::Table(entries), last.map(|end| start..end))
            }
        };
        let span = end.map(|end| start..end).or(words).unwrap_or(start..start);
        self.add(Node { kind, span }, anchor)
    }

    /// Puts a value where it belongs: in the innermost open list or table, as a key or a value.
    fn add(&mut self, node: Node, anchor: usize) -> Result<(), Broken> {
        if anchor > 0 {
            self.anchors.insert(anchor, node.clone());
        }
        match self.open.last_mut().map(|open| &mut open.part) {
            None => self.root = Some(node),
            Some(Part::List(items)) => items.push(node),
            Some(Part::Table(entries, key)) => match key.take() {
                None => *key = Some(as_key(node)?),
                Some(key) => {
                    let absent = node.kind == Kind::Empty && node.span.is_empty();
                    let span = if absent { key.span.clone() } else { node.span };
                    entries.push((key, Node { kind: node.kind, span }));
                }
            },
        }
        Ok(())
    }

    fn copy(&mut self, anchor: usize, place: Span) -> Result<(), Broken> {
        let Some(node) = self.anchors.get(&anchor) else {
            return Err(Broken { at: place.start, why: "this alias stands inside what it names".into() });
        };
        self.copied += weight(node);
        if self.copied > MOST_COPIED {
            return Err(Broken { at: place.start, why: "the aliases copy more than front matter can hold".into() });
        }
        let node = Node { kind: node.kind.clone(), span: place };
        self.add(node, 0)
    }
}

fn as_key(node: Node) -> Result<Spanned<String>, Broken> {
    let what = node.what();
    match node.kind {
        Kind::Scalar { text, .. } => Ok(Spanned::new(text, node.span)),
        _ => Err(Broken { at: node.span.start, why: format!("expected a key, found {what}") }),
    }
}

/// How much copying a node costs.
fn weight(node: &Node) -> usize {
    1 + match &node.kind {
        Kind::Empty => 0,
        Kind::Scalar { text, .. } => text.len(),
        Kind::List(items) => items.iter().map(weight).sum(),
        Kind::Table(entries) => entries.iter().map(|(key, value)| key.value.len() + weight(value)).sum(),
    }
}

/// The parser counts characters; places are bytes.
struct Places {
    base: usize,
    len: usize,
    /// Where each character begins; empty for ASCII, where the two counts are one.
    starts: Vec<usize>,
}

impl Places {
    fn new(front: &str, base: usize) -> Self {
        let starts = if front.is_ascii() { Vec::new() } else { front.char_indices().map(|(at, _)| at).collect() };
        Self { base, len: front.len(), starts }
    }

    fn byte(&self, character: usize) -> usize {
        let at = if self.starts.is_empty() {
            character.min(self.len)
        } else {
            self.starts.get(character).copied().unwrap_or(self.len)
        };
        self.base + at
    }
}
