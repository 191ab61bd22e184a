//! Where sentences end: at a full stop that is none of an abbreviation, and after a quotation whose tag is
//! not still to come.

use super::super::language::{Class, Form};
use super::{Kind, Sentence, Tokens, is_closer};

/// Words of the grammar and of the calendar.
const GRAMMAR: Class = Class::AUXILIARY.with(Class::PREPOSITION).with(Class::CALENDAR).with(Class::ACCORDING);

/// Words that may be something else as well: a name, an article, an office.
const TWOFOLD: Class = GRAMMAR.with(Class::CONJUNCTION).with(Class::HONORIFIC);

/// So many tokens of a sentence are looked at for what stands in it.
const SENTENCE: usize = 40;

impl Tokens<'_> {
    /// Cuts the tokens from `first` on into sentences.
    pub(super) fn cut(&mut self, first: usize, paragraph: usize) {
        if let Some(token) = self.list.get_mut(first) {
            token.opens = true;
        }
        let mut start = first;
        for at in first..self.list.len() {
            if self.ends_sentence(at, first) {
                self.sentences.push(Sentence { tokens: start..at + 1, paragraph });
                start = at + 1;
            }
        }
        if start < self.list.len() {
            self.sentences.push(Sentence { tokens: start..self.list.len(), paragraph });
        }
        for at in first..self.list.len() {
            let class = self.list[at].class;
            if !class.any(TWOFOLD) {
                continue;
            }
            if class.any(GRAMMAR) && self.is_namesake(at, first) {
                self.list[at].class = class.and(Class::GIVEN);
            }
            // `disse a ministra`, but `disse a todos`.
            if class.any(Class::DETERMINER) && class.any(Class::PREPOSITION) && self.is_article(at) {
                self.list[at].class = class.without(Class::PREPOSITION);
            }
            // `Ulrich Weil`
            if class.any(Class::CONJUNCTION) && self.is_surname(at, first) {
                self.list[at].class = Class::NONE;
            }
            // `Tan Sri Omar Roux`, but `Amy Tan`.
            if class.any(Class::HONORIFIC) && self.has(at, Form::Chained) && !self.is_chained(at, first) {
                self.list[at].class = class.without(Class::HONORIFIC);
            }
            // `the PM`, but `3 PM`.
            if class.any(Class::CALENDAR) && class.any(Class::ROLE) {
                let led = at > first && self.list[at - 1].is(Class::DETERMINER | Class::POSSESSIVE);
                self.list[at].class = class.and(if led { Class::ROLE } else { Class::CALENDAR });
            }
        }
    }

    /// Whether a word of the grammar, written with a capital, is somebody's name: `Theresa May`,
    /// `actor Will Smith`, `Mayor Per Holm`.
    fn is_namesake(&self, at: usize, first: usize) -> bool {
        let token = &self.list[at];
        if !token.is_capital() || !token.is(Class::GIVEN) {
            return false;
        }
        let before = at.checked_sub(1).filter(|before| *before >= first).map(|before| &self.list[before]);
        if before.is_some_and(|before| before.is(Class::TITLES) || before.is_capital() && before.is(Class::GIVEN)) {
            return true;
        }
        let surname = self.list.get(at + 1).is_some_and(|next| next.is_capital() && next.class == Class::NONE);
        let says = self.list.get(at + 2).is_some_and(|verb| verb.kind == Kind::Lower && verb.is(Class::SAID));
        let among_words = before.filter(|before| before.is_word());
        surname && among_words.map_or(says, |before| !before.is(Class::PREPOSITION | Class::DETERMINER))
    }

    /// Whether a form of address stands beside another.
    fn is_chained(&self, at: usize, first: usize) -> bool {
        let address = |at: usize| self.list.get(at).is_some_and(|other| other.is_capital() && other.is_address());
        address(at + 1) || at > first && address(at - 1)
    }

    /// Whether a word that may be an article or a preposition stands before an office, where one verb opens the tag: of
    /// several who hold one there would be an article as well.
    fn is_article(&self, at: usize) -> bool {
        let office = self.list.get(at + 1).is_some_and(|next| next.is(Class::ROLE) && next.kind == Kind::Lower);
        let said = at > 0 && self.list[at - 1].is(Class::SAID);
        said && office && !self.word(at + 1).ends_with('s')
    }

    /// Whether a word of the grammar stands with a capital behind a given name, which opens no sentence.
    fn is_surname(&self, at: usize, first: usize) -> bool {
        let (token, before) = (&self.list[at], &self.list[at.saturating_sub(1)]);
        at > first && token.is_capital() && before.is_capital() && before.is(Class::GIVEN)
    }

    /// Whether a sentence ends with the token at `at`.
    fn ends_sentence(&self, at: usize, first: usize) -> bool {
        let token = &self.list[at];
        let Some(next) = self.list.get(at + 1) else { return true };
        match token.kind {
            Kind::Sign('.') if at > first && self.is_numbered(at - 1) => false,
            Kind::Sign('.' | '!' | '?' | '。' | '！' | '？') => {
                next.is_capital()
                    || next.is_quote()
                    || next.class == Class::NONE && starts_with_digit(self.word(at + 1))
            }
            // `(The board says no.) “…”`
            Kind::Sign(')') if at > first && matches!(self.list[at - 1].kind, Kind::Sign('.' | '!' | '?')) => {
                (next.is_capital() || next.is_quote()) && self.is_whole_bracket(at, first)
            }
            Kind::Quote(_) => {
                let words = self.text[token.span()].trim_end_matches(is_closer);
                let full_stop = words.ends_with(['.', '…', '。']);
                let outcry = words.ends_with(['!', '?']);
                // A mark alone in the sentence, then a name and a verb of speaking: still its sentence.
                let at_start = at == first || self.list[at - 1].is_sign('.');
                // `Sie fragte: „Wann?“ Greenpeace fordert …`: what a colon opened, the mark closes.
                let announced = at > first && self.list[at - 1].is_sign(':');
                match next.kind {
                    Kind::Quote(_) => full_stop || outcry,
                    // `“…” (The board says no.)`
                    Kind::Sign('(') => full_stop && self.is_aside(at + 1),
                    Kind::Capital | Kind::CapitalOwner if full_stop => !(at_start && self.is_tag(at + 1)),
                    Kind::Capital | Kind::CapitalOwner if outcry => announced || !self.is_tag(at + 1),
                    _ => false,
                }
            }
            // An abbreviation may end a sentence; a word of the grammar after it tells.
            Kind::Capital
                if self.text.as_bytes()[token.end() - 1] == b'.'
                    && (self.word(at).len() > 3 || matches!(self.word(at), "Jr." | "Sr."))
                    && !is_ordinal(self.word(at)) =>
            {
                next.is_quote() && !token.is(Class::HONORIFIC)
                    || next.is_capital()
                        && next.is(Class::DETERMINER | Class::HE | Class::SHE | Class::THEY | Class::CONJUNCTION)
            }
            _ => false,
        }
    }

    /// Whether a number with a full stop counts the noun after it: `am 20. August`, `die 3. Auflage`.
    fn is_numbered(&self, number: usize) -> bool {
        let opens = Class::DETERMINER | Class::PREPOSITION | Class::POSSESSIVE | Class::CONJUNCTION | Class::ADVERB;
        let opens = opens | Class::HE | Class::SHE | Class::IT | Class::SELF | Class::AUXILIARY | Class::WHO;
        let digits = self.text[self.list[number].span()].as_bytes();
        self.language.capital_nouns
            && digits.len() <= 2
            && digits.iter().all(u8::is_ascii_digit)
            && self.list.get(number + 2).is_some_and(|next| next.is_capital() && !next.is(opens))
    }

    /// Whether a sentence that tells of the words before begins at `at`: `„…“ Das sagte Reis.` What has a colon or quoted
    /// words of its own may tell of those as well.
    fn tells_back(&self, at: usize) -> bool {
        let rest = (at..self.list.len()).take(SENTENCE).take_while(|look| !self.list[*look].is_sign('.'));
        let ahead = |look: usize| self.list[look].is_quote() || self.list[look].is_sign(':');
        self.has(at, Form::Back)
            && (!self.language.capital_nouns || self.list[at].is(Class::DETERMINER))
            && (at + 1..self.list.len()).take(3).any(|look| self.is_telling(look))
            && !rest.into_iter().any(ahead)
    }

    /// Whether the bracket that closes at `at` opened where a sentence may begin.
    fn is_whole_bracket(&self, at: usize, first: usize) -> bool {
        let open = (first..at).rev().take(SENTENCE).find(|look| self.list[*look].is_sign('('));
        open.is_some_and(|open| {
            open == first
                || self.list[open - 1].is_quote()
                || matches!(self.list[open - 1].kind, Kind::Sign('.' | '!' | '?'))
        })
    }

    /// Whether a bracket holds a sentence of its own and no tag: `(The board says that it has no list.)`, but `(Ek said)`.
    fn is_aside(&self, open: usize) -> bool {
        let inner = (open + 1..self.list.len()).take(SENTENCE).take_while(|at| !self.list[*at].is_sign(')'));
        self.list.get(open + 1).is_some_and(|word| word.is_capital())
            && inner.clone().any(|at| self.list[at].is_sign('.'))
            && !inner.into_iter().any(|at| self.list[at].is_quote())
    }

    /// Whether the words from `at` are a name or pronoun with a verb of speaking (`Smith said.`).
    fn is_tag(&self, at: usize) -> bool {
        if self.tells_back(at) {
            return false;
        }
        for look in at..(at + 7).min(self.list.len()) {
            let token = self.list[look];
            if token.is(Class::SAID) && !token.is_capital() && look > at {
                let rest = self.list.get(look + 1);
                return rest.is_none_or(|rest| {
                    rest.is_sign('.') || rest.is_sign(',') || !rest.is(Class::THAT) && look < at + 3
                });
            }
            // `„…“ Der Kapitän hat Briefe geschrieben.`: who has written something else.
            let half = self.language.capital_nouns && token.kind == Kind::Lower && token.is(Class::AUXILIARY);
            if !token.is_word() || half || token.is(Class::CONJUNCTION) && look == at {
                return false;
            }
        }
        false
    }
}

/// `XVI.`
fn is_ordinal(word: &str) -> bool {
    word.bytes().all(|byte| matches!(byte, b'I' | b'V' | b'X' | b'.'))
}

fn starts_with_digit(word: &str) -> bool {
    word.as_bytes().first().is_some_and(u8::is_ascii_digit)
}
