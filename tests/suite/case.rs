//! Reads the cases of an area, compares, and rewrites them when asked to.

use dateline::diag::terminal::{Colour, draw};
use dateline::diag::{Diagnostic, sort};
use dateline::source::Source;
use std::fmt::Write;
use std::path::{Path, PathBuf};

/// A case: its files, in the order of writing.
pub(crate) struct Case {
    pub(crate) name: String,
    pub(crate) files: Vec<Source>,
}

impl Case {
    /// The first input file whose path ends so.
    #[allow(dead_code, reason = "each area uses what it needs of this module")]
    /// The first input file.
    pub(crate) fn input(&self) -> &Source {
        self.files.first().unwrap_or_else(|| panic!("the case `{}` has no input", self.name))
    }

    pub(crate) fn file(&self, ending: &str) -> &Source {
        let file = self.files.iter().find(|file| file.path().ends_with(ending));
        file.unwrap_or_else(|| panic!("the case `{}` has no input `*{ending}`", self.name))
    }
}

/// Findings in the order of a run, drawn as in a terminal without colours.
pub(crate) fn drawn(mut findings: Vec<Diagnostic>) -> String {
    sort(&mut findings);
    let drawn: Vec<String> = findings.iter().map(|finding| draw(finding, Colour::Plain)).collect();
    drawn.join("\n\n")
}

/// Checks every case of an area. `answer` gives the output of a name.
pub(crate) fn check(area: &str, answer: impl Fn(&Case, &str) -> String) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suite").join(area);
    let update = std::env::var_os("UPDATE").is_some_and(|value| value == "1");
    let (mut failures, mut count) = (String::new(), 0);
    for path in subjects(&folder) {
        let text = std::fs::read_to_string(&path).unwrap().replace("\r\n", "\n");
        let (mut written, mut from) = (String::new(), 0);
        for section in sections(&text) {
            count += 1;
            for (block, actual) in answers(&section, &answer) {
                let expected = &text[block.clone()];
                if expected.trim_end() != actual.trim_end() {
                    report(&mut failures, &path, &section.case.name, expected, &actual);
                    written.push_str(&text[from..block.start]);
                    written.push_str(&actual);
                    from = block.end;
                }
            }
        }
        written.push_str(&text[from..]);
        if update && written != text {
            std::fs::write(&path, written).unwrap();
        }
    }
    assert!(count > 0, "no cases in {}", folder.display());
    assert!(update || failures.is_empty(), "{failures}\nUPDATE=1 writes what came out; read the diff");
}

fn subjects(folder: &Path) -> Vec<PathBuf> {
    let listing = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut paths: Vec<PathBuf> =
        listing.filter(|path| path.extension().is_some_and(|ending| ending == "md")).collect();
    paths.sort();
    paths
}

/// Each expected block with what came out, and an empty place for findings that nobody expected.
fn answers(section: &Section, answer: &impl Fn(&Case, &str) -> String) -> Vec<(std::ops::Range<usize>, String)> {
    let name = &section.case.name;
    assert!(!section.case.files.is_empty(), "the case `{name}` has no input");
    assert!(!section.outputs.is_empty(), "the case `{name}` expects nothing");
    let line_ended = |text: String| if text.is_empty() { text } else { text.trim_end().to_owned() + "\n" };
    let outputs = section.outputs.iter();
    let mut answers: Vec<_> =
        outputs.map(|(name, block)| (block.clone(), line_ended(answer(&section.case, name)))).collect();
    if !section.outputs.iter().any(|(name, _)| name == "findings") {
        let findings = answer(&section.case, "findings");
        if !findings.is_empty() {
            answers.push((section.end..section.end, format!("\n```text findings\n{findings}\n```\n")));
        }
    }
    answers
}

fn report(out: &mut String, path: &Path, name: &str, expected: &str, actual: &str) {
    let file = path.file_name().unwrap_or_default().to_string_lossy();
    writeln!(out, "\n{file}: {name}\n--- expected\n{expected}--- found\n{actual}---").unwrap();
}

/// A case and where its expected outputs stand in the file.
struct Section {
    case: Case,
    outputs: Vec<(String, std::ops::Range<usize>)>,
    /// Behind its last block.
    end: usize,
}

fn sections(text: &str) -> Vec<Section> {
    let mut sections: Vec<Section> = Vec::new();
    let mut lines = text.split_inclusive('\n');
    let mut at = 0;
    while let Some(line) = lines.next() {
        at += line.len();
        if let Some(name) = line.strip_prefix("## ") {
            let case = Case { name: name.trim().to_owned(), files: Vec::new() };
            sections.push(Section { case, outputs: Vec::new(), end: at });
        }
        let fence = &line[..line.len() - line.trim_start_matches('`').len()];
        if fence.len() < 3 {
            continue;
        }
        let start = at;
        let close = lines.by_ref().find(|line| {
            at += line.len();
            line.trim_end() == fence
        });
        let close = close.unwrap_or_else(|| panic!("a fence is never closed: {line}"));
        let block = start..at - close.len();
        let Some(section) = sections.last_mut() else { continue };
        section.end = at;
        let name = line.split_whitespace().last().unwrap_or_default().trim_start_matches('`').to_owned();
        if name.contains(['.', '/']) {
            section.case.files.push(Source::new(name, &text[block]));
        } else {
            section.outputs.push((name, block));
        }
    }
    sections
}
