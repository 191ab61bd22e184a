//! Keys whose values are tables: terms of own taxonomies, corrections.

use super::{Key, Reader};
use crate::diag::{Diagnostic, nearest};
use crate::document::Correction;
use crate::document::node::{Kind, Node};
use crate::source::Spanned;

impl Reader<'_> {
    /// `terms: {team: [Harbour XI], cup: Ice}`: each entry a list or one text.
    pub(super) fn terms(&mut self, node: Node) -> Vec<(Spanned<String>, Vec<Spanned<String>>)> {
        match node.kind {
            Kind::Empty => Vec::new(),
            Kind::Table(entries) => {
                let read = |(key, value)| (key, self.list(Key::Terms, value));
                let entries: Vec<_> = entries.into_iter().map(read).collect();
                entries.into_iter().filter(|(_, names)| !names.is_empty()).collect()
            }
            _ => {
                let help = "type the taxonomy and its terms: `terms: {team: [Harbour XI]}`";
                let message = format!("expected a table for `terms`, found {}", node.what());
                self.wrong("wrong-type", message, node.span, Some(help.into()));
                Vec::new()
            }
        }
    }

    /// One correction or several; each is a text, or a table of `date` and `text`.
    pub(super) fn corrections(&mut self, node: Node) -> Vec<Correction> {
        match node.kind {
            Kind::List(items) => items.into_iter().filter_map(|item| self.correction(item)).collect(),
            _ => self.correction(node).into_iter().collect(),
        }
    }

    fn correction(&mut self, node: Node) -> Option<Correction> {
        let Kind::Table(entries) = node.kind else {
            return self.text(Key::Corrections, node).map(|text| Correction { date: None, text });
        };
        let (mut date, mut text) = (None, None);
        for (typed, value) in entries {
            match typed.value.as_str() {
                "date" => date = self.when(Key::Corrections, value),
                "text" => text = self.text(Key::Corrections, value),
                other => {
                    let finding = Diagnostic::error("unknown-key", format!("unknown key `{other}` in `corrections`"))
                        .at(self.source, typed.span.clone(), "not a key of a correction");
                    self.findings.push(match nearest(other, ["date", "text"]) {
                        Some(near) => finding.help(format!("did you mean `{near}`?")),
                        None => finding.help("type `date` and `text`"),
                    });
                }
            }
        }
        if text.is_none() {
            let message = "a correction has no `text`".to_owned();
            self.wrong("wrong-value", message, node.span, Some("type what readers are told: `text: …`".into()));
        }
        text.map(|text| Correction { date, text })
    }
}
