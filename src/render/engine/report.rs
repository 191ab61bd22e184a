//! Tera's errors as findings: the template's place and what was being rendered.

use crate::diag::{Diagnostic, nearest};
use crate::source::Source;
use std::collections::BTreeMap;
use tera::{Error, ErrorKind};

/// An error found while templates are loaded.
pub(in crate::render) fn loading(templates: &BTreeMap<String, Source>, error: &Error) -> Diagnostic {
    match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            at(templates, "template", report.filename(), report.span().range.clone(), report.message())
        }
        ErrorKind::MissingParent { current, parent } => {
            in_template(templates, current, format!("there is no template `{parent}` to extend"))
        }
        ErrorKind::CircularExtend { tpl, .. } => in_template(templates, tpl, "the template extends itself".into()),
        ErrorKind::CircularInclude { tpl, .. } => in_template(templates, tpl, "the template includes itself".into()),
        // Several errors at once arrive as one text, drawn already.
        other => drawn(templates, &other.to_string()),
    }
}

/// An error met while a page was rendered with a template.
pub(in crate::render) fn rendering(
    templates: &BTreeMap<String, Source>,
    template: &str,
    made_of: &str,
    error: &Error,
) -> Diagnostic {
    let finding = match error.kind() {
        ErrorKind::RenderingError(report) | ErrorKind::SyntaxError(report) => {
            at(templates, "template", report.filename(), report.span().range.clone(), report.message())
        }
        other => in_template(templates, template, lower_first(other.to_string().trim_end_matches('.'))),
    };
    finding.because(format!("while rendering `{made_of}`"))
}

fn at(
    templates: &BTreeMap<String, Source>,
    code: &'static str,
    name: &str,
    span: std::ops::Range<usize>,
    message: &str,
) -> Diagnostic {
    let (message, known) = known_names(message.trim_end_matches('.'));
    let finding = Diagnostic::error(code, lower_first(message));
    let finding = match templates.get(name) {
        Some(source) => finding.at(source, span, ""),
        None => finding.in_file(name),
    };
    let Some(known) = known else { return finding };
    match message.split('`').nth(1).and_then(|typed| nearest(typed, known.split(", "))) {
        Some(near) => finding.help(format!("did you mean `{near}`?")),
        None => finding.because(format!("known here: {known}")),
    }
}

/// Tera lists in its message what could have been typed: `… is not defined. Available fields: a, b`.
fn known_names(message: &str) -> (&str, Option<&str>) {
    match message.split_once(". Available ") {
        Some((message, known)) => (message, known.split_once(": ").map(|(_, names)| names)),
        None => (message, None),
    }
}

fn in_template(templates: &BTreeMap<String, Source>, name: &str, message: String) -> Diagnostic {
    let path = templates.get(name).map_or(name, |source| source.path());
    Diagnostic::error("template", message).in_file(path)
}

/// Tera names the place of such errors in its text only: `--> story.html:3:12`.
fn drawn(templates: &BTreeMap<String, Source>, text: &str) -> Diagnostic {
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or(text);
    let message = first.trim_start_matches("error:").trim();
    let place = text.lines().find_map(|line| line.trim().strip_prefix("-->").or(line.trim().strip_prefix("╭▸")));
    let finding = Diagnostic::error("template", lower_first(message.trim_end_matches('.')));
    let finding = match place.and_then(|place| place_of(templates, place.trim())) {
        Some((source, offset)) => finding.at(source, offset..line_end(source.text(), offset), ""),
        None => finding,
    };
    text.lines()
        .filter(|line| line.trim_start().starts_with("error:"))
        .skip(1)
        .fold(finding, |finding, line| finding.because(line.trim().to_owned()))
}

fn place_of<'a>(templates: &'a BTreeMap<String, Source>, place: &str) -> Option<(&'a Source, usize)> {
    let mut parts = place.rsplitn(3, ':');
    let column: usize = parts.next()?.trim().parse().ok()?;
    let line: usize = parts.next()?.trim().parse().ok()?;
    let source = templates.get(parts.next()?.trim())?;
    let start: usize = source.text().split_inclusive('\n').take(line.checked_sub(1)?).map(str::len).sum();
    Some((source, start + column.saturating_sub(1)))
}

fn line_end(text: &str, offset: usize) -> usize {
    let offset = text.floor_char_boundary(offset);
    text[offset..].find('\n').map_or(text.len(), |at| offset + at)
}

/// Findings begin in lower case; names keep theirs.
fn lower_first(message: &str) -> String {
    let mut letters = message.chars();
    match letters.next() {
        Some(first) if !message.starts_with('`') => first.to_lowercase().chain(letters).collect(),
        _ => message.to_owned(),
    }
}
