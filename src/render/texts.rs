//! Full texts of stories, kept for a while: a story stands in many feeds at once.

use super::query::Query;
use crate::site::StoryId;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// How many bytes of texts are kept at most, in all parts together.
const KEPT: usize = 24 << 20;
/// Parts with a lock of their own, so that threads seldom wait for each other.
const PARTS: usize = 16;

/// Texts by story. What is kept never changes what is rendered, only how often.
#[derive(Default)]
pub(super) struct FullTexts {
    parts: [Mutex<Part>; PARTS],
}

/// A text and what was asked for it.
#[derive(Clone)]
pub(super) struct FullText {
    pub(super) html: Arc<str>,
    pub(super) asked: Arc<[Query]>,
}

#[derive(Default)]
struct Part {
    texts: HashMap<StoryId, FullText>,
    bytes: usize,
}

impl FullTexts {
    /// A story's text, rendered now if it is not kept.
    pub(super) fn get(&self, id: StoryId, render: impl FnOnce() -> FullText) -> FullText {
        let part = &self.parts[id.0 as usize % PARTS];
        if let Some(text) = part.lock().unwrap_or_else(PoisonError::into_inner).texts.get(&id) {
            return text.clone();
        }
        let text = render();
        let mut part = part.lock().unwrap_or_else(PoisonError::into_inner);
        if part.bytes + text.html.len() > KEPT / PARTS {
            part.texts.clear();
            part.bytes = 0;
        }
        part.bytes += text.html.len();
        part.texts.insert(id, text.clone());
        text
    }
}
