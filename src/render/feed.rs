//! Feeds: RSS 2.0, Atom and JSON Feed, each with the full text of its stories.
//!
//! A [`Feed`] is gathered once from a list and written in each format by a file of its own.

mod atom;
mod json;
mod rss;
pub(in crate::render) mod xml;

use super::address::Addresses;
use super::texts::FullText;
use super::{Renderer, cards, links::CopyLinks, time};
use crate::config::Format;
use crate::diag::Diagnostic;
use crate::document::When;
use crate::routes;
use crate::routes::drawn::{self, Icon};
use crate::site::paging::Paging;
use crate::site::{List, ListId, Site, Story, StoryId, Taxonomy, address};
use std::ops::Range;
use std::sync::Arc;

/// What every format says.
struct Feed<'a> {
    site: &'a Site,
    /// The icons that the site has.
    icons: Vec<Icon>,
    title: String,
    description: &'a str,
    /// The list's page.
    home: String,
    /// The feed's own address.
    own: String,
    /// The document with the newest stories, where this is an archive of older ones.
    current: Option<String>,
    /// The archive of the stories before these.
    older: Option<String>,
    /// Whether these are all the stories that there are.
    is_complete: bool,
    items: Vec<Item<'a>>,
}

/// A story in a feed.
struct Item<'a> {
    story: &'a Story,
    url: String,
    section: Option<&'a str>,
    /// What kind of text it is, where that is more than news: readers of a feed are told it too.
    genre: Option<String>,
    html: Arc<str>,
}

impl Renderer<'_> {
    /// A list's newest stories as a feed.
    pub(super) fn feed(&self, id: ListId, format: Format, findings: &mut Vec<Diagnostic>) -> Vec<u8> {
        let site = &*self.site;
        let stories = &site.lists.get(id).stories;
        let newest = stories.len().saturating_sub(routes::feed_items(site, id))..stories.len();
        let is_complete = newest.start == 0;
        let archives = if format == Format::Atom { routes::feed_archives(site, id) } else { 0 };
        let older = (archives > 0).then(|| routes::feed_archive(site, id, archives));
        let own = routes::feed(site, id, format);
        let feed = Feed { older, is_complete, ..self.gather(id, &own, newest, findings) };
        match format {
            Format::Rss => rss::write(&feed),
            Format::Atom => atom::write(&feed),
            Format::Json => json::write(&feed),
        }
    }

    /// A document of older stories of a list's Atom feed. It says nothing of newer ones but where the
    /// newest are, so that it never changes.
    pub(super) fn feed_archive(&self, id: ListId, number: usize, findings: &mut Vec<Diagnostic>) -> Vec<u8> {
        let site = &*self.site;
        let paging = Paging::new(site.lists.get(id).stories.len(), routes::feed_items(site, id));
        let own = routes::feed_archive(site, id, number);
        let absolute = Addresses::absolute(&site.config);
        atom::write(&Feed {
            current: Some(absolute.of(&routes::feed(site, id, Format::Atom))),
            older: (number > 1).then(|| routes::feed_archive(site, id, number - 1)),
            ..self.gather(id, &own, paging.page(number), findings)
        })
    }

    /// Some of a list's stories as a feed at an address.
    fn gather(&self, id: ListId, own: &str, stories: Range<usize>, findings: &mut Vec<Diagnostic>) -> Feed<'_> {
        let site = &*self.site;
        let list = site.lists.get(id);
        let absolute = Addresses::absolute(&site.config);
        Feed {
            site,
            icons: drawn::all_icons(self.theme).collect(),
            title: title(site, list),
            description: if list.description.is_empty() { &site.config.description } else { &list.description },
            home: absolute.of(if list.taxonomy.is_some() { &list.address } else { "/" }),
            own: absolute.of(own),
            current: None,
            older: None,
            is_complete: false,
            items: list.stories[stories].iter().rev().map(|id| self.item(*id, &absolute, findings)).collect(),
        }
    }

    fn item(&self, id: StoryId, absolute: &Addresses, findings: &mut Vec<Diagnostic>) -> Item<'_> {
        let story = self.site.story(id);
        let words = &self.languages.site().words;
        let section = self.site.lists.of_story(id).map(|(_, list)| list).next();
        let section = section.filter(|list| list.taxonomy == Some(Taxonomy::Sections));
        Item {
            story,
            url: absolute.of(story.address()),
            section: section.map(|list| list.title.as_str()),
            genre: cards::told(story.genre).map(|genre| words.text(&cards::word_of(genre)).to_owned()),
            html: self.full_text(id, absolute, findings),
        }
    }

    /// A story's text with absolute addresses.
    pub(super) fn full_text(&self, id: StoryId, absolute: &Addresses, findings: &mut Vec<Diagnostic>) -> Arc<str> {
        let FullText { html, asked } = self.full_texts.get(id, || {
            let story = self.site.story(id);
            let text = self.bodies.text(story.path(), story.modified(), findings);
            let links = CopyLinks::new(&self.site, absolute, story.path(), story.attachments(), &self.notes);
            // What is wrong with a text is said where its page is rendered.
            let (html, asked) = self.notes.during(|| self.body(&text, &links).value.html.into());
            FullText { html, asked: asked.into() }
        });
        asked.iter().for_each(|query| self.notes.note(query.clone()));
        html
    }
}

impl Feed<'_> {
    /// The address of an icon of the site, where there is one.
    fn icon(&self, icon: Icon) -> Option<String> {
        let has_it = self.icons.contains(&icon);
        has_it.then(|| Addresses::absolute(&self.site.config).shared(icon.address()))
    }

    /// When the feed last changed: the newest change of its stories.
    fn updated(&self) -> Option<String> {
        let zone = &self.site.config.timezone;
        let newest = self.items.iter().map(|item| item.updated()).max_by_key(|when| when.instant(zone))?;
        Some(time::rfc3339(newest, zone))
    }
}

impl Item<'_> {
    /// What it is filed under: its section, its kind, its topics.
    fn categories(&self) -> impl Iterator<Item = &str> {
        self.section.into_iter().chain(self.genre.as_deref()).chain(self.story.tags())
    }

    fn updated(&self) -> When {
        self.story.updated().unwrap_or(self.story.date)
    }
}

fn title(site: &Site, list: &List) -> String {
    match list.taxonomy {
        Some(_) => format!("{} – {}", list.title, site.config.title),
        None => site.config.title.clone(),
    }
}

/// A story's name for ever (RFC 4151 `tag:` address): it holds the day and the path of the story, so
/// it stays when the site moves to another scheme or path.
pub(super) fn guid(site: &Site, story: &Story) -> String {
    let host = site.config.base_url.absolute("/").unwrap_or_default();
    let host = host.split("://").nth(1).unwrap_or_default().split(['/', ':']).next().unwrap_or_default();
    format!("tag:{host},{}:{}", story.day, address::encoded(&site.from_root(story.address())))
}
