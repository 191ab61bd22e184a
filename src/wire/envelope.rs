//! The envelope: what ANPA 1312, IPTC 7901 and their heirs put around a story.
//!
//! ```text
//! anpa  = SYN SYN SOH service number, then lines "^" words ("<" | "="), STX, text, ETX, code, EOT
//! iptc  = SOH service line, slug line, STX headline "=", text, ETX, time
//! coded = { two capitals "#" words }
//! ```
//!
//! The control bytes are read from the text as it came; the words from the tidied text, which has the
//! same places. Only what these forms mark is taken; the rest is copy.

use super::lines::{self, Line};
use super::signs::Signs;
use super::{byline, state};
use crate::document::State;
use crate::source::{Span, Spanned};
use kind::{Kind, Role, is_number, is_slug, kind};

mod kind;

/// What the envelope says.
#[derive(Debug, Default)]
pub(super) struct Envelope {
    /// The rows of the headline.
    pub(super) headline: Vec<Span>,
    /// The abstract.
    pub(super) deck: Vec<Span>,
    /// The byline and the service under it.
    pub(super) byline: Vec<Span>,
    /// The desk's key for the story.
    pub(super) slugline: Option<Span>,
    /// Service lines and notes.
    pub(super) desk: Vec<Span>,
    /// What it says of the take.
    pub(super) state: Option<Spanned<State>>,
}

impl Envelope {
    fn note(&mut self, text: &str, span: Span) {
        if let Some(state) = state::of_slug(&text[span.clone()]).filter(|_| self.state.is_none()) {
            self.state = Some(Spanned::new(state, span.clone()));
        }
        self.desk.push(span);
    }
}

/// How many lines at the head and at the foot are looked at.
const DEPTH: usize = 40;

/// Takes the envelope's lines from a story.
pub(super) fn take(raw: &str, signs: Signs, text: &str, all: &mut [Line]) -> Envelope {
    let mut envelope = Envelope::default();
    if signs.control {
        foot(raw, text, all, &mut envelope);
    }
    let marked = signs.control && memchr::memchr3(1, 2, 0x16, &raw.as_bytes()[..raw.len().min(2_000)]).is_some();
    let first = all.iter().position(|line| !line.is_blank()).unwrap_or(0);
    let mut at = first;
    let (mut open, mut numbered) = (false, false);
    while at < all.len().min(first + DEPTH) {
        let line = &all[at];
        let words = &text[line.span.clone()];
        // What holds or kills a story may stand above its envelope; the head is asked for it.
        if line.is_blank() || state::of_line(words).is_some() {
            at += 1;
            continue;
        }
        let start = raw[..line.span.start].rfind(['\n', '\r']).map_or(0, |end| end + 1);
        let bytes = &raw[start..line.span.end];
        let kind = match (open, numbered && is_number(words)) {
            (true, _) => Kind::Headline,
            (_, true) => Kind::Service,
            _ => kind(bytes, words, at == first, marked),
        };
        numbered = byline::head(words, "zczc").is_some();
        open = match kind {
            Kind::Copy => break,
            Kind::Service => {
                envelope.slugline = envelope.slugline.or_else(|| slug(text, &line.span));
                envelope.note(text, line.span.clone());
                false
            }
            Kind::Slug => {
                if envelope.slugline.is_some() {
                    envelope.note(text, line.span.clone())
                } else {
                    envelope.slugline = Some(line.span.clone())
                }
                if envelope.state.is_none() {
                    envelope.state = state::of_slug(words).map(|state| Spanned::new(state, line.span.clone()));
                }
                false
            }
            Kind::Marked => {
                marked_line(text, inner(text, &line.span), &mut envelope);
                false
            }
            Kind::Headline => {
                let whole = inner(text, &line.span);
                let closed = words.ends_with('=');
                envelope.add_headline(text, whole);
                !closed && envelope.headline.len() < 4
            }
            Kind::Field(start, role) => {
                let span = lines::trimmed(text, line.span.start + start..line.span.end);
                match role {
                    _ if span.is_empty() => {}
                    Role::Headline => envelope.headline.push(span),
                    Role::Deck => envelope.deck.push(span),
                    Role::Byline => envelope.byline.push(span),
                    Role::Desk => envelope.note(text, line.span.clone()),
                    Role::Text => {
                        all[at].span = span;
                        break;
                    }
                }
                false
            }
        };
        all[at].span = all[at].span.start..all[at].span.start;
        at += 1;
    }
    envelope
}

impl Envelope {
    /// A row between STX and `=`: the headline, or a byline or a note that stands with it.
    fn add_headline(&mut self, text: &str, span: Span) {
        let words = &text[span.clone()];
        if byline::by(words).is_some() {
            self.byline.push(span);
        } else if words.starts_with('(') || words.len() <= 12 && state::of_slug(words).is_some() {
            self.note(text, span);
        } else {
            self.headline.push(span);
        }
    }
}

/// A line between `^` and `<` or `=`, by its words.
fn marked_line(text: &str, span: Span, envelope: &mut Envelope) {
    let words = &text[span.clone()];
    let notes = [
        "ap photo",
        "ap video",
        "ap graphic",
        "ap audio",
        "eds:",
        "(eds:",
        "eds.",
        "editor's note",
        "editors' note",
        "editors:",
        "with ",
        "for release",
        "embargoed",
        "photo",
        "reuters photo",
    ];
    let opens = |opening: &&str| byline::head(words, opening).is_some();
    let code = words.split_whitespace().next().is_some_and(|first| {
        first.len() > 3 && first.contains("--") && first.starts_with(|c: char| c.is_ascii_uppercase())
    });
    if is_slug(words) || code {
        if envelope.slugline.is_none() {
            envelope.slugline = Some(span.clone());
            envelope.state = state::of_slug(words).map(|state| Spanned::new(state, span));
        } else {
            envelope.note(text, span);
        }
    } else if words.is_empty() {
    } else if notes.iter().any(opens) {
        envelope.desk.push(span);
    } else if byline::by(words).is_some() && envelope.byline.is_empty() || envelope.byline.len() == 1 {
        envelope.byline.push(span);
    } else if envelope.headline.is_empty() {
        envelope.headline.push(span);
    } else {
        envelope.desk.push(span);
    }
}

/// The words between an envelope's marks: without `^` before and `<`, `=` or `+` after them.
fn inner(text: &str, span: &Span) -> Span {
    let words = &text[span.clone()];
    let start = span.end - words.trim_start_matches(['^', ' ']).len();
    let end = start.max(span.start + words.trim_end_matches(['<', '=', ' ']).len());
    lines::trimmed(text, start..end)
}

/// The key in a service line: `r a BC-US--Harbour-Fees 1stLd-Writethru 11-13 1693`.
fn slug(text: &str, span: &Span) -> Option<Span> {
    let words = &text[span.clone()];
    let at = ["BC-", "AM-", "PM-"].iter().filter_map(|opening| words.find(opening)).min()?;
    let end = words[at..].find(char::is_whitespace).map_or(words.len(), |end| at + end);
    Some(span.start + at..span.start + end)
}

/// Takes the lines after ETX, which hold the service's time or code.
fn foot(raw: &str, text: &str, all: &mut [Line], envelope: &mut Envelope) {
    let near = raw.floor_char_boundary(raw.len().saturating_sub(400));
    let Some(etx) = memchr::memrchr(3, &raw.as_bytes()[near..]).map(|etx| near + etx) else { return };
    let Some(from) = all.iter().rposition(|line| line.span.start <= etx && !line.is_blank()).or(Some(0)) else {
        return;
    };
    for line in &mut all[from..] {
        let start = line.span.start.max(etx);
        if line.is_blank() || line.span.end <= etx {
            continue;
        }
        let code = inner(text, &lines::trimmed(text, start..line.span.end));
        if !code.is_empty() {
            envelope.desk.push(code);
        }
        line.span = lines::trimmed(text, line.span.start..start);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(raw: &str) -> (Vec<String>, String) {
        let signs = Signs::of(raw);
        let text = lines::tidy(raw, signs);
        let mut all = lines::lines(&text, signs);
        let envelope = take(raw, signs, &text, &mut all);
        let shown = |span: &Span| text[span.clone()].to_owned();
        let mut found: Vec<String> = envelope.headline.iter().map(|span| format!("headline {}", shown(span))).collect();
        found.extend(envelope.byline.iter().map(|span| format!("byline {}", shown(span))));
        found.extend(envelope.slugline.iter().map(|span| format!("slugline {}", shown(span))));
        found.extend(envelope.desk.iter().map(|span| format!("desk {}", shown(span))));
        found.extend(envelope.state.iter().map(|state| format!("state {}", state.value.name())));
        let rest: Vec<_> = all.iter().filter(|line| !line.is_blank()).map(|line| &text[line.span.clone()]).collect();
        (found, rest.join("|"))
    }

    #[test]
    fn anpa_headers_are_taken_apart() {
        let raw = "\u{16}\u{16}\u{1}W2607\u{1f}asian\r\nr a\u{13}\u{11} BC-EU--Ferry-Fees 1stLd-Writethru   11-13 1693\r\n\
            \u{2}^BC-EU--Ferry Fees, 1st Ld-Writethru,1140<\r\n^Ferry fees to rise in the spring<\r\n^Eds: With AP Photos.<\r\n\
            ^By ANA REIS=\r\n^Associated Press=\r\n\t   PORT MARE (AP) _ Fees rise.\r\n\t   \u{3}AP-WF-11-13-13 0745GMT<\r\n\u{c}\r\n\u{4}";
        let (found, rest) = read(raw);
        assert_eq!(rest, "PORT MARE (AP) _ Fees rise.");
        for expected in [
            "headline Ferry fees to rise in the spring",
            "byline By ANA REIS",
            "byline Associated Press",
            "slugline BC-EU--Ferry-Fees",
            "desk Eds: With AP Photos.",
            "desk AP-WF-11-13-13 0745GMT",
            "state update",
        ] {
            assert!(found.iter().any(|line| line == expected), "{expected}: {found:?}");
        }
    }

    #[test]
    fn iptc_headers_are_taken_apart() {
        let (found, rest) = read(
            "\u{1}eca062 4 i 211 ccccb   dpa 061\r\n\nHarbour-fees/\r\n\u{2}Ferry fees to rise, says the board,\r\nand boats may stay away =\r\nBy Ana Reis, dpa  =\r\n\n   Port Mare (dpa) - Fees.\r\n",
        );
        assert_eq!(rest, "Port Mare (dpa) - Fees.", "{found:?}");
        assert!(found.contains(&"byline By Ana Reis, dpa".to_owned()), "{found:?}");
        assert!(found.contains(&"headline and boats may stay away".to_owned()), "{found:?}");
        assert!(found.contains(&"slugline Harbour-fees/".to_owned()), "{found:?}");
    }

    #[test]
    fn plain_copy_has_no_envelope() {
        let (found, rest) = read("Ferries sail again\n\nPORT MARE, May 4 - It\n");
        assert_eq!((found.len(), rest.as_str()), (0, "Ferries sail again|PORT MARE, May 4 - It"));
    }
}
