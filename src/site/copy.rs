//! What of the copy is shown, in which language, and what is held.

use super::hold::Drafts;
use super::{Held, Page, Settled, Story, What};
use jiff::Timestamp;
use rayon::prelude::*;
use std::sync::Arc;

/// The copy of one language that is shown, by path.
#[derive(Default)]
pub(super) struct Copy {
    pub(super) stories: Vec<(Arc<Story>, Noted)>,
    pub(super) pages: Vec<Arc<Page>>,
    pub(super) texts: Vec<Arc<Page>>,
}

/// What is asked of every story. To fetch one takes longer than to ask it something, so it is noted while it is at hand.
pub(super) struct Noted {
    pub(super) instant: Timestamp,
    pub(super) headline: u64,
    pub(super) is_rare: bool,
}

impl Noted {
    /// A story with what is noted of it.
    pub(super) fn with(story: Arc<Story>) -> (Arc<Story>, Self) {
        let noted = Self { instant: story.instant, headline: story.headline, is_rare: story.rare.is_some() };
        (story, noted)
    }
}

/// What is shown, by the places of the languages, and what is held, by path.
pub(super) struct Shown {
    pub(super) copies: Vec<Copy>,
    pub(super) held: Vec<Held>,
}

impl Shown {
    /// What is shown as of `now` of what was settled, which is sorted by path.
    pub(super) fn of<'a>(
        languages: usize,
        now: Timestamp,
        drafts: Drafts,
        settled: impl ParallelIterator<Item = (&'a str, &'a Settled)>,
    ) -> Self {
        let none = || Self::none(languages);
        settled.fold(none, |shown, (path, settled)| shown.with(path, settled, now, drafts)).reduce(none, Self::and)
    }

    fn none(languages: usize) -> Self {
        Self { copies: std::iter::repeat_with(Copy::default).take(languages).collect(), held: Vec::new() }
    }

    fn with(mut self, path: &str, settled: &Settled, now: Timestamp, drafts: Drafts) -> Self {
        match (Held::of(path, settled, now, drafts), &settled.what) {
            (Some(held), _) => self.held.push(held),
            (None, Some(What::Story(story))) => {
                self.copies[usize::from(story.tongue)].stories.push(Noted::with(Arc::clone(story)));
            }
            (None, Some(What::Page(page))) => {
                let copy = &mut self.copies[usize::from(page.tongue)];
                let pages = if page.list.is_some() { &mut copy.texts } else { &mut copy.pages };
                pages.push(Arc::clone(page));
            }
            // What it lacks was said when it was read.
            (None, None) => {}
        }
        self
    }

    /// The same with what comes after it.
    fn and(mut self, after: Self) -> Self {
        for (copy, after) in self.copies.iter_mut().zip(after.copies) {
            copy.stories.extend(after.stories);
            copy.pages.extend(after.pages);
            copy.texts.extend(after.texts);
        }
        self.held.extend(after.held);
        self
    }
}

impl Copy {
    /// Sorts what came from elsewhere into the rest.
    pub(super) fn sort(&mut self) {
        self.stories.sort_by(|(a, _), (b, _)| a.path().cmp(b.path()));
        self.pages.sort_by(|a, b| a.path.cmp(&b.path));
        self.texts.sort_by(|a, b| a.path.cmp(&b.path));
    }
}
