//! The events of the parser, turned into the events to print.
//!
//! Only what has to be seen whole is read ahead: a heading, a block quote, an image, a paragraph
//! that opens with an image, a block of raw HTML. All else goes through as it comes.

use super::anchors::Ids;
use super::balance::{Balance, Closed};
use super::callout::{self, Context};
use super::elements::{self, ADDRESSES, Element};
use super::escape::{escape, unescape};
use super::footnotes::Footnotes;
use super::labels::Labels;
use super::links::{self, Address, Use};
use super::piece::{Piece, words};
use super::raw::{Attributes, Token, tokens};
use super::words::Words;
use super::{Fetched, Heading, Met, Options, Photo, photo};
use crate::diag::Diagnostic;
use crate::source::Span;
use pulldown_cmark::{Alignment, CowStr, Event, HeadingLevel, OffsetIter, Options as Extensions, Parser, Tag, TagEnd};
use std::collections::VecDeque;

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

/// Findings of one body beyond this number are counted, not told.
const MOST_FINDINGS: usize = 100;
/// Places of raw HTML that one finding shows.
const MOST_PLACES: usize = 5;

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

/// The table that is being printed; Markdown's tables do not nest.
#[derive(Debug, Default)]
struct Table {
    alignments: Vec<Alignment>,
    column: usize,
    in_head: bool,
}

impl Table {
    /// Whether it can be wider than a column of text, and so is scrolled by itself, by keyboard too.
    fn is_wide(&self) -> bool {
        self.alignments.len() > 4
    }
}

/// What was taken out of raw HTML.
#[derive(Debug, Default)]
struct Removed {
    names: Vec<String>,
    places: Vec<Span>,
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
            let message = format!("{} more findings in this file are not shown", self.untold);
            self.met.push(Met { finding: Diagnostic::note("more-findings", message), places: Vec::new() });
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
        if self.met.len() < MOST_FINDINGS { self.met.push(met) } else { self.untold += 1 }
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
                self.print(Event::Rule);
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
            Tag::Table(alignments) => {
                self.table = Table { alignments, ..Table::default() };
                self.enter_block();
                if self.table.is_wide() {
                    self.block_tag("<div class=\"wide\" tabindex=\"0\">\n");
                }
                // Without alignments, as they would be printed as `style`.
                self.print(Event::Start(Tag::Table(Vec::new())));
            }
            Tag::TableHead | Tag::TableRow => {
                self.table.in_head = tag == Tag::TableHead;
                self.table.column = 0;
                self.balance.enter();
                self.print(Event::Start(tag));
            }
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
            TagEnd::Table if self.table.is_wide() => {
                self.print(Event::End(end));
                self.block_tag("</div>\n");
            }
            other => self.print(Event::End(other)),
        }
    }

    /// Prints the dateline where there is no paragraph for it to open.
    fn standing_dateline(&mut self) {
        if self.footnotes.reading().is_none()
            && let Some(dateline) = self.dateline.take()
        {
            self.block_tag(format!("<p>{}</p>\n", dateline_span(dateline)));
        }
    }

    fn paragraph(&mut self) {
        self.enter_block();
        if let Some(image) = self.captioned_image() {
            self.standing_dateline();
            return self.figure(image);
        }
        self.print(Event::Start(Tag::Paragraph));
        if self.footnotes.reading().is_none()
            && let Some(dateline) = self.dateline.take()
        {
            self.tag(format!("{} ", dateline_span(dateline)));
        }
    }

    /// Reads an image with a caption that stands alone in the paragraph that has just begun, with the
    /// paragraph's end; anything else is put back.
    fn captioned_image(&mut self) -> Option<Vec<Piece<'a>>> {
        let first = self.pull()?;
        let Some(Event::Start(Tag::Image { title, dest_url, .. })) = first.event() else {
            self.ahead.push_front(first);
            return None;
        };
        let has_own = || {
            let photo = self.photo(dest_url);
            photo.is_some_and(|photo| photo.caption.is_some() || photo.credit.is_some())
        };
        if title.trim().is_empty() && !has_own() {
            self.ahead.push_front(first);
            return None;
        }
        let mut pieces = vec![first];
        pieces.extend(self.pull_to_end());
        let next = self.pull();
        let alone = matches!(next.as_ref().and_then(Piece::event), Some(Event::End(TagEnd::Paragraph)));
        pieces.extend(next);
        if alone {
            return Some(pieces);
        }
        self.put_back(pieces);
        None
    }

    fn figure(&mut self, mut image: Vec<Piece<'a>>) {
        image.pop();
        let mut image = image.into_iter();
        let Some(Piece::Event(Event::Start(Tag::Image { link_type, dest_url, title, id }), span)) = image.next() else {
            return;
        };
        let alt = words(image.as_slice().iter().filter_map(Piece::event));
        let photo = self.photo(&dest_url).unwrap_or_default();
        let untitled = Tag::Image { link_type, dest_url, title: "".into(), id };
        self.block_tag("<figure>");
        self.print_image(untitled, &alt, span);
        // The words that somebody typed count; those in the photograph are its own.
        self.words.read(&title);
        self.words.end_word();
        let own = photo.caption.filter(|_| title.trim().is_empty());
        let line = photo::caption(own.as_deref().unwrap_or(&title), photo.credit.as_deref());
        self.print_uncounted(Event::Html(format!("<figcaption>{line}").into()));
        self.leave();
        self.block_tag("</figcaption></figure>\n");
    }

    /// What is known of the picture at an address.
    fn photo(&self, address: &str) -> Option<Photo> {
        if matches!(links::settle(address, Use::Image, self.options.links), Address::To(_)) {
            self.options.links.picture(address)
        } else {
            None
        }
    }

    fn heading(&mut self, level: HeadingLevel, typed_id: Option<&str>) {
        let level = level.max(HeadingLevel::H2);
        let mut inner = self.pull_to_end();
        inner.pop();
        // A heading without words would be an anchor that nobody can see, read or follow.
        if inner.is_empty() {
            return;
        }
        let text = words(inner.iter().filter_map(Piece::event));
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let id = match typed_id {
            Some(typed) => self.ids.typed(typed, &text),
            None => self.ids.words(&text),
        };
        let (before, after) = anchor(&id, &inner);
        self.enter_block();
        let id_to_print = Some(id.clone().into());
        self.print(Event::Start(Tag::Heading { level, id: id_to_print, classes: Vec::new(), attrs: Vec::new() }));
        let end = Piece::Event(Event::End(TagEnd::Heading(level)), 0..0);
        self.put_back([vec![before], inner, vec![after, end]].into_iter().flatten().collect());
        self.headings.push(Heading { level: level as u8, id, text: text.replace('\0', "\u{FFFD}") });
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

    fn cell(&mut self) {
        self.balance.enter();
        let class = match self.table.alignments.get(self.table.column) {
            Some(Alignment::Left) => " class=\"align-left\"",
            Some(Alignment::Center) => " class=\"align-center\"",
            Some(Alignment::Right) => " class=\"align-right\"",
            Some(Alignment::None) | None => "",
        };
        self.table.column += 1;
        match (self.table.in_head, class) {
            (false, "") => self.block_tag("<td>"),
            (false, class) => self.block_tag(format!("<td{class}>")),
            (true, class) => self.block_tag(format!("<th scope=\"col\"{class}>")),
        }
    }

    fn link(&mut self, tag: Tag<'a>, span: Span) {
        self.balance.enter();
        let Tag::Link { link_type, dest_url, title, id } = tag else { return };
        let to = if link_type == pulldown_cmark::LinkType::Email {
            Some(dest_url)
        } else {
            self.address(dest_url, Use::Link, &span)
        };
        self.printed_links.push(to.is_some());
        if let Some(dest_url) = to {
            self.print(Event::Start(Tag::Link { link_type, dest_url, title, id }));
        }
    }

    fn image(&mut self, tag: Tag<'a>, span: Span) {
        let inner = self.pull_to_end();
        let alt = words(inner.iter().filter_map(Piece::event));
        self.print_image(tag, &alt, span);
    }

    fn print_image(&mut self, tag: Tag<'a>, alt: &str, span: Span) {
        let Tag::Image { link_type, dest_url, title, id } = tag else { return };
        let photo = self.photo(&dest_url);
        let own = photo.as_ref().and_then(|photo| photo.alt.as_deref());
        let alt = if alt.trim().is_empty() { own.unwrap_or(alt) } else { alt };
        if alt.trim().is_empty() {
            let finding = Diagnostic::warning("missing-alt", format!("image `{dest_url}` has no text"))
                .because("who cannot see the image reads its text instead")
                .help(format!("type what it shows between the brackets: `![…]({dest_url})`"));
            self.tell(Met::at(finding, span.clone(), ""));
        }
        let Some(dest_url) = self.address(dest_url, Use::Image, &span) else {
            return self.print(Event::Text(alt.to_owned().into()));
        };
        self.words.end_word();
        if let Some(photo) = &photo {
            let fetched = std::mem::replace(&mut self.next_picture, Fetched::Later);
            return self.print_uncounted(Event::InlineHtml(photo.html(alt, fetched).into()));
        }
        self.print_uncounted(Event::Start(Tag::Image { link_type, dest_url, title, id }));
        self.print_uncounted(Event::Text(alt.to_owned().into()));
        self.print_uncounted(Event::End(TagEnd::Image));
    }

    /// The address to print for one that was typed, if it may and can be printed.
    fn address(&mut self, typed: CowStr<'a>, purpose: Use, span: &Span) -> Option<CowStr<'a>> {
        match links::settle(&typed, purpose, self.options.links) {
            Address::AsTyped => Some(typed),
            Address::To(to) => Some(to.into()),
            Address::Refused(scheme) => {
                let finding = Diagnostic::warning("unsafe-link", format!("an address may not begin with `{scheme}:`"))
                    .because("the words were kept without the link");
                self.tell(Met::at(finding, span.clone(), ""));
                None
            }
            Address::Broken(why) => {
                let finding = Diagnostic::warning("broken-link", why).because("the words were kept without the link");
                self.tell(Met::at(finding, span.clone(), ""));
                None
            }
        }
    }

    /// Raw HTML comes line by line; it is read as a whole.
    fn html_block(&mut self, span: Span) {
        let mut unit = String::new();
        for piece in self.pull_to_end() {
            if let Piece::Event(Event::Html(html) | Event::Text(html), _) = piece {
                unit.push_str(&html);
            }
        }
        self.raw_html(&unit, span, false);
    }

    fn raw_html(&mut self, unit: &str, span: Span, among_words: bool) {
        self.has_raw_html = true;
        match self.mode {
            RawMode::Clean => tokens(unit).for_each(|token| self.raw_token(token, &span, among_words)),
            RawMode::Keep => {
                for token in tokens(unit) {
                    if let Token::Text(text) | Token::Literal(text) = token {
                        self.words.read(&unescape(text));
                    }
                }
                self.print_uncounted(Event::Html(unit.to_owned().into()));
            }
            RawMode::AsText if among_words => self.print(Event::Text(unit.to_owned().into())),
            RawMode::AsText => {
                self.block_tag("<p>");
                self.print(Event::Text(unit.trim().to_owned().into()));
                self.block_tag("</p>\n");
            }
        }
    }

    fn raw_token(&mut self, token: Token<'_>, span: &Span, among_words: bool) {
        match token {
            Token::Text(text) => self.print(Event::Text(unescape(text).into_owned().into())),
            Token::Literal(text) => self.print(Event::Text(text.to_owned().into())),
            Token::Nothing => {}
            Token::Program(name) => self.removed.add(format!("<{}>", name.to_ascii_lowercase()), span),
            Token::Close(name) => {
                let element = elements::find(name);
                if let Some(closed) = element.and_then(|element| self.balance.close(element.name)) {
                    self.end_tags(closed);
                }
            }
            Token::Open(name, attributes) => self.raw_start(name, attributes, span, among_words),
        }
    }

    fn raw_start(&mut self, name: &str, attributes: Attributes<'_>, span: &Span, among_words: bool) {
        let Some(element) = elements::find(name) else {
            return self.removed.add(format!("<{}>", name.to_ascii_lowercase()), span);
        };
        let in_own_link = element.name == "a" && !self.printed_links.is_empty();
        let (closed, fits) = if in_own_link { (Closed::new(), false) } else { self.balance.open(element, among_words) };
        self.end_tags(closed);
        if !fits {
            return self.removed.add(format!("<{}>", element.name), span);
        }
        let mut tag = format!("<{}", element.name);
        let mut seen: Vec<&str> = Vec::new();
        for (typed, value) in attributes {
            let Some(name) = element.allows(typed) else {
                self.removed.add(typed.to_ascii_lowercase(), span);
                continue;
            };
            // As in a browser, the first of two counts.
            if seen.contains(&name) {
                continue;
            }
            seen.push(name);
            if let Some(value) = self.raw_value(name, value, span) {
                tag.push_str(&format!(" {name}=\"{}\"", escape(&value)));
            }
        }
        tag.push('>');
        self.raw_tag(Some(element), tag);
    }

    /// An attribute's value, if it may stand.
    fn raw_value(&mut self, attribute: &str, value: &str, span: &Span) -> Option<String> {
        let value = unescape(value);
        if !ADDRESSES.contains(&attribute) {
            return Some(value.into_owned());
        }
        let purpose = if attribute == "src" { Use::Image } else { Use::Link };
        self.address(value.into_owned().into(), purpose, span).map(CowStr::into_string)
    }

    /// Prints a raw tag. Tags among words do not part them; others do.
    fn raw_tag(&mut self, element: Option<&Element>, html: String) {
        let parts_words = element.is_none_or(|element| element.kind != elements::Kind::Phrasing);
        if parts_words { self.block_tag(html) } else { self.tag(html) }
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

impl Removed {
    fn add(&mut self, name: String, span: &Span) {
        if self.places.len() < MOST_PLACES && self.places.last() != Some(span) {
            self.places.push(span.clone());
        }
        if self.names.len() < 2 * MOST_PLACES && !self.names.contains(&name) {
            self.names.push(name);
        }
    }

    fn finding(self) -> Option<Met> {
        if self.names.is_empty() {
            return None;
        }
        let names: Vec<String> = self.names.iter().map(|name| format!("`{name}`")).collect();
        let finding = Diagnostic::warning("raw-html-cleaned", format!("{} taken out of raw HTML", names.join(", ")))
            .help("if all copy can be trusted, set `raw-html = \"keep\"` under `[site]` in `book.toml`");
        Some(Met { finding, places: self.places.into_iter().map(|span| (span, String::new())).collect() })
    }
}

fn is_inline(tag: &Tag<'_>) -> bool {
    matches!(tag, Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. })
}

fn dateline_span(dateline: &str) -> String {
    format!("<span class=\"dateline\">{}</span>", escape(dateline.trim()))
}

/// A heading's link to itself. Its words are the link, so that the heading is called by its words
/// and by nothing else; where a link stands among them, one beside them that is for the eye only.
fn anchor<'a>(id: &str, inner: &[Piece<'a>]) -> (Piece<'a>, Piece<'a>) {
    let holds_link = inner.iter().any(|piece| {
        matches!(
            piece.event(),
            Some(Event::Start(Tag::Link { .. }) | Event::FootnoteReference(_) | Event::InlineHtml(_))
        )
    });
    if holds_link {
        let link = format!(" <a class=\"heading-link\" href=\"#{id}\" aria-hidden=\"true\" tabindex=\"-1\"></a>");
        (Piece::Tag("".into()), Piece::Tag(link.into()))
    } else {
        (Piece::Wrap(format!("<a class=\"heading-link\" href=\"#{id}\">").into()), Piece::Unwrap("</a>"))
    }
}
