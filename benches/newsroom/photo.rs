//! Photographs for measuring: hills before a sky, with grain, the same each time.

use image::codecs::jpeg::JpegEncoder;
use image::{Rgb, RgbImage};

/// A JPEG as a picture desk hands it on.
pub(crate) fn photo(number: u32, width: u32, height: u32) -> Vec<u8> {
    let tint = noise(number, 1, 7);
    let image = RgbImage::from_fn(width, height, |x, y| {
        let (across, down) = (x as f32 / width as f32, y as f32 / height as f32);
        let hill = 0.35 + 0.25 * field(number, across * 3.0, 0.5) + 0.05 * field(number + 1, across * 17.0, 0.5);
        let texture =
            0.5 * field(number + 2, across * 40.0, down * 40.0) + 0.5 * field(number + 3, across * 160.0, down * 160.0);
        let grain = noise(number, x, y) * 10.0 - 5.0;
        let [red, green, blue] = match down < hill {
            true => [150.0 + 60.0 * tint, 180.0 + 20.0 * down, 230.0 - 80.0 * down],
            false => [60.0 + 90.0 * texture, 80.0 + 90.0 * texture * (1.0 - tint), 40.0 + 60.0 * texture],
        };
        Rgb([red, green, blue].map(|part| (part + grain).clamp(0.0, 255.0) as u8))
    });
    let mut bytes = Vec::new();
    JpegEncoder::new_with_quality(&mut bytes, 85).encode_image(&image).expect("memory can be written");
    bytes
}

/// Smooth hills and valleys between 0 and 1.
fn field(seed: u32, x: f32, y: f32) -> f32 {
    let (left, top) = (x.floor(), y.floor());
    let ease = |part: f32| part * part * (3.0 - 2.0 * part);
    let (across, down) = (ease(x - left), ease(y - top));
    let at = |right: u32, lower: u32| noise(seed, left as u32 + right, top as u32 + lower);
    let mix = |from: f32, to: f32, part: f32| from + (to - from) * part;
    mix(mix(at(0, 0), at(1, 0), across), mix(at(0, 1), at(1, 1), across), down)
}

/// A number between 0 and 1 for a place.
fn noise(seed: u32, x: u32, y: u32) -> f32 {
    let mut bits = seed.wrapping_mul(0x9E37_79B9) ^ x.wrapping_mul(0x85EB_CA6B) ^ y.wrapping_mul(0xC2B2_AE35);
    bits ^= bits >> 15;
    bits = bits.wrapping_mul(0x2C1B_3C6D);
    bits ^= bits >> 12;
    bits = bits.wrapping_mul(0x297A_2D39);
    bits ^= bits >> 15;
    (bits & 0xFFFF) as f32 / 65535.0
}
