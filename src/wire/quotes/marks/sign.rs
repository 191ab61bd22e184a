//! Quote marks in the text: which sign each is, and whether its neighbours let it open or close.

use super::super::language::Language;
use super::is_mark;
use crate::source::Span;

/// Which marks are looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Family {
    Double,
    /// Two single marks or, where the language has them, two primes on either side, in a text that has no other double
    /// marks.
    Primes,
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

impl Mark {
    /// Whether this mark closes what another opened: of its kind, or one that can open nothing where it stands, as
    /// keyboards make it (`"Boote bleiben“, sagte sie`).
    pub(super) fn ends(&self, opener: &Self) -> bool {
        self.sign.closes(opener.sign) || (opener.sign, self.sign) == (Sign::Straight, Sign::Sixes) && !self.opens
    }
}

/// The signs, by shape.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sign {
    /// `"`, and `″` as archives have it
    Straight,
    /// `“`, which also closes `„`.
    Sixes,
    /// `”`, which also opens in the Nordic languages.
    Nines,
    /// `„`, and `,,` where keyboards have none
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
                | (Primes, Primes)
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
    // `‘’Boats stay,’’ she said`
    let twice = || text[at + first.len_utf8()..].starts_with(['‘', '’']);
    let sign = match first {
        '‘' | '’' if family == Family::Primes && twice() => return Some((Sign::Primes, '‘'.len_utf8() * 2)),
        // `“Boats stay,’’ she said`
        '’' if family == Family::Double && text[at..].starts_with("’’") => {
            return Some((Sign::Primes, '’'.len_utf8() * 2));
        }
        '"' | '＂' | '″' => Sign::Straight,
        ',' if text[at..].starts_with(COMMAS) => return Some((Sign::Low, COMMAS.len())),
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

/// Where marks may stand in a text: every byte that one can begin with. All of them are looked for at once; most
/// paragraphs have few or none.
pub(super) struct Places(Vec<usize>);

/// What keyboards without `„` have for it: `,,Boote bleiben", sagte sie`.
const COMMAS: &str = ",,";

impl Places {
    /// The places in a text of a language.
    pub(super) fn of(text: &str, language: &Language) -> Self {
        let bytes = text.as_bytes();
        let mut places = Vec::with_capacity(64);
        places.extend(memchr::memchr3_iter(b'"', b'`', b'\'', bytes));
        if !text.is_ascii() {
            places.extend(memchr::memchr3_iter(0xC2, 0xE2, 0xE3, bytes).chain(memchr::memchr_iter(0xEF, bytes)));
            // Three rows in order, which become one.
            places.sort();
        }
        // German keyboards have no low mark.
        if language.capital_nouns {
            let opens = |at: &usize| {
                let apart = text[..*at].chars().next_back().is_none_or(|c| c.is_whitespace() || c == '(');
                apart && text[at + COMMAS.len()..].starts_with(char::is_alphanumeric)
            };
            let commas = memchr::memmem::find_iter(bytes, COMMAS).filter(opens);
            let before = places.len();
            places.extend(commas);
            if places.len() > before {
                places.sort();
            }
        }
        Self(places)
    }

    /// For each paragraph the places in it.
    pub(super) fn within<'p>(&'p self, paragraphs: &'p [Span]) -> impl Iterator<Item = &'p [usize]> {
        let mut rest = self.0.as_slice();
        paragraphs.iter().map(move |paragraph| {
            let before = rest.iter().take_while(|at| **at < paragraph.start).count();
            let inside = rest[before..].iter().take_while(|at| **at < paragraph.end).count();
            let (own, after) = rest[before..].split_at(inside);
            rest = after;
            own
        })
    }
}

/// Collects the marks of a paragraph with what their neighbours allow, from the places where some may stand.
pub(super) fn scan(text: &str, paragraph: &Span, places: &[usize], family: Family, marks: &mut Vec<Mark>) {
    let words = &text[paragraph.clone()];
    let mut end = 0;
    for at in places.iter().map(|place| place - paragraph.start) {
        let Some(first) = words[at..].chars().next().filter(|_| at >= end) else { continue };
        let Some((sign, length)) = sign_at(words, at, first, family) else { continue };
        // `""Boats stay," she said`: a slip of the finger.
        let again = match sign {
            Sign::Straight => words[at + length..].strip_prefix('"'),
            Sign::Sixes => words[at + length..].strip_prefix('”'),
            _ => None,
        };
        let twice = again.filter(|rest| {
            rest.starts_with(char::is_alphanumeric) && words[..at].chars().next_back().is_none_or(char::is_whitespace)
        });
        let length = twice.map_or(length, |rest| words.len() - at - rest.len());
        end = at + length;
        let before = words[..at].chars().next_back();
        let after = words[end..].chars().next();
        // `6′2″` is a measure.
        if first == '″' && before.is_some_and(char::is_numeric) {
            continue;
        }
        if let Some((opens, closes)) = allowed(sign, family, before, after, &words.as_bytes()[..at]) {
            let start = paragraph.start + at;
            marks.push(Mark { start, end: start + length, sign, opens, closes });
        }
    }
}

/// Whether a sign between two characters may open and may close; none where it is no quote mark at all.
fn allowed(sign: Sign, family: Family, before: Option<char>, after: Option<char>, left: &[u8]) -> Option<(bool, bool)> {
    let space_before = before.is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '[' | '{' | '/' | '\u{feff}'));
    let dash_before = before.is_some_and(|c| matches!(c, '-' | '–' | '—' | '―'));
    let mark_before = before.is_some_and(is_mark);
    let space_after = after.is_none_or(char::is_whitespace);
    let word_after =
        after.is_some_and(|c| c.is_alphanumeric() || matches!(c, '$' | '€' | '£' | '#' | '@' | '[' | '(' | '¿' | '¡'));
    let may_open = !space_after && (space_before || dash_before || mark_before);
    Some(match sign {
        sign if sign.only_opens() => (true, sign == Sign::Left),
        // `Boote bleiben“, sagte sie`
        Sign::Sixes if !space_before && after.is_some_and(|c| matches!(c, ',' | '.' | ';' | ':')) => (false, true),
        Sign::Sixes => (!space_after || is_led(left), true),
        Sign::CornerEnd => (false, true),
        // Two primes close what backticks opened. Beside other marks they are an archive's stand-in for many signs.
        Sign::Primes if family != Family::Primes => (false, true),
        Sign::Primes => (space_before && word_after, !before.is_none_or(char::is_whitespace) && !word_after),
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

/// Whether nothing stands before a mark, or a colon that leads to it: a space behind it is a slip (`said: “ Boats stay.”`).
fn is_led(left: &[u8]) -> bool {
    matches!(left.trim_ascii_end(), [] | [.., b':'])
}

/// Whether the bytes before a `"` are a measure in feet and inches (`5'10`).
fn is_measure(left: &[u8]) -> bool {
    let digits = left.iter().rev().take(3).take_while(|byte| byte.is_ascii_digit()).count();
    (1..=2).contains(&digits) && left.len() > digits && left[left.len() - digits - 1] == b'\''
}
