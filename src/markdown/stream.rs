//! The events of the parser, turned into the events to print.
//!
//! Only what has to be seen whole is read ahead: a heading, a block quote, an image, a paragraph
//! that opens with an image, a block of raw HTML. All else goes through as it comes.

mod addresses;
mod headings;
mod paragraphs;
mod pictures;
mod tables;
mod typed_html;

use super::anchors::Ids;
use super::balance::{Balance, Closed};
use super::callout::{self, Context};
use super::elements;
use super::footnotes::Footnotes;
use super::labels::Labels;
use super::piece::Piece;
use super::words::Words;
use super::{Fetched, Heading, Met, Options, Photo};
use crate::diag::{self, Diagnostic};
use crate::source::Span;
use pulldown_cmark::{CowStr, Event, OffsetIter, Options as Extensions, Parser, Tag, TagEnd};
use std::collections::VecDeque;
use tables::Table;
use typed_html::Removed;

/// Beyond CommonMark. Smart punctuation is not among them: characters stay as typed.
pub(super) const EXTENSIONS: Extensions = Extensions::ENABLE_TABLES
    .union(Extensions::ENABLE_FOOTNOTES)
    .union(Extensions::ENABLE_STRIKETHROUGH)
    .union(Extensions::ENABLE_HEADING_ATTRIBUTES);

/// What becomes of raw HTML.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum RawMode {
    /// Listed elements and attributes stay.
    Clean,
    /// All stays.
    Keep,
    /// It is shown as words.
    AsText,
}

/// The walk over a body.
pub(super) struct Stream<'a, 'o> {
    body: &'a str,
    parser: OffsetIter<'a>,
    /// Read ahead, to be treated before the parser is asked again.
    ahead: VecDeque<Piece<'a>>,
    /// Treated, to be printed.
    ready: VecDeque<Event<'a>>,
    options: &'o Options<'o>,
    mode: RawMode,
    labels: &'static Labels,
    dateline: Option<&'o str>,
    ids: Ids,
    headings: Vec<Heading>,
    /// When the next picture is fetched.
    next_picture: Fetched,
    words: Words,
    footnotes: Footnotes<'a>,
    balance: Balance,
    table: Table,
    /// For each open link, whether it is printed.
    printed_links: Vec<bool>,
    has_raw_html: bool,
    removed: Removed,
    met: Vec<Met>,
    untold: usize,
    finished: bool,
}

/// What a walk leaves beside the events.
pub(super) struct Done {
    pub(super) headings: Vec<Heading>,
    pub(super) words: usize,
    pub(super) met: Vec<Met>,
    pub(super) has_raw_html: bool,
    pub(super) deepest: usize,
}

impl<'a, 'o> Stream<'a, 'o> {
    pub(super) fn new(body: &'a str, options: &'o Options<'o>, mode: RawMode) -> Self {
        Self {
            body,
            parser: Parser::new_ext(body, EXTENSIONS).into_offset_iter(),
            ahead: VecDeque::new(),
            ready: VecDeque::new(),
            options,
            mode,
            labels: Labels::of(options.language),
            dateline: options.dateline.filter(|dateline| !dateline.trim().is_empty()),
            ids: Ids::of(body, options.page_ids),
            headings: Vec::new(),
            next_picture: options.first_picture,
            words: Words::default(),
            footnotes: Footnotes::default(),
            balance: Balance::default(),
            table: Table::default(),
            printed_links: Vec::new(),
            has_raw_html: false,
            removed: Removed::default(),
            met: Vec::new(),
            untold: 0,
            finished: false,
        }
    }

    /// What there is to tell once all events are read.
    pub(super) fn done(mut self) -> Done {
        self.met.extend(self.removed.finding());
        if self.untold > 0 {
            self.met.push(Met { finding: Diagnostic::more(self.untold, "file"), places: Vec::new() });
        }
        Done {
            headings: self.headings,
            words: self.words.count,
            met: self.met,
            has_raw_html: self.has_raw_html,
            deepest: self.balance.deepest,
        }
    }

    fn pull(&mut self) -> Option<Piece<'a>> {
        self.ahead.pop_front().or_else(|| self.parser.next().map(|(event, span)| Piece::Event(event, span)))
    }

    /// Puts pieces back, to be treated next.
    fn put_back(&mut self, pieces: Vec<Piece<'a>>) {
        for piece in pieces.into_iter().rev() {
            self.ahead.push_front(piece);
        }
    }

    /// Reads to the end of what has just begun, its end included.
    fn pull_to_end(&mut self) -> Vec<Piece<'a>> {
        let mut pieces = Vec::new();
        let mut nesting = 1_usize;
        while nesting > 0 {
            let Some(piece) = self.pull() else { break };
            match piece.event() {
                Some(Event::Start(_)) => nesting += 1,
                Some(Event::End(_)) => nesting -= 1,
                _ => {}
            }
            pieces.push(piece);
        }
        pieces
    }

    fn print(&mut self, event: Event<'a>) {
        match &event {
            Event::Text(text) | Event::Code(text) => self.words.read(text),
            Event::Start(Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. })
            | Event::End(TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link)
            | Event::InlineHtml(_) => {}
            _ => self.words.end_word(),
        }
        self.print_uncounted(event);
    }

    fn print_uncounted(&mut self, event: Event<'a>) {
        match self.footnotes.reading() {
            Some(note) => note.push(event),
            None => self.ready.push_back(event),
        }
    }

    fn tag(&mut self, html: impl Into<CowStr<'a>>) {
        self.print(Event::InlineHtml(html.into()));
    }

    fn block_tag(&mut self, html: impl Into<CowStr<'a>>) {
        self.print(Event::Html(html.into()));
    }

    fn end_tags(&mut self, closed: Closed) {
        for name in closed {
            self.raw_tag(elements::find(name), format!("</{name}>"));
        }
    }

    fn tell(&mut self, met: Met) {
        if self.met.len() < diag::MOST { self.met.push(met) } else { self.untold += 1 }
    }

    fn treat(&mut self, piece: Piece<'a>) {
        match piece {
            Piece::Event(event, span) => self.event(event, span),
            Piece::Tag(html) => self.tag(html),
            Piece::Open(html) => {
                self.enter_block();
                self.block_tag(html);
            }
            Piece::Close(html) => {
                self.leave();
                self.block_tag(html);
            }
            Piece::Wrap(html) => {
                self.balance.enter();
                self.tag(html);
            }
            Piece::Unwrap(html) => {
                self.leave();
                self.tag(html);
            }
        }
    }

    fn enter_block(&mut self) {
        let closed = self.balance.before_block();
        self.end_tags(closed);
        self.balance.enter();
    }

    fn leave(&mut self) {
        let closed = self.balance.leave();
        self.end_tags(closed);
    }

    fn event(&mut self, event: Event<'a>, span: Span) {
        match event {
            Event::Start(tag) => self.start(tag, span),
            Event::End(end) => self.end(end),
            Event::InlineHtml(html) | Event::Html(html) => self.raw_html(&html, span, true),
            Event::FootnoteReference(label) => {
                let reference = self.footnotes.reference(&label);
                self.print(reference);
            }
            Event::Rule => {
                self.standing_dateline();
                let closed = self.balance.before_block();
                self.end_tags(closed);
                self.block_tag("<hr>\n");
            }
            // HTML has no `/` in it.
            Event::HardBreak => {
                self.words.end_word();
                self.print_uncounted(Event::InlineHtml("<br>\n".into()));
            }
            other => self.print(other),
        }
    }

    fn start(&mut self, tag: Tag<'a>, span: Span) {
        match tag {
            Tag::Paragraph => return self.paragraph(),
            Tag::Link { .. } => return self.link(tag, span),
            Tag::Image { .. } => return self.image(tag, span),
            Tag::FootnoteDefinition(label) => {
                self.enter_block();
                return self.footnotes.begin(&label);
            }
            _ => {}
        }
        if !is_inline(&tag) {
            self.standing_dateline();
        }
        match tag {
            Tag::Heading { level, id, .. } => self.heading(level, id.as_deref()),
            Tag::BlockQuote(_) => self.block_quote(Piece::Event(Event::Start(tag), span)),
            Tag::HtmlBlock => self.html_block(span),
            Tag::Table(alignments) => self.table(alignments),
            Tag::TableHead | Tag::TableRow => self.row(tag),
            Tag::TableCell => self.cell(),
            Tag::Emphasis | Tag::Strong | Tag::Strikethrough => {
                self.balance.enter();
                self.print(Event::Start(tag));
            }
            other => {
                self.enter_block();
                self.print(Event::Start(other));
            }
        }
    }

    fn end(&mut self, end: TagEnd) {
        self.leave();
        match end {
            TagEnd::FootnoteDefinition => self.footnotes.end(),
            TagEnd::Link => {
                if self.printed_links.pop() == Some(true) {
                    self.print(Event::End(TagEnd::Link));
                }
            }
            TagEnd::Table => self.end_table(),
            other => self.print(Event::End(other)),
        }
    }

    fn block_quote(&mut self, start: Piece<'a>) {
        let mut quote = vec![start];
        quote.extend(self.pull_to_end());
        let context = Context { body: self.body, links: self.options.links, labels: self.labels };
        let mut met = Vec::new();
        let shaped = callout::shape(quote, &context, &mut met);
        met.into_iter().for_each(|met| self.tell(met));
        self.put_back(shaped);
    }

    /// The body has been read: what is still to be said.
    fn finish(&mut self) {
        self.standing_dateline();
        let closed = self.balance.finish();
        self.end_tags(closed);
        let notes = self.footnotes.section(self.labels);
        self.ready.extend(notes);
    }
}

impl<'a> Stream<'a, '_> {
    /// Most events are words or line ends that nothing is done to; they skip both queues.
    fn straight_through(&mut self) -> Option<Event<'a>> {
        while self.ahead.is_empty() && self.ready.is_empty() && self.footnotes.reading().is_none() {
            let (event, span) = self.parser.next()?;
            match &event {
                Event::Text(text) => self.words.read(text),
                Event::SoftBreak => self.words.end_word(),
                _ => {
                    self.event(event, span);
                    continue;
                }
            }
            return Some(event);
        }
        None
    }
}

impl<'a> Iterator for Stream<'a, '_> {
    type Item = Event<'a>;

    fn next(&mut self) -> Option<Event<'a>> {
        loop {
            if let Some(event) = self.ready.pop_front() {
                return Some(event);
            }
            if let Some(event) = self.straight_through() {
                return Some(event);
            }
            if !self.ready.is_empty() {
                continue;
            }
            match self.pull() {
                Some(piece) => self.treat(piece),
                None if self.finished => return None,
                None => {
                    self.finished = true;
                    self.finish();
                }
            }
        }
    }
}

fn is_inline(tag: &Tag<'_>) -> bool {
    matches!(tag, Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. })
}
