//! Writes the quotations of a folder of texts as JSON, for a scorer.
//!
//! `cargo run --release --example quotes_score -- FOLDER LANGUAGE OUT.json`: each text is a headline,
//! a blank line and the body; offsets count characters.
#![allow(clippy::print_stdout, missing_docs)]

use dateline::wire::quotes;
use std::ops::Range;
use std::path::PathBuf;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut args = std::env::args().skip(1);
    let folder = args.next().ok_or("a folder of texts")?;
    let language = args.next().ok_or("a language")?;
    let out = args.next().ok_or("an output file")?;
    let mut paths: Vec<PathBuf> =
        std::fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.path())).collect::<Result<_, _>>()?;
    paths.sort();
    let mut files = Vec::new();
    let (mut spent, mut bytes) = (std::time::Duration::ZERO, 0);
    for path in paths {
        let text = String::from_utf8_lossy(&std::fs::read(&path)?).into_owned();
        let paragraphs = paragraphs(&text);
        let body = paragraphs.get(1..).unwrap_or_default();
        let mut found = Vec::new();
        // The best of several runs, as other programs share the machine.
        spent += (0..5).fold(std::time::Duration::MAX, |best, _| {
            let start = std::time::Instant::now();
            found = quotes::find(&text, body, &language);
            best.min(start.elapsed())
        });
        bytes += text.len();
        let mut at = (0, 0);
        let mut characters = |byte: usize| {
            at = (byte, at.1 + text[at.0..byte].chars().count());
            at.1
        };
        let quotes: Vec<_> = found
            .iter()
            .map(|quote| {
                serde_json::json!({
                    "start": characters(quote.span.start), "end": characters(quote.span.end),
                    "text": &text[quote.span.clone()],
                    "speaker": quote.speaker.as_ref().map_or("", |speaker| speaker.name.as_str()),
                    "role": quote.speaker.as_ref().and_then(|speaker| speaker.role.as_deref()),
                    "how": quote.speaker.as_ref().map_or("", |speaker| speaker.how.as_str()),
                })
            })
            .collect();
        files
            .push(serde_json::json!({ "file": path.file_name().map(|name| name.to_string_lossy()), "quotes": quotes }));
    }
    std::fs::write(out, serde_json::to_string(&files)?)?;
    let per_story = spent.as_secs_f64() * 1e6 * 3500.0 / f64::from(u32::try_from(bytes)?);
    println!("{} files, {bytes} bytes, {spent:?}: {per_story:.1} µs for 3.5 kB", files.len());
    Ok(())
}

/// Paragraphs end with a blank line or before an indented line.
fn paragraphs(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let (mut start, mut at) = (0, 0);
    for line in text.split_inclusive('\n') {
        let blank = line.trim().is_empty();
        if blank || line.starts_with("  ") {
            if at > start {
                found.push(start..at);
            }
            start = at;
        }
        at += line.len();
        if blank {
            start = at;
        }
    }
    if at > start {
        found.push(start..at);
    }
    found.retain(|range| !text[range.clone()].trim().is_empty());
    found
}
