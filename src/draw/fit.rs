//! Words into a box: the largest size at which they fit, in lines of much the same length.

use super::Fonts;
use super::shape::{Glyph, Manner, Paragraph};
use std::ops::Range;
use unicode_linebreak::{BreakOpportunity, linebreaks};
use unicode_segmentation::UnicodeSegmentation;

/// What a step of size leaves of it.
const STEP: f32 = 0.96;
/// So many characters of Japanese at most are kept together; a line of a card has room for more.
const PHRASE: usize = 9;
/// What stands for what was cut.
const ELLIPSIS: &str = "…";

/// A box for words.
#[derive(Debug, Clone, Copy)]
pub struct Room {
    /// How wide.
    pub width: f32,
    /// How high.
    pub height: f32,
    /// The largest size of letters.
    pub size: f32,
    /// The smallest.
    pub least: f32,
    /// From line to line, as a part of the size.
    pub leading: f32,
}

/// Words as they fit a box.
pub struct Fitted {
    /// The size of the letters.
    pub size: f32,
    pub(super) lines: Vec<Line>,
}

/// A line.
pub(super) struct Line {
    pub(super) glyphs: Vec<Glyph>,
    /// As a part of the size.
    pub(super) width: f32,
}

/// Fits a text into a box. Characters that no font has are left out.
pub fn fit(text: &str, room: &Room, fonts: &Fonts, manner: Manner<'_>) -> Fitted {
    let lacks = fonts.lacks(text);
    let kept = text.replace(|c: char| lacks.contains(&c) || (c.is_control() && !c.is_whitespace()), "");
    let text = kept.split_whitespace().collect::<Vec<_>>().join(" ");
    let paragraph = Paragraph::new(&text, fonts, manner);
    let measure = Measure::of(&paragraph);
    let mut size = room.size;
    let (size, lines) = loop {
        let lines = measure.lines(room.width / size, Words::Whole);
        if let Some(lines) = lines.filter(|lines| fits(lines.len(), size, room)) {
            break (size, measure.balanced(lines, room.width / size));
        }
        if size <= room.least {
            // Now words may be broken too.
            break (size, measure.lines(room.width / size, Words::Broken).unwrap_or_default());
        }
        size = (size * STEP).max(room.least);
    };
    let most = most_lines(size, room);
    let is_cut = lines.len() > most;
    let mut lines: Vec<Line> = lines.into_iter().take(most).map(|line| set(&paragraph, line)).collect();
    if is_cut && let Some(last) = lines.last_mut() {
        *last = cut(&paragraph, last, room.width / size, fonts, manner);
    }
    Fitted { size, lines }
}

fn fits(lines: usize, size: f32, room: &Room) -> bool {
    lines <= most_lines(size, room)
}

/// How many lines have room; at least one.
fn most_lines(size: f32, room: &Room) -> usize {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a few lines")]
    let lines = (room.height / (size * room.leading) + 0.001).max(1.0) as usize;
    lines
}

fn set(paragraph: &Paragraph<'_>, line: Range<usize>) -> Line {
    let glyphs = paragraph.line(line);
    let width = glyphs.iter().map(|glyph| glyph.advance).sum();
    Line { glyphs, width }
}

/// A line, shortened until an ellipsis has room behind it.
fn cut(paragraph: &Paragraph<'_>, line: &Line, width: f32, fonts: &Fonts, manner: Manner<'_>) -> Line {
    let start = line.glyphs.iter().map(|glyph| glyph.at).min().unwrap_or_default();
    let rest = &paragraph.text[start..];
    let mut ends: Vec<usize> = rest.grapheme_indices(true).map(|(at, _)| at).collect();
    let mut last = Line { glyphs: Vec::new(), width: 0.0 };
    ends.retain(|at| *at > 0);
    // No line holds so many letters that are narrower than a twentieth of their size.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a few hundred letters")]
    ends.truncate((width * 20.0) as usize);
    for end in ends.into_iter().rev() {
        let text = format!("{}{ELLIPSIS}", rest[..end].trim_end());
        let shortened = Paragraph::new(&text, fonts, manner);
        last = set(&shortened, 0..text.len());
        if last.width <= width {
            break;
        }
    }
    last
}

/// Whether lines end between words only.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Words {
    Whole,
    Broken,
}

/// A text's parts between which a line may end, with their widths.
struct Measure {
    parts: Vec<Part>,
}

struct Part {
    range: Range<usize>,
    width: f32,
    /// Without the space at its end, which a line's end swallows.
    seen: f32,
    /// Where it may be broken when it has to be, with the width up to there.
    inner: Vec<(usize, f32)>,
}

impl Measure {
    fn of(paragraph: &Paragraph<'_>) -> Self {
        let text = paragraph.text;
        let mut advances = vec![0.0_f32; text.len() + 1];
        for glyph in paragraph.line(0..text.len()) {
            advances[glyph.at] += glyph.advance;
        }
        let sum = |range: Range<usize>| advances[range].iter().sum::<f32>();
        let mut parts = Vec::new();
        let mut start = 0;
        let ends = linebreaks(text).map(|(at, kind)| (at, kind == BreakOpportunity::Mandatory));
        for (end, _) in ends {
            if clings(&text[start..end], &text[end..]) {
                continue;
            }
            let range = start..end;
            let seen = start + text[range.clone()].trim_end().len();
            let graphemes = text[range.clone()].grapheme_indices(true).skip(1);
            parts.push(Part {
                width: sum(range.clone()),
                seen: sum(start..seen),
                inner: graphemes.map(|(at, _)| (start + at, sum(start..start + at))).collect(),
                range,
            });
            start = end;
        }
        Self { parts }
    }

    /// The lines of a width; nothing where a word is wider and may not be broken.
    fn lines(&self, width: f32, words: Words) -> Option<Vec<Range<usize>>> {
        let mut lines: Vec<Range<usize>> = Vec::new();
        let mut line: Option<(Range<usize>, f32)> = None;
        for part in &self.parts {
            if let Some((range, used)) = &mut line
                && *used + part.seen <= width
            {
                range.end = part.range.end;
                *used += part.width;
                continue;
            }
            lines.extend(line.take().map(|(range, _)| range));
            let rest = match (part.seen <= width, words) {
                (true, _) => (part.range.clone(), part.width),
                (false, Words::Whole) => return None,
                (false, Words::Broken) => part.broken(width, &mut lines),
            };
            line = Some(rest);
        }
        lines.extend(line.map(|(range, _)| range));
        Some(lines)
    }

    /// As many lines, of much the same length: the narrowest box that still takes no more.
    fn balanced(&self, lines: Vec<Range<usize>>, width: f32) -> Vec<Range<usize>> {
        let (mut narrow, mut wide) = (width * 0.5, width);
        let mut best = lines;
        for _ in 0..8 {
            let middle = f32::midpoint(narrow, wide);
            match self.lines(middle, Words::Whole).filter(|lines| lines.len() <= best.len()) {
                Some(lines) => (best, wide) = (lines, middle),
                None => narrow = middle,
            }
        }
        best
    }
}

/// Whether what follows is an ending or a particle of what stands before it. Japanese may break there, and
/// reads better where it does not.
fn clings(part: &str, rest: &str) -> bool {
    let is_hiragana = |c: char| matches!(c, '\u{3041}'..='\u{309F}');
    rest.starts_with(is_hiragana) && part.ends_with(char::is_alphanumeric) && part.chars().count() < PHRASE
}

impl Part {
    /// Breaks a word that is wider than a line; its last piece is left to be gone on with.
    fn broken(&self, width: f32, lines: &mut Vec<Range<usize>>) -> (Range<usize>, f32) {
        let (mut start, mut before) = (self.range.start, 0.0);
        let mut last = (start, 0.0);
        for (at, used) in self.inner.iter().copied().chain([(self.range.end, self.width)]) {
            if used - before > width && last.0 > start {
                lines.push(start..last.0);
                (start, before) = last;
            }
            last = (at, used);
        }
        (start..self.range.end, self.width - before)
    }
}
