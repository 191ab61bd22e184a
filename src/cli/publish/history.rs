//! `dateline publish --history` and `--rollback`.

use super::super::args::Publish;
use super::super::{Exit, Failed, project, say};
use super::show::Report;
use super::{bring, consent, refusals, state};
use crate::build::held::held;
use crate::build::{self, Request};
use crate::config::Destination;
use crate::publish::headers::Headers;
use crate::publish::parcel::{Content, Item, Parcel};
use crate::publish::plan::Plan;
use crate::publish::record::{Publication, Record};
use crate::publish::run;
use crate::publish::target::{Target, Trouble};
use crate::world::Disk;
use serde_json::json;

/// Lists what was published.
pub(super) fn show(args: &Publish, target: &dyn Target) -> Result<Exit, Failed> {
    let record = run::state(target).map_err(Trouble::into_failed)?.record;
    if args.json {
        say::line(&json!({ "history": record.history, "underway": record.underway }).to_string());
        return Ok(Exit::Done);
    }
    for Publication { id, by, at, new, changed, gone, back_to, .. } in &record.history {
        let back = back_to.as_ref().map(|id| format!("; back to {id}")).unwrap_or_default();
        say::line(&format!("{id}  {at:.0}  {by}  {new} new, {changed} changed, {gone} gone{back}"));
    }
    if record.history.is_empty() {
        say::line("nothing was published yet");
    }
    if let Some(underway) = &record.underway {
        say::line(&format!("{} is publishing since {:.0}, or was cut off", underway.by, underway.begun));
    }
    Ok(Exit::Done)
}

/// Brings an earlier state back. What is held now stays out, whatever that state had of it.
pub(super) fn go_back(
    args: &Publish,
    world: &Disk,
    destination: &Destination,
    target: &dyn Target,
    id: &str,
) -> Result<Exit, Failed> {
    let state = state(args, target, &Parcel::default())?;
    let publication = earlier(&state.record, id)?;
    let former = target.former(&publication).map_err(Trouble::into_failed)?;
    let former = Record::parse(&former).ok_or_else(|| Failed::new("the record of that publication is damaged"))?;
    let staging = tempfile::tempdir().map_err(|error| Failed::new(format!("cannot make a folder aside: {error}")))?;
    let record = state.record.clone();
    let parcel = Former { target, publication: &publication, record: &former, destination }
        .parcel(&record, staging.path())
        .map_err(Trouble::into_failed)?;
    let plan = Plan::new(&parcel, &record);
    let loaded = build::load_with(world, &Request::default(), &mut project::cache(world)).value;
    let mut report = Report::new(args, Vec::new());
    report.planned(destination, &plan, &parcel);
    let held = held(world, &loaded.site);
    // Whoever goes back has seen the addresses that go.
    let gone: Vec<String> = plan.gone.iter().map(|gone| gone.path.to_owned()).collect();
    report.found(
        refusals(args, world, &loaded, &held, &plan)
            .into_iter()
            .filter(|finding| finding.code != "vanishing")
            .collect(),
    );
    report.note("gone", json!(gone));
    if report.has_errors() {
        return Ok(report.end("nothing was changed"));
    }
    if args.dry_run {
        return Ok(report.end("nothing was changed: this was a dry run"));
    }
    consent(args, destination, &held, &record, &plan)?;
    bring(args, target, &plan, state, Some(publication.id.clone()))?;
    report.published(&plan);
    Ok(report.end(&format!("went back to {}", publication.id)))
}

/// The publication before the last one, or the one of a name.
fn earlier(record: &Record, id: &str) -> Result<Publication, Failed> {
    let found = match id {
        "" => record.history.get(1),
        id => record.history.iter().find(|publication| publication.id == id),
    };
    found.cloned().ok_or_else(|| match id {
        "" => Failed::new("there is no earlier publication to go back to"),
        id => Failed::new(format!("there is no publication `{id}`")).help("`dateline publish --history` lists them"),
    })
}

/// A former state, to be brought back.
struct Former<'a> {
    target: &'a dyn Target,
    publication: &'a Publication,
    record: &'a Record,
    destination: &'a Destination,
}

impl Former<'_> {
    /// The files of that state. Only what differs from what stands now is fetched.
    fn parcel(&self, now: &Record, staging: &std::path::Path) -> Result<Parcel, Trouble> {
        let mut parcel = Parcel::default();
        for (number, (path, standing)) in self.record.files.iter().enumerate() {
            let stands =
                now.files.get(path).is_some_and(|now| now.entry == standing.entry && now.form == standing.form);
            let file = staging.join(number.to_string());
            if !stands {
                let bytes = self.target.fetch(self.publication, path, standing)?;
                std::fs::write(&file, bytes).map_err(|error| Trouble::io("write", &file, &error))?;
            }
            let headers = Headers::of(path, standing.kind, self.destination.cache_pages, None);
            let item = Item {
                path: path.clone(),
                kind: standing.kind,
                entry: standing.entry,
                content: Content::File(file),
                headers,
                form: standing.form,
            };
            parcel.items.insert(path.clone(), item);
        }
        Ok(parcel)
    }
}
