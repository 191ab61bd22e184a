//! The head of a text that has no dateline: the headline; deck and byline where a byline or a time shows them.

use super::super::{byline, furniture, stamp};
use super::{CAPTION, DEPTH, LONGEST, LONGEST_DECK, Reader, Role};

/// No headline of so many characters ends with a full stop.
const SENTENCE: usize = 90;
/// Copy is no shorter, in characters.
const PROSE: usize = 60;
/// A cross-head is seldom longer, in characters.
const LONGEST_CROSSHEAD: usize = 60;
/// No headline is so long, in characters.
const LONGEST_HEADLINE: usize = 300;

/// A time stands so many paragraphs under the headline at most.
const STAMP: usize = 4;

/// A sentence of so many characters is no headline where nobody signs below it.
const LEAD: usize = 95;

/// Whether words are copy: too long for a headline, or more than a sentence; `only` says that they are all there is,
/// `signed` that a byline or a time follows.
fn is_copy(words: &str, only: bool, signed: impl FnOnce() -> bool) -> bool {
    let long = |most: usize| words.len() >= most && words.chars().count() >= most;
    let ends_sentence = || words.trim_end_matches(['"', '”', '’', '\'', '»', '“', ')']).ends_with('.');
    // `Ana Reis: "…"`
    let spoken = || words.contains(": \"") || words.contains(": «") || words.contains(": “") || words.contains(": „");
    let lead = || long(SENTENCE * 2) || long(LEAD) && !is_in_title_case(words) && !spoken() && !signed();
    long(SENTENCE) && (long(LONGEST_HEADLINE) || ends_sentence() && (only || goes_on(words) || lead()))
}

/// Whether most of the longer words have a capital, as those of a headline do in papers of the United States.
fn is_in_title_case(words: &str) -> bool {
    let small = words.split(' ').filter(|word| word.len() > 3 && word.starts_with(char::is_lowercase));
    small.take(SMALL).count() < SMALL
}

/// A sentence has so many small words of four letters or more.
const SMALL: usize = 5;

/// Whether a sentence ends within words: a word of some letters, a full stop and a capital.
fn goes_on(words: &str) -> bool {
    words.match_indices(". ").any(|(at, _)| {
        let word = words[..at].rsplit(' ').next().unwrap_or_default();
        word.chars().count() > 3 && words[at + 2..].starts_with(char::is_uppercase)
    })
}

/// Whether a line under the headline is a summary: longer than a cross-head, and no sentence by its end.
fn is_summary(words: &str) -> bool {
    let ends = words.ends_with(|c: char| c.is_alphanumeric());
    let length = words.chars().count();
    ends && (LONGEST_CROSSHEAD..=LONGEST_DECK / 2).contains(&length)
        && words.starts_with(char::is_uppercase)
        && words.split_whitespace().nth(7).is_some()
}

impl Reader<'_> {
    /// Without a dateline: the headline, then the deck and the byline if there is one.
    pub(super) fn without_dateline(&mut self) {
        let count = self.paragraphs.len();
        let mut at = 0;
        while at < count.min(DEPTH) && !self.titled {
            let signed = || self.signs(at + 1) || stamp::is_time(self.words(at + 1));
            let copy = is_copy(self.words(at), count == 1, signed);
            if copy && !self.desk(at, self.words(at), self.span(at)) {
                self.head.body = at;
                return;
            }
            at = if copy { at + 1 } else { self.one(at, count, false) };
        }
        let byline = (at..count.min(at + 7)).find(|at| self.signs(*at));
        let stamp = (at..count.min(at + STAMP)).find(|at| stamp::is_publication(self.words(*at)));
        // Below a time stands copy, or it is at the foot of one.
        let below =
            |byline: &usize| (byline + 1..count).take(DEPTH).map(|at| self.words(at).len()).sum::<usize>() >= PROSE;
        let stamp = stamp.filter(below);
        let byline = byline.or(stamp);
        let bytes: usize = byline.map_or(0, |byline| (at..byline).map(|at| self.span(at).len()).sum());
        let decks = byline.is_none_or(|byline| (at..byline).all(|at| self.words(at).chars().count() <= LONGEST_DECK));
        if let Some(byline) = byline.filter(|byline| bytes <= LONGEST && decks && *byline + 1 < count && !self.signed) {
            self.between(at, byline, stamp == Some(byline));
            at = self.one(byline, count, false);
        } else {
            at = self.plain(at, count);
        }
        while at < count.min(DEPTH) && at + 1 < count && self.desk(at, self.words(at), self.span(at)) {
            at += 1;
        }
        self.head.body = at;
    }

    fn signs(&self, at: usize) -> bool {
        let words = self.words(at);
        byline::by(words).is_some() || byline::initials(words) || stamp::signed(words).is_some()
    }

    /// What can follow a headline with neither byline nor dateline: a bare name, or a deck on the next line.
    fn plain(&mut self, mut at: usize, count: usize) -> usize {
        while at > 0 && self.words(at + 1).len() >= PROSE && furniture::is_captioned(self.words(at)) {
            self.push(Role::Desk, self.span(at), CAPTION);
            at += 1;
        }
        if at == 0 || at + 1 >= count {
            return at;
        }
        let (words, next) = (self.words(at), self.words(at + 1));
        let prose = |words: &str| words.chars().count() >= PROSE;
        let further = self.paragraphs.get(at + 2).is_some_and(|_| prose(self.words(at + 2)));
        if !self.signed && byline::bare(words).is_some() && (prose(next) || further) && !furniture::is_section(words) {
            self.push(Role::Byline, self.span(at), "a line of nothing but names under the headline");
            let office = byline::is_office(next) && next.len() <= 60 && !self.paragraphs[at + 1].apart;
            if office {
                self.push(Role::Byline, self.span(at + 1), "the line under the byline");
            }
            return at + 1 + usize::from(office);
        }
        if prose(next) && self.agency(at) {
            return at + 1;
        }
        let attached = !self.paragraphs[at].apart && self.paragraphs[at + 1].apart && words.chars().count() <= 160;
        let headed = self.head.parts.last().is_some_and(|part| part.role == Role::Headline);
        if attached && headed && prose(next) {
            self.push(Role::Deck, self.span(at), "the line right under the headline");
            at += 1;
        } else if headed
            && prose(next)
            && is_summary(words)
            && !next.starts_with(|c: char| c.is_lowercase() || c == '(')
        {
            self.push(Role::Deck, self.span(at), "a long line without a full stop under the headline");
            at += 1;
        }
        at
    }
}
