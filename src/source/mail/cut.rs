//! Mails that were cut off within their header.

use super::{LONGEST, is_encoded, opens};

/// A mail that ends within its header, with an end, if anything in it is encoded.
pub(super) fn ended(bytes: &[u8]) -> Option<Vec<u8>> {
    if bytes.len() > LONGEST || !opens(bytes) || !is_header(bytes) {
        return None;
    }
    let ended = [bytes.trim_ascii_end(), missing(bytes).as_bytes(), b"\r\n\r\n"].concat();
    let has_words = memchr::memmem::find(bytes, b"=?").is_some();
    (has_words || is_encoded(&ended, bytes)).then_some(ended)
}

/// Whether all lines are fields, or go on with one; the last one may be the beginning of a name.
fn is_header(bytes: &[u8]) -> bool {
    let name = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'-';
    let (above, last) = bytes.split_at(memchr::memrchr(b'\n', bytes).map_or(0, |at| at + 1));
    let is_field = |line: &[u8]| opens(line) || line.starts_with(b" ") || line.starts_with(b"\t");
    let is_blank = |line: &[u8]| line.trim_ascii().is_empty();
    let mut lines = above.split_inclusive(|byte| *byte == b'\n');
    lines.all(|line| is_field(line) && !is_blank(line)) && (last.iter().all(name) || is_field(last))
}

/// What an encoded word at the end lacks: `=?UTF-8?Q?Boats sa`.
fn missing(bytes: &[u8]) -> &'static str {
    let last = memchr::memmem::rfind(bytes, b"=?").map_or(&b""[..], |at| &bytes[at + 2..]);
    match memchr::memchr_iter(b'?', last).count() {
        2 => "?=",
        3 if last.ends_with(b"?") => "=",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Damage, decoded};

    #[test]
    fn a_mail_cut_within_its_header_is_said_to_be() {
        let from = "From: Tom Ek <tom@desk.example>\n";
        for (rest, read) in [
            ("Subject: =?windows-1252?Q?Town_opens=", "Subject: Town opens"),
            ("Subject: =?windows-1252?Q?Town_opens?", "Subject: Town opens"),
            ("Subject: =?windows-1252?Q?Town_opens?=\nDa", "Subject: Town opens\n"),
            ("Subject: =?windows-1252?Q?Town_opens?=\n", "Subject: Town opens\n"),
            ("Subject: Town\n =?windows-12", "Subject: Town =?windows-12"),
            ("Content-Type: multipart/mixed;\n boundary=\"ab", "Content-Type: "),
        ] {
            let read_mail = decoded([from, rest].concat().as_bytes()).unwrap();
            assert_eq!(read_mail.damage, Some(Damage::Cut), "{rest}");
            assert!(read_mail.text.contains(read), "{}", read_mail.text);
        }
        assert_eq!(decoded([from, "Subject: Town opens\n"].concat().as_bytes()), None);
    }
}
