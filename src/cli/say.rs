//! Words for whoever watches: findings and failures to the error stream, results to the output.

use super::Failed;
use crate::diag::terminal::{Colour, draw};
use crate::diag::{Count, Diagnostic, Severity};
use std::io::{self, IsTerminal, Write};

/// How many notes are drawn in full; the rest are counted.
const NOTES: usize = 20;

/// Draws findings, sorted, with one count at the end.
pub(super) fn findings(findings: &[Diagnostic]) {
    let colour = colour();
    let mut notes = 0;
    let mut out = io::stderr().lock();
    for finding in findings {
        if finding.severity == Severity::Note {
            notes += 1;
            if notes > NOTES {
                continue;
            }
        }
        // Nobody can be told when the error stream is closed.
        let _ = writeln!(out, "{}\n", draw(finding, colour));
    }
    if notes > NOTES {
        let _ = writeln!(out, "… and {} more notes; `--json` has them all\n", notes - NOTES);
    }
}

/// What was said last, for whoever looks at one state of a site after the other.
#[derive(Debug, Default)]
pub(super) struct Said(Vec<Diagnostic>);

impl Said {
    /// Draws findings as [`findings`] does, but for warnings and notes that were said of the state before.
    pub(super) fn findings(&mut self, findings: &[Diagnostic]) {
        let is_new = |finding: &&Diagnostic| finding.severity == Severity::Error || !self.0.contains(finding);
        let new: Vec<Diagnostic> = findings.iter().filter(is_new).cloned().collect();
        self.0 = findings.to_vec();
        self::findings(&new);
    }
}

/// `2 errors, 1 warning`; nothing where there is nothing.
pub(super) fn count(findings: &[Diagnostic]) -> Option<String> {
    let Count { errors, warnings, notes } = Count::of(findings);
    let parts: Vec<String> = [(errors, "error"), (warnings, "warning"), (notes, "note")]
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, word)| many(count, word))
        .collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

/// `1 page`, `2 pages`.
pub(super) fn many(count: usize, word: &str) -> String {
    match (count, word.strip_suffix('y')) {
        (1, _) => format!("1 {word}"),
        (_, Some(stem)) => format!("{} {stem}ies", grouped(count)),
        (_, None) => format!("{} {word}s", grouped(count)),
    }
}

/// A number with its thousands apart: `12,345`.
pub(super) fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// A number of bytes as people read it: `812 B`, `5.1 kB`, `48 MB`.
pub(super) fn size(bytes: u64) -> String {
    let mut size = bytes as f64;
    if bytes < 1000 {
        return format!("{bytes} B");
    }
    for unit in ["kB", "MB", "GB"] {
        size /= 1000.0;
        if size < 1000.0 || unit == "GB" {
            return if size < 10.0 { format!("{size:.1} {unit}") } else { format!("{size:.0} {unit}") };
        }
    }
    String::new()
}

/// Asks a question that `y` says yes to; where nobody can be asked, the answer is no.
pub(super) fn ask(question: &str, refusal: &str, help: &str) -> Result<(), Failed> {
    if !io::stdin().is_terminal() || !io::stderr().is_terminal() {
        return Err(Failed::new(refusal).help(help));
    }
    let _ = write!(io::stderr(), "{question} [y/N] ");
    let mut answer = String::new();
    let read = io::stdin().read_line(&mut answer);
    match read.map(|_| answer.trim().to_lowercase()) {
        Ok(answer) if matches!(answer.as_str(), "y" | "yes") => Ok(()),
        _ => Err(Failed::new("nothing was done, as you did not say yes")),
    }
}

/// Says why the program could not do its work.
pub(super) fn failed(failed: &Failed) {
    let finding = Diagnostic::error("failed", failed.message.clone());
    let finding = failed.help.iter().fold(finding, |finding, help| finding.help(help.clone()));
    let _ = writeln!(io::stderr(), "{}", draw(&finding, colour()));
}

/// A line of result.
pub(super) fn line(text: &str) {
    // A closed pipe means that nobody reads on.
    let _ = writeln!(io::stdout(), "{text}");
}

/// Result as it is, without a line end of our own.
pub(super) fn text(text: &str) {
    let _ = io::stdout().write_all(text.as_bytes());
}

fn colour() -> Colour {
    colour_of(&io::stderr())
}

/// Whether results are to be in colour.
pub(super) fn colour_of_results() -> Colour {
    colour_of(&io::stdout())
}

fn colour_of(stream: &impl IsTerminal) -> Colour {
    let wanted = std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
    if wanted && stream.is_terminal() { Colour::Ansi } else { Colour::Plain }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_read_as_people_write_them() {
        assert_eq!(many(1, "story"), "1 story");
        assert_eq!(many(12_345, "story"), "12,345 stories");
        assert_eq!(many(0, "page"), "0 pages");
    }
}
