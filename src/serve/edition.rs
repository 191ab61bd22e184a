//! One state of the site, as it is served until the next.

use super::Reload;
use super::rules::Rules;
use crate::build::preview::Preview;
use crate::diag::{Diagnostic, Severity};
use std::collections::{BTreeMap, BTreeSet, HashMap, VecDeque};
use std::fmt;
use std::str::FromStr;
use std::sync::{Arc, Mutex, PoisonError};

/// Which edition of which run: pages that stay open longer than a server lives tell them apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Number {
    /// The run.
    pub(super) run: u64,
    /// The edition of that run, from 1.
    pub(super) edition: u64,
}

impl fmt::Display for Number {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:x}-{}", self.run, self.edition)
    }
}

impl FromStr for Number {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let (run, edition) = text.split_once('-').ok_or(())?;
        let run = u64::from_str_radix(run, 16).map_err(|_| ())?;
        Ok(Self { run, edition: edition.parse().map_err(|_| ())? })
    }
}

/// One state of the site.
#[derive(Debug)]
pub(super) struct Edition {
    /// Its number.
    pub(super) number: Number,
    /// The project as it was last without errors, or as well as it can be read.
    pub(super) preview: Preview,
    /// What was found, sorted.
    pub(super) findings: Vec<Diagnostic>,
    /// Files other than pages that changed under their address, and in which edition they last did.
    pub(super) touched: Arc<BTreeMap<String, u64>>,
    /// The address of the story that was just saved.
    pub(super) saved: Option<String>,
    /// What open pages do.
    pub(super) reload: Reload,
    /// The site's own redirects and headers.
    pub(super) rules: Arc<Rules>,
    /// Pages as they were last without errors.
    pub(super) kept: Arc<Kept>,
}

impl Edition {
    /// The path that the site's addresses begin with, with a slash at both ends.
    pub(super) fn base(&self) -> &str {
        self.preview.model().site.config.base_url.path()
    }

    pub(super) fn stories(&self) -> usize {
        self.preview.model().site.in_all_languages().map(|site| site.stories.len()).sum()
    }

    /// What keeps the site from being written.
    pub(super) fn errors(&self) -> impl Iterator<Item = &Diagnostic> {
        self.findings.iter().filter(|finding| finding.severity == Severity::Error)
    }

    /// Whether a file has a mistake that keeps the site from being written.
    pub(super) fn is_wrong(&self, path: &str) -> bool {
        self.errors().any(|finding| finding.path().is_some_and(|wrong| **wrong == *path))
    }

    /// The files that changed after another edition of this run.
    pub(super) fn touched_since(&self, edition: u64) -> BTreeSet<&str> {
        self.touched.iter().filter(|(_, at)| **at > edition).map(|(address, _)| address.as_str()).collect()
    }
}

/// Pages as they were last without errors: those that were looked at of late.
#[derive(Debug, Default)]
pub(super) struct Kept(Mutex<Pages>);

#[derive(Debug, Default)]
struct Pages {
    pages: HashMap<Box<str>, Arc<[u8]>>,
    order: VecDeque<Box<str>>,
}

/// How many pages are kept.
const KEPT: usize = 200;

impl Kept {
    pub(super) fn keep(&self, address: &str, page: &[u8]) {
        let mut pages = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if pages.pages.insert(address.into(), page.into()).is_none() {
            pages.order.push_back(address.into());
        }
        if pages.order.len() > KEPT
            && let Some(oldest) = pages.order.pop_front()
        {
            pages.pages.remove(&oldest);
        }
    }

    pub(super) fn get(&self, address: &str) -> Option<Arc<[u8]>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).pages.get(address).cloned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_reads_as_it_was_printed() {
        let number = Number { run: 0xbeef, edition: 12 };
        assert_eq!(number.to_string().parse(), Ok(number));
        for wrong in ["", "12", "x-1", "1-x", "1-2-3"] {
            assert_eq!(wrong.parse::<Number>(), Err(()), "{wrong}");
        }
    }

    #[test]
    fn the_newest_pages_are_kept() {
        let kept = Kept::default();
        for number in 0..=KEPT {
            kept.keep(&format!("/{number}"), b"page");
        }
        assert!(kept.get("/0").is_none() && kept.get("/1").is_some() && kept.get(&format!("/{KEPT}")).is_some());
    }
}
