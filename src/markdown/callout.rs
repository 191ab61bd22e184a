//! Block quotes as quote callouts and alerts.
//!
//! ```text
//! > [!QUOTE] Ana Reis, harbour master       > The lights were out.
//! > The lights were out.                    >
//!                                           > — Ana Reis, harbour master
//! ```
//!
//! Both become a figure with its speaker outside of the quotation; `[!NOTE]` and its four kin
//! become an aside. A block quote is rewritten as a whole, with all that are nested in it, in one
//! walk to plan and one to print, so that depth costs nothing.

use super::credit::{self, Credit};
use super::escape::escape;
use super::labels::Labels;
use super::links::{self, Address, Use};
use super::piece::{Piece, words};
use super::{Links, Met};
use crate::diag::{Diagnostic, nearest};
use crate::source::Span;
use pulldown_cmark::{Event, Tag, TagEnd};

/// What rewriting has to know.
pub(super) struct Context<'a, 'o> {
    pub(super) body: &'a str,
    pub(super) links: &'o dyn Links,
    pub(super) labels: &'static Labels,
}

/// The kinds of alert, in the order of [`Labels::alerts`].
const ALERTS: [&str; 5] = ["note", "tip", "important", "warning", "caution"];
const QUOTE: &str = "quote";

/// What becomes of one block quote.
enum Plan<'a> {
    Plain,
    Quote(Option<Credit<'a>>),
    /// An alert and the title that was typed for it.
    Alert(usize, Vec<Piece<'a>>),
}

/// Rewrites a block quote: from its start to its end, both included.
pub(super) fn shape<'a>(quote: Vec<Piece<'a>>, context: &Context<'a, '_>, met: &mut Vec<Met>) -> Vec<Piece<'a>> {
    let mut slots: Vec<Option<Piece<'a>>> = quote.into_iter().map(Some).collect();
    let plans = plan(&mut slots, context, met);
    print(slots, plans, context)
}

/// A block quote whose end is still to come.
struct Frame {
    plan: usize,
    /// How deep its children lie.
    level: usize,
    /// Where its first and last child begin.
    first: Option<usize>,
    last: usize,
}

fn plan<'a>(slots: &mut [Option<Piece<'a>>], context: &Context<'a, '_>, met: &mut Vec<Met>) -> Vec<Plan<'a>> {
    let mut plans = Vec::new();
    let mut frames: Vec<Frame> = Vec::new();
    let mut level = 0_usize;
    for at in 0..slots.len() {
        let event = slots[at].as_ref().and_then(Piece::event);
        let is_end = matches!(event, Some(Event::End(_)));
        if let Some(frame) = frames.last_mut().filter(|frame| frame.level == level && !is_end) {
            frame.first.get_or_insert(at);
            frame.last = at;
        }
        match event {
            Some(Event::Start(tag)) => {
                level += 1;
                if matches!(tag, Tag::BlockQuote(_)) {
                    frames.push(Frame { plan: plans.len(), level, first: None, last: at });
                    plans.push(Plan::Plain);
                }
            }
            Some(Event::End(end)) => {
                level = level.saturating_sub(1);
                if matches!(end, TagEnd::BlockQuote(_))
                    && let Some(frame) = frames.pop()
                {
                    plans[frame.plan] = decide(&frame, slots, context, met);
                }
            }
            _ => {}
        }
    }
    plans
}

fn decide<'a>(
    frame: &Frame,
    slots: &mut [Option<Piece<'a>>],
    context: &Context<'a, '_>,
    met: &mut Vec<Met>,
) -> Plan<'a> {
    let Some(first) = frame.first else { return Plan::Plain };
    let Some(marker) = Marker::read(first, slots, context.body) else {
        return attribution(frame, first, slots).map_or(Plan::Plain, |line| Plan::Quote(credit::read(line)));
    };
    if marker.word == QUOTE {
        let line = take_header(first, &marker, slots, context.body);
        if frame.last == first && slots[first].is_none() {
            // The words stand on the marker's line: they are the quotation.
            give_back(first, line, slots);
            met.push(quote_without_speaker(marker.span));
            return Plan::Quote(None);
        }
        return Plan::Quote(credit::read(line));
    }
    if let Some(kind) = ALERTS.iter().position(|alert| *alert == marker.word) {
        return Plan::Alert(kind, take_header(first, &marker, slots, context.body));
    }
    met.push(unknown_callout(&marker, context.body));
    Plan::Plain
}

/// `[!WORD]` at the start of a paragraph.
struct Marker {
    word: String,
    span: Span,
}

/// Longer words are no marker.
const LONGEST_MARKER: usize = 32;

impl Marker {
    fn read(paragraph: usize, slots: &[Option<Piece<'_>>], body: &str) -> Option<Self> {
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
fn take_header<'a>(
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
fn give_back<'a>(paragraph: usize, line: Vec<Piece<'a>>, slots: &mut [Option<Piece<'a>>]) {
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

/// The longest line that is taken for a speaker, in characters.
const LONGEST_ATTRIBUTION: usize = 120;

/// Takes `— Ana Reis, harbour master` out of the end of a block quote: a paragraph of its own, or
/// the last line of the last one. A quotation that itself begins with a dash is a dialogue.
fn attribution<'a>(frame: &Frame, first: usize, slots: &mut [Option<Piece<'a>>]) -> Option<Vec<Piece<'a>>> {
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

fn print<'a>(slots: Vec<Option<Piece<'a>>>, plans: Vec<Plan<'a>>, context: &Context<'a, '_>) -> Vec<Piece<'a>> {
    let mut pieces = Vec::with_capacity(slots.len() + 8);
    let mut plans = plans.into_iter();
    let mut open = Vec::new();
    let mut slots = slots.into_iter();
    while let Some(slot) = slots.next() {
        let Some(piece) = slot else { continue };
        match piece.event() {
            Some(Event::Start(Tag::BlockQuote(_))) => {
                let plan = plans.next().unwrap_or(Plan::Plain);
                open.push(begin(plan, slots.as_slice(), &mut pieces, context));
            }
            Some(Event::End(TagEnd::BlockQuote(_))) => end(open.pop().flatten(), &mut pieces),
            _ => pieces.push(piece),
        }
    }
    pieces
}

/// Whether the first thing that is read is a quotation mark. A style can let it hang outside of the column.
fn opens_with_mark(rest: &[Option<Piece<'_>>]) -> bool {
    let mut read = rest.iter().flatten().filter_map(Piece::event);
    let is_text = matches!(read.next(), Some(Event::Start(Tag::Paragraph)));
    let words = read.next().filter(|_| is_text);
    matches!(words, Some(Event::Text(text)) if text.starts_with(['"', '“', '”', '„', '«', '»', '‘', '‚', '‹', '›']))
}

/// What ends a block quote: its end tag, and for a figure its caption.
type Ending<'a> = Option<(&'static str, Option<Credit<'a>>)>;

fn begin<'a>(
    plan: Plan<'a>,
    rest: &[Option<Piece<'a>>],
    pieces: &mut Vec<Piece<'a>>,
    context: &Context<'a, '_>,
) -> Ending<'a> {
    match plan {
        Plan::Plain => {
            pieces.push(Piece::Open("<blockquote>\n".into()));
            None
        }
        Plan::Quote(credit) => {
            let source = credit.as_ref().and_then(|credit| credit.source.as_deref());
            let cite = source.and_then(|source| printable(source, context.links));
            let cite = cite.map(|cite| format!(" cite=\"{}\"", escape(&cite))).unwrap_or_default();
            let marked = if opens_with_mark(rest) { " class=\"marked\"" } else { "" };
            pieces.push(Piece::Open(format!("<figure class=\"quote\">\n<blockquote{marked}{cite}>\n").into()));
            Some(("</blockquote>\n", credit))
        }
        Plan::Alert(kind, title) => {
            let (class, label) = (ALERTS[kind], context.labels.alerts[kind]);
            let aside = format!("<aside class=\"callout {class}\" role=\"note\" aria-label=\"{label}\">\n");
            pieces.push(Piece::Open(aside.into()));
            pieces.push(Piece::Open("<p class=\"callout-title\">".into()));
            if title.is_empty() {
                pieces.push(Piece::Tag(label.into()));
            }
            pieces.extend(title);
            pieces.push(Piece::Close("</p>\n"));
            Some(("</aside>\n", None))
        }
    }
}

fn end<'a>(ending: Ending<'a>, pieces: &mut Vec<Piece<'a>>) {
    let Some((tag, credit)) = ending else {
        pieces.push(Piece::Close("</blockquote>\n"));
        return;
    };
    pieces.push(Piece::Close(tag));
    if let Some(credit) = credit {
        pieces.push(Piece::Open("<figcaption>".into()));
        pieces.extend(credit.line);
        pieces.push(Piece::Close("</figcaption>\n"));
    }
    if tag == "</blockquote>\n" {
        pieces.push(Piece::Tag("</figure>\n".into()));
    }
}

/// The address of a source, if one may print it.
fn printable(source: &str, links: &dyn Links) -> Option<String> {
    match links::settle(source, Use::Link, links) {
        Address::AsTyped => Some(source.to_owned()),
        Address::To(to) => Some(to),
        Address::Refused(_) | Address::Broken(_) => None,
    }
}

fn quote_without_speaker(span: Span) -> Met {
    let finding = Diagnostic::warning("quote-without-words", "a quote callout has no words below its first line")
        .because("the first line names the speaker; it was printed as the quotation")
        .help("type the speaker after `[!QUOTE]` and the words on the next line, after `> `");
    Met::at(finding, span, "")
}

fn unknown_callout(marker: &Marker, body: &str) -> Met {
    let typed = &body[marker.span.clone()];
    let finding = Diagnostic::warning("unknown-callout", format!("unknown callout `{typed}`"));
    let known = ALERTS.into_iter().chain([QUOTE]);
    let finding = match nearest(&marker.word, known) {
        Some(near) => finding.help(format!("did you mean `[!{}]`?", near.to_ascii_uppercase())),
        None => finding.help("type one of `[!QUOTE]`, `[!NOTE]`, `[!TIP]`, `[!IMPORTANT]`, `[!WARNING]`, `[!CAUTION]`"),
    };
    Met::at(finding, marker.span.clone(), "shown as it was typed")
}
