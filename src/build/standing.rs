//! A project that is kept set up, as a printer keeps type standing, so that the next state of it takes as
//! long as what changed.
//!
//! In: a [`World`] and which files hold other words. Out: the [`Model`], and what was found. What is
//! amended is what would be read from nothing; where that is not certain, the project is read again.

#[cfg(test)]
mod tests;

use super::intake::{self, Again};
use super::{Cache, Loaded, Model, Request, model};
use crate::diag::{Checked, Count, Diagnostic};
use crate::routes::{self, Route, Taken};
use crate::site::Settled;
use crate::site::amend::Edit;
use crate::world::World;
use jiff::Timestamp;
use std::collections::BTreeSet;
use std::sync::Arc;

/// So many files at most are taken in one by one; of more it takes longer than to read all again.
const FEW: usize = 64;

/// A project as it stands.
#[derive(Debug)]
pub struct Standing {
    model: Model,
    /// What was found in settings, theme and copy.
    found: Vec<Diagnostic>,
    /// What was found among the outputs.
    clashes: Vec<Diagnostic>,
    taken: Taken,
    due: Option<Timestamp>,
}

/// What an amendment may have changed beside pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Amended {
    /// Addresses that have moved.
    pub redirects: bool,
}

impl Standing {
    /// Reads a project.
    pub fn read(world: &dyn World, request: &Request, cache: &mut Cache) -> Self {
        let Checked { value: model, findings: found } = model(world, request, cache);
        let Checked { value: taken, findings: clashes } = routes::survey(&model.site, &model.theme);
        let due = model.site.next_due();
        Self { model, found, clashes, taken, due }
    }

    /// Reads a project and plans its outputs.
    fn read_planned(world: &dyn World, request: &Request, cache: &mut Cache) -> (Self, Vec<Route>) {
        let Checked { value: model, findings: found } = model(world, request, cache);
        let Checked { value: routes, findings: clashes } = routes::plan(&model.site, &model.theme, cache.program);
        let due = model.site.next_due();
        (Self { model, found, clashes, taken: Taken::of(&routes), due }, routes)
    }

    /// Brings it up to date where `changed` files hold other words. Nothing where that cannot be done file by
    /// file: then the project has to be read again.
    #[must_use]
    pub fn amend(
        &mut self,
        world: &dyn World,
        request: &Request,
        cache: &mut Cache,
        changed: &BTreeSet<String>,
    ) -> Option<Amended> {
        let (now, site) = (world.now(), Arc::clone(&self.model.site));
        let is_over = now < site.now || self.due.is_some_and(|due| due <= now);
        if is_over || changed.is_empty() || changed.len() > FEW || Count::of(&self.clashes).errors > 0 {
            return None;
        }
        let log = cache.copy_log();
        let again = intake::again(world, &site.config, &mut cache.known, log.as_ref(), changed)?;
        let edits = edits(&again);
        let (after, moves) = site.amended(now, request.drafts, &edits)?;
        if !self.taken.follow(&self.model.theme, &site, &after, &moves) {
            return None;
        }
        for Again { before, after, .. } in &again {
            for said in before.iter().flat_map(|reading| reading.said(now, request.drafts)) {
                self.found.remove(self.found.iter().position(|found| found == said)?);
            }
            self.found.extend(after.iter().flat_map(|reading| reading.said(now, request.drafts)).cloned());
        }
        let sides: Vec<&Settled> = edits.iter().flat_map(|edit| edit.before.into_iter().chain(edit.after)).collect();
        // To ask every story takes longer than all the rest.
        if sides.iter().any(|settled| settled.holds.come_due(now, request.drafts)) {
            self.due = after.next_due();
        }
        let redirects = sides.iter().filter_map(|settled| settled.what.as_ref()).any(|what| !what.aliases().is_empty());
        self.model.site = Arc::new(after);
        Some(Amended { redirects })
    }

    /// What its pages are made of.
    pub fn model(&self) -> &Model {
        &self.model
    }

    /// What was found, in no order that matters.
    pub fn findings(&self) -> impl Iterator<Item = &Diagnostic> {
        self.found.iter().chain(&self.clashes)
    }

    /// When it changes next by itself.
    pub fn next_due(&self) -> Option<Timestamp> {
        self.due
    }
}

/// A project with its outputs, for whoever writes them again and again: of the one that stands where that can
/// be amended, else read. `changed` says which files hold other words.
pub fn load_again(
    world: &dyn World,
    request: &Request,
    cache: &mut Cache,
    standing: &mut Option<Standing>,
    changed: &BTreeSet<String>,
) -> Checked<Loaded> {
    let is_amended = standing.as_mut().is_some_and(|it| it.amend(world, request, cache, changed).is_some());
    let (now, routes) = match standing.take().filter(|_| is_amended) {
        Some(now) => {
            let routes = routes::plan(&now.model.site, &now.model.theme, cache.program).value;
            (now, routes)
        }
        None => Standing::read_planned(world, request, cache),
    };
    let Model { site, theme } = now.model.clone();
    let findings = now.findings().cloned().collect();
    *standing = Some(now);
    Checked::new(Loaded { site, theme, routes }, findings)
}

fn edits(again: &[Again]) -> Vec<Edit<'_>> {
    let edits = again.iter().map(|Again { path, before, after }| Edit {
        path,
        before: before.as_ref().map(|reading| &reading.settled),
        after: after.as_ref().map(|reading| &reading.settled),
    });
    edits.collect()
}
