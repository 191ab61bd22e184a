//! The few stories of which something is asked that most have not: to look for them each time among all, which
//! there may be a million of, takes longer than what is then done.

use super::amend::Moves;
use super::{Story, StoryId};
use std::sync::Arc;

/// Few stories, by their numbers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Few {
    /// Those with corrections.
    pub(super) corrected: Vec<StoryId>,
    /// Those that expire.
    pub(super) expiring: Vec<StoryId>,
    /// Those in a language that is not the site's.
    pub(super) foreign: Vec<StoryId>,
}

impl Few {
    /// The few among the stories that have anything rare.
    pub(super) fn among(mut rare: Vec<StoryId>, stories: &[Arc<Story>]) -> Self {
        rare.sort_unstable();
        let such = |is_one: fn(&Story) -> bool| -> Vec<StoryId> {
            rare.iter().filter(|id| is_one(&stories[id.0 as usize])).copied().collect()
        };
        Self { corrected: such(is_corrected), expiring: such(expires), foreign: such(is_foreign) }
    }

    /// The few after some moves.
    pub(super) fn after(&self, moves: &Moves, stories: &[Arc<Story>]) -> Self {
        let such = |before: &[StoryId], is_one: fn(&Story) -> bool| {
            let mut some = moves.of(before);
            some.extend(moves.came.iter().filter(|id| is_one(&stories[id.0 as usize])));
            some.sort_unstable();
            some
        };
        Self {
            corrected: such(&self.corrected, is_corrected),
            expiring: such(&self.expiring, expires),
            foreign: such(&self.foreign, is_foreign),
        }
    }
}

fn is_corrected(story: &Story) -> bool {
    !story.corrections().is_empty()
}

fn expires(story: &Story) -> bool {
    story.expires().is_some()
}

fn is_foreign(story: &Story) -> bool {
    story.language().is_some()
}
