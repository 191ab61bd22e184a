//! `dateline publish`.

mod after;
mod desk;
mod history;
mod show;

use super::args::Publish;
use super::check::of_others;
use super::progress::Progress;
use super::{Exit, Failed, build, out, project, say};
use crate::build::held::{HeldCopy, held};
use crate::build::{Cache, Loaded, Request};
use crate::check;
use crate::config::destination::{Destination, Place};
use crate::diag::{Count, Diagnostic, Severity};
use crate::publish::guard;
use crate::publish::parcel::{self, Parcel};
use crate::publish::plan::Plan;
use crate::publish::record::{Doubt, Record};
use crate::publish::run::{self, State};
use crate::publish::target::{self, Target, Trouble};
use crate::world::Disk;
use jiff::Timestamp;
use show::Report;
use std::path::{Path, PathBuf};

/// Publishes the site, or says what was published.
pub(super) fn run(args: &Publish) -> Result<Exit, Failed> {
    let world = project::open(&args.project, args.at)?;
    let settings = project::read_settings(&world);
    if args.history || args.rollback.is_some() {
        if Count::of(&settings.findings).errors > 0 {
            say::findings(&settings.findings);
            return Ok(Exit::Content);
        }
        let destination = choose(&settings.value.destinations, args.target.as_deref())?;
        let target = open(destination, &world)?;
        return match &args.rollback {
            Some(id) => history::go_back(args, &world, destination, &*target, id),
            None => history::show(args, &*target),
        };
    }
    let mut cache = project::cache(&world);
    let built = build::make(&world, &Request::default(), &mut cache, None, args.quiet || args.json)?;
    let Some(loaded) = &built.whole else { return Ok(built.exit()) };
    Ok(deliver(args, &world, loaded, &mut cache, built.findings)?.exit)
}

/// How a delivery ended.
pub(super) struct Delivered {
    pub(super) exit: Exit,
    /// The newest publication at the destination, as far as that was asked.
    pub(super) newest: Option<String>,
}

/// Brings a site that was built to its destination. `findings` are those of the build.
pub(super) fn deliver(
    args: &Publish,
    world: &Disk,
    loaded: &Loaded,
    cache: &mut Cache,
    findings: Vec<Diagnostic>,
) -> Result<Delivered, Failed> {
    let mut report = Report::new(args, findings);
    if report.has_errors() {
        return Ok(Delivered { exit: report.end("nothing was published"), newest: None });
    }
    let destination = choose(&loaded.site.config.destinations, args.target.as_deref())?;
    let target = open(destination, world)?;
    let out = world.root().join(&loaded.site.config.output);
    let parcel =
        parcel::collect(&out, &loaded.routes, destination).map_err(|error| Trouble::from(error).into_failed())?;
    let state = state(args, &*target, &parcel)?;
    let record = state.record.clone();
    let plan = Plan::new(&parcel, &record);
    // A run that was cut off before its last line left nothing to send, but says that it is at work.
    let is_done = plan.is_empty() && record.underway.is_none() && !record.history.is_empty();
    if !is_done {
        unseen(args, &record)?;
    }
    report.planned(destination, &plan, &parcel);
    let held = held(world, &loaded.site);
    report.found(refusals(args, world, loaded, &held, &plan));
    if destination.check && !args.no_check && !plan.is_empty() {
        report.found(errors(world, loaded, cache, &out));
    }
    let before = newest(&record);
    if let Some(how) = held_back(args, &report, is_done) {
        return Ok(Delivered { exit: report.end(how), newest: before });
    }
    consent(args, destination, &held, &record, &plan)?;
    let record = bring(args, &*target, &plan, state, None)?;
    report.published(&plan);
    after::look_and_tell(args, &loaded.site.config, destination, &plan, &parcel, &mut report);
    Ok(Delivered { exit: report.end("published"), newest: newest(&record) })
}

/// Why nothing is sent, if nothing is.
fn held_back(args: &Publish, report: &Report<'_>, is_done: bool) -> Option<&'static str> {
    if report.has_errors() {
        Some("nothing was published")
    } else if is_done {
        Some("nothing to publish: it is all there")
    } else if args.dry_run {
        Some("nothing was published: this was a dry run")
    } else {
        None
    }
}

fn newest(record: &Record) -> Option<String> {
    record.history.first().map(|publication| publication.id.clone())
}

/// Whoever is there sees in the plan what another desk published meanwhile. Where nobody is, it is
/// left alone.
fn unseen(args: &Publish, record: &Record) -> Result<(), Failed> {
    let seen = args.unattended.as_ref().and_then(|unattended| unattended.newest.as_deref());
    match (seen, record.history.first()) {
        (Some(seen), Some(newest)) if newest.id != seen => {
            let message = format!("{} published there meanwhile, at {:.0}", newest.by, newest.at);
            Err(Failed::new(message)
                .help("get their copy, and see what would change with `dateline publish --dry-run`; then publish"))
        }
        _ => Ok(()),
    }
}

/// The errors of `dateline check`. What should only be looked at is said there.
fn errors(world: &Disk, loaded: &Loaded, cache: &mut Cache, out: &Path) -> Vec<Diagnostic> {
    let checked = check::check(world, loaded, cache, &of_others(out));
    let errors = checked.findings.into_iter().filter(|finding| finding.severity == Severity::Error);
    errors.map(|finding| finding.help("or publish with `--no-check`")).collect()
}

/// Sends what differs.
fn bring(
    args: &Publish,
    target: &dyn Target,
    plan: &Plan<'_>,
    state: State,
    back_to: Option<String>,
) -> Result<Record, Failed> {
    let clock = Timestamp::now;
    let desk = desk::desk(&clock);
    let progress = Progress::new(plan.send.len() + plan.gone.len(), args.quiet || args.json);
    run::run(target, plan, state, back_to, &desk, &|| progress.step()).map_err(Trouble::into_failed)
}

/// What stands at the destination, and whether somebody is at work there.
fn state(args: &Publish, target: &dyn Target, parcel: &Parcel) -> Result<State, Failed> {
    let mut state = match run::state(target) {
        Err(_) if args.anew => {
            State { record: Record::default(), version: target.record().ok().flatten().map(|found| found.version) }
        }
        state => state.map_err(Trouble::into_failed)?,
    };
    let clock = Timestamp::now;
    if let Some(other) = run::other_run(&state.record, &desk::desk(&clock)).filter(|_| !args.take_over) {
        let message =
            format!("{} is publishing there, since {:.0}; last seen {:.0}", other.by, other.begun, other.seen);
        return Err(Failed::new(message)
            .help("wait until that is done; if it was cut off, go on in its place with `--take-over`"));
    }
    if args.anew {
        let files = std::mem::take(&mut state.record.files);
        let doubtful = files.into_iter().map(|(path, before)| (path, Doubt { kind: before.kind, stood: true }));
        state.record.doubt.extend(doubtful);
    }
    if state.version.is_none() {
        adopt(args, target, parcel, &mut state)?;
    }
    Ok(state)
}

/// Where nothing was published yet, what is there is somebody's.
fn adopt(args: &Publish, target: &dyn Target, parcel: &Parcel, state: &mut State) -> Result<(), Failed> {
    let there = target.there().map_err(Trouble::into_failed)?;
    let mut taken: Vec<String> = there.into_iter().filter(|path| parcel.items.contains_key(path)).collect();
    taken.sort_unstable();
    let Some(first) = taken.first() else { return Ok(()) };
    if !args.adopt {
        let message =
            format!("{} there already, `{first}` among them, and dateline did not publish them", are(taken.len()));
        return Err(Failed::new(message).help("name another place in `to`, or replace them with `--adopt`"));
    }
    let theirs = taken.into_iter().map(|path| {
        let kind = parcel.items[&path].kind;
        (path, Doubt { kind, stood: true })
    });
    state.record.doubt.extend(theirs);
    Ok(())
}

fn are(count: usize) -> String {
    let verb = if count == 1 { "is" } else { "are" };
    format!("{} {verb}", say::many(count, "file"))
}

/// What must not leave, and addresses that must not vanish.
fn refusals(args: &Publish, world: &Disk, loaded: &Loaded, held: &[HeldCopy<'_>], plan: &Plan<'_>) -> Vec<Diagnostic> {
    let mut findings = guard::vanishing(plan, &loaded.site, held, &args.let_go);
    let kept_in = held.iter().filter(|copy| !args.let_out.contains(&copy.held.path));
    findings.extend(guard::leaks(world, &loaded.site, &kept_in.collect::<Vec<_>>(), plan));
    findings
}

/// Asks whoever is there; many removals are asked for by themselves.
fn consent(
    args: &Publish,
    destination: &Destination,
    held: &[HeldCopy<'_>],
    record: &Record,
    plan: &Plan<'_>,
) -> Result<(), Failed> {
    let stated = args.max_removals.or(destination.max_removals);
    let limit = stated.unwrap_or_else(|| guard::limit(record.paths().count()));
    let gone = guard::undecided(plan, held);
    if gone > limit {
        let question = format!("remove {} from {}?", say::many(gone, "file"), destination.place);
        let refusal = format!("{} would be removed, more than {limit}", say::many(gone, "file"));
        let help = format!("allow it with `--max-removals {gone}`");
        if args.unattended.is_some() {
            return Err(Failed::new(refusal).help(help));
        }
        say::ask(&question, &refusal, &help)?;
    }
    if args.yes {
        return Ok(());
    }
    let question = format!("publish to {}?", destination.place);
    say::ask(&question, "nobody was there to say yes", "say it with `--yes`")
}

/// The destination of a name, or the only one.
pub(super) fn choose<'a>(destinations: &'a [Destination], name: Option<&str>) -> Result<&'a Destination, Failed> {
    let names: Vec<String> = destinations.iter().map(|known| format!("`{}`", known.name)).collect();
    match (destinations, name) {
        ([], _) => Err(Failed::new("`book.toml` names no destination").help(
            "type a line `[publish.web]` in it, and under it `to = \"../site\"` for a folder, \
             `to = \"sftp://user@host/folder\"`, `to = \"s3://bucket\"` or `to = \"git:origin\"`",
        )),
        ([only], None) => Ok(only),
        (_, None) => {
            Err(Failed::new("there are several destinations").help(format!("name one of {}", names.join(", "))))
        }
        (_, Some(name)) => destinations.iter().find(|known| known.name == name).ok_or_else(|| {
            Failed::new(format!("there is no destination `{name}`")).help(format!("name one of {}", names.join(", ")))
        }),
    }
}

/// The target of a destination. A folder must be one of its own.
fn open(destination: &Destination, world: &Disk) -> Result<Box<dyn Target>, Failed> {
    if let Place::Folder(folder) = &destination.place {
        let config = project::read_settings(world).value;
        let folder: PathBuf = world.root().join(folder);
        out::check(&folder, world.root(), &config.content)?;
        out::check_apart(&folder, &world.root().join(&config.output))?;
    }
    target::open(&destination.place, destination.keep, world.root()).map_err(Trouble::into_failed)
}

impl Trouble {
    fn into_failed(self) -> Failed {
        Failed { message: self.message, help: self.help }
    }
}
