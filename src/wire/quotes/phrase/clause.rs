//! The subject of a whole sentence: its first phrase, or the one after the verb where something else stands
//! first.

use super::super::language::{Class, Form};
use super::super::names::{Nature, is_fronted};
use super::super::tokens::Kind;
use super::{PHRASE, Phrases, Subject};
use std::ops::Range;

impl Phrases<'_> {
    /// The phrase that begins at `start`, unless its article says that it is no subject.
    pub(in crate::wire::quotes) fn nominative(&self, start: usize, ceiling: usize) -> Option<Subject> {
        let mut start = start;
        while start < ceiling && self.is(start, Class::ADVERB) && !self.list()[start].is_capital() {
            start += 1;
        }
        let found = self.starting(start, ceiling).filter(|_| !self.is(start, Class::OBLIQUE));
        found.filter(|found| self.is_speaker(found))
    }

    /// Whether a phrase is a single word that names nobody, as stands before the verb where the subject
    /// follows it (`Ergänzend sagte Reis`).
    pub(in crate::wire::quotes) fn opens_alone(&self, found: &Subject) -> bool {
        match found {
            Subject::Noun { tokens, head } => {
                tokens.len() == 1 && !self.is(*head, Class::ROLE | Class::PEOPLE | Class::DOCUMENT | Class::BODY)
            }
            Subject::Named { name, tokens } => {
                let name = &self.names.list[*name];
                tokens.len() == 1 && name.count <= 1 && name.nature == Nature::Unknown
            }
            Subject::Pronoun { .. } => false,
        }
    }

    /// Whether a phrase names nobody and nothing that speaks.
    pub(in crate::wire::quotes) fn is_thing(&self, found: &Subject) -> bool {
        let speaks = Class::ROLE | Class::PEOPLE | Class::DOCUMENT | Class::BODY;
        matches!(found, Subject::Noun { tokens, head } if !self.is(*head, speaks) && tokens.len() > 1)
    }

    /// Whether a phrase's noun is one of those that speak: an office, people, a body, a text.
    pub(in crate::wire::quotes) fn may_talk(&self, found: &Subject) -> bool {
        let speaks = Class::ROLE | Class::PEOPLE | Class::DOCUMENT | Class::BODY;
        let named = |name: &usize| self.names.list[*name].nature == Nature::Body;
        match found {
            Subject::Noun { head, .. } => self.is(*head, speaks) || self.list()[*head].is_quote(),
            Subject::Named { name, tokens } => named(name) || self.is(tokens.end - 1, speaks),
            Subject::Pronoun { .. } => false,
        }
    }

    /// Whether a phrase is a person, or its noun one of those that speak.
    pub(in crate::wire::quotes) fn is_who(&self, found: &Subject) -> bool {
        self.is_person(found) || self.may_talk(found)
    }

    /// Whether a phrase is a thing by its article (`das Motiv`) or its noun's ending (`eine Maßnahme zur Sicherung`),
    /// and nobody's.
    pub(in crate::wire::quotes) fn is_mute(&self, found: &Subject) -> bool {
        let Subject::Noun { tokens, head } = found else { return false };
        let thing = self.tokens.has(tokens.start, Form::Neuter) || self.tokens.has(*head, Form::Abstract);
        let named = |at: usize| self.names.mention_at(at).is_some_and(|mention| self.names.is_person(mention.name));
        let speaks = Class::ROLE | Class::PEOPLE | Class::DOCUMENT | Class::BODY;
        thing
            && !self.is(*head, speaks)
            && !self.is(tokens.start, Class::POSSESSIVE)
            && !(tokens.start..tokens.end + 2).any(named)
    }

    /// Whether a phrase is one noun that is nobody's office, without an article: `zu Hause`, `Folgen`.
    pub(in crate::wire::quotes) fn is_bare_noun(&self, found: &Subject) -> bool {
        let bare = |tokens: &Range<usize>| tokens.len() == 1 && !self.is(tokens.start, Class::DETERMINER);
        matches!(found, Subject::Noun { tokens, .. } if bare(tokens)) && !self.may_talk(found)
    }

    /// The subject of a sentence whose verb comes second, where something else stands first.
    fn second(&self, sentence: &Range<usize>) -> Option<Subject> {
        let list = self.list();
        let first = &list[sentence.start];
        let clause = (sentence.start + 1..sentence.end.min(sentence.start + PHRASE))
            .take_while(|at| !matches!(list[*at].kind, Kind::Sign(_)))
            .take_while(|at| !list[*at].is_quote() || first.is(Class::PREPOSITION));
        let verb = clause
            .clone()
            .find(|at| list[*at].kind == Kind::Lower && list[*at].is(Class::SAID | Class::SPEAK | Class::AUXILIARY))
            .into_iter()
            .chain(clause.clone().find(|at| self.looks_finite(*at)))
            .min()?;
        let lone = verb == sentence.start + 1
            && self.names.mention_at(sentence.start).is_none_or(|mention| {
                let name = &self.names.list[mention.name];
                name.count == 1 && name.nature == Nature::Unknown
            });
        let pronoun = self.pronoun(sentence.start).is_some();
        let leads = first.is(Class::PREPOSITION | Class::TAG | Class::OBLIQUE)
            || first.is(Class::ADVERB) && !first.is(Class::FOCUS);
        ((leads || lone) && !pronoun).then(|| self.nominative(verb + 1, sentence.end))?
    }

    /// Whether a word that is in no table has the form and the place of a finite verb: after a noun or an
    /// adverb, with an ending of the past or of the third person.
    fn looks_finite(&self, at: usize) -> bool {
        let list = self.list();
        let before = &list[at - 1];
        // `Unter dem Motto „…“ zogen die Fischer …`
        let inverted = || {
            let subject = list.get(at + 1);
            self.tokens.has(at, Form::Several)
                && subject.is_some_and(|next| next.is(Class::DETERMINER) && !next.is(Class::OBLIQUE))
        };
        let follows = before.is_capital() && !before.is(Class::DETERMINER | Class::POSSESSIVE)
            || before.is(Class::ADVERB)
            || before.is_quote();
        list[at].kind == Kind::Lower
            && list[at].class == Class::NONE
            && follows
            && (self.tokens.has(at, Form::Finite) || inverted())
    }

    /// `Immediately after the storm`, `Quietly, …`: an adverb that is in no table, with the capital of its sentence.
    fn is_manner(&self, at: usize) -> bool {
        let list = self.list();
        let next = list.get(at + 1);
        list[at].class == Class::NONE
            && list[at].is_capital()
            && next.is_some_and(|next| next.is_sign(',') || next.is(Class::PREPOSITION) && !next.is_capital())
            && self.tokens.has(at, Form::Manner)
    }

    /// The subject of a sentence: its first phrase, after an opening clause if there is one.
    pub(in crate::wire::quotes) fn of_sentence(&self, sentence: &Range<usize>) -> Option<Subject> {
        let list = self.list();
        if self.tokens.language.capital_nouns
            && let Some(subject) = self.second(sentence)
        {
            return Some(subject);
        }
        let opens = Class::PREPOSITION
            | Class::CONJUNCTION
            | Class::SAYING
            | Class::SAID
            | Class::SPEAK
            | Class::CALENDAR
            | Class::ADVERB;
        let mut start = sentence.start;
        for _ in 0..3 {
            while start < sentence.end
                && (list[start].is(Class::ADVERB)
                    || self.is_manner(start)
                    || matches!(list[start].kind, Kind::Sign(_))
                    || list[start].is(Class::CONJUNCTION)
                        && !list[start].is(Class::PREPOSITION)
                        && start == sentence.start
                        && self.tokens.has(start, Form::Coordinate))
            {
                start += 1;
            }
            if start >= sentence.end {
                return None;
            }
            let verb_first = self.tokens.language.capital_nouns
                && start > sentence.start
                && list[start].is(Class::SAID | Class::SPEAK)
                && list[start].kind == Kind::Lower;
            if !list[start].is(opens) && !is_fronted(self.tokens, start) || verb_first {
                break;
            }
            let comma = (start..sentence.end.min(start + 60)).find(|at| list[*at].is_sign(','))?;
            start = comma + 1;
        }
        // `Als der Sturm kam, rief die Kapitänin …`: the verb first, after the opening clause.
        if self.tokens.language.capital_nouns
            && (sentence.start + 1..sentence.end).contains(&start)
            && list[start].kind == Kind::Lower
            && (list[start].class == Class::NONE || list[start].is(Class::SAID | Class::SPEAK | Class::AUXILIARY))
            && let Some(subject) = self.nominative(start + 1, sentence.end)
        {
            return Some(subject);
        }
        let found = self.starting(start, sentence.end)?;
        // `Hours later, Smith …`: a time before the subject.
        let end = found.tokens().end;
        let comma = (end..sentence.end.min(end + 3)).find(|at| list[*at].is_sign(','));
        if let Some(comma) = comma
            .filter(|_| matches!(found, Subject::Noun { .. }) && !list[start].is(Class::DETERMINER | Class::POSSESSIVE))
        {
            return self.starting(comma + 1, sentence.end).or(Some(found));
        }
        Some(found)
    }
}
