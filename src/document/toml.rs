//! Front matter in TOML, as a tree with places.
//!
//! In: a span of TOML. Out: a [`Node`], with a finding for each line that could not be read.

use super::node::{Kind, Node};
use crate::diag::{Checked, Diagnostic};
use crate::source::{Source, Span, Spanned};
use ::toml::Spanned as Placed;
use ::toml::de::{DeTable, DeValue};

/// Reads the TOML that stands at `span`. What cannot be read is a finding; the rest is kept.
pub fn read(source: &Source, span: Span) -> Checked<Node> {
    let front = &source.text()[span.clone()];
    let mut mended = String::new();
    let (root, mut errors) = crate::diag::toml::parse(front, &mut mended);
    let mut tree = Tree { front, base: span.start, impossible: Vec::new() };
    let kind = tree.table(root.into_inner());
    // The key that a time stands for says more of it than the parser does.
    errors.retain(|error| error.span().is_none_or(|span| !tree.impossible.contains(&span)));
    let mut findings = crate::diag::toml::findings(source, span.start, &errors);
    name_both_places(source, &kind, &mut findings);
    Checked::new(Node { kind, span }, findings)
}

/// Adds the first place to findings of keys that are given twice.
fn name_both_places(source: &Source, root: &Kind, findings: &mut [Diagnostic]) {
    let Kind::Table(entries) = root else { return };
    for finding in findings.iter_mut().filter(|finding| finding.code == "duplicate-key") {
        let Some(again) = finding.labels.first().map(|label| label.place.span.clone()) else { continue };
        let first = entries.iter().find(|(key, _)| key.value == source.text()[again.clone()]);
        if let Some((first, _)) = first.filter(|(first, _)| first.span != again) {
            *finding = finding.clone().at(source, first.span.clone(), "first given here");
        }
    }
}

struct Tree<'a> {
    front: &'a str,
    base: usize,
    /// Where times stand that no calendar or clock has; they are kept as typed.
    impossible: Vec<Span>,
}

impl Tree<'_> {
    fn table(&mut self, table: DeTable<'_>) -> Kind {
        let mut entries: Vec<_> = table
            .into_iter()
            .map(|(key, value)| {
                let span = self.place(key.span());
                (Spanned::new(key.into_inner().into_owned(), span), self.node(value))
            })
            .collect();
        // The parser sorts by name; readers count on the order of writing.
        entries.sort_by_key(|(key, _)| key.span.start);
        Kind::Table(entries)
    }

    fn node(&mut self, value: Placed<DeValue<'_>>) -> Node {
        let written = value.span();
        let span = self.place(written.clone());
        let kind = match value.into_inner() {
            DeValue::String(text) => Kind::Scalar { text: text.into_owned(), quoted: true },
            DeValue::Array(items) => Kind::List(items.into_iter().map(|item| self.node(item)).collect()),
            DeValue::Table(table) => self.table(table),
            // Numbers, times and truth values are kept as typed.
            other => {
                if matches!(other, DeValue::Datetime(time) if time.date.is_none() && time.time.is_none()) {
                    self.impossible.push(written.clone());
                }
                Kind::Scalar { text: self.front.get(written).unwrap_or_default().to_owned(), quoted: false }
            }
        };
        Node { kind, span }
    }

    fn place(&self, span: Span) -> Span {
        self.base + span.start..self.base + span.end
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree(text: &str) -> (Vec<(String, Kind)>, Vec<String>) {
        let source = Source::new("a.md", text);
        let read = read(&source, 0..text.len());
        let Kind::Table(entries) = read.value.kind else { panic!("no table") };
        for (key, value) in &entries {
            assert!(text[key.span.clone()].contains(&key.value), "{key:?}");
            assert!(!text[value.span.clone()].is_empty(), "{value:?}");
        }
        let entries = entries.into_iter().map(|(key, value)| (key.value, value.kind)).collect();
        (entries, read.findings.into_iter().map(|finding| finding.message).collect())
    }

    fn scalar(text: &str, quoted: bool) -> Kind {
        Kind::Scalar { text: text.into(), quoted }
    }

    #[test]
    fn keys_come_in_the_order_of_writing_and_values_as_typed() {
        let (entries, findings) =
            tree("title = \"Ærø \\\"news\\\"\"\ndate = 2026-02-07 14:30:00\ndraft = true\na = 1_000\n");
        assert!(findings.is_empty(), "{findings:?}");
        let expected = [
            ("title", scalar("Ærø \"news\"", true)),
            ("date", scalar("2026-02-07 14:30:00", false)),
            ("draft", scalar("true", false)),
            ("a", scalar("1_000", false)),
        ];
        assert_eq!(entries, expected.map(|(key, kind)| (key.to_owned(), kind)));
    }

    #[test]
    fn a_broken_line_leaves_the_others_alone() {
        let (entries, findings) = tree("title = Ferries\nsection = \"world\"\nslug = \"a\nagency = \"TASS\"\n");
        assert_eq!(findings.len(), 2, "{findings:?}");
        let keys: Vec<_> = entries.iter().map(|(key, _)| key.as_str()).collect();
        assert!(keys.contains(&"section") && keys.contains(&"agency"), "{keys:?}");
    }

    #[test]
    fn a_time_that_no_calendar_has_is_kept_as_typed() {
        for time in ["2026-02-30", "2026-13-01", "2026-02-07T25:00:00", "2026-02-07 14:30:00+99:00", "25:00:00"] {
            let (entries, findings) = tree(&format!("date = {time}\n"));
            assert_eq!(entries, [("date".to_owned(), scalar(time, false))]);
            assert_eq!(findings, [""; 0]);
        }
    }

    #[test]
    fn deep_nesting_is_refused_without_harm() {
        for open in ["[", "{a="] {
            let (_, findings) = tree(&format!("a = {}", open.repeat(100_000)));
            assert!(!findings.is_empty());
        }
    }
}
