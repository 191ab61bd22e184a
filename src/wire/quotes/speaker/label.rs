//! A title or a noun phrase as it stands without its article, where adjectives have other endings then: `der
//! norwegische Minister` is `norwegischer Minister`, `des künstlerischen Leiters` is `künstlerischer Leiter`.
//!
//! In: the words and, if it is known, whose they are. Out: the words with the endings of the first case.
//!
//! ```text
//! phrase = title { "and" title } rest
//! title  = { owner | adjective } noun
//! ```

use super::super::language::{Class, Form};
use super::super::names::Gender;
use super::super::tokens::{Kind, Token, Tokens};
use crate::wire::lines::folded;
use std::borrow::Cow;
use std::ops::Range;

/// The words without their article.
pub(super) fn bare(tokens: &Tokens<'_>, words: &Range<usize>, gender: Gender) -> String {
    let label =
        Label { tokens, gender, article: words.start.checked_sub(1).filter(|at| is_article(&tokens.list[*at])) };
    if words.is_empty() || tokens.language.forms.ending(Form::Man).is_none() {
        return tokens.words_of(words);
    }
    let mut out = String::new();
    let mut end = tokens.list[words.start].start;
    let mut at = words.start;
    while at < words.end {
        let token = &tokens.list[at];
        out.push_str(&tokens.text[end..token.start]);
        out.push_str(&label.word(at));
        end = token.end();
        // After the noun comes what belongs to it, or another title.
        let noun = token.is_capital() && !label.leads(at, words.end);
        let joined = tokens.list.get(at + 1).is_some_and(|next| next.is(Class::JOINS));
        if noun && !joined {
            break;
        }
        at += 1;
    }
    out.push_str(&tokens.text[end..tokens.list[words.end - 1].end()]);
    folded(&out)
}

/// Whether a word is an article.
fn is_article(token: &Token) -> bool {
    token.is(Class::DETERMINER)
}

/// Whose words are put into the first case.
struct Label<'a> {
    tokens: &'a Tokens<'a>,
    gender: Gender,
    article: Option<usize>,
}

impl<'a> Label<'a> {
    /// Whether a word with a capital stands before the noun: `Bayerns Ministerin`, `Vorsitzender Richter`.
    fn leads(&self, at: usize, end: usize) -> bool {
        let next = self.tokens.list.get(at + 1).filter(|_| at + 1 < end);
        self.adjective(at).is_some()
            || next.is_some_and(Token::is_capital)
            || next.is_some() && self.adjective(at + 1).is_some()
    }

    /// A word in the first case.
    fn word(&self, at: usize) -> Cow<'a, str> {
        let word = self.tokens.word(at);
        let ending = |stem: &str| self.ending(at, word, stem).map(|ending| Cow::from(format!("{stem}{ending}")));
        if let Some(stem) = self.adjective(at).or_else(|| self.tokens.nominal(at)) {
            return ending(stem).unwrap_or(Cow::from(word));
        }
        if self.gender == Gender::Woman || !self.tokens.list[at].is_capital() {
            word.into()
        } else {
            self.noun(word).into()
        }
    }

    /// The stem of an adjective.
    fn adjective(&self, at: usize) -> Option<&'a str> {
        let grammar = Class::ADVERB | Class::PREPOSITION | Class::DETERMINER | Class::CONJUNCTION | Class::AUXILIARY;
        let token = self.tokens.list.get(at).filter(|token| !token.is(grammar | Class::POSSESSIVE | Class::OF))?;
        let word = self.tokens.word(at);
        // `US-amerikanische`
        let tail = word.rsplit_once('-').map_or(word, |(_, tail)| tail);
        let small = tail.chars().all(char::is_lowercase) && matches!(token.kind, Kind::Lower | Kind::Capital);
        self.tokens.language.forms.strip(Form::Declined, word).filter(|stem| small && stem.len() > 2)
    }

    /// The ending that a stem has without its article, where it can be told.
    fn ending(&self, at: usize, word: &str, stem: &str) -> Option<&'static str> {
        let forms = &self.tokens.language.forms;
        let typed = &word[stem.len()..];
        let is = |form: Form| forms.ending(form).is_some_and(|ending| ending == typed);
        let article = |form: Form| self.article.is_some_and(|article| self.tokens.has(article, form));
        let form = match self.noun_gender(at) {
            _ if !is(Form::Woman) && !is(Form::Weak) => return None,
            Gender::Man => Form::Man,
            Gender::Woman => Form::Woman,
            // `der norwegische`, `das norwegische`
            Gender::Unknown if is(Form::Woman) && article(Form::Masculine) => Form::Man,
            Gender::Unknown if is(Form::Woman) && article(Form::Neuter) => Form::Thing,
            Gender::Unknown if is(Form::Woman) => return None,
            // `der norwegischen Regierung`, `die norwegischen Fischer`
            Gender::Unknown if article(Form::Feminine) || article(Form::Masculine) || self.of_woman() => Form::Woman,
            Gender::Unknown if self.office(at) => Form::Man,
            Gender::Unknown => return None,
        };
        forms.ending(form)
    }

    /// Whether the article is a woman's genitive: `einer`.
    fn of_woman(&self) -> bool {
        self.article.is_some_and(|at| self.tokens.has(at, Form::Genitive) && !self.tokens.list[at].is(Class::OBLIQUE))
    }

    /// A woman's office tells more than the name.
    fn noun_gender(&self, at: usize) -> Gender {
        let told = self.noun_after(at).is_some_and(|noun| noun.is(Class::WOMAN) && !noun.is(Class::MAN));
        if told { Gender::Woman } else { self.gender }
    }

    /// The noun after an adjective.
    fn noun_after(&self, at: usize) -> Option<&'a Token> {
        self.tokens.list[at + 1..].iter().find(|next| next.is_capital() || next.is_quote())
    }

    /// Whether the noun after an adjective is a man's office.
    fn office(&self, at: usize) -> bool {
        self.noun_after(at).is_some_and(|noun| noun.is(Class::ROLE) && !noun.is(Class::WOMAN | Class::PEOPLE))
    }

    /// A noun without the ending of its case, where it is an office without it: `Leiters`, `Präsidenten`.
    fn noun(&self, word: &'a str) -> &'a str {
        let language = self.tokens.language;
        let office = |word: &str| (language.class(word) | language.compound(word)).any(Class::ROLE);
        let stem = || {
            let forms = [Form::Owner, Form::Weak].into_iter();
            forms.filter_map(|form| language.forms.strip(form, word)).find(|stem| office(stem))
        };
        if office(word) { word } else { stem().unwrap_or(word) }
    }
}
