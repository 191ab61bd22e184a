//! Markdown with front matter. Outputs: `findings`; `printed`, the document printed again.

use crate::case::{Case, drawn};
use dateline::document;

pub(crate) fn answer(case: &Case, output: &str) -> String {
    let read = document::read(case.file(".md"));
    match output {
        "findings" => drawn(read.findings),
        "printed" => document::print(&read.value),
        other => panic!("no output `{other}`"),
    }
}
