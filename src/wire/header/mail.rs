//! The header of a mail (RFC 5322), as mail programs print it above a text and as it is sent.
//!
//! ```text
//! mail  = field { field | folded } ; one of them the subject, and one says who sent it or how it came
//! field = name ":" words
//! ```

use super::Header;
use crate::document::FrontMatter;
use crate::source::Spanned;
use crate::wire::byline;
use crate::wire::lines::Line;

/// What the subject is called, in the words of mail programs.
const SUBJECT: [&str; 12] = [
    "subject:",
    "betreff:",
    "objet:",
    "asunto:",
    "assunto:",
    "oggetto:",
    "onderwerp:",
    "ämne:",
    "emne:",
    "aihe:",
    "temat:",
    "тема:",
];

/// What the other fields are called there.
const FIELDS: [&str; 62] = [
    "from:",
    "to:",
    "cc:",
    "bcc:",
    "sent:",
    "date:",
    "reply-to:",
    "attachments:",
    "importance:",
    "priority:",
    "von:",
    "gesendet:",
    "an:",
    "datum:",
    "anlagen:",
    "antwort an:",
    "de:",
    "envoyé:",
    "envoyé :",
    "à:",
    "à :",
    "de :",
    "objet :",
    "date :",
    "enviado:",
    "enviado el:",
    "enviada:",
    "enviada em:",
    "para:",
    "fecha:",
    "data:",
    "da:",
    "inviato:",
    "a:",
    "van:",
    "verzonden:",
    "aan:",
    "från:",
    "skickat:",
    "till:",
    "fra:",
    "sendt:",
    "til:",
    "dato:",
    "lähettäjä:",
    "lähetetty:",
    "vastaanottaja:",
    "od:",
    "wysłano:",
    "do:",
    "dw:",
    "от:",
    "отправлено:",
    "кому:",
    "копия:",
    "дата:",
    "pour:",
    "cci:",
    "cco:",
    "kopie:",
    "kopia:",
    "kopi:",
];

/// What a field is called as it is sent (RFC 5322, RFC 2045, RFC 8058 and others).
const SENT: [&str; 16] = [
    "message-id:",
    "mime-version:",
    "content-",
    "return-path:",
    "received:",
    "received-",
    "sender:",
    "in-reply-to:",
    "references:",
    "dkim-",
    "arc-",
    "authentication-results:",
    "list-",
    "delivered-to:",
    "user-agent:",
    "x-",
];

/// The header of a mail, if a text begins with one.
pub(super) fn mail(text: &str, lines: &[Line]) -> Option<Header> {
    let words = |line: &Line| &text[line.span.clone()];
    let is_folded = |at: usize| at > 0 && text[..lines[at].span.start].ends_with([' ', '\t']);
    let is_row = |at: &usize| !words(&lines[*at]).is_empty() && (is_field(words(&lines[*at])) || is_folded(*at));
    let (rows, _) = lines.split_at((0..lines.len()).take_while(is_row).count());
    let subject = rows.iter().position(|line| value(words(line), &SUBJECT).is_some())?;
    let mut title = value(words(&rows[subject]), &SUBJECT)?.trim_start();
    while let Some(rest) = value(title, &["fwd:", "fw:", "re:", "wg:", "aw:", "tr:", "rv:", "sv:", "vs:"]) {
        title = rest.trim_start();
    }
    let end = rows[subject].span.end;
    let mut front = FrontMatter::default();
    if rows.len() < 2 || title.is_empty() {
        return None;
    }
    front.title = Some(Spanned::new(title.to_owned(), end - title.len()..end));
    let mail = rows.iter().enumerate().filter(|(at, _)| *at != subject).map(|(_, line)| line.span.clone()).collect();
    Some(Header { front, lines: rows.len(), mail })
}

fn is_field(words: &str) -> bool {
    let is_sent = |name: &str| byline::head(words, name).is_some_and(|rest| name.ends_with(':') || rest.contains(':'));
    value(words, &FIELDS).is_some() || value(words, &SUBJECT).is_some() || SENT.iter().any(|name| is_sent(name))
}

/// What stands behind one of some names.
fn value<'a>(words: &'a str, names: &[&str]) -> Option<&'a str> {
    names.iter().find_map(|name| byline::head(words, name))
}
