//! What follows the story for those who print it: notebooks, notes to editors, whom to ask.
//!
//! ```text
//! back-matter = ( notebook | "Notes to editors" | "Contact" | "To contact the reporter" ) lines
//!             | "ENDS" lines | "--" signature | "Kind regards" signature
//!             | ( "###" | "-30-" ) ( notes | contacts | "About …" )
//! ```

use super::{label, sign};
use crate::source::Span;
use crate::wire::caseless::Caseless;
use crate::wire::dateline::agency;
use crate::wire::language;
use crate::wire::openings::Openings;
use crate::wire::paragraphs::{Paragraph, ends};
use memchr::memmem::Finder;
use std::borrow::Cow;
use std::sync::LazyLock;

/// How many paragraphs at the foot are looked at.
const DEPTH: usize = 16;

/// Headings under which nothing more is for the page.
static NOTES: LazyLock<Caseless<()>> = LazyLock::new(|| language::feet(|foot| foot.notes).collect());

/// Headings under which names and numbers follow.
static CONTACTS: LazyLock<Caseless<()>> = LazyLock::new(|| language::feet(|foot| foot.contacts).collect());

/// No such heading is longer, in bytes.
const LONGEST: usize = 72;

/// What opens lines that say how to reach those who wrote.
static REACH: LazyLock<Openings> = LazyLock::new(|| Openings::new(language::feet(|foot| foot.reach)));

/// What may follow an end mark.
static AFTER: LazyLock<Openings> = LazyLock::new(|| Openings::new(language::feet(|foot| foot.after)));

/// Takes it off a story, the last paragraph first.
pub(super) fn take(text: &str, paragraphs: &mut Vec<Paragraph>, mailed: bool, desk: &mut Vec<Span>) {
    // What stands above the first copy is head, and no foot.
    let Some(copy) = paragraphs.iter().position(|paragraph| is_copy(text, paragraph)) else { return };
    while mailed && paragraphs.len() > copy + 1 {
        let Some(last) = paragraphs.pop_if(|last| is_disclaimer(&text[last.span()])) else { break };
        desk.push(last.span());
    }
    let from = paragraphs.len().saturating_sub(DEPTH).max(copy + 1);
    let opens = |at: &usize| is_opening(text, &paragraphs[*at..]) || takes_leave(text, &paragraphs[*at..], mailed);
    if let Some(at) = (from..paragraphs.len()).find(opens) {
        desk.extend(paragraphs.drain(at..).rev().map(|paragraph| paragraph.span()));
    }
}

/// The shortest paragraph that is copy by its looks, in bytes.
const COPY: usize = 60;

/// Whether a paragraph is copy: long enough, with a sentence's end.
fn is_copy(text: &str, paragraph: &Paragraph) -> bool {
    let words = &text[paragraph.span()];
    words.len() >= COPY && ends(words)
}

/// Whether the first of these paragraphs opens what is not for the page.
fn is_opening(text: &str, paragraphs: &[Paragraph]) -> bool {
    let [first, rest @ ..] = paragraphs else { return false };
    let line = &text[first.rows[0].span.clone()];
    if line.len() > 120 {
        return false;
    }
    let label = line.trim_matches(|c: char| !c.is_alphabetic());
    let label = straight(if label.len() > LONGEST { "" } else { label });
    let follows = !rest.is_empty() || first.rows.len() > 1;
    // `Contact` may head a part of the story, which goes on under it.
    let names = || {
        let goes_on = rest.first().is_some_and(|next| is_copy(text, next));
        !goes_on && reaches(text, paragraphs) && rest.iter().all(|paragraph| paragraph.span().len() <= 400)
    };
    let labels = |(label, rest): (&str, &str)| {
        !rest.is_empty() && is_note(label) || CONTACTS.has(label) && reaches_on(text, paragraphs)
    };
    NOTES.has(&label)
        || label::cut(line).is_some_and(labels)
        || label.split_once(' ').is_some_and(|(first, rest)| NOTES.has(rest) && agency::named(first).is_some())
        || line == SIGNED && follows && is_signature(text, paragraphs)
        || CONTACTS.has(&label) && follows && names()
        || REACH.open(line)
        || sign::is_end(line)
            && rest.first().is_some_and(|next| sign::is_last(line) || follows_end(&text[next.rows[0].span.clone()]))
}

/// Whether a label such as `Notes to editors` says that what follows is not for the page.
pub(super) fn is_note(label: &str) -> bool {
    label.contains(' ') && NOTES.has(&straight(label))
}

/// Whether some short lines say whom to ask, from the label on: `Media contact: Tom Ek, tom@harbour.example`.
fn reaches_on(text: &str, paragraphs: &[Paragraph]) -> bool {
    let (from, to) = (paragraphs[0].span().start, paragraphs[paragraphs.len() - 1].span().end);
    is_reach(&text[from..to])
        && paragraphs.iter().all(|paragraph| paragraph.span().len() <= 400 && !is_copy(text, paragraph))
}

/// Words with straight apostrophes, as the headings are given.
pub(super) fn straight(words: &str) -> Cow<'_, str> {
    if !words.is_ascii() && words.contains('’') { words.replace('’', "'").into() } else { words.into() }
}

/// With what writers of mails take leave.
static LEAVE: LazyLock<Openings> =
    LazyLock::new(|| Openings::new(language::mails().flat_map(|mail| mail.leave).copied()));

/// Whether a line is nothing but words with which a writer takes leave.
pub(in crate::wire) fn is_leave(line: &str) -> bool {
    let alone = |rest: &str| rest.trim().trim_end_matches([',', '.', '!', '،', '，']).is_empty();
    line.len() <= 60 && LEAVE.all(line).any(|(_, rest)| alone(rest))
}

/// What writers of mails say of who may read them.
static DISCLAIMERS: LazyLock<Vec<Finder<'_>>> =
    LazyLock::new(|| language::mails().flat_map(|mail| mail.disclaimer).map(Finder::new).collect());

/// What says so opens a notice within so many bytes: `Please consider the environment …`.
const OPENING: usize = 24;

/// Whether words say who may read a mail, or what to do with it: they open so, or say two such things. A story may speak
/// of `confidential information` as well.
pub(in crate::wire) fn is_disclaimer(words: &str) -> bool {
    let lower = words.to_lowercase();
    let found = || DISCLAIMERS.iter().filter_map(|phrase| phrase.find(lower.as_bytes()));
    found().nth(1).is_some() || found().any(|at| at <= OPENING)
}

/// Whether these paragraphs end a mail: `Kind regards`, and who wrote. A story may quote a letter, so where the header
/// of a mail did not stand above, the signature must say how to reach the writer.
fn takes_leave(text: &str, paragraphs: &[Paragraph], mailed: bool) -> bool {
    let Some(first) = paragraphs.first() else { return false };
    let line = &text[first.rows[0].span.clone()];
    is_leave(line)
        && is_signature(text, paragraphs)
        && !says_more(text, paragraphs)
        && (mailed || reaches(text, paragraphs))
}

/// Whether a sentence stands under a leave, or what goes on in small letters as no signature does: then a letter was
/// quoted, or the word meant something else, and the story goes on.
fn says_more(text: &str, paragraphs: &[Paragraph]) -> bool {
    let mut rows = paragraphs.iter().flat_map(|paragraph| &paragraph.rows).map(|row| &text[row.span.clone()]);
    rows.any(|row| ends(row) && row.split_whitespace().count() >= 4 || label::small_words(row) >= 4 && !is_reach(row))
}

/// Whether the lines under the first of some paragraphs say how to reach somebody.
fn reaches(text: &str, paragraphs: &[Paragraph]) -> bool {
    let from = paragraphs.first().and_then(|first| first.rows.first()).map_or(0, |row| row.span.end);
    is_reach(&text[from..paragraphs.last().map_or(from, |last| last.span().end)])
}

/// Whether words hold an address or a number.
pub(super) fn is_reach(words: &str) -> bool {
    words.contains('@') || words.contains("www.") || words.bytes().filter(u8::is_ascii_digit).count() >= 6
}

/// What stands on a line of its own above the signature of a mail (RFC 3676).
const SIGNED: &str = "--";

/// Whether what follows is the signature of a mail: a few lines, none of them copy.
fn is_signature(text: &str, paragraphs: &[Paragraph]) -> bool {
    let mut rows = paragraphs.iter().flat_map(|paragraph| &paragraph.rows);
    let lines = rows.clone().count() <= 12;
    lines && rows.all(|row| row.span.len() <= 100) && !paragraphs.iter().any(|paragraph| is_copy(text, paragraph))
}

fn follows_end(line: &str) -> bool {
    AFTER.words(line).is_some()
}
