//! A body as wire text, for the reader of heads and feet.
//!
//! In: the blocks of a body. Out: [`Flat`], a text in which each block that has words is a paragraph; and back: the
//! blocks that are left of it as copy.

use super::{Block, Kind, Prose};
use crate::source::Span;
use crate::wire::paragraphs::{Join, Paragraph, Row};

/// A body as text.
#[derive(Debug)]
pub(in crate::wire) struct Flat {
    /// What stands above the body, then its words.
    pub(in crate::wire) text: String,
    /// A paragraph for each block that has words.
    pub(in crate::wire) paragraphs: Vec<Paragraph>,
    /// Where each block's words stand; nowhere for pictures and rules.
    blocks: Vec<Option<Span>>,
}

impl Prose {
    /// The body as text under `above`.
    pub(in crate::wire::structured) fn flat(&self, above: &str) -> Flat {
        let mut flat = Flat { text: above.to_owned(), paragraphs: Vec::new(), blocks: Vec::new() };
        for block in &self.blocks {
            let words = match &block.kind {
                Kind::Paragraph(line) | Kind::Heading(_, line) | Kind::Callout(_, line) => line.words(),
                Kind::Table(rows, _) => {
                    let rows = rows.iter().map(|row| row.iter().map(|cell| cell.words()).collect::<Vec<_>>().join(" "));
                    rows.collect::<Vec<_>>().join(" ")
                }
                Kind::Rule | Kind::Picture(_) => String::new(),
            };
            flat.add(&words);
        }
        flat
    }

    /// Keeps what stands in the paragraphs of the copy; rules at its ends go with what they parted.
    pub(in crate::wire::structured) fn keep(&mut self, flat: &Flat, copy: &[Paragraph]) {
        let mut copy = copy.iter().flat_map(|paragraph| &paragraph.rows).map(|row| &row.span).peekable();
        let mut spans = flat.blocks.iter();
        self.blocks.retain_mut(|block| {
            let Some(Some(span)) = spans.next() else { return true };
            while copy.next_if(|row| row.end <= span.start).is_some() {}
            let Some(first) = copy.peek().filter(|row| row.start < span.end) else { return false };
            let (start, mut end) = (first.start, first.end);
            while let Some(row) = copy.next_if(|row| row.start < span.end) {
                end = row.end;
            }
            let part = start.saturating_sub(span.start)..end.min(span.end) - span.start;
            if let Kind::Paragraph(line) | Kind::Heading(_, line) = &mut block.kind
                && part.len() < span.len()
            {
                *line = line.part(part);
            }
            true
        });
        let is_no_rule = |block: &Block| block.kind != Kind::Rule;
        self.blocks.truncate(self.blocks.iter().rposition(is_no_rule).map_or(0, |last| last + 1));
        self.blocks.drain(..self.blocks.iter().position(is_no_rule).unwrap_or(0));
    }
}

impl Flat {
    /// Adds a block's words, a row for each of its lines.
    fn add(&mut self, words: &str) {
        if words.trim().is_empty() {
            self.blocks.push(None);
            return;
        }
        self.text.push_str(if self.text.is_empty() { "" } else { "\n\n" });
        let start = self.text.len();
        self.text.push_str(words);
        self.blocks.push(Some(start..self.text.len()));
        let mut at = start;
        let rows = words.split('\n').filter_map(|row| {
            let span = at..at + row.len();
            at = span.end + 1;
            let span = crate::wire::lines::trimmed(&self.text, span);
            (!span.is_empty()).then_some(Row { span, join: Join::Break })
        });
        self.paragraphs.push(Paragraph { rows: rows.collect(), apart: true, split_off: false });
    }
}
