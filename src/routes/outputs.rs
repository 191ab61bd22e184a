//! The outputs of each part of the model.

use super::fingerprint::{Fingerprint, Inputs};
use super::{
    Route, Target, attachment, feed, feed_archive, feed_archives, feed_items, formats, hosting, numbered, redirects,
    text,
};
use crate::config::{BaseUrl, Form, Pages};
use crate::site::calendar::Period;
use crate::site::paging::Paging;
use crate::site::{ListId, Site, StoryId, Taxonomy, address, ids, neighbours, related};
use crate::theme::Theme;
use rayon::prelude::*;
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
    routes.hosting();
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

    /// A page that readers come to, and its place in the text edition, where there is one.
    fn page(&mut self, target: Target, address: impl Into<Box<str>>, fingerprint: Fingerprint) {
        let address = address.into();
        if self.wants(Pages::Text) {
            self.add(Target::Text(Box::new(target.clone())), text(&address), fingerprint);
        }
        self.add(target, address, fingerprint);
    }

    fn wants(&self, pages: Pages) -> bool {
        self.site.config.outputs.pages.contains(&pages)
    }

    fn front(&mut self) {
        let all = &self.site.lists.all().stories;
        let newest = all.iter().rev().take(self.site.config.per_page).copied();
        self.page(Target::Home, "/", self.inputs.stories(self.site, newest));
        self.add(Target::NotFound, "/404.html", self.inputs.common());
        self.add(Target::Robots, "/robots.txt", self.inputs.common());
        self.add(Target::Manifest, "/site.webmanifest", self.inputs.common());
        if self.site.config.security_contact.is_some() {
            let expires = security_expires(self.site);
            self.add(Target::SecurityTxt, "/.well-known/security.txt", self.inputs.words([expires.as_str()]));
        }
    }

    fn stories(&mut self) {
        // What is near to each story is worked out for all of them at once: it is most of the work here.
        let site = self.site;
        let fingerprints: Vec<Fingerprint> = (0..site.stories.len())
            .into_par_iter()
            .map(|at| {
                let id = StoryId(u32::try_from(at).unwrap_or(u32::MAX));
                let parts = related::series(site, id).map(|(_, parts)| parts).unwrap_or_default();
                let named = neighbours::around(site, id).ids().chain(related::stories(site, id)).chain(parts);
                self.inputs.story(site, id, named)
            })
            .collect();
        for (id, fingerprint) in site.ids().zip(fingerprints) {
            let story = site.story(id);
            self.page(Target::Story(id), story.address.clone(), fingerprint);
            let own = self.inputs.story(site, id, []);
            for &form in &site.config.outputs.copies {
                self.add(Target::StoryCopy(id, form), address::sibling(&story.address, form.ending()), own);
            }
        }
    }

    fn pages(&mut self) {
        for (at, page) in self.site.pages.iter().enumerate() {
            let own = self.inputs.with(page.hash);
            self.page(Target::Page(at), page.address.clone(), own);
            if self.site.config.outputs.copies.contains(&Form::Markdown) {
                self.add(Target::PageMarkdown(at), address::sibling(&page.address, "md"), own);
            }
        }
    }

    fn list(&mut self, id: ListId) {
        let list = self.site.lists.get(id);
        let paging = Paging::new(list.stories.len(), self.site.config.per_page);
        let front = self.inputs.list(self.site, list, &list.stories[paging.front()]);
        self.page(Target::List(id), list.address.clone(), front);
        for number in 1..=paging.numbered() {
            let page = self.inputs.list(self.site, list, &list.stories[paging.page(number)]);
            self.page(Target::Numbered(id, number), numbered(&list.address, number), page);
        }
        if paging.numbered() > 0 {
            let next = numbered(&list.address, paging.numbered() + 1);
            self.page(Target::Next(id), next, self.inputs.common());
        }
        self.feeds(id);
    }

    fn feeds(&mut self, id: ListId) {
        let list = self.site.lists.get(id);
        let items = feed_items(self.site, id);
        let archives = feed_archives(self.site, id);
        let newest: Vec<_> = list.stories.iter().rev().take(items).copied().collect();
        let own = self.inputs.list(self.site, list, &newest).and(self.inputs.with(archives as u64));
        for &format in formats(self.site, id) {
            self.add(Target::Feed(id, format), feed(self.site, id, format), own);
        }
        let paging = Paging::new(list.stories.len(), items);
        for number in 1..=archives {
            let held = self.inputs.list(self.site, list, &list.stories[paging.page(number)]);
            self.add(Target::FeedArchive(id, number), feed_archive(self.site, id, number), held);
        }
    }

    fn indexes(&mut self) {
        for taxonomy in Taxonomy::all(&self.site.config) {
            let lists: Vec<_> = self.site.lists.of(taxonomy).collect();
            if taxonomy != Taxonomy::Sections && !lists.is_empty() {
                let counts = lists.iter().map(|list| (list.title.as_str(), list.stories.len()));
                let address = format!("/{}/", taxonomy.name(&self.site.config));
                self.page(Target::Terms(taxonomy), address, self.inputs.counts(counts));
            }
        }
        let corrected = self.site.corrected();
        if self.wants(Pages::Corrections) && !corrected.is_empty() {
            self.page(Target::Corrections, "/corrections/", self.inputs.stories(self.site, corrected));
        }
    }

    /// Addresses that have moved, as pages or as files for hosts, and headers.
    fn hosting(&mut self) {
        let redirects = redirects::all(self.site);
        if hosting::is_portable(&self.site.config) {
            for redirect in &redirects {
                if let Some(page) = redirects::page(redirect.from) {
                    let own = self.inputs.words([redirect.to]);
                    self.add(Target::Alias { to: redirect.to.into() }, page, own);
                }
            }
        }
        let of_hosts = redirects::of_hosts(self.site);
        let own = self.inputs.words(of_hosts.iter().flat_map(|redirect| [redirect.from, redirect.to]));
        for file in hosting::files(&self.site.config) {
            self.add(Target::Host(file), file.address(), own);
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
            self.page(Target::Years, "/archive/", self.inputs.counts(counts));
        }
        for period in calendar.periods() {
            let around =
                calendar.earlier(period).into_iter().chain(calendar.later(period)).map(|near| (near.address(), 0));
            let parts: Vec<_> = calendar.parts(period).iter().map(count).chain(around).collect();
            let counts = self.inputs.counts(parts.iter().map(|(address, count)| (address.as_str(), *count)));
            let fingerprint = match period {
                Period::Year(_) => {
                    let days: Vec<_> = calendar.days_of(period).map(|(day, count)| (day.to_string(), count)).collect();
                    counts.and(self.inputs.counts(days.iter().map(|(day, count)| (day.as_str(), *count))))
                }
                _ => counts.and(self.inputs.stories(self.site, ids(calendar.range(period)))),
            };
            self.page(Target::Period(period), period.address(), fingerprint);
        }
    }

    fn sitemaps(&mut self) {
        let all = self.inputs.stories(self.site, self.site.ids());
        self.add(Target::SitemapIndex, "/sitemap.xml", all);
        self.add(Target::SitemapLists, "/sitemap-lists.xml", all);
        // Which stories are new enough is what the clock decides; the page depends on nothing else of it.
        let news = self.inputs.stories(self.site, self.site.news());
        self.add(Target::SitemapNews, "/sitemap-news.xml", news);
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
        let pages = self.site.pages.iter().chain(&self.site.texts);
        let of_pages = pages.flat_map(|page| &page.attachments);
        let of_site = self.site.picture().map(Box::<str>::from);
        let shown: BTreeSet<&Box<str>> = of_stories.chain(of_pages).chain(&of_site).collect();
        for path in shown {
            let fingerprint = self.inputs.with(0);
            self.add(Target::Attachment(path.clone()), attachment(self.site, path), fingerprint);
        }
    }
}

/// When the security contact is to be looked at again: nearly a year from the month of the build, as
/// RFC 9116 advises, so that a build changes it once a month.
pub(crate) fn security_expires(site: &Site) -> String {
    let today = site.config.timezone.to_datetime(site.now).date();
    let later = today.first_of_month().saturating_add(jiff::Span::new().months(11));
    format!("{later}T00:00:00Z")
}

/// The address of a month's sitemap.
pub(crate) fn sitemap_month(year: i16, month: i8) -> String {
    format!("/sitemap-{year:04}-{month:02}.xml")
}
