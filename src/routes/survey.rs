//! Whether outputs are in each other's way, for whoever makes them when they are asked for and needs no
//! list of all of them.

use super::outputs::{self, Part};
use super::touched::Touched;
use super::{Route, Taken, listed};
use crate::diag::Checked;
use crate::site::amend::Moves;
use crate::site::{Page, Site, Story, StoryId};
use crate::theme::Theme;
use std::sync::Arc;

/// Says where two outputs want one file, and which files are taken.
pub fn survey(site: &Site, theme: &Theme) -> Checked<Taken> {
    listed(site, &|site| outputs::all(site, theme, None)).map(|routes| Taken::of(&routes))
}

impl Taken {
    /// Brings it from one state of a site to the next, in a time that depends on what moved. Whether the
    /// outputs of the later one are surely as right as those of the earlier one were; if not, a
    /// [`survey`] has to say.
    #[must_use]
    pub fn follow(&mut self, theme: &Theme, before: &Site, after: &Site, moves: &Moves) -> bool {
        if are_in_place(before, after, moves) {
            return true;
        }
        let of = |site: &Site, parts: Vec<Part>| -> Vec<Route> {
            parts.into_iter().flat_map(|part| outputs::of(site, theme, None, part)).collect()
        };
        let touched = Touched::new(before, after, moves);
        let old = of(before, touched.parts(before, &moves.gone));
        let new = of(after, touched.parts(after, &moves.came));
        self.replace((before, &old), (after, &new))
    }
}

/// Whether two states of a site have the same outputs, each of them at the same place.
pub fn are_in_place(before: &Site, after: &Site, moves: &Moves) -> bool {
    let (gone, came) = (stories(before, &moves.gone), stories(after, &moves.came));
    are_pages_in_place(before, after)
        && Arc::ptr_eq(&before.lists, &after.lists)
        && before.calendar == after.calendar
        && gone.len() == came.len()
        && gone.iter().zip(&came).all(|(a, b)| is_story_in_place(a, b))
}

/// Whether a site has the same pages at the same addresses as another, with the same files.
pub(super) fn are_pages_in_place(before: &Site, after: &Site) -> bool {
    before.pages.len() == after.pages.len()
        && before.pages.iter().zip(&after.pages).all(|(a, b)| is_page_in_place(a, b))
}

pub(super) fn stories<'a>(site: &'a Site, ids: &[StoryId]) -> Vec<&'a Story> {
    ids.iter().map(|id| site.story(*id)).collect()
}

/// Whether the outputs of two states of a story, and what else stands because of it, are the same files.
fn is_story_in_place(a: &Story, b: &Story) -> bool {
    a.address() == b.address()
        && a.aliases() == b.aliases()
        && a.attachments() == b.attachments()
        && a.lead() == b.lead()
        && a.image() == b.image()
        && a.corrections().is_empty() == b.corrections().is_empty()
}

/// The same for a page.
fn is_page_in_place(a: &Page, b: &Page) -> bool {
    a.address == b.address && a.aliases == b.aliases && a.attachments == b.attachments
}
