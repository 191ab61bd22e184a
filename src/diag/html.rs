//! Findings as a fragment of HTML, for a browser: the same parts as in a terminal.
//!
//! All words of a finding come from copy or from settings that somebody else may have typed, so
//! every one is escaped, and nothing but the classes below is printed around them.

use super::{Diagnostic, Label};
use std::borrow::Cow;

/// Draws one finding: `article.finding` with the severity as a second class; in it `h2`, for each
/// place `figure.place`, then `p.note` and `p.help`.
pub fn draw(finding: &Diagnostic) -> String {
    let severity = finding.severity.word();
    let mut html = format!(
        "<article class=\"finding {severity}\" data-code=\"{}\">\n<h2><span class=\"severity\">{severity}</span> {}</h2>\n",
        escape(&finding.code),
        words(&finding.message)
    );
    for label in &finding.labels {
        html.push_str(&place(label));
    }
    if let (true, Some(file)) = (finding.labels.is_empty(), &finding.file) {
        html.push_str(&format!("<p class=\"file\">{}</p>\n", escape(file)));
    }
    for (class, text) in paragraphs(finding) {
        html.push_str(&format!("<p class=\"{class}\"><b>{class}</b> {}</p>\n", words(text)));
    }
    html.push_str("</article>\n");
    html
}

fn paragraphs(finding: &Diagnostic) -> impl Iterator<Item = (&'static str, &str)> {
    let notes = finding.notes.iter().map(|note| ("note", note.as_str()));
    notes.chain(finding.help.iter().map(|help| ("help", help.as_str())))
}

fn place(label: &Label) -> String {
    let place = &label.place;
    let (before, marked, after) = parts(&place.excerpt, place.marked.start, place.marked.end);
    let mark = if marked.is_empty() { String::new() } else { format!("<mark>{}</mark>", escape(marked)) };
    let said = if label.text.is_empty() { String::new() } else { format!(" <span>{}</span>", words(&label.text)) };
    format!(
        "<figure class=\"place\">\n<figcaption><code>{}:{}:{}</code>{said}</figcaption>\n\
         <pre><code>{}{mark}{}</code></pre>\n</figure>\n",
        escape(&place.path),
        place.start.line,
        place.start.column,
        escape(before),
        escape(after)
    )
}

/// An excerpt before, in and after its mark.
fn parts(excerpt: &str, start: usize, end: usize) -> (&str, &str, &str) {
    let start = excerpt.floor_char_boundary(start.min(excerpt.len()));
    let end = excerpt.floor_char_boundary(end.min(excerpt.len())).max(start);
    (&excerpt[..start], &excerpt[start..end], &excerpt[end..])
}

/// Words of a message: what stands between backticks is code.
fn words(text: &str) -> String {
    let mut html = String::new();
    let mut rest = text;
    while let Some((before, (code, after))) =
        rest.split_once('`').and_then(|(before, after)| Some((before, after.split_once('`')?)))
    {
        html.push_str(&format!("{}<code>{}</code>", escape(before), escape(code)));
        rest = after;
    }
    html.push_str(&escape(rest));
    html
}

/// Text that may stand between tags and between double quotes.
pub fn escape(text: &str) -> Cow<'_, str> {
    if !text.contains(['&', '<', '>', '"', '\'']) {
        return Cow::Borrowed(text);
    }
    let mut escaped = String::with_capacity(text.len() + 16);
    for char in text.chars() {
        match char {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            other => escaped.push(other),
        }
    }
    Cow::Owned(escaped)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Source;

    #[test]
    fn a_finding_has_the_same_parts_as_in_a_terminal() {
        let source = Source::new("content/a.md", "---\nbyeline: Ana & Tom\n---\n");
        let finding = Diagnostic::error("unknown-key", "unknown front matter key `byeline`")
            .at(&source, 4..11, "not a key of a story")
            .because("keys are checked")
            .help("did you mean `byline`?");
        let expected = "\
<article class=\"finding error\" data-code=\"unknown-key\">
<h2><span class=\"severity\">error</span> unknown front matter key <code>byeline</code></h2>
<figure class=\"place\">
<figcaption><code>content/a.md:2:1</code> <span>not a key of a story</span></figcaption>
<pre><code><mark>byeline</mark>: Ana &amp; Tom</code></pre>
</figure>
<p class=\"note\"><b>note</b> keys are checked</p>
<p class=\"help\"><b>help</b> did you mean <code>byline</code>?</p>
</article>
";
        assert_eq!(draw(&finding), expected);
    }

    #[test]
    fn a_finding_without_words_names_its_file() {
        let html = draw(&Diagnostic::warning("unreadable", "cannot read").in_file("content/<a>.md"));
        assert!(
            html.contains("class=\"finding warning\"") && html.contains("<p class=\"file\">content/&lt;a&gt;.md</p>")
        );
    }

    #[test]
    fn script_in_any_part_of_a_finding_is_inert() {
        let script = "<script>alert(\"1\")</script>`<img src=x onerror='x'>` `\"><b>";
        let source = Source::new(format!("content/{script}.md"), script);
        let finding = Diagnostic::note("odd", script).at(&source, 0..8, script).because(script).help(script);
        let html = draw(&finding);
        for tag in ["<script", "</script", "<img", "<b>\"", "='x'"] {
            assert!(!html.contains(tag), "{tag} in {html}");
        }
        assert_eq!(html.matches("&lt;script&gt;").count(), 6, "{html}");
    }

    #[test]
    fn a_mark_that_does_not_fit_its_excerpt_is_cut() {
        assert_eq!(parts("aé", 2, 9), ("a", "é", ""));
        assert_eq!(parts("ab", 5, 1), ("ab", "", ""));
        assert_eq!(parts("", 0, 0), ("", "", ""));
    }
}
