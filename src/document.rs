//! A story as a document: front matter and a Markdown body, whatever it came from.
//!
//! In: a [`Source`] of Markdown with YAML or TOML front matter. Out: a [`Document`], with findings
//! for every key that is unknown, mistyped or impossible. The other way, [`print()`] writes a
//! document as Markdown with YAML front matter; reading that gives the same document.
//!
//! 1. [`split`] finds the front matter between its fences (`---` YAML, `+++` TOML).
//! 2. [`yaml`] or [`toml`] reads it into a [`node::Node`] tree with places.
//! 3. [`fields`] takes the known keys from the tree into [`FrontMatter`], checking each.
//!
//! Wire text with a header block uses step 3 for its `Key: value` lines.

pub mod fields;
mod genre;
pub mod node;
pub mod print;
pub mod split;
pub mod toml;
pub mod when;
pub mod yaml;

use crate::diag::{Checked, Diagnostic};
use crate::source::{Source, Span, Spanned};
pub use genre::Genre;
pub use print::print;
use serde::{Deserialize, Serialize};
pub use when::When;

/// A story: what is known about it and what it says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Document {
    /// What is known about it.
    pub front: FrontMatter,
    /// What it says, as Markdown.
    pub body: String,
    /// Where the body begins in its source, in bytes. `None` where the body was made from wire
    /// text and its places are not the source's.
    pub body_start: Option<usize>,
}

/// A story's front matter. A key that was not given is `None` or empty; each value keeps the place
/// where it was written, so that a later stage can point at it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FrontMatter {
    /// The headline.
    pub title: Option<Spanned<String>>,
    /// The deck: the one-sentence summary under the headline.
    pub description: Option<Spanned<String>>,
    /// The short line above the headline.
    pub kicker: Option<Spanned<String>>,
    /// What kind of text it is.
    pub genre: Option<Spanned<Genre>>,
    /// When it was published; also from when on it is shown.
    pub date: Option<Spanned<When>>,
    /// When it last changed in substance.
    pub updated: Option<Spanned<When>>,
    /// The section's key (`world`).
    pub section: Option<Spanned<String>>,
    /// Topics, as they are shown.
    pub tags: Vec<Spanned<String>>,
    /// The running story that it is a part of.
    pub series: Option<Spanned<String>>,
    /// Terms of the newsroom's own taxonomies, by the key that `book.toml` gives each.
    pub terms: Vec<(Spanned<String>, Vec<Spanned<String>>)>,
    /// Who wrote it: names only.
    pub authors: Vec<Spanned<String>>,
    /// The byline as it was typed (`By Ana Reis, Harbour News`), where it says more than the names.
    pub byline: Option<Spanned<String>>,
    /// The place of the dateline (`Tokyo`).
    pub location: Option<Spanned<String>>,
    /// The agency it came from (`TASS`).
    pub agency: Option<Spanned<String>>,
    /// The dateline as it was typed (`TOKYO, February 7. /TASS/.`); it opens the first paragraph.
    pub dateline: Option<Spanned<String>>,
    /// Where it was first published: a name or an address.
    pub source: Option<Spanned<String>>,
    /// The last part of the address, without an ending.
    pub slug: Option<Spanned<String>>,
    /// The desk's short key for the story (`BC-FERRY-TIMES`).
    pub slugline: Option<Spanned<String>>,
    /// Addresses that lead here (`/old/address.html`).
    pub aliases: Vec<Spanned<String>>,
    /// Held back until this is removed.
    pub draft: Option<Spanned<bool>>,
    /// Held back until then.
    pub embargo: Option<Spanned<When>>,
    /// Taken down from then on.
    pub expires: Option<Spanned<When>>,
    /// The language, as a BCP 47 tag (`en`, `pt-BR`).
    pub language: Option<Spanned<String>>,
    /// The key that a story shares with its translations.
    pub translation: Option<Spanned<String>>,
    /// The lead picture: a path or an address.
    pub image: Option<Spanned<String>>,
    /// What the lead picture shows, in words.
    pub image_alt: Option<Spanned<String>>,
    /// The line under the lead picture.
    pub image_caption: Option<Spanned<String>>,
    /// Who made the lead picture, and for whom.
    pub image_credit: Option<Spanned<String>>,
    /// The point of the lead picture that stays in view where it is cut (`30% 60%`).
    pub image_focus: Option<Spanned<String>>,
    /// What a take says of itself (`correction`, `kill`, `update`), for the model to act on.
    pub state: Option<Spanned<State>>,
    /// What was wrong in it and has been mended, for readers to see.
    pub corrections: Vec<Correction>,
    /// Notes to editors and service codes; never published.
    pub desk: Vec<Spanned<String>>,
    /// The hash of the wire text that this Markdown was converted from (`xxh3:…`), so that a later
    /// change of that text is noticed.
    pub converted: Option<Spanned<String>>,
}

impl FrontMatter {
    /// The same front matter without its places, for comparing what was said and not where.
    #[must_use]
    pub fn without_places(self) -> Self {
        self.with_places(|_| 0..0)
    }

    /// The same front matter with each of its places moved.
    #[must_use]
    pub fn with_places(mut self, place: impl Fn(&Span) -> Span) -> Self {
        // Every field by name, so that a new one cannot be forgotten.
        let Self {
            title,
            description,
            kicker,
            genre,
            date,
            updated,
            section,
            tags,
            series,
            terms,
            authors,
            byline,
            location,
            agency,
            dateline,
            source,
            slug,
            slugline,
            aliases,
            draft,
            embargo,
            expires,
            language,
            translation,
            image,
            image_alt,
            image_caption,
            image_credit,
            image_focus,
            state,
            corrections,
            desk,
            converted,
        } = &mut self;
        let texts =
            [title, description, kicker, section, byline, location, agency, dateline, source, slug, slugline, series];
        let pictures = [image, image_alt, image_caption, image_credit, image_focus];
        let texts = texts.into_iter().chain([language, translation, converted]).chain(pictures).flatten();
        let lists = [tags, authors, aliases, desk].into_iter().flatten();
        texts.chain(lists).for_each(|text| text.span = place(&text.span));
        [date, updated, embargo, expires].into_iter().flatten().for_each(|when| when.span = place(&when.span));
        draft.iter_mut().for_each(|draft| draft.span = place(&draft.span));
        state.iter_mut().for_each(|state| state.span = place(&state.span));
        genre.iter_mut().for_each(|genre| genre.span = place(&genre.span));
        for (key, names) in terms {
            key.span = place(&key.span);
            names.iter_mut().for_each(|name| name.span = place(&name.span));
        }
        for Correction { date, text } in corrections {
            date.iter_mut().for_each(|date| date.span = place(&date.span));
            text.span = place(&text.span);
        }
        self
    }
}

/// What was wrong in a story and has been mended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correction {
    /// When it was mended.
    pub date: Option<Spanned<When>>,
    /// What readers are told.
    pub text: Spanned<String>,
}

/// What a take is to its story (Reuters handbook and IPTC publication status name the same states).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum State {
    /// A first or plain take.
    Usable,
    /// New facts; the text replaces the earlier one.
    Update,
    /// A mistake of substance was mended.
    Correction,
    /// A small mistake was mended.
    Refile,
    /// Sent again unchanged.
    Repeat,
    /// Not to be used until released.
    Hold,
    /// Withdrawn for good.
    Kill,
}

impl State {
    /// Every state with the name it has in front matter.
    pub const NAMES: [(&'static str, Self); 7] = [
        ("usable", Self::Usable),
        ("update", Self::Update),
        ("correction", Self::Correction),
        ("refile", Self::Refile),
        ("repeat", Self::Repeat),
        ("hold", Self::Hold),
        ("kill", Self::Kill),
    ];

    /// The name that front matter uses.
    pub fn name(self) -> &'static str {
        Self::NAMES.iter().find(|(_, state)| *state == self).map_or("usable", |(name, _)| name)
    }
}

/// Reads Markdown with or without front matter.
///
/// The document is complete even when there are errors: a key that could not be read counts as not
/// given, and the body is always the text after the front matter.
pub fn read(source: &Source) -> Checked<Document> {
    let parts = split::split(source.text());
    let mut findings: Vec<Diagnostic> = Vec::new();
    let front = match &parts.front {
        None => FrontMatter::default(),
        Some(front) => {
            let node = match front.format {
                split::Format::Yaml => yaml::read(source, front.span.clone()),
                split::Format::Toml => toml::read(source, front.span.clone()),
            };
            let node = node.drain_into(&mut findings);
            fields::read(source, node, fields::Manner::FrontMatter).drain_into(&mut findings)
        }
    };
    if let Some(problem) = parts.problem(source) {
        findings.push(problem);
    }
    let body = source.text()[parts.body.clone()].to_owned();
    Checked::new(Document { front, body, body_start: Some(parts.body.start) }, findings)
}
