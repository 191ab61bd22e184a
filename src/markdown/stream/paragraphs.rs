//! Paragraphs, the first of which the dateline opens.

use super::Stream;
use crate::markdown::escape::escape;
use pulldown_cmark::{Event, Tag};

impl Stream<'_, '_> {
    /// Prints the dateline where there is no paragraph for it to open.
    pub(super) fn standing_dateline(&mut self) {
        if self.footnotes.reading().is_none()
            && let Some(dateline) = self.dateline.take()
        {
            self.block_tag(format!("<p>{}</p>\n", dateline_span(dateline)));
        }
    }

    pub(super) fn paragraph(&mut self) {
        self.enter_block();
        if let Some(image) = self.captioned_image() {
            self.standing_dateline();
            return self.figure(image);
        }
        self.print(Event::Start(Tag::Paragraph));
        if self.footnotes.reading().is_none()
            && let Some(dateline) = self.dateline.take()
        {
            self.tag(format!("{} ", dateline_span(dateline)));
        }
    }
}

fn dateline_span(dateline: &str) -> String {
    format!("<span class=\"dateline\">{}</span>", escape(dateline.trim()))
}
