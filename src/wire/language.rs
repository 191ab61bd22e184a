//! What the languages of the wire have in common: names of months and days, words for bylines and
//! speech. One file a language, `language/NAME.txt`, which holds all that is known of it; a speaker of it
//! can mend or extend the file without knowing the program. The compiler reads the files, so that the
//! program starts at once and a list with an unknown name is an error of the build.

use crate::wire::caseless::Caseless;
pub(crate) use foot::{Foot, Mail};
use std::sync::LazyLock;

pub(in crate::wire) mod common;
#[macro_use]
mod foot;
pub(in crate::wire) mod key;
pub(in crate::wire) mod table;

/// One language's words.
pub(crate) struct Language {
    /// Its BCP 47 tag.
    pub(crate) tag: &'static str,
    /// The names of the twelve months.
    pub(crate) months: [&'static [&'static str]; 12],
    /// The names of the seven days, from Monday.
    pub(crate) days: [&'static [&'static str]; 7],
    /// What opens a byline; a space or a colon follows.
    pub(crate) by: &'static [&'static str],
    /// Verbs of speech that news copy puts beside a day (`said on Friday`).
    pub(crate) said: &'static [&'static str],
    /// `last year`.
    pub(crate) last_year: &'static [&'static str],
    /// Words that say a year lies ahead (`by 2030`).
    pub(crate) ahead: &'static [&'static str],
    /// Words so common that a few sentences tell the language by them.
    pub(crate) common: &'static [&'static str],
    /// Names of sections, as they stand above a headline.
    pub(crate) sections: &'static [&'static str],
    /// What opens a line that points to another story (`Read also`).
    pub(crate) pointers: &'static [&'static str],
    /// Words that name an office and no person (`editor`).
    pub(crate) offices: &'static [&'static str],
    /// What opens a line that says when a page was published.
    pub(crate) stamped: &'static [&'static str],
    /// What the header of a mail calls its fields.
    pub(crate) mail: Mail,
    /// Words at its foot and around it.
    pub(crate) foot: Foot,
}

/// The names of the months and of the days in a file's lists.
macro_rules! calendar {
    ($list:ident) => {
        (
            [
                $list("january"),
                $list("february"),
                $list("march"),
                $list("april"),
                $list("may"),
                $list("june"),
                $list("july"),
                $list("august"),
                $list("september"),
                $list("october"),
                $list("november"),
                $list("december"),
            ],
            [
                $list("monday"),
                $list("tuesday"),
                $list("wednesday"),
                $list("thursday"),
                $list("friday"),
                $list("saturday"),
                $list("sunday"),
            ],
        )
    };
}

/// Reads the lists of a file, each asked for by its name: `list` gives one that has to be there, `some` one that need
/// not.
macro_rules! lists {
    ($file:expr, $($ask:ident)+) => {
        const NAMED: [(&str, &str); table::count($file)] = table::words($file);
        static WORDS: [&str; NAMED.len()] = table::bare(&NAMED);
        $(const fn $ask(name: &str) -> &'static [&'static str] {
            table::$ask(&NAMED, &WORDS, name)
        })+
    };
}

/// Reads a language's file.
macro_rules! language {
    ($file:literal) => {{
        lists!(include_str!(concat!("language/", $file, ".txt")), list some);
        let (months, days) = calendar!(list);
        Language {
            tag: list("tag")[0],
            months,
            days,
            by: list("by"),
            said: list("announced"),
            last_year: list("last-year"),
            ahead: list("ahead"),
            common: list("common"),
            sections: list("sections"),
            pointers: list("pointers"),
            offices: list("offices"),
            stamped: list("stamped"),
            mail: mail!(list, some, list),
            foot: foot!(some),
        }
    }};
}

mod others;

pub(in crate::wire) use others::EAST;
use others::OTHERS;

/// Names of the twelve months, and of the seven days from Monday.
type Calendar = ([&'static [&'static str]; 12], [&'static [&'static str]; 7]);

static ENGLISH: Language = language!("english");

/// Every language, English first.
pub(crate) static LANGUAGES: [&Language; 12] = [
    &ENGLISH,
    &const { language!("german") },
    &const { language!("french") },
    &const { language!("spanish") },
    &const { language!("portuguese") },
    &const { language!("italian") },
    &const { language!("russian") },
    &const { language!("dutch") },
    &const { language!("swedish") },
    &const { language!("norwegian") },
    &const { language!("danish") },
    &const { language!("finnish") },
];

/// The month that a word names in any of the languages, from 1.
pub(crate) fn month(word: &str) -> Option<i8> {
    MONTHS.get(word)
}

/// The day of the week that a lower-case word names in a language, from 0 for Monday.
pub(crate) fn day(language: &Language, word: &str) -> Option<i8> {
    let at = language.days.iter().position(|names| names.contains(&word))?;
    i8::try_from(at).ok()
}

/// Whether a word names a day of the week in any of the languages.
pub(crate) fn is_day(word: &str) -> bool {
    DAYS.has(word)
}

/// The day of the week that a word names in any of the languages, from 0 for Monday; where languages disagree, the
/// first has it.
pub(crate) fn weekday(word: &str) -> Option<i8> {
    DAYS.get(word)
}

/// The months by their names; where languages disagree, the first has it.
static MONTHS: LazyLock<Caseless<i8>> = LazyLock::new(|| {
    let all = LANGUAGES.into_iter().map(|language| &language.months).chain([&OTHERS.calendar.0]);
    let numbered = all.flat_map(|months| months.iter().zip(1..));
    Caseless::new(numbered.flat_map(|(names, month)| names.iter().map(move |name| (*name, month))))
});

/// The names of the days.
static DAYS: LazyLock<Caseless<i8>> = LazyLock::new(|| {
    let all = LANGUAGES.into_iter().map(|language| &language.days).chain([&OTHERS.calendar.1]);
    let numbered = all.flat_map(|days| days.iter().zip(0..));
    Caseless::new(numbered.flat_map(|(names, day)| names.iter().map(move |name| (*name, day))))
});

/// What mails call their fields, in each language.
pub(crate) fn mails() -> impl Iterator<Item = &'static Mail> {
    LANGUAGES.into_iter().map(|language| &language.mail).chain([&OTHERS.mail])
}

/// What opens a byline in every language.
pub(crate) fn bylines() -> impl Iterator<Item = &'static str> {
    LANGUAGES.into_iter().map(|language| language.by).chain([OTHERS.by]).flatten().copied()
}

/// What stands behind a word that opens a byline only where a dateline follows.
pub(crate) fn by_dated(line: &str) -> Option<&str> {
    OTHERS.by_dated.iter().find_map(|word| line.strip_prefix(word)?.strip_prefix(' '))
}

/// What stands behind the sign of our era.
pub(crate) fn era(rest: &str) -> Option<&str> {
    let rest = OTHERS.era.iter().find_map(|sign| rest.strip_prefix(sign))?;
    (!rest.starts_with(char::is_alphabetic)).then_some(rest)
}

/// What stands before the word that joins the date of another calendar to ours.
pub(crate) fn in_another_calendar(words: &str) -> Option<&str> {
    OTHERS.corresponding.iter().find_map(|word| words.strip_suffix(word))
}

/// What opens a line that says when a page was published, in every language.
pub(crate) fn stamps() -> impl Iterator<Item = &'static str> {
    LANGUAGES.into_iter().map(|language| language.stamped).chain([OTHERS.stamped]).flatten().copied()
}

/// The words of one list of the foot in every language.
pub(crate) fn feet(list: fn(&Foot) -> &'static [&'static str]) -> impl Iterator<Item = &'static str> {
    LANGUAGES.into_iter().map(|language| &language.foot).chain([&OTHERS.foot]).flat_map(list).copied()
}

/// Whether a word names an office and no person in any of the languages.
pub(crate) fn is_office(word: &str) -> bool {
    OFFICES.has(word)
}

/// The words for offices.
static OFFICES: LazyLock<Caseless<()>> =
    LazyLock::new(|| LANGUAGES.iter().flat_map(|language| language.offices).copied().collect());

/// The month that a word was meant to name: one slip of the typist in an English name (`Narch`).
pub(crate) fn month_meant(word: &str) -> Option<i8> {
    let meant = |name: &&str| name.len() >= 4 && word.len() >= 3 && is_slip(name.as_bytes(), word.as_bytes());
    let at = ENGLISH.months.iter().position(|names| names.iter().any(&meant))?;
    i8::try_from(at + 1).ok()
}

/// Whether one letter was changed, left out or added, or two neighbours changed places.
fn is_slip(name: &[u8], word: &[u8]) -> bool {
    let same = name.iter().zip(word).take_while(|(a, b)| a == b).count();
    let (name, word) = (&name[same..], &word[same..]);
    match (name, word) {
        ([_, a @ ..], [_, b @ ..]) if a == b => true,
        ([first, second, a @ ..], [other, next, b @ ..]) if first == next && second == other && a == b => true,
        ([_, a @ ..], b) if a == b => true,
        (a, [_, b @ ..]) => a == b,
        _ => false,
    }
}

/// The language with a tag (`pt-BR` is Portuguese), if it is one of ours.
pub(crate) fn tagged(tag: &str) -> Option<&'static Language> {
    let primary = tag.split(['-', '_']).next().unwrap_or(tag);
    let primary = if primary.eq_ignore_ascii_case("nb") || primary.eq_ignore_ascii_case("nn") { "no" } else { primary };
    LANGUAGES.into_iter().find(|language| language.tag.eq_ignore_ascii_case(primary))
}
