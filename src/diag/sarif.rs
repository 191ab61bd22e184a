//! Findings as SARIF 2.1.0, which code hosts show beside the lines that are meant.

use super::{Diagnostic, Label, Severity};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// A log of one run.
pub fn log(findings: &[Diagnostic]) -> Value {
    let rules: BTreeSet<&str> = findings.iter().map(|finding| &*finding.code).collect();
    json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "dateline",
                "version": env!("CARGO_PKG_VERSION"),
                "rules": rules.iter().map(|rule| json!({ "id": rule })).collect::<Vec<_>>(),
            } },
            "columnKind": "unicodeCodePoints",
            "results": findings.iter().map(result).collect::<Vec<_>>(),
        }],
    })
}

fn result(finding: &Diagnostic) -> Value {
    let level = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    };
    let more = finding.notes.iter().cloned().chain(finding.help.iter().map(|help| format!("help: {help}")));
    let text = std::iter::once(finding.message.clone()).chain(more).collect::<Vec<_>>().join("\n");
    let locations: Vec<Value> = match (finding.labels.first(), &finding.file) {
        (Some(label), _) => vec![location(label)],
        (None, Some(file)) => vec![json!({ "physicalLocation": { "artifactLocation": artifact(file) } })],
        (None, None) => Vec::new(),
    };
    json!({
        "ruleId": finding.code,
        "level": level,
        "message": { "text": text },
        "locations": locations,
        "relatedLocations": finding.labels.iter().skip(1).map(location).collect::<Vec<_>>(),
    })
}

fn location(label: &Label) -> Value {
    let start = &label.place.start;
    let region = json!({ "startLine": start.line, "startColumn": start.column });
    let mut location = json!({ "physicalLocation": {
        "artifactLocation": artifact(&label.place.path),
        "region": region,
    } });
    if !label.text.is_empty() {
        location["message"] = json!({ "text": label.text });
    }
    location
}

/// A file's address from the project's root: a path with its letters escaped.
fn artifact(path: &str) -> Value {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte);
    let uri: String = path
        .bytes()
        .map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect();
    json!({ "uri": uri, "uriBaseId": "%SRCROOT%" })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Source;

    #[test]
    fn a_finding_keeps_its_place_and_its_rule() {
        let source = Source::new("content/a b.md", "one\ntwo three\n");
        let findings = [Diagnostic::warning("style", "no").at(&source, 8..13, "this").help("that")];
        let result = &log(&findings)["runs"][0]["results"][0];
        assert_eq!(result["ruleId"], "style");
        assert_eq!(result["level"], "warning");
        assert_eq!(result["message"]["text"], "no\nhelp: that");
        let place = &result["locations"][0]["physicalLocation"];
        assert_eq!(place["artifactLocation"]["uri"], "content/a%20b.md");
        assert_eq!(place["region"], json!({ "startLine": 2, "startColumn": 5 }));
    }
}
