//! Tells what changed in a project's folders.
//!
//! In: a folder and the paths in it that matter (`book.toml`, `content`, `themes`). Out: for each
//! wait, the set of files that now hold other words than before.
//!
//! 1. [`walk`] looks at everything once; [`known`] remembers it.
//! 2. [`places`] listens to folders, never to files, so that a save that puts another file in a
//!    file's place is heard like any other. Events say where to look, and nothing else.
//! 3. [`settle`] waits until a burst of events is over.
//! 4. [`known`] looks at what was named and judges by content: a file that was written again with
//!    the same words has not changed.
//!
//! Where events do not come ([`network`] drives, folders beyond the system's limit) the whole is
//! looked at again and again instead; [`Watch::polls`] says so and why.

mod known;
mod network;
mod places;
mod settle;
#[cfg(test)]
mod tests;
mod walk;

use jiff::Timestamp;
use known::Known;
use places::{Deaf, Places};
use settle::{Patience, Settle, Stirred};
use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};
use walk::Stamp;

/// The longest wait at a stretch: a machine that slept looks at the clock soon after.
const NAP: Duration = Duration::from_secs(20);
/// How long nothing has happened before files are read that nobody asked for.
const IDLE: Duration = Duration::from_secs(1);
/// Between two looks at everything, at least.
const POLL: Duration = Duration::from_millis(400);

/// How changes are noticed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// By events where they come, else by looking.
    Events,
    /// By looking.
    Poll,
}

/// What a wait ended with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wake {
    /// Files that hold other words, are new or gone; by their paths from the project's root.
    Changed(BTreeSet<String>),
    /// The time has come that was waited for.
    Due,
    /// Somebody asked to stop.
    Stopped,
}

/// Ends a wait from elsewhere.
#[derive(Debug, Clone)]
pub struct Stopper(Sender<Message>);

impl Stopper {
    /// Ends the wait, or the next one.
    pub fn stop(&self) {
        // Nobody waits any more: that is what was wanted.
        let _ = self.0.send(Message::Stop);
    }
}

#[derive(Debug)]
enum Message {
    Event(notify::Result<notify::Event>),
    Stop,
}

/// Watches a project.
#[derive(Debug)]
pub struct Watch {
    root: PathBuf,
    inputs: Vec<String>,
    known: Known,
    ears: Ears,
    settle: Settle,
    messages: Receiver<Message>,
    sender: Sender<Message>,
    last: Instant,
}

/// How we hear.
#[derive(Debug)]
enum Ears {
    Events(Places),
    Poll { next: Instant, every: Duration, why: Option<String> },
}

impl Ears {
    fn poll(why: Option<String>) -> Self {
        Self::Poll { next: Instant::now() + POLL, every: POLL, why }
    }
}

impl Watch {
    /// Begins to watch `inputs`, files and folders below `root`; what is there now is what later
    /// looks are compared with.
    ///
    /// # Errors
    /// When there is no such folder.
    pub fn begin(root: &Path, inputs: Vec<String>, how: How) -> io::Result<Self> {
        Self::with_patience(root, inputs, how, Patience::default())
    }

    fn with_patience(root: &Path, inputs: Vec<String>, how: How, patience: Patience) -> io::Result<Self> {
        let root = root.canonicalize()?;
        let (sender, messages) = channel();
        let ears = match (how, network::without_events(&root)) {
            (How::Poll, _) => Ears::poll(None),
            (How::Events, Some(what)) => Ears::poll(Some(format!("the project lies on {what}, which sends no events"))),
            (How::Events, None) => match Places::new(&root, sender.clone()) {
                Ok(places) => Ears::Events(places),
                Err(deaf) => Ears::poll(Some(deaf.why)),
            },
        };
        let settle = Settle::new(patience);
        let known = Known::default();
        let mut watch = Self { root, inputs, known, ears, settle, messages, sender, last: Instant::now() };
        watch.learn();
        Ok(watch)
    }

    /// Ends waits from elsewhere.
    pub fn stopper(&self) -> Stopper {
        Stopper(self.sender.clone())
    }

    /// Why the watch looks again and again instead of waiting for events; nothing where it waits.
    pub fn polls(&self) -> Option<&str> {
        match &self.ears {
            Ears::Events(_) => None,
            Ears::Poll { why, .. } => Some(why.as_deref().unwrap_or("it was asked for")),
        }
    }

    /// Watches other paths from now on: the settings may have named another folder.
    pub fn follow(&mut self, inputs: Vec<String>) {
        if inputs != self.inputs {
            self.inputs = inputs;
            // Whatever is there is new to us, and may have changed since it was read.
            self.stir_all(Instant::now());
        }
    }

    /// Waits until something changed, or until a time of day.
    pub fn wait(&mut self, until: Option<Timestamp>) -> Wake {
        loop {
            let now = Instant::now();
            if self.settle.ready().is_some_and(|ready| ready <= now) {
                let stirred = self.settle.take(now);
                let changed = self.look(&stirred);
                if !changed.is_empty() {
                    return Wake::Changed(changed);
                }
                continue;
            }
            if until.is_some_and(|until| until <= Timestamp::now()) {
                return Wake::Due;
            }
            match self.messages.recv_timeout(self.nap(now, until)) {
                Ok(Message::Event(event)) => self.hear(event),
                Ok(Message::Stop) => return Wake::Stopped,
                Err(RecvTimeoutError::Timeout) => self.idle(),
                Err(RecvTimeoutError::Disconnected) => return Wake::Stopped,
            }
        }
    }

    /// How long to sleep before there is something to do.
    fn nap(&self, now: Instant, until: Option<Timestamp>) -> Duration {
        let until_due =
            until.map(|until| Duration::try_from(until.duration_since(Timestamp::now())).unwrap_or_default());
        let until_poll = match &self.ears {
            Ears::Poll { next, .. } => Some(next.saturating_duration_since(now)),
            Ears::Events(_) => None,
        };
        let until_ready = self.settle.ready().map(|ready| ready.saturating_duration_since(now));
        let until_idle = self.known.has_unread().then(|| (self.last + IDLE).saturating_duration_since(now));
        [until_due, until_poll, until_ready, until_idle].into_iter().flatten().fold(NAP, Duration::min)
    }

    /// Takes in an event: where to look, and how long to wait before.
    fn hear(&mut self, event: notify::Result<notify::Event>) {
        let now = Instant::now();
        self.last = now;
        let Ears::Events(places) = &mut self.ears else { return };
        match event {
            Ok(event) if event.need_rescan() => self.stir_all(now),
            Ok(event) => {
                let is_writing = settle::is_writing(&event.kind);
                let heard = event.paths.iter().flat_map(|path| places.logical(path));
                for path in heard.filter(|path| is_of(&self.inputs, path)) {
                    self.settle.stir(path, is_writing, now);
                }
                if settle::is_leaving(&event.kind) {
                    event.paths.iter().for_each(|path| places.forget(path));
                }
            }
            Err(error) => {
                if let Some(deaf) = Deaf::of(&error) {
                    self.ears = Ears::poll(Some(deaf.why));
                }
                self.stir_all(now);
            }
        }
    }

    /// Uses a quiet moment: a look at everything where that is due, or a few files read, so that a
    /// later save of the same words is known for what it is.
    fn idle(&mut self) {
        let now = Instant::now();
        if let Ears::Poll { next, .. } = &self.ears {
            if *next <= now {
                self.poll();
            }
        } else if self.last + IDLE <= now && self.settle.ready().is_none() {
            self.known.read_some(&self.root);
        }
    }

    fn poll(&mut self) {
        let begin = Instant::now();
        self.stir_all(begin - Duration::from_secs(1));
        if let Ears::Poll { next, every, .. } = &mut self.ears {
            *next = begin + *every;
        }
    }

    fn stir_all(&mut self, now: Instant) {
        for input in &self.inputs {
            self.settle.stir(input.clone(), false, now);
        }
    }

    /// Takes everything as it is now for known.
    fn learn(&mut self) {
        for input in self.inputs.clone() {
            let found = self.walk(&input);
            self.known.learn(&self.root, found);
        }
    }

    /// Looks at what was named and says which files changed.
    fn look(&mut self, stirred: &[Stirred]) -> BTreeSet<String> {
        let begin = Instant::now();
        if let Ears::Events(places) = &mut self.ears {
            places.forget_stale();
        }
        let mut changed = BTreeSet::new();
        for Stirred { path, is_second_look } in stirred {
            for path in within(&self.inputs, path) {
                let found = self.walk(&path);
                let looked = self.known.compare(&self.root, &path, found, *is_second_look);
                changed.extend(looked.changed);
                for path in looked.unsure {
                    self.settle.look_again(path, Instant::now());
                }
            }
        }
        if let Ears::Poll { every, .. } = &mut self.ears {
            *every = POLL.max(begin.elapsed() * 10);
        }
        changed
    }

    /// Everything at or below a path; its folders are listened to from now on.
    fn walk(&mut self, path: &str) -> Vec<(String, Stamp)> {
        let Ears::Events(places) = &mut self.ears else {
            return walk::walk(&self.root, path, &mut |_, _| {});
        };
        let mut heard = places.enter_above(&self.root, path);
        let found = walk::walk(&self.root, path, &mut |path, real| {
            if heard.is_ok() {
                heard = places.enter(path, real);
            }
        });
        if let Err(Deaf { why }) = heard {
            self.ears = Ears::poll(Some(why));
        }
        found
    }
}

/// What a path means for the inputs: itself, where it lies in one, or the inputs that lie in it.
fn within(inputs: &[String], path: &str) -> Vec<String> {
    if is_in(inputs, path) {
        return vec![path.to_owned()];
    }
    inputs.iter().filter(|input| walk::is_below(input, path)).cloned().collect()
}

/// Whether a path is an input, or lies in one.
fn is_in(inputs: &[String], path: &str) -> bool {
    inputs.iter().any(|input| input == path || walk::is_below(path, input))
}

/// Whether a path can matter: it is in an input, or an input is in it.
fn is_of(inputs: &[String], path: &str) -> bool {
    is_in(inputs, path) || inputs.iter().any(|input| walk::is_below(input, path))
}
