//! IPTC's older form (IIM), as news agencies fill it in: a row of numbered fields in Photoshop's notes.

use super::notes::text;

const PHOTOSHOP: &[u8] = b"Photoshop 3.0\0";
/// The number of IPTC among Photoshop's notes.
const IPTC: u16 = 0x0404;

/// What IPTC says that matters here.
#[derive(Debug, Default)]
pub(super) struct Iptc {
    pub(super) caption: Option<String>,
    pub(super) byline: Option<String>,
    pub(super) credit: Option<String>,
    pub(super) copyright: Option<String>,
}

/// IPTC in Photoshop's notes: each with a number, a name, and its length.
pub(super) fn of_photoshop(notes: &[u8]) -> Option<&[u8]> {
    let mut rest = notes.strip_prefix(PHOTOSHOP)?;
    loop {
        let (number, after) = rest.strip_prefix(b"8BIM")?.split_first_chunk::<2>()?;
        let name = usize::from(*after.first()?) + 1;
        let (length, data) = after.get(name + name % 2..)?.split_first_chunk::<4>()?;
        let length = usize::try_from(u32::from_be_bytes(*length)).ok()?;
        let own = data.get(..length)?;
        if u16::from_be_bytes(*number) == IPTC {
            return Some(own);
        }
        rest = data.get(length + length % 2..)?;
    }
}

/// Reads the fields; the first of each counts.
pub(super) fn read(mut rest: &[u8]) -> Iptc {
    let mut iptc = Iptc::default();
    // 0x1C, record, field, two bytes of length; longer fields than that hold no words.
    while let [0x1C, record, field, high @ 0..0x80, low, after @ ..] = rest {
        let length = usize::from(u16::from_be_bytes([*high, *low]));
        let Some((own, next)) = after.split_at_checked(length) else { break };
        let slot = match (record, field) {
            (2, 80) => Some(&mut iptc.byline),
            (2, 110) => Some(&mut iptc.credit),
            (2, 116) => Some(&mut iptc.copyright),
            (2, 120) => Some(&mut iptc.caption),
            _ => None,
        };
        if let Some(slot) = slot.filter(|slot| slot.is_none()) {
            *slot = text(own);
        }
        rest = next;
    }
    iptc
}
