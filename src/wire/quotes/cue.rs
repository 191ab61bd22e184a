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

use super::language::{Class, Form};
use super::phrase::{Phrases, Subject};
use super::tokens::{Kind, Token};
use crate::wire::dateline::agency;
use std::ops::Range;

mod after;
mod before;
mod source;
mod subject;
mod tag;

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

/// No name of an agency has more words.
const AGENCY: usize = 3;

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
        if let Some(cue) = self.within_opening(quote) {
            return cue;
        }
        let after = self.after(quote);
        // `schrieb Reis: „…“, weiter hieß es`: what names nobody leaves it to what stands before.
        let relayed = after.subject.as_ref().is_some_and(|subject| self.is_agency(subject));
        if after.tie == Tie::Beside && after.subject.is_some() && !relayed {
            return after;
        }
        let before = self.before(quote);
        // `Reis said he was “glad”, Reuters reported.`
        if relayed {
            let own = before.subject.as_ref().is_some_and(|subject| !self.is_agency(subject));
            let clause = before.verb.is_some_and(|verb| self.is_one_clause(verb, quote));
            return if self.told(&before) && own && clause { before } else { after };
        }
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

    /// Whether nothing but the word for `that` parts a verb from the quotation.
    fn is_one_clause(&self, verb: usize, quote: usize) -> bool {
        let list = self.list();
        let parts = |at: usize| !list[at].is_word() && !list.get(at + 1).is_some_and(|next| next.is(Class::THAT));
        verb >= quote || !(verb + 1..quote).any(parts)
    }

    /// Whether a subject is an agency, which relays what others say.
    fn is_agency(&self, subject: &Subject) -> bool {
        let tokens = subject.tokens();
        let first = self.list()[tokens.start].start;
        let typed = &self.phrases.tokens.text[first..self.list()[tokens.end - 1].end()];
        tokens.len() <= AGENCY && self.list()[tokens.start].is_capital() && agency::named(typed).is_some()
    }

    /// Whether a cue is a verb of speaking with its subject, or stands beside the quotation.
    fn told(&self, cue: &Cue) -> bool {
        let said = |verb: usize| self.list()[verb].is(Class::SAID | Class::SAYING | Class::ACCORDING | Class::OPINION);
        cue.subject.is_some() && (cue.tie == Tie::Beside || cue.tie == Tie::Within && cue.verb.is_some_and(said))
    }

    /// A verb of speaking in lower case.
    fn speaks(&self, at: usize) -> bool {
        let token = &self.list()[at];
        token.kind == Kind::Lower && token.is(Class::SAID) && !self.is_noun(at) && !self.is_bare(at)
    }

    /// Whether a participle that may say how a thing is stands without the auxiliary of the perfect: `está considerado`,
    /// but `ha considerado`.
    fn is_bare(&self, at: usize) -> bool {
        let tokens = self.phrases.tokens;
        tokens.has(at, Form::Perfect) && !(at > 0 && tokens.has(at - 1, Form::Have))
    }

    /// Whether a word that may be a verb is a noun here: `the claim`, `his report`, `a pledge`.
    fn is_noun(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1).map(|before| &self.list()[before]) else { return false };
        let nominal = before.is(Class::DETERMINER | Class::POSSESSIVE)
            || before.is_owner()
            || before.is(Class::ORIGIN) && !before.is_capital();
        let nominal = nominal || self.is_described(at);
        nominal && !self.phrases.tokens.has(at, Form::Verb) && !before.is(Class::THAT) || self.is_doubtful(at)
    }

    /// Whether somebody's participle stands before a word that may be a noun of several: `her closing remarks`.
    fn is_described(&self, at: usize) -> bool {
        let tokens = self.phrases.tokens;
        let Some(owner) = at.checked_sub(2).map(|owner| &self.list()[owner]) else { return false };
        let participle = self.list()[at - 1].kind == Kind::Lower && tokens.has(at - 1, Form::Participle);
        participle && tokens.word(at).ends_with('s') && (owner.is(Class::POSSESSIVE) || owner.is_owner())
    }

    /// Whether a verb that is a noun as often stands before other words: `Lagos state police`, but `The rules state that …`.
    fn is_doubtful(&self, at: usize) -> bool {
        let leads =
            |next: &Token| next.is(Class::THAT) || next.is_quote() || matches!(next.kind, Kind::Sign(',' | ':'));
        self.phrases.tokens.has(at, Form::Doubtful) && !self.list().get(at + 1).is_some_and(leads)
    }
}
