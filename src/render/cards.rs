//! A story in a list.

mod recent;

use super::views::{CardView, GenreView, LinkView};
use super::{Surroundings, views};
use super::{photo, time};
use crate::config::Direction;
use crate::document::Genre;
use crate::site::{List, StoryId, Taxonomy};
pub(super) use recent::Recent;
use tera::Value;

/// A story's card.
pub(super) fn card(around: &Surroundings<'_>, id: StoryId) -> CardView {
    let site = around.site;
    let story = site.story(id);
    let when = |when| time::view(around, when);
    CardView {
        title: story.title().to_owned(),
        url: around.addresses.of(story.address()),
        description: story.description().to_owned(),
        kicker: story.kicker().map(str::to_owned),
        genre: story.genre.map(|one| genre(around, one)),
        date: when(story.date),
        updated: story.updated().map(when),
        section: section(around, id),
        location: story.location().map(str::to_owned),
        agency: story.agency().map(str::to_owned),
        picture: photo::in_lists(around, story),
        language: language(around, story.language()).to_owned(),
        direction: direction(around, story.language()),
    }
}

/// A story's card as a value of templates.
fn value(around: &Surroundings<'_>, id: StoryId) -> Value {
    Value::try_from_serializable(&card(around, id)).unwrap_or_else(|_| Value::none())
}

/// A genre as readers are told it.
pub(super) fn genre(around: &Surroundings<'_>, genre: Genre) -> GenreView {
    GenreView { name: genre.name(), title: around.words.text(&word_of(genre)).to_owned() }
}

/// The genre that readers of lists are told: that something is a report goes without saying.
pub(super) fn told(genre: Option<Genre>) -> Option<Genre> {
    genre.filter(|genre| *genre != Genre::Reportage)
}

/// The name of the word for a genre.
pub(super) fn word_of(genre: Genre) -> String {
    format!("genre_{}", genre.name())
}

/// A story's headline and address.
pub(super) fn link(around: &Surroundings<'_>, id: StoryId) -> LinkView {
    let story = around.site.story(id);
    LinkView { title: story.title().to_owned(), url: around.addresses.of(story.address()) }
}

/// A story's section.
pub(super) fn section(around: &Surroundings<'_>, id: StoryId) -> Option<LinkView> {
    // Sections are the first taxonomy, so a story's comes first of its lists.
    let (_, list) = around.site.lists.of_story(id).next()?;
    (list.taxonomy == Some(Taxonomy::Sections)).then(|| list_link(around, list))
}

/// The lists of one taxonomy that hold a story.
pub(super) fn terms(around: &Surroundings<'_>, id: StoryId, taxonomy: Taxonomy) -> Vec<LinkView> {
    let lists = around.site.lists.of_story(id).filter(|(_, list)| list.taxonomy == Some(taxonomy));
    lists.map(|(_, list)| list_link(around, list)).collect()
}

/// The lists of those who wrote a story, in the order in which it names them.
pub(super) fn authors(around: &Surroundings<'_>, id: StoryId) -> Vec<LinkView> {
    let names = around.site.story(id).authors();
    let mut lists: Vec<&List> = Vec::new();
    for list in names.filter_map(|name| around.site.lists.find(Taxonomy::Authors, name)) {
        if lists.iter().all(|known| known.key != list.key) {
            lists.push(list);
        }
    }
    lists.into_iter().map(|list| list_link(around, list)).collect()
}

/// A list's name as readers see it and its address.
pub(super) fn list_link(around: &Surroundings<'_>, list: &List) -> LinkView {
    views::LinkView { title: list.title.clone(), url: around.addresses.of(&list.address) }
}

/// A text's language: its own, or the site's.
pub(super) fn language<'a>(around: &'a Surroundings<'_>, own: Option<&'a str>) -> &'a str {
    own.unwrap_or(&around.site.config.language)
}

/// `ltr` or `rtl`, by a text's language.
pub(super) fn direction(around: &Surroundings<'_>, own: Option<&str>) -> &'static str {
    own.map_or(around.site.config.direction, Direction::of).name()
}
