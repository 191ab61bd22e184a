//! The header block: `Key: value` lines above a story, with the names that front matter has.
//!
//! ```text
//! header = { key ":" value line-end } [blank | "---"]
//! ```
//!
//! Under it may stand the header of a [`mail`].
//!
//! The first line's key must be a known one, so that no headline with a colon is mistaken for a header.

pub(super) mod mail;

use super::lines::Line;
use crate::diag::{self, Checked, Diagnostic};
use crate::document::FrontMatter;
use crate::document::fields::{self, Key, canonical_key};
use crate::document::node::{Kind, Node};
use crate::source::{Source, Span, Spanned};
use jiff::civil::Date;

/// A header as read, and the number of lines that it takes.
pub(super) struct Header {
    /// What it says.
    pub(super) front: FrontMatter,
    /// How many lines it takes, the blank line after it included.
    pub(super) lines: usize,
    /// The lines of a mail that are for the desk.
    pub(super) mail: Vec<Span>,
    /// Whether it is, or has below it, the header of a mail.
    pub(super) is_mail: bool,
    /// The day on which the mail was sent.
    pub(super) sent: Option<Spanned<Date>>,
}

/// Reads the header block, if the text begins with one.
pub(super) fn read(source: &Source, text: &str, lines: &[Line]) -> Checked<Option<Header>> {
    let mut table: Vec<(Spanned<String>, Node)> = Vec::new();
    let begin = lines.iter().take_while(|line| line.is_blank()).count();
    // A header that is typed is no note above a mail.
    let typed = lines.get(begin).is_some_and(|first| entry(text, first, true).is_some());
    let mail = if typed { mail::fields(text, &lines[begin..]) } else { mail::mail(text, &lines[begin..]) };
    if let Some(mail) = mail {
        return Checked::ok(Some(Header { lines: begin + mail.lines, ..mail }.passing(text, lines)));
    }
    let mut end = begin;
    for line in lines[begin..].iter().take(MOST) {
        let Some((key, value)) = entry(text, line, table.is_empty()) else { break };
        table.push((key, value));
        end += 1;
    }
    if table.is_empty() || is_headline(&table) {
        return Checked::ok(None);
    }
    let closed = lines.get(end).is_some_and(|line| line.is_blank() || &text[line.span.clone()] == "---");
    let (first, last) = (table[0].0.span.start, table.last().map_or(0, |(_, value)| value.span.end));
    let node = Node { kind: Kind::Table(table), span: first..last };
    let mut findings: Vec<Diagnostic> = Vec::new();
    let front = fields::read(source, node, fields::Manner::Header).drain_into(&mut findings);
    let header = Header { front, lines: end + usize::from(closed), mail: Vec::new(), is_mail: false, sent: None };
    Checked::new(Some(header.over(text, lines)), findings)
}

impl Header {
    /// The header of a mail that follows, and the line at which it begins.
    fn below(&self, text: &str, lines: &[Line]) -> Option<(usize, Self)> {
        let begin = self.lines + lines.get(self.lines..)?.iter().take_while(|line| line.is_blank()).count();
        Some((begin, mail::passed(text, lines.get(begin..)?)?))
    }

    /// That of a mail with those that it passes on, of which the last says what the story is.
    fn passing(self, text: &str, lines: &[Line]) -> Self {
        let mut whole = self;
        for _ in 0..DEPTH {
            let Some((begin, inner)) = whole.below(text, lines) else { break };
            let title = whole.front.title.map(|title| title.span);
            let mail = whole.mail.into_iter().chain(title).chain(inner.mail).collect();
            let sent = inner.sent.or(whole.sent);
            whole = Self { front: inner.front, lines: begin + inner.lines, mail, is_mail: true, sent };
        }
        whole
    }

    /// The same with the header of a mail that follows: what is typed above a mail comes before what it says.
    fn over(self, text: &str, lines: &[Line]) -> Self {
        let Some((begin, mail)) = self.below(text, lines) else { return self };
        let mut front = self.front;
        let mut rows = mail.mail;
        match (&front.title, mail.front.title) {
            (None, title) => front.title = title,
            (Some(_), title) => rows.extend(title.map(|title| title.span)),
        }
        Self { front, lines: begin + mail.lines, mail: rows, is_mail: true, sent: mail.sent }
    }
}

/// Whether the one line that looks like a header is a headline: `Source: Norwick to raise fees`, and
/// `Correction: Harbor-Fees story`, as AP heads a correction. A value has names and numbers in it, a headline words.
fn is_headline(table: &[(Spanned<String>, Node)]) -> bool {
    let [(key, value)] = table else { return false };
    let Kind::Scalar { text, .. } = &value.kind else { return false };
    let small = |word: &&str| word.chars().count() >= 4 && word.chars().all(char::is_lowercase);
    let plain = text.split_whitespace().filter(small).count() >= 2
        && text.split_whitespace().count() >= 4
        && !text.contains(|c: char| c.is_ascii_digit() || c == ',');
    match Key::named(&key.value) {
        // What a desk types of these may be any words.
        Some(
            Key::Title
            | Key::Description
            | Key::Kicker
            | Key::Byline
            | Key::Dateline
            | Key::ImageAlt
            | Key::ImageCaption,
        ) => false,
        Some(Key::Corrections) => !text.ends_with(['.', '!', '?']),
        _ => plain && !text.ends_with('.'),
    }
}

/// One line as a key and its value. The first line needs a known key; a later one may have a slip in it,
/// which the reader of front matter then points at.
fn entry(text: &str, line: &Line, first: bool) -> Option<(Spanned<String>, Node)> {
    let words = &text[line.span.clone()];
    let colon = words.find(':').filter(|colon| *colon <= LONGEST_KEY)?;
    let typed = words[..colon].trim_end();
    let value = words[colon + 1..].trim_start();
    let slip = || {
        !first && !typed.contains(' ') && typed.len() > 3 && diag::nearest(typed, Key::all().map(Key::name)).is_some()
    };
    let spaced = words[colon + 1..].starts_with(char::is_whitespace);
    if value.is_empty() || !spaced || !(canonical_key(typed).is_some() || slip()) {
        return None;
    }
    let key = Spanned::new(typed.to_owned(), line.span.start..line.span.start + typed.len());
    Some((key, Node::plain(value, line.span.end - value.len()..line.span.end)))
}

/// A mail passes on no more others, one within the other.
const DEPTH: usize = 8;
/// No header has more lines; what comes after them is copy.
const MOST: usize = 200;
/// The longest key, in bytes.
const LONGEST_KEY: usize = 24;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::lines::lines;
    use crate::wire::signs::Signs;

    fn taken(text: &str) -> usize {
        let source = Source::new("a.txt", text);
        read(&source, text, &lines(text, Signs::of(text))).value.map_or(0, |header| header.lines)
    }

    #[test]
    fn a_header_ends_where_its_keys_end() {
        assert_eq!(taken("Date: 2020-02-07\nAll news\n"), 1);
        assert_eq!(taken("Title: Ferries\nTags: sea, boats\n\nText"), 3);
        assert_eq!(taken("Headline: Ferries\nlanguge: de\n---\nText"), 3);
        assert_eq!(taken("From: a@example.org\nSubject: Fwd: Ferries\n\nText"), 2);
        assert_eq!(taken("Subject: Ferries\n\nText"), 0);
        assert_eq!(taken("Correction: Harbor-Fees story\n\nText"), 0);
        assert_eq!(taken("Correction: The fee is 4 crowns.\n\nText"), 2);
        assert_eq!(taken("Source: Norwick to raise ferry fees\n\nText"), 0);
        assert_eq!(taken("Source: Norwick to raise ferry fees\nDate: 2026-03-04\n\nText"), 3);
        assert_eq!(taken("Source: Norwick Harbour Wire\n\nText"), 2);
        assert_eq!(taken("Date: the fourth of Marrch 2026\n\nText"), 2);
        assert_eq!(taken("Deck: boats stay away and fees rise\n\nText"), 2);
        assert_eq!(taken("Russia: ties improve\n\nText"), 0);
        assert_eq!(taken("Ferries sail\nDate: 2020-02-07\n"), 0);
        assert_eq!(taken(&"Title: Ferries\n".repeat(300)), MOST);
    }
}
