//! Words to glyphs, in any script (UAX 9, HarfBuzz's shaping).

use super::fonts::{Fonts, is_unseen};
use harfrust::{Direction, Language, ShapeOptions, UnicodeBuffer};
use std::ops::Range;
use std::str::FromStr;
use unicode_bidi::{BidiInfo, Level};

/// How a text is to be set.
#[derive(Debug, Clone, Copy)]
pub struct Manner<'a> {
    /// The font, by name; others stand in for what it lacks.
    pub font: &'a str,
    /// The language, a BCP 47 tag: some letters look otherwise in another.
    pub language: &'a str,
    /// Whether the text as a whole runs from right to left.
    pub right_to_left: bool,
}

/// A glyph in its place; all measures are parts of the letters' size.
#[derive(Debug, Clone, Copy)]
pub(super) struct Glyph {
    pub(super) font: usize,
    pub(super) id: u32,
    /// How far it is moved from its place.
    pub(super) offset: (f32, f32),
    /// How far it is to the next.
    pub(super) advance: f32,
    /// The byte of the text that it begins with.
    pub(super) at: usize,
}

/// A paragraph, ready to be set line by line.
pub(super) struct Paragraph<'a> {
    pub(super) text: &'a str,
    fonts: &'a Fonts,
    manner: Manner<'a>,
    bidi: BidiInfo<'a>,
}

impl<'a> Paragraph<'a> {
    /// A text without line ends, of which every character is in some font.
    pub(super) fn new(text: &'a str, fonts: &'a Fonts, manner: Manner<'a>) -> Self {
        let level = if manner.right_to_left { Level::rtl() } else { Level::ltr() };
        Self { text, fonts, manner, bidi: BidiInfo::new(text, Some(level)) }
    }

    /// The glyphs of a line, from left to right.
    pub(super) fn line(&self, line: Range<usize>) -> Vec<Glyph> {
        let Some(paragraph) = self.bidi.paragraphs.first().filter(|_| !line.is_empty()) else { return Vec::new() };
        let (levels, runs) = self.bidi.visual_runs(paragraph, line);
        let mut glyphs = Vec::new();
        for run in runs {
            let is_rtl = levels[run.start].is_rtl();
            let mut parts = self.by_font(run);
            if is_rtl {
                parts.reverse();
            }
            for (font, range) in parts {
                self.shape(font, range, is_rtl, &mut glyphs);
            }
        }
        glyphs
    }

    /// A run in parts that one font has.
    fn by_font(&self, run: Range<usize>) -> Vec<(usize, Range<usize>)> {
        let mut parts: Vec<(usize, Range<usize>)> = Vec::new();
        for (at, c) in self.text[run.clone()].char_indices() {
            let range = run.start + at..run.start + at + c.len_utf8();
            let before = parts.last().map(|(font, _)| *font);
            let font = match before {
                Some(before) if is_unseen(c) => before,
                _ => self.fonts.find(c, before, self.manner.font).unwrap_or(before.unwrap_or_default()),
            };
            match parts.last_mut() {
                Some((last, part)) if *last == font => part.end = range.end,
                _ => parts.push((font, range)),
            }
        }
        parts
    }

    fn shape(&self, font: usize, range: Range<usize>, is_rtl: bool, glyphs: &mut Vec<Glyph>) {
        let face = self.fonts.get(font);
        let (Some(tables), Some(data)) = (face.tables(), face.shaper()) else { return };
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(&self.text[range.clone()]);
        buffer.set_direction(if is_rtl { Direction::RightToLeft } else { Direction::LeftToRight });
        if let Ok(language) = Language::from_str(self.manner.language) {
            buffer.set_language(language);
        }
        buffer.guess_segment_properties();
        let shaped = data.shaper(&tables).build().shape(buffer, ShapeOptions::new());
        let unit = 1.0 / face.units();
        #[expect(clippy::cast_precision_loss, reason = "a font's units are far from the precision's end")]
        let em = |units: i32| units as f32 * unit;
        glyphs.extend(shaped.glyph_infos().iter().zip(shaped.glyph_positions()).map(|(info, place)| Glyph {
            font,
            id: info.glyph_id,
            offset: (em(place.x_offset), em(place.y_offset)),
            advance: em(place.x_advance),
            at: range.start + info.cluster as usize,
        }));
    }
}
