//! The shape of the tree: each module uses only what stands before it.
//!
//! `ARCHITECTURE.md` has the same table in words. A module that needs something from the right of
//! itself is in the wrong place, or the thing is.

use std::fs;
use std::path::{Path, PathBuf};

/// The modules, and what each may use. A row may use itself.
const MAY_USE: [(&str, &[&str]); 26] = [
    ("source", &[]),
    ("raw", &[]),
    ("diag", &["source"]),
    ("mime", &[]),
    ("http", &[]),
    ("world", &["source", "raw", "diag"]),
    ("config", &["source", "diag"]),
    ("document", &["source", "diag"]),
    ("wire", &["source", "diag", "document"]),
    ("picture", &[]),
    ("site", &["source", "raw", "config", "document", "picture"]),
    ("markdown", &["source", "diag"]),
    ("theme", &["source", "diag", "config"]),
    ("draw", &[]),
    ("routes", &["source", "diag", "config", "document", "picture", "site", "markdown", "theme"]),
    ("render", &["source", "diag", "config", "document", "picture", "site", "markdown", "theme", "draw", "routes"]),
    ("cache", &["source", "raw"]),
    ("writer", &["cache", "diag"]),
    (
        "build",
        &[
            "source", "raw", "diag", "world", "config", "document", "wire", "picture", "site", "markdown", "theme",
            "routes", "render", "cache", "writer",
        ],
    ),
    ("watch", &["source", "diag", "world"]),
    (
        "serve",
        &[
            "source", "diag", "mime", "world", "config", "document", "picture", "site", "routes", "render", "build",
            "watch",
        ],
    ),
    (
        "publish",
        &[
            "source", "diag", "world", "config", "document", "wire", "picture", "site", "markdown", "theme", "routes",
            "render", "cache", "writer", "build", "mime", "http",
        ],
    ),
    (
        "check",
        &[
            "source", "diag", "world", "config", "document", "wire", "picture", "site", "markdown", "theme", "routes",
            "render", "cache", "writer", "build", "mime", "http",
        ],
    ),
    (
        "cli",
        &[
            "source", "diag", "world", "config", "document", "wire", "picture", "site", "markdown", "theme", "routes",
            "render", "cache", "writer", "build", "watch", "serve", "publish", "check", "mime", "http",
        ],
    ),
    ("lib", &[]),
    ("main", &["cli"]),
];

#[test]
fn each_module_uses_only_what_stands_before_it() {
    let mut wrong = Vec::new();
    for file in rust_files(Path::new("src")) {
        let module = module(&file);
        let Some((_, allowed)) = MAY_USE.iter().find(|(name, _)| *name == module) else {
            panic!("`{}` belongs to no module of the table", file.display());
        };
        for (number, line) in fs::read_to_string(&file).unwrap().lines().enumerate() {
            for used in uses(line, &module).filter(|used| *used != module && !allowed.contains(used)) {
                wrong.push(format!("{}:{}: `{module}` uses `{used}`", file.display(), number + 1));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn only_the_command_line_prints_or_exits() {
    let speaks = ["println!", "eprintln!", "print!(", "process::exit", "io::stdout", "io::stderr"];
    let mut wrong = Vec::new();
    for file in rust_files(Path::new("src")).into_iter().filter(|file| module(file) != "cli") {
        for (number, line) in fs::read_to_string(&file).unwrap().lines().enumerate() {
            if speaks.iter().any(|word| line.contains(word)) && !line.trim_start().starts_with("//") {
                wrong.push(format!("{}:{}: {}", file.display(), number + 1, line.trim()));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn there_is_no_static_state() {
    let mut wrong = Vec::new();
    for file in rust_files(Path::new("src")) {
        for (number, line) in fs::read_to_string(&file).unwrap().lines().enumerate() {
            let line = line.trim_start();
            // A table that is made once, when it is first looked at, is no state: `LazyLock` may stand.
            let mutable = ["Mutex", "Atomic", "RefCell", "OnceLock", "RwLock"];
            let is_static =
                line.starts_with("static ") || line.starts_with("pub static ") || line.contains("thread_local!");
            if is_static && (mutable.iter().any(|word| line.contains(word)) || line.contains("thread_local!")) {
                wrong.push(format!("{}:{}: {line}", file.display(), number + 1));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// The modules that a line names as `crate::module`, or in `main`, which is a crate of its own, as
/// `dateline::module`.
fn uses<'a>(line: &'a str, module: &str) -> impl Iterator<Item = &'a str> {
    let code = if line.trim_start().starts_with("//") { "" } else { line };
    [if module == "main" { "dateline::" } else { "crate::" }].into_iter().flat_map(move |root| {
        code.match_indices(root).filter_map(move |(at, _)| {
            let rest = &code[at + root.len()..];
            let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(rest.len());
            Some(&rest[..end]).filter(|name| !name.is_empty())
        })
    })
}

/// The module that a file belongs to: the first part of its path below `src`.
fn module(file: &Path) -> String {
    let first = file.components().nth(1).unwrap().as_os_str().to_str().unwrap();
    first.trim_end_matches(".rs").to_owned()
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            files.push(path);
        }
    }
    files.sort();
    files
}
