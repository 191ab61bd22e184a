//! Wire text to [`Document`]: one article as an agency sends it.
//!
//! In: a [`Source`] of plain text. Out: a [`Reading`]: the document, and for each field and quote
//! its place in the text and how it was found.
//!
//! 1. [`signs`] tells what few texts have, [`lines`] cuts the text; [`envelope`] takes the service's marks off, [`header`] a `Key: value` block, [`letter`] what a mail puts around its story.
//! 2. [`paragraphs`] joins the lines as they were meant; [`endmark`] takes the foot off.
//! 3. [`head`] tells kicker, headline, deck, byline and dateline from the copy; [`year`] settles the date.
//! 4. [`crosshead`] and [`quotes`] look at the copy; [`body`] prints it as Markdown.
//!
//! Structured items (NITF, NewsML-G2, ninjs) come the same way and are read by [`structured`]. Of text in HTML
//! ([`html`]) head and foot are read as others are, and the copy keeps the structure of its tags.
//!
//! No word is lost: what is no field and no note to the desk stands in the body, in order, as it came.

use crate::diag::Checked;
use crate::document::Document;
use crate::source::{Source, Span};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use signs::Signs;

mod body;
mod byline;
mod callout;
mod caseless;
mod crosshead;
mod dateline;
mod detect;
mod embargo;
mod endmark;
mod envelope;
pub mod explain;
mod furniture;
mod head;
mod header;
mod html;
pub mod json;
pub(crate) mod language;
mod letter;
mod lines;
mod markdown;
mod openings;
mod paragraphs;
pub mod quotes;
mod reader;
mod signs;
mod stamp;
mod state;
pub mod structured;
#[cfg(test)]
mod tests;
mod year;

/// What the reader knows besides the text.
#[derive(Debug, Clone)]
pub struct Context {
    /// The site's time zone.
    pub timezone: TimeZone,
    /// The site's language, a BCP 47 tag; the text's own header overrules it.
    pub language: String,
    /// When the file was last written, if that is known; used for a missing year only, and said so.
    pub modified: Option<Timestamp>,
    /// A quotation of so many words is set apart as a callout; 0 for never.
    pub callout_words: usize,
}

impl Default for Context {
    fn default() -> Self {
        Self { timezone: TimeZone::UTC, language: "en".into(), modified: None, callout_words: 25 }
    }
}

/// What was read, with the evidence for it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Reading {
    /// The document.
    pub document: Document,
    /// Each field that was found, in the order of the text.
    pub fields: Vec<Field>,
    /// The cross-heads.
    pub subheads: Vec<Field>,
    /// The direct quotations.
    pub quotes: Vec<quotes::Quote>,
}

/// A field, its place, and how it was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// The name, as front matter has it (`title`, `location`).
    pub name: &'static str,
    /// The value.
    pub value: String,
    /// Where the words stand in the text.
    pub span: Span,
    /// How it was found, in words for the desk (`the first line in capitals`).
    pub how: String,
}

/// Reads wire text, or a structured item where the file is one, with the evidence for all that was found.
///
/// The reading is complete even when there are errors: a story without a headline or a date has
/// all its other fields, and all its words.
pub fn read(source: &Source, context: &Context) -> Checked<Reading> {
    let signs = Signs::of(source.text());
    marked_up(source, signs, context).unwrap_or_else(|| reader::read(source, signs, context))
}

/// Whether a text is copy in HTML, whose tags are read as what they mean.
pub fn is_html(text: &str) -> bool {
    html::begins(text).is_some()
}

/// Reads the document of a wire text or of a structured item, as [`read`] does.
///
/// What a page does not show is not looked for: who spoke is told for long quotations alone.
pub fn read_document(source: &Source, context: &Context) -> Checked<Document> {
    let signs = Signs::of(source.text());
    let whole = marked_up(source, signs, context).map(|found| found.map(|reading| reading.document));
    whole.unwrap_or_else(|| reader::read_document(source, signs, context))
}

/// Reads as much of a wire text as a list of stories needs.
///
/// Front matter and findings are those of [`read`]. The body is empty where there is a deck to show in
/// lists, and otherwise holds the beginning of the body that [`read`] gives: its first paragraph at least.
pub fn read_front(source: &Source, context: &Context) -> Checked<Document> {
    let signs = Signs::of(source.text());
    let whole = marked_up(source, signs, context).map(|found| found.map(|reading| reading.document));
    whole.unwrap_or_else(|| reader::read_front(source, signs, context))
}

/// Reads what has its structure in markup, which is read whole by everybody: a structured item, or copy in HTML.
fn marked_up(source: &Source, signs: Signs, context: &Context) -> Option<Checked<Reading>> {
    if let Some(format) = structured::format(source.path(), source.text()) {
        return Some(structured::read(source, format, context));
    }
    let begins = signs.angle.then(|| html::begins(source.text())).flatten();
    begins.map(|at| reader::page::read(source, at, context))
}
