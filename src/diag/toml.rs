//! What the TOML parser complains of, as findings.
//!
//! In: a text. Out: the tree of all that can be read, and a [`Diagnostic`] for each broken line, with
//! what was probably meant. Front matter and `book.toml` are both read this way.

use super::Diagnostic;
use crate::source::{Source, Span};
use ::toml::Spanned;
use ::toml::de::{DeTable, Error};

/// A line longer than this is not printed as something to type.
const LONGEST_HELP: usize = 160;

/// The parser's complaint after which it drops the rest of the file.
const STOPS: &str = "key with no value";

/// Parses TOML and recovers from every broken line. `mended` is room for a copy of the text, which is
/// needed when it has lines after which the parser would read no further; its places are the text's.
pub fn parse<'t>(text: &'t str, mended: &'t mut String) -> (Spanned<DeTable<'t>>, Vec<Error>) {
    let (root, mut errors) = DeTable::parse_recoverable(text);
    if !errors.iter().any(stops) {
        return (root, errors);
    }
    errors.retain(stops);
    *mended = without_lines(text, errors.iter().filter_map(Error::span).map(|span| line_at(text, span.start)));
    let (root, rest) = DeTable::parse_recoverable(mended);
    errors.extend(rest);
    (root, errors)
}

/// Where a key stands that is given with the tables above it.
pub fn key(text: &str, path: &[&str]) -> Option<Span> {
    let (last, tables) = path.split_last()?;
    let mut mended = String::new();
    let (root, _) = parse(text, &mut mended);
    let mut table = root.get_ref();
    for name in tables {
        table = table.get(*name)?.get_ref().as_table()?;
    }
    table.get_key_value(*last).map(|(key, _)| key.span())
}

fn stops(error: &Error) -> bool {
    error.message().starts_with(STOPS)
}

/// The text with spaces in the place of some of its lines.
fn without_lines(text: &str, lines: impl Iterator<Item = Span>) -> String {
    let (mut rest, mut from) = (String::with_capacity(text.len()), 0);
    for line in lines.filter(|line| !line.is_empty()) {
        if line.start >= from {
            rest.push_str(&text[from..line.start]);
            rest.extend(std::iter::repeat_n(' ', line.len()));
            from = line.end;
        }
    }
    rest + &text[from..]
}

/// The findings for TOML that begins at byte `base` of the source; one for each line, since the
/// parser stumbles several times over one mistake.
pub fn findings(source: &Source, base: usize, errors: &[Error]) -> Vec<Diagnostic> {
    let mut lines = Vec::new();
    let mut findings = Vec::new();
    for error in errors {
        let span = error.span().map_or(base..base, |span| span.start + base..span.end + base);
        let line = line_at(source.text(), span.start);
        if !lines.contains(&line.start) {
            lines.push(line.start);
            findings.push(finding(source, line, span, error.message()));
        }
    }
    findings
}

fn finding(source: &Source, line: Span, span: Span, said: &str) -> Diagnostic {
    let typed = source.text()[line.clone()].trim();
    // A complaint about a line's end points at the line end, which cannot be seen.
    let span = if span.start >= line.end { last_character(source.text(), &line) } else { span };
    if said.starts_with("duplicate key") {
        let key = &source.text()[span.clone()];
        return Diagnostic::error("duplicate-key", format!("`{key}` is given twice"))
            .at(source, span, "given again")
            .help("remove one of them");
    }
    let finding = Diagnostic::error("broken-toml", "a line that is not TOML").at(source, span, plainly(said));
    match meant(typed) {
        Some(meant) if meant.len() <= LONGEST_HELP => finding.help(format!("type `{meant}`")),
        _ => finding,
    }
}

/// The parser's words in ours, for the mistakes that people make.
fn plainly(said: &str) -> &str {
    match said {
        _ if said.starts_with("string values must be quoted") => "text needs quotation marks",
        _ if said.starts_with(STOPS) => "expected `=`",
        _ if said.starts_with("invalid basic string, expected `\"`") => "a quotation mark is never closed",
        _ if said.starts_with("invalid literal string, expected `'`") => "a quotation mark is never closed",
        _ => said,
    }
}

fn last_character(text: &str, line: &Span) -> Span {
    let last = text[line.clone()].chars().next_back().map_or(0, char::len_utf8);
    line.end - last..line.end
}

/// The line that holds `at`, without its line end.
fn line_at(text: &str, at: usize) -> Span {
    let at = text.floor_char_boundary(at.min(text.len()));
    let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
    let end = text[at..].find('\n').map_or(text.len(), |end| at + end);
    start..start + text[start..end].trim_end().len()
}

/// What was probably meant by a line: a key as YAML has it, or text without quotation marks.
fn meant(typed: &str) -> Option<String> {
    let (key, value) = match typed.split_once('=') {
        Some((key, value)) => (key.trim(), value.trim()),
        None => typed.split_once(':').map(|(key, value)| (key.trim(), value.trim()))?,
    };
    let is_key = !key.is_empty() && key.chars().all(|c| c.is_ascii_alphanumeric() || "-_".contains(c));
    if !is_key || value.is_empty() {
        return None;
    }
    Some(format!("{key} = {}", as_value(value)?))
}

/// The value itself where it is one, or the text in quotation marks.
fn as_value(typed: &str) -> Option<String> {
    if ::toml::de::DeValue::parse(typed).is_ok() {
        return Some(typed.to_owned());
    }
    let text = typed.trim_matches(['"', '\'']);
    if typed.starts_with(['[', '{']) || text.contains(['\\', '\n']) || text.contains(char::is_control) {
        return None;
    }
    match (text.contains('"'), text.contains('\'')) {
        (false, _) => Some(format!("\"{text}\"")),
        (true, false) => Some(format!("'{text}'")),
        (true, true) => None,
    }
}
