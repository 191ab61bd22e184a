//! Bringing a destination up to date, in waves, with the record always behind what is certain.

use super::plan::{Change, Gone, Plan, Why};
use super::record::{Doubt, Publication, Record, Underway};
use super::target::{Cause, Target, Trouble, Version};
use jiff::{SignedDuration, Timestamp};

/// How long a run may be silent before another takes its place unasked.
const SILENCE: SignedDuration = SignedDuration::from_mins(10);
/// How often a run writes what is certain, and that it lives.
const CHECKPOINT: SignedDuration = SignedDuration::from_secs(5);

/// Who publishes, and by which clock.
pub struct Desk<'a> {
    /// The account and the machine: `ana@desk`.
    pub by: String,
    /// The machine and the process: `desk:4711`.
    pub process: String,
    /// The clock.
    pub clock: &'a dyn Fn() -> Timestamp,
    /// Whether the process of that name is known to have ended.
    pub has_ended: &'a dyn Fn(&str) -> bool,
}

/// What stands at a destination, as far as it was asked.
#[derive(Debug, Default)]
pub struct State {
    /// The record; empty where there is none.
    pub record: Record,
    /// Which state of the record that is.
    pub version: Option<Version>,
}

/// Asks a destination for its record.
///
/// # Errors
/// When it cannot be asked, or the record is none.
pub fn state(target: &dyn Target) -> Result<State, Trouble> {
    let Some(found) = target.record()? else { return Ok(State::default()) };
    let record = Record::parse(&found.text).ok_or_else(|| {
        Trouble::new(Cause::Other, "the record at the destination is damaged, or of a newer dateline")
            .help("publish with `--anew`: everything is sent again and nothing is removed")
    })?;
    Ok(State { record, version: Some(found.version) })
}

/// The run that is at work at a destination, if it is another's and alive.
pub fn other_run<'a>(record: &'a Record, desk: &Desk<'_>) -> Option<&'a Underway> {
    let underway = record.underway.as_ref()?;
    // A clock that is behind makes the other's last sign of life lie ahead: then it lives.
    let silence = (desk.clock)().duration_since(underway.seen);
    (silence < SILENCE && !(desk.has_ended)(&underway.process)).then_some(underway)
}

/// Brings a destination up to date and gives the record that stands then. `progress` is told of each
/// file that is sent or removed.
///
/// # Errors
/// What went wrong; the record then says what is certain, and the next run goes on from there.
pub fn run(
    target: &dyn Target,
    plan: &Plan<'_>,
    state: State,
    back_to: Option<String>,
    desk: &Desk<'_>,
    progress: &dyn Fn(),
) -> Result<Record, Trouble> {
    let mut ledger = Ledger::begin(target, plan, state, desk)?;
    if let Err(trouble) = work(target, plan, &mut ledger, progress) {
        // What is certain by now spares the next run its work; if even that cannot be written, the
        // last checkpoint stands.
        if trouble.cause != Cause::Conflict {
            ledger.record.underway = None;
            let _ = ledger.write();
        }
        return Err(trouble);
    }
    ledger.end(plan, back_to)
}

fn work(target: &dyn Target, plan: &Plan<'_>, ledger: &mut Ledger<'_>, progress: &dyn Fn()) -> Result<(), Trouble> {
    let (first, last) = plan.removals();
    let remove = |wave: &[Gone<'_>], ledger: &mut Ledger<'_>| {
        target.remove(wave, &mut |gone, _| {
            progress();
            ledger.removed(gone)
        })
    };
    remove(&first, ledger)?;
    for wave in plan.waves() {
        target.send(&wave, &mut |change, version| {
            progress();
            ledger.sent(change, version)
        })?;
    }
    remove(&last, ledger)
}

/// The record while it changes.
struct Ledger<'a> {
    target: &'a dyn Target,
    desk: &'a Desk<'a>,
    record: Record,
    version: Option<Version>,
}

impl<'a> Ledger<'a> {
    /// Says what will be in doubt, before any of it is touched.
    fn begin(target: &'a dyn Target, plan: &Plan<'_>, state: State, desk: &'a Desk<'a>) -> Result<Self, Trouble> {
        let State { mut record, version } = state;
        if let Some(newest) = record.history.first_mut().filter(|_| record.underway.is_none()) {
            newest.version = newest.version.take().or_else(|| version.clone());
        }
        let sent = plan.send.iter().map(|change| (change.item.path.as_str(), change.item.kind));
        for (path, kind) in sent.chain(plan.gone.iter().map(|gone| (gone.path, gone.kind))) {
            let before = record.doubt.get(path).is_some_and(|doubt| doubt.stood);
            let stood = record.files.remove(path).is_some() || before;
            record.doubt.insert(path.to_owned(), Doubt { kind, stood });
        }
        let now = (desk.clock)();
        record.underway = Some(Underway { by: desk.by.clone(), process: desk.process.clone(), begun: now, seen: now });
        let mut ledger = Self { target, desk, record, version };
        ledger.write()?;
        Ok(ledger)
    }

    fn sent(&mut self, change: &Change<'_>, version: Option<Version>) -> Result<(), Trouble> {
        self.record.doubt.remove(&change.item.path);
        self.record.files.insert(change.item.path.clone(), change.item.standing(version));
        self.checkpoint()
    }

    fn removed(&mut self, gone: &Gone<'_>) -> Result<(), Trouble> {
        self.record.doubt.remove(gone.path);
        self.checkpoint()
    }

    fn checkpoint(&mut self) -> Result<(), Trouble> {
        let now = (self.desk.clock)();
        match &mut self.record.underway {
            Some(underway) if now.duration_since(underway.seen) >= CHECKPOINT && !self.target.is_atomic() => {
                underway.seen = now;
                self.write()
            }
            _ => Ok(()),
        }
    }

    fn write(&mut self) -> Result<(), Trouble> {
        self.version = Some(self.target.write_record(&self.record, self.version.as_ref())?);
        Ok(())
    }

    fn end(mut self, plan: &Plan<'_>, back_to: Option<String>) -> Result<Record, Trouble> {
        let at = (self.desk.clock)();
        self.record.underway = None;
        let changed = plan.count(Why::Changed) + plan.count(Why::Doubt);
        self.record.remember(Publication {
            id: id(at, &self.record),
            by: self.desk.by.clone(),
            at,
            new: plan.count(Why::New),
            changed,
            gone: plan.gone.len(),
            back_to,
            version: None,
        });
        self.write()?;
        Ok(self.record)
    }
}

/// A publication's name: when, and a mark of what.
fn id(at: Timestamp, record: &Record) -> String {
    let mark = xxhash_rust::xxh3::xxh3_64(record.print().as_bytes());
    format!("{}-{:08x}", at.strftime("%Y%m%dT%H%M%SZ"), mark >> 32)
}

#[cfg(test)]
mod tests;
