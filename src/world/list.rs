//! The files below a folder, each asked after by its name in its folder: to find the whole way to each
//! of a hundred thousand files again takes longer than all the rest.
//!
//! 1. The names in a folder are read into one text.
//! 2. Its files are asked after in the order in which the system names them, which is about that in which it has
//!    them in memory.
//! 3. They are put into the order of their names, with what is in the folders below between them.

use super::disk::{Rested, stamp};
use super::{File, Stamp, is_aside};
use jiff::Timestamp;
use rayon::prelude::*;
use rustix::fs::{AtFlags, FileType, Mode, OFlags, RawDir, open, openat, statat};
use std::ffi::{CStr, CString};
use std::ops::Range;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::path::Path;

/// How many files of a folder one thread asks after at a time.
const AT_A_TIME: usize = 512;
/// Bytes in which the system puts names of a folder at a time.
const ROOM: usize = 64 * 1024;
/// A folder, and no link to one.
const FOLDER: OFlags = OFlags::RDONLY.union(OFlags::DIRECTORY).union(OFlags::NOFOLLOW).union(OFlags::CLOEXEC);

/// The files below a folder, which has this path in the project, sorted by path. Nothing where something has to be
/// looked at more closely: a link, a name that is no text, what the system refuses.
pub(super) fn files(folder: &Path, path: &str) -> Option<Vec<File>> {
    let pieces = below(&open(folder, FOLDER, Mode::empty()).ok()?, path, Rested::by_now())?;
    let mut files = Vec::with_capacity(pieces.iter().map(Vec::len).sum());
    pieces.into_iter().for_each(|piece| files.extend(piece));
    Some(files)
}

/// The same in pieces, so that a file is moved to its place among all once, however deep it lies.
fn below(folder: &OwnedFd, path: &str, rested: Rested) -> Option<Vec<Vec<File>>> {
    let mut names = Names::of(folder)?;
    let mut files = files_in(folder.as_fd(), path, &names, rested)?;
    // The paths in a folder go on after its name with `/`.
    let paths = names.folders.drain(..).map(|name| Some((format!("{path}/{}/", name.to_str().ok()?), name)));
    let mut folders = paths.collect::<Option<Vec<(String, CString)>>>()?;
    folders.sort_unstable();
    let inner = folders.par_iter().map(|(path, name)| {
        let inner = openat(folder, name, FOLDER, Mode::empty()).ok()?;
        below(&inner, path.strip_suffix('/')?, rested)
    });
    let mut pieces = Vec::new();
    for ((path, _), inner) in folders.iter().zip(inner.collect::<Vec<_>>()) {
        let after = files.split_off(files.partition_point(|file| file.path < *path));
        pieces.push(std::mem::replace(&mut files, after));
        pieces.extend(inner?);
    }
    pieces.push(files);
    Some(pieces)
}

/// What stands in a folder, in the order in which the system names it.
#[derive(Default)]
struct Names {
    /// The names of the files, each with a zero after it.
    text: String,
    /// Where each of them stands in the text, without the zero.
    files: Vec<Range<usize>>,
    folders: Vec<CString>,
}

impl Names {
    fn of(folder: &OwnedFd) -> Option<Self> {
        let mut names = Self::default();
        let mut room = Vec::with_capacity(ROOM);
        let mut dir = RawDir::new(folder, room.spare_capacity_mut());
        while let Some(entry) = dir.next() {
            let entry = entry.ok()?;
            let name = entry.file_name().to_str().ok()?;
            match entry.file_type() {
                _ if is_aside(name) => {}
                FileType::RegularFile => names.add(name),
                FileType::Directory => names.folders.push(entry.file_name().to_owned()),
                FileType::Symlink | FileType::Unknown => return None,
                _ => {}
            }
        }
        Some(names)
    }

    fn add(&mut self, file: &str) {
        let start = self.text.len();
        self.text.push_str(file);
        self.files.push(start..self.text.len());
        self.text.push('\0');
    }

    /// The name of a file by its place.
    fn name(&self, place: usize) -> &str {
        &self.text[self.files[place].clone()]
    }

    /// The same as the system takes it.
    fn c_name(&self, place: usize) -> Option<&CStr> {
        let Range { start, end } = self.files[place];
        CStr::from_bytes_with_nul(self.text[start..=end].as_bytes()).ok()
    }

    /// The places of the files, sorted by name.
    fn sorted(&self) -> impl Iterator<Item = usize> + use<> {
        // To compare the beginnings of two names as numbers takes less time than to fetch the names.
        let beginning = |place: usize| {
            let mut beginning = [0; 16];
            self.name(place).bytes().zip(&mut beginning).for_each(|(byte, to)| *to = byte);
            u128::from_be_bytes(beginning)
        };
        let mut order: Vec<(u128, usize)> = (0..self.files.len()).map(|place| (beginning(place), place)).collect();
        order.sort_unstable_by(|(a, x), (b, y)| a.cmp(b).then_with(|| self.name(*x).cmp(self.name(*y))));
        order.into_iter().map(|(_, place)| place)
    }
}

/// The files of a folder, sorted by path.
fn files_in(folder: BorrowedFd<'_>, path: &str, names: &Names, rested: Rested) -> Option<Vec<File>> {
    let places = (0..names.files.len()).into_par_iter().with_min_len(AT_A_TIME);
    let there: Vec<Option<There>> = places.map(|place| There::of(folder, names.c_name(place)?, rested)).collect();
    let mut files = Vec::with_capacity(there.len());
    for place in names.sorted() {
        let There { size, modified, stamp } = there[place]?;
        files.push(File { path: [path, "/", names.name(place)].concat(), size, modified, stamp });
    }
    Some(files)
}

/// What the system tells of a file.
#[derive(Clone, Copy)]
struct There {
    size: u64,
    modified: Option<Timestamp>,
    stamp: Option<Stamp>,
}

impl There {
    fn of(folder: BorrowedFd<'_>, name: &CStr, rested: Rested) -> Option<Self> {
        let there = statat(folder, name, AtFlags::SYMLINK_NOFOLLOW).ok()?;
        if FileType::from_raw_mode(there.st_mode) != FileType::RegularFile {
            return None;
        }
        let size = u64::try_from(there.st_size).ok()?;
        let modified = Timestamp::new(there.st_mtime, i32::try_from(there.st_mtime_nsec).ok()?).ok();
        let changed = (there.st_ctime, i64::try_from(there.st_ctime_nsec).ok()?);
        Some(Self { size, modified, stamp: stamp(there.st_ino, size, changed, rested) })
    }
}

#[cfg(test)]
mod tests {
    use crate::world::{Disk, File, World};
    use std::fs;

    /// A link has the folder listed the long way, which has to find the same.
    #[test]
    fn a_folder_is_listed_alike_with_a_link_in_it_and_without() {
        let root = tempfile::tempdir().unwrap();
        for path in ["a/x.md", "a-b/y.md", "a.md", "z/.hidden/w.md", "z/.w.md", "z/w.md~", "z/#w.md#", "z/u/ü.txt"] {
            let path = root.path().join("content").join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(&path, "Calm.").unwrap();
        }
        let disk = Disk::new(root.path(), jiff::Timestamp::now());
        let listed = disk.files("content");
        assert!(super::files(&root.path().join("content"), "content").is_some());
        let paths: Vec<&str> = listed.files.iter().map(|file| file.path.as_str()).collect();
        assert_eq!(paths, ["content/a-b/y.md", "content/a.md", "content/a/x.md", "content/z/u/ü.txt"]);

        std::os::unix::fs::symlink("nowhere", root.path().join("content/z/link.md")).unwrap();
        assert!(super::files(&root.path().join("content"), "content").is_none());
        let told = |file: &File| (file.path.clone(), file.size, file.modified);
        let with_link: Vec<_> = disk.files("content").files.iter().map(told).collect();
        assert_eq!(with_link, listed.files.iter().map(told).collect::<Vec<_>>());
    }
}
