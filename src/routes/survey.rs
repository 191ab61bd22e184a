//! Whether outputs are in each other's way, for whoever makes them when they are asked for and needs no
//! list of all of them.

use super::outputs::{self, Part};
use super::{Route, Taken, listed};
use crate::diag::Checked;
use crate::site::amend::Moves;
use crate::site::calendar::Period;
use crate::site::{Page, Site, Story, StoryId};
use crate::theme::Theme;
use std::collections::BTreeSet;
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
        let (gone, came) = (stories(before, &moves.gone), stories(after, &moves.came));
        let are_pages_in_place = before.pages.len() == after.pages.len()
            && before.pages.iter().zip(&after.pages).all(|(a, b)| is_page_in_place(a, b));
        let are_stories_in_place = Arc::ptr_eq(&before.lists, &after.lists)
            && before.calendar == after.calendar
            && gone.len() == came.len()
            && gone.iter().zip(&came).all(|(a, b)| is_story_in_place(a, b));
        if are_pages_in_place && are_stories_in_place {
            return true;
        }
        let both: Vec<&Story> = gone.iter().chain(&came).copied().collect();
        let lists: BTreeSet<&str> = addresses(before, &moves.gone).chain(addresses(after, &moves.came)).collect();
        let periods: BTreeSet<Period> = both.iter().flat_map(|story| Period::around(story.day)).collect();
        let mut parts = vec![Part::Pages, Part::Indexes, Part::Years, Part::Search, Part::Sitemaps];
        // These take a look at every story, and few stories have any.
        parts.extend(both.iter().any(|story| !story.corrections().is_empty()).then_some(Part::Corrections));
        let have_files = !are_pages_in_place || both.iter().any(|story| !story.attachments().is_empty());
        parts.extend(have_files.then_some(Part::Files));
        let have_moved = !are_pages_in_place || both.iter().any(|story| !story.aliases().is_empty());
        parts.extend(have_moved.then_some(Part::Hosting));
        let routes = |site: &Site, ids: &[StoryId]| -> Vec<Route> {
            let of_stories = ids.iter().copied().map(Part::Story);
            let lists = lists.iter().filter_map(|address| site.lists.at(&site.config, address)).map(Part::List);
            let periods = periods.iter().filter(|period| site.calendar.count(**period) > 0);
            let parts = parts.iter().copied().chain(of_stories).chain(lists).chain(periods.copied().map(Part::Period));
            parts.flat_map(|part| outputs::of(site, theme, None, part)).collect()
        };
        self.replace((before, &routes(before, &moves.gone)), (after, &routes(after, &moves.came)))
    }
}

fn stories<'a>(site: &'a Site, ids: &[StoryId]) -> Vec<&'a Story> {
    ids.iter().map(|id| site.story(*id)).collect()
}

/// The addresses of the lists that hold some stories.
fn addresses<'a>(site: &'a Site, ids: &'a [StoryId]) -> impl Iterator<Item = &'a str> {
    let own = ids.iter().flat_map(|id| site.lists.of_story(*id)).map(|(_, list)| list.address.as_str());
    own.chain([site.lists.all().address.as_str()])
}

/// Whether the outputs of two states of a story, and what else stands because of it, are the same files.
fn is_story_in_place(a: &Story, b: &Story) -> bool {
    a.address == b.address
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
