//! Block quotes, printed as they were decided.

use super::{ALERTS, Context, Plan};
use crate::markdown::Links;
use crate::markdown::credit::Credit;
use crate::markdown::escape::escape;
use crate::markdown::links::{self, Address, Use};
use crate::markdown::piece::Piece;
use pulldown_cmark::{Event, Tag, TagEnd};

/// The pieces of a block quote and of those in it, each as it was decided.
pub(super) fn print<'a>(
    slots: Vec<Option<Piece<'a>>>,
    plans: Vec<Plan<'a>>,
    context: &Context<'a, '_>,
) -> Vec<Piece<'a>> {
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
