//! The cue after a quotation: `"…," said Ana Reis`, `"…," Reis said`, `"…" — Ana Reis`.
//!
//! In: the quotation's place. Out: its [`Cue`], which is [`Cue::NONE`] where the words after it do not speak.

use super::super::language::{Class, Form};
use super::super::phrase::Subject;
use super::super::tokens::{self, Kind, Token};
use super::{Cue, Cues, JOINED, REACH, Tie};

/// So many words stand between a quotation and the comma before its tag.
const ASIDE: usize = 8;

impl Cues<'_> {
    /// The cue after the quotation at `quote`.
    pub(super) fn after(&self, quote: usize) -> Cue {
        let list = self.list();
        let end = self.sentence.end;
        let between = |at: &usize| matches!(list[*at].kind, Kind::Sign(',' | '—' | '-'));
        let at = (quote + 1..end).find(|at| !between(at)).unwrap_or(end);
        if at >= end || !list[at].is_word() {
            return self.in_brackets(quote, at).unwrap_or(Cue::NONE);
        }
        let second = self.phrases.tokens.language.capital_nouns;
        if second
            && let Some(cue) =
                self.participle(quote, at).or_else(|| self.fronted(quote, at)).or_else(|| self.talk(quote))
        {
            return cue;
        }
        if let Some(verb) = self.verb_at(at) {
            return self.inverted(verb, end);
        }
        if list[at].is(Class::TAG) && at + 1 < end && self.speaks(at + 1) {
            return self.inverted(at + 1, end);
        }
        if second && let Some(cue) = self.is_sure(at, end) {
            return cue;
        }
        if list[at].is(Class::ACCORDING | Class::TAG) {
            return self.source(at, end);
        }
        if second
            && !self.inverts(at, end)
            && let Some(cue) = self.tagged(quote)
        {
            return cue;
        }
        if quote == self.sentence.start
            && let Some(cue) = self.behind_phrase(at, end)
        {
            return cue;
        }
        if !self.closes(quote) {
            return self.unclosed(quote, at, end);
        }
        if self.inverts(at, end) {
            return Cue::new(Tie::Beside, self.phrases.nominative(at + 1, end), at, true);
        }
        let as_clause = list[at].kind == Kind::Lower && self.phrases.tokens.has(at, Form::As);
        if !as_clause && list[at].is(Class::CONJUNCTION | Class::PREPOSITION | Class::SAYING | Class::WHO) {
            return self.inverted_tail(quote, end).unwrap_or(Cue::NONE);
        }
        let at = at + usize::from(as_clause);
        let stop = (at..end).find(|look| list[*look].is_quote()).unwrap_or(end);
        self.said_after(at, stop).or_else(|| self.named_after(quote, at, stop)).unwrap_or(Cue::NONE)
    }

    /// Whose sentence stands before a bracket with nothing but the name and what belongs to it: `“….” (Ana Reis, skipper)`.
    fn in_brackets(&self, quote: usize, open: usize) -> Option<Cue> {
        let (list, end) = (self.list(), self.sentence.end);
        let sign = |at: usize, sign: char| list.get(at).is_some_and(|token| token.is_sign(sign));
        if quote != self.sentence.start || open != quote + 1 || !sign(open, '(') || !self.closes(quote) {
            return None;
        }
        let last = end - 1 - usize::from(sign(end - 1, '.'));
        let found = self.phrases.starting(open + 1, last).filter(|_| sign(last, ')') && last > open + 2)?;
        let Subject::Named { name, .. } = &found else { return None };
        let whole = self.phrases.names.is_whole_person(*name);
        let within = !list[open + 1..last].iter().any(|token| token.is_quote() || token.is_sign('('));
        (whole && within).then(|| Cue::new(Tie::Beside, Some(found), open, true))
    }

    /// `„…“, ist Reis überzeugt`, `„…“, ist sich Reis sicher`
    fn is_sure(&self, at: usize, end: usize) -> Option<Cue> {
        let (list, tokens) = (self.list(), self.phrases.tokens);
        let is = list[at].kind == Kind::Lower && tokens.has(at, Form::Copula);
        let from = at + 1 + usize::from(at + 1 < end && tokens.has(at + 1, Form::Found));
        let found = self.phrases.nominative(from, end).filter(|_| is)?;
        let sure = found.tokens().end;
        let ends = list.get(sure + 1).is_none_or(|next| !next.is_word());
        (sure < end && ends && tokens.has(sure, Form::Sure)).then(|| Cue::new(Tie::Beside, Some(found), at, true))
    }

    /// The tag behind a few small words that belong to what was said: `“…” from the board, Ana Reis told the owners`.
    fn behind_phrase(&self, at: usize, end: usize) -> Option<Cue> {
        let list = self.list();
        let led = list[at].kind == Kind::Lower && list[at].is(Class::PREPOSITION);
        let comma =
            (at + 1..end.min(at + ASIDE)).find(|at| !list[*at].is_word()).filter(|at| list[*at].is_sign(','))?;
        let named = self.phrases.names.mention_at(comma + 1).filter(|named| led && named.start == comma + 1)?;
        let (verb, tokens) = (named.tokens.end, named.start..named.tokens.end);
        let person = self.phrases.names.is_person(named.name) && verb < end && self.speaks(verb);
        person.then(|| Cue::new(Tie::Beside, Some(Subject::Named { name: named.name, tokens }), verb, true))
    }

    /// The verb that the words after the quotation open with, past helping verbs and adverbs (`a déclaré
    /// le ministre`).
    fn verb_at(&self, at: usize) -> Option<usize> {
        let list = self.list();
        let pronoun = Class::HE | Class::SHE | Class::THEY;
        let helps = |look: &usize| {
            let token = &list[*look];
            token.is(Class::ADVERB | Class::AUXILIARY) && !token.is_capital() && !token.is(pronoun)
        };
        let verb = (at..self.sentence.end.min(at + 3)).find(|look| !helps(look)).unwrap_or(at);
        self.speaks(verb).then_some(verb)
    }

    /// `"…" Smith said` without its comma, or the tag at the sentence's end.
    fn unclosed(&self, quote: usize, at: usize, end: usize) -> Cue {
        let named = self.phrases.names.mention_at(at).filter(|mention| mention.start == at);
        let verb = named.map(|mention| mention.tokens.end).filter(|verb| *verb < end && self.speaks(*verb));
        match verb {
            Some(verb) => Cue::new(Tie::Beside, self.phrases.before(verb, at), verb, true),
            None => self.tail(quote, at, end),
        }
    }

    /// Subject before verb: `"…," Ana Reis said`.
    fn said_after(&self, at: usize, stop: usize) -> Option<Cue> {
        let list = self.list();
        let verb = (at..stop.min(at + REACH)).find(|look| self.speaks(*look) && !self.after_who(*look))?;
        if self.is_undergone(verb) {
            return Some(Cue::new(Tie::Beside, self.doer(verb, stop), verb, true));
        }
        // The name right after the quotation, when what stands before the verb is its apposition.
        let first = self.phrases.starting(at, verb).filter(|first| {
            let apart = matches!(list[first.tokens().end].kind, Kind::Sign(',' | '(' | '—'));
            apart && self.phrases.is_person(first)
        });
        // Where the verb comes second, what stands after another comma belongs to another clause.
        let second = self.phrases.tokens.language.capital_nouns;
        let other = second && list[at..verb].iter().any(|token| token.is_sign(','));
        let subject = first.or_else(|| self.phrases.before(verb, at).filter(|_| !other))?;
        Some(Cue::new(Tie::Beside, Some(subject), verb, true))
    }

    /// A subject whose verb is in no table, or a name after a dash.
    fn named_after(&self, quote: usize, at: usize, stop: usize) -> Option<Cue> {
        let list = self.list();
        let subject = self.phrases.starting(at, stop)?;
        let tokens = subject.tokens();
        let dash = list[quote + 1..at].iter().any(|token| matches!(token.kind, Kind::Sign('—' | '-')));
        if dash && tokens.end == stop {
            return Some(Cue::new(Tie::Beside, Some(subject), quote + 1, true));
        }
        // An unknown verb that ends the sentence belongs to the phrase only by our ignorance.
        let ends = tokens.end >= stop || matches!(list[tokens.end].kind, Kind::Sign(_));
        let verb = tokens.end - 1;
        let unknown = list[verb].kind == Kind::Lower && list[verb].class == Class::NONE;
        if ends && unknown && verb > at && matches!(subject, Subject::Noun { .. }) {
            return Some(Cue::new(Tie::Subject, self.phrases.starting(at, verb), verb, true));
        }
        Some(Cue::new(Tie::Subject, Some(subject), at, true))
    }

    /// Whether the quoted words end as speech before a tag does: with `,`, `?`, `!`, or one after the mark.
    fn closes(&self, quote: usize) -> bool {
        let token = self.list()[quote];
        let text = self.phrases.tokens.text;
        let inner = text[token.span()].trim_end_matches(tokens::is_closer);
        let inside = inner.ends_with([',', '?', '!', '.', '…', '-', '—', ';']);
        inside || self.list().get(quote + 1).is_some_and(|next| matches!(next.kind, Kind::Sign(',' | '—' | ';')))
    }

    /// Whether a main clause goes on with a verb that is in no table: `„…“, freut sich die Bürgermeisterin`.
    fn inverts(&self, at: usize, end: usize) -> bool {
        let list = self.list();
        let verb = list[at].kind == Kind::Lower
            && (list[at].class == Class::NONE || list[at].is(Class::SPEAK))
            && self.phrases.tokens.has(at, Form::Finite);
        let next = (at + 1..end).find(|look| !list[*look].is(Class::ADVERB));
        // `„…“, lacht sie.`
        let pronoun = |look: usize| look == at + 1 && list[look].is(Class::HE | Class::SHE) && !list[look].is_capital();
        let opens = |look: usize| list[look].is(Class::DETERMINER) || list[look].is_capital() || pronoun(look);
        self.phrases.tokens.language.capital_nouns && verb && next.is_some_and(opens)
    }

    /// Verb before subject: `said Ana Reis`.
    pub(super) fn inverted(&self, verb: usize, end: usize) -> Cue {
        if self.list()[verb].is(Class::HE | Class::SHE | Class::THEY) {
            return Cue::new(Tie::Beside, Some(Subject::Pronoun { at: verb }), verb, true);
        }
        let mut at = verb + 1;
        let passes = |at: usize| {
            let token = &self.list()[at];
            token.kind == Kind::Lower && (token.is(Class::ADVERB) || self.phrases.tokens.has(at, Form::Tone))
        };
        while at < end && passes(at) {
            at += 1;
        }
        if self.is_manner(at, end) {
            at += 1;
        }
        // `sagte heute, Dienstag, Reis`
        let day = |at: usize| at + 3 < end && self.list()[at].is_sign(',') && self.list()[at + 1].is(Class::CALENDAR);
        if at > verb + 1 && day(at) && self.list()[at + 2].is_sign(',') {
            at += 3;
        }
        // `сообщила «Волне» капитан порта`: the listener is a paper or an agency.
        if self.phrases.tokens.language.no_articles && at + 1 < end && self.list()[at].is_quote() {
            at += 1;
        }
        // `hieß es in der Erklärung`: nobody speaks but the text that is named.
        if at < end && self.list()[at].is(Class::IT) && self.phrases.tokens.language.capital_nouns {
            return self.impersonal(at + 1, end, verb);
        }
        let at = self.past_times(at, end);
        let subject = self.phrases.starting(at, end);
        if self.list()[verb].is(Class::QUOTING) {
            let object = subject.as_ref().and_then(|first| self.phrases.starting(first.tokens().end, end));
            return Cue::new(Tie::Beside, object.or(subject), verb, true);
        }
        Cue::new(Tie::Beside, subject, verb, true)
    }

    /// Whether a word that is in no table says how something was said, where nouns have capitals: `sagte trocken der
    /// Wirt`.
    fn is_manner(&self, at: usize, end: usize) -> bool {
        let tokens = self.phrases.tokens;
        let plain = |token: &Token| token.kind == Kind::Lower && token.class == Class::NONE;
        let opens = |next: &Token| next.is_capital() || next.is(Class::DETERMINER) && !next.is(Class::OBLIQUE);
        tokens.language.capital_nouns
            && at + 1 < end
            && plain(&self.list()[at])
            && opens(&self.list()[at + 1])
            && (!self.list()[at + 1].is_capital() || !tokens.has(at, Form::Declined))
    }

    /// Past the time and the listener between a verb and its subject: `a déclaré lundi à la presse le maire`.
    fn past_times(&self, from: usize, end: usize) -> usize {
        let list = self.list();
        let mut at = from;
        for _ in 0..4 {
            let Some(token) = list.get(at).filter(|_| at < end) else { break };
            let small = !token.is_capital() && token.is_word();
            let number = || self.phrases.tokens.word(at).bytes().all(|byte| byte.is_ascii_digit());
            let dated = (token.is(Class::DETERMINER | Class::PREPOSITION) || number())
                && list.get(at + 1).is_some_and(|next| next.is(Class::CALENDAR));
            at = match token {
                _ if dated => at + 2,
                token if token.is(Class::CALENDAR) => at + 1,
                token if small && token.is(Class::PREPOSITION) => match self.phrases.starting(at + 1, end) {
                    Some(found) => self.end_of_listener(&found),
                    None if list.get(at + 1).is_some_and(|next| next.is(Class::CALENDAR | Class::DETERMINER)) => at + 1,
                    None => break,
                },
                token if small && token.is(Class::ADVERB) => at + 1,
                // `заявил журналистам представитель порта`
                token if small && token.class == Class::NONE && self.phrases.tokens.language.no_articles => {
                    let title = list.get(at + 1).is_some_and(|next| next.is(Class::ROLE | Class::PEOPLE));
                    at + usize::from(title)
                }
                _ => break,
            };
        }
        let found = self.phrases.starting(at, end).filter(|_| at > from);
        // A comma or a full stop after the time: nobody follows.
        let opens = |found: &Subject| {
            let first = &list[found.tokens().start];
            let named = matches!(found, Subject::Named { .. });
            named || first.is_capital() || first.is(Class::DETERMINER | Class::ROLE | Class::PEOPLE)
        };
        if found.is_some_and(|found| self.phrases.is_speaker(&found) && opens(&found)) { at } else { from }
    }

    /// Where the listener ends that a phrase opens with, which the speaker may follow at once: `à l’AFP | Ana Reis`,
    /// `pour sa part | Tom Ek`, but `au maire Ana Reis`.
    fn end_of_listener(&self, found: &Subject) -> usize {
        let list = self.list();
        let tokens = found.tokens();
        // `à Lusa fonte da Polícia`
        if tokens.len() > 1 && self.phrases.tokens.is_agency(tokens.start) {
            return tokens.start + 1;
        }
        let name = self.phrases.names.mention_ending(tokens.end - 1).filter(|name| name.tokens.len() > 1);
        let titled = |at: usize| list[at].is(Class::TITLES | Class::PEOPLE | Class::DETERMINER | Class::PARTICLE);
        match name.filter(|_| !self.phrases.tokens.language.capital_nouns) {
            Some(name) if name.start > tokens.start && !titled(name.start - 1) => name.start,
            _ => tokens.end,
        }
    }

    /// Who speaks in a sentence without quotations by the tag at its end or between commas: `The quay, Reis said, is
    /// safe.`, `The quay is safe, said Reis.`, `Der Hafen sei sicher, sagte Reis der Hafenpost am Montag.`
    pub(in crate::wire::quotes) fn aside(&self) -> Option<Subject> {
        let list = self.list();
        let floor = self.sentence.start;
        let sign = |at: usize| list.get(at).is_none_or(|next| matches!(next.kind, Kind::Sign(',' | '.')));
        let second = self.phrases.tokens.language.capital_nouns;
        let listened = |at: usize| list[at].is(Class::LISTENER) && !(second && list[at - 1].is_sign(','));
        let verbs = (floor + 1..self.sentence.end).filter(|at| self.speaks(*at) && !listened(*at));
        let tag = |verb: usize| {
            if list[verb - 1].is_sign(',') {
                let listener = if second { Class::PREPOSITION | Class::DETERMINER } else { Class::PREPOSITION };
                let ends =
                    |at: usize| sign(at) || list[at].kind == Kind::Lower && list[at].is(listener | Class::ADVERB);
                return self.phrases.starting(verb + 1, self.sentence.end).filter(|found| ends(found.tokens().end));
            }
            let mention = self.phrases.names.mention_ending(verb - 1)?;
            let apart = sign(verb + 1) && mention.start > floor && list[mention.start - 1].is_sign(',');
            apart.then(|| Subject::Named { name: mention.name, tokens: mention.tokens.clone() })
        };
        verbs.into_iter().take(JOINED).find_map(tag).filter(|found| {
            self.phrases.is_person(found) || second && (self.phrases.is_surname(found) || self.phrases.is_office(found))
        })
    }

    /// Whether a verb stands in a relative clause (`Smith, who said so, …`).
    pub(super) fn after_who(&self, verb: usize) -> bool {
        (verb.saturating_sub(3)..verb).any(|at| self.list()[at].is(Class::WHO) && !self.list()[at].is(Class::THAT))
    }
}
