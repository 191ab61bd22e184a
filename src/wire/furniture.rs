//! What stands on the page around a story and is no part of it: section names, pointers to other
//! stories, picture credits.

use super::byline::head;
use super::caseless::Caseless;
use super::dateline::{agency, place};
use super::endmark::small_words;
use super::language::{self, LANGUAGES};
use super::openings::Openings;
use super::paragraphs::ends;
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

/// Whether a word stands in the names of sections: `News`, `Sports`.
pub(super) fn names_section(word: &str) -> bool {
    word.starts_with(char::is_uppercase) && SECTIONS.has(word)
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
static BUTTONS: LazyLock<Openings> = LazyLock::new(|| Openings::new(language::feet(|foot| foot.buttons)));

/// Those of them that may stand in the middle of a story.
static ADVERTS: LazyLock<Openings> = LazyLock::new(|| Openings::new(language::feet(|foot| foot.adverts)));

/// Whether a line is an advertisement's or a button's, under which the story goes on.
pub(super) fn is_button(line: &str) -> bool {
    ADVERTS.whole(line) || is_ad(line)
}

/// Lines that are no part of any story.
static ADS: LazyLock<Openings> = LazyLock::new(|| Openings::new(language::feet(|foot| foot.ads)));

/// Whether a line is no part of any story: `Hide Ad`.
pub(super) fn is_ad(line: &str) -> bool {
    line.len() <= LONGEST_AD && ADS.whole(line)
}

/// No such line is longer, in bytes, and none that says where the words come from.
const LONGEST_AD: usize = 80;

/// What opens a line that belongs to the page.
static PAGE: LazyLock<Openings> =
    LazyLock::new(|| Openings::new(language::feet(|foot| foot.releases).chain(language::feet(|foot| foot.page))));

/// What opens a line under which stands whom to ask.
static CONTACTS: LazyLock<Openings> = LazyLock::new(|| Openings::new(language::feet(|foot| foot.contacts)));

/// Whether a line says that a name to ask follows.
pub(super) fn is_contact(line: &str) -> bool {
    CONTACTS.all(line).any(|(_, rest)| rest.trim_start().starts_with(':'))
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
        && (BUTTONS.whole(line)
            || !line.ends_with('.') && (PAGE.words(line).is_some() || is_contact(line))
            || line.ends_with("pages in this article"))
}

/// Whether a line is nothing but the address of a mailbox, as it stands under a byline: `<ana@harbour.example>`.
pub(super) fn is_mailbox(line: &str) -> bool {
    let (name, host) = line.trim_matches(['<', '>', '(', ')', '[', ']']).split_once('@').unwrap_or_default();
    !name.is_empty() && host.contains('.') && !line.contains(char::is_whitespace)
}

/// Whether a line is the credit of a picture: `© AP Photo/Name`, `Photo: Name`.
pub(super) fn is_credit(line: &str) -> bool {
    line.len() <= 240 && CREDITS.open(line)
}

/// Whether words between headline and copy are the caption of a picture by the credit at their end: `… on Friday. (AP
/// Photo/Ana Reis)`, `… at the quay. Photograph: Ana Reis/Norwick Post`, `… at the quay. (Ana Reis/AP)`.
pub(super) fn is_captioned(words: &str) -> bool {
    is_caption_in_words(words)
        || credit_of(words).is_some_and(|(_, credit)| is_credit(credit) || is_pictured(credit) || is_signed(credit))
}

/// Whether a paragraph of the copy is the caption of a picture, by a word for pictures in the credit at its end.
pub(super) fn is_caption_in_copy(words: &str) -> bool {
    // `Boats at the quay [Reuters]`, `Boats at the quay (via Coast Wire)`, but no sentence.
    let handed = |caption: &str, credit: &str| {
        let caption = caption.trim_end_matches(['[', '(', ' ']);
        let agency = credit.rsplit('/').next().unwrap_or(credit);
        let named = words.ends_with(']') && agency::named(agency).is_some();
        let via = head(credit, "via ").is_some_and(|rest| words.ends_with(')') && small_words(rest) == 0);
        !caption.is_empty() && !caption.contains(". ") && !ends(caption) && (named || via)
    };
    // `Boats at the quay. Photo: ar`
    let initials = |credit: &str| is_credit(credit) && credit.contains(':') && credit.split_whitespace().count() <= 2;
    // `Boats at the quay. / ANA REIS`
    let obliqued = |credit: &str| is_name_in_capitals(credit) && words.contains(". / ");
    let is_caption = |(caption, credit): (&str, &str)| {
        is_pictured(credit) || handed(caption, credit) || initials(credit) || obliqued(credit)
    };
    let quotes = || words.contains(['"', '“', '”', '„', '«', '»']);
    words.len() <= LONGEST_CAPTION
        && (is_caption_in_words(words) || credit_of(words).is_some_and(|found| is_caption(found) && !quotes()))
}

/// `Image caption Boats at the quay`, but not `Image caption writers met`.
fn is_caption_in_words(words: &str) -> bool {
    CAPTIONED.all(words).any(|(_, rest)| rest.trim_start().starts_with(|c: char| c.is_uppercase() || c.is_numeric()))
}

/// What opens the caption of a picture on a page.
static CAPTIONED: LazyLock<Openings> = LazyLock::new(|| Openings::new(language::feet(|foot| foot.captioned)));

/// Whether a line of the copy is nothing but the credit of a picture: `© Ana Reis`, `Photo: Ana Reis/Coast Wire`.
pub(super) fn is_credit_in_copy(line: &str) -> bool {
    let photo = || line.split(|c: char| !c.is_alphanumeric()).next().is_some_and(is_photo);
    line.len() <= LONGEST_CREDIT
        && is_credit(line)
        && (line.contains(['/', '©']) || photo())
        && !line.ends_with(['.', '?', '!', ':', ','])
        && small_words(line) <= 1
}

/// A caption and the credit at its end: in brackets, or behind the last sentence.
fn credit_of(words: &str) -> Option<(&str, &str)> {
    // Most paragraphs end as sentences do.
    if let [.., last, sign @ (b'.' | b'?' | b'!' | b'"')] = words.as_bytes()
        && !(*sign == b'.' && matches!(last, b')' | b']'))
    {
        return None;
    }
    let bracket = words.trim_end_matches('.').strip_suffix([')', ']']).and_then(|inner| inner.rsplit_once(['(', '[']));
    // `Ana Reis at the quay / Credit: Tom Ek`
    let parted = || {
        let parts = words.contains('/').then(|| words.rsplit_once(" / ")).flatten();
        parts.filter(|(caption, credit)| is_credit(credit) || caption.ends_with('.') && is_name_in_capitals(credit))
    };
    let (caption, credit) = bracket.or_else(parted).or_else(|| words.rsplit_once(['.', '?', '!', '”']))?;
    let named = credit.contains('/') && is_pictured(credit);
    let bare = bracket.is_some() || named || is_name_in_capitals(credit) || is_credit(credit.trim_start());
    let credit = credit.trim();
    (!caption.is_empty() && bare && credit.len() <= LONGEST_CREDIT).then_some((caption, credit))
}

/// `ANA REIS`
fn is_name_in_capitals(words: &str) -> bool {
    (2..=4).contains(&words.split_whitespace().count())
        && place::shouted(words)
        && !words.contains(|c: char| c.is_numeric())
}

/// The credit at the end of a caption is no longer, in bytes.
const LONGEST_CREDIT: usize = 80;
/// No caption in the copy is longer, in bytes.
const LONGEST_CAPTION: usize = 400;

/// `Photo by Ana Reis`, `Coast Photo/Ana Reis`, `File photo`, `Picture: Ana Reis`: names and a word for pictures. `see
/// photo` is none.
fn is_pictured(credit: &str) -> bool {
    const SMALL: [&str; 6] = ["by", "via", "of", "courtesy", "and", "for"];
    let named = |word: &str| word.starts_with(char::is_uppercase) || SMALL.contains(&word) || is_photo(word);
    let words = || credit.split(|c: char| !c.is_alphanumeric() && c != '.').filter(|word| !word.is_empty());
    words().all(named) && words().nth(1).is_some() && (words().any(is_photo) || is_credit(credit))
}

/// How words for pictures begin.
fn is_photo(word: &str) -> bool {
    ["photo", "foto", "bild"].iter().any(|photo| head(word, photo).is_some())
        || ["pic", "pics"].iter().any(|pic| pic.eq_ignore_ascii_case(word))
}

/// `Ana Reis/AP`: the name of a person and an agency.
fn is_signed(credit: &str) -> bool {
    credit.split_once('/').is_some_and(|(name, agency)| {
        let person = |part: &str| (2..=3).contains(&part.split_whitespace().count());
        let known = |part: &str| agency::named(part.trim()).is_some();
        person(name) && known(agency) || known(name) && person(agency)
    })
}

/// Whether a line is the caption of a picture by its mark: `PHOTO: Boats at the quay. Ana Reis/Norwick Post`, `FILE - Boats
/// at the quay, March 4, 2026.` A headline after such a word is no sentence.
pub(super) fn is_caption(line: &str) -> bool {
    let near = &line[..line.floor_char_boundary(MARK)];
    // Most lines have a small letter before the sign.
    let end = near.find(|c: char| !c.is_uppercase() && c != ' ').unwrap_or(near.len());
    let signs = if near[..end].ends_with(' ') { [':', '-', '–', '—'].as_slice() } else { &[':'] };
    let rest = line[end..].strip_prefix(signs).filter(|_| CAPTIONS.has(near[..end].trim()));
    rest.is_some_and(|rest| rest.contains(char::is_lowercase) && (rest.ends_with('.') || rest.contains(". ")))
}

/// What opens the caption of a picture.
static CAPTIONS: LazyLock<Caseless<()>> = LazyLock::new(|| language::feet(|foot| foot.captions).collect());

/// No such mark is longer, in bytes.
const MARK: usize = 24;

/// What opens the credit of a picture.
static CREDITS: LazyLock<Openings> = LazyLock::new(|| {
    let agencies = ["©", "(c) ", "ap photo", "reuters/", "afp photo", "getty images", "photo/", "photo / "];
    Openings::new(language::feet(|foot| foot.pictures).chain(agencies))
});

/// What ends the name of a body that hands out pictures.
static SOURCES: LazyLock<Caseless<()>> = LazyLock::new(|| {
    language::feet(|foot| foot.handed).chain(["facebook", "instagram", "twitter", "flickr"]).collect()
});

/// Whether a line is the name of somebody who hands out pictures, as it stands under them: `Norwick Police`,
/// `Harbour Board / Facebook`.
pub(super) fn is_source(line: &str) -> bool {
    let words = line.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.clone().next_back().is_some_and(|last| SOURCES.has(last))
        && (2..=5).contains(&words.clone().count())
        && words.clone().all(|word| word.starts_with(char::is_uppercase))
}

/// Whether a line says where the words come from, and nothing else: `Source: coast.example`, `Source: Reuters`. What else
/// follows the word may be a headline.
pub(super) fn is_origin(line: &str) -> bool {
    let is_host = |rest: &str| rest.contains('.') && !rest.contains(char::is_whitespace) && !rest.ends_with('.');
    let told = |rest: &str| is_host(rest) || agency::named(rest).is_some();
    line.len() <= LONGEST_AD && ORIGINS.all(line).any(|(_, rest)| told(rest.trim()))
}

/// What opens such a line.
static ORIGINS: LazyLock<Openings> =
    LazyLock::new(|| Openings::new(language::feet(|foot| foot.sources).filter(|opening| opening.ends_with(':'))));

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
