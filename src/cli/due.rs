//! `dateline due`.

use super::args::Due as Args;
use super::{Exit, Failed, project, say};
use crate::build::{self, Request};
use crate::diag::{self, Count, Severity};
use crate::site::due::Due;
use crate::site::hold::Drafts;
use jiff::tz::TimeZone;
use serde_json::json;

/// Lists what comes next.
pub(super) fn run(args: &Args) -> Result<Exit, Failed> {
    let world = project::open(&args.project, args.at)?;
    let drafts = if args.drafts { Drafts::Show } else { Drafts::Hold };
    let mut loaded = build::load_with(&world, &Request { drafts, ..Request::default() }, &mut project::cache(&world));
    // Whoever asks what comes next did not ask how the rest was read.
    loaded.findings.retain(|finding| finding.severity == Severity::Error);
    diag::sort(&mut loaded.findings);
    say::findings(&loaded.findings);
    let site = &loaded.value.site;
    let due = site.due();
    if due.is_empty() && !args.json {
        say::line("nothing is due");
    }
    for due in &due {
        say::line(&if args.json { object(due) } else { words(due, &site.config.timezone) });
    }
    Ok(if Count::of(&loaded.findings).errors > 0 { Exit::Content } else { Exit::Done })
}

fn words(due: &Due<'_>, zone: &TimeZone) -> String {
    let at = due.at.to_zoned_datetime(zone.clone()).strftime("%Y-%m-%d %H:%M %:z").to_string();
    format!("{at}  {}  {}", due.event.name(), due.path)
}

fn object(due: &Due<'_>) -> String {
    json!({ "at": due.at.to_string(), "file": due.path, "event": due.event.name() }).to_string()
}
