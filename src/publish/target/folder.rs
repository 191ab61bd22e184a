//! A folder: on this machine, or one that the system mounts.
//!
//! A file is written aside, in `.dateline/new` of the folder, and renamed to its place. What it takes
//! the place of is kept beside the folder, in `.NAME.dateline-kept`, which no server serves, so that
//! `--rollback` finds it.

use super::{Cause, Done, Found, Target, Trouble, Version, pool};
use crate::cache::Entry;
use crate::publish::plan::{Change, Gone};
use crate::publish::record::{PLACE, Publication, Record, Standing};
use crate::writer::Lock;
use std::collections::BTreeSet;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use walkdir::WalkDir;
use xxhash_rust::xxh3::xxh3_128;

/// More threads than this do not write one disk faster.
const THREADS: usize = 8;

/// A folder.
#[derive(Debug)]
pub struct Folder {
    root: PathBuf,
    /// Where former states are kept.
    kept: PathBuf,
    /// How many.
    keep: usize,
    next: AtomicU64,
    /// Whether the record that stands there is ours.
    is_claimed: AtomicBool,
}

impl Folder {
    /// The folder at a path; it need not be there yet.
    pub fn new(root: &Path, keep: usize) -> Self {
        let name = root.file_name().unwrap_or_default().to_string_lossy();
        let kept = root.with_file_name(format!(".{name}.dateline-kept"));
        Self { root: root.into(), kept, keep, next: AtomicU64::new(0), is_claimed: AtomicBool::new(false) }
    }

    fn own(&self) -> PathBuf {
        self.root.join(".dateline")
    }

    /// Writes a file so that it is there whole or not at all.
    fn put(&self, place: &Path, bytes: &[u8]) -> Result<(), Trouble> {
        let number = self.next.fetch_add(1, Ordering::Relaxed);
        let new = self.own().join("new").join(format!("{}-{number}", std::process::id()));
        let written = fs::write(&new, bytes).map_err(|error| Trouble::io("write", place, &error));
        let placed =
            written.and_then(|()| fs::rename(&new, place).map_err(|error| Trouble::io("write", place, &error)));
        placed.inspect_err(|_| drop(fs::remove_file(&new)))
    }

    fn send_one(&self, change: &Change<'_>) -> Result<Option<Version>, Trouble> {
        let item = change.item;
        let place = self.way_to(&item.path)?;
        if let Some(before) = change.before {
            self.keep(&place, before);
        }
        // A file system that copies by reference need not read the bytes at all, but then nobody
        // would notice that they are not those of the plan.
        self.put(&place, &item.bytes()?)?;
        Ok(None)
    }

    /// Makes the folders above a path. A link on the way is not followed: it could lead elsewhere.
    fn way_to(&self, path: &str) -> Result<PathBuf, Trouble> {
        let mut place = self.root.clone();
        let mut parts = path.split('/').peekable();
        while let Some(part) = parts.next() {
            place.push(part);
            if parts.peek().is_none() {
                break;
            }
            match fs::symlink_metadata(&place) {
                Ok(there) if there.is_dir() => {}
                Ok(_) => return Err(in_the_way(&place)),
                Err(_) => match fs::create_dir(&place) {
                    Err(error) if error.kind() != ErrorKind::AlreadyExists => {
                        return Err(Trouble::io("make", &place, &error));
                    }
                    _ => {}
                },
            }
        }
        if place.is_dir() && !place.is_symlink() { Err(in_the_way(&place)) } else { Ok(place) }
    }

    /// Keeps what is about to be replaced or removed. It costs no copy where the system can link.
    fn keep(&self, place: &Path, before: &Standing) {
        let kept = self.kept.join(format!("{:032x}", before.entry.hash));
        if self.keep > 0 && before.form == 0 && !kept.exists() && fs::hard_link(place, &kept).is_err() {
            // Going back is then refused for want of this file; publishing goes on.
            let _ = fs::copy(place, &kept);
        }
    }

    /// Keeps the record of what was published, and forgets what no kept record names.
    fn keep_record(&self, record: &Record, text: &str) -> std::io::Result<()> {
        let Some(newest) = record.history.first().filter(|_| self.keep > 0 && record.underway.is_none()) else {
            return Ok(());
        };
        fs::write(self.kept.join(format!("record-{}", newest.id)), text)?;
        let mut named = BTreeSet::new();
        for publication in record.history.iter().take(self.keep + 1) {
            let name = format!("record-{}", publication.id);
            if let Some(former) = fs::read_to_string(self.kept.join(&name)).ok().as_deref().and_then(Record::parse) {
                named.extend(former.files.values().map(|standing| format!("{:032x}", standing.entry.hash)));
                named.insert(name);
            }
        }
        for entry in fs::read_dir(&self.kept)? {
            let entry = entry?;
            if !named.contains(&*entry.file_name().to_string_lossy()) {
                fs::remove_file(entry.path())?;
            }
        }
        Ok(())
    }
}

impl Target for Folder {
    fn record(&self) -> Result<Option<Found>, Trouble> {
        let place = self.root.join(PLACE);
        match fs::read_to_string(&place) {
            Ok(text) => Ok(Some(Found { version: version(&text), text })),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(Trouble::io("read", &place, &error)),
        }
    }

    fn write_record(&self, record: &Record, over: Option<&Version>) -> Result<Version, Trouble> {
        let new = self.own().join("new");
        fs::create_dir_all(&new).map_err(|error| Trouble::io("make", &new, &error))?;
        // Held for as long as one file takes.
        let _lock = Lock::on(&self.own()).map_err(|error| Trouble::io("lock", &self.own(), &error))?;
        if self.record()?.map(|found| found.version).as_ref() != over {
            return Err(Trouble::conflict());
        }
        let text = record.print();
        if self.keep > 0 {
            // Where nothing can be kept beside the folder, there is no going back.
            let _ = fs::create_dir_all(&self.kept).and_then(|()| self.keep_record(record, &text));
        }
        self.put(&self.root.join(PLACE), text.as_bytes())?;
        if !self.is_claimed.swap(true, Ordering::Relaxed) {
            // Nobody else is at work there now, so what lies aside was left by a run that was cut off.
            let left = fs::read_dir(&new).into_iter().flatten().flatten();
            left.for_each(|left| drop(fs::remove_file(left.path())));
        }
        Ok(version(&text))
    }

    fn there(&self) -> Result<Vec<String>, Trouble> {
        let mut there = Vec::new();
        if !self.root.exists() {
            return Ok(there);
        }
        for entry in WalkDir::new(&self.root) {
            let entry =
                entry.map_err(|error| Trouble::new(Cause::Other, format!("cannot list the folder: {error}")))?;
            let path = entry.path().strip_prefix(&self.root).unwrap_or(entry.path());
            if !entry.file_type().is_dir() && !path.starts_with(".dateline") {
                there.push(path.to_string_lossy().replace('\\', "/"));
            }
        }
        Ok(there)
    }

    fn send<'c>(&self, wave: &[Change<'c>], done: Done<'_, Change<'c>>) -> Result<(), Trouble> {
        pool::each(wave, THREADS, |change| self.send_one(change), done)
    }

    fn remove<'c>(&self, wave: &[Gone<'c>], done: Done<'_, Gone<'c>>) -> Result<(), Trouble> {
        for gone in wave {
            let place = self.root.join(gone.path);
            let is_ours = above(&self.root, &place).all(|folder| !folder.is_symlink());
            if is_ours && fs::symlink_metadata(&place).is_ok_and(|there| !there.is_dir()) {
                if let Some(before) = gone.before {
                    self.keep(&place, before);
                }
                fs::remove_file(&place).map_err(|error| Trouble::io("remove", &place, &error))?;
                // A folder that is not empty stays, and so do all above it.
                let _ = above(&self.root, &place).try_for_each(fs::remove_dir);
            }
            done(gone, None)?;
        }
        Ok(())
    }

    fn former(&self, publication: &Publication) -> Result<String, Trouble> {
        fs::read_to_string(self.kept.join(format!("record-{}", publication.id))).map_err(|_| not_kept(&publication.id))
    }

    fn fetch(&self, publication: &Publication, path: &str, standing: &Standing) -> Result<Vec<u8>, Trouble> {
        let kept = self.kept.join(format!("{:032x}", standing.entry.hash));
        let places = [kept, self.root.join(path)];
        let found = places.iter().filter_map(|place| fs::read(place).ok());
        let mut found = found.filter(|bytes| Entry::of(bytes) == standing.entry);
        found.next().ok_or_else(|| not_kept(&publication.id))
    }
}

/// The folders above a place and below the root, the nearest first.
fn above<'a>(root: &'a Path, place: &'a Path) -> impl Iterator<Item = &'a Path> {
    place.ancestors().skip(1).take_while(move |folder| *folder != root)
}

fn version(text: &str) -> Version {
    format!("{:032x}", xxh3_128(text.as_bytes()))
}

fn in_the_way(place: &Path) -> Trouble {
    Trouble::new(Cause::Other, format!("`{}` is in the way and was not published by dateline", place.display()))
        .help("move it away and publish again")
}

fn not_kept(id: &str) -> Trouble {
    Trouble::new(Cause::Other, format!("the state of `{id}` is not kept any more"))
        .help("build that copy again and publish it")
}
