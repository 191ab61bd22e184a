//! What a publication would do, did, and found: as a table, or as JSON.

use super::super::args::Publish;
use super::super::{Exit, say};
use crate::config::Destination;
use crate::diag::{self, Count, Diagnostic, Severity, json};
use crate::publish::NOT_LIVE;
use crate::publish::parcel::Parcel;
use crate::publish::plan::{Change, Plan, Why};
use serde_json::{Map, Value, json};

/// So many files of a plan are listed; `--json` has them all.
const LISTED: usize = 40;

/// What is said at the end, gathered on the way.
pub(super) struct Report<'a> {
    args: &'a Publish,
    findings: Vec<Diagnostic>,
    json: Map<String, Value>,
}

impl<'a> Report<'a> {
    pub(super) fn new(args: &'a Publish, findings: Vec<Diagnostic>) -> Self {
        Self { args, findings, json: Map::new() }
    }

    pub(super) fn has_errors(&self) -> bool {
        Count::of(&self.findings).errors > 0
    }

    pub(super) fn found(&mut self, findings: Vec<Diagnostic>) {
        self.findings.extend(findings);
    }

    /// Keeps something for `--json`.
    pub(super) fn note(&mut self, key: &str, value: Value) {
        self.json.insert(key.into(), value);
    }

    /// A line for whoever watches.
    pub(super) fn say(&self, line: &str) {
        if !self.args.json && !self.args.quiet {
            say::line(line);
        }
    }

    /// Shows a plan.
    pub(super) fn planned(&mut self, destination: &Destination, plan: &Plan<'_>, parcel: &Parcel) {
        let [new, changed, again] = [Why::New, Why::Changed, Why::Doubt].map(|why| {
            let of = plan.send.iter().filter(move |change| change.why == why);
            of.map(|change| change.item.path.as_str()).collect::<Vec<_>>()
        });
        let gone: Vec<&str> = plan.gone.iter().map(|gone| gone.path).collect();
        let counts = [("new", new.len()), ("changed", changed.len()), ("again", again.len()), ("gone", gone.len())];
        let counted: Vec<String> = counts
            .iter()
            .filter(|(word, count)| *count > 0 || *word != "again")
            .map(|(word, count)| format!("{} {word}", say::grouped(*count)))
            .collect();
        let unchanged = say::grouped(plan.unchanged);
        let size = say::size(plan.bytes());
        let (name, place) = (&destination.name, &destination.place);
        self.say(&format!("{name}, {place}: {}, {unchanged} unchanged; {size} to send", counted.join(", ")));
        let json = json!({
            "new": new, "changed": changed, "again": again, "gone": gone,
            "unchanged": plan.unchanged, "bytes": plan.bytes(), "left": parcel.left,
        });
        self.note("target", json!(name));
        self.note("to", json!(place.to_string()));
        self.note("plan", json);
        if self.args.unattended.is_none() {
            self.list(plan, parcel);
        }
    }

    /// The files of a plan, those that a desk asks about first one by one: what goes, then stories.
    fn list(&self, plan: &Plan<'_>, parcel: &Parcel) {
        let sent = plan.send.iter().map(|Change { item, why, .. }| {
            (item.kind, why.word(), item.path.as_str(), format!("  ({})", say::size(item.entry.len)))
        });
        let gone = plan.gone.iter().map(|gone| (gone.kind, "gone", gone.path, String::new()));
        let mut all: Vec<_> = gone.chain(sent).collect();
        all.sort_by_key(|(kind, word, ..)| (!kind.is_promise(), *word != "gone"));
        for (_, word, path, len) in all.into_iter().take(LISTED) {
            self.say(&format!("  {word:8} {path}{len}"));
        }
        let more = (plan.send.len() + plan.gone.len()).saturating_sub(LISTED);
        if more > 0 {
            self.say(&format!("  … and {} more; `--json` has them all", say::grouped(more)));
        }
        if !parcel.left.is_empty() {
            self.say(&format!("hidden files and links stay behind: {}", parcel.left.join(", ")));
        }
    }

    /// Says what was done.
    pub(super) fn published(&mut self, plan: &Plan<'_>) {
        let done = json!({ "sent": plan.send.len(), "removed": plan.gone.len() });
        self.note("published", done);
    }

    /// Says all that was found, and how it ended.
    pub(super) fn end(mut self, how: &str) -> Exit {
        diag::sort(&mut self.findings);
        let findings: Vec<Value> = self.findings.iter().map(json::finding).collect();
        if self.args.json {
            self.note("result", json!(how));
            self.note("findings", json!(findings));
            say::line(&Value::Object(self.json.clone()).to_string());
        } else {
            say::findings(&self.findings);
            let count = say::count(&self.findings).map(|count| format!("; {count}")).unwrap_or_default();
            if !self.args.quiet || self.has_errors() {
                say::line(&format!("{how}{count}"));
            }
        }
        self.exit()
    }

    /// What is wrong with the content is the desk's to mend; what only its host shows wrongly is not.
    fn exit(&self) -> Exit {
        let mut errors = self.findings.iter().filter(|finding| finding.severity == Severity::Error);
        match self.has_errors() {
            false => Exit::Done,
            true if errors.all(|error| error.code == NOT_LIVE) => Exit::Program,
            true => Exit::Content,
        }
    }
}
