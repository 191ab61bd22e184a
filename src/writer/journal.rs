//! The journal: what is to be done to an output folder, once it is certain.

use super::stage;
use super::{MANIFEST, OWN, WriteError, look, tried};
use crate::cache::{Changes, Manifest, is_plain, whole_part};
use std::collections::BTreeSet;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use xxhash_rust::xxh3::xxh3_128;

/// The journal's name in our own folder.
pub(super) const JOURNAL: &str = "journal";

/// How long the line is that a manifest ends with that is whole.
const LAST: usize = "\nend 0123456789abcdef\n".len();

/// The moves and removals that bring an output folder from one site to the next.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Journal {
    /// What changes.
    pub(super) changes: Changes,
    /// Staged files, by their numbers, and where they go.
    pub(super) moves: Vec<(u64, String)>,
    /// Whether the manifest is written anew, and not only added to.
    pub(super) rewrites: bool,
    /// Whether all files were looked at before.
    pub(super) looks: bool,
}

impl Journal {
    /// Writes the journal, does what it says, and leaves the manifest.
    pub(super) fn commit(&self, root: &Path) -> Result<(), WriteError> {
        // Whatever can be known to fail has to fail while the old site stands whole.
        self.check_the_way(root)?;
        write_whole(&place_of(root), &self.print())?;
        self.finish(root)
    }

    /// Looks for files of others, and for links, where folders are to be.
    fn check_the_way(&self, root: &Path) -> Result<(), WriteError> {
        let gone: BTreeSet<&str> = self.changes.gone.iter().map(String::as_str).collect();
        let folders: BTreeSet<&str> = self.moves.iter().flat_map(|(_, path)| parents(path)).collect();
        for folder in folders.difference(&gone) {
            let place = root.join(folder);
            if fs::symlink_metadata(&place).is_ok_and(|there| !there.is_dir()) {
                return Err(WriteError::NotOurs(place));
            }
        }
        Ok(())
    }

    /// Does what the journal says; see [`recover`] for one that was begun already.
    fn finish(&self, root: &Path) -> Result<(), WriteError> {
        // A folder may take the place of a file, or a file that of a folder: those go first.
        let (first, last) = self.split_gone();
        first.iter().try_for_each(|path| remove(root, path))?;
        for (number, path) in &self.moves {
            place(root, *number, path)?;
        }
        last.iter().try_for_each(|path| remove(root, path))?;
        self.write_manifest(&root.join(MANIFEST))?;
        if self.looks {
            look(root)?;
        }
        let journal = place_of(root);
        tried("remove", &journal, fs::remove_file(&journal))
    }

    /// Brings the manifest to the new site. Doing so twice does no harm.
    fn write_manifest(&self, path: &Path) -> Result<(), WriteError> {
        if !self.rewrites && tried("write", path, self.add_to_manifest(path))? {
            return Ok(());
        }
        let before = read(path)?.unwrap_or_default();
        let manifest = Manifest::saved(whole_part(&before).to_owned()).after(&self.changes);
        write_whole(path, manifest.anew().text())
    }

    /// Adds the changes to a manifest that is whole, without reading it; whether it is.
    fn add_to_manifest(&self, path: &Path) -> io::Result<bool> {
        let mut file = match OpenOptions::new().read(true).write(true).open(path) {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(false),
            Err(error) => return Err(error),
        };
        let mut last = [0; LAST];
        let has_last = file.seek(SeekFrom::End(-(LAST as i64))).is_ok();
        if !has_last || file.read_exact(&mut last).is_err() || !last.starts_with(b"\nend ") || !last.ends_with(b"\n") {
            return Ok(false);
        }
        file.seek(SeekFrom::End(0))?;
        file.write_all(self.changes.print().as_bytes())?;
        file.sync_all()?;
        Ok(true)
    }

    /// Leaves out of the changes what waited in the stage and is neither there nor in its place,
    /// so that the next build makes it again: somebody may have emptied our own folder.
    fn forget_what_is_lost(&mut self, root: &Path) {
        let stage = stage::folder(root);
        let put = &mut self.changes.put;
        self.moves.retain(|(number, path)| {
            let waits = stage.join(number.to_string()).exists();
            let stands = || {
                let there = fs::read(root.join(path)).map(|bytes| xxh3_128(&bytes)).ok();
                there.is_some() && there == put.get(path).map(|entry| entry.hash)
            };
            if !waits && !stands() {
                // What stands there is ours, but of the old site: a length that no file has says so.
                match root.join(path).is_file().then(|| put.get_mut(path)).flatten() {
                    Some(entry) => entry.len = u64::MAX,
                    None => drop(put.remove(path)),
                }
            }
            waits
        });
    }

    /// The files to remove before anything is moved, and those to remove at the end.
    fn split_gone(&self) -> (Vec<&str>, Vec<&str>) {
        let moved: BTreeSet<&str> = self.moves.iter().map(|(_, path)| path.as_str()).collect();
        let over: BTreeSet<&str> = moved.iter().flat_map(|path| parents(path)).collect();
        let in_the_way = |path: &&str| over.contains(path) || parents(path).any(|parent| moved.contains(parent));
        self.changes.gone.iter().map(String::as_str).partition(in_the_way)
    }

    fn print(&self) -> String {
        let mut text = String::new();
        for (number, path) in &self.moves {
            text.push_str(&format!("move {number} {path}\n"));
        }
        if self.rewrites {
            text.push_str("rewrite\n");
        }
        if self.looks {
            text.push_str("looked\n");
        }
        text.push_str("changes\n");
        text.push_str(&self.changes.print());
        text
    }

    fn parse(text: &str) -> Option<Self> {
        let mut journal = Self::default();
        let mut rest = text;
        loop {
            let (line, after) = rest.split_once('\n')?;
            let mut words = line.splitn(2, ' ');
            match (words.next(), words.next()) {
                (Some("move"), Some(staged)) => {
                    let (number, path) = staged.split_once(' ')?;
                    journal.moves.push((number.parse().ok()?, is_plain(path).then(|| path.to_owned())?));
                }
                (Some("rewrite"), None) => journal.rewrites = true,
                (Some("looked"), None) => journal.looks = true,
                (Some("changes"), None) => {
                    journal.changes = Changes::parse(after)?;
                    return Some(journal);
                }
                _ => return None,
            }
            rest = after;
        }
    }
}

/// Where the journal of an output folder is.
fn place_of(root: &Path) -> PathBuf {
    root.join(OWN).join(JOURNAL)
}

/// Whether a commit was cut off, or is under way.
pub(super) fn is_open(root: &Path) -> bool {
    place_of(root).symlink_metadata().is_ok()
}

/// Finishes a commit that was cut off, and reads the manifest of the site that stands.
pub(super) fn recover(root: &Path) -> Result<Manifest, WriteError> {
    if let Some(mut journal) = read(&place_of(root))?.as_deref().and_then(Journal::parse) {
        journal.forget_what_is_lost(root);
        journal.finish(root)?;
    }
    Ok(Manifest::saved(read(&root.join(MANIFEST))?.unwrap_or_default()))
}

fn read(path: &Path) -> Result<Option<String>, WriteError> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(String::from_utf8_lossy(&bytes).into_owned())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => tried("read", path, Err(error)),
    }
}

/// Writes a file so that it is there whole or not at all.
fn write_whole(path: &Path, text: &str) -> Result<(), WriteError> {
    let new = path.with_extension("new");
    let written = File::create(&new).and_then(|mut file| {
        file.write_all(text.as_bytes())?;
        file.sync_all()
    });
    tried("write", &new, written)?;
    tried("rename", path, fs::rename(&new, path))
}

/// Moves a staged file to its place.
fn place(root: &Path, number: u64, path: &str) -> Result<(), WriteError> {
    let from = stage::folder(root).join(number.to_string());
    let to = root.join(path);
    if let Some(parent) = to.parent() {
        make_real_folder(root, parent)?;
    }
    tried("write", &to, fs::rename(&from, &to))
}

/// Makes a folder below the root. A link on the way is not followed: it could lead out of the folder.
fn make_real_folder(root: &Path, folder: &Path) -> Result<(), WriteError> {
    let inner = folder.strip_prefix(root).unwrap_or(folder);
    let mut path = root.to_owned();
    for part in inner.components() {
        path.push(part);
        match fs::symlink_metadata(&path) {
            Ok(there) if there.is_dir() => {}
            Ok(_) => return Err(WriteError::NotOurs(path)),
            Err(_) => tried("make", &path, fs::create_dir(&path))?,
        }
    }
    Ok(())
}

/// Removes a file of ours, and the folders that it leaves empty.
fn remove(root: &Path, path: &str) -> Result<(), WriteError> {
    let file = root.join(path);
    // It may be gone, with a folder of the new site in its place, where a commit is finished that
    // was cut off.
    if fs::symlink_metadata(&file).is_ok_and(|there| !there.is_dir()) {
        tried("remove", &file, fs::remove_file(&file))?;
    }
    let mut folder: Option<PathBuf> = file.parent().map(Path::to_owned);
    while let Some(empty) = folder.filter(|folder| folder != root && fs::remove_dir(folder).is_ok()) {
        folder = empty.parent().map(Path::to_owned);
    }
    Ok(())
}

/// The folders above a path: `a/b` and `a` for `a/b/c`.
fn parents(path: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(path.rsplit_once('/').map(|(parent, _)| parent), |path| {
        path.rsplit_once('/').map(|(parent, _)| parent)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cache::Entry;

    #[test]
    fn a_journal_reads_as_it_was_printed_and_half_a_one_is_none() {
        let put = [("a/b c.html".to_owned(), Entry { hash: 7, len: 1 })].into();
        let changes = Changes { put, gone: vec!["old.html".into()] };
        let journal = Journal { changes, moves: vec![(0, "a/b c.html".into())], rewrites: true, looks: true };
        let text = journal.print();
        assert_eq!(Journal::parse(&text), Some(journal));
        for cut in 0..text.len() {
            assert_eq!(Journal::parse(&text[..cut]), None, "{cut}");
        }
    }
}
