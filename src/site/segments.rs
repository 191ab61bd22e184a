//! The parts of an archive that are searched one after the other.
//!
//! A part is a stretch of the calendar, so that a story changes the part that its day lies in and no
//! other. The newest year is cut finely, since it changes every day; older years are whole unless
//! they are very large.

use super::calendar::Calendar;
use jiff::civil::Date;
use std::ops::Range;

/// So many stories at most in a part of the newest year, and in one of a year before it.
const NEW: usize = 1000;
const OLD: usize = 8000;
/// A file of words holds those of about so many stories.
const STORIES_A_SHARD: usize = 8;
const SHARDS: usize = 1024;

/// A part of an archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Segment {
    /// Its first day.
    pub first: Date,
    /// Its last day.
    pub last: Date,
    /// Its stories, as numbers from the oldest.
    pub stories: Range<usize>,
}

impl Segment {
    /// The folder of its files: `20260101-0331`.
    pub fn name(&self) -> String {
        let Self { first, last, .. } = self;
        format!("{:04}{:02}{:02}-{:02}{:02}", first.year(), first.month(), first.day(), last.month(), last.day())
    }

    /// How many files its words are in: a power of two.
    pub fn shards(&self) -> usize {
        self.stories.len().div_ceil(STORIES_A_SHARD).next_power_of_two().min(SHARDS)
    }
}

/// The parts of an archive, from the oldest.
pub fn of(calendar: &Calendar) -> Vec<Segment> {
    let years = calendar.years();
    let mut segments = Vec::new();
    for (at, year) in years.iter().enumerate() {
        let limit = if at + 1 == years.len() { NEW } else { OLD };
        cut(calendar, year.first(), year.last(), limit, &mut segments);
    }
    segments
}

fn cut(calendar: &Calendar, first: Date, last: Date, limit: usize, segments: &mut Vec<Segment>) {
    let stories = calendar.between(first, last);
    if stories.is_empty() {
        return;
    }
    if stories.len() <= limit || first == last {
        segments.push(Segment { first, last, stories });
        return;
    }
    let middle = if first.month() < last.month() {
        Date::new(first.year(), (first.month() + last.month()) / 2, 1).map(Date::last_of_month)
    } else {
        Date::new(first.year(), first.month(), (first.day() + last.day()) / 2)
    };
    let middle = middle.unwrap_or(first);
    cut(calendar, first, middle, limit, segments);
    cut(calendar, middle.tomorrow().unwrap_or(last), last, limit, segments);
}
