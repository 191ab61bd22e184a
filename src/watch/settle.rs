//! Waits until a burst of events is over: when to look, and where.
//!
//! A save is over in a moment, so that little is waited after one; many files at once (an unzip, a
//! checkout) come with gaps between them, so that more is waited there. What is still being written
//! is left alone until it is closed, and what is gone in the middle of a save is given a moment to
//! come back.

use notify::EventKind;
use notify::event::ModifyKind;
use std::collections::BTreeMap;
use std::time::{Duration, Instant};

/// How long to wait for what.
#[derive(Debug, Clone, Copy)]
pub(super) struct Patience {
    /// After the last event of a save.
    pub(super) quiet: Duration,
    /// After the last event where many files are touched.
    pub(super) crowd: Duration,
    /// For a file that is being written to be closed.
    pub(super) writing: Duration,
    /// For a file that is gone or empty to come back.
    pub(super) back: Duration,
    /// In all, whatever still comes.
    pub(super) longest: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Self {
            quiet: Duration::from_millis(8),
            crowd: Duration::from_millis(80),
            writing: Duration::from_millis(600),
            back: Duration::from_millis(100),
            longest: Duration::from_secs(2),
        }
    }
}

/// So many files touched at once are no single save.
const CROWD: usize = 8;

/// A path that something happened to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Stirred {
    pub(super) path: String,
    /// Whether it was looked at already, and was gone or empty then.
    pub(super) is_second_look: bool,
}

#[derive(Debug, Clone, Copy)]
struct Wait {
    first: Instant,
    until: Instant,
    is_writing: bool,
    is_second_look: bool,
}

/// The paths that something happened to, until they are looked at.
#[derive(Debug)]
pub(super) struct Settle {
    patience: Patience,
    waits: BTreeMap<String, Wait>,
}

impl Settle {
    pub(super) fn new(patience: Patience) -> Self {
        Self { patience, waits: BTreeMap::new() }
    }

    /// Something happened to a path.
    pub(super) fn stir(&mut self, path: String, is_writing: bool, now: Instant) {
        let is_crowd = self.waits.len() >= CROWD;
        let patience = match (is_writing, is_crowd) {
            (true, _) if cfg!(target_os = "linux") => self.patience.writing,
            (_, true) => self.patience.crowd,
            (_, false) => self.patience.quiet,
        };
        let first = self.waits.get(&path).filter(|wait| !wait.is_second_look).map_or(now, |wait| wait.first);
        self.waits.insert(path, Wait { first, until: now + patience, is_writing, is_second_look: false });
    }

    /// A path is gone or empty: look once more, and believe it then.
    pub(super) fn look_again(&mut self, path: String, now: Instant) {
        let wait = Wait { first: now, until: now + self.patience.back, is_writing: false, is_second_look: true };
        self.waits.entry(path).or_insert(wait);
    }

    /// When the next look is due. Paths that are quiet wait for each other, since they are most
    /// likely parts of one thing, but not for one that is still being written or awaited back.
    pub(super) fn ready(&self) -> Option<Instant> {
        let until = |wait: &Wait| wait.until.min(wait.first + self.patience.longest);
        let is_quiet = |wait: &&Wait| !wait.is_writing && !wait.is_second_look;
        let quiet = self.waits.values().filter(is_quiet).map(|wait| wait.until).max();
        let first = self.waits.values().filter(is_quiet).map(|wait| wait.first).min();
        let quiet = quiet.zip(first).map(|(until, first)| until.min(first + self.patience.longest));
        let others = self.waits.values().filter(|wait| !is_quiet(wait)).map(until).min();
        quiet.into_iter().chain(others).min()
    }

    /// What is to be looked at now.
    pub(super) fn take(&mut self, now: Instant) -> Vec<Stirred> {
        let longest = self.patience.longest;
        let is_due = |wait: &Wait| wait.until <= now || wait.first + longest <= now;
        let (due, waiting) = std::mem::take(&mut self.waits).into_iter().partition(|(_, wait)| is_due(wait));
        self.waits = waiting;
        let due: BTreeMap<String, Wait> = due;
        due.into_iter().map(|(path, wait)| Stirred { path, is_second_look: wait.is_second_look }).collect()
    }
}

/// Whether an event says that a file is being written, and not that it was closed.
pub(super) fn is_writing(kind: &EventKind) -> bool {
    matches!(kind, EventKind::Modify(ModifyKind::Data(_)))
}

/// Whether an event says that what was at a path is there no longer.
pub(super) fn is_leaving(kind: &EventKind) -> bool {
    matches!(kind, EventKind::Remove(_) | EventKind::Modify(ModifyKind::Name(_)))
}

#[cfg(test)]
mod tests {
    use super::*;

    const MS: Duration = Duration::from_millis(1);

    fn paths(stirred: &[Stirred]) -> Vec<&str> {
        stirred.iter().map(|stirred| stirred.path.as_str()).collect()
    }

    fn settle() -> (Settle, Instant) {
        (Settle::new(Patience::default()), Instant::now())
    }

    #[test]
    fn a_save_is_looked_at_when_it_has_been_quiet_for_a_moment() {
        let (mut settle, begin) = settle();
        settle.stir("a.md".into(), false, begin);
        settle.stir("a.md".into(), false, begin + 5 * MS);
        assert_eq!(settle.ready(), Some(begin + 13 * MS));
        assert_eq!(paths(&settle.take(begin + 13 * MS)), ["a.md"]);
        assert_eq!(settle.ready(), None);
    }

    #[test]
    fn what_is_saved_together_is_looked_at_together() {
        let (mut settle, begin) = settle();
        settle.stir("a.md".into(), false, begin);
        settle.stir("b.md".into(), false, begin + 6 * MS);
        assert_eq!(settle.ready(), Some(begin + 14 * MS));
        assert_eq!(paths(&settle.take(begin + 14 * MS)), ["a.md", "b.md"]);
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_file_that_is_being_written_holds_up_itself_and_no_other() {
        let (mut settle, begin) = settle();
        settle.stir("slow.md".into(), true, begin);
        settle.stir("a.md".into(), false, begin);
        assert_eq!(settle.ready(), Some(begin + 8 * MS));
        assert_eq!(paths(&settle.take(begin + 8 * MS)), ["a.md"]);
        settle.stir("slow.md".into(), true, begin + 500 * MS);
        assert_eq!(settle.ready(), Some(begin + 1100 * MS));
        settle.stir("slow.md".into(), false, begin + 501 * MS);
        assert_eq!(settle.ready(), Some(begin + 509 * MS));
    }

    #[test]
    fn many_files_are_given_more_time_and_not_for_ever() {
        let (mut settle, begin) = settle();
        for number in 0..100 {
            settle.stir(format!("{number}.md"), false, begin + number * 50 * MS);
        }
        assert_eq!(settle.ready(), Some(begin + 2000 * MS));
        settle.take(begin + 5030 * MS);
        assert_eq!(settle.ready(), None);
    }

    #[test]
    fn what_is_gone_is_looked_at_again_unless_something_happens_to_it() {
        let (mut settle, begin) = settle();
        settle.look_again("a.md".into(), begin);
        settle.look_again("b.md".into(), begin);
        settle.stir("b.md".into(), false, begin + 50 * MS);
        assert_eq!(settle.take(begin + 58 * MS), [Stirred { path: "b.md".into(), is_second_look: false }]);
        assert_eq!(settle.ready(), Some(begin + 100 * MS));
        assert_eq!(settle.take(begin + 100 * MS), [Stirred { path: "a.md".into(), is_second_look: true }]);
    }
}
