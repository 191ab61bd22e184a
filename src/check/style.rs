//! House style, as `[style]` of `book.toml` sets it.

use super::words::find;
use crate::config::{Capitals, Config};
use crate::diag::Diagnostic;
use crate::document::Document;
use crate::source::{Source, Span, Spanned};

/// A headline of fewer long words may well be a name.
const NAMES: usize = 4;

/// What a text has that the house does not want.
pub(super) fn breaches(source: &Source, document: &Document, config: &Config) -> Vec<Diagnostic> {
    let style = &config.style;
    let front = &document.front;
    let mut findings = Vec::new();
    findings.extend(too_long(source, front.title.as_ref(), style.headline_length, "headline"));
    findings.extend(too_long(source, front.description.as_ref(), style.deck_length, "deck"));
    findings.extend(front.title.as_ref().and_then(|title| capitals(source, title, style.headline_capitals)));
    findings.extend(banned(source, document, &style.words));
    findings
}

fn too_long(source: &Source, text: Option<&Spanned<String>>, limit: usize, what: &str) -> Option<Diagnostic> {
    let text = text.filter(|_| limit > 0)?;
    let length = text.value.chars().count();
    let message =
        format!("the {what} has {length} characters, {} more than the house allows", length.checked_sub(limit)?);
    (length > limit).then(|| Diagnostic::warning("style", message).at(source, text.span.clone(), ""))
}

fn capitals(source: &Source, title: &Spanned<String>, wanted: Capitals) -> Option<Diagnostic> {
    let words: Vec<&str> = title.value.split_whitespace().collect();
    let starts_large = |word: &&&str| word.starts_with(char::is_uppercase);
    let long: Vec<&&str> = words.iter().skip(1).filter(|word| word.chars().count() > 3).collect();
    let large = long.iter().filter(|word| starts_large(word)).count();
    let letters = || title.value.chars().filter(|c| c.is_alphabetic());
    let is_shouted = letters().count() > 8 && letters().all(|c| !c.is_lowercase()) && letters().any(char::is_uppercase);
    let message = match wanted {
        Capitals::Any => return None,
        _ if is_shouted => "the headline is all capitals",
        Capitals::Sentence if long.len() >= NAMES && large == long.len() => "the headline has capitals as a title has",
        Capitals::Title if long.len() >= NAMES && large * 2 < long.len() => {
            "the headline has capitals as a sentence has"
        }
        _ => return None,
    };
    Some(Diagnostic::warning("style", message).at(source, title.span.clone(), ""))
}

/// Words that the house does not print, each at its first place.
fn banned(source: &Source, document: &Document, words: &[(String, String)]) -> Vec<Diagnostic> {
    if words.is_empty() {
        return Vec::new();
    }
    let front = &document.front;
    let fields = [&front.title, &front.description].into_iter().flatten().map(|field| field.value.as_str());
    let text = fields.chain([document.body.as_str()]).collect::<Vec<_>>().join("\n");
    let text = Source::new("", text.to_lowercase());
    let lower = source.text().to_lowercase();
    // Letters whose small form is longer would move all places after them.
    let same = lower.len() == source.text().len();
    let lower = Source::new("", lower);
    let mut findings = Vec::new();
    for (word, instead) in words {
        if find(&text, &word.to_lowercase()).is_none() {
            continue;
        }
        let finding = Diagnostic::warning("style", format!("the house does not print `{word}`"));
        let place: Option<Span> = find(&lower, &word.to_lowercase()).filter(|_| same);
        let finding = match place {
            Some(span) => finding.at(source, span, ""),
            None => finding.in_file(&**source.path()),
        };
        findings.push(match instead.as_str() {
            "" => finding,
            instead => finding.help(format!("type `{instead}`")),
        });
    }
    findings
}
