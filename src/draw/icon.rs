//! Icons of a site, all from one drawing.

use super::{drawn, png, read};
use resvg::tiny_skia::{Color, Pixmap, PixmapPaint, Transform};
use resvg::usvg::Tree;

/// Sizes in an `.ico`, which old browsers and bookmarks ask for.
const ICO: [u32; 3] = [16, 32, 48];
/// What is left free around the drawing where a device cuts the corners off.
const MARGIN: f32 = 0.14;

/// What is behind an icon.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ground {
    /// Whatever is there.
    Clear,
    /// White, with a margin: a device that makes its own shape of it shows no holes.
    White,
}

/// A square PNG.
///
/// # Errors
/// What is wrong with the drawing, in words.
pub fn square(svg: &str, side: u32, ground: Ground) -> Result<Vec<u8>, String> {
    png::encode(&on(&read(svg)?, side, ground)?)
}

/// A `favicon.ico`.
///
/// # Errors
/// What is wrong with the drawing, in words.
pub fn ico(svg: &str) -> Result<Vec<u8>, String> {
    let tree = read(svg)?;
    let icons = ICO.map(|side| on(&tree, side, Ground::Clear).and_then(|sheet| png::encode(&sheet)));
    let icons: Vec<Vec<u8>> = icons.into_iter().collect::<Result<_, _>>()?;
    // A directory of entries of 16 bytes each, then the pictures; PNGs may stand in it as they are.
    let mut bytes = vec![0, 0, 1, 0, ICO.len() as u8, 0];
    let mut at = 6 + 16 * ICO.len();
    for (side, icon) in ICO.iter().zip(&icons) {
        bytes.extend([*side as u8, *side as u8, 0, 0, 1, 0, 32, 0]);
        bytes.extend(u32::try_from(icon.len()).unwrap_or_default().to_le_bytes());
        bytes.extend(u32::try_from(at).unwrap_or_default().to_le_bytes());
        at += icon.len();
    }
    icons.iter().for_each(|icon| bytes.extend(icon));
    Ok(bytes)
}

fn on(tree: &Tree, side: u32, ground: Ground) -> Result<Pixmap, String> {
    #[expect(clippy::cast_precision_loss, reason = "a few hundred pixels")]
    let side_length = side as f32;
    let size = tree.size();
    let free = if ground == Ground::White { side_length * MARGIN } else { 0.0 };
    let scale = (side_length - 2.0 * free) / size.width().max(size.height());
    let (left, top) = ((side_length - size.width() * scale) / 2.0, (side_length - size.height() * scale) / 2.0);
    let place = Transform::from_row(scale, 0.0, 0.0, scale, left, top);
    let icon = drawn(tree, side_length, side_length, place)?;
    if ground == Ground::Clear {
        return Ok(icon);
    }
    let mut sheet = Pixmap::new(side, side).ok_or("an icon without a size")?;
    sheet.fill(Color::WHITE);
    sheet.draw_pixmap(0, 0, icon.as_ref(), &PixmapPaint::default(), Transform::default(), None);
    Ok(sheet)
}
