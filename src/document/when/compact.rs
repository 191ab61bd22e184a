//! Times as a few numbers, for the cache: a hundred thousand of them are read at each start.

use super::When;
use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Writes an instant as seconds and nanoseconds.
///
/// # Errors
/// What the format says.
pub fn serialize<S: Serializer>(instant: &Timestamp, to: S) -> Result<S::Ok, S::Error> {
    (instant.as_second(), instant.subsec_nanosecond()).serialize(to)
}

/// Reads an instant.
///
/// # Errors
/// When there is no such instant.
pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Timestamp, D::Error> {
    let (second, nanosecond) = Deserialize::deserialize(from)?;
    Timestamp::new(second, nanosecond).map_err(D::Error::custom)
}

/// The same for an instant that may be missing.
pub mod optional {
    use super::{Deserialize, Deserializer, Error, Serialize, Serializer, Timestamp};

    /// Writes an instant, if there is one.
    ///
    /// # Errors
    /// What the format says.
    pub fn serialize<S: Serializer>(instant: &Option<Timestamp>, to: S) -> Result<S::Ok, S::Error> {
        instant.map(|instant| (instant.as_second(), instant.subsec_nanosecond())).serialize(to)
    }

    /// Reads an instant, if there is one.
    ///
    /// # Errors
    /// When there is no such instant.
    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Timestamp>, D::Error> {
        let parts: Option<(i64, i32)> = Deserialize::deserialize(from)?;
        parts.map(|(second, nanosecond)| Timestamp::new(second, nanosecond).map_err(D::Error::custom)).transpose()
    }
}

/// A day as year, month and day.
pub mod day {
    use super::{Date, Deserialize, Deserializer, Error, Serialize, Serializer};

    /// Writes a day.
    ///
    /// # Errors
    /// What the format says.
    pub fn serialize<S: Serializer>(day: &Date, to: S) -> Result<S::Ok, S::Error> {
        (day.year(), day.month(), day.day()).serialize(to)
    }

    /// Reads a day.
    ///
    /// # Errors
    /// When there is no such day.
    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Date, D::Error> {
        let (year, month, day) = Deserialize::deserialize(from)?;
        Date::new(year, month, day).map_err(D::Error::custom)
    }
}

/// A [`When`] in numbers.
#[derive(Serialize, Deserialize)]
enum Numbers {
    Date(i16, i8, i8),
    Civil(i16, i8, i8, i8, i8, i8, i32),
    Instant(i64, i32),
}

impl Serialize for When {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Date(day) => Numbers::Date(day.year(), day.month(), day.day()),
            Self::Civil(at) => Numbers::Civil(
                at.year(),
                at.month(),
                at.day(),
                at.hour(),
                at.minute(),
                at.second(),
                at.subsec_nanosecond(),
            ),
            Self::Instant(at) => Numbers::Instant(at.as_second(), at.subsec_nanosecond()),
        }
        .serialize(to)
    }
}

impl<'de> Deserialize<'de> for When {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let numbers = Numbers::deserialize(from)?;
        match numbers {
            Numbers::Date(year, month, day) => Date::new(year, month, day).map(Self::Date),
            Numbers::Civil(year, month, day, hour, minute, second, nano) => {
                DateTime::new(year, month, day, hour, minute, second, nano).map(Self::Civil)
            }
            Numbers::Instant(second, nanosecond) => Timestamp::new(second, nanosecond).map(Self::Instant),
        }
        .map_err(D::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::{date, datetime};

    #[test]
    fn times_read_as_they_were_written() {
        let instant = Timestamp::new(-5, -7).unwrap();
        for when in [
            When::Date(date(2026, 2, 7)),
            When::Civil(datetime(2026, 2, 7, 14, 30, 5, 9)),
            When::Instant(instant),
            When::Instant(Timestamp::MAX),
        ] {
            let bytes = postcard::to_allocvec(&when).unwrap();
            assert_eq!(postcard::from_bytes::<When>(&bytes).unwrap(), when);
        }
    }
}
