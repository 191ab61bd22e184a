//! Pictures taken apart and made anew in other sizes.
//!
//! 1. A picture is decoded, if there is room: a few large ones must not take all memory, so each waits
//!    until what the others hold leaves enough.
//! 2. It is made no wider than its largest copy, turned upright, and its colours become sRGB, which
//!    is what a picture without a profile is shown in. That is kept for each thread, since all copies
//!    of one picture are mostly made one after the other.
//! 3. A copy is that at its own size, or a part of it, written anew: without any notes.

use super::recipe::{Focus, Format, Recipe};
use super::{Kind, Picture, Size, jpeg};
use fast_image_resize::images::Image;
use fast_image_resize::{FilterType, PixelType, ResizeAlg, ResizeOptions, Resizer};
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits, metadata::Orientation};
use moxcms::{ColorProfile, DataColorSpace, Layout, TransformOptions};
use std::cell::RefCell;
use std::io::Cursor;
use std::sync::{Condvar, Mutex, PoisonError};
use thread_local::ThreadLocal;

#[cfg(feature = "avif")]
mod avif;

/// How many bytes of pixels are in memory at once, over all threads.
const ROOM: u64 = 512 << 20;
/// Bytes of a pixel at most: four parts of 16 bits.
const MOST_OF_A_PIXEL: u64 = 8;
/// Bytes of all that is no pixel.
const NOTES: u64 = 16 << 20;
/// How hard libwebp looks for shorter forms, 0 to 6; its own default.
const EFFORT: i32 = 4;

/// Where pictures are made.
#[derive(Debug, Default)]
pub struct Darkroom {
    taken: Mutex<u64>,
    left: Condvar,
    /// The last picture of each thread.
    last: ThreadLocal<RefCell<Option<Last>>>,
}

#[derive(Debug)]
struct Last {
    mark: u64,
    width: u32,
    pixels: Pixels,
}

/// Pixels, upright and in sRGB, three or four bytes each.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Pixels {
    width: u32,
    height: u32,
    layout: Layout,
    bytes: Vec<u8>,
}

impl Darkroom {
    /// Makes a picture after a recipe. `mark` tells the picture from all others.
    ///
    /// # Errors
    /// Why it cannot be made, in words.
    pub fn make(
        &self,
        mark: u64,
        picture: &Picture,
        recipe: &Recipe,
        read: impl FnOnce() -> Vec<u8>,
    ) -> Result<Vec<u8>, String> {
        let mut last = self.last.get_or_default().borrow_mut();
        if last.as_ref().is_none_or(|last| (last.mark, last.width) != (mark, recipe.from)) {
            *last = None;
            let pixels = self.develop(&read(), picture, recipe.from)?;
            *last = Some(Last { mark, width: recipe.from, pixels });
        }
        let Some(Last { pixels, .. }) = &*last else { return Err("there are no pixels".into()) };
        write(&pixels.sized(recipe)?, recipe)
    }

    /// A picture's pixels, no wider than that.
    fn develop(&self, bytes: &[u8], picture: &Picture, width: u32) -> Result<Pixels, String> {
        let format = match picture.kind {
            Kind::Jpeg => ImageFormat::Jpeg,
            Kind::Png => ImageFormat::Png,
            Kind::WebP => ImageFormat::WebP,
            Kind::Gif | Kind::Avif | Kind::Heic => return Err("pictures of its kind are not taken apart".into()),
        };
        let words = |error: image::ImageError| error.to_string();
        let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
        let mut limits = Limits::default();
        // What is no pixel, such as a colour profile, may be small in the file and huge beyond it.
        let Size { width: wide, height: high } = picture.size;
        limits.max_alloc = Some(ROOM.min(u64::from(wide) * u64::from(high) * MOST_OF_A_PIXEL + NOTES));
        reader.limits(limits);
        let mut decoder = reader.into_decoder().map_err(words)?;
        // As it is decoded, and once more in eight bits; in passes, twice as much again.
        let times = if format == ImageFormat::Jpeg && jpeg::is_progressive(bytes) { 3 } else { 2 };
        let needed = decoder.total_bytes().saturating_mul(times);
        if needed > ROOM {
            return Err("it has too many pixels".into());
        }
        let colours = decoder.icc_profile().ok().flatten();
        let _room = self.room(needed);
        let image = DynamicImage::from_decoder(decoder).map_err(words)?;
        let within = picture.within(width);
        let is_on_its_side = picture.turn >= 5;
        let (wide, high) = if is_on_its_side { (within.height, within.width) } else { (within.width, within.height) };
        let small = Pixels::of(image).resized(wide, high, None)?;
        let mut image = small.into_image().ok_or("its size is wrong")?;
        image.apply_orientation(Orientation::from_exif(picture.turn).unwrap_or(Orientation::NoTransforms));
        Ok(Pixels::of(image).in_srgb(colours.as_deref()))
    }

    /// Waits until there is room for so many bytes.
    fn room(&self, bytes: u64) -> Room<'_> {
        let mut taken = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
        while *taken > 0 && *taken + bytes > ROOM {
            taken = self.left.wait(taken).unwrap_or_else(PoisonError::into_inner);
        }
        *taken += bytes;
        Room { of: self, bytes }
    }
}

/// Room that is given back in the end.
struct Room<'a> {
    of: &'a Darkroom,
    bytes: u64,
}

impl Drop for Room<'_> {
    fn drop(&mut self) {
        *self.of.taken.lock().unwrap_or_else(PoisonError::into_inner) -= self.bytes;
        self.of.left.notify_all();
    }
}

impl Pixels {
    fn of(image: DynamicImage) -> Self {
        let (width, height) = (image.width(), image.height());
        let (layout, bytes) = match image.color().has_alpha() {
            true => (Layout::Rgba, image.into_rgba8().into_raw()),
            false => (Layout::Rgb, image.into_rgb8().into_raw()),
        };
        Self { width, height, layout, bytes }
    }

    fn into_image(self) -> Option<DynamicImage> {
        let Self { width, height, layout, bytes } = self;
        Some(match layout {
            Layout::Rgba => image::RgbaImage::from_raw(width, height, bytes)?.into(),
            _ => image::RgbImage::from_raw(width, height, bytes)?.into(),
        })
    }

    /// At another size; of a part of it, where something has to stay in view.
    fn resized(self, width: u32, height: u32, focus: Option<Focus>) -> Result<Self, String> {
        if (self.width, self.height) == (width, height) {
            return Ok(self);
        }
        let words = |error: &dyn std::fmt::Display| error.to_string();
        let kind = if self.layout == Layout::Rgba { PixelType::U8x4 } else { PixelType::U8x3 };
        let mut options = ResizeOptions::new().resize_alg(ResizeAlg::Convolution(FilterType::CatmullRom));
        if let Some(focus) = focus {
            let (left, top, wide, high) = part(&self, width, height, focus);
            options = options.crop(left, top, wide, high);
        }
        let from = Image::from_vec_u8(self.width, self.height, self.bytes, kind).map_err(|error| words(&error))?;
        let mut to = Image::new(width, height, kind);
        Resizer::new().resize(&from, &mut to, &options).map_err(|error| words(&error))?;
        Ok(Self { width, height, layout: self.layout, bytes: to.into_vec() })
    }

    fn sized(&self, recipe: &Recipe) -> Result<Self, String> {
        self.clone().resized(recipe.width, recipe.height, recipe.focus)
    }

    /// With its colours as sRGB has them. A profile that cannot be used counts for none.
    fn in_srgb(mut self, profile: Option<&[u8]>) -> Self {
        let profile = profile.and_then(|profile| ColorProfile::new_from_slice(profile).ok());
        let Some(profile) = profile.filter(|profile| profile.color_space == DataColorSpace::Rgb) else { return self };
        let srgb = ColorProfile::new_srgb();
        let transform = profile.create_transform_8bit(self.layout, &srgb, self.layout, TransformOptions::default());
        if let Ok(transform) = transform {
            let mut bytes = vec![0; self.bytes.len()];
            if transform.transform(&self.bytes, &mut bytes).is_ok() {
                self.bytes = bytes;
            }
        }
        self
    }
}

/// The largest part of a shape around a point: left, top, width, height.
fn part(pixels: &Pixels, width: u32, height: u32, focus: Focus) -> (f64, f64, f64, f64) {
    let (own_width, own_height) = (f64::from(pixels.width), f64::from(pixels.height));
    let shape = f64::from(width) / f64::from(height);
    let (wide, high) = match own_width / own_height > shape {
        true => ((own_height * shape).min(own_width), own_height),
        false => (own_width, (own_width / shape).min(own_height)),
    };
    let from = |percent: u8, whole: f64, part: f64| {
        (whole * f64::from(percent) / 100.0 - part / 2.0).clamp(0.0, (whole - part).max(0.0))
    };
    (from(focus.x, own_width, wide), from(focus.y, own_height, high), wide, high)
}

fn write(pixels: &Pixels, recipe: &Recipe) -> Result<Vec<u8>, String> {
    let Pixels { width, height, layout, bytes } = pixels;
    let has_alpha = *layout == Layout::Rgba;
    let colour = if has_alpha { image::ExtendedColorType::Rgba8 } else { image::ExtendedColorType::Rgb8 };
    let mut out = Vec::new();
    let written = match recipe.format {
        #[cfg(feature = "avif")]
        Format::Avif => return avif::write(pixels, recipe.quality),
        // The settings let nobody ask for it.
        #[cfg(not(feature = "avif"))]
        Format::Avif => return Err("this program was built without `avif`".into()),
        Format::WebP => return webp(pixels, recipe.quality),
        Format::Png => image::ImageEncoder::write_image(
            image::codecs::png::PngEncoder::new(&mut out),
            bytes,
            *width,
            *height,
            colour,
        ),
        Format::Jpeg if has_alpha => {
            let opaque = on_white(bytes);
            let encoder = &mut image::codecs::jpeg::JpegEncoder::new_with_quality(&mut out, recipe.quality);
            encoder.encode(&opaque, *width, *height, image::ExtendedColorType::Rgb8)
        }
        Format::Jpeg => image::codecs::jpeg::JpegEncoder::new_with_quality(&mut out, recipe.quality)
            .encode(bytes, *width, *height, colour),
    };
    written.map_err(|error| error.to_string())?;
    Ok(out)
}

/// Pixels that may be seen through, on white.
fn on_white(bytes: &[u8]) -> Vec<u8> {
    let over = |part: u8, alpha: u8| {
        let mixed = (u32::from(part) * u32::from(alpha) + 255 * (255 - u32::from(alpha)) + 127) / 255;
        u8::try_from(mixed).unwrap_or(u8::MAX)
    };
    let pixels = bytes.as_chunks::<4>().0;
    pixels.iter().flat_map(|[red, green, blue, alpha]| [red, green, blue].map(|part| over(*part, *alpha))).collect()
}

fn webp(pixels: &Pixels, quality: u8) -> Result<Vec<u8>, String> {
    let Pixels { width, height, layout, bytes } = pixels;
    let encoder = match layout {
        Layout::Rgba => webp::Encoder::from_rgba(bytes, *width, *height),
        _ => webp::Encoder::from_rgb(bytes, *width, *height),
    };
    let mut config = webp::WebPConfig::new().map_err(|()| "libwebp has no settings")?;
    config.quality = f32::from(quality);
    config.method = EFFORT;
    encoder.encode_advanced(&config).map(|memory| memory.to_vec()).map_err(|error| format!("{error:?}"))
}

#[cfg(test)]
mod tests;
