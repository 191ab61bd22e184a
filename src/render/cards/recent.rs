//! Cards ready for templates, each made once for several lists.
//!
//! A story stands in the list of all stories, in that of its section and in one for each of its topics, and to make
//! its card and a value of it takes longer than to print it. The cards of a whole archive would take too much
//! memory, so those are kept that were made lately. Whoever makes many pages makes those of lists in the order of
//! their stories (`build::order`), and most of their cards are found here.

use super::value;
use crate::render::Surroundings;
use crate::site::StoryId;
use std::sync::{Mutex, PoisonError};
use tera::Value;

/// So many cards are kept, in some 5 MB. Pages of three hundred lists that show the same days show half as many.
const KEPT: usize = 2048;

/// The cards of one edition that were made lately, in the site's language.
#[derive(Debug)]
pub(in crate::render) struct Recent {
    /// Stories are numbered by time, so stories of the same days do not share a place.
    places: Box<[Mutex<Place>]>,
}

/// A card and the story that it is of, once there was one.
type Place = Option<(StoryId, Value)>;

impl Recent {
    /// No card yet.
    pub(in crate::render) fn new() -> Self {
        Self { places: (0..KEPT).map(|_| Mutex::default()).collect() }
    }

    /// A story's card. The surroundings are the same each time.
    pub(in crate::render) fn card(&self, around: &Surroundings<'_>, id: StoryId) -> Value {
        let place = &self.places[id.0 as usize % KEPT];
        let known = place.lock().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some((_, card)) = known.filter(|(of, _)| *of == id) {
            return card;
        }
        let card = value(around, id);
        *place.lock().unwrap_or_else(PoisonError::into_inner) = Some((id, card.clone()));
        card
    }
}
