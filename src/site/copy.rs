//! What of the copy is shown, in which language, and what is held.

use super::hold::Drafts;
use super::{Held, Page, Settled, Story, What, fetch};
use jiff::Timestamp;
use jiff::civil::Date;
use rayon::prelude::*;
use std::sync::Arc;

/// The copy of one language that is shown, by path.
#[derive(Default)]
pub(super) struct Copy {
    pub(super) stories: Vec<Arc<Story>>,
    /// What is noted of each of the stories.
    pub(super) noted: Vec<Noted>,
    pub(super) pages: Vec<Arc<Page>>,
    pub(super) texts: Vec<Arc<Page>>,
}

/// What is asked of every story. To fetch one takes longer than to ask it something, so it is noted while it is at hand.
pub(super) struct Noted {
    pub(super) instant: Timestamp,
    pub(super) headline: u64,
    pub(super) day: Date,
    pub(super) is_rare: bool,
}

impl Noted {
    fn of(story: &Story) -> Self {
        Self { instant: story.instant, headline: story.headline, day: story.day, is_rare: story.rare.is_some() }
    }
}

/// What is shown, by the places of the languages, and what is held, by path.
pub(super) struct Shown {
    pub(super) copies: Vec<Copy>,
    pub(super) held: Vec<Held>,
}

impl Shown {
    /// What is shown as of `now` of what was settled, which comes in parts and is sorted by path.
    pub(super) fn of<'a>(
        languages: usize,
        now: Timestamp,
        drafts: Drafts,
        settled: impl ParallelIterator<Item = impl Iterator<Item = (&'a str, &'a Settled)> + Clone>,
    ) -> Self {
        let none = || Self::none(languages);
        let with = |mut shown: Self, part| {
            shown.add(part, now, drafts);
            shown
        };
        let parts: Vec<Self> = settled.fold(none, with).collect();
        let mut all = Self::none(languages);
        for (place, copy) in all.copies.iter_mut().enumerate() {
            let stories = parts.iter().map(|part| part.copies[place].stories.len()).sum();
            copy.stories.reserve_exact(stories);
            copy.noted.reserve_exact(stories);
        }
        parts.into_iter().fold(all, Self::and)
    }

    fn none(languages: usize) -> Self {
        Self { copies: std::iter::repeat_with(Copy::default).take(languages).collect(), held: Vec::new() }
    }

    fn add<'a>(&mut self, part: impl Iterator<Item = (&'a str, &'a Settled)> + Clone, now: Timestamp, drafts: Drafts) {
        fetch::stories(part.clone().filter_map(|(_, settled)| settled.what.as_ref()?.story()));
        for (path, settled) in part {
            match (Held::of(path, settled, now, drafts), &settled.what) {
                (Some(held), _) => self.held.push(held),
                (None, Some(What::Story(story))) => self.copies[usize::from(story.tongue)].add(Arc::clone(story)),
                (None, Some(What::Page(page))) => {
                    let copy = &mut self.copies[usize::from(page.tongue)];
                    let pages = if page.list.is_some() { &mut copy.texts } else { &mut copy.pages };
                    pages.push(Arc::clone(page));
                }
                // What it lacks was said when it was read.
                (None, None) => {}
            }
        }
    }

    /// The same with what comes after it.
    fn and(mut self, after: Self) -> Self {
        for (copy, after) in self.copies.iter_mut().zip(after.copies) {
            copy.stories.extend(after.stories);
            copy.noted.extend(after.noted);
            copy.pages.extend(after.pages);
            copy.texts.extend(after.texts);
        }
        self.held.extend(after.held);
        self
    }
}

impl Copy {
    /// Adds a story.
    pub(super) fn add(&mut self, story: Arc<Story>) {
        self.noted.push(Noted::of(&story));
        self.stories.push(story);
    }

    /// Sorts what came from elsewhere into the rest.
    pub(super) fn sort(&mut self) {
        self.stories.sort_by(|a, b| a.path().cmp(b.path()));
        self.noted = self.stories.iter().map(|story| Noted::of(story)).collect();
        self.pages.sort_by(|a, b| a.path.cmp(&b.path));
        self.texts.sort_by(|a, b| a.path.cmp(&b.path));
    }
}
