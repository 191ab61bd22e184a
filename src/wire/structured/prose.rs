//! The body of a structured item as Markdown.
//!
//! In: elements of NITF or HTML. Out: [`Prose`], blocks of [`Line`]s in their containers, and its Markdown:
//! paragraphs, headings (`hl2`, `h2`), emphasis, links, lists, quotations, tables, rules, pictures. An
//! element that is none of these gives its words.

use super::inline::{Line, Style};
use super::tree::{Child, Element};
use crate::wire::markdown;

mod speech;

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
        if !line.pieces.is_empty() {
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
            "table" => self.table(element),
            "media" | "figure" | "img" => self.picture(element),
            "pre" => {
                self.flush();
                let words = plain_words(element);
                words.split("\n\n").for_each(|part| self.add_plain(part));
            }
            "script" | "style" | "head" => {}
            name if BLOCKS.contains(&name) => {
                self.flush();
                self.children(element, style);
                self.flush();
            }
            _ => self.children(element, style),
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

    /// The body as Markdown.
    pub(super) fn markdown(&self) -> String {
        let mut out = String::new();
        let mut seen = 0;
        for (at, block) in self.blocks.iter().enumerate() {
            let (first, rest) = prefixes(&block.within, &mut seen);
            if at > 0 {
                // Items of one list follow each other; everything else is apart.
                let before = &self.blocks[at - 1];
                let listed = |block: &Block| matches!(block.within.last(), Some(Container::Item { .. }));
                let tight = listed(before)
                    && listed(block)
                    && matches!(block.kind, Kind::Paragraph(_))
                    && first != rest
                    && before.within.len() == block.within.len();
                if !tight {
                    out.push_str(shared(&before.within, &block.within).as_str());
                    out.push('\n');
                }
            }
            print(&mut out, &block.kind, &first, &rest);
        }
        out
    }
}

/// Elements that are blocks of their own.
const BLOCKS: [&str; 26] = [
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
];

/// What opens the first line of a block and its other lines, by what it stands in.
fn prefixes(within: &[Container], seen: &mut usize) -> (String, String) {
    let (mut first, mut rest) = (String::new(), String::new());
    for container in within {
        match container {
            Container::Quote => {
                first.push_str("> ");
                rest.push_str("> ");
            }
            Container::Item { id, number } => {
                let mark = number.map_or_else(|| "- ".to_owned(), |number| format!("{number}. "));
                let space = " ".repeat(mark.len());
                first.push_str(if id > seen { &mark } else { &space });
                rest.push_str(&space);
                *seen = (*seen).max(*id);
            }
        }
    }
    (first, rest)
}

/// What stands on the empty line between two blocks: the marks of the quotations that hold both.
fn shared(one: &[Container], other: &[Container]) -> String {
    let same = one.iter().zip(other).take_while(|(a, b)| a == b);
    let marks = same.map(|(container, _)| match container {
        Container::Quote => "> ".to_owned(),
        Container::Item { number, .. } => " ".repeat(number.map_or(2, |number| number.to_string().len() + 2)),
    });
    marks.collect::<String>().trim_end().to_owned()
}

fn print(out: &mut String, kind: &Kind, first: &str, rest: &str) {
    match kind {
        Kind::Paragraph(line) => rows(out, line, first, rest),
        Kind::Callout(label, line) => {
            out.push_str(first);
            out.push_str(label);
            let quoted = format!("{rest}> ");
            rows(out, line, &quoted, &quoted);
        }
        Kind::Heading(level, line) => {
            out.push_str(first);
            out.push_str(&"#".repeat(level.saturating_sub(2)));
            markdown::heading(out, &line.words());
        }
        Kind::Rule => {
            out.push_str(first);
            out.push_str("---\n");
        }
        Kind::Picture(picture) => {
            out.push_str(first);
            out.push_str("![");
            markdown::piece(out, &picture.caption, false);
            out.push_str("](");
            out.push_str(&picture.address.replace(' ', "%20").replace('(', "%28").replace(')', "%29"));
            out.push_str(")\n");
        }
        Kind::Table(rows, headed) => table(out, rows, *headed, first, rest),
    }
}

/// The rows of a paragraph, with a break at the end of each but the last.
fn rows(out: &mut String, line: &Line, first: &str, rest: &str) {
    for (at, row) in line.markdown().iter().enumerate() {
        out.push_str(if at == 0 { first } else { "\\\n" });
        out.push_str(if at == 0 { "" } else { rest });
        out.push_str(row);
    }
    out.push('\n');
}

/// A table as GFM has it: a row of heads, which may be empty, and as many cells in every row.
fn table(out: &mut String, rows: &[Vec<Line>], headed: bool, first: &str, rest: &str) {
    let width = rows.iter().map(Vec::len).max().unwrap_or(0);
    let empty = Vec::new();
    let (head, body) = if headed { (&rows[0], &rows[1..]) } else { (&empty, rows) };
    out.push_str(first);
    row(out, head, width);
    out.push_str(rest);
    out.push_str(&"| --- ".repeat(width));
    out.push_str("|\n");
    for cells in body {
        out.push_str(rest);
        row(out, cells, width);
    }
}

fn row(out: &mut String, cells: &[Line], width: usize) {
    for at in 0..width {
        out.push_str("| ");
        if let Some(line) = cells.get(at) {
            out.push_str(&line.markdown().join(" "));
            out.push(' ');
        }
    }
    out.push_str("|\n");
}

/// The picture that an element shows.
pub(super) fn picture(element: &Element) -> Option<Picture> {
    let source =
        if element.name == "img" { Some(element) } else { element.find("media-reference").or(element.find("img")) };
    let source = source?;
    let image = element.attribute("media-type").is_none_or(|kind| kind.eq_ignore_ascii_case("image"));
    let address = source.attribute("source").or_else(|| source.attribute("src")).filter(|_| image)?;
    let caption = element.find("media-caption").or(element.find("figcaption")).map(Element::words);
    let alternate = source.attribute("alternate-text").or_else(|| source.attribute("alt")).map(str::to_owned);
    is_picture(address)
        .then(|| Picture { address: address.to_owned(), caption: caption.or(alternate).unwrap_or_default() })
}

/// Whether an address can be that of a picture: on the web, or a file beside the story.
pub(super) fn is_picture(address: &str) -> bool {
    let odd = |c: char| c.is_control() || matches!(c, '<' | '>' | '"' | '\\' | '`');
    let beside = !address.contains(':') && !address.starts_with('/') && !address.split('/').any(|part| part == "..");
    !address.contains(odd) && (is_web(address) || beside)
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
