//! What is asked of the rest of the site while a page is rendered.
//!
//! A query's answer is part of what the asking page depends on, so queries are values: they are
//! [noted](Notes) while a page is rendered and asked again the next time. As long as the answers are
//! the same, so is the page.

use super::links;
use crate::config::Config;
use crate::site::{Site, StoryId, Taxonomy};
use crate::theme::Theme;
use serde::{Deserialize, Serialize};
use std::cell::RefCell;
use std::hash::{Hash, Hasher};
use thread_local::ThreadLocal;
use xxhash_rust::xxh3::Xxh3;

/// A question.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Query {
    /// `stories(…)`.
    Stories(Stories),
    /// `sections()`, `terms(of=…)`.
    Terms(Taxonomy),
    /// `asset(name=…)`.
    Asset(String),
    /// Where a link to a file leads.
    File(String),
    /// What is asked of the site in another of its languages.
    Other(u8, Box<Self>),
}

impl Query {
    /// A hash of the answer.
    pub fn answer(&self, site: &Site, theme: &Theme) -> u64 {
        let mut hash = Xxh3::new();
        match self {
            Self::Stories(stories) => {
                stories.answer(site).into_iter().for_each(|id| site.story(id).digest.hash(&mut hash));
            }
            Self::Terms(taxonomy) => site.lists.of(*taxonomy).for_each(|list| {
                (&list.key, &list.title, &list.description, &list.address, list.stories.len()).hash(&mut hash);
                site.is_live(list).hash(&mut hash);
            }),
            Self::Asset(name) => theme.assets.get(name).map(|asset| &asset.address).hash(&mut hash),
            Self::File(path) => links::state_of(site, path).hash(&mut hash),
            Self::Other(tongue, query) => return query.answer(site.in_language(*tongue), theme),
        }
        hash.finish()
    }
}

impl Query {
    /// The query as a template asks it.
    pub fn print(&self, config: &Config) -> String {
        match self {
            Self::Stories(stories) => stories.print(config),
            Self::Terms(Taxonomy::Sections) => "sections()".into(),
            Self::Terms(taxonomy) => format!("terms(of=\"{}\")", taxonomy.name(config)),
            Self::Asset(name) => format!("asset(name=\"{name}\")"),
            Self::File(path) => format!("a link to {path}"),
            Self::Other(tongue, query) => {
                let tag = config.tongues.get(usize::from(*tongue)).map_or("", |tongue| &tongue.tag);
                format!("{} ({tag})", query.print(config))
            }
        }
    }
}

/// What the page that each thread renders has asked so far.
#[derive(Debug, Default)]
pub struct Notes {
    asked: ThreadLocal<RefCell<Vec<Query>>>,
}

impl Notes {
    /// Notes a query of the page that this thread renders.
    pub fn note(&self, query: Query) {
        self.asked.get_or_default().borrow_mut().push(query);
    }

    /// Does something and gives what was asked meanwhile, sorted, each once.
    pub fn during<T>(&self, act: impl FnOnce() -> T) -> (T, Vec<Query>) {
        let before = self.asked.get_or_default().take();
        let done = act();
        let mut asked = self.asked.get_or_default().replace(before);
        asked.sort_unstable();
        asked.dedup();
        (done, asked)
    }
}

/// A question about stories: `stories(section="world", limit=5)`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Stories {
    /// Only those of these lists; all of them have to hold a story.
    pub among: Vec<(Taxonomy, String)>,
    /// How many of the newest to leave out.
    pub offset: usize,
    /// How many at most.
    pub limit: usize,
}

/// How many stories a query gives that names no limit.
pub const LIMIT: usize = 20;

impl Stories {
    /// The stories, newest first.
    pub fn answer(&self, site: &Site) -> Vec<StoryId> {
        let mut lists = Vec::new();
        for (taxonomy, term) in &self.among {
            match site.lists.find(*taxonomy, term) {
                Some(list) => lists.push(list),
                None => return Vec::new(),
            }
        }
        // The shortest list is walked and the others are only asked.
        lists.sort_by_key(|list| list.stories.len());
        let (walked, asked) = lists.split_first().map_or((site.lists.all(), &[][..]), |(first, rest)| (*first, rest));
        let stands_in_all = |id: &StoryId| asked.iter().all(|list| list.stories.binary_search(id).is_ok());
        walked.stories.iter().rev().copied().filter(stands_in_all).skip(self.offset).take(self.limit).collect()
    }
}

impl Stories {
    fn print(&self, config: &Config) -> String {
        let among = self.among.iter().map(|(taxonomy, term)| format!("{}=\"{term}\"", taxonomy.singular(config)));
        let offset = (self.offset > 0).then(|| format!("offset={}", self.offset));
        let parts: Vec<_> = among.chain(offset).chain([format!("limit={}", self.limit)]).collect();
        format!("stories({})", parts.join(", "))
    }
}
