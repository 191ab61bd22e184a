//! Times as readers and programs see them.

use super::Surroundings;
use super::page::has_archive;
use super::views::TimeView;
use crate::document::When;
use crate::site::calendar::Period;
use crate::theme::words::{Words, two_digits};
use jiff::civil::{Date, DateTime};
use jiff::tz::{Offset, TimeZone};
use std::borrow::Cow;

/// A time in the site's zone.
pub(super) fn view(around: &Surroundings<'_>, when: When) -> TimeView {
    let (config, addresses) = (&around.site.config, around.addresses);
    let zone = &config.timezone;
    let instant = when.instant(zone);
    let info = zone.to_offset_info(instant);
    let local = info.offset().to_datetime(instant);
    let full = rfc3339_of(local, info.offset());
    let day = around.words.day(local.date());
    let zone = info.abbreviation().to_owned();
    let time = when.has_time().then(|| around.words.time(local.hour(), local.minute()));
    TimeView {
        full: in_one_line(around.words, &day, time.as_deref(), &zone),
        iso: if when.has_time() { full.clone() } else { date_of(&full).to_owned() },
        instant: full,
        day,
        time,
        zone,
        url: has_archive(around.site).then(|| addresses.of(&Period::Day(local.date()).address())),
    }
}

/// A space at which no line is broken.
const UNBROKEN: char = '\u{a0}';

/// A day, and the time of it where there is one; neither is broken over two lines.
fn in_one_line(words: &Words, day: &str, time: Option<&str>, zone: &str) -> String {
    let day = unbroken(day, "");
    match time {
        Some(time) => unbroken(&words.day_and_time(&day, &unbroken(time, ""), zone), zone).into_owned(),
        None => day.into_owned(),
    }
}

/// A text that is not broken before any of its words that begins so.
fn unbroken<'a>(text: &'a str, beginning: &str) -> Cow<'a, str> {
    let mut words = text.split(' ');
    let mut out = Cow::Borrowed(words.next().unwrap_or_default());
    for word in words {
        let line = out.to_mut();
        line.push(if word.starts_with(beginning) { UNBROKEN } else { ' ' });
        line.push_str(word);
    }
    out
}

/// As `<time datetime>` has it: a date alone, or a time with its offset (RFC 3339).
pub fn iso(when: When, zone: &TimeZone) -> String {
    if when.has_time() { rfc3339(when, zone) } else { when.day(zone).to_string() }
}

/// A full instant with its offset (RFC 3339), also for a date alone.
pub fn rfc3339(when: When, zone: &TimeZone) -> String {
    let instant = when.instant(zone);
    let offset = zone.to_offset(instant);
    rfc3339_of(offset.to_datetime(instant), offset)
}

/// Written out by hand: every card has two of these, and a pattern read anew each time takes as long
/// as the rest of the card.
fn rfc3339_of(local: DateTime, offset: Offset) -> String {
    let mut out = String::with_capacity("2026-02-07T14:30:00+09:00".len());
    push_date(&mut out, local.date());
    let (time, minutes) = (local.time(), offset.seconds() / 60);
    let parts = [('T', time.hour()), (':', time.minute()), (':', time.second())];
    parts.into_iter().for_each(|(before, number)| push_two(&mut out, before, number.unsigned_abs().into()));
    push_two(&mut out, if minutes < 0 { '-' } else { '+' }, minutes.unsigned_abs() / 60);
    push_two(&mut out, ':', minutes.unsigned_abs() % 60);
    out
}

fn push_date(out: &mut String, date: Date) {
    match u32::try_from(date.year()) {
        Ok(year) => {
            out.push_str(two_digits(year / 100));
            out.push_str(two_digits(year % 100));
            push_two(out, '-', date.month().unsigned_abs().into());
            push_two(out, '-', date.day().unsigned_abs().into());
        }
        // Before the year 0 there is a sign.
        Err(_) => out.push_str(&date.to_string()),
    }
}

fn push_two(out: &mut String, before: char, number: u32) {
    out.push(before);
    out.push_str(two_digits(number));
}

/// The date of a full instant.
fn date_of(full: &str) -> &str {
    full.split_once('T').map_or(full, |(date, _)| date)
}

/// A year, a month or a day as readers see it.
pub fn period_in_words(period: Period, words: &Words) -> String {
    match period {
        Period::Year(year) => words.year(year),
        Period::Month(year, month) => words.month(year, month),
        Period::Day(day) => words.day(day),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;
    use crate::render::address::Addresses;
    use crate::site::Site;
    use crate::site::hold::Drafts;
    use jiff::Timestamp;
    use std::collections::BTreeMap;

    #[test]
    fn a_date_has_no_time_and_a_time_has_its_zone() {
        let config = Config { timezone: TimeZone::get("Asia/Tokyo").unwrap(), ..Config::default() };
        let addresses = Addresses::absolute(&config);
        let site = Site::new(
            config,
            Timestamp::UNIX_EPOCH,
            Drafts::Hold,
            rayon::iter::empty::<std::iter::Empty<_>>(),
            BTreeMap::new(),
        );
        let words = Words::default();
        let around = Surroundings { site: &site, addresses: &addresses, words: &words };
        let date = view(&around, When::Date(jiff::civil::date(2020, 2, 7)));
        assert_eq!((date.iso.as_str(), date.day.as_str(), date.time), ("2020-02-07", "2020-02-07", None));
        assert_eq!(date.instant, "2020-02-07T00:00:00+09:00");
        let time = view(&around, When::Instant("2020-02-07T16:30:00Z".parse().unwrap()));
        assert_eq!(time.iso, "2020-02-08T01:30:00+09:00");
        assert_eq!((time.day.as_str(), time.time.as_deref(), time.zone.as_str()), ("2020-02-08", Some("01:30"), "JST"));
        assert_eq!(time.url.as_deref(), Some("/2020/02/08/"));
    }

    proptest::proptest! {
        #[test]
        fn an_instant_is_written_as_jiff_writes_it(seconds in -70_000_000_000_i64..200_000_000_000, minutes in -900_i32..900) {
            let offset = Offset::from_seconds(minutes * 60).unwrap();
            let instant = Timestamp::from_second(seconds).unwrap();
            let written = rfc3339_of(offset.to_datetime(instant), offset);
            proptest::prop_assert_eq!(written, instant.display_with_offset(offset).to_string());
        }
    }
}
