//! The model after a few edits, made of the model before them.
//!
//! In: a [`Site`] and what became of some files of copy. Out: what [`Site::new`] would make of all of
//! them, in a time that depends on the edits: stories, lists and days that have nothing to do with
//! them are taken over. Where that cannot be done the whole is to be made anew.

use super::hold::Drafts;
use super::{Hashed, List, Settled, Site, Story, StoryId, What, calendar::Calendar, fetch, hold, ids, segments};
use crate::config::Pages;
use crate::picture;
use jiff::Timestamp;
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::sync::Arc;

/// What became of a file of copy.
#[derive(Debug, Clone, Copy)]
pub struct Edit<'a> {
    /// The file.
    pub path: &'a str,
    /// What it was to the site, if it was there.
    pub before: Option<&'a Settled>,
    /// What it is.
    pub after: Option<&'a Settled>,
}

/// Which stories came and went, and where the others stand.
#[derive(Debug)]
pub struct Moves {
    /// The stories that are gone or are others now, by their numbers before, sorted.
    pub gone: Vec<StoryId>,
    /// The stories that are new or are others now, by their numbers after, sorted.
    pub came: Vec<StoryId>,
    /// The number of each story after, by the number before; of those that are gone nothing.
    to: Vec<Option<StoryId>>,
}

impl Moves {
    /// Whether every story that is gone has another in its place, so that no number means another.
    pub fn are_in_place(&self) -> bool {
        self.gone == self.came
    }

    /// Where some stories stand now.
    pub fn of(&self, ids: &[StoryId]) -> Vec<StoryId> {
        ids.iter().filter_map(|id| self.to[id.0 as usize]).collect()
    }

    /// A list without the stories that are gone.
    pub(super) fn list(&self, list: &List) -> List {
        let List { taxonomy, key, title, description, address, text, stories } = list;
        List {
            taxonomy: *taxonomy,
            key: key.clone(),
            title: title.clone(),
            description: description.clone(),
            address: address.clone(),
            text: *text,
            stories: self.of(stories),
        }
    }
}

impl Site {
    /// The model as of `now` after some edits, and what moved; nothing where it has to be made anew: in
    /// several languages, where the text of a list changes, or another picture is named. `drafts` is as it
    /// was, and nothing came due since.
    pub fn amended(&self, now: Timestamp, drafts: Drafts, edits: &[Edit<'_>]) -> Option<(Self, Moves)> {
        if self.others_exist() || edits.iter().any(|edit| pictures(edit.before) != pictures(edit.after)) {
            return None;
        }
        let shown = |settled: Option<&'_ Settled>| {
            let settled = settled.filter(|settled| settled.holds.reason(now, drafts).is_none())?;
            settled.what.clone()
        };
        let (mut gone, mut came, mut pages) = (Vec::new(), Vec::new(), self.pages.clone());
        for edit in edits {
            if edit.before.is_none() && self.address_of(edit.path).is_some() {
                // What was known of the file was forgotten, as happens when other settings are read.
                return None;
            }
            match shown(edit.before) {
                Some(What::Story(_)) => gone.push(self.story_of(edit.path)?),
                Some(What::Page(page)) if page.list.is_none() => {
                    pages.remove(pages.binary_search_by(|page| (*page.path).cmp(edit.path)).ok()?);
                }
                Some(What::Page(_)) => return None,
                None => {}
            }
            match shown(edit.after) {
                Some(What::Story(mut story)) => {
                    super::with_picture(&mut story, &self.files);
                    came.push(story);
                }
                Some(What::Page(page)) if page.list.is_none() => {
                    pages.insert(pages.partition_point(|other| other.path < page.path), page);
                }
                Some(What::Page(_)) => return None,
                None => {}
            }
        }
        gone.sort_unstable();
        came.sort_unstable_by(|a, b| order(a).cmp(&order(b)));
        let (stories, moves) = merged(&self.stories, gone, came);
        let by_path = self.by_path_after(&moves, &stories);
        let lists = self.lists.amended(&self.config, &moves, (&self.stories, &stories), &by_path, &self.texts);
        let calendar = self.calendar_after(&moves, &stories);
        let segments =
            if self.config.outputs.pages.contains(&Pages::Search) { segments::of(&calendar) } else { Vec::new() };
        let stems = self.by_stem.get().map(|stems| hashed_after(stems, super::stem_of, &moves, &stories));
        let by_stem = stems.map_or_else(Hashed::new, Hashed::from);
        let by_name = if Arc::ptr_eq(&self.lists, &lists) { Arc::clone(&self.by_name) } else { Arc::default() };
        let amended = Self {
            config: self.config.clone(),
            now,
            pages,
            texts: self.texts.clone(),
            held: hold::amended(&self.held, now, drafts, edits),
            lists,
            calendar,
            files: Arc::clone(&self.files),
            segments,
            by_path,
            by_stem,
            few: self.few.after(&moves, &stories),
            by_title: hashed_after(&self.by_title, |story| story.headline, &moves, &stories),
            by_name,
            others: Vec::new(),
            twins: Arc::clone(&self.twins),
            abroad: Arc::clone(&self.abroad),
            stories,
        };
        Some((amended, moves))
    }

    fn story_of(&self, path: &str) -> Option<StoryId> {
        let at = self.by_path.binary_search_by(|id| self.story(*id).path().cmp(path)).ok()?;
        Some(self.by_path[at])
    }

    fn calendar_after(&self, moves: &Moves, stories: &[Arc<Story>]) -> Calendar {
        let mut days =
            moves.gone.iter().zip(&moves.came).map(|(gone, came)| (self.story(*gone), &stories[came.0 as usize]));
        let is_as_it_was = moves.are_in_place() && days.all(|(gone, came)| gone.day == came.day);
        if is_as_it_was { self.calendar.clone() } else { Calendar::of(stories.iter().map(|story| story.day)) }
    }

    fn by_path_after(&self, moves: &Moves, stories: &[Arc<Story>]) -> Vec<StoryId> {
        let mut by_path = moves.of(&self.by_path);
        for id in &moves.came {
            let path = stories[id.0 as usize].path();
            by_path.insert(by_path.partition_point(|other| stories[other.0 as usize].path() < path), *id);
        }
        by_path
    }
}

/// Stories by a hash after some moves.
fn hashed_after(
    before: &[(u64, StoryId)],
    hash: fn(&Story) -> u64,
    moves: &Moves,
    stories: &[Arc<Story>],
) -> Vec<(u64, StoryId)> {
    let still = before.iter().filter_map(|(hash, id)| Some((*hash, moves.to[id.0 as usize]?)));
    let mut hashed: Vec<(u64, StoryId)> = still.collect();
    for id in &moves.came {
        let entry = (hash(&stories[id.0 as usize]), *id);
        hashed.insert(hashed.partition_point(|other| *other < entry), entry);
    }
    hashed
}

/// The order of stories: by time, those of one instant by path.
fn order(story: &Story) -> (Timestamp, &str) {
    (story.instant, story.path())
}

/// Stories without those that are gone and with those that came, both sorted. The others are taken over in
/// whole stretches and not looked at, since there may be a million.
fn merged(before: &[Arc<Story>], gone: Vec<StoryId>, came: Vec<Arc<Story>>) -> (Vec<Arc<Story>>, Moves) {
    let place = |story: &Story| before.partition_point(|other| order(other) < order(story));
    let coming = came.into_iter().map(|story| (place(&story), Some(story)));
    let mut steps: Vec<(usize, Option<Arc<Story>>)> = coming.collect();
    steps.extend(gone.iter().map(|id| (id.0 as usize, None)));
    // What comes stands before what goes at its place.
    steps.sort_by_key(|(at, came)| (*at, came.is_none()));
    let mut stories: Vec<Arc<Story>> = Vec::with_capacity(before.len() + steps.len());
    let mut moves = Moves { gone, came: Vec::new(), to: Vec::with_capacity(before.len()) };
    let mut from = 0;
    for (at, came) in steps.into_iter().chain([(before.len(), None)]) {
        moves.to.extend(ids(stories.len()..stories.len() + at - from).map(Some));
        // To count a copy of each, it has to be fetched.
        let some = before[from..at].par_chunks(fetch::AT_ONCE);
        stories.par_extend(some.flat_map_iter(|some| {
            fetch::stories(some.iter());
            some.iter().cloned()
        }));
        from = at;
        match came {
            Some(story) => {
                moves.came.extend(ids(stories.len()..stories.len() + 1));
                stories.push(story);
            }
            None if at < before.len() => {
                moves.to.push(None);
                from += 1;
            }
            None => {}
        }
    }
    (stories, moves)
}

/// The pictures that a file names: only those are looked at.
fn pictures(settled: Option<&Settled>) -> BTreeSet<&str> {
    let attachments = match settled.and_then(|settled| settled.what.as_ref()) {
        Some(What::Story(story)) => story.attachments(),
        Some(What::Page(page)) => &page.attachments,
        None => return BTreeSet::new(),
    };
    attachments.iter().map(|path| &**path).filter(|path| picture::is_named_so(path)).collect()
}
