//! The subject of a verb that stands before its quotation.
//!
//! In: the verb's place and the quotation's. Out: the [`Subject`]: the phrase before the verb; after it
//! where the verb comes second; that of an earlier verb where two share it.

use super::super::language::{Class, Form};
use super::super::phrase::Subject;
use super::super::tokens::Kind;
use super::{Cues, JOINED, REACH};

impl Cues<'_> {
    /// The subject of a verb before the quotation.
    pub(super) fn subject_of(&self, verb: usize, quote: usize) -> Option<Subject> {
        let participle = self.list()[verb].is(Class::SAYING);
        let second = self.phrases.tokens.language.capital_nouns;
        if self.is_undergone(verb) {
            return self.doer(verb, quote);
        }
        if participle && let Some(subject) = self.quoted_as(verb).or_else(|| self.accompanying(verb)) {
            return Some(subject);
        }
        if second {
            let subject = self.text_that_says(verb, quote).or_else(|| self.around(verb, quote));
            let closed = self.list()[verb].is(Class::QUOTING) || self.opener(verb).is_some();
            if subject.is_some() || closed {
                return subject;
            }
        }
        if !participle && let Some(subject) = self.beside(verb, quote) {
            return Some(subject);
        }
        self.shared(verb).or_else(|| self.phrases.of_sentence(&(self.sentence.start..quote)))
    }

    /// `Roux quoted Ek as saying`: whom somebody quotes, and not who does. A text that quotes is the source itself.
    fn quoted_as(&self, verb: usize) -> Option<Subject> {
        let floor = self.sentence.start;
        let like = verb.checked_sub(1).filter(|at| *at > floor && self.phrases.tokens.has(*at, Form::As))?;
        // `cited police as saying`
        let quotes = |at: usize| self.list()[at].kind == Kind::Lower && self.list()[at].is(Class::SPEAK);
        let quoted = (floor..like).rev().take(REACH).find(|at| self.speaks(*at) || quotes(*at))?;
        let text = self.phrases.before(quoted, floor).is_some_and(|quoting| {
            let Subject::Noun { head, .. } = quoting else { return false };
            self.list()[head].is(Class::DOCUMENT) || self.phrases.is_thing(&quoting)
        });
        let object = self.phrases.starting(quoted + 1, like).filter(|_| !text)?;
        let end = object.tokens().end;
        // `quoted the PM on its website as saying`
        let closed = end == like || self.list()[end].is(Class::PREPOSITION);
        (closed && self.phrases.is_speaker(&object)).then_some(object)
    }

    /// `with Smith recently promising`
    fn accompanying(&self, verb: usize) -> Option<Subject> {
        let floor = self.sentence.start;
        let last = verb.checked_sub(1).filter(|last| *last >= floor && self.list()[*last].is_word())?;
        self.phrases.before(last + 1, floor).filter(|subject| self.phrases.is_person(subject))
    }

    /// `In der Erklärung heißt es: „…“`
    fn text_that_says(&self, verb: usize, quote: usize) -> Option<Subject> {
        let list = self.list();
        let floor = self.sentence.start;
        if self.phrases.tokens.has(verb, Form::Standing) {
            return self.text_before(quote);
        }
        let mut near = verb.saturating_sub(2)..quote.min(verb + 4);
        let it = near.find(|at| list[*at].is(Class::IT)).filter(|_| list[floor].is(Class::PREPOSITION))?;
        // `Zur Begründung hieß es von der Stadt: „…“`
        if it > verb && it + 2 < quote && self.phrases.tokens.has(it + 1, Form::From) {
            return self.phrases.starting(it + 2, quote);
        }
        self.phrases.starting(floor + 1, verb)
    }

    /// The text in which the quoted words stand: `Auf dem Plakat steht: „…“`, `In der Zeitung fand sich der Satz „…“`.
    pub(super) fn text_before(&self, quote: usize) -> Option<Subject> {
        let list = self.list();
        let floor = self.sentence.start;
        let text = |lead: usize| {
            let found = self.phrases.starting(lead + 1, quote)?;
            // `ein Zettel, auf dem zu lesen stand: „…“`
            if lead > floor + 1 && list[lead - 1].is_sign(',') && list[lead + 1].is(Class::DEFINITE | Class::WHO) {
                let before = (floor..lead - 1).rev().take(JOINED).find(|at| list[*at].is(Class::DOCUMENT));
                return before.and_then(|noun| self.phrases.ending(noun, floor));
            }
            let Subject::Noun { head, .. } = &found else { return None };
            // `im Satz „…“`: the noun right before the mark is for the words themselves.
            let apart = found.tokens().end < quote;
            (apart && (list[*head].is(Class::DOCUMENT | Class::WORK) || list[*head].is_quote())).then_some(found)
        };
        let leads = (floor..quote).filter(|at| list[*at].is(Class::PREPOSITION));
        leads.into_iter().take(JOINED).find_map(text)
    }

    /// The subject where the verb comes second: what stands before it may be a time, a place or an object,
    /// and the subject after it.
    pub(super) fn around(&self, verb: usize, quote: usize) -> Option<Subject> {
        let list = self.list();
        let floor = self.sentence.start;
        // `Reis hatte die Rolle der Boote betont:`: the verb's first half tells where the subject is.
        // `Ek soll zu Reis gesagt haben:`
        let last = verb + usize::from(list.get(verb + 1).is_some_and(|next| next.is(Class::AUXILIARY)));
        if list[verb].is(Class::SAID)
            && list.get(last + 1).is_some_and(|next| next.is_sign(':'))
            && let Some(subject) = self.bracket(verb)
        {
            return Some(subject);
        }
        if !list[verb].is(Class::QUOTING)
            && self.passive(verb)
            && let Some(agent) = self.agent(verb, floor)
        {
            return Some(agent);
        }
        // `Wie Reis am Montag sagte: „…“`
        if self.phrases.tokens.has(floor, Form::As)
            && floor + 1 < verb
            && (list[verb + 1].is_sign(',') || !list[floor..verb].iter().any(|token| token.is_sign(',')))
            && let Some(subject) = self.phrases.nominative(floor + 1, verb)
        {
            return Some(subject);
        }
        let before = self.phrases.before(verb, floor);
        let governed = before.as_ref().is_none_or(|found| self.is_governed(found));
        let thing = before.as_ref().is_some_and(|before| self.phrases.is_thing(before));
        // `und nannte …`: the subject is that of the verb before.
        let shared = verb > floor && list[verb - 1].is(Class::CONJUNCTION);
        let after = if (governed || thing) && !shared { self.phrases.nominative(verb + 1, quote) } else { None };
        if list[verb].is(Class::QUOTING) {
            let object = after.clone().filter(|_| !governed);
            return self.quoted(verb, quote, before, after).filter(|_| object.is_none()).or(object);
        }
        // `Die Frage stellte Reis`: an object may stand first, a person is none.
        let person = after.as_ref().is_some_and(|after| self.phrases.is_person(after));
        let after = after.filter(|_| governed || person);
        match self.opener(verb).filter(|_| governed) {
            Some(opener) => after.or_else(|| self.clause(opener, verb)),
            None => after.or(before),
        }
    }

    /// Whether a phrase before the verb is no subject: led by a preposition, a time, in another case.
    fn is_governed(&self, found: &Subject) -> bool {
        let list = self.list();
        let floor = self.sentence.start;
        let start = found.tokens().start;
        let led = start > floor && {
            let lead = &list[start - 1];
            lead.is(Class::PREPOSITION | Class::ADVERB) && !lead.is(Class::FOCUS)
        };
        // `Als Begründung sagte …`
        let tokens = self.phrases.tokens;
        let likened = start == floor + 1 && (tokens.has(floor, Form::Like) || tokens.has(floor, Form::As));
        // `Die Idee Reis’ und Holms nannte …`
        let last = found.tokens().end - 1;
        led || likened
            || self.phrases.is_of_whom(last)
            || list[start].is(Class::ADVERB | Class::CALENDAR | Class::TAG | Class::OBLIQUE)
            || start == floor && self.phrases.opens_alone(found)
    }

    /// Who is quoted: the object of `zitierte`, its subject in the passive.
    fn quoted(&self, verb: usize, quote: usize, before: Option<Subject>, after: Option<Subject>) -> Option<Subject> {
        if self.passive(verb) {
            return self.phrases.of_sentence(&(self.sentence.start..verb)).or(before);
        }
        let from = after.as_ref().map_or(verb + 1, |found| found.tokens().end);
        let object = self.phrases.starting(from, quote).filter(|found| self.phrases.is_speaker(found));
        object.or(before).or(after)
    }

    /// The phrase before the verb, or after it where the verb follows quoted words or opens the sentence.
    fn beside(&self, verb: usize, quote: usize) -> Option<Subject> {
        let floor = self.sentence.start;
        let list = self.list();
        // `told The Norwick Post, “…”`: a body hears.
        let hears = |found: &Subject| list[verb].is(Class::LISTENER) && !self.phrases.is_person(found);
        let after = || self.phrases.starting(verb + 1, quote).filter(|found| !hears(found));
        let apart = verb > floor && list[verb - 1].is_sign(',') && self.speaks(verb);
        // `…, precisa il capitano Ek: “…”`
        let names = |found: &Subject| {
            matches!(list[found.tokens().end].kind, Kind::Sign(',' | ':')) && self.phrases.is_who(found)
        };
        if apart
            && !list[verb].is(Class::LISTENER)
            && let Some(found) = after().filter(names)
        {
            return Some(found);
        }
        self.phrases.before(verb, floor).or_else(|| {
            // `Как отметил Орлов`
            let told = verb > floor && self.phrases.tokens.has(verb - 1, Form::As);
            let inverted = verb == floor || told || self.follows_quote(verb);
            // `But, said Reis, “…”`
            after().filter(|found| inverted || apart && list[found.tokens().end].is_sign(','))
        })
    }

    /// Whether quoted words stand right before a verb.
    fn follows_quote(&self, verb: usize) -> bool {
        // `called it “…” and said they …`: the subject is that of the verb before.
        let joined = verb > self.sentence.start && self.list()[verb - 1].is(Class::JOINS);
        !joined && (self.sentence.start..verb).rev().take(2).any(|at| self.list()[at].is_quote())
    }

    /// The subject of the verb before a participle or a second verb (`stood up and said`).
    fn shared(&self, verb: usize) -> Option<Subject> {
        let list = self.list();
        let floor = self.sentence.start;
        if let Some(named) = self.of_verb_before(verb) {
            return Some(named);
        }
        // `A clerk, who was asked, told …`
        let apart = verb > floor && list[verb - 1].is_sign(',') && !self.phrases.tokens.language.capital_nouns;
        let earlier = (floor..verb).rev().take(REACH).filter(|at| !(apart && self.after_who(*at))).find(|at| {
            self.speaks(*at) || list[*at].kind == Kind::Lower && list[*at].is(Class::SPEAK) && !self.is_noun(*at)
        })?;
        let before = self.phrases.before(earlier, floor);
        // `In einer Rede lobte Reis den Hafen und nannte ihn …`
        let led = before.as_ref().is_some_and(|found| {
            let start = found.tokens().start;
            start > floor && list[start - 1].is(Class::PREPOSITION)
        });
        if led && self.phrases.tokens.language.capital_nouns {
            return self.phrases.nominative(earlier + 1, verb).or(before);
        }
        let inverted = || self.follows_quote(earlier).then(|| self.phrases.starting(earlier + 1, verb)).flatten();
        // `on the conference call and said`: what looks like a verb may be a noun.
        before.filter(|found| self.phrases.is_speaker(found)).or_else(inverted)
    }

    /// Whose first verb is in no table, and has the ending of the second: `Reis smiles and says, “…”`.
    fn of_verb_before(&self, verb: usize) -> Option<Subject> {
        let (list, tokens) = (self.list(), self.phrases.tokens);
        let first =
            verb.checked_sub(2).filter(|first| *first > self.sentence.start && list[first + 1].is(Class::JOINS))?;
        let alike = tokens.word(first).ends_with('s') && tokens.word(verb).ends_with('s')
            || tokens.has(first, Form::Finite) && !tokens.word(verb).ends_with('s');
        let plain = list[first].kind == Kind::Lower && list[first].class == Class::NONE;
        let named = self.phrases.names.mention_ending(first - 1).filter(|_| plain && alike)?;
        let person = self.phrases.names.is_person(named.name) && !list[first - 1].is_owner();
        let governed = named.start > 0 && list[named.start - 1].is(Class::PREPOSITION | Class::OF);
        (person && !governed && named.start >= self.sentence.start && !tokens.language.capital_nouns)
            .then(|| Subject::Named { name: named.name, tokens: named.tokens.clone() })
    }

    /// The subject of a verb whose first half stands second in its clause.
    fn bracket(&self, verb: usize) -> Option<Subject> {
        let list = self.list();
        let floor = self.sentence.start;
        let parts = |at: &usize| matches!(list[*at].kind, Kind::Sign(sign) if sign != '-') || list[*at].is_quote();
        let clause = (floor..verb).rev().find(parts);
        let clause = clause.map_or(floor, |at| at + 1)..verb;
        let half = clause.clone().find(|at| list[*at].kind == Kind::Lower && list[*at].is(Class::AUXILIARY))?;
        // `nur selten war er da und hatte gefragt:`
        if list[half + 1].kind == Kind::Lower && list[half + 1].is(Class::HE | Class::SHE) && half + 1 < verb {
            return Some(Subject::Pronoun { at: half + 1 });
        }
        if half + 1 >= verb {
            return None;
        }
        // `Im Dezember hatte die Bürgermeisterin Ana Reis in einer Rede verkündet:`
        let after = self.phrases.nominative(half + 1, verb).filter(|after| self.phrases.is_person(after));
        let first = self.phrases.of_sentence(&clause);
        let person = first.as_ref().is_some_and(|first| self.phrases.is_person(first));
        if person { first } else { after.or(first) }
    }

    /// The word that opens the clause which a verb ends: `…, die Reis in seiner Rede zum Ziel erklärt hatte`.
    fn opener(&self, verb: usize) -> Option<usize> {
        let list = self.list();
        let ends = |at: usize| list.get(at).is_none_or(|next| !next.is_word());
        let auxiliary = list.get(verb + 1).is_some_and(|next| next.is(Class::AUXILIARY));
        if !ends(verb + 1 + usize::from(auxiliary)) {
            return None;
        }
        let comma = (self.sentence.start..verb).rev().take(REACH).find(|at| list[*at].is_sign(','))?;
        let opens = Class::DETERMINER | Class::WHO | Class::CONJUNCTION | Class::THAT;
        Some(comma + 1).filter(|at| list[*at].kind == Kind::Lower && list[*at].is(opens))
    }

    /// The subject of a clause that `opener` opens and `verb` ends: the phrase after the opener, or what a relative
    /// pronoun stands for (`die Kapitänin, die aus dem Hafen berichtete:`).
    fn clause(&self, opener: usize, verb: usize) -> Option<Subject> {
        let first = &self.list()[opener];
        let speaks = |found: &Subject| !self.phrases.is_thing(found) && !self.phrases.opens_alone(found);
        if let Some(own) = self.phrases.nominative(opener + 1, verb) {
            return Some(own).filter(speaks);
        }
        let relative = first.is(Class::DEFINITE | Class::WHO) && !first.is(Class::OBLIQUE | Class::THAT);
        let antecedent = || self.phrases.ending(opener.checked_sub(2)?, self.sentence.start);
        if relative { antecedent().filter(|found| self.phrases.is_speaker(found)) } else { None }
    }

    /// The subject of a verb whose first half stands in the clause before the place `end`.
    pub(super) fn bracketed(&self, end: usize, quote: usize) -> Option<Subject> {
        let list = self.list();
        let floor = self.sentence.start;
        let start = self.clause_start(end);
        // `…, während Reis von „…“ sprach`
        if start > floor && list[start].is(Class::CONJUNCTION | Class::THAT) && list[start].kind == Kind::Lower {
            return self.phrases.nominative(start + 1, end);
        }
        // `ein Beitrag, der den Plan als „…“ bezeichnet`
        let relative = start > floor + 1
            && list[start].kind == Kind::Lower
            && list[start].is(Class::DEFINITE | Class::WHO)
            && !list[start].is(Class::OBLIQUE | Class::THAT)
            && list[start - 1].is_sign(',');
        if relative {
            let of_its_own = |own: &Subject| self.phrases.is_person(own) || matches!(own, Subject::Pronoun { .. });
            let own = self.phrases.nominative(start + 1, end).filter(of_its_own);
            let antecedent = || self.phrases.ending(start - 2, floor).filter(|_| list[start - 2].kind != Kind::Lower);
            return own.or_else(antecedent);
        }
        let half = (start..end).find(|at| list[*at].kind == Kind::Lower && list[*at].is(Class::AUXILIARY))?;
        if self.passive(end) {
            // `wurde im „Merkur“ als „…“ bezeichnet`
            return self.agent(end, floor).or_else(|| self.text_before(end));
        }
        self.around(half, quote)
    }

    /// Where the clause begins that the place `end` is in.
    pub(super) fn clause_start(&self, end: usize) -> usize {
        let parts = |at: &usize| matches!(self.list()[*at].kind, Kind::Sign(sign) if sign != '-' && sign != '.');
        let floor = self.sentence.start;
        (floor..end).rev().find(parts).map_or(floor, |at| at + 1)
    }

    /// Who does what a verb in the passive says: `wurde von der Bürgermeisterin … genannt`.
    pub(super) fn agent(&self, verb: usize, floor: usize) -> Option<Subject> {
        let list = self.list();
        let by = (floor..verb).rev().take(REACH).find(|at| self.phrases.tokens.has(*at, Form::By))?;
        let start = by + 1 + usize::from(by + 2 < verb && list[by + 1].is(Class::DETERMINER));
        let found = self.phrases.starting(start, verb).filter(|found| self.phrases.is_speaker(found))?;
        // `der Bau von Häusern wurde … genannt`: what belongs to a noun does nothing, unless it may speak.
        let led = by > floor && list[by - 1].is_capital() && !list[by - 1].is(Class::DETERMINER);
        (!led || self.phrases.is_who(&found)).then_some(found)
    }

    /// Whether a verb says what is done to its subject, where its auxiliary stands before it: `was described as`, `had
    /// been told`, but `was saying`. Whom somebody quotes is who spoke.
    pub(super) fn is_undergone(&self, verb: usize) -> bool {
        let (list, tokens) = (self.list(), self.phrases.tokens);
        let adverb =
            |at: &usize| list[*at].is(Class::ADVERB) && !tokens.has(*at, Form::Passive) || tokens.is_manner(*at);
        let helps = || (self.sentence.start..verb).rev().find(|at| !adverb(at));
        // `Reis was reported saying`, `Reis is said to have told the board`
        let said = || {
            let mut rest = list[verb + 1..self.sentence.end].iter();
            let to = tokens.has(verb + 1, Form::Found);
            rest.next().is_some_and(|next| next.is(Class::SAYING))
                || to
                    && rest.next().is_some_and(|have| have.is(Class::AUXILIARY))
                    && rest.next().is_some_and(|told| told.is(Class::SAID))
        };
        !tokens.language.capital_nouns
            && !list[verb].is(Class::QUOTING | Class::SAYING)
            && !tokens.has(verb, Form::Participle)
            && helps().is_some_and(|at| list[at].kind == Kind::Lower && tokens.has(at, Form::Passive))
            && !said()
    }

    /// Who does what such a verb says: `was described by the mayor as`.
    pub(super) fn doer(&self, verb: usize, end: usize) -> Option<Subject> {
        let by = (verb + 1..end).find(|at| self.phrases.tokens.has(*at, Form::By))?;
        self.phrases.starting(by + 1, end).filter(|found| self.phrases.is_who(found))
    }

    /// Whether the clause of a verb is in the passive.
    fn passive(&self, verb: usize) -> bool {
        let list = self.list();
        let clause = (self.sentence.start..verb).rev().take(REACH).take_while(|at| !list[*at].is_sign(':'));
        clause.into_iter().any(|at| self.phrases.tokens.has(at, Form::Passive))
    }
}
