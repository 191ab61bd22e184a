//! Buttons and the labels of fields: they are of the page and not of the story where they stand alone in their block
//! (`<p><button>Share</button></p>`). Beside words they are words of a sentence.
//!
//! In: the tree of a page. Out: the same without those that stand alone, and their words.

use super::prose::is_block;
use super::tree::{Child, Element};

const NAMES: [&str; 2] = ["button", "label"];

/// Takes out those that stand alone.
pub(super) fn take(element: &mut Element) -> Vec<String> {
    let mut words = Vec::new();
    for row in element.children.chunk_by_mut(|one, other| !parts(one) && !parts(other)) {
        match row {
            [Child::Element(inner)] if holds_blocks(inner) => words.append(&mut take(inner)),
            row if !row.iter().any(says) => row.iter_mut().for_each(|child| clear(child, &mut words)),
            _ => {}
        }
    }
    words
}

/// Whether what stands before it and what stands behind it are of different blocks.
fn parts(child: &Child) -> bool {
    matches!(child, Child::Element(element) if holds_blocks(element))
}

/// Whether an element is a block, or there is one in it.
fn holds_blocks(element: &Element) -> bool {
    is_block(&element.name) || element.elements().any(holds_blocks)
}

/// Whether there are words beside buttons and labels.
fn says(child: &Child) -> bool {
    match child {
        Child::Text(words) => words.contains(char::is_alphanumeric),
        Child::Element(element) => !is_pressed(element) && element.children.iter().any(says),
    }
}

/// Empties the buttons and labels in an element.
fn clear(child: &mut Child, words: &mut Vec<String>) {
    let Child::Element(element) = child else { return };
    if !is_pressed(element) {
        element.children.iter_mut().for_each(|child| clear(child, words));
        return;
    }
    words.extend(Some(element.words()).filter(|words| !words.is_empty()));
    element.children.clear();
}

fn is_pressed(element: &Element) -> bool {
    NAMES.contains(&element.name.as_str())
}

#[cfg(test)]
mod tests {
    use super::super::tree::{Form, read};
    use super::*;

    #[test]
    fn what_stands_alone_is_taken() {
        for (html, taken, left) in [
            ("<p><button>Share</button></p><p>a</p>", &["Share"][..], "a"),
            ("<p>a <button>b</button></p>", &[], "a b"),
            ("<p><label>a</label> b</p>", &[], "a b"),
            (
                "<p>a</p><span><button>Share</button></span> | <label>Name:</label><p>b</p>",
                &["Share", "Name:"],
                "a | b",
            ),
            ("<div><b>a</b><div><button>Share</button></div></div>", &["Share"], "a"),
            ("<button><p>a</p><p>b</p></button>", &[], "a b"),
        ] {
            let mut tree = read(html, Form::Html).unwrap();
            assert_eq!(take(&mut tree), taken, "{html}");
            assert_eq!(tree.words(), left, "{html}");
        }
    }
}
