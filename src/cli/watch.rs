//! `dateline watch` and `dateline build --watch`.

mod follow;

use super::args::{Build, Watch as Args};
use super::say::Said;
use super::{Exit, Failed, build, project, say};
use crate::build::{Cache, SETTINGS, inputs};
use crate::site::Site;
use crate::watch::{How, Wake, Watch};
use follow::Follower;
use jiff::{SignedDuration, Timestamp};
use std::collections::BTreeSet;

/// After a failure that is none of the copy's (a full disk, another build), it is tried again.
const AGAIN: SignedDuration = SignedDuration::from_secs(5);

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
pub(super) fn keep_current(args: &Build, mut follower: Option<Follower>) -> Result<Exit, Failed> {
    build::set_threads(args.jobs)?;
    let world = project::open(&args.project, None)?;
    if !world.root().join(SETTINGS).is_file() {
        return build::run(args);
    }
    let how = if args.poll { How::Poll } else { How::Events };
    let config = project::read_settings(&world).value;
    let mut watch = Watch::begin(world.root(), inputs(&config), how)
        .map_err(|error| Failed::new(format!("cannot watch `{}`: {error}", world.root().display())))?;
    let mut polls = watch.polls().is_some();
    if let (false, Some(why)) = (args.poll, watch.polls()) {
        say::line(&format!("looking at the files again and again: {why}"));
    }
    let mut cache = build::remembered(args).kept();
    let mut said = Said::default();
    let mut next = round(args, &mut cache, &mut said, &mut watch, follower.as_mut());
    loop {
        match watch.wait(next) {
            Wake::Stopped => return Ok(Exit::Done),
            Wake::Due => {}
            Wake::Changed(paths) if args.quiet => drop(paths),
            Wake::Changed(paths) => say::line(&changed(&paths)),
        }
        if let (false, Some(why)) = (std::mem::replace(&mut polls, watch.polls().is_some()), watch.polls()) {
            say::line(&format!("from now on looking at the files again and again: {why}"));
        }
        next = round(args, &mut cache, &mut said, &mut watch, follower.as_mut());
    }
}

/// Makes the site once; when it has to be made again by itself.
fn round(
    args: &Build,
    cache: &mut Cache,
    said: &mut Said,
    watch: &mut Watch,
    follower: Option<&mut Follower>,
) -> Option<Timestamp> {
    match build::once(args, cache) {
        Ok(report) => {
            said.findings(&report.findings);
            report.say(args.quiet);
            let site: &Site = &report.loaded.site;
            watch.follow(inputs(&site.config));
            let again = match (follower, report.exit()) {
                (Some(follower), Exit::Done) => follower.publish(&report.loaded, cache),
                _ => None,
            };
            [site.next_due(), again].into_iter().flatten().min()
        }
        Err(failed) => {
            say::failed(&failed);
            Some(Timestamp::now() + AGAIN)
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
