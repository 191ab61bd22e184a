//! Words for broken YAML: what an editor did, not what a parser missed.

use super::events::{Broken, closing};
use crate::diag::Diagnostic;
use crate::document::print::scalar::{quoted, scalar};
use crate::source::{Source, Span};

/// A line longer than this is not printed as something to type.
const LONGEST_HELP: usize = 160;

/// The finding for a piece of front matter that could not be read.
pub(super) fn explain(source: &Source, piece: Span, broken: &Broken) -> Diagnostic {
    let text = source.text();
    let at = broken.at.clamp(piece.start, piece.end);
    let lines = [line_at(text, &piece, at), line_at(text, &piece, piece.start)];
    let fault = lines.iter().find_map(|line| fault(text, line.clone()).map(|fault| (line.clone(), fault)));
    let Some((line, fault)) = fault else {
        let line = line_at(text, &piece, at);
        // The end of a piece is the start of a line that is not to blame.
        let at = at.min(line.end);
        return error("front matter that is not YAML").at(source, at..line.end.min(at + 1).max(at), &*broken.why);
    };
    let finding = error(&fault.message).at(source, fault.span, fault.label);
    let help = fault.value.map(|value| format!("{}{}", text[line.start..value.start].trim_start(), fault.meant));
    match help {
        Some(help) if help.len() <= LONGEST_HELP && !help.contains('\n') => finding.help(format!("type `{help}`")),
        _ => finding.help("put the value in quotation marks"),
    }
}

fn error(message: &str) -> Diagnostic {
    Diagnostic::error("broken-yaml", message)
}

/// What is wrong with a line, and the value that was probably meant.
struct Fault {
    message: String,
    span: Span,
    label: &'static str,
    /// What is to be typed anew, and how.
    value: Option<Span>,
    meant: String,
}

/// The line that holds `at`, without its line end; the piece's last line where `at` is its end.
fn line_at(text: &str, piece: &Span, at: usize) -> Span {
    let within = &text[piece.clone()];
    let at = (at - piece.start).min(within.trim_end().len());
    let start = within[..at].rfind('\n').map_or(0, |end| end + 1);
    let end = within[start..].find('\n').map_or(within.len(), |end| start + end);
    let end = start + within[start..end].trim_end().len();
    piece.start + start..piece.start + end
}

fn fault(text: &str, line: Span) -> Option<Fault> {
    let indent = line.start..line.start + text[line.clone()].len() - text[line.clone()].trim_start().len();
    if text[indent.clone()].contains('\t') {
        let value = Some(indent.start..line.end);
        let meant = format!("  {}", text[line.clone()].trim_start());
        return Some(Fault { message: "a tab in the indent".into(), span: indent, label: "type spaces", value, meant });
    }
    let item = text[indent.end..line.end].strip_prefix("- ").map_or(indent.end, |rest| line.end - rest.len());
    let Some(value) = value_of(text, item..line.end) else {
        return if item == indent.end { no_colon(text, item..line.end) } else { value_fault(text, item..line.end) };
    };
    value_fault(text, value)
}

/// The value after `key: `, without the spaces around it.
fn value_of(text: &str, line: Span) -> Option<Span> {
    let colon =
        text[line.clone()].find(": ").filter(|colon| !text[line.start..line.start + colon].contains(['"', '\'']))?;
    let value = text[line.start + colon + 2..line.end].trim_start();
    Some(line.end - value.len()..line.end)
}

fn no_colon(text: &str, line: Span) -> Option<Fault> {
    let typed = &text[line.clone()];
    if typed.is_empty() || typed.starts_with('#') {
        return None;
    }
    let fault = |label, meant| {
        let message = "a line that is no `key: value`".to_owned();
        Some(Fault { message, span: line.clone(), label, value: Some(line.clone()), meant })
    };
    match typed.split_once(':') {
        Some((key, value)) if !value.is_empty() && key.chars().all(|c| c.is_alphanumeric() || "-_".contains(c)) => {
            fault("a space is missing after the colon", format!("{key}: {value}"))
        }
        Some(_) => None,
        None => fault("no key before it", format!("description: {}", scalar(typed))),
    }
}

fn value_fault(text: &str, value: Span) -> Option<Fault> {
    let typed = &text[value.clone()];
    let first = typed.chars().next()?;
    let fault = |message: &str, span: Span, label, meant: String| {
        Some(Fault { message: message.into(), span, label, value: Some(value.clone()), meant })
    };
    match first {
        '"' | '\'' => match closing(typed, first) {
            None => {
                let span = value.start..value.start + 1;
                fault("a quotation mark is never closed", span, "opened here", quoted(&typed[1..]))
            }
            Some(end) => {
                let rest = typed[end..].trim_start();
                if rest.is_empty() || rest.starts_with('#') {
                    return escape_fault(text, value.clone());
                }
                let span = value.end - rest.len()..value.end;
                fault("words after the closing quotation mark", span, "outside the quotation marks", quoted(typed))
            }
        },
        '[' | '{' => {
            let (closer, what) = if first == '[' { (']', "list") } else { ('}', "table") };
            match typed.rfind(closer) {
                None => {
                    let span = value.start..value.start + 1;
                    fault(&format!("a {what} is never closed"), span, "opened here", format!("{typed}{closer}"))
                }
                Some(end) if end + 1 < typed.len() => {
                    let span = value.start + end + 1..value.end;
                    fault(&format!("words after a {what}"), span, "outside the brackets", quoted(typed))
                }
                Some(_) => None,
            }
        }
        '@' | '`' | '%' | '*' | '&' | '!' | '|' | '>' | ',' | ']' | '}' | '?' | '-' | ':' => {
            let message = format!("a value cannot begin with `{first}` outside quotation marks");
            fault(&message, value.start..value.start + first.len_utf8(), "YAML reads this as a sign", quoted(typed))
        }
        _ => {
            let colon = typed.find(": ").or_else(|| typed.ends_with(':').then(|| typed.len() - 1))?;
            let span = value.start + colon..value.start + colon + 1;
            fault("a colon in a value without quotation marks", span, "YAML reads a second key here", quoted(typed))
        }
    }
}

/// A backslash in double quotes that YAML gives no meaning.
fn escape_fault(text: &str, value: Span) -> Option<Fault> {
    let typed = &text[value.clone()];
    let end = closing(typed, '"')?;
    let mut rest = typed[..end].char_indices();
    while let Some((at, c)) = rest.next() {
        if c == '\\' && !rest.next().is_some_and(|(_, next)| "0abt\tnvfre \"/\\N_LPxuU".contains(next)) {
            let span = value.start + at..value.start + at + 1;
            let meant = quoted(&typed[1..end - 1]);
            let message = "a backslash that means nothing to YAML".to_owned();
            let label = "in double quotation marks a backslash begins a sign";
            return Some(Fault { message, span, label, value: Some(value), meant });
        }
    }
    None
}
