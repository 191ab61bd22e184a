//! The guide's recipes, as far as they can be tried here: their commands are there, their settings are
//! read, their workflows are YAML.

use crate::desk::{BOOK, Desk};
use std::collections::BTreeMap;
use std::fs;

/// Every fenced block of the guide, with its page and its language.
fn blocks() -> Vec<(String, String, String)> {
    let mut pages: Vec<_> = fs::read_dir("docs").unwrap().map(|entry| entry.unwrap().path()).collect();
    pages.push("README.md".into());
    pages.retain(|page| page.extension().is_some_and(|ending| ending == "md"));
    let mut blocks = Vec::new();
    for page in pages {
        let text = fs::read_to_string(&page).unwrap();
        // Every other piece between fences is a block; its first line names its language.
        for block in text.split("\n```").skip(1).step_by(2) {
            let (language, body) = block.split_once('\n').unwrap_or((block, ""));
            blocks.push((page.display().to_string(), language.to_owned(), body.to_owned()));
        }
    }
    blocks
}

fn of_language(wanted: &str) -> Vec<(String, String)> {
    let of = blocks().into_iter().filter(|(_, language, _)| language == wanted);
    of.map(|(page, _, body)| (page, body)).collect()
}

#[test]
fn every_command_and_option_that_the_guide_types_is_there() {
    let desk = Desk::empty();
    let mut helps: BTreeMap<String, String> = BTreeMap::new();
    let mut tried = 0;
    for (page, body) in of_language("sh").into_iter().chain(of_language("yaml")) {
        for line in body.lines() {
            let line = line.split(" #").next().unwrap_or_default();
            let Some((_, typed)) = line.rsplit_once("dateline ").filter(|(before, _)| !names_the_program(before))
            else {
                continue;
            };
            let mut words = typed.split_whitespace().take_while(|word| !matches!(*word, ">" | "|" | "&&"));
            let command = words.next().unwrap().to_owned();
            let help = helps.entry(command.clone()).or_insert_with(|| {
                let answer = desk.run(&[&command, "--help"]);
                assert_eq!(answer.code, 0, "{page}: `{line}`: {}", answer.stderr);
                answer.stdout
            });
            for option in words.filter(|word| word.starts_with("--")) {
                let name = option.split('=').next().unwrap();
                assert!(help.contains(name), "{page}: `{line}`: there is no `{name}`");
            }
            tried += 1;
        }
    }
    assert!(tried > 10, "the guide types {tried} commands");
}

/// Whether what follows is the program's name and no call of it: `cargo run …`, `benches/preview.py …/dateline`.
fn names_the_program(before: &str) -> bool {
    before.contains("cargo") || before.starts_with("benches/")
}

#[test]
fn every_workflow_of_the_guide_is_yaml() {
    let workflows = of_language("yaml");
    assert!(workflows.len() > 2);
    for (page, body) in workflows {
        for event in saphyr_parser::Parser::new_from_str(&body) {
            event.unwrap_or_else(|error| panic!("{page}: {error}\n{body}"));
        }
    }
}

#[test]
fn every_destination_of_the_guide_is_read() {
    let mut book = String::from(BOOK);
    let mut count = 0;
    for (page, body) in of_language("toml") {
        if !page.ends_with("publish.md") {
            continue;
        }
        // A block may show several places; each begins with its `to`.
        for piece in body.split("to = ").skip(1) {
            let keys: String =
                piece.lines().filter(|line| !line.starts_with('[')).map(|line| format!("{line}\n")).collect();
            count += 1;
            book.push_str(&format!("\n[publish.n{count}]\nto = {keys}"));
        }
    }
    assert!(count > 7, "the guide names {count} places");
    let desk = Desk::new();
    desk.file("book.toml", &book);
    let answer = desk.run(&["check"]);
    assert_eq!(answer.code, 0, "{}\n{book}", answer.stderr);
}
