//! A project that is kept set up, as a printer keeps type standing, so that the next state of it takes as
//! long as what changed.
//!
//! In: a [`World`] and which files hold other words. Out: the [`Model`], and what was found. What is
//! amended is what would be read from nothing; where that is not certain, the project is read again.

#[cfg(test)]
mod tests;

use super::intake;
use super::resume::Record;
use super::took::Again;
use super::{Cache, Loaded, Model, Request, model};
use crate::diag::{Checked, Count, Diagnostic};
use crate::routes::{self, Reach, Route, Taken};
use crate::site::amend::{Edit, Moves};
use crate::site::{Settled, Site};
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

/// What an amendment did.
#[derive(Debug)]
pub struct Amended {
    /// Whether addresses may have moved.
    pub redirects: bool,
    before: Arc<Site>,
    moves: Moves,
}

impl Standing {
    /// Reads a project.
    pub fn read(world: &dyn World, request: &Request, cache: &mut Cache) -> Self {
        let Checked { value: (model, _), findings: found } = model(world, request, cache);
        let Checked { value: taken, findings: clashes } = routes::survey(&model.site, &model.theme);
        let due = model.site.next_due();
        Self { model, found, clashes, taken, due }
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
        if self.is_over(now) || changed.is_empty() || changed.len() > FEW || Count::of(&self.clashes).errors > 0 {
            return None;
        }
        let log = cache.copy_log();
        let again = intake::again(world, &site.config, &mut cache.known, log.as_ref(), changed)?;
        let edits = edits(&again);
        let (after, moves) = site.amended(now, request.drafts, &edits)?;
        // Whether there is a folder for copy at all, none of its files tells.
        if site.is_bare() || after.is_bare() || !self.taken.follow(&self.model.theme, &site, &after, &moves) {
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
        Some(Amended { redirects, before: site, moves })
    }

    /// Brings it up to date, and says which outputs that concerns; nothing where the project has to be read again.
    fn follow(
        &mut self,
        world: &dyn World,
        request: &Request,
        cache: &mut Cache,
        changed: &BTreeSet<String>,
    ) -> Option<Outputs> {
        if changed.is_empty() {
            return self.turn(world.now(), request).then_some(Outputs::All);
        }
        let amended = self.amend(world, request, cache, changed)?;
        Some(self.reached(&amended, cache.program).map_or(Outputs::All, Outputs::Reached))
    }

    /// The outputs that an amendment reaches; nothing where it may be all of them.
    fn reached(&self, amended: &Amended, program: u64) -> Option<Reach> {
        let Model { site, theme } = &self.model;
        routes::reached(theme, &amended.before, site, &amended.moves, program)
    }

    /// Brings it to a later time at which nothing of it comes or goes; whether it could be. What is news is a
    /// matter of the time all the same.
    fn turn(&mut self, now: Timestamp, request: &Request) -> bool {
        // Whether there is a folder for copy at all, none of its files tells.
        if self.is_over(now) || self.model.site.is_bare() {
            return false;
        }
        let Some((site, _)) = self.model.site.amended(now, request.drafts, &[]) else { return false };
        self.model.site = Arc::new(site);
        true
    }

    /// Whether time has changed it by itself, or was set back.
    fn is_over(&self, now: Timestamp) -> bool {
        now < self.model.site.now || self.due.is_some_and(|due| due <= now)
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

/// A project with what has to be written of it.
#[derive(Debug)]
pub struct Next {
    /// What its pages are made of.
    pub model: Model,
    outputs: Outputs,
}

/// Which outputs have to be looked at.
#[derive(Debug)]
enum Outputs {
    /// All of them, which are known.
    Planned(Vec<Route>),
    /// All of them.
    All,
    /// Those that edits reach, where the others stand as they were before.
    Reached(Reach),
    /// The same, since the output folder was what a record says of it.
    Resumed(Reach, Record),
}

impl Next {
    /// A project of which a record says what stands.
    pub(super) fn resumed(model: Model, reach: Reach, record: Record) -> Self {
        Self { model, outputs: Outputs::Resumed(reach, record) }
    }

    /// Whether a record says what stands.
    pub fn is_resumed(&self) -> bool {
        matches!(self.outputs, Outputs::Resumed(..))
    }

    /// What edits reach since a record was written.
    pub(super) fn take_resumed(&mut self) -> Option<(Reach, Record)> {
        match std::mem::replace(&mut self.outputs, Outputs::All) {
            Outputs::Resumed(reach, record) => Some((reach, record)),
            all => {
                self.outputs = all;
                None
            }
        }
    }

    /// What the last edits reach, where it is not everything.
    pub fn reach(&mut self) -> Option<Reach> {
        let Outputs::Reached(reach) = &mut self.outputs else { return None };
        let reach = std::mem::take(reach);
        self.outputs = Outputs::All;
        Some(reach)
    }

    /// The project with all its outputs.
    pub fn whole(self, cache: &mut Cache) -> Loaded {
        let Self { model: Model { site, theme }, outputs } = self;
        let routes = match outputs {
            Outputs::Planned(routes) => routes,
            Outputs::All | Outputs::Reached(_) | Outputs::Resumed(..) => {
                cache.is_loaded();
                routes::plan(&site, &theme, cache.program).value
            }
        };
        Loaded { site, theme, routes }
    }
}

/// A project for whoever writes it again and again: the one that stands where that can be amended, else
/// read. `changed` says which files hold other words; where there are none, nothing did but time.
pub fn next(
    world: &dyn World,
    request: &Request,
    cache: &mut Cache,
    standing: &mut Option<Standing>,
    changed: &BTreeSet<String>,
) -> Checked<Next> {
    let kept = standing.take().and_then(|mut now| Some((now.follow(world, request, cache, changed)?, now)));
    // What could not follow is gone by now: two models of a large site would be one too many.
    let (outputs, now) = kept.unwrap_or_else(|| read_planned(world, request, cache));
    let findings = now.findings().cloned().collect();
    let model = now.model.clone();
    *standing = Some(now);
    Checked::new(Next { model, outputs }, findings)
}

/// Reads a project and plans its outputs.
fn read_planned(world: &dyn World, request: &Request, cache: &mut Cache) -> (Outputs, Standing) {
    let Checked { value: (model, _), findings: found } = model(world, request, cache);
    let Checked { value: routes, findings: clashes } = routes::plan(&model.site, &model.theme, cache.program);
    let due = model.site.next_due();
    let standing = Standing { model, found, clashes, taken: Taken::of(&routes), due };
    (Outputs::Planned(routes), standing)
}

/// A project with all its outputs planned.
pub(super) fn planned(model: Model, cache: &mut Cache) -> Checked<Next> {
    cache.is_loaded();
    let planned = routes::plan(&model.site, &model.theme, cache.program);
    if !planned.findings.is_empty() {
        // What was found among the outputs, only a plan of all of them says again.
        cache.state = None;
    }
    planned.map(|routes| Next { model, outputs: Outputs::Planned(routes) })
}

fn edits(again: &[Again]) -> Vec<Edit<'_>> {
    let edits = again.iter().map(|Again { path, before, after }| Edit {
        path,
        before: before.as_ref().map(|reading| &reading.settled),
        after: after.as_ref().map(|reading| &reading.settled),
    });
    edits.collect()
}
