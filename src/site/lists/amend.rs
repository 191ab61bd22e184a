//! Lists after a few stories came, went or changed: those that hold none of these are taken over.

use super::terms::of_story as terms_of;
use super::{List, Lists, Taxonomy, list, name_sections, of_taxonomy, terms, wanted};
use crate::config::Config;
use crate::site::amend::Moves;
use crate::site::slug::Slugs;
use crate::site::{Page, Story, StoryId};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

impl Lists {
    /// The lists as [`super::gather`] would make them of `after`, made of those of `before`. `by_path` are
    /// their numbers after, and `texts` are the same.
    pub(in crate::site) fn amended(
        self: &Arc<Self>,
        config: &Config,
        moves: &Moves,
        (before, after): (&[Arc<Story>], &[Arc<Story>]),
        by_path: &[StoryId],
        texts: &[Arc<Page>],
    ) -> Arc<Self> {
        let gone = || moves.gone.iter().map(|id| &before[id.0 as usize]);
        let came = || moves.came.iter().map(|id| &after[id.0 as usize]);
        let is_as_it_was = |taxonomy: Taxonomy| {
            moves.are_in_place() && gone().zip(came()).all(|(a, b)| terms_of(taxonomy, a).eq(terms_of(taxonomy, b)))
        };
        let taxonomies: Vec<Taxonomy> = wanted(config).collect();
        if taxonomies.iter().all(|taxonomy| is_as_it_was(*taxonomy)) {
            return Arc::clone(self);
        }
        let has_texts = |taxonomy: &Taxonomy| texts.iter().any(|text| text.is_of(*taxonomy));
        let keys = |taxonomy: Taxonomy| -> BTreeSet<String> {
            let terms = gone().chain(came()).flat_map(|story| terms_of(taxonomy, story));
            let slugs = Slugs::of(config);
            terms.map(|term| slugs.spell(term)).filter(|key| !key.is_empty()).collect()
        };
        let of = |taxonomy: &Taxonomy| match () {
            () if is_as_it_was(*taxonomy) => self.of(*taxonomy).cloned().collect(),
            () if has_texts(taxonomy) => {
                let terms = terms::of_stories(&[*taxonomy], after, by_path).swap_remove(0);
                of_taxonomy(config, *taxonomy, terms, texts)
            }
            () => {
                let lists = self.of(*taxonomy).map(|list| moves.list(list)).collect();
                regathered(config, *taxonomy, lists, keys(*taxonomy), moves, after)
            }
        };
        let amended: Vec<Vec<List>> = taxonomies.par_iter().map(of).collect();
        Arc::new(Self::of_all(config, after.len(), amended.into_iter().flatten()))
    }
}

/// A taxonomy's lists, of which the stories that are gone were taken out, with those that came. `keys`
/// are the lists of either.
fn regathered(
    config: &Config,
    taxonomy: Taxonomy,
    mut lists: Vec<List>,
    keys: BTreeSet<String>,
    moves: &Moves,
    stories: &[Arc<Story>],
) -> Vec<List> {
    // The desk's order of sections is laid over that of the keys again.
    lists.sort_by(|a, b| a.key.cmp(&b.key));
    for key in keys {
        let place = lists.binary_search_by(|list| list.key.cmp(&key));
        let ids = place.map(|at| std::mem::take(&mut lists[at].stories)).unwrap_or_default();
        let list = spelt(config, taxonomy, key, ids.into_iter().chain(moves.came.iter().copied()), stories);
        let place = place.map_or_else(|at| at..at, |at| at..at + 1);
        lists.splice(place, list);
    }
    if taxonomy == Taxonomy::Sections {
        name_sections(config, &mut lists);
    }
    lists
}

/// The list of a key, of those of some stories that have a term of it; nothing where none has. How often
/// they spell it in which way says what readers see.
fn spelt(
    config: &Config,
    taxonomy: Taxonomy,
    key: String,
    ids: impl Iterator<Item = StoryId>,
    stories: &[Arc<Story>],
) -> Option<List> {
    let slugs = Slugs::of(config);
    let mut is_its: BTreeMap<&str, bool> = BTreeMap::new();
    let mut spelt: BTreeMap<&str, Vec<StoryId>> = BTreeMap::new();
    for id in ids {
        for term in terms_of(taxonomy, &stories[id.0 as usize]) {
            if *is_its.entry(term).or_insert_with(|| slugs.spell(term) == key) {
                spelt.entry(term).or_default().push(id);
            }
        }
    }
    (!spelt.is_empty()).then(|| list(config, taxonomy, key, spelt.into_iter().collect()))
}
