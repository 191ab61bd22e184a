//! The files below a folder, each asked after by its name in its folder: to find the whole way to each
//! of a hundred thousand files again takes longer than all the rest.
//!
//! 1. The names in a folder are read, or are known: whoever brings something into a folder, takes it away or renames
//!    it changes the folder, and the system notes when that was.
//! 2. Its files are asked after in the order in which the system names them, which is about that in which it has
//!    them in memory.
//! 3. They are put into the order of their names, with what is in the folders below between them.

use super::disk::{Rested, stamp};
use super::names::{Folder, Names};
use super::{File, Stamp, is_aside};
use jiff::Timestamp;
use rayon::prelude::*;
use rustix::fs::{AtFlags, FileType, Mode, OFlags, RawDir, fstat, fstatfs, open, openat, statat};
use std::ffi::CStr;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::path::Path;

/// How many files of a folder one thread asks after at a time.
const AT_A_TIME: usize = 512;
/// Bytes in which the system puts names of a folder at a time.
const ROOM: usize = 64 * 1024;
/// A folder, and no link to one.
const FOLDER: OFlags = OFlags::RDONLY.union(OFlags::DIRECTORY).union(OFlags::NOFOLLOW).union(OFlags::CLOEXEC);
/// The file systems that are certain to note each change of a folder: ext2 to 4, XFS, Btrfs, F2FS and in memory. One
/// that is made of something else, far away or by a program, may not.
const NOTING: [u32; 5] = [0xef53, 0x5846_5342, 0x9123_683e, 0xf2f5_2010, 0x0102_1994];

/// What is known of folders, by their paths.
pub(super) type Known<'a> = dyn Fn(&str) -> Option<&'a Names> + Sync + 'a;

/// What is below a folder.
#[derive(Default)]
pub(super) struct Below {
    /// The files in pieces, so that a file is moved to its place among all once, however deep it lies.
    pieces: Vec<Vec<File>>,
    /// The folders that were listed.
    pub(super) folders: Vec<Folder>,
}

impl Below {
    /// The files, sorted by path.
    pub(super) fn files(&mut self) -> Vec<File> {
        let mut files = Vec::with_capacity(self.pieces.iter().map(Vec::len).sum());
        self.pieces.drain(..).for_each(|piece| files.extend(piece));
        files
    }
}

/// What is below a folder, which has this path in the project. Nothing where something has to be looked at more
/// closely: a link, a name that is no text, what the system refuses.
pub(super) fn below(folder: &Path, path: &str, known: &Known<'_>, rested: Rested) -> Option<Below> {
    below_open(&open(folder, FOLDER, Mode::empty()).ok()?, path, known, rested)
}

fn below_open(folder: &OwnedFd, path: &str, known: &Known<'_>, rested: Rested) -> Option<Below> {
    // The stamp comes first: what is changed meanwhile breaks it.
    let stamp = stamp_of(folder, rested);
    let known_names = known(path).filter(|names| stamp.is_some() && names.stamp == stamp);
    let listed = if known_names.is_none() { Some(list(folder, stamp)?) } else { None };
    let names = known_names.or(listed.as_ref())?;
    let mut files = files_in(folder.as_fd(), path, names, rested)?;
    let inner = names.folders.par_iter().map(|name| {
        let inner = openat(folder, name, FOLDER, Mode::empty()).ok()?;
        below_open(&inner, &format!("{path}/{name}"), known, rested)
    });
    let inner: Vec<Option<Below>> = inner.collect();
    let mut below = Below::default();
    for (name, inner) in names.folders.iter().zip(inner) {
        let start = format!("{path}/{name}/");
        let after = files.split_off(files.partition_point(|file| file.path < start));
        let Below { pieces, folders } = inner?;
        below.pieces.push(std::mem::replace(&mut files, after));
        below.pieces.extend(pieces);
        below.folders.extend(folders);
    }
    below.pieces.push(files);
    below.folders.push(Folder { path: path.into(), names: listed });
    Some(below)
}

/// The stamp of a folder, where the system is certain to note each change of it.
fn stamp_of(folder: &OwnedFd, rested: Rested) -> Option<Stamp> {
    let is_noting = NOTING.contains(&(fstatfs(folder).ok()?.f_type as u32));
    let there = fstat(folder).ok().filter(|_| is_noting)?;
    let changed = (there.st_ctime, i64::try_from(there.st_ctime_nsec).ok()?);
    // Which device it is on counts too: another may be mounted in its place.
    stamp(there.st_ino, there.st_dev, changed, rested)
}

/// Lists a folder.
fn list(folder: &OwnedFd, stamp: Option<Stamp>) -> Option<Names> {
    let (mut files, mut folders) = (String::new(), Vec::new());
    let mut room = Vec::with_capacity(ROOM);
    let mut dir = RawDir::new(folder, room.spare_capacity_mut());
    while let Some(entry) = dir.next() {
        let entry = entry.ok()?;
        let name = entry.file_name().to_str().ok()?;
        match entry.file_type() {
            _ if is_aside(name) => {}
            FileType::RegularFile => files.extend([name, "\0"]),
            FileType::Directory => folders.push(name.to_owned()),
            FileType::Symlink | FileType::Unknown => return None,
            _ => {}
        }
    }
    Some(Names::of(stamp, files, folders))
}

/// The files of a folder, sorted by path.
fn files_in(folder: BorrowedFd<'_>, path: &str, names: &Names, rested: Rested) -> Option<Vec<File>> {
    let places = (0..names.len()).into_par_iter().with_min_len(AT_A_TIME);
    let there: Vec<Option<There>> = places.map(|place| There::of(folder, names.c_name(place)?, rested)).collect();
    let mut files = Vec::with_capacity(there.len());
    for (place, name) in names.in_order() {
        let There { size, modified, stamp } = (*there.get(place)?)?;
        files.push(File { path: [path, "/", name].concat(), size, modified, stamp });
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
    use crate::world::disk::Rested;
    use crate::world::{Disk, File, Folder, Names, World};
    use std::collections::BTreeMap;
    use std::fs;
    use std::time::Duration;

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
        let is_plain = || super::below(&root.path().join("content"), "content", &|_| None, Rested::by_now()).is_some();
        assert!(is_plain());
        let paths: Vec<&str> = listed.files.iter().map(|file| file.path.as_str()).collect();
        assert_eq!(paths, ["content/a-b/y.md", "content/a.md", "content/a/x.md", "content/z/u/ü.txt"]);

        std::os::unix::fs::symlink("nowhere", root.path().join("content/z/link.md")).unwrap();
        assert!(!is_plain());
        let told = |file: &File| (file.path.clone(), file.size, file.modified);
        let with_link: Vec<_> = disk.files("content").files.iter().map(told).collect();
        assert_eq!(with_link, listed.files.iter().map(told).collect::<Vec<_>>());
    }

    /// Whatever is done in folders, what is known of the others leads to the same files.
    #[test]
    fn a_folder_that_is_known_is_listed_as_it_is() {
        let root = tempfile::tempdir().unwrap();
        let at = |path: &str| root.path().join("content").join(path);
        let write = |path: &str| fs::write(at(path), "Calm.").unwrap();
        let rename = |from: &str, to: &str| fs::rename(at(from), at(to)).unwrap();
        ["a/b", "c"].iter().for_each(|folder| fs::create_dir_all(at(folder)).unwrap());
        ["a/x.md", "a/b/y.md", "a.md", "c/z.md"].into_iter().for_each(write);
        let steps: [&dyn Fn(); 9] = [
            &|| (),
            &|| write("a/b/w.md"),
            &|| write("a/x.md"),
            &|| rename("a/x.md", "a/u.md"),
            &|| rename("a/u.md", "a/b/y.md"),
            &|| rename("a/b", "c/b"),
            &|| fs::remove_dir_all(at("c/b")).unwrap(),
            &|| rename("c", "d"),
            &|| {
                rename("a.md", "c");
                rename("d", "a/b");
            },
        ];
        let mut known: BTreeMap<Box<str>, Names> = BTreeMap::new();
        for step in steps {
            // So that the clock of the system goes on.
            std::thread::sleep(Duration::from_millis(20));
            step();
            let list = |known: &super::Known<'_>| super::below(&at(""), "content", known, Rested::at_once()).unwrap();
            let (mut again, mut anew) = (list(&|path| known.get(path)), list(&|_| None));
            assert_eq!(again.files(), anew.files());
            for Folder { path, names } in again.folders {
                assert!(names.is_some() || known.contains_key(&path));
                known.extend(names.filter(Names::may_be_known).map(|names| (path, names)));
            }
        }
        let all = super::below(&at(""), "content", &|path| known.get(path), Rested::at_once()).unwrap().folders;
        let is_known = |folder: &Folder| folder.names.is_none();
        assert!(all.iter().all(is_known) || known.is_empty());
    }
}
