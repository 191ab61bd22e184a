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

mod folder;
mod journal;
mod stage;

use crate::cache::{Changes, Entry, Manifest, is_plain};
use folder::{Folder, There};
use journal::Journal;
use stage::Stage;
use std::fmt;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use xxhash_rust::xxh3::xxh3_128;

/// Our own folder in the output folder.
const OWN: &str = ".dateline";
/// The manifest, in the output folder.
const MANIFEST: &str = ".dateline/manifest";

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
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Written {
    /// Files that are new or have other bytes.
    pub written: usize,
    /// Files that were right already.
    pub unchanged: usize,
    /// Files that are no longer wanted.
    pub removed: usize,
    /// Files that somebody had changed by hand, sorted: they are as they were again.
    pub restored: Vec<String>,
}

/// Writes one output folder.
#[derive(Debug)]
pub struct Writer {
    root: PathBuf,
    folder: Folder,
    before: Manifest,
    /// When the manifest was written.
    written: Option<(i64, i64)>,
    stage: Stage,
    /// Files of the new site that are not known to stand as they are wanted.
    files: Mutex<Vec<(String, Placed)>>,
    /// Which files of the manifest are of the new site too, by their numbers.
    wanted: Vec<AtomicBool>,
    /// How many of them stand as they are wanted.
    kept: AtomicUsize,
    /// Held while we write, so that another build knows.
    _lock: File,
}

/// A file of the new site.
#[derive(Debug, Clone, Copy)]
struct Placed {
    entry: Entry,
    /// Its number in the stage; nothing where the file is right already.
    staged: Option<u64>,
    /// Whether somebody had changed it by hand.
    restores: bool,
}

/// How a file of ours is found in the output folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Found {
    /// As we would write it.
    Right,
    /// It is to be written.
    Other,
    /// It is to be written, and somebody changed it since we last did.
    ByHand,
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
        let folder = Folder::new(root);
        let written = folder.look(MANIFEST).map(|manifest| manifest.changed);
        stage.clear()?;
        let wanted = before.files.iter().map(|_| AtomicBool::new(false)).collect();
        let (files, kept) = (Mutex::default(), AtomicUsize::new(0));
        Ok(Self { root: root.into(), folder, before, written, stage, files, wanted, kept, _lock: lock })
    }

    /// Puts a file of the new site. `path` is relative to the folder, with `/` between its parts.
    ///
    /// # Errors
    /// When the path would lead out of the folder, a file that is not ours is in the way, or the
    /// system refuses.
    pub fn put(&self, path: &str, bytes: &[u8]) -> Result<Entry, WriteError> {
        if !is_plain(path) || path.split('/').next() == Some(OWN) {
            return Err(WriteError::NotOurs(self.root.join(path)));
        }
        let entry = Entry::of(bytes);
        let found = self.find(path, entry, bytes)?;
        let staged = if found == Found::Right { None } else { Some(self.stage.put(path, bytes)?) };
        if let Some(number) = self.before.files.get_index_of(path) {
            self.wanted[number].store(true, Ordering::Relaxed);
        }
        let placed = Placed { entry, staged, restores: found == Found::ByHand };
        self.files.lock().unwrap_or_else(PoisonError::into_inner).push((path.to_owned(), placed));
        Ok(entry)
    }

    /// Keeps a file as it stands in the folder, if it stands there with these bytes.
    pub fn keep(&self, path: &str, entry: Entry) -> bool {
        let Some((number, _, known)) = self.before.files.get_full(path) else { return false };
        let stands = *known == entry && self.is_as_we_left_it(path, self.folder.look(path), entry);
        if stands {
            self.wanted[number].store(true, Ordering::Relaxed);
            self.kept.fetch_add(1, Ordering::Relaxed);
        }
        stands
    }

    /// How a file stands in the folder already.
    fn find(&self, path: &str, entry: Entry, bytes: &[u8]) -> Result<Found, WriteError> {
        if self.stage.is_fresh() {
            return Ok(Found::Other);
        }
        let place = self.root.join(path);
        let there = self.folder.look(path);
        match (self.before.files.get(path), there) {
            // A journal that lost a staged file says so: see `journal`.
            (Some(known), Some(_)) if known.len == u64::MAX => Ok(Found::Other),
            (Some(known), Some(_)) if !self.is_as_we_left_it(path, there, *known) => Ok(Found::ByHand),
            (Some(known), Some(_)) if *known == entry => Ok(Found::Right),
            (Some(_), _) | (None, None) => Ok(Found::Other),
            // Not in the manifest: somebody else's, unless it holds just what we would write.
            (None, Some(there)) if there.is_file && fs::read(&place).is_ok_and(|found| found == bytes) => {
                Ok(Found::Right)
            }
            (None, Some(_)) if is_folder(&place) => self.is_all_ours(&place).map(|()| Found::Other),
            (None, Some(_)) => Err(WriteError::NotOurs(place)),
        }
    }

    /// Whether a file holds what we wrote to it. One that has not changed since the manifest was
    /// written does; of any other the bytes decide, since a folder that was copied has new times.
    fn is_as_we_left_it(&self, path: &str, there: Option<There>, entry: Entry) -> bool {
        let Some(there) = there else { return false };
        let is_older = || self.written.is_some_and(|written| there.changed < written);
        let is_same = || self.folder.read(path).is_ok_and(|bytes| xxh3_128(&bytes) == entry.hash);
        there.is_file && there.len == entry.len && (is_older() || is_same())
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
            } else if !self.before.files.contains_key(&*inner.replace('\\', "/")) {
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
        let mut files = self.files.into_inner().unwrap_or_else(PoisonError::into_inner);
        files.sort_unstable_by(|(a, _), (b, _)| a.cmp(b));
        let restored = files.iter().filter(|(_, placed)| placed.restores).map(|(path, _)| path.clone()).collect();
        let known = self.before.files.keys().zip(&self.wanted);
        let gone = known.filter(|(_, wanted)| !wanted.load(Ordering::Relaxed)).map(|(path, _)| path.to_string());
        let mut gone: Vec<String> = gone.collect();
        gone.sort_unstable();
        let written = files.iter().filter(|(_, placed)| placed.staged.is_some()).count();
        let unchanged = self.kept.into_inner() + files.len() - written;
        let report = Written { written, unchanged, removed: gone.len(), restored };
        if self.stage.is_fresh() {
            let files = files.into_iter().map(|(path, placed)| (path.into_boxed_str(), placed.entry)).collect();
            self.stage.become_root(&self.root, &Manifest { files, added: 0 })?;
            return Ok(report);
        }
        let moves: Vec<(u64, String)> =
            files.iter().filter_map(|(path, placed)| Some((placed.staged?, path.clone()))).collect();
        let is_new = |path: &str, placed: &Placed| self.before.files.get(path) != Some(&placed.entry);
        let put = files.into_iter().filter(|(path, placed)| is_new(path, placed));
        let put = put.map(|(path, placed)| (path, placed.entry)).collect();
        let changes = Changes { put, gone };
        if !moves.is_empty() || !changes.is_empty() {
            // A manifest of which much is out of date is written anew.
            let rewrites = (self.before.added + changes.len()) * ADDED_AT_MOST > self.before.files.len();
            Journal { changes, moves, rewrites }.commit(&self.root)?;
        }
        Ok(report)
    }
}

/// Lines that were added to a manifest may be one of so many.
const ADDED_AT_MOST: usize = 4;

/// Whether a folder stands at a path, and no link to one.
fn is_folder(place: &Path) -> bool {
    place.symlink_metadata().is_ok_and(|there| there.is_dir())
}

/// Says what was tried on which file when the system refuses.
fn tried<T>(what: &'static str, path: &Path, result: io::Result<T>) -> Result<T, WriteError> {
    result.map_err(|error| WriteError::Io { what, path: path.into(), error })
}
