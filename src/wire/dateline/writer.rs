//! The writer's name before the place, as Turkish agencies and papers of Spain print it: `Ayşe LİMANCI/İZMİR, (DHA)-`,
//! `Ana Reis Madrid 4 MAR 2026`.

use super::{Dateline, Part, place};
use crate::wire::quotes;

/// A dateline with the writer's name taken out of its place, if one stands there: a surname in capitals behind a
/// given name that is not.
pub(super) fn apart(text: &str, found: Dateline) -> Dateline {
    if let Some(at) = found.place.as_ref().filter(|_| found.agency.is_none()).and_then(|place| city(&place.value)) {
        return cut(text, found, at);
    }
    let Some((names, city)) = found.place.as_ref().and_then(|place| place.value.split_once('/')) else { return found };
    let mut words = names.split_whitespace();
    let surname = words.next_back().unwrap_or_default();
    let given = |word: &str| word.chars().skip(1).any(char::is_lowercase) && word.starts_with(char::is_uppercase);
    let is_name = surname.chars().count() > 1 && is_capital(surname) && words.next().is_some_and(given);
    if !is_name || !words.all(|word| given(word) || is_capital(word)) || !is_capital(city) || city.contains('/') {
        return found;
    }
    let at = names.len() + 1;
    cut(text, found, at)
}

/// Where a city begins behind names, as papers of Spain print them: `Ana Reis Madrid 4 MAR 2026`.
fn city(place: &str) -> Option<usize> {
    let (names, last) = place.rsplit_once(' ')?;
    let named = !place.contains(',') && names.contains(' ') && quotes::opens_with_given_name(names);
    let whole = names.split(' ').next_back().is_some_and(|word| word.starts_with(char::is_uppercase));
    (named && whole && place::is_city(last)).then_some(names.len())
}

/// A dateline whose place holds a city from `at` on, and before it who wrote.
fn cut(text: &str, found: Dateline, at: usize) -> Dateline {
    let Some(place) = &found.place else { return found };
    let (names, city) = place.value.split_at(at);
    let parts = |c: char| c.is_whitespace() || c == '/';
    let (names, city) = (names.trim_end_matches(parts).to_owned(), city.trim().to_owned());
    // White space may be typed in other signs than the place has.
    let typed = &text[place.span.clone()];
    let Some(from) = typed.rfind(&city) else { return found };
    let (start, from, end) = (place.span.start, place.span.start + from, place.span.end);
    let written = typed[..from - start].trim_end_matches(parts).len();
    Dateline {
        byline: Some(Part { value: names, span: start..start + written }),
        place: Some(Part { value: city, span: from..end }),
        ..found
    }
}

fn is_capital(words: &str) -> bool {
    place::in_capitals(words) && !words.chars().any(char::is_lowercase)
}
