//! WebP: a RIFF file of chunks with names and lengths.

use super::Parts;

const NEEDED: [&[u8; 4]; 7] = [b"VP8X", b"VP8 ", b"VP8L", b"ALPH", b"ANIM", b"ANMF", b"ICCP"];
/// Bits of `VP8X`: there are Exif, XMP, motion.
const HAS_EXIF: u8 = 0x08;
const HAS_XMP: u8 = 0x04;
const MOVES: u8 = 0x02;

/// A part of the file.
struct Chunk<'a> {
    name: &'a [u8; 4],
    data: &'a [u8],
}

pub(super) fn parts(bytes: &[u8]) -> Option<Parts<'_>> {
    let list = list(bytes)?;
    let noted = |name: &[u8; 4]| list.iter().find(|chunk| chunk.name == name).map(|chunk| chunk.data);
    let exif = noted(b"EXIF").map(|exif| exif.strip_prefix(b"Exif\0\0").unwrap_or(exif));
    let xmp = noted(b"XMP ");
    let is_moving = noted(b"VP8X").and_then(<[u8]>::first).is_some_and(|bits| bits & MOVES != 0);
    Some(Parts { exif, xmp, iptc: None, is_moving, is_cut: false, bare: Box::new(move |exif| bare(&list, exif)) })
}

fn list(bytes: &[u8]) -> Option<Vec<Chunk<'_>>> {
    let length = usize::try_from(u32::from_le_bytes(*bytes.get(4..)?.first_chunk()?)).ok()?;
    let mut rest = bytes.get(12..length.checked_add(8)?)?;
    let mut chunks = Vec::new();
    while let Some((name, after)) = rest.split_first_chunk::<4>() {
        let length = usize::try_from(u32::from_le_bytes(*after.first_chunk()?)).ok()?;
        let data = after.get(4..length.checked_add(4)?)?;
        chunks.push(Chunk { name, data });
        // The last byte of an odd chunk may be missing.
        rest = after.get(4 + length + length % 2..).unwrap_or_default();
    }
    let has_pixels = chunks.iter().any(|chunk| matches!(chunk.name, b"VP8 " | b"VP8L" | b"ANMF"));
    has_pixels.then_some(chunks)
}

fn bare(chunks: &[Chunk<'_>], exif: Option<&[u8]>) -> Vec<u8> {
    let mut out = b"RIFF\0\0\0\0WEBP".to_vec();
    let mut may_hold_exif = false;
    for chunk in chunks.iter().filter(|chunk| NEEDED.contains(&chunk.name)) {
        let at = out.len() + 8;
        push(&mut out, chunk.name, chunk.data);
        if chunk.name == b"VP8X" && !chunk.data.is_empty() {
            may_hold_exif = true;
            out[at] &= !(HAS_EXIF | HAS_XMP);
            out[at] |= if exif.is_some() { HAS_EXIF } else { 0 };
        }
    }
    if let Some(exif) = exif.filter(|_| may_hold_exif) {
        push(&mut out, b"EXIF", exif);
    }
    let length = u32::try_from(out.len() - 8).unwrap_or(u32::MAX).to_le_bytes();
    out[4..8].copy_from_slice(&length);
    out
}

fn push(out: &mut Vec<u8>, name: &[u8; 4], data: &[u8]) {
    out.extend_from_slice(name);
    out.extend(u32::try_from(data.len()).unwrap_or(u32::MAX).to_le_bytes());
    out.extend_from_slice(data);
    if data.len() % 2 == 1 {
        out.push(0);
    }
}
