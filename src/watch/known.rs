//! What is known of every file, and what a new look at some of them says.

use super::walk::{Stamp, is_below};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::time::{Duration, SystemTime};
use xxhash_rust::xxh3::xxh3_64;

/// A file that was written so shortly before it was looked at may have been written again within
/// the same tick of its file system's clock.
const YOUNG: Duration = Duration::from_millis(50);
/// The same where times are kept in whole seconds; the coarsest tick there is takes two.
const YOUNG_IN_SECONDS: Duration = Duration::from_secs(3);
/// How many files are read in one quiet moment.
const SOME: usize = 32;

/// A file as it was last seen.
#[derive(Debug)]
struct File {
    stamp: Stamp,
    /// A hash of its bytes, once they were read.
    hash: Option<u64>,
    /// Whether its stamp may stand for other bytes by now.
    is_young: bool,
}

/// Every file as it was last seen, by path.
#[derive(Debug, Default)]
pub(super) struct Known {
    files: BTreeMap<String, File>,
    /// Files that were never read stand at this path or after it; nothing where there are none.
    unread: Option<String>,
}

/// What a look says.
#[derive(Debug, Default)]
pub(super) struct Looked {
    /// Files with other words, new ones, and ones that are gone.
    pub(super) changed: BTreeSet<String>,
    /// Files that are gone or empty, as they are for a moment in the middle of a save.
    pub(super) unsure: BTreeSet<String>,
}

impl Known {
    /// Takes files for known as they were found. They are not read now, but for the few whose stamp
    /// does not tell enough: whoever begins to watch is about to read them, and wants to do so at
    /// once.
    pub(super) fn learn(&mut self, root: &Path, found: Vec<(String, Stamp)>) {
        for (path, stamp) in found {
            let is_young = is_young(&stamp);
            let bytes = if is_young { fs::read(root.join(&path)).ok() } else { None };
            let hash = bytes.map(|bytes| xxh3_64(&bytes));
            if hash.is_none() {
                self.unread = Some(String::new());
            }
            self.files.insert(path, File { stamp, hash, is_young });
        }
    }

    /// Compares what is known at and below `path` with what was found there. At a second look, what
    /// is gone or empty is believed.
    pub(super) fn compare(&mut self, root: &Path, path: &str, found: Vec<(String, Stamp)>, is_second: bool) -> Looked {
        let mut looked = Looked::default();
        let mut gone: BTreeSet<String> = self.at(path).map(str::to_owned).collect();
        let is_named = found.len() == 1 && found[0].0 == path;
        for (path, stamp) in found {
            gone.remove(&path);
            self.file(root, path, stamp, is_named, is_second, &mut looked);
        }
        if is_second {
            for path in gone {
                self.files.remove(&path);
                looked.changed.insert(path);
            }
        } else {
            looked.unsure.extend(gone);
        }
        looked
    }

    fn at<'a>(&'a self, path: &'a str) -> impl Iterator<Item = &'a str> {
        let own = self.files.get_key_value(path).map(|(path, _)| path.as_str());
        let folder = format!("{path}/");
        let below = self.files.range(folder..).map(|(path, _)| path.as_str());
        own.into_iter().chain(below.take_while(move |known| is_below(known, path)))
    }

    fn file(&mut self, root: &Path, path: String, stamp: Stamp, is_named: bool, is_second: bool, looked: &mut Looked) {
        let before = self.files.get(&path);
        if before.is_some_and(|before| !is_named && before.stamp == stamp && !before.is_young) {
            return;
        }
        let was_empty = before.is_some_and(|before| before.stamp.len == 0);
        if stamp.len == 0 && !was_empty && !is_second {
            looked.unsure.insert(path);
            return;
        }
        // A file that cannot be read just now is looked at again when it is touched again.
        let Ok(bytes) = fs::read(root.join(&path)) else { return };
        let hash = Some(xxh3_64(&bytes));
        let is_same = before.is_some_and(|before| match before.hash {
            Some(_) => before.hash == hash,
            None => before.stamp == stamp && !before.is_young,
        });
        self.files.insert(path.clone(), File { stamp, hash, is_young: is_young(&stamp) });
        if !is_same {
            looked.changed.insert(path);
        }
    }

    #[cfg(test)]
    pub(super) fn hash_of(&self, path: &str) -> Option<u64> {
        self.files.get(path)?.hash
    }

    /// Whether there are files that were never read.
    pub(super) fn has_unread(&self) -> bool {
        self.unread.is_some()
    }

    /// Reads a few of the files that were never read.
    pub(super) fn read_some(&mut self, root: &Path) {
        let Some(from) = self.unread.take() else { return };
        let mut unread = self.files.range_mut(from..).filter(|(_, file)| file.hash.is_none());
        for (path, file) in unread.by_ref().take(SOME) {
            // A file that was touched meanwhile is left for the event that tells of it.
            let is_as_seen = || fs::metadata(root.join(path)).is_ok_and(|meta| Stamp::of(&meta) == file.stamp);
            let Some(bytes) = is_as_seen().then(|| fs::read(root.join(path)).ok()).flatten() else { continue };
            if is_as_seen() {
                file.hash = Some(xxh3_64(&bytes));
            }
        }
        self.unread = unread.next().map(|(path, _)| path.clone());
    }
}

fn is_young(stamp: &Stamp) -> bool {
    let Some(modified) = stamp.modified else { return true };
    let is_whole = modified.duration_since(SystemTime::UNIX_EPOCH).is_ok_and(|since| since.subsec_nanos() == 0);
    let limit = if is_whole { YOUNG_IN_SECONDS } else { YOUNG };
    SystemTime::now().duration_since(modified).is_ok_and(|age| age < limit)
}
