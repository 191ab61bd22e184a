//! Pages of lists, and all terms of a taxonomy.

use super::views::{CountView, ListView, PageView, TermsView};
use super::{Renderer, cards, json_ld, page};
use crate::diag::Diagnostic;
use crate::routes::{Route, numbered};
use crate::site::paging::Paging;
use crate::site::{List, ListId, Taxonomy};

impl Renderer<'_> {
    /// A numbered page of a list, or its front.
    pub(super) fn list(
        &self,
        route: &Route,
        id: ListId,
        number: Option<usize>,
        findings: &mut Vec<Diagnostic>,
    ) -> Vec<u8> {
        let list = self.site.lists.get(id);
        let around = self.around();
        let paging = Paging::new(list.stories.len(), self.site.config.per_page);
        let shown = number.map_or(paging.front(), |number| paging.page(number));
        let kind = list.taxonomy.map_or("all", Taxonomy::singular);
        let title = list_title(list);
        let address = |number| self.addresses.of(&numbered(&list.address, number));
        let last = number.map_or(paging.numbered(), |number| number - 1);
        let view = ListView {
            kind,
            title: title.to_owned(),
            description: description(list).to_owned(),
            url: self.addresses.of(&list.address),
            stories: list.stories[shown].iter().rev().map(|id| cards::card(&around, *id)).collect(),
            number,
            newer: number.map(|number| address(number + 1)),
            older: (last > 0).then(|| address(last)),
        };
        let page = PageView {
            feeds: if list.taxonomy.is_some() { page::feeds(&around, id) } else { Vec::new() },
            breadcrumbs: self.crumbs_to(list, number),
            ..page::page(&around, kind, title, description(list), &route.address)
        };
        let author = list.taxonomy == Some(Taxonomy::Authors) && number.is_none();
        let about = author.then(|| json_ld::author(&self.site, title, &page)).flatten();
        let page = json_ld::describe(&self.site, page, about);
        self.template("list.html", route, &page, "list", &view, None, findings)
    }

    /// All terms of a taxonomy.
    pub(super) fn terms(&self, route: &Route, taxonomy: Taxonomy, findings: &mut Vec<Diagnostic>) -> Vec<u8> {
        let title = page::taxonomy_title(taxonomy);
        let terms = self.site.lists.of(taxonomy).map(|list| CountView {
            title: list.title.clone(),
            url: self.addresses.of(&list.address),
            count: list.stories.len(),
        });
        let view = TermsView { kind: taxonomy.name(), title: title.into(), terms: terms.collect() };
        let page = PageView {
            breadcrumbs: self.home_crumb(),
            ..page::page(&self.around(), taxonomy.name(), title, "", &route.address)
        };
        let page = json_ld::describe(&self.site, page, None);
        self.template("terms.html", route, &page, "terms", &view, None, findings)
    }

    pub(super) fn home_crumb(&self) -> Vec<super::views::LinkView> {
        vec![super::views::LinkView { title: self.site.config.title.clone(), url: self.addresses.of("/") }]
    }

    /// The way from the front page to a page of a list.
    fn crumbs_to(&self, list: &List, number: Option<usize>) -> Vec<super::views::LinkView> {
        let mut crumbs = self.home_crumb();
        if let Some(taxonomy) = list.taxonomy.filter(|taxonomy| *taxonomy != Taxonomy::Sections) {
            let url = self.addresses.of(&format!("/{}/", taxonomy.name()));
            crumbs.push(super::views::LinkView { title: page::taxonomy_title(taxonomy).into(), url });
        }
        if number.is_some() {
            let url = self.addresses.of(&list.address);
            crumbs.push(super::views::LinkView { title: list_title(list).to_owned(), url });
        }
        crumbs
    }
}

/// What readers call a list; the list of all stories is the latest.
fn list_title(list: &List) -> &str {
    if list.taxonomy.is_some() { &list.title } else { "Latest" }
}

/// What a list covers. The list of all stories covers what the site does, and the front page says
/// that already.
fn description(list: &List) -> &str {
    if list.taxonomy.is_some() { &list.description } else { "" }
}
