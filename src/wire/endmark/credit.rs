//! Credits at the foot: who reported, wrote, edited and helped.
//!
//! ```text
//! credits = ["("] credit { (";" | "," | ".") credit } [")"]
//! credit  = ( "Reporting by" | "Editing by" | … ) names
//! ```

use crate::wire::byline;
use crate::wire::openings::Openings;
use std::sync::LazyLock;

/// What opens the foot's list of those who worked on a story.
const CREDITS: [&str; 42] = [
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
    "with assistance from",
    "with assistance by",
    "with contributions from",
    "with reporting by",
    "translator:",
    "translation:",
    "edição:",
    "edição de",
    "edición:",
    "traducción:",
    "pewarta:",
    "penulis:",
];

/// The same by their first letters.
static OPENINGS: LazyLock<Openings> = LazyLock::new(|| Openings::new(CREDITS));

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
pub(super) fn writers(words: &str) -> Option<Vec<String>> {
    if contributes(words) {
        return Some(Vec::new());
    }
    let bracketed = words.starts_with('(') && words.ends_with(')');
    let inner = words.trim_start_matches(['(', '-', '*', '—', '–', '_', ' ', '#']).trim_end_matches([')', ' ', '.']);
    let opening = OPENINGS.all(inner).map(|(at, _)| at).min()?;
    if CREDITS[opening] == "by " && !bracketed
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
    let openings = OPENINGS.all(words).map(|(at, _)| at).filter(|at| CREDITS[*at] != "by ");
    openings.min().map(|at| CREDITS[at])
}

/// `Wire writer Ana Reis in Porto contributed to this report.`, `Write to Ana Reis at ana@example.org`
fn contributes(words: &str) -> bool {
    const ENDINGS: [&str; 4] = [
        "contributed to this report",
        "contributed to this story",
        "contributed to this article",
        "contributed reporting",
    ];
    let plain = words.trim_end_matches(['.', ')', ']', ' ']);
    let ends = |ending: &str| plain.len() <= 300 && plain.ends_with(ending);
    ENDINGS.iter().any(|ending| ends(ending))
        || plain.len() <= 120 && plain.contains('@') && byline::head(words, "write to ").is_some()
}
