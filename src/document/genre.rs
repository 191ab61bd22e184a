//! What kind of text a story is.

use serde::{Deserialize, Serialize};

/// The kind of a text, as readers and search engines are told it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Genre {
    /// What was seen and found out at the place.
    Reportage,
    /// What it means.
    Analysis,
    /// How it came about.
    Background,
    /// What somebody thinks of it.
    Opinion,
    /// A book, a play, a meal, judged.
    Review,
    /// Not meant as it is said.
    Satire,
    /// Paid for.
    Advertisement,
    /// A running story that is told as it happens; for the page of a running story.
    Live,
}

impl Genre {
    /// Every genre with the name it has in front matter.
    pub const NAMES: [(&'static str, Self); 8] = [
        ("reportage", Self::Reportage),
        ("analysis", Self::Analysis),
        ("background", Self::Background),
        ("opinion", Self::Opinion),
        ("review", Self::Review),
        ("satire", Self::Satire),
        ("advertisement", Self::Advertisement),
        ("live", Self::Live),
    ];

    /// The name that front matter uses.
    pub fn name(self) -> &'static str {
        Self::NAMES.iter().find(|(_, genre)| *genre == self).map_or("", |(name, _)| name)
    }
}
