//! A desk with a destination.

use crate::desk::{Answer, BOOK, Desk, tree};
use std::collections::BTreeMap;
use std::process::Command;

/// A desk whose `book.toml` names one destination, with these lines under `[publish.web]`.
pub(crate) fn room(lines: &str) -> Desk {
    let desk = Desk::empty();
    desk.file("book.toml", format!("{BOOK}\n[publish.web]\nverify = false\n{lines}\n"));
    desk.story("harbour/ferries.md", "Ferries resume", "2026-02-07 14:30", "tags: [ferries]\n", "The ferries run.");
    desk.story("land/kites.md", "Kites fly", "2026-02-06", "", "High above the land.");
    desk.file("content/about.md", "---\ntitle: About us\n---\n\nWe are a test.\n");
    desk
}

/// A publication that the test starts and ends.
pub(crate) fn start(desk: &Desk) -> Command {
    let mut command = Command::new(assert_cmd::cargo::cargo_bin("dateline"));
    command.args(["publish", "--yes", "--quiet"]).current_dir(desk.path("."));
    command
}

/// Publishes, and expects that nothing is wrong.
pub(crate) fn publish(desk: &Desk) -> Answer {
    publish_with(desk, &[])
}

pub(crate) fn publish_with(desk: &Desk, args: &[&str]) -> Answer {
    let answer = desk.run(&[&["publish", "--yes"], args].concat());
    assert_eq!(answer.code, 0, "{}{}", answer.stdout, answer.stderr);
    answer
}

/// The site as it was built, which is what has to stand at the destination.
pub(crate) fn built(desk: &Desk) -> BTreeMap<String, Vec<u8>> {
    desk.site()
}

/// A tree as it stands at a destination, by path in the project.
pub(crate) fn standing(desk: &Desk, path: &str) -> BTreeMap<String, Vec<u8>> {
    tree(&desk.path(path))
}

/// Names that are hard on whoever quotes, escapes or counts: files of others beside the site.
pub(crate) fn hard_names() -> Vec<String> {
    let mut names: Vec<String> = [
        "with space.png",
        "ünïcode ☃ 🦆.png",
        "100%.png",
        "100%25.png",
        "a#b.png",
        "a?b&c=d.png",
        "quote'\"`$(touch x).png",
        "-rf.png",
        "*.png",
        "[x].png",
        "back\\slash.png",
        "a;b|c.png",
        "folder with space/#1/inner file.png",
    ]
    .map(str::to_owned)
    .into();
    names.push("x".repeat(251) + ".png");
    names.push("é".repeat(125) + "x.png");
    names
}

/// The plan of a dry run, as JSON.
pub(crate) fn plan(desk: &Desk, args: &[&str]) -> serde_json::Value {
    let answer = desk.run(&[&["publish", "--dry-run", "--json"], args].concat());
    assert_eq!(answer.code, 0, "{}{}", answer.stdout, answer.stderr);
    serde_json::from_str(&answer.stdout).unwrap()
}

/// How many entries of the plan have a word: `new`, `changed`, `again`, `gone`.
pub(crate) fn count(plan: &serde_json::Value, word: &str) -> usize {
    plan["plan"][word].as_array().unwrap().len()
}
