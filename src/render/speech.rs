//! The words of each language that the site has pages in.

use crate::config::{Config, Direction};
use crate::site::Site;
use crate::theme::Theme;
use crate::theme::words::Words;
use std::collections::{BTreeMap, BTreeSet};
use tera::Value;

/// A language as a page speaks it.
pub(super) struct Speech {
    /// The language, a BCP 47 tag.
    pub(super) language: String,
    /// Which way it runs.
    pub(super) direction: Direction,
    /// Its words.
    pub(super) words: Words,
    /// The same for templates, made once.
    pub(super) value: Value,
}

/// The languages of a site's pages.
pub(super) struct Languages {
    site: Speech,
    others: BTreeMap<String, Speech>,
    /// What each language of the site calls itself.
    names: Vec<String>,
}

impl Languages {
    /// The site's language, and those of its stories and pages.
    pub(super) fn of(site: &Site, theme: &Theme) -> Self {
        let config = &site.config;
        let mut own = theme.words.of(&config.language);
        own.replace(replaced(config));
        let of_pages = site.pages.iter().chain(&site.texts).filter_map(|page| page.language.as_deref());
        let languages: BTreeSet<&str> = site.foreign_languages().chain(of_pages).collect();
        let others = languages.into_iter().map(|language| {
            // A language that no file has words for is served in the site's.
            let words = if theme.words.has(language) { theme.words.of(language) } else { own.clone() };
            (language.to_owned(), Speech::new(language, Direction::of(language), words))
        });
        let names = config.tongues.iter().map(|tongue| name(theme, &tongue.tag)).collect();
        Self { others: others.collect(), site: Speech::new(&config.language, config.direction, own), names }
    }

    /// What one of the site's languages calls itself.
    pub(super) fn name(&self, tongue: u8) -> &str {
        self.names.get(usize::from(tongue)).map_or("", String::as_str)
    }

    /// The site's language.
    pub(super) fn site(&self) -> &Speech {
        &self.site
    }

    /// A text's language: its own, or the site's.
    pub(super) fn get(&self, own: Option<&str>) -> &Speech {
        own.and_then(|language| self.others.get(language)).unwrap_or(&self.site)
    }
}

impl Speech {
    fn new(language: &str, direction: Direction, words: Words) -> Self {
        let value = Value::try_from_serializable(&words).unwrap_or_else(|_| Value::none());
        Self { language: language.to_owned(), direction, words, value }
    }
}

/// What a language calls itself; its tag where no file has words for it.
fn name(theme: &Theme, tag: &str) -> String {
    if theme.words.has(tag) { theme.words.of(tag).text("language").to_owned() } else { tag.to_owned() }
}

/// `[theme.words]` of `book.toml`.
fn replaced(config: &Config) -> Vec<(String, String)> {
    let Some(serde_json::Value::Object(words)) = config.theme_settings.get("words") else { return Vec::new() };
    words.iter().filter_map(|(name, text)| Some((name.clone(), text.as_str()?.to_owned()))).collect()
}
