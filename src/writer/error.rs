//! Why an output folder could not be written.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

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

/// Says what was tried on which file when the system refuses.
pub(super) fn tried<T>(what: &'static str, path: &Path, result: io::Result<T>) -> Result<T, WriteError> {
    result.map_err(|error| WriteError::Io { what, path: path.into(), error })
}
