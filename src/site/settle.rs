//! From a document's front matter to a [`Story`] or a [`Page`].

use super::hold::Holds;
use super::slug::Slugs;
use super::story::{OwnTerms, Rare, Words};
use super::{Correction, Lead, Origin, Page, Story, Taxonomy, address};
use crate::config::Config;
use crate::document::{self, FrontMatter, When};
use crate::source::Spanned;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// What a file of copy is to the site, whatever the time.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Settled {
    /// What it is; nothing where it lacks what either has to have.
    pub what: Option<What>,
    /// What may hold it back.
    pub holds: Holds,
}

/// What a file of copy is.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub enum What {
    /// A story.
    Story(Arc<Story>),
    /// A page that is no story.
    Page(Arc<Page>),
}

impl What {
    /// The story, where it is one.
    pub(super) fn story(&self) -> Option<&Arc<Story>> {
        match self {
            Self::Story(story) => Some(story),
            Self::Page(_) => None,
        }
    }

    /// The address from the site's root.
    pub fn address(&self) -> &str {
        match self {
            Self::Story(story) => story.address(),
            Self::Page(page) => &page.address,
        }
    }

    /// The addresses that lead to it.
    pub fn aliases(&self) -> &[Box<str>] {
        match self {
            Self::Story(story) => story.aliases(),
            Self::Page(page) => &page.aliases,
        }
    }
}

/// What is known of a file before its front matter is looked at.
#[derive(Debug, Clone)]
pub struct File {
    /// Its path from the project's root.
    pub path: String,
    /// Wire text or Markdown.
    pub origin: Origin,
    /// A hash of its bytes.
    pub hash: u64,
    /// When it was last written; only wire text whose year nothing else tells depends on it.
    pub modified: Option<Timestamp>,
    /// The first words of its body, for lists where there is no deck.
    pub summary: String,
    /// Files that it shows or links; whether they are there is the site's to know.
    pub attachments: Vec<String>,
    /// The picture that stands for it.
    pub lead: Option<Lead>,
}

/// What a document lacks to be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Missing {
    /// It has no headline.
    Title,
    /// It is a story and has no date.
    Date,
}

/// Makes a story or a page of a file and its front matter, and says what it lacks to be either.
/// `configs` are the settings in each of the site's languages.
pub fn settle(configs: &[Config], file: File, front: FrontMatter) -> (Settled, Option<Missing>) {
    let own = Own::of(configs, &file.path, &front);
    let config = own.config;
    let holds = Holds::of(&front, &config.timezone);
    let title = front.title.as_ref().map(|title| title.value.trim()).filter(|title| !title.is_empty());
    let (what, missing) = match (title.map(Box::from), front.date.as_ref().map(|date| date.value)) {
        (None, _) => (None, Some(Missing::Title)),
        (Some(title), Some(date)) => (Some(What::Story(Arc::new(story(&own, file, front, title, date)))), None),
        (Some(title), None) if is_page(&file, &front) => {
            (Some(What::Page(Arc::new(page(&own, file, front, title)))), None)
        }
        (Some(_), None) => (None, Some(Missing::Date)),
    };
    (Settled { what, holds }, missing)
}

/// The language of a text.
struct Own<'a> {
    /// The settings in it.
    config: &'a Config,
    /// The file's path without what told the language.
    path: String,
    /// The key that translations share.
    key: Option<Box<str>>,
}

impl<'a> Own<'a> {
    fn of(configs: &'a [Config], path: &str, front: &FrontMatter) -> Self {
        let (told, plain) = configs[0].tongue_of(path);
        let tongue = told.or_else(|| configs[0].tongue_tagged(&front.language.as_ref()?.value));
        let config = &configs[usize::from(tongue.unwrap_or_default())];
        let stem = || {
            let inner = below_content(config, &plain);
            inner.rsplit_once('.').map_or(inner, |(stem, _)| stem).into()
        };
        let typed = front.translation.as_ref().map(|key| key.value.as_str().into());
        let key = (configs.len() > 1).then(|| typed.unwrap_or_else(stem));
        Self { config, key, path: plain.into_owned() }
    }
}

/// A Markdown file without a date is a page, unless it has what only a story has.
fn is_page(file: &File, front: &FrontMatter) -> bool {
    let story_only = front.section.is_some()
        || front.agency.is_some()
        || front.dateline.is_some()
        || front.location.is_some()
        || front.kicker.is_some()
        || front.updated.is_some()
        || front.series.is_some()
        || !front.tags.is_empty();
    file.origin == Origin::Markdown && !story_only
}

/// The address from the site's root that a file of copy has when it is shown; told also while it is
/// held.
pub fn would_be_address(configs: &[Config], path: &str, origin: Origin, front: &FrontMatter) -> Option<String> {
    let Own { config, path, .. } = Own::of(configs, path, front);
    let address = match &front.date {
        Some(date) => {
            let section = section_of(config, &path, front);
            Some(story_address(config, &path, section.as_deref(), front, date.value.day(&config.timezone)))
        }
        None => (origin == Origin::Markdown).then(|| page_address(config, &path)),
    };
    address.map(|address| format!("/{}{}", config.folder(), address.trim_start_matches('/')))
}

fn story_address(config: &Config, path: &str, section: Option<&str>, front: &FrontMatter, day: Date) -> String {
    let slug = front.slug.as_ref().map_or_else(|| Slugs::of(config).spell_file(path), |slug| slug.value.clone());
    address::of_story(&config.permalink, day, section, &slug)
}

fn story(own: &Own<'_>, file: File, front: FrontMatter, title: Box<str>, date: When) -> Story {
    let config = own.config;
    let day = date.day(&config.timezone);
    let section = section_of(config, &own.path, &front);
    let address = story_address(config, &own.path, section.as_deref(), &front, day);
    let updated = front.updated.as_ref().map(|updated| updated.value);
    let description = front.description.as_ref().map_or(&file.summary, |deck| &deck.value);
    let words = Words {
        path: &file.path,
        address: &address,
        title: &title,
        description,
        kicker: one(&front.kicker),
        section: section.as_deref(),
        location: one(&front.location),
        agency: one(&front.agency),
        tags: many(&front.tags),
        authors: many(&front.authors),
    };
    let words = words.packed();
    let rare = Rare {
        modified: file.modified,
        updated,
        expires: Holds::of(&front, &config.timezone).expires(),
        series: text(front.series),
        terms: own_terms(config, front.terms),
        corrections: corrections(front.corrections, updated.unwrap_or(date)),
        language: text(front.language).filter(|language| **language != *config.language),
        aliases: texts(front.aliases),
        image: text(front.image),
        lead: file.lead,
        attachments: file.attachments.into_iter().map(Into::into).collect(),
        translation: own.key.clone(),
    };
    let story = Story {
        words,
        origin: file.origin,
        tongue: config.tongue,
        hash: file.hash,
        genre: front.genre.map(|genre| genre.value),
        date,
        instant: date.instant(&config.timezone),
        day,
        rare: rare.boxed(),
        digest: 0,
        entry: 0,
        headline: 0,
    };
    story.digested()
}

fn page(own: &Own<'_>, file: File, front: FrontMatter, title: Box<str>) -> Page {
    let config = own.config;
    Page {
        expires: Holds::of(&front, &config.timezone).expires(),
        address: page_address(config, &own.path).into(),
        list: list_of(config, &own.path),
        path: file.path.into(),
        hash: file.hash,
        genre: front.genre.map(|genre| genre.value),
        title,
        description: front.description.map_or(file.summary, |deck| deck.value).into(),
        language: text(front.language).filter(|language| **language != *config.language),
        aliases: texts(front.aliases),
        attachments: file.attachments.into_iter().map(Into::into).collect(),
        tongue: config.tongue,
        translation: own.key.clone(),
    }
}

fn own_terms(config: &Config, terms: Vec<(Spanned<String>, Vec<Spanned<String>>)>) -> OwnTerms {
    let at = |key: &str| config.taxonomies.iter().position(|own| own.key == key).and_then(|at| u8::try_from(at).ok());
    terms.into_iter().filter_map(|(key, names)| Some((at(&key.value)?, texts(names)))).collect()
}

fn corrections(corrections: Vec<document::Correction>, otherwise: When) -> Box<[Correction]> {
    let settle = |correction: document::Correction| Correction {
        date: correction.date.map_or(otherwise, |date| date.value),
        text: correction.text.value.into(),
    };
    corrections.into_iter().map(settle).collect()
}

/// The list whose text a page is, by its folder.
fn list_of(config: &Config, path: &str) -> Option<(Taxonomy, String)> {
    let (folder, name) = below_content(config, path).split_once('/')?;
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let key = Slugs::of(config).spell(stem);
    let taxonomy = Taxonomy::of_folder(config, folder)?;
    (!key.is_empty() && !name.contains('/')).then_some((taxonomy, key))
}

/// A page's address is its path: `content/desk/contact.md` is `/desk/contact.html`.
fn page_address(config: &Config, path: &str) -> String {
    let inner = below_content(config, path);
    let stem = inner.rsplit_once('.').map_or(inner, |(stem, _)| stem);
    let slugs = Slugs::of(config);
    let parts: Vec<String> = stem.split('/').map(|part| slugs.spell_any(part)).collect();
    format!("/{}.html", parts.join("/"))
}

/// The section's key: the front matter's, else the folder's, else a kicker that names a section of
/// `book.toml`.
fn section_of(config: &Config, path: &str, front: &FrontMatter) -> Option<String> {
    if let Some(named) = &front.section {
        return Some(section_key(config, &named.value));
    }
    if let Some((folder, _)) = below_content(config, path).split_once('/') {
        return Some(section_key(config, folder));
    }
    let kicker = front.kicker.as_ref()?;
    let known = |section: &&crate::config::Section| {
        section.title.eq_ignore_ascii_case(&kicker.value) || section.key.eq_ignore_ascii_case(&kicker.value)
    };
    config.sections.iter().find(known).map(|section| section.key.clone())
}

/// A section as typed, by its key or its title, as a key.
fn section_key(config: &Config, typed: &str) -> String {
    let named =
        config.sections.iter().find(|section| section.key == typed || section.title.eq_ignore_ascii_case(typed));
    named.map_or_else(|| Slugs::of(config).spell(typed), |section| section.key.clone())
}

/// A content file's path below the content folder.
fn below_content<'a>(config: &Config, path: &'a str) -> &'a str {
    path.strip_prefix(config.content.as_str()).map_or(path, |rest| rest.trim_start_matches('/'))
}

fn one(value: &Option<Spanned<String>>) -> Option<&str> {
    value.as_ref().map(|value| value.value.as_str())
}

fn many(values: &[Spanned<String>]) -> Vec<&str> {
    values.iter().map(|value| value.value.as_str()).collect()
}

fn text(value: Option<Spanned<String>>) -> Option<Box<str>> {
    value.map(|value| value.value.into())
}

fn texts(values: Vec<Spanned<String>>) -> Box<[Box<str>]> {
    values.into_iter().map(|value| value.value.into()).collect()
}
