//! What stands on the page around a story and is no part of it: section names, pointers to other
//! stories, times, picture credits.

use super::byline;
use super::dateline::{date, place};
use super::language::LANGUAGES;
use super::openings::Openings;
use std::sync::LazyLock;

/// Whether a line is the name of a section or of a series: `All news`, `Business & Economy`.
pub(super) fn is_section(line: &str) -> bool {
    if line.len() > 100
        || line.chars().count() > 50
        || line.ends_with(['.', '?', '!', ':'])
        || !line.starts_with(char::is_alphabetic)
    {
        return false;
    }
    let lower = line.to_lowercase();
    let words = || lower.split(|c: char| !c.is_alphabetic() && c != '\'').filter(|word| !word.is_empty());
    let count = words().count();
    (1..=5).contains(&count)
        && LANGUAGES.into_iter().any(|language| words().all(|word| language.sections.contains(&word)))
}

/// Whether a line is a topic in capitals that can stand above a headline: `CORONAVIRUS PANDEMIC`.
pub(super) fn is_topic(line: &str) -> bool {
    let words = line.split_whitespace().count();
    (1..=5).contains(&words)
        && line.chars().count() <= 45
        && !line.chars().any(char::is_lowercase)
        && line.chars().filter(|c| c.is_alphabetic()).count() >= 4
        && !line.ends_with(['.', '?', '!', ':', ','])
        && !line.contains(char::is_numeric)
}

/// Lines that belong to the page when nothing else stands on them.
static BUTTONS: LazyLock<Openings> = LazyLock::new(|| {
    Openings::new([
        "tags",
        "tag",
        "tags:",
        "share",
        "print",
        "comments",
        "advertisement",
        "more:",
        "read more",
        "themen",
        "mots-clés",
        "теги",
    ])
});

/// What opens a line that belongs to the page.
static PAGE: LazyLock<Openings> = LazyLock::new(|| {
    Openings::new([
        "back to main",
        "back to top",
        "1 pages in",
        "tags:",
        "filed under",
        "media release",
        "press release",
        "news release",
        "for immediate release",
        "on behalf of the",
        "pressemitteilung",
        "medienmitteilung",
        "communiqué de presse",
        "contact:",
        "media contact:",
        "kontakt:",
        "from:",
        "date:",
    ])
});

/// Whether a line leads to another story or belongs to the page: `Read also`, `Tags`, `Back to Main page`.
pub(super) fn is_pointer(line: &str) -> bool {
    line.len() <= 320 && (is_page(line) || POINTERS.words(line).is_some())
}

/// What opens a pointer in any language.
static POINTERS: LazyLock<Openings> =
    LazyLock::new(|| Openings::new(LANGUAGES.into_iter().flat_map(|language| language.pointers).copied()));

/// Whether a line belongs to the page around a story, whatever stands under it: `Tags`, `Press release`.
pub(super) fn is_page(line: &str) -> bool {
    line.len() <= 80
        && (BUTTONS.all(line).any(|(_, rest)| rest.is_empty())
            || !line.ends_with('.') && PAGE.words(line).is_some()
            || line.ends_with("pages in this article"))
}

/// Whether a line is a time stamp: `June 22, 23:08 UTC+3 KAZAN`, `14:30 GMT`, `Updated 3 May 2021`.
pub(super) fn is_time(line: &str) -> bool {
    // Every stamp has a day or a clock.
    line.len() <= 80 && line.bytes().any(|byte| byte.is_ascii_digit()) && line.split('|').any(is_stamp)
}

/// The day that a line with a time stamp gives, if it gives the year.
pub(super) fn day(line: &str) -> Option<jiff::civil::Date> {
    if !is_time(line) {
        return None;
    }
    line.split('|').find_map(|part| date::date(unstamped(part.trim()).1)?.0.date())
}

/// The end of the name that stands with a time on one line: `Ana Reis | 04.03.2026`.
pub(super) fn signed(line: &str) -> Option<usize> {
    let (name, time) = line.split_once('|')?;
    let name = name.trim_end();
    (is_stamp(time) && !is_stamp(name) && !byline::bare(name)?.is_empty()).then_some(name.len())
}

/// What opens a line that says when a page was published.
static STAMPED: LazyLock<Openings> = LazyLock::new(|| {
    Openings::new([
        "updated",
        "update :",
        "update:",
        "published",
        "posted",
        "last updated",
        "first published",
        "stand:",
        "veröffentlicht",
        "publié",
        "mis à jour",
        "publicado",
        "actualizado",
        "atualizado",
        "pubblicato",
        "aggiornato",
        "опубликовано",
        "publicerad",
        "uppdaterad",
        "publisert",
        "oppdatert",
        "julkaistu",
        "gepubliceerd",
    ])
});

fn is_stamp(line: &str) -> bool {
    let line = line.trim();
    let (stamped, rest) = unstamped(line);
    let dated = date::date(rest).map(|(_, after)| after);
    let clock = |text: &str| text.split(|c: char| c.is_whitespace() || c == ',').any(is_clock);
    match (dated, stamped) {
        (Some(after), true) => after.len() <= 40,
        (Some(after), false) => {
            after.trim().is_empty() || clock(after) || after.trim_start_matches([' ', '-', '–']).starts_with("Update")
        }
        (None, true) => clock(rest),
        (None, false) => line.len() <= 30 && line.starts_with(|c: char| c.is_ascii_digit()) && clock(line),
    }
}

/// Whether a word such as `Published` opens a line, and what stands after it.
fn unstamped(line: &str) -> (bool, &str) {
    let rest = STAMPED.rest(line);
    (rest.is_some(), rest.map_or(line, |rest| rest.trim_start_matches([':', ' '])))
}

/// `23:08`, and the same run into the year before it (`20265:14`).
fn is_clock(word: &str) -> bool {
    word.split_once(':').is_some_and(|(hours, minutes)| {
        let number = |text: &str, most: u32| text.parse::<u32>().is_ok_and(|number| number < most);
        let glued = hours.len() > 4 && hours.bytes().all(|byte| byte.is_ascii_digit());
        let hours = if glued { &hours[4..] } else { hours };
        hours.len() <= 2 && number(hours, 25) && minutes.len() >= 2 && number(minutes.get(..2).unwrap_or("x"), 60)
    })
}

/// Whether a line is the credit of a picture: `© AP Photo/Name`, `Photo: Name`.
pub(super) fn is_credit(line: &str) -> bool {
    line.len() <= 240 && CREDITS.open(line)
}

/// What opens the credit of a picture.
static CREDITS: LazyLock<Openings> = LazyLock::new(|| {
    Openings::new([
        "©",
        "(c) ",
        "photo:",
        "photo by",
        "photo courtesy",
        "photo credit",
        "ap photo",
        "reuters/",
        "afp photo",
        "foto:",
        "photo :",
        "crédit photo",
        "credit:",
        "picture:",
        "image:",
        "image source",
        "photograph:",
        "фото:",
        "getty images",
    ])
});

/// What ends the name of a body that hands out pictures.
const SOURCES: [&str; 14] = [
    "police",
    "images",
    "pictures",
    "photos",
    "photo",
    "photography",
    "archive",
    "archives",
    "facebook",
    "instagram",
    "twitter",
    "flickr",
    "handout",
    "bilder",
];

/// Whether a line is the name of somebody who hands out pictures, as it stands under them: `Norwick Police`,
/// `Harbour Board / Facebook`.
pub(super) fn is_source(line: &str) -> bool {
    let words = line.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let source = |last: &str| SOURCES.iter().any(|source| source.eq_ignore_ascii_case(last));
    words.clone().next_back().is_some_and(source)
        && (2..=5).contains(&words.clone().count())
        && words.clone().all(|word| word.starts_with(char::is_uppercase))
}

/// Whether a line can be one of several topics listed under a headline: a word or three, no sentence.
pub(super) fn is_keyword(line: &str) -> bool {
    let words = line.split_whitespace().count();
    (1..=3).contains(&words)
        && line.chars().count() <= 40
        && !line.ends_with(['.', '?', '!', ':', ',', ';'])
        && !line.contains(['"', '“', '/'])
        && (line.starts_with(char::is_uppercase) || place::shouted(line))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn furniture_is_told_from_copy() {
        assert!(is_section("All news") && is_section("Business & Economy") && is_section("Sport"));
        assert!(!is_section("Ferries sail again") && !is_section("News of the ferry."));
        assert!(is_topic("CORONAVIRUS PANDEMIC") && !is_topic("Ferries"));
        assert!(is_pointer("Read also") && is_pointer("Tags") && is_pointer("Lesen Sie hier: mehr"));
        assert!(!is_pointer("Related companies merge as fees rise") || is_pointer("Related: fees"));
        assert!(
            is_time("June 22, 23:08 UTC+3 KAZAN") && is_time("Updated: 3 May 2021") && !is_time("March of the boats")
        );
        assert!(is_credit("© AP Photo/Ana Reis") && !is_credit("Photographers met"));
    }
}
