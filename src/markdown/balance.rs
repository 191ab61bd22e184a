//! Keeps raw elements balanced among Markdown's own, so that none reaches beyond its place.
//!
//! An element that is opened in a quotation, a list item or a paragraph is closed with it; an end
//! tag without its start tag is dropped. What HTML closes by itself (`<li>` by the next `<li>`) is
//! closed here in so many words, so that a cleaner that repairs trees has nothing to repair:
//! repairs of misnested tags multiply elements.

use super::elements::{Element, Kind};

/// Raw elements nest no deeper than this.
const DEEPEST: usize = 32;

#[derive(Debug)]
struct Open {
    element: &'static Element,
    /// How many of Markdown's own elements were open around it.
    depth: usize,
}

/// The raw elements that are open.
#[derive(Debug, Default)]
pub(super) struct Balance {
    open: Vec<Open>,
    depth: usize,
    /// How deep Markdown's own elements have nested.
    pub(super) deepest: usize,
}

/// Names of elements to be closed, innermost first.
pub(super) type Closed = Vec<&'static str>;

impl Balance {
    /// One of Markdown's own elements begins.
    pub(super) fn enter(&mut self) {
        self.depth += 1;
        self.deepest = self.deepest.max(self.depth);
    }

    /// One of Markdown's own elements ends; what was opened in it is closed first.
    pub(super) fn leave(&mut self) -> Closed {
        let closed = self.close_from(self.here());
        self.depth = self.depth.saturating_sub(1);
        closed
    }

    /// The body ends.
    pub(super) fn finish(&mut self) -> Closed {
        self.close_from(0)
    }

    /// A block begins: it ends a raw `<p>`.
    pub(super) fn before_block(&mut self) -> Closed {
        self.close_last(&["p"], &["td", "th", "caption"])
    }

    /// Makes room for a raw element: what has to be closed first, and whether the element may stand
    /// here.
    pub(super) fn open(&mut self, element: &'static Element, among_words: bool) -> (Closed, bool) {
        let block = matches!(element.kind, Kind::Block | Kind::VoidBlock);
        let part = matches!(element.kind, Kind::TablePart | Kind::VoidTablePart);
        let nested_link = element.name == "a" && self.open.iter().any(|open| open.element.name == "a");
        if nested_link || among_words && (block || part) {
            return (Closed::new(), false);
        }
        let mut closed = if block { self.before_block() } else { Closed::new() };
        if let Some((names, within)) = implied(element.name) {
            closed.extend(self.close_last(names, within));
        }
        let parent = self.open.last().filter(|open| open.depth == self.depth).map(|open| open.element.name);
        let fits = takes(parent, element.name, part) && self.open.len() < DEEPEST;
        if fits && element.has_end_tag() {
            self.open.push(Open { element, depth: self.depth });
        }
        (closed, fits)
    }

    /// A raw end tag; it closes what was opened inside its element. `None`: nothing to close.
    pub(super) fn close(&mut self, name: &str) -> Option<Closed> {
        let at = self.open[self.here()..].iter().rposition(|open| open.element.name == name)?;
        Some(self.close_from(self.here() + at))
    }

    /// Closes the last open one of `names` and what is in it, unless one of `within` is between.
    fn close_last(&mut self, names: &[&str], within: &[&str]) -> Closed {
        let here = self.here();
        let last = self.open[here..]
            .iter()
            .rposition(|open| names.contains(&open.element.name) || within.contains(&open.element.name));
        match last.map(|at| here + at) {
            Some(at) if names.contains(&self.open[at].element.name) => self.close_from(at),
            _ => Closed::new(),
        }
    }

    fn close_from(&mut self, at: usize) -> Closed {
        self.open.drain(at..).rev().map(|open| open.element.name).collect()
    }

    /// Where the elements begin that were opened at this depth.
    fn here(&self) -> usize {
        self.open.iter().rposition(|open| open.depth < self.depth).map_or(0, |at| at + 1)
    }
}

/// What an element closes when it begins, and within what.
fn implied(name: &str) -> Option<(&'static [&'static str], &'static [&'static str])> {
    Some(match name {
        "li" => (&["li"], &["ul", "ol", "table"]),
        "dt" | "dd" => (&["dt", "dd"], &["dl", "table"]),
        "rt" | "rp" => (&["rt", "rp"], &["ruby"]),
        "td" | "th" => (&["td", "th", "caption"], &["table", "tr"]),
        "tr" => (&["tr", "caption", "colgroup"], &["table", "thead", "tbody", "tfoot"]),
        "thead" | "tbody" | "tfoot" => (&["thead", "tbody", "tfoot", "caption", "colgroup"], &["table"]),
        _ => return None,
    })
}

/// Whether an element may stand right inside another.
fn takes(parent: Option<&str>, name: &str, part: bool) -> bool {
    match parent {
        Some("table") => part && name != "col",
        Some("thead" | "tbody" | "tfoot") => matches!(name, "tr" | "td" | "th"),
        Some("tr") => matches!(name, "td" | "th"),
        Some("colgroup") => name == "col",
        _ => !part,
    }
}
