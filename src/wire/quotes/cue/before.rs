//! The cue before a quotation: a verb of speaking, a source, a colon, a verb in the mood of reported speech.
//!
//! In: the quotation's place, or the end of a sentence. Out: its [`Cue`]: the nearest verb or source to the
//! left, else what the sign before the quotation ties it to.

use super::super::language::{Class, Form};
use super::super::phrase::Subject;
use super::super::tokens::{Kind, Token};
use super::{Cue, Cues, REACH, Tie};

impl Cues<'_> {
    /// The cue before the place `quote`, which is a quotation's or the end of a sentence with a colon.
    pub(in crate::wire::quotes) fn before(&self, quote: usize) -> Cue {
        let list = self.list();
        let low = self.sentence.start.max(quote.saturating_sub(REACH));
        if let Some(subject) = self.name_before_sign(quote) {
            return Cue::new(Tie::Beside, Some(subject), quote - 1, false);
        }
        let mut weak = None;
        for at in (low..quote).rev() {
            if let Some(cue) = self.source_before(at, quote) {
                return cue;
            }
            if !self.may_speak(at, quote) {
                continue;
            }
            // What is done to somebody, and nobody is named who does it, leaves the words to another verb.
            if self.is_closed(at, quote) || self.is_undergone(at) && self.doer(at, quote).is_none() {
                continue;
            }
            if list[at].is(Class::SAID | Class::SAYING) {
                let tie = self.tie(at, quote);
                if tie == Tie::Within && weak.is_some() {
                    break;
                }
                if tie == Tie::Within && self.is_reported(at, low) {
                    continue;
                }
                return self.spoken(at, quote, tie);
            }
            if list[at].is(Class::SPEAK) && weak.is_none() {
                weak = Some(at);
            }
        }
        match weak {
            None if self.stands(low, quote) => {
                let subject = self.text_before(quote);
                if subject.is_some() {
                    Cue::new(Tie::Within, subject, quote - 1, false)
                } else {
                    self.signed(low, quote)
                }
            }
            Some(verb) => {
                let tie = if self.sign_before(quote) == Some(':') { Tie::Colon } else { Tie::Within };
                let bare = self.phrases.tokens.language.capital_nouns && tie == Tie::Colon;
                let subject = self.subject_of(verb, quote);
                Cue::new(tie, subject.filter(|found| !(bare && self.says_nothing(found, quote))), verb, false)
            }
            None => self.signed(low, quote),
        }
    }

    /// Whether a verb tells what somebody else says of another: `Ek said Reis thought it was “…”`.
    fn is_reported(&self, verb: usize, low: usize) -> bool {
        let list = self.list();
        let outer =
            |at: usize| self.speaks(at) && !list[at].is(Class::LISTENER) && self.phrases.before(at, low).is_some();
        let parts = |at: &usize| !list[*at].is_word() || list[*at].joins_clauses();
        // `He said so and thought it was “…”`, `He said so and Reis agreed that it was “…”`
        let joined = |verb: usize| {
            let own = self.phrases.before(verb, low).map_or(verb, |own| own.tokens().start);
            [verb, own].into_iter().any(|at| at > low && list[at - 1].is(Class::CONJUNCTION))
        };
        self.phrases.tokens.has(verb, Form::Inner)
            && (low..verb).rev().take_while(|at| !parts(at)).any(outer)
            && !joined(verb)
    }

    /// Whether a verb ends a clause inside the sentence, which the quoted words are no part of: `Reis, der den Hafen
    /// verlangt, …`, `in einem Hafen, in dem es Boote gab, …`.
    fn is_closed(&self, verb: usize, quote: usize) -> bool {
        let list = self.list();
        if !self.phrases.tokens.language.capital_nouns || verb + 2 >= quote || !list[verb + 1].is_sign(',') {
            return false;
        }
        let floor = self.sentence.start;
        let Some(comma) = (floor..verb).rev().take(REACH).find(|at| list[*at].is_sign(',')) else { return false };
        let small = |at: usize, class: Class| list[at].kind == Kind::Lower && list[at].is(class);
        let led = usize::from(small(comma + 1, Class::PREPOSITION) && comma + 2 < verb);
        let relative = small(comma + 1 + led, Class::DEFINITE | Class::WHO);
        // `…, der sagte, …`: what follows such a verb may be its clause.
        let earlier = (floor..comma).any(|at| list[at].kind == Kind::Lower && list[at].is(Class::SAID | Class::SPEAK));
        let later = (verb + 2..quote).any(|at| list[at].kind == Kind::Lower && list[at].is(Class::SAID | Class::SPEAK));
        // `…, dass er keinen Lotsen fand, …`: a verb that seldom speaks has its object in its clause.
        let seldom = list[verb].is(Class::SPEAK) && !list[verb].is(Class::SAID);
        let clause = seldom && small(comma + 1, Class::THAT | Class::CONJUNCTION);
        relative && (earlier || later) || clause
    }

    /// Whether words are found in a text before the quotation: `fand sich`, `war zu lesen`, `prangte`.
    fn stands(&self, low: usize, quote: usize) -> bool {
        let tokens = self.phrases.tokens;
        tokens.language.capital_nouns && {
            let near = low..self.sentence.end.min(quote + 4);
            near.into_iter()
                .any(|at| self.is_found(at) || self.list()[at].kind == Kind::Lower && tokens.has(at, Form::Standing))
        }
    }

    /// The source at a place left of the quotation.
    fn source_before(&self, at: usize, quote: usize) -> Option<Cue> {
        let list = self.list();
        let token = &list[at];
        let floor = self.sentence.start;
        // `dem Bericht zufolge`
        if token.is(Class::AFTER_SOURCE)
            && at > floor
            && let Some(subject) = self.phrases.ending(at - 1, floor)
        {
            return Some(Cue::new(Tie::Within, Some(subject), at, false));
        }
        let leads = self.phrases.tokens.language.capital_nouns || at == floor;
        if token.is(Class::ACCORDING) && (!token.is(Class::PREPOSITION) || leads) {
            return Some(Cue { tie: self.tie(at, quote), after: false, ..self.source(at, quote) });
        }
        // `nach Ansicht`, `nach den Worten`
        let lead = at.saturating_sub(1 + usize::from(at > floor + 1 && list[at - 1].is(Class::DETERMINER)));
        if token.is(Class::OPINION) && at > floor && list[lead].is(Class::PREPOSITION) {
            let cue = self.source(at, quote);
            // `mit den Worten:` names nobody.
            return cue.subject.is_some().then_some(Cue { tie: Tie::Within, after: false, ..cue });
        }
        self.of_opinion(at, quote).or_else(|| self.in_view(at, quote))
    }

    /// `Das ist für Reis ein „…“`
    fn in_view(&self, at: usize, quote: usize) -> Option<Cue> {
        let list = self.list();
        let tokens = self.phrases.tokens;
        let view = tokens.has(at, Form::View) && at > self.sentence.start && list[at].kind == Kind::Lower;
        let is = |look: usize| tokens.has(look, Form::Copula) && list[look].kind == Kind::Lower;
        let last = || is(quote + 1) && list.get(quote + 2).is_none_or(|next| !next.is_word());
        if !(view && (is(at - 1) || last())) {
            return None;
        }
        let found = self.phrases.starting(at + 1, quote)?;
        let next = found.tokens().end;
        let beside = next == quote || next + 1 == quote && list[next].is(Class::DETERMINER);
        let who = self.phrases.is_who(&found);
        (beside && who).then(|| Cue::new(Tie::Within, Some(found), at, false))
    }

    /// `Reis ist der Meinung, dass …`
    fn of_opinion(&self, at: usize, quote: usize) -> Option<Cue> {
        let list = self.list();
        let floor = self.sentence.start;
        let adjective =
            |look: &usize| list[*look].kind == Kind::Lower && self.phrases.tokens.has(*look, Form::Declined);
        let before = at.checked_sub(1).filter(|before| *before > floor && list[at].is(Class::OPINION))?;
        // `Reis ist der festen Überzeugung`
        let article = if adjective(&before) && !list[before].is(Class::DETERMINER) { before - 1 } else { before };
        if !list[article].is(Class::DETERMINER) {
            return None;
        }
        let verb = (floor..article).rev().take(3).find(|look| !list[*look].is(Class::ADVERB))?;
        let is = self.phrases.tokens.has(verb, Form::Copula);
        // `37 Boote sind der Meinung, …`: the opinion itself has none.
        let subject = is.then(|| self.around(verb, quote))?.filter(|found| !found.tokens().contains(&at));
        subject.map(|subject| Cue::new(Tie::Within, Some(subject), at, false))
    }

    /// Whose words stand in brackets after a name (`…, Ana Reis („…“), …`), or after a name and a colon where
    /// the clause has nothing else (`…, und die Bürgermeisterin Ana Reis: „…“`).
    fn name_before_sign(&self, quote: usize) -> Option<Subject> {
        let floor = self.sentence.start;
        let list = self.list();
        let last = quote.checked_sub(2).filter(|last| *last >= floor)?;
        let mention = self.phrases.names.mention_ending(last)?;
        let person = self.phrases.names.is_person(mention.name);
        if !person || !self.phrases.tokens.language.capital_nouns {
            return None;
        }
        let named = Subject::Named { name: mention.name, tokens: mention.tokens.clone() };
        match self.sign_before(quote)? {
            '(' => Some(named),
            ':' => {
                let start = self.phrases.ending(last, floor)?.tokens().start;
                let before = start.checked_sub(1).filter(|before| *before > floor)?;
                let joined = list[before].is(Class::CONJUNCTION) && !list[before - 1].is_word();
                (joined || list[before].is_sign(')')).then_some(named)
            }
            _ => None,
        }
    }

    /// Whether a word may be a verb: one in lower case, or one that opens the sentence before the words
    /// (`Continued Stone: "…"`, `Adding, "…"`).
    fn may_speak(&self, at: usize, quote: usize) -> bool {
        let token = &self.list()[at];
        let opens = || {
            let first = at == self.sentence.start && token.is_capital();
            first && token.is(Class::SAID | Class::SAYING) && self.tie(at, quote) == Tie::Beside
        };
        (token.kind == Kind::Lower || opens()) && !self.is_noun(at) && !self.is_bare(at) && !self.is_found(at)
    }

    /// Whether something is found and nobody finds: `fand sich dort der Satz`, `ist der Satz zu finden`.
    fn is_found(&self, at: usize) -> bool {
        let tokens = self.phrases.tokens;
        tokens.has(at, Form::Finding) && (tokens.has(at + 1, Form::Found) || at > 0 && tokens.has(at - 1, Form::Found))
    }

    /// The cue of a verb of speaking.
    fn spoken(&self, verb: usize, quote: usize, tie: Tie) -> Cue {
        // `When Smith said so, Reis fired back: "…"`
        let comma = (verb..quote).rev().find(|look| self.list()[*look].is_sign(','));
        if let Some(comma) = comma.filter(|comma| self.sign_before(quote) == Some(':') && comma + 1 < quote)
            && let Some(subject) =
                self.phrases.starting(comma + 1, quote).filter(|subject| self.phrases.is_person(subject))
        {
            return Cue::new(Tie::Beside, Some(subject), quote - 1, false);
        }
        Cue::new(tie, self.subject_of(verb, quote), verb, false)
    }

    /// The cue without a verb of speaking: a name and a colon, reported speech, the sign alone.
    fn signed(&self, low: usize, quote: usize) -> Cue {
        let floor = self.sentence.start;
        let sign = self.sign_before(quote);
        if let Some(subject) = self.name_before_colon(quote).filter(|_| sign == Some(':')) {
            return Cue::new(Tie::Colon, Some(subject), quote - 1, false);
        }
        if let Some(cue) = self.reported(low, quote) {
            return cue;
        }
        let second = self.phrases.tokens.language.capital_nouns;
        let tie = match sign {
            // `Kritik kam von der Opposition: „…“`
            Some(':') if let Some(subject) = self.giver(quote) => {
                return Cue::new(Tie::Colon, Some(subject), quote - 1, false);
            }
            Some(':') => Tie::Colon,
            Some(',') => Tie::Subject,
            _ => return Cue::NONE,
        };
        // `Aufgebracht, …, veröffentlichte der Verein diese Antwort: „…“`
        if tie == Tie::Colon
            && second
            && let Some(subject) = self.after_comma(quote)
        {
            return Cue::new(tie, Some(subject), quote - 1, false);
        }
        // `Auch ein Beweggrund fand sich: „…“`: a thing says nothing, and a wrong speaker is worse than none.
        let subject = self.phrases.of_sentence(&(floor..quote)).filter(|found| self.may_be_meant(found, quote));
        Cue::new(tie, subject, quote - 1, false)
    }

    /// Whether the sentence's subject may be whose words follow a sign.
    fn may_be_meant(&self, found: &Subject, quote: usize) -> bool {
        if self.phrases.tokens.language.capital_nouns {
            return !self.phrases.is_mute(found) && !self.says_nothing(found, quote);
        }
        let owner = self.list()[found.tokens()].iter().any(Token::is_owner);
        owner || found.tokens().end + 1 == quote || !self.phrases.is_thing(found) && !self.phrases.opens_alone(found)
    }

    /// Whether a noun without an article stands within the words before a colon: `zu Hause`, `Folgen`. One that opens or
    /// ends them may be somebody.
    fn says_nothing(&self, found: &Subject, quote: usize) -> bool {
        let tokens = found.tokens();
        self.phrases.is_bare_noun(found) && tokens.start > self.sentence.start && tokens.end + 1 < quote
    }

    /// The subject of a main clause that opens with its verb after a comma.
    fn after_comma(&self, quote: usize) -> Option<Subject> {
        let list = self.list();
        let comma = (self.sentence.start..quote).rev().take(REACH).find(|at| list[*at].is_sign(','))?;
        let verb = comma + 1;
        let finite = verb + 2 < quote && list[verb].kind == Kind::Lower && list[verb].class == Class::NONE;
        let finite = finite && self.phrases.tokens.has(verb, Form::Finite) && list[verb + 1].is(Class::DETERMINER);
        let found = self.phrases.nominative(verb + 1, quote).filter(|_| finite);
        found.filter(|found| !self.phrases.is_thing(found))
    }

    /// Whom the words before a colon come from: `Kritik kam von der Opposition: „…“`.
    fn giver(&self, quote: usize) -> Option<Subject> {
        let floor = self.sentence.start;
        let last = quote.checked_sub(2).filter(|last| *last > floor && self.phrases.tokens.language.capital_nouns)?;
        let found = self.phrases.ending(last, floor)?;
        let by = found.tokens().start.checked_sub(1).filter(|by| *by > floor)?;
        let came = |at: &usize| self.phrases.tokens.has(*at, Form::Coming);
        let from = self.phrases.tokens.has(by, Form::By) && (floor..by).any(|at| came(&at));
        (from && self.phrases.is_speaker(&found)).then_some(found)
    }

    /// `Ana Reis: "…"`, `— Norwick Post: "…"`, `From the report: "…"`
    fn name_before_colon(&self, quote: usize) -> Option<Subject> {
        let floor = self.sentence.start;
        let last = quote.checked_sub(2).filter(|last| *last >= floor)?;
        let from = |found: &Subject| {
            let start = found.tokens().start;
            let from = start > floor && start < floor + 3 && self.phrases.tokens.has(start - 1, Form::From);
            from && self.phrases.is_speaker(found) && !self.phrases.is_thing(found)
        };
        let Some(mention) = self.phrases.names.mention_ending(last) else {
            return self.phrases.ending(last, floor).filter(from);
        };
        let (name, tokens) = (mention.name, mention.tokens.clone());
        let dash = mention.start > floor && matches!(self.list()[mention.start - 1].kind, Kind::Sign('—' | '-'));
        let named = Subject::Named { name, tokens: tokens.clone() };
        let person = self.phrases.names.is_person(name) && tokens.len() > 1;
        (person || dash || from(&named)).then_some(named)
    }

    /// A verb in the mood of reported speech, before the quotation or in it.
    fn reported(&self, low: usize, quote: usize) -> Option<Cue> {
        let list = self.list();
        let floor = self.sentence.start;
        let reported = |at: &usize| list[*at].kind == Kind::Lower && list[*at].is(Class::REPORTED);
        let verb = (low..(quote + 12).min(self.sentence.end)).find(reported)?;
        // `Reis bezweifelte das: Er habe „…“`
        let colon = (low..verb).rev().find(|at| list[*at].is_sign(':'));
        let subject = colon.and_then(|colon| self.phrases.of_sentence(&(floor..colon)));
        Some(Cue::new(Tie::Within, subject, verb, false))
    }

    /// The sign right before the quotation.
    fn sign_before(&self, quote: usize) -> Option<char> {
        let at = quote.checked_sub(1).filter(|at| *at >= self.sentence.start)?;
        match self.list()[at].kind {
            Kind::Sign(sign) => Some(sign),
            _ => None,
        }
    }

    /// Whether the verb governs the quotation at once: only a listener, adverbs or `that` between them,
    /// or a comma or colon before the quotation.
    fn tie(&self, verb: usize, quote: usize) -> Tie {
        let last = &self.list()[quote - 1];
        let beside = verb + 1 == quote || last.is_sign(':') || last.is_sign(',') || last.is(Class::THAT);
        if beside { Tie::Beside } else { Tie::Within }
    }
}
