//! Pages of lists, and all terms of a taxonomy.

use super::links::CopyLinks;
use super::views::{CountView, LetterView, LinkView, ListView, PageView, TermsView};
use super::{Renderer, Sheet, Surroundings, cards, json_ld, page, text_edition};
use crate::diag::Diagnostic;
use crate::document::Genre;
use crate::routes::numbered;
use crate::site::paging::Paging;
use crate::site::{List, ListId, Taxonomy};

impl Renderer<'_> {
    /// A numbered page of a list, or its front.
    pub(super) fn list(
        &self,
        on: &Sheet<'_>,
        id: ListId,
        number: Option<usize>,
        findings: &mut Vec<Diagnostic>,
    ) -> Vec<u8> {
        let list = self.site.lists.get(id);
        let around = self.around(on);
        let paging = Paging::new(list.stories.len(), self.site.config.per_page);
        let shown = number.map_or(paging.front(), |number| paging.page(number));
        let kind = list.taxonomy.map_or("all", Taxonomy::kind);
        let title = list_title(&around, list);
        let address = |number| around.addresses.of(&numbered(&list.address, number));
        let last = number.map_or(paging.numbered(), |number| number - 1);
        let view = ListView {
            kind,
            title: title.to_owned(),
            description: description(list).to_owned(),
            standfirst: if number.is_none() { self.standfirst(list) } else { None },
            url: around.addresses.of(&list.address),
            text: if number.is_none() { self.own_text(&around, list, findings) } else { None },
            count: list.stories.len(),
            stories: list.stories[shown].iter().rev().map(|id| cards::card(&around, *id)).collect(),
            number,
            newer: number.map(|number| address(number + 1)),
            older: (last > 0).then(|| address(last)),
        };
        let page = PageView {
            feeds: if list.taxonomy.is_some() { page::feeds(&around, id) } else { Vec::new() },
            breadcrumbs: crumbs_to(&around, list, number),
            ..self.frame(on, kind, title, description(list))
        };
        let page = self.describe(page, |page| match list.taxonomy.filter(|_| number.is_none()) {
            Some(Taxonomy::Authors) => json_ld::author(&self.site, title, page),
            Some(Taxonomy::Series) if self.is_live(list) => json_ld::live(&self.site, &view, page),
            _ => None,
        });
        self.template("list.html", on, &page, "list", &view, None, findings)
    }

    /// Whether the desk says of a running story that it is told as it happens.
    fn is_live(&self, list: &List) -> bool {
        let text = list.text.map(|at| self.bodies.text(&self.site.texts[at].path, None, &mut Vec::new()));
        let genre = text.and_then(|text| text.document.front.genre.as_ref().map(|genre| genre.value));
        genre == Some(Genre::Live)
    }

    /// What a list covers, where the desk says so in a line of its own: the first sentence of a text that
    /// stands below is not said twice.
    fn standfirst(&self, list: &List) -> Option<String> {
        let Some(at) = list.text else { return Some(description(list).to_owned()).filter(|line| !line.is_empty()) };
        let text = self.bodies.text(&self.site.texts[at].path, None, &mut Vec::new());
        text.document.front.description.as_ref().map(|line| line.value.clone())
    }

    /// The text that the desk wrote about a topic, a person, a place.
    fn own_text(&self, around: &Surroundings<'_>, list: &List, findings: &mut Vec<Diagnostic>) -> Option<String> {
        let page = &self.site.texts[list.text?];
        let text = self.bodies.text(&page.path, None, findings);
        let links = CopyLinks::new(&self.site, around.addresses, &page.path, &page.attachments, &self.notes);
        let html = self.body(&text, &links).drain_into(findings).html;
        let html = text_edition::settled(around.addresses, html);
        if html.trim().is_empty() {
            return None;
        }
        Some(match &page.language {
            Some(language) => {
                let direction = cards::direction(around, Some(language));
                format!("<div lang=\"{language}\" dir=\"{direction}\">\n{html}</div>\n")
            }
            None => html,
        })
    }

    /// All terms of a taxonomy.
    pub(super) fn terms(&self, on: &Sheet<'_>, taxonomy: Taxonomy, findings: &mut Vec<Diagnostic>) -> Vec<u8> {
        let around = self.around(on);
        let title = page::taxonomy_title(&around, taxonomy);
        let mut terms: Vec<CountView> = self
            .site
            .lists
            .of(taxonomy)
            .map(|list| CountView {
                title: list.title.clone(),
                url: around.addresses.of(&list.address),
                count: list.stories.len(),
                number: around.words.number(list.stories.len()),
            })
            .collect();
        terms.sort_by_cached_key(|term| super::search::sorted_by(&term.title));
        let kind = taxonomy.name(&self.site.config).to_owned();
        let letters = if terms.len() >= MANY { by_letter(&terms) } else { Vec::new() };
        let view = TermsView { kind, title: title.into(), terms, letters };
        let page = PageView { breadcrumbs: home_crumb(&around), ..self.frame(on, "terms", title, "") };
        let page = self.describe(page, |_| None);
        self.template("terms.html", on, &page, "terms", &view, None, findings)
    }
}

/// So many terms are easier to find by their first letters.
const MANY: usize = 40;

/// Terms by their first letters; those that begin with a digit come under `0–9`.
fn by_letter(terms: &[CountView]) -> Vec<LetterView> {
    let mut letters: Vec<LetterView> = Vec::new();
    for term in terms {
        let first = super::search::sorted_by(&term.title).0.chars().next();
        let letter = match first {
            Some(first) if first.is_numeric() => "0–9".to_owned(),
            Some(first) => first.to_uppercase().collect(),
            None => "–".to_owned(),
        };
        match letters.last_mut().filter(|last| last.letter == letter) {
            Some(last) => last.terms.push(term.clone()),
            None => letters.push(LetterView { letter, terms: vec![term.clone()] }),
        }
    }
    letters
}

/// The front page, where the way to every page begins.
pub(super) fn home_crumb(around: &Surroundings<'_>) -> Vec<LinkView> {
    vec![LinkView { title: around.site.config.title.clone(), url: around.addresses.of("/") }]
}

/// The way from the front page to a page of a list.
fn crumbs_to(around: &Surroundings<'_>, list: &List, number: Option<usize>) -> Vec<LinkView> {
    let mut crumbs = home_crumb(around);
    if let Some(taxonomy) = list.taxonomy.filter(|taxonomy| *taxonomy != Taxonomy::Sections) {
        let url = around.addresses.of(&format!("/{}/", taxonomy.name(&around.site.config)));
        crumbs.push(LinkView { title: page::taxonomy_title(around, taxonomy).into(), url });
    }
    if number.is_some() {
        let url = around.addresses.of(&list.address);
        crumbs.push(LinkView { title: list_title(around, list).to_owned(), url });
    }
    crumbs
}

/// What readers call a list; the list of all stories is the latest.
fn list_title<'a>(around: &Surroundings<'a>, list: &'a List) -> &'a str {
    if list.taxonomy.is_some() { &list.title } else { around.words.text("latest") }
}

/// What a list covers. The list of all stories covers what the site does, and the front page says
/// that already.
fn description(list: &List) -> &str {
    if list.taxonomy.is_some() { &list.description } else { "" }
}
