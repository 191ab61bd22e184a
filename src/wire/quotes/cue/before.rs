//! The cue before a quotation: a verb of speaking, a source, a colon, a verb in the mood of reported speech.
//!
//! In: the quotation's place, or the end of a sentence. Out: its [`Cue`]: the nearest verb or source to the
//! left, else what the sign before the quotation ties it to.

use super::super::language::Class;
use super::super::phrase::Subject;
use super::super::tokens::Kind;
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
            if list[at].is(Class::SAID | Class::SAYING) {
                let tie = self.tie(at, quote);
                if tie == Tie::Within && weak.is_some() {
                    break;
                }
                return self.spoken(at, quote, tie);
            }
            if list[at].is(Class::SPEAK) && weak.is_none() {
                weak = Some(at);
            }
        }
        match weak {
            Some(verb) => {
                let tie = if self.sign_before(quote) == Some(':') { Tie::Colon } else { Tie::Within };
                Cue::new(tie, self.subject_of(verb, quote), verb, false)
            }
            None => self.signed(low, quote),
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
        self.of_opinion(at, quote)
    }

    /// `Reis ist der Meinung, dass …`
    fn of_opinion(&self, at: usize, quote: usize) -> Option<Cue> {
        let list = self.list();
        let floor = self.sentence.start;
        let article = at.checked_sub(1).filter(|before| *before > floor && list[at].is(Class::OPINION))?;
        if !list[article].is(Class::DETERMINER) {
            return None;
        }
        let verb = (floor..article).rev().take(3).find(|look| !list[*look].is(Class::ADVERB))?;
        let is = matches!(self.phrases.tokens.word(verb), "ist" | "sind" | "war" | "waren" | "sei" | "seien");
        let subject = is.then(|| self.around(verb, quote))?;
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
        (token.kind == Kind::Lower || opens()) && !self.is_noun(at) && !self.is_found(at)
    }

    /// Whether something is found and nobody finds: `fand sich dort der Satz`, `ist der Satz zu finden`.
    fn is_found(&self, at: usize) -> bool {
        let word = |at: usize| self.phrases.tokens.word(at);
        matches!(word(at), "fand" | "fanden" | "findet" | "finden")
            && (word(at + 1) == "sich" || at > 0 && matches!(word(at - 1), "sich" | "zu"))
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
        let tie = match sign {
            // `Kritik kam von der Opposition: „…“`
            Some(':') if let Some(subject) = self.giver(quote) => {
                return Cue::new(Tie::Colon, Some(subject), quote - 1, false);
            }
            Some(':') => Tie::Colon,
            Some(',') => Tie::Subject,
            _ => return Cue::NONE,
        };
        // `Auch ein Beweggrund fand sich: „…“`: a thing says nothing, and a wrong speaker is worse than none.
        let second = self.phrases.tokens.language.capital_nouns;
        let subject = self.phrases.of_sentence(&(floor..quote)).filter(|found| !second || !self.phrases.is_mute(found));
        Cue::new(tie, subject, quote - 1, false)
    }

    /// Whom the words before a colon come from: `Kritik kam von der Opposition: „…“`.
    fn giver(&self, quote: usize) -> Option<Subject> {
        let floor = self.sentence.start;
        let last = quote.checked_sub(2).filter(|last| *last > floor && self.phrases.tokens.language.capital_nouns)?;
        let found = self.phrases.ending(last, floor)?;
        let by = found.tokens().start.checked_sub(1).filter(|by| *by > floor)?;
        let came = |at: &usize| matches!(self.phrases.tokens.word(*at), "kam" | "kommt" | "bekam" | "erhielt" | "gab");
        let from = matches!(self.phrases.tokens.word(by), "von" | "vom") && (floor..by).any(|at| came(&at));
        (from && self.phrases.is_speaker(&found)).then_some(found)
    }

    /// `Ana Reis: "…"`
    fn name_before_colon(&self, quote: usize) -> Option<Subject> {
        let mention = self.phrases.names.mention_ending(quote.checked_sub(2)?)?;
        let (name, tokens) = (mention.name, mention.tokens.clone());
        (self.phrases.names.is_person(name) && tokens.len() > 1).then_some(Subject::Named { name, tokens })
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
