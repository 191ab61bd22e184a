//! Findings as an editor reads them in a terminal, in rustc's own look.

use super::{Diagnostic, Severity};
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

/// Whether the reader's terminal shows colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Colour {
    /// ANSI colours.
    Ansi,
    /// Plain text.
    Plain,
}

/// Draws one finding, without a line end after it.
pub fn draw(finding: &Diagnostic, colour: Colour) -> String {
    let renderer = match colour {
        Colour::Ansi => Renderer::styled(),
        Colour::Plain => Renderer::plain(),
    };
    renderer.render(&[group(finding)]).to_string()
}

fn group(finding: &Diagnostic) -> Group<'_> {
    let title = level(finding.severity).primary_title(&finding.message);
    let mut group = title.elements(finding.labels.iter().enumerate().map(|(nth, label)| {
        let kind = if nth == 0 { AnnotationKind::Primary } else { AnnotationKind::Context };
        let place = &label.place;
        let annotation = kind.span(place.marked.clone());
        let annotation = if label.text.is_empty() { annotation } else { annotation.label(&label.text) };
        Snippet::source(&place.excerpt).path(&*place.path).line_start(place.start.line).annotation(annotation)
    }));
    if let (true, Some(file)) = (finding.labels.is_empty(), &finding.file) {
        group = group.element(annotate_snippets::Origin::path(&**file));
    }
    for note in &finding.notes {
        group = group.element(Level::NOTE.message(note));
    }
    for help in &finding.help {
        group = group.element(Level::HELP.message(help));
    }
    group
}

fn level(severity: Severity) -> Level<'static> {
    match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Source;

    #[test]
    fn a_finding_looks_as_the_voice_of_a_message_says() {
        let source = Source::new(
            "content/world/ferry-times.md",
            "---\ntitle: Ferries\ndate: 2026-03-01\nbyeline: Ana Reis\n---\n",
        );
        let finding = Diagnostic::error("unknown-key", "unknown front matter key `byeline`")
            .at(&source, 36..43, "not a key of a story")
            .help("did you mean `byline`?");
        let expected = "\
error: unknown front matter key `byeline`
 --> content/world/ferry-times.md:4:1
  |
4 | byeline: Ana Reis
  | ^^^^^^^ not a key of a story
  |
  = help: did you mean `byline`?";
        assert_eq!(draw(&finding, Colour::Plain), expected);
    }

    #[test]
    fn a_finding_without_words_names_its_file() {
        let finding = Diagnostic::error("unreadable", "cannot read the file").in_file("content/a.md");
        assert_eq!(draw(&finding, Colour::Plain), "error: cannot read the file\n--> content/a.md");
    }
}
