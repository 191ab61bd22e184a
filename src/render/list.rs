//! Pages of lists, and all terms of a taxonomy.

use super::links::CopyLinks;
use super::views::{CountView, LetterView, LinkView, ListView, PageView, PersonView, TermsView};
use super::{Renderer, Sheet, Surroundings, cards, json_ld, page, text_edition};
use crate::diag::Diagnostic;
use crate::routes::leaves::{self, Leaf};
use crate::routes::numbered;
use crate::site::paging::Paging;
use crate::site::{List, ListId, Taxonomy, alphabet};
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::ops::Range;

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
        let ids = list.stories[shown].iter().rev();
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
            text: if number.is_none() && on.is_first() { self.own_text(&around, list, findings) } else { None },
            person: if number.is_none() && on.is_first() { person(&around, list) } else { None },
            live: number.is_none() && self.site.is_live(list),
            topics: if number.is_none() && on.is_first() { topics(&around, id, paging.front()) } else { Vec::new() },
            count: number.is_none().then_some(list.stories.len()),
            stories: on.on_leaf(ids.clone()).map(|id| on.edition.cards.card(&around, *id)).collect(),
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
            Some(Taxonomy::Authors) => json_ld::author(&self.site, &view, page),
            Some(Taxonomy::Series) if view.live => {
                let parts: Vec<_> = on.on_leaf(ids).map(|id| cards::card(&around, *id)).collect();
                json_ld::live(&self.site, &view, &parts, page)
            }
            _ => None,
        });
        self.template("list.html", on, &page, "list", &view, None, findings)
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
        let lists = alphabet::lists(&self.site, taxonomy);
        let count = |list: &&List| CountView {
            title: list.title.clone(),
            url: around.addresses.of(&list.address),
            count: list.stories.len(),
            number: around.words.number(list.stories.len()),
        };
        let terms: Vec<CountView> = on.on_leaf(lists.iter()).map(count).collect();
        let kind = taxonomy.name(&self.site.config).to_owned();
        let letters = if terms.len() >= MANY { by_letter(&terms) } else { Vec::new() };
        let view = TermsView { kind, title: title.into(), terms, letters, years: Vec::new() };
        let mut page = PageView { breadcrumbs: home_crumb(&around), ..self.frame(on, "terms", title, "") };
        if let Some(leaf) = &mut page.leaf {
            leaf.letters = letters_of_leaves(on, &lists, &leaves::of(&self.site, on.target));
        }
        let page = self.describe(page, |_| None);
        self.template("terms.html", on, &page, "terms", &view, None, findings)
    }
}

/// How many topics a list leads on to.
const TOPICS_AT_MOST: usize = 8;

/// The topics that the newest stories of a list share, but for the list's own, those of most stories first.
fn topics(around: &Surroundings<'_>, id: ListId, newest: Range<usize>) -> Vec<LinkView> {
    let lists = &around.site.lists;
    let list = lists.get(id);
    if list.taxonomy.is_none() {
        return Vec::new();
    }
    let mut counts: BTreeMap<ListId, usize> = BTreeMap::new();
    for story in &list.stories[newest] {
        let topics =
            lists.of_story(*story).filter(|(topic, list)| list.taxonomy == Some(Taxonomy::Tags) && *topic != id);
        topics.for_each(|(topic, _)| *counts.entry(topic).or_default() += 1);
    }
    let mut shared: Vec<(ListId, usize)> = counts.into_iter().filter(|(_, count)| *count > 1).collect();
    shared.sort_by_key(|(topic, count)| (Reverse(*count), *topic));
    shared.into_iter().take(TOPICS_AT_MOST).map(|(topic, _)| cards::list_link(around, lists.get(topic))).collect()
}

/// What `[authors]` says of the author whose list it is.
fn person(around: &Surroundings<'_>, list: &List) -> Option<PersonView> {
    let known = around.site.config.people.iter();
    let known = known.filter(|_| list.taxonomy == Some(Taxonomy::Authors)).find(|author| author.key == list.key)?;
    let link = |url: &String| {
        let host = url.split("://").nth(1).unwrap_or_default().split('/').next().unwrap_or_default();
        LinkView { title: host.strip_prefix("www.").unwrap_or(host).to_owned(), url: url.clone() }
    };
    Some(PersonView {
        job_title: known.job_title.clone(),
        email: known.email.clone(),
        links: known.same_as.iter().map(link).collect(),
    })
}

/// So many terms are easier to find by their first letters.
const MANY: usize = 40;
/// So many letters lead to the leaves of a long list of names; scripts with more of them have every second, third
/// or so.
const LETTERS_AT_MOST: usize = 36;

/// What a name is found under: its first letter, or `0–9`.
fn letter_of(name: &str) -> String {
    match alphabet::sorted_by(name).0.chars().next() {
        Some(first) if first.is_numeric() => "0–9".to_owned(),
        Some(first) => first.to_uppercase().collect(),
        None => "–".to_owned(),
    }
}

/// Terms by their first letters.
fn by_letter(terms: &[CountView]) -> Vec<LetterView> {
    let mut letters: Vec<LetterView> = Vec::new();
    for term in terms {
        let letter = letter_of(&term.title);
        match letters.last_mut().filter(|last| last.letter == letter) {
            Some(last) => last.terms.push(term.clone()),
            None => letters.push(LetterView { letter, terms: vec![term.clone()] }),
        }
    }
    letters
}

/// Letters with the leaves on which they begin.
fn letters_of_leaves(on: &Sheet<'_>, lists: &[&List], leaves: &[Leaf]) -> Vec<LinkView> {
    let mut letters: Vec<(String, usize)> = Vec::new();
    for leaf in leaves {
        for list in lists.iter().take(leaf.shown.end).skip(leaf.shown.start) {
            let letter = letter_of(&list.title);
            if letters.last().is_none_or(|(last, _)| *last != letter) {
                letters.push((letter, leaf.number));
            }
        }
    }
    let step = letters.len().div_ceil(LETTERS_AT_MOST).max(1);
    let link =
        |(title, number)| LinkView { title, url: on.edition.addresses.file(&leaves::address(on.address(), number)) };
    letters.into_iter().step_by(step).map(link).collect()
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
