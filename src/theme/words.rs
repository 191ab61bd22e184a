//! The words that pages print and that are no copy, in each language that a theme has a file for.
//!
//! In: the files `words/LANGUAGE.toml` of a theme's layers. Out: [`Vocabulary`], which gives for a
//! language its [`Words`]: its own, where it lacks some the parent theme's, and at last English ones.

use super::plural;
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
    /// The months' names as they stand in a date, January first; none where dates are printed as
    /// numbers.
    pub months: Vec<String>,
    /// The months' names where no day stands before them; none where they are the same.
    pub months_alone: Vec<String>,
    /// The days of the week, in short, from the one that begins it.
    pub weekdays: Vec<String>,
    /// The days of the week, Monday first.
    pub weekdays_long: Vec<String>,
    /// How many days before Monday the week begins: 1 for Sunday.
    pub week_offset: i8,
    /// Words that go with a number, by name, with a form for each plural category.
    #[serde(skip)]
    forms: BTreeMap<String, BTreeMap<String, String>>,
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
        let Some(month) = name(&self.months, day.month()) else { return day.to_string() };
        let first = self.texts.get("first_day_pattern").filter(|_| day.day() == 1);
        let pattern = first.map_or_else(|| self.text("day_pattern"), String::as_str);
        let (day, year) = (day.day().to_string(), day.year().to_string());
        filled(pattern, &[("day", &self.digits(day)), ("month", month), ("year", &self.digits(year))])
    }

    /// A month of a year as readers see it.
    pub fn month(&self, year: i16, month: i8) -> String {
        match self.month_name(month) {
            Some(name) => {
                let year = self.digits(year.to_string());
                capitalised(&filled(self.text("month_pattern"), &[("month", name), ("year", &year)]))
            }
            None => format!("{year:04}-{month:02}"),
        }
    }

    /// A year as readers see it.
    pub fn year(&self, year: i16) -> String {
        let digits = self.digits(year.to_string());
        match self.texts.get("year_pattern").filter(|_| !self.months.is_empty()) {
            Some(pattern) => filled(pattern, &[("year", &digits)]),
            None => digits,
        }
    }

    /// A time of day as readers see it.
    pub fn time(&self, hour: i8, minute: i8) -> String {
        let (hour, minute) = (self.digits(format!("{hour:02}")), self.digits(format!("{minute:02}")));
        filled(self.pattern("time_pattern", "{hour}:{minute}"), &[("hour", &hour), ("minute", &minute)])
    }

    /// A day with a time of it, in one line.
    pub fn day_and_time(&self, day: &str, time: &str, zone: &str) -> String {
        filled(
            self.pattern("day_time_pattern", "{day}, {time} {zone}"),
            &[("day", day), ("time", time), ("zone", zone)],
        )
    }

    /// A month's name where no day stands before it.
    pub fn month_name(&self, month: i8) -> Option<&str> {
        name(&self.months_alone, month).or_else(|| name(&self.months, month))
    }

    /// The day of the week, 0 for Monday; nothing in a language whose days are not known.
    pub fn weekday(&self, day: i8) -> Option<&str> {
        self.weekdays_long.get(usize::try_from(day).ok()?).map(String::as_str)
    }

    /// A number as readers see it: with its thousands parted, in the digits of the language.
    pub fn number(&self, number: usize) -> String {
        let plain = number.to_string();
        let group = self.texts.get("group").map_or("", String::as_str);
        // A year and a number of four digits look alike, and many languages part only longer ones.
        if plain.len() < 5 || group.is_empty() {
            return self.digits(plain);
        }
        let mut out = String::with_capacity(plain.len() + 8);
        for (at, digit) in plain.chars().enumerate() {
            if at > 0 && (plain.len() - at).is_multiple_of(3) {
                out.push_str(group);
            }
            out.push(digit);
        }
        self.digits(out)
    }

    /// The forms of a word that goes with a number, by their plural categories.
    pub fn forms(&self, name: &str) -> BTreeMap<String, String> {
        let only = || BTreeMap::from([("other".to_owned(), self.text(name).to_owned())]);
        self.forms.get(name).cloned().unwrap_or_else(only)
    }

    /// A word with its number, in the form that goes with it: `{n}` is filled in.
    pub fn counted(&self, name: &str, number: usize) -> String {
        let forms = self.forms.get(name);
        let form =
            forms.and_then(|forms| forms.get(plural::category(&self.lang, number)).or_else(|| forms.get("other")));
        let form = form.map_or_else(|| self.text(name), String::as_str);
        filled(form, &[("n", &self.number(number))])
    }

    /// A pattern by its name, or a plain one in a theme that has no words.
    fn pattern<'a>(&'a self, name: &str, plain: &'a str) -> &'a str {
        self.texts.get(name).map_or(plain, String::as_str)
    }

    fn digits(&self, plain: String) -> String {
        match self.texts.get("digits") {
            Some(digits) => {
                let own: Vec<char> = digits.chars().collect();
                let digit = |c: char| c.to_digit(10).and_then(|at| own.get(at as usize).copied()).unwrap_or(c);
                plain.chars().map(digit).collect()
            }
            None => plain,
        }
    }

    /// Puts words in the place of others.
    pub fn replace(&mut self, words: impl IntoIterator<Item = (String, String)>) {
        for (name, text) in words {
            self.forms.remove(&name);
            self.texts.insert(name, text);
        }
    }

    /// Takes over what it has no word for.
    fn complete(&mut self, other: &Self) {
        for (own, others) in [
            (&mut self.weekdays, &other.weekdays),
            (&mut self.weekdays_long, &other.weekdays_long),
            (&mut self.months_alone, &other.months_alone),
        ] {
            // Names of other months would not go with its own.
            if own.is_empty() && self.lang == other.lang {
                own.clone_from(others);
            }
        }
        if self.months.is_empty() {
            self.months.clone_from(&other.months);
        }
        if self.weekdays.is_empty() {
            self.weekdays.clone_from(&other.weekdays);
        }
        // A form of a word is of no use in another language.
        for (name, forms) in &other.forms {
            if !self.texts.contains_key(name) && self.lang == other.lang {
                self.forms.entry(name.clone()).or_insert_with(|| forms.clone());
            }
        }
        for (name, text) in &other.texts {
            self.texts.entry(name.clone()).or_insert_with(|| text.clone());
        }
    }

    /// Puts the days of the week in the order of the language.
    fn turn_week(&mut self) {
        self.week_offset = match self.text("week_starts") {
            "sunday" => 1,
            "saturday" => 2,
            _ => 0,
        };
        let before = usize::from(self.week_offset.unsigned_abs()).min(self.weekdays.len());
        self.weekdays.rotate_right(before);
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
        if let Some(english) = self.languages.get(FALLBACK).cloned() {
            self.languages.values_mut().for_each(|words| words.complete(&english));
        }
        self.languages.values_mut().for_each(Words::turn_week);
    }
}

fn read(language: &str, source: &Source, table: toml::Table, findings: &mut Vec<Diagnostic>) -> Words {
    let mut words = Words { lang: language.to_owned(), ..Words::default() };
    for (name, value) in table {
        match (name.as_str(), value) {
            ("months", toml::Value::Array(names)) if names.len() == 12 => words.months = texts(names),
            ("months_alone", toml::Value::Array(names)) if names.len() == 12 => words.months_alone = texts(names),
            ("weekdays", toml::Value::Array(names)) if names.len() == 7 => words.weekdays = texts(names),
            ("weekdays_long", toml::Value::Array(names)) if names.len() == 7 => words.weekdays_long = texts(names),
            (_, toml::Value::String(text)) if !LISTS.contains(&name.as_str()) => match wrong(&name, &text) {
                Some(expected) => findings.push(misplaced(source, &name, expected)),
                None => drop(words.texts.insert(name, text)),
            },
            (_, toml::Value::Table(forms)) if is_forms(&forms) => {
                let forms = forms.into_iter().filter_map(|(form, text)| Some((form, text.as_str()?.to_owned())));
                let forms: BTreeMap<String, String> = forms.collect();
                words.texts.insert(name.clone(), forms["other"].clone());
                words.forms.insert(name, forms);
            }
            (_, value) => {
                let expected = match (name.as_str(), value) {
                    ("months" | "months_alone", _) => format!("expected twelve names for `{name}`"),
                    ("weekdays" | "weekdays_long", _) => format!("expected seven names for `{name}`"),
                    (_, toml::Value::Table(_)) => {
                        format!(
                            "expected forms for `{name}`: `other`, and those of {}",
                            plural::CATEGORIES[..5].join(", ")
                        )
                    }
                    _ => format!("expected text for `{name}`"),
                };
                findings.push(misplaced(source, &name, expected));
            }
        }
    }
    words
}

/// The names that are lists.
const LISTS: [&str; 4] = ["months", "months_alone", "weekdays", "weekdays_long"];

/// What is expected of a text, where it is not that.
fn wrong(name: &str, text: &str) -> Option<String> {
    match name {
        "week_starts" if !["monday", "saturday", "sunday"].contains(&text) => {
            Some("expected `monday`, `saturday` or `sunday` for `week_starts`".into())
        }
        "digits" if text.chars().count() != 10 => Some("expected ten digits for `digits`, from 0".into()),
        _ => None,
    }
}

fn misplaced(source: &Source, name: &str, expected: String) -> Diagnostic {
    let at = source.text().find(name).unwrap_or(0);
    Diagnostic::error("words", expected).at(source, at..at + name.len(), "")
}

/// Whether a table has the forms of a word: `other`, and no name that is no form.
fn is_forms(table: &toml::Table) -> bool {
    let is_form = |(name, text): (&String, &toml::Value)| plural::CATEGORIES.contains(&name.as_str()) && text.is_str();
    table.contains_key("other") && table.iter().all(is_form)
}

/// A month's name, from 1.
fn name(names: &[String], month: i8) -> Option<&str> {
    names.get(usize::try_from(month - 1).ok()?).map(String::as_str)
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn texts(values: Vec<toml::Value>) -> Vec<String> {
    values.into_iter().filter_map(|value| value.as_str().map(str::to_owned)).collect()
}

/// A pattern with its parts in braces filled in; a part that has no such name stays.
fn filled(pattern: &str, parts: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(pattern.len() + 16);
    let mut rest = pattern;
    while let Some(at) = rest.find('{') {
        out.push_str(&rest[..at]);
        let end = rest[at..].find('}').map_or(rest.len(), |end| at + end + 1);
        let name = rest[at + 1..end].trim_end_matches('}');
        match parts.iter().find(|(part, _)| *part == name) {
            Some((_, text)) => out.push_str(text),
            None => out.push_str(&rest[at..end]),
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
    fn every_language_of_the_default_theme_is_whole() {
        let files = crate::theme::builtin::files("default").iter();
        let files: Vec<(&str, &str)> = files
            .filter_map(|(path, bytes)| {
                let tag = path.strip_prefix("words/")?.strip_suffix(".toml")?;
                Some((tag, std::str::from_utf8(bytes).unwrap()))
            })
            .collect();
        let english: toml::Table = toml::from_str(files.iter().find(|(tag, _)| *tag == "en").unwrap().1).unwrap();
        let words = vocabulary(&files);
        for (tag, text) in &files {
            let own: toml::Table = toml::from_str(text).unwrap();
            let lacks: Vec<_> =
                english.keys().filter(|name| !own.contains_key(*name) && *name != "year_pattern").collect();
            assert_eq!(lacks, Vec::<&String>::new(), "{tag}");
            // Each plural category that the language has, and none besides.
            for (name, forms) in &words.of(tag).forms {
                let needed: std::collections::BTreeSet<_> = (0..=200).map(|n| plural::category(tag, n)).collect();
                let given: std::collections::BTreeSet<_> = forms.keys().map(String::as_str).collect();
                assert!(needed.is_subset(&given), "{tag} {name}: {needed:?}");
            }
        }
        assert!(files.len() >= 13);
    }

    #[test]
    fn dates_and_numbers_are_those_of_the_language() {
        let files = crate::theme::builtin::files("default").iter();
        let files: Vec<(&str, &str)> = files
            .filter_map(|(path, bytes)| {
                Some((path.strip_prefix("words/")?.strip_suffix(".toml")?, std::str::from_utf8(bytes).unwrap()))
            })
            .collect();
        let words = vocabulary(&files);
        for (tag, day, month, number, read) in [
            ("en", "1 May 2026", "May 2026", "12,345", "1 min read"),
            ("de", "1. Mai 2026", "Mai 2026", "12.345", "1 Min. Lesezeit"),
            ("fr", "1er mai 2026", "Mai 2026", "12\u{202f}345", "1 min de lecture"),
            ("es", "1 de mayo de 2026", "Mayo de 2026", "12\u{202f}345", "1 min de lectura"),
            ("ru", "1 мая 2026", "Май 2026", "12\u{a0}345", "1 минута чтения"),
            ("uk", "1 травня 2026", "Травень 2026", "12\u{a0}345", "1 хвилина читання"),
            ("ar", "1 مايو 2026", "مايو 2026", "12,345", "دقيقة قراءة"),
            ("he", "1 במאי 2026", "מאי 2026", "12,345", "דקת קריאה אחת"),
            ("ja", "2026年5月1日", "2026年5月", "12,345", "読了時間 約1分"),
            ("ko", "2026년 5월 1일", "2026년 5월", "12,345", "읽는 시간 약 1분"),
        ] {
            let words = words.of(tag);
            let told =
                [words.day(date(2026, 5, 1)), words.month(2026, 5), words.number(12345), words.counted("minutes", 1)];
            assert_eq!(told, [day, month, number, read], "{tag}");
        }
        assert_eq!(words.of("ru").counted("minutes", 22), "22 минуты чтения");
        assert_eq!(words.of("ar").weekdays[0], "س");
        assert_eq!(words.of("ja").year(2026), "2026年");
    }

    #[test]
    fn a_language_may_have_digits_of_its_own() {
        let words =
            vocabulary(&[("ar", "digits = '٠١٢٣٤٥٦٧٨٩'\ngroup = '٬'\ntime_pattern = '{hour}:{minute}'")]).of("ar");
        assert_eq!((words.number(12045), words.time(9, 30)), ("١٢٬٠٤٥".into(), "٠٩:٣٠".into()));
    }

    #[test]
    fn a_wrong_value_is_found_in_its_file() {
        let mut findings = Vec::new();
        Vocabulary::default().add("en", &Source::new("en.toml", "by = 'By'\nmonths = ['x']"), &mut findings);
        assert_eq!(findings[0].message, "expected twelve names for `months`");
    }
}
