//! A story's page, and a page that is no story.

use super::body::Text;
use super::views::{FeedView, LinkView, PageView, PictureView, SeriesView, SizeView, StoryView, TermsOfView};
use super::{
    Renderer, Sheet, Surroundings, cards, copies, corrections, json_ld, languages, links::CopyLinks, list, page,
    pictures, text_edition, time,
};
use crate::config::{Form, RawHtml};
use crate::diag::{Checked, Diagnostic};
use crate::document::FrontMatter;
use crate::markdown::{self, Fetched, Link, Links, Options, Photo, Rendered};
use crate::routes::Route;
use crate::site::{StoryId, Taxonomy, Twin, address, neighbours, related};
use crate::source::Spanned;
use jiff::Timestamp;

/// Words that a reader takes in in a minute.
const WORDS_A_MINUTE: usize = 200;
/// The ids that a page's frame uses; a heading in copy gets none of them.
const PAGE_IDS: &[&str] = &["main"];

impl Renderer<'_> {
    pub(super) fn story(&self, on: &Sheet<'_>, id: StoryId, findings: &mut Vec<Diagnostic>) -> Vec<u8> {
        let story = self.site.story(id);
        let on = Sheet { speech: self.languages.get(story.language()), ..*on };
        let around = self.around(&on);
        let text = self.bodies.text(story.path(), story.modified(), findings);
        let links = CopyLinks::new(&self.site, around.addresses, story.path(), story.attachments(), &self.notes);
        let (rendered, image) = self.shown(&around, &text, &links, findings);
        let view = with_picture(image, story_view(&around, id, &text.document.front, rendered));
        let page = PageView {
            breadcrumbs: list::home_crumb(&around).into_iter().chain(view.section.clone()).collect(),
            image: pictures::of_story(&self.site, id, &view),
            apart: self.site.has_namesake(id).then(|| time::view(&around, story.date).full),
            ..self.frame(&on, "story", story.title(), story.description())
        };
        let page = match self.site.is_borrowed(story) {
            true => {
                let canonical = self.original(story.tongue, story.address());
                PageView { canonical, is_untranslated: true, ..page }
            }
            false => page,
        };
        let page = self.describe(page, |page| json_ld::story(&self.site, id, &view, page));
        self.template("story.html", &on, &page, "story", &view, Some(story.path()), findings)
    }

    /// The absolute address of a text in the language that it was written for, where it stands in
    /// place of a translation.
    fn original(&self, tongue: u8, address: &str) -> Option<String> {
        languages::absolute(&self.site.config, &Twin { tongue, address: address.into() })
    }

    pub(super) fn page(&self, on: &Sheet<'_>, at: usize, findings: &mut Vec<Diagnostic>) -> Vec<u8> {
        let page = &self.site.pages[at];
        let on = Sheet { speech: self.languages.get(page.language.as_deref()), ..*on };
        let around = self.around(&on);
        let text = self.bodies.text(&page.path, None, findings);
        let links = CopyLinks::new(&self.site, around.addresses, &page.path, &page.attachments, &self.notes);
        let (rendered, image) = self.shown(&around, &text, &links, findings);
        let front = &text.document.front;
        let markdown = page::has_form(&self.site, Form::Markdown).then(|| form(&around, &page.address, Form::Markdown));
        let view = StoryView {
            forms: markdown.into_iter().collect(),
            ..copy_view(&around, &page.title, &page.address, page.language.as_deref(), front, rendered)
        };
        let view = with_picture(image, view);
        let frame = PageView {
            breadcrumbs: list::home_crumb(&around),
            image: pictures::of_page(&self.site, &view),
            ..self.frame(&on, "page", &page.title, &page.description)
        };
        let frame = match page.tongue == self.site.config.tongue {
            true => frame,
            false => {
                let canonical = self.original(page.tongue, &page.address);
                PageView { canonical, is_untranslated: true, ..frame }
            }
        };
        let frame = self.describe(frame, |_| None);
        self.template("page.html", &on, &frame, "story", &view, Some(&page.path), findings)
    }

    /// A text's body and its lead picture, as the edition shows them.
    fn shown(
        &self,
        around: &Surroundings<'_>,
        text: &Text,
        links: &CopyLinks<'_>,
        findings: &mut Vec<Diagnostic>,
    ) -> (Rendered, Option<Image>) {
        let rendered = self.body(text, links).drain_into(findings);
        let image = Self::picture(text, links, findings);
        let html = text_edition::settled(around.addresses, rendered.html);
        (Rendered { html, ..rendered }, image)
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
        let links = CopyLinks::new(&self.site, &self.full.addresses, path, attachments, &self.notes);
        self.full.addresses.settle(&route.address, copies::markdown(&text, &links)).into_bytes()
    }

    /// The lead picture: a file beside the story, or an address as typed.
    fn picture(text: &Text, links: &CopyLinks<'_>, findings: &mut Vec<Diagnostic>) -> Option<Image> {
        let typed = text.document.front.image.as_ref()?;
        let why = match links.link(&typed.value) {
            Link::To(address) => return Some(Image { address, photo: links.picture(&typed.value) }),
            Link::AsTyped if typed.value.starts_with("https://") || typed.value.starts_with("http://") => {
                return Some(Image { address: typed.value.clone(), photo: None });
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
            first_picture: if front.image.is_some() { Fetched::Later } else { Fetched::First },
        };
        markdown::render(&text.source, text.document.body_start, &text.document.body, &options)
    }
}

/// The lead picture of a text: its address, and more where it is a file.
struct Image {
    address: String,
    photo: Option<Photo>,
}

/// A text with its lead picture. What the front matter says goes before what the picture says itself.
fn with_picture(image: Option<Image>, view: StoryView) -> StoryView {
    let Some(Image { address, photo }) = image else { return view };
    let Some(photo) = photo else { return StoryView { image: Some(address), ..view } };
    let (width, height) = photo.size;
    let alt = view.image_alt.clone().or(photo.alt.clone());
    let (caption, credit) =
        (view.image_caption.clone().or(photo.caption.clone()), view.image_credit.clone().or(photo.credit.clone()));
    let words = alt.clone().unwrap_or_default();
    let picture = PictureView {
        html: photo.html(&words, Fetched::Later),
        first: photo.html(&words, Fetched::First),
        alt: words,
        caption: caption.clone(),
        credit: credit.clone(),
    };
    StoryView {
        image: Some(address),
        image_size: Some(SizeView { width, height }),
        image_alt: alt,
        image_caption: caption,
        image_credit: credit,
        picture: Some(picture),
        ..view
    }
}

fn story_view(around: &Surroundings<'_>, id: StoryId, front: &FrontMatter, rendered: Rendered) -> StoryView {
    let site = around.site;
    let story = site.story(id);
    let near = neighbours::around(site, id);
    let when = |when| time::view(around, when);
    let forms = site.config.outputs.copies.iter().map(|copy| form(around, story.address(), *copy));
    StoryView {
        kicker: text(&front.kicker),
        date: Some(when(story.date)),
        updated: story.updated().map(when),
        section: cards::section(around, id),
        tags: cards::terms(around, id, Taxonomy::Tags),
        authors: cards::authors(around, id),
        terms: own_terms(around, id),
        series: series(around, id),
        corrections: corrections::of(around, story),
        related: related::stories(site, id).into_iter().map(|id| cards::card(around, id)).collect(),
        location: named(around, id, Taxonomy::Places, story.location()),
        agency: named(around, id, Taxonomy::Agencies, story.agency()),
        forms: forms.collect(),
        older: near.older.map(|id| cards::link(around, id)),
        newer: near.newer.map(|id| cards::link(around, id)),
        ..copy_view(around, story.title(), story.address(), story.language(), front, rendered)
    }
}

/// What a story and a page that is none have in common.
fn copy_view(
    around: &Surroundings<'_>,
    title: &str,
    address: &str,
    language: Option<&str>,
    front: &FrontMatter,
    rendered: Rendered,
) -> StoryView {
    let minutes = rendered.words.div_ceil(WORDS_A_MINUTE).max(1);
    StoryView {
        title: title.to_owned(),
        url: around.addresses.of(address),
        description: text(&front.description),
        kicker: None,
        genre: front.genre.as_ref().map(|genre| cards::genre(around, genre.value)),
        date: None,
        updated: None,
        section: None,
        tags: Vec::new(),
        authors: Vec::new(),
        byline: text(&front.byline),
        location: None,
        agency: None,
        terms: Vec::new(),
        series: None,
        corrections: Vec::new(),
        related: Vec::new(),
        source: text(&front.source),
        image: None,
        image_size: None,
        image_alt: text(&front.image_alt),
        image_caption: text(&front.image_caption),
        image_credit: text(&front.image_credit),
        picture: None,
        language: cards::language(around, language).to_owned(),
        direction: cards::direction(around, language),
        content: rendered.html,
        headings: rendered.headings,
        words: rendered.words,
        minutes,
        reading_time: around.words.counted("minutes", minutes),
        forms: Vec::new(),
        older: None,
        newer: None,
    }
}

/// Another form of a text, beside its page.
fn form(around: &Surroundings<'_>, page: &str, form: Form) -> FeedView {
    let title = match form {
        Form::Markdown => "Markdown",
        Form::Text => "Text",
        Form::Json => "JSON",
    };
    let url = around.addresses.file(&address::sibling(page, form.ending()));
    FeedView { title: title.into(), url, mime: form.mime() }
}

fn own_terms(around: &Surroundings<'_>, id: StoryId) -> Vec<TermsOfView> {
    let own = around.site.config.taxonomies.iter().zip(0..);
    own.map(|(taxonomy, at)| TermsOfView {
        title: taxonomy.title.clone(),
        terms: cards::terms(around, id, Taxonomy::Own(at)),
    })
    .filter(|of| !of.terms.is_empty())
    .collect()
}

fn series(around: &Surroundings<'_>, id: StoryId) -> Option<SeriesView> {
    let (list, parts) = related::series(around.site, id)?;
    let list = around.site.lists.get(list);
    let LinkView { title, url } = cards::list_link(around, list);
    let parts = parts.into_iter().map(|part| cards::card(around, part)).collect();
    Some(SeriesView { title, url, count: list.stories.len(), parts })
}

/// A place or an agency in the story's own spelling, though its list may have another.
fn named(around: &Surroundings<'_>, id: StoryId, taxonomy: Taxonomy, name: Option<&str>) -> Option<LinkView> {
    let title = name?.to_owned();
    let url = cards::terms(around, id, taxonomy).into_iter().next().map_or_else(String::new, |link| link.url);
    Some(LinkView { title, url })
}

fn text(value: &Option<Spanned<String>>) -> Option<String> {
    value.as_ref().map(|value| value.value.clone())
}
