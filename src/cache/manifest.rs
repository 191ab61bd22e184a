//! What the last build wrote: the manifest of an output folder.
//!
//! It says which files are ours and what is in them, so that only those are ever replaced or
//! removed, and a file that has not changed is not written again. One line a file, sorted by path;
//! after them, what later builds changed, so that a small change of a large site writes little. A hash
//! ends what a build wrote:
//!
//! ```text
//! dateline manifest 3
//! 0f1e…32 hex digits 5120 2026/02/07/ferries.html
//! end 16 hex digits
//! 3a4b…32 hex digits 5130 2026/02/07/ferries.html
//! gone 2026/02/06/tides.html
//! end 16 hex digits
//! ```
//!
//! In memory it stays that text. Of most files no build asks more than whether they stand as they were left, so
//! a line is read when it is asked for.

use super::{Changes, Entry, Key, is_plain};
use memchr::memchr;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::Path;
use xxhash_rust::xxh3::{xxh3_64, xxh3_64_with_seed};

/// The first line; another version is another file.
const HEAD: &str = "dateline manifest 3\n";
/// The first lines of versions that had no hashes at their ends. They are read, and written anew as this one.
const UNSEALED: [&str; 2] = ["dateline manifest 2\n", "dateline manifest 1\n"];
/// About as long as the shortest line of a file is; so much room for lines is made at once.
const LINE: usize = 64;
/// What few lines are longer than.
const LONG: usize = 128;
/// What a line begins with that closes the files of a build.
pub(super) const END: &str = "end";
/// What a line begins with of a file that is no more.
pub(super) const GONE: &str = "gone ";

/// Digits of the hash of a file.
const HASH: usize = 32;
/// Lines that were added to a manifest may be one of so many.
const ADDED_AT_MOST: usize = 4;

/// The files that we wrote, by their paths in the output folder.
#[derive(Debug, Clone)]
pub struct Manifest {
    text: String,
    read: Read,
}

/// What was read of a manifest's text.
#[derive(Debug, Clone, Default)]
struct Read {
    /// Where the line of each file begins, sorted by path.
    lines: Vec<usize>,
    /// How many lines later builds added.
    added: usize,
    /// A hash of the hashes at the ends.
    mark: u64,
}

impl Default for Manifest {
    fn default() -> Self {
        Self::of(std::iter::empty::<(&str, Entry)>())
    }
}

impl Manifest {
    /// Reads a manifest. One that is damaged, or of another version, is none.
    pub fn parse(text: String) -> Option<Self> {
        if let Some(lines) = UNSEALED.into_iter().find_map(|head| text.strip_prefix(head)) {
            let (files, are_whole) = line_by_line(lines.strip_suffix("end\n")?);
            return are_whole.then(|| Self::of(files.into_iter()));
        }
        sealed(&text).map(|read| Self { text, read })
    }

    /// Reads a manifest, or of a damaged one every line that is whole. Each says of one file that we wrote it, and what
    /// stands there is compared with it before it is replaced; without them, no build could write there any more.
    pub fn saved(text: String) -> Self {
        if let Some(read) = sealed(&text) {
            return Self { text, read };
        }
        let mut saved = Self::of(line_by_line(&text).0.into_iter());
        // So that it is written anew with the next change.
        saved.read.added = saved.len();
        saved
    }

    /// Reads a manifest of a length, with room for what is added to it. One that is damaged is none.
    pub fn read(mut from: impl std::io::Read, len: u64) -> Option<Self> {
        let len = usize::try_from(len).ok()?;
        let mut text = String::with_capacity(len + room(len));
        from.read_to_string(&mut text).ok()?;
        Self::parse(text)
    }

    /// The manifest of files, which are sorted by path.
    pub fn of<P: AsRef<str>>(files: impl Iterator<Item = (P, Entry)>) -> Self {
        // Room that is not used costs nothing, and to move a text that grows takes as much again.
        let count = files.size_hint().0;
        let (mut text, mut lines) = (String::with_capacity((count + 1) * LONG), Vec::with_capacity(count));
        text.push_str(HEAD);
        for (path, entry) in files {
            lines.push(text.len());
            push_line(&mut text, path.as_ref(), entry);
        }
        let seal = seal(&text);
        push_end(&mut text, seal);
        Self { text, read: Read { lines, added: 0, mark: after(0, seal) } }
    }

    /// The manifest that lies in an output folder; an empty one where there is none.
    pub fn lying_in(folder: &Path) -> Self {
        let text = fs::read(folder.join(".dateline/manifest")).unwrap_or_default();
        Self::saved(String::from_utf8_lossy(&text).into_owned())
    }

    /// The manifest as text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// How many files there are.
    pub fn len(&self) -> usize {
        self.read.lines.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.read.lines.is_empty()
    }

    /// The place of a file among all, which are sorted by path.
    pub fn place(&self, path: &str) -> Option<usize> {
        self.read.place(&self.text, path).ok()
    }

    /// What a file holds.
    pub fn get(&self, path: &str) -> Option<Entry> {
        self.place(path).and_then(|place| self.at(place)).map(|(_, entry)| entry)
    }

    /// The file at a place.
    pub fn at(&self, place: usize) -> Option<(&str, Entry)> {
        file(line_at(&self.text, *self.read.lines.get(place)?))
    }

    /// The path and the length in bytes of the file at a place, for whoever asks no more of it.
    pub fn length_at(&self, place: usize) -> Option<(&str, u64)> {
        let (_, len, path) = parts(line_at(&self.text, *self.read.lines.get(place)?))?;
        Some((path, len.parse().ok()?))
    }

    /// The files, sorted by path.
    pub fn files(&self) -> impl Iterator<Item = (&str, Entry)> {
        self.read.lines.iter().filter_map(|line| file(line_at(&self.text, *line)))
    }

    /// A mark of its text: where that of two manifests is the same, so are all files.
    pub fn mark(&self) -> u64 {
        self.read.mark
    }

    /// A mark of its files, whatever its text: the sum of the marks of all entries.
    pub fn mark_of_files(&self) -> u64 {
        let files = (0..self.len()).into_par_iter().filter_map(|place| self.at(place));
        files.map(|(path, entry)| entry.mark(Key::of(path))).reduce(|| 0, u64::wrapping_add)
    }

    /// Whether with some changes so much of its text is out of date that it is better written anew.
    pub fn is_stale_with(&self, changes: &Changes) -> bool {
        (self.read.added + changes.len()) * ADDED_AT_MOST > self.len()
    }

    /// The manifest after a build, whose changes are added to the text.
    #[must_use]
    pub fn after(mut self, changes: &Changes) -> Self {
        if !changes.is_empty() {
            let (start, added) = (self.text.len(), changes.print());
            if self.text.capacity() < start + added.len() {
                self.text.reserve_exact(added.len().max(room(start)));
            }
            self.text.push_str(&added);
            self.read.on(&self.text, start, start);
        }
        self
    }

    /// The same files in a text made anew.
    #[must_use]
    pub fn anew(&self) -> Self {
        Self::of(self.files())
    }
}

impl Read {
    /// Reads what builds wrote, where the first of them begins at `start` and its lines at `at`; whether it is
    /// as they wrote it. What the first build of all wrote is sorted.
    fn on(&mut self, text: &str, mut start: usize, mut at: usize) -> bool {
        let mut changed = BTreeMap::new();
        while let Some(line) = text.get(at..).and_then(|rest| Some(&rest[..memchr(b'\n', rest.as_bytes())?])) {
            let next = at + line.len() + 1;
            if let Some(end) = line.strip_prefix(END) {
                let seal = seal(&text[start..at]);
                if !is_end(end, seal) {
                    return false;
                }
                self.mark = after(self.mark, seal);
                start = next;
            } else if start == 0 {
                self.lines.push(at);
            } else {
                self.added += 1;
                match line.strip_prefix(GONE) {
                    Some(path) => changed.insert(path, None),
                    None => changed.insert(path_of(line), Some(at)),
                };
            }
            at = next;
        }
        if !changed.is_empty() {
            self.change(text, changed);
        }
        start == text.len()
    }

    /// Takes in which lines stand for files from now on, and which files are no more.
    fn change(&mut self, text: &str, changed: BTreeMap<&str, Option<usize>>) {
        let mut lines = Vec::with_capacity(self.lines.len() + changed.len());
        let mut from = 0;
        for (path, line) in changed {
            let (place, next) = match self.place(text, path) {
                Ok(place) => (place, place + 1),
                Err(place) => (place, place),
            };
            lines.extend_from_slice(&self.lines[from..place]);
            lines.extend(line);
            from = next;
        }
        lines.extend_from_slice(&self.lines[from..]);
        self.lines = lines;
    }

    fn place(&self, text: &str, path: &str) -> Result<usize, usize> {
        self.lines.binary_search_by(|line| path_of(line_at(text, *line)).cmp(path))
    }
}

/// Reads a text that ends with a hash of all that it says; nothing where it is not as it was written.
fn sealed(text: &str) -> Option<Read> {
    let mut read = Read { lines: Vec::with_capacity(text.len() / LINE), ..Read::default() };
    (text.starts_with(HEAD) && read.on(text, 0, HEAD.len())).then_some(read)
}

/// The files of lines that no hash vouches for, each looked at by itself, and whether all of the lines are whole.
fn line_by_line(text: &str) -> (BTreeMap<&str, Entry>, bool) {
    let (mut files, mut are_whole) = (BTreeMap::new(), true);
    for line in text.lines() {
        match (line.strip_prefix(GONE), file(line).filter(|(path, _)| is_plain(path))) {
            (Some(path), _) => drop(files.remove(path)),
            (None, Some((path, entry))) => drop(files.insert(path, entry)),
            (None, None) => are_whole &= line == END,
        }
    }
    (files, are_whole)
}

/// The part of a manifest's text that is whole: a build that was cut off may have left half a line.
pub fn whole_part(text: &str) -> &str {
    let lines = &text[..text.rfind('\n').map_or(0, |last| last + 1)];
    let after_last = |end: usize| lines[end + 1..].find('\n').map(|rest| end + 1 + rest + 1);
    lines.rfind("\nend").and_then(after_last).map_or("", |end| &lines[..end])
}

/// How much room a text of a length is given at once to grow: it is not to be moved at each save, nor to take much
/// more than it needs.
fn room(len: usize) -> usize {
    len / 32 + 4096
}

/// The line that begins at a place.
fn line_at(text: &str, at: usize) -> &str {
    let rest = text.get(at..).unwrap_or_default();
    &rest[..memchr(b'\n', rest.as_bytes()).unwrap_or(rest.len())]
}

/// The hash, the length and the path of a file's line, as they are written.
fn parts(line: &str) -> Option<(&str, &str, &str)> {
    let (hash, rest) = line.split_at_checked(HASH)?;
    let rest = rest.strip_prefix(' ')?;
    // A length has few digits, so no search for the space is worth its preparation.
    let len = rest.bytes().position(|byte| byte == b' ')?;
    Some((hash, &rest[..len], &rest[len + 1..]))
}

fn path_of(line: &str) -> &str {
    parts(line).map_or("", |(_, _, path)| path)
}

/// The file of a line.
pub(super) fn file(line: &str) -> Option<(&str, Entry)> {
    let (hash, len, path) = parts(line)?;
    let is_hex = hash.bytes().all(|digit| matches!(digit, b'0'..=b'9' | b'a'..=b'f'));
    let hash = is_hex.then(|| u128::from_str_radix(hash, 16).ok()).flatten()?;
    Some((path, Entry { hash, len: len.parse().ok()? }))
}

/// Adds the line of a file.
pub(super) fn push_line(text: &mut String, path: &str, entry: Entry) {
    // Into memory everything can be written.
    let _ = writeln!(text, "{:032x} {} {path}", entry.hash, entry.len);
}

/// Adds what ends the lines of a build.
pub(super) fn push_end(text: &mut String, seal: u64) {
    let _ = writeln!(text, "{END} {seal:016x}");
}

/// A hash of what a build wrote.
pub(super) fn seal(text: &str) -> u64 {
    xxh3_64(text.as_bytes())
}

/// Whether what follows [`END`] is a hash.
pub(super) fn is_end(end: &str, seal: u64) -> bool {
    end.strip_prefix(' ') == Some(&format!("{seal:016x}"))
}

/// A mark of all that builds wrote, after one more of them.
fn after(mark: u64, seal: u64) -> u64 {
    xxh3_64_with_seed(&seal.to_le_bytes(), mark)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::collection::{btree_map, vec};
    use proptest::prelude::*;

    fn entry(hash: u128) -> Entry {
        Entry { hash, len: 5 }
    }

    fn files(manifest: &Manifest) -> Vec<(&str, Entry)> {
        manifest.files().collect()
    }

    #[test]
    fn a_manifest_reads_as_it_was_printed_and_a_damaged_one_is_none() {
        let manifest = Manifest::of([("2026/a b.html", entry(1)), ("c", entry(2))].into_iter());
        let text = manifest.text();
        let read = Manifest::parse(text.to_owned()).unwrap();
        assert_eq!((files(&read), read.mark()), (files(&manifest), manifest.mark()));
        assert_eq!(read.get("c"), Some(entry(2)));
        for at in 0..text.len() {
            assert!(Manifest::parse(text[..at].to_owned()).is_none(), "cut at {at}");
            let mut damaged = text.as_bytes().to_vec();
            damaged[at] ^= 1;
            let damaged = String::from_utf8(damaged).unwrap();
            assert!(Manifest::parse(damaged.clone()).is_none(), "damaged at {at}");
            assert!(!Manifest::saved(damaged).is_empty(), "damaged at {at}");
        }
    }

    #[test]
    fn one_of_an_older_version_is_read_if_its_paths_lead_nowhere() {
        let line = |path: &str| format!("{:032x} 5 {path}\n", 1);
        let old =
            |path: &str| format!("dateline manifest 2\n{}{}end\n{}gone c\nend\n", line("c"), line("b"), line(path));
        let read = Manifest::parse(old("a")).unwrap();
        assert_eq!(files(&read), [("a", entry(1)), ("b", entry(1))]);
        assert!(read.text().starts_with(HEAD));
        for path in ["../a", "/a", "a//b", "a/../b", "a\0"] {
            assert!(Manifest::parse(old(path)).is_none(), "{path}");
        }
        assert!(Manifest::parse(old("a").replace("manifest 2", "manifest 9")).is_none());
    }

    proptest! {
        /// Whatever builds changed one after the other, the manifest in memory, that of its text, and one that is
        /// made anew have the same files; of a build that was cut off nothing counts.
        #[test]
        fn what_builds_changed_is_added_and_read_with_the_rest(
            builds in vec(btree_map("[ab]{1,2}(/[ab])?", proptest::option::of(any::<u128>()), 0..6), 0..6),
        ) {
            let (mut manifest, mut all) = (Manifest::default(), BTreeMap::new());
            for build in builds {
                let put = build.iter().filter_map(|(path, hash)| Some((path.clone(), entry((*hash)?)))).collect();
                let gone = build.iter().filter(|(_, hash)| hash.is_none()).map(|(path, _)| path.clone()).collect();
                let changes = Changes { put, gone };
                prop_assert_eq!(Changes::parse(&changes.print()), Some(changes.clone()));
                for (path, hash) in build {
                    match hash {
                        Some(hash) => drop(all.insert(path, hash)),
                        None => drop(all.remove(&path)),
                    }
                }
                let is_stale = manifest.is_stale_with(&changes);
                manifest = manifest.after(&changes);
                if is_stale {
                    manifest = manifest.anew();
                }
                let read = Manifest::parse(manifest.text().to_owned()).unwrap();
                prop_assert_eq!((files(&read), read.mark()), (files(&manifest), manifest.mark()));
                prop_assert!(manifest.files().eq(all.iter().map(|(path, hash)| (path.as_str(), entry(*hash)))));
                prop_assert_eq!(manifest.anew().mark_of_files(), manifest.mark_of_files());
                for cut in ["0000", "gone a\n", "end", "end 0"] {
                    let text = format!("{}{cut}", manifest.text());
                    prop_assert!(Manifest::parse(text.clone()).is_none());
                    prop_assert_eq!(whole_part(&text), manifest.text());
                }
            }
        }
    }
}
