//! Drawing: SVG to a picture, and words to SVG.
//!
//! In: an SVG document, and [`Fonts`] for what is written on it. Out: a PNG, an icon.
//!
//! 1. [`fonts`] finds for each character the first font that has it.
//! 2. [`shape`] turns words into glyphs in the order in which they are seen, in any script.
//! 3. [`fit`] breaks them into lines at the largest size at which they fit their box; what does not
//!    fit at the least is cut, with an ellipsis, so that nothing is ever clipped.
//! 4. [`words`] writes the lines as outlines, so that the document needs no font any more.
//! 5. [`picture`] draws the document, and [`png`] writes it with as few bytes as it can.
//!
//! Nothing of the machine takes part, no font of the system above all: the same words give the same
//! bytes everywhere.

pub mod fit;
pub mod fonts;
pub mod icon;
mod png;
mod shape;
pub mod words;

pub use fonts::Fonts;

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree};

/// No picture is larger than this on a side: a document of a theme may ask for any size.
const LARGEST: f32 = 4096.0;

/// Draws an SVG document in its own size, as a PNG.
///
/// # Errors
/// What is wrong with the document, in words.
pub fn picture(svg: &str) -> Result<Vec<u8>, String> {
    let tree = read(svg)?;
    let size = tree.size();
    png::encode(&drawn(&tree, size.width(), size.height(), Transform::default())?)
}

fn read(svg: &str) -> Result<Tree, String> {
    Tree::from_str(svg, &Options::default()).map_err(|error| error.to_string())
}

/// A document on a sheet of a size.
fn drawn(tree: &Tree, width: f32, height: f32, place: Transform) -> Result<Pixmap, String> {
    if width.max(height) > LARGEST {
        return Err(format!("a picture of {width} × {height} is too large"));
    }
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is between 0 and 4096")]
    let mut sheet = Pixmap::new(width.ceil() as u32, height.ceil() as u32).ok_or("a picture without a size")?;
    resvg::render(tree, place, &mut sheet.as_mut());
    Ok(sheet)
}

#[cfg(test)]
mod tests;
