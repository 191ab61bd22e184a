//! What closes a dateline: a date, an agency, or a dash after a place that is certain.
//!
//! In: the text, where the dateline begins, and where the date, the agency or the dash stands. Out: the
//! dateline, if the words before can be a place and what follows closes it.

mod release;
mod stop;

use super::sign::{close, dash, dash_or_colon, is_spaced_dash, is_tight, skip};
use super::{Dateline, Part, Text, agency, date, place};
use crate::wire::{language, lines, quotes, stamp};
use release::{by_day, by_paper, follows, place_after};
pub(super) use stop::{by_colon, by_stop};

/// `[place] sep date [sep agency] close`
pub(super) fn by_date(text: &Text<'_>, start: usize, at: usize) -> Option<Dateline> {
    let rest = text.from(at);
    let (day, after, month_alone) = date::date(rest)
        .or_else(|| date::none(rest))
        .map(|(day, after)| (day, after, false))
        .or_else(|| date::month_only(rest).map(|(day, after)| (day, after, true)))?;
    let before = text.whole[start..at].trim_end();
    if !before.is_empty() && !before.ends_with([',', '.']) && date::weekday(rest).is_some() {
        return None;
    }
    let date_span = at..text.at(after);
    let whole = day.year.is_some() || place::in_capitals(before) || is_with_country(before);
    let stopped = || by_sentence(text, after).filter(|_| whole && before.contains(','));
    let (signature, marked, end) =
        after_date(text, after).or_else(stopped).or_else(|| at_once(text, before, after).filter(|_| !month_alone))?;
    if month_alone && (signature.is_some() || !is_spaced_dash(text, after) || !before.ends_with(',')) {
        return None;
    }
    let place = place_before(text, start, at)?;
    // `CoastNews, March 4, 2026` is all of a line, or a dash follows.
    let house = place.as_ref().filter(|_| signature.is_none()).and_then(|place| agency_for_place(text, place));
    let (place, signature) = match house {
        Some(_) if !marked && (day.year.is_none() || !text.complete) => return None,
        Some(_) => (None, house),
        None => (place, signature),
    };
    let marked = marked || signature.is_some();
    if is_tight(after) && !place.as_ref().is_some_and(|place| place::in_capitals(&place.value)) {
        return None;
    }
    let named = place.as_ref().is_some_and(|place| place::in_capitals(&place.value) || place::is_city(&place.value));
    if day.misspelt && !named || place.is_none() && !marked {
        return None;
    }
    // A name above a day: `Ana Reis` / `4.3.2026`
    let broken = || text.whole[start..at].contains('\n') && end >= text.whole.len();
    if signature.is_none() && place.as_ref().is_some_and(|place| broken() && is_person(&place.value)) {
        return None;
    }
    let date = Some(Part { value: day, span: date_span });
    let dateline = Dateline { span: 0..0, end, place, date, agency: signature, byline: None, strong: true };
    Some(if dateline.place.is_none() && day.year.is_some() { place_after(text, dateline) } else { dateline })
}

/// `dpa/lnw`: the agency and the sign of its service in a region.
fn is_regional(name: &str) -> bool {
    let service = |sign: &str| (2..=4).contains(&sign.len()) && sign.bytes().all(|byte| byte.is_ascii_lowercase());
    name.split_once('/').is_some_and(|(agency, sign)| agency::named(agency).is_some() && service(sign))
}

/// `Norwick (Kerala) [India]`, `New Delhi [India]`: a town and its country in brackets.
fn is_with_country(place: &str) -> bool {
    let Some((town, _)) = place.split_once(" [") else { return false };
    place::is_city(town) || in_state_of_india(town).is_some()
}

/// The town before a state of India in brackets: `Norwick (Kerala)`.
fn in_state_of_india(place: &str) -> Option<&str> {
    let (town, state) = place.strip_suffix(')')?.split_once(" (")?;
    place::is_state_of_india(state).then_some(town)
}

/// Whether what may be a place is a person's name: `Ana Reis`.
fn is_person(place: &str) -> bool {
    quotes::opens_with_given_name(place) && place.contains(' ') && !place.contains(',') && !place::is_city(place)
}

/// The agency that stands where a place does, alone or in capitals behind the name of a desk: `Coast News Desk IANS`.
fn agency_for_place(text: &Text<'_>, place: &Part<String>) -> Option<Part<String>> {
    let whole = place.value.trim_end_matches([' ', '/', '|']);
    let behind = || whole.rsplit_once(' ').filter(|(desk, name)| desk.contains(' ') && place::shouted(name));
    let name = match agency::named(whole) {
        Some(_) => whole,
        None => behind().map(|(_, name)| name).filter(|name| agency::named(name).is_some())?,
    };
    text.agency(text.from(place.span.start), name)
}

/// `Norwick, 4. März 2026. Die Stadt …`, `NORWICK, Maredonia, March 4. The …`: a full stop between the date and the
/// first sentence, or a colon.
fn by_sentence(text: &Text<'_>, after: &str) -> Option<(Option<Part<String>>, bool, usize)> {
    let stopped = after.strip_prefix(['.', ':']).or_else(|| after.strip_prefix(" :"));
    let rest = stopped.filter(|rest| rest.starts_with(char::is_whitespace))?;
    let rest = skip(rest, &[]);
    opens_sentence(rest).then(|| (None, true, text.at(rest)))
}

/// `Norwick, March 4 The …`: a city, a day and the first sentence, with nothing between. A noun may belong to the day
/// (`July 14 Parade veterans`).
fn at_once(text: &Text<'_>, before: &str, after: &str) -> Option<(Option<Part<String>>, bool, usize)> {
    let city = before.strip_suffix(',').unwrap_or(before);
    let city = Some(city).filter(|city| place::is_city(city) && !city.contains(','))?;
    const OPENING: [&str; 14] =
        ["The", "A", "An", "In", "At", "On", "After", "As", "With", "For", "Two", "Three", "Four", "Five"];
    let opening = |rest: &str| OPENING.contains(&rest.split(' ').next().unwrap_or_default());
    // `NORWICK March 4 Boats …`: a city in capitals and no comma.
    let shout = city.len() == before.len() && place::shouted(city);
    if city.len() == before.len() && !shout {
        return None;
    }
    let opens = |rest: &&str| opening(rest) || shout && opens_sentence(rest);
    let rest = after.strip_prefix(' ').filter(opens)?;
    let long = text.whole.chars().count() >= PARAGRAPH && !city.is_empty();
    long.then(|| (None, true, text.at(rest)))
}

/// After a date: a dash, an agency with its close, or the paragraph's end, a time of day before it or not. Gives the agency, whether a
/// dash or an agency stood there, and where the copy goes on.
fn after_date(text: &Text<'_>, after: &str) -> Option<(Option<Part<String>>, bool, usize)> {
    let rest = skip(after, &['.', ',']);
    let rest = language::era(rest).map_or(rest, |rest| skip(rest, &['.', ',', '-']));
    if text.complete && stamp::is_clock_alone(skip(rest, &['-', '–', '—', '|'])) {
        return Some((None, false, text.whole.len()));
    }
    // `2026. március 4., szerda (MTI)`
    let rest =
        date::weekday(rest).map(|rest| skip(rest, &['.', ','])).filter(|rest| rest.starts_with('(')).unwrap_or(rest);
    if let Some((name, behind)) = agency::group(rest) {
        let name = without_date(name);
        if (agency::known(name)
            || agency::plausible(name)
            || dash(skip(behind, &[])).is_some() && agency::service(name))
            && let Some(end) = close(text, behind, rest.starts_with('/') || agency::known(name) || signs(name, behind))
        {
            return Some((Some(text.agency(rest, name)?), true, end));
        }
    }
    // `Norwick, March 4, AZERTAC` on a line of its own
    let is_loud = || place::shouted(rest) || !rest.contains(char::is_lowercase) && !rest.contains(char::is_uppercase);
    if text.complete && agency::named(rest).is_some() && is_loud() {
        return Some((Some(text.agency(rest, rest)?), true, text.whole.len()));
    }
    if let Some((name, behind)) = agency::bare(rest) {
        let part = text.agency(rest, name)?;
        let mut behind = dash(skip(behind, &[]))?;
        while let Some((_, further)) = agency::bare(skip(behind, &[])) {
            behind = dash(skip(further, &[]))?;
        }
        return Some((Some(part), true, text.at(behind)));
    }
    if let Some(behind) = dash(rest) {
        let signed = skip(behind, &[]);
        if let Some((name, further)) = agency::bare(signed) {
            return Some((Some(text.agency(signed, name)?), true, text.at(dash(skip(further, &[]))?)));
        }
        if let Some((name, further)) = agency::dotted(signed) {
            return Some((Some(text.agency(signed, name)?), true, text.at(further)));
        }
        return Some((None, true, text.at(behind)));
    }
    (rest.is_empty() && text.complete).then_some((None, false, text.whole.len()))
}

/// Whether a word in brackets behind a day is the name of a service that nobody knows, by its capitals or its full stop,
/// and the first sentence follows: `Norwick, March 4 (CoastNews) The …`, but `(Updated)`.
fn signs(name: &str, behind: &str) -> bool {
    let capitals = name.chars().filter(|c| c.is_uppercase()).count();
    !name.contains(char::is_whitespace)
        && name.starts_with(char::is_uppercase)
        && (capitals > 1 || name.contains('.'))
        && behind.starts_with(' ')
        && opens_sentence(skip(behind, &[]))
}

/// `(UrduPoint News / Sputnik - 20th November, 2019)` signs without the date.
fn without_date(name: &str) -> &str {
    match name.contains('-').then(|| name.rsplit_once(" - ")).flatten() {
        Some((name, day)) if date::date(day.trim()).is_some() => name.trim_end(),
        _ => name,
    }
}

/// `[place] agency close`
pub(super) fn by_agency(text: &Text<'_>, start: usize, at: usize) -> Option<Dateline> {
    let rest = text.from(at);
    let (whole, behind) = agency::group(rest).filter(|(name, _)| !place::is_state_of_india(name))?;
    if whole.ends_with(|c: char| c.is_ascii_digit())
        && let Some(found) = by_day(text, start, at, whole, behind).or_else(|| by_paper(text, start, at, whole, behind))
    {
        return Some(found);
    }
    // `NORWICK, UT / ACCESSWIRE / March 4, 2026 / Boats`
    let further = if rest.starts_with('/') { date::date(skip(behind, &[])) } else { None };
    if let Some((day, after)) = further.filter(|(day, _)| day.year.is_some())
        && let Some(copy) = skip(after, &[]).strip_prefix('/')
        && let Some(place) = place_before(text, start, at)?
    {
        let agency = Some(text.agency(rest, whole)?);
        let date = Some(Part { value: day, span: text.at(skip(behind, &[]))..text.at(after) });
        let end = text.at(copy);
        return Some(Dateline { span: 0..0, end, place: Some(place), date, agency, byline: None, strong: true });
    }
    let name = without_date(whole);
    let known = agency::known(name);
    if let Some(found) = before_date(text, start, at, known) {
        return Some(found);
    }
    if !known && (rest.starts_with('/') || !agency::plausible(name)) {
        return None;
    }
    let dashed = dash_or_colon(skip(behind, &['.', ','])).is_some() || rest.starts_with('/');
    let end = close(text, behind, known)?;
    let place = place_before(text, start, at)?;
    let vouched = match &place {
        None => known && (dashed || agency::named(name).is_some() && rest.starts_with('(')),
        Some(place) if !known => dashed && place::certain(&place.value),
        Some(place) if place::in_capitals(&place.value) || place::is_city(&place.value) => true,
        // `Norwick (ots)` on a line of its own; other names before an agency there are those of writers.
        Some(_) if name == "ots" && text.complete && skip(behind, &[]).is_empty() => true,
        // `Norwick/Ennis (dpa/lnw)`: the agency and its service in the region.
        Some(place) if is_regional(name) && text.complete && skip(behind, &[]).is_empty() => {
            !quotes::opens_with_given_name(&place.value)
        }
        // `Norwick (ats) Les ferries`: no other name is printed in small letters.
        Some(place)
            if is_short(&place.value) && agency::named(name).is_some() && !name.contains(char::is_uppercase) =>
        {
            rest.starts_with('(') && !skip(behind, &[]).is_empty()
        }
        Some(place) => dashed && place.value.split_whitespace().count() <= 6,
    };
    let agency = Some(text.agency(rest, name)?);
    let date = whole.rsplit_once(" - ").filter(|_| name.len() < whole.len()).and_then(|(_, day)| {
        let from = at + rest.find(day)?;
        Some(Part { value: date::date(day.trim())?.0, span: from..from + day.len() })
    });
    let strong = place.is_some() || dashed;
    vouched.then_some(Dateline { span: 0..0, end, place, date, agency, byline: None, strong })
}

/// `PORT MARE (XYZ), 4 March 2026 -`: the agency before the day.
fn before_date(text: &Text<'_>, start: usize, at: usize, known: bool) -> Option<Dateline> {
    let rest = text.from(at);
    let (name, behind) = agency::group(rest).filter(|_| text.dated && rest.starts_with('('))?;
    let further = skip(behind, &[',']);
    // `SEOUL (ROK), 3 JAN`: what may be a country is none.
    let is_sign =
        || name.len() <= SIGN && name.bytes().all(|byte| byte.is_ascii_uppercase()) && !place::is_country(name);
    if !further.starts_with(char::is_alphanumeric) || !known && !is_sign() {
        return None;
    }
    let (day, after) = date::date(further).filter(|(day, _)| !day.misspelt)?;
    let in_numbers = !further[..further.len() - after.len()].contains(char::is_alphabetic);
    if !known && (!in_numbers || day.year.is_none()) {
        return None;
    }
    let end = text.at(dash(skip(after, &['.', ',']))?);
    let place = place_before(text, start, at)??;
    let agency = Some(text.agency(rest, name)?);
    let date = Some(Part { value: day, span: text.at(further)..text.at(after) });
    Some(Dateline { span: 0..0, end, place: Some(place), date, agency, byline: None, strong: true })
}

/// No agency that nobody knows signs with more capitals before a day.
const SIGN: usize = 5;

/// `place dash [date dash | agency dash]`: the date after a dash in the wrong place, an agency after
/// `--`, or nothing but the place.
pub(super) fn by_dash(text: &Text<'_>, start: usize, at: usize, after: &str) -> Option<Dateline> {
    let place = place_before(text, start, at)??;
    let rest = skip(after, &[]);
    // `NORWICK, SANA - Boats …`
    let signed = || place.value.rsplit_once(", ").filter(|(city, name)| place::shouted(city) && place::shouted(name));
    if let Some((city, name)) = signed()
        // `HARRISBURG, PA -`, `PHILADELPHIA, Pa. -`: two letters are a state's.
        && name.len() > 2
        && agency::named(name).is_some()
        && !place::is_city(name)
    {
        // White space may be typed in other signs than the place has.
        let comma = place.span.start + text.whole[place.span.clone()].rfind(',')?;
        let span = lines::trimmed(text.whole, comma + 1..place.span.end);
        let agency = Some(Part { value: agency::shown(name), span });
        let span = lines::trimmed(text.whole, place.span.start..comma);
        let place = Part { value: city.to_owned(), span };
        return Some(Dateline { agency, strong: true, ..Dateline::of_place(place, text.at(after)) });
    }
    if rest.starts_with(['(', '['])
        && let Some(found) = by_agency(text, text.at(rest), text.at(rest))
    {
        return Some(Dateline { place: Some(place), ..found });
    }
    // `NORWICK - CoastNews` on a line of its own
    if text.complete && agency::named(rest).is_some() && place::is_city(&place.value) {
        let agency = Some(text.agency(rest, rest.trim_end())?);
        return Some(Dateline { agency, strong: true, ..Dateline::of_place(place, text.whole.len()) });
    }
    if let Some((day, behind)) = date::date(rest).filter(|(day, _)| !day.misspelt) {
        // A place beside a whole date needs no capitals: `Norwick, UT – March 4, 2026 – `, or all of a line.
        let whole = day.year.is_some() && is_short(place.value.split(',').next().unwrap_or_default());
        let vouched = |marked: bool, end| whole && follows(text, end) || marked && place::in_capitals(&place.value);
        if let Some((agency, _, end)) = after_date(text, behind).filter(|(_, marked, end)| vouched(*marked, *end)) {
            let date = Some(Part { value: day, span: text.at(rest)..text.at(behind) });
            return Some(Dateline { span: 0..0, end, place: Some(place), date, agency, byline: None, strong: true });
        }
    }
    let spaced = at > start && is_spaced_dash(text, text.from(at)) || after.starts_with(char::is_whitespace);
    // `NORWICK—Boats`: a dash that touches both words, after a city in capitals.
    let spaced = spaced || !is_hyphen(text.from(at)) && place::in_capitals(&place.value) && opens_sentence(rest);
    let goes_on =
        rest.starts_with(|c: char| c.is_uppercase() || c.is_numeric() || !c.is_alphanumeric() || !c.is_lowercase());
    (spaced && goes_on && !rest.is_empty() && place::certain(&place.value))
        .then_some(Dateline::of_place(place, text.at(after)))
}

/// Whether a place has no more words than most have.
fn is_short(place: &str) -> bool {
    place.split_whitespace().count() <= 3
}

/// Whether a single hyphen or underscore stands here.
fn is_hyphen(rest: &str) -> bool {
    rest.starts_with(['-', '_']) && !rest.starts_with("--")
}

/// Whether the first word is written as one that opens a sentence, or a mark opens a quotation.
fn opens_sentence(rest: &str) -> bool {
    let word = rest.split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
    rest.starts_with(['"', '“', '„', '«'])
        || word.starts_with(char::is_uppercase) && (word.chars().count() == 1 || !place::shouted(word))
}

/// A paragraph that opens so is no shorter, in characters; a line may be a headline.
const PARAGRAPH: usize = 120;

/// The words between `start` and `at` as a place; `Some(None)` where there are none, `None` where they
/// cannot be one.
#[expect(clippy::option_option, reason = "no place and no dateline are two answers")]
fn place_before(text: &Text<'_>, start: usize, at: usize) -> Option<Option<Part<String>>> {
    let typed = &text.whole[start..at];
    // Most words that a sign follows are copy, and more than a place and a day have.
    if typed.split_whitespace().nth(2 * place::WORDS).is_some() {
        return None;
    }
    let words = typed.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, ',' | '،' | '-' | '–' | '—' | '_'));
    let words = match words.strip_suffix('.') {
        Some(bare) if !abbreviated(bare) => bare,
        _ => words,
    };
    // `Norwick, le 4 mars`, `København, onsdag /ritzau/`: the small word and the weekday belong to the date.
    let words = match words.rsplit_once([' ', ',']) {
        Some((before, last)) if is_article(last) || before.ends_with(',') && date::weekday(last) == Some("") => {
            before.trim_end_matches([' ', ','])
        }
        _ => words,
    };
    // `NORWICK, 16 (EUROPA PRESS)`: the day alone.
    let words = match words.rsplit_once(", ") {
        Some((city, day))
            if day.len() <= 2 && day.bytes().all(|byte| byte.is_ascii_digit()) && place::is_city(city) =>
        {
            city
        }
        _ => words,
    };
    // `الرياض 14 رمضان 1447 هـ الموافق 03 مارس 2026 م`
    let words = match language::in_another_calendar(words).and_then(|words| words.find(|c: char| c.is_ascii_digit())) {
        Some(at) => words[..at].trim_end(),
        None => words,
    };
    // `Thursday - 3/4/2026`
    if words.is_empty() || date::weekday(words) == Some("") {
        return Some(None);
    }
    // `ARIES (March 21-April 19)` is no place and day.
    if words.matches(['(', '[']).count() != words.matches([')', ']']).count() {
        return None;
    }
    let folded = lines::folded(words);
    place::possible(&folded).then(|| Some(Part { value: folded, span: start..start + words.len() }))
}

/// Whether a word stands before a date and is no part of a place.
fn is_article(word: &str) -> bool {
    ["le", "den", "the", "am", "el", "il", "dnia", "em"].contains(&word)
}

/// Whether a full stop belongs to the last word of a place: `Va.`, `N.Y.`, `Conn.`.
fn abbreviated(bare: &str) -> bool {
    let last = bare.rsplit([' ', ',']).next().unwrap_or(bare);
    bare.contains(',') && last.chars().count() <= 5 || last.contains('.')
}
