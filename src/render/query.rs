//! What a template may ask of the rest of the site.
//!
//! A query's answer is part of what the asking page depends on, so queries are values: they can be
//! recorded while a page is rendered and asked again the next time.

use crate::site::{Site, StoryId, Taxonomy};

/// A question about stories: `stories(section="world", limit=5)`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
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
