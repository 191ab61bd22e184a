//! What stands on the page around a story and is no part of it: section names, pointers to other
//! stories, picture credits.

use super::byline;
use super::caseless::Caseless;
use super::dateline::place;
use super::language::LANGUAGES;
use super::openings::Openings;
use std::sync::LazyLock;

/// Whether a line is the name of a section or of a series: `All news`, `Business & Economy`.
pub(super) fn is_section(line: &str) -> bool {
    let parts = |c: char| !c.is_alphabetic() && c != '\'';
    let first = line.split(parts).next().unwrap_or_default();
    // Most lines open with a word of no section.
    if !SECTIONS.has(first) || line.len() > 100 || line.chars().count() > 50 || line.ends_with(['.', '?', '!', ':']) {
        return false;
    }
    let lower = line.to_lowercase();
    let words = || lower.split(parts).filter(|word| !word.is_empty());
    words().count() <= 5 && LANGUAGES.into_iter().any(|language| words().all(|word| language.sections.contains(&word)))
}

/// The words of the names of sections in any language.
static SECTIONS: LazyLock<Caseless<()>> =
    LazyLock::new(|| LANGUAGES.into_iter().flat_map(|language| language.sections).copied().collect());

/// Whether a line is a topic in capitals that can stand above a headline: `CORONAVIRUS PANDEMIC`.
pub(super) fn is_topic(line: &str) -> bool {
    !line.chars().any(char::is_lowercase)
        && line.chars().count() <= 45
        && (1..=5).contains(&line.split_whitespace().count())
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

/// Whether a line is an advertisement's or a button's, under which the story goes on.
pub(super) fn is_button(line: &str) -> bool {
    const BUTTONS: [&str; 8] =
        ["advertisement", "anzeige", "werbung", "publicité", "publicidad", "publicidade", "share", "print"];
    BUTTONS.iter().any(|button| byline::head(line, button) == Some(""))
}

/// What opens a line that belongs to the page.
static PAGE: LazyLock<Openings> = LazyLock::new(|| {
    Openings::new(RELEASES.into_iter().chain(CONTACTS).chain([
        "back to main",
        "back to top",
        "1 pages in",
        "tags:",
        "filed under",
        "on behalf of the",
        "from:",
        "date:",
        "text of report by",
        "excerpt from report by",
    ]))
});

/// What a press office calls what it sends.
const RELEASES: [&str; 40] = [
    "media release",
    "press release",
    "news release",
    "for immediate release",
    "for release",
    "for immediate publication",
    "media advisory:",
    "media alert:",
    "media statement",
    "press statement:",
    "press notice",
    "press information",
    "pressemitteilung",
    "medienmitteilung",
    "presseinformation",
    "presseaussendung",
    "presse-information",
    "pressedienst",
    "communiqué de presse",
    "communique de presse",
    "dossier de presse",
    "nota de prensa",
    "comunicado de prensa",
    "nota à imprensa",
    "comunicado à imprensa",
    "comunicado de imprensa",
    "comunicato stampa",
    "пресс-релиз",
    "persbericht",
    "pressmeddelande",
    "pressemeddelelse",
    "pressemelding",
    "lehdistötiedote",
    "mediatiedote",
    "tiedote",
    "komunikat prasowy",
    "informacja prasowa",
    "tisková zpráva",
    "sajtóközlemény",
    "basın bülteni",
];

/// What opens a line under which stands whom to ask.
const CONTACTS: [&str; 7] =
    ["contact:", "contacts:", "media contact:", "press contact:", "kontakt:", "pressekontakt:", "contact presse"];

/// Whether a line says that a name to ask follows.
pub(super) fn is_contact(line: &str) -> bool {
    CONTACTS.iter().any(|opening| byline::head(line, opening).is_some())
}

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

/// Whether a line is the credit of a picture: `© AP Photo/Name`, `Photo: Name`.
pub(super) fn is_credit(line: &str) -> bool {
    line.len() <= 240 && CREDITS.open(line)
}

/// Whether a line is the caption of a picture by its mark: `PHOTO: Boats at the quay. Ana Reis/Norwick Post`. A headline
/// after such a word is no sentence.
pub(super) fn is_caption(line: &str) -> bool {
    let rest = ["PHOTO:", "PHOTOS:", "FOTO:", "FOTOS:"].iter().find_map(|mark| line.strip_prefix(mark));
    rest.is_some_and(|rest| rest.contains(char::is_lowercase) && (rest.ends_with('.') || rest.contains(". ")))
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
    line.chars().count() <= 40
        && (1..=3).contains(&line.split_whitespace().count())
        && !line.ends_with(['.', '?', '!', ':', ',', ';'])
        && !line.contains(['"', '“', '/', '\t'])
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
        assert!(is_credit("© AP Photo/Ana Reis") && !is_credit("Photographers met"));
    }
}
