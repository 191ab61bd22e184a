//! The parts of the model that stories which came or went stand in.

use super::outputs::Part;
use super::survey::{are_pages_in_place, stories};
use crate::site::amend::Moves;
use crate::site::calendar::Period;
use crate::site::paging::Paging;
use crate::site::{List, ListId, Site, Story, StoryId};
use std::collections::BTreeSet;
use std::sync::Arc;

/// What came or went, by what is the same in both states of the site.
pub(super) struct Touched<'a> {
    /// Whether only texts are others, so that whatever shows headlines shows the same.
    pub(super) texts_alone: bool,
    /// The addresses of the lists that hold any of it.
    pub(super) lists: BTreeSet<&'a str>,
    periods: BTreeSet<Period>,
    /// Parts of which each site has one.
    single: Vec<Part>,
    /// The stories that are others, where every list holds as before which stories at which places.
    in_place: Option<Vec<StoryId>>,
}

impl<'a> Touched<'a> {
    /// What differs between two states of a site.
    pub(super) fn new(before: &'a Site, after: &'a Site, moves: &Moves) -> Self {
        let (gone, came) = (stories(before, &moves.gone), stories(after, &moves.came));
        let both: Vec<&Story> = gone.iter().chain(&came).copied().collect();
        let lists = holding(before, &moves.gone).chain(holding(after, &moves.came));
        let periods: BTreeSet<Period> = both.iter().flat_map(|story| Period::around(story.day)).collect();
        let texts_alone = gone.len() == came.len() && gone.iter().zip(&came).all(|(a, b)| is_shown_alike(a, b));
        let mut single = vec![Part::Front, Part::Pages, Part::Search, Part::News];
        if !texts_alone {
            single.extend([Part::Indexes, Part::Years]);
        }
        // Sitemaps take a look at every story.
        let are_in_place = moves.are_in_place() && Arc::ptr_eq(&before.lists, &after.lists);
        let in_place = are_in_place.then(|| moves.came.clone());
        let are_mapped_alike = are_in_place && gone.iter().zip(&came).all(|(a, b)| a.entry == b.entry);
        single.extend((!are_mapped_alike).then_some(Part::Sitemaps));
        let are_pages_in_place = are_pages_in_place(before, after);
        // These take a look at every story, and few stories have any.
        single.extend(both.iter().any(|story| !story.corrections().is_empty()).then_some(Part::Corrections));
        let have_files = gone.len() != came.len() || !gone.iter().zip(&came).all(|(a, b)| have_same_files(a, b));
        let have_files = !are_pages_in_place || have_files && both.iter().any(|story| has_files(story));
        single.extend(have_files.then_some(Part::Files));
        let have_moved = !are_pages_in_place || both.iter().any(|story| !story.aliases().is_empty());
        single.extend(have_moved.then_some(Part::Hosting));
        Self { texts_alone, lists: lists.map(|list| list.address.as_str()).collect(), periods, single, in_place }
    }

    /// The same with the periods that lead to those of what came or went.
    pub(super) fn with_periods_around(mut self, sites: [&Site; 2]) -> Self {
        let near = |period: &Period| {
            sites.map(|site| [site.calendar.earlier(*period), site.calendar.later(*period)]).into_iter().flatten()
        };
        let around: Vec<Period> = self.periods.iter().flat_map(near).flatten().collect();
        self.periods.extend(around);
        self
    }

    /// The pages of a list that hold any of it.
    fn pages(&self, site: &Site, id: ListId) -> Vec<Part> {
        let Some(in_place) = &self.in_place else { return vec![Part::List(id)] };
        let stories = &site.lists.get(id).stories;
        let paging = Paging::new(stories.len(), site.config.per_page);
        let places = in_place.iter().filter_map(|story| stories.binary_search(story).ok());
        let numbers: BTreeSet<usize> = places.filter_map(|place| paging.page_of(place)).collect();
        let numbered = numbers.into_iter().map(|number| Part::ListPage(id, number));
        numbered.chain([Part::ListFront(id)]).collect()
    }

    /// The parts of one of the states, with these stories.
    pub(super) fn parts(&self, site: &Site, stories: &[StoryId]) -> Vec<Part> {
        let stories = stories.iter().copied().map(Part::Story);
        let parts = self.single.iter().copied().chain(stories);
        let lists = self.lists.iter().filter_map(|address| site.lists.at(&site.config, address));
        if self.texts_alone {
            return parts.chain(lists.map(Part::Feeds)).collect();
        }
        let lists = lists.flat_map(|id| self.pages(site, id).into_iter().chain([Part::Feeds(id)]));
        let periods = self.periods.iter().copied().filter(|period| site.calendar.count(*period) > 0);
        parts.chain(lists).chain(periods.map(Part::Period)).collect()
    }
}

/// The lists that hold some stories.
pub(super) fn holding<'a, 'b>(site: &'a Site, ids: &'b [StoryId]) -> impl Iterator<Item = &'a List> + use<'a, 'b> {
    let own = ids.iter().flat_map(|id| site.lists.of_story(*id)).map(|(_, list)| list);
    own.chain([site.lists.all()])
}

/// Whether files stand among the outputs because of a story.
fn has_files(story: &Story) -> bool {
    !story.attachments().is_empty() || story.lead().is_some()
}

/// Whether two states of a story are the same to all that shows it and not its text.
fn is_shown_alike(a: &Story, b: &Story) -> bool {
    a.path() == b.path() && a.digest == b.digest
}

/// Whether two states of a story ask for the same files.
fn have_same_files(a: &Story, b: &Story) -> bool {
    a.attachments() == b.attachments() && a.lead() == b.lead() && a.image() == b.image()
}
