//! What belongs to a phrase on its right, where nouns have capitals: genitives that go on, the name after an
//! office, a name in quote marks.

use super::super::language::{Class, Form};
use super::super::marks::is_mark;
use super::super::names::Nature;
use super::super::tokens::{Kind, Token, is_closer};
use super::{PHRASE, Phrases, Subject};

impl Phrases<'_> {
    /// Where a phrase with a genitive ends that goes on: `das Fazit der Betreiber von Norwick`, `eine Erklärung des
    /// Betriebsrats und der Hafenbehörde`.
    pub(super) fn widened(&self, head: usize, end: usize, ceiling: usize) -> usize {
        let capital = |at: usize| at < ceiling && self.list()[at].is_capital();
        let von = self.tokens.has(end, Form::By) && capital(end + 1);
        let two = self.is(end, Class::JOINS)
            && self.is(head, Class::DOCUMENT)
            && self.tokens.has(end + 1, Form::Genitive)
            && capital(end + 2);
        if von || two { self.base_end(end + 1, ceiling) } else { end }
    }

    /// Where a phrase of two bodies ends that speak as one: `Polizei und Feuerwehr`.
    pub(super) fn paired(&self, head: usize, end: usize, ceiling: usize) -> usize {
        let speaks = |at: usize| self.is(at, Class::PEOPLE | Class::BODY) && self.list()[at].is_capital();
        let pair = end + 1 < ceiling && self.is(end, Class::JOINS) && speaks(head) && speaks(end + 1);
        if pair { end + 2 } else { end }
    }

    /// The name after the last of several offices: `Wirt und frühere Kapitän Tom Ek`, `Autorin, Regisseurin und
    /// Wirtin Ana Reis`. Where several speak, the verb says so.
    pub(super) fn titled(&self, start: usize, head: usize, ceiling: usize) -> Option<Subject> {
        let list = self.list();
        let (of_one, none) = (Class::ROLE, Class::PLACE | Class::CALENDAR | Class::PEOPLE | Class::BODY | Class::GIVEN);
        let office = |at: usize| list[at].is_capital() && (list[at].is(of_one) || !list[at].is(none));
        let several = start > 0 && self.tokens.has(start - 1, Form::Several);
        if !self.tokens.language.capital_nouns || !office(head) || several || list[start].is(Class::OBLIQUE) {
            return None;
        }
        let mut at = head + 1;
        for _ in 0..4 {
            let joins = self.is(at, Class::JOINS);
            if at + 1 >= ceiling || !joins && !list[at].is_sign(',') {
                return None;
            }
            at += 1;
            while at + 1 < ceiling && list[at].kind == Kind::Lower && self.tokens.has(at, Form::Declined) {
                at += 1;
            }
            let named = self.names.mention_at(at).filter(|named| joins && named.start == at && named.tokens.start > at);
            if let Some(named) =
                named.filter(|named| self.names.list[named.name].nature == Nature::Person && named.tokens.len() > 1)
            {
                return Some(Subject::Named { name: named.name, tokens: start..named.tokens.end });
            }
            if at >= ceiling || !office(at) {
                return None;
            }
            at += 1;
        }
        None
    }

    /// The name after an office of which a word alone is the first half: `Justice and Police Minister Tom Ek`.
    pub(super) fn sharing(&self, start: usize, head: usize) -> Option<Subject> {
        let list = self.list();
        let half = !self.tokens.language.capital_nouns
            && start == head
            && list[head].is_capital()
            && self.tokens.has(head, Form::Area)
            && self.is(head + 1, Class::JOINS);
        let named = self.names.mention_at(head + 2).filter(|named| half && named.start == head + 2)?;
        let titled = named.tokens.start > named.start + 1 && self.is(named.tokens.start - 1, Class::ROLE);
        (titled && self.names.list[named.name].nature == Nature::Person)
            .then_some(Subject::Named { name: named.name, tokens: start..named.tokens.end })
    }

    /// The name after an office and what belongs to it: `die Leiterin des Amtes für Häfen, Ana Reis, …`.
    pub(super) fn apart(&self, found: &Subject, head: usize, end: usize, ceiling: usize) -> Option<Subject> {
        let list = self.list();
        if !self.tokens.language.capital_nouns || self.is_person(found) || !self.is(head, Class::ROLE | Class::PEOPLE) {
            return None;
        }
        let spoken = Class::SAID | Class::SPEAK | Class::AUXILIARY | Class::CONJUNCTION | Class::THAT;
        let belongs = |at: &usize| {
            let token = &list[*at];
            // `der Bürgermeister und Senator, Tom Ek`
            let title = |at: usize| list.get(at).is_some_and(|next| next.is_capital() && !next.is(Class::GIVEN));
            let next = || title(*at + 1) || self.tokens.has(*at + 1, Form::Declined) && title(*at + 2);
            let pair = token.is(Class::CONJUNCTION) && list[*at - 1].is_capital() && next();
            // `die Agentur unter Berufung auf den Kapitän, Tom Ek, …`: the name is somebody else's.
            let leads = token.is(Class::PREPOSITION) && !token.is(Class::OF) && !self.is(head, Class::ROLE);
            let word = token.is_word() && (token.is_capital() || !token.is(spoken) && !leads || pair);
            word || matches!(token.kind, Kind::Sign('/' | '-'))
        };
        // `der Leiter der Gewerkschaft der Häfen (GdH), Tom Ek`
        let last = (end..ceiling.min(end + PHRASE)).find(|at| !belongs(at))?;
        let comma = self.tokens.past_word_in_brackets(last);
        if comma >= ceiling || !list[comma].is_sign(',') {
            return None;
        }
        let mention = self.names.mention_at(comma + 1).filter(|mention| mention.start == comma + 1)?;
        let person = self.names.list[mention.name].nature == Nature::Person && mention.tokens.len() > 1;
        // `Der Leiter des Amtes, Tom Ek sagte`: the second comma may be missing.
        let closes = |next: &Token| !next.is_word() || next.kind == Kind::Lower && next.is(Class::SAID);
        let closed = mention.tokens.end >= ceiling || closes(&list[mention.tokens.end]);
        (person && closed)
            .then(|| Subject::Named { name: mention.name, tokens: found.tokens().start..mention.tokens.end })
    }

    /// A paper or body whose name stands in quote marks: `die „Hafenpost“`.
    pub(super) fn quoted_name(&self, start: usize, ceiling: usize) -> Option<Subject> {
        let list = self.list();
        let head = start + usize::from(list[start].is(Class::DETERMINER));
        let token = list.get(head).filter(|token| head < ceiling && token.is_quote())?;
        let name = self.tokens.text[token.span()].trim_matches(|c| is_closer(c) || is_mark(c));
        let named = name.len() <= 40
            && name.starts_with(char::is_uppercase)
            && name.split_whitespace().count() <= 4
            && !name.ends_with(['.', ',', '!', '?']);
        (self.tokens.language.capital_nouns && named).then_some(Subject::Noun { tokens: start..head + 1, head })
    }
}
