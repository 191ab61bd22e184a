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
        self.open.as_ref().map_or_else(|| self.look_from_afar(path), |open| look_in(open, path))
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

/// What stands at a path below an open folder.
#[cfg(target_os = "linux")]
fn look_in(open: impl std::os::fd::AsFd, path: &str) -> Option<There> {
    use rustix::fs::{AtFlags, FileType, statat};
    let there = statat(open, path, AtFlags::SYMLINK_NOFOLLOW).ok()?;
    let is_file = FileType::from_raw_mode(there.st_mode) == FileType::RegularFile;
    let len = u64::try_from(there.st_size).ok()?;
    Some(There { is_file, len, changed: (there.st_ctime, i64::try_from(there.st_ctime_nsec).ok()?) })
}

/// A look at files in the order of their paths. Every output is asked after at every build, so that one that was
/// changed by hand is noticed: what is common to the ways to many of them is gone once.
pub(super) struct Walk<'a> {
    folder: &'a Folder,
    /// The way to the folder in which the last file or its folder lies, and that, open.
    #[cfg(target_os = "linux")]
    near: Option<(&'a str, std::os::fd::OwnedFd)>,
}

impl<'a> Walk<'a> {
    pub(super) fn of(folder: &'a Folder) -> Self {
        Self {
            folder,
            #[cfg(target_os = "linux")]
            near: None,
        }
    }

    /// What stands at a path.
    #[cfg(target_os = "linux")]
    pub(super) fn look(&mut self, path: &'a str) -> Option<There> {
        use rustix::fs::{Mode, OFlags, openat};
        if let Some((near, rest)) = self.near.as_ref().and_then(|(way, near)| Some((near, below(way, path)?))) {
            return look_in(near, rest);
        }
        let above = |path: &'a str| path.rsplit_once('/').map(|(above, _)| above);
        let Some(way) = above(path).and_then(above) else { return self.folder.look(path) };
        let flags = OFlags::PATH | OFlags::DIRECTORY | OFlags::CLOEXEC;
        let near = openat(self.folder.open.as_ref()?, way, flags, Mode::empty()).ok()?;
        let there = look_in(&near, &path[way.len() + 1..]);
        self.near = Some((way, near));
        there
    }

    /// What stands at a path.
    #[cfg(not(target_os = "linux"))]
    pub(super) fn look(&mut self, path: &str) -> Option<There> {
        self.folder.look(path)
    }
}

/// The rest of a path to a file in a folder in the folder at the end of a way.
#[cfg(target_os = "linux")]
fn below<'a>(way: &str, path: &'a str) -> Option<&'a str> {
    let rest = path.strip_prefix(way)?.strip_prefix('/')?;
    (rest.bytes().filter(|byte| *byte == b'/').count() == 1).then_some(rest)
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
