//! Markdown to HTML: section anchors, quote callouts, checked links, cleaned HTML.
//!
//! In: a Markdown body and [`Options`]. Out: [`Rendered`]: HTML and what was met on the way.
//!
//! 1. `stream` reads pulldown-cmark's events and gives events to print: the one place where the
//!    parts below meet.
//! 2. `callout` rewrites a block quote as a figure with its speaker (`credit`), or as an alert.
//! 3. `anchors` gives each heading its id, `footnotes` gathers the notes at the end, `links`
//!    settles addresses, `photo` prints pictures, `words` counts.
//! 4. `raw` reads typed HTML tag by tag, lets through what `elements` lists, balanced (`balance`);
//!    `clean` then has ammonia look at the whole body. A body without raw HTML skips both.
//! 5. `text` gives the words without markup: [`plain_text`] and [`summary`].

mod anchors;
mod balance;
mod callout;
mod clean;
mod credit;
mod elements;
mod escape;
mod footnotes;
mod labels;
mod links;
mod photo;
mod piece;
mod raw;
mod stream;
mod text;
mod words;

pub use photo::{Fetched, Photo};
pub use text::{plain_text, summary};

use crate::diag::{Checked, Diagnostic};
use crate::source::{Source, Span};
use stream::{RawMode, Stream};

/// What the renderer has to know about its surroundings.
#[derive(Clone, Copy)]
pub struct Options<'a> {
    /// Whether raw HTML is cleaned (the default) or kept as typed.
    pub keep_raw_html: bool,
    /// The dateline as typed; it opens the first paragraph as `<span class="dateline">`.
    pub dateline: Option<&'a str>,
    /// Turns an address as typed into the address to print.
    pub links: &'a dyn Links,
    /// The language of the page (`en`, `pt-BR`), for the few words that are added: the title of an
    /// alert, the way back from a footnote.
    pub language: &'a str,
    /// The ids that the page around the body uses itself; no heading gets one of them.
    pub page_ids: &'a [&'a str],
    /// When the body's first picture is fetched.
    pub first_picture: Fetched,
}

impl Default for Options<'_> {
    fn default() -> Self {
        Self {
            keep_raw_html: false,
            dateline: None,
            links: &AsTyped,
            language: "en",
            page_ids: &[],
            first_picture: Fetched::Later,
        }
    }
}

/// Who knows where an address in copy leads.
pub trait Links {
    /// The address to print for a link as typed (`other-story.md`, `photo.jpg`, `https://…`).
    fn link(&self, address: &str) -> Link;

    /// The picture at an address as typed, where more is known of it than that.
    fn picture(&self, _address: &str) -> Option<Photo> {
        None
    }
}

/// Where a link leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Link {
    /// Print it as typed.
    AsTyped,
    /// Print this instead.
    To(String),
    /// There is nothing there: print the words without a link, and say this.
    Broken(String),
}

/// Links printed as typed.
pub struct AsTyped;

impl Links for AsTyped {
    fn link(&self, _address: &str) -> Link {
        Link::AsTyped
    }
}

/// A body as HTML.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Rendered {
    /// The HTML, safe to put on a page.
    pub html: String,
    /// The headings, in order, for a table of contents.
    pub headings: Vec<Heading>,
    /// How many words the text has.
    pub words: usize,
}

/// A heading with its anchor.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Heading {
    /// 2 to 6.
    pub level: u8,
    /// The id that `#id` leads to.
    pub id: String,
    /// The words, without markup.
    pub text: String,
}

/// Renders a body. `start` is where the body begins in the source, so that findings point at the
/// words; `None` where the body is not part of the source, and findings then name the file only.
pub fn render(source: &Source, start: Option<usize>, body: &str, options: &Options<'_>) -> Checked<Rendered> {
    let mode = if options.keep_raw_html { RawMode::Keep } else { RawMode::Clean };
    let mut pass = Pass::run(body, options, mode);
    if mode == RawMode::Clean && pass.has_raw_html {
        if clean::affordable(body, pass.deepest) {
            pass.rendered.html = clean::clean(&pass.rendered.html);
        } else {
            pass = Pass::run(body, options, RawMode::AsText);
            pass.met.push(clean::too_much());
        }
    }
    let findings = pass.met.into_iter().map(|met| met.place(source, start)).collect();
    Checked::new(pass.rendered, findings)
}

/// One walk over a body.
struct Pass {
    rendered: Rendered,
    met: Vec<Met>,
    has_raw_html: bool,
    deepest: usize,
}

impl Pass {
    fn run(body: &str, options: &Options<'_>, mode: RawMode) -> Self {
        let mut stream = Stream::new(body, options, mode);
        let mut html = String::with_capacity(body.len() + body.len() / 4 + 64);
        pulldown_cmark::html::push_html(&mut html, &mut stream);
        let done = stream.done();
        let rendered = Rendered { html: without_nul(html), headings: done.headings, words: done.words };
        Self { rendered, met: done.met, has_raw_html: done.has_raw_html, deepest: done.deepest }
    }
}

/// NUL becomes the replacement character, as CommonMark says.
fn without_nul(text: String) -> String {
    if memchr::memchr(0, text.as_bytes()).is_some() { text.replace('\0', "\u{FFFD}") } else { text }
}

/// A finding before it is known where the body lies in its file.
struct Met {
    finding: Diagnostic,
    /// Places in the body, with what is to be said there.
    places: Vec<(Span, String)>,
}

impl Met {
    fn at(finding: Diagnostic, span: Span, text: impl Into<String>) -> Self {
        Self { finding, places: vec![(span, text.into())] }
    }

    fn place(self, source: &Source, start: Option<usize>) -> Diagnostic {
        let Some(start) = start.filter(|_| !self.places.is_empty()) else {
            return self.finding.in_file(source.path().clone());
        };
        self.places
            .into_iter()
            .fold(self.finding, |finding, (span, text)| finding.at(source, start + span.start..start + span.end, text))
    }
}

#[cfg(test)]
mod tests;
