//! Pairs quote marks.
//!
//! In: the text and its paragraphs. Out: the quoted stretches, outermost marks only, in order, none
//! across a paragraph's end.
//!
//! ```text
//! stretch   = opener words closer
//! opener    = “ „ ‟ « » ‹ › 「 『 ” " `` ‘ ' ,,   as the place allows
//! closer    = what the language of the opener closes with: “…” „…“ «…» »…« ”…” "…" ``…'' ''…''
//! ```
//!
//! A mark that may open and close (`"`, `»`, `”`) is read by its neighbours: it opens after a space or
//! an opening bracket and before a word. Inner marks are kept on a stack, so that `„… „…“ …“` is one
//! stretch. Where a paragraph's marks do not come out even that way, it is read once more with no inner
//! marks, each closer closing what is open. Three passes at most, so the time is linear in the text.
//!
//! A paragraph whose last mark stays open while the next one opens with a mark again is a **running
//! quotation**: its stretch ends with the paragraph. So does one inside a paragraph whose marks do not come out even,
//! where a mark opens behind the end of a sentence: paragraphs were joined there. So does one that a mark closes in
//! one of the next paragraphs, where nothing else was opened since. A mark that stays open otherwise makes no stretch:
//! nobody can tell where the words end.
//!
//! Single marks make stretches only in a text whose double ones, if there are any, all stand inside
//! them, as in papers whose first marks are single; elsewhere they are apostrophes, inner marks, or
//! names of things (`the ‘2+2’ format`).

use super::language::{Class, Language};
use crate::source::Span;
use sign::{Family, Mark, Places, Sign, scan, sign_at};
use smallvec::SmallVec;

pub(super) mod dialogue;
mod sign;

/// A stretch between quote marks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Stretch {
    /// The words, without marks and the spaces beside them.
    pub(super) inner: Span,
    /// With the marks.
    pub(super) outer: Span,
    /// Which paragraph it stands in.
    pub(super) paragraph: usize,
    /// Whether it runs on into the next paragraph, which opens with a mark again.
    pub(super) runs_on: bool,
}

/// How many marks may stand in one another; a text with more is no text.
const DEPTH: usize = 6;

/// The quoted stretches of a text in a language.
pub(super) fn pair(text: &str, paragraphs: &[Span], language: &Language) -> Vec<Stretch> {
    let places = Places::of(text, language);
    let double = pair_family(text, paragraphs, &places, language, Family::Double);
    let has = |twice: &str| memchr::memmem::find(text.as_bytes(), twice.as_bytes()).is_some();
    let has_primes = || has("''");
    let opens_twice = || !text.is_ascii() && (has("‘’") || has("‘‘"));
    if double.is_empty() && (language.primes && has_primes() || opens_twice()) {
        let twice = pair_family(text, paragraphs, &places, language, Family::Primes);
        if has_primes() || !twice.is_empty() {
            return twice;
        }
    }
    // Pairs of primes are an archive's double marks: the single ones beside them are inner marks.
    let single = match double.first() {
        None => !has_primes(),
        Some(first) => !text.is_ascii() && text.contains('‘') || is_opened(text, &paragraphs[first.paragraph], first),
    };
    if !single {
        return double;
    }
    let single = pair_family(text, paragraphs, &places, language, Family::Single);
    if within(&double, &single) { single } else { double }
}

/// Whether a straight single mark opens a sentence before the first double ones of its paragraph: `'We call it "old",'
/// she said`, but not `the '90s`.
fn is_opened(text: &str, paragraph: &Span, double: &Stretch) -> bool {
    let before = &text[paragraph.start..double.outer.start];
    let opens = |at: usize| {
        let apart = before[..at].chars().next_back().is_none_or(char::is_whitespace);
        apart && before[at + 1..].starts_with(char::is_uppercase)
    };
    memchr::memchr_iter(b'\'', before.as_bytes()).any(opens)
}

/// Whether every inner stretch lies inside an outer one.
fn within(inner: &[Stretch], outer: &[Stretch]) -> bool {
    let mut outer = outer.iter().peekable();
    inner.iter().all(|inner| {
        while outer.next_if(|outer| outer.outer.end < inner.outer.end).is_some() {}
        outer.peek().is_some_and(|outer| outer.outer.start < inner.outer.start)
    })
}

fn pair_family(text: &str, paragraphs: &[Span], places: &Places, language: &Language, family: Family) -> Vec<Stretch> {
    let mut found = Vec::new();
    let mut marks = Vec::new();
    // A mark that was left open, and where.
    let mut left: Option<(usize, Mark)> = None;
    for (index, (paragraph, places)) in paragraphs.iter().zip(places.within(paragraphs)).enumerate() {
        if places.is_empty() {
            continue;
        }
        marks.clear();
        scan(text, paragraph, places, family, &mut marks);
        if marks.is_empty() {
            continue;
        }
        match family {
            Family::Single => keep_apostrophes(text, &mut marks),
            Family::Double => close_by_primes(text, &mut marks),
            Family::Primes => {}
        }
        let near = |(from, open): &(usize, Mark)| {
            index - from <= FAR
                && closes_left(text, family, *open, marks[0])
                && goes_on(&text[paragraph.start..marks[0].start])
                && is_said(text, language, open.end..paragraphs[*from].end, &paragraphs[from + 1..index])
        };
        if let Some((from, open)) = left.take().filter(near) {
            run_on(text, &paragraphs[..=index], from, open, marks[0], &mut found);
            marks.remove(0);
        }
        let first = found.len();
        let nested = Nesting::Inner.pair(&marks, |start, end| push(text, &mut found, index, start, end));
        let open = match nested {
            Ok(open) => open,
            Err(Uneven) => {
                found.truncate(first);
                let flat = Nesting::Flat.pair(&marks, |start, end| push(text, &mut found, index, start, end));
                flat.unwrap_or_default()
            }
        };
        let next_opens = || paragraphs.get(index + 1).is_some_and(|next| begins(text, next, family));
        match open {
            Some(open) if next_opens() => {
                let end = Mark { start: paragraph.end, end: paragraph.end, ..open };
                push(text, &mut found, index, open, end);
                if let Some(stretch) = found.last_mut().filter(|stretch| stretch.outer.end == paragraph.end) {
                    stretch.runs_on = true;
                }
            }
            Some(open) if !running(text, &marks, index, first, &mut found) => left = Some((index, open)),
            _ => {}
        }
    }
    found
}

/// Words that a mark left open run on through no more paragraphs.
const FAR: usize = 3;

/// Whether the first mark of a paragraph closes what one of a paragraph before left open: it can do nothing else, and
/// is no apostrophe.
fn closes_left(text: &str, family: Family, open: Mark, first: Mark) -> bool {
    let before = &text[..first.start];
    let ends = || before.ends_with([',', '.', '!', '?', '…']);
    // What runs on over paragraphs opens with a sentence.
    let sentence = text[open.end..].starts_with(|c: char| c.is_alphabetic() && !c.is_lowercase());
    // `»` may open before a word, but not behind one.
    let only_closes = !first.opens || first.sign == Sign::Right && !before.ends_with(char::is_whitespace);
    sentence
        && first.closes
        && only_closes
        && !before.ends_with(char::is_numeric)
        && first.sign.closes(open.sign)
        && (family != Family::Single || ends())
}

/// Whether words up to a mark go on with what was said: so many are small. Under a quotation of a page stands who said
/// it, within the marks.
fn goes_on(words: &str) -> bool {
    words.split_whitespace().filter(|word| word.starts_with(char::is_lowercase)).nth(SMALL).is_some()
}

/// Whether words that run on over paragraphs may all be said: the first ends a sentence, none is an item of a list, and
/// none tells who spoke, as those behind a mark that somebody forgot do.
fn is_said(text: &str, language: &Language, first: Span, between: &[Span]) -> bool {
    let ends = text[first.clone()].trim_end().ends_with(['.', '!', '?', '…']);
    ends && std::iter::once(&first).chain(between).all(|part| {
        let words = &text[part.clone()];
        !words.starts_with(['-', '–', '•', '*']) && !tells_speaker(words, language)
    })
}

/// Whether somebody is named beside a verb of speaking: `Reis said`, `said Reis`, `she said`.
fn tells_speaker(words: &str, language: &Language) -> bool {
    let persons = Class::HE | Class::SHE | Class::THEY;
    let mut before = "";
    words.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’').filter(|word| !word.is_empty()).any(|word| {
        let pair = [std::mem::replace(&mut before, word), word];
        let says = |word: &str| speaks(word, language);
        let person = |word: &str| word.starts_with(char::is_uppercase) || language.class(word).any(persons);
        says(pair[1]) && person(pair[0]) || says(pair[0]) && person(pair[1])
    })
}

/// Whether a word in small letters is a verb of speaking.
fn speaks(word: &str, language: &Language) -> bool {
    word.starts_with(char::is_lowercase) && language.class(word).any(Class::SAID)
}

/// So many small words stand in a title, or fewer.
const SMALL: usize = 5;

/// Quoted words that run on from a mark in one paragraph to one in the last, and open none of those between again.
fn run_on(text: &str, paragraphs: &[Span], from: usize, open: Mark, close: Mark, found: &mut Vec<Stretch>) {
    let last = paragraphs.len() - 1;
    for (index, paragraph) in paragraphs.iter().enumerate().skip(from) {
        let start = Mark { start: paragraph.start, end: paragraph.start, ..open };
        let end = Mark { start: paragraph.end, end: paragraph.end, ..close };
        let before = found.len();
        push(text, found, index, if index == from { open } else { start }, if index == last { close } else { end });
        if let Some(stretch) = found.get_mut(before) {
            stretch.runs_on = index < last;
        }
    }
}

/// Reads a paragraph whose last mark stays open as one into which several were joined: a mark that opens behind the end
/// of a sentence ends the quotation before it. Where its marks come out even that way, its stretches are found anew;
/// whether they do.
fn running(text: &str, marks: &[Mark], index: usize, first: usize, found: &mut Vec<Stretch>) -> bool {
    let before = found.len();
    let mut open: Option<Mark> = None;
    for mark in marks {
        let again = |open: &Mark| {
            let said = text[..mark.start].trim_end();
            let ends = said.len() < mark.start && said.ends_with(['.', '!', '?', '…']);
            ends && mark.sign == open.sign && mark.opens && text[mark.end..].starts_with(char::is_uppercase)
        };
        match open {
            None if mark.opens => open = Some(*mark),
            Some(top) if again(&top) => {
                push(text, found, index, top, Mark { end: mark.start, ..*mark });
                open = Some(*mark);
            }
            Some(top) if mark.closes && mark.sign.closes(top.sign) => {
                push(text, found, index, top, *mark);
                open = None;
            }
            _ => {}
        }
    }
    if open.is_some() {
        found.truncate(before);
    } else {
        found.drain(first..before);
    }
    open.is_none()
}

/// In `"Boats stay,'' she said` two primes close what another mark opened, where no other closes it before the next opens.
fn close_by_primes(text: &str, marks: &mut [Mark]) {
    let double = |mark: &Mark| matches!(mark.sign, Sign::Straight | Sign::Sixes | Sign::Nines);
    let opened = |before: &[Mark]| {
        let last = before.iter().rev().take(DEPTH).find(|mark| double(mark) || mark.sign == Sign::Backticks);
        last.is_some_and(|last| double(last) && last.opens)
    };
    // Whether the next mark behind closes what is open here.
    let mut closed = false;
    for at in (0..marks.len()).rev() {
        if double(&marks[at]) {
            closed = marks[at].closes;
        } else if marks[at].sign == Sign::Primes
            && !closed
            // `12'' wide`
            && !text[..marks[at].start].ends_with(|c: char| c.is_ascii_digit())
            && opened(&marks[..at])
        {
            marks[at].sign = Sign::Nines;
            closed = true;
        }
    }
}

/// In `the voters’ choice,’` the first of two closing marks is an apostrophe: a mark right after a
/// letter closes nothing while one after a comma or full stop is still to come.
fn keep_apostrophes(text: &str, marks: &mut [Mark]) {
    let mut closed_later = false;
    let single = |mark: &&mut Mark| matches!(mark.sign, Sign::Single | Sign::SingleSix | Sign::SingleNine);
    for mark in marks.iter_mut().rev().filter(single) {
        if mark.opens {
            closed_later = false;
        } else if text[..mark.start].ends_with([',', '.', '!', '?', '…', '—', '-']) {
            closed_later = true;
        } else if closed_later {
            mark.closes = false;
        }
    }
}

/// Whether a paragraph begins with a mark that may open.
fn begins(text: &str, paragraph: &Span, family: Family) -> bool {
    let words = text[paragraph.clone()].trim_start();
    let start = paragraph.end - words.len();
    let first = words.chars().next();
    first.and_then(|first| sign_at(text, start, first, family)).is_some_and(|(sign, _)| match sign {
        Sign::Primes => family == Family::Primes,
        sign => !matches!(sign, Sign::CornerEnd | Sign::SingleNine),
    })
}

fn push(text: &str, found: &mut Vec<Stretch>, paragraph: usize, open: Mark, close: Mark) {
    let words = &text[open.end..close.start];
    let trimmed = words.trim();
    if !trimmed.contains(char::is_alphanumeric) {
        return;
    }
    let start = open.end + (words.len() - words.trim_start().len());
    found.push(Stretch {
        inner: start..start + trimmed.len(),
        outer: open.start..close.end,
        paragraph,
        runs_on: false,
    });
}

/// The marks do not come out even.
struct Uneven;

/// How inner marks are treated.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Nesting {
    Inner,
    Flat,
}

impl Nesting {
    /// Pairs the marks of one paragraph; gives the outermost mark that stays open, if one does.
    fn pair(self, marks: &[Mark], mut found: impl FnMut(Mark, Mark)) -> Result<Option<Mark>, Uneven> {
        let mut stack: SmallVec<[Mark; DEPTH]> = SmallVec::new();
        for mark in marks {
            match stack.last() {
                Some(top) if (mark.closes || self == Self::Flat) && mark.ends(top) => {
                    let open = stack.pop();
                    if let (Some(open), true) = (open, stack.is_empty()) {
                        found(open, *mark);
                    }
                }
                Some(_) if self == Self::Flat => {}
                Some(_) if mark.opens && stack.len() < DEPTH => stack.push(*mark),
                Some(_) => {}
                None if mark.opens => stack.push(*mark),
                None => {}
            }
        }
        if self == Self::Inner && stack.len() > 1 {
            return Err(Uneven);
        }
        Ok(stack.first().copied())
    }
}

/// Whether a character can be part of a quote mark.
pub(super) fn is_mark(c: char) -> bool {
    matches!(c, '"' | '″' | '\'' | '“' | '”' | '„' | '«' | '»' | '‘' | '’' | '‚' | '‹' | '›' | '`' | '「' | '『')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The stretches of a text whose paragraphs are parted by blank lines.
    fn stretches<'a>(text: &'a str, language: &str) -> Vec<&'a str> {
        let mut at = 0;
        let mut paragraphs = Vec::new();
        for paragraph in text.split_inclusive("\n\n") {
            paragraphs.push(at..at + paragraph.len());
            at += paragraph.len();
        }
        pair(text, &paragraphs, Language::of(language)).into_iter().map(|stretch| &text[stretch.inner]).collect()
    }

    #[test]
    fn marks_pair_by_language_and_place() {
        let cases: [(&str, &[&str]); 20] = [
            ("He said \"yes\" and \"no\".", &["yes", "no"]),
            ("“One ‘two’ three” four", &["One ‘two’ three"]),
            ("„Eins „zwei“ drei“ vier", &["Eins „zwei“ drei"]),
            ("„Eins” »zwei« «trois» ", &["Eins", "zwei", "trois"]),
            ("« Un » ”två” ``four''", &["Un", "två", "four"]),
            ("「一」『二』", &["一", "二"]),
            ("‹Un› ‚zwei‘", &["Un", "zwei"]),
            ("\"He said \"no\" twice\"", &["He said \"no\" twice"]),
            ("A 6'2\" man, 12 in.", &[]),
            ("<a href=\"x\" id=\"y\">z</a>", &[]),
            ("“Open to the end", &[]),
            ("“Runs on\n\n“and ends”", &["Runs on", "and ends"]),
            ("He left. \"It ran on. \"And it ended.\" So", &["It ran on.", "And it ended."]),
            ("“It ran on. “And it ended.” So", &["It ran on.", "And it ended."]),
            ("‘It isn’t the voters’ choice,’ he said.", &["It isn’t the voters’ choice,"]),
            ("‘It isn’t “safe” here.’", &["It isn’t “safe” here."]),
            ("'It isn't \"safe\" here,' he said.", &["It isn't \"safe\" here,"]),
            ("In the '90s the \"old\" boats' fees rose.", &["old"]),
            ("It's the voters' 'choice' \"now\"", &["now"]),
            ("The board''s \"fee\" and ''so'' on", &["fee"]),
        ];
        for (text, expected) in cases {
            assert_eq!(stretches(text, "en"), expected, "{text}");
        }
        let text = "''Le barche'', ha detto. Poi: ''Sono ''nostre''.''";
        assert_eq!(stretches(text, "it"), ["Le barche", "Sono ''nostre''."]);
        assert!(stretches(text, "en").is_empty());
    }

    #[test]
    fn a_long_row_of_marks_gives_stretches_in_order() {
        for mark in ["\"", "“", "„“", "'\"", "« ", " \"a", "1'1\""] {
            let text = mark.repeat(300_000 / mark.len());
            let found = pair(&text, std::slice::from_ref(&(0..text.len())), Language::of("it"));
            let apart = found.windows(2).all(|two| two[0].outer.end <= two[1].outer.start);
            assert!(apart && found.iter().all(|stretch| stretch.inner.end <= text.len()), "{mark}");
        }
    }
}
