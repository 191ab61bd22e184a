//! The body: paragraphs, cross-heads and quote callouts as Markdown.

use super::callout;
use super::markdown;
use super::paragraphs::Paragraph;
use super::quotes::{self, Quote, Speaker};
use super::{Field, crosshead, endmark};

/// The cross-heads of a body with their places; `heads` says which paragraphs are.
pub(super) fn subheads(text: &str, body: &[Paragraph], heads: &[bool]) -> Vec<Field> {
    let fields = body.iter().zip(heads).filter(|(_, head)| **head).map(|(paragraph, _)| Field {
        name: "subhead",
        value: crosshead::unmarked(&paragraph.flat(text)).to_owned(),
        span: paragraph.span(),
        how: "a line between paragraphs that ends no sentence".into(),
    });
    fields.collect()
}

/// The first paragraph of a body as [`print`] has it, if it is plain prose: no cross-head, and without a
/// mark that could make a callout of it.
pub(super) fn opening(text: &str, body: &[Paragraph]) -> Option<String> {
    let first = body.first().filter(|first| crosshead::is_prose(text, first))?;
    let words = &text[first.span()];
    if words.contains(quotes::could_open) || !words.contains(char::is_alphanumeric) {
        return None;
    }
    let mut out = String::with_capacity(words.len() + 16);
    markdown::Text::new(text).paragraph(&mut out, first);
    Some(out)
}

/// Prints a body. `heads` says which paragraphs are cross-heads; a quotation of `least` words is set apart.
pub(super) fn print(text: &str, body: &[Paragraph], heads: &[bool], quotes: &[Quote], least: usize) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 16);
    let written = markdown::Text::new(text);
    let mut next = 0;
    for (paragraph, head) in body.iter().zip(heads) {
        if !out.is_empty() {
            out.push('\n');
        }
        let span = paragraph.span();
        next += quotes[next..].iter().take_while(|quote| quote.span.start < span.start).count();
        let count = quotes[next..].iter().take_while(|quote| quote.span.start < span.end).count();
        let own = &quotes[next..next + count];
        if *head {
            markdown::heading(&mut out, crosshead::unmarked(&paragraph.flat(text)));
        } else if paragraph.rows.len() == 1 && endmark::is_rule(&text[span.clone()]) {
            out.push_str("---\n");
        } else if own.is_empty() {
            written.paragraph(&mut out, paragraph);
        } else {
            pieces(&mut out, &written, paragraph, own, least);
        }
    }
    out
}

fn pieces(out: &mut String, written: &markdown::Text<'_>, paragraph: &Paragraph, quotes: &[Quote], least: usize) {
    for (at, piece) in callout::pieces(written.text, &paragraph.span(), quotes, least).into_iter().enumerate() {
        if at > 0 {
            out.push('\n');
        }
        let speaker = piece.quote.and_then(|quote| quote.speaker.as_ref());
        if let Some(speaker) = speaker {
            out.push_str(&label(speaker));
        }
        written.rows(out, paragraph, piece.span, if speaker.is_some() { "> " } else { "" });
    }
}

/// The line that opens a callout and names the speaker.
pub(super) fn label(speaker: &Speaker) -> String {
    let mut label = "> [!QUOTE] ".to_owned();
    markdown::inline(&mut label, &speaker.label());
    label.push('\n');
    label
}
