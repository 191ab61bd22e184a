//! Quotations set apart whose words were mended in the body only.
//!
//! A callout that the body does not hold is the quotation itself; one that it holds word for word was
//! taken from it. One that it holds but for a few words is a misquotation: one of the two was mended,
//! and the other was not.

use super::words::plain;
use crate::diag::Diagnostic;
use crate::document::Document;
use crate::source::{Source, Span};
use std::collections::HashSet;

/// A callout is looked for in the body if they have a row of so many words in common.
const ROW: usize = 3;
/// Where more than one word of so many differs, the callout says something of its own.
const OF: usize = 5;

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
        if !said.windows(ROW).any(|row| rows.contains(row)) {
            continue;
        }
        let (differ, nearest) = nearest(&said, &words);
        if differ == 0 || differ * OF > said.len() {
            continue;
        }
        findings.push(
            Diagnostic::error("misquoted", "the callout says something else than the body")
                .at(source, start + quote.span.start..start + quote.span.end, "")
                .because(format!("the callout: {}", said.join(" ")))
                .because(format!("the body: {}", nearest.join(" ")))
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

/// The run of the body's words that is nearest to the callout's, and how many words differ: put in,
/// left out or changed (Sellers' algorithm: each end of a run with its best distance and beginning).
fn nearest<'a>(said: &[String], body: &'a [String]) -> (usize, &'a [String]) {
    let mut column: Vec<(usize, usize)> = (0..=said.len()).map(|differ| (differ, 0)).collect();
    let mut best = (said.len(), 0..0);
    for (end, word) in body.iter().enumerate() {
        let mut above_left = std::mem::replace(&mut column[0], (0, end + 1));
        for (at, own) in said.iter().enumerate() {
            let left = column[at + 1];
            let same = (above_left.0 + usize::from(own != word), above_left.1);
            let one_more = |(differ, begin): (usize, usize)| (differ + 1, begin);
            column[at + 1] = same.min(one_more(left)).min(one_more(column[at]));
            above_left = left;
        }
        let (differ, begin) = column[said.len()];
        if differ < best.0 {
            best = (differ, begin..end + 1);
        }
    }
    (best.0, &body[best.1])
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
        // The half of it that the body has is right; the rest is the callout's own.
        assert_eq!(check(&format!("“We will open the bridge on Monday,” he said on Tuesday.\n\n{quote}")), 0);
        let two = "> [!QUOTE] Rui Costa\n> The bell was rung once. The soup ran short at noon.\n";
        assert_eq!(check(&format!("The soup ran short at noon. Nobody minded. The bell was rung once.\n\n{two}")), 0);
        assert_eq!(check(&format!("The bell was rung twice. The soup ran short at noon.\n\n{two}")), 1);
        assert_eq!(check("> An ordinary quotation of some words.\n\nAn ordinary quotation of other words."), 0);
    }
}
