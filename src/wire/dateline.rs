//! The dateline: place, date and agency that open the first paragraph.
//!
//! ```text
//! dateline = ["****"] [agency dash] [place] sep ( date [sep agency] | agency ) close
//!          | place ( dash | "." | ":" )
//! place    = name { ("," | "/" | "and") name } [ "(" region ")" | "/" region "/" ]
//! agency   = "(" name ")" | "/" name "/" | "[" name "]" | known name
//! close    = "-" | "--" | "—" | "–" | "―" | "_" | ":" | ".-" | nothing, after an agency that is known
//! ```
//!
//! A place may be anything before a date or an agency, so these are looked for first, from left to
//! right, and the words before them are then asked whether they can be a place. What has neither
//! is a dateline only where the place is certain.

pub(crate) mod agency;
mod closed;
pub(crate) mod date;
pub(crate) mod east;
pub(crate) mod order;
pub(crate) mod place;
mod sign;
#[cfg(test)]
mod tests;
mod writer;

use super::lines::has;
use crate::source::Span;
use closed::{by_agency, by_colon, by_dash, by_date, by_stop};
use date::Printed;
use sign::{dash, is_dash, region, skip};

/// A part of a dateline with its place in the text that was given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Part<T> {
    /// What it says.
    pub(crate) value: T,
    /// Where.
    pub(crate) span: Span,
}

/// A dateline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Dateline {
    /// The words of it, without the white space around them.
    pub(crate) span: Span,
    /// Where the copy goes on.
    pub(crate) end: usize,
    /// The place as printed, its white space folded.
    pub(crate) place: Option<Part<String>>,
    /// The day.
    pub(crate) date: Option<Part<Printed>>,
    /// The agency, in the table's spelling.
    pub(crate) agency: Option<Part<String>>,
    /// Who wrote, where the dateline opens with it.
    pub(crate) byline: Option<Part<String>>,
    /// Whether a date or an agency vouches for it.
    pub(crate) strong: bool,
}

impl Dateline {
    /// One of nothing but a place, for which nothing else vouches; the copy goes on at `end`.
    pub(crate) const fn of_place(place: Part<String>, end: usize) -> Self {
        Self { span: 0..0, end, place: Some(place), date: None, agency: None, byline: None, strong: false }
    }
}

/// How far into a paragraph a date or an agency is looked for, in bytes.
const REACH: usize = 140;
/// No name of an agency's desk is longer, in bytes.
const DESK: usize = 40;
/// How much of a paragraph is looked at in all.
const WINDOW: usize = 400;

/// Reads the dateline that a paragraph opens with.
pub(crate) fn read(paragraph: &str) -> Option<Dateline> {
    let window = &paragraph[..paragraph.floor_char_boundary(WINDOW)];
    if !may_stand(window) {
        return None;
    }
    let start = window.len() - window.trim_start_matches(|c: char| c.is_whitespace() || c == '*').len();
    let text = Text { whole: window, complete: window.len() == paragraph.len(), dated: date::may_stand(window) };
    let found = east::read(&text, start).or_else(|| prefixed(&text, start)).or_else(|| full(&text, start));
    let mut found = found.or_else(|| by_stop(&text, start)).or_else(|| by_colon(&text, start))?;
    let typed = window[..found.end].trim_end();
    found.span = window.len() - window.trim_start().len()..typed.len();
    found.end = found.end.max(found.span.end);
    if let (Some(date), Some(place)) = (&mut found.date, &found.place)
        && let Some(day) = order::by_place(order::numbers(&window[date.span.clone()]), date.value, &place.value)
    {
        date.value = day;
    }
    Some(writer::apart(window, found))
}

/// Whether a dateline may stand in a text: a date, or a sign that parts a place or an agency from what follows. Most
/// headlines have neither.
fn may_stand(window: &str) -> bool {
    let sign = |byte: u8| {
        (byte.wrapping_sub(b'-') <= b':' - b'-') | (byte == b'(') | (byte == b'[') | (byte == b'_') | !byte.is_ascii()
    };
    has(window.as_bytes(), sign) || window.contains(date::NONE)
}

/// The text that is read.
struct Text<'a> {
    whole: &'a str,
    /// Whether it is all of the paragraph.
    complete: bool,
    /// Whether a date may stand in it.
    dated: bool,
}

impl<'a> Text<'a> {
    fn from(&self, at: usize) -> &'a str {
        &self.whole[at..]
    }

    /// The offset at which a rest begins.
    fn at(&self, rest: &str) -> usize {
        self.whole.len() - rest.len()
    }

    /// An agency by its name, which stands in a rest.
    fn agency(&self, rest: &str, name: &str) -> Option<Part<String>> {
        let from = self.at(rest) + rest.find(name)?;
        Some(Part { value: agency::shown(name), span: from..from + name.len() })
    }
}

/// `agency dash [dateline]`: `(ANSA) - Rome, October 11 - `, `AP - `, `SPACE.com - TORONTO, Canada -- `.
fn prefixed(text: &Text<'_>, start: usize) -> Option<Dateline> {
    let rest = text.from(start);
    let group = || agency::group(rest).filter(|(name, _)| agency::known(name) || agency::plausible(name));
    let (name, after) = group().or_else(|| agency::bare(rest))?;
    // `OTS-ORIGINALTEXT`, `INTERFAX-NORWICK -`: a hyphen between two words is none, and what follows may belong to the name.
    let hyphen = after.strip_prefix('-').filter(|rest| rest.starts_with(char::is_alphabetic));
    let (name, after) = match hyphen {
        Some(further) => desk_of(rest, further)?,
        None => (name, after),
    };
    let after = dash(skip(after, &[]))?;
    let signature = text.agency(rest, name)?;
    let second = full(text, text.at(skip(after, &[])));
    // A place and a day vouch for an agency that nobody knows.
    let vouched = |found: &Dateline| found.date.is_some() && found.place.is_some();
    if hyphen.is_none() && !agency::known(name) && !second.as_ref().is_some_and(vouched) {
        return None;
    }
    let mut found = second.unwrap_or(Dateline {
        span: 0..0,
        end: text.at(after),
        place: None,
        date: None,
        agency: None,
        byline: None,
        strong: true,
    });
    found.agency = found.agency.or(Some(signature));
    found.strong = true;
    Some(found)
}

/// An agency and its desk behind a hyphen, in capitals, up to a dash between spaces: `INTERFAX-NORD OST | - …`.
fn desk_of<'a>(rest: &'a str, further: &str) -> Option<(&'a str, &'a str)> {
    let window = &further[..further.floor_char_boundary(DESK)];
    let end = window.find(" - ").or_else(|| window.find(" – ")).or_else(|| window.find(" — "))?;
    let at = rest.len() - further.len() + end;
    place::shouted(&window[..end]).then(|| rest.split_at(at))
}

/// Goes from word to word until a date or an agency closes a dateline.
fn full(text: &Text<'_>, start: usize) -> Option<Dateline> {
    let mut at = start;
    while at <= start + REACH && at < text.whole.len() {
        let rest = text.from(at);
        let next = rest.chars().next()?;
        if matches!(next, '(' | '[' | '/') {
            if let Some(found) = by_agency(text, start, at) {
                return Some(found);
            }
            if let Some(after) = region(rest) {
                at = text.at(after);
                continue;
            }
        } else if let Some(after) = dash(rest).filter(|_| is_dash(text, at)) {
            return by_dash(text, start, at, after);
        } else if text.dated
            && next.is_alphanumeric()
            && date::may_begin(rest)
            && let Some(found) = by_date(text, start, at)
        {
            return Some(found);
        } else if matches!(next, '"' | '“' | '„' | '«' | '?' | '!' | ';') || is_copy(rest) {
            return None;
        }
        at = next_word(text, at);
    }
    None
}

/// Whether a word in small letters begins here that no place has in it: what is read is copy.
fn is_copy(rest: &str) -> bool {
    if !rest.starts_with(char::is_lowercase) {
        return false;
    }
    let end = rest.find(|c: char| !c.is_alphabetic() && !matches!(c, '\'' | '’')).unwrap_or(rest.len());
    !place::is_small(&rest[..end]) && date::small(rest).and_then(date::date).is_none() && date::weekday(rest).is_none()
}

/// The next place at which a word, a mark or a dash begins.
fn next_word(text: &Text<'_>, at: usize) -> usize {
    // Most words are of ASCII, and a space and another word follow.
    let bytes = &text.whole.as_bytes()[at..];
    let word = bytes.iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
    if let [b' ', next, ..] = bytes[word..]
        && word > 0
        && next.is_ascii_alphanumeric()
    {
        return at + word + 1;
    }
    let mut chars = text.from(at).char_indices();
    let opening = |c: char| matches!(c, '(' | '[' | '—' | '–' | '―' | '"' | '“');
    let first = chars.next();
    let mut word = first.is_some_and(|(_, c)| c.is_alphanumeric());
    for (offset, c) in chars {
        let begins = c.is_alphanumeric() && !word;
        if begins || opening(c) || (!word && matches!(c, '-' | '_' | '/')) || (word && matches!(c, '-' | '/' | '_')) {
            return at + offset;
        }
        word = c.is_alphanumeric() || (word && matches!(c, '\'' | '’'));
    }
    text.whole.len()
}
