//! The second look at a body with raw HTML: ammonia, over the whole of it.
//!
//! The first look (`raw`, `balance`) lets through listed tags and attributes only, so there should
//! be nothing left to clean. Here the same lists are held against the tree that a browser's own
//! algorithm makes of the body, beside the markup that rendering itself adds.

use super::elements::{ELEMENTS, EVERYWHERE};
use super::{Met, links};
use crate::diag::Diagnostic;
use ammonia::{Builder, UrlRelative};
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

/// Deeper trees take the tree builder's time quadratically.
const DEEPEST: usize = 256;
/// No story is this long; a body that is and holds raw HTML is not worth the risk.
const LONGEST: usize = 4 << 20;

/// Elements that rendering itself adds.
const OWN_ELEMENTS: &[&str] = &["aside", "picture", "section", "source"];
/// Attributes that rendering itself adds. Raw HTML has none of them left.
const OWN_ATTRIBUTES: &[&str] = &[
    "aria-hidden",
    "aria-label",
    "class",
    "decoding",
    "fetchpriority",
    "id",
    "loading",
    "role",
    "sizes",
    "srcset",
    "tabindex",
    "type",
];
/// Classes that rendering itself adds, beside `language-…` on code.
const OWN_CLASSES: &[&str] = &[
    "align-center",
    "align-left",
    "align-right",
    "callout",
    "callout-title",
    "caution",
    "credit",
    "dateline",
    "footnote-back",
    "footnote-ref",
    "footnotes",
    "heading-link",
    "important",
    "note",
    "quote",
    "tip",
    "warning",
    "wide",
];

/// The cleaner. Making it takes a small part of the time of cleaning, so it is made for each body
/// rather than kept.
fn cleaner() -> Builder<'static> {
    let attributes: HashMap<&str, HashSet<&str>> = ELEMENTS
        .iter()
        .filter(|element| !element.attributes.is_empty())
        .map(|element| (element.name, element.attributes.iter().copied().collect()))
        .collect();
    let mut builder = Builder::empty();
    builder
        .tags(ELEMENTS.iter().map(|element| element.name).chain(OWN_ELEMENTS.iter().copied()).collect())
        .tag_attributes(attributes)
        .generic_attributes(EVERYWHERE.iter().chain(OWN_ATTRIBUTES).copied().collect())
        .clean_content_tags(["script", "style"].into())
        .url_schemes(links::SCHEMES.iter().copied().chain(["data"]).collect())
        .url_relative(UrlRelative::PassThrough)
        .link_rel(None)
        .attribute_filter(keep);
    builder
}

/// Cleans a body.
pub(super) fn clean(html: &str) -> String {
    cleaner().clean(html).to_string()
}

/// Whether cleaning takes a bounded time.
pub(super) fn affordable(body: &str, deepest: usize) -> bool {
    body.len() <= LONGEST && deepest <= DEEPEST
}

/// Says that raw HTML stands as words.
pub(super) fn too_much() -> Met {
    let finding = Diagnostic::warning("raw-html-cleaned", "raw HTML is shown as it was typed")
        .because("the body is too long or too deeply nested for its HTML to be cleaned");
    Met { finding, places: Vec::new() }
}

fn keep<'v>(element: &str, attribute: &str, value: &'v str) -> Option<Cow<'v, str>> {
    let kept = match attribute {
        "class" => value
            .split(' ')
            .all(|class| OWN_CLASSES.contains(&class) || element == "code" && class.starts_with("language-")),
        "href" | "src" | "cite" if is_data(value) => {
            (element, attribute) == ("img", "src") && links::is_data_image(value)
        }
        _ => true,
    };
    kept.then_some(Cow::Borrowed(value))
}

fn is_data(address: &str) -> bool {
    address.trim_start().get(..5).is_some_and(|scheme| scheme.eq_ignore_ascii_case("data:"))
}
