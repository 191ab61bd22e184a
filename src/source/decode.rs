//! Bytes to text: UTF-8, UTF-16 and Windows-1252, with or without a byte order mark.
//!
//! Only the encoding is read: text that was garbled before it was saved stays garbled. Wire files
//! may hold control bytes (ANPA marks the parts of a message with them) and are text all the same.

use encoding_rs::{UTF_16BE, UTF_16LE, WINDOWS_1252};
use std::borrow::Cow;
use std::fmt;

/// How a file's bytes were read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8, with or without a byte order mark.
    Utf8,
    /// UTF-16, either byte order, told by its mark or by where its zero bytes stand.
    Utf16,
    /// UTF-8 but for some bytes, which were read as Windows-1252; the first of them stands here in the text.
    Mixed(usize),
    /// Windows-1252, which Latin-1 is a part of (WHATWG Encoding names them one).
    Windows1252,
}

/// Why bytes are no text, in words that follow "the file is no text: ".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DecodeError {
    /// Their first bytes are those of another kind of file.
    Kind(&'static str),
    /// Their mark says UTF-16, and at this byte they are not.
    Utf16(usize),
    /// They hold many bytes that no text has.
    Binary,
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Kind(kind) => write!(f, "it is {kind}"),
            Self::Utf16(at) => write!(f, "it is marked as UTF-16, but is not at byte {at}"),
            Self::Binary => f.write_str("it holds many bytes that no text has"),
        }
    }
}

impl std::error::Error for DecodeError {}

/// Reads bytes as text. Windows-1252 maps every byte, so nothing is lost; the caller says so in a
/// finding when the answer is not UTF-8.
///
/// # Errors
/// The bytes are not text in any of the encodings.
pub fn decode(bytes: &[u8]) -> Result<(Cow<'_, str>, Encoding), DecodeError> {
    decoded(bytes).map(|(text, encoding)| (with_lines(text), encoding))
}

/// Lines that end as they did on the Mac before 2001, and on old wires: in a carriage return alone.
fn with_lines(text: Cow<'_, str>) -> Cow<'_, str> {
    if text.contains('\n') || !text.contains('\r') { text } else { text.replace('\r', "\n").into() }
}

fn decoded(bytes: &[u8]) -> Result<(Cow<'_, str>, Encoding), DecodeError> {
    if let Some(kind) = kind(bytes) {
        return Err(DecodeError::Kind(kind));
    }
    if let Some((encoding, mark)) = encoding_rs::Encoding::for_bom(bytes)
        && encoding != encoding_rs::UTF_8
    {
        let text = encoding.decode_without_bom_handling_and_without_replacement(&bytes[mark..]);
        let text = text.ok_or_else(|| DecodeError::Utf16(broken_utf16(bytes, mark, encoding == UTF_16BE)))?;
        return Ok((text, Encoding::Utf16));
    }
    if let Some(text) = unmarked_utf16(bytes) {
        return Ok((text, Encoding::Utf16));
    }
    if is_binary(bytes) {
        return Err(DecodeError::Binary);
    }
    let unmarked = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    match std::str::from_utf8(unmarked) {
        Ok(text) => Ok((text.into(), Encoding::Utf8)),
        Err(_) => Ok(match mixed(unmarked) {
            Some((text, first)) => (text.into(), Encoding::Mixed(first)),
            None => (WINDOWS_1252.decode_without_bom_handling(unmarked).0, Encoding::Windows1252),
        }),
    }
}

/// UTF-8 into which some bytes of Windows-1252 were pasted, or that was cut within a character: most of what is not
/// ASCII is UTF-8. In Windows-1252 letters seldom come to be so by chance, and never most of them.
fn mixed(bytes: &[u8]) -> Option<(String, usize)> {
    let mut text = String::with_capacity(bytes.len() + 16);
    let (mut good, mut odd, mut first) = (0usize, 0usize, None);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        text.push_str(chunk.valid());
        if !chunk.invalid().is_empty() {
            odd += chunk.invalid().len();
            first.get_or_insert(text.len());
            text.push_str(&WINDOWS_1252.decode_without_bom_handling(chunk.invalid()).0);
        }
    }
    (good > odd).then_some((text, first?))
}

/// First bytes of files that end up under a text's name.
const KINDS: &[(&[u8], &str)] = &[
    (b"\x89PNG\r\n", "a PNG picture"),
    (b"\xFF\xD8\xFF", "a JPEG picture"),
    (b"GIF87a", "a GIF picture"),
    (b"GIF89a", "a GIF picture"),
    (b"%PDF-", "a PDF document"),
    (b"{\\rtf", "an RTF document"),
    (b"PK\x03\x04", "a zip archive or an office document"),
    (b"\xD0\xCF\x11\xE0", "an old office document"),
    (b"\x1F\x8B\x08", "a gzip archive"),
    (b"\xFF\xFE\0\0", "UTF-32"),
    (b"\0\0\xFE\xFF", "UTF-32"),
];

fn kind(bytes: &[u8]) -> Option<&'static str> {
    KINDS.iter().find(|(start, _)| bytes.starts_with(start)).map(|(_, kind)| *kind)
}

/// Where UTF-16 stops being UTF-16.
fn broken_utf16(bytes: &[u8], mark: usize, big_endian: bool) -> usize {
    let unit = |pair: &[u8]| {
        let pair = [pair[0], pair[1]];
        if big_endian { u16::from_be_bytes(pair) } else { u16::from_le_bytes(pair) }
    };
    let mut at = mark;
    for char in char::decode_utf16(bytes[mark..].chunks_exact(2).map(unit)) {
        match char {
            Ok(char) => at += 2 * char.len_utf16(),
            Err(_) => return at,
        }
    }
    at
}

/// How much of a file is looked at to tell what it is.
const SAMPLE: usize = 8192;

/// UTF-16 without its mark: the spaces and line ends of any script, and all of most Western text,
/// have a zero byte, always on the same side.
fn unmarked_utf16(bytes: &[u8]) -> Option<Cow<'_, str>> {
    if !bytes.len().is_multiple_of(2) {
        return None;
    }
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    memchr::memchr(0, sample)?;
    let zeros = |side: usize| sample.iter().skip(side).step_by(2).filter(|byte| **byte == 0).count();
    let units = sample.len() / 2;
    let encoding = match (zeros(0), zeros(1)) {
        (0, right) if right >= 2 && right * 10 >= units => UTF_16LE,
        (left, 0) if left >= 2 && left * 10 >= units => UTF_16BE,
        _ => return None,
    };
    let text = encoding.decode_without_bom_handling_and_without_replacement(bytes)?;
    (!text.contains(|char: char| char.is_ascii() && is_foreign(char as u8))).then_some(text)
}

/// Fewer bytes that no text has are a slip.
const SLIPS: usize = 4;

/// Whether more than one byte in fifty is one that no text has; among bytes at random it is one in
/// twenty.
fn is_binary(bytes: &[u8]) -> bool {
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    // Every file passes here, and hardly any has such bytes.
    if sample.chunks(usize::from(u8::MAX)).map(odd_in).sum::<usize>() < SLIPS {
        return false;
    }
    let foreign = sample.iter().filter(|byte| is_foreign(**byte)).count();
    foreign >= SLIPS && foreign * 50 > sample.len()
}

/// How many bytes that are seldom in text a piece has: control bytes but for those that end lines and set tabs. They
/// are counted many at a time, since a piece has no more than a byte can count.
fn odd_in(piece: &[u8]) -> usize {
    let mut odd = 0_u8;
    for byte in piece {
        odd += u8::from((*byte < b' ') & (*byte != b'\n') & (*byte != b'\r') & (*byte != b'\t'));
    }
    odd.into()
}

/// Control bytes that neither text nor wire messages have. ANPA has 01 to 04, 0C, 11 to 16 and 7F;
/// older links also ring the bell (07), shift (0E, 0F), and end a file with 1A.
fn is_foreign(byte: u8) -> bool {
    matches!(byte, 0 | 5 | 6 | 0x10 | 0x17..=0x19 | 0x1C..=0x1F)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn utf16(text: &str, to_bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(to_bytes).collect()
    }

    #[test]
    fn reads_each_encoding_for_what_it_is() {
        assert_eq!(decode(b""), Ok(("".into(), Encoding::Utf8)));
        assert_eq!(decode("Ærø".as_bytes()), Ok(("Ærø".into(), Encoding::Utf8)));
        assert_eq!(decode(b"\xEF\xBB\xBFa"), Ok(("a".into(), Encoding::Utf8)));
        assert_eq!(decode(b"\xFF\xFEa\0\xE6\0"), Ok(("aæ".into(), Encoding::Utf16)));
        assert_eq!(decode(b"\xFE\xFF\0a"), Ok(("a".into(), Encoding::Utf16)));
        assert_eq!(decode(b"\x93A\x94 \xA3"), Ok(("“A” £".into(), Encoding::Windows1252)));
    }

    #[test]
    fn utf_16_without_its_mark_is_known_by_its_zeros() {
        for text in ["Ferries run again.\n", "Порт открыт с утра, но не весь.\r\n", "Ærø — 12 km\n"]
        {
            assert_eq!(decode(&utf16(text, u16::to_le_bytes)), Ok((text.into(), Encoding::Utf16)), "{text}");
            assert_eq!(decode(&utf16(text, u16::to_be_bytes)), Ok((text.into(), Encoding::Utf16)), "{text}");
        }
    }

    #[test]
    fn lines_may_end_in_a_carriage_return_alone() {
        assert_eq!(decode(b"---\rtitle: A\r---\r"), Ok(("---\ntitle: A\n---\n".into(), Encoding::Utf8)));
        assert_eq!(decode(b"a\r\nb\rc"), Ok(("a\r\nb\rc".into(), Encoding::Utf8)));
    }

    #[test]
    fn bytes_that_were_pasted_into_utf_8_spoil_no_other() {
        let pasted = [&b"Caf\xE9: "[..], "«Паромы»".as_bytes()].concat();
        assert_eq!(decode(&pasted), Ok(("Café: «Паромы»".into(), Encoding::Mixed(3))));
        let cut = &"Паромы".as_bytes()[..11];
        assert_eq!(decode(cut), Ok(("ПаромÑ".into(), Encoding::Mixed(10))));
        assert_eq!(decode(b"LIBERT\xC9\xBB, caf\xE9"), Ok(("LIBERTÉ», café".into(), Encoding::Windows1252)));
    }

    #[test]
    fn a_zero_byte_that_slipped_into_text_stays() {
        assert_eq!(decode(b"Ferries\0 run"), Ok(("Ferries\0 run".into(), Encoding::Utf8)));
        assert_eq!(decode(b"a\0"), Ok(("a\0".into(), Encoding::Utf8)));
    }

    #[test]
    fn wire_files_with_control_bytes_are_text() {
        let message = b"\x16\x16\x01a0001\x1fr w\x11\n^Ferries run\x94 again<\n\x02\x13   HARBOUR TOWN\x14 caf\xe9\n\x03\x04\x7f\x0c";
        let (text, encoding) = decode(message).unwrap();
        assert_eq!(encoding, Encoding::Windows1252);
        assert!(text.starts_with("\x16\x16\x01a0001") && text.contains("café") && text.ends_with("\x03\x04\x7f\x0c"));
        assert!(decode(b"\x01\x02\x03\x04\x0c\x11\x12\x13\x14\x16\x7f\x07\x1a").is_ok());
    }

    #[test]
    fn what_is_no_text_is_refused_with_its_kind() {
        let random: Vec<u8> = (0..2000_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
        for (bytes, words) in [
            (&b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"[..], "it is a PNG picture"),
            (b"{\\rtf1\\ansi Ferries}", "it is an RTF document"),
            (b"PK\x03\x04\x14", "it is a zip archive or an office document"),
            (b"\xFF\xFE\0\0a\0\0\0", "it is UTF-32"),
            (&[0; 512], "it holds many bytes that no text has"),
            (&random, "it holds many bytes that no text has"),
            (b"\xFF\xFEa", "it is marked as UTF-16, but is not at byte 2"),
            (b"\xFF\xFEa\0\0\xD8b\0", "it is marked as UTF-16, but is not at byte 4"),
        ] {
            assert_eq!(decode(bytes).unwrap_err().to_string(), words);
        }
    }
}
