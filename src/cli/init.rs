//! `dateline init`.

use super::args::Init;
use super::{Exit, Failed, say};
use std::fs;
use std::path::Path;

macro_rules! starter {
    ($($path:literal),* $(,)?) => {
        &[$(($path, include_str!(concat!("../starter/", $path)))),*]
    };
}

/// The starter site, compiled in.
const FILES: &[(&str, &str)] = starter![
    ".gitignore",
    "book.toml",
    "content/about.md",
    "content/town/2026-11-16-footbridge.txt",
    "content/town/2026-11-18-clock-tower.txt",
    "content/weather/2026-11-17-rain-gauge.md",
    "themes/own/theme.toml",
    "themes/own/templates/base.html",
];

/// Makes a site in a folder; files that are there already stay as they are.
pub(super) fn run(args: &Init) -> Result<Exit, Failed> {
    let root = &args.folder;
    if root.join("book.toml").exists() {
        return Err(Failed::new(format!("`{}` has a `book.toml` already", root.display()))
            .help("name another folder: `dateline init DIR`"));
    }
    for (path, text) in FILES {
        let text = if *path == "book.toml" { titled(text, args.title.as_deref()) } else { (*text).to_owned() };
        write_new(&root.join(path), &text)?;
    }
    let name = root.display();
    say::line(&format!("made a site in `{name}`; see it with:"));
    say::line(&format!("  dateline build {name}"));
    Ok(Exit::Done)
}

/// `book.toml` with another title.
fn titled(book: &str, title: Option<&str>) -> String {
    let Some(title) = title else { return book.to_owned() };
    let line = |line: &str| match line.strip_prefix("title = ") {
        Some(_) => format!("title = {}", toml::Value::from(title)),
        None => line.to_owned(),
    };
    // Only the site's own title: sections have titles too.
    match book.split_once("\n[site]") {
        Some((book, rest)) => format!("{}\n[site]{rest}", book.lines().map(line).collect::<Vec<_>>().join("\n")),
        None => book.to_owned(),
    }
}

fn write_new(path: &Path, text: &str) -> Result<(), Failed> {
    if path.exists() {
        return Ok(());
    }
    let made = path.parent().map_or(Ok(()), fs::create_dir_all).and_then(|()| fs::write(path, text));
    made.map_err(|error| Failed::new(format!("cannot write `{}`: {error}", path.display())))
}
