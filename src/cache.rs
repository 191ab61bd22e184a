//! What the last build wrote: the manifest of an output folder.
//!
//! It says which files are ours and what is in them, so that only those are ever replaced or
//! removed, and a file that has not changed is not written again. One line a file, sorted by path:
//!
//! ```text
//! dateline manifest 1
//! 0f1e…32 hex digits 5120 2026/02/07/ferries.html
//! ```

pub mod log;

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The first line; another version is another file.
const HEAD: &str = "dateline manifest 1";

/// A file that we wrote.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// xxh3 of its bytes, 128 bits.
    pub hash: u128,
    /// How many bytes it has.
    pub len: u64,
}

/// The files that we wrote, by their paths in the output folder.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Manifest {
    /// The files.
    pub files: BTreeMap<String, Entry>,
}

impl Manifest {
    /// Reads a manifest. One that is damaged, or of another version, is none.
    pub fn parse(text: &str) -> Option<Self> {
        let mut lines = text.strip_suffix("end\n")?.lines();
        (lines.next()? == HEAD).then_some(())?;
        let files = lines.map(line).collect::<Option<_>>()?;
        Some(Self { files })
    }

    /// The manifest as text.
    pub fn print(&self) -> String {
        let mut text = format!("{HEAD}\n");
        for (path, entry) in &self.files {
            text.push_str(&format!("{:032x} {} {path}\n", entry.hash, entry.len));
        }
        text.push_str("end\n");
        text
    }
}

fn line(line: &str) -> Option<(String, Entry)> {
    let (hash, rest) = line.split_once(' ')?;
    let (len, path) = rest.split_once(' ')?;
    let entry = Entry { hash: u128::from_str_radix(hash, 16).ok()?, len: len.parse().ok()? };
    is_plain(path).then(|| (path.to_owned(), entry))
}

/// Whether a path stays in its folder; one from a damaged manifest must never lead out of it.
pub fn is_plain(path: &str) -> bool {
    !path.is_empty() && path.split('/').all(|part| !matches!(part, "" | "." | "..")) && !path.contains(['\n', '\0'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_manifest_reads_as_it_was_printed_and_a_damaged_one_is_none() {
        let mut manifest = Manifest::default();
        manifest.files.insert("2026/a b.html".into(), Entry { hash: 1, len: 5 });
        let text = manifest.print();
        assert_eq!(Manifest::parse(&text), Some(manifest));
        assert_eq!(Manifest::parse(&text[..text.len() - 6]), None);
        assert_eq!(Manifest::parse(&text.replace("2026/", "../")), None);
        assert_eq!(Manifest::parse(&text.replace("manifest 1", "manifest 9")), None);
    }
}
