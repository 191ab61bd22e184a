//! The views: the only types that templates see.
//!
//! Every template sees `site` ([`SiteView`]) and `page` ([`PageView`]). Beside them a template sees
//! what its kind of page is about:
//!
//! | template | sees | for |
//! | --- | --- | --- |
//! | `home.html` | `stories`: the newest [`CardView`]s | the front page |
//! | `story.html` | `story`: [`StoryView`] | a story |
//! | `list.html` | `list`: [`ListView`] | all stories, a section, a tag, an author, a place, an agency, a running story |
//! | `archive.html` | `archive`: [`ArchiveView`] | a year, a month, a day |
//! | `terms.html` | `terms`: [`TermsView`] | all tags, all authors, all places, all years |
//! | `corrections.html` | `corrections`: [`CorrectedView`]s, newest first | all corrections |
//! | `page.html` | `story`: [`StoryView`] without a date | a page that is no story (`about.md`) |
//! | `search.html` | `search`: [`SearchView`] | the page that stories are searched on |
//! | `404.html` | – | an address at which there is nothing |
//! | `redirect.html` | `target`: an address | an address that has moved |
//!
//! `text.html` makes the text edition of every page and sees what that page sees. Beside all of these
//! `words` are the words of the page's language and `site.words` those of the site's.
//!
//! `card.svg` draws what stands for a story, or for the site, where it is shared; it sees `card`
//! ([`CardArt`]) and nothing else.
//!
//! Anything else a template asks for with a query: `stories(section="world", limit=5)`,
//! `sections()`, `terms(of="tags")`. `asset(name="style.css")` gives the address of an asset.
//!
//! Addresses in views can be printed as they are: they begin with the site's path, and where the
//! site has no `base-url` they are made relative when the page is finished.

use crate::markdown::Heading;
use crate::theme::words::Words;
use serde::Serialize;

/// The site, the same for every page.
#[derive(Debug, Clone, Serialize)]
pub struct SiteView {
    /// The name of the site.
    pub title: String,
    /// What it is, in a sentence; may be empty.
    pub description: String,
    /// The language, a BCP 47 tag.
    pub language: String,
    /// `ltr` or `rtl`.
    pub direction: &'static str,
    /// Who publishes it.
    pub authors: Vec<String>,
    /// The front page's address.
    pub url: String,
    /// What stands before an address on a page to make it absolute (`https://wire.example`), where the
    /// site has a host.
    pub host: Option<String>,
    /// The sections that have stories, in the desk's order.
    pub sections: Vec<LinkView>,
    /// The pages that lead to everything: all stories, the archive, topics, authors, places; those
    /// that there are.
    pub indexes: Vec<LinkView>,
    /// The page that stories are searched on, where there is one.
    pub search: Option<String>,
    /// The site's own feeds; empty where the site has no absolute address.
    pub feeds: Vec<FeedView>,
    /// The words that pages print, in the site's language.
    pub words: Words,
    /// The WebSub hubs that tell readers of new stories.
    pub hubs: Vec<String>,
    /// The address of the web manifest.
    pub manifest: String,
    /// The address of `favicon.ico`, if there is one.
    pub favicon: Option<String>,
    /// The address of the icon for the screens of telephones, if there is one.
    pub touch_icon: Option<String>,
    /// `[theme]` of `book.toml`, as it was written.
    pub settings: serde_json::Value,
    /// The program's name and version.
    pub generator: &'static str,
}

/// The page that is being made.
#[derive(Debug, Clone, Serialize)]
pub struct PageView {
    /// `home`, `story`, `page`, `section`, `tag`, `author`, `place`, `agency`, `series`, `term`, `all`,
    /// `year`, `month`, `day`, `terms`, `archive`, `corrections`, `search`, `not-found`, `redirect`.
    pub kind: &'static str,
    /// What the page is called, without the site's name.
    pub title: String,
    /// What it is, in a sentence; may be empty.
    pub description: String,
    /// Its address.
    pub url: String,
    /// What tells it from another page of the same title, if there is one: the day.
    pub apart: Option<String>,
    /// Its absolute address, where the site has one.
    pub canonical: Option<String>,
    /// The language that the page is in, a BCP 47 tag.
    pub language: String,
    /// `ltr` or `rtl`.
    pub direction: &'static str,
    /// The address of the page in the text edition, or in that edition of the page in the full one.
    pub other_edition: Option<String>,
    /// The site's languages, as this page leads to them; none where the site has but one.
    pub languages: Vec<LanguageView>,
    /// The absolute address of this page for readers of any other language (`x-default`), where the
    /// page is there in several.
    pub for_others: Option<String>,
    /// Whether its text is in the site's own language because it has not been translated.
    pub is_untranslated: bool,
    /// A picture to show where the page is shared, if there is one.
    pub image: Option<ImageView>,
    /// Feeds of the list that it shows, if any, besides the site's own.
    pub feeds: Vec<FeedView>,
    /// The way here from the front page, without the page itself.
    pub breadcrumbs: Vec<LinkView>,
    /// In the text edition, which leaf of the page it is, where that goes on over several.
    pub leaf: Option<LeafView>,
    /// Structured data (JSON-LD) to print as it is inside `<script type="application/ld+json">`.
    pub json_ld: Option<String>,
}

/// A leaf of a long page of the text edition.
#[derive(Debug, Clone, Serialize)]
pub struct LeafView {
    /// Its number, from 1.
    pub number: usize,
    /// How many there are.
    pub of: usize,
    /// The one before it.
    pub back: Option<String>,
    /// The one after it.
    pub on: Option<String>,
    /// Of a list of names, some letters, each with the leaf on which the names begin that begin with it.
    pub letters: Vec<LinkView>,
}

/// One of the site's languages, as a page leads to it.
#[derive(Debug, Clone, Serialize)]
pub struct LanguageView {
    /// The language, a BCP 47 tag.
    pub tag: String,
    /// What it calls itself: `Русский`.
    pub title: String,
    /// `ltr` or `rtl`.
    pub direction: &'static str,
    /// The address of the same page in it, or of its front page where there is none.
    pub url: String,
    /// The absolute address of the same page in it, for `hreflang`; nothing where the page is not
    /// there in several languages, or the site has no absolute address.
    pub absolute: Option<String>,
    /// Whether it is the language of this edition of the site.
    pub is_this: bool,
    /// Whether the address is that of the same page.
    pub is_translation: bool,
}

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

/// A kind of text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct GenreView {
    /// `reportage`, `analysis`, `background`, `opinion`, `review`, `satire`, `advertisement`, `live`.
    pub name: &'static str,
    /// What readers see.
    pub title: String,
}

/// A picture's size in pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct SizeView {
    /// How wide.
    pub width: u32,
    /// How high.
    pub height: u32,
}

/// An address and what it is called.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LinkView {
    /// What readers see.
    pub title: String,
    /// The address.
    pub url: String,
}

/// A feed, or another form of a story.
#[derive(Debug, Clone, Serialize)]
pub struct FeedView {
    /// `RSS`, `Atom`, `JSON Feed`; `Markdown`, `Text`, `JSON`.
    pub title: String,
    /// The address.
    pub url: String,
    /// The media type.
    pub mime: &'static str,
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

/// A list of stories, one page of it.
#[derive(Debug, Clone, Serialize)]
pub struct ListView {
    /// `all`, `section`, `tag`, `author`, `place`, `agency`, `series`, `term`.
    pub kind: &'static str,
    /// What it is called.
    pub title: String,
    /// What it covers; may be empty.
    pub description: String,
    /// The same, on its front only, where the desk says it in a line of its own.
    pub standfirst: Option<String>,
    /// The address of its front.
    pub url: String,
    /// Its own text as HTML, safe to print, on its front only.
    pub text: Option<String>,
    /// What is known of the author whose stories they are, on its front only.
    pub person: Option<PersonView>,
    /// Whether it is a running story that is told as it happens, on its front only.
    pub live: bool,
    /// The topics that its newest stories share, on its front only.
    pub topics: Vec<LinkView>,
    /// How many stories it has in all; on its front only, since numbered pages never change.
    pub count: Option<usize>,
    /// The stories on this page, newest first.
    pub stories: Vec<Card>,
    /// The page's number, from the oldest; the front has none.
    pub number: Option<usize>,
    /// The page with newer stories; the front has none.
    pub newer: Option<String>,
    /// The page with older stories; the oldest has none.
    pub older: Option<String>,
}

/// What is known of somebody who writes, beside the name.
#[derive(Debug, Clone, Serialize)]
pub struct PersonView {
    /// What the author is in the newsroom.
    pub job_title: Option<String>,
    /// Where the author is written to.
    pub email: Option<String>,
    /// The same person elsewhere; each is called by its host.
    pub links: Vec<LinkView>,
}

/// A year, a month or a day.
#[derive(Debug, Clone, Serialize)]
pub struct ArchiveView {
    /// `year`, `month`, `day`.
    pub kind: &'static str,
    /// `2026`, `February 2026`, `7 February 2026`.
    pub title: String,
    /// Its months or days, from the first, with how many stories each has; a day has none.
    pub parts: Vec<CountView>,
    /// The day of the week of a day.
    pub weekday: Option<String>,
    /// The stories of a day or a month, newest first; a year has none, nor has a month with too many
    /// for a page.
    pub stories: Vec<Card>,
    /// A year as twelve calendars; a month and a day have none.
    pub months: Vec<MonthView>,
    /// The one before it that has stories.
    pub earlier: Option<LinkView>,
    /// The one after it that has stories.
    pub later: Option<LinkView>,
}

/// A month as a calendar.
#[derive(Debug, Clone, Serialize)]
pub struct MonthView {
    /// `February`.
    pub title: String,
    /// The month's page, where it has stories.
    pub url: Option<String>,
    /// How many stories it has.
    pub count: usize,
    /// Its weeks, each of seven days from the one that begins it in the page's language.
    pub weeks: Vec<[DayView; 7]>,
}

/// A day in a calendar.
#[derive(Debug, Clone, Default, Serialize)]
pub struct DayView {
    /// The day of the month; 0 before the month begins and after it ends.
    pub day: i8,
    /// The day in words, where it has stories.
    pub title: String,
    /// The day's page, where it has stories.
    pub url: Option<String>,
    /// How many stories it has.
    pub count: usize,
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

/// The search.
#[derive(Debug, Clone, Serialize)]
pub struct SearchView {
    /// The address of what there is to search, for the script.
    pub index: String,
    /// The words for a number of results in each plural form, as JSON.
    pub results: String,
    /// Whether every story has a plain text beside its page.
    pub texts: bool,
}

/// A year of the archive.
#[derive(Debug, Clone, Serialize)]
pub struct YearView {
    /// The year.
    pub title: String,
    /// Its address.
    pub url: String,
    /// How many stories it has, as readers see it.
    pub number: String,
    /// Its twelve months; one without stories has no address.
    pub months: Vec<CountView>,
}

/// The terms that begin with a letter.
#[derive(Debug, Clone, Serialize)]
pub struct LetterView {
    /// The letter, a capital where there are any.
    pub letter: String,
    /// The terms.
    pub terms: Vec<CountView>,
}

/// An address, what it is called, and how many stories are there.
#[derive(Debug, Clone, Serialize)]
pub struct CountView {
    /// What readers see.
    pub title: String,
    /// The address.
    pub url: String,
    /// How many stories.
    pub count: usize,
    /// The same as readers see it: `12,345`.
    pub number: String,
}

/// All terms of a kind.
#[derive(Debug, Clone, Serialize)]
pub struct TermsView {
    /// `tags`, `authors`, `places`, `agencies`, `series`, the key of one of the newsroom's own
    /// taxonomies, `archive` (the years).
    pub kind: String,
    /// What they are called: `Topics`.
    pub title: String,
    /// Each of them, in alphabetical order (years from the newest).
    pub terms: Vec<CountView>,
    /// The same by their first letters, where there are many.
    pub letters: Vec<LetterView>,
    /// The years of the archive with their months, from the newest.
    pub years: Vec<YearView>,
}
