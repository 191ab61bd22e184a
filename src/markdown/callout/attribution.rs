//! `— Ana Reis, harbour master` at the end of a block quote.

use super::Frame;
use crate::markdown::piece::{Piece, words};
use pulldown_cmark::{Event, Tag, TagEnd};

/// The longest line that is taken for a speaker, in characters.
const LONGEST_ATTRIBUTION: usize = 120;

/// Takes `— Ana Reis, harbour master` out of the end of a block quote: a paragraph of its own, or
/// the last line of the last one. A quotation that itself begins with a dash is a dialogue.
pub(super) fn attribution<'a>(frame: &Frame, first: usize, slots: &mut [Option<Piece<'a>>]) -> Option<Vec<Piece<'a>>> {
    let paragraph = frame.last;
    let starts_paragraph =
        |at: usize| matches!(slots.get(at), Some(Some(Piece::Event(Event::Start(Tag::Paragraph), _))));
    if !starts_paragraph(paragraph)
        || starts_paragraph(first) && opens_with_dash(slots, first + 1) && first != paragraph
    {
        return None;
    }
    let end = end_of_paragraph(paragraph, slots)?;
    let last_break = last_break(paragraph, end, slots);
    let start = match last_break {
        Some(at) if !opens_with_dash(slots, paragraph + 1) => at + 1,
        None if first != paragraph => paragraph + 1,
        _ => return None,
    };
    if !opens_with_dash(slots, start) || !is_name_like(&slots[start..end]) {
        return None;
    }
    let mut line: Vec<Piece<'a>> = slots[start..end].iter_mut().filter_map(Option::take).collect();
    if let Some(Piece::Event(Event::Text(text), _)) = line.first_mut() {
        *text = after_dash(text).unwrap_or_default().to_owned().into();
    }
    match last_break {
        Some(at) => slots[at] = None,
        None => (slots[paragraph], slots[end]) = (None, None),
    }
    Some(line)
}

fn end_of_paragraph(paragraph: usize, slots: &[Option<Piece<'_>>]) -> Option<usize> {
    let is_end =
        |slot: &Option<Piece<'_>>| matches!(slot.as_ref().and_then(Piece::event), Some(Event::End(TagEnd::Paragraph)));
    slots[paragraph..].iter().position(is_end).map(|at| paragraph + at)
}

fn last_break(paragraph: usize, end: usize, slots: &[Option<Piece<'_>>]) -> Option<usize> {
    let mut nesting = 0_usize;
    let mut last = None;
    for (at, slot) in slots[paragraph + 1..end].iter().enumerate() {
        match slot.as_ref().and_then(Piece::event) {
            Some(Event::Start(_)) => nesting += 1,
            Some(Event::End(_)) => nesting = nesting.saturating_sub(1),
            Some(Event::SoftBreak | Event::HardBreak) if nesting == 0 => last = Some(paragraph + 1 + at),
            _ => {}
        }
    }
    last
}

fn opens_with_dash(slots: &[Option<Piece<'_>>], at: usize) -> bool {
    match slots.get(at).and_then(Option::as_ref).and_then(Piece::event) {
        Some(Event::Text(text)) => after_dash(text).is_some(),
        _ => false,
    }
}

fn after_dash(text: &str) -> Option<&str> {
    let dashes = ["—", "–", "―"];
    let rest = dashes
        .into_iter()
        .find_map(|dash| text.strip_prefix(dash))
        .or_else(|| text.strip_prefix("--").filter(|rest| !rest.starts_with('-')))?;
    Some(rest.trim_start())
}

/// Whether words may be a name and a role: one short line that does not end as a sentence does.
fn is_name_like(pieces: &[Option<Piece<'_>>]) -> bool {
    let words = words(pieces.iter().flatten().filter_map(Piece::event));
    let name = after_dash(&words).unwrap_or_default().trim();
    name.chars().any(char::is_alphabetic)
        && name.chars().count() <= LONGEST_ATTRIBUTION
        && !name.ends_with(['.', '?', '!', '…', ':', ';', '"', '”', '»', '。'])
}
