//! Where the new files wait until all of them are there.

use super::journal::JOURNAL;
use super::lock::Lock;
use super::{OWN, WriteError, look, tried};
use crate::cache::Manifest;
use foldhash::HashSet;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use xxhash_rust::xxh3::xxh3_64;

/// Waiting files.
#[derive(Debug)]
pub(super) struct Stage {
    folder: PathBuf,
    kind: Kind,
    /// Folders that are there, by hashes of their paths, so that each is made once.
    made: Mutex<HashSet<u64>>,
}

#[derive(Debug)]
enum Kind {
    /// The output folder is not there yet: the new site is made whole beside it and renamed.
    Fresh,
    /// The output folder is there: files wait in it under their numbers.
    Inside(AtomicU64),
}

impl Stage {
    /// A stage for an output folder that is not there yet, and the lock on it.
    pub(super) fn fresh(root: &Path) -> Result<(Self, Lock), WriteError> {
        let name = root.file_name().unwrap_or_default().to_string_lossy();
        let folder = root.with_file_name(format!(".{name}.dateline-new"));
        tried("make", &folder, fs::create_dir_all(&folder))?;
        let lock = lock(&folder, root)?;
        Ok((Self { folder, kind: Kind::Fresh, made: Mutex::default() }, lock))
    }

    /// A stage in an output folder, and the lock on it.
    pub(super) fn inside(root: &Path) -> Result<(Self, Lock), WriteError> {
        let own = root.join(OWN);
        tried("make", &own, fs::create_dir_all(&own))?;
        let lock = lock(&own, root)?;
        Ok((Self { folder: folder(root), kind: Kind::Inside(AtomicU64::new(0)), made: Mutex::default() }, lock))
    }

    /// Whether the site is made beside its folder.
    pub(super) fn is_fresh(&self) -> bool {
        matches!(self.kind, Kind::Fresh)
    }

    /// Removes what a run that was cut off left waiting.
    pub(super) fn clear(&self) -> Result<(), WriteError> {
        match self.kind {
            Kind::Inside(_) if !self.folder.exists() => Ok(()),
            Kind::Inside(_) => tried("remove", &self.folder, fs::remove_dir_all(&self.folder)),
            // The folder itself stays, since the lock is on it.
            Kind::Fresh => {
                for entry in tried("read", &self.folder, fs::read_dir(&self.folder))? {
                    let entry = tried("read", &self.folder, entry)?.path();
                    let removed = if entry.is_dir() { fs::remove_dir_all(&entry) } else { fs::remove_file(&entry) };
                    tried("remove", &entry, removed)?;
                }
                Ok(())
            }
        }
    }

    /// Writes a file; its number says where it waits.
    pub(super) fn put(&self, path: &str, bytes: &[u8]) -> Result<u64, WriteError> {
        let (place, number) = match &self.kind {
            Kind::Fresh => (self.folder.join(path), 0),
            Kind::Inside(next) => {
                let number = next.fetch_add(1, Ordering::Relaxed);
                (self.folder.join(number.to_string()), number)
            }
        };
        if let Some(parent) = place.parent() {
            self.make(parent)?;
        }
        let written = match fs::write(&place, bytes) {
            // Another folder has the same hash, or somebody took this one away.
            Err(error) if error.kind() == ErrorKind::NotFound => {
                place.parent().map_or(Ok(()), fs::create_dir_all).and_then(|()| fs::write(&place, bytes))
            }
            written => written,
        };
        tried("write", &place, written)?;
        Ok(number)
    }

    fn make(&self, folder: &Path) -> Result<(), WriteError> {
        let hash = xxh3_64(folder.as_os_str().as_encoded_bytes());
        if self.made.lock().unwrap_or_else(PoisonError::into_inner).contains(&hash) {
            return Ok(());
        }
        tried("make", folder, fs::create_dir_all(folder))?;
        self.made.lock().unwrap_or_else(PoisonError::into_inner).insert(hash);
        Ok(())
    }

    /// Gives a fresh site its manifest and its name.
    pub(super) fn become_root(self, root: &Path, manifest: &Manifest) -> Result<(), WriteError> {
        let own = self.folder.join(OWN);
        tried("make", &own, fs::create_dir_all(&own))?;
        let path = own.join("manifest");
        tried("write", &path, fs::write(&path, manifest.text()))?;
        look(&self.folder)?;
        tried("rename", &self.folder, fs::rename(&self.folder, root))
    }
}

impl Drop for Stage {
    /// A site that was not committed leaves nothing behind. Once the journal stands, what waits
    /// belongs to it, and whoever opens the folder next needs it.
    fn drop(&mut self) {
        let is_promised = self.folder.parent().is_some_and(|own| !self.is_fresh() && own.join(JOURNAL).exists());
        if self.folder.exists() && !is_promised {
            // Nothing can be told from here, and the next run clears it anyway.
            let _ = fs::remove_dir_all(&self.folder);
        }
    }
}

/// Where files wait in an output folder.
pub(super) fn folder(root: &Path) -> PathBuf {
    root.join(OWN).join("stage")
}

/// Takes the lock on a folder of an output folder.
fn lock(folder: &Path, root: &Path) -> Result<Lock, WriteError> {
    tried("lock", folder, Lock::try_on(folder))?.ok_or_else(|| WriteError::Busy(root.into()))
}
