//! Pictures: what they are, what is written in them, and what of that may leave the newsroom.
//!
//! In: the bytes of a photograph. Out: a [`Picture`], its size as readers see it and the words that
//! its maker put into it ([`look`]); and the same file without what camera and desk wrote into it,
//! the place above all ([`bare`]). Neither touches a pixel, and no length in a file is believed.
//!
//! 1. [`Kind`] is told by the first bytes, not by the name.
//! 2. Each kind's container is walked part by part: [`jpeg`], [`png`], [`webp`], [`gif`], and the
//!    boxes of AVIF and HEIC ([`boxes`]). Only parts that are needed to show the picture are kept, so
//!    that a kind of note which nobody here has heard of stays at the desk too.
//! 3. [`notes`] gathers what is written in it, as Exif, IPTC or XMP.
//! 4. What is made of it is a [`recipe`]; the `darkroom` makes it, in programs that can.

mod boxes;
#[cfg(feature = "pictures")]
pub mod darkroom;
mod exif;
mod gif;
mod iptc;
mod jpeg;
mod notes;
mod png;
pub mod recipe;
mod webp;
mod xmp;

use notes::Notes;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::fmt;

/// A picture, but for its pixels.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Picture {
    /// What it is written as.
    pub kind: Kind,
    /// How large it is, upright.
    pub size: Size,
    /// How its pixels are to be turned, 1 to 8 as Exif numbers it; 1 is upright.
    pub turn: u8,
    /// Whether it moves.
    pub is_moving: bool,
    /// Whether its end is missing, so that it is shown as far as it goes.
    pub is_cut: bool,
    /// What it shows, as its maker says.
    pub caption: Option<Box<str>>,
    /// Who made it, and for whom.
    pub credit: Option<Box<str>>,
    /// What those read who cannot see it.
    pub alt: Option<Box<str>>,
}

/// How large a picture is, in pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Size {
    /// How wide.
    pub width: u32,
    /// How high.
    pub height: u32,
}

/// What a picture is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Kind {
    /// JPEG.
    Jpeg,
    /// PNG, also moving.
    Png,
    /// WebP, also moving.
    WebP,
    /// GIF, also moving.
    Gif,
    /// AVIF.
    Avif,
    /// HEIC, as telephones write it and few browsers show it.
    Heic,
}

/// Why a file is no picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Broken {
    /// Its bytes are those of no picture.
    NoPicture,
    /// It ends too early, or its parts do not fit together.
    Damaged,
    /// It is larger than [`LARGEST`].
    TooLarge,
}

/// Whether this program makes other sizes.
const CAN_MAKE: bool = cfg!(feature = "pictures");

/// Files with more bytes are not looked into.
pub const LARGEST: u64 = 128 << 20;

impl fmt::Display for Broken {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoPicture => out.write_str("it holds no picture"),
            Self::Damaged => out.write_str("the picture is cut off or damaged"),
            Self::TooLarge => write!(out, "a picture has at most {} MB", LARGEST >> 20),
        }
    }
}

impl Kind {
    /// What a file's first bytes say.
    pub fn of(bytes: &[u8]) -> Option<Self> {
        match bytes {
            [0xFF, 0xD8, 0xFF, ..] => Some(Self::Jpeg),
            [0x89, b'P', b'N', b'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => Some(Self::Png),
            [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', ..] => Some(Self::Gif),
            [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some(Self::WebP),
            [_, _, _, _, b'f', b't', b'y', b'p', ..] => boxes::kind(bytes),
            _ => None,
        }
    }
}

/// Whether a file is a picture that is looked into, by its name.
pub fn is_named_so(path: &str) -> bool {
    const ENDINGS: [&str; 11] = ["jpg", "jpeg", "jpe", "jfif", "png", "apng", "webp", "gif", "avif", "heic", "heif"];
    let ending = path.rsplit_once('.').map(|(_, ending)| ending);
    ending.is_some_and(|ending| ENDINGS.iter().any(|known| known.eq_ignore_ascii_case(ending)))
}

/// A file taken apart.
struct Parts<'a> {
    /// Its Exif, without what marks it as such.
    exif: Option<&'a [u8]>,
    /// Its XMP.
    xmp: Option<&'a [u8]>,
    /// Its IPTC, as it lies in Photoshop's notes.
    iptc: Option<Cow<'a, [u8]>>,
    /// Whether it moves.
    is_moving: bool,
    /// Whether its end is missing.
    is_cut: bool,
    /// The file again without notes, but with this Exif.
    bare: Bare<'a>,
}

/// A file made again with this Exif.
type Bare<'a> = Box<dyn Fn(Option<&[u8]>) -> Vec<u8> + 'a>;

fn parts(bytes: &[u8]) -> Result<(Kind, Parts<'_>), Broken> {
    if bytes.len() as u64 > LARGEST {
        return Err(Broken::TooLarge);
    }
    let kind = Kind::of(bytes).ok_or(Broken::NoPicture)?;
    let parts = match kind {
        Kind::Jpeg => jpeg::parts(bytes),
        Kind::Png => png::parts(bytes),
        Kind::WebP => webp::parts(bytes),
        Kind::Gif => gif::parts(bytes),
        Kind::Avif | Kind::Heic => boxes::parts(bytes),
    };
    Ok((kind, parts.ok_or(Broken::Damaged)?))
}

/// Looks at a picture.
///
/// # Errors
/// Why the file is no picture.
pub fn look(bytes: &[u8]) -> Result<Picture, Broken> {
    let (kind, parts) = parts(bytes)?;
    let notes = Notes::of(&parts);
    let side = |length: usize| u32::try_from(length).ok().filter(|length| *length > 0).ok_or(Broken::Damaged);
    let found = imagesize::blob_size(bytes).map_err(|_| Broken::Damaged)?;
    let (width, height) = (side(found.width)?, side(found.height)?);
    // In AVIF and HEIC a box turns the picture, and what its Exif says of that counts for nothing.
    let turn = if matches!(kind, Kind::Avif | Kind::Heic) { 1 } else { notes.turn };
    let size = if turn >= 5 { Size { width: height, height: width } } else { Size { width, height } };
    let Notes { caption, credit, alt, .. } = notes;
    Ok(Picture { kind, size, turn, is_moving: parts.is_moving, is_cut: parts.is_cut, caption, credit, alt })
}

/// A picture without what is written in it, but for how it is to be turned, its colours, who made it
/// and whose it is. What follows the picture in its file, such as the film of a living photograph,
/// goes too.
///
/// # Errors
/// Why the file is no picture.
pub fn bare(bytes: &[u8]) -> Result<Vec<u8>, Broken> {
    let (_, parts) = parts(bytes)?;
    let kept = Notes::of(&parts).as_exif();
    Ok((parts.bare)(kept.as_deref()))
}

#[cfg(test)]
mod tests;
