//! The foot of a story: end marks, service codes, and who reported, wrote and edited.
//!
//! ```text
//! foot = { mark | code | notice | credit | rule } [ back-matter ]
//! ```
//!
//! The foot is read from the last line up, until a line is none of these. What is taken goes to the desk.

use super::furniture;
use super::lines::folded;
use super::paragraphs::{Join, Paragraph};
use super::stamp;
use crate::source::Span;

mod back;
mod credit;
mod label;
mod notice;
mod sign;

pub(super) use back::{is_disclaimer, is_leave};
pub(super) use label::small_words;
pub(super) use sign::{is_end, is_rule, is_zone};

/// What was taken from the foot, from the top down.
#[derive(Debug, Default)]
pub(super) struct Foot {
    /// Marks and notes.
    pub(super) desk: Vec<Span>,
    /// Whether more is to come (`MORE`).
    pub(super) more: Option<Span>,
    /// Who reported or wrote, and where it says so.
    pub(super) writers: Vec<(String, Span)>,
    /// How many paragraphs before the end the last take's words end.
    pub(super) credits: Vec<Span>,
}

/// What a line of the foot is.
enum Sort {
    /// A row of signs, which no desk needs.
    Rule,
    /// More is to come.
    More,
    /// Who worked on the story; those who wrote.
    Credit(Vec<String>),
    /// A mark, a code, a notice.
    Mark,
}

/// How many lines at the foot are looked at.
const DEPTH: usize = 20;
/// No line of the foot is longer, in bytes.
const LONGEST: usize = 1_200;

/// Takes the foot off a story; `mailed` says that the header of a mail stood above it.
pub(super) fn take(text: &str, paragraphs: &mut Vec<Paragraph>, mailed: bool) -> Foot {
    let mut foot = Foot::default();
    back::take(text, paragraphs, mailed, &mut foot.desk);
    let mut steps = 0;
    while steps < DEPTH && paragraphs.len() > 1 && step(text, paragraphs, &mut foot) {
        steps += 1;
    }
    if paragraphs.len() == 1 {
        row(text, paragraphs, &mut foot);
    }
    foot.desk.reverse();
    foot.writers.reverse();
    foot
}

/// What a line of the foot is, if it is one. `deep` says that something below it was taken already.
fn sort(words: &str, deep: bool) -> Option<Sort> {
    if words.len() > LONGEST {
        None
    } else if is_rule(words) {
        Some(Sort::Rule)
    } else if sign::is_more(words) {
        Some(Sort::More)
    } else if let Some(writers) = credit::writers(words).or_else(|| label::writers(words)) {
        Some(Sort::Credit(writers))
    } else {
        let mark = sign::is_mark(words)
            || sign::is_code(words)
            || stamp::is_posted(words)
            || deep && sign::is_number(words)
            || notice::is_notice(words)
            || label::is_labelled(words)
            || furniture::is_pointer(words) && words.chars().count() <= 40;
        mark.then_some(Sort::Mark)
    }
}

impl Foot {
    fn keep(&mut self, sort: Sort, span: Span) {
        match sort {
            Sort::Rule => return,
            Sort::More => self.more = Some(span.clone()),
            Sort::Credit(writers) => {
                self.writers.extend(writers.into_iter().rev().map(|name| (name, span.clone())));
                self.credits.push(span.clone());
            }
            Sort::Mark => {}
        }
        self.desk.push(span);
    }
}

/// Takes the last paragraph, or the last row of it, if it belongs to the foot.
fn step(text: &str, paragraphs: &mut Vec<Paragraph>, foot: &mut Foot) -> bool {
    let Some(last) = paragraphs.last() else { return false };
    let span = last.span();
    if span.len() <= LONGEST
        && let Some(sort) = sort(&last.flat(text), !foot.desk.is_empty())
    {
        foot.keep(sort, span);
        paragraphs.pop();
        return true;
    }
    row(text, paragraphs, foot) || tail(text, paragraphs, foot)
}

/// Takes the last row of the last paragraph if it belongs to the foot: ` Reuter` under the last line.
fn row(text: &str, paragraphs: &mut [Paragraph], foot: &mut Foot) -> bool {
    let Some(last) = paragraphs.last_mut().filter(|last| last.rows.len() > 1) else { return false };
    let Some(row) = last.rows.last().cloned() else { return false };
    match sort(&text[row.span.clone()], !foot.desk.is_empty()) {
        None | Some(Sort::Rule) => return false,
        // In wrapped copy any words may come to stand at the head of a line.
        Some(Sort::Credit(_)) if row.join != Join::Break => return false,
        Some(sort) => foot.keep(sort, row.span),
    }
    last.rows.pop();
    true
}

/// Takes a credit in brackets or a mark off the end of the last paragraph's words.
fn tail(text: &str, paragraphs: &mut Vec<Paragraph>, foot: &mut Foot) -> bool {
    let Some(last) = paragraphs.last_mut() else { return false };
    let span = last.span();
    let from = text.floor_char_boundary(span.end.saturating_sub(800).max(span.start));
    let window = &text[from..span.end];
    let Some(at) = bracket(window).or_else(|| sign::trailing(window)) else { return false };
    let flat = folded(&window[at..]);
    let taken = from + at..span.end;
    let sort = match credit::writers(&flat) {
        Some(writers) => Sort::Credit(writers),
        None if sign::is_signature(&flat)
            || sign::is_mark(&flat)
            || flat.starts_with("((")
            || flat.starts_with('/') =>
        {
            Sort::Mark
        }
        None => return false,
    };
    foot.keep(sort, taken.clone());
    if !last.cut_after(text, taken.start) {
        paragraphs.pop();
    }
    true
}

/// Where the brackets open with which a paragraph ends.
fn bracket(window: &str) -> Option<usize> {
    if window.ends_with('）') {
        return window.rfind('（');
    }
    let at = window.rfind('(').filter(|_| window.ends_with(')') || window.ends_with(")."))?;
    Some(if window[..at].ends_with('(') { at - 1 } else { at })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::signs::Signs;
    use crate::wire::{lines, paragraphs};

    fn foot(text: &str) -> (usize, Vec<&str>, Vec<String>) {
        let mut paragraphs = paragraphs::join(text, &lines::lines(text, Signs::of(text)));
        let foot = take(text, &mut paragraphs, false);
        (
            paragraphs.len(),
            foot.desk.iter().map(|span| &text[span.clone()]).collect(),
            foot.writers.into_iter().map(|(name, _)| name).collect(),
        )
    }

    #[test]
    fn marks_of_every_agency_come_off() {
        let marks = [
            "Reuter",
            "REUTER",
            "ENDS",
            "ends",
            "-30-",
            "###",
            "==Kyodo",
            "(SDA/sj)",
            "dpa pre yyhe n1 deg",
            "AFP sn",
            "Enditem",
            "Fin",
            "MORE",
            "AP-WF-08-29-16 1626GMT",
            "KWS-21:37-09-12-18",
            "091223 dec 18",
            "131137 GMT Nov 13",
            "Tags",
            "(ENDALL)",
            "((ana.reis@example.org;))",
            "(END)",
        ];
        for mark in marks {
            let text = format!("The ferry sailed.\n\nIt came back.\n\n{mark}\n");
            let (left, desk, _) = foot(&text);
            assert_eq!((left, desk), (2, vec![mark]), "{mark}");
        }
        for copy in ["He said no more.", "The end of the line", "Ends meet", "A quay"] {
            let text = format!("The ferry sailed.\n\n{copy}\n");
            assert_eq!(foot(&text).0, 2, "{copy}");
        }
    }

    #[test]
    fn credits_name_the_writers() {
        let (left, desk, writers) =
            foot("A ferry.\n\nIt sailed. (Reporting by Ana Reis and Tom Ek; Editing by Eva Holm)");
        assert_eq!((left, desk.len()), (2, 1));
        assert_eq!(writers, ["Ana Reis", "Tom Ek"]);
        let (_, _, writers) = foot(
            "A ferry.\n\nIt sailed.\n\n(Reporting by Ana Reis, additional reporting by Tom Ek, editing by Eva Holm)",
        );
        assert_eq!(writers, ["Ana Reis"]);
        let (_, _, writers) = foot("A ferry.\n\nIt sailed.\n\nWriting by Ana Reis\n\nEditing by Eva Holm");
        assert_eq!(writers, ["Ana Reis"]);
    }

    #[test]
    fn a_mark_under_wrapped_copy_comes_off() {
        let text = "FERRIES SAIL AGAIN\n    PORT MARE, May 4 - Ferries sailed again on the route to the\nislands, and the harbour board said it was a good day for every\none of its boats.\n Reuter\n";
        assert_eq!(foot(text).1, ["Reuter"]);
    }
}
