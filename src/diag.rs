//! Findings: what is wrong, where, why, and what to type.
//!
//! A stage returns [`Checked`]: what it made and what it found. Nothing here prints; [`terminal`],
//! [`json`] and [`html`] draw findings for whoever does.

pub mod html;
pub mod json;
pub mod language;
pub mod sarif;
pub mod terminal;
pub mod toml;

use crate::source::{Place, Position, Source, Span};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::sync::Arc;

/// How much a finding matters. Ordered from the worst.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Severity {
    /// The content must be mended before the site is written.
    Error,
    /// The site is written; somebody should look.
    Warning,
    /// Something was inferred that the desk may want to know or overrule.
    Note,
}

impl Severity {
    /// The word that opens a message.
    pub fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

/// A place and what is to be said there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Label {
    /// Where.
    pub place: Place,
    /// What stands there; may be empty.
    pub text: String,
}

/// So many findings as somebody may read of one text: others are counted ([`Diagnostic::more`]).
pub const MOST: usize = 100;

/// One finding.
///
/// Messages are lower case without a full stop, names in backticks as typed; `help` is something
/// to type.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Diagnostic {
    /// How much it matters.
    pub severity: Severity,
    /// A stable kebab-case name of the rule (`unknown-key`), for programs and for the guide.
    pub code: Cow<'static, str>,
    /// What is wrong, in a line.
    pub message: String,
    /// The file that is meant when no place in it is.
    pub file: Option<Arc<str>>,
    /// The places, the one to mend first.
    pub labels: Vec<Label>,
    /// Why, where that is not plain.
    pub notes: Vec<String>,
    /// What to type.
    pub help: Vec<String>,
}

impl Diagnostic {
    /// An error without a place.
    pub fn error(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(Severity::Error, code, message)
    }

    /// A warning without a place.
    pub fn warning(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(Severity::Warning, code, message)
    }

    /// A note without a place.
    pub fn note(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(Severity::Note, code, message)
    }

    /// How many more findings there are in a file, or a part of it, than [`MOST`].
    pub fn more(untold: usize, of: &str) -> Self {
        Self::note("more-findings", format!("{untold} more findings in this {of} are not shown"))
    }

    fn new(severity: Severity, code: &'static str, message: impl Into<String>) -> Self {
        Self {
            severity,
            code: Cow::Borrowed(code),
            message: message.into(),
            file: None,
            labels: Vec::new(),
            notes: Vec::new(),
            help: Vec::new(),
        }
    }

    /// Says which file is meant, when no words in it are to blame.
    #[must_use]
    pub fn in_file(mut self, path: impl Into<Arc<str>>) -> Self {
        self.file = Some(path.into());
        self
    }

    /// Adds a place with what is to be said there.
    #[must_use]
    pub fn at(mut self, source: &Source, span: Span, text: impl Into<String>) -> Self {
        self.labels.push(Label { place: source.place(span), text: text.into() });
        self
    }

    /// Adds a reason.
    #[must_use]
    pub fn because(mut self, note: impl Into<String>) -> Self {
        self.notes.push(note.into());
        self
    }

    /// Adds something to type.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help.push(help.into());
        self
    }

    /// The file to open, if one is meant.
    pub fn path(&self) -> Option<&Arc<str>> {
        self.labels.first().map(|label| &label.place.path).or(self.file.as_ref())
    }

    /// What findings are sorted by: path, then line and column.
    pub fn order(&self) -> (Option<Arc<str>>, Option<Position>, Severity) {
        (self.path().cloned(), self.labels.first().map(|label| label.place.start), self.severity)
    }
}

/// What a stage made and what it found on the way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked<T> {
    /// What was made; complete even when there are errors.
    pub value: T,
    /// What was found, in the order of discovery.
    pub findings: Vec<Diagnostic>,
}

impl<T> Checked<T> {
    /// A value with nothing to say about it.
    pub fn ok(value: T) -> Self {
        Self { value, findings: Vec::new() }
    }

    /// A value with its findings.
    pub fn new(value: T, findings: Vec<Diagnostic>) -> Self {
        Self { value, findings }
    }

    /// The same findings with something made of the value.
    pub fn map<U>(self, f: impl FnOnce(T) -> U) -> Checked<U> {
        Checked { value: f(self.value), findings: self.findings }
    }

    /// Hands the findings on to a collector and gives the value.
    pub fn drain_into(self, findings: &mut Vec<Diagnostic>) -> T {
        findings.extend(self.findings);
        self.value
    }
}

/// How many findings of each kind there are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Count {
    /// Errors.
    pub errors: usize,
    /// Warnings.
    pub warnings: usize,
    /// Notes.
    pub notes: usize,
}

impl Count {
    /// Counts findings.
    pub fn of(findings: &[Diagnostic]) -> Self {
        findings.iter().fold(Self::default(), |mut count, finding| {
            match finding.severity {
                Severity::Error => count.errors += 1,
                Severity::Warning => count.warnings += 1,
                Severity::Note => count.notes += 1,
            }
            count
        })
    }
}

/// Sorts findings by path, line and column, keeping the order of discovery among equals.
pub fn sort(findings: &mut [Diagnostic]) {
    findings.sort_by_cached_key(Diagnostic::order);
}

/// The known name nearest to a mistyped one, if it is near enough to be meant.
pub fn nearest<'a>(typed: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let limit = (typed.chars().count() / 3).max(1);
    known
        .into_iter()
        .map(|name| (strsim::damerau_levenshtein(&typed.to_lowercase(), name), name))
        .filter(|(distance, _)| *distance <= limit)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_name_is_offered_only_when_near() {
        assert_eq!(nearest("byeline", ["byline", "title"]), Some("byline"));
        assert_eq!(nearest("Tilte", ["byline", "title"]), Some("title"));
        assert_eq!(nearest("weather", ["byline", "title"]), None);
    }
}
