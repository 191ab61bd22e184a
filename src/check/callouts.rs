//! Quotations set apart whose words were mended in the body only.
//!
//! A callout that shares no row of words with the body is the quotation itself; one that shares all
//! was taken from it. In between, one of the two was changed and the other was not: a misquotation.

use super::words::plain;
use crate::diag::Diagnostic;
use crate::document::Document;
use crate::source::{Source, Span};
use std::collections::HashSet;

/// Rows of so many words are compared.
const ROW: usize = 3;
/// From this share of common rows on, in hundredths, a callout was taken from the body.
const TAKEN: usize = 40;

/// Callouts that say something else than the body.
pub(super) fn changed(source: &Source, document: &Document) -> Vec<Diagnostic> {
    // In wire text the body's own quotation is set apart: there is but one of them.
    let Some(start) = document.body_start else { return Vec::new() };
    let quotes = quotes(&document.body);
    let body = without(&document.body, &quotes);
    let words = plain(&body);
    let rows: HashSet<&[String]> = words.windows(ROW).collect();
    let mut findings = Vec::new();
    for quote in quotes {
        let said = plain(&quote.words);
        let total = said.windows(ROW).count();
        let common = said.windows(ROW).filter(|row| rows.contains(*row)).count();
        if total == 0 || common == total || common * 100 < total * TAKEN {
            continue;
        }
        let nearest = nearest(&said, &words);
        findings.push(
            Diagnostic::error("misquoted", "the callout says something else than the body")
                .at(source, start + quote.span.start..start + quote.span.end, "")
                .because(format!("the callout: {}", said.join(" ")))
                .because(format!("the body: {nearest}"))
                .help("give both the same words, or take the callout out"),
        );
    }
    findings
}

/// A quotation set apart.
struct Quote {
    /// Its lines in the body.
    lines: Span,
    /// Its first words, to be pointed at.
    span: Span,
    words: String,
}

/// Runs of `>` lines that begin with `[!QUOTE]`.
fn quotes(body: &str) -> Vec<Quote> {
    let mut quotes: Vec<Quote> = Vec::new();
    let mut is_open = false;
    let mut at = 0;
    for line in body.split_inclusive('\n') {
        let inner = line.trim_start().strip_prefix('>').map(str::trim);
        match inner {
            Some(inner) if inner.to_ascii_uppercase().starts_with("[!QUOTE]") => {
                quotes.push(Quote {
                    lines: at..at + line.len(),
                    span: at..at + line.trim_end().len(),
                    words: String::new(),
                });
                is_open = true;
            }
            Some(inner) if is_open => {
                if let Some(quote) = quotes.last_mut() {
                    quote.lines.end = at + line.len();
                    quote.words.push_str(inner);
                    quote.words.push('\n');
                }
            }
            _ => is_open = false,
        }
        at += line.len();
    }
    quotes
}

fn without(body: &str, quotes: &[Quote]) -> String {
    let mut rest = String::new();
    let mut at = 0;
    for quote in quotes {
        rest.push_str(&body[at..quote.lines.start]);
        // What stands before and after is no row of words.
        rest.push_str("\n\n");
        at = quote.lines.end;
    }
    rest.push_str(&body[at..]);
    rest
}

/// The run of the body's words that has most of the callout's.
fn nearest(said: &[String], body: &[String]) -> String {
    let of: HashSet<&String> = said.iter().collect();
    let length = said.len().min(body.len());
    let common = |run: &&[String]| run.iter().filter(|word| of.contains(word)).count();
    let first_best = body.windows(length.max(1)).rev().max_by_key(common);
    first_best.map(|run| run.join(" ")).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(body: &str) -> usize {
        let source = Source::new("content/a.md", body);
        let document = Document { body: body.into(), body_start: Some(0), ..Document::default() };
        changed(&source, &document).len()
    }

    #[test]
    fn a_quotation_mended_in_the_body_only_is_a_misquotation() {
        let quote = "> [!QUOTE] Rui Costa\n> We will open the bridge on Monday at noon.\n";
        assert_eq!(check(&format!("He said: “We will open the bridge on Monday at noon.”\n\n{quote}")), 0);
        assert_eq!(check(&format!("He said: “We will open the bridge on Tuesday at noon.”\n\n{quote}")), 1);
        assert_eq!(check(&format!("He spoke for an hour.\n\n{quote}")), 0);
        assert_eq!(check("> An ordinary quotation of some words.\n\nAn ordinary quotation of other words."), 0);
    }
}
