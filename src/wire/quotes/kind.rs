//! Is it speech? Titles of works, names and scare quotes stand in the same marks.
//!
//! In: the words between the marks and their cue. Out: whether they are somebody's words. The rules, the
//! first that applies decides:
//!
//! 1. words that run on from or into another paragraph are speech;
//! 2. a short stretch after `titled`, `dubbed`, `the word`, `the film` is a name, and after `the law` a long one that
//!    ends no sentence; where nouns have capitals also
//!    one after a noun or an article that begins with a capital (`das Schiff „Möwe“`);
//! 3. words in title case after a preposition, an article or a verb that takes a listener are a title
//!    (`on "Meet the Press"`);
//!    (where nouns have capitals, only if the cue stands after them: `In der „Hafenpost“ schreibt Reis`);
//! 4. words beside a cue are speech, and so is a sentence that goes on after an attributed one;
//! 5. words within a sentence that speaks are speech unless they are in title case;
//! 6. words without any cue are speech if they are long and end as a sentence does.

use super::cue::Tie;
use super::language::{Class, Form};
use super::marks::Stretch;
use super::speaker::{Attributed, How};
use super::tokens::{Kind, Tokens};
use std::cell::LazyCell;

/// Below this many words a stretch after a naming word is a name.
const NAME: usize = 8;
/// No title has more words.
const TITLE: usize = 12;
/// From this many words on a stretch without a cue may be speech.
const LONG: usize = 6;

/// Whether the words between the marks are somebody's words.
pub(super) fn is_speech(tokens: &Tokens<'_>, stretches: &[Stretch], attributed: &Attributed) -> bool {
    let number = attributed.number;
    let stretch = &stretches[number];
    let words = &tokens.text[stretch.inner.clone()];
    // Most are told by what stands beside them.
    let shape = LazyCell::new(|| Shape::of(words));
    let ran_on =
        number > 0 && stretches[number - 1].runs_on && stretches[number - 1].paragraph + 1 == stretch.paragraph;
    if stretch.runs_on || ran_on {
        return true;
    }
    let before =
        attributed.token.checked_sub(1).filter(|at| *at >= attributed.sentence.start).map(|at| &tokens.list[at]);
    let before_is = |class: Class| before.is_some_and(|token| token.is(class));
    // `s'est dit « confiant »`, `dit « Le Grand »`
    let says = before_is(Class::SAID) && attributed.token > 1 && tokens.list[attributed.token - 2].is(Class::AUXILIARY);
    if !says && before_is(Class::NAMING | Class::WORK | Class::TERM | Class::ACCORDING) && shape.words < NAME {
        return false;
    }
    // `on the theme “…”`, but `on the theme “…,” Ana Reis said`
    if !words.ends_with([',', '?', '!'])
        && before.is_some_and(|token| token.kind == Kind::Lower && tokens.has(attributed.token - 1, Form::Theme))
    {
        return false;
    }
    if before_is(Class::AUXILIARY) && attributed.cue.tie < Tie::Colon && is_wording(tokens, attributed) {
        return false;
    }
    // The titles of laws and papers are long.
    if !tokens.language.capital_nouns && before_is(Class::WORK) && !shape.ends && attributed.cue.tie < Tie::Colon {
        return false;
    }
    if tokens.language.capital_nouns && shape.words < NAME && !shape.ends && names_thing(tokens, words, attributed) {
        return false;
    }
    let leads = Class::PREPOSITION | Class::DETERMINER | Class::LISTENER | Class::POSSESSIVE | Class::CONJUNCTION;
    if !tokens.language.capital_nouns
        && (before_is(leads) || before.is_some_and(super::tokens::Token::is_owner))
        && shape.title
    {
        return false;
    }
    // `сообщили «Волне» в порту`: where nouns have no articles, speech stands behind a colon or a dash.
    if tokens.language.no_articles && before.is_some_and(super::tokens::Token::is_word) && shape.title {
        return false;
    }
    // `In der „Hafenpost“ schreibt Reis …`: the verb after the mark is that of the sentence.
    let led = tokens.language.capital_nouns && before_is(Class::PREPOSITION | Class::DETERMINER) && shape.title;
    match attributed.cue.tie {
        // `„Hafenpost“ berichtet aus Norwick`: who speaks stands in the marks.
        Tie::Beside if tokens.language.capital_nouns && attributed.cue.subject.is_none() && shape.title => {
            !attributed.cue.after || !tokens.list.get(attributed.token + 1).is_some_and(|next| next.is_word())
        }
        Tie::Beside => !led || !attributed.cue.after,
        Tie::Colon => shape.words > 1 || shape.ends,
        Tie::Within => {
            // Where nouns have capitals, `nannte es einen „Wortbruch“` tells by its article.
            let judged = attributed.cue.verb.is_some_and(|verb| tokens.list[verb].is(Class::SPEAK));
            let meant = || judged && is_judgement(tokens, attributed.token) || is_predicate(tokens, attributed);
            !shape.title || tokens.language.capital_nouns && meant()
        }
        Tie::Subject if is_nickname(tokens, attributed.token) && !shape.ends => false,
        Tie::Subject => shape.words >= 4 || shape.ends && !shape.title,
        Tie::None if attributed.alone && attributed.how == How::GoesOn => shape.ends || shape.words >= 4,
        Tie::None if attributed.alone && attributed.how == How::Topic && shape.ends && shape.words > 2 => true,
        Tie::None => {
            let by = tokens
                .list
                .get(attributed.token + 1)
                .is_some_and(|next| matches!(next.kind, Kind::Lower) && next.is(Class::PREPOSITION));
            shape.words >= LONG && !shape.title && !(by && attributed.token == attributed.sentence.start)
        }
    }
}

/// Whether a sentence says what a motto or a theme is, and nobody speaks in it: `The theme of the day was “…”`.
fn is_wording(tokens: &Tokens<'_>, attributed: &Attributed) -> bool {
    let before = attributed.sentence.start..attributed.token;
    let speaks = Class::SAID | Class::SAYING | Class::SPEAK;
    let is_small = |at: &usize| tokens.list[*at].kind == Kind::Lower;
    before.len() <= WORDING
        && before.clone().filter(is_small).any(|at| tokens.has(at, Form::Theme))
        && !before.filter(is_small).any(|at| tokens.list[at].is(speaks))
}

/// Whether a few words stand between commas behind a name: `Ana Reis, “the terror of the quay”, left`.
fn is_nickname(tokens: &Tokens<'_>, quote: usize) -> bool {
    let list = &tokens.list;
    let comma = |at: usize| list.get(at).is_some_and(|token| token.is_sign(','));
    let named = quote > 1 && comma(quote - 1) && list[quote - 2].is_capital();
    let words = tokens.text[list[quote].span()].trim_matches(|c: char| !c.is_alphanumeric());
    let mut words = words.split(' ');
    let article = words.next().is_some_and(|first| tokens.language.class(first).any(Class::DETERMINER));
    named && comma(quote + 1) && article && words.count() < NICKNAME
}

/// No such name has more words, its article counted.
const NICKNAME: usize = 4;

/// Such a sentence has no more words before the mark.
const WORDING: usize = 10;

/// Whether nouns in marks are somebody's judgement by what stands beside them: `nannte es einen „Wortbruch“`, `warf ihm
/// „Verrat“ vor`.
fn is_judgement(tokens: &Tokens<'_>, quote: usize) -> bool {
    let list = &tokens.list;
    let before = quote.checked_sub(1).map(|at| &list[at]);
    // `einen „Wortbruch“ und „Verrat“`: what is true of the first is true of the second.
    if quote > 1 && before.is_some_and(|token| token.is(Class::JOINS)) && list[quote - 2].is_quote() {
        return is_judgement(tokens, quote - 2);
    }
    let noun = before.is_some_and(|token| token.is(Class::DETERMINER | Class::CONJUNCTION));
    // The second half of the verb: `vor`, `zurück`.
    let half = list.get(quote + 1).is_some_and(|next| next.kind == Kind::Lower && next.is(Class::PREPOSITION));
    let ends = list.get(quote + 2).is_none_or(|next| !next.is_word() || next.is(Class::CONJUNCTION));
    noun && !tokens.has(quote - 1, Form::As) || half && ends
}

/// Whether nouns in marks are what somebody says of a thing: `der Plan sei ein „Irrweg“`, `ist für Reis ein „Irrweg“`.
fn is_predicate(tokens: &Tokens<'_>, attributed: &Attributed) -> bool {
    let quote = attributed.token;
    let said = |at: usize| tokens.list[at].is(Class::REPORTED) && tokens.has(at, Form::Copula);
    let view = attributed.cue.verb.is_some_and(|verb| tokens.has(verb, Form::View));
    let article =
        quote > 1 && tokens.list[quote - 1].is(Class::DETERMINER) && !tokens.list[quote - 1].is(Class::DEFINITE);
    view || article && said(quote - 2)
}

/// Whether a short stretch names a thing where nouns have capitals: after a noun (`das Schiff „Möwe“`), after an
/// article (`der „Preis der Stadt“`), before `heißt`, in brackets.
fn names_thing(tokens: &Tokens<'_>, words: &str, attributed: &Attributed) -> bool {
    let (list, quote) = (&tokens.list, attributed.token);
    let Some(before) = quote.checked_sub(1).filter(|at| *at >= attributed.sentence.start) else { return false };
    let next = list.get(quote + 1).filter(|_| quote + 1 < attributed.sentence.end);
    let called = next.is_some_and(|next| next.is(Class::NAMING))
        && !tokens.list.get(quote + 2).is_some_and(|next| next.is(Class::IT));
    let beside = attributed.cue.tie == Tie::Beside;
    let bracketed = list[before].is_sign('(') && next.is_some_and(|next| next.is_sign(')')) && !beside;
    // `kurz: „…“`, `(etwa: „…“)`
    let labelled =
        list[before].is_sign(':') && before > attributed.sentence.start && list[before - 1].is(Class::NAMING);
    let capital = words.starts_with(|c: char| c.is_uppercase() || c.is_numeric());
    let wording = Class::DOCUMENT | Class::OPINION | Class::TERM | Class::GIVEN;
    // Where nothing speaks, `vom Verband „Graue Gänse“` names who does not.
    let said = if attributed.cue.tie == Tie::None { wording } else { wording | Class::ROLE | Class::PEOPLE };
    let spoken = attributed.cue.subject.as_ref().is_some_and(|subject| subject.tokens().contains(&before));
    let noun = list[before].is_capital() && !list[before].is(said) && !spoken && !beside;
    let judged =
        attributed.cue.verb.is_some_and(|verb| list[verb].is(Class::SPEAK)) || is_predicate(tokens, attributed);
    // `Der Minister wirft der „Grauen Gans“ vor, …`: some verbs speak now and then, and a body's name has its article.
    let seldom = attributed.cue.verb.is_some_and(|verb| !list[verb].is(Class::SAID));
    let names_body = seldom && list[before].is(Class::DEFINITE) && words.contains(' ') && Shape::of(words).title;
    let article = list[before].is(Class::DETERMINER) && (!judged || names_body);
    // `Reis sagte in der Sitzung „Wir haben genug“`: what has a verb or speaks of itself is no name.
    // `sagte Reis gegenüber der „Hafenpost“`
    let listener = tokens.has(before, Form::Towards)
        || list[before].is(Class::DETERMINER) && before > 0 && tokens.has(before - 1, Form::Towards);
    let verb = Class::AUXILIARY | Class::SELF | Class::REPORTED;
    let clause = || words.split(|c: char| !c.is_alphabetic()).any(|word| tokens.language.class(word).any(verb));
    called || listener || bracketed || labelled || capital && (noun || article) && !clause()
}

/// The outer shape of quoted words.
struct Shape {
    words: usize,
    /// Whether they end as a sentence does.
    ends: bool,
    /// Whether they are written as titles are: capitals on all words but small ones.
    title: bool,
}

impl Shape {
    fn of(text: &str) -> Self {
        let (mut words, mut capitals, mut lower) = (0, 0, 0);
        // Scripts without spaces: two characters are about a word.
        if text.chars().next().is_some_and(|c| matches!(c, '\u{3040}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}')) {
            words = text.chars().take(40).count() / 2;
        }
        // No rule asks how many more words there are.
        for word in text.split_whitespace().take(TITLE + 1) {
            words += 1;
            if words > TITLE {
                break;
            }
            let mut letters = word.chars().skip_while(|c| !c.is_alphanumeric());
            let first = letters.next();
            let long = letters.nth(2).is_some();
            match first {
                Some(first) if first.is_uppercase() => capitals += 1,
                Some(first) if first.is_lowercase() && long => lower += 1,
                _ => {}
            }
        }
        let title = words > 1 && words <= TITLE && lower == 0 && capitals * 2 > words;
        let ends = text.ends_with(['.', '!', '?', '…', ',']);
        Self { words, ends, title: title && !text.ends_with(['!', '?']) || words == 1 && capitals == 1 && !ends }
    }
}
