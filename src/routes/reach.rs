//! The outputs that come out otherwise because of a few edits, found without a look at all the others.
//!
//! In: two states of a site, and which stories came and went between them. Out: the outputs of the later
//! one whose fingerprint may be another, and the files that are none any more. An edit reaches what is
//! made of the story, the lists and days that it stands in, and the pages that show it: those of the
//! stories near it in its lists, and of its namesakes. Too many are harmless, one too few is a page that
//! is out of date; `build/standing/tests.rs` holds that none is missing.

use super::Route;
use super::fingerprint::Inputs;
use super::outputs;
use super::survey::stories;
use super::touched::{Touched, holding};
use crate::site::amend::Moves;
use crate::site::related::{self, FARTHEST};
use crate::site::{List, Site, StoryId, Taxonomy};
use crate::theme::Theme;
use foldhash::HashSet;
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::sync::Arc;

/// What edits reach.
#[derive(Debug, Default)]
pub struct Reach {
    /// Outputs that may be new or other than they were, with their fingerprints.
    pub routes: Vec<Route>,
    /// Files that were outputs and are none any more.
    pub gone: Vec<String>,
}

/// What the edits between two states of a site reach; nothing where that may be every page, or where the
/// outputs of the two cannot be told apart by their files. The later state takes no file twice.
pub fn reached(theme: &Theme, before: &Site, after: &Site, moves: &Moves, program: u64) -> Option<Reach> {
    let inputs = Inputs::new(after, theme, program);
    if before.others_exist() || !inputs.are_common_with(&Inputs::new(before, theme, program)) {
        return None;
    }
    let mut touched = Touched::new(before, after, moves).with_periods_around([before, after]);
    let mut shown: BTreeSet<StoryId> = moves.came.iter().copied().collect();
    if !touched.texts_alone {
        shown.extend(moves.of(&near(before, &moves.gone)));
        shown.extend(near(after, &moves.came));
        let both = stories(before, &moves.gone).into_iter().chain(stories(after, &moves.came));
        shown.extend(both.flat_map(|story| after.namesakes(story)));
    }
    for list in otherwise(before, after) {
        touched.lists.insert(&list.address);
        shown.extend(&list.stories);
        // Lists lead on to the topics of their stories, and feeds name all that a story stands in.
        if known(before, list).is_none_or(|was| was.title != list.title) {
            touched.lists.extend(holding(after, &list.stories).map(|other| other.address.as_str()));
        }
    }
    let old = touched.parts(before, &moves.gone).into_par_iter();
    let old: Vec<Route> = old.flat_map_iter(|part| outputs::of(before, theme, None, part)).collect();
    let shown: Vec<StoryId> = shown.into_iter().collect();
    let new = touched.parts(after, &shown).into_par_iter();
    let mut routes: Vec<Route> = new.flat_map_iter(|part| outputs::of(after, theme, Some(&inputs), part)).collect();
    routes.par_sort_unstable_by(|a, b| a.address.cmp(&b.address));
    let still: HashSet<String> = routes.iter().map(Route::file).collect();
    let gone = old.iter().map(Route::file).filter(|file| !still.contains(file)).collect();
    Some(Reach { routes, gone })
}

/// Stories that stand so near some others, in one of their lists, that their pages may show them.
fn near(site: &Site, ids: &[StoryId]) -> Vec<StoryId> {
    let around = |id: &StoryId| -> Vec<StoryId> {
        let lists = holding(site, std::slice::from_ref(id));
        let around = lists.filter_map(|list| {
            let at = list.stories.binary_search(id).ok()?;
            Some(&list.stories[at.saturating_sub(FARTHEST)..list.stories.len().min(at + 1 + FARTHEST)])
        });
        around.flatten().copied().collect()
    };
    ids.iter().flat_map(around).collect()
}

/// Lists of the later state that every story in them shows otherwise, or that make others of them related.
fn otherwise<'a>(before: &Site, after: &'a Site) -> Vec<&'a List> {
    if Arc::ptr_eq(&before.lists, &after.lists) {
        return Vec::new();
    }
    let is_other = |list: &&List| {
        known(before, list).is_none_or(|was| {
            let is_named = (&was.title, &was.description, was.text) == (&list.title, &list.description, list.text);
            // Each part of a running story says how many there are.
            let is_longer = list.taxonomy == Some(Taxonomy::Series) && was.stories.len() != list.stories.len();
            !is_named || is_longer || related::weighs_otherwise(was, list)
        })
    };
    after.lists.ids().map(|id| after.lists.get(id)).filter(is_other).collect()
}

/// A list as it stood in another state of the site.
fn known<'a>(site: &'a Site, list: &List) -> Option<&'a List> {
    site.lists.at(&site.config, &list.address).map(|id| site.lists.get(id))
}
