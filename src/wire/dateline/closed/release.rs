//! The datelines of press releases, in which a whole date stands behind the place in brackets, or before it.
//!
//! ```text
//! dateline = place "(" date ")" dash       NORWICK (March 4) --, Norwick, UT (March 4, 2026) –
//!          | place "(" paper "," date ")" dash   NORWICK, Maredonia (Coast Post, March 4) –
//!          | date "(" place ")" dash       March 4, 2026 (Norwick, UT) –
//!          | date dash place dash          March 4, 2026 – Norwick, UT –
//! ```
//!
//! A title beside a year and names between dashes look the same (`Boat Show (March 4, 2026) - forty boats …`,
//! `March 4, 2026 - Smith, Jones - two of the accused - …`): the place must be certain, and a sentence follow.

use super::super::sign::{dash, skip};
use super::super::{Dateline, Part, Text, agency, date, order, place};
use super::place_before;
use crate::wire::{language, lines};

/// No place behind a date is longer, in bytes.
const PLACE: usize = 48;
/// No city has more words.
const WORDS: usize = 3;

/// Regions and countries that releases put behind a city, beside the states of the United States.
const REGIONS: [&str; 74] = [
    "Alberta",
    "Alta.",
    "AB",
    "British Columbia",
    "B.C.",
    "BC",
    "Manitoba",
    "Man.",
    "MB",
    "New Brunswick",
    "N.B.",
    "NB",
    "Nova Scotia",
    "N.S.",
    "NS",
    "Ontario",
    "Ont.",
    "ON",
    "Quebec",
    "Québec",
    "Que.",
    "QC",
    "Saskatchewan",
    "Sask.",
    "SK",
    "Canada",
    "Mexico",
    "Brazil",
    "Argentina",
    "Chile",
    "England",
    "Scotland",
    "Wales",
    "Northern Ireland",
    "Ireland",
    "United Kingdom",
    "France",
    "Germany",
    "Deutschland",
    "Austria",
    "Switzerland",
    "Belgium",
    "Netherlands",
    "The Netherlands",
    "Luxembourg",
    "Denmark",
    "Norway",
    "Sweden",
    "Finland",
    "Iceland",
    "Estonia",
    "Latvia",
    "Lithuania",
    "Poland",
    "Czech Republic",
    "Hungary",
    "Romania",
    "Ukraine",
    "Greece",
    "Turkey",
    "Italy",
    "Spain",
    "Portugal",
    "Israel",
    "Egypt",
    "South Africa",
    "Kenya",
    "India",
    "China",
    "Japan",
    "South Korea",
    "Taiwan",
    "Australia",
    "New Zealand",
];

/// `NORWICK, Maredonia (Coast Post, March 4) – Boats`: who published it and when, in brackets behind the place.
pub(super) fn by_paper(text: &Text<'_>, start: usize, at: usize, typed: &str, behind: &str) -> Option<Dateline> {
    let (name, day) = typed.match_indices(", ").find_map(|(comma, _)| {
        let (day, after) = date::date(&typed[comma + 2..])?;
        (after.is_empty() && !day.misspelt).then_some((&typed[..comma], day))
    })?;
    let end = text.at(dash(skip(behind, &[]))?);
    let place = place_before(text, start, at)??;
    let certain = place::in_capitals(&place.value) && (place.value.contains(',') || place::is_city(&place.value));
    if !certain || language::is_day(name) || !agency::known(name) && !agency::plausible(name) || !follows(text, end) {
        return None;
    }
    let from = at + text.from(at).find(typed)?;
    let date = Some(Part { value: day, span: from + name.len() + 2..from + typed.len() });
    let agency = Some(text.agency(text.from(at), name)?);
    Some(Dateline { span: 0..0, end, place: Some(place), date, agency, byline: None, strong: true })
}

/// `NORWICK (March 4) -- Boats`, `Norwick, UT (March 4, 2026) – Boats`: the day in brackets behind the place.
pub(super) fn by_day(text: &Text<'_>, start: usize, at: usize, typed: &str, behind: &str) -> Option<Dateline> {
    let (day, _) = date::date(typed).filter(|(day, after)| after.is_empty() && !day.misspelt)?;
    let end = text.at(dash(skip(behind, &[]))?);
    let place = place_before(text, start, at)??;
    if !is_certain(&place.value) || !follows(text, end) {
        return None;
    }
    let from = at + text.from(at).find(typed)?;
    let date = Some(Part { value: day, span: from..from + typed.len() });
    Some(Dateline { span: 0..0, end, place: Some(place), date, agency: None, byline: None, strong: true })
}

/// `March 4, 2026 (Norwick, UT) – Boats`, `March 4, 2026 – Norwick, UT – Boats`: the place behind a whole date.
pub(super) fn place_after(text: &Text<'_>, dateline: Dateline) -> Dateline {
    // One word in capitals is rather an agency.
    let named = |words: &str| (words.contains(',') || place::is_city(words)) && is_certain(words);
    if let Some(signature) = &dateline.agency {
        let is_place = named(&signature.value) && follows(text, dateline.end);
        let place = Some(signature.clone()).filter(|_| is_place);
        return if place.is_some() { Dateline { place, agency: None, ..dateline } } else { dateline };
    }
    let rest = text.from(dateline.end);
    let from = dateline.end + rest.len() - skip(rest, &[]).len();
    let rest = text.from(from);
    let near = &rest[..rest.floor_char_boundary(PLACE)];
    let parted = [" - ", " – ", " — ", " -- "].iter().filter_map(|dash| near.find(dash)).min();
    let words = parted.map(|at| &near[..at]).filter(|words| named(words));
    let end = |words: &str| dash(skip(&rest[words.len()..], &[])).map(|after| text.at(after));
    match words.and_then(|words| Some((words, end(words).filter(|end| follows(text, *end))?))) {
        Some((words, end)) => {
            let place = Part { value: lines::folded(words), span: from..from + words.len() };
            Dateline { place: Some(place), end, ..dateline }
        }
        None => dateline,
    }
}

/// Whether a sentence or the end of the line follows a dateline: no small letter goes on.
pub(super) fn follows(text: &Text<'_>, end: usize) -> bool {
    !skip(text.from(end), &[]).starts_with(char::is_lowercase)
}

/// Whether words are a place for certain: in capitals, a city of the table, or one with a region that is known.
fn is_certain(words: &str) -> bool {
    let Some((city, region)) = words.rsplit_once(',') else { return place::certain(words) };
    let region = region.trim();
    let is_known = || place::is_country(region) || REGIONS.contains(&region) || order::is_in_states(words);
    let in_region = || city.split_whitespace().count() <= WORDS && is_known();
    place::possible(words) && (place::in_capitals(words) && place::certain(words) || in_region())
}
