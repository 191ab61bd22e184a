//! Years, months and days.

use super::views::{ArchiveView, CountView, LinkView, PageView, TermsView};
use super::{Renderer, cards, json_ld, page, time};
use crate::diag::Diagnostic;
use crate::routes::Route;
use crate::site::calendar::Period;

impl Renderer<'_> {
    /// The years with stories.
    pub(super) fn years(&self, route: &Route, findings: &mut Vec<Diagnostic>) -> Vec<u8> {
        let years = self.site.calendar.years();
        let view = TermsView {
            kind: "archive",
            title: "Archive".into(),
            terms: years.into_iter().rev().map(|year| self.count(year)).collect(),
        };
        let page = PageView {
            breadcrumbs: self.home_crumb(),
            ..page::page(&self.around(), "archive", "Archive", "", &route.address)
        };
        let page = json_ld::describe(&self.site, page, None);
        self.template("terms.html", route, &page, "terms", &view, None, findings)
    }

    /// A year, a month or a day.
    pub(super) fn period(&self, route: &Route, period: Period, findings: &mut Vec<Diagnostic>) -> Vec<u8> {
        let calendar = &self.site.calendar;
        let title = time::period_in_words(period, &self.site.config.language);
        let around = self.around();
        let stories = match period {
            Period::Day(day) => calendar.stories(day).map(|id| cards::card(&around, id)).collect(),
            _ => Vec::new(),
        };
        let view = ArchiveView {
            kind: kind(period),
            title: title.clone(),
            parts: calendar.parts(period).into_iter().map(|part| self.count(part)).collect(),
            stories,
            earlier: calendar.earlier(period).map(|near| self.period_link(near)),
            later: calendar.later(period).map(|near| self.period_link(near)),
        };
        let page = PageView {
            breadcrumbs: self.crumbs_over(period),
            ..page::page(&around, kind(period), &title, "", &route.address)
        };
        let page = json_ld::describe(&self.site, page, None);
        self.template("archive.html", route, &page, "archive", &view, None, findings)
    }

    fn count(&self, period: Period) -> CountView {
        let LinkView { title, url } = self.period_link(period);
        CountView { title, url, count: self.site.calendar.count(period) }
    }

    fn period_link(&self, period: Period) -> LinkView {
        LinkView {
            title: time::period_in_words(period, &self.site.config.language),
            url: self.addresses.of(&period.address()),
        }
    }

    /// The way from the front page to a period: over the archive, its year and its month.
    fn crumbs_over(&self, period: Period) -> Vec<LinkView> {
        let mut crumbs = self.home_crumb();
        crumbs.push(LinkView { title: "Archive".into(), url: self.addresses.of("/archive/") });
        let over = match period {
            Period::Year(_) => vec![],
            Period::Month(year, _) => vec![Period::Year(year)],
            Period::Day(day) => vec![Period::Year(day.year()), Period::Month(day.year(), day.month())],
        };
        crumbs.extend(over.into_iter().map(|period| self.period_link(period)));
        crumbs
    }
}

fn kind(period: Period) -> &'static str {
    match period {
        Period::Year(_) => "year",
        Period::Month(..) => "month",
        Period::Day(_) => "day",
    }
}
