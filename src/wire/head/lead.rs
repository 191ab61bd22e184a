//! The paragraph that the dateline opens, with the notes and the byline that may stand before it.

use super::super::dateline::{self, Dateline, agency, place};
use super::super::paragraphs::{Paragraph, ends};
use super::super::{byline, furniture, stamp, state};
use super::{DEPTH, LONGEST, strong};
use crate::document::State;
use crate::source::Span;

/// The paragraph that the dateline opens.
pub(super) struct Lead {
    pub(super) at: usize,
    pub(super) from: usize,
    pub(super) dateline: Dateline,
    pub(super) notes: Vec<(Span, Option<State>)>,
    pub(super) byline: Option<Span>,
}

/// The paragraphs that were read and have no dateline, as bits.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Undated(u32);

impl Undated {
    fn add(&mut self, at: usize) {
        self.0 |= 1 << at;
    }

    pub(super) const fn has(self, at: usize) -> bool {
        at < DEPTH && self.0 >> at & 1 == 1
    }
}

/// A paragraph of copy is so long, in bytes; and no head has more of them.
const COPY: usize = 150;
const DECKS: usize = 2;

/// A paragraph that opens a text with its dateline is no shorter.
const SENTENCE: usize = 70;

/// Looks for the dateline among the first paragraphs, and takes note of those that have none.
pub(super) fn lead(text: &str, paragraphs: &[Paragraph], titled: bool, undated: &mut Undated) -> Option<Lead> {
    let (mut bytes, mut prose) = (0, 0);
    let mut first: Option<Lead> = None;
    for (at, paragraph) in paragraphs.iter().enumerate().take(DEPTH) {
        let span = paragraph.span();
        if let Some(lead) = opened(text, span.clone(), at, undated)
            .filter(|lead| !is_digest(text, paragraphs, lead) && !is_label(text, paragraphs, lead))
            .filter(|lead| !opens_deck(text, paragraphs, lead))
            // Under several sentences of copy stands none that nothing vouches for.
            .filter(|lead| lead.dateline.strong || prose <= DECKS)
        {
            let rest = span.end.saturating_sub(lead.from + lead.dateline.end);
            let alone = !titled && paragraphs[..at].iter().all(|above| is_page(text, above));
            let copy = !alone || rest >= 40 && !follows(text, paragraphs, at);
            if copy && (rest >= 25 || !follows(text, paragraphs, at)) {
                return Some(first.filter(|first| lead.at > first.at + 1).unwrap_or(lead));
            }
            first = first.or(Some(lead).filter(|_| copy));
        } else if at > 0
            && let Some(lead) = place_alone(text, paragraphs, at)
        {
            return Some(lead);
        }
        let copy = at > 0 && span.len() >= COPY && ends(&text[span.clone()]);
        prose += usize::from(copy);
        bytes += if at == 0 && !titled { 0 } else { span.len() };
        if bytes > LONGEST || span.len() > LONGEST {
            break;
        }
    }
    first
}

/// Whether a dateline is one of several labels, which open the items of a digest: `FERRIES — …`, `QUAY — …`.
fn is_digest(text: &str, paragraphs: &[Paragraph], lead: &Lead) -> bool {
    let place = lead.dateline.place.as_ref().map_or("", |place| &place.value);
    let near = &paragraphs[lead.at.saturating_sub(DIGEST)..paragraphs.len().min(lead.at + 1 + DIGEST)];
    let label = |paragraph: &Paragraph| {
        let found = dateline::read(&text[paragraph.span()]);
        found.is_some_and(|found| !found.strong && found.place.is_some_and(|other| other.value != place))
    };
    !lead.dateline.strong && !place::is_city(place) && near.iter().any(label)
}

/// Whether a city and a colon are the label of a deck, above the dateline itself, or one of several: `Norwick: …`,
/// `Porto: …`.
fn is_label(text: &str, paragraphs: &[Paragraph], lead: &Lead) -> bool {
    let colon = text[lead.from..lead.from + lead.dateline.end].trim_end().ends_with(':');
    let labelled = |words: &str| {
        let (label, rest) = words.split_once(':').unwrap_or_default();
        !rest.is_empty() && label.len() <= LABEL && label.split_whitespace().count() <= 3
    };
    let others = paragraphs.iter().enumerate().take(DEPTH).filter(|(at, _)| *at != lead.at);
    colon
        && !lead.dateline.strong
        && others
            .map(|(at, other)| (at, &text[other.span()]))
            .any(|(at, words)| labelled(words) || at > lead.at && strong(words))
}

/// Whether a city and a full stop, not in capitals, open the deck: the names of those who wrote stand under it.
fn opens_deck(text: &str, paragraphs: &[Paragraph], lead: &Lead) -> bool {
    let dateline = text[lead.from..lead.from + lead.dateline.end].trim_end();
    let signed = |below: &Paragraph| {
        let words = &text[below.span()];
        byline::by(words).is_some() || byline::bare(words).is_some() || stamp::is_publication(words)
    };
    let below = paragraphs.iter().skip(lead.at + 1).take(BELOW);
    !lead.dateline.strong
        && dateline.ends_with('.')
        && !place::in_capitals(dateline.trim_end_matches('.'))
        && below.into_iter().any(signed)
}

/// A byline stands so many paragraphs under the deck at most.
const BELOW: usize = 3;

/// No label is longer, in bytes.
const LABEL: usize = 40;

/// The items of a digest follow one another.
const DIGEST: usize = 2;

/// Whether a paragraph above belongs to the page or the desk, so that the headline is still to come.
fn is_page(text: &str, paragraph: &Paragraph) -> bool {
    let words = &text[paragraph.span()];
    furniture::is_page(words) || stamp::is_time(words) || state::of_line(words).is_some()
}

/// Whether the next paragraph opens with a dateline that a date or an agency vouches for.
fn follows(text: &str, paragraphs: &[Paragraph], at: usize) -> bool {
    paragraphs.get(at + 1).is_some_and(|next| strong(&text[next.span()]))
}

/// `[ "(" note ")" ] [ "By" name spaces ] dateline`
fn opened(text: &str, span: Span, at: usize, undated: &mut Undated) -> Option<Lead> {
    let words = &text[span.clone()];
    if stamp::is_time(words) || furniture::is_page(words) || agency::alone(words).is_some() {
        return None;
    }
    let mut from = span.start;
    let mut notes = Vec::new();
    while let Some((note, state, after)) = note(text, from..span.end) {
        notes.push((note, state));
        from = after;
    }
    let rest = &text[from..span.end];
    // Without a date, an agency or a headline above it a place counts where a sentence follows: no headline
    // ends with a full stop.
    let sentence = || rest.len() >= SENTENCE && rest.trim_end_matches(['"', '”', '’', '\'']).ends_with('.');
    let found = dateline::read(rest);
    if found.is_none() && from == span.start {
        undated.add(at);
    }
    // `FILE - Boats at the quay, March 4, 2026.`
    let captioned = |found: &Dateline| found.place.is_some() && furniture::is_caption(rest);
    let found = found.filter(|found| !captioned(found) && (found.strong || at > 0 || sentence()));
    if let Some(dateline) = found {
        return Some(Lead { at, from, dateline, notes, byline: None });
    }
    let window = &rest[..rest.floor_char_boundary(200)];
    byline::head(window, "by ")?;
    for (gap, _) in window.match_indices("  ").filter(|(gap, _)| *gap > 3) {
        let words = window[gap..].trim_start();
        let start = from + window.len() - words.len();
        let dateline = dateline::read(&text[start..span.end]).filter(|found| found.strong);
        let written = from..from + window[..gap].trim_end().len();
        if let Some(dateline) = dateline.filter(|_| byline::by(&text[written.clone()]).is_some()) {
            return Some(Lead { at, from: start, dateline, notes, byline: Some(written) });
        }
    }
    None
}

/// A note to the desk in brackets at the head of a paragraph, with what it tells and where the copy goes on.
fn note(text: &str, span: Span) -> Option<(Span, Option<State>, usize)> {
    let words = &text[span.clone()];
    let window = &words[..words.floor_char_boundary(400)];
    let close = match window.chars().next()? {
        '(' => ')',
        '[' => ']',
        _ => return None,
    };
    let end = window.find(close)? + 1;
    let lead = ["(LEAD)", "(2nd LD)", "(3rd LD)", "(URGENT)"].contains(&&window[..end]);
    let state = if lead { Some(State::Update) } else { state::of_note(&window[..end])? };
    let after = span.start + end;
    let rest = &text[after..span.end];
    Some((span.start..after, state, span.end - rest.trim_start().len()))
}

/// A place and a colon stand under the headline and a line or two.
const UNDER_HEADLINE: usize = 3;

/// Whether a line that ends in a colon is the only one of its kind, and copy stands under it: several head a list each.
fn is_only_label(text: &str, paragraphs: &[Paragraph], at: usize) -> bool {
    let labels = paragraphs.iter().take(LABELS).filter(|paragraph| text[paragraph.span()].ends_with(':'));
    labels.count() == 1 && paragraphs.get(at + 1).is_some_and(|next| ends(&text[next.span()]))
}

/// So many paragraphs are asked for other labels.
const LABELS: usize = 40;

/// A place on a line of its own under a byline, an agency or a time, as Anadolu and TT have it.
fn place_alone(text: &str, paragraphs: &[Paragraph], at: usize) -> Option<Lead> {
    let span = paragraphs[at].span();
    let words = &text[span.clone()];
    // Most lines are told by their length.
    if words.len() > 40 || paragraphs.get(at + 1).is_none_or(|next| next.span().len() < 60) {
        return None;
    }
    let above = text.get(paragraphs[at - 1].span())?;
    let under = || byline::by(above).is_some() || agency::alone(above).is_some() || stamp::is_time(above);
    // `NORWICK:` needs nothing above it but a headline.
    let place = words.strip_suffix(':').unwrap_or(words);
    let vouched = if place.len() < words.len() {
        place::is_city(place) && at <= UNDER_HEADLINE && is_only_label(text, paragraphs, at)
    } else {
        place::certain(words) && under()
    };
    let alone = place::in_capitals(place) && vouched;
    (alone && !byline::is_office(words) && !furniture::is_section(words)).then(|| Lead {
        at,
        from: span.start,
        dateline: Dateline {
            span: 0..words.len(),
            ..Dateline::of_place(dateline::Part { value: place.to_owned(), span: 0..place.len() }, words.len())
        },
        notes: Vec::new(),
        byline: None,
    })
}
