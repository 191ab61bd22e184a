//! The words outside quote marks, with what each may do in an attribution.
//!
//! In: the text, its paragraphs and quoted stretches, the language. Out: tokens in order and the
//! sentences that they make. A quoted stretch is one token, so that the words around it stand beside
//! each other as the grammar has them.

use super::language::{Class, Form, Language};
use super::marks::Stretch;
use crate::source::Span;
use crate::wire::dateline::agency;
use crate::wire::lines::folded;
use std::ops::Range;

mod sentence;
mod word;

/// A word, a sign, or a quoted stretch.
#[derive(Debug, Clone, Copy)]
pub(super) struct Token {
    pub(super) start: usize,
    /// Its bytes. A token is half a line of the cache: a text has thousands, and each is read many times.
    length: u32,
    /// Whether it opens a paragraph.
    pub(super) opens: bool,
    pub(super) kind: Kind,
    pub(super) class: Class,
}

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A word in lower case, or a number.
    Lower,
    /// A word with a capital.
    Capital,
    /// A capitalised word with a possessive ending (`Clinton’s`); the token leaves the ending out.
    CapitalOwner,
    /// The same in lower case (`the company’s`).
    LowerOwner,
    /// A sign that stands between parts of a sentence.
    Sign(char),
    /// A quoted stretch, by its index.
    Quote(u32),
}

impl Token {
    fn new(start: usize, end: usize, kind: Kind, class: Class) -> Self {
        Self { start, length: u32::try_from(end - start).unwrap_or(0), opens: false, kind, class }
    }

    /// Where it ends.
    pub(super) const fn end(&self) -> usize {
        self.start + self.length as usize
    }

    /// Where it stands.
    pub(super) const fn span(&self) -> Span {
        self.start..self.end()
    }

    #[inline]
    pub(super) fn is(&self, class: Class) -> bool {
        self.class.any(class)
    }

    #[inline]
    pub(super) fn is_sign(&self, sign: char) -> bool {
        self.kind == Kind::Sign(sign)
    }

    #[inline]
    pub(super) fn is_capital(&self) -> bool {
        matches!(self.kind, Kind::Capital | Kind::CapitalOwner)
    }

    /// Whether it is a form of address or a rank, and no office: `Dr.`, `Lt.`
    pub(super) fn is_address(&self) -> bool {
        self.is(Class::HONORIFIC) && !self.is(Class::ROLE)
    }

    #[inline]
    pub(super) fn joins_clauses(&self) -> bool {
        self.is(Class::CONJUNCTION) && !self.is(Class::PREPOSITION)
    }

    #[inline]
    pub(super) fn is_owner(&self) -> bool {
        matches!(self.kind, Kind::CapitalOwner | Kind::LowerOwner)
    }

    #[inline]
    pub(super) fn is_word(&self) -> bool {
        !matches!(self.kind, Kind::Sign(_) | Kind::Quote(_))
    }

    #[inline]
    pub(super) fn is_quote(&self) -> bool {
        matches!(self.kind, Kind::Quote(_))
    }

    /// Whether the word breaks a noun phrase: a verb, a preposition, a conjunction, a pronoun.
    pub(super) fn breaks(&self) -> bool {
        if !self.is_word() {
            return true;
        }
        let always = Class::AUXILIARY | Class::CONJUNCTION | Class::WHO | Class::HE | Class::SHE | Class::THEY;
        let in_lower =
            Class::SAID | Class::SAYING | Class::SPEAK | Class::PREPOSITION | Class::ADVERB | Class::ACCORDING;
        if self.is_capital() {
            return self.is(always | Class::CALENDAR | Class::PREPOSITION | Class::ADVERB);
        }
        (self.is(always | in_lower) && !self.is(Class::ROLE | Class::PEOPLE | Class::DOCUMENT | Class::BODY))
            || self.is(Class::CALENDAR)
    }
}

/// A sentence: its tokens and its paragraph.
#[derive(Debug, Clone)]
pub(super) struct Sentence {
    pub(super) tokens: Range<usize>,
    pub(super) paragraph: usize,
}

/// A text's tokens and sentences.
pub(super) struct Tokens<'a> {
    pub(super) text: &'a str,
    pub(super) language: &'static Language,
    pub(super) list: Vec<Token>,
    pub(super) sentences: Vec<Sentence>,
}

impl<'a> Tokens<'a> {
    /// Reads paragraphs of a text, each with its number, in order: all of them, or those that somebody asks for.
    pub(super) fn read<'b>(
        text: &'a str,
        paragraphs: impl Iterator<Item = (usize, &'b Span)> + Clone,
        stretches: &[Stretch],
        language: &'static Language,
    ) -> Self {
        let length: usize = paragraphs.clone().map(|(_, paragraph)| paragraph.len()).sum();
        let list = Vec::with_capacity(length / 4);
        let mut tokens = Self { text, language, list, sentences: Vec::with_capacity(length / 80) };
        let mut stretches = stretches.iter().enumerate().peekable();
        for (index, paragraph) in paragraphs {
            let first = tokens.list.len();
            let mut at = paragraph.start;
            while stretches.next_if(|(_, stretch)| stretch.paragraph < index).is_some() {}
            while let Some((number, stretch)) = stretches.next_if(|(_, stretch)| stretch.paragraph == index) {
                tokens.words(at, stretch.outer.start);
                let Span { start, end } = stretch.outer;
                tokens.list.push(Token::new(start, end, Kind::Quote(u32::try_from(number).unwrap_or(0)), Class::NONE));
                at = end;
            }
            tokens.words(at, paragraph.end);
            tokens.cut(first, index);
        }
        tokens
    }

    /// The words of a token.
    #[inline]
    pub(super) fn word(&self, at: usize) -> &'a str {
        self.list.get(at).map_or("", |token| &self.text[token.span()])
    }

    /// Whether the word at a place is one of a form.
    pub(super) fn has(&self, at: usize, form: Form) -> bool {
        self.language.forms.has(form, self.word(at))
    }

    /// Whether a word that is in no table ends as adverbs of manner do: `quickly`.
    pub(super) fn is_manner(&self, at: usize) -> bool {
        let token = &self.list[at];
        token.kind == Kind::Lower && token.class == Class::NONE && self.has(at, Form::Manner)
    }

    /// The stem of an adjective that stands for a person: `Angeklagte`, `Vorsitzende`.
    pub(super) fn nominal(&self, at: usize) -> Option<&'a str> {
        let forms = &self.language.forms;
        let stem = forms.strip(Form::Declined, self.word(at))?;
        (self.list[at].is_capital() && forms.has(Form::Nominal, stem)).then_some(stem)
    }

    /// Whether a word is an agency's name, and no given name.
    pub(super) fn is_agency(&self, at: usize) -> bool {
        let token = &self.list[at];
        token.is_capital() && !token.is(Class::GIVEN) && agency::named(self.word(at)).is_some()
    }

    /// Whether a word has the capital of its sentence, of a line or of what a colon opens.
    pub(super) fn heads_sentence(&self, at: usize) -> bool {
        at == 0 || self.list[at].opens || !self.list[at - 1].is_word() && !self.list[at - 1].is_sign(',')
    }

    /// Whether a word is a verb of speaking that a sentence about the words before it may have.
    pub(super) fn is_telling(&self, at: usize) -> bool {
        let token = &self.list[at];
        let known = || !self.language.forms.knows(Form::Telling) || self.has(at, Form::Telling);
        token.kind == Kind::Lower && token.is(Class::SAID) && known()
    }

    /// The sentence that a token stands in.
    pub(super) fn sentence(&self, at: usize) -> Option<&Sentence> {
        self.sentences.get(self.sentences.partition_point(|sentence| sentence.tokens.end <= at))
    }

    /// The paragraph that a token stands in.
    pub(super) fn paragraph(&self, at: usize) -> Option<usize> {
        self.sentence(at).map(|sentence| sentence.paragraph)
    }

    /// Past a bracket that opens at a place and has one word in it, or the place itself.
    pub(super) fn past_word_in_brackets(&self, at: usize) -> usize {
        let sign = |at: usize, sign: char| self.list.get(at).is_some_and(|token| token.is_sign(sign));
        if sign(at, '(') && sign(at + 2, ')') { at + 3 } else { at }
    }

    /// The words of a row of tokens as typed, on one line.
    pub(super) fn words_of(&self, range: &Range<usize>) -> String {
        let (Some(first), Some(last)) =
            (self.list.get(range.start), range.end.checked_sub(1).and_then(|at| self.list.get(at)))
        else {
            return String::new();
        };
        let text = self.text.get(first.start..last.end()).unwrap_or_default();
        folded(text)
    }
}

/// Closing marks and spaces.
pub(super) fn is_closer(c: char) -> bool {
    matches!(c, '"' | '\'' | '”' | '“' | '»' | '«' | '’' | '‘' | '›' | '‹' | '」' | '』' | ')') || c.is_whitespace()
}
