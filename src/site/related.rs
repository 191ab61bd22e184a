//! Stories that share people, places and topics with a story.
//!
//! Only the nearest stories of each list are looked at, so the work for one story does not grow with
//! the archive, and a new story changes the pages of few old ones.

use super::{List, ListId, Site, StoryId, Taxonomy};

/// How many older and newer stories of each list are looked at.
const OLDER: usize = 5;
const NEWER: usize = 2;
/// How far at most the stories that a story's page shows stand from it, in one of its lists.
pub const FARTHEST: usize = 5;
const _: () = assert!(OLDER <= FARTHEST && NEWER <= FARTHEST && PARTS <= FARTHEST);
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
    let mut shared: Vec<Shared> = Vec::with_capacity(LISTS * (OLDER + NEWER));
    for (_, list) in site.lists.of_story(id).filter(|(_, list)| tells_of(list.taxonomy)).take(LISTS) {
        let weight = weight(list.stories.len());
        let at = list.stories.binary_search(&id).unwrap_or_default();
        let near = at.saturating_sub(OLDER)..list.stories.len().min(at + 1 + NEWER);
        let near = near.filter(|other| *other != at);
        shared.extend(near.map(|other| Shared { story: list.stories[other], weight, steps: other.abs_diff(at) }));
    }
    shared.sort_unstable_by_key(|shared| shared.story);
    shared.dedup_by(|next, first| {
        let is_same = next.story == first.story;
        if is_same {
            first.weight += next.weight;
            first.steps = first.steps.min(next.steps);
        }
        is_same
    });
    // Numbers of stories tell no distance: a story that has nothing to do with these would change it.
    shared.sort_unstable_by_key(|shared| (std::cmp::Reverse(shared.weight), shared.steps, shared.story));
    shared.into_iter().map(|shared| shared.story).take(limit).collect()
}

/// A story that stands near another one in some of its lists.
struct Shared {
    story: StoryId,
    /// How much these lists tell together.
    weight: u32,
    /// How many places lie between the two where they stand nearest.
    steps: usize,
}

/// Whether a list with so many stories makes others of them related than one with so many others.
pub fn weighs_otherwise(list: &List, other: &List) -> bool {
    tells_of(list.taxonomy) && weight(list.stories.len()) != weight(other.stories.len())
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
