//! The files that a text shows or links: only those leave the content folder, so that a picture
//! beside a held story stays where it is.

use crate::document::Document;
use crate::render::resolve;
use std::collections::HashSet;

/// The files among `known` that a document's links and pictures name, sorted.
pub(super) fn of(path: &str, document: &Document, known: &HashSet<&str>) -> Vec<String> {
    if known.is_empty() {
        return Vec::new();
    }
    let image = document.front.image.iter().map(|image| image.value.as_str());
    let typed = image.chain(inline(&document.body)).chain(references(&document.body)).chain(attributes(&document.body));
    let mut files: Vec<String> = typed
        .filter_map(|address| {
            let address = address.trim_start_matches('<');
            let end = address.find(['#', '?', '>', ' ', '"']).unwrap_or(address.len());
            resolve(path, &address[..end])
        })
        .filter(|file| known.contains(file.as_str()))
        .collect();
    files.sort_unstable();
    files.dedup();
    files
}

/// What stands in `](…)`.
fn inline(body: &str) -> impl Iterator<Item = &str> {
    body.match_indices("](").map(|(at, open)| {
        let rest = &body[at + open.len()..];
        &rest[..rest.find([')', '\n']).unwrap_or(rest.len())]
    })
}

/// What stands after `]: `.
fn references(body: &str) -> impl Iterator<Item = &str> {
    body.match_indices("]:").map(|(at, open)| body[at + open.len()..].lines().next().unwrap_or_default().trim())
}

/// What stands in `src="…"` and `href="…"` of raw HTML.
fn attributes(body: &str) -> impl Iterator<Item = &str> {
    ["src=\"", "href=\""].into_iter().flat_map(move |open| {
        body.match_indices(open).map(|(at, open)| body[at + open.len()..].split('"').next().unwrap_or_default())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_files_that_are_named_and_known_are_attachments() {
        let body = "![a](photo.jpg \"x\") [b](<../c d.pdf>) [r]\n\n[r]: map.png\n\n<img src=\"e.gif\"> ![](none.jpg)";
        let document = Document { body: body.into(), ..Document::default() };
        let known =
            HashSet::from(["content/w/photo.jpg", "content/w/map.png", "content/w/e.gif", "content/w/held.jpg"]);
        assert_eq!(
            of("content/w/a.md", &document, &known),
            ["content/w/e.gif", "content/w/map.png", "content/w/photo.jpg"]
        );
    }
}
