//! Wire text in HTML: its words are read as others are, and its copy keeps the structure of the tags.

use super::Story;
use crate::diag::Checked;
use crate::document::Document;
use crate::source::Source;
use crate::wire::quotes::Quote;
use crate::wire::signs::Signs;
use crate::wire::structured::page::{Page, Places};
use crate::wire::{Context, Field, Reading, lines, paragraphs, structured};

/// Reads a text whose HTML begins at a byte.
pub(in crate::wire) fn read(source: &Source, at: usize, context: &Context) -> Checked<Reading> {
    let (above, markup) = source.text().split_at(at);
    let signs = Signs::of(above);
    let above = lines::tidy(above, signs);
    let mut story = Story::new(source, &above, context, Some(Vec::new()));
    let mut top = lines::lines(&above, signs);
    story.header(&mut top);
    let end = top.first().map_or(above.len(), |line| line.span.start);
    let plain: Vec<String> = paragraphs::join(&above, &top).iter().map(|paragraph| paragraph.flat(&above)).collect();
    let mut page = Page::read(&plain, markup);
    let flat = page.flat(&above[..end]);
    let places = Places::of(&flat.text, source.text(), end);

    let shown = Source::new(source.path().clone(), flat.text.as_str());
    let mut story = Story { source: &shown, text: &flat.text, ..story };
    let mut rows = flat.paragraphs.clone();
    let mut findings = Vec::new();
    let open = page.open();
    for words in &open {
        let at = rows.iter().position(|row| row.flat(&flat.text) == *words);
        let span = at.map_or(end..end, |at| rows[at].span());
        story.findings.push(structured::open_heading(&shown, span));
    }
    if open.is_empty()
        && let Some(heading) = structured::hidden::last_heading(markup)
    {
        let span = at + heading.start..at + heading.end;
        findings.push(structured::open_heading(source, span));
    }
    if let Some(script) = structured::hidden::open_script(markup) {
        findings.push(structured::open_script(source, at + script.start..at + script.end));
    }
    story.inner_mail(&mut rows);
    story.cover(&mut rows);
    story.headline(&page, &mut rows);
    let (copy, language) = story.copy(rows, false);
    let speech = page.copy((&flat, &copy), language.tag, context.callout_words, story.heads());
    let from = copy.first().map_or(end, |first| first.span().start);
    story.picture(&mut page, from);
    let struck = page.struck();
    let first = (!struck.is_empty()).then(|| structured::struck::first(markup)).flatten();
    story.off_page(struck, from, "words that are struck out");
    story.off_page(page.pressed(), from, "a button or a label of the page");
    let (subheads, quotes) = speech.placed(&shown, &(from..flat.text.len()));

    let Story { front, fields, findings: mut told, .. } = story;
    for label in told.iter_mut().flat_map(|finding| &mut finding.labels) {
        label.place = source.place(places.span(&label.place.span));
    }
    findings.extend(told);
    findings.extend(first.map(|tag| structured::struck_out(source, at + tag.start..at + tag.end)));
    let placed = |field: Field| Field { span: places.span(&field.span), ..field };
    let mut fields: Vec<Field> = fields.unwrap_or_default().into_iter().map(placed).collect();
    fields.sort_by_key(|field| field.span.start);
    let subheads = subheads.into_iter().map(placed).collect();
    let quotes = quotes.into_iter().map(|quote| Quote { span: places.span(&quote.span), ..quote }).collect();
    let document = Document { front: places.front(front), body: page.markdown(), body_start: None };
    Checked::new(Reading { document, fields, subheads, quotes }, findings)
}
