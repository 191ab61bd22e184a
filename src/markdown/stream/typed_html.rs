//! HTML that was typed: what may stay, what was taken out, what is shown as words.

use super::{Met, RawMode, Span, Stream};
use crate::diag::Diagnostic;
use crate::markdown::balance::Closed;
use crate::markdown::elements::{self, ADDRESSES, Element};
use crate::markdown::escape::{escape, unescape};
use crate::markdown::links::Use;
use crate::markdown::piece::Piece;
use crate::markdown::raw::{Attributes, Token, tokens};
use pulldown_cmark::{CowStr, Event};

/// Places that one finding shows.
const MOST_PLACES: usize = 5;

/// What was taken out.
#[derive(Debug, Default)]
pub(super) struct Removed {
    names: Vec<String>,
    places: Vec<Span>,
}

impl Stream<'_, '_> {
    /// Raw HTML comes line by line; it is read as a whole.
    pub(super) fn html_block(&mut self, span: Span) {
        let mut unit = String::new();
        for piece in self.pull_to_end() {
            if let Piece::Event(Event::Html(html) | Event::Text(html), _) = piece {
                unit.push_str(&html);
            }
        }
        self.raw_html(&unit, span, false);
    }

    pub(super) fn raw_html(&mut self, unit: &str, span: Span, among_words: bool) {
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
    pub(super) fn raw_tag(&mut self, element: Option<&Element>, html: String) {
        let parts_words = element.is_none_or(|element| element.kind != elements::Kind::Phrasing);
        if parts_words { self.block_tag(html) } else { self.tag(html) }
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

    pub(super) fn finding(self) -> Option<Met> {
        if self.names.is_empty() {
            return None;
        }
        let names: Vec<String> = self.names.iter().map(|name| format!("`{name}`")).collect();
        let finding = Diagnostic::warning("raw-html-cleaned", format!("{} taken out of raw HTML", names.join(", ")))
            .help("if all copy can be trusted, set `raw-html = \"keep\"` under `[site]` in `book.toml`");
        Some(Met { finding, places: self.places.into_iter().map(|span| (span, String::new())).collect() })
    }
}
