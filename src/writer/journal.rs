//! The journal: what is to be done to an output folder, once it is certain.

use super::stage;
use super::{OWN, WriteError, tried};
use crate::cache::{Manifest, is_plain};
use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// The moves and removals that bring an output folder from one site to the next.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Journal {
    /// The files of the new site.
    pub(super) manifest: Manifest,
    /// Staged files, by their numbers, and where they go.
    pub(super) moves: Vec<(u64, String)>,
    /// Files of ours that are no longer wanted.
    pub(super) gone: Vec<String>,
}

impl Journal {
    /// Writes the journal, does what it says, and leaves the manifest.
    pub(super) fn commit(&self, root: &Path) -> Result<(), WriteError> {
        let path = root.join(OWN).join("journal");
        write_whole(&path, &self.print())?;
        self.finish(root)
    }

    /// Does what the journal says. Doing it twice is doing it once.
    fn finish(&self, root: &Path) -> Result<(), WriteError> {
        // A folder may take the place of a file, or a file that of a folder: those go first.
        let (first, last) = self.split_gone();
        first.iter().try_for_each(|path| remove(root, path))?;
        for (number, path) in &self.moves {
            place(root, *number, path)?;
        }
        last.iter().try_for_each(|path| remove(root, path))?;
        let own = root.join(OWN);
        write_whole(&own.join("manifest"), &self.manifest.print())?;
        let journal = own.join("journal");
        tried("remove", &journal, fs::remove_file(&journal))
    }

    /// The files to remove before anything is moved, and those to remove at the end.
    fn split_gone(&self) -> (Vec<&str>, Vec<&str>) {
        let moved: BTreeSet<&str> = self.moves.iter().map(|(_, path)| path.as_str()).collect();
        let over: BTreeSet<&str> = moved.iter().flat_map(|path| parents(path)).collect();
        let in_the_way = |path: &&str| over.contains(path) || parents(path).any(|parent| moved.contains(parent));
        self.gone.iter().map(String::as_str).partition(in_the_way)
    }

    fn print(&self) -> String {
        let mut text = String::new();
        for (number, path) in &self.moves {
            text.push_str(&format!("move {number} {path}\n"));
        }
        for path in &self.gone {
            text.push_str(&format!("gone {path}\n"));
        }
        text.push_str(&self.manifest.print());
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
                (Some("gone"), Some(path)) => journal.gone.push(is_plain(path).then(|| path.to_owned())?),
                _ => break,
            }
            rest = after;
        }
        journal.manifest = Manifest::parse(rest)?;
        Some(journal)
    }
}

/// Finishes a commit that was cut off, and reads the manifest of the site that stands.
pub(super) fn recover(root: &Path) -> Result<Manifest, WriteError> {
    let own = root.join(OWN);
    if let Some(journal) = read(&own.join("journal"))?.as_deref().and_then(Journal::parse) {
        journal.finish(root)?;
    }
    Ok(read(&own.join("manifest"))?.as_deref().and_then(Manifest::parse).unwrap_or_default())
}

fn read(path: &Path) -> Result<Option<String>, WriteError> {
    match fs::read_to_string(path) {
        Ok(text) => Ok(Some(text)),
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::InvalidData) => Ok(None),
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

/// Moves a staged file to its place, unless that was done before the run was cut off.
fn place(root: &Path, number: u64, path: &str) -> Result<(), WriteError> {
    let from = stage::folder(root).join(number.to_string());
    let to = root.join(path);
    if let Some(parent) = to.parent() {
        make_real_folder(root, parent)?;
    }
    match fs::rename(&from, &to) {
        Err(error) if error.kind() == io::ErrorKind::NotFound && to.exists() => Ok(()),
        moved => tried("write", &to, moved),
    }
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
    match fs::remove_file(&file) {
        Err(error) if !matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
            tried("remove", &file, Err(error))?;
        }
        _ => {}
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
        let mut manifest = Manifest::default();
        manifest.files.insert("a/b c.html".into(), Entry { hash: 7, len: 1 });
        let journal = Journal { manifest, moves: vec![(0, "a/b c.html".into())], gone: vec!["old.html".into()] };
        let text = journal.print();
        assert_eq!(Journal::parse(&text), Some(journal));
        for cut in 0..text.len() {
            assert_eq!(Journal::parse(&text[..cut]), None, "{cut}");
        }
    }
}
