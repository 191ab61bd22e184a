//! A file of words, read and checked.

use super::Words;
use crate::diag::Diagnostic;
use crate::source::Source;
use crate::theme::plural;
use std::collections::BTreeMap;

/// The words of a file; a finding for each that is not what it has to be.
pub(super) fn read(language: &str, source: &Source, table: toml::Table, findings: &mut Vec<Diagnostic>) -> Words {
    let mut words = Words { lang: language.to_owned(), ..Words::default() };
    for (name, value) in table {
        match (name.as_str(), value) {
            ("months", toml::Value::Array(names)) if names.len() == 12 => words.months = texts(names),
            ("months_alone", toml::Value::Array(names)) if names.len() == 12 => words.months_alone = texts(names),
            ("weekdays", toml::Value::Array(names)) if names.len() == 7 => words.weekdays = texts(names),
            ("weekdays_long", toml::Value::Array(names)) if names.len() == 7 => words.weekdays_long = texts(names),
            (_, toml::Value::String(text)) if !LISTS.contains(&name.as_str()) => match wrong(&name, &text) {
                Some(expected) => findings.push(misplaced(source, &name, expected)),
                None => drop(words.texts.insert(name, text)),
            },
            (_, toml::Value::Table(forms)) if is_forms(&forms) => {
                let forms = forms.into_iter().filter_map(|(form, text)| Some((form, text.as_str()?.to_owned())));
                let forms: BTreeMap<String, String> = forms.collect();
                words.texts.insert(name.clone(), forms["other"].clone());
                words.forms.insert(name, forms);
            }
            (_, value) => {
                let expected = match (name.as_str(), value) {
                    ("months" | "months_alone", _) => format!("expected twelve names for `{name}`"),
                    ("weekdays" | "weekdays_long", _) => format!("expected seven names for `{name}`"),
                    (_, toml::Value::Table(_)) => {
                        format!(
                            "expected forms for `{name}`: `other`, and those of {}",
                            plural::CATEGORIES[..5].join(", ")
                        )
                    }
                    _ => format!("expected text for `{name}`"),
                };
                findings.push(misplaced(source, &name, expected));
            }
        }
    }
    words
}

/// The names that are lists.
const LISTS: [&str; 4] = ["months", "months_alone", "weekdays", "weekdays_long"];

/// What is expected of a text, where it is not that.
fn wrong(name: &str, text: &str) -> Option<String> {
    match name {
        "week_starts" if !["monday", "saturday", "sunday"].contains(&text) => {
            Some("expected `monday`, `saturday` or `sunday` for `week_starts`".into())
        }
        "digits" if text.chars().count() != 10 => Some("expected ten digits for `digits`, from 0".into()),
        _ => None,
    }
}

fn misplaced(source: &Source, name: &str, expected: String) -> Diagnostic {
    let at = source.text().find(name).unwrap_or(0);
    Diagnostic::error("words", expected).at(source, at..at + name.len(), "")
}

/// Whether a table has the forms of a word: `other`, and no name that is no form.
fn is_forms(table: &toml::Table) -> bool {
    let is_form = |(name, text): (&String, &toml::Value)| plural::CATEGORIES.contains(&name.as_str()) && text.is_str();
    table.contains_key("other") && table.iter().all(is_form)
}

fn texts(values: Vec<toml::Value>) -> Vec<String> {
    values.into_iter().filter_map(|value| value.as_str().map(str::to_owned)).collect()
}
