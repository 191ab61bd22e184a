//! The words that pages print and that are no copy, in each language that a theme has a file for.
//!
//! In: the files `words/LANGUAGE.toml` of a theme's layers. Out: [`Vocabulary`], which gives for a
//! language its [`Words`]: its own, where it lacks some the parent theme's, and at last English ones.

use crate::diag::Diagnostic;
use crate::source::Source;
use jiff::civil::Date;
use serde::Serialize;
use std::collections::BTreeMap;

/// The language that has every word.
const FALLBACK: &str = "en";

/// The words of one language.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Words {
    /// The language that they are in, a BCP 47 tag.
    pub lang: String,
    /// The months' names, January first; none where dates are printed as numbers.
    pub months: Vec<String>,
    /// The days of the week, in short, Monday first.
    pub weekdays: Vec<String>,
    /// Everything else, by the names that templates use.
    #[serde(flatten)]
    texts: BTreeMap<String, String>,
}

/// The words of every language that there is a file for.
#[derive(Debug, Clone, Default)]
pub struct Vocabulary {
    languages: BTreeMap<String, Words>,
}

impl Words {
    /// A word by its name; the name itself where no language has it.
    pub fn text<'a>(&'a self, name: &'a str) -> &'a str {
        self.texts.get(name).map_or(name, String::as_str)
    }

    /// A day as readers see it; as ISO 8601 has it in a language whose months are not known.
    pub fn day(&self, day: Date) -> String {
        match self.month_name(day.month()) {
            Some(month) => filled(self.text("day_pattern"), Some(day.day()), month, day.year()),
            None => day.to_string(),
        }
    }

    /// A month of a year as readers see it.
    pub fn month(&self, year: i16, month: i8) -> String {
        match self.month_name(month) {
            Some(name) => filled(self.text("month_pattern"), None, name, year),
            None => format!("{year:04}-{month:02}"),
        }
    }

    /// A month's name.
    pub fn month_name(&self, month: i8) -> Option<&str> {
        self.months.get(usize::try_from(month - 1).ok()?).map(String::as_str)
    }

    /// Puts words in the place of others.
    pub fn replace(&mut self, words: impl IntoIterator<Item = (String, String)>) {
        self.texts.extend(words);
    }

    /// Takes over what it has no word for.
    fn complete(&mut self, other: &Self) {
        if self.months.is_empty() {
            self.months.clone_from(&other.months);
        }
        if self.weekdays.is_empty() {
            self.weekdays.clone_from(&other.weekdays);
        }
        for (name, text) in &other.texts {
            self.texts.entry(name.clone()).or_insert_with(|| text.clone());
        }
    }
}

impl Vocabulary {
    /// The words for a language: those of its tag, of the tag's first part, or English ones, then
    /// with dates as numbers, since English months on a page of another language are neither.
    pub fn of(&self, language: &str) -> Words {
        match self.known(language) {
            // `en-GB` is served by English words, which are British then.
            Some(words) => Words { lang: language.to_owned(), ..words.clone() },
            None => {
                let english = self.languages.get(FALLBACK).cloned().unwrap_or_default();
                Words { months: Vec::new(), ..english }
            }
        }
    }

    /// Whether a language has words of its own.
    pub fn has(&self, language: &str) -> bool {
        self.known(language).is_some()
    }

    fn known(&self, language: &str) -> Option<&Words> {
        let first = language.split(['-', '_']).next().unwrap_or_default();
        self.languages.get(language).or_else(|| self.languages.get(&first.to_ascii_lowercase()))
    }

    /// Adds a layer's file; layers that count more come first.
    pub(super) fn add(&mut self, language: &str, source: &Source, findings: &mut Vec<Diagnostic>) {
        match toml::from_str::<toml::Table>(source.text()) {
            Ok(table) => {
                let words = read(language, source, table, findings);
                self.languages.entry(language.to_owned()).and_modify(|known| known.complete(&words)).or_insert(words);
            }
            Err(error) => {
                let finding = Diagnostic::error("words", error.message().to_owned());
                findings.push(finding.at(source, error.span().unwrap_or(0..0), ""));
            }
        }
    }

    /// Fills every language's gaps, when all layers have been added.
    pub(super) fn settle(&mut self) {
        let Some(english) = self.languages.get(FALLBACK).cloned() else { return };
        self.languages.values_mut().for_each(|words| words.complete(&english));
    }
}

fn read(language: &str, source: &Source, table: toml::Table, findings: &mut Vec<Diagnostic>) -> Words {
    let mut words = Words { lang: language.to_owned(), ..Words::default() };
    for (name, value) in table {
        match (name.as_str(), value) {
            ("months", toml::Value::Array(names)) if names.len() == 12 => words.months = texts(names),
            ("weekdays", toml::Value::Array(names)) if names.len() == 7 => words.weekdays = texts(names),
            (_, toml::Value::String(text)) => {
                words.texts.insert(name, text);
            }
            (_, _) => {
                let at = source.text().find(name.as_str()).unwrap_or(0);
                let expected = match name.as_str() {
                    "months" => "expected twelve names for `months`".to_owned(),
                    "weekdays" => "expected seven names for `weekdays`".to_owned(),
                    _ => format!("expected text for `{name}`"),
                };
                findings.push(Diagnostic::error("words", expected).at(source, at..at + name.len(), ""));
            }
        }
    }
    words
}

fn texts(values: Vec<toml::Value>) -> Vec<String> {
    values.into_iter().filter_map(|value| value.as_str().map(str::to_owned)).collect()
}

fn filled(pattern: &str, day: Option<i8>, month: &str, year: i16) -> String {
    let mut out = String::with_capacity(pattern.len() + month.len());
    let mut rest = pattern;
    while let Some(at) = rest.find('{') {
        out.push_str(&rest[..at]);
        let end = rest[at..].find('}').map_or(rest.len(), |end| at + end + 1);
        match (&rest[at..end], day) {
            ("{day}", Some(day)) => out.push_str(&day.to_string()),
            ("{month}", _) => out.push_str(month),
            ("{year}", _) => out.push_str(&year.to_string()),
            (other, _) => out.push_str(other),
        }
        rest = &rest[end..];
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn vocabulary(files: &[(&str, &str)]) -> Vocabulary {
        let mut vocabulary = Vocabulary::default();
        let mut findings = Vec::new();
        for (language, text) in files {
            vocabulary.add(language, &Source::new("words.toml", *text), &mut findings);
        }
        assert_eq!(findings, []);
        vocabulary.settle();
        vocabulary
    }

    #[test]
    fn a_gap_is_filled_from_the_parent_theme_and_then_from_english() {
        let words =
            vocabulary(&[("de", "older = 'Frühere'"), ("de", "older = 'Ältere'\nby = 'Von'"), ("en", "and = 'and'")]);
        let german = words.of("de-CH");
        assert_eq!([german.text("older"), german.text("by"), german.text("and")], ["Frühere", "Von", "and"]);
    }

    #[test]
    fn a_day_is_written_as_its_language_has_it() {
        let months = |last: &str| format!("months = [{}]", [&["'x'"; 11][..], &[last]].concat().join(","));
        let german = format!("day_pattern = '{{day}}. {{month}} {{year}}'\n{}", months("'Dezember'"));
        let words = vocabulary(&[("de", &german), ("en", &months("'December'"))]);
        assert_eq!(words.of("de").day(date(2026, 12, 3)), "3. Dezember 2026");
        assert_eq!(words.of("fi").day(date(2026, 12, 3)), "2026-12-03");
        assert_eq!(words.of("fi").month(2026, 12), "2026-12");
    }

    #[test]
    fn a_wrong_value_is_found_in_its_file() {
        let mut findings = Vec::new();
        Vocabulary::default().add("en", &Source::new("en.toml", "by = 'By'\nmonths = ['x']"), &mut findings);
        assert_eq!(findings[0].message, "expected twelve names for `months`");
    }
}
