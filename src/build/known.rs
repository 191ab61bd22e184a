//! What is known of the content folder from one reading to the next.
//!
//! A file that has not changed is not read again. Whether it has is judged by its content: the
//! system's stamp says only which files need no look at all, so what is known may be carried to
//! another machine, where every file is looked at once.

use crate::cache::log::{Log, State};
use crate::cache::raw;
use crate::diag::Diagnostic;
use crate::site::Settled;
use crate::site::hold::Drafts;
use crate::source::Span;
use crate::world::Stamp;
use foldhash::HashMap;
use jiff::Timestamp;
use rayon::prelude::*;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use xxhash_rust::xxh3::{xxh3_64, xxh3_64_with_seed};

/// Files in a batch of the log: small enough to be read in parallel.
const BATCH: usize = 1000;

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
    pub(super) reading: Option<Arc<Reading>>,
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
    /// A mark of all files of copy.
    pub(super) fn mark(&self) -> u64 {
        self.files.par_iter().map(|(path, file)| file.mark(path)).reduce(|| 0, u64::wrapping_add)
    }
}

/// A batch of the log: what became of files, by path.
type Batch<F> = Vec<(Box<str>, Option<F>)>;

/// Files as they were last read, by path: those of copy, or others.
#[derive(Debug)]
pub(super) struct Known<F = File> {
    pub(super) files: HashMap<Box<str>, F>,
    /// How many entries the log has, and whether it can be added to.
    log: Option<usize>,
}

impl<F> Default for Known<F> {
    fn default() -> Self {
        Self { files: HashMap::default(), log: None }
    }
}

impl<F: Serialize + DeserializeOwned + Send + Sync> Known<F> {
    /// What a log says.
    pub(super) fn read(log: &Log) -> Self {
        let mut known = Self::default();
        let mut entries = 0;
        let state = log.read_on(|batch: Batch<F>, more| {
            entries += batch.len();
            if known.files.is_empty() {
                known.files.reserve(batch.len() * (1 + more));
            }
            for (path, file) in batch {
                match file {
                    Some(file) => drop(known.files.insert(path, file)),
                    None => drop(known.files.remove(&path)),
                }
            }
        });
        known.log = (state == State::Whole).then_some(entries);
        known
    }

    /// Takes in what became of files, and writes it to the log if there is one: the changes alone,
    /// or all anew where more than half of the log is out of date.
    pub(super) fn update(&mut self, changes: Vec<(Box<str>, Option<F>)>, log: Option<&Log>) {
        if changes.is_empty() && (self.log.is_some() || log.is_none()) {
            return;
        }
        let entries = self.log.map(|entries| entries + changes.len());
        let added = log.zip(entries.filter(|entries| *entries <= 2 * self.files.len() + BATCH));
        self.log = added.and_then(|(log, entries)| log.append(&[&changes]).is_ok().then_some(entries));
        for (path, file) in changes {
            match file {
                Some(file) => drop(self.files.insert(path, file)),
                None => drop(self.files.remove(&path)),
            }
        }
        if let (None, Some(log)) = (self.log, log) {
            let mut all: Vec<(&Box<str>, Option<&F>)> =
                self.files.iter().map(|(path, file)| (path, Some(file))).collect();
            all.sort_unstable_by_key(|(path, _)| *path);
            let batches: Vec<&[_]> = all.chunks(BATCH).collect();
            // A cache that cannot be written costs only time.
            self.log = log.replace(&batches).is_ok().then_some(all.len());
        }
    }
}
