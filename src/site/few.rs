//! The few stories of which something is asked that most have not: to look for them each time among all, which
//! there may be a million of, takes longer than what is then done.

use super::amend::Moves;
use super::{Story, StoryId};
use rayon::prelude::*;
use std::sync::Arc;

/// Few stories, by their numbers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Few {
    /// Those with corrections.
    pub(super) corrected: Vec<StoryId>,
    /// Those that expire.
    pub(super) expiring: Vec<StoryId>,
}

impl Few {
    /// The few among stories, which are looked at in the order `by_path`, in which they lie in memory.
    pub(super) fn of(stories: &[Arc<Story>], by_path: &[StoryId]) -> Self {
        let has_rare = |id: &&StoryId| stories[id.0 as usize].rare.is_some();
        let mut rare: Vec<StoryId> = by_path.par_iter().filter(has_rare).copied().collect();
        rare.sort_unstable();
        let such = |is_one: fn(&Story) -> bool| -> Vec<StoryId> {
            rare.iter().filter(|id| is_one(&stories[id.0 as usize])).copied().collect()
        };
        Self { corrected: such(is_corrected), expiring: such(expires) }
    }

    /// The few after some moves.
    pub(super) fn after(&self, moves: &Moves, stories: &[Arc<Story>]) -> Self {
        let such = |before: &[StoryId], is_one: fn(&Story) -> bool| {
            let mut some = moves.of(before);
            some.extend(moves.came.iter().filter(|id| is_one(&stories[id.0 as usize])));
            some.sort_unstable();
            some
        };
        Self { corrected: such(&self.corrected, is_corrected), expiring: such(&self.expiring, expires) }
    }
}

fn is_corrected(story: &Story) -> bool {
    !story.corrections().is_empty()
}

fn expires(story: &Story) -> bool {
    story.expires().is_some()
}
