//! Mails that came broken: cut off on their way, or with signs in what is encoded that do not belong there.
//!
//! In: the bytes of a mail and its parts. Out: the same bytes so that every part ends and can be decoded as far as
//! it goes, and what was wrong. What is called base64 and is plain text is plain text.

use mail_parser::{Encoding, Message, MessagePart, MimeHeaders, PartType};

/// What is wrong with a mail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Damage {
    /// It holds characters that are not of the charset that it names.
    Charset,
    /// What is encoded in it holds signs that do not belong there.
    Garbled,
    /// Its header does not name the line that parts it.
    Unparted,
    /// Its end is missing.
    Cut,
}

/// So many parts that hold others are looked at, from the last one up.
const DEPTH: usize = 32;

/// The bytes of a mail without what is wrong with it, if anything is.
pub(super) fn mended(bytes: &[u8], message: &Message<'_>) -> Option<(Vec<u8>, Option<Damage>)> {
    let mut parts = Vec::new();
    gather(message, &mut parts);
    let is_broken = |part: &&&MessagePart<'_>| {
        let held = bytes.get(part.offset_body as usize..part.offset_end as usize);
        is_base64(part)
            && (part.is_encoding_problem || held.is_some_and(|held| lines(held).any(has_words) || is_ragged(held)))
    };
    let broken = || parts.iter().filter(is_broken);
    let open = open(bytes, &parts);
    let cut = !open.is_empty() || parts.last().is_some_and(|last| ends_early(bytes, last));
    if !cut && broken().next().is_none() {
        return None;
    }
    let mut mended = bytes.to_vec();
    let garbled = broken().filter(|part| clean(&mut mended, part)).count() > 0;
    for boundary in open {
        mended.extend_from_slice(format!("\r\n\r\n--{boundary}--\r\n").as_bytes());
    }
    let damage = if cut { Some(Damage::Cut) } else { garbled.then_some(Damage::Garbled) };
    Some((mended, damage))
}

/// The parts that stand in the bytes of a mail as they are, those of mails in it too.
fn gather<'a, 'b>(message: &'a Message<'b>, parts: &mut Vec<&'a MessagePart<'b>>) {
    for part in &message.parts {
        parts.push(part);
        if let PartType::Message(inner) = &part.body
            && part.encoding == Encoding::None
        {
            gather(inner, parts);
        }
    }
}

/// The boundaries of parts that do not end, the innermost first.
fn open<'a>(bytes: &[u8], parts: &[&'a MessagePart<'_>]) -> Vec<&'a str> {
    let boundary = |part: &&'a MessagePart<'_>| part.content_type()?.attribute("boundary");
    let is_open = |boundary: &&str| memchr::memmem::rfind(bytes, format!("\n--{boundary}--").as_bytes()).is_none();
    let holds = parts.iter().rev().filter(|part| matches!(part.body, PartType::Multipart(_)));
    holds.filter_map(boundary).take(DEPTH).filter(is_open).collect()
}

fn is_base64(part: &MessagePart<'_>) -> bool {
    part.content_transfer_encoding().is_some_and(|encoding| encoding.eq_ignore_ascii_case(BASE64))
}

const BASE64: &str = "base64";
/// An encoding that leaves all as it is, as long a word as the other.
const BINARY: &str = "binary";

/// Whether the last part of a mail ends within four signs of base64, which stand for three bytes.
fn ends_early(bytes: &[u8], part: &MessagePart<'_>) -> bool {
    let body = bytes.get(part.offset_body as usize..).unwrap_or_default();
    // Where a line was cut short, the last one alone tells.
    let signs = || if is_ragged(body) { widths(body).last().unwrap_or_default() } else { widths(body).sum() };
    is_base64(part) && part.encoding == Encoding::Base64 && part.offset_end as usize == bytes.len() && signs() % 4 != 0
}

/// How many signs of base64 the lines have that are not words.
fn widths(body: &[u8]) -> impl Iterator<Item = usize> {
    let encoded = lines(body).filter(|line| !has_words(line));
    encoded.map(|line| line.iter().filter(|byte| is_sign(**byte)).count()).filter(|width| *width > 0)
}

/// Whether a line of base64 was cut short within four signs, so that all that follows would come out as others. Where
/// all of it can be decoded as it stands, or most lines have an odd width, that is how they were written.
fn is_ragged(body: &[u8]) -> bool {
    let (mut odd, mut above, mut total, mut last) = (0, 0, 0, None);
    for width in widths(body) {
        if let Some(before) = last.replace(width) {
            (odd, above) = (odd + usize::from(before % 4 != 0), above + 1);
        }
        total += width;
    }
    let is_padded = || lines(body).filter(|line| !has_words(line)).any(|line| line.ends_with(b"="));
    match above {
        1 => odd == 1 && (total % 4 == 1 || total % 4 != 0 && is_padded()),
        _ => odd > 0 && odd * 2 <= above && total % 4 != 0,
    }
}

fn is_sign(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'=')
}

/// Blanks what is no base64 in a part; whether anything was. A part that is not encoded is said to be none.
fn clean(bytes: &mut [u8], part: &MessagePart<'_>) -> bool {
    let [head, from, end] = [part.offset_header, part.offset_body, part.offset_end].map(|at| at as usize);
    let Some((header, body)) = bytes.get_mut(head..end).and_then(|all| all.split_at_mut_checked(from - head)) else {
        return false;
    };
    if is_plain(body) {
        let lower = header.to_ascii_lowercase();
        if let Some(at) = memchr::memmem::rfind(&lower, BASE64.as_bytes()) {
            header[at..at + BINARY.len()].copy_from_slice(BINARY.as_bytes());
        }
        return false;
    }
    let mut is_garbled = is_ragged(body);
    let ragged = is_garbled;
    for line in body.split_mut(|byte| *byte == b'\n') {
        // Words below what is encoded, such as those that a list adds, would come out as others.
        let has_words = has_words(line.trim_ascii());
        for byte in line.iter_mut().filter(|byte| !byte.is_ascii_whitespace() && (has_words || !is_sign(**byte))) {
            *byte = b' ';
            is_garbled = true;
        }
        if ragged {
            level(line);
        }
    }
    is_garbled
}

/// Blanks the signs at the end of a line that are less than four, which stand for nothing alone.
fn level(line: &mut [u8]) {
    let odd = line.iter().filter(|byte| is_sign(**byte)).count() % 4;
    line.iter_mut().rev().filter(|byte| is_sign(**byte)).take(odd).for_each(|byte| *byte = b' ');
}

/// Whether most lines of a part are words.
fn is_plain(body: &[u8]) -> bool {
    lines(body).filter(|line| has_words(line)).count() * 2 >= lines(body).count()
}

/// The lines that are not empty.
fn lines(body: &[u8]) -> impl Iterator<Item = &[u8]> {
    body.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii).filter(|line| !line.is_empty())
}

/// Whether spaces stand in a line, as they do in no base64.
fn has_words(line: &[u8]) -> bool {
    line.contains(&b' ')
}
