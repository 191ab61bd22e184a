//! Headings that nobody closed.
//!
//! In: the tree of a page. Out: the same, in which a heading holds its own words, and the paragraphs that had come to
//! stand in it follow it; the words of such headings.

use super::prose::is_block;
use super::tree::{Child, Element};

/// A heading of more bytes is none.
const LONGEST: usize = 400;

/// Lets what follows a heading stand behind it; gives the words of each heading that was not closed.
pub(super) fn close(parent: &mut Element) -> Vec<String> {
    let mut open = Vec::new();
    let children = std::mem::take(&mut parent.children);
    for child in children {
        let Child::Element(mut element) = child else {
            parent.children.push(child);
            continue;
        };
        let behind = if is_heading(&element) { behind(&mut element) } else { Vec::new() };
        if behind.is_empty() {
            open.extend(close(&mut element));
            parent.children.push(Child::Element(element));
            continue;
        }
        open.push(element.words());
        let mut rest = Element { children: behind, ..Element::default() };
        parent.children.push(Child::Element(element));
        open.extend(close(&mut rest));
        parent.children.append(&mut rest.children);
    }
    open
}

fn is_heading(element: &Element) -> bool {
    let name = element.name.as_bytes();
    name.len() == 2 && name[0] == b'h' && (b'1'..=b'6').contains(&name[1])
}

/// Takes out of a heading what stands behind it: paragraphs under words of its own, or, where it is too long for one,
/// all but the first.
fn behind(heading: &mut Element) -> Vec<Child> {
    let is_block = |child: &Child| matches!(child, Child::Element(element) if is_block(&element.name));
    let says = |child: &Child| match child {
        Child::Text(words) => !words.trim().is_empty(),
        Child::Element(element) => !element.words().is_empty(),
    };
    let Some(block) = heading.children.iter().position(is_block) else { return Vec::new() };
    let from = if heading.children[..block].iter().any(says) { block } else { block + 1 };
    let is_long = || heading.words().len() > LONGEST;
    if !heading.children[from..].iter().any(says) || from > block && !is_long() {
        return Vec::new();
    }
    heading.children.split_off(from)
}
