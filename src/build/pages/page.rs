//! What is known of a page, and why it was made.

use crate::cache::Entry;
use crate::diag::Diagnostic;
use crate::render::query::Query;
use crate::routes::Fingerprint;
use crate::site::Site;
use crate::theme::Theme;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// Queries, and a hash of what they answered.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Asked {
    /// The queries, sorted.
    pub queries: Vec<Query>,
    /// A hash of the answer to each.
    pub answers: Vec<u64>,
}

/// A page as it was last made.
#[derive(Debug, Clone, PartialEq)]
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

impl Cause {
    /// What has changed since a page was made.
    pub(in crate::build) fn of(before: Option<&Page>, inputs: Fingerprint, site: &Site, theme: &Theme) -> Self {
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
