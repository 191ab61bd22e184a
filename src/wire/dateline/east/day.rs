//! Days in the manner of East Asia: `2月7日`, `7일`, `二〇二六年二月七日`.

use super::Printed;

/// No year, month or day is written in more characters.
const LONGEST: usize = 4;
/// How far a day is looked for, in bytes.
const REACH: usize = 90;

/// The first day in a text, with what stands before and after it; `None` for the day where no month is printed.
pub(super) fn first(text: &str) -> Option<(&str, Option<Printed>, &str)> {
    let starts = text.char_indices().take_while(|(at, _)| *at < REACH).filter(|(_, c)| is_digit(*c));
    starts.map(|(at, _)| text.split_at(at)).find_map(|(before, rest)| {
        let (year, rest) = number(rest, &['年', '년']).map_or((None, rest), |(year, rest)| (Some(year), rest));
        let (month, rest) = number(rest, &['月', '월']).map_or((None, rest), |(month, rest)| (Some(month), rest));
        let (day, rest) = number(rest, &['日', '일'])?;
        let printed = month.and_then(|month| {
            let (month, day) = (i8::try_from(month).ok()?, i8::try_from(day).ok()?);
            jiff::civil::Date::new(year.unwrap_or(2024), month, day).ok()?;
            Some(Printed { year, month, day: Some(day), misspelt: false })
        });
        Some((before, printed, rest))
    })
}

/// The whole day that a text begins with.
pub(crate) fn day(text: &str) -> Option<(Printed, &str)> {
    let near = &text[..text.floor_char_boundary(REACH)];
    if near.is_ascii() {
        return None;
    }
    let (before, day, rest) = first(text)?;
    Some((day.filter(|_| before.is_empty())?, rest))
}

/// A number before a sign.
fn number<'t>(text: &'t str, signs: &[char]) -> Option<(i16, &'t str)> {
    let text = text.trim_start();
    let (end, sign) = text.char_indices().take(LONGEST + 1).find(|(_, c)| signs.contains(c))?;
    let number = super::narrow(&text[..end]);
    let number = number.parse().ok().or_else(|| spelt(&number))?;
    Some((number, &text[end + sign.len_utf8()..]))
}

/// The digits as words, from nought.
const DIGITS: [char; 10] = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
/// Other signs for nought.
const NOUGHTS: [char; 2] = ['零', '○'];
/// Ten.
const TEN: char = '十';

fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || ('０'..='９').contains(&c) || c == TEN || value(c).is_some()
}

fn value(c: char) -> Option<i16> {
    let at = DIGITS.iter().position(|digit| *digit == c).or(NOUGHTS.contains(&c).then_some(0))?;
    i16::try_from(at).ok()
}

/// A number in words: a digit for each place (`二〇二六`), or with a word for the tens (`二十三`).
fn spelt(number: &str) -> Option<i16> {
    let places = |digits: &str| digits.chars().try_fold(0_i16, |sum, c| Some(sum.checked_mul(10)? + value(c)?));
    let Some((tens, ones)) = number.split_once(TEN) else { return places(number).filter(|_| !number.is_empty()) };
    let tens = if tens.is_empty() { 1 } else { places(tens)? };
    Some(tens.checked_mul(10)? + places(ones)?).filter(|number| *number < 100)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_in_figures_and_in_words() {
        for (text, expected) in [
            ("2月7日", "0-2-7"),
            ("２０２６年２月７日", "2026-2-7"),
            ("二〇二六年十二月三十一日", "2026-12-31"),
            ("三月十日", "0-3-10"),
            ("2026년 3월 4일", "2026-3-4"),
        ] {
            let (day, _) = day(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!(format!("{}-{}-{}", day.year.unwrap_or(0), day.month, day.day.unwrap_or(0)), expected, "{text}");
        }
        assert_eq!(
            first("三亚三月三日电").map(|(before, day, rest)| (before, day.is_some(), rest)),
            Some(("三亚", true, "电"))
        );
        for text in ["", "十", "三月四十日", "日", "2026年13月1日", "港口三日关闭"] {
            assert_eq!(day(text), None, "{text}");
        }
    }
}
