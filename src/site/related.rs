//! Stories that share people, places and topics with a story.
//!
//! Only the nearest stories of each list are looked at, so the work for one story does not grow with
//! the archive, and a new story changes the pages of few old ones.

use super::{ListId, Site, StoryId, Taxonomy};

/// How many older and newer stories of each list are looked at.
const OLDER: usize = 5;
const NEWER: usize = 2;
/// How many lists of a story count.
const LISTS: usize = 10;
/// How many parts of a running story stand around a story on its page.
const PARTS: usize = 3;

/// The stories nearest to a story in subject, the nearest first.
pub fn stories(site: &Site, id: StoryId) -> Vec<StoryId> {
    let limit = site.config.outputs.related;
    if limit == 0 {
        return Vec::new();
    }
    let mut shared: Vec<(StoryId, u32)> = Vec::with_capacity(LISTS * (OLDER + NEWER));
    for (_, list) in site.lists.of_story(id).filter(|(_, list)| tells_of(list.taxonomy)).take(LISTS) {
        let weight = weight(list.stories.len());
        let at = list.stories.binary_search(&id).unwrap_or_default();
        let near = list.stories[at.saturating_sub(OLDER)..list.stories.len().min(at + 1 + NEWER)].iter();
        shared.extend(near.filter(|near| **near != id).map(|near| (*near, weight)));
    }
    shared.sort_unstable();
    shared.dedup_by(|next, first| {
        let same = next.0 == first.0;
        first.1 += if same { next.1 } else { 0 };
        same
    });
    let distance = |other: StoryId| other.0.abs_diff(id.0);
    shared.sort_unstable_by_key(|(other, weight)| (std::cmp::Reverse(*weight), distance(*other), *other));
    shared.into_iter().map(|(other, _)| other).take(limit).collect()
}

/// What a story is about; a section or an agency says little of that.
fn tells_of(taxonomy: Option<Taxonomy>) -> bool {
    !matches!(taxonomy, None | Some(Taxonomy::Sections | Taxonomy::Agencies))
}

/// A rare subject tells more than a common one. Whole numbers, so that every machine agrees.
fn weight(stories: usize) -> u32 {
    1000 / (1 + usize::BITS - stories.leading_zeros())
}

/// The running story of a story, and the parts around it, from the oldest, itself among them.
pub fn series(site: &Site, id: StoryId) -> Option<(ListId, Vec<StoryId>)> {
    site.story(id).series()?;
    let (list_id, list) = site.lists.of_story(id).find(|(_, list)| list.taxonomy == Some(Taxonomy::Series))?;
    let at = list.stories.binary_search(&id).ok()?;
    let parts = &list.stories[at.saturating_sub(PARTS)..list.stories.len().min(at + 1 + PARTS)];
    Some((list_id, parts.to_vec()))
}
