//! The place of a dateline: whether words can be one, and how it is printed in normal case.

use super::order;
use crate::wire::caseless::Caseless;
use crate::wire::language;
use foldhash::HashSet;
use std::sync::LazyLock;

/// Small words inside the names of places.
const PARTICLES: [&str; 38] = [
    "of", "and", "the", "de", "da", "do", "das", "dos", "del", "della", "di", "du", "des", "la", "las", "le", "les",
    "los", "el", "al", "am", "an", "auf", "bei", "der", "im", "in", "ob", "und", "et", "y", "e", "sur", "sous", "en",
    "upon", "on", "au",
];

/// Small words that only follow an article or a hyphen (`Châlons-aux-…`, `Zaire-Zambia border`).
const PLAIN: [&str; 12] =
    ["aux", "border", "province", "county", "near", "aboard", "off", "region", "district", "village", "via", "outside"];

/// Words that open a sentence and no place.
const OPENERS: [&str; 52] = [
    "a",
    "an",
    "about",
    "according",
    "after",
    "all",
    "although",
    "amid",
    "as",
    "at",
    "because",
    "before",
    "between",
    "but",
    "by",
    "despite",
    "during",
    "early",
    "for",
    "from",
    "he",
    "her",
    "his",
    "how",
    "i",
    "if",
    "in",
    "it",
    "its",
    "last",
    "late",
    "more",
    "most",
    "no",
    "not",
    "of",
    "on",
    "one",
    "our",
    "she",
    "since",
    "some",
    "that",
    "their",
    "they",
    "this",
    "until",
    "we",
    "what",
    "when",
    "while",
    "with",
];

/// Words in capitals before a dash that are a label and no place.
const LABELS: [&str; 65] = [
    "ABOUT",
    "ADVISORY",
    "ALERT",
    "ANALYSIS",
    "BACKGROUND",
    "BREAKING",
    "BREAKINGVIEWS",
    "BRIEF",
    "BULLETIN",
    "CHART",
    "COLUMN",
    "COMMENT",
    "COMMENTARY",
    "CORRECTED",
    "CORRECTION",
    "DEVELOPING",
    "EDITORIAL",
    "EMBARGOED",
    "EXCLUSIVE",
    "EXPLAINER",
    "FACT",
    "FACTBOX",
    "FEATURE",
    "FLASH",
    "FOCUS",
    "FULL",
    "GRAPHIC",
    "HIGHLIGHTS",
    "INSIGHT",
    "INSTANT",
    "INTERVIEW",
    "JUST",
    "KILL",
    "LATEST",
    "LETTERS",
    "LIVE",
    "MORE",
    "NEW",
    "NEWS",
    "NOTE",
    "OPINION",
    "PHOTOS",
    "POLL",
    "PRESS",
    "PREVIEW",
    "PROFILE",
    "QUOTES",
    "REFILE",
    "REPORT",
    "REVIEW",
    "RPT",
    "SNAPSHOT",
    "SPECIAL",
    "SUMMARY",
    "TABLE",
    "TEXT",
    "TIMELINE",
    "TOP",
    "UPDATE",
    "UPDATED",
    "URGENT",
    "VIDEO",
    "WATCH",
    "WRAP",
    "WRAPUP",
];

/// Whether a word in small letters can stand in the name of a place.
pub(crate) fn is_small(word: &str) -> bool {
    let apostrophe = word.split(['\'', '’']).nth(1).is_some_and(|tail| tail.starts_with(char::is_uppercase));
    apostrophe || SMALL.contains(word)
}

/// All small words in the names of places.
static SMALL: LazyLock<HashSet<&str>> = LazyLock::new(|| PARTICLES.into_iter().chain(PLAIN).collect());

/// No place has more words.
pub(super) const WORDS: usize = 10;

/// Whether words can be a place where a date or an agency follows them.
pub(crate) fn possible(words: &str) -> bool {
    let count = words.split_whitespace().count();
    let first = words.split_whitespace().next().unwrap_or("");
    if words.chars().count() > 80
        || count == 0
        || count > WORDS
        || words.contains(['"', '“', '”', ';', '?', '!', ':', '：', '$', '%'])
    {
        return false;
    }
    if !shouted(first) && OPENERS.contains(&first.to_lowercase().as_str()) {
        return false;
    }
    let mut lower = 0;
    let mut before = "";
    for word in words
        .split(|c: char| c.is_whitespace() || matches!(c, ',' | '/' | '(' | ')' | '[' | ']'))
        .filter(|word| !word.is_empty())
    {
        let named = word.starts_with(|c: char| c.is_uppercase() || (c.is_alphabetic() && !c.is_lowercase()));
        // `General News of Monday`, but `Santo Domingo`.
        if before == "of" && language::is_day(word) {
            return false;
        }
        before = word;
        if named || word == "&" || PARTICLES.contains(&word) {
            continue;
        }
        if !is_small(word) {
            return false;
        }
        lower += 1;
    }
    lower <= 2 && first.starts_with(|c: char| c.is_alphabetic() && !c.is_lowercase())
}

/// Whether the city stands in capitals, as agencies print it (`NEWPORT NEWS, Va.`).
pub(crate) fn in_capitals(words: &str) -> bool {
    let city = words.split([',', '/', '(']).next().unwrap_or(words).trim();
    shouted(city)
}

/// Whether words that nothing but a dash follows are a place: a known city, or one in capitals that is
/// no label.
pub(crate) fn certain(words: &str) -> bool {
    if !possible(words) {
        return false;
    }
    let cities = || words.split([',', '/']).map(str::trim);
    let first = cities().next().unwrap_or("");
    // `Washington, D.C.`: the full stops may be those of a state.
    let stopped = words.contains('.') && (first.contains('.') || !order::is_in_states(words));
    if (words.contains(['(', '[']) || stopped) && !in_capitals(words) {
        return false;
    }
    if is_city(first) {
        return cities().count() <= 3;
    }
    in_capitals(words) && plain_capitals(first) || canton(words)
}

/// A city in capitals of up to three words that begins with no label; the last is no single letter.
fn plain_capitals(city: &str) -> bool {
    let words = city.split_whitespace();
    let count = words.clone().count();
    let (first, last) = (words.clone().next().unwrap_or(""), words.clone().next_back().unwrap_or(""));
    let label = LABELS.contains(&first) && !(first == "NEW" && count > 1);
    let letters = city.chars().filter(|c| c.is_alphabetic()).count();
    count <= 3 && letters >= 4 && last.chars().count() > 1 && !city.contains(char::is_numeric) && !label
}

/// `Landquart GR`: a Swiss place with its canton.
fn canton(words: &str) -> bool {
    let mut parts = words.split(' ');
    let (city, canton) = (parts.next().unwrap_or(""), parts.next().unwrap_or(""));
    parts.next().is_none()
        && canton.len() == 2
        && canton.chars().all(|c| c.is_ascii_uppercase())
        && city.chars().skip(1).all(|c| c.is_lowercase() || c == '-' || c == '.')
        && city.chars().count() > 2
}

/// Whether the table of cities has a place.
pub(crate) fn is_city(words: &str) -> bool {
    let city = words.split([',', '/']).next().unwrap_or(words).trim();
    NAMES.has(city)
}

/// The cities of the table.
static NAMES: LazyLock<Caseless<()>> = LazyLock::new(|| {
    let rows = CITIES.lines().filter(|line| !line.starts_with('#'));
    rows.flat_map(|row| row.split(',')).map(|name| name.trim().to_lowercase()).filter(|name| !name.is_empty()).collect()
});

/// The table of places.
const CITIES: &str = include_str!("cities.txt");

/// The states of India, which papers there put behind a town.
const INDIAN: [&str; 30] = [
    "Andhra Pradesh",
    "Arunachal Pradesh",
    "Assam",
    "Bihar",
    "Chhattisgarh",
    "Goa",
    "Gujarat",
    "Haryana",
    "Himachal Pradesh",
    "Jammu and Kashmir",
    "Jharkhand",
    "Karnataka",
    "Kerala",
    "Ladakh",
    "Madhya Pradesh",
    "Maharashtra",
    "Manipur",
    "Meghalaya",
    "Mizoram",
    "Nagaland",
    "Odisha",
    "Punjab",
    "Rajasthan",
    "Sikkim",
    "Tamil Nadu",
    "Telangana",
    "Tripura",
    "Uttar Pradesh",
    "Uttarakhand",
    "West Bengal",
];

/// Whether a region is a state of India.
pub(super) fn is_state_of_india(region: &str) -> bool {
    INDIAN.contains(&region)
}

/// Whether letters are capitals, but for a slip or two (`CORAl GABLES`, `McLEAN`).
pub(crate) fn shouted(words: &str) -> bool {
    let (mut upper, mut lower) = (0usize, 0usize);
    for c in words.chars() {
        upper += usize::from(c.is_uppercase());
        lower += usize::from(c.is_lowercase());
    }
    upper > 1 && lower * 4 <= upper
}

/// Words that stay in capitals.
const CAPITALS: [&str; 16] =
    ["USA", "UK", "UAE", "USSR", "PRC", "ROK", "DPRK", "FRG", "GDR", "DRC", "UN", "EU", "US", "U.S.", "U.K.", "D.C."];

/// Whether letters are short for a country.
pub(crate) fn is_country(word: &str) -> bool {
    word.len() <= 4 && CAPITALS.contains(&word)
}

/// A place in normal case: `PORT-AU-PRINCE` is `Port-au-Prince`, `WASHINGTON, D.C.` keeps its end.
/// Only parts that stand in capitals change.
pub(crate) fn normal_case(words: &str) -> String {
    let mut normal = String::with_capacity(words.len());
    for (at, part) in words.split_inclusive([',', '/', '(', ')', '[', ']']).enumerate() {
        let bare = part.trim_matches(|c: char| !c.is_alphabetic());
        let code = at > 0 && bare.chars().count() <= 3 && !bare.contains(' ') && !bare.contains('-');
        let mixed = part.split([' ', '-']).any(|word| word.chars().any(char::is_lowercase) && !shouted(word));
        let mut first = true;
        for piece in part.split_inclusive(|c: char| c.is_whitespace() || c == '-') {
            let word = piece.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '-' | ',' | '/' | ')' | ']'));
            let code = code || mixed && word.len() <= 3;
            let dotted = word.trim_end_matches('.').contains('.');
            if code || dotted || is_country(word) || !shouted(word) {
                let plain = !first && !code && is_particle(word);
                if plain { normal.push_str(&piece.to_lowercase()) } else { normal.push_str(piece) }
            } else if !first && is_particle(word) {
                normal.push_str(&piece.to_lowercase());
            } else {
                capitalise(&mut normal, piece);
            }
            first = first && word.is_empty();
        }
    }
    normal
}

/// Whether a word, however it is typed, is a small word inside a name.
fn is_particle(word: &str) -> bool {
    static ANY_CASE: LazyLock<Caseless<()>> = LazyLock::new(|| PARTICLES.into_iter().collect());
    ANY_CASE.has(word)
}

/// Each letter small but the first and those after `O'` or `Mc`.
fn capitalise(out: &mut String, word: &str) {
    let mut large = true;
    let mut letters = 0;
    let mac = word.starts_with("Mc") || (word.starts_with("MC") && word.chars().count() > 4);
    for c in word.chars() {
        if large || (mac && letters == 2) {
            out.extend(c.to_uppercase());
        } else if c == 'İ' {
            // Its small letter by the book has a second dot.
            out.push('i');
        } else if c.is_ascii() {
            out.push(c.to_ascii_lowercase());
        } else {
            out.extend(c.to_lowercase());
        }
        letters += usize::from(c.is_alphabetic());
        large = (large && !c.is_alphabetic()) || (matches!(c, '\'' | '’') && letters == 1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn normal_case_keeps_what_is_no_shout() {
        let cases = [
            ("TOKYO", "Tokyo"),
            ("NEW YORK", "New York"),
            ("PORT-AU-PRINCE", "Port-au-Prince"),
            ("WASHINGTON, D.C.", "Washington, D.C."),
            ("St. PETERSBURG", "St. Petersburg"),
            ("ROCHESTER, N.Y.", "Rochester, N.Y."),
            ("RIO DE JANEIRO", "Rio de Janeiro"),
            ("SAN FRANCISCO/NEW YORK", "San Francisco/New York"),
            ("MANAGUA (NICARAGUA)", "Managua (Nicaragua)"),
            ("NEW YORK, Louisville, KY", "New York, Louisville, KY"),
            ("TRAIL, BRITISH COLUMBIA", "Trail, British Columbia"),
            ("McLEAN, Va.", "McLean, Va."),
            ("O'FALLON", "O'Fallon"),
            ("МОСКВА", "Москва"),
            ("Berlin", "Berlin"),
            ("SEOUL (ROK)", "Seoul (ROK)"),
            ("Marquart GR", "Marquart GR"),
            ("THE HAGUE", "The Hague"),
            ("İZMİR", "İzmir"),
            ("CORAl GABLES, Fla", "Coral Gables, Fla"),
        ];
        for (typed, expected) in cases {
            assert_eq!(normal_case(typed), expected, "{typed}");
        }
    }

    #[test]
    fn no_name_of_a_town_is_broken() {
        assert!(["Mexico City", "Phnom Penh", "Le Caire", "St. Petersburg", "Port Harcourt"].into_iter().all(is_city));
        assert!(!["City", "Penh", "Le", "Port", "St."].into_iter().any(is_city));
        let within = |rows: &[&str]| !rows[0].is_empty() && !rows[0].starts_with('#') && !rows[1].is_empty();
        let rows: Vec<_> = CITIES.lines().collect();
        assert!(rows.windows(2).filter(|rows| within(rows)).all(|rows| rows[0].ends_with(',')));
    }

    #[test]
    fn labels_are_no_places() {
        for words in ["WASHINGTON", "DES MOINES, Iowa", "Oslo", "Kiova/Washington", "Landquart GR", "NEWPORT NEWS, Va."]
        {
            assert!(certain(words), "{words}");
        }
        for words in
            ["EXCLUSIVE", "NEW ZEALAND EXCHS CLOSE", "COPPER GRADE A", "us 7.8015", "Breitbart", "The ferry", "TV"]
        {
            assert!(!certain(words), "{words}");
        }
    }
}
