//! How days, times and numbers are written in a language.

use super::Words;
use crate::theme::plural;
use jiff::civil::Date;
use memchr::memchr;
use std::borrow::Cow;

impl Words {
    /// A day as readers see it; as ISO 8601 has it in a language whose months are not known.
    pub fn day(&self, day: Date) -> String {
        let Some(month) = name(&self.months, day.month()) else { return day.to_string() };
        let first = self.texts.get("first_day_pattern").filter(|_| day.day() == 1);
        let pattern = first.map_or_else(|| self.text("day_pattern"), String::as_str);
        let (day, year) = (self.digits(day.day().to_string()), self.digits(day.year().to_string()));
        filled(pattern, &[("day", &day), ("month", month), ("year", &year)])
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
            None => digits.into_owned(),
        }
    }

    /// A time of day as readers see it.
    pub fn time(&self, hour: i8, minute: i8) -> String {
        let two = |number: i8| self.digits(two_digits(number.unsigned_abs().into()));
        let (hour, minute) = (two(hour), two(minute));
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
            return self.digits(plain).into_owned();
        }
        let mut out = String::with_capacity(plain.len() + 8);
        for (at, digit) in plain.chars().enumerate() {
            if at > 0 && (plain.len() - at).is_multiple_of(3) {
                out.push_str(group);
            }
            out.push(digit);
        }
        self.digits(out).into_owned()
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

    fn digits<'a>(&self, plain: impl Into<Cow<'a, str>>) -> Cow<'a, str> {
        let plain = plain.into();
        match self.texts.get("digits") {
            Some(digits) => {
                let own: Vec<char> = digits.chars().collect();
                let digit = |c: char| c.to_digit(10).and_then(|at| own.get(at as usize).copied()).unwrap_or(c);
                plain.chars().map(digit).collect()
            }
            None => plain,
        }
    }
}

/// A month's name, from 1.
fn name(names: &[String], month: i8) -> Option<&str> {
    names.get(usize::try_from(month - 1).ok()?).map(String::as_str)
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// A number below a hundred in two digits. Every card has a dozen of them, and formatting takes its time.
pub fn two_digits(number: u32) -> &'static str {
    const ALL: &str = "\
        0001020304050607080910111213141516171819202122232425262728293031323334353637383940414243444546474849\
        5051525354555657585960616263646566676869707172737475767778798081828384858687888990919293949596979899";
    let at = 2 * (number as usize % 100);
    &ALL[at..at + 2]
}

/// A pattern with its parts in braces filled in; a part that has no such name stays.
fn filled(pattern: &str, parts: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(pattern.len() + parts.iter().map(|(_, text)| text.len()).sum::<usize>());
    let mut rest = pattern;
    while let Some(at) = memchr(b'{', rest.as_bytes()) {
        out.push_str(&rest[..at]);
        let end = memchr(b'}', &rest.as_bytes()[at..]).map_or(rest.len(), |end| at + end + 1);
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
