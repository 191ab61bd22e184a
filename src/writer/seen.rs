//! An output folder that was looked at before it is taken.
//!
//! To ask after every file of a large site takes as long as to read what is remembered of it, so the one is
//! done beside the other. Whoever then takes the folder believes it only where nobody wrote to it meanwhile.

use super::folder::{Folder, There, Walk};
use super::{LOOKED, Left};
use crate::cache::Manifest;
use rayon::prelude::*;
use std::path::Path;

/// What was seen in an output folder.
#[derive(Debug)]
pub struct Seen {
    left: Left,
    stands: Standing,
}

/// Which files of a manifest are certain to hold what we wrote to them, by their places in it. Of the others
/// their bytes decide.
#[derive(Debug, Default)]
pub(super) struct Standing(Vec<bool>);

impl Seen {
    /// Looks at an output folder and changes nothing in it; nothing where there is none, or where a commit was
    /// cut off.
    pub fn of(root: &Path) -> Option<Self> {
        let left = Left::found(root)?;
        let folder = Folder::new(root);
        let looked = folder.look(LOOKED)?.changed;
        let manifest = left.manifest();
        let places = (0..manifest.len()).into_par_iter();
        let stands = places.map_init(
            || Walk::of(&folder),
            |walk, place| {
                let (path, len) = manifest.length_at(place)?;
                Some(walk.look(path)?.is_untouched(len, looked))
            },
        );
        let stands = Standing(stands.map(Option::unwrap_or_default).collect());
        Some(Self { left, stands })
    }

    /// What was seen, if the folder is still as it was left. The lock on it is held.
    pub(super) fn still(self, root: &Path) -> Option<(Manifest, Standing)> {
        Some((self.left.manifest_of(root)?, self.stands))
    }
}

impl Standing {
    /// Whether the file at a place in the manifest is one of them.
    pub(super) fn has(&self, place: usize) -> bool {
        self.0.get(place) == Some(&true)
    }
}

impl There {
    /// Whether it is certain to be a file with what we wrote to it, which has `len` bytes: it has not changed since all were looked at.
    pub(super) fn is_untouched(self, len: u64, looked: (i64, i64)) -> bool {
        self.is_file && self.len == len && self.changed < looked
    }
}

#[cfg(test)]
mod tests {
    use super::super::Writer;
    use super::*;
    use crate::cache::Entry;
    use std::fs;

    fn write(root: &Path, words: &str) {
        let writer = Writer::open(root).unwrap();
        writer.put("a.html", words.as_bytes()).unwrap();
        writer.put("b.html", b"Calm.").unwrap();
        writer.commit().unwrap();
    }

    #[test]
    fn a_folder_to_which_another_build_wrote_meanwhile_is_read_anew() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().join("public");
        assert!(Seen::of(&root).is_none());
        write(&root, "Gale.");
        let (first, second) = (Seen::of(&root).unwrap(), Seen::of(&root).unwrap());
        assert!(first.still(&root).is_some());
        write(&root, "Storm.");
        let writer = Writer::open_seen(&root, Some(second)).unwrap();
        assert!(writer.keep("a.html", Entry::of(b"Storm.")));
        assert!(!writer.keep("a.html", Entry::of(b"Gale.")));
    }

    #[test]
    fn a_file_that_was_changed_by_hand_does_not_stand() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().join("public");
        write(&root, "Gale.");
        fs::write(root.join("a.html"), "Hail.").unwrap();
        let writer = Writer::open_seen(&root, Seen::of(&root)).unwrap();
        assert!(!writer.keep_all_but(std::iter::empty()));
        assert!(writer.keep_all_but(["a.html"].into_iter()));
    }
}
