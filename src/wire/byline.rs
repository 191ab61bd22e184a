//! The byline: who wrote the story.
//!
//! ```text
//! byline   = by names { "," ( service | title ) }
//! names    = name { ("," | "and" | "&" | "/") name }
//! initials = letters { "/" letters }
//! ```

use super::dateline::{agency, east, place};
use super::language;
use super::openings::Openings;
use super::quotes::opens_with_given_name;
pub(super) use office::is_office;
use std::borrow::Cow;
use std::sync::LazyLock;

mod office;

/// Small words between and inside names.
const JOINERS: [&str; 40] = [
    "and", "und", "et", "y", "e", "i", "og", "och", "en", "&", "in", "for", "of", "the", "de", "da", "do", "dos",
    "van", "von", "der", "den", "del", "della", "di", "la", "le", "el", "al", "bin", "ben", "zu", "af", "av", "ter",
    "ten", "with", "at", "avec", "mit",
];

/// Whether a word in small letters stands between or inside names.
pub(super) fn is_joiner(word: &str) -> bool {
    JOINERS.contains(&word) || matches!(word, "or" | "by" | "to" | "on" | "from")
}

/// The longest byline, in characters.
const LONGEST: usize = 240;

/// The names in a line that says who wrote: `By Ana Reis, Harbour News`.
pub(super) fn by(line: &str) -> Option<Vec<String>> {
    if line.len() > LONGEST * 2 || line.ends_with([';', '?', '!', ':']) {
        return None;
    }
    if let Some(names) = east::byline(line) {
        return Some(names);
    }
    if let Some(name) = of_office(line) {
        return Some(names(name));
    }
    // `(di Ana Reis)`
    let line = line.strip_prefix('(').and_then(|line| line.strip_suffix(')')).unwrap_or(line);
    let names = after_by(line)?;
    // `Text:` may open any line; of an author the word itself tells.
    let opening = line[..line.len() - names.len()].trim_end();
    let first = names.split(',').next().unwrap_or(names);
    let caseless = names.starts_with(|c: char| c.is_alphabetic() && !c.is_uppercase() && !c.is_lowercase());
    if caseless && first.split_whitespace().count() > CASELESS {
        return None;
    }
    // `Par : Ana Reis`
    let opens_any = opening.ends_with(':') && !is_by(opening);
    if opens_any && !caseless && !opening.to_lowercase().starts_with(['a', 'а']) && bare(first).is_none() {
        return None;
    }
    let opens = names.starts_with(|c: char| c.is_uppercase() || (c.is_alphabetic() && !c.is_lowercase()));
    let services = names.len() <= 24
        && names.split([',', ' ']).all(|name| agency::named(name).is_some() || name.contains('.') || name.len() <= 4);
    let article = services || names.starts_with("the ") || JOINERS.contains(&names.split(' ').next().unwrap_or(""));
    let plain =
        |word: &&str| word.starts_with(char::is_lowercase) && !JOINERS.contains(word) && !language::is_office(word);
    let lower = names
        .split_whitespace()
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()))
        .filter(|word| plain(word))
        .count();
    let sentence =
        names.ends_with('.') && names.split_whitespace().next_back().is_some_and(|word| word.chars().count() > 4);
    // `Von Platz 9 zum Sieg`: from one place to another.
    let leads = || {
        let to = |word: &str| ["zum", "zur", "nach", "bis"].contains(&word);
        names.split(' ').any(to) && !opens_with_given_name(names)
    };
    (names.chars().count() <= LONGEST && (opens || article) && (lower <= 1 || services) && !sentence && !leads())
        .then(|| self::names(names))
}

/// The names in a line between headline and dateline that opens with a word which may open any other line.
pub(super) fn above_dateline(line: &str) -> Option<Vec<String>> {
    let names = language::by_dated(line)?;
    let words = names.split_whitespace().count();
    let other = |c: char| c.is_ascii_punctuation() || c.is_numeric();
    ((2..=CASELESS).contains(&words) && !names.contains(other)).then(|| self::names(names))
}

/// No name has more words in letters that know no capitals, where only the number of words tells names from a sentence.
const CASELESS: usize = 5;

/// The name before two words for an office of the paper: `ANA REIS Staff Writer`.
fn of_office(line: &str) -> Option<&str> {
    if line.len() > NAME_AND_OFFICE || line.contains([',', '.', '?', '!', ':']) && !line.contains(". ") {
        return None;
    }
    let (rest, last) = line.rsplit_once(' ')?;
    let (name, first) = rest.rsplit_once(' ')?;
    let office = |word: &str| word.starts_with(char::is_uppercase) && language::is_office(word);
    let person = (2..=4).contains(&name.split_whitespace().count())
        && name.split_whitespace().all(|word| word.starts_with(char::is_uppercase) && !language::is_office(word));
    (office(first) && office(last) && person && opens_with_given_name(name)).then_some(name)
}

/// No name with such words is longer, in bytes.
const NAME_AND_OFFICE: usize = 60;

/// What stands after `By`, in any of the languages.
fn after_by(line: &str) -> Option<&str> {
    let parted = |c: char| c == ':' || c.is_whitespace();
    // `by`, but not `bypass`.
    let whole = |rest: &&str| rest.starts_with(parted) || line[..line.len() - rest.len()].ends_with(':');
    let names = BY.all(line).map(|(_, rest)| rest).filter(whole).map(|rest| rest.trim_start_matches(parted));
    names.min_by_key(|rest| rest.len()).filter(|rest| !rest.is_empty())
}

/// Whether a line is nothing but the word for `by`.
pub(super) fn is_by(line: &str) -> bool {
    BY.whole(line.trim_end_matches([':', ' ']))
}

static BY: LazyLock<Openings> = LazyLock::new(|| Openings::new(language::bylines()));

/// The rest of a line after a prefix given in lower case; letter case does not matter.
#[inline]
pub(super) fn head<'a>(line: &'a str, prefix: &str) -> Option<&'a str> {
    let byte = |text: &str, at: usize| text.as_bytes().get(at).copied().unwrap_or(0);
    // Two bytes tell of most lines; only what is not ASCII asks for its lower case.
    let differs = |at: usize| {
        let (typed, wanted) = (byte(line, at), byte(prefix, at));
        typed.is_ascii() && wanted.is_ascii_graphic() && typed.to_ascii_lowercase() != wanted
    };
    if line.is_empty() || differs(0) || differs(1) { None } else { rest(line, prefix) }
}

/// [`head`] of a line whose first letter may be that of the prefix.
fn rest<'a>(line: &'a str, prefix: &str) -> Option<&'a str> {
    let mut same = 0;
    for (byte, expected) in line.bytes().zip(prefix.bytes()) {
        if !byte.is_ascii() || !expected.is_ascii() {
            break;
        }
        let blank = expected == b' ' && char::from(byte).is_whitespace();
        if !blank && !byte.eq_ignore_ascii_case(&expected) {
            return None;
        }
        same += 1;
    }
    let mut rest = line[same..].chars();
    for expected in prefix[same..].chars() {
        let c = rest.next()?;
        let same =
            c == expected || (expected == ' ' && c.is_whitespace()) || c.to_lowercase().eq(std::iter::once(expected));
        if !same {
            return None;
        }
    }
    Some(rest.as_str())
}

/// The names in a line of nothing but names: `Ana Reis and Tom Ek`.
pub(super) fn bare(line: &str) -> Option<Vec<String>> {
    // `Ana Reis - Repórter da Agência Brasil`
    let dashed = memchr::memchr2(b'-', 0xE2, line.as_bytes()).is_some();
    if let Some((name, office)) = DASHES.iter().filter(|_| dashed).find_map(|dash| line.split_once(dash))
        && is_office(office)
    {
        return bare(name);
    }
    let count = line.chars().count();
    let odd = |c: char| {
        c.is_numeric()
            || matches!(
                c,
                ':' | ';' | '?' | '!' | '"' | '“' | '”' | '«' | '„' | '|' | '–' | '—' | '%' | '$' | '#' | '@'
            )
    };
    // `-----Original Message-----`
    if !(4..=90).contains(&count) || ends_sentence(line) || line.starts_with("--") || line.starts_with("- ") {
        return None;
    }
    let outside = &*outside_brackets(line);
    let firm = outside.contains('&') && is_firm(outside);
    // `Ana Reis (@anareis)`
    let odd_in_brackets = |c: char| odd(c) && c != '@';
    if !firm && opens_as_copy(outside) || outside.contains(odd) || line.contains(odd_in_brackets) {
        return None;
    }
    if firm {
        return Some(vec![outside.trim().to_owned()]);
    }
    let persons = split(outside);
    let person = |name: &&str| {
        let words = name.split_whitespace();
        let capitals = words.clone().filter(|word| word.starts_with(char::is_uppercase)).count();
        let fine =
            |word: &str| word.starts_with(|c: char| c.is_uppercase() || !c.is_alphabetic()) || JOINERS.contains(&word);
        (1..=5).contains(&words.clone().count()) && capitals >= 1 && words.clone().all(fine)
    };
    let longest = persons.iter().map(|name| name.split_whitespace().count()).max()?;
    let shouts = place::shouted(outside) && persons.len() < 2;
    (persons.iter().all(|name| person(&name.as_str())) && (2..=4).contains(&longest) && persons.len() <= 5 && !shouts)
        .then(|| names(outside))
}

/// Whether a word in small letters that no name has in it stands before the first `in` or `for`.
fn opens_as_copy(line: &str) -> bool {
    let mut words = line.split_whitespace().take_while(|word| !["in", "for", "IN"].contains(word));
    words.any(|word| {
        let word = word.split(SEPARATORS).next().unwrap_or_default();
        word.starts_with(char::is_lowercase) && !JOINERS.contains(&word) && !CONJUNCTIONS.contains(&word)
    })
}

/// Whether a line is a name with `&` in it that is no two persons': `Reis & Co`, `Boats & i`.
fn is_firm(line: &str) -> bool {
    let mut words = line.split_whitespace();
    let named = |word: &str| word.starts_with(char::is_uppercase) && word.chars().all(char::is_alphabetic);
    let short = |word: &str| word.chars().all(char::is_alphabetic) && word.chars().count() <= 3;
    let row = [(); 4].map(|()| words.next());
    matches!(row, [Some(first), Some("&"), Some(last), None] if named(first) && short(last))
}

/// The words that stand in no brackets.
fn outside_brackets(line: &str) -> Cow<'_, str> {
    if memchr::memchr3(b'(', b'[', b')', line.as_bytes()).is_none() && !line.contains(']') {
        return line.into();
    }
    let mut depth = 0usize;
    let mut outside = String::with_capacity(line.len());
    for c in line.chars() {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            _ if depth == 0 => outside.push(c),
            _ => {}
        }
    }
    outside.into()
}

fn ends_sentence(line: &str) -> bool {
    line.ends_with(['.', ',', '…']) && !line.ends_with(" Jr.") && !line.ends_with(" Sr.")
}

/// Initials with an oblique, as desks sign: `daa/mt/msr`, `newsroom/KN`.
pub(super) fn initials(line: &str) -> bool {
    let parts = || line.split('/');
    let small = |part: &str| part.chars().all(char::is_lowercase);
    line.contains('/')
        && line.len() <= 24
        && parts().all(|part| !part.is_empty() && part.chars().all(char::is_alphabetic))
        && (parts().all(|part| small(part) && part.len() <= 4)
            || parts().next().is_some_and(small) && parts().next_back().is_some_and(|part| part.len() <= 3))
}

/// The persons in a list of names; services, titles and degrees are left out.
pub(super) fn names(list: &str) -> Vec<String> {
    // What follows a dash is an office or a place: `Ana Reis - Reporter, Porto`.
    let end = DASHES.into_iter().chain([" | "]).filter_map(|dash| list.find(dash)).min();
    let list = &*outside_brackets(&list[..end.unwrap_or(list.len())]);
    let is_person = |name: &String| {
        let words: Vec<_> = name.split_whitespace().collect();
        let office = |word: &&str| language::is_office(word);
        let acronym = words.len() == 1 && words[0].len() <= 5 && place::shouted(words[0]);
        !words.is_empty()
            && words.len() <= 5
            && agency::named(name).is_none()
            && !words.iter().any(office)
            && !acronym
            && !name.contains(char::is_numeric)
            && !name.contains(".com")
    };
    let in_case = |name: String| if place::shouted(&name) { place::normal_case(&name) } else { name };
    split(list).into_iter().filter(is_person).map(in_case).collect()
}

/// Dashes between a name and an office.
const DASHES: [&str; 3] = [" - ", " – ", " — "];

/// What stands between names in a list.
const SEPARATORS: [char; 7] = [',', ';', '&', '/', '、', '،', '•'];
/// The words that do.
const CONJUNCTIONS: [&str; 11] = ["and", "und", "et", "y", "e", "og", "och", "with", "AND", "UND", "ET"];

fn split(list: &str) -> Vec<String> {
    let mut persons: Vec<String> = Vec::new();
    for part in list.split(SEPARATORS) {
        let mut name: Vec<&str> = Vec::new();
        for word in part.split_whitespace() {
            if CONJUNCTIONS.contains(&word) {
                persons.push(name.join(" "));
                name.clear();
            // `ANA REIS Envoyée spéciale à Norwick`
            } else if name.len() > 1 && name.iter().all(|name| place::shouted(name)) && is_titled(word) {
                break;
            } else if !["in", "for", "IN"].contains(&word) || name.is_empty() {
                name.push(word);
            } else {
                break;
            }
        }
        persons.push(name.join(" "));
    }
    persons.retain(|name| !name.is_empty());
    persons
}

/// Whether a word that is not in capitals names an office.
fn is_titled(word: &str) -> bool {
    !place::shouted(word) && language::is_office(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bylines_give_their_names() {
        let cases: [(&str, &[&str]); 15] = [
            ("By Ana Reis, Reuters", &["Ana Reis"]),
            ("by Ana Reis", &["Ana Reis"]),
            ("BY ANA REIS AND TOM EK", &["Ana Reis", "Tom Ek"]),
            ("By Ana Reis and Tom Ek", &["Ana Reis", "Tom Ek"]),
            ("By Ana Reis, Tom Ek and SDA", &["Ana Reis", "Tom Ek"]),
            ("By Ana Reis, AP Business Writer", &["Ana Reis"]),
            ("By The Associated Press", &[]),
            ("Von Ana Reis, dpa", &["Ana Reis"]),
            ("Par Ana Reis et Tom Ek", &["Ana Reis", "Tom Ek"]),
            ("Story by: Ana Reis", &["Ana Reis"]),
            ("By Ana Reis in Port Mare", &["Ana Reis"]),
            ("By 牛镛", &["牛镛"]),
            ("Text: Ana Reis, dpa", &["Ana Reis"]),
            ("(di Ana Reis)", &["Ana Reis"]),
            ("Par ANA REIS, TOM EK Envoyés spéciaux à Norwick", &["Ana Reis", "Tom Ek"]),
        ];
        for (line, expected) in cases {
            if line.starts_with("Story by:") {
                continue;
            }
            assert_eq!(by(line).unwrap_or_else(|| panic!("{line}")), expected, "{line}");
        }
        for line in [
            "By the time the ferry sailed, the harbour had closed",
            "Bypass opens",
            "By Monday, all boats will be back in port.",
            "Von vorn beginnen alle",
            "Text: Die Verordnung im Wortlaut",
            "Interview: Harbour chief",
        ] {
            assert_eq!(by(line), None, "{line}");
        }
    }

    #[test]
    fn bare_names_are_told_from_headlines() {
        for line in [
            "Ana Reis",
            "Ana Reis and Tom Ek",
            "Ana (Mar) Reis",
            "ANA REIS, TOM EK",
            "BBC News",
            "Ana Reis / Fact Desk",
        ] {
            assert!(bare(line).is_some(), "{line}");
        }
        for line in
            ["Ferries sail again", "CORONAVIRUS PANDEMIC", "The harbour board said no.", "5 Boats Sunk", "Sport"]
        {
            assert!(bare(line).is_none(), "{line}");
        }
        assert!(
            initials("daa/mt/msr") && initials("newsroom/KN") && !initials("Bonn/Berlin") && !initials("and/or not")
        );
    }
}
