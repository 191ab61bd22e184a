//! Quote marks in the text: which sign each is, and whether its neighbours let it open or close.

use super::is_mark;
use crate::source::Span;

/// Which marks are looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Family {
    Double,
    Single,
}

/// A quote mark in the text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Mark {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) sign: Sign,
    /// Whether the neighbours allow it to open, to close.
    pub(super) opens: bool,
    pub(super) closes: bool,
}

/// The signs, by shape.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sign {
    /// `"`
    Straight,
    /// `“`, which also closes `„`.
    Sixes,
    /// `”`, which also opens in the Nordic languages.
    Nines,
    /// `„`
    Low,
    /// `«` and `»`
    Left,
    Right,
    /// ``` `` ``` and `''`
    Backticks,
    Primes,
    /// `「` `」`, `『` `』`
    Corner,
    CornerEnd,
    /// `'`, `‘`, `’`, `‚`, `‹`, `›`
    Single,
    SingleSix,
    SingleNine,
    SingleLow,
    SingleLeft,
    SingleRight,
}

impl Sign {
    /// Whether this sign closes what `opener` opened.
    pub(super) const fn closes(self, opener: Self) -> bool {
        use Sign::{
            Backticks, Corner, CornerEnd, Left, Low, Nines, Primes, Right, Single, SingleLeft, SingleLow, SingleNine,
            SingleRight, SingleSix, Sixes, Straight,
        };
        matches!(
            (opener, self),
            (Straight, Straight | Nines)
                | (Sixes | Nines, Nines | Straight)
                | (Low, Sixes | Nines | Straight)
                | (Left, Right)
                | (Right, Left | Right)
                | (Backticks, Primes | Nines | Straight)
                | (Corner, CornerEnd)
                | (Single | SingleSix, Single | SingleNine)
                | (SingleLow, SingleSix | SingleNine)
                | (SingleLeft, SingleRight)
                | (SingleRight, SingleLeft)
        )
    }

    /// Whether the sign can only open.
    const fn only_opens(self) -> bool {
        matches!(self, Self::Low | Self::Backticks | Self::Corner | Self::Left)
    }
}

/// The sign that begins at `at` with the character `first`, and its length in bytes.
pub(super) fn sign_at(text: &str, at: usize, first: char, family: Family) -> Option<(Sign, usize)> {
    let single = family == Family::Single;
    let sign = match first {
        '"' | '＂' => Sign::Straight,
        '“' => Sign::Sixes,
        '”' | '‟' => Sign::Nines,
        '„' => Sign::Low,
        '«' => Sign::Left,
        '»' => Sign::Right,
        '「' | '『' => Sign::Corner,
        '」' | '』' => Sign::CornerEnd,
        '`' if text[at..].starts_with("``") => return Some((Sign::Backticks, 2)),
        '\'' if text[at..].starts_with("''") => return Some((Sign::Primes, 2)),
        '\'' if single => Sign::Single,
        '‘' if single => Sign::SingleSix,
        '’' if single => Sign::SingleNine,
        '‚' if single => Sign::SingleLow,
        '‹' if single => Sign::SingleLeft,
        '›' if single => Sign::SingleRight,
        _ => return None,
    };
    Some((sign, first.len_utf8()))
}

/// The bytes that a mark can begin with.
const BEGINS: [bool; 256] = {
    let bytes = [b'"', b'`', b'\'', 0xC2, 0xE2, 0xE3, 0xEF];
    let mut begins = [false; 256];
    let mut at = 0;
    while at < bytes.len() {
        begins[bytes[at] as usize] = true;
        at += 1;
    }
    begins
};

/// The bytes of ASCII that a mark can begin with, looked for in paragraph after paragraph: most have none.
pub(super) struct Places<'a> {
    bytes: &'a [u8],
    /// Whether every mark begins with a byte of ASCII.
    ascii: bool,
    /// The next of them.
    next: usize,
}

impl<'a> Places<'a> {
    pub(super) fn of(text: &'a str) -> Self {
        Self { bytes: text.as_bytes(), ascii: text.is_ascii(), next: 0 }
    }

    /// Where the first mark of a paragraph may stand, if it can have one; the paragraphs are asked for in order.
    pub(super) fn first(&mut self, paragraph: &Span) -> Option<usize> {
        if !self.ascii {
            return Some(paragraph.start);
        }
        if self.next < paragraph.start {
            let found = memchr::memchr3(b'"', b'`', b'\'', &self.bytes[paragraph.start..]);
            self.next = found.map_or(usize::MAX, |at| paragraph.start + at);
        }
        (self.next < paragraph.end).then_some(self.next)
    }
}

/// Collects the marks of a paragraph with what their neighbours allow. The first stands at `from` or after it.
pub(super) fn scan(text: &str, paragraph: &Span, from: usize, family: Family, marks: &mut Vec<Mark>) {
    let words = &text[paragraph.clone()];
    let bytes = words.as_bytes();
    let mut at = from - paragraph.start;
    // Bytes that begin no mark are passed over without decoding, many at once where only three can.
    let plain = bytes.is_ascii();
    let begins = |byte: &u8| BEGINS[usize::from(*byte)];
    let next = |at: usize| {
        let rest = &bytes[at..];
        if plain { memchr::memchr3(b'"', b'`', b'\'', rest) } else { rest.iter().position(begins) }
    };
    while let Some(found) = next(at) {
        at += found;
        let Some(first) = words[at..].chars().next() else { break };
        let Some((sign, length)) = sign_at(words, at, first, family) else {
            at += first.len_utf8();
            continue;
        };
        let before = words[..at].chars().next_back();
        let after = words[at + length..].chars().next();
        if let Some((opens, closes)) = allowed(sign, before, after, &bytes[..at]) {
            let start = paragraph.start + at;
            marks.push(Mark { start, end: start + length, sign, opens, closes });
        }
        at += length;
    }
}

/// Whether a sign between two characters may open and may close; none where it is no quote mark at all.
fn allowed(sign: Sign, before: Option<char>, after: Option<char>, left: &[u8]) -> Option<(bool, bool)> {
    let space_before = before.is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '[' | '{' | '/' | '\u{feff}'));
    let dash_before = before.is_some_and(|c| matches!(c, '-' | '–' | '—' | '―'));
    let mark_before = before.is_some_and(is_mark);
    let space_after = after.is_none_or(char::is_whitespace);
    let word_after =
        after.is_some_and(|c| c.is_alphanumeric() || matches!(c, '$' | '€' | '£' | '#' | '@' | '[' | '(' | '¿' | '¡'));
    let may_open = !space_after && (space_before || dash_before || mark_before);
    Some(match sign {
        sign if sign.only_opens() => (true, sign == Sign::Left),
        Sign::Sixes => (!space_after, true),
        Sign::CornerEnd => (false, true),
        // Two primes close what backticks opened. Alone they are an archive's stand-in for many signs.
        Sign::Primes => (false, true),
        Sign::Straight | Sign::Nines | Sign::Right | Sign::SingleRight | Sign::SingleLeft => {
            if sign == Sign::Straight
                && !space_before
                && (is_measure(left) || before == Some('=') || after == Some('>'))
            {
                return None;
            }
            let opens = if sign == Sign::Right { !space_after } else { may_open || (space_before && word_after) };
            // Between two words without a space (`said"We`) a mark may be either.
            let either = sign == Sign::Straight && !space_after && !space_before;
            (opens || either, !(space_before && word_after && sign == Sign::Straight) || before.is_none())
        }
        Sign::Single | Sign::SingleNine | Sign::SingleSix | Sign::SingleLow => {
            let opens = space_before && word_after && sign != Sign::SingleNine;
            let closes = !before.is_none_or(char::is_whitespace) && !after.is_some_and(char::is_alphanumeric);
            (opens, closes && !opens)
        }
        _ => (false, false),
    })
}

/// Whether the bytes before a `"` are a measure in feet and inches (`5'10`).
fn is_measure(left: &[u8]) -> bool {
    let digits = left.iter().rev().take(3).take_while(|byte| byte.is_ascii_digit()).count();
    (1..=2).contains(&digits) && left.len() > digits && left[left.len() - digits - 1] == b'\''
}
