//! What is known of the content folder from one reading to the next.
//!
//! A file that has not changed is not read again. Whether it has is judged by its content: the
//! system's stamp says only which files need no look at all, so what is known may be carried to
//! another machine, where every file is looked at once.

use crate::cache::log::{Log, State};
use crate::diag::Diagnostic;
use crate::raw;
use crate::site::Settled;
use crate::site::hold::Drafts;
use crate::source::Span;
use crate::world::Stamp;
use jiff::Timestamp;
use rayon::prelude::*;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashSet};
use xxhash_rust::xxh3::{xxh3_64, xxh3_64_with_seed};

/// Files in a batch of the log: small enough to be read in parallel, and to be near where it is decoded.
const BATCH: usize = 256;

/// Files in a part of what is known.
const FEW: usize = 64;

/// So many entries more than there are files, a log may have however few files there are.
const SOME: usize = 1000;

/// How a log is cut.
#[derive(Debug, Clone, Copy)]
pub(super) struct Batches {
    /// Entries in a batch.
    pub(super) size: usize,
    /// So many entries more than there are files, it may have however few files there are.
    pub(super) spare: usize,
}

/// What one file of copy says, apart from the rest of the project and the clock.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Reading {
    /// What it is to the site.
    pub(super) settled: Settled,
    /// What few files have, apart, since there may be a million files.
    pub(super) aside: Option<Box<Aside>>,
}

impl Reading {
    /// What is to be said of the file as of `now`.
    pub(super) fn said(&self, now: Timestamp, drafts: Drafts) -> impl Iterator<Item = &Diagnostic> {
        let is_held = move || self.settled.holds.reason(now, drafts).is_some();
        // What it lacks matters once nothing holds it back.
        let lacks = self.aside.iter().filter_map(|aside| aside.lacks.as_ref()).filter(move |_| !is_held());
        self.aside.iter().flat_map(|aside| &aside.findings).chain(lacks)
    }
}

/// What is to be said of a file of copy.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Aside {
    /// What it lacks; it matters once nothing holds the story back.
    pub(super) lacks: Option<Diagnostic>,
    /// The hash of the wire text that it was made of, and where that is written.
    pub(super) converted: Option<(String, Span)>,
    /// What was found in it.
    pub(super) findings: Vec<Diagnostic>,
}

impl Aside {
    /// Nothing where there is nothing to say.
    pub(super) fn boxed(self) -> Option<Box<Self>> {
        (self != Self::default()).then(|| Box::new(self))
    }
}

/// A file of copy as it was last read.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct File {
    /// What told that its bytes were the same.
    pub(super) stamp: Option<Stamp>,
    /// A hash of its bytes.
    #[serde(with = "raw")]
    pub(super) hash: u128,
    /// The day on which it was written, where that matters, as days since 1970.
    pub(super) day: Option<i32>,
    /// What it says; nothing where another file speaks for it.
    pub(super) reading: Option<Reading>,
}

impl File {
    /// A mark of what it says at a path: a function of its bytes, and of the day where that matters.
    pub(super) fn mark(&self, path: &str) -> u64 {
        let mut bytes = [0; 21];
        bytes[..16].copy_from_slice(&self.hash.to_le_bytes());
        bytes[16..20].copy_from_slice(&self.day.unwrap_or(i32::MIN).to_le_bytes());
        bytes[20] = self.reading.is_some().into();
        xxh3_64_with_seed(path.as_bytes(), xxh3_64(&bytes))
    }
}

impl Known {
    /// What files of copy say that no other file speaks for, by path.
    pub(super) fn readings(&self) -> impl ParallelIterator<Item = (&str, &Reading)> {
        self.parts().flat_map_iter(|part| part)
    }

    /// The same in parts of a few.
    pub(super) fn parts(&self) -> impl ParallelIterator<Item = impl Iterator<Item = (&str, &Reading)> + Clone> {
        self.files.par_chunks(FEW).map(|files| files.iter().filter_map(reading_of))
    }

    /// A mark of all files of copy.
    pub(super) fn mark(&self) -> u64 {
        self.files.par_iter().map(|(path, file)| file.mark(path)).reduce(|| 0, u64::wrapping_add)
    }
}

/// What a file says, by path; nothing where another speaks for it.
fn reading_of((path, file): &(Box<str>, File)) -> Option<(&str, &Reading)> {
    Some((path, file.reading.as_ref()?))
}

/// A batch of the log: what became of files, by path.
type Batch<F> = Vec<(Box<str>, Option<F>)>;

/// Files as they were last read: those of copy, or others.
#[derive(Debug)]
pub(super) struct Known<F = File> {
    /// The files, sorted by path as listings are, so that the two are compared in one walk.
    files: Vec<(Box<str>, F)>,
    /// How many entries the log has, and whether it can be added to.
    log: Option<usize>,
}

/// Known files beside a listing of files: each is found where the one before it was.
pub(super) struct Beside<'a, F>(&'a [(Box<str>, F)]);

impl<F> Default for Known<F> {
    fn default() -> Self {
        Self { files: Vec::new(), log: None }
    }
}

impl<F> Known<F> {
    /// A file.
    pub(super) fn get(&self, path: &str) -> Option<&F> {
        self.place(path).ok().map(|at| &self.files[at].1)
    }

    /// The paths of the files, sorted.
    pub(super) fn paths(&self) -> impl Iterator<Item = &str> {
        self.files.iter().map(|(path, _)| &**path)
    }

    /// How many files there are.
    pub(super) fn len(&self) -> usize {
        self.files.len()
    }

    /// The files from a path on, for whoever asks after paths in their order.
    pub(super) fn beside(&self, first: &str) -> Beside<'_, F> {
        Beside(&self.files[self.place(first).unwrap_or_else(|at| at)..])
    }

    fn place(&self, path: &str) -> Result<usize, usize> {
        self.files.binary_search_by(|(other, _)| (**other).cmp(path))
    }

    /// Takes in what became of files, each of them once.
    fn change(&mut self, changes: impl IntoIterator<Item = (Box<str>, Option<F>)>) {
        let (mut new, mut gone) = (Vec::new(), HashSet::new());
        for (path, file) in changes {
            match (self.place(&path), file) {
                (Ok(at), Some(file)) => self.files[at].1 = file,
                (Ok(_), None) => drop(gone.insert(path)),
                (Err(_), Some(file)) => new.push((path, file)),
                (Err(_), None) => {}
            }
        }
        if !gone.is_empty() {
            self.files.retain(|(path, _)| !gone.contains(path));
        }
        if !new.is_empty() {
            self.files.append(&mut new);
            self.files.sort_by(|(a, _), (b, _)| a.cmp(b));
        }
    }

    /// Takes over files that stand in order after all others; what is left from the first that does not.
    fn extend(&mut self, batch: Batch<F>) -> impl Iterator<Item = (Box<str>, Option<F>)> + use<F> {
        let mut batch = batch.into_iter().peekable();
        let is_next = |known: &[(Box<str>, F)], (path, file): &(Box<str>, Option<F>)| {
            file.is_some() && known.last().is_none_or(|(last, _)| last < path)
        };
        while let Some((path, Some(file))) = batch.next_if(|next| is_next(&self.files, next)) {
            self.files.push((path, file));
        }
        batch
    }
}

impl<'a, F> Beside<'a, F> {
    /// The file at a path, which comes after those that were asked for.
    pub(super) fn at(&mut self, path: &str) -> Option<&'a F> {
        while let Some(((known, file), rest)) = self.0.split_first()
            && **known <= *path
        {
            self.0 = rest;
            if **known == *path {
                return Some(file);
            }
        }
        None
    }
}

impl<F: Serialize + DeserializeOwned + Send + Sync> Known<F> {
    /// What a log says.
    pub(super) fn read(log: &Log) -> Self {
        let mut known = Self::default();
        let mut entries = 0;
        // What was added to the log, the last word on each file.
        let mut added: BTreeMap<Box<str>, Option<F>> = BTreeMap::new();
        let state = log.read_on(|batch: Batch<F>, more| {
            entries += batch.len();
            if known.files.is_empty() {
                // Batches differ in length. Room that is not used costs nothing, to move all does.
                let all = batch.len() * (1 + more);
                known.files.reserve_exact(all + all / 8);
            }
            if added.is_empty() { added.extend(known.extend(batch)) } else { added.extend(batch) }
        });
        known.change(added);
        known.log = (state == State::Whole).then_some(entries);
        known
    }

    /// Takes in what became of files, and writes it to the log if there is one: the changes alone,
    /// or all anew where much of the log is out of date.
    pub(super) fn update(&mut self, changes: Vec<(Box<str>, Option<F>)>, log: Option<&Log>) {
        self.update_in(Batches { size: BATCH, spare: SOME }, changes, log);
    }

    /// The same in batches of another size.
    pub(super) fn update_in(&mut self, batches: Batches, changes: Vec<(Box<str>, Option<F>)>, log: Option<&Log>) {
        if changes.is_empty() && (self.log.is_some() || log.is_none()) {
            return;
        }
        let entries = self.log.map(|entries| entries + changes.len());
        let added = log.zip(entries.filter(|entries| Log::may_grow(*entries, self.files.len(), batches.spare)));
        self.log = added.and_then(|(log, entries)| log.append(&[&changes]).is_ok().then_some(entries));
        self.change(changes);
        if let (None, Some(log)) = (self.log, log) {
            let all: Vec<(&str, Option<&F>)> = self.files.iter().map(|(path, file)| (&**path, Some(file))).collect();
            let batches: Vec<&[_]> = all.chunks(batches.size).collect();
            // A cache that cannot be written costs only time.
            self.log = log.replace(&batches).is_ok().then_some(all.len());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::collection::vec;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    proptest! {
        /// Whatever became of files in whatever order, what is known and what its log says of them is the last of it.
        #[test]
        fn what_became_of_files_is_known_and_read_again(
            steps in vec(vec(("[ab/]{1,3}", proptest::option::of(any::<u8>())), 0..8), 0..8),
        ) {
            let folder = tempfile::tempdir().unwrap();
            let log = Log::new(folder.path().join("log"), 7);
            let (mut known, mut all) = (Known::<u8>::default(), BTreeMap::new());
            for step in steps {
                let step: BTreeMap<String, Option<u8>> = step.into_iter().collect();
                for (path, file) in &step {
                    match file {
                        Some(file) => drop(all.insert(path.clone(), *file)),
                        None => drop(all.remove(path)),
                    }
                }
                let step = step.into_iter().rev().map(|(path, file)| (path.into_boxed_str(), file));
                known.update(step.collect(), Some(&log));
                for known in [&known, &Known::read(&log)] {
                    prop_assert!(known.paths().eq(all.keys()));
                    let mut beside = known.beside("a");
                    for path in ["a", "a/", "aa", "ab", "b", "bb"] {
                        prop_assert_eq!(known.get(path), all.get(path));
                        prop_assert_eq!(beside.at(path), all.get(path));
                    }
                }
            }
        }
    }
}
