//! The year of a dateline that prints none.
//!
//! Agencies print month and day and, in the lead, the weekday: `TOKYO, February 7`, `said on Friday`. That
//! leaves a year in five or six; the years that the text names tell which. Evidence is weighed,
//! and where it is thin no year is offered.

use super::dateline::date::Printed;
use super::language::Language;
use crate::document::when::month_name;
use jiff::civil::{Date, Weekday};
use lexicon::{Lexicon, Meaning};
use named::{Years, word_before};
pub(super) use path::{in_path, near};

mod lexicon;
mod named;
mod path;

/// A year that was inferred.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Inferred {
    /// The whole date.
    pub(super) date: Date,
    /// Why, in words for the desk.
    pub(super) why: String,
    /// Whether the text itself says so; the time of the file alone does not make it certain.
    pub(super) by_text: bool,
}

/// How much of the copy is searched for a weekday, in bytes.
const LEAD: usize = 1_200;
/// How much of the copy is searched for years, in bytes.
const COPY: usize = 60_000;
/// The weight at which a year is offered. Tried on 491 stories of known date with a weekday in their
/// lead: offered for 21, right for all of them; one point less gives as many again and a tenth of
/// them wrong.
const ENOUGH: i32 = 5;

/// Infers the year from the copy after the dateline.
pub(super) fn by_text(copy: &str, day: Printed, language: &Language) -> Option<Inferred> {
    let years = Years::read(&copy[..copy.floor_char_boundary(COPY)], language);
    let latest = years.latest()?;
    let weekday = weekday(copy, language)?;
    let first = years.named.iter().map(|(year, _)| *year).min()?;
    let falls = |year: &i16| day.in_year(*year).is_some_and(|date| date.weekday() == weekday.day);
    let candidates = (first - 1..=latest + 2).filter(falls);
    let (weight, year) = candidates.map(|year| (years.weight(year), year)).max()?;
    if weight < ENOUGH {
        return None;
    }
    let date = day.in_year(year)?;
    let how = if weekday.said { "said on" } else { "the first weekday named is" };
    let (told, told_year) = if years.last_year && years.count(year - 1) > 0 {
        ("`last year` is", year - 1)
    } else if years.count(year) > 0 {
        ("the text names", year)
    } else {
        ("the latest year in the text is", latest)
    };
    let (month, day_of_month, day) = (month_name(date.month()), date.day(), name(date.weekday()));
    let why = format!("{month} {day_of_month} is a {day} in {year} ({how} `{}`) and {told} {told_year}", weekday.typed);
    Some(Inferred { date, why, by_text: true })
}

/// The nearest such day that is not after the file's own time, on the weekday that the lead names if it
/// says who spoke on it.
pub(super) fn by_time(copy: &str, day: Printed, language: &Language, written: Date) -> Option<Inferred> {
    let weekday = weekday(copy, language).filter(|weekday| weekday.said);
    let last = written.tomorrow().unwrap_or(written);
    let days = || (0..30).filter_map(|back| day.in_year(last.year() - back)).filter(|date| *date <= last);
    let fitting = weekday.as_ref().and_then(|weekday| days().find(|date| date.weekday() == weekday.day));
    let date = fitting.or_else(|| days().next())?;
    let why = match fitting.and(weekday) {
        Some(weekday) => format!(
            "it is the last {} on {} before the file was written on {written}",
            name(weekday.day),
            month_day(date)
        ),
        None => format!("it is the last {} before the file was written on {written}", month_day(date)),
    };
    Some(Inferred { date, why, by_text: false })
}

/// The weekday on which the lead says that somebody spoke.
pub(super) fn said_on(copy: &str, language: &Language) -> Option<Weekday> {
    weekday(copy, language).filter(|weekday| weekday.said).map(|weekday| weekday.day)
}

/// A weekday that the lead names.
struct Named<'a> {
    day: Weekday,
    typed: &'a str,
    /// Whether a verb of speech stands before it in the sentence.
    said: bool,
}

/// The weekday of a said-verb, or else the first.
fn weekday<'a>(copy: &'a str, language: &Language) -> Option<Named<'a>> {
    let lead = &copy[..copy.floor_char_boundary(LEAD)];
    let mut first: Option<Named<'a>> = None;
    let mut said_at = None;
    for (at, word, meaning) in Lexicon::of(language).read(lead) {
        let day = match meaning {
            Meaning::Day(day) => day,
            Meaning::Said => {
                said_at = Some(at + word.len());
                continue;
            }
        };
        let previous = word_before(lead, at);
        if ["last", "next", "previous", "following", "every", "each", "until", "till", "since"].contains(&previous) {
            continue;
        }
        if said_at.is_some_and(|said| is_near(&lead[said..at])) {
            return Some(Named { day, typed: word, said: true });
        }
        first = first.or(Some(Named { day, typed: word, said: false }));
    }
    first
}

/// Whether few words and no end of a sentence stand between a verb of speech and a day.
fn is_near(between: &str) -> bool {
    let mut words = between.split_whitespace();
    if between.starts_with(['.', '!', '?']) {
        return false;
    }
    let ends = |word: &str| word.ends_with(['.', '!', '?']) && word.len() > 4;
    words.clone().count() <= 6 && !words.any(ends)
}

fn month_day(date: Date) -> String {
    format!("{} {}", month_name(date.month()), date.day())
}

pub(super) fn name(day: Weekday) -> &'static str {
    ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
        [usize::try_from(day.to_monday_zero_offset()).unwrap_or(0)]
}

#[cfg(test)]
mod tests {
    use super::super::language;
    use super::*;

    fn language_of(tag: &str) -> &'static Language {
        language::tagged(tag).unwrap()
    }

    fn printed(month: i8, day: i8) -> Printed {
        Printed { year: None, month, day: Some(day), misspelt: false }
    }

    fn english(copy: &str, month: i8, day: i8) -> Option<String> {
        by_text(copy, printed(month, day), language_of("en")).map(|found| found.date.to_string())
    }

    #[test]
    fn weekday_and_years_give_the_year() {
        let copy = "Fees rose in 2019, the envoy told the board on Friday. They rose more than last year, and in 2019 they were low.";
        assert_eq!(english(copy, 2, 7).as_deref(), Some("2020-02-07"));
        let copy = "The board said on Wednesday that fees had been raised in 2014. In 2013 and 2014 boats stayed away.";
        assert_eq!(english(copy, 1, 8).as_deref(), Some("2014-01-08"));
    }

    #[test]
    fn other_languages_name_days_and_years_in_their_words() {
        let russian = "В 2019 году, заявил посол в пятницу, всё росло. В прошлом году, в 2019, лодок было много.";
        let german = "Im Jahr 2019 stieg alles, sagte die Chefin am Freitag. Im vergangenen Jahr, 2019, war es ruhig.";
        for (tag, copy) in [("ru", russian), ("de", german)] {
            let found = by_text(copy, printed(2, 7), language_of(tag)).map(|found| found.date.to_string());
            assert_eq!(found.as_deref(), Some("2020-02-07"), "{tag}");
        }
    }

    #[test]
    fn thin_evidence_gives_none() {
        assert_eq!(english("The board said fees would rise.", 2, 7), None);
        assert_eq!(english("The board said on Friday that fees would rise.", 2, 7), None);
        assert_eq!(english("The board, founded in 1989, said on Friday that fees would rise.", 2, 7), None);
        assert_eq!(english("Fees rose in 2019.", 2, 7), None);
        assert_eq!(english("The board said on Monday fees of 2019 would rise.", 2, 7), None);
    }

    #[test]
    fn the_time_of_the_file_is_the_last_resort() {
        let written = Date::constant(2021, 3, 1);
        let found = by_time("The board said on Friday.", printed(2, 7), language_of("en"), written).unwrap();
        assert_eq!((found.date.to_string().as_str(), found.by_text), ("2020-02-07", false));
        let found = by_time("The board said.", printed(2, 7), language_of("en"), written).unwrap();
        assert_eq!(found.date.to_string(), "2021-02-07");
    }
}
