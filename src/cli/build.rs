//! `dateline build`.

use super::args::Build;
use super::progress::Progress;
use super::{Exit, Failed, out, program, project, say};
use crate::build::standing::Standing;
use crate::build::{self, Cache, Loaded, Outcome, Request};
use crate::config::Config;
use crate::diag::{self, Checked, Count, Diagnostic, json};
use crate::site::hold::Drafts;
use crate::site::{Held, Site};
use crate::world::Disk;
use crate::writer::{Left, Seen, WriteError, Writer};
use jiff::Timestamp;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// What a build did and found.
pub(super) struct Report {
    pub(super) site: Arc<Site>,
    /// The project with all its outputs; nothing where only those that edits reach were looked at.
    pub(super) whole: Option<Loaded>,
    outcome: Outcome,
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
    let cache = Cache::of_project(&args.project, program::identity(&args.project));
    if args.force { cache.emptied() } else { cache }
}

/// Makes the site, and says nothing.
fn once(args: &Build, cache: &mut Cache) -> Result<Report, Failed> {
    let begin = Instant::now();
    let world = project::open(&args.project, args.at)?;
    let may_resume = cache.may_resume();
    // Two looks at all files, at the copy and at the outputs, take half as long beside each other.
    let (next, mut seen) = rayon::join(
        || build::resume::load(&world, &request(args), cache),
        || may_resume.then(|| Seen::of(&shown_in(&world, args))).flatten(),
    );
    let Checked { value: mut next, findings } = next;
    if next.is_resumed() && Count::of(&findings).errors == 0 {
        let out = folder(&world, &next.model.site.config, args.out.as_deref())?;
        let writer = Writer::open_seen(&out, seen.take());
        let written = writer.and_then(|writer| build::resume::write(&world, &mut next, cache, writer));
        if let Some(outcome) = written.map_err(|error| failed(&error))? {
            return Ok(Report::new(next.model.site, None, findings, outcome, begin));
        }
    }
    let loaded = Checked::new(next.whole(cache), findings);
    written(&world, loaded, cache, (args.out.as_deref(), seen), args.quiet || args.json, begin)
}

/// The output folder, as far as that can be told before the project is read.
fn shown_in(world: &Disk, args: &Build) -> PathBuf {
    let named = || world.root().join(project::read_settings(world).value.output);
    args.out.clone().unwrap_or_else(named)
}

fn request(args: &Build) -> Request {
    Request { drafts: if args.drafts { Drafts::Show } else { Drafts::Hold }, base_url: args.base_url.clone() }
}

/// What stands between two builds of one process.
#[derive(Debug, Default)]
pub(super) struct Kept {
    /// The project.
    standing: Option<Standing>,
    /// The output folder, where it is the site of the project that stands.
    left: Option<Left>,
}

impl Kept {
    /// When the project changes next by itself.
    pub(super) fn next_due(&self) -> Option<Timestamp> {
        self.standing.as_ref()?.next_due()
    }

    /// The same without the output folder, so that the next build looks at all of it.
    pub(super) fn without_folder(self) -> Self {
        Self { left: None, ..self }
    }
}

/// Makes the site again of the project that stands, in which `changed` files hold other words.
pub(super) fn again(
    args: &Build,
    cache: &mut Cache,
    kept: &mut Kept,
    changed: &BTreeSet<String>,
) -> Result<Report, Failed> {
    let begin = Instant::now();
    let Kept { mut standing, left } = std::mem::take(kept);
    let world = project::open(&args.project, args.at)?;
    let next = build::standing::next(&world, &request(args), cache, &mut standing, changed);
    kept.standing = standing;
    let Checked { value: mut next, findings } = next;
    if let (Some(left), Some(reach), 0) = (left, next.reach(), Count::of(&findings).errors) {
        let out = folder(&world, &next.model.site.config, args.out.as_deref())?;
        if let Some(writer) = Writer::open_part(&out, left, &reach.gone).map_err(|error| failed(&error))? {
            let outcome = build::write_part(&world, &next.model, reach, cache, writer);
            let outcome = outcome.map_err(|error| failed(&error))?;
            return Ok(Report::new(next.model.site, None, findings, outcome, begin).keeping(kept));
        }
    }
    let loaded = Checked::new(next.whole(cache), findings);
    Ok(written(&world, loaded, cache, (args.out.as_deref(), None), args.quiet, begin)?.keeping(kept))
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
    written(world, loaded, cache, (out, None), quiet, begin)
}

fn written(
    world: &Disk,
    loaded: Checked<Loaded>,
    cache: &mut Cache,
    (out, seen): (Option<&Path>, Option<Seen>),
    quiet: bool,
    begin: Instant,
) -> Result<Report, Failed> {
    let Checked { value: loaded, findings } = loaded;
    let mut outcome = Outcome::default();
    if Count::of(&findings).errors == 0 {
        let out = folder(world, &loaded.site.config, out)?;
        let progress = Progress::new(loaded.routes.len(), quiet);
        outcome = Writer::open_seen(&out, seen)
            .and_then(|writer| build::write(world, &loaded, cache, writer, &|| progress.step()))
            .map_err(|error| failed(&error))?;
    }
    Ok(Report::new(Arc::clone(&loaded.site), Some(loaded), findings, outcome, begin))
}

/// The folder that the site is written to.
fn folder(world: &Disk, config: &Config, out: Option<&Path>) -> Result<PathBuf, Failed> {
    let out = out.map_or_else(|| world.root().join(&config.output), Path::to_owned);
    out::check(&out, world.root(), &config.content)?;
    Ok(out)
}

pub(super) fn set_threads(jobs: Option<u16>) -> Result<(), Failed> {
    let Some(jobs) = jobs else { return Ok(()) };
    let pool = rayon::ThreadPoolBuilder::new().num_threads(usize::from(jobs)).build_global();
    pool.map_err(|error| Failed::new(format!("cannot start {jobs} threads: {error}")))
}

fn failed(error: &WriteError) -> Failed {
    let failed = Failed::new(error.to_string());
    match error {
        WriteError::NotOurs(_) => failed.help(
            "move it away, or write the site to another folder with `--out DIR`; where all of the folder is Dateline's and \
             its list of files, `.dateline/manifest`, was lost, remove the folder and build again",
        ),
        WriteError::Busy(_) => failed.help("wait until it is done"),
        WriteError::Io { .. } => failed.help("mend this and build again; what was begun is then finished"),
    }
}

impl Report {
    fn new(
        site: Arc<Site>,
        whole: Option<Loaded>,
        mut findings: Vec<Diagnostic>,
        mut outcome: Outcome,
        begin: Instant,
    ) -> Self {
        findings.append(&mut outcome.findings);
        diag::sort(&mut findings);
        Self { site, whole, outcome, findings, took: begin.elapsed() }
    }

    /// The same, with the output folder as it was left kept for the next build.
    fn keeping(mut self, kept: &mut Kept) -> Self {
        kept.left = self.outcome.left.take();
        self
    }

    /// Whether the site stands as it stood.
    pub(super) fn changed_nothing(&self) -> bool {
        self.outcome.written.as_ref().is_some_and(|written| written.written + written.removed == 0)
    }

    pub(super) fn exit(&self) -> Exit {
        if Count::of(&self.findings).errors > 0 { Exit::Content } else { Exit::Done }
    }

    /// The stories that are held back, unless nothing was written.
    fn say_held(&self, quiet: bool) {
        if quiet || self.outcome.written.is_none() {
            return;
        }
        let site = &self.site;
        for held in &*site.held {
            say::line(&format!("held: {} ({})", held.path, held.reason.words(&site.config.timezone)));
        }
    }

    pub(super) fn say(&self, quiet: bool) {
        let count = say::count(&self.findings);
        let Some(written) = &self.outcome.written else {
            let count = count.unwrap_or_default();
            say::line(&format!("nothing was written: {count}"));
            return;
        };
        if quiet {
            return;
        }
        let site = &self.site;
        let stories = say::many(site.stories.len(), "story");
        let mut parts = vec![
            match self.pages() {
                Some(pages) => format!("{stories} on {}", say::many(pages, "page")),
                None => stories,
            },
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

    /// How many of the outputs are pages that readers see, where all of them are known.
    fn pages(&self) -> Option<usize> {
        self.outcome.pages.or_else(|| Some(build::pages_among(&self.whole.as_ref()?.routes)))
    }

    fn json(&self) -> Value {
        let site = &self.site;
        json!({
            "stories": site.stories.len(),
            "pages": self.pages(),
            "rendered": self.outcome.rendered,
            "files": self.outcome.written.as_ref().map(|written| json!({
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
        let zone = &self.site.config.timezone;
        json!({
            "file": held.path,
            "reason": held.reason.words(zone),
            "until": held.reason.until().map(|until| until.to_string()),
        })
    }
}
