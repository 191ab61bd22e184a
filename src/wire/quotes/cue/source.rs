//! Sources: `according to the ministry`, `nach Angaben der Polizei`, and what a German sentence opens with.
//!
//! In: the place of the word that names a source, or the sentence. Out: the [`Cue`] with the source as its
//! subject.

use super::super::language::{Class, Form};
use super::super::phrase::Subject;
use super::super::tokens::Kind;
use super::{Cue, Cues, REACH, Tie};

impl Cues<'_> {
    /// `according to the ministry`
    pub(super) fn source(&self, at: usize, end: usize) -> Cue {
        let mut start = at + 1;
        let list = self.list();
        while start < end && list[start].is(Class::PREPOSITION | Class::OPINION) {
            start += 1;
        }
        if list[at].is(Class::OPINION) && start + 1 < end {
            // `nach Angaben der Polizei`: the article is in another case than the name would have.
            if list[start].is(Class::DETERMINER) {
                start += 1;
            } else if start == at + 1 && !self.is_of(start) {
                return Cue::new(Tie::Beside, None, at, true);
            }
        }
        // `according to him`
        let him = start < end && list[start].is(Class::HIM | Class::HER) && !list[start].is_capital();
        if him && list.get(start + 1).is_none_or(|next| !next.is_word()) {
            return Cue::new(Tie::Beside, Some(Subject::Pronoun { at: start }), at, true);
        }
        let subject = self.phrases.starting(start, end).filter(|found| self.phrases.is_speaker(found));
        Cue::new(Tie::Beside, subject, at, true)
    }

    /// Whether a word without an article may be whose opinion is named: a name, `führender Forscher`,
    /// not `aus der Idee entstandene Boote`.
    fn is_of(&self, at: usize) -> bool {
        let token = &self.list()[at];
        let second = self.phrases.tokens.language.capital_nouns;
        !second || token.is_capital() || token.is_quote() || self.phrases.tokens.has(at, Form::Those)
    }

    /// The source after `hieß es`, which a preposition leads to.
    pub(super) fn impersonal(&self, from: usize, end: usize, verb: usize) -> Cue {
        let list = self.list();
        let lead = (from..end.min(from + 4)).find(|at| list[*at].is(Class::PREPOSITION));
        let subject = lead.and_then(|lead| self.phrases.starting(lead + 1, end));
        Cue::new(Tie::Beside, subject, verb, true)
    }

    /// The source that a sentence opens with: `Wie Reis mitteilte, …`, `Nach Angaben der Polizei …`,
    /// `Für Reis ist das …`.
    pub(in crate::wire::quotes) fn opening(&self, end: usize) -> Option<Cue> {
        let list = self.list();
        let at = self.sentence.start;
        let second = self.phrases.tokens.language.capital_nouns;
        if at + 2 >= end {
            return None;
        }
        let (subject, verb) = match at {
            _ if self.phrases.tokens.has(at, Form::As) => self.as_told(at + 1, end)?,
            _ if self.phrases.tokens.has(at, Form::View) => {
                (self.phrases.starting(at + 1, end).filter(|found| self.phrases.is_person(found))?, at)
            }
            _ if !second => return None,
            _ if list[at].is(Class::ACCORDING) => (self.source(at, end).subject?, at),
            _ if let Some(tag) = (at + 1..end - 1).take(REACH).find(|look| self.tags(*look)) => {
                (self.source(tag, end).subject.filter(|found| self.phrases.is_person(found))?, tag)
            }
            // `Seiner Ansicht nach …`
            _ if list[at].is(Class::POSSESSIVE) && list[at + 1].is(Class::OPINION) => {
                (Subject::Noun { tokens: at..at + 2, head: at + 1 }, at + 1)
            }
            _ if let Some(text) = self.text_of(at, end) => (text, at),
            _ if list[at].is(Class::PREPOSITION) => self.idea_of(at, end).or_else(|| {
                let noun = at + 1 + usize::from(list[at + 1].is(Class::DETERMINER));
                let opinion = noun + 1 < end && list[noun].is(Class::OPINION);
                opinion.then(|| self.source(noun, end).subject).flatten().map(|subject| (subject, noun))
            })?,
            _ => return None,
        };
        Some(Cue::new(Tie::Within, Some(subject), verb, false))
    }

    /// The subject of a clause that opens the sentence and goes on with the quotation: `Während Reis erklärte, „…“,
    /// räumte Ek ein`.
    pub(super) fn within_opening(&self, quote: usize) -> Option<Cue> {
        let list = self.list();
        let at = self.sentence.start;
        let tokens = self.phrases.tokens;
        let opens = tokens.language.capital_nouns && list[at].is(Class::CONJUNCTION) && !tokens.has(at, Form::As);
        let closes = list.get(quote + 1).is_some_and(|next| next.is_sign(','));
        if !opens || !closes || tokens.has(at, Form::Coordinate) || !list[quote - 1].is_sign(',') {
            return None;
        }
        let verb = (at + 2..quote).find(|look| self.speaks(*look) && list[look + 1].is_sign(','))?;
        let subject = self.phrases.nominative(at + 1, verb).filter(|found| self.phrases.is_speaker(found))?;
        Some(Cue::new(Tie::Beside, Some(subject), verb, false))
    }

    /// The text that a preposition leads to: `Nach einem Bericht der Zeitung …`.
    fn text_of(&self, at: usize, end: usize) -> Option<Subject> {
        let follows = self.phrases.tokens.has(at, Form::Following);
        let found = self.phrases.starting(at + 1, end).filter(|_| follows)?;
        let text = matches!(&found, Subject::Noun { head, .. } if self.list()[*head].is(Class::DOCUMENT));
        text.then_some(found)
    }

    /// `Wie Reis mitteilte, …`
    fn as_told(&self, from: usize, end: usize) -> Option<(Subject, usize)> {
        // `Как отметил Орлов, …`
        if self.speaks(from) {
            let found = self.phrases.starting(from + 1, end)?;
            return (self.phrases.is_speaker(&found) && self.list()[found.tokens().end].is_sign(','))
                .then_some((found, from));
        }
        let closed = |look: &usize| self.may_tell(*look) && self.list()[look + 1].is_sign(',');
        let verb = (from..end.min(from - 1 + REACH) - 1).find(closed)?;
        Some((self.phrases.nominative(from, verb)?, verb))
    }

    /// Whether a word is a verb that tells, or may be one that is in no table (`wie Reis ausführte, …`).
    pub(super) fn may_tell(&self, at: usize) -> bool {
        let token = &self.list()[at];
        let unknown = token.kind == Kind::Lower && token.class == Class::NONE;
        self.speaks(at) || unknown && self.phrases.tokens.has(at, Form::Finite)
    }

    /// The person whose opinion a preposition leads to: `Nach Reis’ Idee …`.
    fn idea_of(&self, at: usize, end: usize) -> Option<(Subject, usize)> {
        let mention = self.phrases.names.mention_at(at + 1).filter(|mention| mention.start == at + 1)?;
        let noun = mention.tokens.end;
        let person = self.phrases.names.is_person(mention.name);
        let subject = Subject::Named { name: mention.name, tokens: mention.tokens.clone() };
        (person && noun < end && self.list()[noun].is(Class::OPINION)).then_some((subject, at))
    }

    /// Whether a word tags what the sentence reports: `…, so Reis`.
    fn tags(&self, at: usize) -> bool {
        let list = &self.list()[at - 1..];
        list[1].is(Class::TAG) && list[0].is_sign(',') && !list[1].is_capital() && list[2].is_word()
    }
}
