//! Front matter of a usual size, by each of its readers.

use dateline::document::{self, fields, toml, yaml};
use dateline::source::Source;
use divan::{Bencher, black_box};

const YAML: &str = "\
title: Harbour council approves night ferries after a two-year trial
description: \"Boats will cross until two in the morning on weekdays: fares stay as they are.\"
date: 2026-02-07T14:30:00+01:00
updated: 2026-02-07T18:05:00+01:00
section: city
tags: [ferry, harbour, council, \"night transport\"]
authors:
  - Ana Reis
  - Tom Bell
location: Harbour Town
agency: Harbour News
source: https://example.org/releases/night-ferries
slug: night-ferries-approved
aliases:
  - /2026/02/ferries.html
language: en
image: /pictures/night-ferry.jpg
";

fn main() {
    divan::main();
}

fn source() -> Source {
    Source::new("content/a.md", YAML)
}

fn toml_source() -> Source {
    let quoted = |value: &str| format!("\"{}\"", value.trim_matches('"'));
    let mut text = String::new();
    for line in YAML.lines() {
        match line.split_once(": ") {
            Some((key, list)) if list.starts_with('[') => {
                let items: Vec<String> = list.trim_matches(['[', ']']).split(", ").map(quoted).collect();
                text += &format!("{key} = [{}]\n", items.join(", "));
            }
            Some((key, time)) if time.starts_with("2026") => text += &format!("{key} = {time}\n"),
            Some((key, value)) => text += &format!("{key} = {}\n", quoted(value)),
            None => text += &line.strip_suffix(':').map_or_else(String::new, |key| format!("{key} = [\"Ana Reis\"]\n")),
        }
    }
    Source::new("content/a.md", text)
}

#[divan::bench]
fn yaml_plain(bencher: Bencher<'_, '_>) {
    let source = source();
    bencher.bench(|| yaml::read(black_box(&source), 0..YAML.len()));
}

#[divan::bench]
fn yaml_in_full(bencher: Bencher<'_, '_>) {
    let source = source();
    bencher.bench(|| yaml::read_in_full(black_box(&source), 0..YAML.len()));
}

#[divan::bench]
fn toml_tree(bencher: Bencher<'_, '_>) {
    let source = toml_source();
    let span = 0..source.text().len();
    bencher.bench(|| toml::read(black_box(&source), span.clone()));
}

#[divan::bench]
fn checked_fields(bencher: Bencher<'_, '_>) {
    let source = source();
    let node = yaml::read(&source, 0..YAML.len()).value;
    bencher
        .with_inputs(|| node.clone())
        .bench_values(|node| fields::read(black_box(&source), node, fields::Manner::FrontMatter));
}

#[divan::bench]
fn whole_document(bencher: Bencher<'_, '_>) {
    let source = Source::new("content/a.md", format!("---\n{YAML}---\n\nWords.\n"));
    assert!(document::read(&source).findings.is_empty());
    bencher.bench(|| document::read(black_box(&source)));
}

#[divan::bench]
fn printed(bencher: Bencher<'_, '_>) {
    let document = document::read(&Source::new("content/a.md", format!("---\n{YAML}---\n\nWords.\n"))).value;
    bencher.bench(|| document::print(black_box(&document)));
}
