//! A build that goes on where the last one ended.
//!
//! In: a project, and what was written down when its output folder was last its site. Out: the outputs
//! that the edits since then reach, where only texts and headlines are others.
//!
//! 1. A whole build leaves a [`Record`]: which state of the project the folder shows, by content, and
//!    what the folder's manifest was.
//! 2. The next one looks at all copy and at the settings, theme and pictures. If they are of the state
//!    in the record but for a few texts, nothing is planned but what those reach.
//! 3. Every file of the folder is looked at all the same: it has to stand as the manifest has it.
//!
//! Whatever cannot be proved (another clock that holds or frees a story, a page that is not remembered,
//! a file that was changed by hand) leads to a plan of all outputs, so there is one result and two ways.

use super::bring::{is_page, write_part};
use super::pages::Pages;
use super::standing::{self, Next};
use super::took::Took;
use super::{Cache, Model, Outcome, Request, model};
use crate::cache::Manifest;
use crate::cache::log::Log;
use crate::diag::Checked;
use crate::routes::{self, Reach, Route};
use crate::site::Site;
use crate::site::amend::Edit;
use crate::site::hold::Drafts;
use crate::world::World;
use crate::writer::{WriteError, Writer};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::hash::{Hash, Hasher};
use xxhash_rust::xxh3::Xxh3;

/// So many edits at most; of more it takes no longer to plan all.
const FEW: usize = 64;

/// A state of a project, by its content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct State {
    /// The settings, the theme, the files beside the copy, and what was asked for.
    project: u64,
    /// The copy.
    copy: u64,
}

/// What an output folder shows.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Record {
    state: State,
    /// The mark of the folder's manifest.
    manifest: u64,
    /// The mark of what was known of its files.
    known: u64,
    /// How many of its outputs are pages that readers see.
    pages: usize,
    /// When it was made.
    now: Timestamp,
    /// When it changes by itself.
    due: Option<Timestamp>,
}

impl State {
    /// The state of a project that was read; nothing where something in it has no mark.
    fn of(Model { site, theme }: &Model, request: &Request, copy: u64) -> Option<Self> {
        let mut hash = Xxh3::new();
        format!("{:?} {:?}", site.config, theme.words).hash(&mut hash);
        (theme.template_digests(), theme.fonts_digest(), request.drafts == Drafts::Show).hash(&mut hash);
        theme.assets.iter().for_each(|(name, asset)| (name, &asset.address, &asset.bytes).hash(&mut hash));
        for (path, beside) in &*site.files {
            (path, beside.mark?).hash(&mut hash);
        }
        Some(Self { project: hash.finish(), copy })
    }
}

impl Record {
    /// Says what a folder shows from now on. A record that cannot be written costs only time.
    pub(super) fn write(log: &Log, state: State, (manifest, known): (&Manifest, &Pages), pages: usize, site: &Site) {
        let (now, due) = (site.now, site.next_due());
        let record = Self { state, manifest: manifest.mark(), known: known.mark(), pages, now, due };
        let _ = log.replace(&[record]);
    }

    fn read(log: &Log) -> Option<Self> {
        let mut record = None;
        log.read(|read| record = Some(read));
        record
    }
}

/// Reads a project, and notes which state of it that is, for the record of what is written of it.
pub(super) fn read(world: &dyn World, request: &Request, cache: &mut Cache) -> Checked<(Model, Took)> {
    let read = model(world, request, cache);
    let (model, took) = &read.value;
    cache.state = cache.record_log().and_then(|_| State::of(model, request, took.after));
    read
}

/// Reads a project, and plans what of it has to be looked at.
pub fn load(world: &dyn World, request: &Request, cache: &mut Cache) -> Checked<Next> {
    let mut findings = Vec::new();
    let (model, took) = read(world, request, cache).drain_into(&mut findings);
    let record = cache.record_log().as_ref().and_then(Record::read);
    let resumed = record.and_then(|record| Some((reached(&model, &took, &record, cache)?, record)));
    let next = match resumed {
        Some((reach, record)) => Next::resumed(model, reach, record),
        None => standing::planned(model, cache).drain_into(&mut findings),
    };
    Checked::new(next, findings)
}

/// What edits reach since a record was written; nothing where it may be everything.
fn reached(model: &Model, took: &Took, record: &Record, cache: &Cache) -> Option<Reach> {
    let Model { site, theme } = model;
    let is_of_record = State { copy: took.before, ..cache.state? } == record.state;
    let is_of_now = record.now <= site.now && record.due.is_none_or(|due| site.now < due);
    let edits = took.edits.as_ref().filter(|edits| edits.len() <= FEW && is_of_record && is_of_now)?;
    // The site before the edits is the one after them with the edits taken back.
    let back = edits.iter().map(|edit| Edit {
        path: &edit.path,
        before: edit.after.as_ref().map(|reading| &reading.settled),
        after: edit.before.as_ref().map(|reading| &reading.settled),
    });
    let (before, moves) = site.amended(site.now, took.drafts, &back.collect::<Vec<_>>())?;
    // The moves lead from now to then: only where every story kept its number do they lead back too.
    (moves.are_in_place() && routes::are_in_place(&before, site, &moves)).then_some(())?;
    let reach = routes::reached(theme, &before, site, &moves, cache.program);
    // It shares nearly all of its stories with the other, and to let go of each of them takes a while.
    rayon::spawn(|| drop(before));
    reach
}

/// Brings an output folder up to date, of which the site that it shows is known; nothing where the folder
/// is not as the record has it, so that all outputs have to be planned.
///
/// # Errors
/// When the folder cannot be written.
pub fn write(
    world: &dyn World,
    next: &mut Next,
    cache: &mut Cache,
    writer: Writer,
) -> Result<Option<Outcome>, WriteError> {
    let Some((reach, record)) = next.take_resumed() else { return Ok(None) };
    if !stands(&writer, &reach, &record, &cache.pages) {
        return Ok(None);
    }
    // A list may have got longer or shorter in what it weighs.
    let came = reach.routes.iter().filter(|route| writer.manifest().place(&route.file()).is_none());
    let pages = record.pages + came.filter(|route| is_page(route)).count()
        - reach.gone.iter().filter(|file| file.ends_with(".html")).count();
    let mut outcome = write_part(world, &next.model, reach, cache, writer)?;
    if let (Some(_), Some(left), Some(log), Some(state)) =
        (&outcome.written, &outcome.left, cache.record_log(), cache.state)
    {
        Record::write(&log, state, (left.manifest(), &cache.pages), pages, &next.model.site);
    }
    outcome.pages = Some(pages);
    Ok(Some(outcome))
}

/// Whether a folder shows what the record says, and every page in it is remembered.
fn stands(writer: &Writer, reach: &Reach, record: &Record, pages: &Pages) -> bool {
    let touched: Vec<String> = reach.routes.iter().map(Route::file).collect();
    writer.manifest().mark() == record.manifest
        && pages.mark() == record.known
        && writer.keep_all_but(touched.iter().chain(&reach.gone).map(String::as_str))
}
