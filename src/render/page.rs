//! What every page has: its own address and title, and the pages that are made of nothing else.

use super::address::Edition;
use super::views::{FeedView, LeafView, LinkView, PageView, SiteView};
use super::{Renderer, Sheet, Surroundings, json_ld, pictures};
use crate::config::{Form, Format, Pages};
use crate::diag::Diagnostic;
use crate::routes;
use crate::routes::drawn::{self, Icon};
use crate::routes::leaves;
use crate::site::{ListId, Site, Taxonomy, lists};
use crate::theme::Theme;
use serde::Serialize;
use serde_json::Value;

/// The address of the page of corrections.
pub(super) const CORRECTIONS: &str = "/corrections/";

/// The program, for `<meta name="generator">`.
const GENERATOR: &str = concat!("Dateline ", env!("CARGO_PKG_VERSION"));

impl Renderer<'_> {
    pub(super) fn home(&self, on: &Sheet<'_>, findings: &mut Vec<Diagnostic>) -> Vec<u8> {
        let around = self.around(on);
        let newest = self.site.lists.all().stories.iter().rev().take(self.site.config.per_page);
        let newest = on.on_leaf(newest);
        let stories: Vec<_> = newest.map(|id| on.edition.cards.card(&around, *id)).collect();
        let config = &self.site.config;
        let page = self.frame(on, "home", &config.title, &config.description);
        let page = self.describe(page, |_| json_ld::home(&self.site));
        self.template("home.html", on, &page, "stories", &stories, None, findings)
    }

    pub(super) fn not_found(&self, on: &Sheet<'_>, findings: &mut Vec<Diagnostic>) -> Vec<u8> {
        let title = on.speech.words.text("missing_title");
        let page = PageView { canonical: None, ..self.frame(on, "not-found", title, "") };
        self.template("404.html", on, &page, "target", &(), None, findings)
    }

    pub(super) fn redirect(&self, on: &Sheet<'_>, to: &str, findings: &mut Vec<Diagnostic>) -> Vec<u8> {
        let is_elsewhere = to.contains("://");
        let absolute = || self.site.config.base_url.absolute(&crate::site::address::encoded(to));
        let page = PageView {
            canonical: if is_elsewhere { Some(to.to_owned()) } else { absolute() },
            ..self.frame(on, "redirect", on.speech.words.text("moved_title"), "")
        };
        let target = if is_elsewhere { to.to_owned() } else { on.edition.addresses.of(to) };
        self.template("redirect.html", on, &page, "target", &target, None, findings)
    }

    /// Runs a template and finishes its page; `path` is the file that the page is made of.
    #[expect(clippy::too_many_arguments, reason = "each is a different thing, and all callers stand in this module")]
    pub(super) fn template<T: Serialize>(
        &self,
        template: &str,
        on: &Sheet<'_>,
        page: &PageView,
        name: &'static str,
        view: &T,
        path: Option<&str>,
        findings: &mut Vec<Diagnostic>,
    ) -> Vec<u8> {
        let template = match on.edition.addresses.edition() {
            Edition::Text if page.kind != "redirect" => "text.html",
            _ => template,
        };
        let made_of = path.unwrap_or(&on.route.address);
        let html = on.edition.engine.run(template, &on.speech.value, page, name, view, made_of).drain_into(findings);
        on.edition.addresses.settle(&on.route.address, html).into_bytes()
    }

    /// What every page has.
    pub(super) fn frame(&self, on: &Sheet<'_>, kind: &'static str, title: &str, description: &str) -> PageView {
        let address = on.address();
        let other = match on.edition.addresses.edition() {
            Edition::Full if self.text.is_none() || matches!(kind, "not-found" | "redirect" | "search") => None,
            Edition::Full => Some(on.edition.addresses.file(&routes::text(address))),
            Edition::Text => Some(self.full.addresses.of(address)),
        };
        PageView {
            kind,
            title: title.to_owned(),
            description: description.to_owned(),
            url: on.edition.addresses.of(address),
            apart: None,
            canonical: self.site.config.base_url.absolute(&crate::site::address::encoded(address)),
            language: on.speech.language.clone(),
            direction: on.speech.direction.name(),
            other_edition: other,
            languages: self.languages_of(on),
            for_others: self.for_others(on),
            is_untranslated: false,
            image: pictures::of_site(&self.site),
            feeds: Vec::new(),
            breadcrumbs: Vec::new(),
            leaf: leaf(on),
            json_ld: None,
        }
    }

    /// Gives a page its structured data, where a template prints any.
    pub(super) fn describe(&self, page: PageView, about: impl FnOnce(&PageView) -> Option<Value>) -> PageView {
        if !self.prints_structured_data {
            return page;
        }
        let about = about(&page);
        json_ld::describe(&self.site, page, about)
    }
}

/// A page of the text edition that goes on over several leaves.
fn leaf(on: &Sheet<'_>) -> Option<LeafView> {
    let leaf = on.leaf.filter(|leaf| leaf.of > 1)?;
    let there = |number: usize| on.edition.addresses.file(&leaves::address(on.address(), number));
    Some(LeafView {
        number: leaf.number,
        of: leaf.of,
        back: (leaf.number > 1).then(|| there(leaf.number - 1)),
        on: (leaf.number < leaf.of).then(|| there(leaf.number + 1)),
        letters: Vec::new(),
    })
}

/// The site as every page sees it.
pub(super) fn site(around: &Surroundings<'_>, theme: &Theme) -> SiteView {
    let config = &around.site.config;
    let icon = |wanted: Icon| {
        let found = drawn::all_icons(theme).find(|icon| *icon == wanted);
        found.map(|icon| around.addresses.shared(icon.address()))
    };
    SiteView {
        title: config.title.clone(),
        description: config.description.clone(),
        language: config.language.clone(),
        direction: config.direction.name(),
        authors: config.authors.clone(),
        url: around.addresses.of("/"),
        host: config.base_url.on_host(""),
        sections: around
            .site
            .lists
            .of(Taxonomy::Sections)
            .map(|list| link(around, &list.title, &list.address))
            .collect(),
        indexes: indexes(around),
        search: (!around.site.segments.is_empty()).then(|| around.addresses.file(lists::SEARCH)),
        feeds: feeds(around, ListId(0)),
        settings: serde_json::Value::Object(
            config.theme_settings.iter().map(|(key, value)| (key.clone(), value.clone())).collect(),
        ),
        words: around.words.clone(),
        hubs: config.hubs.clone(),
        manifest: around.addresses.file("/site.webmanifest"),
        favicon: icon(Icon::Favicon),
        touch_icon: icon(Icon::Touch),
        generator: GENERATOR,
    }
}

/// The pages that lead to everything.
fn indexes(around: &Surroundings<'_>) -> Vec<LinkView> {
    let site = around.site;
    let word = |name| around.words.text(name);
    let mut indexes = Vec::new();
    if !site.stories.is_empty() {
        indexes.push(link(around, word("latest"), lists::ALL));
    }
    if has_archive(site) && !site.stories.is_empty() {
        indexes.push(link(around, word("archive"), "/archive/"));
    }
    for taxonomy in Taxonomy::all(&site.config) {
        if taxonomy != Taxonomy::Sections && site.lists.of(taxonomy).next().is_some() {
            let address = format!("/{}/", taxonomy.name(&site.config));
            indexes.push(link(around, taxonomy_title(around, taxonomy), &address));
        }
    }
    if has_corrections(site) {
        indexes.push(link(around, word("corrections"), CORRECTIONS));
    }
    indexes.extend(site.pages.iter().map(|page| link(around, &page.title, &page.address)));
    indexes
}

/// Whether there is a page of corrections.
pub(super) fn has_corrections(site: &Site) -> bool {
    let wanted = site.config.outputs.pages.contains(&Pages::Corrections);
    wanted && site.stories.iter().any(|story| !story.corrections().is_empty())
}

/// Whether the site has a text edition.
pub(super) fn has_text_edition(site: &Site) -> bool {
    site.config.outputs.pages.contains(&Pages::Text)
}

/// Whether years, months and days have pages.
pub(super) fn has_archive(site: &Site) -> bool {
    site.config.outputs.pages.contains(&Pages::Archive)
}

/// Whether stories have a form beside their page.
pub(super) fn has_form(site: &Site, form: Form) -> bool {
    site.config.outputs.copies.contains(&form)
}

/// What readers call a taxonomy.
pub(super) fn taxonomy_title<'a>(around: &Surroundings<'a>, taxonomy: Taxonomy) -> &'a str {
    match taxonomy {
        Taxonomy::Own(at) => &around.site.config.taxonomies[usize::from(at)].title,
        built_in => around.words.text(built_in.name(&around.site.config)),
    }
}

/// A list's feeds; none where the site has no absolute address.
pub(super) fn feeds(around: &Surroundings<'_>, list: ListId) -> Vec<FeedView> {
    let feed = |format: Format| FeedView {
        title: format.title().into(),
        url: around.addresses.file(&routes::feed(around.site, list, format)),
        mime: format.mime(),
    };
    routes::formats(around.site, list).iter().copied().map(feed).collect()
}

fn link(around: &Surroundings<'_>, title: &str, address: &str) -> LinkView {
    LinkView { title: title.to_owned(), url: around.addresses.of(address) }
}
