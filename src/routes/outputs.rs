//! The outputs of each part of the model.

use super::fingerprint::{self, Fingerprint, Inputs, numbers};
use super::{
    RESULTS, Route, Target, attachment, drawn, feed, feed_archive, feed_archives, feed_items, formats, hosting,
    numbered, pictures, redirects, search, text,
};
use crate::config::{BaseUrl, Form, Pages};
use crate::picture::recipe::Recipe;
use crate::site::calendar::Period;
use crate::site::paging::Paging;
use crate::site::segments::Segment;
use crate::site::{ListId, Site, StoryId, Taxonomy, address, ids, lists, neighbours, related};
use crate::theme::Theme;
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::ops::Range;
use xxhash_rust::xxh3::xxh3_64;

/// Every output, in no order that matters.
pub(super) fn all(site: &Site, theme: &Theme, program: u64) -> Vec<Route> {
    let mut routes = Routes { site, inputs: Inputs::new(site, theme, program), routes: Vec::new() };
    routes.front();
    routes.stories();
    routes.pages();
    site.lists.ids().for_each(|list| routes.list(list));
    routes.indexes();
    routes.calendar();
    routes.search();
    if matches!(site.config.base_url, BaseUrl::Absolute { .. }) {
        routes.sitemaps();
    }
    if site.config.is_own_language() {
        routes.assets(theme);
        routes.attachments();
        routes.leads();
        routes.hosting(theme);
        routes.icons(theme);
    }
    routes.manifest(theme);
    routes.cards();
    routes.routes
}

struct Routes<'a> {
    site: &'a Site,
    inputs: Inputs,
    routes: Vec<Route>,
}

impl Routes<'_> {
    /// Adds an output that is made of a text and shows something of others; 0 for neither.
    fn add(&mut self, target: Target, address: impl Into<Box<str>>, copy: u64, others: u64) {
        let fingerprint = self.inputs.common(&target).of(copy).showing(others);
        self.routes.push(Route { target, address: address.into(), fingerprint: Some(fingerprint) });
    }

    /// A page that readers come to, and its place in the text edition, where there is one.
    fn page(&mut self, target: Target, address: impl Into<Box<str>>, copy: u64, others: u64) {
        let address = address.into();
        let others = match self.site.twins_of(&target, &address) {
            [] => others,
            twins => numbers([others, fingerprint::twins(twins)]),
        };
        if self.wants(Pages::Text) {
            self.add(Target::Text(Box::new(target.clone())), text(&address), copy, others);
        }
        self.add(target, address, copy, others);
    }

    fn wants(&self, pages: Pages) -> bool {
        self.site.config.outputs.pages.contains(&pages)
    }

    fn front(&mut self) {
        let all = &self.site.lists.all().stories;
        let newest = all.iter().rev().take(self.site.config.per_page).copied();
        self.page(Target::Home, "/", 0, fingerprint::cards(self.site, newest));
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

    fn stories(&mut self) {
        // What is near to each story is worked out for all of them at once: it is most of the work here.
        let (site, inputs) = (self.site, &self.inputs);
        let fingerprints: Vec<(u64, u64)> = (0..site.stories.len())
            .into_par_iter()
            .map(|at| {
                let id = StoryId(u32::try_from(at).unwrap_or(u32::MAX));
                let parts = related::series(site, id).map(|(_, parts)| parts).unwrap_or_default();
                let links = fingerprint::links(site, neighbours::around(site, id).ids());
                let cards = fingerprint::cards(site, related::stories(site, id).into_iter().chain(parts));
                (inputs.text(site, id), numbers([links, cards]))
            })
            .collect();
        for (id, (own, near)) in site.ids().zip(fingerprints) {
            let story = site.story(id);
            self.page(Target::Story(id), story.address.clone(), own, near);
            for &form in &site.config.outputs.copies {
                self.add(Target::StoryCopy(id, form), address::sibling(&story.address, form.ending()), own, 0);
            }
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
        let list = self.site.lists.get(id);
        let paging = Paging::new(list.stories.len(), self.site.config.per_page);
        let own = fingerprint::list(self.site, list);
        let cards = |range: Range<usize>| fingerprint::cards(self.site, list.stories[range].iter().copied());
        let front = numbers([own, cards(paging.front()), paging.numbered() as u64]);
        let pages: Vec<u64> =
            (1..=paging.numbered()).map(|number| numbers([own, cards(paging.page(number))])).collect();
        self.page(Target::List(id), list.address.clone(), 0, front);
        for (number, page) in (1..).zip(pages) {
            self.page(Target::Numbered(id, number), numbered(&list.address, number), 0, page);
        }
        if paging.numbered() > 0 {
            let next = numbered(&list.address, paging.numbered() + 1);
            self.page(Target::Next(id), next, 0, own);
        }
        self.feeds(id);
    }

    fn feeds(&mut self, id: ListId) {
        let list = self.site.lists.get(id);
        let items = feed_items(self.site, id);
        let archives = feed_archives(self.site, id);
        let own = fingerprint::list(self.site, list);
        let newest = self.inputs.texts(self.site, list.stories.iter().rev().take(items).copied());
        let newest = numbers([own, newest, archives as u64]);
        for &format in formats(self.site, id) {
            self.add(Target::Feed(id, format), feed(self.site, id, format), 0, newest);
        }
        let paging = Paging::new(list.stories.len(), items);
        for number in 1..=archives {
            let held = self.inputs.texts(self.site, list.stories[paging.page(number)].iter().copied());
            let held = numbers([own, held]);
            self.add(Target::FeedArchive(id, number), feed_archive(self.site, id, number), 0, held);
        }
    }

    fn indexes(&mut self) {
        for taxonomy in Taxonomy::all(&self.site.config) {
            let lists: Vec<_> = self.site.lists.of(taxonomy).collect();
            if taxonomy != Taxonomy::Sections && !lists.is_empty() {
                let counts = lists.iter().map(|list| (list.title.as_str(), list.stories.len()));
                let address = lists::of_terms(&self.site.config, taxonomy);
                let counts = fingerprint::counts(counts);
                self.page(Target::Terms(taxonomy), address, 0, counts);
            }
        }
        let corrected = self.site.corrected();
        if self.wants(Pages::Corrections) && !corrected.is_empty() {
            self.page(Target::Corrections, "/corrections/", 0, fingerprint::cards(self.site, corrected));
        }
    }

    /// Cards. Nothing of the site but their own words takes part in them.
    fn cards(&mut self) {
        let site = self.site;
        for id in site.ids() {
            if let Some(address) = drawn::card(site, site.story(id)) {
                let fingerprint = self.inputs.card(&Target::Card(id), fingerprint::card(site, id));
                self.routes.push(Route { target: Target::Card(id), address: address.into(), fingerprint });
            }
        }
        if drawn::has_site_card(site) {
            let words = fingerprint::words([site.config.description.as_str()]);
            let fingerprint = self.inputs.card(&Target::SiteCard, words);
            self.routes.push(Route { target: Target::SiteCard, address: drawn::SITE_CARD.into(), fingerprint });
        }
    }

    fn icons(&mut self, theme: &Theme) {
        let emblem = theme.assets.get(drawn::EMBLEM).map_or(0, |asset| xxh3_64(&asset.bytes));
        for icon in drawn::icons(theme) {
            self.add(Target::Icon(icon), icon.address(), emblem, 0);
        }
    }

    /// Addresses that have moved, as pages or as files for hosts, and headers.
    fn hosting(&mut self, theme: &Theme) {
        let redirects = redirects::all(self.site);
        if hosting::is_portable(&self.site.config) {
            for redirect in &redirects {
                if let Some(page) = redirects::page(redirect.from) {
                    let to = fingerprint::words([&*redirect.to]);
                    self.add(Target::Alias { to: (&*redirect.to).into() }, page, 0, to);
                }
            }
        }
        let of_hosts = redirects::of_hosts(self.site);
        let moved = fingerprint::words(of_hosts.iter().flat_map(|redirect| [redirect.from, &redirect.to]));
        let assets = fingerprint::words(theme.assets.values().map(|asset| asset.address.as_str()));
        for file in hosting::files(&self.site.config) {
            self.add(Target::Host(file), file.address(), 0, numbers([moved, assets]));
        }
    }

    fn manifest(&mut self, theme: &Theme) {
        let assets = fingerprint::words(theme.assets.values().map(|asset| asset.address.as_str()));
        self.add(Target::Manifest, "/site.webmanifest", 0, assets);
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
            let counts = fingerprint::counts(counts);
            self.page(Target::Years, "/archive/", 0, counts);
        }
        for period in calendar.periods() {
            let around =
                calendar.earlier(period).into_iter().chain(calendar.later(period)).map(|near| (near.address(), 0));
            let parts: Vec<_> = calendar.parts(period).iter().map(count).chain(around).collect();
            let counts = fingerprint::counts(parts.iter().map(|(address, count)| (address.as_str(), *count)));
            let shown = match period {
                Period::Year(_) => {
                    let days: Vec<_> = calendar.days_of(period).map(|(day, count)| (day.to_string(), count)).collect();
                    fingerprint::counts(days.iter().map(|(day, count)| (day.as_str(), *count)))
                }
                _ => fingerprint::cards(self.site, ids(calendar.range(period))),
            };
            self.page(Target::Period(period), period.address(), 0, numbers([counts, shown]));
        }
    }

    /// Each part depends on all of its own texts and on nothing of the others.
    fn search(&mut self) {
        let site = self.site;
        if site.segments.is_empty() {
            return;
        }
        let mut versions = Vec::new();
        for (at, segment) in site.segments.iter().enumerate() {
            let name = segment.name();
            let texts = self.inputs.texts(site, ids(segment.stories.clone()));
            self.add(Target::SearchFacets(at), search(&format!("{name}/facets")), texts, 0);
            for chunk in 0..segment.stories.len().div_ceil(RESULTS) {
                let range = segment.stories.start + chunk * RESULTS..segment.stories.end;
                let own = self.inputs.texts(site, ids(range).take(RESULTS));
                self.add(Target::SearchStories(at, chunk), search(&format!("{name}/s{chunk}")), own, 0);
            }
            for shard in 0..segment.shards() {
                self.add(Target::SearchWords(at, shard), search(&format!("{name}/{shard}")), texts, 0);
            }
            versions.push(fingerprint::version(site, segment));
        }
        let names: Vec<String> = site.segments.iter().map(Segment::name).collect();
        let index = numbers([fingerprint::words(names.iter().map(String::as_str)), numbers(versions)]);
        self.add(Target::SearchIndex, search("index"), 0, index);
        let twins = fingerprint::twins(self.site.twins.place(lists::SEARCH));
        self.add(Target::Search, lists::SEARCH, 0, twins);
    }

    fn sitemaps(&mut self) {
        let all = fingerprint::cards(self.site, self.site.ids());
        self.add(Target::SitemapIndex, "/sitemap.xml", 0, all);
        let twins = if self.site.others_exist() { self.site.twins.digest() } else { 0 };
        self.add(Target::SitemapLists, "/sitemap-lists.xml", 0, numbers([all, twins]));
        // Which stories are new enough is what the clock decides; the page depends on nothing else of it.
        let news = fingerprint::cards(self.site, self.site.news());
        self.add(Target::SitemapNews, "/sitemap-news.xml", 0, news);
        for period in self.site.calendar.periods() {
            if let Period::Month(year, month) = period
                && self.site.has_own(period)
            {
                let stories = self.site.calendar.range(period);
                let cards = fingerprint::cards(self.site, ids(stories.clone()));
                let twins = ids(stories).map(|id| fingerprint::twins(self.site.twins_of_story(id)));
                let shown = if self.site.others_exist() { numbers(twins.chain([cards])) } else { cards };
                self.add(Target::SitemapMonth(year, month), sitemap_month(year, month), 0, shown);
            }
        }
    }

    fn assets(&mut self, theme: &Theme) {
        for (name, asset) in &theme.assets {
            self.add(Target::Asset(name.as_str().into()), asset.address.clone(), xxh3_64(&asset.bytes), 0);
        }
    }

    fn attachments(&mut self) {
        let all = || self.site.in_all_languages();
        let of_stories = all().flat_map(|site| &site.stories).flat_map(|story| &story.attachments);
        let pages = all().flat_map(|site| site.pages.iter().chain(&site.texts));
        let of_pages = pages.flat_map(|page| &page.attachments);
        let of_site = self.site.picture().map(Box::<str>::from);
        let shown: BTreeSet<&Box<str>> = of_stories.chain(of_pages).chain(&of_site).collect();
        for path in shown {
            let Some(mark) = self.site.files.get(path).map(|beside| beside.mark) else { continue };
            if self.site.is_left_out(path) {
                continue;
            }
            self.add(Target::Attachment(path.clone()), attachment(self.site, path), mark.unwrap_or_default(), 0);
            if mark.is_none() {
                // Nothing tells whether it is the same, short of reading it.
                self.routes.last_mut().into_iter().for_each(|route| route.fingerprint = None);
            }
            if let (Some(mark), Some(picture)) = (mark, self.site.picture_at(path)) {
                let copies = pictures::copies(&self.site.config, picture).into_iter().flat_map(|set| set.recipes);
                copies.for_each(|recipe| self.picture_copy(path, mark, recipe));
            }
        }
    }
}

impl Routes<'_> {
    /// Parts of the pictures that stand for stories.
    fn leads(&mut self) {
        let (site, config) = (self.site, &self.site.config);
        let stories = site.in_all_languages().flat_map(|site| site.stories.iter());
        let leads = stories.filter_map(|story| site.lead(story));
        let parts = leads.flat_map(|(lead, picture)| {
            let recipes = pictures::listed(config, picture, lead).into_iter().flat_map(|copies| copies.recipes);
            recipes.chain(pictures::shared(config, picture, lead)).map(|recipe| (&*lead.path, recipe))
        });
        // One picture may stand for several stories.
        for (path, recipe) in parts.collect::<BTreeSet<_>>() {
            if let Some(mark) = site.files.get(path).and_then(|beside| beside.mark) {
                self.picture_copy(path, mark, recipe);
            }
        }
    }

    /// A copy depends on its picture and its recipe alone.
    fn picture_copy(&mut self, path: &str, mark: u64, recipe: Recipe) {
        let address = pictures::address(self.site, path, mark, &recipe).into();
        let fingerprint = Fingerprint { copy: pictures::fingerprint(mark, &recipe), ..Fingerprint::default() };
        let target = Target::PictureCopy(Box::new((path.into(), recipe)));
        self.routes.push(Route { target, address, fingerprint: Some(fingerprint) });
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
