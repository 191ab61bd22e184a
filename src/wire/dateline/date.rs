//! The day of a dateline, in the ways agencies print it.

use super::skip;
use crate::wire::language;
use crate::wire::lines::has;
use crate::wire::openings::Openings;
use std::sync::LazyLock;

/// A day as printed: a month, often a day, sometimes a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Printed {
    /// The year, where it is printed.
    pub(crate) year: Option<i16>,
    /// The month, from 1; 0 where the place of the date says that there is none (`NO DATE`).
    pub(crate) month: i8,
    /// The day of the month.
    pub(crate) day: Option<i8>,
    /// Whether the month was misspelt (`Narch`).
    pub(crate) misspelt: bool,
}

impl Printed {
    /// The day with its two numbers in the other order.
    pub(crate) fn turned(self) -> Option<Self> {
        Some(Self { month: self.day?, day: Some(self.month), ..self })
    }

    /// A whole date.
    pub(crate) fn of(date: jiff::civil::Date) -> Self {
        Self { year: Some(date.year()), month: date.month(), day: Some(date.day()), misspelt: false }
    }

    /// The day as a date, where the year is printed and the day exists.
    pub(crate) fn date(self) -> Option<jiff::civil::Date> {
        self.in_year(self.year?)
    }

    /// The day in a given year, if it exists.
    pub(crate) fn in_year(self, year: i16) -> Option<jiff::civil::Date> {
        jiff::civil::Date::new(year, self.month, self.day?).ok()
    }
}

/// ```text
/// date = [ weekday [","] ] ( month-day | day-month | iso | dotted | year-first )
/// ```
pub(crate) fn date(text: &str) -> Option<(Printed, &str)> {
    let near = &text.as_bytes()[..text.len().min(REACH)];
    if !near.iter().fold(false, |found, byte| found | byte.is_ascii_digit()) {
        return None;
    }
    plain(text).or_else(|| {
        let (_, rest) = word(text).filter(|(day, _)| language::is_day(day) || short_weekday(day))?;
        plain(skip(rest, &[',', '.']))
    })
}

/// A date without the weekday before it.
fn plain(text: &str) -> Option<(Printed, &str)> {
    // A word can only be the month.
    if text.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return month_day(text);
    }
    day_month(text)
        .or_else(|| month_day(text))
        .or_else(|| numbers(text))
        .or_else(|| oblique(text))
        .or_else(|| year_first(text))
}

/// Whether a date, a month with its dash or the words for none may begin here: with a digit, with a word that no other
/// word follows, or with a weekday.
pub(super) fn may_begin(text: &str) -> bool {
    let Some((first, rest)) = word(text) else { return true };
    let next = rest.trim_start_matches([' ', '.', ',']);
    !next.starts_with(|c: char| c.is_ascii_alphabetic())
        || language::is_day(first)
        || short_weekday(first)
        || text.starts_with(NONE)
}

/// A date has a digit within so many bytes.
const REACH: usize = 64;

/// Whether a date may stand anywhere in a text: a digit, the dash after a month, or the words for none.
pub(super) fn may_stand(text: &str) -> bool {
    let dashed = |byte: u8| byte.is_ascii_digit() | (byte == b'-') | (byte == b'_') | (byte == 0xE2);
    has(text.as_bytes(), dashed) || text.contains(NONE)
}

/// What stands in place of a date that FBIS does not know.
pub(super) const NONE: &str = "NO DATE";

/// `NO DATE`.
pub(crate) fn none(text: &str) -> Option<(Printed, &str)> {
    let rest = text.strip_prefix(NONE)?;
    Some((Printed { year: None, month: 0, day: None, misspelt: false }, rest))
}

/// A month without a day: `CHICAGO, April -`. The caller asks for the dash.
pub(crate) fn month_only(text: &str) -> Option<(Printed, &str)> {
    let (word, rest) = word(text)?;
    let rest = rest.strip_prefix('.').unwrap_or(rest);
    super::dash(skip(rest, &[',']).trim_start_matches(|c: char| c.is_ascii_digit() || c.is_whitespace()))?;
    let month = language::month(word)?;
    let (year, rest) = year(rest).map_or((None, rest), |(year, rest)| (Some(year), rest));
    Some((Printed { year, month, day: None, misspelt: false }, rest))
}

/// `month-day = month ["."] day [ordinal] [ [","] year ]`
fn month_day(text: &str) -> Option<(Printed, &str)> {
    let (word, rest) = word(text)?;
    let rest = skip(rest, &['.']);
    let (day, rest) = day(rest)?;
    let (month, misspelt) = month(word)?;
    let rest = ordinal(rest);
    let (year, rest) = year(rest).map_or((None, rest), |(year, rest)| (Some(year), rest));
    Some((Printed { year, month, day: Some(day), misspelt }, rest))
}

/// `day-month = day [ordinal | "."] ["de" | "of"] month ["."] [ [","] year | two-digit-year ]`
fn day_month(text: &str) -> Option<(Printed, &str)> {
    let (day, rest) = day(text)?;
    let rest = skip(ordinal(rest), &['.']);
    let rest = ["de ", "of ", "di "].into_iter().find_map(|of| rest.strip_prefix(of)).unwrap_or(rest);
    let (word, rest) = word(rest)?;
    let month = language::month(word)?;
    let rest = rest.strip_prefix('.').unwrap_or(rest);
    let rest = if word.is_ascii() { rest } else { twice(rest, month) };
    let (year, rest) = year(rest).or_else(|| short_year(rest)).map_or((None, rest), |(year, rest)| (Some(year), rest));
    Some((Printed { year, month, day: Some(day), misspelt: false }, rest))
}

/// What follows the month's other name, where both are printed: `3 مارس آذار`, `3 مارس/آذار`.
fn twice(rest: &str, month: i8) -> &str {
    let again = word(rest.trim_start_matches([' ', '/'])).filter(|(other, _)| language::month(other) == Some(month));
    again.map_or(rest, |(_, after)| after)
}

/// `iso = year "-" month "-" day`; `dotted = day "." month "." year`
fn numbers(text: &str) -> Option<(Printed, &str)> {
    let end = text.find(|c: char| !c.is_ascii_digit() && c != '-' && c != '.').unwrap_or(text.len());
    let (token, rest) = text.split_at(end);
    let token = token.trim_end_matches('.');
    let rest = &text[token.len().min(text.len() - rest.len())..];
    let mut parts = token.split(['-', '.']).map(|part| (part.len(), part.parse::<i16>().ok()));
    let ((first_width, first), (_, second), (third_width, third)) = (parts.next()?, parts.next()?, parts.next()?);
    let (first, second, third) = (first?, second?, third?);
    let (year, day) = match (first_width, third_width) {
        (4, 1 | 2) => (first, third),
        (1 | 2, 4) => (third, first),
        // `4.3.26 (sda)`
        (1 | 2, 2) if !token.contains('-') && closes(rest) => (2000 + third, first),
        _ => return None,
    };
    let (second, day) = (i8::try_from(second).ok()?, i8::try_from(day).ok()?);
    // No month has such a number: `03.27.2026`.
    let (month, day) = if second > 12 && first_width <= 2 { (day, second) } else { (second, day) };
    // No month may have so many days; the story's reader says so.
    ((1..=12).contains(&month) && (1..=31).contains(&day) && parts.next().is_none())
        .then_some((Printed { year: Some(year), month, day: Some(day), misspelt: false }, rest))
}

/// `oblique = day "/" month ["/" year]`, before an agency in brackets, or before a dash where it has its year: `04/03
/// (BELGA)`, `04/03/2026 –`, `04/03/2026 14:20`. Those who write so put the day first, unless no month has such a number: `03/27/2026`.
fn oblique(text: &str) -> Option<(Printed, &str)> {
    let (first, rest) = day(text)?;
    let (second, rest) = day(rest.strip_prefix('/')?)?;
    let (day, month) = if second > 12 { (second, first) } else { (first, second) };
    let number = |rest| year(rest).or_else(|| short_year(rest));
    let (year, rest) = rest.strip_prefix('/').and_then(number).map_or((None, rest), |(year, rest)| (Some(year), rest));
    let printed = Printed { year, month, day: Some(day), misspelt: false };
    let clock = || skip(rest, &[',']).starts_with(|c: char| c.is_ascii_digit()) && rest.starts_with([' ', ',']);
    let closed = skip(rest, &[]).starts_with('(') || year.is_some() && (closes(rest) || clock());
    (month <= 12 && closed).then_some((printed, rest))
}

/// `year-first = year "." month day ["."]`, as MTI has it: `2026. március 4.`
fn year_first(text: &str) -> Option<(Printed, &str)> {
    let (year, rest) = year(text)?;
    let (month, rest) = word(skip(rest.strip_prefix('.')?, &[]))?;
    let month = language::month(month)?;
    let (day, rest) = day(skip(rest, &[]))?;
    Some((Printed { year: Some(year), month, day: Some(day), misspelt: false }, rest))
}

fn month(word: &str) -> Option<(i8, bool)> {
    let meant = || language::month_meant(&word.to_lowercase());
    language::month(word).map(|month| (month, false)).or_else(|| Some((meant()?, true)))
}

/// What stands after the name of a weekday.
pub(crate) fn weekday(text: &str) -> Option<&str> {
    let (word, rest) = word(text)?;
    language::is_day(word).then_some(rest)
}

/// The weekday that a date opens with, and the date without it.
pub(crate) fn on_weekday(typed: &str) -> Option<(i8, &str)> {
    let (word, rest) = word(typed)?;
    Some((language::weekday(word)?, skip(rest, &[',', '.'])))
}

/// Weekdays in short, which count only where a date follows.
const SHORT_DAYS: [&str; 18] = [
    "mon", "tue", "tues", "wed", "thu", "thur", "thurs", "fri", "sat", "sun", "mo", "di", "mi", "do", "fr", "sa", "so",
    "lun",
];

fn short_weekday(word: &str) -> bool {
    word.len() <= 5 && SHORT_DAYS.iter().any(|day| day.eq_ignore_ascii_case(word))
}

/// What stands after a small word between a place or a word and the date: `Norwick, le 4 mars 2026`.
pub(crate) fn small(text: &str) -> Option<&str> {
    SMALL.rest(text)
}

static SMALL: LazyLock<Openings> = LazyLock::new(|| {
    Openings::new(["le ", "den ", "am ", "on ", "em ", "el ", "il ", "the ", "dnia ", "ngày ", "på ", "d. "])
});

/// A run of letters.
pub(crate) fn word(text: &str) -> Option<(&str, &str)> {
    // Most letters are of ASCII.
    let plain = text.bytes().position(|byte| !byte.is_ascii_alphabetic()).unwrap_or(text.len());
    let rest = &text[plain..];
    let end = if rest.as_bytes().first().is_some_and(|byte| !byte.is_ascii()) {
        plain + rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len())
    } else {
        plain
    };
    (end > 0).then(|| text.split_at(end))
}

fn day(text: &str) -> Option<(i8, &str)> {
    let (number, rest) = digits(text)?;
    let day = number.parse().ok().filter(|day| (1..=31).contains(day))?;
    (number.len() <= 2).then_some((day, rest))
}

fn ordinal(text: &str) -> &str {
    // It touches the number.
    if text.starts_with([' ', '.', ',']) {
        return text;
    }
    let after = ["st", "nd", "rd", "th", "ST", "ND", "RD", "TH", "er", "º", "°"]
        .into_iter()
        .find_map(|end| text.strip_prefix(end));
    after.filter(|rest| !rest.starts_with(char::is_alphanumeric)).unwrap_or(text)
}

/// `year = [","] ["de"] four digits`
fn year(text: &str) -> Option<(i16, &str)> {
    let text = skip(text, &[',']);
    let text = ["de ", "del "].into_iter().find_map(|of| text.strip_prefix(of)).unwrap_or(text);
    let (number, rest) = digits(text)?;
    let year = number.parse().ok().filter(|year| (1850..2200).contains(year))?;
    (number.len() == 4).then_some((year, rest))
}

/// `3 JAN 90 --`: two digits count as a year only where a mark follows.
fn short_year(text: &str) -> Option<(i16, &str)> {
    let (number, rest) = digits(skip(text, &[]))?;
    let short: i16 = number.parse().ok().filter(|_| number.len() == 2)?;
    let century = if short >= 50 { 1900 } else { 2000 };
    closes(rest).then_some((century + short, rest))
}

/// Whether a mark follows that closes a date, or nothing.
fn closes(rest: &str) -> bool {
    let after = skip(rest, &[]);
    after.is_empty() || after.starts_with(['(', '[', '-', '–', '—'])
}

fn digits(text: &str) -> Option<(&str, &str)> {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    (end > 0).then(|| text.split_at(end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_in_every_manner() {
        let cases = [
            ("Feb 26 -", "?-2-26"),
            ("FEb 26", "?-2-26"),
            ("Narch 2 -", "?-3-2"),
            ("2 March -", "?-3-2"),
            ("May 04.", "?-5-4"),
            ("May 2nd.", "?-5-2"),
            ("Aug 29, 2014 (", "2014-8-29"),
            ("21 jan 2019 (", "2019-1-21"),
            ("10 juil 2024", "2024-7-10"),
            ("16 февраля.", "?-2-16"),
            ("3 JAN 90 --", "1990-1-3"),
            ("25 JAN (NA)", "?-1-25"),
            ("20th November, 2019)", "2019-11-20"),
            ("17 mag. -", "?-5-17"),
            ("Friday, May 4,", "?-5-4"),
            ("12 de mayo de 2021", "2021-5-12"),
            ("2020-02-07 -", "2020-2-7"),
            ("7.2.2020 -", "2020-2-7"),
            ("Wed 4 Mar 2026 14.20", "2026-3-4"),
            ("4.3.26 (sda)", "2026-3-4"),
            ("04/03/2026 (AFP)", "2026-3-4"),
            ("04/03 (BELGA)", "?-3-4"),
            ("04/03/2026 –", "2026-3-4"),
            ("03/27/2026 (XYZ)", "2026-3-27"),
            ("2026. március 4., szerda (MTI)", "2026-3-4"),
            ("4. března (ČTK)", "?-3-4"),
            ("4 marca (PAP)", "?-3-4"),
            ("4 Mart (AA)", "?-3-4"),
            ("3 مارس آذار (رويترز)", "?-3-3"),
        ];
        for (text, expected) in cases {
            let (day, _) = date(text).unwrap_or_else(|| panic!("{text}"));
            let year = day.year.map_or("?".into(), |year| year.to_string());
            assert_eq!(format!("{year}-{}-{}", day.month, day.day.unwrap_or(0)), expected, "{text}");
        }
        for text in
            ["Marching 2", "32 March", "March madness", "1.5 pct", "7.8015 -", "Report 4", "3/4 -", "27/27/2026 -"]
        {
            assert_eq!(date(text), None, "{text}");
        }
    }
}
