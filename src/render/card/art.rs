//! What cards are drawn of: the words of a story, or of the site.

use crate::render::views::CardArt;
use crate::render::{Surroundings, cards};
use crate::site::{Site, StoryId};

/// What a story's card is drawn of.
pub(in crate::render) fn of_story(around: &Surroundings<'_>, id: StoryId) -> CardArt {
    let story = around.site.story(id);
    CardArt {
        kind: "story",
        title: story.title().to_owned(),
        description: String::new(),
        kicker: story.kicker().map(str::to_owned),
        section: cards::section(around, id).map(|section| section.title),
        place: story.location().map(str::to_owned),
        date: Some(around.words.day(story.day)),
        language: cards::language(around, story.language()).to_owned(),
        direction: cards::direction(around, story.language()),
        ..of_site(around.site)
    }
}

/// What the site's card is drawn of.
pub(in crate::render) fn of_site(site: &Site) -> CardArt {
    let config = &site.config;
    CardArt {
        kind: "site",
        title: config.title.clone(),
        description: config.description.clone(),
        kicker: None,
        section: None,
        place: None,
        date: None,
        language: config.language.clone(),
        direction: config.direction.name(),
        site: config.title.clone(),
        site_language: config.language.clone(),
        site_direction: config.direction.name(),
        settings: config.theme_settings.iter().map(|(key, value)| (key.clone(), value.clone())).collect(),
    }
}
