//! Markdown to HTML: section anchors, quote callouts, checked links, cleaned HTML.
//!
//! In: a Markdown body and [`Options`]. Out: [`Rendered`]: HTML and what was met on the way.

use crate::diag::Checked;
use crate::source::Source;

/// What the renderer has to know about its surroundings.
pub struct Options<'a> {
    /// Whether raw HTML is cleaned (the default) or kept as typed.
    pub keep_raw_html: bool,
    /// The dateline as typed; it opens the first paragraph as `<span class="dateline">`.
    pub dateline: Option<&'a str>,
    /// Turns an address as typed into the address to print.
    pub links: &'a dyn Links,
}

/// Who knows where an address in copy leads.
pub trait Links {
    /// The address to print for a link as typed (`other-story.md`, `photo.jpg`, `https://…`).
    fn link(&self, address: &str) -> Link;
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
pub fn render(_source: &Source, _start: Option<usize>, body: &str, _options: &Options<'_>) -> Checked<Rendered> {
    Checked::ok(Rendered { html: body.to_owned(), ..Rendered::default() })
}

/// The first paragraph's words without markup, cut at a word's end to at most `limit` characters
/// with `…` where something was left out.
pub fn summary(_body: &str, _limit: usize) -> String {
    String::new()
}
