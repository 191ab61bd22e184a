//! What a commit left in an output folder, for whoever writes to it again.

use super::MANIFEST;
use super::journal;
use crate::cache::Manifest;
use std::fs::{self, File, Metadata};
use std::path::Path;

/// An output folder as a commit left it. As long as its manifest is the same file, nobody else has
/// written to the folder since.
#[derive(Debug)]
pub struct Left {
    manifest: Manifest,
    seal: Seal,
    /// Held open, so that no other file gets its number.
    _file: File,
}

/// Which file it is, its length, and when it last changed.
type Seal = (u64, u64, u64, (i64, i64));

impl Left {
    /// What a folder holds now; nothing where the system does not tell enough to know it again.
    pub(super) fn of(root: &Path, manifest: Manifest) -> Option<Self> {
        let file = File::open(root.join(MANIFEST)).ok()?;
        let seal = seal(&file.metadata().ok()?)?;
        Some(Self { manifest, seal, _file: file })
    }

    /// What a folder holds that a commit left, whoever made that; nothing where one was cut off.
    pub(super) fn found(root: &Path) -> Option<Self> {
        let file = File::open(root.join(MANIFEST)).ok()?;
        // The seal comes first: one who writes while this reads breaks it.
        let meta = file.metadata().ok()?;
        let (seal, manifest) = (seal(&meta)?, Manifest::read(&file, meta.len())?);
        (!journal::is_open(root)).then_some(Self { manifest, seal, _file: file })
    }

    /// What the folder holds.
    pub fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// The manifest, if the folder is as it was left. The lock on it is held.
    pub(super) fn manifest_of(self, root: &Path) -> Option<Manifest> {
        let there = fs::symlink_metadata(root.join(MANIFEST)).ok()?;
        let is_same = seal(&there)? == self.seal && !journal::is_open(root);
        is_same.then_some(self.manifest)
    }
}

#[cfg(unix)]
fn seal(meta: &Metadata) -> Option<Seal> {
    use std::os::unix::fs::MetadataExt;
    Some((meta.dev(), meta.ino(), meta.len(), (meta.ctime(), meta.ctime_nsec())))
}

/// Elsewhere the standard library knows no number of a file.
#[cfg(not(unix))]
fn seal(_: &Metadata) -> Option<Seal> {
    None
}
