//! What pages ask of the site, and what it answers.

use super::Pages;
use super::page::Asked;
use crate::render::query::Query;
use crate::site::Site;
use crate::theme::Theme;
use foldhash::{HashMap, HashMapExt, HashSet};
use std::sync::{Arc, Mutex, PoisonError};

/// The sets of queries, each once: many pages ask the same.
#[derive(Debug, Default)]
pub(in crate::build) struct Sets(Mutex<HashSet<Arc<Asked>>>);

/// The answers of a site to what pages asked.
pub(in crate::build) struct Answers<'a> {
    site: &'a Site,
    theme: &'a Theme,
    /// Whether the site still answers as it did, by set.
    same: HashMap<usize, bool>,
}

impl<'a> Answers<'a> {
    /// Asks a site all that pages asked.
    pub(in crate::build) fn of(pages: &Pages, site: &'a Site, theme: &'a Theme) -> Self {
        let mut answers = Self { site, theme, same: HashMap::new() };
        let mut known: HashMap<&Query, u64> = HashMap::new();
        let sets = pages.sets().0.lock().unwrap_or_else(PoisonError::into_inner);
        for asked in sets.iter() {
            let mut answer = |query| *known.entry(query).or_insert_with(|| query.answer(site, theme));
            let is_same = asked.queries.iter().zip(&asked.answers).all(|(query, before)| answer(query) == *before);
            answers.same.insert(place(asked), is_same);
        }
        drop(known);
        drop(sets);
        answers
    }

    /// Whether the site answers a set of queries as it did.
    pub(super) fn are_same(&self, asked: &Arc<Asked>) -> bool {
        self.same.get(&place(asked)) == Some(&true)
    }

    /// Whether it answers all of them as it did.
    pub(super) fn are_all_same(&self) -> bool {
        self.same.values().all(|is_same| *is_same)
    }

    /// Queries with their answers.
    pub(in crate::build) fn to(&self, queries: Vec<Query>) -> Asked {
        let answers = queries.iter().map(|query| query.answer(self.site, self.theme)).collect();
        Asked { queries, answers }
    }
}

/// A set of queries by its place in memory: equal ones are interned.
pub(super) fn place(asked: &Arc<Asked>) -> usize {
    Arc::as_ptr(asked).addr()
}

impl Sets {
    /// The set that equals this one, if there is one already.
    pub(in crate::build) fn intern(&self, set: Arc<Asked>) -> Arc<Asked> {
        let mut sets = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match sets.get(&set) {
            Some(known) => Arc::clone(known),
            None => {
                sets.insert(Arc::clone(&set));
                set
            }
        }
    }

    pub(super) fn forget_unused(&mut self) {
        self.0.get_mut().unwrap_or_else(PoisonError::into_inner).retain(|set| Arc::strong_count(set) > 1);
    }
}
