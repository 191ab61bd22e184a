//! Reads a time as editors type it, and says what is wrong with one that is none.
//!
//! ```text
//! when   = date [ ( "T" | " " ) time [ *" " offset ] ]
//! date   = 4DIGIT "-" 2DIGIT "-" 2DIGIT
//! time   = 2DIGIT ":" 2DIGIT [ ":" 2DIGIT [ "." 1*9DIGIT ] ]
//! offset = "Z" | ( "+" | "-" ) 2DIGIT [ [ ":" ] 2DIGIT ]
//! ```

use super::{When, guess};
use jiff::civil::{Date, Time};
use jiff::tz::Offset;

/// Why a text is no time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoTime {
    /// What is wrong: lower case, no full stop.
    pub message: String,
    /// What to type instead.
    pub help: Option<String>,
}

impl When {
    /// Reads a time.
    ///
    /// # Errors
    /// Text in another form, and dates and times that no calendar or clock has.
    pub fn parse(text: &str) -> Result<Self, NoTime> {
        let text = text.trim();
        let Some(written) = written(text) else {
            return Err(NoTime {
                message: format!("expected a date, found `{}`", short(text)),
                help: guess::guess(text),
            });
        };
        written.settle()
    }
}

/// The numbers of a well-formed time, not yet looked up in a calendar.
#[derive(Default)]
struct Written {
    date: [u16; 3],
    time: Option<([u16; 3], u32)>,
    offset: Option<(i32, [u16; 2])>,
}

fn written(text: &str) -> Option<Written> {
    let (year, rest) = digits(text, 4)?;
    let (month, rest) = digits(rest.strip_prefix('-')?, 2)?;
    let (day, rest) = digits(rest.strip_prefix('-')?, 2)?;
    let mut written = Written { date: [year, month, day], ..Written::default() };
    if rest.is_empty() {
        return Some(written);
    }
    let (time, rest) = time(rest.trim_start_matches([' ', 'T', 't']).trim_start())?;
    written.time = Some(time);
    let rest = rest.trim_start();
    if !rest.is_empty() {
        written.offset = Some(offset(rest)?);
    }
    Some(written)
}

fn time(text: &str) -> Option<(([u16; 3], u32), &str)> {
    let (hour, rest) = digits(text, 2)?;
    let (minute, rest) = digits(rest.strip_prefix(':')?, 2)?;
    let Some(seconds) = rest.strip_prefix(':') else { return Some((([hour, minute, 0], 0), rest)) };
    let (second, rest) = digits(seconds, 2)?;
    let Some(fraction) = rest.strip_prefix(['.', ',']) else { return Some((([hour, minute, second], 0), rest)) };
    let length = fraction.bytes().take_while(u8::is_ascii_digit).count();
    let nanoseconds = format!("{:0<9.9}", &fraction[..length]).parse().ok()?;
    (length > 0).then_some((([hour, minute, second], nanoseconds), &fraction[length..]))
}

fn offset(text: &str) -> Option<(i32, [u16; 2])> {
    if matches!(text, "Z" | "z") {
        return Some((1, [0, 0]));
    }
    let sign = match text.as_bytes()[0] {
        b'+' => 1,
        b'-' => -1,
        _ => return None,
    };
    let (hours, rest) = digits(&text[1..], 2)?;
    if rest.is_empty() {
        return Some((sign, [hours, 0]));
    }
    let (minutes, rest) = digits(rest.strip_prefix(':').unwrap_or(rest), 2)?;
    rest.is_empty().then_some((sign, [hours, minutes]))
}

/// Exactly so many digits, and the rest.
fn digits(text: &str, count: usize) -> Option<(u16, &str)> {
    let (digits, rest) = text.split_at_checked(count)?;
    digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| Some((digits.parse().ok()?, rest)))?
}

impl Written {
    fn settle(&self) -> Result<When, NoTime> {
        let date = self.calendar_date()?;
        let Some(([hour, minute, second], nanosecond)) = self.time else { return Ok(When::Date(date)) };
        let time = clock_time(date, hour, minute, second, nanosecond)?;
        let civil = date.to_datetime(time);
        let Some((sign, [hours, minutes])) = self.offset else { return Ok(When::Civil(civil)) };
        let no_offset = || NoTime {
            message: format!("there is no offset of {hours:02}:{minutes:02} hours"),
            help: Some("type `Z` for UTC, or an offset such as `+09:00`".into()),
        };
        if hours > 14 || minutes > 59 {
            return Err(no_offset());
        }
        let seconds = sign * (i32::from(hours) * 3600 + i32::from(minutes) * 60);
        let offset = Offset::from_seconds(seconds).map_err(|_| no_offset())?;
        offset.to_timestamp(civil).map(When::Instant).map_err(|_| NoTime {
            message: "a time outside the calendar".into(),
            help: Some("leave the offset out".into()),
        })
    }

    fn calendar_date(&self) -> Result<Date, NoTime> {
        let [year, month, day] = self.date.map(|number| i16::try_from(number).unwrap_or(i16::MAX));
        let (small_month, small_day) = (i8::try_from(month).unwrap_or(0), i8::try_from(day).unwrap_or(0));
        if let Ok(date) = Date::new(year, small_month, small_day) {
            return Ok(date);
        }
        let Ok(first) = Date::new(year, small_month, 1) else {
            let swapped = Date::new(year, small_day, small_month).ok();
            return Err(NoTime {
                message: format!("there is no month {month}"),
                help: swapped.map_or_else(|| guess::guess(""), |date| Some(format!("did you mean `{date}`?"))),
            });
        };
        let name = super::MONTHS[usize::from(small_month.unsigned_abs()) - 1];
        let nearest = if day == 0 { first } else { first.last_of_month() };
        Err(NoTime {
            message: format!("there is no {name} {day} in {year:04}"),
            help: Some(format!("did you mean `{nearest}`?")),
        })
    }
}

fn clock_time(date: Date, hour: u16, minute: u16, second: u16, nanosecond: u32) -> Result<Time, NoTime> {
    let small = |number: u16| i8::try_from(number).unwrap_or(i8::MAX);
    let nanosecond = i32::try_from(nanosecond).unwrap_or(0);
    if let Ok(time) = Time::new(small(hour), small(minute), small(second), nanosecond) {
        return Ok(time);
    }
    let midnight = (hour, minute, second) == (24, 0, 0);
    let next = midnight.then(|| date.tomorrow().ok()).flatten().map(|next| format!("did you mean `{next} 00:00`?"));
    Err(NoTime {
        message: format!("there is no time {hour:02}:{minute:02}:{second:02}"),
        help: next.or_else(|| Some("type hours up to 23, minutes and seconds up to 59".into())),
    })
}

/// A bounded part of what was typed, for a message.
pub(crate) fn short(text: &str) -> String {
    const LONGEST: usize = 40;
    let line = text.lines().next().unwrap_or_default();
    if line.chars().count() <= LONGEST && line.len() == text.trim_end().len() {
        return line.to_owned();
    }
    line.chars().take(LONGEST).chain(['…']).collect()
}
