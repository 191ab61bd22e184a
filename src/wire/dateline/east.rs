//! Datelines of Chinese, Japanese and Korean agencies, which have no spaces, no capitals and signs of their own.
//!
//! ```text
//! dateline = agency [place] day wired [names]  新华社北京2月7日电（记者王小明）
//!          | place "（" agency "）" [dash]      北京（路透社）－
//!          | "【" place agency "】"             【東京共同】
//!          | "（" place "=" agency "）"         (서울=연합뉴스)
//!          | "［" place day agency "］" [dash]  ［東京　７日　ロイター］ -
//!          | "【" day agency "】"               【2月7日 AFP】
//! day      = [year "年"] [month "月"] number "日" | the same in Korean
//! ```
//!
//! Only what the table of agencies vouches for is a dateline. A day without its month is passed over: it stands in
//! the dateline as typed.

use super::date::Printed;
use super::{Dateline, Part, Text, agency, sign};
use crate::source::Span;

/// The longest place, in characters: a city, or a land and a city.
const PLACE: usize = 10;
/// The longest dateline in brackets, in bytes.
const BRACKETS: usize = 90;

/// Reads a dateline of East Asia.
pub(super) fn read(text: &Text<'_>, start: usize) -> Option<Dateline> {
    let rest = text.from(start);
    let first = rest.chars().find(|c| !matches!(c, '(' | '['))?;
    if first < '\u{3000}' {
        return None;
    }
    bracketed(text, start).or_else(|| wired(text, start)).or_else(|| signed(text, start))
}

/// `新华社北京2月7日电`, `路透北京2月7日 - `
fn wired(text: &Text<'_>, start: usize) -> Option<Dateline> {
    let rest = text.from(start);
    let ends = rest.char_indices().map(|(at, _)| at).skip(2).take(5);
    let end = ends.filter(|end| agency::named(&rest[..*end]).is_some()).last()?;
    let signature = part(text, start..start + end)?;
    let (before, day, after) = day_in(&rest[end..])?;
    let place = place(text, start + end..start + end + before.len());
    if place.is_none() && !before.is_empty() {
        return None;
    }
    let at = text.at(after);
    let date = Some(Part { value: day?, span: start + end + before.len()..at });
    let after = after.trim_start();
    let wire = ["专电", "專電", "电", "電", "讯", "訊"].iter().find_map(|word| after.strip_prefix(word));
    let after = wire.or_else(|| sign::dash(after))?;
    let agency = Some(Part { value: agency::shown(&signature.value), span: signature.span });
    let (byline, end) = written(text, text.at(after)).unwrap_or((None, text.at(after)));
    Some(Dateline { span: 0..0, end, place, date, agency, byline, strong: true })
}

/// Those who wrote, in brackets behind the dateline, and where the copy goes on: `（记者王小明、李红）`.
fn written(text: &Text<'_>, at: usize) -> Option<(Option<Part<String>>, usize)> {
    let (inner, behind) = between(text, at + text.from(at).len() - text.from(at).trim_start().len())?;
    let byline = part(text, inner)?;
    (!names(&byline.value).is_empty()).then_some((Some(byline), behind))
}

/// What stands before the names of those who wrote, and before that of somebody who helped.
const WRITERS: [&str; 3] = ["记者", "記者", "通讯员"];

/// The names in a line such as `记者王小明、李红`; none where it is another.
pub(crate) fn names(line: &str) -> Vec<String> {
    if !WRITERS.iter().any(|word| line.starts_with(word)) {
        return Vec::new();
    }
    let parts = line.split(|c: char| c.is_whitespace() || matches!(c, '、' | '，' | ','));
    let bare = parts.map(|part| WRITERS.iter().find_map(|word| part.strip_prefix(word)).unwrap_or(part));
    let names: Vec<String> = bare.filter(|name| !name.is_empty()).map(str::to_owned).collect();
    let is_name =
        |name: &String| (2..=12).contains(&name.chars().count()) && name.chars().all(|c| c.is_alphabetic() || c == '·');
    if names.iter().all(is_name) { names } else { Vec::new() }
}

/// `北京（路透社）－`, `東京（ＡＰ）`
fn signed(text: &Text<'_>, start: usize) -> Option<Dateline> {
    let rest = text.from(start);
    let open = rest.find(['（', '(']).filter(|open| *open <= 3 * PLACE)?;
    let place = place(text, start..start + open)?;
    let (inner, behind) = between(text, start + open)?;
    let agency = signature(text, inner)?;
    Some(Dateline {
        span: 0..0,
        end: closed(text, behind),
        place: Some(place),
        date: None,
        agency: Some(agency),
        byline: None,
        strong: true,
    })
}

/// `【東京共同】`, `(서울=연합뉴스)`, `［東京　７日　ロイター］ -`
fn bracketed(text: &Text<'_>, start: usize) -> Option<Dateline> {
    let (inner, behind) = between(text, start)?;
    let words = &text.whole[inner.clone()];
    let (from, agency) = words
        .char_indices()
        .filter(|(_, c)| !c.is_whitespace())
        .map(|(at, _)| inner.start + at)
        .find_map(|at| Some((at, signature(text, at..inner.end)?)))?;
    let before =
        text.whole[inner.start..from].trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '=' | '＝' | '・'));
    let (named, day) = match day_in(before) {
        Some((named, day, after)) if after.trim().is_empty() => (named, day.map(|day| (day, named.len()))),
        _ => (before, None),
    };
    let date = day.map(|(value, at)| Part { value, span: inner.start + at..inner.start + before.len() });
    let place = place(text, inner.start..inner.start + named.len());
    // `【ＡＰ】` alone may head a list; words that can be no place are none.
    if place.is_none() && (date.is_none() || !named.trim().is_empty()) {
        return None;
    }
    Some(Dateline {
        span: 0..0,
        end: closed(text, behind),
        place,
        date,
        agency: Some(agency),
        byline: None,
        strong: true,
    })
}

/// What stands between the brackets that open here, and where they end.
fn between(text: &Text<'_>, at: usize) -> Option<(Span, usize)> {
    let rest = text.from(at);
    let open = rest.chars().next()?;
    let close = match open {
        '【' => '】',
        '［' => '］',
        '（' => '）',
        '〔' => '〕',
        '(' => ')',
        '[' => ']',
        _ => return None,
    };
    let end = rest[..rest.floor_char_boundary(BRACKETS)].find(close)?;
    Some((at + open.len_utf8()..at + end, at + end + close.len_utf8()))
}

/// Where the copy goes on after brackets: past a dash.
fn closed(text: &Text<'_>, behind: usize) -> usize {
    let rest = text.from(behind).trim_start();
    let after = rest.trim_start_matches(['-', '－', '–', '—', '―', '─']);
    text.at(if after.len() < rest.len() { after } else { text.from(behind) })
}

/// The agency that words are, in letters of either width.
fn signature(text: &Text<'_>, span: Span) -> Option<Part<String>> {
    let typed = narrow(&text.whole[span.clone()]);
    let name = typed.trim();
    agency::named(name).map(|_| Part { value: agency::shown(name), span })
}

fn part(text: &Text<'_>, span: Span) -> Option<Part<String>> {
    let value = text.whole.get(span.clone())?.to_owned();
    Some(Part { value, span })
}

/// A place: some letters of East Asia, and nothing else.
fn place(text: &Text<'_>, span: Span) -> Option<Part<String>> {
    let typed = text.whole.get(span.clone())?;
    let value = typed.trim();
    let start = span.start + typed.len() - typed.trim_start().len();
    let letters = |c: char| c.is_alphabetic() && c >= '\u{3000}' || matches!(c, '・' | '·');
    let fits = !value.is_empty() && value.chars().count() <= PLACE && value.chars().all(letters);
    // `記者`, `기자`: who wrote stands there, not where.
    let writer = ["记者", "記者", "기자"].iter().any(|word| value.contains(word));
    (fits && !writer).then(|| Part { value: value.to_owned(), span: start..start + value.len() })
}

/// The first day in a text, with what stands before and after it; `None` for the day where no month is printed.
fn day_in(text: &str) -> Option<(&str, Option<Printed>, &str)> {
    let start = text.find(|c: char| c.is_ascii_digit() || ('０'..='９').contains(&c))?;
    let (before, rest) = text.split_at(start);
    let (year, rest) = number(rest, &['年', '년']).map_or((None, rest), |(year, rest)| (Some(year), rest.trim_start()));
    let (month, rest) =
        number(rest, &['月', '월']).map_or((None, rest), |(month, rest)| (Some(month), rest.trim_start()));
    let (day, rest) = number(rest, &['日', '일'])?;
    let printed = month.and_then(|month| {
        let (month, day) = (i8::try_from(month).ok()?, i8::try_from(day).ok()?);
        jiff::civil::Date::new(year.unwrap_or(2024), month, day).ok()?;
        Some(Printed { year, month, day: Some(day), misspelt: false })
    });
    Some((before, printed, rest))
}

/// A number in digits of either width before a sign.
fn number<'t>(text: &'t str, signs: &[char]) -> Option<(i16, &'t str)> {
    let end = text.find(signs).filter(|end| *end <= 12)?;
    let number = narrow(&text[..end]).parse().ok()?;
    let sign = text[end..].chars().next()?;
    Some((number, &text[end + sign.len_utf8()..]))
}

/// Letters and digits of full width in half.
fn narrow(text: &str) -> String {
    let half = |c: char| match c {
        '！'..='～' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        '\u{3000}' => ' ',
        other => other,
    };
    text.chars().map(half).collect()
}
