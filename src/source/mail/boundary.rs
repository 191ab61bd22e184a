//! Mails whose header does not name the line that parts them: it has no boundary, or not that of the body.
//!
//! In: the bytes of a mail. Out: the same with the boundary that stands in the body, or as plain text where none does.

use mail_parser::parsers::MessageStream;
use mail_parser::{HeaderName, MessageParser, MimeHeaders};

/// No boundary is longer, in bytes: RFC 2046 has 70, some programs write more.
const LONGEST: usize = 200;

/// A mail with a header that names what parts it, if its own does not.
pub(super) fn named(bytes: &[u8]) -> Option<Vec<u8>> {
    let (mut stream, mut fields) = (MessageStream::new(bytes), Vec::new());
    stream.parse_headers(&MessageParser::default(), &mut fields);
    let field = fields.iter().rfind(|field| field.name == HeaderName::ContentType)?;
    let kind = field.value.as_content_type().filter(|kind| kind.ctype().eq_ignore_ascii_case("multipart"))?;
    let body = bytes.get(stream.offset()..)?;
    let parts = |boundary: &str| lines(body).any(|(line, _)| is_of(line, boundary));
    if body.trim_ascii().is_empty() || kind.attribute("boundary").is_some_and(parts) {
        return None;
    }
    let subtype = kind.subtype().unwrap_or("mixed");
    let value = match lines(body).filter(|(_, below)| is_head(below)).find_map(|(line, _)| visible(line)) {
        Some(boundary) => format!(" multipart/{subtype}; boundary=\"{boundary}\""),
        None => " text/plain".to_owned(),
    };
    let (above, rest) = bytes.split_at_checked(field.offset_start as usize)?;
    let old = rest.get(..(field.offset_end as usize).checked_sub(above.len())?)?;
    Some([above, value.as_bytes(), &rest[old.trim_ascii_end().len()..]].concat())
}

/// The boundary that can be seen in a line above the header of a part: behind two hyphens.
pub(super) fn visible(line: &[u8]) -> Option<&str> {
    let is_one = |boundary: &&str| (1..=LONGEST).contains(&boundary.len()) && !boundary.contains(['"', '\\']);
    std::str::from_utf8(line).ok()?.strip_prefix("--").filter(is_one)
}

/// The boundary that a field names.
pub(super) fn of(field: &str) -> Option<String> {
    let header = format!("{}\r\n\r\n", field.trim_end());
    let message = MessageParser::default().parse_headers(header.as_bytes())?;
    Some(message.content_type()?.attribute("boundary")?.to_owned())
}

/// Whether a part's header stands here.
pub(super) fn is_head(below: &[u8]) -> bool {
    below.get(..8).is_some_and(|name| name.eq_ignore_ascii_case(b"content-"))
}

/// Whether a line is a boundary, or the last one.
pub(super) fn is_of(line: &[u8], boundary: &str) -> bool {
    let rest = line.strip_prefix(b"--").and_then(|line| line.strip_prefix(boundary.as_bytes()));
    !boundary.is_empty() && rest.is_some_and(|rest| matches!(rest, b"" | b"--"))
}

/// The lines of a body, each with what stands below it.
pub(super) fn lines(body: &[u8]) -> impl Iterator<Item = (&[u8], &[u8])> {
    let mut from = 0;
    body.split_inclusive(|byte| *byte == b'\n').map(move |line| {
        from += line.len();
        (line.trim_ascii_end(), &body[from..])
    })
}

#[cfg(test)]
mod tests {
    use super::super::{Damage, decoded};

    const KIND: &str = "Content-Type: text/plain; charset=utf-8";

    #[test]
    fn parts_are_read_by_the_boundary_that_can_be_seen() {
        for (field, boundary) in [
            ("multipart/mixed", "----=_Part_1"),
            ("multipart/mixed;\n boundary=\"\"", "----=_Part_1"),
            ("multipart/mixed; boundary=abc", "xyz"),
            ("multipart/mixed; boundary=abc; type=\"text/html\"", "abcd"),
        ] {
            let mail = format!(
                "Subject: Boats\nContent-Type: {field}\nDate: x\n\n--{boundary}\n{KIND}\n\nBoats sail.\n--{boundary}\n{KIND}\n\nThey came back.\n--{boundary}--\n"
            );
            for mail in [mail.clone(), mail.replace('\n', "\r\n")] {
                let read = decoded(mail.as_bytes()).unwrap();
                assert_eq!(read.damage, Some(Damage::Unparted), "{mail}");
                assert!(read.text.ends_with("\nDate: x\n\nBoats sail.\n\nThey came back.\n"), "{}", read.text);
            }
        }
    }

    #[test]
    fn what_nothing_parts_is_one_text() {
        for field in ["multipart/mixed", "multipart/alternative; boundary=abc"] {
            let mail = format!("Subject: Boats\nContent-Type: {field}\n\nBoats sail.\n-- \nThe quay\n");
            let read = decoded(mail.as_bytes()).unwrap();
            assert_eq!(read.damage, Some(Damage::Unparted), "{mail}");
            assert!(read.text.ends_with("\n\nBoats sail.\n-- \nThe quay\n"), "{}", read.text);
        }
    }
}
