//! Quotations and their speakers. The input's paragraphs are parted by blank lines; `sv.txt` is Swedish.
//! Output: `quotes`, a line for each: the speaker, the role in brackets, the words.

use crate::case::Case;
use dateline::wire::quotes;
use std::fmt::Write;
use std::ops::Range;

pub(crate) fn answer(case: &Case, output: &str) -> String {
    let file = case.file(".txt");
    let language = file.path().strip_suffix(".txt").unwrap_or_default();
    let found = quotes::find(file.text(), &paragraphs(file.text()), language);
    let mut out = String::new();
    for quote in found {
        let words = &file.text()[quote.span];
        let speaker = quote.speaker.as_ref();
        match output {
            "quotes" => {
                let name = speaker.map_or("?", |speaker| speaker.name.as_str());
                let role = speaker.and_then(|speaker| speaker.role.as_deref());
                let role = role.map_or(String::new(), |role| format!(" ({role})"));
                writeln!(out, "{name}{role}: {words}").unwrap();
            }
            "how" => writeln!(out, "{}", speaker.map_or("?", |speaker| speaker.how.as_str())).unwrap(),
            "findings" => {}
            other => panic!("no output `{other}`"),
        }
    }
    out
}

fn paragraphs(text: &str) -> Vec<Range<usize>> {
    let mut at = 0;
    let mut found = Vec::new();
    for paragraph in text.split_inclusive("\n\n") {
        found.push(at..at + paragraph.len());
        at += paragraph.len();
    }
    found
}
