//! Noun phrases: who is meant by the words beside a verb.
//!
//! In: tokens, names and a place in them. Out: a [`Subject`].
//!
//! ```text
//! subject = pronoun | phrase [ "," apposition "," ] | phrase "," who-clause "," | apposition "," name ","
//! phrase  = [article] { word } noun [ of-words phrase ]
//! ```
//!
//! There is no tagger here: a phrase is what stands between two words of the grammar (verbs that are
//! known, prepositions, conjunctions, pronouns), and all walks stay inside one sentence and a bounded
//! number of words, so that the time is linear in the text.

use super::language::{Class, Form};
use super::names::{Mention, Names, Nature};
use super::tokens::{Kind, Token, Tokens};
use std::ops::Range;

mod base;
mod clause;
mod left;
mod right;

/// Whom a verb's subject names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Subject {
    /// A name, by its index, and where the phrase stands.
    Named { name: usize, tokens: Range<usize> },
    /// A noun phrase without a name; `head` is its noun.
    Noun { tokens: Range<usize>, head: usize },
    /// A pronoun.
    Pronoun { at: usize },
}

impl Subject {
    /// The tokens of the subject.
    pub(super) fn tokens(&self) -> Range<usize> {
        match self {
            Self::Named { tokens, .. } | Self::Noun { tokens, .. } => tokens.clone(),
            Self::Pronoun { at } => *at..*at + 1,
        }
    }
}

/// The longest phrase that is looked at, in tokens.
const PHRASE: usize = 16;
/// No office has more initials.
const INITIALS: usize = 5;
/// Reads phrases in a text.
#[derive(Clone, Copy)]
pub(super) struct Phrases<'a> {
    pub(super) tokens: &'a Tokens<'a>,
    pub(super) names: &'a Names,
}

impl Phrases<'_> {
    fn list(&self) -> &[Token] {
        &self.tokens.list
    }

    fn is(&self, at: usize, class: Class) -> bool {
        self.list().get(at).is_some_and(|token| token.is(class))
    }

    /// The pronoun at a place that can be a subject.
    fn pronoun(&self, at: usize) -> Option<Subject> {
        let pronouns = Class::HE | Class::SHE | Class::THEY | Class::IT | Class::SELF;
        self.is(at, pronouns).then_some(Subject::Pronoun { at })
    }

    /// Whether a subject can speak: a name, a pronoun, or a noun with an article or of a speaking kind.
    pub(super) fn is_speaker(&self, subject: &Subject) -> bool {
        let Subject::Noun { tokens, head } = subject else { return true };
        if !self.tokens.language.capital_nouns && self.is_verbal(tokens, *head) {
            return false;
        }
        if self.tokens.language.capital_nouns && self.is_headless(tokens, *head) {
            return false;
        }
        let (first, head) = (&self.list()[tokens.start], &self.list()[*head]);
        first.is(Class::DETERMINER | Class::POSSESSIVE) && tokens.len() > 1
            || head.is_quote()
            || head.is(Class::ROLE | Class::PEOPLE | Class::DOCUMENT | Class::BODY)
            || head.is_capital() && !head.is(Class::CALENDAR)
            || self.list()[tokens.clone()].iter().any(Token::is_owner)
    }

    /// Whether a phrase has no noun where nouns have capitals (`vielerorts sehr wichtig`, `das gelagert`), and no
    /// adjective that stands for one (`die anderen`).
    fn is_headless(&self, tokens: &Range<usize>, head: usize) -> bool {
        let speaks = Class::ROLE | Class::PEOPLE | Class::DOCUMENT | Class::BODY | Class::DETERMINER | Class::OPINION;
        let (list, small) = (self.list(), |at: usize| self.list()[at].kind == Kind::Lower);
        let adjective =
            tokens.len() > 1 && list[tokens.start].is(Class::DETERMINER) && self.tokens.has(head, Form::Declined);
        small(head) && !list[head].is(speaks) && !adjective
    }

    /// Whether a phrase is a time (`two weeks ago`), or holds a verb that is in no table (`this prompted`, `carrying
    /// signs`).
    fn is_verbal(&self, tokens: &Range<usize>, head: usize) -> bool {
        let unknown = |at: usize, form: Form| {
            let token = &self.list()[at];
            token.kind == Kind::Lower && token.class == Class::NONE && self.tokens.has(at, form)
        };
        self.tokens.has(head, Form::Mute) || unknown(head, Form::Finite) || unknown(tokens.start, Form::Participle)
    }

    /// Whether a subject is a person's name.
    pub(super) fn is_person(&self, subject: &Subject) -> bool {
        matches!(subject, Subject::Named { name, .. } if self.names.is_person(*name))
    }

    /// Whether a phrase is an article and the initials of an office: `the PM`.
    pub(super) fn is_initials(&self, tokens: &Range<usize>) -> bool {
        let word = self.tokens.word(tokens.end - 1);
        tokens.len() == 2
            && self.is(tokens.start, Class::DEFINITE)
            && (2..=INITIALS).contains(&word.len())
            && word.bytes().all(|byte| byte.is_ascii_uppercase())
    }

    /// Whether a subject can be a surname that the text gives nowhere in full: a capital word alone, in no table.
    pub(super) fn is_surname(&self, subject: &Subject) -> bool {
        let tokens = subject.tokens();
        let token = &self.list()[tokens.start];
        tokens.len() == 1 && token.is_capital() && token.class == Class::NONE
    }

    /// Whether a subject is an office without a name: `der Sprecher`.
    pub(super) fn is_office(&self, subject: &Subject) -> bool {
        matches!(subject, Subject::Noun { head, .. } if self.list()[*head].is(Class::ROLE))
    }

    /// The phrase that ends with the token at `last`.
    pub(super) fn ending(&self, last: usize, floor: usize) -> Option<Subject> {
        if let Some(pronoun) = self.pronoun(last) {
            return Some(pronoun);
        }
        let list = self.list();
        if list[last].breaks() || list[last].is(Class::DETERMINER) && !list[last].is(Class::PEOPLE) && last == floor {
            return (list[last].is(Class::DETERMINER) && !list[last].breaks())
                .then(|| Subject::Noun { tokens: last..last + 1, head: last });
        }
        let mut start = self.base_start(last, floor);
        let mut head = last;
        let named = self.names.mention_ending(last).cloned();
        // `der Verteidigungsminister Österreichs`: the head stands before the genitive.
        if let Some(place) = named.as_ref().filter(|named| self.is_genitive(named, floor)) {
            head = place.tokens.start - 1;
        }
        (start, head) = self.before_genitives(start, head, floor);
        // `a spokesman for the company`: the head stands before the of-word.
        for _ in 0..3 {
            let Some(noun) = start.checked_sub(2).filter(|noun| *noun >= floor) else { break };
            if !list[start - 1].is(Class::OF) || list[noun].breaks() || list[noun].is_owner() {
                break;
            }
            let first = self.base_start(noun, floor);
            let holds = Class::ROLE | Class::PEOPLE | Class::DOCUMENT | Class::BODY;
            let definite = list[first].is(Class::DETERMINER | Class::POSSESSIVE) && first < noun;
            let person = named.as_ref().is_some_and(|named| {
                self.names.list[named.name].nature == Nature::Person
                    && named.tokens.len() > 1
                    && head == last
                    && named.start > start
            });
            let relates = list[noun].is(holds)
                || (definite && named.is_none() && !self.is(first.wrapping_sub(1), Class::PREPOSITION))
                || list[noun].is_capital();
            if !relates || person {
                break;
            }
            // `eine Sprecherin des Verbands in Norwick`
            (start, head) = self.before_genitives(first, noun, floor);
        }
        Some(self.interpret(start..last + 1, head))
    }

    /// Where a phrase begins that stands before an article in the genitive, and its head: `ein Sprecher | der Polizei`.
    fn before_genitives(&self, start: usize, head: usize, floor: usize) -> (usize, usize) {
        let list = self.list();
        let (mut start, mut head) = (start, head);
        for _ in 0..3 {
            let genitive = self.tokens.language.capital_nouns && list[start].is(Class::DETERMINER) && start > floor;
            if !genitive || !list[start - 1].is_capital() || list[start - 1].breaks() {
                break;
            }
            head = start - 1;
            start = self.base_start(head, floor);
        }
        (start, head)
    }

    /// Whether a name stands in the genitive: a surname with an ending that the full name has not (`Holms`).
    pub(super) fn is_of_whom(&self, last: usize) -> bool {
        let named = self.names.mention_ending(last).filter(|named| named.tokens.len() == 1);
        self.tokens.language.capital_nouns
            && named.is_some_and(|named| {
                let full = self.tokens.word(self.names.list[named.name].full.end - 1);
                self.tokens.word(last).len() == full.len() + 1 && self.tokens.has(last, Form::Owner)
            })
    }

    /// Whether a name is the genitive of the office before it.
    fn is_genitive(&self, named: &Mention, floor: usize) -> bool {
        let at = named.tokens.start;
        self.tokens.language.capital_nouns
            && named.tokens.len() == 1
            && named.start == at
            && at > floor
            && self.tokens.has(at, Form::Owner)
            && self.names.list[named.name].nature != Nature::Person
            && self.is(at - 1, Class::ROLE | Class::PEOPLE)
    }

    /// The phrase that begins at `start`.
    pub(super) fn starting(&self, start: usize, ceiling: usize) -> Option<Subject> {
        // `reported that a source close to Reis said`
        let article = |at: usize| self.is(at, Class::DETERMINER | Class::POSSESSIVE);
        let start = start + usize::from(start + 1 < ceiling && self.is(start, Class::THAT) && article(start + 1));
        if start >= ceiling {
            return None;
        }
        if let Some(pronoun) = self.pronoun(start) {
            return Some(pronoun);
        }
        if let Some(paper) = self.quoted_name(start, ceiling) {
            return Some(paper);
        }
        let list = self.list();
        if list[start].breaks() {
            return None;
        }
        let mut end = self.base_end(start, ceiling);
        let head = end - 1;
        let named = self.names.mention_ending(head).is_some();
        if !named || list[head].is(Class::BODY | Class::ROLE) {
            for _ in 0..2 {
                if end + 1 >= ceiling || !list[end].is(Class::OF) || list[end].is_capital() || list[end + 1].breaks() {
                    break;
                }
                if !list[end - 1].is(Class::ROLE | Class::PEOPLE | Class::DOCUMENT | Class::BODY) {
                    break;
                }
                // `wurde der Lotse von einem Boot gerammt`
                let any = list[end + 1].is(Class::DETERMINER) && !list[end + 1].is(Class::DEFINITE);
                if self.tokens.language.capital_nouns && any {
                    break;
                }
                let inner = end + 1;
                let after = self.base_end(inner, ceiling);
                // `eine Fischerin in dem Gespräch`: a word that ends the phrase at once belongs to another.
                if self.tokens.language.capital_nouns && after == inner + 1 && list[inner].is(Class::DETERMINER) {
                    break;
                }
                // `der Richter in der Begründung`
                if self.tokens.has(after - 1, Form::Occasion) {
                    break;
                }
                end = after;
                // `Director of National Intelligence James Clapper`
                if let Some(mention) = self.names.mention_ending(end - 1) {
                    let person = self.names.list[mention.name].nature == Nature::Person;
                    let role = self.names.list[mention.name].role.clone();
                    let holds = role.as_ref().is_some_and(|role| role.contains(&head));
                    // `University of Norwick biology professor Ana Reis`
                    let of_house = holds && role.is_some_and(|role| role.end == mention.tokens.start);
                    if person
                        && mention.tokens.len() > 1
                        && (list[head].is(Class::ROLE) && (holds || mention.start > inner) || of_house)
                    {
                        return Some(Subject::Named { name: mention.name, tokens: start..end });
                    }
                }
            }
        }
        // `ein Sprecher der Polizei`
        for _ in 0..2 {
            let genitive =
                self.tokens.language.capital_nouns && end + 1 < ceiling && self.tokens.has(end, Form::Genitive);
            if !genitive || named {
                break;
            }
            // `Trainerin der „Möwen“`
            let name = list[end + 1].is_quote();
            let after = if name { end + 2 } else { self.base_end(end, ceiling) };
            if after == end + 1 {
                break;
            }
            end = after;
        }
        if self.tokens.language.capital_nouns && end > head + 1 {
            end = self.widened(head, end, ceiling);
        }
        if self.tokens.language.capital_nouns && end == head + 1 {
            end = self.paired(head, end, ceiling);
        }
        let found = self.interpret(start..end, head);
        if let Some(named) = self.apart(&found, head, end, ceiling) {
            return Some(named);
        }
        if !named
            && end == head + 1
            && let Some(named) = self.titled(start, head, ceiling)
        {
            return Some(named);
        }
        if !named
            && end == head + 1
            && let Some(named) = self.sharing(start, head)
        {
            return Some(named);
        }
        // `said the mayor, Ana Reis, on Monday`
        if matches!(found, Subject::Noun { .. })
            && list[head].is(Class::ROLE | Class::PEOPLE)
            && end + 1 < ceiling
            && list[end].is_sign(',')
            && let Some(mention) = self.names.mention_at(end + 1)
        {
            let person = self.names.list[mention.name].nature == Nature::Person;
            let ends = mention.tokens.end >= ceiling || !list[mention.tokens.end].is_word();
            if person && mention.start == end + 1 && mention.tokens.len() > 1 && ends {
                return Some(Subject::Named { name: mention.name, tokens: start..mention.tokens.end });
            }
        }
        Some(found)
    }

    /// A name where the phrase ends with one, else a noun.
    fn interpret(&self, tokens: Range<usize>, head: usize) -> Subject {
        match self.names.mention_ending(head) {
            Some(mention) if !self.list()[head].is_owner() || head + 1 == tokens.end => {
                Subject::Named { name: mention.name, tokens }
            }
            _ => Subject::Noun { tokens, head },
        }
    }
}
