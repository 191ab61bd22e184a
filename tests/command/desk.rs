//! A project in a folder of its own, and the program run over it.

use assert_cmd::Command;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// A project.
pub(crate) struct Desk {
    folder: TempDir,
}

/// What a run answered.
pub(crate) struct Answer {
    pub(crate) code: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

/// The settings of a site that has an address, so that every kind of output is made.
pub(crate) const BOOK: &str = r#"
[book]
title = "The Test Wire"
[site]
base-url = "https://wire.example/"
"#;

impl Desk {
    /// A project without copy.
    pub(crate) fn new() -> Self {
        let desk = Self::empty();
        desk.file("book.toml", BOOK);
        fs::create_dir_all(desk.path("content")).unwrap();
        desk
    }

    /// A folder without anything.
    pub(crate) fn empty() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    /// Writes a file of the project.
    pub(crate) fn file(&self, path: &str, text: impl AsRef<[u8]>) -> &Self {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
        self
    }

    /// Writes a Markdown story under `content/`.
    pub(crate) fn story(&self, path: &str, title: &str, date: &str, more: &str, body: &str) -> &Self {
        let text = format!("---\ntitle: {title}\ndate: {date}\n{more}---\n\n{body}\n");
        self.file(&format!("content/{path}"), text)
    }

    pub(crate) fn remove(&self, path: &str) -> &Self {
        fs::remove_file(self.path(path)).unwrap();
        self
    }

    pub(crate) fn run(&self, args: &[&str]) -> Answer {
        let output =
            Command::cargo_bin("dateline").unwrap().current_dir(self.folder.path()).args(args).output().unwrap();
        Answer {
            code: output.status.code().expect("the program was not killed"),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// Builds, and expects that nothing is wrong.
    pub(crate) fn build(&self) -> Answer {
        self.build_with(&[])
    }

    pub(crate) fn build_with(&self, args: &[&str]) -> Answer {
        let answer = self.run(&[&["build"], args].concat());
        assert_eq!(answer.code, 0, "{}{}", answer.stdout, answer.stderr);
        answer
    }

    /// A page of the site.
    pub(crate) fn page(&self, path: &str) -> String {
        let file = self.path("public").join(path);
        fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
    }

    pub(crate) fn has(&self, path: &str) -> bool {
        self.path("public").join(path).exists()
    }

    /// Builds, and expects the site that a first build makes.
    pub(crate) fn is_as_a_first_build(&self, what: &str) {
        self.build();
        let site = self.site();
        self.build_with(&["--force", "--out", "clean"]);
        let clean = tree(&self.path("clean"));
        let differ: Vec<_> = clean.keys().filter(|path| clean.get(*path) != site.get(*path)).collect();
        assert!(differ.is_empty() && clean.len() == site.len(), "{what}: {differ:?}");
    }

    /// Every file of the site but the program's own.
    pub(crate) fn site(&self) -> BTreeMap<String, Vec<u8>> {
        tree(&self.path("public"))
    }
}

/// Every file below a folder, without the program's own. What goes while it is read is not there.
pub(crate) fn tree(root: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut folders = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in still_there(fs::read_dir(folder)).into_iter().flatten() {
            let path = entry.unwrap().path();
            let name = path.strip_prefix(root).unwrap().to_str().unwrap().to_owned();
            match path.is_dir() {
                true if name != ".dateline" => folders.push(path),
                true => {}
                false => files.extend(still_there(fs::read(path)).map(|bytes| (name, bytes))),
            }
        }
    }
    files
}

fn still_there<T>(read: std::io::Result<T>) -> Option<T> {
    match read {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => None,
        read => Some(read.unwrap()),
    }
}
