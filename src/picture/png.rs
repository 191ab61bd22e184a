//! PNG: a row of chunks with lengths, names and checksums.

use super::Parts;
use flate2::Crc;

const START: &[u8] = b"\x89PNG\r\n\x1a\n";
const XMP: &[u8] = b"XML:com.adobe.xmp\0";
/// What pixels and their colours are read with, and how a picture moves.
const NEEDED: [&[u8; 4]; 17] = [
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"cHRM", b"gAMA", b"iCCP", b"sBIT", b"sRGB", b"cICP", b"bKGD",
    b"pHYs", b"hIST", b"acTL", b"fcTL", b"fdAT",
];

/// A part of the file.
struct Chunk<'a> {
    name: &'a [u8; 4],
    data: &'a [u8],
    /// All of it as it stands in the file.
    whole: &'a [u8],
}

pub(super) fn parts(bytes: &[u8]) -> Option<Parts<'_>> {
    let list = list(bytes)?;
    let noted = |name: &'static [u8; 4]| list.iter().filter(move |chunk| chunk.name == name).map(|chunk| chunk.data);
    let exif = noted(b"eXIf").next();
    let xmp = noted(b"iTXt").find_map(|data| plain_text(data.strip_prefix(XMP)?));
    let is_moving = noted(b"acTL").next().is_some();
    Some(Parts { exif, xmp, iptc: None, is_moving, is_cut: false, bare: Box::new(move |exif| bare(&list, exif)) })
}

/// The text of an international text that is not compressed.
fn plain_text(rest: &[u8]) -> Option<&[u8]> {
    let rest = rest.strip_prefix(&[0, 0])?;
    // Its language, and its name in that language.
    rest.splitn(3, |byte| *byte == 0).nth(2)
}

fn list(bytes: &[u8]) -> Option<Vec<Chunk<'_>>> {
    let mut rest = bytes.strip_prefix(START)?;
    let mut chunks = Vec::new();
    loop {
        let length = usize::try_from(u32::from_be_bytes(*rest.first_chunk()?)).ok()?;
        let whole = rest.get(..length.checked_add(12)?)?;
        let chunk = Chunk { name: whole[4..].first_chunk()?, data: &whole[8..8 + length], whole };
        rest = &rest[whole.len()..];
        let is_last = chunk.name == b"IEND";
        chunks.push(chunk);
        if is_last {
            return chunks.iter().any(|chunk| chunk.name == b"IDAT").then_some(chunks);
        }
    }
}

fn bare(chunks: &[Chunk<'_>], exif: Option<&[u8]>) -> Vec<u8> {
    let mut out = START.to_vec();
    for chunk in chunks.iter().filter(|chunk| NEEDED.contains(&chunk.name)) {
        out.extend_from_slice(chunk.whole);
        if let (b"IHDR", Some(exif)) = (chunk.name, exif) {
            push(&mut out, b"eXIf", exif);
        }
    }
    out
}

fn push(out: &mut Vec<u8>, name: &[u8; 4], data: &[u8]) {
    let Ok(length) = u32::try_from(data.len()) else { return };
    let mut sum = Crc::new();
    sum.update(name);
    sum.update(data);
    out.extend(length.to_be_bytes());
    out.extend_from_slice(name);
    out.extend_from_slice(data);
    out.extend(sum.sum().to_be_bytes());
}
