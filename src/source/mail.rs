//! Mails as they are sent (RFC 5322, MIME): their header and their text, decoded.
//!
//! In: the bytes of a file. Out: a [`Mail`], if the file begins with the header of a mail and anything in it is
//! encoded: words of the header, the text, or the parts of the mail, of which the plain text is taken, or else the
//! HTML. What only looks like a header, and a mail that can be read as it is, is left alone. The line that parts the
//! mails of a mailbox may stand above. A mail that came broken ([`damage`], [`boundary`], [`nested`]) is read as far as it
//! goes.

mod boundary;
mod charset;
mod cut;
mod damage;
mod nested;

pub use damage::Damage;

use mail_parser::parsers::MessageStream;
use mail_parser::{Encoding, Message, MessageParser, MessagePart, MimeHeaders, PartType};

/// A mail that was decoded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mail {
    /// Its header, a line a field, and its text.
    pub text: String,
    /// What came with it and was left out: the names of files, the subjects of mails.
    pub attachments: Vec<String>,
    /// What is wrong with it, so that words of it may be missing.
    pub damage: Option<Damage>,
}

/// No header is longer, in bytes.
const LONGEST: usize = 500_000;
/// The longest name of a field, in bytes.
const LONGEST_NAME: usize = 40;

/// The mail that a file holds, if it is one that must be decoded.
pub fn decoded(bytes: &[u8]) -> Option<Mail> {
    let bytes = alone(bytes);
    let ended = cut::ended(bytes);
    let cut = ended.is_some().then_some(Damage::Cut);
    let bytes = ended.as_deref().unwrap_or(bytes);
    if cut.is_none() && (!opens(bytes) || !is_encoded(header(bytes), bytes)) {
        return None;
    }
    let parted = boundary::named(bytes);
    let unparted = parted.is_some().then_some(Damage::Unparted);
    let bytes = parted.as_deref().unwrap_or(bytes);
    let nested = nested::named(bytes);
    let unparted = unparted.or(nested.is_some().then_some(Damage::Unparted));
    let bytes = nested.as_deref().unwrap_or(bytes);
    let known = cut.or(unparted);
    let message = MessageParser::default().parse(bytes)?;
    match damage::mended(bytes, &message) {
        Some((mended, damage)) => read(MessageParser::default().parse(&mended)?, damage.or(known)),
        None => read(message, known),
    }
}

/// The words of a mail and what came with it; nothing where its words are in no part that can be told.
fn read(mut message: Message<'_>, damage: Option<Damage>) -> Option<Mail> {
    let holds_nothing = message.text_body_count() == 0 && message.html_body_count() == 0;
    if damage.is_none()
        && holds_nothing
        && message.parts.iter().all(|part| part.encoding == Encoding::None && part.is_text())
    {
        return None;
    }
    let is_mended = charset::mend(&mut message, damage == Some(Damage::Cut));
    let damage = damage.or(is_mended.then_some(Damage::Charset));
    let (passed, body) = passed_on(&message);
    let mut text: String = passed.iter().map(|mail| fields(mail) + "\n").collect();
    // A character that was cut in two is none.
    let whole = if damage == Some(Damage::Cut) { body.trim_end().trim_end_matches(charset::LOST) } else { &body };
    text.push_str(whole);
    let is_left_out = |part: &&MessagePart<'_>| {
        !part.message().is_some_and(|inner| passed.iter().any(|mail| std::ptr::eq(*mail, inner)))
    };
    let attachments = passed.iter().flat_map(|mail| mail.attachments()).filter(is_left_out).map(called).collect();
    Some(Mail { text, attachments, damage })
}

/// So many mails that hold nothing but another one are opened.
const DEPTH: usize = 32;

/// A mail, and where it has no words of its own, the mails in it down to the first that has some; and those words.
fn passed_on<'a, 'b>(message: &'a Message<'b>) -> (Vec<&'a Message<'b>>, String) {
    let inner = |mail: &&'a Message<'b>| mail.parts.iter().find_map(MessagePart::message);
    let mut passed = Vec::new();
    for mail in std::iter::successors(Some(message), inner).take(DEPTH) {
        passed.push(mail);
        let body = body(mail);
        if !body.trim().is_empty() {
            return (passed, body);
        }
    }
    (vec![message], body(message))
}

/// The header of a mail, a line a field.
fn fields(message: &Message<'_>) -> String {
    let mut text = String::new();
    for field in message.headers() {
        let value = message.raw_message.get(field.offset_start as usize..field.offset_end as usize);
        let value = charset::field(message, value.unwrap_or_default());
        let value = MessageStream::new(value.as_bytes()).parse_unstructured().into_text().unwrap_or_default();
        let words: Vec<&str> = value.split_whitespace().collect();
        text.push_str(&format!("{}: {}\n", field.name.as_str(), words.join(" ")));
    }
    text
}

/// A mail without the line that parts it from others in a mailbox: `From ana@example.org Wed Mar  4 10:00:00 2026`.
fn alone(bytes: &[u8]) -> &[u8] {
    let below = || memchr::memchr(b'\n', bytes).map(|end| &bytes[end + 1..]);
    bytes.starts_with(b"From ").then(below).flatten().unwrap_or(bytes)
}

/// What a part that was left out is called: its file's name, its subject if it is a mail, or else what it holds.
fn called(part: &MessagePart<'_>) -> String {
    let subject = || part.message().and_then(Message::subject);
    let kind = || part.content_type().map(|kind| format!("{}/{}", kind.ctype(), kind.subtype().unwrap_or("*")));
    part.attachment_name().or_else(subject).map(str::to_owned).or_else(kind).unwrap_or_else(|| "a part".to_owned())
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
    let fields = unfolded(header);
    let says = |words: &str| memchr::memmem::find(&fields, words.as_bytes()).is_some();
    says("\ncontent-transfer-encoding:") && (says("quoted-printable") || says("base64"))
        || says("\ncontent-type:multipart/")
        || says("=?") && says("?=")
        || says("\ncontent-type:") && says("charset=") && std::str::from_utf8(bytes).is_err()
}

/// A header in small letters, with a line feed before each field and no other white space.
fn unfolded(header: &[u8]) -> Vec<u8> {
    let mut fields = vec![b'\n'];
    for (at, byte) in header.iter().enumerate() {
        let folds = *byte == b'\n' && matches!(header.get(at + 1), Some(b' ' | b'\t'));
        if !folds && !matches!(byte, b' ' | b'\t' | b'\r') {
            fields.push(byte.to_ascii_lowercase());
        }
    }
    fields
}

/// The text: the parts that are plain, with the words of those in HTML among them; or else those in HTML.
fn body(message: &Message<'_>) -> String {
    let is_html = |part: &&MessagePart<'_>| matches!(part.body, PartType::Html(_));
    let held = |part| MessagePart::text_contents(part).filter(|text| !text.trim().is_empty());
    let is_plain = message.text_bodies().filter(|part| !is_html(part)).any(|part| held(part).is_some());
    let html: Vec<&str> = message.html_bodies().filter(is_html).filter_map(held).collect();
    if !is_plain && !html.is_empty() {
        return html.join("\n");
    }
    // Of HTML each line is a paragraph.
    let lines = |part| if is_html(&part) { "\n\n" } else { "\n" };
    let texts = message.text_bodies().enumerate().filter_map(|(at, part)| {
        let text = message.body_text(at)?;
        Some(text.trim_end().replace('\n', lines(part))).filter(|text| !text.is_empty())
    });
    let texts: Vec<String> = texts.collect();
    texts.join("\n\n") + "\n"
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

    /// A mail of two parts, of which each is a kind and what it holds.
    fn two(header: &str, parts: [(&str, &str); 2]) -> String {
        let part = |(kind, held): (&str, &str)| format!("--x\nContent-Type: {kind}\n\n{held}\n");
        format!("{header}\nSubject: Ferries\n\n{}--x--\n", parts.map(part).concat())
    }

    #[test]
    fn no_part_that_is_for_print_is_lost() {
        let html = ("text/html", "<p>Boats\nsail.</p><p>They came back.</p>");
        let mixed = "Content-Type: multipart/mixed; boundary=x";
        let footed = decoded(two(mixed, [html, ("text/plain", "A list of boats")]).as_bytes()).unwrap();
        assert!(footed.text.ends_with("\n\nBoats sail.\n\nThey came back.\n\nA list of boats\n"), "{:?}", footed.text);
        let blank =
            decoded(two("Content-Type: multipart/alternative; boundary=x", [("text/plain", ""), html]).as_bytes());
        assert!(blank.unwrap().text.contains("<p>They came back.</p>"));
        let mail = ("message/rfc822", "Subject: Boats\n\nBoats sail.");
        let passed = decoded(two(mixed, [("text/plain", "Please print."), mail]).as_bytes()).unwrap();
        assert_eq!(passed.attachments, ["Boats"]);
    }

    #[test]
    fn a_mail_that_holds_another_and_no_words_is_that_one() {
        let mixed = "Content-Type: multipart/mixed; boundary=x";
        let picture = ("image/png; name=quay.png", "AAAA");
        for mail in [
            "Subject: Boats\n\nBoats sail.",
            "Subject: Boats\nContent-Type: multipart/mixed; boundary=y\n\n--y\n\nBoats sail.\n--y--\n",
        ] {
            let passed = decoded(two(mixed, [picture, ("message/rfc822", mail)]).as_bytes()).unwrap();
            assert!(passed.text.contains("\nSubject: Ferries\n\nSubject: Boats\n"), "{}", passed.text);
            assert!(passed.text.trim_end().ends_with("\n\nBoats sail."), "{:?}", passed.text);
            assert_eq!(passed.attachments, ["quay.png"]);
        }
        let held = "Subject: Boats\nContent-Type: image/png; name=boat.png\n\nAAAA";
        let empty = decoded(two(mixed, [picture, ("message/rfc822", held)]).as_bytes()).unwrap();
        assert_eq!(empty.attachments, ["quay.png", "Boats"]);
    }

    #[test]
    fn a_header_is_read_however_it_is_written() {
        let kind = "multipart/mixed; boundary=x";
        let long = "X-Hop: 1\n".repeat(20_000);
        for header in [
            format!("Content-Type:{kind}"),
            format!("Date: x\nContent-Type:\n\t{kind}"),
            format!("From ana@example.org Wed Mar  4 10:00:00 2026\nContent-Type: {kind}"),
            format!("{long}Content-Type: {kind}"),
        ] {
            let mail = two(&header, [("text/plain", "Boats sail."), ("text/plain", "They came back.")]);
            assert!(decoded(mail.as_bytes()).unwrap().text.ends_with("Boats sail.\n\nThey came back.\n"));
        }
        assert_eq!(decoded(b"From the quay\nDate: 2026-03-04\n\nBoats sail."), None);
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

    /// `Boats sail from the quay at noon. They come back in the evening, said the harbour board.`
    const STORY: &str = "Qm9hdHMgc2FpbCBmcm9tIHRoZSBxdWF5IGF0IG5vb24uIFRoZXkgY29tZSBiYWNrIGluIHRoZSBl\n\
        dmVuaW5nLCBzYWlkIHRoZSBoYXJib3VyIGJvYXJkLg==\n";

    #[test]
    fn what_came_broken_is_read_as_far_as_it_goes() {
        const ENCODED: &str = "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n";
        let mixed = format!("Subject: Boats\nContent-Type: multipart/mixed; boundary=x\n\n--x\n{ENCODED}");
        let garbled = STORY.replacen('G', "*G", 1);
        for (mail, damage, words) in [
            (
                format!("Subject: Boats\n{ENCODED}{}", &STORY[..50]),
                Some(Damage::Cut),
                "Boats sail from the quay at noon. Th",
            ),
            (format!("{mixed}{}", &STORY[..50]), Some(Damage::Cut), "Boats sail from the quay at noon. Th"),
            (format!("{mixed}{garbled}--x--\n"), Some(Damage::Garbled), "the harbour board.\n"),
            (format!("{mixed}{STORY}A list of boats\n--x--\n"), Some(Damage::Garbled), "the harbour board.\n"),
            (
                format!("{mixed}Boats sail at noon.\nThey come back.\n--x--\n"),
                None,
                "Boats sail at noon.\nThey come back.\n",
            ),
            (format!("{mixed}{STORY}--x--\n"), None, "the harbour board.\n"),
            // A line cut short garbles no more than where it is cut.
            (
                format!("{mixed}{}--x--\n", STORY.replacen("SBl\n", "S\n", 1)),
                Some(Damage::Garbled),
                "the harbour board.\n",
            ),
        ] {
            let read = decoded(mail.as_bytes()).unwrap();
            assert_eq!(read.damage, damage, "{mail}");
            assert!(read.text.ends_with(words), "{}", read.text);
        }
    }

    #[test]
    fn base64_of_any_width_is_read_whole() {
        let signs: String = STORY.split_whitespace().collect();
        let wide = |width: usize, signs: &str| {
            let lines = signs.as_bytes().chunks(width).map(|line| std::str::from_utf8(line).unwrap());
            lines.map(|line| format!("{line}\n")).collect::<String>()
        };
        let broken = format!("{}\n{}", &signs[..18], wide(25, &signs[18..]));
        for (lines, damage) in [
            (wide(25, &signs), None),
            (format!("{}\n-- \nA list of boats\n", wide(25, &signs)), Some(Damage::Garbled)),
            (broken.clone(), None),
            (broken.replace('=', ""), None),
        ] {
            let head = "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n";
            let mixed = "Subject: Boats\nContent-Type: multipart/mixed; boundary=x\n\n--x\n";
            let alone = format!("Subject: Boats\n{head}{lines}");
            // Without padding, nothing but a line below tells that it is whole.
            let alone = Some(alone).filter(|_| lines.contains('='));
            for mail in [format!("{mixed}{head}{lines}--x--\n")].into_iter().chain(alone) {
                let read = decoded(mail.as_bytes()).unwrap();
                assert!(read.text.contains("in the evening, said the harbour board"), "{mail}\n{}", read.text);
                assert_eq!(read.damage, damage, "{mail}");
            }
        }
    }

    #[test]
    fn a_mail_of_nothing_but_a_file_has_no_words() {
        let mail = decoded(
            b"Subject: Quay\nContent-Type: image/png; name=quay.png\nContent-Transfer-Encoding: base64\n\nAAAA\n",
        );
        let mail = mail.unwrap();
        assert!(mail.text.ends_with("base64\n\n\n"), "{:?}", mail.text);
        assert_eq!(mail.attachments, ["quay.png"]);
    }

    const PIECES: [&str; 20] = [
        "--x",
        "--x--",
        "--y",
        "\n",
        "\r\n",
        "\n\n",
        " ",
        "=",
        "==",
        "=C3=A4",
        "=3",
        "Qm9h",
        "Boats sail",
        "Subject: =?UTF-8?B?Qm9h?=\n",
        "Content-Type: multipart/mixed; boundary=y\n",
        "Content-Type: message/rfc822\n",
        "Content-Type: text/html; charset=utf-16\n",
        "Content-Type: text/plain; charset=iso-2022-jp\n",
        "Content-Transfer-Encoding: quoted-printable\n",
        "Content-Transfer-Encoding: base64\n",
    ];

    proptest::proptest! {
        #[test]
        fn no_bytes_make_it_panic(bytes in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..300), kind in 0..3_usize) {
            let kind = ["multipart/mixed; boundary=x", "text/html", "message/rfc822"][kind];
            let header = format!("A: =?UTF-8?Q?b?=\nContent-Type: {kind}\nContent-Transfer-Encoding: base64\n\n--x\n\n");
            drop(decoded(&[header.as_bytes(), &bytes].concat()));
        }

        /// What parts are made of, in any order.
        #[test]
        fn no_parts_make_it_panic(pieces in proptest::collection::vec(proptest::sample::select(&PIECES[..]), 0..24)) {
            drop(decoded(["Content-Type: multipart/mixed; boundary=x\n\n", &pieces.concat()].concat().as_bytes()));
        }
    }
}
