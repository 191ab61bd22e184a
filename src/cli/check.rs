//! `dateline check`.

use super::args::Check;
use super::{Exit, Failed, project, say};
use crate::build::{self, Request};
use crate::check;
use crate::diag::{self, Count, Severity, json, sarif};
use crate::site::hold::Drafts;
use serde_json::{Value, json};

/// Says what is wrong with the site.
pub(super) fn run(args: &Check) -> Result<Exit, Failed> {
    let world = project::open(&args.project, args.at)?;
    let request =
        Request { drafts: if args.drafts { Drafts::Show } else { Drafts::Hold }, base_url: args.base_url.clone() };
    let loaded = build::load(&world, &request);
    let mut findings = loaded.findings;
    // What could not be read would be missing from every list, and each link to it wrong.
    if Count::of(&findings).errors == 0 {
        let output = world.root().join(&loaded.value.site.config.output);
        findings.extend(check::check(&world, &loaded.value, &|file| output.join(file).is_file()).findings);
    }
    if args.strict {
        let warnings = findings.iter_mut().filter(|finding| finding.severity == Severity::Warning);
        warnings.for_each(|finding| finding.severity = Severity::Error);
    }
    diag::sort(&mut findings);
    let count = Count::of(&findings);
    if args.sarif {
        say::line(&sarif::log(&findings).to_string());
    } else if args.json {
        let findings: Vec<Value> = findings.iter().map(json::finding).collect();
        let counts = json!({ "errors": count.errors, "warnings": count.warnings, "notes": count.notes });
        say::line(&json!({ "outputs": loaded.value.routes.len(), "count": counts, "findings": findings }).to_string());
    } else {
        say::findings(&findings);
        let outputs = say::many(loaded.value.routes.len(), "output");
        say::line(&format!("{outputs} checked: {}", say::count(&findings).unwrap_or_else(|| "nothing found".into())));
    }
    Ok(if count.errors > 0 { Exit::Content } else { Exit::Done })
}
