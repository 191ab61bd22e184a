//! Findings for programs: one JSON object each, with stable names.

use super::Diagnostic;
use crate::source::Place;
use serde_json::{Value, json};

/// One finding as JSON: `severity, code, message, file, places, notes, help`.
///
/// A place is `file, line, column, start, end, text`; `start` and `end` are bytes of the decoded
/// text, `line` and `column` count from 1.
pub fn finding(finding: &Diagnostic) -> Value {
    json!({
        "severity": finding.severity.word(),
        "code": finding.code,
        "message": finding.message,
        "file": finding.path().map(|path| &**path),
        "places": finding.labels.iter().map(|label| place(&label.place, &label.text)).collect::<Vec<_>>(),
        "notes": finding.notes,
        "help": finding.help,
    })
}

fn place(place: &Place, text: &str) -> Value {
    json!({
        "file": &*place.path,
        "line": place.start.line,
        "column": place.start.column,
        "start": place.span.start,
        "end": place.span.end,
        "text": text,
    })
}
