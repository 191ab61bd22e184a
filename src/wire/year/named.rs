//! The years that a text names, and how much they speak for one.

use super::lexicon::Lexicon;
use crate::wire::language::Language;

/// The years that a text names.
pub(super) struct Years {
    /// Each with the number of times.
    pub(super) named: Vec<(i16, i32)>,
    /// Those that lie ahead (`by 2030`).
    ahead: Vec<i16>,
    /// Whether it says `last year`.
    pub(super) last_year: bool,
}

impl Years {
    pub(super) fn read(copy: &str, language: &Language) -> Self {
        let mut years = Self { named: Vec::new(), ahead: Vec::new(), last_year: false };
        let bytes = copy.as_bytes();
        let mut at = 0;
        // A year that is taken begins with one of two digits.
        while let Some(start) = memchr::memchr2(b'1', b'2', &bytes[at..]).map(|found| at + found) {
            at = start + bytes[start..].iter().take_while(|byte| byte.is_ascii_digit()).count();
            if at - start == 4 && (start == 0 || !bytes[start - 1].is_ascii_digit()) {
                let token_start =
                    copy[..start].rfind(char::is_whitespace).map_or(0, |space| copy.ceil_char_boundary(space + 1));
                let token_end = copy[at..].find(char::is_whitespace).map_or(copy.len(), |space| at + space);
                if let Some(year) = year(&copy[token_start..token_end]) {
                    years.name(year, word_before(copy, token_start), language);
                }
                at = token_end;
            }
        }
        years.last_year = !years.named.is_empty() && Lexicon::of(language).says_last_year(copy);
        years
    }

    /// Takes note of a year and the word before it.
    fn name(&mut self, year: i16, before: &str, language: &Language) {
        let number = year == 2000 && !["in", "of", "since", "im", "en", "seit"].contains(&before);
        if number || self.named.len() + self.ahead.len() >= MOST_YEARS {
            return;
        }
        if language.ahead.iter().any(|word| word.eq_ignore_ascii_case(before)) {
            self.ahead.push(year);
        } else if let Some((_, count)) = self.named.iter_mut().find(|(named, _)| *named == year) {
            *count += 1;
        } else {
            self.named.push((year, 1));
        }
    }

    pub(super) fn latest(&self) -> Option<i16> {
        self.named.iter().map(|(year, _)| *year).max()
    }

    pub(super) fn count(&self, year: i16) -> i32 {
        self.named.iter().find(|(named, _)| *named == year).map_or(0, |(_, count)| *count)
    }

    /// How much the text speaks for a year: that it names it or the year before, and calls that the
    /// last. Years further on speak against it.
    pub(super) fn weight(&self, year: i16) -> i32 {
        let here = [0, 3, 5][usize::try_from(self.count(year)).unwrap_or(2).min(2)];
        let before = [0, 1, 3][usize::try_from(self.count(year - 1)).unwrap_or(2).min(2)];
        let coming = self.count(year + 1) > 0 || self.ahead.iter().any(|ahead| [year, year + 1].contains(ahead));
        let further: i32 = self.named.iter().filter(|(named, _)| *named > year + 1).map(|(_, count)| *count).sum();
        here + before + i32::from(coming) + 2 * i32::from(self.last_year && before > 0) - 2 * further.min(3)
    }
}

/// No more years than these are kept of a text.
const MOST_YEARS: usize = 64;

/// The word before a token.
pub(super) fn word_before(copy: &str, start: usize) -> &str {
    let before = copy[..start].trim_end();
    let from = before.rfind(char::is_whitespace).map_or(0, |space| before.ceil_char_boundary(space + 1));
    before[from..].trim_matches(|c: char| !c.is_alphabetic() && c != '\'')
}

/// A token that is a year: four digits from 1900 on, with nothing but marks around them.
fn year(token: &str) -> Option<i16> {
    let digits = token.trim_start_matches(['(', '"', '“', '\'', '‘']);
    let number = digits.get(..4).filter(|number| number.bytes().all(|byte| byte.is_ascii_digit()))?;
    let rest = digits[4..].strip_suffix("'s").or_else(|| digits[4..].strip_suffix("’s")).unwrap_or(&digits[4..]);
    let plain = rest.chars().all(|c| !c.is_alphanumeric() && !matches!(c, '%' | '/' | '-' | '–'));
    number.parse().ok().filter(|year| plain && (1900..2100).contains(year))
}
