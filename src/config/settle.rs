//! Each key of `book.toml`, taken once and settled.

use super::folder::{self, folder};
use super::table::{Desk, Table, Wrong};
use super::{
    Apart, BaseUrl, Config, Direction, FeedsOf, Form, Format, Host, Letters, OwnTaxonomy, Pages, RawHtml, Section,
    destination, free, moved, organization, outside, permalink, pictures, style, table, tongue, zone,
};
use crate::diag::{Checked, Diagnostic, language, nearest};
use crate::source::{Source, Spanned};
use toml::de::DeTable;

/// Where each key stands, for keys that were typed in another table.
const TABLES: [(&str, &[&str]); 7] = [
    ("book", &["title", "description", "authors", "language", "text-direction", "src"]),
    ("build", &["build-dir"]),
    (
        "site",
        &[
            "base-url",
            "timezone",
            "theme",
            "permalink",
            "slugs",
            "per-page",
            "feed-items",
            "term-feed-items",
            "image",
            "hub",
            "security-contact",
            "raw-html",
        ],
    ),
    (
        "outputs",
        &["pages", "feeds", "feeds-of", "term-feeds", "feed-archives-of", "copies", "cards", "related", "hosts"],
    ),
    ("pictures", &["widths", "formats", "quality", "sizes"]),
    ("wire", &["callout-words"]),
    ("organization", &["legal-name", "founding-date", "same-as"]),
];

/// The table that a key belongs to.
pub(super) fn table_of(key: &str) -> Option<&'static str> {
    let is_statement = || organization::STATEMENTS.iter().any(|(statement, _)| *statement == key);
    let table = TABLES.iter().find(|(_, keys)| keys.contains(&key)).map(|(table, _)| *table);
    table.or_else(|| is_statement().then_some("organization"))
}

/// Reads and settles `book.toml`. The answer is usable even when there are errors: a setting that
/// could not be read has its default.
pub fn read(source: &Source) -> Checked<Config> {
    let mut mended = String::new();
    let (root, errors) = crate::diag::toml::parse(source.text(), &mut mended);
    let mut broken = crate::diag::toml::findings(source, 0, &errors);
    let mut desk = Desk { source, findings: Vec::new() };
    let config = Config { text: Apart(Some(source.clone())), ..settle(&mut desk, root.into_inner()) };
    // A broken line is told once: what was made of it is not wrong again.
    let line = |finding: &Diagnostic| finding.labels.first().map(|label| label.place.start.line);
    let broken_lines: Vec<_> = broken.iter().map(line).collect();
    broken.extend(desk.findings.into_iter().filter(|finding| !broken_lines.contains(&line(finding))));
    Checked::new(config, broken)
}

fn settle(desk: &mut Desk<'_>, root: DeTable<'_>) -> Config {
    let mut config = Config::default();
    let mut direction = None;
    let mut folders = folder::Folders::default();
    let mut tongues = Vec::new();
    table::root(desk, root, |root| {
        root.table("book", |book| {
            set(&mut config.title, value(book.text("title")));
            set(&mut config.description, value(book.text_or_blank("description")));
            set(&mut config.authors, book.texts("authors"));
            set(&mut config.language, value(book.parsed("language", tag)));
            direction = value(book.parsed("text-direction", text_direction));
            folders.src = book.parsed("src", folder);
        });
        root.table("build", |build| folders.build_dir = build.parsed("build-dir", folder));
        root.table("site", |site| {
            set(&mut config.base_url, value(site.parsed("base-url", base_url)));
            set(&mut config.timezone, value(site.parsed("timezone", zone::zone)));
            set(&mut config.theme, value(site.parsed("theme", theme_name)));
            set(&mut config.permalink, value(site.parsed("permalink", permalink::permalink)));
            set(&mut config.slugs, value(site.parsed("slugs", letters)));
            set(&mut config.per_page, site.count("per-page", 1..=1000));
            set(&mut config.feed_items, site.count("feed-items", 1..=500));
            set(&mut config.term_feed_items, site.count("term-feed-items", 1..=500));
            config.image = value(site.text("image"));
            set(&mut config.hubs, site.all_parsed("hub", web));
            config.security_contact = value(site.parsed("security-contact", contact));
            set(&mut config.raw_html, value(site.parsed("raw-html", raw_html)));
        });
        root.table("outputs", |outputs| {
            set(&mut config.outputs.pages, outputs.choices("pages", &Pages::NAMES));
            set(&mut config.outputs.feeds, outputs.choices("feeds", &Format::NAMES));
            set(&mut config.outputs.feeds_of, outputs.choices("feeds-of", &FeedsOf::NAMES));
            set(&mut config.outputs.term_feeds, outputs.choices("term-feeds", &Format::NAMES));
            set(&mut config.outputs.feed_archives_of, outputs.choices("feed-archives-of", &FeedsOf::NAMES));
            set(&mut config.outputs.cards, outputs.truth("cards"));
            set(&mut config.outputs.related, outputs.count("related", 0..=20));
            set(&mut config.outputs.hosts, outputs.choices("hosts", &Host::NAMES));
            set(&mut config.outputs.copies, outputs.choices("copies", &Form::NAMES));
        });
        root.table("pictures", |table| config.pictures = pictures::read(table));
        root.table("wire", |wire| set(&mut config.callout_words, wire.count("callout-words", 0..=1000)));
        root.table("sections", |sections| config.sections = read_sections(sections));
        root.table("organization", |table| config.organization = organization::read(table));
        root.table("authors", |table| config.people = organization::read_authors(table));
        root.table("style", |table| config.style = Apart(style::read(table)));
        root.table("check", |table| config.outside = Apart(outside::read(table)));
        root.table("publish", |publish| config.destinations = Apart(destination::read(publish)));
        root.table("taxonomies", |own| config.taxonomies = read_taxonomies(own));
        root.table("headers", |headers| config.headers = moved::headers(headers));
        root.table("redirects", |redirects| config.redirects = moved::redirects(redirects));
        root.table("theme", |theme| config.theme_settings = free::settings(theme));
        root.table("languages", |languages| tongues = tongue::read(languages, &config));
    });
    config.direction = direction.unwrap_or_else(|| Direction::of(&config.language));
    config.speak(tongues);
    folders.settle(desk, &mut config);
    config
}

/// Puts a given value in the place of the default.
fn set<T>(setting: &mut T, given: Option<T>) {
    if let Some(given) = given {
        *setting = given;
    }
}

fn value<T>(given: Option<Spanned<T>>) -> Option<T> {
    given.map(|given| given.value)
}

/// Names that taxonomies and pages of the program have.
const TAKEN: [&str; 14] = [
    "search",
    "sections",
    "tags",
    "topics",
    "authors",
    "people",
    "places",
    "agencies",
    "series",
    "archive",
    "latest",
    "text",
    "corrections",
    "assets",
];

fn read_taxonomies(table: &mut Table<'_, '_, '_>) -> Vec<OwnTaxonomy> {
    let refused = |key: &str| match TAKEN.contains(&key) {
        true => Some("the program has pages of that name; give it another".to_owned()),
        false => key_help(key),
    };
    let mut taxonomies = Vec::new();
    keyed(table, "a taxonomy", refused, |key, own| {
        let title = own.text("title").map_or_else(|| spelled_out(&key), |title| title.value);
        taxonomies.push(OwnTaxonomy { key, title });
    });
    taxonomies
}

/// Reads each table of a table whose keys are parts of addresses; `refused` says what to type for one that
/// cannot be.
pub(super) fn keyed(
    table: &mut Table<'_, '_, '_>,
    whose: &str,
    refused: impl Fn(&str) -> Option<String>,
    mut read: impl FnMut(String, &mut Table<'_, '_, '_>),
) {
    for (key, inner) in table.rest() {
        match refused(&key.value) {
            Some(help) => {
                let message = format!("`{}` cannot be {whose}'s key", key.value);
                table.desk.error("wrong-value", message, key.span, Some(help));
            }
            None => table.open(&key.value, inner, |inner| read(key.value.clone(), inner)),
        }
    }
}

fn web(typed: &str) -> Result<String, Wrong> {
    if matches!(BaseUrl::parse(typed), Some(BaseUrl::Absolute { .. })) {
        return Ok(typed.to_owned());
    }
    Err(Wrong::new(format!("expected an address, found `{typed}`"), "type `https://` with a host and a path"))
}

fn contact(typed: &str) -> Result<String, Wrong> {
    if typed.starts_with("mailto:") || typed.starts_with("https://") {
        return Ok(typed.to_owned());
    }
    let help = if typed.contains('@') {
        format!("did you mean `mailto:{typed}`?")
    } else {
        "type `mailto:` with an address, or `https://` with one".to_owned()
    };
    Err(Wrong::new(format!("expected whom to write to, found `{typed}`"), help))
}

pub(super) fn read_sections(table: &mut Table<'_, '_, '_>) -> Vec<Section> {
    let mut sections = Vec::new();
    keyed(table, "a section", key_help, |key, section| {
        let title = section.text("title").map_or_else(|| spelled_out(&key), |title| title.value);
        let description = value(section.text_or_blank("description")).unwrap_or_default();
        sections.push(Section { key, title, description });
    });
    sections
}

/// What to type for a key that could not be part of an address: letters and digits in lower case,
/// joined by hyphens.
pub(super) fn key_help(key: &str) -> Option<String> {
    let is_plain = |c: char| c.is_alphanumeric() && !c.is_uppercase();
    let lower = key.to_lowercase();
    let words: Vec<&str> = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let clean = words.join("-");
    if key == clean && key.chars().all(|c| is_plain(c) || c == '-') {
        return None;
    }
    Some(if clean.is_empty() {
        "type a word in lower case, such as `world`".into()
    } else {
        format!("did you mean `{clean}`?")
    })
}

/// A section's key as a name: `public-health` is `Public health`.
fn spelled_out(key: &str) -> String {
    let words = key.replace('-', " ");
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn tag(typed: &str) -> Result<String, Wrong> {
    if language::is_tag(typed) {
        return Ok(typed.to_owned());
    }
    Err(Wrong::new(format!("expected a language tag, found `{typed}`"), language::help(typed)))
}

pub(super) fn text_direction(typed: &str) -> Result<Direction, Wrong> {
    one_of(typed, &[("ltr", Direction::Ltr), ("rtl", Direction::Rtl)])
}

fn letters(typed: &str) -> Result<Letters, Wrong> {
    one_of(typed, &[("unicode", Letters::Unicode), ("ascii", Letters::Ascii)])
}

fn raw_html(typed: &str) -> Result<RawHtml, Wrong> {
    one_of(typed, &[("clean", RawHtml::Clean), ("keep", RawHtml::Keep)])
}

pub(super) fn one_of<T: Copy>(typed: &str, values: &[(&str, T)]) -> Result<T, Wrong> {
    if let Some((_, value)) = values.iter().find(|(name, _)| *name == typed) {
        return Ok(*value);
    }
    let names: Vec<String> = values.iter().map(|(name, _)| format!("`{name}`")).collect();
    let help = nearest(typed, values.iter().map(|(name, _)| *name)).map(|name| format!("did you mean `{name}`?"));
    Err(Wrong { message: format!("expected {}, found `{typed}`", names.join(" or ")), help })
}

fn base_url(typed: &str) -> Result<BaseUrl, Wrong> {
    BaseUrl::parse(typed).ok_or_else(|| {
        let host = typed.split('/').next().unwrap_or_default();
        let meant = format!("https://{typed}");
        let help = if host.contains('.') && !typed.contains(':') && BaseUrl::parse(&meant).is_some() {
            format!("did you mean `{meant}`?")
        } else {
            "type `https://` with a host and a path, or a path such as `/news/`".into()
        };
        Wrong::new(format!("expected an address, found `{typed}`"), help)
    })
}

fn theme_name(typed: &str) -> Result<String, Wrong> {
    let is_plain = |name: &str| !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || "-_".contains(c));
    if is_plain(typed) {
        return Ok(typed.to_owned());
    }
    let folder = typed.trim_end_matches('/').rsplit(['/', '\\']).next().unwrap_or_default();
    let help = if is_plain(folder) {
        format!("did you mean `{folder}`?")
    } else {
        "type the name of a folder in `themes/`".to_owned()
    };
    Err(Wrong::new(format!("expected a theme's name, found `{typed}`"), help))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_of_the_table_of_tables_is_taken() {
        for (table, keys) in TABLES {
            for key in keys {
                // A date is of a wrong type for every key, so a key that is taken says so.
                let source = Source::new("book.toml", format!("[{table}]\n{key} = 2026-01-01\n"));
                let codes: Vec<_> = read(&source).findings.iter().map(|finding| finding.code.clone()).collect();
                assert_eq!(codes, ["wrong-type"], "[{table}] {key}");
            }
        }
    }

    proptest::proptest! {
        #[test]
        fn no_text_panics(lines in proptest::collection::vec(
            "(\\[(book|site|sections|theme|sections\\.é)\\]|(title|src|theme|per-page|language|timezone|permalink) ?= ?)?\
             [\"'\\[\\]{}=:#,.é0-9a-c/\\\\+-]{0,8}", 0..8,
        )) {
            let text = lines.join("\n");
            for finding in read(&Source::new("book.toml", text.as_str())).findings {
                crate::diag::terminal::draw(&finding, crate::diag::terminal::Colour::Plain);
            }
        }
    }

    #[test]
    fn nothing_is_the_default() {
        let read = read(&Source::new("book.toml", ""));
        assert_eq!(read.findings, []);
        assert_eq!(format!("{:?}", read.value), format!("{:?}", Config::default()));
    }
}
