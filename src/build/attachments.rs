//! The files that a text shows or links: only those leave the content folder, so that a picture
//! beside a held story stays where it is. Whether they are there is the site's to know.

use crate::document::Document;
use crate::picture::{self, recipe::Focus};
use crate::render::{has_scheme, resolve};
use crate::site::Lead;
use crate::source::Spanned;
use crate::source::percent::decoded;

/// The files that a document's links and pictures name, sorted.
pub(super) fn of(path: &str, document: &Document) -> Vec<String> {
    let image = document.front.image.iter().filter_map(|image| named(path, &image.value));
    let typed = inline(&document.body).chain(references(&document.body)).chain(attributes(&document.body));
    let mut files: Vec<String> = image.chain(typed.filter_map(|address| file(path, address))).collect();
    files.sort_unstable();
    files.dedup();
    files
}

/// The picture that stands for a text: that of its front matter, else the first in its body.
pub(super) fn lead(path: &str, document: &Document) -> Option<Lead> {
    let front = &document.front;
    let own = |text: &Option<Spanned<String>>| text.as_ref().map(|text| text.value.as_str().into());
    let focus = front.image_focus.as_ref().and_then(|focus| Focus::parse(&focus.value));
    let (file, alt, title) = match &front.image {
        Some(image) => (named(path, &image.value), None, None),
        None => first_picture(&document.body).map(|(address, alt, title)| (file(path, address), alt, title))?,
    };
    let path = file.filter(|path| picture::is_named_so(path))?;
    Some(Lead {
        path: path.into(),
        alt: own(&front.image_alt).or(alt.map(Box::from)),
        caption: own(&front.image_caption).or(title.map(Box::from)),
        credit: own(&front.image_credit),
        focus,
    })
}

/// The address, the words and the title of the first `![…](…)` that names a file beside the text.
fn first_picture(body: &str) -> Option<(&str, Option<&str>, Option<&str>)> {
    pairs(body, b'!', b'[').find_map(|rest| {
        let (alt, rest) = rest.split_once("](").filter(|(alt, _)| !alt.contains("\n\n"))?;
        let typed = &rest[..end_of_inline(rest)];
        let title = typed.split_once(" \"").and_then(|(_, title)| title.trim_end().strip_suffix('"'));
        let is_here = !has_scheme(typed) && !typed.starts_with(['/', '#']);
        is_here.then_some((typed, Some(alt).filter(|alt| !alt.trim().is_empty()), title))
    })
}

/// The file that an address in a text leads to; nothing where it leads elsewhere.
fn file(path: &str, address: &str) -> Option<String> {
    // A space ends an address, unless it stands in `<…>`.
    let address = match address.strip_prefix('<') {
        Some(inner) => inner.split('>').next(),
        None => address.split([' ', '"']).next(),
    };
    named(path, address?)
}

/// The file that an address of front matter leads to, which may hold spaces.
fn named(path: &str, address: &str) -> Option<String> {
    let address = address.split(['#', '?']).next()?;
    let is_here = !address.is_empty() && !address.starts_with('/') && !has_scheme(address);
    is_here.then(|| resolve(path, &decoded(address))).flatten()
}

/// What stands in `](…)`.
fn inline(body: &str) -> impl Iterator<Item = &str> {
    pairs(body, b']', b'(').map(|rest| &rest[..end_of_inline(rest)])
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
    pairs(body, b']', b':').map(|rest| rest.lines().next().unwrap_or_default().trim())
}

/// What stands in `src="…"` and `href="…"` of raw HTML.
fn attributes(body: &str) -> impl Iterator<Item = &str> {
    let is_one = |at: usize| body[..at].ends_with("src") || body[..at].ends_with("href");
    memchr::memchr_iter(b'=', body.as_bytes())
        .filter(move |at| is_one(*at))
        .filter_map(|at| body[at + 1..].strip_prefix('"')?.split('"').next())
}

/// What follows two characters that stand together. Every body is looked through, and hardly any has them.
fn pairs(body: &str, first: u8, second: u8) -> impl Iterator<Item = &str> {
    let stand = memchr::memchr_iter(first, body.as_bytes());
    stand.filter(move |at| body.as_bytes().get(at + 1) == Some(&second)).map(|at| &body[at + 2..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_picture_of_front_matter_may_have_a_space_in_its_name() {
        let text = "---\nimage: the ferry.jpg\n---\nWords ![x](<an other.jpg> \"b\").\n";
        let document = crate::document::read(&crate::source::Source::new("content/a/b.md", text)).value;
        assert_eq!(of("content/a/b.md", &document), ["content/a/an other.jpg", "content/a/the ferry.jpg"]);
        assert_eq!(lead("content/a/b.md", &document).map(|lead| lead.path), Some("content/a/the ferry.jpg".into()));
    }

    #[test]
    fn the_first_picture_stands_for_a_text() {
        for (body, expected) in [
            ("Words ![A ferry](ferry.jpg) and ![b](b.jpg)", Some(("ferry.jpg", Some("A ferry"), None))),
            ("![](ferry.jpg \"At sea\")", Some(("ferry.jpg", None, Some("At sea")))),
            ("![a](https://x.example/a.jpg) ![b](b.png)", Some(("b.png", Some("b"), None))),
            ("![a](film.mp4)", None),
            ("[a](a.jpg)", None),
            ("![a", None),
        ] {
            let document = Document { body: body.into(), ..Document::default() };
            let lead = lead("content/a.md", &document);
            let found = lead
                .as_ref()
                .map(|lead| (&lead.path["content/".len()..], lead.alt.as_deref(), lead.caption.as_deref()));
            assert_eq!(found, expected, "{body}");
        }
    }

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
