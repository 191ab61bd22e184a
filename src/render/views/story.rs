//! A story: in a list, whole, and what it has beside its words.

use super::{FeedView, LinkView, PictureView, SizeView};
use crate::markdown::Heading;
use serde::Serialize;

/// A [`CardView`] as a value of templates, which several lists share.
pub type Card = tera::Value;

/// A story in a list.
#[derive(Debug, Clone, Serialize)]
pub struct CardView {
    /// The headline.
    pub title: String,
    /// The address.
    pub url: String,
    /// The deck, or the first paragraph's words where there is none.
    pub description: String,
    /// The short line above the headline.
    pub kicker: Option<String>,
    /// What kind of text it is, where that was said.
    pub genre: Option<GenreView>,
    /// When it was published.
    pub date: TimeView,
    /// When it last changed in substance.
    pub updated: Option<TimeView>,
    /// Its section.
    pub section: Option<LinkView>,
    /// The place of the dateline.
    pub location: Option<String>,
    /// The agency it came from.
    pub agency: Option<String>,
    /// The picture that stands for it, cut to one shape around its focus.
    pub picture: Option<PictureView>,
    /// Its language, a BCP 47 tag.
    pub language: String,
    /// `ltr` or `rtl`.
    pub direction: &'static str,
}

/// A whole story.
#[derive(Debug, Clone, Serialize)]
pub struct StoryView {
    /// The headline.
    pub title: String,
    /// The address.
    pub url: String,
    /// The deck as written; a page that is no story may have none.
    pub description: Option<String>,
    /// The short line above the headline.
    pub kicker: Option<String>,
    /// What kind of text it is, where that was said.
    pub genre: Option<GenreView>,
    /// When it was published; a page that is no story has none.
    pub date: Option<TimeView>,
    /// When it last changed in substance.
    pub updated: Option<TimeView>,
    /// Its section.
    pub section: Option<LinkView>,
    /// Its topics.
    pub tags: Vec<LinkView>,
    /// Who wrote it.
    pub authors: Vec<LinkView>,
    /// The byline as it was typed, where it says more than the names.
    pub byline: Option<String>,
    /// The place of the dateline; without an address where the site has no pages of places.
    pub location: Option<LinkView>,
    /// The agency it came from; without an address where the site has no pages of agencies.
    pub agency: Option<LinkView>,
    /// Its terms in the newsroom's own taxonomies.
    pub terms: Vec<TermsOfView>,
    /// The running story that it is a part of.
    pub series: Option<SeriesView>,
    /// What was wrong in it and has been mended, the newest first.
    pub corrections: Vec<CorrectionView>,
    /// Stories that share its people, places and topics, the nearest first.
    pub related: Vec<CardView>,
    /// Where it was first published: a name or an address.
    pub source: Option<String>,
    /// The lead picture's address.
    pub image: Option<String>,
    /// The lead picture's size, where it is known.
    pub image_size: Option<SizeView>,
    /// What the lead picture shows.
    pub image_alt: Option<String>,
    /// The line under the lead picture.
    pub image_caption: Option<String>,
    /// Who made the lead picture, and for whom.
    pub image_credit: Option<String>,
    /// The lead picture in all its sizes, where the front matter names a file.
    pub picture: Option<PictureView>,
    /// Its language, a BCP 47 tag.
    pub language: String,
    /// `ltr` or `rtl`.
    pub direction: &'static str,
    /// The body as HTML, safe to print; the dateline opens its first paragraph.
    pub content: String,
    /// The body's headings.
    pub headings: Vec<Heading>,
    /// How many words the body has.
    pub words: usize,
    /// How many minutes it takes to read, at 200 words a minute; at least 1.
    pub minutes: usize,
    /// The same in words: `4 min read`.
    pub reading_time: String,
    /// Its other forms: Markdown, plain text, ninjs; those that the site has.
    pub forms: Vec<FeedView>,
    /// The next older story of its section (or of the site, where it has none).
    pub older: Option<LinkView>,
    /// The next newer one.
    pub newer: Option<LinkView>,
}

/// A time, ready to print.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TimeView {
    /// For `<time datetime>`: `2026-02-07` or `2026-02-07T14:30:00+09:00`.
    pub iso: String,
    /// The full instant with its offset (RFC 3339), also of a date alone.
    pub instant: String,
    /// The day in words, and the time of day where one was given: `7 February 2026, 14:30 JST`.
    pub full: String,
    /// The day in words: `7 February 2026`.
    pub day: String,
    /// The time of day, where one was given: `14:30`.
    pub time: Option<String>,
    /// The zone's abbreviation: `JST`, `UTC`.
    pub zone: String,
    /// The address of the day's page, where the site has an archive.
    pub url: Option<String>,
}

/// A kind of text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct GenreView {
    /// `reportage`, `analysis`, `background`, `opinion`, `review`, `satire`, `advertisement`, `live`.
    pub name: &'static str,
    /// What readers see.
    pub title: String,
}

/// A story's terms in one of the newsroom's own taxonomies.
#[derive(Debug, Clone, Serialize)]
pub struct TermsOfView {
    /// What the taxonomy is called.
    pub title: String,
    /// The terms.
    pub terms: Vec<LinkView>,
}

/// A running story, as one of its parts shows it.
#[derive(Debug, Clone, Serialize)]
pub struct SeriesView {
    /// What it is called.
    pub title: String,
    /// The address of its timeline.
    pub url: String,
    /// How many parts it has in all.
    pub count: usize,
    /// The parts around this one, from the oldest, this one among them.
    pub parts: Vec<CardView>,
}

/// What was wrong and has been mended.
#[derive(Debug, Clone, Serialize)]
pub struct CorrectionView {
    /// When it was mended.
    pub date: TimeView,
    /// What readers are told.
    pub text: String,
}

/// A story that has been corrected.
#[derive(Debug, Clone, Serialize)]
pub struct CorrectedView {
    /// The story.
    pub story: CardView,
    /// Its corrections, the newest first.
    pub corrections: Vec<CorrectionView>,
}
