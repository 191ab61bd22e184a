//! `theme.toml`: a theme's name, what it is, and its parent.

use super::Layer;
use crate::diag::{self, Diagnostic, nearest};
use crate::source::Source;
use serde::Deserialize;

/// The keys of `theme.toml`.
const KEYS: [&str; 3] = ["name", "description", "parent"];

#[derive(Deserialize)]
struct Manifest {
    parent: Option<String>,
    description: Option<String>,
    #[serde(flatten)]
    rest: toml::Table,
}

/// The theme on which another one stands.
pub(super) struct Parent {
    pub(super) name: String,
    /// The `theme.toml` that names it.
    source: Source,
}

impl Parent {
    /// Puts a finding where the parent is named.
    pub(super) fn blame(&self, finding: Diagnostic) -> Diagnostic {
        let span = diag::toml::key(self.source.text(), &["parent"]);
        finding.at(&self.source, span.unwrap_or(0..0), "")
    }
}

/// The parent that a layer's `theme.toml` names.
pub(super) fn parent(layer: &Layer, findings: &mut Vec<Diagnostic>) -> Option<Parent> {
    let source = source(layer)?;
    let name = read(&source, findings)?.parent?;
    Some(Parent { name, source })
}

/// What a layer's `theme.toml` says of the theme.
pub(super) fn description(layer: &Layer, findings: &mut Vec<Diagnostic>) -> Option<String> {
    read(&source(layer)?, findings)?.description
}

fn source(layer: &Layer) -> Option<Source> {
    let (shown, bytes) = layer.get("theme.toml")?;
    Some(Source::new(shown.as_str(), String::from_utf8_lossy(bytes)))
}

fn read(source: &Source, findings: &mut Vec<Diagnostic>) -> Option<Manifest> {
    match toml::from_str::<Manifest>(source.text()) {
        Ok(manifest) => {
            findings.extend(manifest.rest.keys().filter_map(|key| unknown(source, key)));
            Some(manifest)
        }
        Err(error) => {
            let finding = Diagnostic::error("theme-toml", error.message().to_owned());
            findings.push(finding.at(source, error.span().unwrap_or(0..0), ""));
            None
        }
    }
}

fn unknown(source: &Source, key: &str) -> Option<Diagnostic> {
    if KEYS.contains(&key) {
        return None;
    }
    let at = source.text().find(key).unwrap_or(0);
    let finding = Diagnostic::error("unknown-key", format!("unknown key `{key}`")).at(
        source,
        at..at + key.len(),
        "not a key of a theme",
    );
    Some(match nearest(key, KEYS) {
        Some(near) => finding.help(format!("did you mean `{near}`?")),
        None => finding.help(format!("the keys of a theme are {}", KEYS.map(|key| format!("`{key}`")).join(", "))),
    })
}
