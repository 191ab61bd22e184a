//! The signs between the parts of a dateline and at its end: dashes of every make, colons, obliques.

use super::{Text, agency, date};

/// `[Syria]`, `(NICARAGUA)`, `/Moscow Region/` after a place: what stands before a comma or a date.
pub(super) fn region(rest: &str) -> Option<&str> {
    let (_, after) = agency::group(rest)?;
    let further = skip(after, &[]);
    (further.starts_with(',') || date::date(further).is_some()).then_some(after)
}

/// Where the copy goes on after an agency; `None` where nothing closes the dateline.
pub(super) fn close(text: &Text<'_>, behind: &str, known: bool) -> Option<usize> {
    // `**NORWICK (AP)** — `: the marks of a page's bold letters.
    let rest = skip(behind, &['.', ',', '*']);
    if let Some(after) = dash_or_colon(rest) {
        return Some(text.at(after));
    }
    // Belga parts its datelines from the copy by a sign of equality.
    if let Some(after) = rest.strip_prefix("= ").filter(|_| known) {
        return Some(text.at(after));
    }
    let dotted = rest.len() < behind.len();
    let opens = |c: char| {
        !c.is_lowercase()
            && (c.is_alphanumeric() || matches!(c, '"' | '“' | '«' | '„' | '‘' | '\'' | '`' | '[' | '(' | '$'))
    };
    let goes_on = (rest.is_empty() && text.complete) || rest.starts_with(opens);
    // `London (CNN)Police said`: the space was lost.
    let glued = known && rest.len() == behind.len() && rest.starts_with(char::is_uppercase);
    (glued || known && dotted && goes_on)
        .then(|| text.at(rest))
        .or_else(|| (rest.is_empty() && text.complete).then_some(text.whole.len()))
}

/// Whether a single hyphen follows a date and touches the words on both sides (`Feb 26-It`).
pub(super) fn is_tight(after: &str) -> bool {
    after.starts_with('-') && !after.starts_with("--") && !after[1..].starts_with(char::is_whitespace)
}

/// Whether the dash at `at` parts words; a hyphen inside a word does not.
pub(super) fn is_dash(text: &Text<'_>, at: usize) -> bool {
    let rest = text.from(at);
    !rest.starts_with('-') && !rest.starts_with('_') || is_spaced_dash(text, rest) || rest.starts_with("--")
}

/// Whether white space stands before or after the dash that a rest begins with.
pub(super) fn is_spaced_dash(text: &Text<'_>, rest: &str) -> bool {
    let rest = skip(rest, &[]);
    let before = text.whole[..text.at(rest)].chars().next_back().is_none_or(char::is_whitespace);
    dash(rest).is_some_and(|after| before || after.starts_with(char::is_whitespace))
}

/// One dash or a run of them.
pub(super) fn dash(text: &str) -> Option<&str> {
    let rest = text.trim_start_matches(['-', '–', '—', '―', '‒', '_', '−']);
    (rest.len() < text.len()).then_some(rest)
}

pub(super) fn dash_or_colon(text: &str) -> Option<&str> {
    dash(text).or_else(|| text.strip_prefix(':'))
}

/// Skips white space and the given marks.
pub(super) fn skip<'a>(text: &'a str, marks: &[char]) -> &'a str {
    text.trim_start_matches(|c: char| c.is_whitespace() || marks.contains(&c))
}
