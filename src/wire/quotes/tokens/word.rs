//! Words and signs, one after the other: where each ends, and in which classes it is.

use super::super::language::{Class, Form, word_of};
use super::{Kind, Token, Tokens};

impl Tokens<'_> {
    /// Reads the words and signs between two places.
    pub(super) fn words(&mut self, from: usize, to: usize) {
        let text = self.text;
        let bytes = text.as_bytes();
        let mut at = from;
        while at < to {
            let byte = bytes[at];
            at = if WORD[usize::from(byte)] {
                self.take_word(at, to)
            } else if byte.is_ascii_whitespace() {
                at + 1
            } else if byte >= 0x80 && is_letter(text, at) {
                self.take_mixed(at, at, to)
            } else {
                let sign = text[at..].chars().next().unwrap_or(' ');
                let end = at + sign.len_utf8();
                if !sign.is_whitespace() {
                    self.take_sign(sign, at, end);
                }
                end
            };
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
            if let Some(last) = self.list.last_mut().filter(|last| last.is_sign('-') && last.end() == start) {
                *last = Token { opens: last.opens, ..Token::new(last.start, end, Kind::Sign('—'), Class::NONE) };
                return;
            }
            let bytes = self.text.as_bytes();
            let apart = start > 0 && bytes[start - 1] == b' ' && bytes.get(end).is_none_or(|byte| *byte == b' ');
            self.list.push(Token::new(start, end, Kind::Sign(if apart { '—' } else { '-' }), Class::NONE));
            return;
        }
        self.list.push(Token::new(start, end, Kind::Sign(sign), Class::NONE));
    }

    /// Reads one word from `start`. Most are up to seven letters and digits of ASCII and end at a space: such a word
    /// is one number, which is its key in the tables as well.
    #[inline]
    fn take_word(&mut self, start: usize, to: usize) -> usize {
        let bytes = &self.text.as_bytes()[..to];
        let (head, length) = bytes[start..].first_chunk().map_or((0, 0), |eight| word_of(*eight));
        let end = start + length;
        // The word has eight letters or more, a sign in it, or stands near the end.
        if length == 0 || length == 8 || bytes.get(end).is_none_or(|stop| WORD[usize::from(*stop)]) {
            return self.take_long(start, to);
        }
        if bytes[end] != b' ' && goes_on(bytes, end) {
            return self.take_mixed(start, end, to);
        }
        let class = self.language.class_of_short(head, length);
        self.push_plain(start, end, to, class)
    }

    /// Reads a word of any length.
    fn take_long(&mut self, start: usize, to: usize) -> usize {
        let bytes = &self.text.as_bytes()[..to];
        let length = bytes[start..].iter().position(|byte| !WORD[usize::from(*byte)]);
        let end = length.map_or(to, |length| start + length);
        if goes_on(bytes, end) {
            return self.take_mixed(start, end, to);
        }
        let class = self.language.class(&self.text[start..end]);
        self.push_plain(start, end, to, class)
    }

    /// Adds a word of ASCII that has no ending of its own.
    #[inline]
    fn push_plain(&mut self, start: usize, end: usize, to: usize, class: Class) -> usize {
        let bytes = &self.text.as_bytes()[..to];
        // The full stop may be that of an abbreviation.
        let dotted = || bytes.get(end) == Some(&b'.');
        if (end - start == 1 || class.any(Class::ABBREVIATION) || self.language.capital_nouns) && dotted() {
            return self.push_word(start, end, to);
        }
        let capital = bytes[start].is_ascii_uppercase();
        // A capital may be that of the sentence.
        let opens = || self.list.last().is_none_or(|last| !last.is_word());
        let joined = capital && self.language.capital_nouns || self.language.small_compounds && (!capital || opens());
        let class = if joined && class == Class::NONE { self.compound(&self.text[start..end], capital) } else { class };
        self.list.push(Token::new(start, end, if capital { Kind::Capital } else { Kind::Lower }, class));
        end
    }

    /// Reads the rest of a word of any letters, known up to `end`: letters and digits, with `'`, `’`, `-`,
    /// `.` between them.
    fn take_mixed(&mut self, start: usize, end: usize, to: usize) -> usize {
        let text = self.text;
        let bytes = text.as_bytes();
        let mut end = end;
        while end < to {
            let byte = bytes[end];
            if WORD[usize::from(byte)] {
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
        // `d'après` is one word of the table.
        let whole = || {
            let rest = &self.text[end..];
            let mut letters = rest.char_indices().skip(1);
            let stop = letters.find(|(_, c)| !c.is_alphabetic()).map_or(rest.len(), |(at, _)| at);
            self.language.class(&self.text[start..end + stop]) != Class::NONE
        };
        end > start && self.language.class(&self.text[start..end]).any(Class::ELISION) && !whole()
    }

    fn push_elided(&mut self, start: usize, end: usize) -> usize {
        let class = self.language.class(&self.text[start..end]);
        self.list.push(Token::new(start, end, Kind::Lower, class));
        end
    }

    fn push_word(&mut self, start: usize, end: usize, to: usize) -> usize {
        let text = self.text;
        let word = &text[start..end];
        let (bare, mut owner) = self.without_possessive(word);
        let mut after = end;
        if !owner && bare.ends_with('s') && text[end..to].starts_with(['\'', '’']) {
            // `the voters’ choice`
            owner = true;
            after = end + text[end..].chars().next().map_or(1, char::len_utf8);
        }
        let mut stop = start + bare.len();
        let capital = match bare.as_bytes().first() {
            Some(first) if first.is_ascii() => first.is_ascii_uppercase(),
            _ => bare.chars().next().is_some_and(char::is_uppercase),
        };
        let mut class = self.language.class(bare);
        if class == Class::NONE
            && (capital && self.language.capital_nouns
                || !capital && self.language.small_compounds
                || bare.as_bytes().contains(&b'-'))
        {
            class = self.compound(bare, capital);
        }
        // `Hans-Peter`
        if class == Class::NONE
            && capital
            && let Some((first, second)) = bare.split_once('-')
        {
            class = self.language.class(first).and(self.language.class(second)).and(Class::GIVEN);
        }
        // The full stop of an abbreviation, an initial or a dotted form belongs to the word.
        if !owner && text[after..to].starts_with('.') {
            let initial = capital && bare.chars().count() == 1 && !class.any(Class::SELF);
            let dotted = bare.contains('.') && capital;
            let short = class.any(Class::ABBREVIATION) && (capital || self.language.capital_nouns);
            // `Elisabeth II.`
            let ordinal = self.language.capital_nouns && (2..=5).contains(&bare.len()) && is_roman(bare);
            if initial || dotted || short || ordinal {
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
        self.list.push(Token::new(start, stop, kind, class));
        after
    }

    /// The office that a word names in another case: `des Hafenchefs`, `den Präsidenten`.
    fn oblique(&self, word: &str) -> Class {
        let office = |stem: &str| (self.language.class(stem) | self.language.compound(stem)).and(Class::ROLE);
        let stem = |form: Form| self.language.forms.strip(form, word);
        [Form::Owner, Form::Weak]
            .into_iter()
            .filter_map(stem)
            .map(office)
            .find(|class| *class != Class::NONE)
            .unwrap_or_default()
    }

    /// A word without its possessive ending, and whether it had one.
    fn without_possessive<'w>(&self, word: &'w str) -> (&'w str, bool) {
        if !matches!(word.as_bytes().last(), Some(b's' | b'S')) {
            return (word, false);
        }
        let bare = ["'s", "’s", "'S", "’S"].iter().find_map(|ending| word.strip_suffix(ending));
        match bare.filter(|bare| !bare.is_empty() && !self.language.forms.has(Form::Contracted, bare)) {
            Some(bare) => (bare, true),
            None => (word, false),
        }
    }

    /// The classes of a word that is in no table, by its parts.
    fn compound(&self, word: &str, capital: bool) -> Class {
        let mut class = self.language.compound(word);
        if class == Class::NONE && capital {
            class = self.oblique(word);
        }
        // `ajoute-t-il`: the verb and its pronoun in one word.
        if class.any(Class::HE | Class::SHE | Class::THEY) {
            class |= word.split('-').next().map_or(Class::NONE, |verb| self.language.class(verb));
        }
        class
    }
}

/// The bytes of ASCII that a word is made of.
const WORD: [bool; 256] = {
    let mut word = [false; 256];
    let mut byte = 0;
    while byte < 128 {
        word[byte as usize] = (byte as u8).is_ascii_alphanumeric() || matches!(byte as u8, b'#' | b'@' | b'$');
        byte += 1;
    }
    word
};

/// Whether a word of ASCII may go on at the byte after it, or have an ending of its own there.
fn goes_on(bytes: &[u8], end: usize) -> bool {
    let next = || bytes.get(end + 1).copied().unwrap_or(b' ');
    match bytes.get(end) {
        Some(b'\'' | b'-' | b'&' | 0x80..) => true,
        // Most commas and full stops end a word.
        Some(b',') => next().is_ascii_digit(),
        Some(b'.') => next().is_ascii_alphanumeric(),
        _ => false,
    }
}

fn is_roman(word: &str) -> bool {
    word.bytes().all(|byte| matches!(byte, b'I' | b'V' | b'X'))
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
