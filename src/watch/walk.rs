//! Everything at or below a path, with what tells whether it was touched.

use crate::world::is_aside;
use std::fs::{self, Metadata};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// What a file's entry says without its being read. Where the system has one, the number of the
/// file and the time of its last change are in it, which no program can set back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stamp {
    pub(super) len: u64,
    pub(super) modified: Option<SystemTime>,
    change: (u64, i64, i64),
}

impl Stamp {
    pub(super) fn of(meta: &Metadata) -> Self {
        #[cfg(unix)]
        let change = {
            use std::os::unix::fs::MetadataExt;
            (meta.ino(), meta.ctime(), meta.ctime_nsec())
        };
        #[cfg(not(unix))]
        let change = (0, 0, 0);
        Self { len: meta.len(), modified: meta.modified().ok(), change }
    }
}

/// Whether `path` lies in the folder `above`; everything lies in the root, which has no name.
pub(super) fn is_below(path: &str, above: &str) -> bool {
    above.is_empty() || path.strip_prefix(above).is_some_and(|rest| rest.starts_with('/'))
}

/// Walks from a path, following links. `enter` is told of each folder before its entries are read,
/// and of the real place of each file that is a link: whoever listens there from then on misses
/// nothing.
pub(super) fn walk(root: &Path, path: &str, enter: &mut dyn FnMut(&str, &Path)) -> Vec<(String, Stamp)> {
    let above = path.match_indices('/').filter_map(|(at, _)| root.join(&path[..at]).canonicalize().ok()).collect();
    let mut walk = Walk { enter, above, files: Vec::new() };
    let is_aside = path.rsplit('/').next().is_some_and(is_aside);
    if !is_aside {
        walk.entry(path.to_owned(), &root.join(path), true);
    }
    walk.files
}

struct Walk<'a> {
    enter: &'a mut dyn FnMut(&str, &Path),
    /// The folders that we are in, to notice a link that leads back.
    above: Vec<PathBuf>,
    files: Vec<(String, Stamp)>,
}

impl Walk<'_> {
    fn entry(&mut self, path: String, place: &Path, may_be_link: bool) {
        let Ok(meta) = fs::metadata(place) else { return };
        // Links above it count too, at the path that the walk begins with.
        let real = if may_be_link { place.canonicalize().ok() } else { None };
        if meta.is_dir() {
            self.folder(&path, real.as_deref().unwrap_or(place));
        } else if meta.is_file() {
            if let Some(real) = real.filter(|real| real != place) {
                (self.enter)(&path, &real);
            }
            self.files.push((path, Stamp::of(&meta)));
        }
    }

    fn folder(&mut self, path: &str, real: &Path) {
        if self.above.iter().any(|above| above == real) {
            return;
        }
        (self.enter)(path, real);
        let Ok(entries) = fs::read_dir(real) else { return };
        self.above.push(real.to_owned());
        for entry in entries.flatten() {
            let name = entry.file_name();
            let (Some(name), Ok(kind)) = (name.to_str(), entry.file_type()) else { continue };
            if !is_aside(name) {
                self.entry(format!("{path}/{name}"), &real.join(name), kind.is_symlink());
            }
        }
        self.above.pop();
    }
}
