//! Stories that were withdrawn: killed, expired, put on hold.
//!
//! What still leads to them has to be mended, but is a warning: it must not keep the withdrawal from
//! being published.

use crate::diag::{Diagnostic, Severity};
use crate::site::{Site, address};
use std::collections::HashMap;

/// What was withdrawn, by the file of its page.
pub(super) struct Withdrawn(HashMap<String, String>);

impl Withdrawn {
    /// The stories of a site that were withdrawn.
    pub(super) fn of(site: &Site) -> Self {
        let withdrawn = site.held.iter().filter(|held| held.is_withdrawn());
        let told = withdrawn.filter_map(|held| {
            let why = held.reason.words(&site.config.timezone);
            Some((address::file(held.address.as_deref()?), format!("`{}` was withdrawn: {why}", held.path)))
        });
        Self(told.collect())
    }

    /// A finding about what leads to a file: no error where its story was withdrawn.
    pub(super) fn eased(&self, file: &str, finding: Diagnostic) -> Diagnostic {
        match self.0.get(file) {
            Some(why) => Diagnostic { severity: Severity::Warning, ..finding }.because(why.as_str()),
            None => finding,
        }
    }
}
