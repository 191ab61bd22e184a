//! Front matter in YAML, as a tree with places.
//!
//! In: a span of YAML. Out: a [`Node`] and a finding for everything that could not be read.
//!
//! 1. `plain` reads what exporters write (flat keys, plain and quoted scalars, simple lists) and
//!    steps back as soon as it meets anything else. Most stories never get further.
//! 2. `events` reads all of YAML by the events of a full parser.
//! 3. Where that fails, `recover` reads each key on its own, so that one broken line costs one
//!    key and every broken line is told in the same run; `explain` finds the words for it.

mod events;
mod explain;
mod plain;
mod recover;

use super::node::{Kind, Node};
use crate::diag::Checked;
use crate::source::{Source, Span};

/// Reads the YAML that stands at `span`. What cannot be read is a finding; the rest is kept.
pub fn read(source: &Source, span: Span) -> Checked<Node> {
    match plain::read(source.text(), span.clone()) {
        Some(node) => Checked::ok(node),
        None => read_in_full(source, span),
    }
}

/// Reads by the full parser only. [`read`] gives the same answer, sooner; this is for comparing.
pub fn read_in_full(source: &Source, span: Span) -> Checked<Node> {
    match events::read(source.text(), span.clone()) {
        Ok(Node { kind: kind @ Kind::Table(_), .. }) => Checked::ok(Node { kind, span }),
        Ok(Node { kind: Kind::Empty, .. }) => Checked::ok(Node { kind: Kind::Table(Vec::new()), span }),
        Ok(other) => recover::read(source, span, &events::Broken::no_key(&other)),
        Err(broken) => recover::read(source, span, &broken),
    }
}

#[cfg(test)]
mod tests;
