//! What waits to be printed.

use crate::source::Span;
use pulldown_cmark::{CowStr, Event};

/// An event of the parser, or markup that rendering adds around events.
#[derive(Debug, Clone)]
pub(super) enum Piece<'a> {
    /// An event, and where in the body it was read.
    Event(Event<'a>, Span),
    /// Markup that words may stand on both sides of.
    Tag(CowStr<'a>),
    /// A block's start tag; raw HTML inside is closed before its end tag.
    Open(CowStr<'a>),
    /// The end tag of an [`Piece::Open`].
    Close(&'static str),
    /// A start tag among words.
    Wrap(CowStr<'a>),
    /// The end tag of a [`Piece::Wrap`].
    Unwrap(&'static str),
}

impl<'a> Piece<'a> {
    pub(super) fn event(&self) -> Option<&Event<'a>> {
        match self {
            Self::Event(event, _) => Some(event),
            _ => None,
        }
    }
}

/// The words of events, without markup; a line's end is a space.
pub(super) fn words<'p, 'a: 'p>(events: impl IntoIterator<Item = &'p Event<'a>>) -> String {
    let mut words = String::new();
    for event in events {
        match event {
            Event::Text(text) | Event::Code(text) => words.push_str(text),
            Event::SoftBreak | Event::HardBreak => words.push(' '),
            _ => {}
        }
    }
    words
}
