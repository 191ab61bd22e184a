//! The outputs of each part of the model.
//!
//! The outputs of one part are listed without those of another, so that all of them can be listed at
//! once, and those at an address without all the rest ([`super::find`]).

mod dated;
mod files;

use super::fingerprint::{self, Inputs, numbers};
use super::{Route, Target, drawn, feed, feed_archive, feed_archives, feed_items, formats, leaves, numbered};
use crate::config::{BaseUrl, Form, Pages};
use crate::site::calendar::Period;
use crate::site::paging::Paging;
use crate::site::{List, ListId, Site, StoryId, Taxonomy, address, lists, neighbours, related};
use crate::theme::Theme;
pub(crate) use dated::sitemap_month;
use rayon::prelude::*;
use std::sync::Arc;

/// A part of the model that has outputs of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// The front page, and what there is one of.
    Front,
    /// A story in all its forms.
    Story(StoryId),
    /// Pages that are no stories.
    Pages,
    /// A list with its numbered pages.
    List(ListId),
    /// The front of a list alone.
    ListFront(ListId),
    /// A numbered page of a list alone.
    ListPage(ListId, usize),
    /// A list's feeds.
    Feeds(ListId),
    /// The terms of each taxonomy.
    Indexes,
    /// The page of corrections.
    Corrections,
    /// The years with stories.
    Years,
    /// A year, a month or a day.
    Period(Period),
    /// The search.
    Search,
    /// Sitemaps.
    Sitemaps,
    /// The sitemap of what is news.
    News,
    /// What the theme brings, and what is drawn of it.
    Theme,
    /// Files that texts show or link, and copies of pictures.
    Files,
    /// Addresses that have moved, and what hosts are told.
    Hosting,
}

/// Every part of a site in one language.
pub(super) fn parts(site: &Site) -> Vec<Part> {
    let mut parts = vec![Part::Front, Part::Pages, Part::Indexes, Part::Corrections, Part::Years];
    parts.extend([Part::Search, Part::Sitemaps, Part::News, Part::Theme, Part::Files, Part::Hosting]);
    parts.extend(site.calendar.periods().into_iter().map(Part::Period));
    parts.extend(site.lists.ids().flat_map(|id| [Part::List(id), Part::Feeds(id)]));
    parts.extend(site.ids().map(Part::Story));
    parts
}

/// The outputs of a part, in no order that matters; without fingerprints where there are no inputs to
/// make them of.
pub(super) fn of(site: &Site, theme: &Theme, inputs: Option<&Inputs>, part: Part) -> Vec<Route> {
    let mut routes = Routes { site, theme, inputs, routes: Vec::new() };
    let is_own = site.config.is_own_language();
    let has_sitemaps = matches!(site.config.base_url, BaseUrl::Absolute { .. });
    match part {
        Part::Front => routes.front(),
        Part::Story(id) => routes.story(id),
        Part::Pages => routes.pages(),
        Part::List(id) => routes.list(id),
        Part::ListFront(id) => routes.list_front(id),
        Part::ListPage(id, number) => routes.list_page(id, number),
        Part::Feeds(id) => routes.feeds(id),
        Part::Indexes => routes.indexes(),
        Part::Corrections => routes.corrections(),
        Part::Years => routes.years(),
        Part::Period(period) => routes.period(period),
        Part::Search => routes.search(),
        Part::Sitemaps if has_sitemaps => routes.sitemaps(),
        Part::News if has_sitemaps => routes.news(),
        Part::Theme => {
            routes.manifest();
            routes.site_card();
            if is_own {
                routes.assets();
                routes.icons();
            }
        }
        Part::Files if is_own => {
            routes.attachments();
            routes.leads();
        }
        Part::Hosting if is_own => routes.hosting(),
        Part::Sitemaps | Part::News | Part::Files | Part::Hosting => {}
    }
    routes.routes
}

/// Every output, in no order that matters.
pub(super) fn all(site: &Site, theme: &Theme, inputs: Option<&Inputs>) -> Vec<Route> {
    parts(site).into_par_iter().flat_map_iter(|part| of(site, theme, inputs, part)).collect()
}

/// A route of a site as one of the whole site's, which may have it in another language than its own.
pub(super) fn abroad(site: &Site, Route { target, address, fingerprint }: Route) -> Route {
    if site.config.is_own_language() {
        return Route { target, address, fingerprint };
    }
    let target = Target::Other(site.config.tongue, Box::new(target));
    Route { target, address: site.from_root(&address).into(), fingerprint }
}

struct Routes<'a> {
    site: &'a Site,
    theme: &'a Theme,
    inputs: Option<&'a Inputs>,
    routes: Vec<Route>,
}

impl Routes<'_> {
    /// Adds an output that is made of a text and shows something of others; 0 for neither.
    fn add(&mut self, target: Target, address: impl Into<Arc<str>>, copy: u64, others: u64) {
        let fingerprint = self.inputs.map(|inputs| inputs.common(&target).of(copy).showing(others));
        self.routes.push(Route { target, address: address.into(), fingerprint });
    }

    /// A page that readers come to, and its place in the text edition, where there is one.
    fn page(&mut self, target: Target, address: impl Into<Arc<str>>, copy: u64, others: u64) {
        let address: Arc<str> = address.into();
        let others = match self.site.twins_of(&target, &address) {
            [] => others,
            twins => numbers([others, fingerprint::twins(twins)]),
        };
        if self.wants(Pages::Text) {
            for leaf in leaves::of(self.site, &target) {
                let text = Target::Text(Box::new(target.clone()), leaf.number);
                self.add(text, leaves::address(&address, leaf.number), copy, numbers([others, leaf.of as u64]));
            }
        }
        self.add(target, address, copy, others);
    }

    /// A part of a fingerprint; it is not worked out where there are none.
    fn digest(&self, of: impl FnOnce(&Inputs) -> u64) -> u64 {
        self.inputs.map_or(0, of)
    }

    fn wants(&self, pages: Pages) -> bool {
        self.site.config.outputs.pages.contains(&pages)
    }

    fn front(&mut self) {
        let site = self.site;
        let newest = site.lists.all().stories.iter().rev().take(site.config.per_page).copied();
        let newest = self.digest(|_| fingerprint::cards(site, newest));
        self.page(Target::Home, "/", 0, newest);
        self.add(Target::NotFound, "/404.html", 0, 0);
        if !self.site.config.is_own_language() {
            return;
        }
        self.add(Target::Robots, "/robots.txt", 0, 0);
        if self.site.config.security_contact.is_some() {
            let expires = security_expires(self.site);
            self.add(Target::SecurityTxt, "/.well-known/security.txt", 0, fingerprint::words([&*expires]));
        }
    }

    fn story(&mut self, id: StoryId) {
        let site = self.site;
        let story = site.story(id);
        let own = self.digest(|inputs| inputs.text(site, id));
        let near = self.digest(|_| {
            let series = related::series(site, id);
            let in_all = series.as_ref().map_or(0, |(list, _)| site.lists.get(*list).stories.len());
            let parts = series.map(|(_, parts)| parts).unwrap_or_default();
            let links = fingerprint::links(site, neighbours::around(site, id).ids());
            let cards = fingerprint::cards(site, related::stories(site, id).into_iter().chain(parts));
            numbers([links, cards, in_all as u64, site.has_namesake(id).into()])
        });
        self.page(Target::Story(id), story.address(), own, near);
        for &form in &site.config.outputs.copies {
            self.add(Target::StoryCopy(id, form), address::sibling(story.address(), form.ending()), own, 0);
        }
        if let Some(address) = drawn::card(site, story) {
            // Nothing of the site but its own words takes part in a card.
            let fingerprint =
                self.inputs.and_then(|inputs| inputs.card(&Target::Card(id), fingerprint::card(site, id)));
            self.routes.push(Route { target: Target::Card(id), address: address.into(), fingerprint });
        }
    }

    fn pages(&mut self) {
        for (at, page) in self.site.pages.iter().enumerate() {
            let own = numbers([fingerprint::words([&*page.path, &*page.address]), page.hash]);
            self.page(Target::Page(at), page.address.clone(), own, 0);
            if self.site.config.outputs.copies.contains(&Form::Markdown) {
                self.add(Target::PageMarkdown(at), address::sibling(&page.address, "md"), own, 0);
            }
        }
    }

    fn list(&mut self, id: ListId) {
        let site = self.site;
        let list = site.lists.get(id);
        self.list_front(id);
        let last = Paging::new(list.stories.len(), site.config.per_page).numbered();
        (1..=last).for_each(|number| self.list_page(id, number));
        if last > 0 {
            let own = self.digest(|_| fingerprint::list(site, list));
            self.page(Target::Next(id), numbered(&list.address, last + 1), 0, own);
        }
    }

    fn list_front(&mut self, id: ListId) {
        let site = self.site;
        let list = site.lists.get(id);
        let paging = Paging::new(list.stories.len(), site.config.per_page);
        let shown = self.digest(|inputs| {
            let newest = || list.stories[paging.front()].iter().copied();
            let own = fingerprint::list(site, list);
            let topics = inputs.topics(site, newest());
            numbers([own, fingerprint::cards(site, newest()), topics, paging.numbered() as u64])
        });
        self.page(Target::List(id), list.address.clone(), 0, shown);
    }

    fn list_page(&mut self, id: ListId, number: usize) {
        let site = self.site;
        let list = site.lists.get(id);
        let range = Paging::new(list.stories.len(), site.config.per_page).page(number);
        let shown = self.digest(|_| {
            let cards = fingerprint::cards(site, list.stories[range].iter().copied());
            numbers([fingerprint::list(site, list), cards])
        });
        self.page(Target::Numbered(id, number), numbered(&list.address, number), 0, shown);
    }

    fn feeds(&mut self, id: ListId) {
        let site = self.site;
        let list = site.lists.get(id);
        let items = feed_items(site, id);
        let archives = feed_archives(site, id);
        let own = self.digest(|_| fingerprint::list(site, list));
        let newest = self.digest(|inputs| {
            let newest = inputs.texts(site, list.stories.iter().rev().take(items).copied());
            numbers([own, newest, archives as u64])
        });
        for &format in formats(site, id) {
            self.add(Target::Feed(id, format), feed(site, id, format), 0, newest);
        }
        let paging = Paging::new(list.stories.len(), items);
        for number in 1..=archives {
            let held = list.stories[paging.page(number)].iter().copied();
            let held = self.digest(|inputs| numbers([own, inputs.texts(site, held)]));
            self.add(Target::FeedArchive(id, number), feed_archive(site, id, number), 0, held);
        }
    }

    fn indexes(&mut self) {
        for taxonomy in Taxonomy::all(&self.site.config) {
            let lists: Vec<_> = self.site.lists.of(taxonomy).collect();
            if taxonomy != Taxonomy::Sections && !lists.is_empty() {
                let term = |list: &&List| {
                    let name = fingerprint::words([list.title.as_str(), &list.address]);
                    [name, list.stories.len() as u64]
                };
                let terms = numbers(lists.iter().flat_map(term));
                let address = lists::of_terms(&self.site.config, taxonomy);
                self.page(Target::Terms(taxonomy), address, 0, terms);
            }
        }
    }

    fn corrections(&mut self) {
        let corrected = if self.wants(Pages::Corrections) { self.site.corrected() } else { Vec::new() };
        if !corrected.is_empty() {
            self.page(Target::Corrections, lists::CORRECTIONS, 0, fingerprint::cards(self.site, corrected));
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
