//! The files that a text shows or links: only those leave the content folder, so that a picture
//! beside a held story stays where it is. Whether they are there is the site's to know.

use crate::document::Document;
use crate::render::{has_scheme, resolve};
use crate::source::percent::decoded;

/// The files that a document's links and pictures name, sorted.
pub(super) fn of(path: &str, document: &Document) -> Vec<String> {
    let image = document.front.image.iter().map(|image| image.value.as_str());
    let typed = image.chain(inline(&document.body)).chain(references(&document.body)).chain(attributes(&document.body));
    let mut files: Vec<String> = typed
        .filter_map(|address| {
            // A space ends an address, unless it stands in `<…>`.
            let (address, ends) = match address.strip_prefix('<') {
                Some(inner) => (inner, &['#', '?', '>'][..]),
                None => (address, &['#', '?', ' ', '"'][..]),
            };
            let end = address.find(ends).unwrap_or(address.len());
            let address = &address[..end];
            let is_here = !address.is_empty() && !address.starts_with('/') && !has_scheme(address);
            is_here.then(|| resolve(path, &decoded(address))).flatten()
        })
        .collect();
    files.sort_unstable();
    files.dedup();
    files
}

/// What stands in `](…)`.
fn inline(body: &str) -> impl Iterator<Item = &str> {
    body.match_indices("](").map(|(at, open)| {
        let rest = &body[at + open.len()..];
        &rest[..end_of_inline(rest)]
    })
}

/// Where an address ends: at the `>` of `<…>`, or at the `)` that closes what `](` opened, since an
/// address may hold pairs of them.
fn end_of_inline(rest: &str) -> usize {
    let mut open = 0usize;
    let ends = |c: char| match c {
        '\n' => true,
        '>' => rest.starts_with('<'),
        '(' => {
            open += 1;
            false
        }
        ')' if !rest.starts_with('<') => {
            let is_last = open == 0;
            open = open.saturating_sub(1);
            is_last
        }
        _ => false,
    };
    rest.find(ends).unwrap_or(rest.len())
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
    fn files_that_are_named_are_attachments() {
        for (body, expected) in [
            ("![a](photo.jpg \"x\")", Some("content/w/photo.jpg")),
            ("![a](./photo.jpg#top)", Some("content/w/photo.jpg")),
            ("[r]\n\n[r]: photo.jpg", Some("content/w/photo.jpg")),
            ("<img src=\"photo.jpg\">", Some("content/w/photo.jpg")),
            ("![a](<two words.jpg>)", Some("content/w/two words.jpg")),
            ("![a](two%20words.jpg)", Some("content/w/two words.jpg")),
            ("![a](a%20(1).jpg)", Some("content/w/a (1).jpg")),
            ("[b](<../c.pdf>)", Some("content/c.pdf")),
            ("[b](/photo.jpg) [c](https://example.org/photo.jpg) [d](#photo.jpg)", None),
            ("photo.jpg", None),
        ] {
            let document = Document { body: body.into(), ..Document::default() };
            assert_eq!(of("content/w/a.md", &document), Vec::from_iter(expected), "{body}");
        }
    }
}
