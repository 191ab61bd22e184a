//! Exif: read for a few fields, and written with fewer.

use super::notes::text;
use ::exif::{In, Reader, Tag, Value};

/// What Exif says that matters here.
#[derive(Debug, Default)]
pub(super) struct Exif {
    /// How the picture is to be turned, 1 to 8.
    pub(super) turn: Option<u8>,
    pub(super) caption: Option<String>,
    pub(super) artist: Option<String>,
    pub(super) copyright: Option<String>,
}

/// Reads Exif; a damaged one says nothing.
pub(super) fn read(raw: &[u8]) -> Exif {
    let Ok(exif) = Reader::new().read_raw(raw.to_vec()) else { return Exif::default() };
    let words = |tag: Tag| match &exif.get_field(tag, In::PRIMARY)?.value {
        Value::Ascii(lines) => text(lines.first()?),
        _ => None,
    };
    let turned = exif.get_field(Tag::Orientation, In::PRIMARY).and_then(|field| field.value.get_uint(0));
    let turn = turned.and_then(|turned| u8::try_from(turned).ok()).filter(|turned| (1..=8).contains(turned));
    let [caption, artist, copyright] = [Tag::ImageDescription, Tag::Artist, Tag::Copyright].map(words);
    Exif { turn, caption, artist, copyright }
}

const ORIENTATION: u16 = 0x0112;
const ARTIST: u16 = 0x013B;
const COPYRIGHT: u16 = 0x8298;

/// Exif of its own: how a picture is to be turned, who made it, whose it is. Nothing where there is
/// nothing to say.
pub(super) fn write(turn: u8, artist: Option<&str>, copyright: Option<&str>) -> Option<Vec<u8>> {
    let texts = [(ARTIST, artist), (COPYRIGHT, copyright)].into_iter().filter_map(|(tag, text)| Some((tag, text?)));
    let texts: Vec<(u16, &str)> = texts.collect();
    if turn == 1 && texts.is_empty() {
        return None;
    }
    let mut fields = Vec::new();
    let mut field = |tag: u16, kind: u16, count: u32, value: u32| {
        fields.extend(tag.to_le_bytes());
        fields.extend(kind.to_le_bytes());
        fields.extend(count.to_le_bytes());
        fields.extend(value.to_le_bytes());
    };
    field(ORIENTATION, 3, 1, u32::from(turn));
    // Behind the head, the fields, and the mark that no more follow.
    let mut at = 8 + 2 + 12 * (1 + texts.len()) + 4;
    let mut data = Vec::new();
    for (tag, text) in &texts {
        let bytes = [text.as_bytes(), &[0]].concat();
        let count = u32::try_from(bytes.len()).ok()?;
        match bytes.first_chunk::<4>().filter(|_| count > 4) {
            Some(_) => {
                field(*tag, 2, count, u32::try_from(at).ok()?);
                at += bytes.len();
                data.extend(bytes);
            }
            // A short text stands where its place would.
            None => {
                let mut short = [0; 4];
                short[..bytes.len()].copy_from_slice(&bytes);
                field(*tag, 2, count, u32::from_le_bytes(short));
            }
        }
    }
    let mut out = b"II\x2a\0\x08\0\0\0".to_vec();
    out.extend(u16::try_from(1 + texts.len()).ok()?.to_le_bytes());
    out.extend(fields);
    out.extend([0; 4]);
    out.extend(data);
    Some(out)
}
