//! Tables, with classes for alignment, as a page's policy allows no `style`.

use super::Stream;
use pulldown_cmark::{Alignment, Event, Tag, TagEnd};

/// The table that is being printed; Markdown's tables do not nest.
#[derive(Debug, Default)]
pub(super) struct Table {
    alignments: Vec<Alignment>,
    column: usize,
    in_head: bool,
}

impl Table {
    /// Whether it can be wider than a column of text, and so is scrolled by itself, by keyboard too.
    fn is_wide(&self) -> bool {
        self.alignments.len() > 4
    }
}

impl<'a> Stream<'a, '_> {
    pub(super) fn table(&mut self, alignments: Vec<Alignment>) {
        self.table = Table { alignments, ..Table::default() };
        self.enter_block();
        if self.table.is_wide() {
            self.block_tag("<div class=\"wide\" tabindex=\"0\">\n");
        }
        // Without alignments, as they would be printed as `style`.
        self.print(Event::Start(Tag::Table(Vec::new())));
    }

    pub(super) fn end_table(&mut self) {
        self.print(Event::End(TagEnd::Table));
        if self.table.is_wide() {
            self.block_tag("</div>\n");
        }
    }

    /// A row, or the head, which is one too.
    pub(super) fn row(&mut self, row: Tag<'a>) {
        self.table.in_head = row == Tag::TableHead;
        self.table.column = 0;
        self.balance.enter();
        self.print(Event::Start(row));
    }

    pub(super) fn cell(&mut self) {
        self.balance.enter();
        let class = match self.table.alignments.get(self.table.column) {
            Some(Alignment::Left) => " class=\"align-left\"",
            Some(Alignment::Center) => " class=\"align-center\"",
            Some(Alignment::Right) => " class=\"align-right\"",
            Some(Alignment::None) | None => "",
        };
        self.table.column += 1;
        match (self.table.in_head, class) {
            (false, "") => self.block_tag("<td>"),
            (false, class) => self.block_tag(format!("<td{class}>")),
            (true, class) => self.block_tag(format!("<th scope=\"col\"{class}>")),
        }
    }
}
