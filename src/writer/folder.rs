//! The output folder as it stands.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// An output folder, open, so that what stands in it is found without the way to it.
#[derive(Debug)]
pub(super) struct Folder {
    root: PathBuf,
    #[cfg(target_os = "linux")]
    open: Option<fs::File>,
}

/// What stands at a path; a link is not followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct There {
    pub(super) is_file: bool,
    pub(super) len: u64,
    /// When the system last noted a change of it. It cannot be set back, as the time of writing can.
    pub(super) changed: (i64, i64),
}

impl Folder {
    /// The folder at a path; it may not be there yet.
    pub(super) fn new(root: &Path) -> Self {
        Self {
            root: root.into(),
            #[cfg(target_os = "linux")]
            open: fs::File::open(root).ok(),
        }
    }

    /// What stands at a path below it.
    #[cfg(target_os = "linux")]
    pub(super) fn look(&self, path: &str) -> Option<There> {
        use rustix::fs::{AtFlags, FileType, statat};
        let Some(open) = &self.open else { return self.look_from_afar(path) };
        // Every output is asked after at every build, so that one that was changed by hand is noticed.
        let there = statat(open, path, AtFlags::SYMLINK_NOFOLLOW).ok()?;
        let is_file = FileType::from_raw_mode(there.st_mode) == FileType::RegularFile;
        let (Ok(len), Ok(nanos)) = (u64::try_from(there.st_size), i64::try_from(there.st_ctime_nsec)) else {
            return self.look_from_afar(path);
        };
        Some(There { is_file, len, changed: (there.st_ctime, nanos) })
    }

    /// What stands at a path below it.
    #[cfg(not(target_os = "linux"))]
    pub(super) fn look(&self, path: &str) -> Option<There> {
        self.look_from_afar(path)
    }

    fn look_from_afar(&self, path: &str) -> Option<There> {
        let there = fs::symlink_metadata(self.root.join(path)).ok()?;
        Some(There { is_file: there.is_file(), len: there.len(), changed: changed(&there) })
    }

    /// The bytes of a file below it.
    pub(super) fn read(&self, path: &str) -> io::Result<Vec<u8>> {
        fs::read(self.root.join(path))
    }
}

#[cfg(unix)]
fn changed(meta: &fs::Metadata) -> (i64, i64) {
    use std::os::unix::fs::MetadataExt;
    (meta.ctime(), meta.ctime_nsec())
}

#[cfg(not(unix))]
fn changed(meta: &fs::Metadata) -> (i64, i64) {
    let since = meta.modified().ok().and_then(|time| time.duration_since(std::time::UNIX_EPOCH).ok());
    since.map_or((i64::MAX, 0), |since| (since.as_secs() as i64, i64::from(since.subsec_nanos())))
}
