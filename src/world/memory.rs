//! A world for tests: a map of paths to bytes.

use super::{File, Listing, World, is_aside};
use jiff::Timestamp;
use std::collections::BTreeMap;
use std::io;

/// A project in memory.
#[derive(Debug, Clone, Default)]
pub struct Memory {
    files: BTreeMap<String, Vec<u8>>,
    now: Timestamp,
}

impl Memory {
    /// An empty project as of `now`.
    pub fn new(now: Timestamp) -> Self {
        Self { files: BTreeMap::new(), now }
    }

    /// The same project with one file more, or another text for it.
    #[must_use]
    pub fn with(mut self, path: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Self {
        self.files.insert(path.into(), bytes.into());
        self
    }

    /// The same project without a file.
    #[must_use]
    pub fn without(mut self, path: &str) -> Self {
        self.files.remove(path);
        self
    }
}

impl World for Memory {
    fn read(&self, path: &str) -> io::Result<Vec<u8>> {
        self.files.get(path).cloned().ok_or_else(|| io::Error::from(io::ErrorKind::NotFound))
    }

    fn files(&self, folder: &str) -> Listing {
        let below = format!("{folder}/");
        let is_below =
            |path: &str| path.strip_prefix(&below).is_some_and(|rest| rest.split('/').all(|part| !is_aside(part)));
        let listed = |path: &&String| *path == folder || is_below(path);
        let files = self.files.keys().filter(listed).map(|path| File {
            path: path.clone(),
            size: self.files[path].len() as u64,
            modified: None,
            stamp: None,
        });
        let files: Vec<File> = files.collect();
        Listing { is_missing: files.is_empty(), files, ..Listing::default() }
    }

    fn now(&self) -> Timestamp {
        self.now
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_lists_what_is_below_it_and_no_backups() {
        let world = Memory::new(Timestamp::UNIX_EPOCH)
            .with("content/b/two.md", "")
            .with("content/.git/x", "")
            .with("content/one.txt~", "")
            .with("contents/no.txt", "")
            .with("content/a.txt", "");
        let paths: Vec<_> = world.files("content").files.into_iter().map(|file| file.path).collect();
        assert_eq!(paths, ["content/a.txt", "content/b/two.md"]);
    }
}
