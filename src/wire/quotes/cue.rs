//! What in the sentence attributes a quotation: a verb of speaking, a source, a colon.
//!
//! In: a sentence with its quotations. Out: for each of them a [`Cue`]: how close the attribution is, by
//! which words, and the subject that they name.
//!
//! ```text
//! after    = "…," verb subject | "…," subject verb | "…," according to subject | "…" — name
//! before   = subject verb [listener] ( "," | ":" | "that" ) "…" | subject ":" "…"
//! within   = subject verb words "…"          (he called it "a mess")
//! ```

use super::language::Class;
use super::phrase::{Phrases, Subject};
use super::tokens::{Kind, Token};
use std::ops::Range;

/// How a quotation is tied to its cue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Tie {
    /// Nothing in the sentence speaks.
    None,
    /// The sentence's subject, with a verb that is not in the tables, after a comma.
    Subject,
    /// A verb of speaking elsewhere in the sentence.
    Within,
    /// A colon or comma with the sentence's subject before it.
    Colon,
    /// A verb of speaking or a source beside the quotation.
    Beside,
}

/// The attribution of a quotation within its sentence.
#[derive(Debug, Clone)]
pub(super) struct Cue {
    pub(super) tie: Tie,
    pub(super) subject: Option<Subject>,
    /// The cue's token: a verb, a source word, a colon.
    pub(super) verb: Option<usize>,
    /// Whether the cue stands after the quotation.
    pub(super) after: bool,
}

impl Cue {
    const NONE: Self = Self { tie: Tie::None, subject: None, verb: None, after: false };

    fn new(tie: Tie, subject: Option<Subject>, verb: usize, after: bool) -> Self {
        Self { tie, subject, verb: Some(verb), after }
    }
}

/// The furthest a verb may stand from its quotation, in tokens.
const REACH: usize = 60;

/// So many quotations in a row are told by the words after the last.
const JOINED: usize = 4;

/// Reads the cues of one sentence.
pub(super) struct Cues<'a> {
    pub(super) phrases: Phrases<'a>,
    pub(super) sentence: Range<usize>,
}

impl Cues<'_> {
    fn list(&self) -> &[Token] {
        &self.phrases.tokens.list
    }

    /// The cue of the quotation at the token `quote`.
    pub(super) fn of(&self, quote: usize) -> Cue {
        let cue = self.alone(quote);
        // `„…“ und „…“, sagte Reis`: the words after the last are for all of them.
        let joined = |at: &usize| self.list()[at - 1].is(Class::CONJUNCTION) && self.list()[*at].is_quote();
        let last = (quote + 2..self.sentence.end).step_by(2).take(JOINED).take_while(joined).last();
        match last.filter(|_| cue.subject.is_none()).map(|last| self.after(last)) {
            Some(shared) if shared.tie == Tie::Beside => shared,
            _ => cue,
        }
    }

    /// The cue of a quotation, whatever others say.
    fn alone(&self, quote: usize) -> Cue {
        let after = self.after(quote);
        // `schrieb Reis: „…“, weiter hieß es`: what names nobody leaves it to what stands before.
        if after.tie == Tie::Beside && after.subject.is_some() {
            return after;
        }
        let before = self.before(quote);
        let before = if self.told(&before) { before } else { self.opening(quote).unwrap_or(before) };
        // `Der Plan sei „gut und richtig“ gewesen, so Reis.`
        if after.tie == Tie::Within && after.subject.is_some() && !self.told(&before) {
            return after;
        }
        if after.tie == Tie::Beside && (before.tie != Tie::Beside || before.subject.is_none()) {
            return after;
        }
        if before.tie >= after.tie && before.tie != Tie::None { before } else { after }
    }

    /// Whether a cue is a verb of speaking with its subject, or stands beside the quotation.
    fn told(&self, cue: &Cue) -> bool {
        let said = |verb: usize| self.list()[verb].is(Class::SAID | Class::SAYING | Class::ACCORDING | Class::OPINION);
        cue.subject.is_some() && (cue.tie == Tie::Beside || cue.tie == Tie::Within && cue.verb.is_some_and(said))
    }

    /// The source that a sentence opens with: `Wie Reis mitteilte, …`, `Nach Angaben der Polizei …`,
    /// `Für Reis ist das …`.
    pub(super) fn opening(&self, end: usize) -> Option<Cue> {
        let list = self.list();
        let at = self.sentence.start;
        if !self.phrases.tokens.language.capital_nouns || at + 2 >= end {
            return None;
        }
        let source = |at: usize| Some(self.source(at, end)).filter(|cue| cue.subject.is_some());
        let within = |cue: Cue| Cue { tie: Tie::Within, after: false, ..cue };
        match self.phrases.tokens.word(at) {
            "Wie" => {
                let closed = |look: &usize| self.speaks(*look) && list[look + 1].is_sign(',');
                let verb = (at + 1..end.min(at + REACH) - 1).find(closed)?;
                let subject = self.phrases.nominative(at + 1, verb)?;
                Some(Cue::new(Tie::Within, Some(subject), verb, false))
            }
            "Für" => {
                let subject = self.phrases.starting(at + 1, end).filter(|found| self.phrases.is_person(found))?;
                Some(Cue::new(Tie::Within, Some(subject), at, false))
            }
            _ if list[at].is(Class::ACCORDING) => source(at).map(within),
            // `…, so Reis, …`
            _ if (at + 1..end - 1).any(|look| self.tags(look)) => {
                let tag = (at + 1..end - 1).find(|look| self.tags(*look))?;
                source(tag)
                    .filter(|cue| cue.subject.as_ref().is_some_and(|found| self.phrases.is_person(found)))
                    .map(within)
            }
            // `Seiner Ansicht nach …`
            _ if list[at].is(Class::POSSESSIVE) && list[at + 1].is(Class::OPINION) => {
                let whose = Subject::Noun { tokens: at..at + 2, head: at + 1 };
                Some(Cue::new(Tie::Within, Some(whose), at + 1, false))
            }
            // `Nach Reis’ Idee …`
            _ if list[at].is(Class::PREPOSITION) && self.idea_of(at + 1, end).is_some() => {
                Some(Cue::new(Tie::Within, self.idea_of(at + 1, end), at, false))
            }
            _ if list[at].is(Class::PREPOSITION) => {
                let noun = at + 1 + usize::from(list[at + 1].is(Class::DETERMINER));
                (noun + 1 < end && list[noun].is(Class::OPINION)).then(|| source(noun)).flatten().map(within)
            }
            _ => None,
        }
    }

    /// The person whose opinion is named at a place: `Reis’ Idee`.
    fn idea_of(&self, at: usize, end: usize) -> Option<Subject> {
        let mention = self.phrases.names.mention_at(at).filter(|mention| mention.start == at)?;
        let noun = mention.tokens.end;
        let person = self.phrases.names.is_person(mention.name);
        (person && noun < end && self.list()[noun].is(Class::OPINION))
            .then(|| Subject::Named { name: mention.name, tokens: mention.tokens.clone() })
    }

    /// Whether a word tags what the sentence reports: `…, so Reis`.
    fn tags(&self, at: usize) -> bool {
        let list = &self.list()[at - 1..];
        list[1].is(Class::TAG) && list[0].is_sign(',') && !list[1].is_capital() && list[2].is_word()
    }

    /// Whether the quoted words end as speech before a tag does: with `,`, `?`, `!`, or one after the mark.
    fn closes(&self, quote: usize) -> bool {
        let token = self.list()[quote];
        let text = self.phrases.tokens.text;
        let inner = text[token.start..token.end].trim_end_matches(super::tokens::is_closer);
        let inside = inner.ends_with([',', '?', '!', '.', '…', '-', '—', ';']);
        inside || self.list().get(quote + 1).is_some_and(|next| matches!(next.kind, Kind::Sign(',' | '—' | ';')))
    }

    /// A verb of speaking in lower case.
    fn speaks(&self, at: usize) -> bool {
        let token = &self.list()[at];
        token.kind == Kind::Lower && token.is(Class::SAID) && !self.is_noun(at)
    }

    /// Whether a word that may be a verb is a noun here: `the claim`, `his report`, `a pledge`.
    fn is_noun(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1).map(|before| &self.list()[before]) else { return false };
        let nominal = before.is(Class::DETERMINER | Class::POSSESSIVE)
            || before.is_owner()
            || before.is(Class::ORIGIN) && !before.is_capital();
        nominal && self.phrases.tokens.word(at) != "said" && !before.is(Class::THAT)
    }

    fn after(&self, quote: usize) -> Cue {
        let list = self.list();
        let end = self.sentence.end;
        let closes = self.closes(quote);
        let mut at = quote + 1;
        let mut dash = false;
        while at < end && matches!(list[at].kind, Kind::Sign(',' | '—' | '-')) {
            dash |= !list[at].is_sign(',');
            at += 1;
        }
        if at >= end || !list[at].is_word() {
            return Cue::NONE;
        }
        // `a déclaré le ministre`: helping verbs and adverbs before the verb.
        let pronoun = Class::HE | Class::SHE | Class::THEY;
        let helps = |look: &usize| {
            let token = &list[*look];
            token.is(Class::ADVERB | Class::AUXILIARY) && !token.is_capital() && !token.is(pronoun)
        };
        let verb = (at..end.min(at + 3)).find(|look| !helps(look)).unwrap_or(at);
        if verb < end && self.speaks(verb) {
            return self.inverted(verb, end);
        }
        if list[at].is(Class::ACCORDING | Class::TAG) {
            return self.source(at, end);
        }
        if closes && self.inverts(at, end) {
            return Cue::new(Tie::Beside, self.phrases.nominative(at + 1, end), at, true);
        }
        if !closes {
            // `"…" Smith said` without its comma.
            let named = self.phrases.names.mention_at(at).filter(|mention| mention.start == at);
            if let Some(verb) = named.map(|mention| mention.tokens.end).filter(|verb| *verb < end && self.speaks(*verb))
            {
                return Cue::new(Tie::Beside, self.phrases.before(verb, at), verb, true);
            }
            return self.tail(at, end);
        }
        if list[at].kind == Kind::Lower && self.phrases.tokens.word(at) == "as" {
            at += 1;
        } else if list[at].is(Class::CONJUNCTION | Class::PREPOSITION | Class::SAYING | Class::WHO) {
            return Cue::NONE;
        }
        let stop = (at..end).find(|look| list[*look].is_quote()).unwrap_or(end);
        let verb = (at..stop.min(at + REACH)).find(|look| self.speaks(*look) && !self.after_who(*look));
        if let Some(verb) = verb {
            // The name right after the quotation, when what stands before the verb is its apposition.
            let first = self.phrases.starting(at, verb).filter(|first| {
                let apart = matches!(list[first.tokens().end].kind, Kind::Sign(',' | '(' | '—'));
                apart && self.phrases.is_person(first)
            });
            if let Some(subject) = first.or_else(|| self.phrases.before(verb, at)) {
                return Cue::new(Tie::Beside, Some(subject), verb, true);
            }
        }
        let Some(subject) = self.phrases.starting(at, stop) else { return Cue::NONE };
        let tokens = subject.tokens();
        if dash && tokens.end == stop.min(end) {
            return Cue::new(Tie::Beside, Some(subject), quote + 1, true);
        }
        // An unknown verb that ends the sentence belongs to the phrase only by our ignorance.
        let ends = tokens.end >= stop || matches!(list[tokens.end].kind, Kind::Sign(_));
        let verb = tokens.end - 1;
        let unknown = list[verb].kind == Kind::Lower && list[verb].class == Class::NONE;
        if ends && unknown && verb > at && matches!(subject, Subject::Noun { .. }) {
            return Cue::new(Tie::Subject, self.phrases.starting(at, verb), verb, true);
        }
        Cue::new(Tie::Subject, Some(subject), at, true)
    }

    /// Whether a main clause goes on with a verb that is in no table: `„…“, freut sich die Bürgermeisterin`.
    fn inverts(&self, at: usize, end: usize) -> bool {
        let list = self.list();
        let verb = list[at].kind == Kind::Lower
            && (list[at].class == Class::NONE || list[at].is(Class::SPEAK))
            && self.phrases.tokens.word(at).ends_with('t');
        let next = (at + 1..end).find(|look| !list[*look].is(Class::ADVERB));
        let opens = |look: usize| list[look].is(Class::DETERMINER) || list[look].is_capital();
        self.phrases.tokens.language.capital_nouns && verb && next.is_some_and(opens)
    }

    /// The tag at the end of a sentence that quotes within: `He was "a fool," a fan, Smith said.`
    fn tail(&self, at: usize, end: usize) -> Cue {
        let list = self.list();
        let stop = end - usize::from(matches!(list[end - 1].kind, Kind::Sign('.')));
        let comma = (at..stop).rev().take(8).find(|look| list[*look].is_sign(','));
        let Some(comma) = comma.filter(|comma| *comma + 1 < stop) else { return Cue::NONE };
        let verb = stop - 1;
        if self.speaks(verb)
            && let Some(subject) = self.phrases.before(verb, comma + 1)
        {
            return Cue::new(Tie::Within, Some(subject), verb, true);
        }
        if list[comma + 1].is(Class::ACCORDING | Class::TAG) {
            return Cue { tie: Tie::Within, ..self.source(comma + 1, stop) };
        }
        Cue::NONE
    }

    /// Whether a verb stands in a relative clause (`Smith, who said so, …`).
    fn after_who(&self, verb: usize) -> bool {
        (verb.saturating_sub(3)..verb).any(|at| self.list()[at].is(Class::WHO) && !self.list()[at].is(Class::THAT))
    }

    /// Verb before subject: `said Ana Reis`.
    fn inverted(&self, verb: usize, end: usize) -> Cue {
        if self.list()[verb].is(Class::HE | Class::SHE | Class::THEY) {
            return Cue::new(Tie::Beside, Some(Subject::Pronoun { at: verb }), verb, true);
        }
        let mut at = verb + 1;
        while at < end && self.list()[at].is(Class::ADVERB) && !self.list()[at].is_capital() {
            at += 1;
        }
        // `hieß es in der Erklärung`: nobody speaks but the text that is named.
        if at < end && self.list()[at].is(Class::IT) && self.phrases.tokens.language.capital_nouns {
            return self.impersonal(at + 1, end, verb);
        }
        let subject = self.phrases.starting(at, end);
        if self.list()[verb].is(Class::QUOTING) {
            let object = subject.as_ref().and_then(|first| self.phrases.starting(first.tokens().end, end));
            return Cue::new(Tie::Beside, object.or(subject), verb, true);
        }
        Cue::new(Tie::Beside, subject, verb, true)
    }

    /// The source after `hieß es`, which a preposition leads to.
    fn impersonal(&self, from: usize, end: usize, verb: usize) -> Cue {
        let list = self.list();
        let lead = (from..end.min(from + 4)).find(|at| list[*at].is(Class::PREPOSITION));
        let subject = lead.and_then(|lead| self.phrases.starting(lead + 1, end));
        Cue::new(Tie::Beside, subject, verb, true)
    }

    /// `according to the ministry`
    fn source(&self, at: usize, end: usize) -> Cue {
        let mut start = at + 1;
        let list = self.list();
        while start < end && list[start].is(Class::PREPOSITION | Class::OPINION) {
            start += 1;
        }
        // `nach Angaben der Polizei`: the article is in another case than the name would have.
        if list[at].is(Class::OPINION) && start + 1 < end && list[start].is(Class::DETERMINER) {
            start += 1;
        }
        let subject = self.phrases.starting(start, end).filter(|found| self.phrases.is_speaker(found));
        Cue::new(Tie::Beside, subject, at, true)
    }

    /// The cue before the place `quote`, which is a quotation's or the end of a sentence with a colon.
    pub(super) fn before(&self, quote: usize) -> Cue {
        let list = self.list();
        let floor = self.sentence.start;
        let low = floor.max(quote.saturating_sub(REACH));
        let mut weak = None;
        for at in (low..quote).rev() {
            let token = &list[at];
            // `dem Bericht zufolge`
            if token.is(Class::AFTER_SOURCE)
                && at > floor
                && let Some(subject) = self.phrases.ending(at - 1, floor)
            {
                return Cue::new(Tie::Within, Some(subject), at, false);
            }
            let leads = self.phrases.tokens.language.capital_nouns || at == floor;
            if token.is(Class::ACCORDING) && (!token.is(Class::PREPOSITION) || leads) {
                let cue = self.source(at, quote);
                let tie = if self.beside(at, quote) { Tie::Beside } else { Tie::Within };
                return Cue { tie, after: false, ..cue };
            }
            // `nach Ansicht`, `nach den Worten`
            let lead = at.saturating_sub(1 + usize::from(at > floor + 1 && list[at - 1].is(Class::DETERMINER)));
            if token.is(Class::OPINION) && at > floor && list[lead].is(Class::PREPOSITION) {
                let cue = self.source(at, quote);
                // `mit den Worten:` names nobody.
                if cue.subject.is_some() {
                    return Cue { tie: Tie::Within, after: false, ..cue };
                }
            }
            // `Continued Stone: "…"`, `Adding, "…"`
            let opens =
                at == floor && token.is_capital() && token.is(Class::SAID | Class::SAYING) && self.beside(at, quote);
            if token.kind != Kind::Lower && !opens || self.is_noun(at) {
                continue;
            }
            if token.is(Class::SAID | Class::SAYING) {
                let tie = if self.beside(at, quote) { Tie::Beside } else { Tie::Within };
                if tie == Tie::Within && weak.is_some() {
                    break;
                }
                // `When Smith said so, Reis fired back: "…"`
                let comma = (at..quote).rev().find(|look| list[*look].is_sign(','));
                if let Some(comma) = comma.filter(|comma| list[quote - 1].is_sign(':') && comma + 1 < quote)
                    && let Some(subject) =
                        self.phrases.starting(comma + 1, quote).filter(|subject| self.phrases.is_person(subject))
                {
                    return Cue::new(Tie::Beside, Some(subject), quote - 1, false);
                }
                return Cue::new(tie, self.subject_of(at, quote), at, false);
            }
            if token.is(Class::SPEAK) && weak.is_none() {
                weak = Some(at);
            }
        }
        let sign = quote.checked_sub(1).filter(|at| *at >= floor).map(|at| list[at].kind);
        if let Some(verb) = weak {
            let tie = if sign == Some(Kind::Sign(':')) { Tie::Colon } else { Tie::Within };
            return Cue::new(tie, self.subject_of(verb, quote), verb, false);
        }
        // `Ana Reis: "…"`
        if let Some(mention) = sign
            .filter(|sign| *sign == Kind::Sign(':'))
            .and_then(|_| self.phrases.names.mention_ending(quote.checked_sub(2)?))
        {
            let (name, tokens) = (mention.name, mention.tokens.clone());
            if self.phrases.names.is_person(name) && tokens.len() > 1 {
                return Cue::new(Tie::Colon, Some(Subject::Named { name, tokens }), quote - 1, false);
            }
        }
        let reported = |at: &usize| list[*at].kind == Kind::Lower && list[*at].is(Class::REPORTED);
        if let Some(verb) = (low..(quote + 12).min(self.sentence.end)).find(reported) {
            // `Reis bezweifelte das: Er habe „…“`
            if let Some(colon) = (low..verb).rev().find(|at| list[*at].is_sign(':'))
                && let Some(subject) = self.phrases.of_sentence(&(floor..colon))
            {
                return Cue::new(Tie::Within, Some(subject), verb, false);
            }
            return Cue::new(Tie::Within, None, verb, false);
        }
        match sign {
            Some(Kind::Sign(':')) => Cue::new(Tie::Colon, self.phrases.of_sentence(&(floor..quote)), quote - 1, false),
            Some(Kind::Sign(',')) => {
                Cue::new(Tie::Subject, self.phrases.of_sentence(&(floor..quote)), quote - 1, false)
            }
            _ => Cue::NONE,
        }
    }

    /// Whether the verb governs the quotation at once: only a listener, adverbs or `that` between them,
    /// or a comma or colon before the quotation.
    fn beside(&self, verb: usize, quote: usize) -> bool {
        let list = self.list();
        let last = &list[quote - 1];
        verb + 1 == quote || last.is_sign(':') || last.is_sign(',') || last.is(Class::THAT)
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
        (half + 1 < verb).then(|| self.phrases.of_sentence(&clause)).flatten()
    }

    /// Whether the clause of a verb is in the passive.
    fn passive(&self, verb: usize) -> bool {
        let list = self.list();
        let clause = (self.sentence.start..verb).rev().take(REACH).take_while(|at| !list[*at].is_sign(':'));
        clause.into_iter().any(|at| matches!(self.phrases.tokens.word(at), "wird" | "werden" | "wurde" | "wurden"))
    }

    /// The subject of a verb before the quotation.
    fn subject_of(&self, verb: usize, quote: usize) -> Option<Subject> {
        let floor = self.sentence.start;
        let list = self.list();
        let participle = list[verb].is(Class::SAYING);
        // `with Smith recently promising`
        if participle
            && verb > floor
            && !matches!(list[verb - 1].kind, Kind::Sign(_) | Kind::Quote(_))
            && let Some(subject) = self.phrases.before(verb, floor).filter(|subject| self.phrases.is_person(subject))
        {
            return Some(subject);
        }
        // `In der Erklärung heißt es: „…“`
        if self.phrases.tokens.language.capital_nouns
            && list[floor].is(Class::PREPOSITION)
            && (verb.saturating_sub(2)..quote.min(verb + 4)).any(|at| list[at].is(Class::IT))
            && let Some(text) = self.phrases.starting(floor + 1, verb)
        {
            return Some(text);
        }
        // The verb comes second: what stands before it may be a time or a place, and the subject after it.
        if self.phrases.tokens.language.capital_nouns {
            let before = self.phrases.before(verb, floor);
            let governed = before.as_ref().is_none_or(|found| {
                let start = found.tokens().start;
                let led = start > floor && {
                    let lead = &list[start - 1];
                    lead.is(Class::PREPOSITION | Class::ADVERB) && !lead.is(Class::FOCUS)
                };
                // `Als Begründung sagte …`
                let likened = start == floor + 1 && matches!(self.phrases.tokens.word(floor), "Als" | "Wie");
                led || likened
                    || list[start].is(Class::ADVERB | Class::CALENDAR | Class::TAG | Class::OBLIQUE)
                    || start == floor && self.phrases.opens_alone(found)
            });
            // `Reis hatte die Rolle der Boote betont:`: the verb's first half tells where the subject is.
            let bracket =
                (list[verb].is(Class::SAID) && list[verb + 1].is_sign(':')).then(|| self.bracket(verb)).flatten();
            if bracket.is_some() {
                return bracket;
            }
            // `und nannte …`: the subject is that of the verb before.
            let shared = verb > floor && list[verb - 1].is(Class::CONJUNCTION);
            let thing = before.as_ref().is_some_and(|before| self.phrases.is_thing(before));
            let after = if (governed || thing) && !shared { self.phrases.nominative(verb + 1, quote) } else { None };
            if list[verb].is(Class::QUOTING) && self.passive(verb) {
                return self.phrases.of_sentence(&(floor..verb)).or(before);
            }
            if list[verb].is(Class::QUOTING) {
                let first = before.clone().or_else(|| after.clone());
                let from = after.as_ref().map_or(verb + 1, |found| found.tokens().end);
                if let Some(object) = self.phrases.starting(from, quote).filter(|found| self.phrases.is_speaker(found))
                {
                    return Some(object);
                }
                return first;
            }
            // `Die Frage stellte Reis`: an object may stand first, a person is none.
            let person = after.as_ref().is_some_and(|after| self.phrases.is_person(after));
            if let Some(subject) = after.filter(|_| governed || person).or(before) {
                return Some(subject);
            }
        }
        if !participle {
            if let Some(subject) = self.phrases.before(verb, floor) {
                return Some(subject);
            }
            let quoted = (floor..verb).rev().take(2).any(|at| list[at].is_quote());
            if (quoted || verb == floor)
                && let Some(subject) = self.phrases.starting(verb + 1, quote)
            {
                return Some(subject);
            }
        }
        // A participle or a second verb (`stood up and said`): the subject of the verb before it.
        let earlier = (floor..verb).rev().take(REACH).find(|at| {
            self.speaks(*at) || list[*at].kind == Kind::Lower && list[*at].is(Class::SPEAK) && !self.is_noun(*at)
        });
        let subject = earlier.and_then(|earlier| {
            let before = self.phrases.before(earlier, floor);
            // `In einer Rede lobte Reis den Hafen und nannte ihn …`
            let led = before.as_ref().is_some_and(|found| {
                let start = found.tokens().start;
                start > floor && list[start - 1].is(Class::PREPOSITION)
            });
            if led && self.phrases.tokens.language.capital_nouns {
                return self.phrases.nominative(earlier + 1, verb).or(before);
            }
            before.or_else(|| {
                let quoted = (floor..earlier).rev().take(2).any(|at| list[at].is_quote());
                if quoted { self.phrases.starting(earlier + 1, verb) } else { None }
            })
        });
        subject.or_else(|| self.phrases.of_sentence(&(floor..quote)))
    }
}
