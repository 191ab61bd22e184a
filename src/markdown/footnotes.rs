//! Footnotes: numbered as they are referred to, gathered at the end of the body.

use super::labels::Labels;
use pulldown_cmark::{Event, TagEnd};
use std::collections::HashMap;

/// A note's own events, ready to print.
type Note<'a> = Vec<Event<'a>>;

/// The notes of a body. Their ids hold a colon, which no heading's id does.
#[derive(Debug, Default)]
pub(super) struct Footnotes<'a> {
    /// Number and count of references, by label.
    numbers: HashMap<String, (usize, usize)>,
    /// Notes that are being read, the innermost last.
    reading: Vec<(String, Note<'a>)>,
    read: Vec<(String, Note<'a>)>,
}

impl<'a> Footnotes<'a> {
    /// The link from the text to a note.
    pub(super) fn reference(&mut self, label: &str) -> Event<'a> {
        let next = self.numbers.len() + 1;
        let (number, count) = self.numbers.entry(key(label)).or_insert((next, 0));
        *count += 1;
        let id = reference_id(*number, *count);
        let html = format!(
            "<sup class=\"footnote-ref\" id=\"{id}\"><a href=\"#fn:{number}\" role=\"doc-noteref\">{number}</a></sup>"
        );
        Event::InlineHtml(html.into())
    }

    /// A note begins: events belong to it until it ends.
    pub(super) fn begin(&mut self, label: &str) {
        self.reading.push((key(label), Vec::new()));
    }

    /// A note ends.
    pub(super) fn end(&mut self) {
        self.read.extend(self.reading.pop());
    }

    /// Where events go while a note is read.
    pub(super) fn reading(&mut self) -> Option<&mut Note<'a>> {
        self.reading.last_mut().map(|(_, events)| events)
    }

    /// The notes as a section, in the order of their numbers; notes that nothing refers to stand
    /// behind them, so that their words are not lost.
    pub(super) fn section(&mut self, labels: &Labels) -> Vec<Event<'a>> {
        let mut notes: Vec<(usize, usize, Note<'a>)> = Vec::new();
        let mut unreferred = self.numbers.len();
        for (label, note) in self.read.drain(..) {
            let (number, count) = self.numbers.remove(&label).unwrap_or_else(|| {
                unreferred += 1;
                (usize::MAX, 0)
            });
            notes.push((number, count, note));
        }
        if notes.is_empty() {
            return Vec::new();
        }
        notes.sort_by_key(|(number, ..)| *number);
        let mut events = vec![Event::Html("<div class=\"footnotes\" role=\"doc-endnotes\">\n<ol>\n".into())];
        for (number, count, note) in notes {
            item(&mut events, number, count, note, labels);
        }
        events.push(Event::Html("</ol>\n</div>\n".into()));
        events
    }
}

fn item<'a>(events: &mut Vec<Event<'a>>, number: usize, count: usize, mut note: Note<'a>, labels: &Labels) {
    let open = if number == usize::MAX { "<li>\n".to_owned() } else { format!("<li id=\"fn:{number}\">\n") };
    events.push(Event::Html(open.into()));
    let last = matches!(note.last(), Some(Event::End(TagEnd::Paragraph))).then(|| note.pop()).flatten();
    events.append(&mut note);
    for nth in 1..=count {
        let id = reference_id(number, nth);
        let back = labels.back;
        let html = format!(
            " <a class=\"footnote-back\" href=\"#{id}\" role=\"doc-backlink\" aria-label=\"{back}\">↩\u{FE0E}</a>"
        );
        events.push(Event::InlineHtml(html.into()));
    }
    events.extend(last);
    events.push(Event::Html("</li>\n".into()));
}

fn reference_id(number: usize, nth: usize) -> String {
    if nth == 1 { format!("fnref:{number}") } else { format!("fnref:{number}-{nth}") }
}

/// Labels are the same whatever their case.
fn key(label: &str) -> String {
    label.to_lowercase()
}
