//! What is written in a picture, in whichever of the three ways.

use super::{Parts, exif, iptc, xmp};
use encoding_rs::WINDOWS_1252;

/// Longer ones are no caption, and no name.
const LONGEST: usize = 4000;
/// What cameras write where a caption belongs.
const CAMERAS: [&str; 8] =
    ["olympus digital camera", "sony dsc", "dcim", "digital camera", "default", "untitled", "img_", "dsc_"];

/// The notes of a picture.
#[derive(Debug)]
pub(super) struct Notes {
    /// How the picture is to be turned, 1 to 8.
    pub(super) turn: u8,
    pub(super) caption: Option<Box<str>>,
    pub(super) credit: Option<Box<str>>,
    pub(super) alt: Option<Box<str>>,
    copyright: Option<Box<str>>,
}

impl Notes {
    /// IPTC is what picture desks fill in, XMP what their programs make of it, and Exif what the camera
    /// was told once: so they are asked in that order.
    pub(super) fn of(parts: &Parts<'_>) -> Self {
        let exif = parts.exif.map(exif::read).unwrap_or_default();
        let iptc = parts.iptc.as_deref().map(iptc::read).unwrap_or_default();
        let xmp = parts.xmp.map(xmp::read).unwrap_or_default();
        let caption = iptc.caption.or(xmp.caption).or(exif.caption).filter(|caption| !is_of_a_camera(caption));
        let maker = iptc.byline.or(xmp.creator).or(exif.artist);
        let copyright = iptc.copyright.or(xmp.copyright).or(exif.copyright);
        Self {
            turn: exif.turn.unwrap_or(1),
            caption: caption.map(Into::into),
            credit: credit(maker, iptc.credit.or(xmp.credit)).map(Into::into),
            alt: xmp.alt.map(Into::into),
            copyright: copyright.map(Into::into),
        }
    }

    /// What is kept of them.
    pub(super) fn as_exif(&self) -> Option<Vec<u8>> {
        exif::write(self.turn, self.credit.as_deref(), self.copyright.as_deref())
    }
}

/// Who made a picture and for whom, as newspapers print it: `Ana Reis/Harbour Wire`.
fn credit(maker: Option<String>, credit: Option<String>) -> Option<String> {
    match (maker, credit) {
        (Some(maker), Some(credit)) if credit.contains(&maker) => Some(credit),
        (Some(maker), Some(credit)) if maker.contains(&credit) => Some(maker),
        (Some(maker), Some(credit)) => Some(format!("{maker}/{credit}")),
        (maker, credit) => maker.or(credit),
    }
}

fn is_of_a_camera(caption: &str) -> bool {
    let caption = caption.to_lowercase();
    CAMERAS.iter().any(|known| if known.ends_with('_') { caption.starts_with(known) } else { caption == *known })
}

/// The words of a field: UTF-8, or what was there before it. Nothing where there are none.
pub(super) fn text(bytes: &[u8]) -> Option<String> {
    let bytes = &bytes[..bytes.iter().position(|byte| *byte == 0).unwrap_or(bytes.len())];
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned(),
    };
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    (!text.is_empty() && text.len() <= LONGEST).then_some(text)
}
