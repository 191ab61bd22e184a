//! What every page has: its own address and title, and the pages that are made of nothing else.

use super::views::{FeedView, LinkView, PageView, SiteView};
use super::{Renderer, Surroundings, cards, json_ld};
use crate::config::{Form, Format, Pages};
use crate::diag::Diagnostic;
use crate::routes::{self, Route};
use crate::site::{ListId, Site, Taxonomy, lists};
use serde::Serialize;

/// The program, for `<meta name="generator">`.
const GENERATOR: &str = concat!("Dateline ", env!("CARGO_PKG_VERSION"));

impl Renderer<'_> {
    pub(super) fn home(&self, route: &Route, findings: &mut Vec<Diagnostic>) -> Vec<u8> {
        let newest = self.site.lists.all().stories.iter().rev().take(self.site.config.per_page);
        let stories: Vec<_> = newest.map(|id| cards::card(&self.around(), *id)).collect();
        let config = &self.site.config;
        let page = page(&self.around(), "home", &config.title, &config.description, &route.address);
        let page = json_ld::describe(&self.site, page, json_ld::home(&self.site));
        self.template("home.html", route, &page, "stories", &stories, None, findings)
    }

    pub(super) fn not_found(&self, route: &Route, findings: &mut Vec<Diagnostic>) -> Vec<u8> {
        let page = PageView { canonical: None, ..page(&self.around(), "not-found", "Not found", "", &route.address) };
        self.template("404.html", route, &page, "target", &(), None, findings)
    }

    pub(super) fn redirect(&self, route: &Route, to: &str, findings: &mut Vec<Diagnostic>) -> Vec<u8> {
        let page = PageView {
            canonical: self.site.config.base_url.absolute(&crate::site::address::encoded(to)),
            ..page(&self.around(), "redirect", "Moved", "", &route.address)
        };
        self.template("redirect.html", route, &page, "target", &self.addresses.of(to), None, findings)
    }

    /// Runs a template and finishes its page; `path` is the file that the page is made of.
    #[expect(clippy::too_many_arguments, reason = "each is a different thing, and all callers stand in this module")]
    pub(super) fn template<T: Serialize>(
        &self,
        template: &str,
        route: &Route,
        page: &PageView,
        name: &'static str,
        view: &T,
        path: Option<&str>,
        findings: &mut Vec<Diagnostic>,
    ) -> Vec<u8> {
        let html = self.engine.run(template, page, name, view, path.unwrap_or(&route.address)).drain_into(findings);
        self.addresses.settle(&route.address, html).into_bytes()
    }
}

/// A page at an address.
pub(super) fn page(
    around: &Surroundings<'_>,
    kind: &'static str,
    title: &str,
    description: &str,
    address: &str,
) -> PageView {
    PageView {
        kind,
        title: title.to_owned(),
        description: description.to_owned(),
        url: around.addresses.of(address),
        canonical: around.site.config.base_url.absolute(&crate::site::address::encoded(address)),
        image: None,
        feeds: Vec::new(),
        breadcrumbs: Vec::new(),
        json_ld: None,
    }
}

/// The site as every page sees it.
pub(super) fn site(around: &Surroundings<'_>) -> SiteView {
    let config = &around.site.config;
    SiteView {
        title: config.title.clone(),
        description: config.description.clone(),
        language: config.language.clone(),
        direction: config.direction.name(),
        authors: config.authors.clone(),
        url: around.addresses.of("/"),
        sections: around
            .site
            .lists
            .of(Taxonomy::Sections)
            .map(|list| link(around, &list.title, &list.address))
            .collect(),
        indexes: indexes(around),
        feeds: feeds(around, ListId(0)),
        settings: serde_json::Value::Object(
            config.theme_settings.iter().map(|(key, value)| (key.clone(), value.clone())).collect(),
        ),
        generator: GENERATOR,
    }
}

/// The pages that lead to everything.
fn indexes(around: &Surroundings<'_>) -> Vec<LinkView> {
    let site = around.site;
    let mut indexes = Vec::new();
    if !site.stories.is_empty() {
        indexes.push(link(around, "Latest", lists::ALL));
    }
    if has_archive(site) && !site.stories.is_empty() {
        indexes.push(link(around, "Archive", "/archive/"));
    }
    for taxonomy in Taxonomy::ALL {
        if taxonomy != Taxonomy::Sections && site.lists.of(taxonomy).next().is_some() {
            indexes.push(link(around, taxonomy_title(taxonomy), &format!("/{}/", taxonomy.name())));
        }
    }
    indexes.extend(site.pages.iter().map(|page| link(around, &page.title, &page.address)));
    indexes
}

/// Whether years, months and days have pages.
pub(super) fn has_archive(site: &Site) -> bool {
    site.config.outputs.pages.contains(&Pages::Archive)
}

/// Whether stories have their Markdown beside them.
pub(super) fn has_markdown(site: &Site) -> bool {
    site.config.outputs.copies.contains(&Form::Markdown)
}

/// What readers call a taxonomy.
pub(super) fn taxonomy_title(taxonomy: Taxonomy) -> &'static str {
    match taxonomy {
        Taxonomy::Sections => "Sections",
        Taxonomy::Tags => "Topics",
        Taxonomy::Authors => "Authors",
        Taxonomy::Places => "Places",
    }
}

/// A list's feeds; none where the site has no absolute address.
pub(super) fn feeds(around: &Surroundings<'_>, list: ListId) -> Vec<FeedView> {
    if !routes::has_feeds(around.site, list) {
        return Vec::new();
    }
    let feed = |format: Format| FeedView {
        title: format.title().into(),
        url: around.addresses.of(&routes::feed(around.site, list, format)),
        mime: format.mime(),
    };
    around.site.config.outputs.feeds.iter().copied().map(feed).collect()
}

fn link(around: &Surroundings<'_>, title: &str, address: &str) -> LinkView {
    LinkView { title: title.to_owned(), url: around.addresses.of(address) }
}
