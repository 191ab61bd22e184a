//! Who spoke, told by what stands below the words: a signature, a sentence that tells who said them, a paragraph into
//! which they run on.

use super::{Attributed, How, Speakers, Who};
use crate::wire::quotes::cue::{Cue, Tie};
use crate::wire::quotes::language::{Class, Form};
use crate::wire::quotes::marks::Stretch;
use crate::wire::quotes::phrase::Subject;
use crate::wire::quotes::tokens::{Kind, Sentence, Token};
use std::ops::Range;

/// Gives the speaker of the last quotation to the paragraphs before it that run on into it.
pub(super) fn tell_before(stretches: &[Stretch], found: &mut [Attributed]) {
    let Some((last, before)) = found.split_last_mut() else { return };
    for piece in before.iter_mut().rev() {
        if !stretches[piece.number].runs_on || piece.cue.subject.is_some() {
            return;
        }
        piece.who = last.who.clone();
        piece.how = How::RunsOn;
    }
}

/// A tag is for no more quotations before it.
const SHARED: usize = 4;

impl Speakers<'_> {
    /// Gives the speaker whom a tag names to the quotations before in its sentence of which nothing says who spoke:
    /// `“To be fair,” which is “just,” she said.`
    pub(super) fn share(&self, found: &mut [Attributed]) {
        let Some((last, before)) = found.split_last_mut() else { return };
        if last.who.is_none() || last.cue.tie != Tie::Beside || !last.cue.after {
            return;
        }
        let list = &self.tokens().list;
        let other = Class::SAID | Class::SAYING | Class::SPEAK | Class::ACCORDING | Class::CONJUNCTION;
        let parts = |token: &Token| token.is(other) || matches!(token.kind, Kind::Sign(';' | ':'));
        let untold = |piece: &&mut Attributed| {
            piece.sentence == last.sentence && piece.who.is_none() && piece.cue.tie == Tie::None
        };
        // `Ek's “first” and “last”`: those words are Ek's.
        let owned = |at: usize| list[at].is_owner() || list[at].is(Class::DETERMINER | Class::POSSESSIVE);
        let mut next = last.token;
        for piece in before.iter_mut().rev().take_while(untold).take(SHARED) {
            let led = piece.token > piece.sentence.start && owned(piece.token - 1);
            if led || list[piece.token + 1..next].iter().any(parts) {
                return;
            }
            next = piece.token;
            piece.who = last.who.clone();
            piece.how = last.how.clone();
            piece.cue.verb = last.cue.verb;
            piece.cue.after = true;
        }
    }

    /// A line of its own below a quotation: `— Ana Reis, spokeswoman`, `(Ana Reis, spokeswoman)`.
    pub(super) fn signature(&mut self, sentence: &Sentence, stretches: &[Stretch], found: &mut [Attributed]) {
        let list = &self.tokens().list;
        let tokens = &sentence.tokens;
        let dash = matches!(list[tokens.start].kind, Kind::Sign('-' | '—'));
        let bracket = list[tokens.start].is_sign('(') && list[tokens.start].opens && list[tokens.end - 1].is_sign(')');
        let signs = (dash || bracket) && (2..24).contains(&tokens.len());
        let unsigned = |above: &&mut Attributed| above.cue.subject.is_none() && (dash || above.alone);
        let Some(above) = found.last_mut().filter(|above| signs && unsigned(above)) else { return };
        let between = above.sentence.end..tokens.start;
        let adjacent = between.len() < 4 && list[between].iter().all(|token| !token.is_word());
        if !adjacent || list[tokens.clone()].iter().any(Token::is_quote) {
            return;
        }
        if let Some(Subject::Named { name, tokens }) = self.phrases.starting(tokens.start + 1, tokens.end)
            && (dash || self.phrases.names.is_whole_person(name))
        {
            above.cue = Cue { tie: Tie::Beside, subject: None, verb: Some(tokens.start - 1), after: true };
            above.who = Some(Who::Named(name));
            above.how = How::Cue;
            self.last = Some((Who::Named(name), sentence.paragraph));
            tell_before(stretches, found);
        }
    }

    /// Who said the words before: `„…“ Das sagte Ana Reis.`, `„…“ Das musste Reis einräumen.`,
    /// `“…”. Lo ha detto Ana Reis.`
    pub(super) fn told_after(&mut self, sentence: &Sentence, found: &mut [Attributed]) {
        let tokens = self.tokens();
        let range = &sentence.tokens;
        if !tokens.list[range.start].is_capital() || !tokens.has(range.start, Form::Back) {
            return;
        }
        let list = &tokens.list[range.clone()];
        let Some(above) = found.last_mut().filter(|above| above.alone && above.cue.subject.is_none()) else { return };
        // `So sagte Reis, …` may tell of what follows; after `Das sagte Reis, …` stands who that is.
        // After a dash speech is a paragraph of its own.
        let apart = above.sentence.end != range.start || list[0].opens && !tokens.language.commas;
        let goes_on = tokens.language.capital_nouns && !list[0].is(Class::DETERMINER);
        let ahead = |token: &Token| token.is_quote() || token.is_sign(':') || token.is_sign(',') && goes_on;
        if apart || list.iter().any(ahead) {
            return;
        }
        let verbs = match self.telling(range) {
            Some(verbs) => verbs,
            None if tokens.language.drops_subject && list[0].is(Class::ADVERB) => self.elliptic(range),
            None => return,
        };
        let subject = self.phrases.nominative(verbs.end, range.end);
        // `Così Reis e la barca …` tells something else.
        let ends = |subject: &Subject| {
            let next = tokens.list.get(subject.tokens().end);
            next.is_none_or(|next| !next.is_word() || next.is(Class::PREPOSITION))
        };
        let subject = subject.filter(|found| !verbs.is_empty() || self.phrases.is_person(found) && ends(found));
        if let Some((Some(who), how)) = subject.map(|subject| self.resolve(&subject, sentence)) {
            let verb = if verbs.is_empty() { range.start } else { verbs.start };
            above.cue = Cue { tie: Tie::Beside, subject: None, verb: Some(verb), after: true };
            above.who = Some(who.clone());
            above.how = how;
            self.last = Some((who, sentence.paragraph));
        }
    }

    /// The place of the verb that is left out behind such a word: `Così il sindaco Ana Reis.`, `Cosi' Ana Reis.`
    fn elliptic(&self, range: &Range<usize>) -> Range<usize> {
        let primes = self.tokens().list[range.start + 1..range.end].iter().take_while(|token| token.is_sign('\''));
        let at = range.start + 1 + primes.count();
        at..at
    }

    /// The verbs behind the word that opens a sentence about the words before it.
    fn telling(&self, range: &Range<usize>) -> Option<Range<usize>> {
        let tokens = self.tokens();
        let list = &tokens.list[range.clone()];
        let forms = &tokens.language.forms;
        let verb = |token: &Token| token.kind == Kind::Lower && token.is(Class::SAID) && !token.is(Class::DETERMINER);
        let telling = |at: usize| verb(&tokens.list[at]) && tokens.is_telling(at);
        // `Así lo dijo Reis.`
        let object = |token: &Token| token.kind == Kind::Lower && token.span().len() < 4 && !verb(token);
        // `È quanto ha detto Reis.`
        let second = tokens.has(range.start + 1, Form::Back) && range.len() > 1;
        let object = forms.knows(Form::Telling) && (second || list.get(1).is_some_and(object));
        let first = range.start + 1 + usize::from(object);
        let stands = |token: &&Token| verb(token) || token.is(Class::AUXILIARY | Class::ADVERB);
        let count = tokens.list[first..range.end].iter().take_while(stands).count();
        let opens = count > 0 && !tokens.list[first].is(Class::ADVERB);
        (opens && range.clone().any(telling)).then_some(first..first + count)
    }
}
