//! First words of a run that are no part of a name: they have their capital from the sentence, or are a verb, or the
//! office of several.
//!
//! In: the tokens and where the run stands. Out: whether the first word is one of these.

use super::super::super::language::{Class, Form};
use super::super::super::tokens::{Kind, Token, Tokens};
use super::run::may_name;
use std::ops::Range;

/// Whether a word that has its capital from its sentence is an adverb before an adjective: `Usually tired, Reis …`.
pub(super) fn is_manner(tokens: &Tokens<'_>, at: usize) -> bool {
    let plain = |next: &Token| next.kind == Kind::Lower && next.class == Class::NONE;
    tokens.heads_sentence(at)
        && tokens.has(at, Form::Manner)
        && tokens.list.get(at + 1).is_some_and(plain)
        && !tokens.has(at + 1, Form::Finite)
}

/// Whether a word is a participle that opens a sentence: `Interrogado sobre o plano, …`, `Hitting out at the board, Mayor
/// Reis …`.
pub(in crate::wire::quotes) fn is_fronted(tokens: &Tokens<'_>, at: usize) -> bool {
    let participle = || tokens.list[at].class == Class::NONE && tokens.has(at, Form::Participle);
    tokens.heads_sentence(at) && (tokens.has(at, Form::Fronted) || participle() && opens_clause(tokens, at))
}

/// Whether small words of no main clause, a comma and a subject stand behind the first word of a sentence.
fn opens_clause(tokens: &Tokens<'_>, at: usize) -> bool {
    let list = &tokens.list;
    let verb = Class::SAID | Class::SPEAK | Class::AUXILIARY | Class::CALENDAR;
    let small = list.get(at + 1).is_some_and(|next| next.kind == Kind::Lower && !next.is(verb));
    let mut rest =
        (at + 1..list.len().min(at + CLAUSE)).take_while(|next| list[*next].is_word() || list[*next].is_sign(','));
    let comma = rest.find(|next| list[*next].is_sign(',') || list[*next].kind == Kind::Lower && list[*next].is(verb));
    let pronoun = Class::HE | Class::SHE | Class::THEY | Class::IT;
    let subject = |at: usize| list.get(at).is_some_and(|next| next.is_capital() || next.is(pronoun | Class::DEFINITE));
    small && comma.is_some_and(|comma| list[comma].is_sign(',') && subject(comma + 1))
}

/// A clause that opens a sentence has no more words.
const CLAUSE: usize = 16;

/// Whether a run's first word is an adjective with the capital of its sentence: `Jegliche Verantwortung`.
pub(super) fn is_adjective(tokens: &Tokens<'_>, run: &Range<usize>) -> bool {
    let list = &tokens.list;
    let first = &list[run.start];
    let (forms, word) = (&tokens.language.forms, tokens.word(run.start));
    tokens.language.capital_nouns
        && run.len() > 1
        && first.class == Class::NONE
        && (first.opens || run.start == 0 || !list[run.start - 1].is_word())
        && forms.strip(Form::Declined, word).is_some_and(|stem| forms.has(Form::Adjective, stem))
}

/// Whether a run's first word is the verb of a tag that opens the sentence: `Said Mayor Ana Reis: “…”`.
pub(in super::super) fn is_inverted(tokens: &Tokens<'_>, run: &Range<usize>) -> bool {
    let verb = &tokens.list[run.start];
    let titled = || tokens.list[run.start + 1..run.end].iter().any(|token| token.is(Class::TITLES));
    // `State Rep. Ana Reis`, `Claims Manager Ana Reis`
    let is_verb = verb.is(Class::SAID) && tokens.has(run.start, Form::Verb);
    // `Diz Reis que …`
    let reports = || tokens.list.get(run.end).is_some_and(|next| next.is(Class::THAT)) && !verb.is(Class::GIVEN);
    run.len() > 1 && is_verb && tokens.heads_sentence(run.start) && (titled() || reports())
}

/// Whether a run's first word is the office of several persons, whose names follow: `Actors Ana Reis and Tom Ek`, but
/// `Actors Studio`.
pub(super) fn is_of_several(tokens: &Tokens<'_>, run: &Range<usize>) -> bool {
    let list = &tokens.list;
    let joined = list.get(run.end).is_some_and(|next| next.is(Class::JOINS))
        && list.get(run.end + 1).is_some_and(|next| may_name(next, tokens.language));
    run.len() > 2 && joined && tokens.has(run.start, Form::Offices)
}
