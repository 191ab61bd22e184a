//! The world on disk.

#[cfg(target_os = "linux")]
use super::list;
use super::{File, Folder, Listing, Names, Stamp, Unreadable, World, is_aside};
use jiff::Timestamp;
use rayon::prelude::*;
use std::fs::Metadata;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
#[cfg(unix)]
use std::time::{Duration, SystemTime};
use walkdir::{DirEntry, WalkDir};

/// A project in a folder, at a fixed time: the clock is read once, at the door.
#[derive(Debug)]
pub struct Disk {
    root: PathBuf,
    now: Timestamp,
}

impl Disk {
    /// The project in `root`, as of `now`.
    pub fn new(root: impl Into<PathBuf>, now: Timestamp) -> Self {
        Self { root: root.into(), now }
    }

    /// The project's folder.
    pub fn root(&self) -> &Path {
        &self.root
    }
}

/// What most texts are shorter than, in bytes.
const TEXT: usize = 16 * 1024;

/// How many files of a folder are asked after at a time.
const AT_A_TIME: usize = 8192;

impl World for Disk {
    fn read(&self, path: &str) -> io::Result<Vec<u8>> {
        let mut file = std::fs::File::open(self.root.join(path))?;
        // Nearly every file is a text, and to ask for its size first takes as long as to read it.
        let mut bytes = Vec::with_capacity(TEXT);
        file.by_ref().take(TEXT as u64).read_to_end(&mut bytes)?;
        if bytes.len() == TEXT {
            file.read_to_end(&mut bytes)?;
        }
        Ok(bytes)
    }

    fn files(&self, folder: &str) -> Listing {
        self.files_again(folder, &|_| None).0
    }

    #[cfg(target_os = "linux")]
    fn files_again<'a>(
        &self,
        folder: &str,
        known: &(dyn Fn(&str) -> Option<&'a Names> + Sync + 'a),
    ) -> (Listing, Vec<Folder>) {
        let below = || list::below(&self.root.join(folder), folder, known, Rested::by_now());
        match is_plain(folder).then(below).flatten() {
            Some(mut below) => (Listing { files: below.files(), ..Listing::default() }, below.folders),
            None => (self.walk(folder), Vec::new()),
        }
    }

    #[cfg(not(target_os = "linux"))]
    fn files_again<'a>(
        &self,
        folder: &str,
        _: &(dyn Fn(&str) -> Option<&'a Names> + Sync + 'a),
    ) -> (Listing, Vec<Folder>) {
        (self.walk(folder), Vec::new())
    }

    fn now(&self) -> Timestamp {
        self.now
    }
}

impl Disk {
    /// The files below a folder by the long way.
    fn walk(&self, folder: &str) -> Listing {
        let mut listing = Listing::default();
        let start = self.root.join(folder);
        if !start.exists() {
            listing.is_missing = true;
            return listing;
        }
        // Links are followed, as desks link shared folders in; walkdir tells a loop from a link.
        let walk = WalkDir::new(&start).follow_links(true).into_iter();
        let walk = walk.filter_entry(|entry| entry.depth() == 0 || !is_aside(&entry.file_name().to_string_lossy()));
        let mut walk = walk.filter(|entry| !entry.as_ref().is_ok_and(|entry| !entry.file_type().is_file()));
        loop {
            // Asking after a file takes longer than finding it, so some are found and then asked after at once.
            let some: Vec<walkdir::Result<DirEntry>> = walk.by_ref().take(AT_A_TIME).collect();
            if some.is_empty() {
                break;
            }
            let files: Vec<Result<File, Unreadable>> = some.par_iter().map(|entry| self.file(entry)).collect();
            for file in files {
                match file {
                    Ok(file) => listing.files.push(file),
                    Err(unreadable) => listing.unreadable.push(unreadable),
                }
            }
        }
        listing.files.par_sort_unstable_by(|a, b| a.path.cmp(&b.path));
        listing
    }

    fn file(&self, entry: &walkdir::Result<DirEntry>) -> Result<File, Unreadable> {
        let entry = entry.as_ref().map_err(|error| self.unreadable(error))?;
        let path = self.relative(entry.path());
        if entry.path().to_str().is_none() {
            return Err(Unreadable { path, why: "its name is not UTF-8".into() });
        }
        let meta = entry.metadata().map_err(|error| self.unreadable(&error))?;
        let modified = meta.modified().ok().and_then(|time| Timestamp::try_from(time).ok());
        Ok(File { path, size: meta.len(), modified, stamp: stamp_of(&meta) })
    }

    fn unreadable(&self, error: &walkdir::Error) -> Unreadable {
        let path = error.path().map(|path| self.relative(path)).unwrap_or_default();
        let why = match (error.loop_ancestor(), error.io_error()) {
            (Some(ancestor), _) => format!("it is a link that leads back to `{}`", self.relative(ancestor)),
            (None, Some(error)) => plain_words(error),
            (None, None) => error.to_string(),
        };
        Unreadable { path, why }
    }

    fn relative(&self, path: &Path) -> String {
        // Nearly every path is the root's and more, as text: to take paths apart takes longer.
        if let (Some(root), Some(path), '/') = (self.root.to_str(), path.to_str(), std::path::MAIN_SEPARATOR)
            && let Some(inner) = path.strip_prefix(root.trim_end_matches('/')).and_then(|rest| rest.strip_prefix('/'))
            && !inner.starts_with('/')
        {
            return inner.to_owned();
        }
        let path = path.strip_prefix(&self.root).unwrap_or(path);
        let parts: Vec<_> = path.components().map(|part| part.as_os_str().to_string_lossy()).collect();
        parts.join("/")
    }
}

/// Whether a folder is named as the files below it are.
#[cfg(target_os = "linux")]
fn is_plain(folder: &str) -> bool {
    folder.split('/').all(|part| !matches!(part, "" | "." | ".."))
}

/// A file that changed so lately may change again without its stamp showing it: some systems note
/// times by the second or two.
#[cfg(unix)]
const FRESH: Duration = Duration::from_secs(2);

/// The time before which a file has to have changed last to have rested for long enough, in seconds and nanoseconds.
#[cfg(unix)]
#[derive(Debug, Clone, Copy)]
pub(super) struct Rested((i64, i64));

#[cfg(unix)]
impl Rested {
    /// That time for files that are asked after now or later.
    pub(super) fn by_now() -> Self {
        let before = SystemTime::now().checked_sub(FRESH);
        let since = before.and_then(|before| before.duration_since(SystemTime::UNIX_EPOCH).ok()).unwrap_or_default();
        Self((i64::try_from(since.as_secs()).unwrap_or_default(), since.subsec_nanos().into()))
    }

    /// A time before which all has changed last, for tests that do not wait.
    #[cfg(all(test, target_os = "linux"))]
    pub(super) fn at_once() -> Self {
        Self((i64::MAX, 0))
    }
}

#[cfg(unix)]
fn stamp_of(meta: &Metadata) -> Option<Stamp> {
    use std::os::unix::fs::MetadataExt;
    stamp(meta.ino(), meta.len(), (meta.ctime(), meta.ctime_nsec()), Rested::by_now())
}

/// The stamp of a file, if it tells enough.
#[cfg(unix)]
pub(super) fn stamp(inode: u64, size: u64, changed: (i64, i64), rested: Rested) -> Option<Stamp> {
    (changed < rested.0).then(|| Stamp::of(inode, size, changed))
}

/// The stamp of the file at a path, of no project, if it tells enough.
pub fn stamp_at(path: &Path) -> Option<Stamp> {
    stamp_of(&path.metadata().ok()?)
}

/// Elsewhere the standard library knows no time that cannot be set back.
#[cfg(not(unix))]
fn stamp_of(_: &Metadata) -> Option<Stamp> {
    None
}

/// The system's words without its number.
fn plain_words(error: &io::Error) -> String {
    let words = error.to_string();
    words.split(" (os error").next().unwrap_or(&words).to_lowercase()
}
