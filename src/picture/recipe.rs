//! What is made of a picture: how large, which part of it, and written as what.

use super::{Kind, Picture, Size};
use std::fmt;

/// A picture to be made of another one. As long as it is the same, and the bytes that it is made of,
/// so are the bytes that come out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Recipe {
    /// How wide it becomes; never wider than what it is made of.
    pub width: u32,
    /// How high it becomes.
    pub height: u32,
    /// What has to stay in it, where it is cut to another shape.
    pub focus: Option<Focus>,
    /// What it is written as.
    pub format: Format,
    /// How good it looks, 1 to 100, at the price of its size.
    pub quality: u8,
    /// All that is made of one picture is made of it at this width.
    pub from: u32,
}

/// The point of a picture that matters most, in percent from its left and from its top.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
pub struct Focus {
    /// From the left.
    pub x: u8,
    /// From the top.
    pub y: u8,
}

/// What pictures can be written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// WebP with losses.
    WebP,
    /// JPEG.
    Jpeg,
    /// PNG.
    Png,
    /// AVIF.
    Avif,
}

/// Pictures with more pixels are not taken apart; they are published as they are.
pub const MOST_PIXELS: u64 = 100_000_000;

impl Focus {
    /// The middle, a little above it: where faces mostly are.
    pub const MIDDLE: Self = Self { x: 50, y: 40 };

    /// Reads `30% 60%`.
    pub fn parse(typed: &str) -> Option<Self> {
        let percent = |part: &str| part.strip_suffix('%')?.trim().parse::<u8>().ok().filter(|part| *part <= 100);
        let mut parts = typed.split_whitespace();
        let focus = Self { x: percent(parts.next()?)?, y: percent(parts.next()?)? };
        parts.next().is_none().then_some(focus)
    }
}

impl fmt::Display for Focus {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}% {}%", self.x, self.y)
    }
}

impl Format {
    /// The ending of its files.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Avif => "avif",
            Self::WebP => "webp",
            Self::Jpeg => "jpg",
            Self::Png => "png",
        }
    }

    /// The media type.
    pub fn mime(self) -> &'static str {
        match self {
            Self::Avif => "image/avif",
            Self::WebP => "image/webp",
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
        }
    }
}

impl Picture {
    /// What it can be written as again; nothing where it is not taken apart.
    pub fn own_format(&self) -> Option<Format> {
        let Size { width, height } = self.size;
        let is_large = u64::from(width) * u64::from(height) > MOST_PIXELS;
        match self.kind {
            _ if self.is_moving || is_large || !super::CAN_MAKE => None,
            Kind::Jpeg => Some(Format::Jpeg),
            Kind::Png => Some(Format::Png),
            Kind::WebP => Some(Format::WebP),
            Kind::Gif | Kind::Avif | Kind::Heic => None,
        }
    }

    /// Its size when it is no wider than that.
    pub fn within(&self, width: u32) -> Size {
        let Size { width: own, height } = self.size;
        let width = width.min(own);
        Size { width, height: scaled(height, width, own) }
    }

    /// The largest part of that shape in it, no wider than that.
    pub fn cut(&self, shape: Size, width: u32) -> Size {
        let Size { width: own, height } = self.within(width);
        let by_height = u32::try_from(u64::from(height) * u64::from(shape.width) / u64::from(shape.height));
        let width = own.min(shape.width).min(by_height.unwrap_or(own)).max(1);
        Size { width, height: scaled(shape.height, width, shape.width) }
    }
}

/// A length, when another becomes `to` instead of `from`; at least a pixel.
fn scaled(length: u32, to: u32, from: u32) -> u32 {
    let exact = (u64::from(length) * u64::from(to) + u64::from(from) / 2) / u64::from(from.max(1));
    u32::try_from(exact).unwrap_or(u32::MAX).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn picture(width: u32, height: u32) -> Picture {
        let size = Size { width, height };
        let is_moving = false;
        Picture { kind: Kind::Jpeg, size, turn: 1, is_moving, is_cut: false, caption: None, credit: None, alt: None }
    }

    #[test]
    fn no_picture_is_enlarged() {
        assert_eq!(picture(1600, 1067).within(800), Size { width: 800, height: 534 });
        assert_eq!(picture(600, 400).within(800), Size { width: 600, height: 400 });
        assert_eq!(picture(8000, 1).within(800), Size { width: 800, height: 1 });
    }

    #[test]
    fn a_part_has_the_shape_that_is_asked_for() {
        let card = Size { width: 1200, height: 630 };
        assert_eq!(picture(1600, 1067).cut(card, 1600), card);
        assert_eq!(picture(4000, 500).cut(card, 1600), Size { width: 380, height: 200 });
        assert_eq!(picture(600, 900).cut(card, 1600), Size { width: 600, height: 315 });
    }

    #[test]
    fn a_focus_is_two_percentages() {
        assert_eq!(Focus::parse("30% 60%"), Some(Focus { x: 30, y: 60 }));
        for typed in ["30 60", "30%", "101% 1%", "30% 60% 1%", "", "-1% 2%"] {
            assert_eq!(Focus::parse(typed), None, "{typed}");
        }
        assert_eq!(Focus { x: 1, y: 2 }.to_string(), "1% 2%");
    }
}
