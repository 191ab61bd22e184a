//! A point in time as editors type it: a date, a date and time, or those with an offset.

pub mod compact;
mod guess;
pub(crate) mod read;

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::{Offset, TimeZone};
pub use read::NoTime;

/// The months' names in English, January first.
pub const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// A time as it was written. What it leaves open is settled by the site's time zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum When {
    /// `2026-02-07`: that day; as an instant, its first moment.
    Date(Date),
    /// `2026-02-07 14:30`: that time in the site's zone.
    Civil(DateTime),
    /// `2026-02-07T14:30:00+09:00`: that instant.
    Instant(Timestamp),
}

impl When {
    /// The instant in the given zone. A time that a change of clocks skips or repeats is read as
    /// Temporal's "compatible" rule says: skipped times move forward, repeated ones are the first.
    pub fn instant(self, zone: &TimeZone) -> Timestamp {
        let civil = match self {
            Self::Instant(instant) => return instant,
            Self::Civil(civil) => civil,
            Self::Date(date) => date.to_datetime(jiff::civil::Time::midnight()),
        };
        zone.to_ambiguous_timestamp(civil).compatible().unwrap_or(Timestamp::MAX)
    }

    /// The calendar day in the given zone.
    pub fn day(self, zone: &TimeZone) -> Date {
        match self {
            Self::Instant(instant) => zone.to_datetime(instant).date(),
            Self::Civil(civil) => civil.date(),
            Self::Date(date) => date,
        }
    }

    /// Whether it lies before another in every time zone. What cannot be told without the zone, and
    /// a day against a time on it, is not before.
    pub fn surely_before(self, other: Self) -> bool {
        if !self.has_time() || !other.has_time() {
            let (early, late) = (self.day(&TimeZone::UTC), other.day(&TimeZone::UTC));
            let same_clock = !matches!(self, Self::Instant(_)) && !matches!(other, Self::Instant(_));
            return if same_clock { early < late } else { early.tomorrow().is_ok_and(|next| next < late) };
        }
        // No zone is further from UTC than fourteen hours.
        let (early, late) = match (self, other) {
            (Self::Instant(_), Self::Civil(_)) => (TimeZone::UTC, TimeZone::fixed(Offset::constant(14))),
            (Self::Civil(_), Self::Instant(_)) => (TimeZone::fixed(Offset::constant(-14)), TimeZone::UTC),
            _ => (TimeZone::UTC, TimeZone::UTC),
        };
        self.instant(&early) < other.instant(&late)
    }

    /// Whether a time of day was given.
    pub fn has_time(self) -> bool {
        !matches!(self, Self::Date(_))
    }
}

impl std::fmt::Display for When {
    /// As front matter has it: `2026-02-07`, `2026-02-07T14:30:00`, `2026-02-07T05:30:00Z`.
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Date(date) => write!(out, "{date}"),
            Self::Civil(civil) => write!(out, "{civil}"),
            Self::Instant(instant) => write!(out, "{instant}"),
        }
    }
}

/// A month's name in English; months count from 1.
pub fn month_name(month: i8) -> &'static str {
    usize::try_from(month - 1).ok().and_then(|at| MONTHS.get(at)).copied().unwrap_or_default()
}
