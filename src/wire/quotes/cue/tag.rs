//! The cue in the rest of a sentence that quotes within: a tag after a comma, the second half of a verb, the
//! verb after an opening quotation.
//!
//! In: the quotation's place. Out: its [`Cue`], where the rest of the sentence has one. But for
//! [`Cues::tail`] these are forms of German, whose verb may stand at the end and whose subject after it.

use super::super::language::{Class, Form};
use super::super::tokens::{Kind, Token};
use super::{Cue, Cues, REACH, Tie};

/// How far the verb that ends a clause may stand behind the quotation in it, in tokens.
const CLAUSE: usize = 8;

impl Cues<'_> {
    /// The second half of a verb whose first half stands before the quotation: `Reis hat den Plan „…“
    /// genannt`, `Der Plan wurde von Reis als „…“ bezeichnet`.
    pub(super) fn participle(&self, quote: usize, at: usize) -> Option<Cue> {
        let list = self.list();
        let end = self.sentence.end;
        let within = |at: usize| at < end && list[at].is_word() && !list[at].is(Class::CONJUNCTION);
        let auxiliary = |at: usize| usize::from(within(at) && list[at].is(Class::AUXILIARY));
        // The verb that ends the clause, or the half of it that does: `… genannt hat`.
        let last = |verb: &usize| {
            !within(*verb + 1 + auxiliary(*verb + 1)) && !list.get(*verb + 1).is_some_and(Token::is_quote)
        };
        let tells = |verb: &usize| list[*verb].kind == Kind::Lower && list[*verb].is(Class::SAID | Class::SPEAK);
        let clause = (at..end.min(at + CLAUSE)).take_while(|at| within(*at));
        let verb = clause.into_iter().find(|verb| tells(verb) && last(verb)).filter(|_| at == quote + 1)?;
        // `…, was im Hafen als „…“ bezeichnet wurde`
        let subject = if self.phrases.tokens.has(verb + 1, Form::Passive) {
            self.agent(quote, self.clause_start(quote))?
        } else {
            self.bracketed(quote, quote)?
        };
        Some(Cue::new(Tie::Within, Some(subject), verb, true))
    }

    /// What somebody or a text speaks of: `In dem Brief war von einem „…“ die Rede`.
    pub(super) fn talk(&self, quote: usize) -> Option<Cue> {
        let tokens = self.phrases.tokens;
        let talk = (quote + 1..self.sentence.end.min(quote + CLAUSE)).find(|at| tokens.has(*at, Form::Talk))?;
        let of = (quote.saturating_sub(3).max(self.sentence.start)..quote).any(|at| tokens.has(at, Form::By));
        let plain = (quote + 1..talk).all(|at| self.list()[at].is_word());
        (of && plain).then(|| Cue::new(Tie::Within, self.text_before(quote), talk, true))
    }

    /// The verb after a quotation that opens its sentence: `Mit den Worten „…“ trat Reis zurück`, `Als „…“
    /// bezeichnete Reis den Plan`, `Von einem „…“ Plan sprach Reis`.
    pub(super) fn fronted(&self, quote: usize, at: usize) -> Option<Cue> {
        let list = self.list();
        let end = self.sentence.end;
        let floor = self.sentence.start;
        if !(floor + 1..=floor + 3).contains(&quote) || at != quote + 1 || !list[floor].is_capital() {
            return None;
        }
        let opens = list[floor].is(Class::PREPOSITION) || self.phrases.tokens.has(floor, Form::Like);
        let worded = list[quote - 1].is(Class::OPINION);
        let tells = |look: &usize| list[*look].kind == Kind::Lower && list[*look].is(Class::SAID | Class::SPEAK);
        let verb = if worded { at } else { (at..end.min(at + 3)).find(tells)? };
        if !opens || list[verb].kind != Kind::Lower {
            return None;
        }
        let subject = self.phrases.nominative(verb + 1, end)?;
        Some(Cue::new(Tie::Beside, Some(subject), verb, true))
    }

    /// The tag at the end of a sentence that quotes within: `He was "a fool," a fan, Smith said.`
    pub(super) fn tail(&self, quote: usize, at: usize, end: usize) -> Cue {
        let list = self.list();
        let stop = end - usize::from(matches!(list[end - 1].kind, Kind::Sign('.')));
        if let Some(cue) = self.inverted_tail(quote, stop) {
            return cue;
        }
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
        self.named_tail(at, comma, stop).unwrap_or(Cue::NONE)
    }

    /// A verb and its subject after a comma, where nobody else speaks: `The day was “a great thing” for the town, said Ana
    /// Reis, who was there.`
    pub(super) fn inverted_tail(&self, quote: usize, stop: usize) -> Option<Cue> {
        let list = self.list();
        let mut near = (quote + 1..stop.min(quote + REACH)).take_while(|at| !list[*at].is_quote());
        let verb = near.find(|at| list[*at].is_sign(',') && at + 2 < stop && self.speaks(at + 1))? + 1;
        if list[verb].is(Class::LISTENER) {
            return None;
        }
        let cue = self.inverted(verb, stop);
        let found = cue.subject.as_ref()?;
        let tokens = found.tokens();
        // `spoke to Ana Reis`, `said police had beaten him`
        let opens = Class::DETERMINER | Class::POSSESSIVE | Class::TITLES | Class::PEOPLE;
        let first = &list[tokens.start];
        let led = first.kind == Kind::Lower && !first.is(opens) || list[tokens.start - 1].is(Class::PREPOSITION);
        let after = Class::PREPOSITION | Class::CALENDAR | Class::WHO;
        let ends = list.get(tokens.end).is_none_or(|next| !next.is_word() || next.is(after));
        (self.phrases.is_who(found) && ends && !led && self.before(quote).subject.is_none())
            .then_some(Cue { tie: Tie::Within, ..cue })
    }

    /// A name or an office after a comma whose verb ends the sentence but for a listener or a text: `…, Ana Reis, head of
    /// the board, told reporters.`, `…, the mayor said in a statement.`
    fn named_tail(&self, at: usize, comma: usize, stop: usize) -> Option<Cue> {
        let list = self.list();
        // `played “Boats of May” on Friday, the mayor said in a speech`: the title of something.
        let floor = self.sentence.start;
        let quote = (floor..at).rev().find(|look| list[*look].is_quote())?;
        let leads = Class::DETERMINER | Class::POSSESSIVE | Class::AUXILIARY | Class::SAID | Class::SPEAK | Class::OF;
        let led = quote == floor || list[quote - 1].is(leads);
        if !led || list[at].is(Class::AUXILIARY) {
            return None;
        }
        let verb = (comma + 1..stop.min(comma + CLAUSE)).find(|look| self.speaks(*look))?;
        let rest = verb + 1..stop;
        let text = list.get(verb + 1).is_some_and(|next| next.is(Class::PREPOSITION));
        let listener = list[verb].is(Class::LISTENER) && rest.len() <= 2 || text;
        let plain = rest.len() < CLAUSE && list[rest].iter().all(|token| token.is_word() && !token.is(Class::WHO));
        let found = self.phrases.before(verb, at).filter(|_| listener && plain)?;
        let start = found.tokens().start;
        let apart = start > at && list[start - 1].is_sign(',');
        let who = self.phrases.is_person(&found) || self.phrases.may_talk(&found) && start == comma + 1;
        (apart && who).then(|| Cue::new(Tie::Within, Some(found), verb, true))
    }

    /// The attribution after a comma, further on in the sentence: `…, so Reis`, `…, sagte Reis`, `…, wie Reis
    /// mitteilte`, `…, hatte Reis gesagt`.
    pub(super) fn tagged(&self, quote: usize) -> Option<Cue> {
        let list = self.list();
        let end = self.sentence.end;
        let commas = (quote + 1..end.min(quote + REACH)).filter(|at| matches!(list[*at].kind, Kind::Sign(',' | '—')));
        let cue = commas.into_iter().find_map(|comma| self.tag_at(comma + 1, end))?;
        let speaks = cue.subject.as_ref().is_some_and(|subject| self.phrases.is_speaker(subject));
        speaks.then_some(Cue { tie: Tie::Within, ..cue })
    }

    fn tag_at(&self, at: usize, end: usize) -> Option<Cue> {
        let list = self.list();
        let last = |verb: &usize| list.get(verb + 1).is_none_or(|next| !next.is_word() || next.is(Class::CONJUNCTION));
        if at + 1 >= end || list[at].kind != Kind::Lower {
            return None;
        }
        if list[at].is(Class::TAG) {
            // `…, so heißt es in der Erklärung`
            return Some(if self.speaks(at + 1) { self.inverted(at + 1, end) } else { self.source(at, end) });
        }
        if self.phrases.tokens.has(at, Form::As) {
            let verb = (at + 2..end.min(at + 24)).find(|look| self.may_tell(*look) && last(look))?;
            // `…, wie es im Bericht heißt`
            if list[at + 1].is(Class::IT) && list[at + 2].is(Class::PREPOSITION) {
                return Some(self.impersonal(at + 2, verb, verb));
            }
            return Some(Cue::new(Tie::Within, self.phrases.nominative(at + 1, verb), verb, true));
        }
        // `…, hatte Reis gesagt`, `…, wird Reis zitiert`
        if self.phrases.tokens.has(at, Form::Half) || list[at].is(Class::AUXILIARY) {
            let verb = (at + 2..end.min(at + 24)).find(|look| self.speaks(*look) && last(look))?;
            return Some(Cue::new(Tie::Within, self.phrases.nominative(at + 1, verb), verb, true));
        }
        let cue = self.speaks(at).then(|| self.inverted(at, end))?;
        let after = cue.subject.as_ref()?.tokens().end;
        let ends = list.get(after).is_none_or(|next| {
            !next.is_word() || next.is(Class::PREPOSITION | Class::ADVERB | Class::CALENDAR | Class::CONJUNCTION)
        });
        ends.then_some(cue)
    }
}
