//! What stands in the head of a story for the desk and for the page around it: notes, state lines, contacts, times,
//! and a place with its day.

use super::super::{byline, endmark, furniture, stamp, state};
use super::{LONGEST_DECK, Reader, Role};
use crate::source::{Span, Spanned};
use crate::wire::dateline::{self, Dateline, place};
use crate::wire::lines::folded;

impl Reader<'_> {
    /// Takes a line that belongs to the desk or to the page around the story.
    pub(super) fn desk(&mut self, at: usize, words: &str, span: Span) -> bool {
        if let Some(state) = state::of_line(words) {
            self.head.state = Some(Spanned::new(state, span.clone()));
            self.push(Role::Desk, span, "a line that says what may be done with the story");
            return true;
        }
        let bracketed = is_bracketed(words);
        if let Some(state) = state::of_note(words).filter(|_| {
            bracketed
                || ["editors: ", "eds: "].iter().any(|opening| byline::head(words, opening).is_some())
                || words.len() <= 60
                    && !words.starts_with(char::is_lowercase)
                    && words.starts_with(['(', 'E', 'A'])
                    && words.contains(':')
        }) {
            self.note(span, state);
            return true;
        }
        let rule = endmark::is_rule(words);
        // Above the headline, `Watch:` or `Photo:` may open the headline itself.
        let page = if self.titled {
            furniture::is_pointer(words) && words.len() <= 60
                || furniture::is_credit(words)
                || furniture::is_caption(words)
        } else {
            furniture::is_page(words)
                || words.starts_with('©')
                || furniture::is_caption(words)
                || at > 0 && furniture::is_origin(words)
        };
        let page = page || stamp::is_time(words) && (self.signed || stamp::signed(words).is_none());
        let page = page || self.signed && furniture::is_mailbox(words);
        let lead = words == "(LEAD)" || words == "URGENT" && at == 0;
        let again = self.is_headline_again(words);
        if page || rule || lead || again {
            self.push(Role::Desk, span, "a line of the page around the story");
        }
        page || rule || lead || again
    }

    /// Whether a line has the place that the dateline below it has, with a country or not.
    pub(super) fn is_place_again(&self, words: &str) -> bool {
        self.place.as_ref().is_some_and(|place| city(place).eq(city(words))) && place::possible(words)
    }

    /// Whether a line says the headline once more, or a part of it, as releases do.
    fn is_headline_again(&self, words: &str) -> bool {
        let Some(headline) = self.head.parts.iter().find(|part| part.role == Role::Headline) else { return false };
        let headline = &self.text[headline.span.clone()];
        let fold = |words: &str| folded(words).to_lowercase();
        // Between two others stands a whole word; that of most lines is none of the headline.
        let mut inner = words.split_whitespace().skip(1);
        let (Some(inner), Some(_)) = (inner.next(), inner.next()) else { return false };
        words.len() <= LONGEST_DECK
            && headline.split_whitespace().any(|word| is_same_word(word, inner))
            && fold(headline).contains(&fold(words))
    }

    /// What stands under `Contact:` above a headline, up to the blank line; gives the paragraph after it.
    pub(super) fn contacts(&mut self, at: usize, to: usize) -> usize {
        let rows = (at + 1..to).take_while(|row| !self.paragraphs[*row].apart).count();
        let block = || (at + 1..=at + rows).map(|row| self.words(row));
        let reach = |words: &str| words.contains('@') || words.bytes().filter(u8::is_ascii_digit).count() >= 6;
        if self.titled || !furniture::is_contact(self.words(at)) || !block().any(reach) {
            return at + 1;
        }
        for row in at + 1..=at + rows {
            self.push(Role::Desk, self.span(row), "whom to ask, above the headline");
        }
        at + 1 + rows
    }

    /// Takes a line above the headline that holds a place and a whole date: `Norwick, den 04.03.2026`.
    pub(super) fn dated(&mut self, words: &str, span: &Span) -> bool {
        let whole = |found: &Dateline| {
            let dated = found.date.as_ref().is_some_and(|date| date.value.year.is_some());
            let place = found.place.as_ref().is_some_and(|place| !runs_on(words, place.span.end));
            found.end >= words.len() && place && dated && self.head.dateline.is_none()
        };
        let found = dateline::read(words).filter(whole);
        let taken = found.is_some();
        if taken {
            self.head.dateline = found;
            self.head.dateline_at = span.start;
        }
        taken
    }
}

/// Whether two words are the same but for their capitals.
fn is_same_word(one: &str, other: &str) -> bool {
    let first = |word: &str| word.chars().next().into_iter().flat_map(char::to_lowercase).next();
    first(one) == first(other) && one.to_lowercase() == other.to_lowercase()
}

/// The letters of a place before its country, in lower case.
fn city(words: &str) -> impl Iterator<Item = char> {
    words.split(',').next().unwrap_or_default().trim().chars().flat_map(char::to_lowercase)
}

/// Whether nothing parts a date from so many words that they are more than a place: `Norwick Harbour Board Reports
/// 3.4.26`.
fn runs_on(line: &str, place: usize) -> bool {
    let parted = line[place..].trim_start().starts_with(|c: char| !c.is_alphanumeric());
    !parted && line[..place].split_whitespace().nth(3).is_some()
}

/// Whether the bracket that opens a line closes at its end: `(ATTN: ADDS photo)`, but not `(LEAD) Ferries (again)`.
fn is_bracketed(words: &str) -> bool {
    let mut depth = 0usize;
    let closes = |c: char| {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0
    };
    words.starts_with(['(', '[']) && words.ends_with([')', ']']) && words.find(closes) == Some(words.len() - 1)
}
