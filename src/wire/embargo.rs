//! When an embargo ends, as a line above the story says it: `EMBARGOED UNTIL 06:00 GMT, MARCH 5`.
//!
//! ```text
//! until = { word } ( clock [half] [zone] | date | weekday | word ) { … }
//! clock = hour ":" minutes | hour "." minutes | four digits | hour half | hour "Uhr" | "noon" | "midnight"
//! ```
//!
//! There must be one day, and at most one time on it. What is not plain gives nothing, and the story stays
//! on hold: a story that comes out an hour late is better than one that comes out an hour early.

use super::dateline::date;
use super::year;
use crate::document::When;
use jiff::civil::{Date, DateTime, Time};
use jiff::tz::{Offset, TimeZone};

/// Reads the end of an embargo. A day without a year is the one nearest to `near`.
pub(super) fn until(words: &str, near: Option<Date>) -> Option<When> {
    let mut found = Found::default();
    let mut rest = words;
    while let Some(start) = rest.find(|c: char| c.is_alphanumeric()) {
        rest = &rest[start..];
        let after = found.take(rest, near)?;
        rest = &rest[after..];
    }
    found.settle()
}

/// What was found so far.
#[derive(Default)]
struct Found {
    day: Option<Date>,
    time: Option<Time>,
    zone: Option<Zone>,
    /// Whether a time of day stands right before.
    timed: bool,
}

/// The zone that a time names.
#[derive(Clone, Copy)]
enum Zone {
    /// A fixed distance from Greenwich, in minutes.
    Fixed(i32),
    /// A place whose clocks change.
    Place(&'static str),
}

impl Found {
    /// Takes what the words open with and gives its length; nothing where it contradicts what was found.
    fn take(&mut self, words: &str, near: Option<Date>) -> Option<usize> {
        if let Ok(when @ When::Instant(_)) =
            When::parse(words.split(' ').next().unwrap_or_default().trim_end_matches(['.', ',']))
        {
            let utc = TimeZone::UTC.to_datetime(when.instant(&TimeZone::UTC));
            self.day(utc.date())?;
            self.time(utc.time())?;
            self.zone = Some(Zone::Fixed(0));
            return Some(words.find(' ').unwrap_or(words.len()));
        }
        if let Some((time, length)) = clock(words) {
            self.time(time)?;
            self.timed = true;
            return Some(length);
        }
        let timed = std::mem::take(&mut self.timed);
        if let Some((printed, rest)) = date::date(words).filter(|(printed, _)| !printed.misspelt) {
            let day = printed.date().or_else(|| year::near(printed, near?))?;
            self.day(day)?;
            return Some(words.len() - rest.len());
        }
        let end = words.find(|c: char| !c.is_alphanumeric() && c != '+').unwrap_or(words.len()).max(1);
        let word = &words[..end];
        let zone = zone(word).filter(|_| timed);
        let known = || AFTER_TIME.contains(&&*word.to_lowercase()) || date::weekday(word).is_some();
        // A number or a zone that is not understood may change everything.
        if word.starts_with(|c: char| c.is_ascii_digit()) || timed && zone.is_none() && !known() {
            return None;
        }
        self.zone = zone.or(self.zone);
        // `06:00 hrs GMT`
        self.timed = timed && zone.is_none();
        Some(end)
    }

    fn day(&mut self, day: Date) -> Option<()> {
        (self.day.replace(day).is_none_or(|before| before == day)).then_some(())
    }

    fn time(&mut self, time: Time) -> Option<()> {
        (self.time.replace(time).is_none_or(|before| before == time)).then_some(())
    }

    fn settle(self) -> Option<When> {
        let day = self.day?;
        let Some(time) = self.time else { return Some(When::Date(day)) };
        let civil = DateTime::from_parts(day, time);
        let zone = match self.zone {
            None => return Some(When::Civil(civil)),
            Some(Zone::Fixed(minutes)) => TimeZone::fixed(Offset::from_seconds(minutes * 60).ok()?),
            Some(Zone::Place(name)) => TimeZone::get(name).ok()?,
        };
        zone.to_ambiguous_timestamp(civil).later().ok().map(When::Instant)
    }
}

/// Words that may stand between a time of day and its zone or day.
const AFTER_TIME: [&str; 10] = ["hrs", "hours", "uhr", "h", "on", "am", "den", "le", "of", "the"];

/// A time of day and its length in the text.
fn clock(words: &str) -> Option<(Time, usize)> {
    for (word, hour) in [("noon", 12), ("midday", 12), ("midnight", 0)] {
        if words.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word)) {
            return Some((Time::new(hour, 0, 0, 0).ok()?, word.len()));
        }
    }
    let digits = words.bytes().take_while(u8::is_ascii_digit).count();
    let number = |text: &str| text.parse::<i8>().ok();
    let rest = &words[digits..];
    let parted = rest.strip_prefix([':', '.', 'h']).filter(|rest| {
        let minutes = rest.bytes().take_while(u8::is_ascii_digit).count();
        // `5.3.2026` is a day.
        minutes == 2 && !rest[2..].starts_with(['.', '-', '/'])
    });
    let (hour, minute, mut length, certain) = match (digits, parted) {
        (1 | 2, Some(minutes)) => (number(&words[..digits])?, number(&minutes[..2])?, digits + 3, true),
        (4, _) => (number(&words[..2])?, number(&words[2..4])?, 4, false),
        (1 | 2, None) => (number(&words[..digits])?, 0, digits, false),
        _ => return None,
    };
    let (hour, half) = half(hour, &words[length..])?;
    length += half;
    let after = words[length..].trim_start();
    let named = after.split(|c: char| !c.is_alphanumeric() && c != '+').next().unwrap_or_default();
    // Four digits may be a year, and one or two a day: what follows tells.
    let told =
        half > 0 || ["uhr", "hrs", "hours"].contains(&&*named.to_lowercase()) || digits == 4 && zone(named).is_some();
    (certain || told).then_some((Time::new(hour, minute, 0, 0).ok()?, length))
}

/// The hour with `a.m.` or `p.m.` after it, and the length of that.
fn half(hour: i8, rest: &str) -> Option<(i8, usize)> {
    let space = rest.len() - rest.trim_start_matches(' ').len();
    let half = rest[space..].to_lowercase();
    let found = ["a.m.", "am", "p.m.", "pm"]
        .into_iter()
        .find(|word| half.strip_prefix(word).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric)));
    match found {
        None => Some((hour, 0)),
        Some(word) if (1..=12).contains(&hour) => {
            Some((hour % 12 + if word.starts_with('p') { 12 } else { 0 }, space + word.len()))
        }
        Some(_) => None,
    }
}

/// The zone that a word names. Names that people use for winter and summer alike are read as they are
/// written; where that is wrong, it is the later time.
fn zone(word: &str) -> Option<Zone> {
    let fixed = |hours: i32| Some(Zone::Fixed(hours * 60));
    match word.to_ascii_uppercase().as_str() {
        "GMT" | "UTC" | "Z" | "WET" => fixed(0),
        "CET" | "MEZ" | "BST" | "WEST" => fixed(1),
        "CEST" | "MESZ" | "EET" | "SAST" => fixed(2),
        "MSK" | "EEST" | "EAT" => fixed(3),
        "IST" => Some(Zone::Fixed(330)),
        "JST" | "KST" => fixed(9),
        "AEST" => fixed(10),
        "AEDT" => fixed(11),
        "EST" => fixed(-5),
        "EDT" => fixed(-4),
        "CDT" => fixed(-5),
        "MST" => fixed(-7),
        "MDT" => fixed(-6),
        "PST" => fixed(-8),
        "PDT" => fixed(-7),
        "ET" => Some(Zone::Place("America/New_York")),
        "PT" => Some(Zone::Place("America/Los_Angeles")),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_end_of_an_embargo_in_the_ways_of_desks() {
        let near = Some(Date::constant(2026, 3, 4));
        for (words, expected) in [
            ("EMBARGOED UNTIL 06:00 GMT, MARCH 5", Some("2026-03-05T06:00:00Z")),
            ("EMBARGOED FOR RELEASE UNTIL 0001 GMT THURSDAY, MARCH 5, 2026", Some("2026-03-05T00:01:00Z")),
            ("STRICTLY EMBARGOED UNTIL 00.01 HRS, 5 March 2026", Some("2026-03-05T00:01:00")),
            ("Embargoed until 12:01 a.m. ET, Thursday, March 5", Some("2026-03-05T05:01:00Z")),
            ("Embargoed until noon CET on 5 March", Some("2026-03-05T11:00:00Z")),
            ("SPERRFRIST: 5. März 2026, 6 Uhr", Some("2026-03-05T06:00:00")),
            ("Sperrfrist 05.03.2026, 18.30 Uhr MEZ", Some("2026-03-05T17:30:00Z")),
            ("EMBARGO: 2026-03-05T06:00Z", Some("2026-03-05T06:00:00Z")),
            ("Embargoed until 5 March 2026", Some("2026-03-05")),
            ("EMBARGOED UNTIL 06:00 GMT", None),
            ("EMBARGOED UNTIL 06:00 GMT MARCH 5, 07:00 GMT MARCH 6", None),
            ("HOLD FOR RELEASE", None),
            ("EMBARGOED UNTIL 25:00 GMT, MARCH 5", None),
            ("EMBARGOED UNTIL 06:00 XYT, MARCH 5", None),
            ("EMBARGOED FOR 24 HOURS FROM MARCH 5", None),
            ("EMBARGOED UNTIL 0600 HRS GMT ON THURSDAY, MARCH 5", Some("2026-03-05T06:00:00Z")),
        ] {
            assert_eq!(until(words, near).map(|when| when.to_string()).as_deref(), expected, "{words}");
        }
        assert_eq!(until("EMBARGOED UNTIL 06:00 GMT, MARCH 5", None), None);
    }
}
