//! The standard structured formats of news: NITF, NewsML-G2, ninjs.
//!
//! In: a [`Source`] of XML or JSON. Out: a [`Reading`] as of wire text: front matter field by field, the
//! body as Markdown with its in-line structure kept.
//!
//! 1. [`format()`] tells by the root element, or by the keys, whether a file is one of them.
//! 2. [`tree`] reads XML; nothing is fetched and no entity of a DTD is expanded.
//! 3. [`nitf`], [`newsml`] and [`ninjs`] find the fields for [`item`], which checks them as front matter.
//! 4. [`markup`] makes HTML ready for its parser; [`struck`] takes out what was deleted, [`headings`] ends those that
//!    nobody closed.
//! 5. [`page`] does the same for wire text in HTML, whose head and foot the reader of wire text reads.
//! 6. [`prose`] finds cross-heads and quotations in the body and prints it, with [`inline`] for the words in a line.

mod headings;
pub(in crate::wire) mod hidden;
mod inline;
mod item;
mod markup;
mod newsml;
mod ninjs;
mod nitf;
pub(super) mod page;
mod pressed;
mod prose;
mod script;
pub(super) mod struck;
mod tree;

use super::signs::Signs;
use super::{Context, Reading, lines, paragraphs};
use crate::diag::{Checked, Diagnostic};
use crate::source::{Source, Span};
use item::Item;
use prose::Prose;
use tree::{Child, Element, Form};

/// A structured format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// News Industry Text Format.
    Nitf,
    /// NewsML-G2.
    NewsMl,
    /// News in JSON.
    Ninjs,
}

/// Whether a file's name says that it may be a structured item.
pub fn may_be(path: &str) -> bool {
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
    ["xml", "nitf", "json"].iter().any(|known| ending.eq_ignore_ascii_case(known))
}

/// The format of a file, by its root element or its keys; nothing for other XML and JSON.
pub fn format(path: &str, text: &str) -> Option<Format> {
    if !may_be(path) {
        return None;
    }
    let start = text.trim_start_matches(['\u{feff}', ' ', '\n', '\r', '\t']);
    match start.chars().next()? {
        '{' => ninjs::is_text(text).then_some(Format::Ninjs),
        '<' => match tree::root(start)?.as_str() {
            "nitf" => Some(Format::Nitf),
            "newsitem" | "newsmessage" => Some(Format::NewsMl),
            _ => None,
        },
        _ => None,
    }
}

/// Reads a structured item.
pub fn read(source: &Source, format: Format, context: &Context) -> Checked<Reading> {
    let mut item = Item::default();
    let body = match format {
        Format::Ninjs => match ninjs::read(source, &mut item) {
            Ok(span) => span,
            Err(error) => return broken(source, "JSON", at(source.text(), &error), &error.to_string()),
        },
        Format::Nitf | Format::NewsMl => {
            let tree = match tree::read(source.text(), Form::Xml) {
                Ok(tree) => tree,
                Err(error) => return broken(source, "XML", error.at, &error.why),
            };
            let Some(root) = tree.elements().next() else { return broken(source, "XML", 0, "there is no element") };
            if format == Format::Nitf {
                nitf::read(source, root, &mut item);
                root.find("body.content").map_or_else(|| root.span.clone(), |content| content.span.clone())
            } else {
                newsml::read(source, root, &mut item)
            }
        }
    };
    item.finish(source, &body, context)
}

fn broken(source: &Source, what: &str, at: usize, why: &str) -> Checked<Reading> {
    let at = source.text().floor_char_boundary(at);
    let span: Span = at..source.text().ceil_char_boundary((at + 1).min(source.text().len()));
    let finding = Diagnostic::error("broken-item", format!("the item is no {what}")).at(source, span, "");
    Checked::new(Reading::default(), vec![finding.because(why.to_owned())])
}

/// The byte at which JSON is broken.
fn at(text: &str, error: &serde_json::Error) -> usize {
    let line_start = text.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum::<usize>();
    (line_start + error.column().saturating_sub(1)).min(text.len())
}

/// Adds a body of HTML, cleaned of what runs; gives its elements.
fn html(prose: &mut Prose, html: &str) -> Option<Element> {
    let html = markup::ready(html);
    let mut cleaner = ammonia::Builder::default();
    cleaner.add_tags(["section", "article", "figure", "figcaption", "title", "button", "label"]).rm_tags(["nav"]);
    let clean = cleaner.add_clean_content_tags(hidden::HIDDEN).clean(&html);
    if let Ok(mut tree) = tree::read(&clean.to_string(), Form::Html) {
        prose.struck.append(&mut struck::take(&mut tree));
        prose.open.extend(headings::close(&mut tree));
        prose.pressed.append(&mut pressed::take(&mut tree));
        prose.add(&tree);
        return Some(tree);
    }
    // What lies too deep gives its words.
    plain(prose, &ammonia::Builder::empty().add_clean_content_tags(hidden::HIDDEN).clean(&html).to_string());
    None
}

/// Says that words which somebody struck out are not on the page.
pub(super) fn struck_out(source: &Source, span: Span) -> Diagnostic {
    let finding = Diagnostic::warning("struck-out", "words that are struck out were left off the page");
    finding.at(source, span, "").help("delete them, or take the marks off if they are to stand")
}

/// Says that a heading was not closed.
pub(super) fn open_heading(source: &Source, span: Span) -> Diagnostic {
    let message = "a heading is not closed: it was taken to end where the next paragraph begins";
    Diagnostic::warning("open-heading", message)
        .at(source, span, "")
        .help("close it with its tag, such as `</h1>` after a headline")
}

/// Says that a script was not closed.
pub(super) fn open_script(source: &Source, span: Span) -> Diagnostic {
    let message = "a script is not closed: it was taken to end where the next paragraph begins";
    Diagnostic::warning("open-script", message)
        .at(source, span, "")
        .help("close it with its tag, such as `</script>`, or take it out")
}

/// Adds a body of plain text.
fn plain(prose: &mut Prose, text: &str) {
    let signs = Signs::of(text);
    let text = lines::tidy(text, signs);
    for paragraph in paragraphs::join(&text, &lines::lines(&text, signs)) {
        prose.add_plain(&paragraph.flat(&text));
    }
}

impl Element {
    /// Its text as it came, without the words of elements in it.
    fn raw(&self) -> String {
        let texts = self.children.iter().filter_map(|child| match child {
            Child::Text(text) => Some(text.as_str()),
            Child::Element(_) => None,
        });
        texts.collect()
    }
}
