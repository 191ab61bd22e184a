//! What an output depends on, in one number.

use crate::site::{List, Site, Story, StoryId, Taxonomy};
use crate::theme::Theme;
use xxhash_rust::xxh3::{Xxh3, xxh3_128};

/// A hash of all that an output depends on, 128 bits wide, so that two never meet by chance.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Fingerprint(pub u128);

impl Fingerprint {
    /// Of bytes.
    pub fn of_bytes(bytes: &[u8]) -> Self {
        Self(xxh3_128(bytes))
    }

    /// Of this and another.
    pub fn and(self, other: Self) -> Self {
        let mut both = [0; 32];
        both[..16].copy_from_slice(&self.0.to_le_bytes());
        both[16..].copy_from_slice(&other.0.to_le_bytes());
        Self::of_bytes(&both)
    }
}

/// What fingerprints are made of.
pub(super) struct Inputs {
    common: Fingerprint,
}

impl Inputs {
    /// What every page depends on: the program, the settings, the theme, and the site's sections
    /// and indexes, which every page names.
    pub(super) fn new(site: &Site, theme: &Theme) -> Self {
        let mut hash = Xxh3::new();
        hash.update(env!("CARGO_PKG_VERSION").as_bytes());
        hash.update(&theme.fingerprint().to_le_bytes());
        hash.update(format!("{:?}", site.config).as_bytes());
        for section in site.lists.of(Taxonomy::Sections) {
            hash.update(section.key.as_bytes());
            hash.update(section.title.as_bytes());
        }
        for taxonomy in Taxonomy::all(&site.config) {
            hash.update(&[u8::from(site.lists.of(taxonomy).next().is_some())]);
        }
        for page in &site.pages {
            hash.update(page.title.as_bytes());
            hash.update(page.address.as_bytes());
        }
        hash.update(&[u8::from(site.stories.iter().any(|story| !story.corrections.is_empty()))]);
        Self { common: Fingerprint(hash.digest128()) }
    }

    /// What depends on nothing else.
    pub(super) fn common(&self) -> Fingerprint {
        self.common
    }

    /// What depends on a number.
    pub(super) fn with(&self, number: u64) -> Fingerprint {
        self.common.and(Fingerprint(u128::from(number)))
    }

    /// What depends on words.
    pub(super) fn words<'a>(&self, words: impl IntoIterator<Item = &'a str>) -> Fingerprint {
        let mut hash = Xxh3::new();
        hash.update(&self.common.0.to_le_bytes());
        for word in words {
            hash.update(&word.len().to_le_bytes());
            hash.update(word.as_bytes());
        }
        Fingerprint(hash.digest128())
    }

    /// A story's page: the story, what its lists are called, and the stories that it names.
    pub(super) fn story(&self, site: &Site, id: StoryId, named: impl IntoIterator<Item = StoryId>) -> Fingerprint {
        let mut hash = Xxh3::new();
        hash.update(&self.common.0.to_le_bytes());
        story(&mut hash, site.story(id));
        for (_, list) in site.lists.of_story(id) {
            hash.update(list.title.as_bytes());
            hash.update(list.address.as_bytes());
        }
        for id in named {
            story(&mut hash, site.story(id));
        }
        Fingerprint(hash.digest128())
    }

    /// The front of a list: its stories, what it is called, and its own text.
    pub(super) fn list(&self, site: &Site, list: &List, stories: &[StoryId]) -> Fingerprint {
        let shown = self.stories(site, stories.iter().copied());
        let text = list.text.map(|at| &site.texts[at]);
        let hash = text.map_or(0, |text| text.hash);
        let path = text.map_or("", |text| &*text.path);
        shown.and(self.words([list.title.as_str(), &list.description, path, &format!("{hash:016x}")]))
    }

    /// What depends on stories.
    pub(super) fn stories(&self, site: &Site, stories: impl IntoIterator<Item = StoryId>) -> Fingerprint {
        let mut hash = Xxh3::new();
        hash.update(&self.common.0.to_le_bytes());
        for id in stories {
            story(&mut hash, site.story(id));
        }
        Fingerprint(hash.digest128())
    }

    /// What depends on names and numbers of stories.
    pub(super) fn counts<'a>(&self, counts: impl Iterator<Item = (&'a str, usize)>) -> Fingerprint {
        let mut hash = Xxh3::new();
        hash.update(&self.common.0.to_le_bytes());
        for (name, count) in counts {
            hash.update(name.as_bytes());
            hash.update(&count.to_le_bytes());
        }
        Fingerprint(hash.digest128())
    }
}

/// A story's metadata and body are a function of its bytes, its path, the settings, and, where only
/// its file's time tells the year, that time.
fn story(hash: &mut Xxh3, story: &Story) {
    hash.update(&story.hash.to_le_bytes());
    hash.update(story.path.as_bytes());
    hash.update(story.address.as_bytes());
    hash.update(&story.instant.as_nanosecond().to_le_bytes());
}
