//! The only way in: files, listings and the clock.
//!
//! Paths are text, relative to the project's root, with `/` between their parts and never `..`.
//! [`Disk`] is the real one, [`Memory`] holds a project for a test.

mod disk;
mod memory;

pub use disk::Disk;
pub use memory::Memory;

use jiff::Timestamp;
use std::io;

/// A project's files and the time.
pub trait World: Sync {
    /// A file's bytes.
    ///
    /// # Errors
    /// What the system says, `NotFound` where there is no such file.
    fn read(&self, path: &str) -> io::Result<Vec<u8>>;

    /// Every file below a folder, sorted by path; a folder that does not exist has none. Hidden
    /// files (`.name`) and what is in hidden folders are not listed, nor are editors' backups.
    fn files(&self, folder: &str) -> Listing;

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
