//! Mails as they are sent (RFC 5322, MIME): their header and their text, decoded.
//!
//! In: the bytes of a file. Out: a [`Mail`], if the file begins with the header of a mail and anything in it is
//! encoded: words of the header, the text, or the parts of the mail, of which the plain text is taken, or else the
//! HTML. What only looks like a header, and a mail that can be read as it is, is left alone.

use mail_parser::parsers::MessageStream;
use mail_parser::{Message, MessageParser, MimeHeaders, PartType};

/// A mail that was decoded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mail {
    /// Its header, a line a field, and its text.
    pub text: String,
    /// The names of the files that came with it.
    pub attachments: Vec<String>,
}

/// No header is longer, in bytes.
const LONGEST: usize = 64_000;
/// The longest name of a field, in bytes.
const LONGEST_NAME: usize = 40;

/// The mail that a file holds, if it is one that must be decoded.
pub fn decoded(bytes: &[u8]) -> Option<Mail> {
    if !opens(bytes) || !is_encoded(header(bytes), bytes) {
        return None;
    }
    let message = MessageParser::default().parse(bytes)?;
    let body = body(&message)?;
    let mut text = String::with_capacity(bytes.len());
    for field in message.headers() {
        let value = bytes.get(field.offset_start as usize..field.offset_end as usize).unwrap_or_default();
        let value = MessageStream::new(value).parse_unstructured().into_text().unwrap_or_default();
        let words: Vec<&str> = value.split_whitespace().collect();
        text.push_str(&format!("{}: {}\n", field.name.as_str(), words.join(" ")));
    }
    text.push('\n');
    text.push_str(&body);
    let named = message.attachments().filter_map(|part| part.attachment_name().map(str::to_owned));
    Some(Mail { text, attachments: named.collect() })
}

/// Whether the first line has the name of a field and a colon.
fn opens(bytes: &[u8]) -> bool {
    let name =
        bytes.iter().take(LONGEST_NAME).take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'-').count();
    name > 0 && bytes.get(name) == Some(&b':')
}

/// The lines down to the first empty one.
fn header(bytes: &[u8]) -> &[u8] {
    let near = &bytes[..bytes.len().min(LONGEST)];
    let end = memchr::memchr_iter(b'\n', near).find(|at| matches!(near.get(at + 1), Some(b'\n' | b'\r') | None));
    &near[..end.unwrap_or(0)]
}

/// Whether a header says that the mail is encoded, or has encoded words itself.
fn is_encoded(header: &[u8], bytes: &[u8]) -> bool {
    let lower = header.to_ascii_lowercase();
    let says = |words: &str| memchr::memmem::find(&lower, words.as_bytes()).is_some();
    says("\ncontent-transfer-encoding:") && (says("quoted-printable") || says("base64"))
        || says("\ncontent-type: multipart/")
        || says("=?") && says("?=")
        || says("\ncontent-type:") && says("charset=") && std::str::from_utf8(bytes).is_err()
}

/// The text: all parts that are plain, or else the first in HTML.
fn body(message: &Message<'_>) -> Option<String> {
    let plain = |part: &&mail_parser::MessagePart<'_>| matches!(part.body, PartType::Text(_));
    let texts: Vec<&str> =
        message.text_bodies().filter(plain).filter_map(|part| part.text_contents()).map(str::trim_end).collect();
    if texts.is_empty() {
        return message.html_bodies().find_map(|part| part.text_contents()).map(str::to_owned);
    }
    Some(texts.join("\n\n") + "\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_encoded_is_decoded() {
        let mail = "Subject: =?UTF-8?Q?F=C3=A4hren?=\r\n =?UTF-8?B?IGZhaHJlbg==?=\r\nContent-Type: text/plain;\r\n charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nDie F=E4hre ist =\r\nda.\r\n";
        let decoded = decoded(mail.as_bytes()).unwrap();
        assert!(decoded.text.starts_with("Subject: Fähren fahren\n"), "{}", decoded.text);
        assert!(decoded.text.ends_with("\n\nDie Fähre ist da.\n"), "{}", decoded.text);
        let (koi, _, _) = encoding_rs::KOI8_R.encode("Паромы снова ходят\n");
        let mail = [b"From: a@example.org\nContent-Type: text/plain; charset=koi8-r\n\n", &*koi].concat();
        assert!(super::decoded(&mail).unwrap().text.ends_with("Паромы снова ходят\n"));
    }

    #[test]
    fn plain_mails_and_copy_are_left_alone() {
        for text in [
            "",
            ":",
            "Ferries: fees rise\n\nPORT MARE, March 4 - Boats sail.\n",
            "Ferries sail\n\nContent-Type: multipart/mixed",
            "From: a@example.org\nSubject: Ferries\n\nBoats =?UTF-8?Q?sail?=",
            "Date: 2026-03-04\nFerries sail\n",
        ] {
            assert_eq!(decoded(text.as_bytes()), None, "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn no_bytes_make_it_panic(bytes in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..300), kind in 0..3_usize) {
            let kind = ["multipart/mixed; boundary=x", "text/html", "message/rfc822"][kind];
            let header = format!("A: =?UTF-8?Q?b?=\nContent-Type: {kind}\nContent-Transfer-Encoding: base64\n\n--x\n\n");
            drop(decoded(&[header.as_bytes(), &bytes].concat()));
        }
    }
}
