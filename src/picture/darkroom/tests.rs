//! What comes out of the darkroom, by its pixels.

use super::*;
use crate::picture::{Size, look};
use image::{GenericImageView, Rgb, RgbImage};

/// Red on the left, blue on the right.
fn halves(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, _| if x * 2 < width { Rgb([220, 20, 20]) } else { Rgb([20, 20, 220]) })
}

fn written(image: &RgbImage, format: ImageFormat) -> Vec<u8> {
    let mut out = Cursor::new(Vec::new());
    image.write_to(&mut out, format).unwrap();
    out.into_inner()
}

fn recipe(width: u32, height: u32, format: Format) -> Recipe {
    Recipe { width, height, focus: None, format, quality: 90, from: 64 }
}

fn made(bytes: &[u8], recipe: &Recipe) -> DynamicImage {
    let picture = look(bytes).unwrap();
    let made = Darkroom::default().make(1, &picture, recipe, || bytes.to_vec()).unwrap();
    image::load_from_memory(&made).unwrap()
}

fn is_red(image: &DynamicImage, x: u32, y: u32) -> bool {
    let [red, _, blue, _] = image.get_pixel(x, y).0;
    red > 150 && blue < 100
}

#[test]
fn every_kind_is_made_of_every_kind_at_its_size() {
    let image = halves(64, 32);
    for from in [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP] {
        let bytes = written(&image, from);
        for format in [Format::WebP, Format::Jpeg, Format::Png] {
            let small = made(&bytes, &recipe(16, 8, format));
            assert_eq!(small.dimensions(), (16, 8), "{from:?} {format:?}");
            assert!(is_red(&small, 2, 4) && !is_red(&small, 13, 4), "{from:?} {format:?}");
        }
    }
}

#[cfg(feature = "avif")]
#[test]
fn avif_is_made_of_every_kind_at_its_size() {
    let seen_through = DynamicImage::from(halves(64, 32)).to_rgba8();
    let mut png = Cursor::new(Vec::new());
    seen_through.write_to(&mut png, ImageFormat::Png).unwrap();
    for bytes in [written(&halves(64, 32), ImageFormat::Jpeg), png.into_inner()] {
        let make = || {
            let picture = look(&bytes).unwrap();
            Darkroom::default().make(1, &picture, &recipe(16, 8, Format::Avif), || bytes.clone()).unwrap()
        };
        let small = make();
        let Picture { kind, size, .. } = look(&small).unwrap();
        assert_eq!((kind, size), (crate::picture::Kind::Avif, Size { width: 16, height: 8 }));
        assert_eq!(small, make(), "the same bytes each time");
    }
}

#[test]
fn a_part_is_cut_around_its_focus() {
    let bytes = written(&halves(64, 32), ImageFormat::Png);
    let cut = |x| made(&bytes, &Recipe { focus: Some(Focus { x, y: 50 }), ..recipe(8, 16, Format::Png) });
    let (left, right) = (cut(0), cut(100));
    assert_eq!(left.dimensions(), (8, 16));
    assert!((0..8).all(|x| is_red(&left, x, 8)));
    assert!((0..8).all(|x| !is_red(&right, x, 8)));
}

#[test]
fn a_picture_on_its_side_is_turned_upright() {
    let bytes = written(&halves(64, 32), ImageFormat::Jpeg);
    // Held so that its left side is its top.
    let picture = Picture { turn: 6, size: Size { width: 32, height: 64 }, ..look(&bytes).unwrap() };
    let made = Darkroom::default().make(1, &picture, &recipe(16, 32, Format::Png), || bytes.clone()).unwrap();
    let made = image::load_from_memory(&made).unwrap();
    assert_eq!(made.dimensions(), (16, 32));
    assert!(is_red(&made, 8, 4) && !is_red(&made, 8, 28));
}

#[test]
fn colours_of_another_profile_become_those_of_the_web() {
    let wide = ColorProfile::new_display_p3().encode().unwrap();
    let pixels = Pixels { width: 1, height: 1, layout: Layout::Rgb, bytes: vec![200, 50, 50] };
    let turned = pixels.clone().in_srgb(Some(&wide));
    assert!(turned.bytes[0] > 205, "{turned:?}");
    // A damaged profile, and none, leave them.
    assert_eq!(pixels.clone().in_srgb(Some(b"no profile")), pixels);
    assert_eq!(pixels.clone().in_srgb(None), pixels);
}

#[test]
fn what_shines_through_is_white_in_a_jpeg() {
    let clear = image::RgbaImage::from_pixel(8, 8, image::Rgba([0, 0, 0, 0]));
    let mut bytes = Cursor::new(Vec::new());
    clear.write_to(&mut bytes, ImageFormat::Png).unwrap();
    let made = made(&bytes.into_inner(), &recipe(4, 4, Format::Jpeg));
    assert!(made.get_pixel(2, 2).0[..3].iter().all(|part| *part > 250));
}

#[test]
fn the_same_comes_out_whatever_was_made_before() {
    let bytes = written(&halves(64, 32), ImageFormat::Jpeg);
    let picture = look(&bytes).unwrap();
    let [large, small] = [(64, 32), (16, 8)].map(|(width, height)| recipe(width, height, Format::WebP));
    let room = Darkroom::default();
    let make = |room: &Darkroom, recipe: &Recipe| room.make(7, &picture, recipe, || bytes.clone()).unwrap();
    let first = make(&room, &large);
    assert_eq!(make(&room, &small), make(&Darkroom::default(), &small));
    assert_eq!(make(&room, &large), first);
}

#[test]
fn broken_pixels_and_too_many_are_told() {
    let whole = written(&halves(64, 32), ImageFormat::Png);
    let picture = look(&whole).unwrap();
    let mut broken = whole.clone();
    let at = broken.windows(4).position(|name| name == b"IDAT").unwrap() + 6;
    broken[at..at + 8].fill(0xFF);
    let made = Darkroom::default().make(1, &picture, &recipe(16, 8, Format::Png), || broken);
    assert!(made.is_err());
    // A head that promises what would fill all memory.
    let mut huge = whole;
    huge[16..24].copy_from_slice(&[0, 0, 0x80, 0, 0, 0, 0x80, 0]);
    let made = Darkroom::default().make(1, &picture, &recipe(16, 8, Format::Png), || huge);
    assert!(made.is_err());
}

/// A PNG with a chunk of its own behind its head.
fn with_chunk(png: &[u8], name: &[u8; 4], data: &[u8]) -> Vec<u8> {
    let named = [name, data].concat();
    let mut sum = flate2::Crc::new();
    sum.update(&named);
    let length = u32::try_from(data.len()).unwrap().to_be_bytes();
    [&png[..33], &length, &named, &sum.sum().to_be_bytes(), &png[33..]].concat()
}

#[test]
fn a_profile_that_is_small_in_the_file_and_huge_beyond_it_counts_for_none() {
    let mut packed = flate2::write::ZlibEncoder::new(b"name\0\0".to_vec(), flate2::Compression::fast());
    std::io::Write::write_all(&mut packed, &vec![0; 17 << 20]).unwrap();
    let bytes = with_chunk(&written(&halves(64, 32), ImageFormat::Png), b"iCCP", &packed.finish().unwrap());
    assert!(is_red(&made(&bytes, &recipe(16, 8, Format::Png)), 1, 1));
}

#[test]
fn pixels_that_come_in_passes_are_told_from_others() {
    let jpeg = written(&halves(64, 32), ImageFormat::Jpeg);
    assert!(!super::jpeg::is_progressive(&jpeg));
    let at = jpeg.windows(2).position(|mark| mark == [0xFF, 0xC0]).unwrap();
    let mut passes = jpeg;
    passes[at + 1] = 0xC2;
    assert!(super::jpeg::is_progressive(&passes));
}
