//! What to type for a date in another notation: `7 February 2026`, `07.02.2026`, `2026/2/7`.

use super::MONTHS;
use jiff::civil::Date;

/// What to type when the text gives no clue.
const FORM: &str = "type a date as year, month and day, such as `2026-02-07` or `2026-02-07 14:30`";

/// What to type for a text that is no date as front matter has it.
pub(super) fn guess(text: &str) -> Option<String> {
    let dates = dates(text);
    let time = time(text).map_or_else(String::new, |time| format!(" {time}"));
    Some(match dates.as_slice() {
        [] => FORM.to_owned(),
        [date] => format!("did you mean `{date}{time}`?"),
        [first, second, ..] => format!("did you mean `{first}{time}` or `{second}{time}`?"),
    })
}

/// The dates that a text can mean: one, or two where day and month could be either.
fn dates(text: &str) -> Vec<Date> {
    let words: Vec<&str> = text
        .split(|c: char| !c.is_alphanumeric() && c != ':')
        .filter(|word| !word.is_empty() && !word.contains(':'))
        .collect();
    let month = words.iter().find_map(|word| month(word));
    let numbers: Vec<i16> = words.iter().filter_map(|word| number(word)).take(3).collect();
    let date = |year, month: i16, day: i16| Date::new(year, month.try_into().ok()?, day.try_into().ok()?).ok();
    let mut dates: Vec<Date> = match (month, numbers.as_slice()) {
        (Some(month), [day @ 1..=31, year @ 1000..=9999]) | (Some(month), [year @ 1000..=9999, day @ 1..=31]) => {
            date(*year, month, *day).into_iter().collect()
        }
        (None, [year @ 1000..=9999, month, day]) => date(*year, *month, *day).into_iter().collect(),
        (None, [first, second, year @ 1000..=9999]) => {
            // Only dots say which comes first: `7.2.2026` is a day and a month.
            let month_first = if text.contains('.') { None } else { date(*year, *first, *second) };
            date(*year, *second, *first).into_iter().chain(month_first).collect()
        }
        _ => compact(text).into_iter().collect(),
    };
    dates.dedup();
    dates
}

/// `20260207`, also with a time behind it.
fn compact(text: &str) -> Option<Date> {
    let digits = text.get(..8).filter(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()))?;
    Date::new(digits[..4].parse().ok()?, digits[4..6].parse().ok()?, digits[6..].parse().ok()?).ok()
}

fn month(word: &str) -> Option<i16> {
    let word = word.to_ascii_lowercase();
    let is_short = |name: &str| word.len() >= 3 && name.to_ascii_lowercase().starts_with(&word);
    let at = MONTHS.iter().position(|name| is_short(name))?;
    i16::try_from(at + 1).ok()
}

/// `7`, `07`, `7th`, and the digits before a `T`.
fn number(word: &str) -> Option<i16> {
    let digits = word.len() - word.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let ending = word[digits..].to_ascii_lowercase();
    let known = ["", "st", "nd", "rd", "th"].contains(&ending.as_str()) || ending.starts_with('t');
    if known { word[..digits].parse().ok() } else { None }
}

/// `14:30` somewhere in the text.
fn time(text: &str) -> Option<String> {
    let colon = text.find(':')?;
    let before = &text[..colon];
    let hour = &before[before.trim_end_matches(|c: char| c.is_ascii_digit()).len()..];
    let minute = text[colon + 1..].get(..2).filter(|minute| minute.bytes().all(|byte| byte.is_ascii_digit()))?;
    let afternoon = text[colon + 3..].trim_start().to_ascii_lowercase().starts_with("p");
    let hour: u8 = hour.parse().ok().filter(|hour| *hour < 24)?;
    let hour = if afternoon && hour < 12 { hour + 12 } else { hour };
    Some(format!("{hour:02}:{minute}"))
}
