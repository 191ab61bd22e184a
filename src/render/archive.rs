//! Years, months and days.

use super::list::home_crumb;
use super::views::{ArchiveView, CountView, DayView, LinkView, MonthView, PageView, TermsView, YearView};
use super::{Renderer, Sheet, Surroundings, time};
use crate::diag::Diagnostic;
use crate::site::calendar::Period;
use crate::site::{ids, slug};
use jiff::Span;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// So many stories still fit a month's page; beyond, it leads to its days.
const MONTH_AT_MOST: usize = 200;

impl Renderer<'_> {
    /// The years with stories.
    pub(super) fn years(&self, on: &Sheet<'_>, findings: &mut Vec<Diagnostic>) -> Vec<u8> {
        let around = self.around(on);
        let title = around.words.text("archive");
        let years = self.site.calendar.years();
        let view = TermsView {
            kind: "archive".into(),
            title: title.into(),
            letters: Vec::new(),
            terms: years.iter().rev().map(|year| count(&around, *year)).collect(),
            years: years.iter().rev().map(|year| with_months(&around, *year)).collect(),
        };
        let page = PageView { breadcrumbs: home_crumb(&around), ..self.frame(on, "archive", title, "") };
        let page = self.describe(page, |_| None);
        self.template("terms.html", on, &page, "terms", &view, None, findings)
    }

    /// A year, a month or a day.
    pub(super) fn period(&self, on: &Sheet<'_>, period: Period, findings: &mut Vec<Diagnostic>) -> Vec<u8> {
        let around = self.around(on);
        let calendar = &self.site.calendar;
        let title = time::period_in_words(period, around.words);
        let stories = calendar.range(period);
        let are_shown = match period {
            Period::Year(_) => false,
            Period::Month(..) => stories.len() <= MONTH_AT_MOST,
            Period::Day(_) => true,
        };
        let shown = if are_shown { stories } else { 0..0 };
        let view = ArchiveView {
            kind: kind(period),
            title: title.clone(),
            weekday: weekday(&around, period),
            parts: calendar.parts(period).into_iter().map(|part| count(&around, part)).collect(),
            stories: on.on_leaf(ids(shown).rev()).map(|id| on.edition.cards.card(&around, id)).collect(),
            months: months(&around, period),
            earlier: calendar.earlier(period).map(|near| period_link(&around, near)),
            later: calendar.later(period).map(|near| period_link(&around, near)),
        };
        let page = PageView { breadcrumbs: crumbs_over(&around, period), ..self.frame(on, kind(period), &title, "") };
        let page = self.describe(page, |_| None);
        self.template("archive.html", on, &page, "archive", &view, None, findings)
    }
}

fn count(around: &Surroundings<'_>, period: Period) -> CountView {
    let LinkView { title, url } = period_link(around, period);
    let count = around.site.calendar.count(period);
    CountView { title, url, count, number: around.words.number(count) }
}

/// A year with its months.
fn with_months(around: &Surroundings<'_>, period: Period) -> YearView {
    let CountView { title, url, number, .. } = count(around, period);
    let year = period.first().year();
    let month = |month| {
        let count = around.site.calendar.count(Period::Month(year, month));
        let (title, url) = month_name(around, year, month, count);
        CountView { title, url: url.unwrap_or_default(), count, number: around.words.number(count) }
    };
    YearView { title, url, number, months: (1..=12).map(month).collect() }
}

/// A month's name without its year, and its address where it has stories.
fn month_name(around: &Surroundings<'_>, year: i16, month: i8, count: usize) -> (String, Option<String>) {
    let name = around.words.month_name(month).map_or_else(|| format!("{month:02}"), slug::capitalised);
    (name, (count > 0).then(|| around.addresses.of(&Period::Month(year, month).address())))
}

fn weekday(around: &Surroundings<'_>, period: Period) -> Option<String> {
    let Period::Day(day) = period else { return None };
    around.words.weekday(day.weekday().to_monday_zero_offset()).map(slug::capitalised)
}

fn period_link(around: &Surroundings<'_>, period: Period) -> LinkView {
    LinkView { title: time::period_in_words(period, around.words), url: around.addresses.of(&period.address()) }
}

/// The way from the front page to a period: over the archive, its year and its month.
fn crumbs_over(around: &Surroundings<'_>, period: Period) -> Vec<LinkView> {
    let mut crumbs = home_crumb(around);
    crumbs.push(LinkView { title: around.words.text("archive").into(), url: around.addresses.of("/archive/") });
    let over = match period {
        Period::Year(_) => vec![],
        Period::Month(year, _) => vec![Period::Year(year)],
        Period::Day(day) => vec![Period::Year(day.year()), Period::Month(day.year(), day.month())],
    };
    crumbs.extend(over.into_iter().map(|period| period_link(around, period)));
    crumbs
}

/// The calendars of a year.
fn months(around: &Surroundings<'_>, period: Period) -> Vec<MonthView> {
    let Period::Year(year) = period else { return Vec::new() };
    let counts: BTreeMap<Date, usize> = around.site.calendar.days_of(period).collect();
    (1..=12).map(|month| calendar_of(around, year, month, &counts)).collect()
}

fn calendar_of(around: &Surroundings<'_>, year: i16, month: i8, counts: &BTreeMap<Date, usize>) -> MonthView {
    let period = Period::Month(year, month);
    let count = around.site.calendar.count(period);
    let first = period.first();
    let mut weeks = Vec::new();
    let mut week: [DayView; 7] = Default::default();
    for day in first.series(Span::new().days(1)).take(usize::from(first.days_in_month().unsigned_abs())) {
        let column = day.weekday().to_monday_zero_offset() + around.words.week_offset;
        let column = usize::from(column.rem_euclid(7).unsigned_abs());
        week[column] = day_of(around, day, counts.get(&day).copied().unwrap_or(0));
        if column == 6 {
            weeks.push(std::mem::take(&mut week));
        }
    }
    if week.iter().any(|day| day.day > 0) {
        weeks.push(week);
    }
    let (title, url) = month_name(around, year, month, count);
    MonthView { title, url, count, weeks }
}

fn day_of(around: &Surroundings<'_>, day: Date, count: usize) -> DayView {
    DayView {
        day: day.day(),
        title: if count > 0 { around.words.day(day) } else { String::new() },
        url: (count > 0).then(|| around.addresses.of(&Period::Day(day).address())),
        count,
    }
}

fn kind(period: Period) -> &'static str {
    match period {
        Period::Year(_) => "year",
        Period::Month(..) => "month",
        Period::Day(_) => "day",
    }
}
