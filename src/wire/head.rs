//! The head of a story: kicker, headline, deck, byline and dateline, and the first paragraph of copy.
//!
//! ```text
//! head = { furniture } [kicker] [headline] { deck | byline | note | credit | topic } [dateline] copy
//! ```
//!
//! The dateline is looked for first: what stands above it is the head. Without one, a byline ends the
//! head; without either, the head is the headline.

use super::byline;
use super::dateline::{self, Dateline, place};
use super::furniture;
use super::lines::trimmed;
use super::paragraphs::{Paragraph, ends};
use super::quotes;
use super::stamp;
use super::state;
use crate::document::State;
use crate::source::{Span, Spanned};
use lead::Undated;

mod desk;
mod lead;
mod undated;

/// What stands above the copy.
#[derive(Debug, Default)]
pub(super) struct Head {
    /// Each part that was found, in the order of the text.
    pub(super) parts: Vec<Part>,
    /// The dateline, its places counted from `dateline_at`.
    pub(super) dateline: Option<Dateline>,
    /// Where the paragraph's words begin that the dateline opens.
    pub(super) dateline_at: usize,
    /// The first paragraph of copy.
    pub(super) body: usize,
    /// Where in that paragraph the copy begins, if not at its first word.
    pub(super) body_at: Option<usize>,
    /// What a note or a line says of the take.
    pub(super) state: Option<Spanned<State>>,
}

/// A part of the head.
#[derive(Debug)]
pub(super) struct Part {
    /// What it is.
    pub(super) role: Role,
    /// Its words.
    pub(super) span: Span,
    /// How that was told.
    pub(super) how: &'static str,
}

/// What a part of the head is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// The short line above the headline.
    Kicker,
    /// The headline.
    Headline,
    /// The summary under it.
    Deck,
    /// Who wrote it; a second one is the service or title under the first.
    Byline,
    /// A topic.
    Topic,
    /// The agency, on a line of its own.
    Agency,
    /// A note that is not for the page.
    Desk,
}

/// How many paragraphs can stand above the copy.
const DEPTH: usize = 16;
/// How many bytes can stand between the headline and the copy.
const LONGEST: usize = 1_800;
/// How the caption of a picture is told.
const CAPTION: &str = "the caption of a picture, by the credit at its end";
/// Who hands out a story has no longer name, in bytes, and no more words.
const LONGEST_SOURCE: usize = 40;
const WORDS_OF_SOURCE: usize = 3;
/// A byline above everything else is no longer, in bytes.
const LONGEST_BYLINE: usize = 80;
/// A paragraph that can be a deck is no longer than this, in characters.
const LONGEST_DECK: usize = 600;

/// Cuts lines that follow one another in the head into paragraphs of their own.
pub(super) fn loosen(text: &str, paragraphs: Vec<Paragraph>) -> Vec<Paragraph> {
    if paragraphs.iter().take(DEPTH).all(|paragraph| paragraph.rows.len() == 1) {
        return paragraphs;
    }
    let mut loose = Vec::with_capacity(paragraphs.len() + 4);
    let mut bytes = 0;
    for (at, paragraph) in paragraphs.into_iter().enumerate() {
        let opened = bytes > LONGEST || at >= DEPTH || at > 0 && strong(&text[paragraph.span()]);
        bytes = if opened { LONGEST + 1 } else { bytes + paragraph.span().len() };
        if opened { loose.push(paragraph) } else { loose.extend(paragraph.split()) }
    }
    loose
}

fn strong(words: &str) -> bool {
    dateline::read(words).is_some_and(|found| found.strong)
}

/// Reads the head. `titled` says that the envelope or a header has given the headline, `signed` that one
/// has given the byline.
pub(super) fn read(text: &str, paragraphs: &[Paragraph], titled: bool, signed: bool) -> Head {
    let mut head = Head::default();
    let mut undated = Undated::default();
    let lead = lead::lead(text, paragraphs, titled, &mut undated);
    let place = lead.as_ref().and_then(|lead| Some(lead.dateline.place.as_ref()?.value.clone()));
    let mut reader = Reader { text, paragraphs, head: &mut head, titled, signed, place, undated };
    match lead {
        Some(lead) => {
            reader.between(0, lead.at, true);
            for (span, state) in lead.notes {
                reader.note(span, state);
            }
            if let Some(span) = lead.byline {
                reader.signed = true;
                reader.push(Role::Byline, span, "the line that begins with `By`, before the dateline");
            }
            if let Some(above) = head.dateline.take() {
                let span = head.dateline_at + above.span.start..head.dateline_at + above.span.end;
                head.parts.push(Part { role: Role::Desk, span, how: "a place and a day above the headline" });
            }
            head.body = lead.at;
            head.dateline_at = lead.from;
            head.body_at = Some(lead.from + lead.dateline.end);
            head.dateline = Some(lead.dateline);
        }
        None => reader.without_dateline(),
    }
    head
}

/// Gives the paragraphs of the head their roles.
struct Reader<'a> {
    text: &'a str,
    paragraphs: &'a [Paragraph],
    head: &'a mut Head,
    titled: bool,
    signed: bool,
    /// The place of the dateline below.
    place: Option<String>,
    undated: Undated,
}

impl<'a> Reader<'a> {
    fn span(&self, at: usize) -> Span {
        self.paragraphs[at].span()
    }

    fn words(&self, at: usize) -> &'a str {
        self.paragraphs.get(at).map_or("", |paragraph| &self.text[paragraph.span()])
    }

    fn push(&mut self, role: Role, span: Span, how: &'static str) {
        self.titled |= role == Role::Headline;
        self.signed |= role == Role::Byline;
        self.head.parts.push(Part { role, span, how });
    }

    fn note(&mut self, span: Span, state: Option<State>) {
        if self.head.state.is_none() {
            self.head.state = state.map(|state| Spanned::new(state, span.clone()));
        }
        self.push(Role::Desk, span, "a note to the desk");
    }

    /// Reads the paragraphs `from..to`, all of which are head. `dated` says that a dateline follows.
    fn between(&mut self, from: usize, to: usize, dated: bool) {
        let mut at = from;
        while at < to {
            at = self.one(at, to, dated);
        }
    }

    /// Reads one part and gives the paragraph after it.
    fn one(&mut self, at: usize, to: usize, dated: bool) -> usize {
        let (words, span) = (self.words(at), self.span(at));
        if self.desk(at, words, span.clone()) {
            return self.contacts(at, to);
        }
        if !self.titled && at + 1 < to && !self.undated.has(at) && self.dated(words, &span) {
            return at + 1;
        }
        // `(di Ana Reis)` above the dateline, where there is no headline.
        if !self.titled && !self.signed && dated && words.starts_with('(') && byline::by(words).is_some() {
            self.push(Role::Byline, span, "the line in brackets that says who wrote it");
            return at + 1;
        }
        // `By Ana Reis` where the headline should be.
        if !self.titled && !self.signed && self.is_byline_first(at, words, dated && to == 1) {
            self.push(Role::Byline, span, "the line that says who wrote it, where no headline stands above");
            return at + 1;
        }
        if !self.titled {
            if at + 1 < to && self.is_kicker(at) {
                let role = if self.has(Role::Kicker) { Role::Topic } else { Role::Kicker };
                self.push(role, span, "a section's name or a topic above the headline");
            } else {
                let rows = self.headline_rows(at, to);
                let end = self.span(at + rows - 1).end;
                self.push(Role::Headline, span.start..end, "the first line that is no section, note or byline");
                return at + rows;
            }
            return at + 1;
        }
        // `By` / `REUTERS`
        if at + 1 < to && byline::is_by(words) && dateline::agency::named(self.words(at + 1)).is_some() {
            self.push(Role::Desk, span, "the word for `by` above an agency's name");
            return at + 1;
        }
        if !self.signed && at + 1 < to && byline::is_by(words) && byline::bare(self.words(at + 1)).is_some() {
            let how = "the word for `by` and the names under it";
            self.push(Role::Byline, span.start..self.span(at + 1).end, how);
            return at + 2;
        }
        let names = if self.signed { 0 } else { self.names_above_time(at) };
        if names > 0 {
            (at..at + names).for_each(|at| self.push(Role::Byline, self.span(at), "a name in capitals above a time"));
            return at + names;
        }
        if self.is_topic(at, to) {
            self.push(Role::Topic, span, "one of several short lines between headline and copy");
            return at + 1;
        }
        if self.agency(at) {
            return at + 1;
        }
        if dated && (!self.undated.has(at) && strong(words) || self.is_place_again(words)) || is_spaced_out(words) {
            self.push(Role::Desk, span, "a line of the service");
            return at + 1;
        }
        if let Some(office) = self.byline(at, to, dated) {
            return at + 1 + usize::from(office);
        }
        let picture = at + 1 < to && furniture::is_credit(self.words(at + 1)) && words.chars().count() <= 120;
        if picture {
            self.push(Role::Desk, span, "the caption of a picture whose credit follows");
        } else if furniture::is_captioned(words) {
            self.push(Role::Desk, span, CAPTION);
        } else if let Some(inner) = names_in_brackets(words) {
            if dateline::agency::named(inner).is_some() && !self.has(Role::Agency) {
                self.push(Role::Agency, span, "the agency's name on a line of its own");
            } else if !self.signed && is_whole_name(inner) {
                self.push(Role::Byline, span, "the name in brackets under the headline");
            } else {
                self.push(Role::Desk, span, "a line in brackets that says where it comes from");
            }
        } else if furniture::is_section(words) && words.split_whitespace().count() <= 4 {
            let role = if self.has(Role::Kicker) { Role::Topic } else { Role::Kicker };
            self.push(role, span, "a section's name under the headline");
        } else {
            self.deck(words, span, dated);
        }
        at + 1
    }

    /// Whether the first line says who wrote: the word for `by`, and names with a given name. The dateline follows, which
    /// `dated` says, or the headline does.
    fn is_byline_first(&self, at: usize, words: &str, dated: bool) -> bool {
        at == 0
            && words.len() <= LONGEST_BYLINE
            && self.words(1).len() > words.len()
            && words.split(' ').nth(2).is_some()
            && !words.contains(':')
            && (dated || !ends(self.words(1)))
            && byline::by(words).is_some_and(|names| {
                // Right above the dateline any name may stand.
                let any = dated && byline::head(words, "by ").is_some();
                names.iter().all(|name| is_whole_name(name) || any && may_be_name(name))
            })
    }

    /// Takes a line of the deck; the word that some services put before it (`Utl.:`) is for the desk.
    fn deck(&mut self, words: &str, mut span: Span, dated: bool) {
        if let Some(rest) = byline::head(words, "utl.:").or_else(|| byline::head(words, "untertitel:")) {
            let start = span.end - rest.trim_start().len();
            self.push(Role::Desk, span.start..start, "the word that opens the deck");
            span.start = start;
        }
        let note = words.rfind('(').filter(|at| words.ends_with(')') && *at > 0);
        if let Some((at, state)) = note.and_then(|at| Some((at, state::of_note(&words[at..])?))) {
            let start = span.end - (words.len() - at);
            self.note(start..span.end, state);
            span = trimmed(self.text, span.start..start);
        }
        let how =
            if dated { "the lines between headline and dateline" } else { "the lines between headline and byline" };
        self.push(Role::Deck, span, how);
    }

    /// Takes an agency's name that stands alone.
    fn agency(&mut self, at: usize) -> bool {
        let words = self.words(at);
        let alone = dateline::agency::alone(words).is_some_and(|name| place::shouted(name) || name.contains(' '))
            || dateline::agency::of_kind(words).is_some();
        let alone = alone && !self.has(Role::Agency);
        if alone {
            self.push(Role::Agency, self.span(at), "the agency's name on a line of its own");
        }
        alone
    }

    fn has(&self, role: Role) -> bool {
        self.head.parts.iter().any(|part| part.role == role)
    }

    /// Whether a line above the headline is the kicker: a section's name, or a topic in capitals where the
    /// headline is not.
    fn is_kicker(&self, at: usize) -> bool {
        let (words, next) = (self.words(at), self.words(at + 1));
        let topic = furniture::is_topic(words) && (next.chars().any(char::is_lowercase) || furniture::is_section(next));
        let below =
            next.chars().count() > words.chars().count() || furniture::is_topic(next) || furniture::is_section(next);
        (furniture::is_section(words) || topic)
            && below
            && next.len() <= 300
            && byline::by(next).is_none()
            && !furniture::is_pointer(next)
    }

    /// How many paragraphs the headline takes: one, or two where it runs on without a blank line.
    fn headline_rows(&self, at: usize, to: usize) -> usize {
        let (words, next) = (self.words(at), self.words(at + 1));
        let runs_on = at + 1 < to
            && !self.paragraphs[at + 1].apart
            && !ends(words)
            && !words.ends_with(';')
            && next.starts_with(char::is_lowercase)
            && next.chars().count() <= 100
            && byline::by(next).is_none();
        1 + usize::from(runs_on)
    }

    /// How many names in capitals, one or two, stand here above a time: `ANA REIS` / `TOM EK` / `4.3.26 14:10`.
    fn names_above_time(&self, at: usize) -> usize {
        let named = |at: usize| place::shouted(self.words(at)) && is_whole_name(self.words(at));
        let names = (at..at + 2).take_while(|at| named(*at)).count();
        if stamp::is_time(self.words(at + names)) { names } else { 0 }
    }

    /// Takes a byline; whether the service or title under it was taken too.
    fn byline(&mut self, at: usize, to: usize, dated: bool) -> Option<bool> {
        let (words, span) = (self.words(at), self.span(at));
        if self.signed {
            let again = byline::by(words).is_some() && self.has(Role::Byline);
            let office =
                self.head.parts.last().is_some_and(|part| part.role == Role::Byline) && byline::is_office(words);
            if again || office {
                self.push(if office { Role::Byline } else { Role::Desk }, span, "the byline, once more");
                return Some(false);
            }
            return None;
        }
        if let Some(end) = stamp::signed(words) {
            let name = span.start..span.start + end;
            self.push(Role::Desk, name.end..span.end, "the time beside the byline");
            self.push(Role::Byline, name, "the name that stands before a time");
            return Some(false);
        }
        let how = if byline::by(words).is_some() {
            if byline::head(words, "by ").is_some() {
                "the line that begins with `By`"
            } else {
                "the line that says who wrote it"
            }
        } else if byline::initials(words) {
            "initials between headline and copy"
        } else if dated && byline::above_dateline(words).is_some() {
            "the word for `by` and a name above the dateline"
        } else if dated
            && byline::bare(words).is_some()
            && !furniture::is_section(words)
            && dateline::agency::of_kind(words).is_none()
            // Where a line below says who wrote, names alone are something else.
            && !(at + 1..to).any(|below| self.signs_otherwise(below, words))
        {
            "a line of nothing but names between headline and dateline"
        } else {
            return None;
        };
        self.push(Role::Byline, span, how);
        let office = at + 1 < to && byline::is_office(self.words(at + 1)) && self.words(at + 1).len() <= 60;
        if office {
            self.push(Role::Byline, self.span(at + 1), "the line under the byline");
        }
        Some(office)
    }

    /// Whether a line says who wrote, and that is none of those whose names stand in `words`.
    fn signs_otherwise(&self, at: usize, words: &str) -> bool {
        byline::by(self.words(at)).is_some_and(|names| !names.iter().any(|name| words.contains(name)))
    }

    /// Whether a line is one of two or more topics in a row.
    fn is_topic(&self, at: usize, to: usize) -> bool {
        let keyword =
            |at: usize| at < to && furniture::is_keyword(self.words(at)) && byline::by(self.words(at)).is_none();
        let listed = self.head.parts.last().is_some_and(|part| part.role == Role::Topic);
        keyword(at) && (keyword(at + 1) && !byline::is_office(self.words(at + 1)) || listed)
    }
}

/// Whether a name has a given name and more words, each with a capital: `By Popular Demand` names nobody.
fn is_whole_name(name: &str) -> bool {
    quotes::opens_with_given_name(name) && is_row_of_capitals(name)
}

/// Whether words may be a name that nobody knows: no small word of a list or a name is among them.
fn may_be_name(name: &str) -> bool {
    is_row_of_capitals(name) && !name.split(' ').any(|word| byline::is_joiner(&word.to_lowercase()))
}

/// Whether words are two or more, each with a capital.
fn is_row_of_capitals(words: &str) -> bool {
    words.contains(' ') && words.split(' ').all(|word| word.starts_with(char::is_uppercase))
}

/// `(Agencies)`, `(Coast Post Online)`: names in brackets on a line of their own.
fn names_in_brackets(words: &str) -> Option<&str> {
    let inner = words.strip_prefix('(')?.strip_suffix(')')?;
    let named = (1..=LONGEST_SOURCE).contains(&inner.len())
        && !inner.contains(['(', '.', '?', '!'])
        && inner.split_whitespace().count() <= WORDS_OF_SOURCE
        && inner.split_whitespace().all(|word| word.starts_with(char::is_uppercase));
    named.then_some(inner)
}

/// `N e w  version`: letters set apart, as a desk marks a line for its own.
fn is_spaced_out(words: &str) -> bool {
    words
        .split_whitespace()
        .take(4)
        .filter(|word| word.chars().count() == 1 && word.starts_with(char::is_alphabetic))
        .count()
        == 4
}
