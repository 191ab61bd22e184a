//! What a full stop or a colon closes: a place that is certain, before the first sentence.
//!
//! In: the text, and where the dateline begins. Out: the dateline, if the words before the sign are a place that is
//! known and a sentence follows.

use super::super::sign::skip;
use super::super::{Dateline, Part, Text, agency, place};
use super::{PARAGRAPH, in_state_of_india, opens_sentence, place_before};
use crate::wire::{lines, quotes};

/// How a German paper signs before the city, which elsewhere may be anything.
const HANDELSBLATT: &str = "HB";

/// No name of a city is so long that more small letters among its capitals are slips.
const SLIPS: usize = 8;

/// `place "."`: a city in capitals and a full stop before the first sentence, as STT has it.
pub(in super::super) fn by_stop(text: &Text<'_>, start: usize) -> Option<Dateline> {
    let rest = text.from(start);
    let city = rest.chars().take_while(|c| !matches!(c, '.' | ',' | '/' | '('));
    if city.filter(|c| c.is_lowercase()).nth(SLIPS).is_some() {
        return None;
    }
    let end = rest.find(". ")?;
    let place = place_before(text, start, start + end)??;
    let rest = skip(text.from(start + end + 1), &[]);
    // `NORWICK. KAZINFORM Boats …`
    if let Some((name, copy)) = rest.split_once(' ').filter(|(name, copy)| place::shouted(name) && opens_sentence(copy))
        && place::in_capitals(&place.value)
        && (place::is_city(&place.value) || !place.value.contains(' '))
        && agency::named(name).is_some()
    {
        let agency = Some(text.agency(rest, name)?);
        return Some(Dateline { agency, strong: true, ..Dateline::of_place(place, text.at(copy)) });
    }
    if !opens_sentence(rest) {
        return None;
    }
    if !place::is_city(&place.value) {
        return signed_city(text, &place, text.at(rest));
    }
    // `Norwick. Boats …`
    let long = || text.whole.chars().count() >= PARAGRAPH && !place.value.contains(' ') && !speaks_of_it(rest);
    let sure = place::in_capitals(&place.value) || long();
    sure.then_some(Dateline::of_place(place, text.at(rest)))
}

/// The sign of a paper or an agency before the city, in what may be a place: `HB NORWICK. Boats …`.
fn signed_city(text: &Text<'_>, place: &Part<String>, end: usize) -> Option<Dateline> {
    let (sign, city) = place.value.split_once(' ')?;
    let signed = agency::named(sign).is_some() || sign == HANDELSBLATT;
    if !signed || !place::shouted(city) || !place::is_city(city) {
        return None;
    }
    let cut = place.span.start + sign.len();
    let agency = Some(Part { value: agency::shown(sign), span: place.span.start..cut });
    // White space may be typed in other signs than the place has.
    let span = lines::trimmed(text.whole, cut..place.span.end);
    let place = Part { value: city.to_owned(), span };
    Some(Dateline { agency, strong: true, ..Dateline::of_place(place, end) })
}

/// Whether the words behind a city and a full stop speak of it, so that it is one of several or a sentence of its own:
/// `Paris. Berlin. London.`, `Sydney. That was her name.`
fn speaks_of_it(rest: &str) -> bool {
    const POINTING: [&str; 18] = [
        "Her", "His", "Its", "It", "That", "This", "There", "Here", "Das", "Dies", "Hier", "Dort", "Es", "Así", "Eso",
        "Allí", "Così", "Ici",
    ];
    let word = rest.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    POINTING.contains(&word) || rest.find(". ").is_some_and(|end| rest[..end].split(' ').nth(3).is_none())
}

/// `place ":"`: a city and a colon before the first sentence, as papers of India have it.
pub(in super::super) fn by_colon(text: &Text<'_>, start: usize) -> Option<Dateline> {
    let rest = text.from(start);
    let end = memchr::memchr(b':', &rest.as_bytes()[..rest.len().min(CITY)])?;
    let copy = skip(&rest[end + 1..], &[]);
    if !opens_sentence(copy) {
        return None;
    }
    let length = text.whole.chars().count();
    if length < SENTENCE {
        return None;
    }
    // `Norwick (Ennis) [Maredonia]`
    let country = |place: &str| place.split_once(" [").is_some_and(|(_, country)| country.ends_with(']'));
    let region = |place: &str| in_state_of_india(place).is_some_and(|town| !town.contains(' '));
    // `KOTA BARAT, Coastland`
    let with_region = |place: &str| {
        let parts = place.split_once(", ").filter(|(city, region)| place::shouted(city) && !place::shouted(region));
        parts.is_some_and(|(city, region)| {
            place::certain(city) && !quotes::opens_with_given_name(city) && !region.contains([' ', ','])
        })
    };
    let known = |place: &Part<String>| {
        let town = || country(&place.value) || region(&place.value) || with_region(&place.value);
        place::is_city(&place.value) || length >= PARAGRAPH && town()
    };
    let place = place_before(text, start, start + end)?.filter(known)?;
    // A line may be a headline, but not one that ends as sentences do.
    let shout = place::in_capitals(&place.value) && text.whole.trim_end().ends_with('.');
    if length < PARAGRAPH && !shout {
        return None;
    }
    // `NORWICK:Boats`
    if !rest[end + 1..].starts_with(' ') && !place::in_capitals(&place.value) {
        return None;
    }
    Some(Dateline::of_place(place, text.at(copy)))
}

/// No city before a colon is longer, in bytes.
const CITY: usize = 30;

/// A sentence behind a city in capitals and a colon is no shorter, in characters.
const SENTENCE: usize = 60;
