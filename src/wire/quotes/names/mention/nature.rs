//! What a name stands for, and whose gender it tells.
//!
//! In: the words of a name and those beside it. Out: its [`Nature`], its [`Gender`].

use super::super::super::language::Class;
use super::super::super::tokens::{Token, Tokens};
use super::super::{Gender, Nature};
use std::ops::Range;

pub(super) fn nature(tokens: &Tokens<'_>, name: &Range<usize>, titled: bool, before: Option<&Token>) -> Nature {
    let list = &tokens.list[name.clone()];
    if list.iter().any(|token| token.is_sign('&')) {
        return Nature::Body;
    }
    let given = list[0].is(Class::GIVEN);
    // `18 Monate Haft`
    if tokens.language.capital_nouns
        && list.len() > 1
        && !titled
        && !given
        && before.is_some_and(|token| is_number(tokens, token))
    {
        return Nature::Body;
    }
    let places = list.iter().all(|token| token.is(Class::PLACE | Class::ORIGIN));
    let titled_surname = titled && list.len() == 1 && !list[0].is(Class::PLACE);
    if places && !titled_surname {
        return if list.iter().any(|token| token.is(Class::PLACE)) { Nature::Place } else { Nature::Body };
    }
    let last = &list[list.len() - 1];
    if list.len() > 1
        && !titled
        && ((last.is(Class::PLACE) || list[0].is(Class::PLACE) && !list[1].is(Class::GIVEN)) && !given
            || list[0].is(Class::COMPASS) && !given)
    {
        return if last.is(Class::BODY) { Nature::Body } else { Nature::Place };
    }
    if list.len() > 1 && given && !list[list.len() - 1].is(Class::BODY) {
        return Nature::Person;
    }
    if list.iter().any(|token| token.is(Class::BODY)) && !(titled && list.len() <= 2) {
        return Nature::Body;
    }
    let after_the = before.is_some_and(|token| token.is(Class::DETERMINER));
    // `D.Y. Reis` is somebody.
    let capitals = all_capitals(tokens.word(name.start)) && !tokens.word(name.start).ends_with('.');
    // `глава МИД РФ`
    let initials = capitals && tokens.language.no_articles && name.clone().all(|at| all_capitals(tokens.word(at)));
    match list.len() {
        _ if titled && !initials => Nature::Person,
        1 if tokens.language.capital_nouns && !capitals => Nature::Unknown,
        _ if capitals && list.len() < 3 => Nature::Body,
        1 if given => Nature::Person,
        1 if after_the => Nature::Body,
        1 => Nature::Unknown,
        2..=4 if !after_the => Nature::Person,
        _ => Nature::Body,
    }
}

fn is_number(tokens: &Tokens<'_>, token: &Token) -> bool {
    tokens.text[token.span()].bytes().all(|byte| byte.is_ascii_digit())
}

/// A person's gender: that of the title, or else of the given name.
pub(super) fn gender(list: &[Token], name: &Range<usize>, titled: Gender, nature: Nature) -> Gender {
    match titled {
        Gender::Unknown if nature == Nature::Person => {
            told(list[name.start].class, Class::GIVEN_MAN, Class::GIVEN_WOMAN)
        }
        known => known,
    }
}

pub(super) fn of_title(title: Class) -> Gender {
    told(title, Class::SIR | Class::MAN, Class::MADAM | Class::WOMAN)
}

fn told(class: Class, man: Class, woman: Class) -> Gender {
    match (class.any(man), class.any(woman)) {
        (true, false) => Gender::Man,
        (false, true) => Gender::Woman,
        _ => Gender::Unknown,
    }
}

/// Whether a word is written in capitals throughout (`NATO`, `U.S.`).
pub(super) fn all_capitals(word: &str) -> bool {
    let letters = word.chars().filter(|c| c.is_alphabetic());
    letters.clone().count() > 1 && letters.clone().all(char::is_uppercase)
}
