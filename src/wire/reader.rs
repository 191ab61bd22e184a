//! Wire text read from top to bottom: each step takes its part and leaves the rest to the next.

use super::dateline::agency;
use super::head::{self, Head, Role};
use super::language::{self, Language};
use super::paragraphs::{self, Paragraph};
use super::{
    Context, Field, Reading, body, byline, crosshead, detect, endmark, envelope, header, lines, quotes, state, year,
};
use crate::diag::{Checked, Diagnostic};
use crate::document::{Document, FrontMatter, State};
use crate::source::{Source, Span, Spanned};
use std::fmt::Display;

mod day;

/// What one story gives, as it is put together.
struct Story<'a> {
    source: &'a Source,
    text: &'a str,
    context: &'a Context,
    front: FrontMatter,
    /// The evidence, where somebody asks for it.
    fields: Option<Vec<Field>>,
    findings: Vec<Diagnostic>,
}

/// Reads wire text, with the evidence for all that was found.
pub(super) fn read(source: &Source, context: &Context) -> Checked<Reading> {
    let text = lines::tidy(source.text());
    let (story, copy, language) = Story::open(source, &text, context, Some(Vec::new()));
    let heads = crosshead::find(&text, &copy);
    let quotes = quotes::find(&text, &prose(&copy, &heads), language.tag);
    let body = body::print(&text, &copy, &heads, &quotes, context.callout_words);
    let subheads = body::subheads(&text, &copy, &heads);
    let Story { front, fields, findings, .. } = story;
    let mut fields = fields.unwrap_or_default();
    fields.sort_by_key(|field| field.span.start);
    let document = Document { front, body, body_start: None };
    Checked::new(Reading { document, fields, subheads, quotes }, findings)
}

/// Reads the document of a wire text.
pub(super) fn read_document(source: &Source, context: &Context) -> Checked<Document> {
    let text = lines::tidy(source.text());
    let (story, copy, language) = Story::open(source, &text, context, None);
    let body = body(&text, &copy, language, context);
    Checked::new(Document { front: story.front, body, body_start: None }, story.findings)
}

/// Reads what front matter needs, and of the body as much as a summary does.
pub(super) fn read_front(source: &Source, context: &Context) -> Checked<Document> {
    let text = lines::tidy(source.text());
    let (story, copy, language) = Story::open(source, &text, context, None);
    let body = match &story.front.description {
        Some(_) => String::new(),
        None => body::opening(&text, &copy).unwrap_or_else(|| body(&text, &copy, language, context)),
    };
    Checked::new(Document { front: story.front, body, body_start: None }, story.findings)
}

/// The copy as Markdown, in which long quotations are set apart.
fn body(text: &str, copy: &[Paragraph], language: &Language, context: &Context) -> String {
    let heads = crosshead::find(text, copy);
    let quotes = quotes::long(text, &prose(copy, &heads), language.tag, context.callout_words);
    body::print(text, copy, &heads, &quotes, context.callout_words)
}

/// The paragraphs of the copy that are no cross-heads.
fn prose(copy: &[Paragraph], heads: &[bool]) -> Vec<Span> {
    copy.iter().zip(heads).filter(|(_, head)| !**head).map(|(paragraph, _)| paragraph.span()).collect()
}

impl<'a> Story<'a> {
    /// Reads all but the copy; gives the copy and its language. `fields` takes the evidence, if anybody asks for it.
    fn open(
        source: &'a Source,
        text: &'a str,
        context: &'a Context,
        fields: Option<Vec<Field>>,
    ) -> (Self, Vec<Paragraph>, &'static Language) {
        let mut story = Self { source, text, context, front: FrontMatter::default(), fields, findings: Vec::new() };
        let mut all = lines::lines(text);
        story.header(&mut all);
        let envelope = envelope::take(source.text(), text, &mut all);
        story.envelope(&envelope);
        let mut paragraphs = paragraphs::join(text, &all);
        let foot = endmark::take(text, &mut paragraphs);
        let mut paragraphs = head::loosen(text, paragraphs);
        let titled = story.front.title.is_some();
        let signed = !envelope.byline.is_empty();
        let head = head::read(text, &paragraphs, titled, signed);
        story.head(&head);

        let mut copy = paragraphs.split_off(head.body.min(paragraphs.len()));
        if let (Some(at), Some(first)) = (head.body_at, copy.first_mut())
            && !first.cut_before(text, at)
        {
            copy.remove(0);
        }
        let mut copy = paragraphs::rejoin(copy);
        let language = story.language(&copy);
        story.dateline(&head, &mut copy, language);
        story.foot(&foot);
        story.embargo();
        story.complete(&head, &copy);
        (story, copy, language)
    }
}

impl Story<'_> {
    fn found(&mut self, name: &'static str, value: impl Display, span: &Span, how: impl Display) {
        if let Some(fields) = &mut self.fields {
            fields.push(Field { name, value: value.to_string(), span: span.clone(), how: how.to_string() });
        }
    }

    /// The words of a span with their white space folded.
    fn words(&self, span: &Span) -> String {
        lines::folded(&self.text[span.clone()])
    }

    fn desk(&mut self, span: Span, how: &'static str) {
        let words = self.words(&span);
        if !words.is_empty() {
            self.found("desk", &words, &span, how);
            self.front.desk.push(Spanned::new(words, span));
        }
    }

    fn state(&mut self, state: State, span: Span, how: &'static str) {
        if self.front.state.is_none() {
            self.found("state", state.name(), &span, how);
            self.front.state = Some(Spanned::new(state, span));
        }
    }

    /// Takes the header block.
    fn header(&mut self, all: &mut Vec<lines::Line>) {
        let Some(header) = header::read(self.source, self.text, all).drain_into(&mut self.findings) else { return };
        all.drain(..header.lines);
        self.front = header.front;
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

    /// Takes what the envelope says.
    fn envelope(&mut self, envelope: &envelope::Envelope) {
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

    /// A headline, without the word that says what the take is.
    fn title(&mut self, words: String, span: Span, how: &'static str) {
        let typed = &self.text[span.clone()];
        let (mut words, mut span) = (words, span);
        if let Some((state, at)) = state::of_headline(typed) {
            let label = span.start..span.start + at;
            self.state(state, label.clone(), "the word that opens the headline");
            self.desk(label, "the word that opens the headline");
            span.start += at;
            words = self.words(&span);
        }
        // A sign that ends a headline on the wire; a line of nothing else is all there is.
        let bare = words.trim_end_matches(['+', '=']).trim_end();
        let bare = if bare.is_empty() { words } else { bare.to_owned() };
        self.one("title", bare, span, how);
    }

    /// The field of a name that has one value.
    fn slot(&mut self, name: &str) -> &mut Option<Spanned<String>> {
        match name {
            "title" => &mut self.front.title,
            "description" => &mut self.front.description,
            "kicker" => &mut self.front.kicker,
            "slugline" => &mut self.front.slugline,
            "location" => &mut self.front.location,
            _ => &mut self.front.agency,
        }
    }

    /// Sets a field that has one value, unless the header has set it; then the words go to the desk.
    fn one(&mut self, name: &'static str, value: String, span: Span, how: &'static str) {
        if self.slot(name).is_some() {
            self.desk(span, "the header says otherwise");
        } else {
            self.found(name, &value, &span, how);
            *self.slot(name) = Some(Spanned::new(value, span));
        }
    }

    /// Takes a byline: as typed, and the names in it.
    fn byline(&mut self, rows: &[Span], how: &'static str) {
        let Some(span) = around(rows) else { return };
        let first = self.words(&rows[0]);
        let typed = rows.iter().map(|row| self.words(row)).collect::<Vec<_>>().join(", ");
        if self.front.byline.is_some() {
            self.desk(span, "the header says otherwise");
            return;
        }
        let names = byline::by(&first).or_else(|| byline::bare(&first)).unwrap_or_default();
        if self.front.authors.is_empty() {
            self.front.authors = names.iter().map(|name| Spanned::new(name.clone(), rows[0].clone())).collect();
        }
        self.found("byline", &first, &rows[0], how);
        self.front.byline = Some(Spanned::new(typed, span));
    }

    /// Takes what stands above the copy.
    fn head(&mut self, head: &Head) {
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
                    let name = agency::alone(&words).map_or_else(|| words.clone(), agency::shown);
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

    /// The story's language: the header's; the site's, if the words fit it; else what the words tell, which
    /// is said.
    fn language(&mut self, copy: &[Paragraph]) -> &'static Language {
        let site = language::tagged(&self.context.language);
        if let Some(tag) = &self.front.language {
            return language::tagged(&tag.value).or(site).unwrap_or(language::LANGUAGES[0]);
        }
        let start = copy.first().map_or(0, |first| first.span().start);
        let sample = &self.text[start..self.text.floor_char_boundary(start + 4_000)];
        if let Some(site) = site.filter(|site| language::fits(sample, site)) {
            return site;
        }
        let told = language::told(sample);
        let detected = detect::language(sample, told);
        if let Some(tag) = detected.filter(|tag| !detect::alike(tag, &self.context.language)) {
            let span = start..self.text.floor_char_boundary(start + 60);
            let how = "the words of the copy, told by their letters";
            self.found("language", tag, &span, how);
            self.front.language = Some(Spanned::new(tag.to_owned(), span.clone()));
            let message =
                format!("the language was inferred: `{tag}`, where the site's is `{}`", self.context.language);
            let finding = Diagnostic::note("inferred-language", message).at(self.source, span, "");
            self.findings.push(finding.help(format!("type `Language: {tag}` as the first line to settle it")));
        }
        detected.and_then(language::tagged).or(told).or(site).unwrap_or(language::LANGUAGES[0])
    }

    /// Sets a field that the dateline gives, unless the header has set it; the dateline keeps the words.
    fn quietly(&mut self, name: &'static str, value: String, span: Span, how: &'static str) {
        if self.slot(name).is_none() {
            self.found(name, &value, &span, how);
            *self.slot(name) = Some(Spanned::new(value, span));
        }
    }

    /// Takes the foot.
    fn foot(&mut self, foot: &endmark::Foot) {
        for span in &foot.desk {
            self.desk(span.clone(), "an end mark or a credit at the foot");
            let words = &self.text[span.clone()];
            if let Some(name) = agency::alone(words).filter(|_| words.starts_with(['(', '/'])) {
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

    /// Says what a page needs and the text does not have.
    fn complete(&mut self, head: &Head, copy: &[Paragraph]) {
        // A notice that kills a story has no page.
        let killed = self.front.state.as_ref().is_some_and(|state| state.value == State::Kill);
        let first = copy.first().map_or(0..0, |paragraph| paragraph.rows[0].span.clone());
        let window = first.start..self.text.floor_char_boundary(first.end.min(first.start + 60));
        if self.front.date.is_none() {
            let printed = head.dateline.as_ref().and_then(|dateline| dateline.date.as_ref());
            let printed = printed.filter(|date| date.value.day.is_some());
            if let Some(date) = printed {
                let span = head.dateline_at + date.span.start..head.dateline_at + date.span.end;
                self.no_year(date.value, span);
            } else if let Some(date) = year::in_path(self.source.path()) {
                self.settle(date, window.clone(), "the file's name");
            } else if let Some((date, span)) = self.published() {
                self.settle(date, span, "the line that says when it was published");
            } else if !killed {
                let finding = Diagnostic::error("no-date", "the story has no date");
                let finding = finding.at(self.source, window.clone(), "");
                self.findings.push(finding.help("type `Date: YYYY-MM-DD` as the first line"));
            }
        }
        if self.front.title.is_none() && !killed {
            let finding = Diagnostic::error("no-headline", "the story has no headline").at(self.source, window, "");
            self.findings.push(finding.help("type `Title: …` as the first line"));
        }
    }
}

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

/// From the first span to the last.
fn around(spans: &[Span]) -> Option<Span> {
    Some(spans.first()?.start..spans.last()?.end)
}
