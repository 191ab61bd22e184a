//! Lists of stories: all of them, and those of a section, a topic, an author, a place, an agency, a
//! running story, a term of the newsroom's own taxonomies.

mod amend;
mod taxonomy;
mod terms;

use super::slug::{self, Slugs};
use super::{Page, Site, Story, StoryId, ids};
use crate::config::Config;
use crate::document::Genre;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::sync::Arc;
pub use taxonomy::Taxonomy;
use terms::Terms;

/// The address of the list of all stories.
pub const ALL: &str = "/latest/";
/// The address of the years.
pub const ARCHIVE: &str = "/archive/";
/// The address of the page of corrections.
pub const CORRECTIONS: &str = "/corrections/";
/// The address of the search.
pub const SEARCH: &str = "/search/";
/// The address of all terms of a taxonomy.
pub fn of_terms(config: &Config, taxonomy: Taxonomy) -> String {
    format!("/{}/", taxonomy.name(config))
}

/// One of so many stories is many.
const MANY: usize = 32;

/// A list's place in [`Lists`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ListId(pub u32);

/// A list of stories.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct List {
    /// What it gathers by; nothing for the list of all stories.
    pub taxonomy: Option<Taxonomy>,
    /// The part of the address that names it.
    pub key: String,
    /// What readers see.
    pub title: String,
    /// What it covers; may be empty.
    pub description: String,
    /// The address of its front.
    pub address: String,
    /// Its own text, by its place in [`Site::texts`](super::Site::texts).
    pub text: Option<usize>,
    /// Its stories, from the oldest.
    pub stories: Vec<StoryId>,
}

/// Every list.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Lists {
    lists: Vec<List>,
    by_key: BTreeMap<Taxonomy, BTreeMap<String, ListId>>,
    of_stories: OfStories,
    /// How terms are spelt in addresses, which is how they are told apart.
    slugs: Slugs,
}

/// The lists of each story, one after the other: where each story's begin, and all of them.
#[derive(Debug, Default, PartialEq, Eq)]
struct OfStories {
    starts: Vec<u32>,
    lists: Vec<ListId>,
}

impl Site {
    /// Whether the desk says of a running story that it is told as it happens.
    pub fn is_live(&self, list: &List) -> bool {
        let text = list.text.and_then(|at| self.texts.get(at));
        list.taxonomy == Some(Taxonomy::Series) && text.is_some_and(|text| text.genre == Some(Genre::Live))
    }
}

impl Lists {
    /// Every list's place; the list of all stories is the first.
    pub fn ids(&self) -> impl Iterator<Item = ListId> + use<> {
        (0..u32::try_from(self.lists.len()).unwrap_or(u32::MAX)).map(ListId)
    }

    /// A list.
    pub fn get(&self, id: ListId) -> &List {
        &self.lists[id.0 as usize]
    }

    /// The list of all stories.
    pub fn all(&self) -> &List {
        &self.lists[0]
    }

    /// The list of a term as it was typed in a story, a query or a section's key.
    pub fn find(&self, taxonomy: Taxonomy, term: &str) -> Option<&List> {
        let keys = self.by_key.get(&taxonomy)?;
        let id = keys.get(term).or_else(|| keys.get(&self.slugs.spell(term)))?;
        Some(self.get(*id))
    }

    /// The list whose front is at an address.
    pub fn at(&self, config: &Config, address: &str) -> Option<ListId> {
        if address == ALL {
            return Some(ListId(0));
        }
        let inner = address.strip_prefix('/')?.strip_suffix('/')?;
        let (taxonomy, key) = match inner.split_once('/') {
            None => (Taxonomy::Sections, inner),
            Some((name, key)) => (Taxonomy::all(config).find(|taxonomy| taxonomy.name(config) == name)?, key),
        };
        let id = *self.by_key.get(&taxonomy)?.get(key)?;
        (self.get(id).address == address).then_some(id)
    }

    /// The lists that hold a story, but for the list of all stories, in order of taxonomy.
    pub fn of_story(&self, id: StoryId) -> impl Iterator<Item = (ListId, &List)> {
        let at = id.0 as usize;
        let range = match self.of_stories.starts.get(at..at + 2) {
            Some(&[start, end]) => start as usize..end as usize,
            _ => 0..0,
        };
        self.of_stories.lists[range].iter().map(|id| (*id, self.get(*id)))
    }

    /// A taxonomy's lists: sections in the desk's order and then by key, others by key.
    pub fn of(&self, taxonomy: Taxonomy) -> impl Iterator<Item = &List> {
        // Templates ask on every page, and there may be many thousands of topics: a taxonomy's lists
        // stand together, in the order of `Taxonomy::ALL`.
        let start = self.lists.partition_point(|list| list.taxonomy < Some(taxonomy));
        let end = self.lists.partition_point(|list| list.taxonomy <= Some(taxonomy));
        self.lists[start..end].iter()
    }
}

/// Gathers stories, which are sorted from the oldest, into lists; `texts` are the lists' own.
pub(super) fn gather(config: &Config, stories: &[Arc<Story>], by_path: &[StoryId], texts: &[Arc<Page>]) -> Lists {
    let taxonomies: Vec<Taxonomy> = wanted(config).collect();
    let terms = terms::of_stories(&taxonomies, stories, by_path);
    let of = |(taxonomy, terms)| of_taxonomy(config, taxonomy, terms, texts);
    let gathered: Vec<Vec<List>> = taxonomies.into_par_iter().zip(terms).map(of).collect();
    Lists::of_all(config, stories.len(), gathered.into_iter().flatten())
}

/// The taxonomies of which there are lists, in their order.
fn wanted(config: &Config) -> impl Iterator<Item = Taxonomy> {
    Taxonomy::all(config).filter(|taxonomy| taxonomy.is_wanted(config))
}

fn of_taxonomy(config: &Config, taxonomy: Taxonomy, terms: Terms<'_>, texts: &[Arc<Page>]) -> Vec<List> {
    let mut gathered = by_key(config, taxonomy, terms);
    if taxonomy == Taxonomy::Sections {
        name_sections(config, &mut gathered);
    }
    add_texts(config, taxonomy, texts, &mut gathered);
    gathered
}

impl Lists {
    /// The list of all stories and those of the taxonomies, in their order.
    fn of_all(config: &Config, stories: usize, of_taxonomies: impl Iterator<Item = List>) -> Self {
        let all = List {
            taxonomy: None,
            key: String::new(),
            title: config.title.clone(),
            description: config.description.clone(),
            address: ALL.into(),
            text: None,
            stories: ids(0..stories).collect(),
        };
        let lists: Vec<List> = std::iter::once(all).chain(of_taxonomies).collect();
        let mut by_key: BTreeMap<Taxonomy, BTreeMap<String, ListId>> = BTreeMap::new();
        let slugs = Slugs::of(config);
        for (list, at) in lists.iter().zip(0..) {
            if let Some(taxonomy) = list.taxonomy {
                let keys = by_key.entry(taxonomy).or_default();
                keys.entry(slugs.spell(&list.title)).or_insert(ListId(at));
                keys.insert(list.key.clone(), ListId(at));
            }
        }
        let of_stories = OfStories::of(stories, &lists);
        Self { lists, by_key, of_stories, slugs }
    }
}

impl OfStories {
    fn of(stories: usize, lists: &[List]) -> Self {
        let mut starts = vec![0u32; stories + 1];
        for id in lists.iter().skip(1).flat_map(|list| &list.stories) {
            starts[id.0 as usize + 1] += 1;
        }
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        let mut next = starts.clone();
        let mut of = vec![ListId(0); starts.last().map_or(0, |end| *end as usize)];
        for (list, at) in lists.iter().zip(0..).skip(1) {
            for id in &list.stories {
                let slot = &mut next[id.0 as usize];
                of[*slot as usize] = ListId(at);
                *slot += 1;
            }
        }
        Self { starts, lists: of }
    }
}

/// Gives lists their own texts. A text belongs to the term that its file or its title names; the
/// file's name is the address, so `content/agencies/mv.md` with the title `МВ` gives that agency
/// one in Latin letters. A term that has a text and no stories has a list all the same.
fn add_texts(config: &Config, taxonomy: Taxonomy, texts: &[Arc<Page>], lists: &mut Vec<List>) {
    let slugs = Slugs::of(config);
    let own = texts.iter().enumerate().filter_map(|(at, text)| Some((at, text, text.list.as_ref()?)));
    for (at, text, (_, key)) in own.filter(|(_, _, (of, _))| *of == taxonomy) {
        let titled = slugs.spell(&text.title);
        let place = lists.iter().position(|list| list.key == *key || list.key == titled);
        let place = place.unwrap_or_else(|| {
            // Sections keep the desk's order; the others stand by key.
            let place = match taxonomy {
                Taxonomy::Sections => lists.len(),
                _ => lists.partition_point(|list| list.key < *key),
            };
            lists.insert(place, list(config, taxonomy, key.clone(), vec![(&text.title, Vec::new())]));
            place
        });
        let list = &mut lists[place];
        list.key.clone_from(key);
        list.address = taxonomy.address(config, key);
        list.title = text.title.to_string();
        list.description = text.description.to_string();
        list.text = Some(at);
    }
}

/// A taxonomy's lists by key. Terms that differ only in case or punctuation are one; readers see
/// the spelling that most stories have.
fn by_key(config: &Config, taxonomy: Taxonomy, terms: Terms<'_>) -> Vec<List> {
    let slugs = Slugs::of(config);
    let mut spellings: BTreeMap<String, Vec<(&str, Vec<StoryId>)>> = BTreeMap::new();
    for (term, ids) in terms {
        let key = slugs.spell(term);
        if !key.is_empty() {
            spellings.entry(key).or_default().push((term, ids));
        }
    }
    spellings.into_par_iter().map(|(key, spelt)| list(config, taxonomy, key, spelt)).collect()
}

fn list(config: &Config, taxonomy: Taxonomy, key: String, mut spelt: Vec<(&str, Vec<StoryId>)>) -> List {
    spelt.sort_unstable_by(|a, b| b.1.len().cmp(&a.1.len()).then_with(|| a.0.cmp(b.0)));
    let title = spelt[0].0.to_owned();
    let spelt = spelt.into_iter().map(|(_, ids)| ids);
    let stories = in_order(spelt.reduce(|all, ids| [all, ids].concat()).unwrap_or_default());
    let address = taxonomy.address(config, &key);
    List { taxonomy: Some(taxonomy), key, title, description: String::new(), address, text: None, stories }
}

/// Stories from the oldest, each once.
fn in_order(mut stories: Vec<StoryId>) -> Vec<StoryId> {
    let last = stories.iter().max().map_or(0, |last| last.0 as usize);
    // Many of all are soon marked among all; few are soon sorted.
    if stories.len() < last / MANY {
        stories.sort_unstable();
        stories.dedup();
        return stories;
    }
    let mut marks = vec![false; last + 1];
    stories.iter().for_each(|id| marks[id.0 as usize] = true);
    stories.clear();
    stories.extend(ids(0..marks.len()).filter(|id| marks[id.0 as usize]));
    stories
}

/// Gives sections the desk's names and order; sections without a name follow by key.
fn name_sections(config: &Config, sections: &mut [List]) {
    let rank = |list: &List| config.sections.iter().position(|section| section.key == list.key);
    for list in sections.iter_mut() {
        match rank(list) {
            Some(at) => {
                list.title.clone_from(&config.sections[at].title);
                list.description.clone_from(&config.sections[at].description);
            }
            None => list.title = slug::capitalised(&list.key),
        }
    }
    sections.sort_by_key(|list| rank(list).unwrap_or(usize::MAX));
}
