//! Words as outlines in SVG.

use super::Fonts;
use super::fit::{Fitted, Room, fit};
pub use super::shape::Manner;
use std::fmt::Write;

/// Where the line stands in the height that a line takes, from its top.
const BASELINE: f32 = 0.76;

/// Where words stand in their box.
#[derive(Debug, Clone, Copy)]
pub struct Place {
    /// The left edge of the box.
    pub x: f32,
    /// Its upper edge.
    pub y: f32,
    /// From side to side.
    pub align: Align,
    /// From top to bottom.
    pub stand: Stand,
}

/// Where lines stand from side to side.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// Where they begin: left, or right where the text runs that way.
    Start,
    /// In the middle.
    Middle,
    /// Where they end.
    End,
}

/// Where lines stand from top to bottom.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stand {
    /// At the top.
    Top,
    /// In the middle.
    Middle,
    /// At the bottom.
    Bottom,
}

/// A text in its box, as outlines: `<g><path …/>…</g>`, to be given a colour by what stands around it.
pub fn svg(text: &str, room: &Room, place: &Place, fonts: &Fonts, manner: Manner<'_>) -> String {
    let fitted = fit(text, room, fonts, manner);
    let leading = fitted.size * room.leading;
    #[expect(clippy::cast_precision_loss, reason = "a few lines")]
    let height = leading * fitted.lines.len() as f32;
    let free = room.height - height;
    let top = place.y
        + match place.stand {
            Stand::Top => 0.0,
            Stand::Middle => free / 2.0,
            Stand::Bottom => free,
        };
    let mut out = String::from("<g>");
    let mut y = top + (leading - fitted.size) / 2.0 + fitted.size * BASELINE;
    for line in 0..fitted.lines.len() {
        draw_line(&fitted, line, (place.x + indent(&fitted, line, room, place, manner), y), fonts, &mut out);
        y += leading;
    }
    out.push_str("</g>");
    out
}

/// How far a line begins from the left edge of its box.
fn indent(fitted: &Fitted, line: usize, room: &Room, place: &Place, manner: Manner<'_>) -> f32 {
    let free = room.width - fitted.lines[line].width * fitted.size;
    match (place.align, manner.right_to_left) {
        (Align::Start, false) | (Align::End, true) => 0.0,
        (Align::Start, true) | (Align::End, false) => free,
        (Align::Middle, _) => free / 2.0,
    }
}

fn draw_line(fitted: &Fitted, line: usize, (mut x, y): (f32, f32), fonts: &Fonts, out: &mut String) {
    let size = fitted.size;
    for glyph in &fitted.lines[line].glyphs {
        let font = fonts.get(glyph.font);
        let outline = font.outline(glyph.id);
        if !outline.is_empty() {
            let scale = size / font.units();
            let (left, up) = (x + glyph.offset.0 * size, y - glyph.offset.1 * size);
            let _ = write!(
                out,
                "<path transform=\"matrix({scale:.5} 0 0 -{scale:.5} {left:.2} {up:.2})\" d=\"{outline}\"/>"
            );
        }
        x += glyph.advance * size;
    }
}
