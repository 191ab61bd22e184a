//! Cross-heads and quotations in the body of a structured item, as in wire text.
//!
//! In: the blocks of a body. Out: the same blocks, in which short paragraphs that head others are headings
//! and long quotations stand apart with their speaker; and what was found.
//!
//! 1. The paragraphs, one a line, make a text; a block that is no paragraph of the copy is an item in it.
//! 2. Where the sender marked no heading, [`crosshead`] tells which paragraphs are.
//! 3. [`quotes`] tells who said what, [`callout`] what is set apart.

use super::super::inline::Line;
use super::{Block, Kind, Prose};
use crate::source::{Source, Span};
use crate::wire::paragraphs::{Join, Paragraph, Row};
use crate::wire::quotes::{self, Quote};
use crate::wire::{Field, body, callout, crosshead};
use smallvec::smallvec;

/// What was found, in words: a body's text has no places of its own.
#[derive(Debug, Default)]
pub(in crate::wire) struct Speech {
    /// The paragraphs that are headings.
    pub(in crate::wire::structured) heads: Vec<String>,
    /// The quotations, with the quoted words.
    pub(in crate::wire::structured) quotes: Vec<(String, Quote)>,
}

/// How far from the last place the next is looked for, in bytes.
const REACH: usize = 20_000;

impl Speech {
    /// Cross-heads and quotations with their places, where their words stand in the source as they are meant.
    pub(in crate::wire) fn placed(self, source: &Source, body: &Span) -> (Vec<Field>, Vec<Quote>) {
        let find = |from: &mut usize, words: &str| {
            let text = source.text();
            let end = text.floor_char_boundary(body.end.min(*from + REACH).min(text.len()));
            let start = *from + text.get(*from..end)?.find(words)?;
            *from = start + words.len();
            Some(start..*from)
        };
        let (mut from, mut heads) = (body.start, Vec::new());
        for words in self.heads {
            let how = "a paragraph between others that ends no sentence".to_owned();
            heads.extend(find(&mut from, &words).map(|span| Field { name: "subhead", value: words, span, how }));
        }
        let mut from = body.start;
        let quotes = self.quotes.into_iter();
        let quotes = quotes.filter_map(|(words, quote)| Some(Quote { span: find(&mut from, &words)?, ..quote }));
        (heads, quotes.collect())
    }
}

/// Stands for a block that is no paragraph of the copy.
const ITEM: &str = "•";

impl Prose {
    /// Finds cross-heads and quotations; one of `least` words is set apart. `titles` are headline and deck, which may have
    /// the given name of a speaker.
    pub(in crate::wire::structured) fn speak<'a>(
        &mut self,
        language: &str,
        least: usize,
        titles: impl Iterator<Item = &'a str> + Clone,
    ) -> Speech {
        let (text, paragraphs) = self.text();
        let marked = self.blocks.iter().any(|block| matches!(block.kind, Kind::Heading(..)));
        let heads = if marked { vec![false; self.blocks.len()] } else { crosshead::find(&text, &paragraphs) };
        let spans: Vec<Span> = paragraphs.iter().map(Paragraph::span).collect();
        let copy: Vec<Span> =
            spans.iter().zip(&heads).filter(|(_, head)| !**head).map(|(span, _)| span.clone()).collect();
        let mut found = quotes::find(&text, &copy, language);
        quotes::complete(&mut found, titles);
        let mut rest = found.as_slice();
        let mut blocks = Vec::with_capacity(self.blocks.len());
        for ((block, span), head) in std::mem::take(&mut self.blocks).into_iter().zip(&spans).zip(&heads) {
            let (own, after) = rest.split_at(rest.partition_point(|quote| quote.span.start < span.end));
            rest = after;
            match block.kind {
                Kind::Paragraph(line) if *head => blocks.push(Block { kind: Kind::Heading(2, line), ..block }),
                Kind::Paragraph(line) if !own.is_empty() => blocks.extend(apart(&text, span, &line, own, least)),
                _ => blocks.push(block),
            }
        }
        self.blocks = blocks;
        let heads = spans.iter().zip(&heads).filter(|(_, head)| **head).map(|(span, _)| text[span.clone()].to_owned());
        Speech {
            heads: heads.collect(),
            quotes: found.into_iter().map(|quote| (text[quote.span.clone()].to_owned(), quote)).collect(),
        }
    }

    /// The paragraphs as a text, and where each block stands in it.
    fn text(&self) -> (String, Vec<Paragraph>) {
        let mut text = String::new();
        let paragraphs = self.blocks.iter().map(|block| {
            let start = text.len();
            match &block.kind {
                Kind::Paragraph(line) if block.within.is_empty() => text.push_str(&line.words().replace('\n', " ")),
                _ => text.push_str(ITEM),
            }
            let rows = smallvec![Row { span: start..text.len(), join: Join::Break }];
            text.push_str("\n\n");
            Paragraph { rows, apart: true, split_off: false }
        });
        let paragraphs = paragraphs.collect();
        (text, paragraphs)
    }
}

/// A paragraph cut where quotations are set apart.
fn apart(text: &str, span: &Span, line: &Line, quotes: &[Quote], least: usize) -> Vec<Block> {
    let pieces = callout::pieces(text, span, quotes, least);
    let blocks = pieces.into_iter().map(|piece| {
        let words = line.part(piece.span.start - span.start..piece.span.end - span.start);
        let speaker = piece.quote.and_then(|quote| quote.speaker.as_ref());
        let kind = match speaker {
            Some(speaker) => Kind::Callout(body::label(speaker), words),
            None => Kind::Paragraph(words),
        };
        Block { within: Vec::new(), kind }
    });
    blocks.collect()
}
