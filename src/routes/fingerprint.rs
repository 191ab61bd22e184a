//! What an output depends on, in a few numbers.

use super::{Target, drawn};
use crate::picture::Size;
use crate::site::{List, Site, Story, StoryId, Taxonomy, Twin, ids, segments::Segment};
use crate::theme::Theme;
use smallvec::SmallVec;
use std::collections::BTreeMap;
use xxhash_rust::xxh3::xxh3_64;

/// A hash of each kind of thing that an output depends on. As long as they are the same, and so are
/// the answers to what its template asked, so is the output.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Fingerprint {
    /// The program, the settings, and what every page shows of the site.
    pub site: u64,
    /// The template and all that it may use.
    pub template: u64,
    /// The text that it is made of.
    pub copy: u64,
    /// What it shows of other stories.
    pub others: u64,
}

impl Fingerprint {
    /// The same with a text.
    #[must_use]
    pub fn of(self, copy: u64) -> Self {
        Self { copy, ..self }
    }

    /// The same with what it shows of other stories.
    #[must_use]
    pub fn showing(self, others: u64) -> Self {
        Self { others, ..self }
    }
}

/// What fingerprints are made of.
pub(super) struct Inputs {
    site: u64,
    templates: BTreeMap<String, u64>,
    /// How readers see each list, by its place.
    lists: Vec<u64>,
    /// What every card depends on.
    cards: u64,
}

impl Inputs {
    /// What every output depends on. `program` tells one build of the program from another.
    pub(super) fn new(site: &Site, theme: &Theme, program: u64) -> Self {
        let name = |title: &str, address: &str| words([title, address]);
        let sections = site.lists.of(Taxonomy::Sections).map(|section| name(&section.title, &section.address));
        let taxonomies = Taxonomy::all(&site.config).map(|taxonomy| site.lists.of(taxonomy).next().is_some().into());
        let pages = site.pages.iter().map(|page| name(&page.title, &page.address));
        let settings = [format!("{:?}", site.config), format!("{:?}", theme.words)];
        let picture = site.picture().and_then(|path| site.picture_at(&path)).map(|picture| picture.size);
        let picture = picture.map_or(0, |Size { width, height }| u64::from(width) << 32 | u64::from(height));
        // Every page names the sections, the indexes that there are, and the pages; and the site's picture.
        let all = [program, words(settings.iter().map(String::as_str)), site.stories.is_empty().into()]
            .into_iter()
            .chain(sections)
            .chain(taxonomies)
            .chain(pages)
            .chain([site.has_corrections().into(), picture])
            .chain(drawn::all_icons(theme).map(|icon| icon.side().into()));
        let lists = site.lists.ids().map(|id| site.lists.get(id)).map(|list| name(&list.title, &list.address));
        let cards = cards_of(site, theme, program);
        Self { site: numbers(all), templates: theme.template_digests(), lists: lists.collect(), cards }
    }

    /// Whether what outputs have in common is the same.
    pub(super) fn are_common_with(&self, other: &Self) -> bool {
        self.site == other.site && self.templates == other.templates && self.cards == other.cards
    }

    /// What every list is called, and where it stands.
    pub(super) fn lists(&self) -> u64 {
        numbers(self.lists.iter().copied())
    }

    /// What a card depends on: its words, its template, and what is the same for all cards.
    pub(super) fn card(&self, target: &Target, words: u64) -> Option<Fingerprint> {
        Some(Fingerprint { site: self.cards, ..self.common(target).of(words) })
    }

    /// What an output depends on that shows nothing but the site.
    pub(super) fn common(&self, target: &Target) -> Fingerprint {
        let digest = |name: &&str| self.templates.get(*name).copied().unwrap_or_default();
        let template = numbers(target.templates().iter().map(digest));
        Fingerprint { site: self.site, template, copy: 0, others: 0 }
    }

    /// A story's text and what its lists are called: a function of its bytes, its path, the settings,
    /// and, where only its file's time tells the year, that time.
    pub(super) fn text(&self, site: &Site, id: StoryId) -> u64 {
        let story = site.story(id);
        let written = story.modified().map(|time| site.config.timezone.to_datetime(time).date());
        let written = written.map_or(0, |day| xxh3_64(day.to_string().as_bytes()));
        let lists = site.lists.of_story(id).map(|(list, _)| self.lists[list.0 as usize]);
        numbers([story.hash, story.digest, written].into_iter().chain(lists))
    }

    /// What the topics of some stories are called.
    pub(super) fn topics(&self, site: &Site, stories: impl IntoIterator<Item = StoryId>) -> u64 {
        let of_story = |id| site.lists.of_story(id).filter(|(_, list)| list.taxonomy == Some(Taxonomy::Tags));
        numbers(stories.into_iter().flat_map(of_story).map(|(list, _)| self.lists[list.0 as usize]))
    }

    /// All of some stories.
    pub(super) fn texts(&self, site: &Site, stories: impl IntoIterator<Item = StoryId>) -> u64 {
        numbers(stories.into_iter().map(|id| self.text(site, id)))
    }
}

/// What all cards have in common: the program, the site's name and languages, its colours and fonts.
fn cards_of(site: &Site, theme: &Theme, program: u64) -> u64 {
    let config = &site.config;
    let look = [format!("{:?}", config.theme_settings), format!("{:?}", theme.words)];
    let names = [config.title.as_str(), &config.language, config.direction.name(), &look[0], &look[1]];
    numbers([program, words(names), theme.fonts_digest()])
}

/// The words of a story's card.
pub(super) fn card(site: &Site, id: StoryId) -> u64 {
    let story = site.story(id);
    let section = site.lists.of_story(id).next().map(|(_, list)| list);
    let section = section.filter(|list| list.taxonomy == Some(Taxonomy::Sections)).map_or("", |list| &list.title);
    let (kicker, place) = (story.kicker().unwrap_or_default(), story.location().unwrap_or_default());
    words([story.title(), section, kicker, place, &story.day.to_string(), story.language().unwrap_or_default()])
}

/// A list without its stories: what it is called, and its own text.
pub(super) fn list(site: &Site, list: &List) -> u64 {
    let text = list.text.map(|at| &site.texts[at]);
    let own = words([list.title.as_str(), &list.description, text.map_or("", |text| &*text.path)]);
    numbers([own, text.map_or(0, |text| text.hash)])
}

/// What lists show of stories.
pub(super) fn cards(site: &Site, stories: impl IntoIterator<Item = StoryId>) -> u64 {
    numbers(stories.into_iter().map(|id| site.story(id).digest))
}

/// What sitemaps show of stories.
pub(super) fn entries(site: &Site, stories: impl IntoIterator<Item = StoryId>) -> u64 {
    numbers(stories.into_iter().map(|id| site.story(id).entry))
}

/// What links to stories show of them.
pub(super) fn links(site: &Site, stories: impl IntoIterator<Item = StoryId>) -> u64 {
    let link = |story: &Story| xxh3_64(story.title().as_bytes()) ^ xxh3_64(story.address().as_bytes()).rotate_left(1);
    numbers(stories.into_iter().map(|id| link(site.story(id))))
}

/// What is one thing in several languages.
pub(super) fn twins(twins: &[Twin]) -> u64 {
    numbers(twins.iter().flat_map(|twin| [u64::from(twin.tongue), xxh3_64(twin.address.as_bytes())]))
}

/// What tells one state of a searched part from another, the same on every machine: files of the
/// search name it, so that no browser takes the stories of one state for those of another. Other words
/// in a text do not count: they change which stories are found, not which is meant.
pub(crate) fn version(site: &Site, segment: &Segment) -> u64 {
    numbers(ids(segment.stories.clone()).flat_map(|id| {
        let story = site.story(id);
        let section = story.section().unwrap_or_default();
        [words([story.title(), story.description(), story.address(), section])]
    }))
}

/// Names and numbers of stories.
pub(super) fn counts<'a>(counts: impl Iterator<Item = (&'a str, usize)>) -> u64 {
    numbers(counts.flat_map(|(name, count)| [xxh3_64(name.as_bytes()), count as u64]))
}

/// Words in their order.
pub(super) fn words<'a>(words: impl IntoIterator<Item = &'a str>) -> u64 {
    numbers(words.into_iter().map(|word| xxh3_64(word.as_bytes())))
}

/// Numbers in their order.
pub(super) fn numbers(numbers: impl IntoIterator<Item = u64>) -> u64 {
    let mut bytes: SmallVec<[u8; 8 * 32]> = SmallVec::new();
    numbers.into_iter().for_each(|number| bytes.extend_from_slice(&number.to_le_bytes()));
    xxh3_64(&bytes)
}
