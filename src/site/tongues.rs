//! A site in several languages: a model for each, and what is one thing in several of them.
//!
//! A language is a site of its own in a folder of the site, so every list, day, feed and sitemap is
//! made of the stories of one language, and nothing else has to know. What the languages share is
//! here: which texts are translations of each other, and which pages there are in which language.

use super::calendar::Period;
use super::copy::Copy;
use super::{Page, Site, Story, StoryId, Taxonomy, lists};
use crate::config::{Config, Missing};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::hash::{Hash, Hasher};
use std::sync::Arc;
use xxhash_rust::xxh3::Xxh3;

/// Gives a language the texts of the site's own that have no translation into it, where it is to
/// fall back on them.
pub(super) fn fall_back(config: &Config, copies: &mut [Copy]) {
    let Some((own, others)) = copies.split_first_mut() else { return };
    for (copy, tongue) in others.iter_mut().zip(config.tongues.iter().skip(1)) {
        if tongue.missing == Missing::LeaveOut {
            continue;
        }
        let has: HashSet<Box<str>> = copy.keys().map(Box::from).collect();
        let lacks = |key: Option<&str>| key.is_none_or(|key| !has.contains(key));
        let stories = own.stories.iter().filter(|story| lacks(story.translation()));
        stories.for_each(|story| copy.add(Arc::new(story.borrowed(&config.language))));
        let borrowed = |page: &Arc<Page>| Arc::new(page.borrowed(&config.language));
        copy.pages.extend(own.pages.iter().filter(|page| lacks(page.translation.as_deref())).map(borrowed));
        copy.texts.extend(own.texts.iter().filter(|page| lacks(page.translation.as_deref())).map(borrowed));
        copy.sort();
    }
}

impl Copy {
    fn keys(&self) -> impl Iterator<Item = &str> {
        let pages = self.pages.iter().chain(&self.texts).filter_map(|page| page.translation.as_deref());
        self.stories.iter().filter_map(|story| story.translation()).chain(pages)
    }
}

/// One thing in one of the site's languages.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Twin {
    /// The language, by its place among the site's.
    pub tongue: u8,
    /// The address in that language's folder.
    pub address: Box<str>,
}

/// What there is in more than one language.
#[derive(Debug, Default)]
pub struct Twins {
    /// Stories and pages, by the key that translations share.
    texts: HashMap<Box<str>, Vec<Twin>>,
    /// Everything else, by its address, which is the same in every language.
    places: HashMap<Box<str>, Vec<Twin>>,
}

impl Twins {
    pub(super) fn of(sites: &[Site]) -> Self {
        let mut twins = Self::default();
        if sites.len() == 1 {
            return twins;
        }
        for site in sites {
            let tongue = site.config.tongue;
            let twin = |address: &str| Twin { tongue, address: address.into() };
            let stories = site.stories.iter().filter(|story| story.tongue == tongue);
            let stories = stories.filter_map(|story| Some((story.translation()?, story.address())));
            let pages = site.pages.iter().filter(|page| page.tongue == tongue);
            let pages = pages.filter_map(|page| Some((page.translation.as_deref()?, &*page.address)));
            for (key, address) in stories.chain(pages) {
                let found = twins.texts.entry(key.into()).or_default();
                // Of two texts with one key in a language, the older one is the translation.
                if found.last().is_none_or(|last| last.tongue != tongue) {
                    found.push(twin(address));
                }
            }
            for address in places(site) {
                twins.places.entry(address.as_str().into()).or_default().push(twin(&address));
            }
        }
        twins.texts.retain(|_, found| found.len() > 1);
        twins.places.retain(|_, found| found.len() > 1);
        twins
    }

    /// A story or a page in the languages that it has been translated into, its own among them.
    pub fn text(&self, key: Option<&str>) -> &[Twin] {
        key.and_then(|key| self.texts.get(key)).map_or(&[], Vec::as_slice)
    }

    /// A hash of all of it.
    pub fn digest(&self) -> u64 {
        let texts: BTreeMap<_, _> = self.texts.iter().collect();
        let places: BTreeMap<_, _> = self.places.iter().collect();
        let mut hasher = Xxh3::new();
        (texts, places).hash(&mut hasher);
        hasher.finish()
    }

    /// A list, a day or the front page in the languages that have it.
    pub fn place(&self, address: &str) -> &[Twin] {
        self.places.get(address).map_or(&[], Vec::as_slice)
    }
}

/// The addresses of a site's fronts: what may be there in another language too.
fn places(site: &Site) -> Vec<String> {
    let mut places = vec!["/".to_owned()];
    places.extend(site.lists.ids().map(|id| site.lists.get(id).address.clone()));
    let taxonomies = Taxonomy::all(&site.config).filter(|taxonomy| *taxonomy != Taxonomy::Sections);
    let taxonomies = taxonomies.filter(|taxonomy| site.lists.of(*taxonomy).next().is_some());
    places.extend(taxonomies.map(|taxonomy| lists::of_terms(&site.config, taxonomy)));
    places.extend(site.calendar.periods().into_iter().map(Period::address));
    if !site.stories.is_empty() {
        places.push(lists::ARCHIVE.to_owned());
    }
    if !site.segments.is_empty() {
        places.push(lists::SEARCH.to_owned());
    }
    if site.has_corrections() {
        places.push(lists::CORRECTIONS.to_owned());
    }
    places
}

impl Site {
    /// The site in each of its languages, its own first.
    pub fn in_all_languages(&self) -> impl Iterator<Item = &Self> {
        std::iter::once(self).chain(self.others.iter().map(|other| &**other))
    }

    /// Whether there is no copy in it, not even held.
    pub fn is_bare(&self) -> bool {
        let is_shown = |site: &Self| !(site.stories.is_empty() && site.pages.is_empty() && site.texts.is_empty());
        self.held.is_empty() && !self.in_all_languages().any(is_shown)
    }

    /// The site in a language, by its place among the site's.
    pub fn in_language(&self, tongue: u8) -> &Self {
        usize::from(tongue).checked_sub(1).and_then(|at| self.others.get(at)).map_or(self, |other| other)
    }

    /// Whether the site appears in other languages too.
    pub fn others_exist(&self) -> bool {
        !self.config.tongues.is_empty()
    }

    /// A story in the languages that it has been translated into, its own among them; nothing where
    /// there is but one, or where it is shown in place of a translation.
    pub fn twins_of_story(&self, id: StoryId) -> &[Twin] {
        let story = self.story(id);
        if self.is_borrowed(story) { &[] } else { self.twins.text(story.translation()) }
    }

    /// The same for a page.
    pub fn twins_of_page(&self, at: usize) -> &[Twin] {
        let page = &self.pages[at];
        if page.tongue != self.config.tongue { &[] } else { self.twins.text(page.translation.as_deref()) }
    }

    /// Whether a story is shown in the site's own language because it has no translation.
    pub fn is_borrowed(&self, story: &Story) -> bool {
        story.tongue != self.config.tongue
    }

    /// Whether a month or a day has a story of this language's own.
    pub fn has_own(&self, period: Period) -> bool {
        self.stories[self.calendar.range(period)].iter().any(|story| !self.is_borrowed(story))
    }

    /// An address of this language from the site's root: `/ru/2026/…`.
    pub fn from_root(&self, address: &str) -> String {
        format!("/{}{}", self.config.folder(), address.trim_start_matches('/'))
    }

    /// Where a link to a file of copy leads: to its page in this language, to its translation, or to
    /// its page in the language that it is in.
    pub fn way_to(&self, path: &str) -> Option<Way<'_>> {
        if let Some(address) = self.address_of(path) {
            return Some(Way::Here(address));
        }
        let abroad = self.abroad.get(path)?;
        let twins = self.twins.text(abroad.key.as_deref());
        let here = twins.iter().find(|twin| twin.tongue == self.config.tongue);
        Some(here.map_or(Way::Abroad(&abroad.address), |twin| Way::Here(&twin.address)))
    }
}

/// Where a link to a file leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Way<'a> {
    /// To an address of this language.
    Here(&'a str),
    /// To an address of another one, from the site's root.
    Abroad(&'a str),
}

/// A text of a site in several languages, as the languages see each other's.
#[derive(Debug)]
pub(super) struct Abroad {
    key: Option<Box<str>>,
    address: Box<str>,
}

/// Every text of a site in several languages, by its file.
pub(super) fn abroad(sites: &[Site]) -> BTreeMap<Box<str>, Abroad> {
    if sites.len() == 1 {
        return BTreeMap::new();
    }
    let of = |site: &Site| {
        let own = |tongue: u8| tongue == site.config.tongue;
        let text = |path: &str, key: Option<&str>, address: &str| {
            (path.into(), Abroad { key: key.map(Box::from), address: site.from_root(address).into() })
        };
        let stories = site.stories.iter().filter(|story| own(story.tongue));
        let stories = stories.map(|story| text(story.path(), story.translation(), story.address()));
        let pages = site.pages.iter().chain(&site.texts).filter(|page| own(page.tongue));
        stories
            .chain(pages.map(|page| text(&page.path, page.translation.as_deref(), &page.address)))
            .collect::<Vec<_>>()
    };
    sites.iter().flat_map(of).collect()
}
