//! The stories before and after a story.

use super::{Site, StoryId, Taxonomy};

/// The nearest stories of a story's section, or of the site where it has no section.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Around {
    /// The next older one.
    pub older: Option<StoryId>,
    /// The next newer one.
    pub newer: Option<StoryId>,
}

impl Around {
    /// Both, where there are both.
    pub fn ids(self) -> impl Iterator<Item = StoryId> {
        self.older.into_iter().chain(self.newer)
    }
}

/// The stories around a story.
pub fn around(site: &Site, id: StoryId) -> Around {
    let section = site.story(id).section.as_deref();
    let list = section.and_then(|section| site.lists.find(Taxonomy::Sections, section)).unwrap_or(site.lists.all());
    let at = list.stories.binary_search(&id).unwrap_or_default();
    let older = at.checked_sub(1).map(|before| list.stories[before]);
    Around { older, newer: list.stories.get(at + 1).copied() }
}
