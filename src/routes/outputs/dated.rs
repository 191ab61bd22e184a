//! Outputs by day, month and year: the archive, the search, sitemaps.

use super::super::fingerprint::{self, numbers};
use super::super::{RESULTS, Target, search};
use super::Routes;
use crate::config::Pages;
use crate::site::calendar::Period;
use crate::site::paging::Paging;
use crate::site::segments::Segment;
use crate::site::{Site, ids, lists};

impl Routes<'_> {
    pub(super) fn years(&mut self) {
        let years = self.site.calendar.years();
        if self.wants(Pages::Archive) && !years.is_empty() {
            let count = |period: &Period| (period.address(), self.site.calendar.count(*period));
            let months = years.iter().flat_map(|year| self.site.calendar.parts(*year));
            let years: Vec<_> = years.iter().copied().chain(months).map(|period| count(&period)).collect();
            let counts = fingerprint::counts(years.iter().map(|(address, count)| (address.as_str(), *count)));
            self.page(Target::Years, lists::ARCHIVE, 0, counts);
        }
    }

    pub(super) fn period(&mut self, period: Period) {
        if !self.wants(Pages::Archive) {
            return;
        }
        let site = self.site;
        let shown = self.digest(|_| {
            let calendar = &site.calendar;
            let count = |period: &Period| (period.address(), calendar.count(*period));
            let around =
                calendar.earlier(period).into_iter().chain(calendar.later(period)).map(|near| (near.address(), 0));
            let parts: Vec<_> = calendar.parts(period).iter().map(count).chain(around).collect();
            let counts = fingerprint::counts(parts.iter().map(|(address, count)| (address.as_str(), *count)));
            let shown = match period {
                Period::Year(_) => {
                    let days: Vec<_> = calendar.days_of(period).map(|(day, count)| (day.to_string(), count)).collect();
                    fingerprint::counts(days.iter().map(|(day, count)| (day.as_str(), *count)))
                }
                _ => fingerprint::cards(site, ids(calendar.range(period))),
            };
            numbers([counts, shown])
        });
        self.page(Target::Period(period), period.address(), 0, shown);
    }

    /// Each part depends on all of its own texts and on nothing of the others.
    pub(super) fn search(&mut self) {
        let site = self.site;
        if site.segments.is_empty() {
            return;
        }
        let mut versions = Vec::new();
        for (at, segment) in site.segments.iter().enumerate() {
            let name = segment.name();
            let texts = self.digest(|inputs| inputs.texts(site, ids(segment.stories.clone())));
            self.add(Target::SearchFacets(at), search(&format!("{name}/facets")), texts, 0);
            for chunk in 0..segment.stories.len().div_ceil(RESULTS) {
                let range = segment.stories.start + chunk * RESULTS..segment.stories.end;
                let own = self.digest(|inputs| inputs.texts(site, ids(range).take(RESULTS)));
                self.add(Target::SearchStories(at, chunk), search(&format!("{name}/s{chunk}")), own, 0);
            }
            for shard in 0..segment.shards() {
                self.add(Target::SearchWords(at, shard), search(&format!("{name}/{shard}")), texts, 0);
            }
            versions.push(self.digest(|_| fingerprint::version(site, segment)));
        }
        let names: Vec<String> = site.segments.iter().map(Segment::name).collect();
        let index = numbers([fingerprint::words(names.iter().map(String::as_str)), numbers(versions)]);
        self.add(Target::SearchIndex, search("index"), 0, index);
        let twins = fingerprint::twins(self.site.twins.place(lists::SEARCH));
        self.add(Target::Search, lists::SEARCH, 0, twins);
    }

    pub(super) fn sitemaps(&mut self) {
        let site = self.site;
        // All stories month by month, so that each is asked once.
        let mut all = Vec::new();
        for period in self.site.calendar.periods() {
            if let Period::Month(year, month) = period {
                let stories = site.calendar.range(period);
                let entries = self.digest(|_| fingerprint::entries(site, ids(stories.clone())));
                all.push(entries);
                if self.site.has_own(period) {
                    let twins = ids(stories).map(|id| fingerprint::twins(site.twins_of_story(id)));
                    let shown = if site.others_exist() { numbers(twins.chain([entries])) } else { entries };
                    self.add(Target::SitemapMonth(year, month), sitemap_month(year, month), 0, shown);
                }
            }
        }
        let all = numbers(all);
        self.add(Target::SitemapIndex, "/sitemap.xml", 0, all);
        let twins = if self.site.others_exist() { self.site.twins.digest() } else { 0 };
        let lists = self.digest(|inputs| numbers([inputs.lists(), newest_of_lists(site)]));
        self.add(Target::SitemapLists, "/sitemap-lists.xml", 0, numbers([all, lists, twins]));
    }

    /// Which stories are new enough is what the clock decides; the page depends on nothing else of it.
    pub(super) fn news(&mut self) {
        let news = self.digest(|_| fingerprint::cards(self.site, self.site.news()));
        self.add(Target::SitemapNews, "/sitemap-news.xml", 0, news);
    }
}

/// The newest story of each page of each list, which says when that changed.
fn newest_of_lists(site: &Site) -> u64 {
    let of_list = |id| {
        let stories = &site.lists.get(id).stories;
        let paging = Paging::new(stories.len(), site.config.per_page);
        let pages = (1..=paging.numbered()).map(move |number| &stories[paging.page(number)]);
        std::iter::once(&stories[..]).chain(pages).filter_map(|page| page.last().copied())
    };
    fingerprint::entries(site, site.lists.ids().flat_map(of_list))
}

/// The address of a month's sitemap.
pub(crate) fn sitemap_month(year: i16, month: i8) -> String {
    format!("/sitemap-{year:04}-{month:02}.xml")
}
