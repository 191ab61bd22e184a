//! The files below a folder, each asked after by its name in its folder: to find the whole way to each
//! of a hundred thousand files again takes longer than all the rest.

use super::disk::stamp;
use super::{File, is_aside};
use jiff::Timestamp;
use rayon::prelude::*;
use rustix::fs::{AtFlags, FileType, Mode, OFlags, RawDir, open, openat, statat};
use std::ffi::{CStr, CString};
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::path::Path;
use std::time::SystemTime;

/// How many files of a folder one thread asks after at a time.
const AT_A_TIME: usize = 512;
/// Bytes in which the system puts names of a folder at a time.
const ROOM: usize = 64 * 1024;
/// A folder, and no link to one.
const FOLDER: OFlags = OFlags::RDONLY.union(OFlags::DIRECTORY).union(OFlags::NOFOLLOW).union(OFlags::CLOEXEC);

/// The files below a folder, which has this path in the project, in no order that matters. Nothing where
/// something has to be looked at more closely: a link, a name that is no text, what the system refuses.
pub(super) fn files(folder: &Path, path: &str) -> Option<Vec<File>> {
    let now = SystemTime::now();
    let pieces = below(open(folder, FOLDER, Mode::empty()).ok()?, path, now)?;
    let mut files = Vec::with_capacity(pieces.iter().map(Vec::len).sum());
    pieces.into_iter().for_each(|piece| files.extend(piece));
    Some(files)
}

/// The same in pieces, so that a file is moved to its place among all once, however deep it lies.
fn below(folder: OwnedFd, path: &str, now: SystemTime) -> Option<Vec<Vec<File>>> {
    let (mut folders, mut names) = (Vec::new(), Vec::new());
    let mut room = Vec::with_capacity(ROOM);
    let mut dir = RawDir::new(&folder, room.spare_capacity_mut());
    while let Some(entry) = dir.next() {
        let entry = entry.ok()?;
        let name = entry.file_name();
        if is_aside(name.to_str().ok()?) {
            continue;
        }
        match entry.file_type() {
            FileType::RegularFile => names.push(name.to_owned()),
            FileType::Directory => folders.push(name.to_owned()),
            FileType::Symlink | FileType::Unknown => return None,
            _ => {}
        }
    }
    let fd = folder.as_fd();
    // What is sorted in parts is sorted soon, and the paths in a folder go on after its name with `/`.
    names.sort_unstable();
    folders.sort_unstable_by(|a, b| in_folder(a).cmp(in_folder(b)));
    let files = names.par_chunks(AT_A_TIME).map(|names| some(fd, path, names, now));
    let mut files = files.collect::<Option<Vec<_>>>()?;
    let inner = folders.par_iter().map(|name| {
        let inner = openat(fd, name, FOLDER, Mode::empty()).ok()?;
        below(inner, &format!("{path}/{}", name.to_str().ok()?), now)
    });
    files.extend(inner.collect::<Option<Vec<_>>>()?.into_iter().flatten());
    Some(files)
}

fn in_folder(name: &CStr) -> impl Iterator<Item = &u8> {
    name.to_bytes().iter().chain(b"/")
}

fn some(folder: BorrowedFd<'_>, path: &str, names: &[CString], now: SystemTime) -> Option<Vec<File>> {
    names.iter().map(|name| file(folder, path, name, now)).collect()
}

fn file(folder: BorrowedFd<'_>, path: &str, name: &CStr, now: SystemTime) -> Option<File> {
    let there = statat(folder, name, AtFlags::SYMLINK_NOFOLLOW).ok()?;
    if FileType::from_raw_mode(there.st_mode) != FileType::RegularFile {
        return None;
    }
    let size = u64::try_from(there.st_size).ok()?;
    let nanos = |nanos: u64| i64::try_from(nanos).ok();
    let modified = Timestamp::new(there.st_mtime, i32::try_from(there.st_mtime_nsec).ok()?).ok();
    let changed = (there.st_ctime, nanos(there.st_ctime_nsec)?);
    let name = name.to_str().ok()?;
    let mut whole = String::with_capacity(path.len() + 1 + name.len());
    whole.push_str(path);
    whole.push('/');
    whole.push_str(name);
    Some(File { path: whole, size, modified, stamp: stamp(there.st_ino, size, changed, now) })
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
