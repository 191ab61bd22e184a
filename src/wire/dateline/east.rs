//! Datelines of Chinese, Japanese and Korean agencies, which have no spaces, no capitals and signs of their own.
//!
//! ```text
//! dateline = ["据"] agency [place] day wired [names]  新华社北京2月7日电（记者王小明）
//!          | own [place day] wired [names]          本报北京2月7日电, 本报讯
//!          | place "（" agency "）" [dash]            北京（路透社）－
//!          | "【" place agency "】"                   【東京共同】
//!          | "【" place "=" names "】"                【東京＝鈴木一郎】
//!          | "（" place "=" agency "）" [names "="]   (서울=연합뉴스) 김민수 기자 =
//!          | "［" place day agency "］" [dash]        ［東京　７日　ロイター］ -
//!          | "【" day agency "】"                     【2月7日 AFP】
//!          | "（" agency [writer] place day wired "）" （中央社記者李明東京7日電）
//! day      = [year "年"] [month "月"] number "日" | the same in Korean
//! ```
//!
//! Only what the table of agencies, or a paper's word for itself, vouches for is a dateline. A day without its month is
//! passed over: it stands in the dateline as typed.

use super::date::Printed;
use super::{Dateline, Part, Text, agency, sign};
use crate::source::Span;
use crate::wire::language::EAST;

mod day;
mod names;

pub(crate) use day::day;
pub(crate) use names::{byline, names, within};

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
    let brackets = || bracketed(text, start).or_else(|| enclosed(text, start)).or_else(|| posted(text, start));
    brackets().or_else(|| wired(text, start)).or_else(|| signed(text, start)).or_else(|| of_paper(text, start))
}

/// `新华社北京2月7日电`, `路透北京2月7日 - `, `据新华社北京2月7日电`, `本报北京2月7日电`
fn wired(text: &Text<'_>, start: usize) -> Option<Dateline> {
    let rest = text.from(start);
    let after = EAST.after.iter().find_map(|word| rest.strip_prefix(word)).unwrap_or(rest);
    let from = text.at(after);
    let ends = after.char_indices().map(|(at, _)| at).skip(2).take(5);
    let end = ends.filter(|end| agency::named(&after[..*end]).is_some()).last();
    let own = EAST.own.iter().find(|word| after.starts_with(**word)).map(|word| word.len());
    let signed = from + end.or(own)?;
    let agency = end.and_then(|end| signature(text, from..from + end));
    let dated = when(text, signed).and_then(|((place, date), after)| {
        let after = after.trim_start();
        if agency.is_none() {
            let is_whole = place.is_some();
            let (byline, end) = of_own(text, after, |word| is_whole || EAST.wired_alone.contains(&word))?;
            return Some(Dateline { span: 0..0, end, place, date, agency: None, byline, strong: true });
        }
        let wire = EAST.wired.iter().find_map(|word| after.strip_prefix(word));
        let after = wire.or_else(|| sign::dash(after))?;
        let (byline, end) = written(text, text.at(after)).unwrap_or((None, text.at(after)));
        Some(Dateline { span: 0..0, end, place, date, agency: agency.clone(), byline, strong: true })
    });
    dated.or_else(|| own.and_then(|_| undated(text, text.from(signed))))
}

/// `本报讯（记者李明）`, `本报讯 `
fn undated(text: &Text<'_>, after: &str) -> Option<Dateline> {
    let is_alone = |word: &str| EAST.wired_alone.contains(&word);
    let is_wire = EAST.wired.iter().find(|word| after.starts_with(**word)).is_some_and(|word| is_alone(word));
    let (byline, end) = of_own(text, after, is_alone).filter(|(byline, _)| is_wire || byline.is_some())?;
    Some(Dateline { span: 0..0, end, place: None, date: None, agency: None, byline, strong: true })
}

/// What closes the dateline of a paper that names itself, who wrote, and where the copy goes on. Such words may open a
/// sentence (`本报报道港口大火后，…`, `本网电子版`): they need the brackets of those who wrote, or a sign that parts
/// them from the copy, or they are `certain` and the copy's first word follows.
fn of_own(text: &Text<'_>, after: &str, certain: impl Fn(&str) -> bool) -> Option<(Option<Part<String>>, usize)> {
    let (word, rest) = EAST.wired.iter().find_map(|word| Some((*word, after.strip_prefix(word)?)))?;
    if let Some(written) = written(text, text.at(rest)) {
        return Some(written);
    }
    let is_parted = rest.is_empty() || rest.starts_with(|c: char| c.is_whitespace() || "：:（(".contains(c));
    // The last sign of what closes a dateline may be the first of a longer word: `电子`.
    let last = word.char_indices().next_back().map_or(0, |(at, _)| at);
    let is_compound = EAST.wired_compounds.iter().any(|longer| after[last..].starts_with(longer));
    let opens = rest.starts_with(|c: char| c.is_alphanumeric() || "“「『《\"".contains(c)) && !is_compound;
    let rest = rest.strip_prefix(['：', ':']).unwrap_or(rest);
    (is_parted || opens && certain(word)).then(|| (None, text.at(rest)))
}

/// Place and day.
type When = (Option<Part<String>>, Option<Part<Printed>>);

/// Place and day behind an agency, and what follows them.
fn when<'t>(text: &Text<'t>, from: usize) -> Option<(When, &'t str)> {
    let rest = text.from(from);
    let (before, day, after) = day::first(rest)?;
    let place = place(text, from..from + before.len());
    if place.is_none() && !before.is_empty() {
        return None;
    }
    Some(((place, Some(Part { value: day?, span: from + before.len()..text.at(after) })), after))
}

/// Those who wrote, in brackets behind the dateline, and where the copy goes on: `（记者王小明、李红）`.
fn written(text: &Text<'_>, at: usize) -> Option<(Option<Part<String>>, usize)> {
    let (inner, behind) = between(text, at + text.from(at).len() - text.from(at).trim_start().len())?;
    let byline = part(text, inner)?;
    (!names(&byline.value).is_empty()).then_some((Some(byline), behind))
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

/// `（中央社記者李明東京7日電）`: an agency, the name of a writer, a place and a day in brackets.
fn enclosed(text: &Text<'_>, start: usize) -> Option<Dateline> {
    let (inner, behind) = between(text, start)?;
    let words = &text.whole[inner.clone()];
    let closed_by = EAST.wired.iter().find(|word| words.ends_with(**word))?;
    let end =
        words.char_indices().map(|(at, _)| at).skip(2).take(5).find(|end| agency::named(&words[..*end]).is_some())?;
    let agency = signature(text, inner.start..inner.start + end)?;
    let (before, day, after) = day::first(&words[end..])?;
    if after.trim() != *closed_by {
        return None;
    }
    let from = inner.start + end;
    let date = day.map(|value| Part { value, span: from + before.len()..inner.end - after.len() });
    let (byline, city) = apart(before);
    let byline = byline.and_then(|length| part(text, from..from + length));
    let place = place(text, from + city..from + before.len());
    Some(Dateline {
        span: 0..0,
        end: text.at(text.from(behind)),
        place,
        date,
        agency: Some(agency),
        byline,
        strong: true,
    })
}

/// Where the writer's name ends and the city begins in `記者李明東京`: a name has two characters or three.
fn apart(words: &str) -> (Option<usize>, usize) {
    let Some((word, rest)) = EAST.before.iter().find_map(|word| Some((*word, words.strip_prefix(word)?))) else {
        return (None, 0);
    };
    let name = match rest.chars().count() {
        4 => 2,
        5 | 6 => 3,
        _ => return (None, words.len()),
    };
    let end = word.len() + rest.char_indices().nth(name).map_or(rest.len(), |(at, _)| at);
    (Some(end), end)
}

/// `【東京＝鈴木一郎】`: a place, and who wrote there.
fn posted(text: &Text<'_>, start: usize) -> Option<Dateline> {
    let (inner, behind) = between(text, start).filter(|_| text.from(start).starts_with(['【', '［', '[', '〔']))?;
    let words = &text.whole[inner.clone()];
    let Some((city, writers)) = words.split_once(['=', '＝']) else { return of_house(text, inner, behind) };
    let place = place(text, inner.start..inner.start + city.len())?;
    let is_name =
        |name: &str| (2..=PLACE).contains(&name.chars().count()) && name.chars().all(|c| is_letter(c) || c == '・');
    let bare = EAST.behind.iter().find_map(|word| writers.strip_suffix(word)).unwrap_or(writers);
    let whole = !bare.is_empty() && bare.split(['、', ' ', '\u{3000}']).all(is_name) && agency::named(bare).is_none();
    let byline = part(text, inner.end - writers.len()..inner.end).filter(|_| whole)?;
    let end = text.at(text.from(behind));
    Some(Dateline { span: 0..0, end, place: Some(place), date: None, agency: None, byline: Some(byline), strong: true })
}

/// `[아시아경제 김민수 기자]`: a paper's name, and who wrote.
fn of_house(text: &Text<'_>, inner: Span, behind: usize) -> Option<Dateline> {
    let words = &text.whole[inner.clone()];
    let (house, writers) = words.split_once(' ')?;
    let is_house = house.chars().count() <= PLACE && house.chars().all(|c| is_letter(c) || c.is_ascii_alphanumeric());
    let signed = is_house && EAST.behind.iter().any(|word| writers.ends_with(word)) && byline(writers).is_some();
    let agency = part(text, inner.start..inner.start + house.len()).filter(|_| signed)?;
    let byline = part(text, inner.end - writers.len()..inner.end);
    let end = text.at(text.from(behind));
    Some(Dateline { span: 0..0, end, place: None, date: None, agency: Some(agency), byline, strong: true })
}

/// `海港日报讯（记者李明）`: a paper that nobody knows, by who wrote for it.
fn of_paper(text: &Text<'_>, start: usize) -> Option<Dateline> {
    let rest = text.from(start);
    let near = &rest[..rest.floor_char_boundary(3 * PLACE)];
    let at = near.find(['讯', '訊']).filter(|at| *at >= 6 && near[..*at].chars().all(is_letter))?;
    let (byline, end) = written(text, start + at + '讯'.len_utf8())?;
    let agency = part(text, start..start + at);
    Some(Dateline { span: 0..0, end, place: None, date: None, agency, byline, strong: true })
}

/// Who wrote, between brackets and a sign of equality or the line's end, and where the copy goes on: `김민수 기자 =`.
fn reported(text: &Text<'_>, behind: usize) -> Option<(Part<String>, usize)> {
    let rest = text.from(behind);
    let near = &rest[..rest.floor_char_boundary(BRACKETS)];
    let (typed, end) = match near.split_once(['=', '＝']) {
        Some((typed, after)) => (typed, behind + near.len() - after.len()),
        None if text.complete && near.len() == rest.len() => (near, text.whole.len()),
        None => return None,
    };
    let start = behind + typed.len() - typed.trim_start().len();
    let typed = typed.trim();
    let is_signed = EAST.behind.iter().any(|word| typed.ends_with(word)) && typed.split_whitespace().count() <= 8;
    is_signed.then(|| (Part { value: typed.to_owned(), span: start..start + typed.len() }, end))
}

/// `【東京共同】`, `(서울=연합뉴스) 김민수 기자 =`, `［東京　７日　ロイター］ -`
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
    let (named, day) = match day::first(before) {
        Some((named, day, after)) if after.trim().is_empty() => (named, day.map(|day| (day, named.len()))),
        _ => (before, None),
    };
    let date = day.map(|(value, at)| Part { value, span: inner.start + at..inner.start + before.len() });
    let place = place(text, inner.start..inner.start + named.len());
    // `【ＡＰ】` alone may head a list; words that can be no place are none.
    if place.is_none() && (date.is_none() || !named.trim().is_empty()) {
        return None;
    }
    let (byline, end) = match reported(text, behind) {
        Some((byline, end)) => (Some(byline), end),
        None => (None, closed(text, behind)),
    };
    Some(Dateline { span: 0..0, end, place, date, agency: Some(agency), byline, strong: true })
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
    let fits = !value.is_empty()
        && value.chars().count() <= PLACE
        && value.chars().all(|c| is_letter(c) || matches!(c, '・' | '·'));
    // `記者`, `기자`: who wrote stands there, not where.
    let is_writer = EAST.before.iter().chain(EAST.before_japanese).chain(EAST.behind).any(|word| value.contains(word));
    (fits && !is_writer).then(|| Part { value: value.to_owned(), span: start..start + value.len() })
}

/// Whether a sign is a letter of East Asia.
fn is_letter(c: char) -> bool {
    c.is_alphabetic() && c >= '\u{3000}'
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
