//! The world on disk.

use super::{File, Listing, Unreadable, World, is_aside};
use jiff::Timestamp;
use std::io;
use std::path::{Path, PathBuf};
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

impl World for Disk {
    fn read(&self, path: &str) -> io::Result<Vec<u8>> {
        std::fs::read(self.root.join(path))
    }

    fn files(&self, folder: &str) -> Listing {
        let mut listing = Listing::default();
        let start = self.root.join(folder);
        if !start.exists() {
            return listing;
        }
        // Links are followed, as desks link shared folders in; walkdir tells a loop from a link.
        let walk = WalkDir::new(&start).follow_links(true).into_iter();
        for entry in walk.filter_entry(|entry| entry.depth() == 0 || !is_aside(&entry.file_name().to_string_lossy())) {
            match entry {
                Ok(entry) if entry.file_type().is_file() => match self.file(&entry) {
                    Ok(file) => listing.files.push(file),
                    Err(unreadable) => listing.unreadable.push(unreadable),
                },
                Ok(_) => {}
                Err(error) => listing.unreadable.push(self.unreadable(&error)),
            }
        }
        listing.files.sort_by(|a, b| a.path.cmp(&b.path));
        listing
    }

    fn now(&self) -> Timestamp {
        self.now
    }
}

impl Disk {
    fn file(&self, entry: &DirEntry) -> Result<File, Unreadable> {
        let path = self.relative(entry.path());
        if entry.path().to_str().is_none() {
            return Err(Unreadable { path, why: "its name is not UTF-8".into() });
        }
        let meta = entry.metadata().map_err(|error| self.unreadable(&error))?;
        let modified = meta.modified().ok().and_then(|time| Timestamp::try_from(time).ok());
        Ok(File { path, size: meta.len(), modified })
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
        let path = path.strip_prefix(&self.root).unwrap_or(path);
        let parts: Vec<_> = path.components().map(|part| part.as_os_str().to_string_lossy()).collect();
        parts.join("/")
    }
}

/// The system's words without its number.
fn plain_words(error: &io::Error) -> String {
    let words = error.to_string();
    words.split(" (os error").next().unwrap_or(&words).to_lowercase()
}
