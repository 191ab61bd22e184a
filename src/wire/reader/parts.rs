//! What header, envelope, head and foot give a story.

use super::{Story, around};
use crate::source::{Span, Spanned};
use crate::wire::dateline::agency;
use crate::wire::head::{Head, Role};
use crate::wire::paragraphs::Paragraph;
use crate::wire::structured::page::Page;
use crate::wire::{byline, endmark, envelope, furniture, header, letter, lines};
use std::collections::HashSet;

impl Story<'_> {
    /// Takes the header block.
    pub(super) fn header(&mut self, all: &mut Vec<lines::Line>) {
        let Some(header) = header::read(self.source, self.text, all).drain_into(&mut self.findings) else { return };
        all.drain(..header.lines);
        self.front = header.front;
        self.mailed = header.is_mail;
        self.sent = header.sent;
        for span in header.mail {
            self.desk(span, "the header of a mail");
        }
        let front = self.front.clone();
        let one = [
            ("title", &front.title),
            ("description", &front.description),
            ("kicker", &front.kicker),
            ("byline", &front.byline),
            ("location", &front.location),
            ("agency", &front.agency),
        ];
        for (name, value) in one.into_iter().filter_map(|(name, value)| Some((name, value.as_ref()?))) {
            self.found(name, &value.value, &value.span, "the header");
        }
        if let Some(typed) = front.byline.as_ref().filter(|_| front.authors.is_empty()) {
            let names = byline::by(&typed.value).unwrap_or_else(|| byline::names(typed.value.trim_end_matches('.')));
            self.front.authors = names.into_iter().map(|name| Spanned::new(name, typed.span.clone())).collect();
        }
        if let Some(date) = &front.date {
            self.found("date", date.value, &date.span, "the header");
        }
    }

    /// Takes what a mail has around its story.
    pub(super) fn letter(&mut self, all: &mut [lines::Line]) {
        if self.mailed {
            for (span, how) in letter::take(self.source.text(), self.text, all) {
                self.desk(span, how);
            }
        }
    }

    /// Takes the header of a mail that stands on a page above the copy.
    pub(super) fn inner_mail(&mut self, rows: &mut Vec<Paragraph>) {
        let all = rows.iter().flat_map(|paragraph| &paragraph.rows).take(MAIL);
        let lines: Vec<lines::Line> = all.map(|row| lines::Line::bare(row.span.clone())).collect();
        let read = if self.mailed { header::mail::passed } else { header::mail::mail };
        let Some(mail) = read(self.text, &lines) else { return };
        let end = mail.lines.checked_sub(1).and_then(|last| lines.get(last)).map_or(0, |line| line.span.end);
        rows.retain_mut(|row| row.span().start >= end || row.cut_before(self.text, end));
        for span in mail.mail {
            self.desk(span, "the header of a mail");
        }
        match mail.front.title {
            Some(title) if self.front.title.is_none() => {
                self.one("title", title.value, title.span, "the header of a mail")
            }
            Some(title) => self.desk(title.span, "the header of a mail"),
            None => {}
        }
        self.mailed = true;
        self.sent = mail.sent.or(self.sent.take());
    }

    /// Takes a greeting, a covering note and the mail that was answered off the paragraphs of a mail.
    pub(super) fn cover(&mut self, rows: &mut Vec<Paragraph>) {
        if !self.mailed {
            return;
        }
        let mut lines = Vec::new();
        for paragraph in rows.iter() {
            lines.extend(paragraph.rows.iter().map(|row| lines::Line::bare(row.span.clone())));
            // Each paragraph stands apart.
            lines.push(lines::Line::bare(paragraph.span().end..paragraph.span().end));
        }
        let taken = letter::take(self.text, self.text, &mut lines);
        // Some stands above the story, some below it.
        let begins: HashSet<usize> = taken.iter().map(|(span, _)| span.start).collect();
        rows.retain_mut(|paragraph| {
            paragraph.rows.retain(|row| !begins.contains(&row.span.start));
            !paragraph.rows.is_empty()
        });
        for (span, how) in taken {
            self.desk(span, how);
        }
    }

    /// Keeps for the desk what is off the page.
    pub(super) fn off_page(&mut self, words: Vec<String>, at: usize, how: &'static str) {
        for words in words {
            self.found("desk", &words, &(at..at), how);
            self.front.desk.push(Spanned::new(words, at..at));
        }
    }

    /// Takes the headline of a page: its heading of the first rank, or else its title; a title beside it is for the
    /// desk.
    pub(super) fn headline(&mut self, page: &Page, rows: &mut Vec<Paragraph>) {
        let top = rows.first().map_or(0, |row| row.span().start);
        let heading = page.heading.as_ref();
        let at = heading.and_then(|words| rows.iter().position(|row| row.flat(self.text) == *words));
        if let Some((words, at)) = heading.zip(at) {
            self.title(words.clone(), rows.remove(at).span(), "the heading of the page");
            if at == 1 && rows[0].span().len() <= LONGEST_KICKER && byline::by(&rows[0].flat(self.text)).is_none() {
                let span = rows.remove(0).span();
                self.one("kicker", self.words(&span), span, "the short line above the heading of the page");
            }
        }
        let Some(title) = &page.title else { return };
        if self.front.title.as_ref().is_some_and(|headline| headline.value == *title) {
            return;
        }
        let (name, how) = if self.front.title.is_none() {
            ("title", "the title of the page")
        } else {
            ("desk", "the title of the page, which has a heading as well")
        };
        self.found(name, title, &(top..top), how);
        let typed = Spanned::new(title.clone(), top..top);
        if name == "title" { self.front.title = Some(typed) } else { self.front.desk.push(typed) }
    }

    /// Takes the picture above the copy, if the front matter has none.
    pub(super) fn picture(&mut self, page: &mut Page, at: usize) {
        if self.front.image.is_some() {
            return;
        }
        let Some((address, words)) = page.picture() else { return };
        self.found("image", &address, &(at..at), "the picture above the copy");
        self.front.image = Some(Spanned::new(address, at..at));
        if !words.is_empty() && self.front.image_alt.is_none() {
            self.front.image_alt = Some(Spanned::new(words, at..at));
        }
    }

    /// Takes what the envelope says.
    pub(super) fn envelope(&mut self, envelope: &envelope::Envelope) {
        if let Some(span) = &envelope.slugline {
            let words = self.words(span);
            self.found("slugline", &words, span, "the service's key in the envelope");
            self.front.slugline = Some(Spanned::new(words, span.clone()));
        }
        let how = "the lines that the envelope marks";
        if let Some(span) = around(&envelope.headline) {
            let words = envelope.headline.iter().map(|span| self.words(span)).collect::<Vec<_>>().join(" ");
            self.title(words, span, how);
        }
        if let Some(span) = around(&envelope.deck) {
            let words = envelope.deck.iter().map(|span| self.words(span)).collect::<Vec<_>>().join(" ");
            self.one("description", words, span, how);
        }
        if !envelope.byline.is_empty() {
            self.byline(&envelope.byline, how);
        }
        for span in &envelope.desk {
            self.desk(span.clone(), "a line of the envelope");
        }
        if let Some(state) = &envelope.state {
            self.state(state.value, state.span.clone(), "the envelope");
        }
    }

    /// Takes what stands above the copy.
    pub(super) fn head(&mut self, head: &Head) {
        if let Some(state) = &head.state {
            self.state(state.value, state.span.clone(), "a note above the copy");
        }
        let mut decks: Vec<Span> = Vec::new();
        let mut bylines: Vec<Span> = Vec::new();
        let (mut deck_how, mut byline_how) = ("", "");
        for part in &head.parts {
            match part.role {
                Role::Kicker => self.one("kicker", self.words(&part.span), part.span.clone(), part.how),
                Role::Headline => self.title(self.words(&part.span), part.span.clone(), part.how),
                // Under the subject of a mail.
                Role::Deck if self.front.title.as_ref().is_some_and(|title| title.value == self.words(&part.span)) => {
                    self.desk(part.span.clone(), "the headline, once more");
                }
                Role::Deck => {
                    decks.push(part.span.clone());
                    deck_how = part.how;
                }
                Role::Byline => {
                    bylines.push(part.span.clone());
                    byline_how = if byline_how.is_empty() { part.how } else { byline_how };
                }
                Role::Topic => {
                    let words = self.words(&part.span);
                    self.found("tags", &words, &part.span, part.how);
                    self.front.tags.push(Spanned::new(words, part.span.clone()));
                }
                Role::Agency => {
                    let words = self.words(&part.span);
                    let name = agency::shown(agency::alone(&words).unwrap_or(&words));
                    self.quietly("agency", name, part.span.clone(), part.how);
                    self.desk(part.span.clone(), part.how);
                }
                Role::Desk => self.desk(part.span.clone(), part.how),
            }
        }
        if let Some(span) = around(&decks) {
            let words = summary(&decks.iter().map(|span| self.words(span)).collect::<Vec<_>>());
            self.one("description", words, span, deck_how);
        }
        if !bylines.is_empty() {
            self.byline(&bylines, byline_how);
        }
    }

    /// Takes what stands between the paragraphs of the copy and belongs to the page: buttons, and captions with their
    /// credits. The first paragraph is the lead.
    pub(super) fn between(&mut self, copy: &mut Vec<Paragraph>) {
        let text = self.text;
        let is_page = |paragraph: &mut Paragraph| {
            let words = &text[paragraph.span()];
            furniture::is_ad(words)
                || furniture::is_caption_in_copy(words)
                || furniture::is_credit_in_copy(words)
                || furniture::is_origin(words)
        };
        let behind = copy.len().min(1)..;
        for taken in copy.extract_if(behind, is_page) {
            self.desk(taken.span(), "a button of the page, or the caption of a picture by its credit");
        }
    }

    /// Takes the foot.
    pub(super) fn foot(&mut self, foot: &endmark::Foot) {
        for span in &foot.desk {
            self.desk(span.clone(), "an end mark or a credit at the foot");
            let words = &self.text[span.clone()];
            let signature = words.trim_start_matches(['-', '–', '—', ' ']).rsplit(", ").next().unwrap_or(words);
            // `Source: Coast News Agency`, `Von dpa`
            let (label, named) = words.split_once(' ').unwrap_or_default();
            let label = label.to_lowercase();
            let sourced = SOURCES.contains(&label.as_str()) || byline::is_by(&label);
            let sourced = sourced && agency::named(named).is_some();
            let signature = if sourced { named } else { signature };
            let signed = sourced || words.starts_with(['(', '/', '-', '–', '—']);
            if let Some(name) = agency::alone(signature).filter(|_| signed) {
                self.quietly("agency", agency::shown(name), span.clone(), "the agency that signs the foot");
            }
        }
        if self.front.authors.is_empty() && self.front.byline.is_none() {
            self.front.authors =
                foot.writers.iter().map(|(name, span)| Spanned::new(name.clone(), span.clone())).collect();
        }
        for (name, span) in &foot.writers {
            self.found("authors", name, span, "`Reporting by` or `Writing by` at the foot");
        }
    }
}

/// What stands before the agency that a story came from, at its foot.
const SOURCES: [&str; 9] = ["source:", "quelle:", "fuente:", "fonte:", "kilde:", "källa:", "источник:", "(end)", "the"];
/// No header of a mail on a page takes more lines.
const MAIL: usize = 60;
/// No kicker is longer, in bytes.
const LONGEST_KICKER: usize = 60;

/// The lines of a deck as one: without the signs of a list or of the service around them.
fn summary(lines: &[String]) -> String {
    let listed = |line: &str| ["* ", "- ", "• ", "– "].iter().find_map(|sign| line.strip_prefix(sign).map(str::len));
    let list = lines.iter().all(|line| listed(line).is_some());
    let bare = |line: &String| {
        let item = listed(line).filter(|_| list).map_or(line.as_str(), |length| &line[line.len() - length..]);
        let item = item.trim_end_matches(['=', ' ']);
        if item.is_empty() { line.clone() } else { item.to_owned() }
    };
    lines.iter().map(bare).collect::<Vec<_>>().join(if list { "; " } else { " " })
}
