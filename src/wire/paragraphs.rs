//! Paragraphs: lines joined as they were meant.
//!
//! Wire copy marks a paragraph by a blank line, by an indent, or by nothing but the line end. Hard-wrapped
//! copy breaks its lines where the next word would not have fitted; that is how a wrapped line
//! is told from a line of verse or of a table.

use super::byline;
use super::caseless::Caseless;
use super::language;
use super::lines::Line;
use crate::source::Span;
use smallvec::{SmallVec, smallvec};
use std::sync::LazyLock;

/// How a row hangs on the row before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Join {
    /// The sender's machine broke the line: a space.
    Wrap,
    /// A word was broken at its own hyphen, which stays: nothing.
    Glue,
    /// A word was broken and the hyphen is the machine's: it goes, and nothing comes between.
    Mend,
    /// The line end is meant: a line break.
    Break,
}

/// A row of a paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Row {
    /// The words.
    pub(super) span: Span,
    /// How it hangs on the row before; of no account for the first.
    pub(super) join: Join,
}

/// A paragraph: one row or more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Paragraph {
    /// Its rows, none of them empty.
    pub(super) rows: SmallVec<[Row; 1]>,
    /// Whether a blank line stands before it.
    pub(super) apart: bool,
    /// Whether it was split off the one before it, for the reader of the head.
    pub(super) split_off: bool,
}

impl Paragraph {
    /// From its first word to its last.
    #[inline]
    pub(super) fn span(&self) -> Span {
        match self.rows.as_slice() {
            [] => 0..0,
            [row] => row.span.clone(),
            [first, .., last] => first.span.start..last.span.end,
        }
    }

    /// The words that stand before `offset` are taken away; whether any are left.
    pub(super) fn cut_before(&mut self, text: &str, offset: usize) -> bool {
        self.rows.retain(|row| row.span.end > offset);
        if let Some(row) = self.rows.first_mut() {
            row.span.start = row.span.start.max(offset);
            row.span = super::lines::trimmed(text, row.span.clone());
        }
        self.rows.retain(|row| !row.span.is_empty());
        !self.rows.is_empty()
    }

    /// The words that stand after `offset` are taken away; whether any are left.
    pub(super) fn cut_after(&mut self, text: &str, offset: usize) -> bool {
        self.rows.retain(|row| row.span.start < offset);
        if let Some(row) = self.rows.last_mut() {
            row.span.end = row.span.end.min(offset);
            row.span = super::lines::trimmed(text, row.span.clone());
        }
        self.rows.retain(|row| !row.span.is_empty());
        !self.rows.is_empty()
    }

    /// The words as one line.
    pub(super) fn flat(&self, text: &str) -> String {
        let mut flat = String::with_capacity(self.span().len());
        for (at, row) in self.rows.iter().enumerate() {
            if at > 0 {
                match row.join {
                    Join::Wrap | Join::Break => flat.push(' '),
                    Join::Glue => {}
                    Join::Mend => drop(flat.pop()),
                }
            }
            flat.push_str(&text[row.span.clone()]);
        }
        flat
    }

    /// The same rows, a paragraph for each line that ends on purpose.
    pub(super) fn split(self) -> Vec<Self> {
        let mut parts: Vec<Self> = Vec::new();
        for row in self.rows {
            match parts.last_mut() {
                Some(part) if row.join != Join::Break => part.rows.push(row),
                Some(_) => parts.push(Self { rows: smallvec![row], apart: false, split_off: true }),
                None => parts.push(Self { rows: smallvec![row], apart: self.apart, split_off: false }),
            }
        }
        parts
    }
}

/// Puts together again what was split off.
pub(super) fn rejoin(paragraphs: Vec<Paragraph>) -> Vec<Paragraph> {
    let mut whole: Vec<Paragraph> = Vec::with_capacity(paragraphs.len());
    for paragraph in paragraphs {
        match whole.last_mut() {
            Some(before) if paragraph.split_off => before.rows.extend(paragraph.rows),
            _ => whole.push(paragraph),
        }
    }
    whole
}

/// A line so wide is nobody's hard wrap.
const WIDEST: usize = 100;
/// A text whose widest line is narrower was not wrapped but broken by hand.
const NARROWEST: usize = 40;
/// A wrapped line may fall short of the margin by so much more than the next word asks for.
const RAGGED: usize = 12;
/// Lines up to this width that follow one another are verse, a table or an address.
const SHORT: usize = 72;

/// Joins lines to paragraphs.
pub(super) fn join(text: &str, lines: &[Line]) -> Vec<Paragraph> {
    let margin = margin(text, lines);
    let mut paragraphs: Vec<Paragraph> = Vec::with_capacity(lines.len() / 2 + 1);
    let mut apart = false;
    let mut before: Option<&Line> = None;
    for (at, line) in lines.iter().enumerate() {
        if line.is_blank() {
            before = None;
            apart = true;
            continue;
        }
        // An indented line over one that is less so opens a paragraph, though a short line is indented as far above it.
        let opens = |before: &Line| {
            margin.is_some()
                && line.indent >= 2
                && line.indent == before.indent
                && lines.get(at + 1).is_some_and(|next| !next.is_blank() && next.indent + 2 <= line.indent)
        };
        let join = before.filter(|before| !opens(before)).and_then(|before| {
            how(text, before, line, margin).map(|join| match join {
                // A poet who breaks a word means it.
                Join::Wrap | Join::Glue | Join::Mend if margin.is_none() && is_verse(text, lines, at) => Join::Break,
                join => join,
            })
        });
        match (join, paragraphs.last_mut()) {
            (Some(join), Some(paragraph)) => paragraph.rows.push(Row { span: line.span.clone(), join }),
            _ => paragraphs.push(Paragraph {
                rows: smallvec![Row { span: line.span.clone(), join: Join::Break }],
                apart,
                split_off: false,
            }),
        }
        apart = false;
        before = Some(line);
    }
    paragraphs
}

/// How a line hangs on the one before it, or `None` where it opens a paragraph.
fn how(text: &str, before: &Line, line: &Line, margin: Option<usize>) -> Option<Join> {
    let (above, here) = (&text[before.span.clone()], &text[line.span.clone()]);
    let Some(margin) = margin else {
        // Whoever broke the lines broke a word, however wide they are.
        if is_broken(above, here) || goes_on(above, here, before.width >= NARROWEST) {
            return Some(broken(text, above, here));
        }
        // `… that the board` / `had seen come.`: no sender's machine breaks lines so, and no poet; a sentence goes on.
        if before.width > SHORT && is_rest(text, before, here, line.width) {
            return Some(Join::Wrap);
        }
        let verse =
            before.width <= SHORT && line.width <= SHORT && !ends(above) && !here.starts_with(['"', '“', '„', '«']);
        return verse.then_some(Join::Break);
    };
    if line.indent >= before.indent + 2 || (line.indent >= 2 && ends(above)) {
        return None;
    }
    let full = before.width + 1 + first_word(here) > margin.saturating_sub(RAGGED);
    if !full && !is_broken(above, here) && !goes_on(above, here, true) {
        return (!ends(above) || before.width <= margin / 2).then_some(Join::Break);
    }
    // A byline under a note: neither a machine nor a writer breaks a line after a bracket to begin with `By`.
    let signed = above.ends_with(')') && here.len() <= 60 && byline::by(here).is_some();
    Some(if signed { Join::Break } else { broken(text, above, here) })
}

/// Whether a line is the rest of the sentence above it: in small letters, and long or closed by a full stop, so that it is
/// no item of a list, address or byline. Above stands no headline.
fn is_rest(text: &str, before: &Line, here: &str, width: usize) -> bool {
    let above = &text[before.span.clone()];
    let first = || text[..before.span.start].trim_start().is_empty();
    here.starts_with(char::is_lowercase)
        && above.ends_with(char::is_alphanumeric)
        && (width > SHORT || ends(here))
        && here.split(' ').nth(2).is_some()
        && byline::by(here).is_none()
        && !first()
}

/// Whether a word goes on in the next row: a letter and a hyphen, and small letters that are no word such as `and`.
fn is_broken(above: &str, here: &str) -> bool {
    let Some(stem) = above.strip_suffix(['-', '\u{AD}']) else { return false };
    stem.ends_with(char::is_alphabetic) && here.starts_with(char::is_lowercase) && !joins(here)
}

/// Whether a word or a number goes on in the next row after its own hyphen: `North-` and `South`, `555-` and `0199`,
/// `Bau-` and `und`. A capital goes on with the word where the line is `wide`.
fn goes_on(above: &str, here: &str, wide: bool) -> bool {
    let Some(stem) = above.strip_suffix('-') else { return false };
    let digit = |c: char| c.is_ascii_digit();
    if stem.ends_with(digit) {
        return here.starts_with(digit);
    }
    let word = stem.ends_with(char::is_alphabetic);
    word && (joins(here) || here.starts_with(digit) || wide && here.starts_with(char::is_uppercase))
}

/// Whether the lines around one are verse: four or more short ones, or each opens with a capital, though the sentence
/// goes on, but for those in which a word goes on.
fn is_verse(text: &str, lines: &[Line], at: usize) -> bool {
    let words = |line: &Line| &text[line.span.clone()];
    let first = at.saturating_sub(VERSE);
    let from = lines[first..at].iter().rposition(Line::is_blank).map_or(first, |blank| first + blank + 1);
    let block = lines[from..].iter().take_while(|line| !line.is_blank()).take(2 * VERSE);
    // Nobody wraps prose at so few columns.
    let narrow = block.clone().count() >= STANZA && block.clone().all(|line| line.width <= NARROW);
    let block: Vec<&str> = block.map(words).collect();
    let rows = || block.windows(2).filter(|pair| !ends(pair[0]) && !is_broken(pair[0], pair[1])).map(|pair| pair[1]);
    narrow
        || rows().count() >= 3
            && rows().all(|row| row.trim_start_matches(['"', '“', '„', '«']).starts_with(char::is_uppercase))
}

/// So many short lines are a stanza.
const STANZA: usize = 4;
/// A line of verse in small letters is no wider.
const NARROW: usize = 45;
/// So many lines before a line, and after it, tell whether they are verse.
const VERSE: usize = 20;

/// Whether a row opens with a word before which a hyphen stands for the half that two words share: `Bau- und
/// Hafenminister`.
fn joins(here: &str) -> bool {
    let word = here.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    here.starts_with(char::is_lowercase) && JOINING.has(word)
}

static JOINING: LazyLock<Caseless<()>> = LazyLock::new(|| language::feet(|foot| foot.shared_half).collect());

/// Whether a word was broken between two rows, and whose hyphen it is: the word's own where the
/// text nowhere has it in one piece.
fn broken(text: &str, above: &str, here: &str) -> Join {
    let Some(stem) = above.strip_suffix('-') else {
        return if above.ends_with('\u{AD}') { Join::Mend } else { Join::Wrap };
    };
    if !stem.ends_with(char::is_alphabetic) || !here.starts_with(char::is_lowercase) {
        let number = stem.ends_with(|c: char| c.is_alphanumeric()) && here.starts_with(|c: char| c.is_alphanumeric());
        return if number { Join::Glue } else { Join::Wrap };
    }
    let head = stem.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or(stem);
    if joins(here) {
        return Join::Wrap;
    }
    let tail = here.split(|c: char| !c.is_alphabetic()).next().unwrap_or(here);
    let near = &text[..text.floor_char_boundary(LOOKED_THROUGH)];
    let whole = format!("{head}{tail}");
    // At the head of a sentence it has a capital.
    let (first, rest) = whole.split_at(whole.chars().next().map_or(0, char::len_utf8));
    let whole = near.contains(&whole) || near.contains(&format!("{}{rest}", first.to_uppercase()));
    if whole { Join::Mend } else { Join::Glue }
}

/// How much of a text is looked through for a word in one piece.
const LOOKED_THROUGH: usize = 8_000;

/// The column at which a hard-wrapped text was broken, if it is one.
fn margin(text: &str, lines: &[Line]) -> Option<usize> {
    let pairs = || lines.windows(2).filter(|pair| !pair[0].is_blank() && !pair[1].is_blank());
    let inner = pairs().filter(|pair| pair[1].indent < pair[0].indent + 2).count();
    let written = lines.iter().filter(|line| !line.is_blank()).count();
    let all: usize = lines.iter().map(|line| line.width).sum();
    let wide = || lines.iter().map(|line| line.width).filter(|width| *width > WIDEST);
    // Short lines above copy in long ones are not wrapped, however few the long ones are.
    if inner == 0 || wide().count() * 5 > written || wide().sum::<usize>() * 3 > all {
        return None;
    }
    let margin = lines.iter().map(|line| line.width).filter(|width| *width <= WIDEST).max()?;
    let full = |pair: &&[Line]| {
        pair[1].indent < pair[0].indent + 2
            && pair[0].width + 1 + first_word(&text[pair[1].span.clone()]) > margin.saturating_sub(RAGGED)
    };
    let wrapped = pairs().filter(full).count();
    (margin >= NARROWEST && wrapped * 2 >= inner).then_some(margin)
}

fn first_word(line: &str) -> usize {
    line.split_whitespace().next().map_or(0, |word| word.chars().count())
}

/// Whether a line closes a sentence.
pub(super) fn ends(line: &str) -> bool {
    line.trim_end_matches(['"', '”', '’', '\'', ')', ']', '»', '“']).ends_with(['.', '!', '?', ':', '…', '。'])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::lines::lines;
    use crate::wire::signs::Signs;

    fn read(text: &str) -> Vec<String> {
        join(text, &lines(text, Signs::of(text))).iter().map(|paragraph| paragraph.flat(text)).collect()
    }

    #[test]
    fn hard_wrapped_copy_is_joined_and_indents_open_paragraphs() {
        let text = "HARBOUR FEES TO RISE FROM MAY\n    PORT MARE, April 3 - The harbour board said it would raise\n\
            its fees for ferries by a tenth from May to pay for a new\nbreakwater.\n    Fishing boats will pay what they paid.\n";
        assert_eq!(read(text).len(), 3);
        assert!(read(text)[1].contains("raise its fees"));
    }

    #[test]
    fn words_broken_at_line_ends_are_mended() {
        let text = "The council met for a third time to talk about the inter-\nnational bridge and, as was to be feared, its long-\n\
            awaited lamps, which the international commission has\nasked for in each of its letters since the spring.";
        let read = read(text).join("|");
        assert!(read.contains("the international bridge") && read.contains("its long-awaited lamps"), "{read}");
    }

    #[test]
    fn verse_keeps_its_lines_and_long_lines_are_paragraphs() {
        let text = "A short line\nAnother one\n\nThis line is a paragraph of its own, since it is much longer than anything a machine would have wrapped at.\nAnd this is the next one, which is just as long as the first and says as little about anything as that one did.";
        let paragraphs = join(text, &lines(text, Signs::of(text)));
        assert_eq!(paragraphs.len(), 3);
        assert_eq!(paragraphs[0].rows.len(), 2);
    }
}
