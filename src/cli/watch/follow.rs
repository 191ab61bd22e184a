//! `dateline watch --publish`: a destination that follows the site.
//!
//! Nobody is there to be asked. What is refused waits until the copy is mended; what fails (a host
//! that is away, a disk that is full, another desk at work) is tried again, later each time.

use super::super::args::{Publish, Unattended, Watch as Args};
use super::super::{Failed, project, publish, say};
use crate::build::{Cache, Loaded};
use jiff::{SignedDuration, Timestamp};

/// The first wait after a failure; each doubles it.
const FIRST: SignedDuration = SignedDuration::from_secs(5);
/// The longest wait.
const LONGEST: SignedDuration = SignedDuration::from_mins(5);

/// A destination that follows the site.
pub(in crate::cli) struct Follower {
    args: Publish,
    /// How long it is waited after the next failure.
    wait: SignedDuration,
}

impl Follower {
    /// A destination of a project, by its name.
    pub(super) fn new(args: &Args, target: &str) -> Result<Self, Failed> {
        let world = project::open(&args.project, None)?;
        // A name that is not there is told at once, and not when the first story arrives.
        publish::choose(&project::read_settings(&world).value.destinations, Some(target))?;
        Ok(Self { args: Publish::unattended(&args.project, target, args.quiet), wait: FIRST })
    }

    /// Brings a site that was just built there; when that has to be tried again, if it failed.
    pub(super) fn publish(&mut self, loaded: &Loaded, cache: &mut Cache) -> Option<Timestamp> {
        let published = project::open(&self.args.project, None)
            .and_then(|world| publish::deliver(&self.args, &world, loaded, cache, Vec::new()));
        match published {
            // What is refused is refused until somebody mends it; what the host shows, it shows.
            Ok(delivered) => {
                self.wait = FIRST;
                if delivered.newest.is_some() {
                    self.args.unattended = Some(Unattended { newest: delivered.newest });
                }
                None
            }
            Err(failed) => {
                say::failed(&failed);
                let wait = self.wait;
                self.wait = (wait * 2).min(LONGEST);
                say::line(&format!("not published; trying again in {} s", wait.as_secs()));
                Some(Timestamp::now() + wait)
            }
        }
    }
}
