//! Headings, each with an anchor that leads to it.

use super::{Heading, Piece, Stream};
use crate::markdown::piece::words;
use pulldown_cmark::{Event, HeadingLevel, Tag, TagEnd};

impl Stream<'_, '_> {
    pub(super) fn heading(&mut self, level: HeadingLevel, typed_id: Option<&str>) {
        let level = level.max(HeadingLevel::H2);
        let mut inner = self.pull_to_end();
        inner.pop();
        // A heading without words would be an anchor that nobody can see, read or follow.
        if inner.is_empty() {
            return;
        }
        let text = words(inner.iter().filter_map(Piece::event));
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let id = match typed_id {
            Some(typed) => self.ids.typed(typed, &text),
            None => self.ids.words(&text),
        };
        let (before, after) = anchor(&id, &inner);
        self.enter_block();
        let id_to_print = Some(id.clone().into());
        self.print(Event::Start(Tag::Heading { level, id: id_to_print, classes: Vec::new(), attrs: Vec::new() }));
        let end = Piece::Event(Event::End(TagEnd::Heading(level)), 0..0);
        self.put_back([vec![before], inner, vec![after, end]].into_iter().flatten().collect());
        self.headings.push(Heading { level: level as u8, id, text: text.replace('\0', "\u{FFFD}") });
    }
}

/// A heading's link to itself. Its words are the link, so that the heading is called by its words
/// and by nothing else; where a link stands among them, one beside them that is for the eye only.
fn anchor<'a>(id: &str, inner: &[Piece<'a>]) -> (Piece<'a>, Piece<'a>) {
    let holds_link = inner.iter().any(|piece| {
        matches!(
            piece.event(),
            Some(Event::Start(Tag::Link { .. }) | Event::FootnoteReference(_) | Event::InlineHtml(_))
        )
    });
    if holds_link {
        let link = format!(" <a class=\"heading-link\" href=\"#{id}\" aria-hidden=\"true\" tabindex=\"-1\"></a>");
        (Piece::Tag("".into()), Piece::Tag(link.into()))
    } else {
        (Piece::Wrap(format!("<a class=\"heading-link\" href=\"#{id}\">").into()), Piece::Unwrap("</a>"))
    }
}
