//! What lists gather their stories by.

use crate::config::{Config, Pages};
use serde::{Deserialize, Serialize};

/// What a list gathers its stories by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Taxonomy {
    /// The desk's sections.
    Sections,
    /// Topics.
    Tags,
    /// People who wrote them.
    Authors,
    /// Places of datelines.
    Places,
    /// Agencies that they came from.
    Agencies,
    /// Running stories.
    Series,
    /// One of the newsroom's own, by its place in [`Config::taxonomies`].
    Own(u8),
}

impl Taxonomy {
    /// Every taxonomy that the program knows.
    const BUILT_IN: [Self; 6] = [Self::Sections, Self::Tags, Self::Authors, Self::Places, Self::Agencies, Self::Series];

    /// Every taxonomy of a site.
    pub fn all(config: &Config) -> impl Iterator<Item = Self> + use<> {
        let own = u8::try_from(config.taxonomies.len()).unwrap_or(u8::MAX);
        Self::BUILT_IN.into_iter().chain((0..own).map(Self::Own))
    }

    /// What templates and queries call it, and the folder of its lists.
    pub fn name(self, config: &Config) -> &str {
        match self {
            Self::Sections => "sections",
            Self::Tags => "tags",
            Self::Authors => "authors",
            Self::Places => "places",
            Self::Agencies => "agencies",
            Self::Series => "series",
            Self::Own(at) => &config.taxonomies[usize::from(at)].key,
        }
    }

    /// What templates and queries call one list of it.
    pub fn singular(self, config: &Config) -> &str {
        match self {
            Self::Own(at) => &config.taxonomies[usize::from(at)].key,
            known => known.kind(),
        }
    }

    /// What kind of page its lists are, to a theme.
    pub fn kind(self) -> &'static str {
        match self {
            Self::Sections => "section",
            Self::Tags => "tag",
            Self::Authors => "author",
            Self::Places => "place",
            Self::Agencies => "agency",
            Self::Series => "series",
            Self::Own(_) => "term",
        }
    }

    /// The taxonomy whose lists' own texts lie in a folder of this name: `tags` or `topics`.
    pub fn of_folder(config: &Config, folder: &str) -> Option<Self> {
        if config.sections.iter().any(|section| section.key == folder) {
            return None;
        }
        let name = match folder {
            "topics" => "tags",
            "people" => "authors",
            other => other,
        };
        Self::all(config).find(|taxonomy| taxonomy.name(config) == name && taxonomy.is_wanted(config))
    }

    /// Whether `[outputs]` asks for its lists; sections and the newsroom's own always have theirs.
    pub(super) fn is_wanted(self, config: &Config) -> bool {
        let pages = match self {
            Self::Sections | Self::Own(_) => return true,
            Self::Tags => Pages::Tags,
            Self::Authors => Pages::Authors,
            Self::Places => Pages::Places,
            Self::Agencies => Pages::Agencies,
            Self::Series => Pages::Series,
        };
        config.outputs.pages.contains(&pages)
    }

    /// The address of a list: sections stand at the root, the others in a folder of their own.
    pub(super) fn address(self, config: &Config, key: &str) -> String {
        match self {
            Self::Sections => format!("/{key}/"),
            _ => format!("/{}/{key}/", self.name(config)),
        }
    }
}
