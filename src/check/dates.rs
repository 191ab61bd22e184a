//! Dates that the copy contradicts.
//!
//! - `updated` before `date`, `expires` before either, `embargo` after `expires`.
//! - A dateline of another day than `date`: an agency's copy may be a day or two old, no more.
//! - `Friday, November 19` where that day is a Thursday.

use crate::config::Config;
use crate::diag::Diagnostic;
use crate::document::when::month_name;
use crate::document::{Document, When};
use crate::source::{Source, Span, Spanned};
use crate::wire::language::{self, LANGUAGES, Language};
use jiff::civil::{Date, Weekday};

/// So many days may lie between the dateline and the date.
const APART: i32 = 2;

/// Dates that contradict each other or the copy.
pub(super) fn contradicted(source: &Source, document: &Document, config: &Config) -> Vec<Diagnostic> {
    let mut findings = order(source, document, config);
    let Some(date) = document.front.date.as_ref().map(|date| date.value.day(&config.timezone)) else { return findings };
    let tag = document.front.language.as_ref().map_or(config.language.as_str(), |tag| tag.value.as_str());
    let Some(language) = LANGUAGES.iter().find(|language| tag.split('-').next() == Some(language.tag)) else {
        return findings;
    };
    findings.extend(dateline(source, document, date));
    if let Some(start) = document.body_start {
        findings.extend(weekdays(source, &document.body, start, language, date));
    }
    findings
}

/// Keys whose times stand in the wrong order.
fn order(source: &Source, document: &Document, config: &Config) -> Vec<Diagnostic> {
    let front = &document.front;
    let pairs = [
        (("date", &front.date), ("updated", &front.updated)),
        (("date", &front.date), ("expires", &front.expires)),
        (("embargo", &front.embargo), ("expires", &front.expires)),
    ];
    let instant = |when: &Spanned<When>| when.value.instant(&config.timezone);
    let mut findings = Vec::new();
    for ((first, earlier), (second, later)) in pairs {
        let (Some(earlier), Some(later)) = (earlier, later) else { continue };
        // A date without a time is its first moment; an update on that day is no contradiction.
        let same_day = earlier.value.day(&config.timezone) == later.value.day(&config.timezone);
        if instant(later) < instant(earlier) && !same_day {
            let message = format!("`{second}` is before `{first}`");
            findings.push(Diagnostic::warning("dates", message).at(source, later.span.clone(), ""));
        }
    }
    findings
}

fn dateline(source: &Source, document: &Document, date: Date) -> Option<Diagnostic> {
    let typed = document.front.dateline.as_ref()?;
    let words = words(&typed.value);
    let (named, _) = (0..words.len()).find_map(|at| day_at(&words, at))?;
    let there = named.near(date)?;
    let days = (there - date).get_days();
    if days.abs() <= APART {
        return None;
    }
    let message = format!("the dateline says {} {}, the story is dated {date}", month_name(there.month()), there.day());
    Some(
        Diagnostic::warning("dates", message)
            .at(source, typed.span.clone(), "")
            .help(format!("type `date: {there}`, or mend the dateline")),
    )
}

/// Weekdays that are not those of the dates beside them.
fn weekdays(source: &Source, body: &str, start: usize, language: &Language, date: Date) -> Vec<Diagnostic> {
    let words = words(body);
    let mut findings = Vec::new();
    for at in 0..words.len() {
        let Some(said) = language::day(language, &words[at].text) else { continue };
        let Some((named, end)) = day_at(&words, at + 1) else { continue };
        let Some(there) = named.near(date) else { continue };
        let weekday = there.weekday();
        if weekday.to_monday_zero_offset() != said {
            let message =
                format!("{} {}, {} is a {}", month_name(there.month()), there.day(), there.year(), name(weekday));
            let span: Span = start + words[at].span.start..start + words[end].span.end;
            findings.push(Diagnostic::warning("dates", message).at(source, span, "").help("mend the day or the date"));
        }
    }
    findings
}

fn name(weekday: Weekday) -> &'static str {
    match weekday {
        Weekday::Monday => "Monday",
        Weekday::Tuesday => "Tuesday",
        Weekday::Wednesday => "Wednesday",
        Weekday::Thursday => "Thursday",
        Weekday::Friday => "Friday",
        Weekday::Saturday => "Saturday",
        Weekday::Sunday => "Sunday",
    }
}

/// A word of a text, in lower case.
struct Word {
    text: String,
    span: Span,
    /// Whether a sentence or a line of its own lies before it.
    is_apart: bool,
}

fn words(text: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut begin = None;
    let mut last_end = 0;
    let ends = text.char_indices().chain([(text.len(), ' ')]);
    for (at, c) in ends {
        match (c.is_alphanumeric(), begin) {
            (true, None) => begin = Some(at),
            (false, Some(start)) => {
                let between = &text[last_end..start];
                let is_apart = between.contains(|c: char| !matches!(c, ' ' | ',' | '.')) || between.contains("  ");
                words.push(Word { text: text[start..at].to_lowercase(), span: start..at, is_apart });
                last_end = at;
                begin = None;
            }
            _ => {}
        }
    }
    words
}

/// A day as it is printed, often without its year.
struct Named {
    month: i8,
    day: i8,
    year: Option<i16>,
}

impl Named {
    /// The day in the year that was typed, or the one nearest to a date.
    fn near(&self, date: Date) -> Option<Date> {
        let years = match self.year {
            Some(year) => year..=year,
            None => date.year() - 1..=date.year() + 1,
        };
        let days = years.filter_map(|year| Date::new(year, self.month, self.day).ok());
        days.min_by_key(|day| (*day - date).get_days().abs())
    }
}

/// `November 19`, `19 November 2026`, `19 de novembro`, `19. November` at a word, and its last word.
fn day_at(words: &[Word], at: usize) -> Option<(Named, usize)> {
    let joined = |at: usize| words.get(at).filter(|word| !word.is_apart);
    let number = |word: &Word| {
        let digits = word.text.trim_end_matches(|c: char| c.is_alphabetic());
        digits.parse::<i8>().ok().filter(|day| (1..=31).contains(day))
    };
    let first = joined(at)?;
    // `am 19. November`, `le 19 novembre`, `the 19th of November`.
    if matches!(first.text.as_str(), "am" | "dem" | "den" | "der" | "le" | "the" | "el" | "il" | "dia" | "día") {
        return day_at(words, at + 1);
    }
    let month = |word: &Word| language::month(&word.text);
    let (month, day, mut end) = match (month(first), number(first)) {
        (Some(month), _) => (month, number(joined(at + 1)?)?, at + 1),
        (None, Some(day)) => {
            let next = joined(at + 1)?;
            let skip = usize::from(matches!(next.text.as_str(), "de" | "of" | "di"));
            (month(joined(at + 1 + skip)?)?, day, at + 1 + skip)
        }
        _ => return None,
    };
    let year = joined(end + 1).filter(|word| word.text.len() == 4).and_then(|word| word.text.parse::<i16>().ok());
    let year = year.filter(|year| (1800..2200).contains(year));
    end += usize::from(year.is_some());
    Some((Named { month, day, year }, end))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(body: &str, language: &str) -> Vec<String> {
        let config = Config { language: language.into(), ..Config::default() };
        let mut document = Document { body: body.into(), body_start: Some(0), ..Document::default() };
        document.front.date = Some(Spanned::new(When::Date(Date::constant(2026, 11, 20)), 0..0));
        let found = contradicted(&Source::new("content/a.md", body), &document, &config);
        found.into_iter().map(|finding| finding.message).collect()
    }

    #[test]
    fn a_weekday_has_to_be_that_of_its_date() {
        for (body, language, expected) in [
            ("They met on Friday, November 20.", "en", 0),
            ("They met on Friday, November 19.", "en", 1),
            ("They meet on Thursday the 31st of December.", "en", 0),
            ("They met on Wednesday, 12 October 1988.", "en", 0),
            ("They met on Tuesday, 12 October 1988.", "en", 1),
            ("On Friday. November 19 was dry.", "en", 1),
            ("Sie trafen sich am Freitag, dem 19. November.", "de", 1),
            ("Sie trafen sich am Freitag, dem 20. November.", "de", 0),
            ("Se reunieron el viernes 19 de noviembre.", "es", 1),
            ("On Friday they met 19 people.", "en", 0),
        ] {
            let found = check(body, language);
            assert_eq!(found.len(), expected, "{body}: {found:?}");
        }
        assert_eq!(check("on Friday, November 19", "en"), ["November 19, 2026 is a Thursday"]);
    }
}
