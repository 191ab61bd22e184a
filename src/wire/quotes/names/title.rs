//! The title or role of a named person, as typed: before the name, after it, or before a comma.

use super::super::language::{Class, Form};
use super::super::tokens::{Kind, Token, Tokens};
use super::mention;
use std::ops::Range;

/// The title of a name in its run of capitalised words.
pub(super) fn of(tokens: &Tokens<'_>, name: &Range<usize>, run: &Range<usize>) -> Option<Range<usize>> {
    role_before(tokens, name.start)
        .map(|role| without_address(&tokens.list, without_clause(tokens, role)))
        .or_else(|| role_after(tokens, name.end))
        .or_else(|| role_apart(tokens, run))
        .or_else(|| house(tokens, name))
}

/// The office after a name with its title, or before them and a comma.
pub(super) fn beside(tokens: &Tokens<'_>, name: &Range<usize>) -> Option<Range<usize>> {
    role_after(tokens, name.end).or_else(|| role_apart(tokens, name))
}

/// The title before a name, as typed: back to the start of its noun phrase, through `ambassador to Japan`.
fn role_before(tokens: &Tokens<'_>, name: usize) -> Option<Range<usize>> {
    let list = &tokens.list;
    // `the lawyer questioning Reis`
    let doing =
        |at: usize| list[at].kind == Kind::Lower && !list[at].is(Class::TITLES) && tokens.has(at, Form::Participle);
    // `head of marketing Reis`
    let led = name > 1 && list[name - 2].is(Class::PREPOSITION);
    if name > 0 && !led && !tokens.language.capital_nouns && doing(name - 1) {
        return None;
    }
    // `a spokesman for Ana Reis`: the office is somebody else's.
    let others = |token: &Token| token.is(Class::OF) && !token.is_capital();
    if name > 0 && !list[name].opens && others(&list[name - 1]) {
        return None;
    }
    // `Kritiker werfen Reis vor`: where nouns have capitals, nothing stands between an office and the name.
    if name > 0 && tokens.language.capital_nouns && !list[name - 1].is_capital() {
        return None;
    }
    let mut start = name;
    let (mut has_role, mut office) = (false, false);
    // `журналистам представитель порта`: before the office stand its adjectives.
    let declines = tokens.language.forms.ending(Form::Declined).is_some();
    let bound = name.saturating_sub(14);
    while start > bound {
        if list[start].opens {
            break;
        }
        // `Bau- und Hafenministerin`
        let half = tokens.language.capital_nouns
            && start > bound + 2
            && list[start - 2].is_sign('-')
            && list[start - 2].start == list[start - 3].end()
            && (list[start - 1].is(Class::CONJUNCTION) || list[start - 1].is_sign(','));
        if half && list[start].is_capital() {
            start -= 3;
            continue;
        }
        let token = &list[start - 1];
        // `Norwick Harbour Party (NHP) leader Tom Ek`
        let initials = token.is_sign(')')
            && has_role
            && start > bound + 3
            && list[start - 2].is_capital()
            && list[start - 3].is_sign('(')
            && is_short_for(tokens, start - 2, start - 4);
        if initials && !tokens.language.capital_nouns {
            start -= 3;
            continue;
        }
        // `Press Secretary of the President Ana Reis`
        // `spokeswoman of the Harbour Ministry Ana Reis`
        let body = || list[start..name].iter().any(|word| word.is(Class::BODY));
        let whole = token.is(Class::DEFINITE)
            && start > bound + 3
            && list[start].is_capital()
            && list[start - 2].is(Class::OF)
            && list[start - 3].is(Class::ROLE)
            && (has_role || body());
        if whole && !tokens.language.capital_nouns {
            start -= 3;
            continue;
        }
        // `the partner of harbour master Tom Ek`: what is before an office that stands at the name is another's.
        let of = token.is(Class::OF) && !token.is_capital() && !has_role;
        let links = of && start >= 2 && list[start - 2].is(Class::ROLE);
        // `Minister of State for Finance Ana Reis`
        let links = links || of && mention::is_of_title(tokens, start - 1);
        let links = links || of && mention::is_of_described(tokens, start - 1);
        // `University of Norwick biology professor Ana Reis`
        let house = has_role
            && !tokens.language.capital_nouns
            && start >= 2
            && list[start].is_capital()
            && list[start - 2].kind == Kind::Capital
            && list[start - 2].is(Class::BODY)
            && tokens.has(start - 1, Form::Link);
        let links = links || house;
        // `Fischerin, Autorin und Moderatorin`
        let row =
            tokens.language.capital_nouns && token.is_sign(',') && list[start].is(Class::ROLE) && start < name - 1;
        let links = links
            || ((token.is(Class::CONJUNCTION) || row) && has_role && start >= 2 && list[start - 2].is(Class::ROLE));
        // `Surveys show Sen. Ana Reis`: a short title has only names of places and parties before it.
        let bare = has_role
            && !office
            && !(token.is_capital() && !token.is(Class::GIVEN) || token.is(Class::ORIGIN | Class::ROLE));
        // `Ek briefed US president Ana Reis`, `what other countries President Ana Reis names`: a word in small letters
        // that is in no table, before one with a capital, belongs to the clause.
        let other = has_role && !tokens.language.capital_nouns && list[start].is_capital();
        let other = other && token.kind == Kind::Lower && token.class == Class::NONE;
        // `The judge sentenced Reis`
        let other = other || !has_role && token.kind == Kind::Lower && is_verb(tokens, start - 1);
        // `Said Mayor Ana Reis: “…”`
        let other = other || has_role && mention::is_inverted(tokens, &(start - 1..name));
        // `Am Mittwoch besuchte Ministerin Ana Reis`
        let other = other || has_role && tokens.language.capital_nouns && is_verb_second(tokens, start - 1);
        if bare
            || other
            || !links && token.is(Class::DETERMINER | Class::POSSESSIVE | Class::TAG)
            || !(links || token.is_word() && !token.breaks())
            || (tokens.language.capital_nouns || office && declines) && !links && !may_be_title(tokens, start - 1)
        {
            break;
        }
        office |= token.is(Class::ROLE);
        has_role |= token.is(Class::ROLE) || token.is(Class::HONORIFIC) && !token.is(Class::SIR | Class::MADAM);
        start -= 1;
    }
    // `21 Jahre alter | Lotse`
    let aged = start > 0 && start + 1 < name && tokens.has(start - 1, Form::Years);
    (has_role && start < name).then_some(start + usize::from(aged)..name)
}

/// Whether a word is made of the first letters of those that end at `last`: `Norwick Harbour Party (NHP)`.
fn is_short_for(tokens: &Tokens<'_>, short: usize, last: usize) -> bool {
    let letters = tokens.word(short).chars().rev();
    let words = (0..=last).rev().map(|at| tokens.word(at).chars().next());
    let count = tokens.word(short).chars().count();
    count > 1 && count <= last + 1 && letters.map(Some).eq(words.take(count))
}

/// Whether a word in no table ends as a verb does, where no noun has a capital.
fn is_verb(tokens: &Tokens<'_>, at: usize) -> bool {
    !tokens.language.capital_nouns && tokens.list[at].class == Class::NONE && tokens.has(at, Form::Finite)
}

/// Whether a word that ends as verbs and adjectives do stands right behind a noun or a time, where nouns have capitals:
/// an adjective has its article or a genitive before it.
fn is_verb_second(tokens: &Tokens<'_>, at: usize) -> bool {
    let token = &tokens.list[at];
    let noun =
        |before: &Token| before.is_capital() && !before.is(Class::DETERMINER | Class::POSSESSIVE | Class::OBLIQUE);
    token.kind == Kind::Lower
        && token.class == Class::NONE
        && tokens.has(at, Form::Finite)
        && at > 0
        && !token.opens
        && noun(&tokens.list[at - 1])
        && !tokens.has(at - 1, Form::Owner)
}

/// A title without the clause that hangs on its noun: `aus Norwick stammende frühere Kapitänin`, `nach der Wahl
/// verzichtete Bürgermeister`. Where nouns have capitals, that is a noun with a small word after it; a land or town
/// in the genitive belongs to the title (`Norlands früherer Minister`).
fn without_clause(tokens: &Tokens<'_>, role: Range<usize>) -> Range<usize> {
    let list = &tokens.list;
    if !tokens.language.capital_nouns {
        return role;
    }
    let governed = role.start > 0
        && !list[role.start].opens
        && list[role.start - 1].is(Class::PREPOSITION | Class::DETERMINER | Class::OBLIQUE);
    let owner = |at: usize| at == role.start && !governed && tokens.has(at, Form::Owner);
    let hangs = |at: &usize| {
        let (noun, next) = (&list[*at], &list[*at + 1]);
        let small =
            next.is_word() && !next.is_capital() && !next.is(Class::CONJUNCTION | Class::PREPOSITION | Class::OF);
        noun.is_capital() && !noun.is(Class::ROLE) && small && !next.is(Class::DETERMINER) && !owner(*at)
    };
    let start = (role.start..role.end - 1).rfind(hangs).map_or(role.start, |at| at + 2);
    if list[start..role.end].iter().any(|token| token.is(Class::TITLES)) { start..role.end } else { role }
}

/// A title without the form of address at its end, where an office stands before it: `actor | Sir`.
fn without_address(list: &[Token], role: Range<usize>) -> Range<usize> {
    let address = |at: &usize| list[*at].is(Class::HONORIFIC | Class::SIR | Class::MADAM) && !list[*at].is(Class::ROLE);
    let stop = role.clone().rev().find(|at| !address(at)).map_or(role.start, |at| at + 1);
    let office = list[role.start..stop].iter().any(|token| token.is(Class::ROLE));
    if office { role.start..stop } else { role }
}

/// Whether a word may stand in a title where nouns have capitals: a noun, or an adjective by its ending.
fn may_be_title(tokens: &Tokens<'_>, at: usize) -> bool {
    tokens.list[at].is_capital() || tokens.has(at, Form::Declined)
}

/// The longest title, in tokens.
const TITLE: usize = 14;

/// The title after a name, between commas: `Ana Reis, the mayor of Norwick, …`.
fn role_after(tokens: &Tokens<'_>, end: usize) -> Option<Range<usize>> {
    let list = &tokens.list;
    list.get(end).filter(|comma| comma.is_sign(','))?;
    let start = end + 1 + usize::from(list.get(end + 1)?.is(Class::DETERMINER));
    let words = Class::OF | Class::PREPOSITION | Class::DETERMINER;
    let of =
        |token: &Token| token.is(words) && !token.is_capital() || token.is(Class::CONJUNCTION) && !token.is_capital();
    let stop = (start..list.len().min(start + TITLE)).find(|at| {
        let token = &list[*at];
        !token.is_word() || token.opens || token.breaks() && !of(token) || tokens.has(*at, Form::Towards)
    });
    let stop = stop.or((list.len() <= start + TITLE).then_some(list.len()))?;
    let head = (start..stop).find(|at| of(&list[*at])).unwrap_or(stop);
    let has_role = (start..head).any(|at| list[at].is(Class::ROLE));
    // `Ana Reis, councillor Tom Ek and others`: an office with the name of its own bearer.
    let office = (start..head).find(|at| list[*at].is(Class::ROLE) && !list[*at].is_capital());
    let bearer = |office: usize| {
        let named = |token: &Token| token.is_capital() && !token.is(Class::BODY | Class::ROLE | Class::PLACE);
        head == office + 3 && list[office + 1..head].iter().all(named) && list[office + 1].is(Class::GIVEN)
    };
    if !tokens.language.capital_nouns && office.is_some_and(bearer) {
        return None;
    }
    // `Ana Reis, head of the Harbour Board (NHB), …`
    let short = list.get(stop + 1).is_some_and(|token| token.is_capital() && !token.opens);
    let close = if short { tokens.past_word_in_brackets(stop) } else { stop };
    let ends = list.get(close).is_none_or(|token| {
        matches!(token.kind, Kind::Sign(',' | '.' | ')' | '—' | ';'))
            || token.is(Class::WHO)
            || token.opens
            || tokens.has(close, Form::Towards)
    });
    (has_role && ends && !of(&list[stop - 1])).then_some(start..stop)
}

/// The title before a name and a comma: `the mayor of Norwick, Ana Reis, …`.
fn role_apart(tokens: &Tokens<'_>, name: &Range<usize>) -> Option<Range<usize>> {
    let list = &tokens.list;
    let comma = name.start.checked_sub(1).filter(|comma| list[*comma].is_sign(',') && !list[name.start].opens)?;
    let after = list.get(name.end)?;
    let closes =
        matches!(after.kind, Kind::Sign(',' | '.' | '(' | '—')) || after.is_quote() || after.is(Class::PREPOSITION);
    // `die Betreiberin der Seite, Ana Reis, …`: where nouns have capitals, one that names no office is one's calling.
    let calling = closes && tokens.language.capital_nouns && list[name.start].is(Class::GIVEN) && name.len() > 1;
    let mut widest = None;
    let mut start = comma;
    while start > comma.saturating_sub(TITLE) && !list[start].opens {
        let token = &list[start - 1];
        let article = token.is(Class::DETERMINER | Class::POSSESSIVE);
        let of = token.is(Class::OF | Class::PREPOSITION) && !token.is_capital();
        // `der Bürgermeister und Senator, Tom Ek`, `die Sprecherin von Bündnis 90/Die Linke, Ana Reis`
        let led = list[start].is_capital()
            || tokens.language.capital_nouns && tokens.has(start, Form::Declined) && list[start + 1].is_capital();
        // `the Minister of Justice and Prison Services, Tom Ek`
        let joined = token.is(Class::CONJUNCTION) && start >= 2 && list[start - 2].is_capital();
        let joins = if tokens.language.capital_nouns {
            led && (joined || token.is_sign('/'))
        } else {
            led && joined && is_of_one(list, start - 2)
        };
        // `A ministra da Agricultura, Ana Reis`: the article may be a preposition elsewhere.
        let opening = article && token.is_capital() && list[start].is(Class::ROLE);
        if token.breaks() && !of && !joins && !opening {
            break;
        }
        // `Norwick's harbour master, Ana Reis, …`
        let owner = closes && token.kind == Kind::CapitalOwner && !tokens.language.capital_nouns;
        if owner && let Some(first) = owner_of(tokens, start, comma) {
            return Some(first..comma);
        }
        // The first article from the left that an office follows opens the title.
        let role = (start..comma).take_while(|at| !list[*at].is(Class::PREPOSITION)).any(|at| list[at].is(Class::ROLE));
        if article && role {
            return closes.then_some(start..comma);
        }
        if article && calling && is_calling(&list[start..comma]) {
            widest = Some(start..comma);
        }
        start -= 1;
    }
    widest
}

/// Where the name of an owner begins whose office stands at `start`, before the comma: `the | World Bank's chief
/// economist, …`. Nothing where other words stand between.
fn owner_of(tokens: &Tokens<'_>, start: usize, comma: usize) -> Option<usize> {
    let list = &tokens.list;
    let office = (start..comma).find(|at| list[*at].is(Class::ROLE))?;
    let plain = list[start].kind == Kind::Lower && list[start..office].iter().all(|word| !word.breaks());
    let bound = start.saturating_sub(TITLE);
    let part = |at: &usize| list[*at].is_capital() && !list[*at].breaks() && !list[*at].is_owner();
    let before = (bound..start - 1).rev().take_while(|at| !list[at + 1].opens).take_while(part);
    let first = before.last().unwrap_or(start - 1);
    // `after Norwick's …` says when.
    let free = first == 0 || list[first].opens || !list[first - 1].is(Class::PREPOSITION);
    (plain && free).then_some(first)
}

/// Whether capitals that end here stand behind an office and its `of`: `Minister of Trade | and Harbour Services`.
fn is_of_one(list: &[Token], last: usize) -> bool {
    let of = (0..=last).rev().take(TITLE).find(|at| !list[*at].is_capital());
    of.is_some_and(|of| of > 0 && list[of].is(Class::OF) && list[of - 1].is(Class::ROLE))
}

/// Whether words without their article are a noun with what belongs to it: small words before it, after it only
/// names, nouns, and the articles and `of` between them.
fn is_calling(words: &[Token]) -> bool {
    let Some(noun) = words.iter().position(Token::is_capital) else { return false };
    let other =
        Class::PLACE | Class::CALENDAR | Class::GIVEN | Class::BODY | Class::DOCUMENT | Class::WORK | Class::TERM;
    let belongs = |token: &Token| token.is_capital() || token.is(Class::DETERMINER | Class::OF) || !token.is_word();
    !words[noun].is(other) && words[..noun].iter().all(|word| !word.breaks()) && words[noun + 1..].iter().all(belongs)
}

/// The house that a person comes from: `Ana Reis vom Bankhaus Ek & Holm`, `Tom Ek von der Universität`.
fn house(tokens: &Tokens<'_>, name: &Range<usize>) -> Option<Range<usize>> {
    let list = &tokens.list;
    let from = tokens.language.capital_nouns && name.len() > 1 && tokens.has(name.end, Form::By);
    let start = name.end + 1 + usize::from(list.get(name.end + 1)?.is(Class::DETERMINER));
    let end = house_end(tokens, start)?;
    let none = Class::PLACE | Class::CALENDAR | Class::TITLES | Class::GIVEN;
    let body = from && start < end && !list[start].is(none);
    // `Ana Reis wurde von Greenpeace gelobt`
    let passive = |at: usize| tokens.has(at, Form::Passive);
    let within = |at: &usize| !list[*at].opens && !list[*at].is_sign('.');
    let after = (end..list.len().min(end + TITLE)).take_while(within);
    let before = (name.start.saturating_sub(TITLE)..name.start).rev().take_while(within);
    (body && !before.chain(after).any(passive)).then_some(start..end)
}

/// Where the name of a house that begins at `start` ends: `Verband | der Fischer`, `Center | for Sea Studies`.
fn house_end(tokens: &Tokens<'_>, start: usize) -> Option<usize> {
    let list = &tokens.list;
    let capital = |at: usize| list.get(at).is_some_and(|token| token.is_capital() && !token.opens);
    let ends = |at: &usize| !capital(*at) && !list[*at].is_sign('&') || list[*at].opens;
    let bound = list.len().min(start + TITLE);
    let mut end = (start..bound).find(ends)?;
    for _ in 0..2 {
        let link = end > start && !list[end].opens && capital(end + 1);
        if !link || !tokens.has(end, Form::Genitive) && !tokens.has(end, Form::Link) {
            break;
        }
        end = (end + 1..bound).find(ends)?;
    }
    Some(end)
}

/// The house after a name that has an office before it, with the preposition: `Fischer Tom Ek | von der Reederei Holm`.
pub(super) fn house_of_office(tokens: &Tokens<'_>, name: &Range<usize>) -> Option<Range<usize>> {
    let house = house(tokens, name)?;
    // `Die Kapitänin erhielt von der Stadt einen Preis`: what is given stands after the giver.
    let next = tokens.list.get(house.end);
    let goes_on = Class::SAID | Class::SPEAK | Class::AUXILIARY | Class::PREPOSITION | Class::CONJUNCTION;
    let apart = next.is_none_or(|next| next.opens || !next.is_word() || next.is(goes_on) && !next.is_capital());
    apart.then_some(name.end..house.end)
}
