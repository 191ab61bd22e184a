//! A story's page, and a page that is no story.

use super::body::Text;
use super::views::{LinkView, PageView, StoryView};
use super::{Renderer, Surroundings, cards, copies, json_ld, links::CopyLinks, page, time};
use crate::config::RawHtml;
use crate::diag::{Checked, Diagnostic};
use crate::document::FrontMatter;
use crate::markdown::{self, Link, Links, Options, Rendered};
use crate::routes::Route;
use crate::site::{Page, Site, Story, StoryId, Taxonomy, address, neighbours};
use crate::source::Spanned;
use jiff::Timestamp;

/// Words that a reader takes in in a minute.
const WORDS_A_MINUTE: usize = 200;
/// The ids that a page's frame uses; a heading in copy gets none of them.
const PAGE_IDS: &[&str] = &["main"];

impl Renderer<'_> {
    pub(super) fn story(&self, route: &Route, id: StoryId, findings: &mut Vec<Diagnostic>) -> Vec<u8> {
        let story = self.site.story(id);
        let text = self.bodies.text(&story.path, story.modified, findings);
        let links = CopyLinks::new(&self.site, &self.addresses, &story.path, &story.attachments);
        let rendered = self.body(&text, &links).drain_into(findings);
        let image = Self::picture(&text, &links, findings);
        let view = StoryView { image, ..story_view(&self.around(), id, &text.document.front, rendered) };
        let page = PageView {
            breadcrumbs: self.crumbs(story.section.as_deref()),
            image: story_image(&self.site, &view),
            ..page::page(&self.around(), "story", &story.title, &story.description, &route.address)
        };
        let article = json_ld::story(&self.site, story, &view, &page);
        let page = json_ld::describe(&self.site, page, article);
        self.template("story.html", route, &page, "story", &view, Some(&story.path), findings)
    }

    pub(super) fn page(&self, route: &Route, at: usize, findings: &mut Vec<Diagnostic>) -> Vec<u8> {
        let page = &self.site.pages[at];
        let text = self.bodies.text(&page.path, None, findings);
        let links = CopyLinks::new(&self.site, &self.addresses, &page.path, &page.attachments);
        let rendered = self.body(&text, &links).drain_into(findings);
        let image = Self::picture(&text, &links, findings);
        let view = StoryView { image, ..page_view(&self.around(), page, &text.document.front, rendered) };
        let page_view = PageView {
            breadcrumbs: self.crumbs(None),
            ..page::page(&self.around(), "page", &page.title, &page.description, &route.address)
        };
        let page_view = json_ld::describe(&self.site, page_view, None);
        self.template("page.html", route, &page_view, "story", &view, Some(&page.path), findings)
    }

    /// A file's Markdown as it is published beside its page.
    pub(super) fn markdown(
        &self,
        route: &Route,
        path: &str,
        modified: Option<Timestamp>,
        attachments: &[Box<str>],
        findings: &mut Vec<Diagnostic>,
    ) -> Vec<u8> {
        let text = self.bodies.text(path, modified, findings);
        let links = CopyLinks::new(&self.site, &self.addresses, path, attachments);
        self.addresses.settle(&route.address, copies::markdown(&text, &links)).into_bytes()
    }

    /// The lead picture's address: a file beside the story, or an address as typed.
    fn picture(text: &Text, links: &CopyLinks<'_>, findings: &mut Vec<Diagnostic>) -> Option<String> {
        let typed = text.document.front.image.as_ref()?;
        let why = match links.link(&typed.value) {
            Link::To(address) => return Some(address),
            Link::AsTyped if typed.value.starts_with("https://") || typed.value.starts_with("http://") => {
                return Some(typed.value.clone());
            }
            Link::AsTyped => "a picture is a file, or an address that begins with `https://`".into(),
            Link::Broken(why) => why,
        };
        let finding = Diagnostic::warning("broken-link", why).at(&text.source, typed.span.clone(), "");
        findings.push(finding.because("the page has no lead picture"));
        None
    }

    /// A text's body as HTML.
    pub(super) fn body(&self, text: &Text, links: &CopyLinks<'_>) -> Checked<Rendered> {
        let front = &text.document.front;
        let options = Options {
            keep_raw_html: self.site.config.raw_html == RawHtml::Keep,
            dateline: front.dateline.as_ref().map(|dateline| dateline.value.as_str()),
            links,
            language: front.language.as_ref().map_or(&self.site.config.language, |language| &language.value),
            page_ids: PAGE_IDS,
        };
        markdown::render(&text.source, text.document.body_start, &text.document.body, &options)
    }

    /// The way from the front page to a story of a section.
    fn crumbs(&self, section: Option<&str>) -> Vec<LinkView> {
        let home = LinkView { title: self.site.config.title.clone(), url: self.addresses.of("/") };
        let section = section.and_then(|section| cards::term(&self.around(), Taxonomy::Sections, section));
        std::iter::once(home).chain(section).collect()
    }
}

fn story_view(around: &Surroundings<'_>, id: StoryId, front: &FrontMatter, rendered: Rendered) -> StoryView {
    let site = around.site;
    let story = site.story(id);
    let near = neighbours::around(site, id);
    let when = |when| time::view(around, when);
    StoryView {
        title: story.title.to_string(),
        url: around.addresses.of(&story.address),
        description: text(&front.description),
        kicker: text(&front.kicker),
        date: Some(when(story.date)),
        updated: story.updated.map(when),
        section: cards::section(around, story),
        tags: terms(around, Taxonomy::Tags, &story.tags),
        authors: terms(around, Taxonomy::Authors, &story.authors),
        byline: text(&front.byline),
        location: location(around, story),
        agency: text(&front.agency),
        source: text(&front.source),
        image: None,
        image_alt: text(&front.image_alt),
        language: cards::language(around, story.language.as_deref()).to_owned(),
        direction: cards::direction(around, story.language.as_deref()),
        content: rendered.html,
        headings: rendered.headings,
        words: rendered.words,
        minutes: minutes(rendered.words),
        markdown_url: markdown_url(around, &story.address),
        older: near.older.map(|id| cards::link(around, id)),
        newer: near.newer.map(|id| cards::link(around, id)),
    }
}

fn page_view(around: &Surroundings<'_>, page: &Page, front: &FrontMatter, rendered: Rendered) -> StoryView {
    StoryView {
        title: page.title.to_string(),
        url: around.addresses.of(&page.address),
        description: text(&front.description),
        kicker: None,
        date: None,
        updated: None,
        section: None,
        tags: Vec::new(),
        authors: Vec::new(),
        byline: text(&front.byline),
        location: None,
        agency: None,
        source: text(&front.source),
        image: None,
        image_alt: text(&front.image_alt),
        language: cards::language(around, page.language.as_deref()).to_owned(),
        direction: cards::direction(around, page.language.as_deref()),
        content: rendered.html,
        headings: rendered.headings,
        words: rendered.words,
        minutes: minutes(rendered.words),
        markdown_url: markdown_url(around, &page.address),
        older: None,
        newer: None,
    }
}

/// The address of a page's Markdown, where the site has that form.
fn markdown_url(around: &Surroundings<'_>, page: &str) -> Option<String> {
    page::has_markdown(around.site).then(|| around.addresses.of(&address::sibling(page, "md")))
}

fn minutes(words: usize) -> usize {
    words.div_ceil(WORDS_A_MINUTE).max(1)
}

fn terms(around: &Surroundings<'_>, taxonomy: Taxonomy, terms: &[Box<str>]) -> Vec<LinkView> {
    let mut links: Vec<LinkView> = Vec::with_capacity(terms.len());
    for link in terms.iter().filter_map(|term| cards::term(around, taxonomy, term)) {
        // Two spellings of one term are one link.
        if links.iter().all(|known| known.url != link.url) {
            links.push(link);
        }
    }
    links
}

fn location(around: &Surroundings<'_>, story: &Story) -> Option<LinkView> {
    let place = story.location.as_deref()?;
    // The story's own spelling is shown, though the list may have another.
    cards::term(around, Taxonomy::Places, place).map(|link| LinkView { title: place.to_owned(), ..link })
}

/// The absolute address of a story's picture.
fn story_image(site: &Site, view: &StoryView) -> Option<String> {
    let image = view.image.as_ref()?;
    let path = site.config.base_url.path();
    if image.contains("://") {
        return Some(image.clone());
    }
    site.config.base_url.absolute(image.strip_prefix(path).unwrap_or(image))
}

fn text(value: &Option<Spanned<String>>) -> Option<String> {
    value.as_ref().map(|value| value.value.clone())
}
