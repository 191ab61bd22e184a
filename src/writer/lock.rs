//! The lock on a folder: one process at a time works in it.
//!
//! In: the folder. Out: a [`Lock`], which is given back when it is dropped, and by the system when its process ends in
//! whatever way. Elsewhere than on Unix no folder can be locked: a file beside it is, which nobody else can open and
//! which goes with its lock.

use std::fs::File;
use std::io;
use std::path::Path;

/// A lock on a folder, held until it is dropped.
#[derive(Debug)]
pub struct Lock {
    _file: File,
}

#[cfg(not(windows))]
impl Lock {
    /// Takes the lock; none where another process has it.
    ///
    /// # Errors
    /// When the folder is not there, or the system has no locks on it.
    pub fn try_on(folder: &Path) -> io::Result<Option<Self>> {
        let file = File::open(folder)?;
        match file.try_lock() {
            Ok(()) => Ok(Some(Self { _file: file })),
            Err(std::fs::TryLockError::WouldBlock) => Ok(None),
            Err(std::fs::TryLockError::Error(error)) => Err(error),
        }
    }

    /// Takes the lock when it is free.
    ///
    /// # Errors
    /// As [`Lock::try_on`].
    pub fn on(folder: &Path) -> io::Result<Self> {
        let file = File::open(folder)?;
        file.lock()?;
        Ok(Self { _file: file })
    }
}

#[cfg(windows)]
impl Lock {
    /// Takes the lock; none where another process has it.
    ///
    /// # Errors
    /// When the folder above is not there, or the system refuses.
    pub fn try_on(folder: &Path) -> io::Result<Option<Self>> {
        use std::os::windows::fs::OpenOptionsExt;
        /// `GENERIC_READ | GENERIC_WRITE | DELETE` of `CreateFileW`.
        const ACCESS: u32 = 0x8000_0000 | 0x4000_0000 | 0x0001_0000;
        const FILE_FLAG_DELETE_ON_CLOSE: u32 = 0x0400_0000;
        const ERROR_SHARING_VIOLATION: i32 = 32;
        let mut path = folder.as_os_str().to_owned();
        path.push(".lock");
        let mut options = File::options();
        options.write(true).create(true).access_mode(ACCESS).share_mode(0).custom_flags(FILE_FLAG_DELETE_ON_CLOSE);
        match options.open(path) {
            Ok(file) => Ok(Some(Self { _file: file })),
            Err(error) if error.raw_os_error() == Some(ERROR_SHARING_VIOLATION) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Takes the lock when it is free.
    ///
    /// # Errors
    /// As [`Lock::try_on`].
    pub fn on(folder: &Path) -> io::Result<Self> {
        loop {
            if let Some(lock) = Self::try_on(folder)? {
                return Ok(lock);
            }
            std::thread::sleep(std::time::Duration::from_millis(20));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_at_a_time_has_the_lock() {
        let folder = tempfile::tempdir().unwrap();
        let held = Lock::try_on(folder.path()).unwrap();
        assert!(held.is_some() && Lock::try_on(folder.path()).unwrap().is_none());
        drop(held);
        assert!(Lock::on(folder.path()).is_ok());
    }
}
