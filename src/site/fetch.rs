//! Stories fetched from memory ahead of what is asked of them.
//!
//! A hundred thousand stories are more than lies near a processor, and to wait for each of them takes longer than all
//! that is asked of it. It waits for a dozen at once where nothing else is done in between, so whoever goes through
//! all of them touches a few, and then asks these.

use super::Story;
use std::hint::black_box;
use std::sync::Arc;

/// How many stories are fetched at once.
pub(super) const AT_ONCE: usize = 64;

/// Fetches stories, without their words.
pub(super) fn stories<'a>(some: impl Iterator<Item = &'a Arc<Story>>) {
    black_box(some.map(Arc::strong_count).fold(0, usize::wrapping_add));
}

/// Fetches stories with their words.
pub(super) fn words<'a>(some: impl Iterator<Item = &'a Arc<Story>>) {
    black_box(some.map(|story| story.words.touch()).fold(0, u8::wrapping_add));
}
