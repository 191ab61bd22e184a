//! `dateline build`.

use super::args::Build;
use super::progress::Progress;
use super::{Exit, Failed, out, program, project, say};
use crate::build::standing::Standing;
use crate::build::{self, Cache, Loaded, Request};
use crate::diag::{self, Checked, Count, Diagnostic, json};
use crate::site::Held;
use crate::site::hold::Drafts;
use crate::world::Disk;
use crate::writer::{WriteError, Writer, Written};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::path::Path;
use std::time::{Duration, Instant};

/// What a build did and found.
pub(super) struct Report {
    pub(super) loaded: Loaded,
    written: Option<Written>,
    rendered: usize,
    pub(super) findings: Vec<Diagnostic>,
    took: Duration,
}

/// Makes the site.
pub(super) fn run(args: &Build) -> Result<Exit, Failed> {
    set_threads(args.jobs)?;
    let mut cache = remembered(args);
    let report = once(args, &mut cache)?;
    if args.json {
        say::line(&report.json().to_string());
    } else {
        say::findings(&report.findings);
        report.say_held(args.quiet);
        report.say(args.quiet);
    }
    let exit = report.exit();
    // The process ends here: to give back the model of a large site piece by piece would take time for nothing.
    std::mem::forget((report, cache));
    Ok(exit)
}

/// What is remembered of the project's last build.
pub(super) fn remembered(args: &Build) -> Cache {
    let cache = Cache::of_project(&args.project, program::identity());
    if args.force { cache.emptied() } else { cache }
}

/// Makes the site, and says nothing.
fn once(args: &Build, cache: &mut Cache) -> Result<Report, Failed> {
    let world = project::open(&args.project, args.at)?;
    make(&world, &request(args), cache, args.out.as_deref(), args.quiet || args.json)
}

fn request(args: &Build) -> Request {
    Request { drafts: if args.drafts { Drafts::Show } else { Drafts::Hold }, base_url: args.base_url.clone() }
}

/// Makes the site again of the project that stands, in which `changed` files hold other words.
pub(super) fn again(
    args: &Build,
    cache: &mut Cache,
    standing: &mut Option<Standing>,
    changed: &BTreeSet<String>,
) -> Result<Report, Failed> {
    let begin = Instant::now();
    let world = project::open(&args.project, args.at)?;
    let loaded = build::standing::load_again(&world, &request(args), cache, standing, changed);
    written(&world, loaded, cache, args.out.as_deref(), args.quiet, begin)
}

/// Makes the site of a project, in its own output folder if no other is named.
pub(super) fn make(
    world: &Disk,
    request: &Request,
    cache: &mut Cache,
    out: Option<&Path>,
    quiet: bool,
) -> Result<Report, Failed> {
    let begin = Instant::now();
    let loaded = build::load_with(world, request, cache);
    written(world, loaded, cache, out, quiet, begin)
}

fn written(
    world: &Disk,
    mut loaded: Checked<Loaded>,
    cache: &mut Cache,
    out: Option<&Path>,
    quiet: bool,
    begin: Instant,
) -> Result<Report, Failed> {
    let mut written = None;
    let mut rendered = 0;
    if Count::of(&loaded.findings).errors == 0 {
        let config = &loaded.value.site.config;
        let out = out.map_or_else(|| world.root().join(&config.output), Path::to_owned);
        out::check(&out, world.root(), &config.content)?;
        let outcome = write(world, &loaded.value, cache, &out, quiet)?;
        written = outcome.written;
        rendered = outcome.rendered;
        loaded.findings.extend(outcome.findings);
    }
    diag::sort(&mut loaded.findings);
    Ok(Report { loaded: loaded.value, written, rendered, findings: loaded.findings, took: begin.elapsed() })
}

pub(super) fn set_threads(jobs: Option<u16>) -> Result<(), Failed> {
    let Some(jobs) = jobs else { return Ok(()) };
    let pool = rayon::ThreadPoolBuilder::new().num_threads(usize::from(jobs)).build_global();
    pool.map_err(|error| Failed::new(format!("cannot start {jobs} threads: {error}")))
}

fn write(world: &Disk, loaded: &Loaded, cache: &mut Cache, out: &Path, quiet: bool) -> Result<build::Outcome, Failed> {
    let progress = Progress::new(loaded.routes.len(), quiet);
    Writer::open(out)
        .and_then(|writer| build::write(world, loaded, cache, writer, &|| progress.step()))
        .map_err(|error| failed(&error))
}

fn failed(error: &WriteError) -> Failed {
    let failed = Failed::new(error.to_string());
    match error {
        WriteError::NotOurs(_) => failed.help("move it away, or write the site to another folder with `--out DIR`"),
        WriteError::Busy(_) => failed.help("wait until it is done"),
        WriteError::Io { .. } => failed.help("mend this and build again; what was begun is then finished"),
    }
}

impl Report {
    pub(super) fn exit(&self) -> Exit {
        if Count::of(&self.findings).errors > 0 { Exit::Content } else { Exit::Done }
    }

    /// The stories that are held back, unless nothing was written.
    fn say_held(&self, quiet: bool) {
        if quiet || self.written.is_none() {
            return;
        }
        let site = &self.loaded.site;
        for held in &*site.held {
            say::line(&format!("held: {} ({})", held.path, held.reason.words(&site.config.timezone)));
        }
    }

    pub(super) fn say(&self, quiet: bool) {
        let count = say::count(&self.findings);
        let Some(written) = &self.written else {
            let count = count.unwrap_or_default();
            say::line(&format!("nothing was written: {count}"));
            return;
        };
        if quiet {
            return;
        }
        let site = &self.loaded.site;
        let mut parts = vec![
            format!("{} on {}", say::many(site.stories.len(), "story"), say::many(self.pages(), "page")),
            format!(
                "{} written, {} unchanged, {} removed",
                say::many(written.written, "file"),
                written.unchanged,
                written.removed
            ),
        ];
        if !site.held.is_empty() {
            parts.push(format!("{} held", site.held.len()));
        }
        parts.push(format!("{:.2} s", self.took.as_secs_f64()));
        parts.extend(count);
        say::line(&parts.join("; "));
    }

    /// How many of the outputs are pages that readers see.
    fn pages(&self) -> usize {
        let is_page = |address: &str| address.ends_with('/') || address.ends_with(".html");
        self.loaded.routes.iter().filter(|route| is_page(&route.address)).count()
    }

    fn json(&self) -> Value {
        let site = &self.loaded.site;
        json!({
            "stories": site.stories.len(),
            "pages": self.pages(),
            "rendered": self.rendered,
            "files": self.written.as_ref().map(|written| json!({
                "written": written.written,
                "unchanged": written.unchanged,
                "removed": written.removed,
            })),
            "held": site.held.iter().map(|held| self.held(held)).collect::<Vec<_>>(),
            "seconds": self.took.as_secs_f64(),
            "findings": self.findings.iter().map(json::finding).collect::<Vec<_>>(),
        })
    }

    fn held(&self, held: &Held) -> Value {
        let zone = &self.loaded.site.config.timezone;
        json!({
            "file": held.path,
            "reason": held.reason.words(zone),
            "until": held.reason.until().map(|until| until.to_string()),
        })
    }
}
