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
use super::labels::Labels;
use super::piece::Piece;
use super::{Links, Met};
use crate::diag::{Diagnostic, nearest};
use crate::source::Span;
use marker::Marker;
use pulldown_cmark::{Event, Tag, TagEnd};

mod attribution;
mod marker;
mod print;

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
    print::print(slots, plans, context)
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
    let Some(found) = Marker::read(first, slots, context.body) else {
        return attribution::attribution(frame, first, slots)
            .map_or(Plan::Plain, |line| Plan::Quote(credit::read(line)));
    };
    if found.word == QUOTE {
        let line = marker::take_header(first, &found, slots, context.body);
        if frame.last == first && slots[first].is_none() {
            // The words stand on the marker's line: they are the quotation.
            marker::give_back(first, line, slots);
            met.push(quote_without_speaker(found.span));
            return Plan::Quote(None);
        }
        return Plan::Quote(credit::read(line));
    }
    if let Some(kind) = ALERTS.iter().position(|alert| *alert == found.word) {
        return Plan::Alert(kind, marker::take_header(first, &found, slots, context.body));
    }
    met.push(unknown_callout(&found, context.body));
    Plan::Plain
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
