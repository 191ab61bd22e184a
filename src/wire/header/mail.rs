//! The header of a mail (RFC 5322), as mail programs print it above a text and as it is sent.
//!
//! ```text
//! mail  = field { field | folded } ; one of them the subject, and one says who sent it or how it came
//! field = name ":" words ; a line that says that it is passed on may stand above, and a short note above that
//! ```

use super::Header;
use crate::document::FrontMatter;
use crate::source::Spanned;
use crate::wire::byline;
use crate::wire::dateline::date;
use crate::wire::language::{self, Mail};
use crate::wire::letter;
use crate::wire::lines::Line;
use crate::wire::openings::Openings;
use jiff::civil::Date;
use std::sync::LazyLock;

/// What mail programs call the fields, in every language.
struct Names {
    subject: Openings,
    sent: Openings,
    others: Openings,
    answer: Openings,
}

static NAMES: LazyLock<Names> = LazyLock::new(|| {
    let all = |list: fn(&Mail) -> &'static [&'static str]| Openings::new(language::mails().flat_map(list).copied());
    Names {
        subject: all(|mail| mail.subject),
        sent: all(|mail| mail.sent),
        others: all(|mail| mail.others),
        answer: all(|mail| mail.answer),
    }
});

/// What a field is called as it is sent (RFC 5322, RFC 2045, RFC 8058 and others).
const SENT: [&str; 16] = [
    "message-id:",
    "mime-version:",
    "content-",
    "return-path:",
    "received:",
    "received-",
    "sender:",
    "in-reply-to:",
    "references:",
    "dkim-",
    "arc-",
    "authentication-results:",
    "list-",
    "delivered-to:",
    "user-agent:",
    "x-",
];

/// A note above a mail that is passed on has no more lines, blank ones among them.
const NOTE_LINES: usize = 32;

/// Whether a line parts the mails of a mailbox: `From ana@example.org Wed Mar  4 10:00:00 2026`.
fn parts_mails(line: &str) -> bool {
    line.strip_prefix("From ").is_some_and(|rest| rest.contains(':') && rest.ends_with(|c: char| c.is_ascii_digit()))
}

/// How many lines announce a mail: `-----Original Message-----` with or without a note above it, `Begin forwarded
/// message:`, the line that parts the mails of a mailbox.
fn announced(text: &str, lines: &[Line]) -> usize {
    let words = |line: &Line| &text[line.span.clone()];
    let Some(first) = lines.first().map(words) else { return 0 };
    let between = |line: &Line| {
        let bytes = &text.as_bytes()[line.span.clone()];
        bytes.starts_with(b"--") && bytes.ends_with(b"--") && words(line).contains(char::is_alphabetic)
    };
    let parted = lines.iter().take(NOTE_LINES + 1).position(between);
    let above = parted.filter(|at| letter::is_note(text, &lines[..*at]));
    let told = first.ends_with(':') && first.len() <= 60 || parts_mails(first);
    let Some(last) = above.or_else(|| told.then_some(0)) else { return 0 };
    last + 1 + lines[last + 1..].iter().take_while(|line| line.is_blank()).count()
}

/// The header of a mail, if a text begins with one or with what announces one; the lines of that are for the desk.
pub(in crate::wire) fn mail(text: &str, lines: &[Line]) -> Option<Header> {
    let (above, below) = lines.split_at(announced(text, lines));
    let header = fields(text, below)?;
    let above_it = above.iter().filter(|line| !line.is_blank()).map(|line| line.span.clone());
    Some(Header { lines: above.len() + header.lines, mail: above_it.chain(header.mail).collect(), ..header })
}

/// The header of a mail that another one passes on, with or without a line that announces it; the note above it is for
/// the desk.
pub(in crate::wire) fn passed(text: &str, lines: &[Line]) -> Option<Header> {
    let told = || {
        let near = lines.len().min(NOTE_LINES);
        let begins = |at: &usize| is_field(&text[lines[*at].span.clone()]);
        let (above, below) = lines.split_at((1..near).find(begins)?);
        let header = fields(text, below)?;
        // What is longer than all that stands below it is an answer.
        let longer = letter::size(above) >= letter::size(&below[header.lines..]);
        if longer || !letter::is_note(text, above) {
            return None;
        }
        let note = above.iter().filter(|line| !line.is_blank()).map(|line| line.span.clone());
        Some(Header { lines: above.len() + header.lines, mail: note.chain(header.mail).collect(), ..header })
    };
    mail(text, lines).or_else(told)
}

/// Where the header of a mail begins that was answered: more words stand above it than below it, where there is but a
/// note. A story may quote a mail as well, of which it seldom says when it was sent, and which it announces.
pub(in crate::wire) fn answered(text: &str, lines: &[Line]) -> Option<usize> {
    let begins = |at: &usize| is_field(&text[lines[*at].span.clone()]);
    let at = (1..lines.len()).find(begins)?;
    let (above, below) = lines.split_at(at);
    let header = fields(text, below)?;
    let rest = &below[header.lines..];
    let is_sent = |words: &str| words.contains('@') || value(words, &NAMES.sent).is_some();
    let is_announced = || {
        let last = above.iter().rfind(|line| !line.is_blank());
        last.is_some_and(|line| text[line.span.clone()].ends_with([':', '：']))
    };
    let is_mail = header.mail.iter().any(|span| is_sent(&text[span.clone()])) && !is_announced();
    (is_mail && letter::size(above) > letter::size(rest) && letter::is_note(text, rest)).then_some(at)
}

/// Whether a name stands in the header of a mail, beside its subject.
pub(in crate::wire) fn names(header: &str, name: &str) -> bool {
    let name = name.to_lowercase();
    let holds = |words: &str| words.split(|c: char| !c.is_alphabetic()).any(|word| word.to_lowercase() == name);
    header.lines().map(str::trim).any(|row| is_field(row) && value(row, &NAMES.subject).is_none() && holds(row))
}

/// The fields of a mail's header.
pub(super) fn fields(text: &str, lines: &[Line]) -> Option<Header> {
    let words = |line: &Line| &text[line.span.clone()];
    if !lines.first().is_some_and(|first| words(first).contains(':')) {
        return None;
    }
    let is_folded = |at: usize| at > 0 && lines[at].indent > 0;
    let is_row = |at: &usize| !words(&lines[*at]).is_empty() && (is_field(words(&lines[*at])) || is_folded(*at));
    let (rows, _) = lines.split_at((0..lines.len()).take_while(is_row).count());
    let subject = rows.iter().position(|line| value(words(line), &NAMES.subject).is_some())?;
    let mut title = value(words(&rows[subject]), &NAMES.subject)?;
    while let Some(rest) = value(title, &NAMES.answer) {
        title = rest;
    }
    let end = rows[subject].span.end;
    let mut front = FrontMatter::default();
    if rows.len() < 2 || title.is_empty() {
        return None;
    }
    front.title = Some(Spanned::new(title.to_owned(), end - title.len()..end));
    let sent = rows.iter().find_map(|line| Some(Spanned::new(day(words(line))?, line.span.clone())));
    let mail = rows.iter().enumerate().filter(|(at, _)| *at != subject).map(|(_, line)| line.span.clone()).collect();
    Some(Header { front, lines: rows.len(), mail, is_mail: true, sent })
}

/// The day in a field that says when the mail was sent.
fn day(words: &str) -> Option<Date> {
    date::date(value(words, &NAMES.sent)?)?.0.date()
}

/// Whether a line is one of the fields.
pub(in crate::wire) fn is_field(words: &str) -> bool {
    let is_sent = |name: &str| byline::head(words, name).is_some_and(|rest| name.ends_with(':') || rest.contains(':'));
    let named = [&NAMES.subject, &NAMES.sent, &NAMES.others].into_iter().any(|names| value(words, names).is_some());
    named || SENT.iter().any(|name| is_sent(name))
}

/// What stands behind one of some names and its colon.
fn value<'a>(words: &'a str, names: &Openings) -> Option<&'a str> {
    names.all(words).find_map(|(_, rest)| rest.trim_start().strip_prefix(':')).map(str::trim_start)
}
