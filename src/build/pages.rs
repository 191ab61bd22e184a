//! What is known of pages from one build to the next.
//!
//! In: a route with its fingerprint. Out: whether its page would come out as it did, and then the
//! hash of its bytes. That says nothing of any folder: whether a page stands in the output folder is
//! the [`Writer`](crate::writer::Writer)'s to know.

mod numbers;

use crate::cache::log::{Log, State};
use crate::cache::{Entry, Key};
use crate::diag::Diagnostic;
use crate::render::query::Query;
use crate::routes::{Fingerprint, Route};
use crate::site::Site;
use crate::theme::Theme;
use foldhash::fast::RandomState;
use foldhash::{HashMap, HashMapExt, HashSet};
use indexmap::IndexMap;
use numbers::Numbers;
use serde::{Deserialize, Serialize, Serializer};
use std::sync::{Arc, Mutex, PoisonError};

/// Pages in a batch of the log: small enough to be read in parallel.
const BATCH: usize = 2000;

/// Queries, and a hash of what they answered.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Asked {
    /// The queries, sorted.
    pub queries: Vec<Query>,
    /// A hash of the answer to each.
    pub answers: Vec<u64>,
}

/// A page as it was last made.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Page {
    /// What it depends on.
    pub inputs: Fingerprint,
    /// What it asked of the site.
    pub asked: Arc<Asked>,
    /// What its file holds.
    pub bytes: Entry,
    /// What was found while it was made.
    pub findings: Box<[Diagnostic]>,
    /// What caused it to be made.
    pub cause: Cause,
}

/// Why a page was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Cause {
    /// Nothing was known of it.
    New,
    /// Its file was not in the output folder, or not as it should be.
    Missing,
    /// Something that it depends on had changed.
    Changed(Box<Change>),
}

/// What had changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// The program, the settings, or what every page shows of the site.
    pub site: bool,
    /// The template, or one that it uses.
    pub template: bool,
    /// The text that it is made of.
    pub copy: bool,
    /// What it shows of other stories.
    pub others: bool,
    /// Queries that were answered otherwise.
    pub queries: Vec<Query>,
}

/// A batch of the log: sets of queries, then what became of pages, each with its set.
type Batch = (Vec<Arc<Asked>>, Vec<(Key, Option<Row>)>);

/// A page as the log has it: many pages ask the same.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Row {
    numbers: Numbers,
    findings: Box<[Diagnostic]>,
    cause: Cause,
}

/// Some pages, to be put into a batch when that is written: all batches of a large site at once would take as
/// much memory again as the pages.
struct Unbatched<'a>(&'a [(Key, Option<&'a Page>)]);

impl Serialize for Unbatched<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        batch(self.0).serialize(serializer)
    }
}

/// Pages that were made, in no order that matters.
pub(super) type Made = IndexMap<Key, Page, RandomState>;

/// The pages as they were last made.
#[derive(Debug, Default)]
pub struct Pages {
    pages: Made,
    sets: Sets,
    /// How many entries the log has, and whether it can be added to.
    log: Option<usize>,
}

/// The sets of queries, each once: many pages ask the same.
#[derive(Debug, Default)]
pub(super) struct Sets(Mutex<HashSet<Arc<Asked>>>);

/// The answers of a site to what pages asked.
pub(super) struct Answers<'a> {
    site: &'a Site,
    theme: &'a Theme,
    /// Whether the site still answers as it did, by set.
    same: HashMap<usize, bool>,
}

impl Pages {
    /// What a log says.
    pub fn read(log: &Log) -> Self {
        let mut known = Self::default();
        let mut entries = 0;
        let state = log.read_on(|(asked, rows): Batch, more| {
            let asked: Vec<Arc<Asked>> = asked.into_iter().map(|set| known.sets.intern(set)).collect();
            entries += rows.len();
            if known.pages.is_empty() {
                // In steps, the pages of a large site would be moved again and again.
                known.pages.reserve_exact(rows.len() * (1 + more));
            }
            for (key, row) in rows {
                known.set(key, row.and_then(|row| row.page(&asked)));
            }
        });
        known.log = (state == State::Whole).then_some(entries);
        known
    }

    /// A page as it was last made.
    pub fn get(&self, file: &str) -> Option<&Page> {
        self.pages.get(&Key::of(file))
    }

    /// A mark of what their files hold: that of a manifest of just these files.
    pub(super) fn mark(&self) -> u64 {
        self.pages.iter().fold(0, |mark, (key, page)| mark.wrapping_add(page.bytes.mark(*key)))
    }

    fn set(&mut self, key: Key, page: Option<Page>) {
        match page {
            Some(page) => drop(self.pages.insert(key, page)),
            None => drop(self.pages.swap_remove(&key)),
        }
    }

    /// Where sets of queries are kept.
    pub(super) fn sets(&self) -> &Sets {
        &self.sets
    }

    /// The page of a route, if it would come out as it did; `file` is the route's.
    pub(super) fn fresh(&self, route: &Route, file: &str, answers: &Answers<'_>) -> Option<&Page> {
        let page = self.get(file)?;
        let is_same = route.fingerprint == Some(page.inputs);
        (is_same && answers.same.get(&place(&page.asked)) == Some(&true)).then_some(page)
    }

    /// The pages that would not come out as they did because the site answers otherwise.
    pub(super) fn answered_otherwise(&self, answers: &Answers<'_>) -> HashSet<Key> {
        if answers.same.values().all(|is_same| *is_same) {
            return HashSet::default();
        }
        let is_other = |page: &Page| answers.same.get(&place(&page.asked)) != Some(&true);
        self.pages.iter().filter(|(_, page)| is_other(page)).map(|(key, _)| *key).collect()
    }

    /// What was found while pages were made, but for some of them.
    pub(super) fn found_beside(&self, keys: &HashSet<Key>) -> Vec<Diagnostic> {
        let have_some = self.pages.iter().filter(|(_, page)| !page.findings.is_empty());
        have_some.filter(|(key, _)| !keys.contains(*key)).flat_map(|(_, page)| page.findings.clone()).collect()
    }

    /// Where those are put that are made of some routes: with room for all where none is known.
    pub(super) fn made_of(&self, routes: &[Route]) -> Made {
        let all = if self.pages.is_empty() { routes.len() } else { 0 };
        Made::with_capacity_and_hasher(all, RandomState::default())
    }

    /// Takes in what was made, and forgets what is no output any more; also in the log if there is one.
    pub(super) fn update(&mut self, made: Made, gone: Vec<Key>, log: Option<&Log>) {
        let changes = made.len() + gone.len();
        if changes == 0 && (self.log.is_some() || log.is_none()) {
            return;
        }
        let entries = self.log.map(|entries| entries + changes);
        let added = log.zip(entries.filter(|entries| *entries <= 2 * self.pages.len() + BATCH));
        self.log = added.and_then(|(log, entries)| {
            let mut rows: Vec<_> = made.iter().map(|(key, page)| (*key, Some(page))).collect();
            rows.extend(gone.iter().map(|key| (*key, None)));
            rows.sort_unstable_by_key(|(key, _)| *key);
            log.append(&[Unbatched(&rows)]).is_ok().then_some(entries)
        });
        if self.pages.is_empty() {
            // Those of a large site are not held twice.
            self.pages = made;
        } else {
            self.pages.extend(made);
        }
        for key in gone {
            self.pages.swap_remove(&key);
        }
        self.sets.forget_unused();
        if let (None, Some(log)) = (self.log, log) {
            let mut all: Vec<_> = self.pages.iter().map(|(key, page)| (*key, Some(page))).collect();
            all.sort_unstable_by_key(|(key, _)| *key);
            let batches: Vec<_> = all.chunks(BATCH).map(Unbatched).collect();
            // A cache that cannot be written costs only time.
            self.log = log.replace(&batches).is_ok().then_some(all.len());
        }
    }

    /// The pages that are none of the routes, of which some were made.
    pub(super) fn gone(&self, made: &Made, routes: &[Route]) -> Vec<Key> {
        let new = made.keys().filter(|key| !self.pages.contains_key(*key)).count();
        // Every route is known or was made, so where the numbers agree none is gone.
        if self.pages.len() + new == routes.len() {
            return Vec::new();
        }
        let wanted: HashSet<Key> = routes.iter().map(|route| Key::of(&route.file())).collect();
        self.pages.keys().filter(|key| !wanted.contains(key)).copied().collect()
    }
}

impl<'a> Answers<'a> {
    /// Asks a site all that pages asked.
    pub(super) fn of(pages: &Pages, site: &'a Site, theme: &'a Theme) -> Self {
        let mut answers = Self { site, theme, same: HashMap::new() };
        let mut known: HashMap<&Query, u64> = HashMap::new();
        let sets = pages.sets.0.lock().unwrap_or_else(PoisonError::into_inner);
        for asked in sets.iter() {
            let mut answer = |query| *known.entry(query).or_insert_with(|| query.answer(site, theme));
            let is_same = asked.queries.iter().zip(&asked.answers).all(|(query, before)| answer(query) == *before);
            answers.same.insert(place(asked), is_same);
        }
        drop(known);
        drop(sets);
        answers
    }

    /// Queries with their answers.
    pub(super) fn to(&self, queries: Vec<Query>) -> Asked {
        let answers = queries.iter().map(|query| query.answer(self.site, self.theme)).collect();
        Asked { queries, answers }
    }
}

impl Cause {
    /// What has changed since a page was made.
    pub(super) fn of(before: Option<&Page>, inputs: Fingerprint, site: &Site, theme: &Theme) -> Self {
        let Some(before) = before else { return Self::New };
        let was = before.inputs;
        let asked = before.asked.queries.iter().zip(&before.asked.answers);
        Self::Changed(Box::new(Change {
            site: was.site != inputs.site,
            template: was.template != inputs.template,
            copy: was.copy != inputs.copy,
            others: was.others != inputs.others,
            queries: asked
                .filter(|(query, answer)| query.answer(site, theme) != **answer)
                .map(|(query, _)| query.clone())
                .collect(),
        }))
    }
}

impl Row {
    fn page(self, asked: &[Arc<Asked>]) -> Option<Page> {
        let Self { numbers: Numbers { inputs, bytes, asked: at }, findings, cause } = self;
        let asked = Arc::clone(asked.get(usize::try_from(at).ok()?)?);
        Some(Page { inputs, asked, bytes, findings, cause })
    }
}

/// A set of queries by its place in memory: equal ones are interned.
fn place(asked: &Arc<Asked>) -> usize {
    Arc::as_ptr(asked).addr()
}

impl Sets {
    /// The set that equals this one, if there is one already.
    pub(super) fn intern(&self, set: Arc<Asked>) -> Arc<Asked> {
        let mut sets = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match sets.get(&set) {
            Some(known) => Arc::clone(known),
            None => {
                sets.insert(Arc::clone(&set));
                set
            }
        }
    }

    fn forget_unused(&mut self) {
        self.0.get_mut().unwrap_or_else(PoisonError::into_inner).retain(|set| Arc::strong_count(set) > 1);
    }
}

fn batch(pages: &[(Key, Option<&Page>)]) -> Batch {
    let mut sets: Vec<Arc<Asked>> = Vec::new();
    let mut places: HashMap<usize, u32> = HashMap::new();
    let mut rows = Vec::with_capacity(pages.len());
    for (key, page) in pages {
        let row = page.map(|page| {
            let next = u32::try_from(sets.len()).unwrap_or(u32::MAX);
            let asked = *places.entry(place(&page.asked)).or_insert_with(|| {
                sets.push(Arc::clone(&page.asked));
                next
            });
            let numbers = Numbers { inputs: page.inputs, bytes: page.bytes, asked };
            Row { numbers, findings: page.findings.clone(), cause: page.cause.clone() }
        });
        rows.push((*key, row));
    }
    (sets, rows)
}
