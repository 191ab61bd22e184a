//! A story as the model knows it: metadata, settled.

mod packed;
mod words;

use crate::document::when::compact;
use crate::document::{Genre, When};
use crate::picture::recipe::Focus;
use crate::raw;
use jiff::Timestamp;
use jiff::civil::Date;
use packed::Packed;
pub(super) use packed::Texts;
use serde::{Deserialize, Serialize};
use std::hash::{Hash, Hasher};
use std::sync::Arc;
pub(super) use words::Words;
use words::{WORDS, Word};
use xxhash_rust::xxh3::{Xxh3, xxh3_64};

/// What a story was written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Origin {
    /// Wire text, converted each time.
    Wire,
    /// Markdown.
    Markdown,
}

/// The picture that stands for a story: that of its front matter, else the first in its text.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Lead {
    /// Its file; it may not be there.
    pub path: Box<str>,
    /// What it shows, in words.
    pub alt: Option<Box<str>>,
    /// The line under it.
    pub caption: Option<Box<str>>,
    /// Who made it, and for whom.
    pub credit: Option<Box<str>>,
    /// What of it stays in view where it is cut.
    pub focus: Option<Focus>,
}

/// A story's terms in the newsroom's own taxonomies, by each taxonomy's place in the settings.
pub type OwnTerms = Box<[(u8, Box<[Box<str>]>)]>;

/// A story.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Story {
    /// What it says of itself, by [`Word`].
    pub(super) words: Packed,
    /// Wire text or Markdown.
    pub origin: Origin,
    /// Which of the site's languages it is written for, by its place among them.
    pub tongue: u8,
    /// A hash of its file's bytes.
    #[serde(with = "raw")]
    pub hash: u64,
    /// What kind of text it is, where that was said.
    pub genre: Option<Genre>,
    /// When it was published, as written.
    pub date: When,
    /// When it was published, as an instant.
    #[serde(with = "compact")]
    pub instant: Timestamp,
    /// The day of publication in the site's zone.
    #[serde(with = "compact::day")]
    pub day: Date,
    /// What few stories have, apart, since there may be a million stories.
    pub(super) rare: Option<Box<Rare>>,
    /// A hash of all of this but the file's bytes and time: of what others show of the story.
    #[serde(with = "raw")]
    pub digest: u64,
    /// A hash of what a sitemap shows of it: its address, its times and its picture, and not its words.
    #[serde(with = "raw")]
    pub entry: u64,
    /// A hash of the headline, by which its namesakes are found.
    #[serde(with = "raw")]
    pub(super) headline: u64,
}

/// What few stories have.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Rare {
    #[serde(with = "compact::optional")]
    pub(super) modified: Option<Timestamp>,
    pub(super) updated: Option<When>,
    #[serde(with = "compact::optional")]
    pub(super) expires: Option<Timestamp>,
    pub(super) series: Option<Box<str>>,
    pub(super) terms: OwnTerms,
    pub(super) corrections: Box<[Correction]>,
    pub(super) language: Option<Box<str>>,
    pub(super) aliases: Box<[Box<str>]>,
    pub(super) image: Option<Box<str>>,
    pub(super) lead: Option<Lead>,
    pub(super) attachments: Box<[Box<str>]>,
    pub(super) translation: Option<Box<str>>,
}

impl Rare {
    /// Nothing where a story has none of it.
    pub(super) fn boxed(self) -> Option<Box<Self>> {
        (self != Self::default()).then(|| Box::new(self))
    }
}

impl Story {
    /// Its file.
    pub fn path(&self) -> &str {
        self.word(Word::Path).unwrap_or_default()
    }

    /// The address from the site's root: `/2026/02/07/ferries.html`. Its output has the same.
    pub fn address(&self) -> &str {
        self.word(Word::Address).unwrap_or_default()
    }

    /// The headline.
    pub fn title(&self) -> &str {
        self.word(Word::Title).unwrap_or_default()
    }

    /// The deck, or the first words of the body.
    pub fn description(&self) -> &str {
        self.word(Word::Description).unwrap_or_default()
    }

    /// The short line above the headline.
    pub fn kicker(&self) -> Option<&str> {
        self.word(Word::Kicker)
    }

    /// The section's key.
    pub fn section(&self) -> Option<&str> {
        self.word(Word::Section)
    }

    /// The place of the dateline.
    pub fn location(&self) -> Option<&str> {
        self.word(Word::Location)
    }

    /// The agency it came from.
    pub fn agency(&self) -> Option<&str> {
        self.word(Word::Agency)
    }

    /// Topics.
    pub fn tags(&self) -> Texts<'_> {
        self.words.list::<WORDS>(Word::Tags as usize)
    }

    /// Who wrote it.
    pub fn authors(&self) -> Texts<'_> {
        self.words.list::<WORDS>(Word::Authors as usize)
    }

    fn word(&self, word: Word) -> Option<&str> {
        self.words.list::<WORDS>(word as usize).next()
    }

    /// When its file was last written, where nothing else tells the year.
    pub fn modified(&self) -> Option<Timestamp> {
        self.rare.as_ref()?.modified
    }

    /// When it last changed in substance.
    pub fn updated(&self) -> Option<When> {
        self.rare.as_ref()?.updated
    }

    /// When it is taken down.
    pub fn expires(&self) -> Option<Timestamp> {
        self.rare.as_ref()?.expires
    }

    /// The running story that it is a part of.
    pub fn series(&self) -> Option<&str> {
        self.rare.as_ref()?.series.as_deref()
    }

    /// Its terms in one of the newsroom's own taxonomies, by the taxonomy's place in the settings.
    pub fn terms(&self, taxonomy: u8) -> &[Box<str>] {
        let terms = self.rare.as_ref().and_then(|rare| rare.terms.iter().find(|(of, _)| *of == taxonomy));
        terms.map_or(&[], |(_, terms)| terms)
    }

    /// What was wrong in it and has been mended.
    pub fn corrections(&self) -> &[Correction] {
        self.rare.as_ref().map_or(&[], |rare| &rare.corrections)
    }

    /// The language, where it is not the site's.
    pub fn language(&self) -> Option<&str> {
        self.rare.as_ref()?.language.as_deref()
    }

    /// Addresses that lead here.
    pub fn aliases(&self) -> &[Box<str>] {
        self.rare.as_ref().map_or(&[], |rare| &rare.aliases)
    }

    /// The lead picture, as typed.
    pub fn image(&self) -> Option<&str> {
        self.rare.as_ref()?.image.as_deref()
    }

    /// The picture that stands for it, where that is a file.
    pub fn lead(&self) -> Option<&Lead> {
        self.rare.as_ref()?.lead.as_ref()
    }

    /// Files that it shows or links, by their paths from the project's root; they may not be there.
    pub fn attachments(&self) -> &[Box<str>] {
        self.rare.as_ref().map_or(&[], |rare| &rare.attachments)
    }

    /// The key that it shares with its translations; nothing on a site in one language.
    pub fn translation(&self) -> Option<&str> {
        self.rare.as_ref()?.translation.as_deref()
    }

    /// The same story on the site in another language, into which it has not been translated.
    #[must_use]
    pub fn borrowed(&self, language: &str) -> Self {
        let mut story = self.clone();
        story.rare.get_or_insert_default().language.get_or_insert_with(|| language.into());
        story.digested()
    }

    /// The same story with its picture as it is now, which others show of it too.
    pub(super) fn showing(self: &mut Arc<Self>, picture: u64) {
        let story = Arc::make_mut(self);
        for hash in [&mut story.digest, &mut story.entry] {
            let mut hasher = Xxh3::new();
            (*hash, picture).hash(&mut hasher);
            *hash = hasher.finish();
        }
    }

    /// With the hashes of what it says and others show of it. Every field by name, so that a new one cannot be forgotten.
    #[must_use]
    pub(super) fn digested(mut self) -> Self {
        let Self { words, origin, tongue, hash: _, genre, date, instant, day, rare, digest: _, entry: _, headline: _ } =
            &self;
        let mut hasher = Xxh3::new();
        (words, origin, tongue, genre, date, instant, day).hash(&mut hasher);
        rare.as_ref().map(|rare| rare.digest()).hash(&mut hasher);
        let mut entry = Xxh3::new();
        (self.address(), date, self.updated(), self.lead()).hash(&mut entry);
        (self.digest, self.entry, self.headline) = (hasher.finish(), entry.finish(), xxh3_64(self.title().as_bytes()));
        self
    }
}

impl Rare {
    fn digest(&self) -> u64 {
        let Self {
            modified: _,
            updated,
            expires: _,
            series,
            terms,
            corrections,
            language,
            aliases,
            image,
            lead,
            attachments,
            translation,
        } = self;
        let mut hasher = Xxh3::new();
        (updated, series, terms, corrections, language, aliases).hash(&mut hasher);
        (image, lead, attachments, translation).hash(&mut hasher);
        hasher.finish()
    }
}

/// What was wrong in a story and has been mended.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Correction {
    /// When it was mended: as given, or when the story last changed.
    pub date: When,
    /// What readers are told.
    pub text: Box<str>,
}
