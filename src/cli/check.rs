//! `dateline check`.

mod outside;

use super::args::Check;
use super::{Exit, Failed, project, say};
use crate::build::{self, Request};
use crate::cache::Manifest;
use crate::check;
use crate::diag::{self, Count, Diagnostic, Severity, json, sarif};
use crate::site::hold::Drafts;
use outside::Asked;
use serde_json::{Value, json};
use std::cell::OnceCell;
use std::path::Path;

/// Says what is wrong with the site.
pub(super) fn run(args: &Check) -> Result<Exit, Failed> {
    let world = project::open(&args.project, args.at)?;
    let request =
        Request { drafts: if args.drafts { Drafts::Show } else { Drafts::Hold }, base_url: args.base_url.clone() };
    let mut cache = project::cache(&world);
    let loaded = build::load_with(&world, &request, &mut cache);
    let mut report = Report { outputs: loaded.value.routes.len(), findings: loaded.findings, asked: None };
    // What could not be read would be missing from every list, and each link to it wrong.
    if Count::of(&report.findings).errors == 0 {
        let output = world.root().join(&loaded.value.site.config.output);
        let checked = check::check(&world, &loaded.value, &mut cache, &of_others(&output));
        report.findings.extend(checked.findings);
        if args.external {
            let (asked, findings) = outside::ask(args, &world, &loaded.value.site.config, &checked.outside)?;
            report.asked = Some(asked);
            report.findings.extend(findings);
        }
    }
    Ok(report.end(args))
}

/// Tells of files that others put into an output folder. One that a build wrote, and that the site has no
/// more, goes with the next build.
pub(super) fn of_others(output: &Path) -> impl Fn(&str) -> bool {
    let ours = OnceCell::new();
    move |file| {
        let is_ours = || ours.get_or_init(|| Manifest::lying_in(output)).place(file).is_some();
        output.join(file).is_file() && !is_ours()
    }
}

/// What was looked at and found.
struct Report {
    outputs: usize,
    findings: Vec<Diagnostic>,
    asked: Option<Asked>,
}

impl Report {
    /// Says it all.
    fn end(mut self, args: &Check) -> Exit {
        if args.strict {
            let warnings = self.findings.iter_mut().filter(|finding| finding.severity == Severity::Warning);
            warnings.for_each(|finding| finding.severity = Severity::Error);
        }
        diag::sort(&mut self.findings);
        if args.sarif {
            say::line(&sarif::log(&self.findings).to_string());
        } else if args.json {
            say::line(&self.json().to_string());
        } else {
            say::findings(&self.findings);
            let outside = self.asked.as_ref().map(Asked::words).unwrap_or_default();
            let count = say::count(&self.findings).unwrap_or_else(|| "nothing found".into());
            say::line(&format!("{}{outside} checked: {count}", say::many(self.outputs, "output")));
        }
        if Count::of(&self.findings).errors > 0 { Exit::Content } else { Exit::Done }
    }

    fn json(&self) -> Value {
        let findings: Vec<Value> = self.findings.iter().map(json::finding).collect();
        let count = Count::of(&self.findings);
        let counts = json!({ "errors": count.errors, "warnings": count.warnings, "notes": count.notes });
        let outside = self.asked.as_ref().map(Asked::json);
        json!({ "outputs": self.outputs, "outside": outside, "count": counts, "findings": findings })
    }
}
