//! The output folder: the old site or the new one, never half of each.
//!
//! In: files with their bytes, from any number of threads. Out: the folder holds just these, beside
//! whatever others put there.
//!
//! 1. [`Writer::open`] takes the folder, finishes a commit that was cut off, and reads the manifest.
//! 2. [`Writer::put`] stages a file if it changed: into a fresh folder for a first build, else under
//!    `.dateline/stage/` in the folder itself, so that a rename brings it to its place.
//! 3. [`Writer::commit`] writes the [`journal`], moves the staged files to their places, removes
//!    what is no longer wanted, and leaves the manifest. From the moment when the journal stands,
//!    the new site is certain: whoever opens the folder next finishes it. A fresh folder is renamed.
//!
//! Dropping a writer without a commit leaves the folder as it was.

mod journal;
mod stage;

use crate::cache::{Entry, Manifest, is_plain};
use journal::Journal;
use stage::Stage;
use std::collections::BTreeMap;
use std::fmt;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use xxhash_rust::xxh3::xxh3_128;

/// Our own folder in the output folder.
const OWN: &str = ".dateline";

/// Why the output folder could not be written.
#[derive(Debug)]
pub enum WriteError {
    /// The system refused.
    Io {
        /// What was tried: `write`, `remove`.
        what: &'static str,
        /// On which file.
        path: PathBuf,
        /// What the system said.
        error: io::Error,
    },
    /// A file stands in the way that we did not write.
    NotOurs(PathBuf),
    /// Another build is writing to the folder.
    Busy(PathBuf),
}

impl fmt::Display for WriteError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Io { what, path, error } => write!(out, "cannot {what} `{}`: {error}", path.display()),
            Self::NotOurs(path) => write!(out, "`{}` is in the way and was not written by dateline", path.display()),
            Self::Busy(path) => write!(out, "another build is writing to `{}`", path.display()),
        }
    }
}

impl std::error::Error for WriteError {}

/// What a commit did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Written {
    /// Files that are new or have other bytes.
    pub written: usize,
    /// Files that were right already.
    pub unchanged: usize,
    /// Files that are no longer wanted.
    pub removed: usize,
}

/// Writes one output folder.
#[derive(Debug)]
pub struct Writer {
    root: PathBuf,
    before: Manifest,
    stage: Stage,
    files: Mutex<Vec<(String, Placed)>>,
    /// Held while we write, so that another build knows.
    _lock: File,
}

/// A file of the new site.
#[derive(Debug, Clone, Copy)]
struct Placed {
    entry: Entry,
    /// Its number in the stage; nothing where the file is right already.
    staged: Option<u64>,
}

impl Writer {
    /// Takes an output folder.
    ///
    /// # Errors
    /// When another build has it, or the system refuses.
    pub fn open(root: &Path) -> Result<Self, WriteError> {
        let exists = root.is_dir();
        // A file, or a link that leads nowhere, would only be noticed when all pages are rendered.
        if !exists && root.symlink_metadata().is_ok() {
            return Err(WriteError::NotOurs(root.into()));
        }
        let (stage, lock) = if exists { Stage::inside(root)? } else { Stage::fresh(root)? };
        let before = if exists { journal::recover(root)? } else { Manifest::default() };
        stage.clear()?;
        Ok(Self { root: root.into(), before, stage, files: Mutex::default(), _lock: lock })
    }

    /// Puts a file of the new site. `path` is relative to the folder, with `/` between its parts.
    ///
    /// # Errors
    /// When the path would lead out of the folder, a file that is not ours is in the way, or the
    /// system refuses.
    pub fn put(&self, path: &str, bytes: &[u8]) -> Result<(), WriteError> {
        if !is_plain(path) || path.split('/').next() == Some(OWN) {
            return Err(WriteError::NotOurs(self.root.join(path)));
        }
        let entry = Entry { hash: xxh3_128(bytes), len: bytes.len() as u64 };
        let staged = if self.stands(path, entry, bytes)? { None } else { Some(self.stage.put(path, bytes)?) };
        self.files.lock().unwrap_or_else(PoisonError::into_inner).push((path.to_owned(), Placed { entry, staged }));
        Ok(())
    }

    /// Whether the file stands in the folder already with these bytes.
    fn stands(&self, path: &str, entry: Entry, bytes: &[u8]) -> Result<bool, WriteError> {
        if self.stage.is_fresh() {
            return Ok(false);
        }
        let place = self.root.join(path);
        let there = fs::symlink_metadata(&place).ok();
        match (self.before.files.get(path), there) {
            (Some(known), Some(there)) => Ok(*known == entry && there.is_file() && there.len() == entry.len),
            (Some(_), None) => Ok(false),
            (None, None) => Ok(false),
            // Not in the manifest: somebody else's, unless it holds just what we would write.
            (None, Some(there)) if there.is_file() && fs::read(&place).is_ok_and(|found| found == bytes) => Ok(true),
            (None, Some(there)) if there.is_dir() => self.is_all_ours(&place).map(|()| false),
            (None, Some(_)) => Err(WriteError::NotOurs(place)),
        }
    }

    /// A folder may become a file only if nothing but our files is in it: those go, and it with them.
    fn is_all_ours(&self, folder: &Path) -> Result<(), WriteError> {
        let mut is_empty = true;
        for entry in tried("read", folder, fs::read_dir(folder))? {
            is_empty = false;
            let place = tried("read", folder, entry)?.path();
            let inner = place.strip_prefix(&self.root).ok().and_then(Path::to_str).unwrap_or_default();
            if place.is_dir() && !place.is_symlink() {
                self.is_all_ours(&place)?;
            } else if !self.before.files.contains_key(&inner.replace('\\', "/")) {
                return Err(WriteError::NotOurs(place));
            }
        }
        if is_empty { Err(WriteError::NotOurs(folder.into())) } else { Ok(()) }
    }

    /// Makes the folder hold the new site.
    ///
    /// # Errors
    /// When the system refuses; the folder is then the old site, or the next [`Writer::open`]
    /// finishes the new one.
    pub fn commit(self) -> Result<Written, WriteError> {
        let files = self.files.into_inner().unwrap_or_else(PoisonError::into_inner);
        let files: BTreeMap<String, Placed> = files.into_iter().collect();
        let gone: Vec<String> = self.before.files.keys().filter(|path| !files.contains_key(*path)).cloned().collect();
        let moves: Vec<(u64, String)> =
            files.iter().filter_map(|(path, placed)| Some((placed.staged?, path.clone()))).collect();
        let report = Written { written: moves.len(), unchanged: files.len() - moves.len(), removed: gone.len() };
        let manifest = Manifest { files: files.into_iter().map(|(path, placed)| (path, placed.entry)).collect() };
        if self.stage.is_fresh() {
            self.stage.become_root(&self.root, &manifest)?;
        } else if report.written + report.removed > 0 || manifest != self.before {
            Journal { manifest, moves, gone }.commit(&self.root)?;
        }
        Ok(report)
    }
}

/// Says what was tried on which file when the system refuses.
fn tried<T>(what: &'static str, path: &Path, result: io::Result<T>) -> Result<T, WriteError> {
    result.map_err(|error| WriteError::Io { what, path: path.into(), error })
}
