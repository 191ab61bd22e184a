//! The body of a structured item as Markdown.
//!
//! In: elements of NITF or HTML. Out: [`Prose`], blocks of [`Line`]s in their containers, and its Markdown:
//! paragraphs, headings (`hl2`, `h2`), emphasis, links, lists, quotations, tables, rules, pictures. An
//! element that is none of these gives its words.

use super::inline::{Line, Style};
use super::tree::{Child, Element};

mod flat;
mod picture;
mod print;
mod speech;

pub(super) use flat::Flat;
pub(super) use picture::{is_picture, picture};
pub(super) use speech::Speech;

/// A picture that a body or an item shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Picture {
    pub(super) address: String,
    pub(super) caption: String,
}

/// What a block is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Kind {
    Paragraph(Line),
    /// A quotation set apart, under the line that names its speaker.
    Callout(String, Line),
    /// A cross-head, or one under it.
    Heading(usize, Line),
    Rule,
    Picture(Picture),
    /// Rows of cells; whether the first row heads the others.
    Table(Vec<Vec<Line>>, bool),
}

/// What a block stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Container {
    Quote,
    /// An item of a list, by a number of its own, and its number in the list if that counts.
    Item {
        id: usize,
        number: Option<usize>,
    },
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Block {
    within: Vec<Container>,
    kind: Kind,
}

/// A body.
#[derive(Debug, Default)]
pub(super) struct Prose {
    blocks: Vec<Block>,
    within: Vec<Container>,
    line: Line,
    items: usize,
    /// Words that somebody struck out.
    pub(super) struck: Vec<String>,
    /// The words of buttons and labels that stood alone.
    pub(super) pressed: Vec<String>,
    /// The words of headings that nobody closed.
    pub(super) open: Vec<String>,
}

impl Prose {
    /// Adds what stands in an element.
    pub(super) fn add(&mut self, element: &Element) {
        self.children(element, &Style::default());
        self.flush();
    }

    /// Adds a plain paragraph.
    pub(super) fn add_plain(&mut self, words: &str) {
        for (number, row) in words.lines().enumerate() {
            if number > 0 {
                self.line.push_break(&Style::default());
            }
            self.line.push(row, &Style::default());
        }
        self.flush();
    }

    /// The first paragraph, if the body opens with one.
    pub(super) fn first(&mut self) -> Option<&mut Line> {
        match self.blocks.first_mut() {
            Some(Block { within, kind: Kind::Paragraph(line) }) if within.is_empty() => Some(line),
            _ => None,
        }
    }

    /// Takes the first picture out, if it stands above all copy.
    pub(super) fn take_lead_picture(&mut self) -> Option<Picture> {
        match self.blocks.first() {
            Some(Block { kind: Kind::Picture(_), .. }) => match self.blocks.remove(0).kind {
                Kind::Picture(picture) => Some(picture),
                _ => None,
            },
            _ => None,
        }
    }

    fn flush(&mut self) {
        let mut line = std::mem::take(&mut self.line);
        line.trim_end();
        // A paragraph of nothing but a no-break space is how some programs write an empty line.
        if !line.words().trim().is_empty() {
            self.block(Kind::Paragraph(line));
        }
    }

    fn block(&mut self, kind: Kind) {
        self.blocks.push(Block { within: self.within.clone(), kind });
    }

    fn children(&mut self, element: &Element, style: &Style) {
        for child in &element.children {
            match child {
                Child::Text(words) => self.line.push(words, style),
                Child::Element(element) => self.element(element, style),
            }
        }
    }

    fn element(&mut self, element: &Element, style: &Style) {
        match element.name.as_str() {
            // Two breaks part paragraphs.
            "br" if self.line.ends_in_break() => self.flush(),
            "br" => self.line.push_break(style),
            "hr" => {
                self.flush();
                self.block(Kind::Rule);
            }
            "em" | "i" => self.children(element, &Style { emphasis: true, ..style.clone() }),
            "strong" | "b" => self.children(element, &Style { strong: true, ..style.clone() }),
            "q" => {
                self.line.push("“", style);
                self.children(element, style);
                self.line.push("”", style);
            }
            "a" => match element.attribute("href").filter(|address| is_web(address)) {
                Some(address) => self.children(element, &Style { link: Some(address.into()), ..style.clone() }),
                None => self.children(element, style),
            },
            "hl1" | "hl2" | "h1" | "h2" => self.heading(element, 2),
            "h3" | "h4" | "h5" | "h6" => self.heading(element, 3),
            "blockquote" | "bq" => self.inside(Container::Quote, element, style),
            "ul" | "ol" => self.list(element, style),
            "table" if is_layout(element) => self.apart(element, style),
            "table" => self.table(element),
            "media" | "figure" | "img" => self.picture(element),
            "pre" => {
                self.flush();
                let words = plain_words(element);
                words.split("\n\n").for_each(|part| self.add_plain(part));
            }
            "script" | "style" | "head" | "title" => {}
            name if BLOCKS.contains(&name) => self.apart(element, style),
            _ => self.children(element, style),
        }
    }

    /// What stands in an element that is a block of its own.
    fn apart(&mut self, element: &Element, style: &Style) {
        self.flush();
        self.children(element, style);
        self.flush();
    }

    /// Takes a quotation apart in which all of the copy stands: so mails show what they pass on.
    pub(super) fn unquote(&mut self) {
        while !self.blocks.is_empty() && self.blocks.iter().all(|block| block.within.first() == Some(&Container::Quote))
        {
            for block in &mut self.blocks {
                block.within.remove(0);
            }
        }
    }

    /// Makes cross-heads of the highest rank those of the page, where its headline had one above theirs.
    pub(super) fn raise_headings(&mut self) {
        let is_head = |block: &Block| matches!(block.kind, Kind::Heading(2, _));
        if self.blocks.iter().any(is_head) {
            return;
        }
        for block in &mut self.blocks {
            if let Kind::Heading(level, _) = &mut block.kind {
                *level = 2;
            }
        }
    }

    fn inside(&mut self, container: Container, element: &Element, style: &Style) {
        self.flush();
        self.within.push(container);
        self.children(element, style);
        self.flush();
        self.within.pop();
    }

    fn heading(&mut self, element: &Element, level: usize) {
        self.flush();
        let mut line = Line::default();
        line.push(&element.words(), &Style::default());
        line.trim_end();
        if !line.pieces.is_empty() {
            self.block(Kind::Heading(level, line));
        }
    }

    fn list(&mut self, element: &Element, style: &Style) {
        self.flush();
        let counts = element.name == "ol";
        for (at, item) in element.elements().filter(|item| !item.words().is_empty()).enumerate() {
            self.items += 1;
            let number = counts.then_some(at + 1);
            self.inside(Container::Item { id: self.items, number }, item, style);
        }
    }

    fn table(&mut self, element: &Element) {
        self.flush();
        let mut rows = Vec::new();
        element.found("tr", &mut rows);
        let headed = rows.first().is_some_and(|row| row.elements().all(|cell| cell.name == "th"));
        let cell = |cell: &Element| {
            let mut line = Line::default();
            line.push(&cell.words(), &Style::default());
            line.trim_end();
            line
        };
        let cells = |row: &&Element| row.elements().map(cell).collect::<Vec<Line>>();
        let rows: Vec<Vec<Line>> = rows.iter().map(cells).filter(|row| !row.is_empty()).collect();
        if let Some(caption) = element.all("caption").next() {
            self.add_plain(&caption.words());
        }
        if !rows.is_empty() {
            self.block(Kind::Table(rows, headed));
        }
    }

    /// `media` of NITF, `figure` and `img` of HTML. What shows no address gives its words.
    fn picture(&mut self, element: &Element) {
        self.flush();
        match picture(element) {
            Some(picture) => self.block(Kind::Picture(picture)),
            None => {
                self.children(element, &Style::default());
                self.flush();
            }
        }
    }
}

/// Whether a table sets out a page, as mails do, and is no table of facts: one cell, or cells that hold headings,
/// tables or several paragraphs.
fn is_layout(table: &Element) -> bool {
    let count = |name: &str, of: &Element| {
        let mut found = Vec::new();
        of.found(name, &mut found);
        found.len()
    };
    let mut cells = Vec::new();
    table.found("td", &mut cells);
    let heads = ["h1", "h2", "h3", "table"].iter().any(|name| count(name, table) > 0);
    heads || cells.len() == 1 && count("th", table) == 0 || cells.iter().any(|cell| count("p", cell) > 1)
}

/// Elements that are blocks of their own.
const BLOCKS: [&str; 28] = [
    "p",
    "div",
    "section",
    "article",
    "block",
    "body",
    "body.content",
    "body.end",
    "html",
    "main",
    "header",
    "footer",
    "aside",
    "figcaption",
    "caption",
    "dl",
    "dt",
    "dd",
    "credit",
    "note",
    "li",
    "address",
    "lq",
    "content",
    "tagline",
    "summary",
    "td",
    "th",
];

/// Whether an element parts paragraphs.
pub(super) fn is_block(name: &str) -> bool {
    const OTHERS: [&str; 12] = ["blockquote", "ul", "ol", "table", "figure", "pre", "h1", "h2", "h3", "h4", "h5", "h6"];
    BLOCKS.contains(&name) || OTHERS.contains(&name)
}

/// Whether an address may be linked.
fn is_web(address: &str) -> bool {
    let lower = address.get(..8.min(address.len())).unwrap_or_default().to_ascii_lowercase();
    ["https://", "http://", "mailto:"].iter().any(|scheme| lower.starts_with(scheme))
}

/// The words with their line ends, as `pre` means them.
fn plain_words(element: &Element) -> String {
    let words = element.children.iter().map(|child| match child {
        Child::Text(words) => words.clone(),
        Child::Element(element) if element.name == "br" => "\n".to_owned(),
        Child::Element(element) => plain_words(element),
    });
    words.collect()
}

#[cfg(test)]
mod tests {
    use super::super::tree::{Form, read};
    use super::*;

    fn printed(html: &str) -> String {
        let mut prose = Prose::default();
        prose.add(&read(html, Form::Html).unwrap());
        prose.markdown()
    }

    #[test]
    fn blocks_keep_their_structure() {
        assert_eq!(
            printed("<p>One <b>two</b></p><h2>Three</h2>four<br>five"),
            "One **two**\n\n## Three\n\nfour\\\nfive\n"
        );
        assert_eq!(printed("<ul><li>a</li><li>b<ol><li>c</li></ol></li></ul><p>d</p>"), "- a\n- b\n\n  1. c\n\nd\n");
        assert_eq!(printed("<blockquote><p>a</p><p>b</p></blockquote>c"), "> a\n>\n> b\n\nc\n");
        assert_eq!(
            printed("<table><tr><th>A</th><th>B|C</th></tr><tr><td>1</td></tr></table>"),
            "| A | B\\|C |\n| --- | --- |\n| 1\\. | |\n".replace("1\\.", "1")
        );
        assert_eq!(printed("<a href=\"javascript:x\">a</a> <img src=\"../x.jpg\">b"), "a\n\nb\n");
    }
}
