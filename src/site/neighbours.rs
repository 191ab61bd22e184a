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
    let section = site.lists.of_story(id).find(|(_, list)| list.taxonomy == Some(Taxonomy::Sections));
    let list = section.map_or(site.lists.all(), |(_, list)| list);
    let at = list.stories.binary_search(&id).unwrap_or_default();
    let older = at.checked_sub(1).map(|before| list.stories[before]);
    Around { older, newer: list.stories.get(at + 1).copied() }
}
