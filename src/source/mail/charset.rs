//! Bytes of mails that are not of the charset that they are said to be of.
//!
//! In: a mail. Out: the same with what is no UTF-8 read as Windows-1252, as in files.

use crate::source::decode::{self, decode};
use encoding_rs::{Encoding, UTF_8};
use mail_parser::decoders::base64::base64_decode;
use mail_parser::decoders::quoted_printable::quoted_printable_decode;
use mail_parser::{Encoding as Transfer, Message, MessagePart, MimeHeaders, PartType};
use std::borrow::Cow;

/// The sign for what could not be read.
pub(super) const LOST: char = '\u{FFFD}';

/// The value of a field as text: what is no UTF-8 is of the charset of the mail.
pub(super) fn field<'a>(message: &Message<'_>, value: &'a [u8]) -> Cow<'a, str> {
    let label = message.content_type().and_then(|kind| kind.attribute("charset"));
    let charset = label.and_then(|label| Encoding::for_label(label.as_bytes())).filter(|charset| *charset != UTF_8);
    match (std::str::from_utf8(value), charset) {
        (Ok(text), _) => text.into(),
        (Err(_), Some(charset)) => charset.decode_without_bom_handling(value).0,
        (Err(_), None) => decode(value).map_or_else(|_| String::from_utf8_lossy(value), |(text, _)| text),
    }
}

/// Reads again the parts in UTF-8 of which something was lost; whether any was. A character at the end of a mail that
/// `is_cut` is none.
pub(super) fn mend(message: &mut Message<'_>, is_cut: bool) -> bool {
    let raw = std::mem::take(&mut message.raw_message);
    let mut is_mended = false;
    for part in &mut message.parts {
        let again = again(part, &raw, is_cut);
        match &mut part.body {
            PartType::Message(inner) => is_mended |= mend(inner, is_cut),
            PartType::Text(text) | PartType::Html(text) => {
                is_mended |= again.is_some();
                *text = again.map_or_else(|| std::mem::take(text), Cow::Owned);
            }
            _ => {}
        }
    }
    message.raw_message = raw;
    is_mended
}

/// The text of a part, if it is not the UTF-8 that it was read as.
fn again(part: &MessagePart<'_>, raw: &[u8], is_cut: bool) -> Option<String> {
    let (PartType::Text(text) | PartType::Html(text)) = &part.body else { return None };
    let label = part.content_type().and_then(|kind| kind.attribute("charset"));
    if !text.contains(LOST) || label.is_some_and(|label| Encoding::for_label(label.as_bytes()) != Some(UTF_8)) {
        return None;
    }
    let held = raw.get(part.offset_body as usize..part.offset_end as usize)?;
    let bytes = match part.encoding {
        Transfer::QuotedPrintable => quoted_printable_decode(held)?.into(),
        Transfer::Base64 => base64_decode(held)?.into(),
        Transfer::None => Cow::Borrowed(held),
    };
    match decode(if is_cut { whole(&bytes) } else { &bytes }).ok()? {
        (text, decode::Encoding::Mixed(_) | decode::Encoding::Windows1252) => Some(text.into_owned()),
        _ => None,
    }
}

/// Bytes without a character at their end that was cut in two.
fn whole(bytes: &[u8]) -> &[u8] {
    let bytes = bytes.trim_ascii_end();
    let cut = bytes.utf8_chunks().last().map_or(0, |last| last.invalid().len());
    &bytes[..bytes.len() - cut]
}

#[cfg(test)]
mod tests {
    use super::super::{Damage, decoded};

    #[test]
    fn a_field_that_is_no_utf_8_is_read() {
        for (kind, subject, read) in [
            ("multipart/mixed; boundary=x", &b"Caf\xE9 opens"[..], "Café opens"),
            ("text/plain; charset=utf-8", b"\x93Caf\xE9\x94 opens", "“Café” opens"),
            ("text/plain; charset=koi8-r", b"\xF0\xC1\xD2\xCF\xCD\xD9", "Паромы"),
            ("text/plain; charset=koi8-r", "Café opens".as_bytes(), "Café opens"),
        ] {
            let kind = format!("\nContent-Type: {kind}\nContent-Transfer-Encoding: base64\n\n--x\n\nQm9hdHM=\n--x--\n");
            let mail = decoded(&[b"Subject: ", subject, kind.as_bytes()].concat()).unwrap();
            assert!(mail.text.starts_with(&format!("Subject: {read}\n")), "{}", mail.text);
        }
    }

    #[test]
    fn text_that_is_not_the_utf_8_it_is_called_is_read() {
        for (encoding, text, read, damage) in [
            ("quoted-printable", &b"caf=E9 =93Mar=94"[..], "café “Mar”", Some(Damage::Charset)),
            ("base64", b"Y2Fm6SCTTWFylA==", "café “Mar”", Some(Damage::Charset)),
            ("quoted-printable", b"caf=C3=A9 M=C3=A4r=C3=A4 \x97 sail", "café Märä — sail", Some(Damage::Charset)),
            ("quoted-printable", b"caf=C3=A9 =EF=BF=BD", "café \u{FFFD}", None),
        ] {
            let head = format!(
                "Subject: Boats\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: {encoding}\n\n"
            );
            let mail = decoded(&[head.as_bytes(), text, b"\n"].concat()).unwrap();
            assert!(mail.text.trim_end().ends_with(&format!("\n\n{read}")), "{}", mail.text);
            assert_eq!(mail.damage, damage, "{encoding}");
        }
    }
}
