//! The template engine: Tera, with the site's queries.

pub(super) mod report;

use super::address::{Addresses, Edition};
use super::query::{LIMIT, Notes, Query, Stories};
use super::views::PageView;
use super::{Surroundings, cards, page};
use crate::config::{Config, Pages};
use crate::diag::{Checked, Diagnostic};
use crate::site::{Site, Taxonomy};
use crate::theme::Theme;
use crate::theme::words::Words;
use serde::Serialize;
use std::collections::BTreeMap;
use std::sync::Arc;
use tera::{Context, Kwargs, State, Tera, TeraResult, Value};

/// The templates that a theme needs beside those of pages that a site may do without.
const NEEDED: [&str; 7] =
    ["404.html", "home.html", "list.html", "page.html", "redirect.html", "story.html", "terms.html"];
/// The templates of pages that a site may do without.
const NEEDED_FOR: [(Pages, &str); 3] =
    [(Pages::Archive, "archive.html"), (Pages::Corrections, "corrections.html"), (Pages::Search, "search.html")];
/// The templates of the text edition.
const NEEDED_FOR_TEXT: [&str; 1] = ["text.html"];

/// Runs templates.
pub struct Engine {
    tera: Tera,
    templates: BTreeMap<String, crate::source::Source>,
}

impl Engine {
    /// Compiles a theme's templates and gives them the site's queries.
    pub fn new(
        site: &Arc<Site>,
        theme: &Theme,
        addresses: &Arc<Addresses>,
        words: &Arc<Words>,
        notes: &Arc<Notes>,
    ) -> Checked<Self> {
        let mut tera = Tera::default();
        tera.autoescape_on(vec![".html", ".xml"]);
        register(&mut tera, site, theme, addresses, words, notes);
        let around = Surroundings { site, addresses, words };
        let mut findings = Vec::new();
        match Value::try_from_serializable(&page::site(&around, theme)) {
            Ok(view) => tera.global_context().insert_value("site", view),
            Err(error) => {
                let finding = Diagnostic::error("theme-settings", error.to_string());
                findings.push(site.config.blame(&["theme"], finding));
            }
        }
        // Drawings have an engine of their own.
        let pages = theme.templates.iter().filter(|(name, _)| !name.ends_with(".svg"));
        let texts = pages.map(|(name, source)| (name.as_str(), source.text()));
        if let Err(error) = tera.add_raw_templates(texts) {
            findings.push(report::loading(&theme.templates, &error));
        } else {
            let is_missing = |name: &&str| !theme.templates.contains_key(*name);
            findings.extend(needed(&site.config, addresses.edition()).filter(is_missing).map(missing));
        }
        Checked::new(Self { tera, templates: theme.templates.clone() }, findings)
    }

    /// Runs a template over a page and one view more. `made_of` says in a finding what was being
    /// rendered: the story's file, or the page's address.
    pub fn run<T: Serialize>(
        &self,
        template: &str,
        words: &Value,
        page: &PageView,
        name: &'static str,
        view: &T,
        made_of: &str,
    ) -> Checked<String> {
        let context = Value::try_from_serializable(page).and_then(|page| {
            let mut context = Context::new();
            context.insert_value("page", page);
            context.insert_value("words", words.clone());
            context.insert_value(name, Value::try_from_serializable(view)?);
            Ok(context)
        });
        match context.and_then(|context| self.tera.render(template, &context)) {
            Ok(html) => Checked::ok(html),
            Err(error) => {
                Checked::new(String::new(), vec![report::rendering(&self.templates, template, made_of, &error)])
            }
        }
    }
}

/// The templates that an edition of a site needs.
fn needed(config: &Config, edition: Edition) -> impl Iterator<Item = &'static str> {
    let (always, sometimes): (&[&str], &[(Pages, &str)]) = match edition {
        Edition::Full => (&NEEDED, &NEEDED_FOR),
        Edition::Text => (&NEEDED_FOR_TEXT, &[]),
    };
    let wanted = sometimes.iter().filter(|(pages, _)| config.outputs.pages.contains(pages)).map(|(_, name)| *name);
    always.iter().copied().chain(wanted)
}

fn missing(name: &str) -> Diagnostic {
    Diagnostic::error("missing-template", format!("the theme has no template `{name}`"))
        .help(format!("make `templates/{name}` in the theme, or take out `parent` so that the default theme's is used"))
}

fn register(
    tera: &mut Tera,
    site: &Arc<Site>,
    theme: &Theme,
    addresses: &Arc<Addresses>,
    words: &Arc<Words>,
    notes: &Arc<Notes>,
) {
    let (model, to, said, asked) = (Arc::clone(site), Arc::clone(addresses), Arc::clone(words), Arc::clone(notes));
    tera.register_function("stories", move |kwargs: Kwargs, _: &State| {
        let around = Surroundings { site: &model, addresses: &to, words: &said };
        let query = stories(&model.config, &kwargs)?;
        let ids = query.answer(&model);
        asked.note(Query::Stories(query));
        ids.into_iter()
            .map(|id| Value::try_from_serializable(&cards::card(&around, id)))
            .collect::<TeraResult<Vec<_>>>()
    });
    let (model, to, asked) = (Arc::clone(site), Arc::clone(addresses), Arc::clone(notes));
    tera.register_function("sections", move |_: Kwargs, _: &State| terms(&model, &to, &asked, Taxonomy::Sections));
    let (model, to, asked) = (Arc::clone(site), Arc::clone(addresses), Arc::clone(notes));
    tera.register_function("terms", move |kwargs: Kwargs, _: &State| {
        let of: String = kwargs.must_get("of")?;
        let config = &model.config;
        match Taxonomy::all(config).find(|taxonomy| taxonomy.name(config) == of) {
            Some(taxonomy) => terms(&model, &to, &asked, taxonomy),
            None => {
                let known: Vec<_> =
                    Taxonomy::all(config).map(|taxonomy| format!("`{}`", taxonomy.name(config))).collect();
                Err(tera::Error::message(format!("`terms(of=…)` takes one of {}, not `{of}`", known.join(", "))))
            }
        }
    });
    let said = Arc::clone(words);
    tera.register_function("number", move |kwargs: Kwargs, _: &State| Ok(said.number(kwargs.must_get("n")?)));
    let said = Arc::clone(words);
    tera.register_function("counted", move |kwargs: Kwargs, _: &State| {
        let word: String = kwargs.must_get("word")?;
        Ok(said.counted(&word, kwargs.must_get("n")?))
    });
    let assets: BTreeMap<String, String> =
        theme.assets.iter().map(|(name, asset)| (name.clone(), addresses.shared(&asset.address))).collect();
    let asked = Arc::clone(notes);
    tera.register_function("asset", move |kwargs: Kwargs, _: &State| {
        let name: String = kwargs.must_get("name")?;
        asked.note(Query::Asset(name.clone()));
        let known = || assets.keys().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
        assets
            .get(&name)
            .cloned()
            .ok_or_else(|| tera::Error::message(format!("the theme has no asset `{name}`; it has {}", known())))
    });
}

/// `stories(section=…, tag=…, author=…, place=…, limit=…, offset=…)`.
fn stories(config: &Config, kwargs: &Kwargs) -> TeraResult<Stories> {
    let mut among = Vec::new();
    for taxonomy in Taxonomy::all(config) {
        if let Some(term) = kwargs.get::<String>(taxonomy.singular(config))? {
            among.push((taxonomy, term));
        }
    }
    let names: Vec<&str> = Taxonomy::all(config).map(|one| one.singular(config)).chain(["limit", "offset"]).collect();
    if let Some((key, _)) = kwargs.iter().find(|(key, _)| !names.contains(&&*key.to_string())) {
        let known: Vec<_> = names.iter().map(|name| format!("`{name}`")).collect();
        return Err(tera::Error::message(format!("`stories()` has no argument `{key}`; it has {}", known.join(", "))));
    }
    let limit = kwargs.get::<usize>("limit")?.unwrap_or(LIMIT);
    Ok(Stories { among, offset: kwargs.get::<usize>("offset")?.unwrap_or(0), limit })
}

/// A term as a query gives it.
#[derive(Serialize)]
struct Term<'a> {
    key: &'a str,
    title: &'a str,
    description: &'a str,
    url: String,
    count: usize,
    /// Whether it is a running story that is told as it happens.
    live: bool,
}

fn terms(site: &Site, addresses: &Addresses, notes: &Notes, taxonomy: Taxonomy) -> TeraResult<Vec<Value>> {
    notes.note(Query::Terms(taxonomy));
    let term = |list: &crate::site::List| {
        Value::try_from_serializable(&Term {
            key: &list.key,
            title: &list.title,
            description: &list.description,
            url: addresses.of(&list.address),
            count: list.stories.len(),
            live: site.is_live(list),
        })
    };
    site.lists.of(taxonomy).map(term).collect()
}
