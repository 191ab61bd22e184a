//! Time stamps: when a page was published or changed, how long ago, how long it takes to read.
//!
//! ```text
//! stamp = [published] [article] date [clock …] | published clock | clock … | published "3 hours ago"
//!       | "5 min read"
//! ```

use super::byline;
use super::caseless::Caseless;
use super::dateline::date::{self, Printed, small};
use super::dateline::{agency, east, order};
use super::endmark;
use super::furniture;
use super::language;
use super::lines::has;
use super::openings::Openings;
use std::sync::LazyLock;

/// What parts hours and minutes.
const CLOCK: &[char] = &[':', '.', 'h', '時', '时', '시'];

/// No stamp is longer, in bytes.
const SHORT: usize = 80;

/// Whether a line is a time stamp: `June 22, 23:08 UTC+3 KAZAN`, `14:30 GMT`, `Updated 3 May 2021`.
pub(super) fn is_time(line: &str) -> bool {
    // Nearly every stamp has a day or a clock.
    line.len() <= SHORT
        && if has(line.as_bytes(), |byte| byte.is_ascii_digit()) {
            line.split('|').any(is_stamp) || is_reading_time(line)
        } else {
            is_empty(line)
        }
}

/// Whether a line is the word for a time that is lost: `Updated`, `- Published`.
fn is_empty(line: &str) -> bool {
    const LOST: [&str; 3] = ["published", "updated", "last updated"];
    line.len() <= 16 && LOST.iter().any(|word| word.eq_ignore_ascii_case(line.trim_start_matches(['-', ' '])))
}

/// The day that a line with a time stamp gives, if it gives the year.
pub(super) fn day(line: &str) -> Option<jiff::civil::Date> {
    // `on March 4, 2026`, behind a byline
    let line = small(line).unwrap_or(line);
    // `March 4, 2026 2 min read`
    let reading = |rest: &str| {
        let unit = rest.trim_start_matches(|c: char| c.is_ascii_digit());
        unit.len() < rest.len() && unit.starts_with(' ') && unit.split(' ').nth(3).is_none() && is_reading_time(rest)
    };
    let line = space_before(line, reading).map_or(line, |at| &line[..at]);
    if !is_time(line) {
        return None;
    }
    line.split('|').find_map(|part| {
        let day = after_clock(unstamped(unsigned(part)).1);
        // `10:24 am on 25 May 2026`
        dated(small(day).unwrap_or(day))?.0.date()
    })
}

/// Whether a line says when a page was published: a time stamp with a year, a clock or a word for it. A day alone may
/// head what happened on it.
pub(super) fn is_publication(line: &str) -> bool {
    let clock = |word: &str| is_clock(word.trim_end_matches(','), CLOCK);
    is_time(line) && (day(line).is_some() || unstamped(line.trim()).0 || line.split_whitespace().any(clock))
}

/// Whether a line says when a page was published, with a year and the word for it: `Published on: March 4, 2026`.
pub(super) fn is_posted(line: &str) -> bool {
    line.len() <= SHORT && unstamped(line).0 && day(line).is_some()
}

/// The end of the name that stands with a time on one line: `Ana Reis | 04.03.2026`, `By Ana Reis  March 4, 2026`.
pub(super) fn signed(line: &str) -> Option<usize> {
    // A time has a digit, and is short but after a bar.
    let near = || has(&line.as_bytes()[line.len().saturating_sub(SHORT)..], |byte| byte.is_ascii_digit());
    if !line.contains('|') && !near() {
        return None;
    }
    // `Ana Reis | Harbour Wire | 4 March 2026`: nothing but times stands behind the name.
    let timed = |at: &usize| line[at + 1..].split('|').all(is_stamp);
    if let Some(at) = memchr::memchr_iter(b'|', line.as_bytes()).take(4).find(timed) {
        let name = line[..at].trim_end();
        // `By CoastNews Staff | 4 March 2026`
        let of_house = || byline::head(name, "by ").is_some() && byline::by(name).is_some();
        let is_name = byline::by(name).or_else(|| byline::bare(name)).is_some_and(|names| !names.is_empty());
        let is_name = (is_name || of_house()) && !is_stamp(name);
        return is_name.then_some(name.len()).or_else(|| by_day(name)).or_else(|| by_word(name));
    }
    by_day(line).or_else(|| by_sign(line)).or_else(|| by_word(line))
}

/// `Ana Reis (@anareis) Published March 4, 2026`: the word for it parts the name from the day.
fn by_word(line: &str) -> Option<usize> {
    // What is posted is short.
    let from = line.floor_char_boundary(line.len().saturating_sub(SHORT + 1));
    let at = from + space_before(&line[from..], is_posted)?;
    byline::bare(line[..at].trim_end()).is_some_and(|names| !names.is_empty()).then_some(at)
}

/// `By Ana Reis 27 March 2015`: where nothing stands between, the word for `by` tells that the line begins with a name.
fn by_day(line: &str) -> Option<usize> {
    byline::head(line, "by ")?;
    // `By Ana Reis Posted 27 March 2015 at 3:10 pm`
    let posted = |rest: &str| unstamped(rest).0 && is_publication(rest);
    // `By Ana Reis on March 27, 2015 3:10 pm`
    let clock = |after: &str| is_clock(after.trim_start().split(' ').next().unwrap_or_default(), CLOCK);
    let whole = |rest: &str| {
        let led = small(rest);
        let found = dated(led.unwrap_or(rest)).filter(|(day, _)| day.year.is_some());
        // `By Ana Reis March 27, 2015 2 min read`
        let ends = |after: &str| after.is_empty() || is_reading_time(after.trim_start());
        found.is_some_and(|(_, after)| ends(after) || led.is_some() && clock(after)) || posted(rest)
    };
    let at = space_before(line, whole)?;
    byline::by(&line[..at]).is_some_and(|names| !names.is_empty()).then_some(at)
}

/// The first space behind which stands what is looked for.
fn space_before(line: &str, wanted: impl Fn(&str) -> bool) -> Option<usize> {
    line.match_indices(' ').map(|(at, _)| at).find(|at| wanted(&line[at + 1..]))
}

/// `Ana Reis - 4 March 2026`
fn by_sign(line: &str) -> Option<usize> {
    ["  ", " - ", " – ", " • ", " · ", ", "].into_iter().find_map(|sign| {
        let at = memchr::memmem::find(line.as_bytes(), sign.as_bytes())?;
        let name = line[..at].trim_end();
        let time = line[at + sign.len()..].trim_start_matches([' ', '|', '-', '–']);
        let stamped = is_publication(time);
        // `Port Mare, 4 March 2026` looks like a name and a day.
        let bare = || if sign == ", " { None } else { byline::bare(name) };
        let names = || byline::by(name).or_else(bare).is_some_and(|names| !names.is_empty());
        (stamped && !is_stamp(name) && names()).then_some(name.len())
    })
}

/// What opens a line that says when a page was published.
static STAMPED: LazyLock<Openings> = LazyLock::new(|| Openings::new(language::stamps()));

/// What parts a time from the byline that it stands beside.
const BESIDE: [char; 6] = [' ', '-', '–', '—', '•', '·'];

fn is_stamp(line: &str) -> bool {
    let line = unsigned(line);
    let (stamped, rest) = unstamped(line);
    let day = dated(rest).map(|(_, after)| after);
    let clock = |text: &str, signs: &[char]| {
        text.split(|c: char| c.is_whitespace() || c == ',').any(|word| is_clock(word, signs))
    };
    match (day, stamped) {
        (Some(after), true) => after.len() <= 40,
        (Some(after), false) => {
            after.trim().is_empty()
                || is_zone(after.trim())
                || clock(after, CLOCK)
                || byline::head(after.trim_start_matches([' ', ',', '-', '–']), "update").is_some()
        }
        (None, true) => clock(rest, &[':', 'h', '時', '时', '시']) || is_ago(rest),
        (None, false) => line.len() <= 30 && line.starts_with(|c: char| c.is_ascii_digit()) && clock(line, &[':']),
    }
}

/// `GMT`, `UTC` after a day.
fn is_zone(word: &str) -> bool {
    word.bytes().all(|byte| byte.is_ascii_uppercase()) && endmark::is_zone(word)
}

/// A line without what stands before its time: the sign that parts it from a byline (`• May 31, 2018`), the agency in
/// brackets (`(Xinhua)    11:05, March 15, 2017`), the section (`General News of | Monday, 19 July 2021`).
fn unsigned(line: &str) -> &str {
    let line = line.trim().trim_start_matches(BESIDE);
    let group = if line.starts_with('(') { agency::group(line) } else { None };
    if let Some((_, rest)) = group.filter(|(name, _)| agency::known(name)) {
        return rest.trim_start();
    }
    let day = |(section, day): &(&str, &str)| {
        let named = section.split_whitespace().any(furniture::names_section);
        named && section.split_whitespace().count() <= 3 && date::weekday(day).is_some() && dated(day).is_some()
    };
    line.split_once(" of ").filter(day).map_or(line, |(_, day)| day)
}

/// The day that a text begins with.
fn dated(text: &str) -> Option<(Printed, &str)> {
    // `Thursday - 7/19/2012`
    let apart = || date::weekday(text)?.strip_prefix(" - ").and_then(date::date);
    let (day, after) = date::date(text).or_else(|| east::day(text)).or_else(apart)?;
    let typed = &text[..text.len() - after.len()];
    Some((order::by_weekday(typed, day).unwrap_or(day), after))
}

/// What stands behind the time of day and the weekday that a text opens with: `3:26 pm Monday, | March 25, 2019`.
fn after_clock(text: &str) -> &str {
    let Some((clock, rest)) = text.split_once(' ').filter(|(word, _)| is_clock(word.trim_end_matches(','), CLOCK))
    else {
        return text;
    };
    let rest = rest.trim_start();
    let (zone, behind) = rest.split_once(' ').unwrap_or((rest, ""));
    let zone =
        !clock.ends_with(',') && zone.len() <= 5 && language::month(zone).is_none() && !zone.contains(char::is_numeric);
    let rest = if zone { behind.trim_start() } else { rest };
    date::weekday(rest).map_or(rest, |rest| rest.trim_start_matches([',', ' ']))
}

/// Whether a line is a time of day and nothing else: `14:20 CET`, `14.20 Uhr`.
pub(super) fn is_clock_alone(line: &str) -> bool {
    if !line.starts_with(|c: char| c.is_ascii_digit()) {
        return false;
    }
    let mut words = line.split_whitespace();
    let clock = words.next().is_some_and(|first| is_clock(first, CLOCK));
    let zone = |word: &str| word.len() <= 6 && !word.ends_with('.') && word.chars().all(char::is_alphanumeric);
    clock && words.clone().count() <= 1 && words.all(zone)
}

/// Whether a word such as `Published` opens a line, and what stands after it.
fn unstamped(line: &str) -> (bool, &str) {
    let Some(rest) = STAMPED.rest(line) else { return (false, line) };
    let rest = rest.trim_start_matches([':', ' ']);
    // `Published in Norwick Post, March 4, 2026`
    let paper = || rest.strip_prefix("in ")?.split_once(", ").filter(|(_, day)| dated(day).is_some());
    (true, small(rest).or_else(|| Some(paper()?.1)).unwrap_or(rest))
}

/// `23:08`, and the same run into the year before it (`20265:14`); `signs` part hours and minutes.
fn is_clock(word: &str, signs: &[char]) -> bool {
    word.split_once(signs).is_some_and(|(hours, minutes)| {
        let number = |text: &str, most: u32| text.parse::<u32>().is_ok_and(|number| number < most);
        let glued = hours.len() > 4 && hours.bytes().all(|byte| byte.is_ascii_digit());
        let hours = if glued { &hours[4..] } else { hours };
        // `04.03.2022` is a day.
        let day = minutes.get(2..).is_some_and(|rest| rest.starts_with('.') && rest.len() > 1);
        hours.len() <= 2
            && number(hours, 25)
            && minutes.len() >= 2
            && number(minutes.get(..2).unwrap_or("x"), 60)
            && !day
    })
}

/// `3 hours ago`, `vor 3 Stunden`, `il y a 3 heures`.
fn is_ago(rest: &str) -> bool {
    let lower = rest.to_lowercase();
    let is_whole = |other: &str| other.starts_with(' ') || other.ends_with(' ');
    let before = |word| lower.strip_prefix(word).is_some_and(is_whole);
    let behind = |word| lower.strip_suffix(word).is_some_and(is_whole);
    let told =
        || language::feet(|foot| foot.ago_before).any(before) || language::feet(|foot| foot.ago_behind).any(behind);
    lower.len() <= 30 && has(lower.as_bytes(), |byte| byte.is_ascii_digit()) && told()
}

/// `5 min read`, `Lesezeit: 3 Min.`
fn is_reading_time(line: &str) -> bool {
    let words = || line.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let minutes = |word: &str| byline::head(word, "min").is_some() || byline::head(word, "мин").is_some();
    words().count() <= 5 && words().any(minutes) && words().any(|word| READING.has(word))
}

/// What stands beside minutes there.
static READING: LazyLock<Caseless<()>> = LazyLock::new(|| language::feet(|foot| foot.reading).collect());

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stamps_are_told_from_copy() {
        for line in [
            "June 22, 23:08 UTC+3 KAZAN",
            "Updated: 3 May 2021",
            "04.03.2026, 14.20 Uhr",
            "Wed 4 Mar 2026 14.20 GMT",
            "Publié le 04 mars 2026 à 14h20, mis à jour à 15h02",
            "Updated 3 hours ago",
            "Aktualisiert vor 5 Minuten",
            "5 min read",
            "Updated",
            "- Published",
            "Temps de lecture : 2 min.",
        ] {
            assert!(is_time(line), "{line}");
        }
        for line in [
            "March of the boats",
            "14.20 crowns a ton",
            "Updated 3 times",
            "He read for 5 minutes and then left",
            "4 boats",
        ] {
            assert!(!is_time(line), "{line}");
        }
    }

    #[test]
    fn the_day_of_a_stamp_is_given() {
        assert_eq!(day("Publié le 04 mars 2026 à 14h20"), Some(jiff::civil::date(2026, 3, 4)));
        assert_eq!(day("14:30 GMT"), None);
    }
}
