//! `[languages.TAG]`: the languages that a site appears in beside its own.
//!
//! A language is a site of its own in a folder of the site: it has the same settings but for what its
//! table says. Which language a file of copy is in is told by its name (`story.ru.md`), else by its
//! folder (`content/ru/story.md`), else by its front matter.

use super::settle::one_of;
use super::table::{Table, Wrong};
use super::{BaseUrl, Config, Direction, Section};
use crate::diag::language;
use std::collections::BTreeMap;

/// A language that the site appears in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tongue {
    /// Its BCP 47 tag.
    pub tag: String,
    /// `folder`: where it stands below the site, with a slash at its end; empty for the site's own.
    pub folder: String,
    /// Which way it runs.
    pub direction: Direction,
    /// `title`: the name of the site in it.
    pub title: String,
    /// `description`: what the site is, in a sentence.
    pub description: String,
    /// `missing`: what becomes of a text that has no translation into it.
    pub missing: Missing,
    /// `[languages.TAG.sections]`: the sections' names, by their keys.
    pub sections: Vec<Section>,
    /// `[languages.TAG.words]`: words in the place of others.
    pub words: BTreeMap<String, serde_json::Value>,
}

/// What becomes of a text in a language that it has not been translated into.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Missing {
    /// It is not there.
    #[default]
    LeaveOut,
    /// It is there in the site's own language, and says so.
    FallBack,
}

impl Missing {
    const NAMES: [(&str, Self); 2] = [("leave-out", Self::LeaveOut), ("fall-back", Self::FallBack)];
}

/// Reads the table: every language but the site's own, in the order of writing.
pub(super) fn read(table: &mut Table<'_, '_, '_>, own: &Config) -> Vec<Tongue> {
    let mut tongues: Vec<Tongue> = Vec::new();
    for (tag, given) in table.rest() {
        let wrong = if !language::is_tag(&tag.value) {
            Some((format!("expected a language tag, found `{}`", tag.value), language::help(&tag.value)))
        } else if tag.value.eq_ignore_ascii_case(&own.language) {
            let help = "say what it is called under `[book]`, and take this table out".to_owned();
            Some((format!("`{}` is the site's own language", tag.value), help))
        } else {
            None
        };
        if let Some((message, help)) = wrong {
            table.desk.error("wrong-value", message, tag.span, Some(help));
            continue;
        }
        table.open(&tag.value, given, |table| tongues.push(one(table, &tag.value, own)));
        let (last, before) = tongues.split_last().map_or((None, &[][..]), |(last, before)| (Some(last), before));
        if let Some(last) = last.filter(|last| before.iter().any(|other| other.folder == last.folder)) {
            let message = format!("two languages have the folder `{}`", last.folder.trim_end_matches('/'));
            table.desk.error("wrong-value", message, tag.span, Some("give one of them another `folder`".into()));
        }
    }
    tongues
}

fn one(table: &mut Table<'_, '_, '_>, tag: &str, own: &Config) -> Tongue {
    let folder = table.parsed("folder", folder).map_or_else(|| tag.to_lowercase(), |folder| folder.value);
    let direction = table.parsed("text-direction", super::settle::text_direction);
    let mut words = BTreeMap::new();
    table.table("words", |table| words = super::free::settings(table));
    let mut sections = Vec::new();
    table.table("sections", |table| sections = super::settle::read_sections(table));
    Tongue {
        tag: tag.to_owned(),
        folder: format!("{folder}/"),
        direction: direction.map_or_else(|| Direction::of(tag), |direction| direction.value),
        title: table.text("title").map_or_else(|| own.title.clone(), |title| title.value),
        description: table.text_or_blank("description").map_or_else(|| own.description.clone(), |text| text.value),
        missing: table
            .parsed("missing", |typed| one_of(typed, &Missing::NAMES))
            .map_or_else(Missing::default, |m| m.value),
        sections,
        words,
    }
}

fn folder(typed: &str) -> Result<String, Wrong> {
    let is_plain = !typed.is_empty() && typed.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
    if is_plain {
        return Ok(typed.to_owned());
    }
    Err(Wrong::new(
        format!("expected a folder's name, found `{typed}`"),
        "type lower-case letters and digits, such as `ru`",
    ))
}

impl Config {
    /// Names the site's languages, its own first; nothing where it has no others.
    pub(super) fn speak(&mut self, others: Vec<Tongue>) {
        if others.is_empty() {
            return;
        }
        let own = Tongue {
            tag: self.language.clone(),
            folder: String::new(),
            direction: self.direction,
            title: self.title.clone(),
            description: self.description.clone(),
            missing: Missing::LeaveOut,
            sections: Vec::new(),
            words: BTreeMap::new(),
        };
        self.tongues = std::iter::once(own).chain(others).collect();
    }

    /// The settings of the site in each of its languages, its own first.
    pub fn in_all_languages(&self) -> Vec<Self> {
        let others = (1..).zip(self.tongues.iter().skip(1)).map(|(at, tongue)| self.in_language(at, tongue));
        std::iter::once(self.clone()).chain(others).collect()
    }

    fn in_language(&self, at: u8, tongue: &Tongue) -> Self {
        let mut config = self.clone();
        config.tongue = at;
        config.language.clone_from(&tongue.tag);
        config.direction = tongue.direction;
        config.title.clone_from(&tongue.title);
        config.description.clone_from(&tongue.description);
        config.base_url = self.base_url.within(&tongue.folder);
        for section in &mut config.sections {
            if let Some(named) = tongue.sections.iter().find(|named| named.key == section.key) {
                section.clone_from(named);
            }
        }
        let more = tongue.sections.iter().filter(|named| self.sections.iter().all(|section| section.key != named.key));
        config.sections.extend(more.cloned());
        let words = tongue.words.iter().map(|(name, word)| (name.clone(), word.clone())).collect();
        config.theme_settings.insert("words".into(), serde_json::Value::Object(words));
        config
    }

    /// Where the language of these settings stands below the site: `ru/`; empty for the site's own.
    pub fn folder(&self) -> &str {
        self.tongues.get(usize::from(self.tongue)).map_or("", |tongue| &tongue.folder)
    }

    /// The absolute form of an address from the whole site's root, whichever language these settings are for.
    pub fn absolute_from_root(&self, address: &str) -> Option<String> {
        let BaseUrl::Absolute { origin, path } = &self.base_url else { return None };
        let root = path.strip_suffix(self.folder()).unwrap_or(path);
        Some(format!("{origin}{root}{}", address.trim_start_matches('/')))
    }

    /// Whether these are the settings of the site's own language.
    pub fn is_own_language(&self) -> bool {
        self.tongue == 0
    }

    /// The site's language that a tag names, by its place among the site's: `ru-RU` is `ru`.
    pub fn tongue_tagged(&self, tag: &str) -> Option<u8> {
        let primary = tag.split('-').next().unwrap_or_default();
        let at = |tag: &str| self.tongues.iter().position(|tongue| tongue.tag.eq_ignore_ascii_case(tag));
        at(tag).or_else(|| at(primary)).and_then(|at| u8::try_from(at).ok())
    }

    /// The language of a file of copy, by its place among the site's, and its path without what told it.
    pub fn tongue_of<'a>(&self, path: &'a str) -> (Option<u8>, std::borrow::Cow<'a, str>) {
        let at = |tag: &str| {
            let is_it = |tongue: &Tongue| tongue.tag.eq_ignore_ascii_case(tag);
            self.tongues.iter().position(is_it).and_then(|at| u8::try_from(at).ok())
        };
        if self.tongues.is_empty() {
            return (None, path.into());
        }
        let named = path.rsplit_once('.').and_then(|(stem, ending)| {
            let (stem, tag) = stem.rsplit_once('.').filter(|(stem, _)| !stem.ends_with('/'))?;
            Some((at(tag)?, format!("{stem}.{ending}")))
        });
        if let Some((tongue, path)) = named {
            let plain = self.below_language_folder(&path).map_or(path.clone(), |(_, inner)| inner);
            return (Some(tongue), plain.into());
        }
        match self.below_language_folder(path) {
            Some((tongue, plain)) => (Some(tongue), plain.into()),
            None => (None, path.into()),
        }
    }

    /// A path in a language's folder of the content, as if it were not.
    fn below_language_folder(&self, path: &str) -> Option<(u8, String)> {
        let inner = path.strip_prefix(self.content.as_str())?.strip_prefix('/')?;
        let (folder, rest) = inner.split_once('/')?;
        let is_it =
            |tongue: &Tongue| tongue.tag.eq_ignore_ascii_case(folder) || tongue.folder.trim_end_matches('/') == folder;
        let at = self.tongues.iter().position(is_it)?;
        Some((u8::try_from(at).ok()?, format!("{}/{rest}", self.content)))
    }
}

impl BaseUrl {
    /// The address of a folder of the site.
    #[must_use]
    pub fn within(&self, folder: &str) -> Self {
        match self {
            Self::Portable => Self::Portable,
            Self::Path(path) => Self::Path(format!("{path}{folder}")),
            Self::Absolute { origin, path } => {
                Self::Absolute { origin: origin.clone(), path: format!("{path}{folder}") }
            }
        }
    }

    /// The absolute form of an address as it stands on a page (`/news/a.html`), if there is a host.
    pub fn on_host(&self, url: &str) -> Option<String> {
        match self {
            Self::Absolute { origin, .. } => Some(format!("{origin}{url}")),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config;
    use crate::source::Source;

    fn site() -> Config {
        let text = "[book]\ntitle = 'A'\n[languages.ru]\n[languages.pt-BR]\nfolder = 'br'";
        config::read(&Source::new("book.toml", text)).value
    }

    #[test]
    fn a_file_is_in_the_language_of_its_name_or_its_folder() {
        for (path, tongue, plain) in [
            ("content/world/a.md", None, "content/world/a.md"),
            ("content/world/a.ru.md", Some(1), "content/world/a.md"),
            ("content/ru/world/a.txt", Some(1), "content/world/a.txt"),
            ("content/br/a.md", Some(2), "content/a.md"),
            ("content/a.pt-br.txt", Some(2), "content/a.txt"),
            ("content/en/a.md", Some(0), "content/a.md"),
            ("content/ru/a.en.md", Some(0), "content/a.md"),
            ("content/v1.2.md", None, "content/v1.2.md"),
            ("content/ru.md", None, "content/ru.md"),
        ] {
            assert_eq!(site().tongue_of(path), (tongue, plain.into()), "{path}");
        }
    }

    #[test]
    fn a_language_is_a_site_in_a_folder() {
        let mut own = site();
        own.base_url = BaseUrl::parse("https://example.org/news").unwrap();
        let all = own.in_all_languages();
        let urls: Vec<_> = all.iter().map(|config| config.base_url.absolute("/a.html").unwrap()).collect();
        assert_eq!(
            urls,
            [
                "https://example.org/news/a.html",
                "https://example.org/news/ru/a.html",
                "https://example.org/news/br/a.html"
            ]
        );
        assert_eq!(all[1].language, "ru");
        assert_eq!(all[1].absolute_from_root("/a.html").unwrap(), urls[0]);
    }
}
