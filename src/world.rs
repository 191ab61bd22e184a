//! The only way in: files, listings and the clock.
//!
//! Paths are text, relative to the project's root, with `/` between their parts and never `..`.
//! [`Disk`] is the real one, [`Memory`] holds a project for a test.

mod disk;
#[cfg(target_os = "linux")]
mod list;
mod memory;
mod names;

pub use disk::{Disk, stamp_at};
pub use memory::Memory;
pub use names::{Folder, Names};

use crate::raw;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::io;
use xxhash_rust::xxh3::xxh3_64;

/// A project's files and the time.
pub trait World: Sync {
    /// A file's bytes.
    ///
    /// # Errors
    /// What the system says, `NotFound` where there is no such file.
    fn read(&self, path: &str) -> io::Result<Vec<u8>>;

    /// Every file below a folder, sorted by path; a folder that does not exist has none, and a file lists
    /// itself. Hidden
    /// files (`.name`) and what is in hidden folders are not listed, nor are editors' backups.
    fn files(&self, folder: &str) -> Listing;

    /// The same, where what stands in folders is known, by their paths: one that nobody changed since need not be
    /// listed again. With the folders that were listed so; none where nothing is to be known of them.
    fn files_again<'a>(
        &self,
        folder: &str,
        known: &(dyn Fn(&str) -> Option<&'a Names> + Sync + 'a),
    ) -> (Listing, Vec<Folder>) {
        let _ = known;
        (self.files(folder), Vec::new())
    }

    /// The time at which the run stands.
    fn now(&self) -> Timestamp;
}

/// What is below a folder.
#[derive(Debug, Default)]
pub struct Listing {
    /// The files, sorted by path.
    pub files: Vec<File>,
    /// What could not be listed, and why.
    pub unreadable: Vec<Unreadable>,
    /// Whether there is no such folder.
    pub is_missing: bool,
}

/// A file that is there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// Its path from the project's root.
    pub path: String,
    /// Its size in bytes.
    pub size: u64,
    /// When it was last written, where the system knows.
    pub modified: Option<Timestamp>,
    /// What tells that its bytes are still the same, where the system can.
    pub stamp: Option<Stamp>,
}

/// As long as a file's stamp is the same, so are its bytes: a hash of which file it is, of its size, and of when
/// the system last noted a change of it. Unlike the time of writing, that time cannot be set back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Stamp(#[serde(with = "raw")] u64);

impl Stamp {
    /// The stamp of a file by its number on its device, its size in bytes, and when it last changed, in seconds and
    /// nanoseconds.
    pub fn of(inode: u64, size: u64, (seconds, nanoseconds): (i64, i64)) -> Self {
        let [seconds, nanoseconds] = [seconds, nanoseconds].map(i64::cast_unsigned);
        let mut bytes = [0; 32];
        for (to, number) in bytes.as_chunks_mut().0.iter_mut().zip([inode, size, seconds, nanoseconds]) {
            *to = number.to_le_bytes();
        }
        Self(xxh3_64(&bytes))
    }

    /// The stamp as a number.
    pub fn number(self) -> u64 {
        self.0
    }
}

/// Something below a folder that could not be listed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unreadable {
    /// Its path from the project's root, as well as it can be written.
    pub path: String,
    /// Why, in words.
    pub why: String,
}

/// Whether a file's name says that it is not copy: hidden files, editors' swap and backup files.
pub(crate) fn is_aside(name: &str) -> bool {
    name.starts_with('.') || name.ends_with('~') || (name.starts_with('#') && name.ends_with('#'))
}
