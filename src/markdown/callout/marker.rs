//! `[!WORD]` on the first line of a block quote, and what else stands on that line.

use crate::markdown::piece::Piece;
use crate::source::Span;
use pulldown_cmark::{Event, Tag, TagEnd};

/// `[!WORD]` at the start of a paragraph.
pub(super) struct Marker {
    pub(super) word: String,
    pub(super) span: Span,
}

/// Longer words are no marker.
const LONGEST_MARKER: usize = 32;

impl Marker {
    pub(super) fn read(paragraph: usize, slots: &[Option<Piece<'_>>], body: &str) -> Option<Self> {
        let Some(Piece::Event(Event::Start(Tag::Paragraph), span)) = &slots[paragraph] else { return None };
        let text = &body[span.start..];
        let start = span.start + (text.len() - text.trim_start_matches([' ', '\t']).len());
        let inside = body[start..].strip_prefix("[!")?;
        let length = inside.find(|char: char| !char.is_ascii_alphabetic() && char != '-')?;
        if length == 0 || length > LONGEST_MARKER || !inside[length..].starts_with(']') {
            return None;
        }
        let span = start..start + length + 3;
        let is_text = slots[paragraph + 1..]
            .iter()
            .take_while(|slot| matches!(slot, Some(Piece::Event(_, at)) if at.start < span.end))
            .all(|slot| matches!(slot, Some(Piece::Event(Event::Text(_), _))));
        is_text.then(|| Self { word: inside[..length].to_ascii_lowercase(), span })
    }
}

/// Takes the marker and the rest of its line out of its paragraph, and the paragraph too where
/// nothing else stands in it. Gives the line without the marker.
pub(super) fn take_header<'a>(
    paragraph: usize,
    marker: &Marker,
    slots: &mut [Option<Piece<'a>>],
    body: &'a str,
) -> Vec<Piece<'a>> {
    let mut line = Vec::new();
    let mut at = paragraph + 1;
    while let Some(Piece::Event(_, span)) = slots[at].take_if(|piece| starts_before(piece, marker.span.end)) {
        if span.end > marker.span.end {
            let rest = marker.span.end..span.end;
            line.push(Piece::Event(Event::Text(body[rest.clone()].into()), rest));
        }
        at += 1;
    }
    let mut nesting = 0_usize;
    while let Some(piece) = slots[at].take() {
        at += 1;
        match (&piece, nesting) {
            (Piece::Event(Event::SoftBreak | Event::HardBreak, _), 0) => break,
            (Piece::Event(Event::End(TagEnd::Paragraph), _), _) => {
                slots[paragraph] = None;
                break;
            }
            (Piece::Event(Event::SoftBreak | Event::HardBreak, span), _) => {
                line.push(Piece::Event(Event::Text(" ".into()), span.clone()));
                continue;
            }
            (Piece::Event(Event::Start(_), _), _) => nesting += 1,
            (Piece::Event(Event::End(_), _), _) => nesting -= 1,
            _ => {}
        }
        line.push(piece);
    }
    trim_start(&mut line);
    line
}

fn trim_start(line: &mut Vec<Piece<'_>>) {
    while let Some(Piece::Event(Event::Text(text), _)) = line.first_mut() {
        *text = text.trim_start().to_owned().into();
        if !text.is_empty() {
            return;
        }
        line.remove(0);
    }
}

fn starts_before(piece: &Piece<'_>, end: usize) -> bool {
    matches!(piece, Piece::Event(Event::Text(_), span) if span.start < end)
}

/// Makes a paragraph of a line again, in the slots that it was taken from.
pub(super) fn give_back<'a>(paragraph: usize, line: Vec<Piece<'a>>, slots: &mut [Option<Piece<'a>>]) {
    if line.is_empty() {
        return;
    }
    slots[paragraph] = Some(Piece::Event(Event::Start(Tag::Paragraph), 0..0));
    let mut at = paragraph + 1;
    for piece in line {
        slots[at] = Some(piece);
        at += 1;
    }
    slots[at] = Some(Piece::Event(Event::End(TagEnd::Paragraph), 0..0));
}
