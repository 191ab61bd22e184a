//! The words outside quote marks, with what each may do in an attribution.
//!
//! In: the text, its paragraphs and quoted stretches, the language. Out: tokens in order and the
//! sentences that they make. A quoted stretch is one token, so that the words around it stand beside
//! each other as the grammar has them.

use super::language::{Class, Language};
use super::marks::Stretch;
use crate::source::Span;
use std::ops::Range;

/// A word, a sign, or a quoted stretch.
#[derive(Debug, Clone, Copy)]
pub(super) struct Token {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) kind: Kind,
    pub(super) class: Class,
    /// Whether it opens a paragraph.
    pub(super) opens: bool,
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
    Quote(usize),
}

impl Token {
    pub(super) fn is(&self, class: Class) -> bool {
        self.class.any(class)
    }

    pub(super) fn is_sign(&self, sign: char) -> bool {
        self.kind == Kind::Sign(sign)
    }

    pub(super) fn is_capital(&self) -> bool {
        matches!(self.kind, Kind::Capital | Kind::CapitalOwner)
    }

    pub(super) fn is_owner(&self) -> bool {
        matches!(self.kind, Kind::CapitalOwner | Kind::LowerOwner)
    }

    pub(super) fn is_word(&self) -> bool {
        !matches!(self.kind, Kind::Sign(_) | Kind::Quote(_))
    }

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
    pub(super) fn read(text: &'a str, paragraphs: &[Span], stretches: &[Stretch], language: &'static Language) -> Self {
        let length: usize = paragraphs.iter().map(|paragraph| paragraph.len()).sum();
        let list = Vec::with_capacity(length / 5);
        let mut tokens = Self { text, language, list, sentences: Vec::with_capacity(length / 80) };
        let mut stretches = stretches.iter().enumerate().peekable();
        for (index, paragraph) in paragraphs.iter().enumerate() {
            let first = tokens.list.len();
            let mut at = paragraph.start;
            while let Some((number, stretch)) = stretches.next_if(|(_, stretch)| stretch.paragraph == index) {
                tokens.words(at, stretch.outer.start);
                let Span { start, end } = stretch.outer;
                tokens.list.push(Token { start, end, kind: Kind::Quote(number), class: Class::NONE, opens: false });
                at = end;
            }
            tokens.words(at, paragraph.end);
            tokens.cut(first, index);
        }
        tokens
    }

    /// The words of a token.
    pub(super) fn word(&self, at: usize) -> &'a str {
        self.list.get(at).map_or("", |token| &self.text[token.start..token.end])
    }

    /// The words of a row of tokens as typed, on one line.
    pub(super) fn words_of(&self, range: &Range<usize>) -> String {
        let (Some(first), Some(last)) =
            (self.list.get(range.start), range.end.checked_sub(1).and_then(|at| self.list.get(at)))
        else {
            return String::new();
        };
        let text = self.text.get(first.start..last.end).unwrap_or_default();
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// Reads the words and signs between two places.
    fn words(&mut self, from: usize, to: usize) {
        let text = self.text;
        let bytes = text.as_bytes();
        let mut at = from;
        while at < to {
            let byte = bytes[at];
            if byte.is_ascii_whitespace() {
                at += 1;
            } else if byte.is_ascii_alphanumeric()
                || (byte >= 0x80 && is_letter(text, at))
                || matches!(byte, b'#' | b'@' | b'$')
            {
                at = self.take_word(at, to);
            } else {
                let sign = text[at..].chars().next().unwrap_or(' ');
                let end = at + sign.len_utf8();
                if !sign.is_whitespace() {
                    self.take_sign(sign, at, end);
                }
                at = end;
            }
        }
    }

    fn take_sign(&mut self, sign: char, start: usize, end: usize) {
        let sign = match sign {
            '–' | '—' | '―' | '_' => '—',
            '-' => '-',
            '…' => '.',
            '(' | '[' => '(',
            ')' | ']' => ')',
            other => other,
        };
        // `--` is a dash; a hyphen between spaces is one as well.
        if sign == '-' {
            if let Some(last) = self.list.last_mut().filter(|last| last.is_sign('-') && last.end == start) {
                last.kind = Kind::Sign('—');
                last.end = end;
                return;
            }
            let bytes = self.text.as_bytes();
            let apart = start > 0 && bytes[start - 1] == b' ' && bytes.get(end).is_none_or(|byte| *byte == b' ');
            self.list.push(Token {
                start,
                end,
                kind: Kind::Sign(if apart { '—' } else { '-' }),
                class: Class::NONE,
                opens: false,
            });
            return;
        }
        self.list.push(Token { start, end, kind: Kind::Sign(sign), class: Class::NONE, opens: false });
    }

    /// Reads one word from `start`: letters and digits, with `'`, `’`, `-`, `.` between them.
    fn take_word(&mut self, start: usize, to: usize) -> usize {
        let text = self.text;
        let bytes = text.as_bytes();
        let mut end = start;
        while end < to {
            let byte = bytes[end];
            if byte.is_ascii_alphanumeric() || matches!(byte, b'#' | b'@' | b'$') {
                end += 1;
            } else if byte < 0x80 {
                if byte == b'\'' && self.elides(start, end) {
                    return self.push_elided(start, end + 1);
                }
                if end + 1 >= to || !joins(text, start, end) {
                    break;
                }
                end += 1;
            } else {
                let Some(letter) = text[end..].chars().next() else { break };
                let next = end + letter.len_utf8();
                if letter == '’' && self.elides(start, end) {
                    return self.push_elided(start, next);
                }
                let joins = letter == '’' && next < to && is_letter(text, next);
                if !letter.is_alphanumeric() && !joins {
                    break;
                }
                end = next;
            }
        }
        let end = end.max(start + text[start..].chars().next().map_or(1, char::len_utf8)).min(to);
        self.push_word(start, end, to)
    }

    /// Whether the letters before an apostrophe are a word by themselves (`l’`, `qu’`).
    fn elides(&self, start: usize, end: usize) -> bool {
        end > start && self.language.class(&self.text[start..end]).any(Class::ELISION)
    }

    fn push_elided(&mut self, start: usize, end: usize) -> usize {
        let class = self.language.class(&self.text[start..end]);
        self.list.push(Token { start, end, kind: Kind::Lower, class, opens: false });
        end
    }

    fn push_word(&mut self, start: usize, end: usize, to: usize) -> usize {
        let text = self.text;
        let word = &text[start..end];
        let (bare, mut owner) = without_possessive(word);
        let mut after = end;
        if !owner && bare.ends_with('s') && text[end..to].starts_with(['\'', '’']) {
            // `the voters’ choice`
            owner = true;
            after = end + text[end..].chars().next().map_or(1, char::len_utf8);
        }
        let mut stop = start + bare.len();
        let capital = bare.chars().next().is_some_and(char::is_uppercase);
        let mut class = self.language.class(bare);
        if class == Class::NONE && (capital && self.language.capital_nouns || bare.contains('-')) {
            class = self.language.compound(bare);
            // `ajoute-t-il`: the verb and its pronoun in one word.
            if class.any(Class::HE | Class::SHE | Class::THEY) {
                class |= bare.split('-').next().map_or(Class::NONE, |verb| self.language.class(verb));
            }
        }
        // The full stop of an abbreviation, an initial or a dotted form belongs to the word.
        if !owner && text[after..to].starts_with('.') {
            let initial = capital && bare.chars().count() == 1 && bare != "I";
            let dotted = bare.contains('.') && capital;
            let short = class.any(Class::ABBREVIATION) && (capital || self.language.capital_nouns);
            if initial || dotted || short {
                after += 1;
                stop = after;
            }
        }
        let kind = match (capital, owner) {
            (true, false) => Kind::Capital,
            (true, true) => Kind::CapitalOwner,
            (false, false) => Kind::Lower,
            (false, true) => Kind::LowerOwner,
        };
        self.list.push(Token { start, end: stop, kind, class, opens: false });
        after
    }

    /// Cuts the tokens from `first` on into sentences.
    fn cut(&mut self, first: usize, paragraph: usize) {
        if let Some(token) = self.list.get_mut(first) {
            token.opens = true;
        }
        let mut start = first;
        for at in first..self.list.len() {
            if self.ends_sentence(at, first) {
                self.sentences.push(Sentence { tokens: start..at + 1, paragraph });
                start = at + 1;
            }
        }
        if start < self.list.len() {
            self.sentences.push(Sentence { tokens: start..self.list.len(), paragraph });
        }
    }

    /// Whether a sentence ends with the token at `at`.
    fn ends_sentence(&self, at: usize, first: usize) -> bool {
        let token = self.list[at];
        let Some(next) = self.list.get(at + 1) else { return true };
        let opens =
            next.is_capital() || next.is_quote() || next.class == Class::NONE && starts_with_digit(self.word(at + 1));
        match token.kind {
            Kind::Sign('.' | '!' | '?' | '。' | '！' | '？') => opens,
            Kind::Quote(_) => {
                let words = self.text[token.start..token.end].trim_end_matches(is_closer);
                let full_stop = words.ends_with(['.', '…', '。']);
                let outcry = words.ends_with(['!', '?']);
                // A mark alone in the sentence, then a name and a verb of speaking: still its sentence.
                let at_start = at == first || self.list[at - 1].is_sign('.');
                // `Sie fragte: „Wann?“ Greenpeace fordert …`: what a colon opened, the mark closes.
                let announced = at > first && self.list[at - 1].is_sign(':');
                match next.kind {
                    Kind::Quote(_) => full_stop || outcry,
                    Kind::Capital | Kind::CapitalOwner if full_stop => !(at_start && self.is_tag(at + 1)),
                    Kind::Capital | Kind::CapitalOwner if outcry => announced || !self.is_tag(at + 1),
                    _ => false,
                }
            }
            // An abbreviation may end a sentence; a word of the grammar after it tells.
            Kind::Capital if self.word(at).ends_with('.') && self.word(at).len() > 3 => {
                next.is_quote() && !self.list[at].is(Class::HONORIFIC)
                    || next.is_capital()
                        && next.is(Class::DETERMINER | Class::HE | Class::SHE | Class::THEY | Class::CONJUNCTION)
            }
            _ => false,
        }
    }

    /// Whether the words from `at` are a name or pronoun with a verb of speaking (`Smith said.`).
    fn is_tag(&self, at: usize) -> bool {
        for look in at..(at + 7).min(self.list.len()) {
            let token = self.list[look];
            if token.is(Class::SAID) && !token.is_capital() && look > at {
                let rest = self.list.get(look + 1);
                return rest.is_none_or(|rest| {
                    rest.is_sign('.') || rest.is_sign(',') || !rest.is(Class::THAT) && look < at + 3
                });
            }
            if !token.is_word() || token.is(Class::CONJUNCTION) && look == at {
                return false;
            }
        }
        false
    }
}

fn starts_with_digit(word: &str) -> bool {
    word.as_bytes().first().is_some_and(u8::is_ascii_digit)
}

/// Closing marks and spaces.
pub(super) fn is_closer(c: char) -> bool {
    matches!(c, '"' | '\'' | '”' | '“' | '»' | '«' | '’' | '‘' | '›' | '‹' | '」' | '』' | ')') || c.is_whitespace()
}

fn is_letter(text: &str, at: usize) -> bool {
    text.get(at..).and_then(|rest| rest.chars().next()).is_some_and(char::is_alphanumeric)
}

/// Whether the sign at `end` joins what stands beside it: `O'Neill`, `so-called`, `A&B`, `1,000`, `U.S`.
fn joins(text: &str, start: usize, end: usize) -> bool {
    let bytes = text.as_bytes();
    let next = bytes[end + 1];
    let digits = bytes[end - 1].is_ascii_digit() && next.is_ascii_digit();
    match bytes[end] {
        b'\'' | b'-' | b'&' => is_letter(text, end + 1),
        b',' => digits,
        // A full stop joins the letters of an abbreviation and digits, not two sentences that touch.
        b'.' => {
            let single = end - start == 1 || !bytes[end - 2].is_ascii_alphanumeric();
            single && next.is_ascii_alphanumeric() || digits || next.is_ascii_lowercase()
        }
        _ => false,
    }
}

/// A word without its possessive ending, and whether it had one.
fn without_possessive(word: &str) -> (&str, bool) {
    if !word.ends_with(['s', 'S']) {
        return (word, false);
    }
    for ending in ["'s", "’s", "'S", "’S"] {
        if let Some(bare) = word.strip_suffix(ending) {
            let pronoun = matches!(bare.len(), 2..=5)
                && ["it", "he", "she", "that", "there", "what", "who", "let", "here"]
                    .contains(&bare.to_ascii_lowercase().as_str());
            return if pronoun || bare.is_empty() { (word, false) } else { (bare, true) };
        }
    }
    (word, false)
}
