//! Mentions: where names stand, and what stands in front of them.
//!
//! In: the tokens. Out: for each run of capitalised words its title, its name, and what the name is
//! told to be by its own words and its neighbours.

use super::super::language::{Class, Form};
use super::super::tokens::{Kind, Token, Tokens};
use super::{Gender, Nature, title};
pub(in crate::wire::quotes) use first::is_fronted;
pub(super) use first::is_inverted;
use first::{is_adjective, is_manner, is_of_several};
use nature::{all_capitals, gender, nature, of_title};
pub(in crate::wire::quotes) use run::NICKNAME;
pub(super) use run::may_name;
use run::{hears, run_end};
use std::ops::Range;

mod first;
mod nature;
mod run;

/// A mention before it is known whose it is.
pub(super) struct Found {
    /// The name's own words.
    pub(super) tokens: Range<usize>,
    /// Where the mention begins with its capitalised title.
    pub(super) start: usize,
    pub(super) nature: Nature,
    pub(super) gender: Gender,
    /// The gender that the title alone tells: a surname may be a given name as well (`Mary Thomas`, later `Thomas`).
    pub(super) titled: Gender,
    pub(super) role: Option<Range<usize>>,
    /// Whether it is a name only if somebody has it: an office written with a capital.
    pub(super) known_only: bool,
}

/// All mentions of a text, in order.
pub(super) fn all(tokens: &Tokens<'_>) -> Vec<Found> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.list.len() {
        if !may_name(&tokens.list[at], tokens.language) {
            at += 1;
            continue;
        }
        let end = run_end(tokens, at);
        if hears(tokens, &(at..end)) {
            at += 1;
            continue;
        }
        let mut named = mention(tokens, at..end);
        // `said Justice and Police Minister Tom Ek`: one word before an office of two may belong to it.
        if let Some(named) = named.as_mut().filter(|named| tokens.has(named.start, Form::Area)) {
            named.known_only |= shares_office(tokens, end);
        }
        found.extend(named);
        at = end;
    }
    found
}

/// Whether a conjunction stands here and then a name with an office of two words in capitals.
fn shares_office(tokens: &Tokens<'_>, joins: usize) -> bool {
    let list = &tokens.list;
    let next = joins + 1;
    if !list.get(joins).is_some_and(|token| token.is(Class::JOINS)) || !list.get(next).is_some_and(Token::is_capital) {
        return false;
    }
    let run = next..run_end(tokens, next);
    last_title(list, &run).is_some_and(|title| title > next && title + 1 < run.end && list[title].is(Class::ROLE))
}

/// Splits a run into title and name.
fn mention(tokens: &Tokens<'_>, run: Range<usize>) -> Option<Found> {
    let list = &tokens.list;
    let only = list[run.start];
    if run.len() == 1 && only.is(Class::TITLES) && (only.is(Class::ROLE) || !only.is(Class::HONORIFIC)) {
        return Some(office(run));
    }
    // `Bau- und Hafenminister`
    let half = list.get(run.end).is_some_and(|next| next.is_sign('-') && next.start == list[run.end - 1].end());
    // `vom Deutschen Wetterdienst`: the noun is no part of the run, and the adjective alone names nobody.
    let adjective = run.len() == 1 && only.is(Class::ORIGIN);
    let noun = || list.get(run.end).is_some_and(|next| next.is_capital() && !next.opens && !next.breaks());
    if tokens.language.capital_nouns && (half || adjective && noun()) {
        return None;
    }
    let run = if is_adjective(tokens, &run) || is_inverted(tokens, &run) || is_of_several(tokens, &run) {
        run.start + 1..run.end
    } else {
        run
    };
    if is_country(tokens, &run) {
        return None;
    }
    let address = last_title(list, &run).filter(|at| !is_in_body(tokens, &run, *at));
    let start = address.map_or(run.start, |at| at + 1);
    // `Minister Responsible for Ports`
    if start + 1 == run.end && start > run.start && tokens.has(start, Form::Attribute) {
        return None;
    }
    if start >= run.end {
        // `Judge Prince`, who is Tom Prince
        let last = run.end - 1;
        let titled = run.len() > 1 && list[last - 1].is(Class::TITLES) && !list[last - 1].is(Class::ORIGIN);
        let surname = titled && list[last].is(Class::ROLE) && !tokens.language.capital_nouns;
        return surname.then(|| Found { start: run.start, ..office(last..run.end) });
    }
    let before = run.start.checked_sub(1).filter(|_| !list[run.start].opens).map(|at| &list[at]);
    let lower_title = before.filter(|token| !token.is_capital() && !token.is_owner() && token.is(Class::ROLE));
    let titled = address.is_some() || lower_title.is_some();
    let start = name_start(tokens, start..run.end, run.start);
    let name = start..run.end;
    let common = Class::PEOPLE | Class::DOCUMENT | Class::TERM | Class::WORK;
    if name.len() == 1 && list[start].is(common) && !titled && !list[start].is(Class::GIVEN) {
        return None;
    }
    // `le ministre des Finances | Ana Reis`: what stands before the run belongs to the office.
    let of_office = name.start > run.start && before.is_some_and(|token| token.is(Class::OF));
    // `Minister of Harbour Safety and Trade`
    let area = run.start > 1
        && !list[run.start].opens
        && !list[start].is(Class::GIVEN)
        && !titled
        && list[run.start - 1].is(Class::OF)
        && list[run.start - 2].is_capital()
        && list[run.start - 2].is(Class::ROLE)
        && !tokens.language.capital_nouns;
    let nature = match nature(tokens, &name, titled, before.filter(|_| !of_office)) {
        Nature::Person if area && name.start == run.start => Nature::Body,
        Nature::Person if is_body_of_office(tokens, &run, titled) => Nature::Body,
        nature => nature,
    };
    let title = address.map(|at| &list[at]).or(lower_title).map_or(Class::NONE, |token| token.class);
    let titled_so = if nature == Nature::Person { of_title(title) } else { Gender::Unknown };
    let gender = gender(list, &name, titled_so, nature);
    let role = match nature {
        Nature::Body | Nature::Place => None,
        Nature::Person | Nature::Unknown => title::of(tokens, &name, &run),
    };
    // `Minister Tom Ek und Ministerin Ana Reis`: an office that is a woman's is no man's.
    let others = if gender == Gender::Man { (Class::WOMAN, Class::MAN) } else { (Class::MAN, Class::WOMAN) };
    let fits = |role: &Range<usize>| {
        let any = |class: Class| list[role.clone()].iter().any(|token| token.is(class));
        gender == Gender::Unknown || !tokens.language.capital_nouns || !any(others.0) || any(others.1)
    };
    let role = role.filter(fits);
    Some(Found {
        // Where all nouns have capitals, one unknown word is a name only if somebody has been named so.
        known_only: name.len() == 1
            && nature == Nature::Unknown
            && (tokens.language.capital_nouns || is_manner(tokens, name.start) || is_fronted(tokens, name.start)),
        start: if address.is_some() { run.start } else { start },
        gender,
        titled: titled_so,
        tokens: name,
        nature,
        role,
    })
}

/// Whether a run of capitals is the body that the office of the name behind it is of: `Norwick Sachs analyst | Ana
/// Reis`. Somebody's office may stand so as well (`Ana Reis spokesman Tom Ek`), whose given name tells.
fn is_body_of_office(tokens: &Tokens<'_>, run: &Range<usize>, titled: bool) -> bool {
    let list = &tokens.list;
    let small = |token: &Token| token.kind == Kind::Lower && token.is(Class::ROLE);
    let named = |at: usize| list.get(at).is_some_and(|next| may_name(next, tokens.language) && !next.opens);
    !tokens.language.capital_nouns
        && !titled
        && run.len() > 1
        && !list[run.start].is(Class::GIVEN)
        && !list[run.end - 1].is_owner()
        && list.get(run.end).is_some_and(small)
        && named(run.end + 1)
        && named(run.end + 2)
}

/// Whether a run is an office and the country that it is of: `Verteidigungsminister Österreichs`.
fn is_country(tokens: &Tokens<'_>, run: &Range<usize>) -> bool {
    let last = tokens.language.forms.strip(Form::Owner, tokens.word(run.end - 1));
    tokens.language.capital_nouns
        && run.len() == 2
        && !tokens.list[run.start].is(Class::GIVEN | Class::SIR | Class::MADAM)
        && last.is_some_and(|country| tokens.language.class(country).any(Class::PLACE))
}

/// Whether the last title of a run is a part of the name of a body: `Justice Department`, but `Mr. House`.
fn is_in_body(tokens: &Tokens<'_>, run: &Range<usize>, title: usize) -> bool {
    let list = &tokens.list;
    let address = Class::SIR | Class::MADAM | Class::ABBREVIATION;
    !tokens.language.capital_nouns
        && title + 2 == run.end
        && list[title].is_capital()
        && !list[title].is(address)
        && list[title + 1].is(Class::BODY)
        // `Mayor Hall`, `President Park`
        && list[title + 1].is(Class::PEOPLE)
        && list[title + 1].kind == Kind::Capital
}

/// An office written with a capital: a name only for somebody whose surname it is (`Peter King`, later
/// `King`).
fn office(run: Range<usize>) -> Found {
    let start = run.start;
    let (nature, gender) = (Nature::Unknown, Gender::Unknown);
    Found { tokens: run, start, nature, gender, titled: gender, role: None, known_only: true }
}

/// The last word of a run that is a title. After a given name the last word is a surname (`Stadträtin Ana Meierin`).
fn last_title(list: &[Token], run: &Range<usize>) -> Option<usize> {
    let given = |at: usize| list[at].is(Class::GIVEN) && (at == run.start || !list[at].is(Class::TITLES));
    let named_so = run.len() > 1 && (given(run.start) || given(run.end - 2));
    let mut titles = run.start..run.end - usize::from(named_so);
    titles.rfind(|at| list[*at].is(Class::TITLES) && (list[*at].is(Class::ROLE) || !list[*at].is(Class::GIVEN)))
}

/// Where the name begins in a run without its title: after nationalities, places and the body that a
/// title belongs to (`ambassador to Japan | Mikhail Galuzin`).
fn name_start(tokens: &Tokens<'_>, run: Range<usize>, run_start: usize) -> usize {
    let list = &tokens.list;
    if run.len() < 2 || list[run.end - 1].is(Class::BODY) {
        return run.start;
    }
    let first_given =
        run.clone().take(run.len() - 1).find(|at| list[*at].is(Class::GIVEN) && !list[*at].is(Class::ORIGIN));
    let of_title = run.start == run_start
        && run_start >= 2
        && list[run_start - 1].is(Class::OF)
        && (list[run_start - 2].is(Class::ROLE | Class::DOCUMENT)
            || is_of_title(tokens, run_start - 1)
            || is_of_described(tokens, run_start - 1));
    if of_title && run.len() >= 3 {
        // `presidente da Câmara Municipal do Norvique`
        let two = if list[run.end - 2].is_capital() { run.end - 2 } else { run.start };
        return first_given.unwrap_or(two);
    }
    let leads = |token: &Token| token.is(Class::ORIGIN | Class::PLACE | Class::BODY);
    let ahead = run_start.checked_sub(1);
    // `la procureure de la République de Bordeaux Ana Reis`, `chefen ved Københavns Politi Ana Reis`
    let of_office = || {
        let governs = |at: usize| list[at].is(Class::OF | Class::PREPOSITION) && is_of_office(list, at);
        run.start == run_start && ahead.is_some_and(governs)
    };
    // `мэр Норвика Иван Мохов`
    let titled = || run.start > run_start || ahead.is_some_and(|at| list[at].is(Class::ROLE));
    if let Some(at) = first_given.filter(|at| *at > run.start) {
        let before = &list[run.start..at];
        if before.iter().any(leads)
            || before.len() > 1
            || tokens.language.capital_nouns
            || tokens.language.no_articles && (titled() || ahead.is_some_and(|at| list[at].is(Class::PREPOSITION)))
            || of_office()
            || all_capitals(tokens.word(run.start))
        {
            return at;
        }
    }
    let mut start = run.start;
    while run.end - start > 2 && list[start].is(Class::ORIGIN) {
        start += 1;
    }
    // `German Müller`, but `Kenya Airways` and `New York`.
    if run.end - start == 2
        && list[start].is(Class::ORIGIN)
        && list[run.end - 1].class == Class::NONE
        && list[start].class == Class::ORIGIN
    {
        start += 1;
    }
    start
}

/// Whether a preposition belongs to an office that stands a few words before it, with nothing but what belongs to that
/// between them.
fn is_of_office(list: &[Token], preposition: usize) -> bool {
    let belongs = |token: &Token| {
        token.is_word()
            && !token.opens
            && (token.is_capital() || token.is(Class::OF | Class::DETERMINER | Class::PREPOSITION))
    };
    let from = preposition.saturating_sub(OFFICE);
    let office = (from..preposition).rev().find(|at| list[*at].is(Class::ROLE) && !list[*at].is_capital());
    office.is_some_and(|office| list[office + 1..preposition].iter().all(belongs))
}

/// Whether a preposition is the second of an office written with capitals: `Minister of State for | Finance Ana Reis`.
pub(super) fn is_of_title(tokens: &Tokens<'_>, preposition: usize) -> bool {
    let list = &tokens.list;
    let Some(first) = preposition.checked_sub(3) else { return false };
    tokens.has(preposition, Form::Link)
        && list[first].is_capital()
        && list[first].is(Class::ROLE)
        && list[first + 1].is(Class::OF)
        && list[first + 2].is_capital()
        && !(first + 1..=preposition).any(|at| list[at].opens)
}

/// Whether a preposition belongs to an office behind which its adjective stands: `ministre grec des | Finances Ana Reis`.
pub(super) fn is_of_described(tokens: &Tokens<'_>, preposition: usize) -> bool {
    let list = &tokens.list;
    let Some(office) = preposition.checked_sub(2) else { return false };
    let adjective = &list[office + 1];
    !tokens.language.capital_nouns
        && !tokens.has(office + 1, Form::Finite)
        && list[office].kind == Kind::Lower
        && list[office].is(Class::ROLE)
        && adjective.kind == Kind::Lower
        && (adjective.class == Class::NONE || adjective.is(Class::ORIGIN))
        && !(office + 1..=preposition).any(|at| list[at].opens)
}

/// So many words stand between an office and its last preposition.
const OFFICE: usize = 5;
