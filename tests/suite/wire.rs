//! Wire text and structured items. Outputs: `findings`; `markdown`, the document as `dateline convert` prints it; `fields`,
//! what was found and how, a line each; `dateline`, its place, date and agency and how the copy goes on.

use crate::case::{Case, drawn};
use dateline::document;
use dateline::wire::{self, Context};
use std::fmt::Write;

pub(crate) fn answer(case: &Case, output: &str) -> String {
    let source = case.input();
    let context = Context { modified: modified(source.path()), callout_words: 12, ..Context::default() };
    let read = wire::read(source, &context);
    let mut lines = String::new();
    match output {
        "findings" => return drawn(read.findings),
        "markdown" => return document::print(&read.value.document),
        "fields" => {
            for field in read.value.fields.iter().chain(&read.value.subheads) {
                let line = source.position(field.span.start).line;
                writeln!(lines, "{line}: {}: {}  ({})", field.name, field.value, field.how).unwrap();
            }
        }
        "dateline" => {
            let value = |name: &str| {
                let field = read.value.fields.iter().find(|field| field.name == name);
                field.map_or("-".to_owned(), |field| field.value.clone())
            };
            let copy: String = read.value.document.body.chars().take(24).collect();
            let copy = copy.lines().next().unwrap_or_default();
            writeln!(lines, "{} | {} | {} | {copy}", value("location"), value("date"), value("agency")).unwrap();
        }
        other => panic!("no output `{other}`"),
    }
    lines
}

/// A file whose name begins with `written-` was last written on the day in its name.
fn modified(path: &str) -> Option<jiff::Timestamp> {
    let day = path.rsplit('/').next()?.strip_prefix("written-")?.get(..10)?;
    format!("{day}T12:00:00Z").parse().ok()
}
