//! Text as a YAML scalar on one line.

use std::borrow::Cow;
use std::fmt::Write;

/// Words that some version of YAML reads as a truth value, a number or nothing.
const TAKEN: [&str; 20] = [
    "y", "n", "yes", "no", "on", "off", "true", "false", "null", "~", "nan", ".nan", "inf", ".inf", "+inf", "-inf",
    "+.inf", "-.inf", "<<", "=",
];

/// Text as the value of a key or an item of a list of dashes; plain where that is safe.
pub fn scalar(text: &str) -> Cow<'_, str> {
    if is_plain(text) { Cow::Borrowed(text) } else { Cow::Owned(quoted(text)) }
}

/// Text as an item of a list in brackets; plain where that is safe.
pub fn in_list(text: &str) -> Cow<'_, str> {
    if is_plain(text) && !text.contains([',', '[', ']', '{', '}', ':', '#']) {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(quoted(text))
    }
}

/// Text in quotation marks: double ones, or single ones where that saves every backslash.
pub fn quoted(text: &str) -> String {
    if text.contains(['"', '\\']) && !text.contains('\'') && !text.contains(needs_escape) {
        return format!("'{text}'");
    }
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        escape(&mut out, c);
    }
    out.push('"');
    out
}

fn escape(out: &mut String, c: char) {
    match c {
        '"' | '\\' => out.extend(['\\', c]),
        '\n' => out.push_str("\\n"),
        '\t' => out.push_str("\\t"),
        c if !needs_escape(c) => out.push(c),
        // Writing to a string cannot fail.
        c if u32::from(c) < 0x100 => drop(write!(out, "\\x{:02X}", u32::from(c))),
        c if u32::from(c) < 0x1_0000 => drop(write!(out, "\\u{:04X}", u32::from(c))),
        c => drop(write!(out, "\\U{:08X}", u32::from(c))),
    }
}

/// What YAML forbids, breaks lines at in one of its versions, or an editor cannot see.
fn needs_escape(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{FEFF}') || (u32::from(c) & 0xFFFE) == 0xFFFE
}

fn is_plain(text: &str) -> bool {
    let first = text.chars().next();
    let opens_well = first.is_some_and(|c| !c.is_whitespace() && !"-?:,[]{}#&*!|>'\"%@`".contains(c));
    opens_well
        && !text.ends_with(|c: char| c == ':' || c.is_whitespace())
        && !text.contains(": ")
        && !text.contains(" #")
        && !text.contains(needs_escape)
        && !is_taken(text)
        && !is_number_like(text)
}

fn is_taken(text: &str) -> bool {
    TAKEN.iter().any(|word| word.eq_ignore_ascii_case(text))
}

/// Numbers, dates and times in all their spellings, and a few words that only look like them.
fn is_number_like(text: &str) -> bool {
    text.contains(|c: char| c.is_ascii_digit())
        && text.chars().all(|c| c.is_ascii_hexdigit() || "+-._: xXoOtTzZ".contains(c))
}
