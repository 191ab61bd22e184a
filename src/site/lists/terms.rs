//! The terms that stories name, with the stories that name them.

use super::Taxonomy;
use crate::site::story::Texts;
use crate::site::{Story, StoryId, fetch};
use foldhash::HashMap;
use rayon::prelude::*;
use std::sync::Arc;

/// A taxonomy's terms as they are typed, each with its stories in no order that matters.
pub(super) type Terms<'a> = HashMap<&'a str, Vec<StoryId>>;

/// Stories that one thread looks at at a time: so many that what they name is put together seldom.
const SOME: usize = 8 * 1024;

/// The terms of some taxonomies that stories name. Each story is looked at once, for all taxonomies, and in the
/// order `by_path`, in which they were read and lie in memory: to get hold of one takes longer than all the rest.
pub(super) fn of_stories<'a>(
    taxonomies: &[Taxonomy],
    stories: &'a [Arc<Story>],
    by_path: &[StoryId],
) -> Vec<Terms<'a>> {
    let of_some = |some: &[StoryId]| of_part(taxonomies, stories, some);
    let mut parts = by_path.par_chunks(SOME).map(of_some).collect::<Vec<_>>().into_iter();
    let mut all = parts.next().unwrap_or_else(|| vec![Terms::default(); taxonomies.len()]);
    for part in parts {
        all.par_iter_mut().zip(part).for_each(|(all, part)| add(all, part));
    }
    all
}

/// The terms of some of the stories.
fn of_part<'a>(taxonomies: &[Taxonomy], stories: &'a [Arc<Story>], some: &[StoryId]) -> Vec<Terms<'a>> {
    let mut all = vec![Terms::default(); taxonomies.len()];
    for some in some.chunks(fetch::AT_ONCE) {
        fetch::words(some.iter().map(|id| &stories[id.0 as usize]));
        for id in some {
            let story = &stories[id.0 as usize];
            for (taxonomy, terms) in taxonomies.iter().zip(&mut all) {
                of_story(*taxonomy, story).for_each(|term| terms.entry(term).or_default().push(*id));
            }
        }
    }
    all
}

/// Adds the terms of later stories.
fn add<'a>(all: &mut Terms<'a>, later: Terms<'a>) {
    for (term, mut ids) in later {
        all.entry(term).or_default().append(&mut ids);
    }
}

/// A story's terms.
pub(super) fn of_story(taxonomy: Taxonomy, story: &Story) -> impl Iterator<Item = &str> {
    let (one, many, own): (Option<&str>, Option<Texts<'_>>, &[Box<str>]) = match taxonomy {
        Taxonomy::Sections => (story.section(), None, &[]),
        Taxonomy::Places => (story.location(), None, &[]),
        Taxonomy::Agencies => (story.agency(), None, &[]),
        Taxonomy::Series => (story.series(), None, &[]),
        Taxonomy::Tags => (None, Some(story.tags()), &[]),
        Taxonomy::Authors => (None, Some(story.authors()), &[]),
        Taxonomy::Own(own) => (None, None, story.terms(own)),
    };
    one.into_iter().chain(many.into_iter().flatten()).chain(own.iter().map(|term| &**term))
}
