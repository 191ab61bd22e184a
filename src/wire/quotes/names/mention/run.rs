//! Runs of capitalised words: where a name and its title may begin and end.
//!
//! In: the tokens and a place in them. Out: whether a word may stand in a name, and where the run ends.

use super::super::super::language::{Class, Language};
use super::super::super::tokens::{Token, Tokens};
use std::ops::Range;

/// Whether a run's first word is an agency to which the words were told, and the speaker's name follows: `dijo a Reuters
/// Ana Reis`.
pub(super) fn hears(tokens: &Tokens<'_>, run: &Range<usize>) -> bool {
    let list = &tokens.list;
    // Where an agency's services have names of their own, a given name tells.
    let named = |next: &Token| next.is(Class::GIVEN) || tokens.language.dashes && next.class == Class::NONE;
    run.len() > 2
        && run.start > 0
        && list[run.start - 1].is(Class::PREPOSITION)
        && named(&list[run.start + 1])
        && tokens.is_agency(run.start)
}

/// The longest run of capitalised words that is read as one name, in tokens.
const RUN: usize = 12;

/// Words of the grammar, which stand in no name.
const GRAMMAR: Class = Class::DETERMINER
    .with(Class::PREPOSITION)
    .with(Class::CONJUNCTION)
    .with(Class::AUXILIARY)
    .with(Class::ADVERB)
    .with(Class::HE)
    .with(Class::SHE)
    .with(Class::THEY)
    .with(Class::IT)
    .with(Class::SELF)
    .with(Class::WHO)
    .with(Class::HIM)
    .with(Class::HER)
    .with(Class::POSSESSIVE)
    .with(Class::CALENDAR)
    .with(Class::THAT);

/// Nouns, which stand in none where all nouns have capitals.
const COMMON: Class = Class::PEOPLE.with(Class::DOCUMENT).with(Class::WORK).with(Class::TERM).with(Class::OPINION);

/// A quoted stretch that has fewer bytes may be a nickname.
pub(in crate::wire::quotes) const NICKNAME: usize = 24;

/// Whether a word may stand in a name.
pub(in super::super) fn may_name(token: &Token, language: &Language) -> bool {
    // `Говорит Луис Орр:`
    let verb = language.no_articles && token.is(Class::SAID);
    let common = language.capital_nouns && token.is(COMMON);
    token.is_capital() && !(verb || common || token.is(GRAMMAR))
}

/// Where a run of capitalised words ends.
pub(super) fn run_end(tokens: &Tokens<'_>, start: usize) -> usize {
    let list = &tokens.list;
    let mut end = start + 1;
    while end < list.len() && end - start < RUN && !list[end - 1].is_owner() && !list[end].opens {
        if may_name(&list[end], tokens.language) {
            end += 1;
            continue;
        }
        // `Smith & Sons`
        if list[end].is_sign('&') && list.get(end + 1).is_some_and(|token| may_name(token, tokens.language)) {
            end += 2;
            continue;
        }
        // `Anne Le Goff`, `Luigi Di Maro`, `M. Le Goff`
        let next = list.get(end + 1).is_some_and(|next| may_name(next, tokens.language) && !next.opens);
        let address = list[end - 1].is(Class::SIR | Class::MADAM);
        let first = list[end - 1].is(Class::GIVEN) || address || list[end - 1].class == Class::NONE && end == start + 1;
        if list[end].is_capital() && list[end].is(Class::PARTICLE) && first && next {
            end += 2;
            continue;
        }
        // `Bürgermeister von Norwick`: after an office the particle leads to a place.
        if list[end].is(Class::OF) && list[end - 1].is(Class::ROLE) {
            break;
        }
        let mut after = end;
        // Where nouns have capitals, a particle after one that is no given name leads to something else.
        let article = list.get(end).is_some_and(|token| token.is(Class::DETERMINER));
        // `Ana von Reis`, but `Ana Reis von der Universität`.
        let origin = list[end].is(Class::PREPOSITION);
        let bears = !tokens.language.capital_nouns
            // `Kris de Holm`: a word of no other use.
            || list[end].class == Class::PARTICLE
            || !article && (list[end - 1].is(Class::GIVEN | Class::TITLES) || end > start + 1 && !origin);
        while bears
            && after < list.len()
            && after < end + 3
            && list[after].is(Class::PARTICLE)
            && !list[after].is_capital()
        {
            after += 1;
        }
        // A nickname in quote marks between two parts of the name.
        if after == end && list[end].is_quote() && list[end].span().len() < NICKNAME {
            after += 1;
        }
        if after == end || !list.get(after).is_some_and(|token| may_name(token, tokens.language)) {
            break;
        }
        if list[end].is_quote() && list[end].start.saturating_sub(list[end - 1].end()) != 1 {
            break;
        }
        end = after + 1;
    }
    end
}
