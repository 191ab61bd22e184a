//! Pictures, and what a card is drawn of.

use serde::Serialize;

/// A picture to show where a page is shared.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ImageView {
    /// The absolute address.
    pub url: String,
    /// What it shows, in words.
    pub alt: String,
    /// The media type, where the address tells it.
    pub mime: Option<&'static str>,
    /// How wide and how high it is in pixels, where that is known.
    pub size: Option<SizeView>,
    /// The line under it.
    pub caption: Option<String>,
    /// Who made it, and for whom.
    pub credit: Option<String>,
}

/// A photograph of a story.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PictureView {
    /// It as HTML, safe to print, in all its sizes and kinds; fetched when the reader comes near.
    pub html: String,
    /// The same, fetched at once.
    pub first: String,
    /// What it shows, in words; may be empty.
    pub alt: String,
    /// The line under it.
    pub caption: Option<String>,
    /// Who made it, and for whom.
    pub credit: Option<String>,
}

/// A picture's size in pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct SizeView {
    /// How wide.
    pub width: u32,
    /// How high.
    pub height: u32,
}

/// What a card is drawn of.
#[derive(Debug, Clone, Serialize)]
pub struct CardArt {
    /// `story`, or `site`.
    pub kind: &'static str,
    /// The headline, or the site's name.
    pub title: String,
    /// What the site is; empty on a story's.
    pub description: String,
    /// The short line above the headline.
    pub kicker: Option<String>,
    /// The section's name.
    pub section: Option<String>,
    /// The place of the dateline.
    pub place: Option<String>,
    /// The day in words.
    pub date: Option<String>,
    /// The language, a BCP 47 tag.
    pub language: String,
    /// `ltr` or `rtl`.
    pub direction: &'static str,
    /// The site's name.
    pub site: String,
    /// The site's language.
    pub site_language: String,
    /// The site's direction.
    pub site_direction: &'static str,
    /// `[theme]` of `book.toml`, as it was written.
    pub settings: serde_json::Value,
}

impl CardArt {
    /// All its words.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        let optional = [&self.kicker, &self.section, &self.place, &self.date];
        [&self.title, &self.description, &self.site]
            .into_iter()
            .chain(optional.into_iter().flatten())
            .map(String::as_str)
    }
}
