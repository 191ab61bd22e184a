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
//!
//! Whoever writes to a folder again and again opens it with what the last commit [`Left`], and puts
//! only what changed ([`Writer::open_part`]): neither the manifest is read nor the folder looked at. Whoever
//! has other work to do first looks at the folder meanwhile ([`Seen`], [`Writer::open_seen`]).

mod error;
mod folder;
mod journal;
mod left;
mod lock;
mod seen;
mod stage;

use crate::cache::{Changes, Entry, Manifest, is_plain};
pub use error::WriteError;
use error::tried;
use folder::{Folder, There};
use journal::Journal;
pub use left::Left;
pub use lock::Lock;
use rayon::prelude::*;
pub use seen::Seen;
use seen::Standing;
use stage::Stage;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};
use xxhash_rust::xxh3::xxh3_128;

/// Our own folder in the output folder.
const OWN: &str = ".dateline";
/// The manifest, in the output folder.
const MANIFEST: &str = ".dateline/manifest";
/// Written whenever all files were looked at, so that its time tells which have changed since. The time
/// of the manifest would not: a part of the site is written without a look at the rest.
const LOOKED: &str = ".dateline/looked";

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
    /// When all files were looked at.
    looked: Option<(i64, i64)>,
    /// What is known to stand, so that it is not looked at again.
    stands: Standing,
    stage: Stage,
    /// Files of the new site that are not known to stand as they are wanted.
    files: Mutex<Vec<(String, Placed)>>,
    extent: Extent,
    /// Held while we write, so that another build knows.
    _lock: Lock,
}

/// What of the new site is put or kept.
#[derive(Debug)]
enum Extent {
    /// All of it. Which files of the manifest are of it too, by their places; the others are gone.
    Whole(Vec<AtomicBool>),
    /// A part. The other files stay, but for those that are gone.
    Part(Vec<String>),
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
        Self::open_seen(root, None)
    }

    /// The same of a folder that may have been looked at before.
    ///
    /// # Errors
    /// When another build has it, or the system refuses.
    pub fn open_seen(root: &Path, seen: Option<Seen>) -> Result<Self, WriteError> {
        let exists = root.is_dir();
        // A file, or a link that leads nowhere, would only be noticed when all pages are rendered.
        if !exists && root.symlink_metadata().is_ok() {
            return Err(WriteError::NotOurs(root.into()));
        }
        let (stage, lock) = if exists { Stage::inside(root)? } else { Stage::fresh(root)? };
        let (before, stands) = match seen.and_then(|seen| seen.still(root)) {
            Some(still) => still,
            None if exists => (journal::recover(root)?, Standing::default()),
            None => Default::default(),
        };
        let wanted = (0..before.len()).map(|_| AtomicBool::new(false)).collect();
        Self::new(root, before, stage, Extent::Whole(wanted), lock).map(|writer| Self { stands, ..writer })
    }

    /// Takes an output folder to write a part of the site: what is neither put nor kept nor among the
    /// files that are `gone` stays. Nothing where the folder is not as the last commit left it.
    ///
    /// # Errors
    /// When another build has it, or the system refuses.
    pub fn open_part(root: &Path, left: Left, gone: &[String]) -> Result<Option<Self>, WriteError> {
        if !root.is_dir() {
            return Ok(None);
        }
        let (stage, lock) = Stage::inside(root)?;
        let Some(before) = left.manifest_of(root) else { return Ok(None) };
        let gone = gone.iter().filter(|path| before.place(path).is_some()).cloned().collect();
        Self::new(root, before, stage, Extent::Part(gone), lock).map(Some)
    }

    fn new(root: &Path, before: Manifest, stage: Stage, extent: Extent, lock: Lock) -> Result<Self, WriteError> {
        stage.clear()?;
        let folder = Folder::new(root);
        let looked = folder.look(LOOKED).map(|looked| looked.changed);
        let (stands, files) = Default::default();
        Ok(Self { root: root.into(), folder, before, looked, stands, stage, files, extent, _lock: lock })
    }

    /// Notes that a file of the manifest, by its place, is of the new site too.
    fn want(&self, place: usize) {
        if let Extent::Whole(wanted) = &self.extent {
            wanted[place].store(true, Ordering::Relaxed);
        }
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
        if let Some(place) = self.before.place(path) {
            self.want(place);
        }
        let placed = Placed { entry, staged, restores: found == Found::ByHand };
        self.files.lock().unwrap_or_else(PoisonError::into_inner).push((path.to_owned(), placed));
        Ok(entry)
    }

    /// Keeps a file as it stands in the folder, if it stands there with these bytes. A writer of a part
    /// looks only at files that it writes.
    pub fn keep(&self, path: &str, entry: Entry) -> bool {
        let Some(place) = self.before.place(path) else { return false };
        self.before.at(place) == Some((path, entry)) && self.keep_at(place)
    }

    /// The same of a file by its place in the manifest, if it stands there as that has it.
    fn keep_at(&self, place: usize) -> bool {
        let is_as_we_left_it =
            |(path, entry): (&str, Entry)| self.is_as_we_left_it(path, self.folder.look(path), entry);
        let is_part = matches!(self.extent, Extent::Part(_));
        let stands = is_part || self.stands.has(place) || self.before.at(place).is_some_and(is_as_we_left_it);
        if stands {
            self.want(place);
        }
        stands
    }

    /// What was written to the folder before.
    pub fn manifest(&self) -> &Manifest {
        &self.before
    }

    /// Keeps files as they stand in the folder, all of the manifest but some; whether they do.
    pub fn keep_all_but<'a>(&self, some: impl Iterator<Item = &'a str>) -> bool {
        let some: foldhash::HashSet<usize> = some.filter_map(|path| self.before.place(path)).collect();
        let others = (0..self.before.len()).into_par_iter().filter(|place| !some.contains(place));
        others.all(|place| self.keep_at(place))
    }

    /// How a file stands in the folder already.
    fn find(&self, path: &str, entry: Entry, bytes: &[u8]) -> Result<Found, WriteError> {
        if self.stage.is_fresh() {
            return Ok(Found::Other);
        }
        let place = self.root.join(path);
        let there = self.folder.look(path);
        match (self.before.get(path), there) {
            // A journal that lost a staged file says so: see `journal`.
            (Some(known), Some(_)) if known.len == u64::MAX => Ok(Found::Other),
            (Some(known), Some(_)) if !self.is_as_we_left_it(path, there, known) => Ok(Found::ByHand),
            (Some(known), Some(_)) if known == entry => Ok(Found::Right),
            (Some(_), _) | (None, None) => Ok(Found::Other),
            // Not in the manifest: somebody else's, unless it holds just what we would write.
            (None, Some(there)) if there.is_file && fs::read(&place).is_ok_and(|found| found == bytes) => {
                Ok(Found::Right)
            }
            (None, Some(_)) if is_folder(&place) => self.is_all_ours(&place).map(|()| Found::Other),
            (None, Some(_)) => Err(WriteError::NotOurs(place)),
        }
    }

    /// Whether a file holds what we wrote to it. One that has not changed since all were looked at
    /// does; of any other the bytes decide, since a folder that was copied has new times.
    fn is_as_we_left_it(&self, path: &str, there: Option<There>, entry: Entry) -> bool {
        let Some(there) = there else { return false };
        let is_untouched = self.looked.is_some_and(|looked| there.is_untouched(entry.len, looked));
        let is_same = || self.folder.read(path).is_ok_and(|bytes| xxh3_128(&bytes) == entry.hash);
        is_untouched || there.is_file && there.len == entry.len && is_same()
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
            } else if self.before.place(&inner.replace('\\', "/")).is_none() {
                return Err(WriteError::NotOurs(place));
            }
        }
        if is_empty { Err(WriteError::NotOurs(folder.into())) } else { Ok(()) }
    }

    /// Makes the folder hold the new site; what was done, and what is left for a writer of a part.
    ///
    /// # Errors
    /// When the system refuses; the folder is then the old site, or the next [`Writer::open`]
    /// finishes the new one.
    pub fn commit(self) -> Result<(Written, Option<Left>), WriteError> {
        let Self { _lock, root, before, looked, stage, files, extent, .. } = self;
        let mut files = files.into_inner().unwrap_or_else(PoisonError::into_inner);
        files.sort_unstable_by(|(a, _), (b, _)| a.cmp(b));
        if stage.is_fresh() {
            return become_root(&root, stage, files);
        }
        let restored = files.iter().filter(|(_, placed)| placed.restores).map(|(path, _)| path.clone()).collect();
        let written = files.iter().filter(|(_, placed)| placed.staged.is_some()).count();
        let moves: Vec<(u64, String)> =
            files.iter().filter_map(|(path, placed)| Some((placed.staged?, path.clone()))).collect();
        let is_new = |path: &str, placed: &Placed| before.get(path) != Some(placed.entry);
        let put = files.into_iter().filter(|(path, placed)| is_new(path, placed));
        let put = put.map(|(path, placed)| (path, placed.entry)).collect();
        let changes = Changes { put, gone: extent.gone(&before) };
        let removed = changes.gone.len();
        let rewrites = before.is_stale_with(&changes);
        let mut after = before.after(&changes);
        if rewrites {
            after = after.anew();
        }
        let looks = matches!(extent, Extent::Whole(_));
        if !moves.is_empty() || !changes.is_empty() {
            Journal { changes, moves, rewrites, looks }.commit(&root)?;
        } else if looks && looked.is_none() {
            look(&root)?;
        }
        let unchanged = after.len() - written;
        Ok((Written { written, unchanged, removed, restored }, Left::of(&root, after)))
    }
}

/// Gives a site that was made beside its folder its name. All of its files are new.
fn become_root(root: &Path, stage: Stage, files: Vec<(String, Placed)>) -> Result<(Written, Option<Left>), WriteError> {
    let after = Manifest::of(files.into_iter().map(|(path, placed)| (path, placed.entry)));
    stage.become_root(root, &after)?;
    Ok((Written { written: after.len(), ..Written::default() }, Left::of(root, after)))
}

impl Extent {
    /// The files of a manifest that are none of the new site, sorted. One whose path leads elsewhere is not ours.
    fn gone(&self, before: &Manifest) -> Vec<String> {
        let mut gone: Vec<String> = match self {
            Self::Part(gone) => gone.clone(),
            Self::Whole(wanted) => {
                let gone = wanted.iter().enumerate().filter(|(_, wanted)| !wanted.load(Ordering::Relaxed));
                gone.filter_map(|(place, _)| Some(before.at(place)?.0.to_owned())).collect()
            }
        };
        gone.retain(|path| is_plain(path));
        gone.sort_unstable();
        gone
    }
}

/// Notes that all files of an output folder were looked at.
fn look(root: &Path) -> Result<(), WriteError> {
    let looked = root.join(LOOKED);
    tried("write", &looked, fs::write(&looked, "when all files were last looked at\n"))
}

/// Whether a folder stands at a path, and no link to one.
fn is_folder(place: &Path) -> bool {
    place.symlink_metadata().is_ok_and(|there| there.is_dir())
}
