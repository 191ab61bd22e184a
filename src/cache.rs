//! What the last build wrote: the manifest of an output folder.
//!
//! It says which files are ours and what is in them, so that only those are ever replaced or
//! removed, and a file that has not changed is not written again. One line a file, sorted by path;
//! after them, what later builds changed, so that a small change of a large site writes little:
//!
//! ```text
//! dateline manifest 2
//! 0f1e…32 hex digits 5120 2026/02/07/ferries.html
//! end
//! 3a4b…32 hex digits 5130 2026/02/07/ferries.html
//! gone 2026/02/06/tides.html
//! end
//! ```

pub mod log;
pub mod raw;
pub mod store;

use foldhash::fast::RandomState;
use indexmap::IndexMap;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::Path;
use xxhash_rust::xxh3::{xxh3_64, xxh3_128};

/// The first line; another version is another file.
const HEAD: &str = "dateline manifest 2";
/// What closes the files of a build.
const END: &str = "end";

/// A file that we wrote.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// xxh3 of its bytes, 128 bits.
    #[serde(with = "raw")]
    pub hash: u128,
    /// How many bytes it has.
    pub len: u64,
}

impl Entry {
    /// The entry of bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self { hash: xxh3_128(bytes), len: bytes.len() as u64 }
    }

    /// A mark of the file that it is of. The sum of those of some files is a mark of these in any order, so
    /// that files that are known by their paths compare with files that are known by their keys.
    pub fn mark(self, key: Key) -> u64 {
        let mut bytes = [0; 40];
        bytes[..16].copy_from_slice(&key.0.to_le_bytes());
        bytes[16..32].copy_from_slice(&self.hash.to_le_bytes());
        bytes[32..].copy_from_slice(&self.len.to_le_bytes());
        xxh3_64(&bytes)
    }
}

/// A file by a hash of its path, for whoever need not keep the path.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Key(#[serde(with = "raw")] u128);

impl Key {
    /// The key of the file at a path.
    pub fn of(path: &str) -> Self {
        Self(xxh3_128(path.as_bytes()))
    }
}

/// The files that we wrote, by their paths in the output folder.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Manifest {
    /// The files, in no order that matters.
    pub files: IndexMap<Box<str>, Entry, RandomState>,
    /// How many lines later builds added to the text that it was read from.
    pub added: usize,
}

/// What a build changed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Changes {
    /// Files that are new or have other bytes.
    pub put: BTreeMap<String, Entry>,
    /// Files that are no more.
    pub gone: Vec<String>,
}

impl Changes {
    /// The changes as they are added to a manifest's text.
    pub fn print(&self) -> String {
        let mut text = String::new();
        self.put.iter().for_each(|(path, entry)| push_line(&mut text, path, *entry));
        for path in &self.gone {
            text.push_str(&format!("gone {path}\n"));
        }
        text.push_str("end\n");
        text
    }

    /// Reads changes as they were printed.
    pub fn parse(text: &str) -> Option<Self> {
        let mut changes = Self::default();
        for line in text.strip_suffix("end\n")?.lines() {
            match line.strip_prefix("gone ") {
                Some(path) => changes.gone.push(is_plain(path).then(|| path.to_owned())?),
                None => changes.put.extend(self::line(line).map(|(path, entry)| [(path.into(), entry)])?),
            }
        }
        Some(changes)
    }

    /// How many lines they are.
    pub fn len(&self) -> usize {
        self.put.len() + self.gone.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

impl Manifest {
    /// Reads a manifest. One that is damaged, or of another version, is none.
    pub fn parse(text: &str) -> Option<Self> {
        let mut lines = text.strip_suffix("end\n")?.lines();
        // The first version had no changes behind the files.
        matches!(lines.next()?, HEAD | "dateline manifest 1").then_some(())?;
        let files: Vec<&str> = lines.by_ref().take_while(|line| *line != END).collect();
        let mut manifest = Self::default();
        // A map that grows in steps would be filled twice over.
        manifest.files.reserve(files.len());
        for some in files.chunks(CHUNK) {
            let some: Vec<Option<(Box<str>, Entry)>> = some.par_iter().map(|file| line(file)).collect();
            for file in some {
                manifest.files.extend([file?]);
            }
        }
        for line in lines.filter(|line| *line != END) {
            manifest.added += 1;
            match line.strip_prefix("gone ") {
                Some(path) => drop(manifest.files.swap_remove(path)),
                None => manifest.files.extend([self::line(line)?]),
            }
        }
        Some(manifest)
    }

    /// The manifest that lies in an output folder; an empty one where there is none.
    pub fn lying_in(folder: &Path) -> Self {
        let text = fs::read_to_string(folder.join(".dateline/manifest")).ok();
        text.as_deref().and_then(Self::parse).unwrap_or_default()
    }

    /// The manifest as text.
    pub fn print(&self) -> String {
        self.chunks().collect()
    }

    /// The manifest as text, piece by piece: that of a large site takes much memory whole.
    pub fn chunks(&self) -> impl Iterator<Item = String> {
        let mut files: Vec<_> = self.files.iter().collect();
        files.sort_unstable_by_key(|(path, _)| *path);
        let mut files = files.into_iter().peekable();
        let chunks = std::iter::from_fn(move || {
            files.peek()?;
            let mut chunk = String::new();
            files.by_ref().take(CHUNK).for_each(|(path, entry)| push_line(&mut chunk, path, *entry));
            Some(chunk)
        });
        std::iter::once(format!("{HEAD}\n")).chain(chunks).chain([format!("{END}\n")])
    }

    /// A mark of what it says, whatever the order of its files.
    pub fn mark(&self) -> u64 {
        let files = (0..self.files.len()).into_par_iter().filter_map(|at| self.files.get_index(at));
        files.map(|(path, entry)| entry.mark(Key::of(path))).reduce(|| 0, u64::wrapping_add)
    }

    /// The manifest after a build.
    pub fn apply(&mut self, changes: &Changes) {
        self.files.extend(changes.put.iter().map(|(path, entry)| (path.as_str().into(), *entry)));
        for path in &changes.gone {
            self.files.swap_remove(path.as_str());
        }
    }
}

/// The part of a manifest's text that is whole: a build that was cut off may have left half a line.
pub fn whole_part(text: &str) -> &str {
    text.rfind("\nend\n").map_or("", |at| &text[..at + "\nend\n".len()])
}

/// Lines in a piece of a manifest's text, which is read and written piece by piece.
const CHUNK: usize = 4000;

fn push_line(text: &mut String, path: &str, entry: Entry) {
    // Into memory everything can be written.
    let _ = writeln!(text, "{:032x} {} {path}", entry.hash, entry.len);
}

fn line(line: &str) -> Option<(Box<str>, Entry)> {
    let (hash, rest) = line.split_at_checked(HASH)?;
    let (len, path) = rest.strip_prefix(' ')?.split_once(' ')?;
    let entry = Entry { hash: hex(hash)?, len: len.parse().ok()? };
    is_plain(path).then(|| (path.into(), entry))
}

/// Digits of a hash.
const HASH: usize = 32;

/// A number in hex digits, which there are a hundred thousand of.
fn hex(digits: &str) -> Option<u128> {
    let half = |digits: &[u8]| {
        digits.iter().try_fold(0u64, |number, digit| {
            let value = match digit {
                b'0'..=b'9' => digit - b'0',
                b'a'..=b'f' => digit - b'a' + 10,
                _ => return None,
            };
            Some(number << 4 | u64::from(value))
        })
    };
    let (high, low) = digits.as_bytes().split_at_checked(HASH / 2)?;
    Some(u128::from(half(high)?) << 64 | u128::from(half(low)?))
}

/// Whether a path stays in its folder; one from a damaged manifest must never lead out of it.
pub fn is_plain(path: &str) -> bool {
    let bytes = path.as_bytes();
    let [first, rest @ ..] = bytes else { return false };
    // A part that begins with a point, or is empty, is looked at as a whole; no other can lead anywhere. There
    // are a hundred thousand paths: without a branch in it, many bytes are looked at at once.
    let is_odd = |byte: u8| (byte == b'/') | (byte == b'.');
    let has_odd_part = bytes.iter().zip(rest).fold(is_odd(*first), |has, (a, b)| has | (*a == b'/') & is_odd(*b));
    let is_cut_off = bytes.iter().fold(false, |has, byte| has | (*byte == b'\n') | (*byte == 0));
    let parts_are_plain = || path.split('/').all(|part| !matches!(part, "" | "." | ".."));
    !is_cut_off && (!(has_odd_part || path.ends_with('/')) || parts_are_plain())
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
        for odd in ["../", "/", "a//", "./", "a/../", "a/.", "\0"] {
            assert_eq!(Manifest::parse(&text.replace("2026/", odd)).is_some(), odd == "a/.", "{odd}");
        }
        assert_eq!(Manifest::parse(&text.replace("manifest 2", "manifest 9")), None);
    }

    #[test]
    fn what_a_build_changed_is_added_and_read_with_the_rest() {
        let entry = |hash| Entry { hash, len: 5 };
        let mut manifest = Manifest::default();
        manifest.files.extend([("a".into(), entry(1)), ("b".into(), entry(2))]);
        let changes = Changes { put: [("a".to_owned(), entry(3))].into(), gone: vec!["b".into()] };
        assert_eq!(Changes::parse(&changes.print()), Some(changes.clone()));
        let text = manifest.print() + &changes.print();
        manifest.apply(&changes);
        assert_eq!(Manifest::parse(&text), Some(Manifest { added: 2, ..manifest.clone() }));
        // A part of a build counts for nothing.
        let cut = text.clone() + "0000";
        assert_eq!(Manifest::parse(&cut), None);
        assert_eq!(whole_part(&cut), text);
    }
}
