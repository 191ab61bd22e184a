//! JPEG: a row of parts, each with a mark and mostly a length, then the picture itself.

use super::Parts;
use super::iptc;
use std::borrow::Cow;

const START: [u8; 2] = [0xFF, 0xD8];
const END: u8 = 0xD9;
const SCAN: u8 = 0xDA;
#[cfg(feature = "pictures")]
const PROGRESSIVE: u8 = 0xC2;

const EXIF: &[u8] = b"Exif\0\0";
const XMP: &[u8] = b"http://ns.adobe.com/xap/1.0/\0";
const JFIF: &[u8] = b"JFIF\0";
const COLOURS: &[u8] = b"ICC_PROFILE\0";
const ADOBE: &[u8] = b"Adobe";

/// A part of the file.
struct Part<'a> {
    mark: u8,
    /// What stands in it.
    data: &'a [u8],
    /// All of it as it stands in the file; of a scan with the pixels that follow it.
    whole: &'a [u8],
}

pub(super) fn parts(bytes: &[u8]) -> Option<Parts<'_>> {
    let (list, is_cut) = list(bytes)?;
    let noted = |mark: u8, name: &[u8]| {
        list.iter().filter(|part| part.mark == mark).find_map(|part| part.data.strip_prefix(name))
    };
    let photoshop: Vec<&[u8]> =
        list.iter().filter(|part| part.mark == 0xED).filter_map(|part| iptc::of_photoshop(part.data)).collect();
    Some(Parts {
        exif: noted(0xE1, EXIF),
        xmp: noted(0xE1, XMP),
        iptc: (!photoshop.is_empty()).then(|| Cow::Owned(photoshop.concat())),
        is_moving: false,
        is_cut,
        bare: Box::new(move |exif| bare(&list, exif)),
    })
}

/// Whether its pixels come in several passes, from coarse to fine, which are all in memory at once.
#[cfg(feature = "pictures")]
pub(super) fn is_progressive(bytes: &[u8]) -> bool {
    list(bytes).is_some_and(|(parts, _)| parts.iter().any(|part| part.mark == PROGRESSIVE))
}

/// The parts up to the end of the picture, and whether that is missing. One that is cut off in its pixels
/// is read as far as it goes, as browsers do.
fn list(bytes: &[u8]) -> Option<(Vec<Part<'_>>, bool)> {
    let mut parts = Vec::new();
    let mut rest = bytes.strip_prefix(&START)?;
    loop {
        let has_pixels = parts.iter().any(|part: &Part<'_>| part.mark == SCAN);
        let fill = rest.iter().take_while(|byte| **byte == 0xFF).count();
        let Some(mark) = rest.get(fill).copied().filter(|_| fill > 0) else {
            return has_pixels.then_some((parts, true));
        };
        if mark == END {
            return has_pixels.then_some((parts, false));
        }
        let from = &rest[fill - 1..];
        let after = match mark {
            0x01 | 0xD0..=0xD7 => {
                rest = &rest[fill + 1..];
                continue;
            }
            _ => &rest[fill + 1..],
        };
        let Some(length) = after.first_chunk::<2>().map(|length| usize::from(u16::from_be_bytes(*length))) else {
            return has_pixels.then_some((parts, true));
        };
        let Some(data) = after.get(2..length) else { return has_pixels.then_some((parts, true)) };
        let pixels = if mark == SCAN { pixels(&after[length..]) } else { 0 };
        parts.push(Part { mark, data, whole: &from[..2 + length + pixels] });
        rest = &after[length + pixels..];
    }
}

/// How many bytes of pixels come before the next mark.
fn pixels(bytes: &[u8]) -> usize {
    let mut at = 0;
    while let Some(next) = memchr::memchr(0xFF, &bytes[at..]) {
        at += next;
        match bytes.get(at + 1) {
            // A byte of the picture, or a place to begin again from.
            Some(0x00 | 0xD0..=0xD7) => at += 2,
            Some(0xFF) => at += 1,
            _ => return at,
        }
    }
    bytes.len()
}

fn bare(parts: &[Part<'_>], exif: Option<&[u8]>) -> Vec<u8> {
    let mut out = START.to_vec();
    // Without the small picture in it, which may show what was cut out of the large one.
    let jfif = parts.iter().find(|part| part.mark == 0xE0 && part.data.starts_with(JFIF) && part.data.len() >= 14);
    if let Some(jfif) = jfif {
        push(&mut out, 0xE0, &[&jfif.data[..12], &[0, 0]]);
    }
    if let Some(exif) = exif {
        push(&mut out, 0xE1, &[EXIF, exif]);
    }
    parts.iter().filter(|part| is_needed(part)).for_each(|part| out.extend_from_slice(part.whole));
    out.extend([0xFF, END]);
    out
}

/// What the pixels are read with, and their colours.
fn is_needed(part: &Part<'_>) -> bool {
    match part.mark {
        0xE2 => part.data.starts_with(COLOURS),
        0xEE => part.data.starts_with(ADOBE),
        0xE0..=0xEF | 0xFE => false,
        _ => true,
    }
}

fn push(out: &mut Vec<u8>, mark: u8, data: &[&[u8]]) {
    let length = 2 + data.iter().map(|data| data.len()).sum::<usize>();
    if let Ok(length) = u16::try_from(length) {
        out.extend([0xFF, mark]);
        out.extend(length.to_be_bytes());
        data.iter().for_each(|data| out.extend_from_slice(data));
    }
}
