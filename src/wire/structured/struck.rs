//! Words that somebody struck out (`<del>`, `<s>`): an editor's change stays in the file, and must not be published as
//! if it stood.
//!
//! In: the tree of a page. Out: the same without them, and the words.

use super::markup;
use super::tree::{Child, Element};
use crate::source::Span;

/// The elements whose words are struck out.
const NAMES: [&str; 3] = ["del", "s", "strike"];

/// The first tag in HTML behind which words are struck out.
pub(in crate::wire) fn first(html: &str) -> Option<Span> {
    let at = memchr::memchr_iter(b'<', html.as_bytes()).find(|at| opens(&html[*at..]).is_some())?;
    Some(at..at + markup::length(&html[at..]))
}

/// The element whose words are struck out, if its tag stands here.
pub(super) fn opens(rest: &str) -> Option<&'static str> {
    let name = markup::opened_by(rest)?;
    NAMES.into_iter().find(|struck| *struck == name)
}

/// Takes them out.
pub(super) fn take(element: &mut Element) -> Vec<String> {
    let mut words = Vec::new();
    element.children.retain_mut(|child| match child {
        Child::Element(inner) if NAMES.contains(&inner.name.as_str()) => {
            words.extend(Some(inner.words()).filter(|words| !words.is_empty()));
            false
        }
        Child::Element(inner) => {
            words.append(&mut take(inner));
            true
        }
        Child::Text(_) => true,
    });
    words
}
