//! Lists of stories: all of them, and those of a section, a topic, an author, a place.

use super::{Story, StoryId, ids, slug};
use crate::config::{Config, Pages};
use std::collections::{BTreeMap, HashMap};

/// The address of the list of all stories.
pub const ALL: &str = "/latest/";

/// What a list gathers its stories by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Taxonomy {
    /// The desk's sections.
    Sections,
    /// Topics.
    Tags,
    /// People who wrote them.
    Authors,
    /// Places of datelines.
    Places,
}

impl Taxonomy {
    /// Every taxonomy.
    pub const ALL: [Self; 4] = [Self::Sections, Self::Tags, Self::Authors, Self::Places];

    /// What templates and queries call it, and the folder of its lists.
    pub fn name(self) -> &'static str {
        match self {
            Self::Sections => "sections",
            Self::Tags => "tags",
            Self::Authors => "authors",
            Self::Places => "places",
        }
    }

    /// What templates call one list of it.
    pub fn singular(self) -> &'static str {
        match self {
            Self::Sections => "section",
            Self::Tags => "tag",
            Self::Authors => "author",
            Self::Places => "place",
        }
    }

    /// Whether `[outputs]` asks for its lists; sections always have theirs.
    fn is_wanted(self, config: &Config) -> bool {
        let pages = match self {
            Self::Sections => return true,
            Self::Tags => Pages::Tags,
            Self::Authors => Pages::Authors,
            Self::Places => Pages::Places,
        };
        config.outputs.pages.contains(&pages)
    }

    /// The address of a list: sections stand at the root, the others in a folder of their own.
    fn address(self, key: &str) -> String {
        match self {
            Self::Sections => format!("/{key}/"),
            _ => format!("/{}/{key}/", self.name()),
        }
    }
}

/// A list's place in [`Lists`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ListId(pub u32);

/// A list of stories.
#[derive(Debug, Clone)]
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
    /// Its stories, from the oldest.
    pub stories: Vec<StoryId>,
}

/// Every list.
#[derive(Debug, Default)]
pub struct Lists {
    lists: Vec<List>,
    by_key: BTreeMap<Taxonomy, BTreeMap<String, ListId>>,
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
        let id = keys.get(term).or_else(|| keys.get(&slug::slug(term)))?;
        Some(self.get(*id))
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

/// Gathers stories, which are sorted from the oldest, into lists.
pub fn gather(config: &Config, stories: &[Story]) -> Lists {
    let all = List {
        taxonomy: None,
        key: String::new(),
        title: config.title.clone(),
        description: config.description.clone(),
        address: ALL.into(),
        stories: ids(0..stories.len()).collect(),
    };
    let mut lists = vec![all];
    for taxonomy in Taxonomy::ALL.into_iter().filter(|taxonomy| taxonomy.is_wanted(config)) {
        let mut gathered = by_term(taxonomy, stories);
        if taxonomy == Taxonomy::Sections {
            name_sections(config, &mut gathered);
        }
        lists.append(&mut gathered);
    }
    let mut by_key: BTreeMap<Taxonomy, BTreeMap<String, ListId>> = BTreeMap::new();
    for (list, at) in lists.iter().zip(0..) {
        if let Some(taxonomy) = list.taxonomy {
            by_key.entry(taxonomy).or_default().insert(list.key.clone(), ListId(at));
        }
    }
    Lists { lists, by_key }
}

/// A taxonomy's lists by key. Terms that differ only in case or punctuation are one; readers see
/// the spelling that most stories have.
fn by_term(taxonomy: Taxonomy, stories: &[Story]) -> Vec<List> {
    let mut terms: HashMap<&str, Vec<StoryId>> = HashMap::new();
    for (id, story) in ids(0..stories.len()).zip(stories) {
        for term in terms_of(taxonomy, story) {
            terms.entry(term).or_default().push(id);
        }
    }
    let mut spellings: BTreeMap<String, Vec<(&str, Vec<StoryId>)>> = BTreeMap::new();
    for (term, ids) in terms {
        let key = slug::slug(term);
        if !key.is_empty() {
            spellings.entry(key).or_default().push((term, ids));
        }
    }
    spellings.into_iter().map(|(key, spelt)| list(taxonomy, key, spelt)).collect()
}

fn list(taxonomy: Taxonomy, key: String, mut spelt: Vec<(&str, Vec<StoryId>)>) -> List {
    spelt.sort_unstable_by(|a, b| b.1.len().cmp(&a.1.len()).then_with(|| a.0.cmp(b.0)));
    let title = spelt[0].0.to_owned();
    let mut stories: Vec<StoryId> = spelt.into_iter().flat_map(|(_, ids)| ids).collect();
    stories.sort_unstable();
    stories.dedup();
    let address = taxonomy.address(&key);
    List { taxonomy: Some(taxonomy), key, title, description: String::new(), address, stories }
}

fn terms_of(taxonomy: Taxonomy, story: &Story) -> impl Iterator<Item = &str> {
    let (one, many): (Option<&str>, &[Box<str>]) = match taxonomy {
        Taxonomy::Sections => (story.section.as_deref(), &[]),
        Taxonomy::Places => (story.location.as_deref(), &[]),
        Taxonomy::Tags => (None, &story.tags),
        Taxonomy::Authors => (None, &story.authors),
    };
    one.into_iter().chain(many.iter().map(|term| &**term))
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
