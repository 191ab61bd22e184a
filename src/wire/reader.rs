//! Wire text read from top to bottom: each step takes its part and leaves the rest to the next.

use super::dateline::place;
use super::head::{self, Head};
use super::language::common::Common;
use super::language::{self, Language};
use super::paragraphs::{self, Paragraph};
use super::signs::Signs;
use super::{
    Context, Field, Reading, body, byline, crosshead, detect, endmark, envelope, html, letter, lines, quotes, state,
    year,
};
use crate::diag::{Checked, Diagnostic};
use crate::document::{Document, FrontMatter, State, When};
use crate::source::{Source, Span, Spanned};
use jiff::civil::Date;
use std::borrow::Cow;
use std::fmt::Display;

mod day;
pub(super) mod page;
mod parts;

/// What one story gives, as it is put together.
struct Story<'a> {
    source: &'a Source,
    text: &'a str,
    context: &'a Context,
    front: FrontMatter,
    /// Whether the story came in a mail.
    mailed: bool,
    /// The day on which it was sent.
    sent: Option<Spanned<Date>>,
    /// The evidence, where somebody asks for it.
    fields: Option<Vec<Field>>,
    findings: Vec<Diagnostic>,
}

/// Reads wire text, with the evidence for all that was found.
pub(super) fn read(source: &Source, signs: Signs, context: &Context) -> Checked<Reading> {
    let text = tidy(source, signs);
    let (story, copy, language) = Story::open(source, &text, signs, context, Some(Vec::new()));
    let heads = crosshead::find(&text, &copy);
    let mut quotes = quotes::find(&text, &prose(&copy, &heads), language.tag);
    quotes::complete(&mut quotes, story.heads());
    let body = body::print(&text, &copy, &heads, &quotes, context.callout_words);
    let subheads = body::subheads(&text, &copy, &heads);
    let Story { front, fields, findings, .. } = story;
    let mut fields = fields.unwrap_or_default();
    fields.sort_by_key(|field| field.span.start);
    let document = Document { front, body, body_start: None };
    Checked::new(Reading { document, fields, subheads, quotes }, findings)
}

/// Reads the document of a wire text.
pub(super) fn read_document(source: &Source, signs: Signs, context: &Context) -> Checked<Document> {
    let text = tidy(source, signs);
    let (story, copy, language) = Story::open(source, &text, signs, context, None);
    let body = story.body(&copy, language);
    Checked::new(Document { front: story.front, body, body_start: None }, story.findings)
}

/// Reads what front matter needs, and of the body as much as a summary does.
pub(super) fn read_front(source: &Source, signs: Signs, context: &Context) -> Checked<Document> {
    let text = tidy(source, signs);
    let (story, copy, language) = Story::open(source, &text, signs, context, None);
    let body = match &story.front.description {
        Some(_) => String::new(),
        None => body::opening(&text, &copy).unwrap_or_else(|| story.body(&copy, language)),
    };
    Checked::new(Document { front: story.front, body, body_start: None }, story.findings)
}

/// The text without control bytes and without the marks of a mail's quoted lines.
fn tidy(source: &Source, signs: Signs) -> Cow<'_, str> {
    letter::marks::unquoted(source.text(), signs, lines::tidy(source.text(), signs))
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
        signs: Signs,
        context: &'a Context,
        fields: Option<Vec<Field>>,
    ) -> (Self, Vec<Paragraph>, &'static Language) {
        let mut story = Self::new(source, text, context, fields);
        let mut all = lines::lines(text, signs);
        letter::marks::outdent(source.text(), text, &mut all);
        story.header(&mut all);
        story.letter(&mut all);
        let envelope = envelope::take(source.text(), signs, text, &mut all);
        story.envelope(&envelope);
        if signs.angle {
            story.stray_tags();
        }
        let (mut copy, language) = story.copy(paragraphs::join(text, &all), !envelope.byline.is_empty());
        story.between(&mut copy);
        (story, copy, language)
    }

    fn new(source: &'a Source, text: &'a str, context: &'a Context, fields: Option<Vec<Field>>) -> Self {
        Self {
            source,
            text,
            context,
            front: FrontMatter::default(),
            mailed: false,
            sent: None,
            fields,
            findings: Vec::new(),
        }
    }

    /// Takes head and foot off the paragraphs; gives the copy and its language. `signed` says that the envelope has
    /// given the byline.
    fn copy(&mut self, mut paragraphs: Vec<Paragraph>, signed: bool) -> (Vec<Paragraph>, &'static Language) {
        let text = self.text;
        let foot = endmark::take(text, &mut paragraphs, self.mailed);
        let mut paragraphs = head::loosen(text, paragraphs);
        let titled = self.front.title.is_some();
        let head = head::read(text, &paragraphs, titled, signed);
        self.head(&head);

        let mut copy = paragraphs.split_off(head.body.min(paragraphs.len()));
        if let (Some(at), Some(first)) = (head.body_at, copy.first_mut())
            && !first.cut_before(text, at)
        {
            copy.remove(0);
        }
        let mut copy = paragraphs::rejoin(copy);
        let language = self.language(&copy);
        self.dateline(&head, &mut copy, language);
        self.foot(&foot);
        self.embargo();
        self.complete(&head, &copy);
        (copy, language)
    }
}

impl Story<'_> {
    /// The copy as Markdown, in which long quotations are set apart.
    fn body(&self, copy: &[Paragraph], language: &Language) -> String {
        let (text, words) = (self.text, self.context.callout_words);
        let heads = crosshead::find(text, copy);
        let mut quotes = quotes::long(text, &prose(copy, &heads), language.tag, words);
        quotes::complete(&mut quotes, self.heads());
        body::print(text, copy, &heads, &quotes, words)
    }

    /// Headline and deck.
    fn heads(&self) -> impl Iterator<Item = &str> + Clone {
        [&self.front.title, &self.front.description].into_iter().flatten().map(|head| head.value.as_str())
    }

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
        let bare = crosshead::unmarked(&words).trim_end_matches(['+', '=']).trim_end();
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
            let is_again = self.front.byline.as_ref().is_some_and(|byline| byline.value == typed);
            self.desk(span, if is_again { "the byline, once more" } else { "the header says otherwise" });
            return;
        }
        let named = byline::by(&first).or_else(|| byline::above_dateline(&first)).or_else(|| byline::bare(&first));
        // `ANA REIS` / `TOM EK`: a name in each row.
        let shouted = || rows.iter().all(|row| place::shouted(&self.text[row.clone()]));
        let in_rows = || rows.iter().flat_map(|row| byline::names(&self.words(row))).collect();
        let names: Vec<String> = named.unwrap_or_else(|| if shouted() { in_rows() } else { Vec::new() });
        if self.front.authors.is_empty() {
            self.front.authors = names.iter().map(|name| Spanned::new(name.clone(), rows[0].clone())).collect();
        }
        self.found("byline", &first, &rows[0], how);
        self.front.byline = Some(Spanned::new(typed, span));
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
        let common = Common::of(sample, site);
        if let Some(site) = site.filter(|site| common.fits(site)) {
            return site;
        }
        let detected = detect::language(sample, &common);
        if let Some(tag) = detected.filter(|tag| !detect::alike(tag, &self.context.language)) {
            let span = start..self.text.floor_char_boundary(start + 60);
            let how = "the words of the copy";
            self.found("language", tag, &(start..start), how);
            self.front.language = Some(Spanned::new(tag.to_owned(), span.clone()));
            let message =
                format!("the language was inferred: `{tag}`, where the site's is `{}`", self.context.language);
            let finding = Diagnostic::note("inferred-language", message).at(self.source, span, "");
            self.findings.push(finding.help(format!("type `Language: {tag}` as the first line to settle it")));
        }
        detected.and_then(language::tagged).or_else(|| common.told()).or(site).unwrap_or(language::LANGUAGES[0])
    }

    /// Sets a field that the dateline gives, unless the header has set it; the dateline keeps the words.
    fn quietly(&mut self, name: &'static str, value: String, span: Span, how: &'static str) {
        if self.slot(name).is_none() {
            self.found(name, &value, &span, how);
            *self.slot(name) = Some(Spanned::new(value, span));
        }
    }

    /// Says that tags stand in copy which is not HTML.
    fn stray_tags(&mut self) {
        let Some(at) = html::stray(self.text) else { return };
        let end = self.text[at..].find('>').map_or(self.text.len(), |end| at + end + 1);
        let finding =
            Diagnostic::warning("html-in-copy", "the copy has tags of HTML in it, which are shown as they stand");
        let finding = finding.at(self.source, at..end, "");
        self.findings
            .push(finding.help("take them out, or let the text begin with a tag and each paragraph stand in tags"));
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
                // No words of the text say so.
                self.found("date", date, &(window.start..window.start), "the file's name");
                self.front.date = Some(Spanned::new(When::Date(date), window.clone()));
            } else if let Some(Spanned { value: date, span }) = self.sent.clone() {
                self.settle(date, span, "the day on which the mail was sent");
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

/// From the first span to the last.
fn around(spans: &[Span]) -> Option<Span> {
    Some(spans.first()?.start..spans.last()?.end)
}
