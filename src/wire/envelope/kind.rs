//! What a line of an envelope is, by its control bytes and by its words.

use crate::wire::lines::has;
use crate::wire::openings::Openings;
use crate::wire::{byline, state};
use std::sync::LazyLock;

/// What a line of an envelope is.
pub(super) enum Kind {
    Copy,
    Service,
    Slug,
    Marked,
    Headline,
    Field(usize, Role),
}

/// What a coded field holds.
pub(super) enum Role {
    Headline,
    Deck,
    Byline,
    Desk,
    Text,
}

pub(super) fn kind(raw: &str, words: &str, first: bool, marked: bool) -> Kind {
    let closed = words.ends_with(['<', '=']);
    let written = words.ends_with('=') && byline::by(words.trim_end_matches(['=', ' '])).is_some();
    if words.starts_with('^') && (closed || marked) || written {
        return Kind::Marked;
    }
    // Few texts have such bytes.
    if has(raw.as_bytes(), |byte| byte < b' ') {
        if raw.contains('\u{2}') {
            return if words.starts_with('^') { Kind::Marked } else { Kind::Headline };
        }
        if raw.contains(['\u{1}', '\u{16}', '\u{11}', '\u{12}', '\u{13}', '\u{14}']) {
            return Kind::Service;
        }
    }
    if let Some(field) = field(words) {
        return field;
    }
    if SERVICES.open(words) || first && is_service(words) || is_order(words) {
        return Kind::Service;
    }
    if is_slug(words) {
        return Kind::Slug;
    }
    Kind::Copy
}

/// What opens a line of the service.
static SERVICES: LazyLock<Openings> =
    LazyLock::new(|| Openings::new(["zczc", "nnnn", "c.19", "c.20", "(for use by", "for use ", "(achtung)"]));

/// `eca00075 3 i 510    dpa 1003`
fn is_service(words: &str) -> bool {
    let mut parts = words.split_whitespace();
    let (Some(code), Some(priority), Some(category)) = (parts.next(), parts.next(), parts.next()) else { return false };
    let letters = code.chars().take_while(char::is_ascii_alphabetic).count();
    (2..=4).contains(&letters)
        && code.len() > letters
        && code.chars().skip(letters).all(|c| c.is_ascii_digit())
        && priority.len() == 1
        && priority.chars().all(|c| c.is_ascii_digit())
        && category.len() <= 3
        && parts.all(|part| part.len() <= 8)
}

/// `DE12`, `NR 0123`: a story's number under `ZCZC`.
pub(super) fn is_number(words: &str) -> bool {
    let letters = words.bytes().filter(u8::is_ascii_uppercase).count();
    words.len() <= 12
        && letters <= 4
        && words.bytes().any(|byte| byte.is_ascii_digit())
        && words.bytes().all(|byte| byte.is_ascii_digit() || byte.is_ascii_uppercase() || byte == b' ')
}

/// `2ND LEAD`, `3RD NET`, `1st Ld-Writethru`
fn is_order(words: &str) -> bool {
    words.len() <= 20 && words.starts_with(|c: char| c.is_ascii_digit()) && state::of_slug(words).is_some()
}

/// `BC-HARBOUR-FEES`, `BC-LT--Harbour`, `/politics/Harbour/fees/`, `Germany-politics/`, `#AM Port headlines`
pub(super) fn is_slug(words: &str) -> bool {
    let first = words.split_whitespace().next().unwrap_or("");
    let desk = ["BC-", "AM-", "PM-", "BC_"].iter().any(|opening| first.starts_with(opening)) && first.len() > 5;
    let path =
        words.ends_with('/') && words.len() <= 120 && !words.contains("//") && words.split_whitespace().count() <= 6;
    let path = path && words.chars().filter(|c| *c == '/').count() > usize::from(words.starts_with('/'));
    desk || path || first.starts_with("#AM") || first.starts_with("#PM")
}

/// `TI# Ferries sail`: AAP's coded fields.
fn field(words: &str) -> Option<Kind> {
    let (code, rest) = words.split_once('#')?;
    if code.len() != 2 || !code.chars().all(|c| c.is_ascii_uppercase()) {
        return None;
    }
    // A field that holds nothing is a line of the service.
    if rest.trim().is_empty() {
        return Some(Kind::Service);
    }
    let role = match code {
        "TI" | "HL" => Role::Headline,
        "AB" => Role::Deck,
        "BY" | "AU" => Role::Byline,
        "TX" => Role::Text,
        _ => Role::Desk,
    };
    Some(Kind::Field(words.len() - rest.len(), role))
}
