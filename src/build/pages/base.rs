//! Pages as they lie in the log: rows of bytes, sorted by key, of which one is read when it is asked for.

use super::answers::{Sets, place};
use super::page::{Asked, Cause, Page};
use super::row::{LENGTH, Row};
use crate::cache::Key;
use crate::diag::Diagnostic;
use crate::raw;
use foldhash::HashMap;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::Arc;

/// A batch of the log: what became of some pages.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Batch {
    /// The sum of the marks of what their files hold.
    pub(super) mark: u64,
    /// What they asked, each set once.
    sets: Vec<Arc<Asked>>,
    /// The [rows](Row), sorted by key.
    #[serde(with = "raw::piece")]
    rows: Box<[u8]>,
    /// What few pages have, by the places of their rows.
    rare: BTreeMap<u32, Rare>,
    /// The pages that are no outputs any more.
    pub(super) gone: Vec<Key>,
}

/// What few pages have: most were new when they were made, and nothing was found in them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Rare {
    findings: Box<[Diagnostic]>,
    cause: Cause,
}

impl Batch {
    /// The batch of pages, which are sorted by key, and of those that are gone.
    pub(super) fn of<'a>(pages: impl ExactSizeIterator<Item = (Key, &'a Page)>, gone: Vec<Key>) -> Self {
        let mut batch = Self { mark: 0, sets: Vec::new(), rows: Box::default(), rare: BTreeMap::new(), gone };
        let mut rows = Vec::with_capacity(pages.len() * LENGTH);
        let mut places: HashMap<usize, u32> = HashMap::default();
        for ((key, page), number) in pages.zip(0..) {
            let Page { inputs, asked, bytes, findings, cause } = page;
            let next = u32::try_from(batch.sets.len()).unwrap_or(u32::MAX);
            let asked = *places.entry(place(asked)).or_insert_with(|| {
                batch.sets.push(Arc::clone(asked));
                next
            });
            batch.mark = batch.mark.wrapping_add(bytes.mark(key));
            rows.extend_from_slice(&Row { key, inputs: *inputs, bytes: *bytes, asked }.print());
            if !findings.is_empty() || *cause != Cause::New {
                batch.rare.insert(number, Rare { findings: findings.clone(), cause: cause.clone() });
            }
        }
        batch.rows = rows.into();
        batch
    }

    /// The same with each set of queries as `sets` has it.
    pub(super) fn interned(mut self, sets: &Sets) -> Self {
        self.sets = self.sets.into_iter().map(|set| sets.intern(set)).collect();
        self
    }

    /// How many pages came and went.
    pub(super) fn len(&self) -> usize {
        self.rows().len() + self.gone.len()
    }

    /// The pages that came.
    pub(super) fn pages(&self) -> impl Iterator<Item = (Key, Page)> {
        let logged = (0..self.rows().len()).filter_map(|place| self.at(place));
        logged.filter_map(|logged| Some((logged.row.key, logged.page()?)))
    }

    fn rows(&self) -> &[[u8; LENGTH]] {
        self.rows.as_chunks().0
    }

    fn at(&self, place: usize) -> Option<Logged<'_>> {
        Some(Logged { batch: self, place, row: Row::read(self.rows().get(place)?) })
    }
}

/// A page of a batch.
pub(super) struct Logged<'a> {
    batch: &'a Batch,
    place: usize,
    pub(super) row: Row,
}

impl<'a> Logged<'a> {
    /// What the page asked.
    pub(super) fn asked(&self) -> Option<&'a Arc<Asked>> {
        self.batch.sets.get(usize::try_from(self.row.asked).ok()?)
    }

    /// The page.
    pub(super) fn page(&self) -> Option<Page> {
        let Row { inputs, bytes, .. } = self.row;
        let asked = Arc::clone(self.asked()?);
        let rare = u32::try_from(self.place).ok().and_then(|place| self.batch.rare.get(&place)).cloned();
        let Rare { findings, cause } = rare.unwrap_or(Rare { findings: Box::default(), cause: Cause::New });
        Some(Page { inputs, asked, bytes, findings, cause })
    }
}

/// Batches of which each stands after the one before it.
#[derive(Debug, Default)]
pub(super) struct Base(Vec<Batch>);

impl Base {
    /// Takes over a batch that stands after all others; gives back one that does not.
    pub(super) fn push(&mut self, batch: Batch) -> Result<(), Batch> {
        let last = self.0.last().and_then(|batch| batch.rows().last()).map(Row::key);
        let follows = batch.rows().first().is_some_and(|first| last.is_none_or(|last| last < Row::key(first)));
        if !follows || !batch.gone.is_empty() {
            return Err(batch);
        }
        self.0.push(batch);
        Ok(())
    }

    /// A page.
    pub(super) fn find(&self, key: Key) -> Option<Logged<'_>> {
        let after = self.0.partition_point(|batch| batch.rows().first().is_some_and(|first| Row::key(first) <= key));
        let batch = self.0.get(after.checked_sub(1)?)?;
        batch.at(batch.rows().binary_search_by(|row| Row::key(row).cmp(&key)).ok()?)
    }

    /// Every page's key.
    pub(super) fn keys(&self) -> impl Iterator<Item = Key> {
        self.0.iter().flat_map(Batch::rows).map(Row::key)
    }

    /// Every page.
    pub(super) fn pages(&self) -> impl Iterator<Item = (Key, Page)> {
        self.0.iter().flat_map(Batch::pages)
    }

    /// The pages that asked one of some sets of queries.
    pub(super) fn asked(&self, is_one: impl Fn(&Arc<Asked>) -> bool) -> impl Iterator<Item = Key> {
        self.0.iter().flat_map(move |batch| {
            let are_some: Vec<bool> = batch.sets.iter().map(&is_one).collect();
            let rows = batch.rows().iter().map(Row::read);
            rows.filter(move |row| are_some.get(row.asked as usize) == Some(&true)).map(|row| row.key)
        })
    }

    /// What was found in pages.
    pub(super) fn found(&self) -> impl Iterator<Item = (Key, &Diagnostic)> {
        self.0.iter().flat_map(|batch| {
            let found = batch.rare.iter().filter_map(|(place, rare)| {
                let row = batch.rows().get(usize::try_from(*place).ok()?)?;
                Some(rare.findings.iter().map(|finding| (Row::key(row), finding)))
            });
            found.flatten()
        })
    }
}
