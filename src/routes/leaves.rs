//! How a long page of the text edition goes on over several leaves, so that each is small enough for a
//! slow line.
//!
//! What a page shows is weighed before it is rendered, from the model alone, so that its leaves can be
//! listed with all other outputs. What copy says is never cut: a story is one leaf, however long.

use super::{Target, shown};
use crate::site::calendar::Period;
use crate::site::{Site, StoryId, Taxonomy, alphabet};
use std::ops::Range;

/// So many bytes of a list stand on a leaf; what frames them stays well under 4,000.
const ROOM: usize = 6_000;
/// What surrounds an entry.
const ENTRY: usize = 45;
/// What parts one day's stories from another's.
const DAY: usize = 75;
/// What stands around a correction, with its time.
const CORRECTION: usize = 150;
/// A month with more stories leads to its days.
pub const MONTH_AT_MOST: usize = 40;

/// One leaf of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leaf {
    /// Its number, from 1.
    pub number: usize,
    /// How many there are.
    pub of: usize,
    /// The entries on it, of those that the page has, in the order in which they are shown.
    pub shown: Range<usize>,
}

/// The address of a leaf of a page of the text edition; the first has the page's own.
pub fn address(page: &str, number: usize) -> String {
    if number < 2 { super::text(page) } else { format!("{}part/{number}/", super::text(page)) }
}

/// The address of the page whose leaf is at an address; both without `/text`.
pub fn page_of(address: &str) -> &str {
    let page = || {
        let (page, number) = address.strip_suffix('/')?.rsplit_once("part/")?;
        (page.ends_with('/') && number.parse::<usize>().is_ok_and(|number| number > 1)).then_some(page)
    };
    page().unwrap_or(address)
}

/// The leaves of a page, at least one.
pub fn of(site: &Site, target: &Target) -> Vec<Leaf> {
    let (site, target) = target.in_language(site);
    let shown = parted(weights(site, target));
    let of = shown.len();
    shown.into_iter().zip(1..).map(|(shown, number)| Leaf { number, of, shown }).collect()
}

/// Where one leaf ends and the next begins.
fn parted(weights: impl IntoIterator<Item = usize>) -> Vec<Range<usize>> {
    let (mut leaves, mut start, mut at, mut weight) = (Vec::new(), 0, 0, 0);
    for entry in weights {
        if weight + entry > ROOM && at > start {
            leaves.push(start..at);
            (start, weight) = (at, 0);
        }
        weight += entry;
        at += 1;
    }
    leaves.push(start..at);
    leaves
}

/// How much each entry of a page takes, in the order in which they are shown; nothing for a page that is never
/// parted.
fn weights(site: &Site, target: &Target) -> Vec<usize> {
    match target {
        Target::Home => of_stories(site, shown::stories(site, target).into_iter()),
        Target::Period(Period::Year(_)) => Vec::new(),
        Target::Period(period @ Period::Month(..)) if site.calendar.count(*period) > MONTH_AT_MOST => Vec::new(),
        // What others name from the oldest, they show from the newest.
        Target::List(_) | Target::Numbered(..) | Target::Period(_) => {
            of_stories(site, shown::stories(site, target).into_iter().rev())
        }
        Target::Terms(taxonomy) => of_terms(site, *taxonomy),
        Target::Corrections => site.corrected().into_iter().map(|id| of_corrections(site, id)).collect(),
        _ => Vec::new(),
    }
}

fn of_stories(site: &Site, stories: impl Iterator<Item = StoryId>) -> Vec<usize> {
    let mut day = None;
    let weigh = |id| {
        let story = site.story(id);
        let is_new = day.replace(story.day) != Some(story.day);
        of_story(site, id) + if is_new { DAY } else { 0 }
    };
    stories.map(weigh).collect()
}

fn of_story(site: &Site, id: StoryId) -> usize {
    let story = site.story(id);
    let language = story.language().map_or(0, |language| language.len() + 20);
    let genre = story.genre.map_or(0, |_| 30);
    of_link(site, story.title(), story.address()) + language + genre
}

fn of_link(site: &Site, title: &str, address: &str) -> usize {
    let beyond_ascii = address.bytes().filter(|byte| !byte.is_ascii()).count();
    let escaped = title.bytes().filter(|byte| matches!(byte, b'&' | b'<' | b'>' | b'"' | b'\'')).count();
    let root = site.config.base_url.path().len();
    title.len() + 5 * escaped + address.len() + 2 * beyond_ascii + root + ENTRY
}

fn of_terms(site: &Site, taxonomy: Taxonomy) -> Vec<usize> {
    alphabet::lists(site, taxonomy).into_iter().map(|list| of_link(site, &list.title, &list.address)).collect()
}

fn of_corrections(site: &Site, id: StoryId) -> usize {
    let corrections = site.story(id).corrections().iter().map(|correction| correction.text.len() + CORRECTION);
    of_story(site, id) + corrections.sum::<usize>()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_leaf_has_an_address_below_its_page() {
        assert_eq!(address("/tags/", 1), "/text/tags/");
        assert_eq!(address("/tags/", 3), "/text/tags/part/3/");
        for (address, page) in [
            ("/tags/part/3/", "/tags/"),
            ("/part/2/", "/"),
            ("/tags/part/1/", "/tags/part/1/"),
            ("/tags/part/x/", "/tags/part/x/"),
            ("/counterpart/2/", "/counterpart/2/"),
            ("/2026/02/07/a.html", "/2026/02/07/a.html"),
        ] {
            assert_eq!(page_of(address), page, "{address}");
        }
    }

    proptest! {
        #[test]
        fn every_entry_stands_on_one_leaf_and_no_leaf_is_too_full(weights in prop::collection::vec(1..9_000usize, 0..80)) {
            let leaves = parted(weights.iter().copied());
            let mut next = 0;
            for leaf in &leaves {
                prop_assert_eq!(leaf.start, next);
                next = leaf.end;
                let weight: usize = weights[leaf.clone()].iter().sum();
                prop_assert!(weight <= ROOM || leaf.len() == 1);
            }
            prop_assert_eq!(next, weights.len());
            prop_assert!(leaves.len() == 1 || leaves.iter().all(|leaf| !leaf.is_empty()));
        }
    }
}
