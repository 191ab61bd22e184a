//! Credits at the foot: who reported, wrote, edited and helped.
//!
//! ```text
//! credits = ["("] credit { (";" | "," | ".") credit } [")"]
//! credit  = ( "Reporting by" | "Editing by" | … ) names
//! ```

use super::label;
use crate::wire::byline;
use crate::wire::dateline::east;
use crate::wire::language;
use crate::wire::openings::Openings;
use memchr::memmem::Finder;
use std::sync::LazyLock;

/// What opens the foot's list of those who worked on a story. A bare `by` does so between brackets alone.
static CREDITS: LazyLock<Openings> = LazyLock::new(|| Openings::new(language::feet(|foot| foot.credits).chain([BY])));

/// Those of them that name who wrote.
static WROTE: LazyLock<Openings> = LazyLock::new(|| Openings::new(language::feet(|foot| foot.wrote).chain([BY])));

const BY: &str = "by ";

/// The writers that a credit names: `(Reporting by A and B; Editing by C)`.
pub(super) fn writers(words: &str) -> Option<Vec<String>> {
    if contributes(words) {
        return Some(Vec::new());
    }
    let bracketed = words.starts_with('(') && words.ends_with(')');
    let names = east::byline(words.trim_start_matches(['（', '(']).trim_end_matches(['）', ')']));
    if names.is_some() {
        return names;
    }
    let inner = words
        .trim_start_matches(['(', '-', '*', '—', '–', '_', ' ', '#', '【', '（'])
        .trim_end_matches([')', ' ', '.', '】', '）']);
    let opened = opening(inner);
    if opened.is_none() && !(bracketed && byline::head(inner, BY).is_some())
        || words.chars().count() > 600
        || !bracketed && inner.split_whitespace().count() > 40
    {
        return None;
    }
    // `Reporting by passengers led to a new rail.` is a sentence of the story.
    let lone = || {
        opened.is_some_and(|length| inner[length..].trim_start().starts_with(char::is_lowercase))
            && clauses(inner).len() == 1
    };
    // So is `编辑：这是他最喜欢的称呼。`
    if !bracketed && (words.ends_with('.') && !inner.contains(';') && lone() || label::is_sentence_of_signs(words)) {
        return None;
    }
    let mut writers = Vec::new();
    for part in inner.split([';', '\u{b7}']) {
        for part in clauses(part) {
            if let Some(names) = WROTE.rest(part) {
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
        let opened = opening(rest).unwrap_or(1);
        let starts = |at: &usize| rest[..*at].ends_with([',', '.', ' ']) && opening(&rest[*at..]).is_some();
        let Some(at) = rest.char_indices().map(|(at, _)| at).filter(|at| *at >= opened).find(starts) else { break };
        clauses.push(rest[..at].trim_end_matches([',', '.', ' ']));
        rest = &rest[at..];
    }
    clauses.push(rest);
    clauses
}

/// How long the credit is that words open with, but for a bare `by`.
fn opening(words: &str) -> Option<usize> {
    let opened = CREDITS.all(words).map(|(at, rest)| (at, words.len() - rest.len()));
    let opened = opened.filter(|(_, length)| !words[..*length].eq_ignore_ascii_case(BY));
    opened.min().map(|(_, length)| length)
}

/// What ends a line that names those who helped.
static CONTRIBUTED: LazyLock<Vec<Finder<'_>>> =
    LazyLock::new(|| language::feet(|foot| foot.contributed).map(Finder::new).collect());

/// `Wire writer Ana Reis in Porto contributed to this report.`, `Write to Ana Reis at ana@example.org`
fn contributes(words: &str) -> bool {
    let plain = words.trim_end_matches(['.', ')', ']', ' ']);
    // `… contributed to this report from Norwick and Port Mare.`
    let placed = |rest: &str| [" from ", " in "].iter().any(|word| rest.starts_with(word)) && !rest.contains(". ");
    let ends = |ending: &Finder<'_>| {
        let last = ending.find_iter(plain.as_bytes()).last().map(|at| &plain[at + ending.needle().len()..]);
        last.is_some_and(|rest| rest.is_empty() || placed(rest))
    };
    plain.len() <= 300 && CONTRIBUTED.iter().any(ends)
        || plain.len() <= 120 && plain.contains('@') && byline::head(words, "write to ").is_some()
}
