//! The archive: a year, a month or a day, with calendars.

use super::{Card, CountView, LinkView};
use serde::Serialize;

/// A year, a month or a day.
#[derive(Debug, Clone, Serialize)]
pub struct ArchiveView {
    /// `year`, `month`, `day`.
    pub kind: &'static str,
    /// `2026`, `February 2026`, `7 February 2026`.
    pub title: String,
    /// Its months or days, from the first, with how many stories each has; a day has none.
    pub parts: Vec<CountView>,
    /// The day of the week of a day.
    pub weekday: Option<String>,
    /// The stories of a day or a month, newest first; a year has none, nor has a month with too many
    /// for a page.
    pub stories: Vec<Card>,
    /// A year as twelve calendars; a month and a day have none.
    pub months: Vec<MonthView>,
    /// The one before it that has stories.
    pub earlier: Option<LinkView>,
    /// The one after it that has stories.
    pub later: Option<LinkView>,
}

/// A month as a calendar.
#[derive(Debug, Clone, Serialize)]
pub struct MonthView {
    /// `February`.
    pub title: String,
    /// The month's page, where it has stories.
    pub url: Option<String>,
    /// How many stories it has.
    pub count: usize,
    /// Its weeks, each of seven days from the one that begins it in the page's language.
    pub weeks: Vec<[DayView; 7]>,
}

/// A day in a calendar.
#[derive(Debug, Clone, Default, Serialize)]
pub struct DayView {
    /// The day of the month; 0 before the month begins and after it ends.
    pub day: i8,
    /// The day in words, where it has stories.
    pub title: String,
    /// The day's page, where it has stories.
    pub url: Option<String>,
    /// How many stories it has.
    pub count: usize,
}
