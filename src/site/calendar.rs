//! Years, months and days that have stories.

use super::{StoryId, ids};
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::ops::Range;

/// A span of the calendar with stories.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Period {
    /// A year.
    Year(i16),
    /// A month of a year.
    Month(i16, i8),
    /// A day.
    Day(Date),
}

/// The days with stories. Stories are numbered by time, so a day's are a range.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Calendar {
    days: BTreeMap<Date, Range<usize>>,
}

impl Calendar {
    /// The calendar of the days of stories, which are sorted by time.
    pub fn of(of_stories: impl Iterator<Item = Date>) -> Self {
        let mut days: BTreeMap<Date, Range<usize>> = BTreeMap::new();
        let mut of_stories = of_stories.enumerate().peekable();
        while let Some((first, day)) = of_stories.next() {
            let mut end = first + 1;
            while of_stories.next_if(|(_, other)| *other == day).is_some() {
                end += 1;
            }
            days.entry(day).or_insert(first..end).end = end;
        }
        Self { days }
    }

    /// Every period with stories, from the first day: a year, its first month, that month's days.
    pub fn periods(&self) -> Vec<Period> {
        let mut periods = Vec::new();
        let mut last: Option<Date> = None;
        for day in self.days.keys() {
            if last.is_none_or(|last| last.year() != day.year()) {
                periods.push(Period::Year(day.year()));
            }
            if last.is_none_or(|last| last.first_of_month() != day.first_of_month()) {
                periods.push(Period::Month(day.year(), day.month()));
            }
            periods.push(Period::Day(*day));
            last = Some(*day);
        }
        periods
    }

    /// How many stories a period has.
    pub fn count(&self, period: Period) -> usize {
        self.range(period).len()
    }

    /// A period's stories, as numbers from the oldest.
    pub fn range(&self, period: Period) -> Range<usize> {
        self.between(period.first(), period.last())
    }

    /// The stories from one day to another, as numbers from the oldest.
    pub fn between(&self, first: Date, last: Date) -> Range<usize> {
        let mut days = self.days.range(first..=last);
        let Some((_, first)) = days.next() else { return 0..0 };
        first.start..days.next_back().map_or(first.end, |(_, last)| last.end)
    }

    /// A day's stories, newest first.
    pub fn stories(&self, day: Date) -> impl Iterator<Item = StoryId> {
        ids(self.days.get(&day).cloned().unwrap_or(0..0)).rev()
    }

    /// A period's days that have stories, from the first, with how many each has.
    pub fn days_of(&self, period: Period) -> impl Iterator<Item = (Date, usize)> {
        self.days.range(period.first()..=period.last()).map(|(day, stories)| (*day, stories.len()))
    }

    /// The years that have stories, from the first.
    pub fn years(&self) -> Vec<Period> {
        self.distinct(|day| Period::Year(day.year()), None)
    }

    /// A year's months or a month's days with stories, from the first; a day has none.
    pub fn parts(&self, period: Period) -> Vec<Period> {
        match period {
            Period::Year(_) => self.distinct(|day| Period::Month(day.year(), day.month()), Some(period)),
            Period::Month(..) => self.distinct(Period::Day, Some(period)),
            Period::Day(_) => Vec::new(),
        }
    }

    /// The nearest period of the same kind before this one that has stories.
    pub fn earlier(&self, period: Period) -> Option<Period> {
        self.days.range(..period.first()).next_back().map(|(day, _)| period.same_kind(*day))
    }

    /// The nearest period of the same kind after this one that has stories.
    pub fn later(&self, period: Period) -> Option<Period> {
        let after = period.last().tomorrow().ok()?;
        self.days.range(after..).next().map(|(day, _)| period.same_kind(*day))
    }

    fn distinct(&self, part: impl Fn(Date) -> Period, within: Option<Period>) -> Vec<Period> {
        let (first, last) = within.map_or((Date::MIN, Date::MAX), |period| (period.first(), period.last()));
        let mut parts: Vec<Period> = self.days.range(first..=last).map(|(day, _)| part(*day)).collect();
        parts.dedup();
        parts
    }
}

impl Period {
    /// The year, the month and the day of a day.
    pub fn around(day: Date) -> [Self; 3] {
        [Self::Year(day.year()), Self::Month(day.year(), day.month()), Self::Day(day)]
    }

    /// Its first day.
    pub fn first(self) -> Date {
        match self {
            Self::Year(year) => Date::new(year, 1, 1).unwrap_or(Date::MIN),
            Self::Month(year, month) => Date::new(year, month, 1).unwrap_or(Date::MIN),
            Self::Day(day) => day,
        }
    }

    /// Its last day.
    pub fn last(self) -> Date {
        match self {
            Self::Year(_) => self.first().last_of_year(),
            Self::Month(..) => self.first().last_of_month(),
            Self::Day(day) => day,
        }
    }

    /// The period of the same kind that a day lies in.
    fn same_kind(self, day: Date) -> Self {
        match self {
            Self::Year(_) => Self::Year(day.year()),
            Self::Month(..) => Self::Month(day.year(), day.month()),
            Self::Day(_) => Self::Day(day),
        }
    }

    /// Its address: `/2026/`, `/2026/02/`, `/2026/02/07/`.
    pub fn address(self) -> String {
        match self {
            Self::Year(year) => format!("/{year:04}/"),
            Self::Month(year, month) => format!("/{year:04}/{month:02}/"),
            Self::Day(day) => format!("/{:04}/{:02}/{:02}/", day.year(), day.month(), day.day()),
        }
    }
}
