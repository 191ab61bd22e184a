//! The subject to the left of a verb: past adverbs, appositions, relative clauses and brackets.

use super::super::language::{Class, Form};
use super::super::names::Nature;
use super::super::tokens::Kind;
use super::{PHRASE, Phrases, Subject};
use std::ops::Range;

/// How many parts between commas may stand between a subject and its verb.
const HOPS: usize = 5;

impl Phrases<'_> {
    /// The subject of the verb at `verb`, looked for to its left and not before `floor`.
    pub(in crate::wire::quotes) fn before(&self, verb: usize, floor: usize) -> Option<Subject> {
        let list = self.list();
        let mut end = verb;
        while end > floor && self.passes(end - 1) {
            end -= 1;
        }
        let last = end.checked_sub(1).filter(|last| *last >= floor)?;
        match list[last].kind {
            Kind::Sign(',' | '—') => self.before_comma(last, floor),
            Kind::Sign(')') => {
                let open = (floor..last).rev().take(PHRASE).find(|at| list[*at].is_sign('('))?;
                self.before(open, floor)
            }
            Kind::Sign(_) | Kind::Quote(_) => None,
            _ if list[last].is(Class::WHO | Class::THAT) => self.before_relative(last, floor),
            _ if self.is_office_alone(last, floor) => Some(Subject::Noun { tokens: last..last + 1, head: last }),
            _ => {
                let found = self.ending(last, floor)?;
                Some(self.head_of_clause(found, verb, floor))
            }
        }
    }

    /// Whether an office stands before the verb, behind the name of somebody else, where no article shows it: `После
    /// слов Анны Рейс президент сказал`.
    fn is_office_alone(&self, last: usize, floor: usize) -> bool {
        let list = self.list();
        let office = list[last].kind == Kind::Lower && list[last].is(Class::ROLE);
        let named = last.checked_sub(1).filter(|before| *before >= floor).and_then(|at| self.names.mention_ending(at));
        let person = |name: usize| self.names.list[name].nature == Nature::Person;
        self.tokens.language.no_articles && office && named.is_some_and(|named| person(named.name))
    }

    /// Where the words before the verb belong to a clause inside the subject (`a man who knows Smith`,
    /// `a source speaking to Reuters`), the subject itself; else what was found.
    fn head_of_clause(&self, found: Subject, verb: usize, floor: usize) -> Subject {
        let list = self.list();
        let tokens = found.tokens();
        let stops = |at: &usize| {
            matches!(list[*at].kind, Kind::Sign(_) | Kind::Quote(_))
                || self.is(*at, Class::SAID) && list[*at].kind == Kind::Lower && !self.follows_who(*at)
        };
        let clause = (floor..tokens.start).rev().take(25).find(stops).map_or(floor, |at| at + 1);
        let who = (clause..tokens.start).rev().take(25).find(|at| list[*at].is(Class::WHO));
        if let Some(who) = who.filter(|who| *who > clause && list[*who - 1].is_word())
            && let Some(antecedent) = self.ending(who - 1, clause).filter(|found| self.is_speaker(found))
        {
            return antecedent;
        }
        let small_nouns = !self.tokens.language.capital_nouns;
        let governed = tokens.start > clause && list[tokens.start - 1].is(Class::PREPOSITION);
        let apart = clause > floor && list[clause - 1].is_sign(',');
        // `Reis, who was present in the court said …`: the comma behind the clause is missing.
        let unclosed = small_nouns && apart && who == Some(clause) && self.is_within(&found, clause);
        // `who lived in the house the mayor said was “old”`
        let unclosed = unclosed && !self.is(verb + 1, Class::AUXILIARY);
        // `a baker, Tom Ek, of Norwick said …`
        let of_town = small_nouns && apart && governed && tokens.start == clause + 1 && list[clause].is(Class::OF);
        let before = if unclosed {
            self.before_relative(clause, floor)
        } else if of_town {
            self.before_comma(clause - 1, floor)
        } else {
            None
        };
        if let Some(before) = before.filter(|before| self.is_who(before)) {
            return before;
        }
        if governed && self.is_office_in_clause(&found, clause, verb) {
            return found;
        }
        let opens = Class::PREPOSITION | Class::CONJUNCTION | Class::ADVERB | Class::SAYING | Class::CALENDAR;
        if governed
            && !list[clause].is(opens)
            && !self.tokens.has(clause, Form::Fronted)
            && let Some(first) = self.starting(clause, verb).filter(|first| first.tokens().end <= tokens.start)
            // `Die aus Norwick stammende Kapitänin`: an article alone is none.
            && !(first.tokens().len() == 1 && self.is(clause, Class::DETERMINER) && self.tokens.language.capital_nouns)
        {
            return first;
        }
        // `Smith, president of the club said`
        if let Subject::Noun { head, .. } = &found
            && (list[*head].is(Class::ROLE) && !list[tokens.start].is(Class::DETERMINER)
                || self.tokens.language.capital_nouns)
        {
            return self.widest(found, verb, floor);
        }
        found
    }

    /// Whether an office speaks in a clause of its own, where nobody else is the subject of what stands before: `The order
    /// came as the counsel expressed …`.
    fn is_office_in_clause(&self, found: &Subject, clause: usize, verb: usize) -> bool {
        let start = found.tokens().start;
        let led = self.tokens.has(start - 1, Form::As) && self.list()[start - 1].kind == Kind::Lower;
        let other = |first: Subject| match first {
            Subject::Noun { head, .. } => self.is(head, Class::ROLE | Class::PEOPLE | Class::BODY),
            Subject::Named { .. } | Subject::Pronoun { .. } => true,
        };
        let office = self.is(start, Class::DEFINITE) && self.is_office(found);
        led && office && !self.starting(clause, verb).is_some_and(other)
    }

    /// Whether a phrase belongs to the relative clause that begins at `clause`, and is no subject of its own: what a
    /// preposition leads to (`was present in the court`), or the object of its verb, and no conjunction stands between.
    fn is_within(&self, found: &Subject, clause: usize) -> bool {
        let list = self.list();
        let start = found.tokens().start;
        let Some(lead) = start.checked_sub(1).filter(|lead| *lead > clause) else { return false };
        let joins = |at: usize| list[at].joins_clauses() || self.tokens.has(at, Form::As);
        let object = list[lead].kind == Kind::Lower && list[lead].is(Class::SAID | Class::SPEAK);
        let governed = list[lead].is(Class::PREPOSITION) || object && !self.is_person(found);
        governed && !(clause + 1..start).any(joins)
    }

    /// Whether a verb is that of a relative clause: `an official who once spoke of it`.
    fn follows_who(&self, verb: usize) -> bool {
        (verb.saturating_sub(2)..verb).any(|at| self.is(at, Class::WHO) && !self.is(at, Class::THAT))
    }

    /// Whether a word may stand between a subject and its verb.
    fn passes(&self, at: usize) -> bool {
        let token = &self.list()[at];
        let pass = Class::AUXILIARY | Class::ADVERB;
        let pronoun = Class::HE | Class::SHE | Class::THEY;
        (token.is(pass) && !token.is_capital() || self.tokens.is_manner(at)) && !token.is(Class::ROLE | pronoun)
    }

    /// The antecedent of a relative pronoun.
    fn before_relative(&self, relative: usize, floor: usize) -> Option<Subject> {
        let list = self.list();
        let last = relative.checked_sub(1).filter(|last| *last >= floor)?;
        match list[last].kind {
            Kind::Sign(',' | '—') => {
                let before = last.checked_sub(1).filter(|before| *before >= floor)?;
                self.ending_or_bracket(before, floor).map(|found| self.widest(found, last, floor))
            }
            Kind::Sign(_) | Kind::Quote(_) => None,
            _ => self.ending(last, floor),
        }
    }

    /// Where a phrase is itself an apposition (`Smith, the mayor of York, who …`), the name before it.
    fn widest(&self, found: Subject, _comma: usize, floor: usize) -> Subject {
        if self.is_person(&found) {
            return found;
        }
        let mut start = found.tokens().start;
        for _ in 0..HOPS {
            let comma = start.checked_sub(1).filter(|at| *at > floor && self.list()[*at].is_sign(','));
            match comma.and_then(|comma| self.ending_or_bracket(comma - 1, floor)) {
                Some(named) if self.is_person(&named) => return named,
                // `Ana Reis, chairman, president and head of the board said`
                Some(Subject::Noun { tokens, head }) if self.is(head, Class::ROLE) => start = tokens.start,
                _ => break,
            }
        }
        found
    }

    fn ending_or_bracket(&self, last: usize, floor: usize) -> Option<Subject> {
        if self.list()[last].is_sign(')') {
            let open = (floor..last).rev().take(PHRASE).find(|at| self.list()[*at].is_sign('('))?;
            return open.checked_sub(1).filter(|last| *last >= floor).and_then(|last| self.ending(last, floor));
        }
        self.ending(last, floor)
    }

    /// The subject before a comma that stands before the verb: what the comma closes is an apposition.
    fn before_comma(&self, comma: usize, floor: usize) -> Option<Subject> {
        let list = self.list();
        if comma > floor && list[comma - 1].is_quote() {
            return None;
        }
        let dash = list[comma].is_sign('—');
        let mut close = comma;
        let mut noun = None;
        for _ in 0..HOPS {
            let open = (floor..close).rev().take(40).find(|at| {
                let sign = &list[*at];
                sign.is_sign('—') || (!dash && sign.is_sign(',')) || sign.is_quote()
            })?;
            if list[open].is_quote() {
                // `"…," Smith, a farmer, said`: nothing before the quotation belongs to it.
                return self.at_start(open + 1, close).or(noun);
            }
            // An apposition that is a name by itself: `the mayor, Ana Reis, said`.
            let inner = open + 1..close;
            if let Some(named) = self.whole_name(&inner) {
                return Some(named);
            }
            let before = open.checked_sub(1).filter(|last| *last >= floor)?;
            if list[before].is_quote() {
                return self.at_start(open + 1, close).or(noun);
            }
            if let Some(titled) = self.titled_name(&(open + 1..close)) {
                return Some(titled);
            }
            let found = self.ending_or_bracket(before, floor);
            // `A clerk inside the plant, who was asked, said`
            let found = match found {
                Some(found) if self.is_thing(&found) && !self.tokens.language.capital_nouns => {
                    Some(self.head_of_clause(found, open, floor))
                }
                found => found,
            };
            match found {
                // `Ana Reis, of Harbour Crescent, Norwick, said`
                Some(found) if self.is_home(&found, floor) => {}
                Some(Subject::Noun { .. }) if let Some(named) = self.named_by_office(&(open + 1..close)) => {
                    return Some(named);
                }
                Some(found) if self.is_person(&found) && self.opens_apposition(open + 1) => return Some(found),
                Some(found) if noun.is_none() && self.opens_apposition(open + 1) => noun = Some(found),
                _ => {}
            }
            close = open;
        }
        noun
    }

    /// Whether a phrase says where somebody comes from, behind the comma after the name: `Ana Reis, of Harbour Crescent`.
    fn is_home(&self, found: &Subject, floor: usize) -> bool {
        let start = found.tokens().start;
        start > floor + 1
            && self.is(start - 1, Class::PREPOSITION | Class::OF)
            && self.list()[start - 1].kind == Kind::Lower
            && self.list()[start - 2].is_sign(',')
    }

    /// A phrase that begins at `start` and ends before the comma at `end`.
    fn at_start(&self, start: usize, end: usize) -> Option<Subject> {
        let start = if self.is(start, Class::ADVERB) { start + 1 } else { start };
        let start =
            start + usize::from(self.list().get(start).is_some_and(|token| token.is_sign(',') || token.is_sign('—')));
        self.starting(start, end)
    }

    /// Whether an apposition may open here: an article, an office, a relative clause, a state.
    fn opens_apposition(&self, at: usize) -> bool {
        let Some(token) = self.list().get(at) else { return false };
        token.is_word() && !token.is(Class::CONJUNCTION | Class::SAID | Class::HE | Class::SHE | Class::THEY)
    }

    /// A person with article and title, who stands in apposition: `…, die britische Königin Ana, …`.
    fn titled_name(&self, words: &Range<usize>) -> Option<Subject> {
        let mention = self.names.mention_ending(words.end - 1)?;
        let person = self.names.list[mention.name].nature == Nature::Person;
        let article = self.tokens.language.capital_nouns && self.is(words.start, Class::DETERMINER);
        let plain = !(words.start..mention.start).any(|at| self.list()[at].breaks());
        (person && article && plain).then(|| Subject::Named { name: mention.name, tokens: words.clone() })
    }

    /// The name behind another office of somebody's: `the head of the board, Captain Ana Reis, …`.
    fn named_by_office(&self, words: &Range<usize>) -> Option<Subject> {
        let mention = self.names.mention_ending(words.end - 1)?;
        let person = self.names.list[mention.name].nature == Nature::Person && mention.tokens.len() > 1;
        let office = self.is(words.start, Class::ROLE) && mention.tokens.start > words.start;
        let plain = !(words.start..mention.tokens.start).any(|at| self.list()[at].breaks());
        (person && office && plain).then(|| Subject::Named { name: mention.name, tokens: words.clone() })
    }

    /// The name that the words are and nothing else, but for brackets.
    fn whole_name(&self, words: &Range<usize>) -> Option<Subject> {
        let mention = self.names.mention_at(words.start)?;
        let bracket = self.list().get(mention.tokens.end).is_some_and(|token| token.is_sign('('));
        let whole = mention.start == words.start && (mention.tokens.end == words.end || bracket);
        let strong = mention.tokens.len() > 1 && self.names.list[mention.name].nature == Nature::Person;
        (whole && strong).then(|| Subject::Named { name: mention.name, tokens: mention.tokens.clone() })
    }
}
