//! The writer's name before the place, as Turkish agencies print it: `Ayşe LİMANCI/İZMİR, (DHA)-`.

use super::{Dateline, Part, place};

/// A dateline with the writer's name taken out of its place, if one stands there: a surname in capitals behind a
/// given name that is not.
pub(super) fn apart(found: Dateline) -> Dateline {
    let Some((names, city)) = found.place.as_ref().and_then(|place| place.value.split_once('/')) else { return found };
    let mut words = names.split_whitespace();
    let surname = words.next_back().unwrap_or_default();
    let given = |word: &str| word.chars().skip(1).any(char::is_lowercase) && word.starts_with(char::is_uppercase);
    let is_name = surname.chars().count() > 1 && is_capital(surname) && words.next().is_some_and(given);
    if !is_name || !words.all(|word| given(word) || is_capital(word)) || !is_capital(city) || city.contains('/') {
        return found;
    }
    let (names, city) = (names.trim().to_owned(), city.trim().to_owned());
    let span = found.place.as_ref().map_or(0..0, |place| place.span.clone());
    let start = span.end - city.len();
    Dateline {
        byline: Some(Part { span: span.start..(span.start + names.len()).min(start), value: names }),
        place: Some(Part { value: city, span: start..span.end }),
        ..found
    }
}

fn is_capital(words: &str) -> bool {
    place::in_capitals(words) && !words.chars().any(char::is_lowercase)
}
