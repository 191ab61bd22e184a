//! Parts of a mail that hold parts, and do not name the line that parts these.
//!
//! In: the bytes of a mail whose own header names its boundary. Out: the same with the boundary that can be seen in each
//! such part, or with it as plain text where none can.

use super::boundary::{is_head, is_of, lines, of, visible};

/// So many fields that say that a part holds others are looked at.
const MOST: usize = 8;

/// A mail in which all parts name what parts them, if some do not.
pub(super) fn named(bytes: &[u8]) -> Option<Vec<u8>> {
    let multipart = memchr::memmem::Finder::new(b"ultipart/");
    // One is the mail's own.
    multipart.find_iter(bytes).nth(1)?;
    let mut mended: Option<Vec<u8>> = None;
    for _ in 0..MOST {
        let now = mended.as_deref().unwrap_or(bytes);
        let Some((from, to, value)) = first(now) else { break };
        mended = Some([&now[..from], value.as_bytes(), &now[to..]].concat());
    }
    mended
}

/// The first header of a part that does not name what parts it: where its value stands, and what it is to be.
fn first(bytes: &[u8]) -> Option<(usize, usize, String)> {
    let mut known: Vec<String> = Vec::new();
    let (mut in_header, mut at, mut looks) = (true, 0, 0);
    while at < bytes.len() && looks < MOST {
        let end = memchr::memchr(b'\n', &bytes[at..]).map_or(bytes.len(), |end| at + end + 1);
        let line = bytes[at..end].trim_ascii_end();
        if known.iter().any(|boundary| is_of(line, boundary)) {
            in_header = true;
        } else if line.is_empty() {
            in_header = false;
        } else if in_header && let Some(kind) = kind(line) {
            // Each may look at all that stands below it.
            looks += 1;
            let to = folded(bytes, end);
            let field = String::from_utf8_lossy(&bytes[at..to]);
            let body = &bytes[to..];
            let boundary = of(&field).unwrap_or_default();
            if lines(body).any(|(line, _)| is_of(line, &boundary)) {
                known.push(boundary);
            } else if !known.is_empty() {
                let near = lines(body).filter(|(_, below)| is_head(below)).map(|(line, _)| line);
                let near = near.filter(|line| !known.iter().any(|boundary| is_of(line, boundary)));
                let value = match near.filter_map(visible).next() {
                    Some(boundary) => format!(" multipart/{kind}; boundary=\"{boundary}\"\r\n"),
                    None => " text/plain\r\n".to_owned(),
                };
                return Some((at + NAME.len(), to, value));
            }
            at = to;
            continue;
        }
        at = end;
    }
    None
}

const NAME: &str = "content-type:";

/// What a field that says that a part holds parts calls their kind.
fn kind(line: &[u8]) -> Option<String> {
    let name = line.get(..NAME.len()).filter(|name| name.eq_ignore_ascii_case(NAME.as_bytes()))?;
    let value = String::from_utf8_lossy(&line[name.len()..]).trim().to_ascii_lowercase();
    let kind = value.strip_prefix("multipart/")?;
    Some(kind.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '-').collect())
}

/// Where a field ends that may go on in the next lines.
fn folded(bytes: &[u8], from: usize) -> usize {
    let mut at = from;
    while matches!(bytes.get(at), Some(b' ' | b'\t')) {
        at = memchr::memchr(b'\n', &bytes[at..]).map_or(bytes.len(), |end| at + end + 1);
    }
    at
}

#[cfg(test)]
mod tests {
    use super::super::{Damage, decoded};

    #[test]
    fn parts_in_parts_are_read_by_the_boundary_that_can_be_seen() {
        const TEXT: &str = "Content-Type: text/plain; charset=utf-8\n\nBoats sail.\n";
        for (field, boundary) in [
            ("multipart/alternative; boundary=\"inner\"", "innner"),
            ("multipart/alternative;\n boundary=inner", "other"),
            ("multipart/alternative", "inner"),
        ] {
            let mail = format!(
                "Subject: Boats\nContent-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: {field}\n\n--{boundary}\n{TEXT}--{boundary}\nContent-Type: text/html\n\n<p>Boats sail.</p>\n--{boundary}--\n\n--x\n{TEXT}--x--\n"
            );
            for mail in [mail.clone(), mail.replace('\n', "\r\n")] {
                let read = decoded(mail.as_bytes()).unwrap();
                assert_eq!(read.damage, Some(Damage::Unparted), "{mail}");
                assert!(read.text.ends_with("\n\nBoats sail.\n\nBoats sail.\n"), "{}", read.text);
            }
        }
    }

    #[test]
    fn fields_without_a_boundary_are_looked_at_so_often_and_no_more() {
        let field = "Content-Type: multipart/mixed\n";
        let mail = |count| {
            format!("{}Content-Type: multipart/mixed; boundary=x\n\n--x\n{field}\n--x--\n", field.repeat(count))
        };
        assert!(super::named(mail(1).as_bytes()).is_some());
        assert_eq!(super::named(mail(super::MOST).as_bytes()), None);
    }

    #[test]
    fn words_about_parts_are_left_alone() {
        let mail = "Subject: Boats\nContent-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: text/plain\n\nIt said:\nContent-Type: multipart/mixed; boundary=y\n--x--\n";
        let read = decoded(mail.as_bytes()).unwrap();
        assert_eq!(read.damage, None);
        assert!(read.text.ends_with("boundary=y\n"), "{}", read.text);
    }
}
