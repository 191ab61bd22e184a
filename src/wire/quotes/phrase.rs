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

use super::language::Class;
use super::names::Names;
use super::tokens::{Kind, Token, Tokens};
use std::ops::Range;

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
/// How many parts between commas may stand between a subject and its verb.
const HOPS: usize = 5;

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

    /// The subject of the verb at `verb`, looked for to its left and not before `floor`.
    pub(super) fn before(&self, verb: usize, floor: usize) -> Option<Subject> {
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
            _ => {
                let found = self.ending(last, floor)?;
                Some(self.head_of_clause(found, verb, floor))
            }
        }
    }

    /// Where the words before the verb belong to a clause inside the subject (`a man who knows Smith`,
    /// `a source speaking to Reuters`), the subject itself; else what was found.
    fn head_of_clause(&self, found: Subject, verb: usize, floor: usize) -> Subject {
        let list = self.list();
        let tokens = found.tokens();
        let stops = |at: &usize| {
            matches!(list[*at].kind, Kind::Sign(_) | Kind::Quote(_))
                || self.is(*at, Class::SAID) && list[*at].kind == Kind::Lower
        };
        let clause = (floor..tokens.start).rev().take(25).find(stops).map_or(floor, |at| at + 1);
        let who = (clause..tokens.start).rev().take(25).find(|at| list[*at].is(Class::WHO));
        if let Some(who) = who.filter(|who| *who > clause && list[*who - 1].is_word())
            && let Some(antecedent) = self.ending(who - 1, clause).filter(|found| self.is_speaker(found))
        {
            return antecedent;
        }
        let governed = tokens.start > clause && list[tokens.start - 1].is(Class::PREPOSITION);
        let opens = Class::PREPOSITION | Class::CONJUNCTION | Class::ADVERB | Class::SAYING | Class::CALENDAR;
        if governed
            && !list[clause].is(opens)
            && let Some(first) = self.starting(clause, verb).filter(|first| first.tokens().end <= tokens.start)
        {
            return first;
        }
        // `Smith, president of the club said`
        if let Subject::Noun { head, .. } = &found
            && list[*head].is(Class::ROLE)
            && !list[tokens.start].is(Class::DETERMINER)
        {
            return self.widest(found, verb, floor);
        }
        found
    }

    /// Whether a word may stand between a subject and its verb.
    fn passes(&self, at: usize) -> bool {
        let token = &self.list()[at];
        let pass = Class::AUXILIARY | Class::ADVERB;
        let manner = token.kind == Kind::Lower && token.class == Class::NONE && self.tokens.word(at).ends_with("ly");
        (token.is(pass) && !token.is_capital() || manner) && !token.is(Class::ROLE)
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
        let tokens = found.tokens();
        let Some(comma) = tokens.start.checked_sub(1).filter(|at| *at > floor) else { return found };
        if !self.list()[comma].is_sign(',') {
            return found;
        }
        match self.ending_or_bracket(comma - 1, floor) {
            Some(named) if self.is_person(&named) => named,
            _ => found,
        }
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
            match self.ending_or_bracket(before, floor) {
                Some(found) if self.is_person(&found) && self.opens_apposition(open + 1) => return Some(found),
                Some(found) if noun.is_none() && self.opens_apposition(open + 1) => noun = Some(found),
                _ => {}
            }
            close = open;
        }
        noun
    }

    /// Whether a subject can speak: a name, a pronoun, or a noun with an article or of a speaking kind.
    pub(super) fn is_speaker(&self, subject: &Subject) -> bool {
        let Subject::Noun { tokens, head } = subject else { return true };
        let (first, head) = (&self.list()[tokens.start], &self.list()[*head]);
        first.is(Class::DETERMINER | Class::POSSESSIVE) && tokens.len() > 1
            || head.is(Class::ROLE | Class::PEOPLE | Class::DOCUMENT | Class::BODY)
            || head.is_capital() && !head.is(Class::CALENDAR)
            || self.list()[tokens.clone()].iter().any(Token::is_owner)
    }

    /// Whether a subject is a person's name.
    pub(super) fn is_person(&self, subject: &Subject) -> bool {
        matches!(subject, Subject::Named { name, .. } if self.names.is_person(*name))
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

    /// The name that the words are and nothing else, but for brackets.
    fn whole_name(&self, words: &Range<usize>) -> Option<Subject> {
        let mention = self.names.mention_at(words.start)?;
        let bracket = self.list().get(mention.tokens.end).is_some_and(|token| token.is_sign('('));
        let whole = mention.start == words.start && (mention.tokens.end == words.end || bracket);
        let strong = mention.tokens.len() > 1 && self.names.list[mention.name].nature == super::names::Nature::Person;
        (whole && strong).then(|| Subject::Named { name: mention.name, tokens: mention.tokens.clone() })
    }

    /// Where the phrase without of-words that ends at `last` begins.
    fn base_start(&self, last: usize, floor: usize) -> usize {
        let list = self.list();
        let mut start = last;
        while start > floor && last - start < PHRASE {
            let token = &list[start - 1];
            let article = list[start].is(Class::DETERMINER | Class::POSSESSIVE) && !list[start].is_capital();
            if article && !token.is(Class::DETERMINER) {
                break;
            }
            let of_name = self.names.mention_at(start - 1).is_some_and(|mention| mention.tokens.contains(&start));
            let pair = token.is(Class::CONJUNCTION)
                && list[start].is(Class::ROLE)
                && start >= floor + 2
                && list[start - 2].is(Class::ROLE);
            if token.breaks() && !of_name && !pair {
                break;
            }
            if list[start].is(Class::DETERMINER) && !token.is(Class::DETERMINER) {
                break;
            }
            start -= 1;
        }
        start
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
        // `ein Sprecher der Polizei`: the head stands before the article.
        for _ in 0..3 {
            let genitive = self.tokens.language.capital_nouns && list[start].is(Class::DETERMINER) && start > floor;
            if !genitive || !list[start - 1].is_capital() || list[start - 1].breaks() {
                break;
            }
            head = start - 1;
            start = self.base_start(head, floor);
        }
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
                self.names.list[named.name].nature == super::names::Nature::Person
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
            head = noun;
            start = first;
        }
        Some(self.interpret(start..last + 1, head))
    }

    /// The phrase that begins at `start`.
    pub(super) fn starting(&self, start: usize, ceiling: usize) -> Option<Subject> {
        if start >= ceiling {
            return None;
        }
        if let Some(pronoun) = self.pronoun(start) {
            return Some(pronoun);
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
                let inner = end + 1;
                end = self.base_end(inner, ceiling);
                // `Director of National Intelligence James Clapper`
                if let Some(mention) = self.names.mention_ending(end - 1) {
                    let person = self.names.list[mention.name].nature == super::names::Nature::Person;
                    let holds = self.names.list[mention.name].role.as_ref().is_some_and(|role| role.contains(&head));
                    if person
                        && mention.tokens.len() > 1
                        && (holds || mention.start > inner)
                        && list[head].is(Class::ROLE)
                    {
                        return Some(Subject::Named { name: mention.name, tokens: start..end });
                    }
                }
            }
        }
        // `ein Sprecher der Polizei`
        for _ in 0..2 {
            let genitive = self.tokens.language.capital_nouns
                && end + 1 < ceiling
                && matches!(self.tokens.word(end), "der" | "des" | "eines" | "einer");
            if !genitive || named {
                break;
            }
            end = self.base_end(end, ceiling);
        }
        let found = self.interpret(start..end, head);
        // `said the mayor, Ana Reis, on Monday`
        if matches!(found, Subject::Noun { .. })
            && list[head].is(Class::ROLE | Class::PEOPLE)
            && end + 1 < ceiling
            && list[end].is_sign(',')
            && let Some(mention) = self.names.mention_at(end + 1)
        {
            let person = self.names.list[mention.name].nature == super::names::Nature::Person;
            let ends = mention.tokens.end >= ceiling || !list[mention.tokens.end].is_word();
            if person && mention.start == end + 1 && mention.tokens.len() > 1 && ends {
                return Some(Subject::Named { name: mention.name, tokens: start..mention.tokens.end });
            }
        }
        Some(found)
    }

    /// Where the phrase without of-words that begins at `start` ends.
    fn base_end(&self, start: usize, ceiling: usize) -> usize {
        let list = self.list();
        let noun = Class::ROLE | Class::PEOPLE | Class::DOCUMENT | Class::BODY;
        let mut end = start;
        let mut last_noun = None;
        let ceiling = ceiling.min(start + PHRASE);
        while end < ceiling {
            if let Some(mention) = self.names.mention_at(end) {
                if let Some(noun) = last_noun.filter(|noun| *noun < end) {
                    return noun;
                }
                let after = mention.tokens.end.min(ceiling).max(end + 1);
                end = after;
                if list[after - 1].is_owner() {
                    continue;
                }
                // A person's name ends the phrase unless an office follows: `Clinton campaign manager`.
                let ahead =
                    (end..(end + 4).min(ceiling)).take_while(|at| list[*at].kind == Kind::Lower && !list[*at].breaks());
                let next = ahead.clone().last().map_or(end, |at| at + 1);
                let name_follows = next > end && next < ceiling && self.names.mention_at(next).is_some();
                if !ahead.clone().any(|at| list[at].is(noun) || list[at].is_owner()) && !name_follows {
                    return end;
                }
                continue;
            }
            let token = &list[end];
            let article =
                token.is(Class::DETERMINER | Class::POSSESSIVE) && end > start && !list[end - 1].is(Class::DETERMINER);
            if token.breaks() || article {
                break;
            }
            // `one former aide`: a number, not a noun, where the phrase goes on.
            let counts = end == start
                && self.tokens.word(end) == "one"
                && list.get(end + 1).is_some_and(|next| next.is_word() && !next.breaks());
            if token.is(noun) && !counts {
                last_noun = Some(end + 1);
            }
            end += 1;
        }
        // Past the last noun that is known stands a verb that is not, as often as not.
        last_noun
            .filter(|_| end > start && list[end - 1].kind == Kind::Lower && !list[end - 1].is(noun))
            .unwrap_or(end)
            .max(start + 1)
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

    /// The phrase that begins at `start`, unless its article says that it is no subject.
    pub(super) fn nominative(&self, start: usize, ceiling: usize) -> Option<Subject> {
        let mut start = start;
        while start < ceiling && self.is(start, Class::ADVERB) && !self.list()[start].is_capital() {
            start += 1;
        }
        self.starting(start, ceiling).filter(|_| !self.is(start, Class::OBLIQUE))
    }

    /// Whether a phrase is a single word that names nobody, as stands before the verb where the subject
    /// follows it (`Ergänzend sagte Reis`).
    pub(super) fn opens_alone(&self, found: &Subject) -> bool {
        match found {
            Subject::Noun { tokens, head } => {
                tokens.len() == 1 && !self.is(*head, Class::ROLE | Class::PEOPLE | Class::DOCUMENT | Class::BODY)
            }
            Subject::Named { name, tokens } => {
                let name = &self.names.list[*name];
                tokens.len() == 1 && name.count == 1 && name.nature == super::names::Nature::Unknown
            }
            Subject::Pronoun { .. } => false,
        }
    }

    /// Whether a phrase names nobody and nothing that speaks.
    pub(super) fn is_thing(&self, found: &Subject) -> bool {
        let speaks = Class::ROLE | Class::PEOPLE | Class::DOCUMENT | Class::BODY;
        matches!(found, Subject::Noun { tokens, head } if !self.is(*head, speaks) && tokens.len() > 1)
    }

    /// The subject of a sentence whose verb comes second, where something else stands first.
    fn second(&self, sentence: &Range<usize>) -> Option<Subject> {
        let list = self.list();
        let first = &list[sentence.start];
        let clause = (sentence.start + 1..sentence.end.min(sentence.start + PHRASE))
            .take_while(|at| !matches!(list[*at].kind, Kind::Sign(_) | Kind::Quote(_)));
        let verb = clause
            .clone()
            .find(|at| list[*at].kind == Kind::Lower && list[*at].is(Class::SAID | Class::SPEAK | Class::AUXILIARY))?;
        let lone = verb == sentence.start + 1
            && self.names.mention_at(sentence.start).is_none_or(|mention| {
                let name = &self.names.list[mention.name];
                name.count == 1 && name.nature == super::names::Nature::Unknown
            });
        let pronoun = self.pronoun(sentence.start).is_some();
        let leads = first.is(Class::PREPOSITION | Class::TAG) || first.is(Class::ADVERB) && !first.is(Class::FOCUS);
        ((leads || lone) && !pronoun).then(|| self.nominative(verb + 1, sentence.end))?
    }

    /// The subject of a sentence: its first phrase, after an opening clause if there is one.
    pub(super) fn of_sentence(&self, sentence: &Range<usize>) -> Option<Subject> {
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
                    || matches!(list[start].kind, Kind::Sign(_))
                    || list[start].is(Class::CONJUNCTION)
                        && !list[start].is(Class::PREPOSITION)
                        && start == sentence.start
                        && self.plain_conjunction(start))
            {
                start += 1;
            }
            if start >= sentence.end {
                return None;
            }
            if !list[start].is(opens) {
                break;
            }
            let comma = (start..sentence.end.min(start + 60)).find(|at| list[*at].is_sign(','))?;
            start = comma + 1;
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

    /// `And`, `But`: a conjunction that opens a main clause.
    fn plain_conjunction(&self, at: usize) -> bool {
        matches!(self.tokens.word(at), "And" | "But" | "So" | "Or" | "Nor" | "Yet" | "Und" | "Aber" | "Doch")
    }
}
