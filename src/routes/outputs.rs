//! The outputs of each part of the model.

use super::fingerprint::{Fingerprint, Inputs};
use super::{Route, Target, attachment, feed, has_feeds, numbered};
use crate::config::{BaseUrl, Form, Pages};
use crate::site::calendar::Period;
use crate::site::paging::Paging;
use crate::site::{ListId, Site, Taxonomy, address, ids, neighbours};
use crate::theme::Theme;
use std::collections::BTreeSet;

/// Every output, in no order that matters.
pub(super) fn all(site: &Site, theme: &Theme) -> Vec<Route> {
    let mut routes = Routes { site, inputs: Inputs::new(site, theme), routes: Vec::new() };
    routes.front();
    routes.stories();
    routes.pages();
    site.lists.ids().for_each(|list| routes.list(list));
    routes.indexes();
    routes.calendar();
    if matches!(site.config.base_url, BaseUrl::Absolute { .. }) {
        routes.sitemaps();
    }
    routes.assets(theme);
    routes.attachments();
    routes.routes
}

struct Routes<'a> {
    site: &'a Site,
    inputs: Inputs,
    routes: Vec<Route>,
}

impl Routes<'_> {
    fn add(&mut self, target: Target, address: impl Into<Box<str>>, fingerprint: Fingerprint) {
        self.routes.push(Route { target, address: address.into(), fingerprint });
    }

    fn front(&mut self) {
        let all = &self.site.lists.all().stories;
        let newest = all.iter().rev().take(self.site.config.per_page).copied();
        self.add(Target::Home, "/", self.inputs.stories(self.site, newest));
        self.add(Target::NotFound, "/404.html", self.inputs.common());
        self.add(Target::Robots, "/robots.txt", self.inputs.common());
    }

    fn stories(&mut self) {
        for id in self.site.ids() {
            let story = self.site.story(id);
            let around = neighbours::around(self.site, id);
            let fingerprint = self.inputs.stories(self.site, std::iter::once(id).chain(around.ids()));
            self.add(Target::Story(id), story.address.clone(), fingerprint);
            let own = self.inputs.stories(self.site, [id]);
            if self.copies_markdown() {
                self.add(Target::StoryMarkdown(id), address::sibling(&story.address, "md"), own);
            }
            for alias in &story.aliases {
                let to = story.address.clone();
                self.add(Target::Alias { to }, alias.clone(), own);
            }
        }
    }

    fn pages(&mut self) {
        for (at, page) in self.site.pages.iter().enumerate() {
            let own = self.inputs.with(page.hash);
            self.add(Target::Page(at), page.address.clone(), own);
            if self.copies_markdown() {
                self.add(Target::PageMarkdown(at), address::sibling(&page.address, "md"), own);
            }
            for alias in &page.aliases {
                let to = page.address.clone();
                self.add(Target::Alias { to }, alias.clone(), own);
            }
        }
    }

    fn copies_markdown(&self) -> bool {
        self.site.config.outputs.copies.contains(&Form::Markdown)
    }

    fn list(&mut self, id: ListId) {
        let list = self.site.lists.get(id);
        let paging = Paging::new(list.stories.len(), self.site.config.per_page);
        let front = self.inputs.stories(self.site, list.stories[paging.front()].iter().copied());
        self.add(Target::List(id), list.address.clone(), front);
        for number in 1..=paging.numbered() {
            let page = self.inputs.stories(self.site, list.stories[paging.page(number)].iter().copied());
            self.add(Target::Numbered(id, number), numbered(&list.address, number), page);
        }
        if paging.numbered() > 0 {
            let next = numbered(&list.address, paging.numbered() + 1);
            self.add(Target::Next(id), next, self.inputs.common());
        }
        if has_feeds(self.site, id) {
            let newest = list.stories.iter().rev().take(self.site.config.feed_items).copied();
            let fingerprint = self.inputs.stories(self.site, newest);
            for &format in &self.site.config.outputs.feeds {
                self.add(Target::Feed(id, format), feed(self.site, id, format), fingerprint);
            }
        }
    }

    fn indexes(&mut self) {
        for taxonomy in Taxonomy::ALL {
            let lists: Vec<_> = self.site.lists.of(taxonomy).collect();
            if taxonomy != Taxonomy::Sections && !lists.is_empty() {
                let counts = lists.iter().map(|list| (list.title.as_str(), list.stories.len()));
                self.add(Target::Terms(taxonomy), format!("/{}/", taxonomy.name()), self.inputs.counts(counts));
            }
        }
    }

    fn calendar(&mut self) {
        if !self.site.config.outputs.pages.contains(&Pages::Archive) {
            return;
        }
        let calendar = &self.site.calendar;
        let count = |period: &Period| (period.address(), calendar.count(*period));
        let years: Vec<_> = calendar.years().iter().map(count).collect();
        if !years.is_empty() {
            let counts = years.iter().map(|(address, count)| (address.as_str(), *count));
            self.add(Target::Years, "/archive/", self.inputs.counts(counts));
        }
        for period in calendar.periods() {
            let around =
                calendar.earlier(period).into_iter().chain(calendar.later(period)).map(|near| (near.address(), 0));
            let parts: Vec<_> = calendar.parts(period).iter().map(count).chain(around).collect();
            let counts = self.inputs.counts(parts.iter().map(|(address, count)| (address.as_str(), *count)));
            let fingerprint = match period {
                Period::Day(day) => counts.and(self.inputs.stories(self.site, calendar.stories(day))),
                _ => counts,
            };
            self.add(Target::Period(period), period.address(), fingerprint);
        }
    }

    fn sitemaps(&mut self) {
        let all = self.inputs.stories(self.site, self.site.ids());
        self.add(Target::SitemapIndex, "/sitemap.xml", all);
        self.add(Target::SitemapLists, "/sitemap-lists.xml", all);
        for period in self.site.calendar.periods() {
            if let Period::Month(year, month) = period {
                let stories = self.site.calendar.range(period);
                let fingerprint = self.inputs.stories(self.site, ids(stories));
                self.add(Target::SitemapMonth(year, month), sitemap_month(year, month), fingerprint);
            }
        }
    }

    fn assets(&mut self, theme: &Theme) {
        for (name, asset) in &theme.assets {
            let fingerprint = Fingerprint::of_bytes(&asset.bytes);
            self.add(Target::Asset(name.as_str().into()), asset.address.clone(), fingerprint);
        }
    }

    fn attachments(&mut self) {
        let of_stories = self.site.stories.iter().flat_map(|story| &story.attachments);
        let of_pages = self.site.pages.iter().flat_map(|page| &page.attachments);
        let shown: BTreeSet<&Box<str>> = of_stories.chain(of_pages).collect();
        for path in shown {
            let fingerprint = self.inputs.with(0);
            self.add(Target::Attachment(path.clone()), attachment(self.site, path), fingerprint);
        }
    }
}

/// The address of a month's sitemap.
pub(crate) fn sitemap_month(year: i16, month: i8) -> String {
    format!("/sitemap-{year:04}-{month:02}.xml")
}
