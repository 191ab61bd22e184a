//! The writer's name before the place, as Turkish agencies print it: `Ayşe LİMANCI/İZMİR, (DHA)-`.

use super::{Dateline, Part, place};
use crate::wire::quotes;

/// A dateline with the writer's name taken out of its place, if one stands there: a surname in capitals behind a
/// given name that is not.
pub(super) fn apart(found: Dateline) -> Dateline {
    if let Some(at) = found.place.as_ref().filter(|_| found.agency.is_none()).and_then(|place| city(&place.value)) {
        return cut(found, at, at);
    }
    let Some((names, city)) = found.place.as_ref().and_then(|place| place.value.split_once('/')) else { return found };
    let mut words = names.split_whitespace();
    let surname = words.next_back().unwrap_or_default();
    let given = |word: &str| word.chars().skip(1).any(char::is_lowercase) && word.starts_with(char::is_uppercase);
    let is_name = surname.chars().count() > 1 && is_capital(surname) && words.next().is_some_and(given);
    if !is_name || !words.all(|word| given(word) || is_capital(word)) || !is_capital(city) || city.contains('/') {
        return found;
    }
    let (before, after) = (names.trim_end().len(), names.len() + 1);
    cut(found, before, after)
}

/// Where a city begins behind names, as papers of Spain print them: `Ana Reis Madrid 4 MAR 2026`.
fn city(place: &str) -> Option<usize> {
    let (names, last) = place.rsplit_once(' ')?;
    let named =
        !place.contains(',') && names.contains(' ') && names.split(' ').next().is_some_and(quotes::is_given_name);
    let whole = names.split(' ').next_back().is_some_and(|word| word.starts_with(char::is_uppercase));
    (named && whole && place::is_city(last)).then_some(names.len())
}

/// A dateline whose place holds who wrote up to `before`, and a city from `after` on.
fn cut(found: Dateline, before: usize, after: usize) -> Dateline {
    let Some(place) = &found.place else { return found };
    let names = place.value[..before].trim().to_owned();
    let city = place.value[after..].trim().to_owned();
    let (start, end) = (place.span.start, place.span.end);
    let from = end - city.len();
    Dateline {
        byline: Some(Part { span: start..(start + names.len()).min(from), value: names }),
        place: Some(Part { value: city, span: from..end }),
        ..found
    }
}

fn is_capital(words: &str) -> bool {
    place::in_capitals(words) && !words.chars().any(char::is_lowercase)
}
