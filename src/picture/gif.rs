//! GIF: a head, then pictures and extensions, each of small blocks.

use super::Parts;

const EXTENSION: u8 = 0x21;
const PICTURE: u8 = 0x2C;
const END: u8 = 0x3B;
/// How one picture follows the other, and how often all of them do.
const CONTROL: u8 = 0xF9;
const APPLICATION: u8 = 0xFF;
const LOOPS: [&[u8]; 2] = [b"\x0bNETSCAPE2.0", b"\x0bANIMEXTS1.0"];

pub(super) fn parts(bytes: &[u8]) -> Option<Parts<'_>> {
    let (kept, pictures) = kept(bytes)?;
    let bare = Box::new(move |_: Option<&[u8]>| kept.concat());
    Some(Parts { exif: None, xmp: None, iptc: None, is_moving: pictures > 1, is_cut: false, bare })
}

/// What is needed to show it, and how many pictures there are.
fn kept(bytes: &[u8]) -> Option<(Vec<&[u8]>, usize)> {
    let head = 13 + table(*bytes.get(10)?);
    let mut kept = vec![bytes.get(..head)?];
    let mut rest = &bytes[head..];
    let mut pictures = 0;
    loop {
        match *rest.first()? {
            END => {
                kept.push(&rest[..1]);
                return (pictures > 0).then_some((kept, pictures));
            }
            EXTENSION => {
                let whole = rest.get(..2 + blocks(rest.get(2..)?)?)?;
                let is_loop = whole[1] == APPLICATION && LOOPS.iter().any(|name| whole[2..].starts_with(name));
                if whole[1] == CONTROL || is_loop {
                    kept.push(whole);
                }
                rest = &rest[whole.len()..];
            }
            PICTURE => {
                let head = 11 + table(*rest.get(9)?);
                let whole = rest.get(..head + blocks(rest.get(head..)?)?)?;
                kept.push(whole);
                pictures += 1;
                rest = &rest[whole.len()..];
            }
            _ => return None,
        }
    }
}

/// The length of the table of colours that these bits tell of.
fn table(bits: u8) -> usize {
    if bits & 0x80 == 0 { 0 } else { 3 << ((bits & 7) + 1) }
}

/// The length of a row of blocks with the empty one at its end.
fn blocks(bytes: &[u8]) -> Option<usize> {
    let mut at = 0;
    loop {
        let length = usize::from(*bytes.get(at)?);
        at += 1 + length;
        if length == 0 {
            return Some(at);
        }
    }
}
