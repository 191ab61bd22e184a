//! What is known of pages from one build to the next.
//!
//! In: a route with its fingerprint. Out: whether its page would come out as it did, and then the
//! hash of its bytes. That says nothing of any folder: whether a page stands in the output folder is
//! the [`Writer`](crate::writer::Writer)'s to know.
//!
//! What a log says stays as it lies there ([`base`]); pages that were made since stand over it.

mod answers;
mod base;
mod page;
mod row;
#[cfg(test)]
mod tests;

use crate::cache::log::{Log, State};
use crate::cache::{Entry, Key};
use crate::diag::Diagnostic;
use crate::routes::{Fingerprint, Route};
pub(super) use answers::{Answers, Sets};
use base::{Base, Batch, Logged};
use foldhash::HashSet;
use foldhash::fast::RandomState;
use indexmap::IndexMap;
pub use page::{Asked, Cause, Change, Page};
use serde::{Serialize, Serializer};
use std::borrow::Cow;

/// Pages in a batch of the log: small enough to be read in parallel.
const BATCH: usize = 2000;

/// Pages that were made, in no order that matters.
pub(super) type Made = IndexMap<Key, Page, RandomState>;

/// The pages as they were last made.
#[derive(Debug, Default)]
pub struct Pages {
    /// What the log said.
    base: Base,
    /// The pages that were made since, or are others.
    over: Made,
    /// Those of the log that are no outputs any more.
    gone: HashSet<Key>,
    /// How many pages there are.
    len: usize,
    /// The sum of the marks of what their files hold.
    mark: u64,
    sets: Sets,
    /// How many entries the log has, and whether it can be added to.
    log: Option<usize>,
}

/// Some pages, sorted by key, to be put into a batch when that is written: all batches of a large site at once
/// would take as much memory again as the pages.
struct Unbatched<'a> {
    pages: &'a [(Key, Cow<'a, Page>)],
    gone: &'a [Key],
}

impl Serialize for Unbatched<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Batch::of(self.pages.iter().map(|(key, page)| (*key, &**page)), self.gone.to_vec()).serialize(serializer)
    }
}

impl Pages {
    /// What a log says.
    pub fn read(log: &Log) -> Self {
        let mut known = Self::default();
        let mut entries = 0;
        let state = log.read(|batch: Batch| {
            let batch = batch.interned(&known.sets);
            entries += batch.len();
            known.take(batch);
        });
        known.log = (state == State::Whole).then_some(entries);
        known
    }

    fn take(&mut self, batch: Batch) {
        let (len, mark) = (batch.len(), batch.mark);
        let over = if self.over.is_empty() && self.gone.is_empty() { self.base.push(batch) } else { Err(batch) };
        match over {
            Ok(()) => (self.len, self.mark) = (self.len + len, self.mark.wrapping_add(mark)),
            Err(batch) => {
                batch.pages().for_each(|(key, page)| self.set(key, Some(page)));
                batch.gone.iter().for_each(|key| self.set(*key, None));
            }
        }
    }

    /// A page as it was last made.
    pub fn get(&self, file: &str) -> Option<Cow<'_, Page>> {
        let key = Key::of(file);
        self.over.get(&key).map(Cow::Borrowed).or_else(|| self.logged(key)?.page().map(Cow::Owned))
    }

    /// A page on which the log has the last word.
    fn logged(&self, key: Key) -> Option<Logged<'_>> {
        self.is_logged(key).then(|| self.base.find(key)).flatten()
    }

    /// Whether the log has the last word on a page.
    fn is_logged(&self, key: Key) -> bool {
        !self.over.contains_key(&key) && !self.gone.contains(&key)
    }

    /// What the file of a page holds.
    fn entry(&self, key: Key) -> Option<Entry> {
        let made = self.over.get(&key).map(|page| page.bytes);
        made.or_else(|| Some(self.logged(key)?.row.bytes))
    }

    /// A mark of what their files hold: that of a manifest of just these files.
    pub(super) fn mark(&self) -> u64 {
        self.mark
    }

    fn set(&mut self, key: Key, page: Option<Page>) {
        if let Some(before) = self.entry(key) {
            self.len -= 1;
            self.mark = self.mark.wrapping_sub(before.mark(key));
        }
        match page {
            Some(page) => {
                self.len += 1;
                self.mark = self.mark.wrapping_add(page.bytes.mark(key));
                self.gone.remove(&key);
                self.over.insert(key, page);
            }
            None => {
                self.over.swap_remove(&key);
                self.gone.extend(self.base.find(key).map(|_| key));
            }
        }
    }

    /// Where sets of queries are kept.
    pub(super) fn sets(&self) -> &Sets {
        &self.sets
    }

    /// The page of a route, if it would come out as it did; `file` is the route's.
    pub(super) fn fresh(&self, route: &Route, file: &str, answers: &Answers<'_>) -> Option<Cow<'_, Page>> {
        let key = Key::of(file);
        let is_fresh = |inputs: Fingerprint, asked| route.fingerprint == Some(inputs) && answers.are_same(asked);
        if let Some(made) = self.over.get(&key) {
            return is_fresh(made.inputs, &made.asked).then_some(Cow::Borrowed(made));
        }
        let logged = self.logged(key)?;
        is_fresh(logged.row.inputs, logged.asked()?).then(|| logged.page().map(Cow::Owned)).flatten()
    }

    /// The pages that would not come out as they did because the site answers otherwise.
    pub(super) fn answered_otherwise(&self, answers: &Answers<'_>) -> HashSet<Key> {
        if answers.are_all_same() {
            return HashSet::default();
        }
        let known = self.base.asked(|asked| !answers.are_same(asked)).filter(|key| self.is_logged(*key));
        let made = self.over.iter().filter(|(_, page)| !answers.are_same(&page.asked)).map(|(key, _)| *key);
        known.chain(made).collect()
    }

    /// What was found while pages were made, but for some of them.
    pub(super) fn found_beside(&self, keys: &HashSet<Key>) -> Vec<Diagnostic> {
        let known = self.base.found().filter(|(key, _)| self.is_logged(*key));
        let made = self.over.iter().flat_map(|(key, page)| page.findings.iter().map(|finding| (*key, finding)));
        known.chain(made).filter(|(key, _)| !keys.contains(key)).map(|(_, finding)| finding.clone()).collect()
    }

    /// Where those are put that are made of some routes: with room for all where none is known.
    pub(super) fn made_of(&self, routes: &[Route]) -> Made {
        let all = if self.len == 0 { routes.len() } else { 0 };
        Made::with_capacity_and_hasher(all, RandomState::default())
    }

    /// Takes in what was made, and forgets what is no output any more; also in the log if there is one.
    pub(super) fn update(&mut self, made: Made, gone: Vec<Key>, log: Option<&Log>) {
        let changes = made.len() + gone.len();
        if changes == 0 && (self.log.is_some() || log.is_none()) {
            return;
        }
        let entries = self.log.map(|entries| entries + changes);
        let added = log.zip(entries.filter(|entries| Log::may_grow(*entries, self.len, BATCH)));
        self.log = added.and_then(|(log, entries)| {
            let mut pages: Vec<_> = made.iter().map(|(key, page)| (*key, Cow::Borrowed(page))).collect();
            pages.sort_unstable_by_key(|(key, _)| *key);
            log.append(&[Unbatched { pages: &pages, gone: &gone }]).is_ok().then_some(entries)
        });
        if self.len == 0 {
            // Those of a large site are not held twice.
            self.len = made.len();
            self.mark = made.iter().fold(0, |mark, (key, page)| mark.wrapping_add(page.bytes.mark(*key)));
            self.over = made;
        } else {
            made.into_iter().for_each(|(key, page)| self.set(key, Some(page)));
        }
        gone.into_iter().for_each(|key| self.set(key, None));
        self.sets.forget_unused();
        if let (None, Some(log)) = (self.log, log) {
            let mut all: Vec<_> = self.pages().collect();
            all.sort_unstable_by_key(|(key, _)| *key);
            let batches: Vec<_> = all.chunks(BATCH).map(|pages| Unbatched { pages, gone: &[] }).collect();
            // A cache that cannot be written costs only time.
            self.log = log.replace(&batches).is_ok().then_some(all.len());
        }
    }

    /// Every page.
    fn pages(&self) -> impl Iterator<Item = (Key, Cow<'_, Page>)> {
        let known = self.base.pages().filter(|(key, _)| self.is_logged(*key));
        let known = known.map(|(key, page)| (key, Cow::Owned(page)));
        known.chain(self.over.iter().map(|(key, page)| (*key, Cow::Borrowed(page))))
    }

    /// The pages that are none of the routes, of which some were made.
    pub(super) fn gone(&self, made: &Made, routes: &[Route]) -> Vec<Key> {
        let new = made.keys().filter(|key| self.entry(**key).is_none()).count();
        // Every route is known or was made, so where the numbers agree none is gone.
        if self.len + new == routes.len() {
            return Vec::new();
        }
        let wanted: HashSet<Key> = routes.iter().map(|route| Key::of(&route.file())).collect();
        let known = self.base.keys().filter(|key| self.is_logged(*key));
        known.chain(self.over.keys().copied()).filter(|key| !wanted.contains(key)).collect()
    }
}
