//! A drawing as a PNG: with a palette where it has few colours, as drawings have.

use png::{BitDepth, ColorType, DeflateCompression, Encoder, Filter};
use resvg::tiny_skia::{Pixmap, PremultipliedColorU8};

/// Colours of a palette.
const MOST: usize = 256;
/// How hard bytes are looked for that repeat: twice the time makes a card 4 % smaller.
const LEVEL: u8 = 4;

/// The PNG of a drawing. What shows through stays so.
pub(super) fn encode(sheet: &Pixmap) -> Result<Vec<u8>, String> {
    let (width, height) = (sheet.width(), sheet.height());
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, width, height);
    encoder.set_depth(BitDepth::Eight);
    encoder.set_deflate_compression(DeflateCompression::Level(LEVEL));
    let data = match palette(sheet) {
        Some((colours, indices)) => {
            encoder.set_color(ColorType::Indexed);
            encoder.set_filter(Filter::NoFilter);
            encoder.set_palette(colours.iter().flat_map(|colour| colour[..3].to_vec()).collect::<Vec<_>>());
            if colours.iter().any(|colour| colour[3] < 255) {
                encoder.set_trns(colours.iter().map(|colour| colour[3]).collect::<Vec<_>>());
            }
            indices
        }
        None => {
            encoder.set_color(ColorType::Rgba);
            encoder.set_filter(Filter::Adaptive);
            sheet.pixels().iter().flat_map(|pixel| rgba(*pixel)).collect()
        }
    };
    let said = |error: png::EncodingError| error.to_string();
    encoder.write_header().and_then(|mut writer| writer.write_image_data(&data)).map_err(said)?;
    Ok(bytes)
}

fn rgba(pixel: PremultipliedColorU8) -> [u8; 4] {
    let colour = pixel.demultiply();
    [colour.red(), colour.green(), colour.blue(), colour.alpha()]
}

/// The colours of a drawing and the place of each pixel's; nothing where they are too many.
fn palette(sheet: &Pixmap) -> Option<(Vec<[u8; 4]>, Vec<u8>)> {
    let width = sheet.width() as usize;
    let mut colours: Vec<PremultipliedColorU8> = Vec::new();
    let mut slots = vec![u16::MAX; 4096];
    let mut indices: Vec<u8> = Vec::with_capacity(sheet.pixels().len());
    let mut before: &[u8] = &[];
    for (row, bytes) in sheet.pixels().chunks(width).zip(sheet.data().chunks(4 * width)) {
        // Half of the rows are as the one before, and in the others most pixels are: few are looked up.
        if bytes == before {
            indices.extend_from_within(indices.len() - row.len()..);
            continue;
        }
        for run in row.chunk_by(PartialEq::eq) {
            let index = place(run[0], &mut colours, &mut slots)?;
            indices.resize(indices.len() + run.len(), index);
        }
        before = bytes;
    }
    Some((colours.into_iter().map(rgba).collect(), indices))
}

/// The place of a colour, by open addressing.
fn place(colour: PremultipliedColorU8, colours: &mut Vec<PremultipliedColorU8>, slots: &mut [u16]) -> Option<u8> {
    let bits = u32::from_le_bytes([colour.red(), colour.green(), colour.blue(), colour.alpha()]);
    let mut slot = (bits.wrapping_mul(0x9E37_79B1) >> 20) as usize;
    loop {
        match slots[slot] {
            u16::MAX if colours.len() == MOST => return None,
            u16::MAX => {
                slots[slot] = u16::try_from(colours.len()).ok()?;
                colours.push(colour);
            }
            at if colours[usize::from(at)] == colour => return u8::try_from(at).ok(),
            _ => slot = (slot + 1) % slots.len(),
        }
    }
}
