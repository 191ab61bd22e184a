//! Marks and codes at the foot: end marks, the signatures of agencies and of those who worked on the story,
//! times and numbers.

use crate::wire::byline;
use crate::wire::caseless::Caseless;
use crate::wire::dateline::agency;
use crate::wire::language;
use std::sync::LazyLock;

/// What else ends a story, in no language: agencies, numbers and the codes of machines.
const MARKS: [&str; 21] = [
    "reuter", "reuters", "endall", "enditem", "endit", "finis", "30", "nnnn", "kyodo", "tass", "efe", "dpa", "afp",
    "ap", "upi", "xinhua", "ansa", "bernama", "ntb", "stt", "tt",
];

/// Words that end a story when they stand alone.
static ENDS: LazyLock<Caseless<()>> = LazyLock::new(|| language::feet(|foot| foot.ends).chain(MARKS).collect());

/// Those after which nothing more is for print, and those that say so between signs.
static LAST: LazyLock<Caseless<()>> = LazyLock::new(|| language::feet(|foot| foot.last).collect());
static BETWEEN: LazyLock<Caseless<()>> = LazyLock::new(|| language::feet(|foot| foot.last_between).collect());

/// Words that say that more is to come.
static MORE: LazyLock<Caseless<()>> = LazyLock::new(|| language::feet(|foot| foot.more).collect());

/// Zones and words beside a clock.
const ZONES: [&str; 20] = [
    "gmt", "utc", "est", "edt", "et", "cst", "cdt", "pst", "pdt", "cet", "cest", "mez", "mesz", "bst", "ist", "jst",
    "local", "time", "am", "pm",
];

/// Whether a word is a zone of time or stands beside a clock.
pub(in crate::wire) fn is_zone(word: &str) -> bool {
    ZONES.iter().any(|zone| zone.eq_ignore_ascii_case(word))
}

pub(super) fn is_more(words: &str) -> bool {
    let bare = words.trim_matches(|c: char| !c.is_alphanumeric());
    !words.chars().any(char::is_lowercase) && MORE.has(bare) || words.starts_with(['(', '-', '/']) && MORE.has(bare)
}

/// A word that ends a story, alone on its line between signs or in capitals: `ENDS`, `-30-`, `###`.
pub(in crate::wire) fn is_end(words: &str) -> bool {
    let bare = words.trim_matches(|c: char| !c.is_alphanumeric());
    words.len() <= 24
        && !bare.chars().any(char::is_lowercase)
        && agency::named(bare).is_none()
        && (bare.is_empty() && words.starts_with('#') || ENDS.has(bare) && words != "30")
}

/// An end mark that says in words that nothing more is for print: `– ENDS –`.
pub(super) fn is_last(words: &str) -> bool {
    let bare = words.trim_matches(|c: char| !c.is_alphanumeric());
    LAST.has(bare) || bare.len() < words.len() && BETWEEN.has(bare)
}

/// `ENDS`, `-30-`, `###`, `==Kyodo`, `(SDA/sj)`, `dpa pre yyhe n1 deg`, `AFP sn`, `(Schluss) ab/cd`, `ab/cd/ef`.
pub(super) fn is_mark(words: &str) -> bool {
    if words.len() > 60 || words.is_empty() {
        return false;
    }
    let bare = words.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    if bare.is_empty() {
        let sign =
            |c: char| matches!(c, '#' | '=' | '*' | '+' | '-' | '■' | '▪' | '◼' | '●' | '∎' | '◆' | '\u{a0}' | ' ');
        return words.chars().all(sign) || words == STOP;
    }
    ENDS.has(&bare) && (bare != "30" || words.len() > 2)
        || is_signature(words)
        || is_agency(words)
        || is_by_agency(words)
        || is_initials(words)
        || is_signed(words)
        || marked(words).is_some_and(|rest| is_signed(rest) || agency::named(rest).is_some())
}

/// `The Canadian Press`, `The AP`: an agency's whole name on the last line.
fn is_agency(words: &str) -> bool {
    let name = words.strip_prefix("The ").unwrap_or(words);
    agency::named(words).or_else(|| agency::named(name)).is_some() && words.contains(' ')
}

/// `Von dpa`: the word for `by` and an agency's name.
fn is_by_agency(words: &str) -> bool {
    words.split_once(' ').is_some_and(|(by, name)| byline::is_by(by) && agency::named(name).is_some())
}

/// How Belga ends a story.
const STOP: &str = "./.";

/// What stands after a mark in brackets: `(END) Dow Jones Newswires`.
fn marked(words: &str) -> Option<&str> {
    let (mark, rest) = words.strip_prefix('(')?.split_once(')')?;
    ENDS.has(mark).then(|| rest.trim_start()).filter(|rest| !rest.is_empty())
}

/// `(SDA/sj)`, `==Kyodo`, `/ritzau/`, `--IANS`, `Lusa/Fim`: an agency between marks or in capitals, with initials
/// or without.
pub(super) fn is_signature(words: &str) -> bool {
    let inner =
        words.trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '"' | '“' | '”' | '«' | '»' | '?' | '!'));
    if inner.is_empty() || inner.len() > 40 || words.len() > inner.len() + 8 {
        return false;
    }
    let between = words.starts_with(['(', '=', '/', '-', '–', '—', '[', '©']) && words.len() > inner.len();
    let capitals = inner.chars().all(|c| c.is_uppercase()) && inner.chars().count() > 2;
    if !between && !capitals && !inner.contains('/') {
        return false;
    }
    let named = |part: &str| agency::named(part).is_some();
    // `(With PTI inputs)`
    let inner = byline::head(inner, "with ").and_then(|inner| inner.strip_suffix(" inputs")).unwrap_or(inner);
    let mut parts = inner.split(['/', ' ', ',', '-']).filter(|part| !part.is_empty());
    let first = parts.next().unwrap_or("");
    let leads = named(inner) || named(first) && parts.all(|part| part.len() <= 6 || named(part));
    let ends = |(signs, last): (&str, &str)| named(last) && signs.split('/').all(is_sign);
    leads || between && inner.rsplit_once('/').is_some_and(ends)
}

/// `dpa pre yyhe n1 deg`, `PTI ABC DE`: an agency and the short signs of those who worked on it.
fn is_initials(words: &str) -> bool {
    let mut parts = words.split_whitespace();
    let first = parts.next().unwrap_or("");
    let count = parts.clone().count();
    let small = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '/';
    let sign =
        |part: &str| part.len() <= 5 && (part.chars().all(small) || part.chars().all(|c| c.is_ascii_uppercase()));
    (1..=8).contains(&count) && first.len() <= 8 && agency::named(first).is_some() && parts.all(sign)
}

/// `as/jlm/mcd`, `RCN // ABC`, `COR-AB`, `ar/ te/`: the signs of those who worked on a story.
fn is_signed(words: &str) -> bool {
    // `(KVE/AR)`
    let words = words.strip_prefix('(').and_then(|inner| inner.strip_suffix(')')).unwrap_or(words);
    if words.len() > 24 || words.starts_with('/') {
        return false;
    }
    if words.ends_with('/') {
        let mut signs = words.split_whitespace();
        return signs.clone().count() > 1 && signs.all(|sign| sign.strip_suffix('/').is_some_and(is_sign));
    }
    // MTI parts them the other way: `ab \\ cd`.
    let mut oblique = words.split(['/', '\\']).map(str::trim).filter(|part| !part.is_empty());
    let capitals = |part: &str| is_sign(part) && part.chars().all(|c| c.is_ascii_uppercase());
    // `ar-te/jo`: those before the hyphen wrote together.
    let small = |part: &str| part.split('-').all(|sign| is_sign(sign) && sign.chars().all(|c| c.is_ascii_lowercase()));
    words.contains(['/', '\\']) && oblique.clone().count() > 1 && oblique.all(|part| is_sign(part) || small(part))
        || words.split_once('-').is_some_and(|(one, other)| capitals(one) && capitals(other))
}

fn is_sign(part: &str) -> bool {
    part.len() <= 4
        && part.starts_with(|c: char| c.is_ascii_alphabetic())
        && part.chars().all(|c| c.is_ascii_alphanumeric())
}

/// Where an agency's name in capitals or the signs of the writers stand after the last sentence of a paragraph:
/// `… ayer. EFE`, `… Jahr davor./ar/te`.
pub(super) fn trailing(window: &str) -> Option<usize> {
    let at = window.rfind(char::is_whitespace)?;
    let name = window[at..].trim_start();
    if name == STOP {
        return Some(window.len() - name.len());
    }
    if let Some((_, signs)) = name.split_once("./").filter(|(word, _)| word.len() > 1 && !word.contains('/')) {
        let small = |sign: &str| is_sign(sign) && sign.chars().all(|c| c.is_ascii_lowercase());
        return signs.split('/').all(small).then(|| window.len() - signs.len() - 1);
    }
    if let Some(at) = behind_dash(window) {
        return Some(at);
    }
    // `… each spring. - Sapa-AFP`
    let dashed = window.rsplit_once([' ', '\u{a0}']).and_then(|(before, _)| before.strip_suffix(['-', '–', '—']));
    if let Some(before) = dashed.filter(|before| before.trim_end().ends_with('.') && agency::known(name)) {
        return Some(before.len());
    }
    let closed = window[..at].trim_end().ends_with(['.', '!', '?', '"', '”', '»', '«', '“']);
    let letters = name.chars().count();
    let capitals = letters > 2 && name.chars().all(char::is_uppercase);
    // `… gesagt.“ dpa`
    let small = (3..=4).contains(&letters) && name.bytes().all(|byte| byte.is_ascii_lowercase());
    let ends = name == "Enditem" || (capitals || small) && agency::named(name).is_some() || capitals && is_end(name);
    (closed && ends).then(|| window.len() - name.len())
}

/// `… each spring. --Antara`, `… each spring. —AR, Norwick News`: an agency right behind a dash, with signs or without.
fn behind_dash(window: &str) -> Option<usize> {
    let near = window.floor_char_boundary(window.len().saturating_sub(LONGEST));
    let at = near + window[near..].rfind(['-', '–', '—'])?;
    let (before, name) = (&window[..at], window[at..].trim_start_matches(['-', '–', '—']));
    let copy = before.trim_end_matches(['-', '–', '—']).trim_end();
    let (signs, name) = name.rsplit_once(", ").map_or(("", name), |(signs, name)| (signs, name));
    let signed = signs.is_empty() || signs.split('/').all(|sign| is_sign(sign) && sign.chars().all(char::is_uppercase));
    let closed = copy.ends_with(['.', '!', '?']) && copy.len() < before.len();
    (closed && signed && agency::named(name).is_some()).then(|| window.len() - window[copy.len()..].trim_start().len())
}

/// No agency at the end of a paragraph is longer, in bytes, with the signs before it.
const LONGEST: usize = 40;

/// `AP-WF-08-29-16 1626GMT`, `KWS-21:37-09-12-18`, `131137 GMT Nov 13`, `091223 dec 18`, `04-MAR-26 12:31 NNNN`.
pub(super) fn is_code(words: &str) -> bool {
    let digits = || words.bytes().filter(u8::is_ascii_digit).count();
    if words.len() > 40 || words.ends_with('.') || digits() < 4 {
        return false;
    }
    let first = words.split_whitespace().next().unwrap_or("");
    let coded = first.split(['-', ':']).count() >= 4
        && first.starts_with(|c: char| c.is_ascii_uppercase())
        && first.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || matches!(c, '-' | ':'));
    coded
        || is_numbered(words, first)
        || is_stamp(words, first)
        || words.contains("**") && words.chars().all(|c| c.is_ascii_digit() || c == '*')
}

/// `APA0123 2026-03-04/11:02`: an agency's number for the story, and when it was sent.
fn is_numbered(words: &str, first: &str) -> bool {
    let letters = first.len() - first.trim_start_matches(|c: char| c.is_ascii_alphabetic()).len();
    let (name, number) = first.split_at(letters);
    let mut rest = words[first.len()..].trim_start().chars();
    agency::named(name).is_some()
        && (3..=5).contains(&number.len())
        && number.bytes().all(|byte| byte.is_ascii_digit())
        && !rest.as_str().is_empty()
        && rest.all(|c| c.is_ascii_digit() || matches!(c, '-' | '/' | ':' | '.' | ' '))
}

/// A time of day with a date or a zone: nothing but numbers, months and zones.
fn is_stamp(words: &str, first: &str) -> bool {
    let number = |word: &str| word.bytes().all(|byte| byte.is_ascii_digit());
    let known = |word: &str| {
        let lower = word.to_lowercase();
        number(word) || lower == "nnnn" || ZONES.contains(&lower.as_str()) || language::month(word).is_some()
    };
    let timed = first.len() == 6 && number(first)
        || words
            .split([' ', '(', ')'])
            .any(|word| word.split_once(':').is_some_and(|(hour, minute)| number(hour) && number(minute)));
    // A fixture has a day and a clock as well, but no year.
    let filed = |word: &str| {
        word.len() == 4 && number(word) && word.starts_with(['1', '2'])
            || word.eq_ignore_ascii_case("nnnn")
            || word.eq_ignore_ascii_case("local")
    };
    let mut parts = words.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let dated = first.len() == 6 || parts.clone().any(filed);
    timed && dated && words.contains(' ') && parts.all(known)
}

/// A story's number under its signature.
pub(super) fn is_number(words: &str) -> bool {
    (3..=6).contains(&words.len()) && words.bytes().all(|byte| byte.is_ascii_digit())
}

/// A row of signs that parts a story from its foot: `___`, `* * *`.
pub(in crate::wire) fn is_rule(words: &str) -> bool {
    let sign = |c: char| matches!(c, '_' | '*' | '-' | '=' | '~' | '—' | '–' | '•' | '·' | '|');
    words.len() <= 320
        && words.chars().all(|c| c.is_whitespace() || sign(c))
        && (words == "|" || (3..=80).contains(&words.chars().filter(|c| sign(*c)).count()))
}
