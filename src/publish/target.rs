//! One kind of destination each: how to read its record, send to it and remove from it.

mod command;
#[cfg(any(feature = "object-store", feature = "sftp"))]
mod flow;
pub mod folder;
pub mod git;
#[cfg(feature = "object-store")]
pub mod objects;
mod pool;
pub mod rsync;
#[cfg(feature = "sftp")]
pub mod sftp;

use super::parcel::Unreadable;
use super::plan::{Change, Gone};
use super::record::{Publication, Record, Standing};
use crate::config::destination::Place;
use std::fmt;
use std::path::Path;

/// What a target calls a state of a file or of its record: an `ETag`, a commit, a hash.
pub type Version = String;

/// The record's text as it stands, and which state of it that is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The text.
    pub text: String,
    /// The state.
    pub version: Version,
}

/// Told of each file that is done, on the thread that sends; may refuse to go on.
pub type Done<'a, T> = &'a mut dyn FnMut(&T, Option<Version>) -> Result<(), Trouble>;

/// A destination.
pub trait Target {
    /// The record, if there is one.
    ///
    /// # Errors
    /// When the destination cannot be asked.
    fn record(&self) -> Result<Option<Found>, Trouble>;

    /// Writes the record over the state that was read, and over no other.
    ///
    /// # Errors
    /// A [`Cause::Conflict`] where somebody wrote another one meanwhile.
    fn write_record(&self, record: &Record, over: Option<&Version>) -> Result<Version, Trouble>;

    /// What is there, asked only where there is no record: none of it is ours.
    ///
    /// # Errors
    /// When the destination cannot be asked.
    fn there(&self) -> Result<Vec<String>, Trouble>;

    /// Sends files, in any order, several at a time. Each is there whole or not at all.
    ///
    /// # Errors
    /// The first that could not be sent, after what was begun has ended.
    fn send<'c>(&self, wave: &[Change<'c>], done: Done<'_, Change<'c>>) -> Result<(), Trouble>;

    /// Removes files, and where it can the folders that they leave empty. One that is not there is done.
    ///
    /// # Errors
    /// The first that could not be removed.
    fn remove<'c>(&self, wave: &[Gone<'c>], done: Done<'_, Gone<'c>>) -> Result<(), Trouble>;

    /// Whether all that was sent appears at once, when the last record is written.
    fn is_atomic(&self) -> bool {
        false
    }

    /// The record of an earlier publication, if its state can be gone back to.
    ///
    /// # Errors
    /// Why it cannot.
    fn former(&self, publication: &Publication) -> Result<String, Trouble>;

    /// The bytes of a file as it stood in an earlier publication.
    ///
    /// # Errors
    /// When they are not kept.
    fn fetch(&self, publication: &Publication, path: &str, standing: &Standing) -> Result<Vec<u8>, Trouble>;
}

/// The target of a place. `root` is the project's folder, and so many former states are kept where
/// that is ours to do.
///
/// # Errors
/// When this program was built without it, or what it needs is missing.
pub fn open(place: &Place, keep: usize, root: &Path) -> Result<Box<dyn Target>, Trouble> {
    match place {
        Place::Folder(path) => Ok(Box::new(folder::Folder::new(&root.join(path), keep))),
        Place::Git { remote, branch } => Ok(Box::new(git::Git::open(root, remote, branch)?)),
        Place::Rsync(login) => Ok(Box::new(rsync::Rsync::new(login.clone()))),
        #[cfg(feature = "sftp")]
        Place::Sftp(login) => Ok(Box::new(sftp::Sftp::open(login)?)),
        #[cfg(feature = "object-store")]
        Place::Objects { store, bucket, prefix, endpoint, region } => {
            let (endpoint, region) = (endpoint.as_deref(), region.as_deref());
            let bucket = objects::Bucket { store: *store, name: bucket, prefix, endpoint, region };
            Ok(Box::new(objects::Objects::open(&bucket)?))
        }
        #[cfg(not(all(feature = "sftp", feature = "object-store")))]
        other => Err(Trouble::new(
            Cause::Other,
            format!("this dateline was built without the part that publishes to {other}"),
        )
        .help("install the whole one: `cargo install dateline`")),
    }
}

/// Why a destination could not be brought up to date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trouble {
    /// What kind of trouble it is.
    pub cause: Cause,
    /// What went wrong, in a line.
    pub message: String,
    /// What to type.
    pub help: Option<String>,
}

/// What kind of trouble it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cause {
    /// It may work the next time: a connection that was cut, a service that is busy.
    Passing,
    /// Somebody else published meanwhile.
    Conflict,
    /// There is no room left.
    Full,
    /// The credentials are missing or not enough.
    Denied,
    /// Anything else.
    Other,
}

impl Trouble {
    /// Trouble of a kind.
    pub fn new(cause: Cause, message: impl Into<String>) -> Self {
        Self { cause, message: message.into(), help: None }
    }

    /// Says what to type.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Somebody else wrote a record meanwhile.
    pub fn conflict() -> Self {
        Self::new(Cause::Conflict, "somebody else published meanwhile")
            .help("get their copy and publish again; `dateline publish --dry-run` shows what would change")
    }

    /// What the system said when something was tried on a file.
    pub fn io(what: &str, path: &Path, error: &std::io::Error) -> Self {
        let cause = match error.kind() {
            std::io::ErrorKind::StorageFull | std::io::ErrorKind::QuotaExceeded | std::io::ErrorKind::FileTooLarge => {
                Cause::Full
            }
            std::io::ErrorKind::PermissionDenied => Cause::Denied,
            _ => Cause::Other,
        };
        let trouble = Self::new(cause, format!("cannot {what} `{}`: {error}", path.display()));
        match cause {
            Cause::Full => trouble.help("make room and publish again: it goes on where it stopped"),
            _ => trouble,
        }
    }
}

impl fmt::Display for Trouble {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.message)
    }
}

impl std::error::Error for Trouble {}

impl From<Unreadable> for Trouble {
    fn from(unreadable: Unreadable) -> Self {
        let trouble = Self::new(Cause::Other, unreadable.to_string());
        match unreadable {
            Unreadable::Changed(_) => trouble.help("remove that file and publish again"),
            Unreadable::Io(..) => trouble,
        }
    }
}
