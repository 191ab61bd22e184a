//! `dateline watch` and `dateline build --watch`.

mod follow;

use super::args::{Build, Watch as Args};
use super::build::Kept;
use super::say::Said;
use super::{Exit, Failed, build, project, say};
use crate::build::{Cache, SETTINGS, inputs};
use crate::watch::{How, Wake, Watch};
use follow::Follower;
use jiff::{SignedDuration, Timestamp};
use std::collections::BTreeSet;

/// After a failure that is none of the copy's (a full disk, another build), it is tried again.
const AGAIN: SignedDuration = SignedDuration::from_secs(5);
/// After saves of which only what they reach was written, all of the output folder is looked at once
/// nothing has been saved for so long.
const LOOK: SignedDuration = SignedDuration::from_secs(10);

impl From<&Args> for Build {
    fn from(args: &Args) -> Self {
        let Args { project, out, base_url, drafts, quiet, jobs, poll, publish: _ } = args.clone();
        Self { project, out, base_url, at: None, drafts, json: false, quiet, jobs, force: false, watch: true, poll }
    }
}

/// Makes the site, and again whenever something changes, and publishes it each time if that is asked for.
pub(super) fn run(args: &Args) -> Result<Exit, Failed> {
    let follower = args.publish.as_deref().map(|target| Follower::new(args, target)).transpose()?;
    keep_current(&args.into(), follower)
}

/// Makes the site, and again whenever something changes, until somebody stops it. It may be stopped
/// at any moment: the folder is then the old site or the new one.
pub(super) fn keep_current(args: &Build, follower: Option<Follower>) -> Result<Exit, Failed> {
    build::set_threads(args.jobs)?;
    let world = project::open(&args.project, None)?;
    if !world.root().join(SETTINGS).is_file() {
        return build::run(args);
    }
    let how = if args.poll { How::Poll } else { How::Events };
    let config = project::read_settings(&world).value;
    let watch = Watch::begin(world.root(), inputs(&config), how)
        .map_err(|error| Failed::new(format!("cannot watch `{}`: {error}", world.root().display())))?;
    let mut polls = watch.polls().is_some();
    if let (false, Some(why)) = (args.poll, watch.polls()) {
        say::line(&format!("looking at the files again and again: {why}"));
    }
    let cache = build::remembered(args).kept();
    let (kept, said) = (Kept::default(), Said::default());
    let mut rounds = Rounds { args, cache, kept, said, watch, follower, look: None };
    let mut next = rounds.make(&BTreeSet::new());
    loop {
        let changed = match rounds.watch.wait(next) {
            Wake::Stopped => return Ok(Exit::Done),
            Wake::Due => BTreeSet::new(),
            Wake::Changed(paths) => paths,
        };
        if !changed.is_empty() && !args.quiet {
            say::line(&self::changed(&changed));
        }
        if let (false, Some(why)) =
            (std::mem::replace(&mut polls, rounds.watch.polls().is_some()), rounds.watch.polls())
        {
            say::line(&format!("from now on looking at the files again and again: {why}"));
        }
        next = rounds.make(&changed);
    }
}

/// What is carried from one state of the site to the next.
struct Rounds<'a> {
    args: &'a Build,
    cache: Cache,
    kept: Kept,
    said: Said,
    watch: Watch,
    follower: Option<Follower>,
    /// When all of the output folder is to be looked at again.
    look: Option<Timestamp>,
}

impl Rounds<'_> {
    /// Makes the site once; when it has to be made again by itself.
    fn make(&mut self, changed: &BTreeSet<String>) -> Option<Timestamp> {
        if changed.is_empty() || self.follower.is_some() {
            // Who publishes needs to know all outputs.
            self.kept = std::mem::take(&mut self.kept).without_folder();
        }
        let only_looks = changed.is_empty() && self.look.take().is_some_and(|look| look <= Timestamp::now());
        match build::again(self.args, &mut self.cache, &mut self.kept, changed) {
            Ok(report) => {
                self.said.findings(&report.findings);
                if !(only_looks && report.changed_nothing()) {
                    report.say(self.args.quiet);
                }
                self.watch.follow(inputs(&report.site.config));
                let again = match (&mut self.follower, &report.whole, report.exit()) {
                    (Some(follower), Some(loaded), Exit::Done) => follower.publish(loaded, &mut self.cache),
                    _ => None,
                };
                self.look = report.whole.is_none().then(|| Timestamp::now() + LOOK);
                [self.kept.next_due(), again, self.look].into_iter().flatten().min()
            }
            Err(failed) => {
                say::failed(&failed);
                Some(Timestamp::now() + AGAIN)
            }
        }
    }
}

/// What changed, in a line.
pub(super) fn changed(paths: &BTreeSet<String>) -> String {
    match paths.first() {
        Some(path) if paths.len() == 1 => format!("changed: {path}"),
        Some(path) => format!("changed: {path} and {} more", paths.len() - 1),
        None => "changed".into(),
    }
}
