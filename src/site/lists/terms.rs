//! The terms that stories name, with the stories that name them.

use super::Taxonomy;
use crate::site::story::Texts;
use crate::site::{Story, StoryId, ids};
use foldhash::HashMap;
use rayon::prelude::*;
use std::sync::Arc;

/// A taxonomy's terms as they are typed, each with its stories from the oldest.
pub(super) type Terms<'a> = HashMap<&'a str, Vec<StoryId>>;

/// Stories that one thread looks at at a time: so many that what they name is put together seldom.
const SOME: usize = 16 * 1024;

/// The terms of some taxonomies that stories name, which are sorted from the oldest. Each story is looked at
/// once, for all taxonomies: to get hold of it takes longer than to ask it one thing more.
pub(super) fn of_stories<'a>(taxonomies: &[Taxonomy], stories: &'a [Arc<Story>]) -> Vec<Terms<'a>> {
    let of_some = |(part, some)| of_part(taxonomies, part * SOME, some);
    let mut parts = stories.par_chunks(SOME).enumerate().map(of_some).collect::<Vec<_>>().into_iter();
    let mut all = parts.next().unwrap_or_else(|| vec![Terms::default(); taxonomies.len()]);
    for part in parts {
        all.par_iter_mut().zip(part).for_each(|(all, part)| add(all, part));
    }
    all
}

/// The terms of some stories, of which the first has a number.
fn of_part<'a>(taxonomies: &[Taxonomy], first: usize, stories: &'a [Arc<Story>]) -> Vec<Terms<'a>> {
    let mut all = vec![Terms::default(); taxonomies.len()];
    for (id, story) in ids(first..first + stories.len()).zip(stories) {
        for (taxonomy, terms) in taxonomies.iter().zip(&mut all) {
            of_story(*taxonomy, story).for_each(|term| terms.entry(term).or_default().push(id));
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
