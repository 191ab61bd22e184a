//! The foot of a story: end marks, service codes, and who reported, wrote and edited.

use super::byline;
use super::dateline::agency;
use super::paragraphs::Paragraph;
use super::{furniture, language};
use crate::source::Span;

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

/// Words that close a story when they stand alone.
const MARKS: [&str; 36] = [
    "reuter",
    "reuters",
    "ends",
    "end",
    "endall",
    "enditem",
    "endit",
    "fin",
    "finis",
    "fine",
    "ende",
    "slut",
    "loppu",
    "final",
    "30",
    "nnnn",
    "kyodo",
    "tass",
    "efe",
    "dpa",
    "afp",
    "ap",
    "upi",
    "xinhua",
    "ansa",
    "bernama",
    "ntb",
    "stt",
    "tt",
    "конец",
    "end item",
    "end text",
    "end summary",
    "ends all",
    "schluss",
    "einde",
];

/// Words that say that more is to come.
const MORE: [&str; 7] = ["more", "mehr", "more to come", "more follows", "to be continued", "à suivre", "sigue"];

/// How many paragraphs at the foot are looked at.
const DEPTH: usize = 14;

/// Takes the foot off a story.
pub(super) fn take(text: &str, paragraphs: &mut Vec<Paragraph>) -> Foot {
    let mut foot = Foot::default();
    notebook(text, paragraphs, &mut foot);
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

/// A press agency's notebook under a story (`# Notebook`) belongs to the desk.
fn notebook(text: &str, paragraphs: &mut Vec<Paragraph>, foot: &mut Foot) {
    let from = paragraphs.len().saturating_sub(12).max(1);
    let opens = |paragraph: &Paragraph| {
        let line = &text[paragraph.rows[0].span.clone()];
        let bare = line.trim_matches(|c: char| !c.is_alphabetic());
        ["notebook", "notizblock", "dpa-notizblock", "notepad"].iter().any(|name| bare.eq_ignore_ascii_case(name))
    };
    if let Some(at) = paragraphs.get(from..).and_then(|tail| tail.iter().position(opens)) {
        foot.desk.extend(paragraphs.drain(from + at..).rev().map(|paragraph| paragraph.span()));
    }
}

/// Takes the last paragraph, or the last row of it, if it belongs to the foot.
fn step(text: &str, paragraphs: &mut Vec<Paragraph>, foot: &mut Foot) -> bool {
    let Some(last) = paragraphs.last() else { return false };
    let span = last.span();
    if span.len() > 1_200 {
        return row(text, paragraphs, foot) || tail(text, paragraphs, foot);
    }
    let words = last.flat(text);
    if is_rule(&words) {
        paragraphs.pop();
        return true;
    }
    if is_more(&words) {
        foot.more = Some(span.clone());
    } else if let Some(writers) = credits(&words) {
        foot.writers.extend(writers.into_iter().rev().map(|name| (name, span.clone())));
        foot.credits.push(span.clone());
    } else if !(is_mark(&words)
        || is_code(&words)
        || words.starts_with("((") && words.ends_with("))")
        || furniture::is_pointer(&words) && words.chars().count() <= 40)
    {
        return row(text, paragraphs, foot) || tail(text, paragraphs, foot);
    }
    foot.desk.push(span);
    paragraphs.pop();
    true
}

/// Takes the last row of the last paragraph if it is a mark: ` Reuter` under the last line.
fn row(text: &str, paragraphs: &mut [Paragraph], foot: &mut Foot) -> bool {
    let Some(last) = paragraphs.last_mut().filter(|last| last.rows.len() > 1) else { return false };
    let Some(span) = last.rows.last().map(|row| row.span.clone()) else { return false };
    let words = &text[span.clone()];
    if is_more(words) {
        foot.more = Some(span.clone());
    } else if !is_mark(words) && !is_code(words) {
        return false;
    }
    foot.desk.push(span);
    last.rows.pop();
    true
}

/// Takes a credit in brackets or a mark off the end of the last paragraph's words.
fn tail(text: &str, paragraphs: &mut [Paragraph], foot: &mut Foot) -> bool {
    let Some(last) = paragraphs.last_mut() else { return false };
    let span = last.span();
    let from = text.floor_char_boundary(span.end.saturating_sub(800).max(span.start));
    let window = &text[from..span.end];
    let Some(at) = window.ends_with(')').then(|| window.rfind('(')).flatten() else { return false };
    let at = if window[..at].ends_with('(') { at - 1 } else { at };
    let note = &window[at..];
    let flat = note.split_whitespace().collect::<Vec<_>>().join(" ");
    let taken = from + at..span.end;
    if let Some(writers) = credits(&flat) {
        foot.writers.extend(writers.into_iter().rev().map(|name| (name, taken.clone())));
        foot.credits.push(taken.clone());
    } else if !is_signature(&flat) && !is_mark(&flat) && !flat.starts_with("((") {
        return false;
    }
    foot.desk.push(taken.clone());
    last.cut_after(text, taken.start)
}

fn is_more(words: &str) -> bool {
    let bare = words.trim_matches(|c: char| !c.is_alphanumeric());
    !words.chars().any(char::is_lowercase) && MORE.contains(&bare.to_lowercase().as_str())
        || words.starts_with(['(', '-', '/']) && MORE.contains(&bare.to_lowercase().as_str())
}

/// `ENDS`, `-30-`, `###`, `==Kyodo`, `(SDA/sj)`, `dpa pre yyhe n1 deg`, `AFP sn`.
fn is_mark(words: &str) -> bool {
    if words.len() > 60 || words.is_empty() {
        return false;
    }
    let bare = words.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    if bare.is_empty() {
        return words.chars().all(|c| matches!(c, '#' | '=' | '*' | '+' | '-' | '\u{a0}' | ' '));
    }
    MARKS.contains(&bare.as_str()) && (bare != "30" || words.len() > 2) || is_signature(words) || is_initials(words)
}

/// `(SDA/sj)`, `==Kyodo`: an agency between marks, with initials or without.
fn is_signature(words: &str) -> bool {
    let inner = words.strip_prefix('(').and_then(|words| words.strip_suffix(')')).or_else(|| words.strip_prefix("=="));
    inner.is_some_and(|inner| {
        let mut parts = inner.split(['/', ' ', ',', '-']).filter(|part| !part.is_empty());
        let first = parts.next().unwrap_or("");
        inner.len() <= 40
            && agency::named(first.trim()).is_some()
            && parts.all(|part| part.len() <= 6 || agency::named(part).is_some())
    })
}

/// `dpa pre yyhe n1 deg`: an agency and the short signs of those who worked on it.
fn is_initials(words: &str) -> bool {
    let mut parts = words.split_whitespace();
    let first = parts.next().unwrap_or("");
    let count = parts.clone().count();
    let sign =
        |part: &str| part.len() <= 5 && part.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '/');
    (1..=8).contains(&count) && first.len() <= 8 && agency::named(first).is_some() && parts.all(sign)
}

/// `AP-WF-08-29-16 1626GMT`, `KWS-21:37-09-12-18`, `131137 GMT Nov 13`, `091223 dec 18`.
fn is_code(words: &str) -> bool {
    let digits = words.chars().filter(char::is_ascii_digit).count();
    if words.len() > 40 || digits < 4 || words.ends_with('.') {
        return false;
    }
    let first = words.split_whitespace().next().unwrap_or("");
    let coded = first.split(['-', ':']).count() >= 4
        && first.starts_with(|c: char| c.is_ascii_uppercase())
        && first.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || matches!(c, '-' | ':'));
    let stamped = first.len() == 6
        && first.chars().all(|c| c.is_ascii_digit())
        && words.split_whitespace().skip(1).all(|word| {
            word == "GMT" || word.parse::<u16>().is_ok() || language::month(&word.to_lowercase()).is_some()
        });
    coded || stamped && words.contains(' ')
}

/// A row of signs that parts a story from its foot: `___`, `* * *`.
pub(super) fn is_rule(words: &str) -> bool {
    let sign = |c: char| matches!(c, '_' | '*' | '-' | '=' | '~' | '—' | '–' | '•' | '·');
    words.len() <= 320
        && words.chars().all(|c| c.is_whitespace() || sign(c))
        && (3..=80).contains(&words.chars().filter(|c| sign(*c)).count())
}

/// What opens the foot's list of those who worked on a story.
const CREDITS: [&str; 30] = [
    "reporting by",
    "reporting and writing by",
    "reporting and editing by",
    "additional reporting by",
    "writing by",
    "written by",
    "editing by",
    "edited by",
    "compiled by",
    "produced by",
    "created by",
    "graphics by",
    "graphic by",
    "by ",
    "translated by",
    "additional writing by",
    "additional editing by",
    "reporter:",
    "reporting:",
    "editing:",
    "editor:",
    "desk:",
    "redaktion:",
    "editado por",
    "reportado por",
    "reporte de",
    "reportage de",
    "édité par",
    "bearbeitet von",
    "redigiert von",
];

/// Those of them that name who wrote.
const WROTE: [&str; 9] = [
    "reporting by",
    "reporting and writing by",
    "reporting and editing by",
    "writing by",
    "written by",
    "by ",
    "reportado por",
    "reporte de",
    "reportage de",
];

/// The writers that a credit names: `(Reporting by A and B; Editing by C)`.
fn credits(words: &str) -> Option<Vec<String>> {
    let bracketed = words.starts_with('(') && words.ends_with(')');
    let inner = words.trim_start_matches(['(', '-', '*', '—', '–', '_', ' ', '#']).trim_end_matches([')', ' ', '.']);
    let opening = CREDITS.into_iter().find(|opening| byline::head(inner, opening).is_some())?;
    if opening == "by " && !bracketed
        || words.chars().count() > 600
        || !bracketed && inner.split_whitespace().count() > 40
    {
        return None;
    }
    let mut writers = Vec::new();
    for part in inner.split([';', '\u{b7}']) {
        for part in clauses(part) {
            if let Some(names) = WROTE.into_iter().find_map(|wrote| byline::head(part, wrote)) {
                writers.extend(byline::names(names));
            }
        }
    }
    writers.dedup();
    Some(writers)
}

/// Cuts `Reporting by A, editing by B` where the second credit begins.
fn clauses(part: &str) -> Vec<&str> {
    let mut clauses = Vec::new();
    let mut rest = part.trim();
    loop {
        let opened = opening(rest).map_or(1, str::len);
        let starts = |at: &usize| rest[..*at].ends_with([',', '.', ' ']) && opening(&rest[*at..]).is_some();
        let Some(at) = rest.char_indices().map(|(at, _)| at).filter(|at| *at >= opened).find(starts) else { break };
        clauses.push(rest[..at].trim_end_matches([',', '.', ' ']));
        rest = &rest[at..];
    }
    clauses.push(rest);
    clauses
}

/// The credit that words open with, but for a bare `by`.
fn opening(words: &str) -> Option<&'static str> {
    CREDITS.into_iter().find(|opening| *opening != "by " && byline::head(words, opening).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::{lines, paragraphs};

    fn foot(text: &str) -> (usize, Vec<&str>, Vec<String>) {
        let mut paragraphs = paragraphs::join(text, &lines::lines(text));
        let foot = take(text, &mut paragraphs);
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
