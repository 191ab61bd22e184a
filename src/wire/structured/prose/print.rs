//! A body, printed as Markdown.

use super::{Block, Container, Kind, Line, Prose};
use crate::wire::markdown;

impl Prose {
    /// The body as Markdown.
    pub(in crate::wire::structured) fn markdown(&self) -> String {
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
