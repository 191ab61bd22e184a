//! Pictures: alone in a paragraph a figure, else among the words.

use super::{Fetched, Met, Photo, Piece, Span, Stream};
use crate::diag::Diagnostic;
use crate::markdown::links::{self, Address, Use};
use crate::markdown::photo;
use crate::markdown::piece::words;
use pulldown_cmark::{Event, Tag, TagEnd};

impl<'a> Stream<'a, '_> {
    /// Reads an image with a caption that stands alone in the paragraph that has just begun, with the
    /// paragraph's end; anything else is put back.
    pub(super) fn captioned_image(&mut self) -> Option<Vec<Piece<'a>>> {
        let first = self.pull()?;
        let Some(Event::Start(Tag::Image { title, dest_url, .. })) = first.event() else {
            self.ahead.push_front(first);
            return None;
        };
        let has_own = || {
            let photo = self.photo(dest_url);
            photo.is_some_and(|photo| photo.caption.is_some() || photo.credit.is_some())
        };
        if title.trim().is_empty() && !has_own() {
            self.ahead.push_front(first);
            return None;
        }
        let mut pieces = vec![first];
        pieces.extend(self.pull_to_end());
        let next = self.pull();
        let alone = matches!(next.as_ref().and_then(Piece::event), Some(Event::End(TagEnd::Paragraph)));
        pieces.extend(next);
        if alone {
            return Some(pieces);
        }
        self.put_back(pieces);
        None
    }

    pub(super) fn figure(&mut self, mut image: Vec<Piece<'a>>) {
        image.pop();
        let mut image = image.into_iter();
        let Some(Piece::Event(Event::Start(Tag::Image { link_type, dest_url, title, id }), span)) = image.next() else {
            return;
        };
        let alt = words(image.as_slice().iter().filter_map(Piece::event));
        let photo = self.photo(&dest_url).unwrap_or_default();
        let untitled = Tag::Image { link_type, dest_url, title: "".into(), id };
        self.block_tag("<figure>");
        self.print_image(untitled, &alt, span);
        // The words that somebody typed count; those in the photograph are its own.
        self.words.read(&title);
        self.words.end_word();
        let own = photo.caption.filter(|_| title.trim().is_empty());
        let line = photo::caption(own.as_deref().unwrap_or(&title), photo.credit.as_deref());
        self.print_uncounted(Event::Html(format!("<figcaption>{line}").into()));
        self.leave();
        self.block_tag("</figcaption></figure>\n");
    }

    /// What is known of the picture at an address.
    fn photo(&self, address: &str) -> Option<Photo> {
        if matches!(links::settle(address, Use::Image, self.options.links), Address::To(_)) {
            self.options.links.picture(address)
        } else {
            None
        }
    }

    pub(super) fn image(&mut self, tag: Tag<'a>, span: Span) {
        let inner = self.pull_to_end();
        let alt = words(inner.iter().filter_map(Piece::event));
        self.print_image(tag, &alt, span);
    }

    fn print_image(&mut self, tag: Tag<'a>, alt: &str, span: Span) {
        let Tag::Image { link_type, dest_url, title, id } = tag else { return };
        let photo = self.photo(&dest_url);
        let own = photo.as_ref().and_then(|photo| photo.alt.as_deref());
        let alt = if alt.trim().is_empty() { own.unwrap_or(alt) } else { alt };
        if alt.trim().is_empty() {
            let finding = Diagnostic::warning("missing-alt", format!("image `{dest_url}` has no text"))
                .because("who cannot see the image reads its text instead")
                .help(format!("type what it shows between the brackets: `![…]({dest_url})`"));
            self.tell(Met::at(finding, span.clone(), ""));
        }
        let Some(dest_url) = self.address(dest_url, Use::Image, &span) else {
            return self.print(Event::Text(alt.to_owned().into()));
        };
        self.words.end_word();
        if let Some(photo) = &photo {
            let fetched = std::mem::replace(&mut self.next_picture, Fetched::Later);
            return self.print_uncounted(Event::InlineHtml(photo.html(alt, fetched).into()));
        }
        self.print_uncounted(Event::Start(Tag::Image { link_type, dest_url, title, id }));
        self.print_uncounted(Event::Text(alt.to_owned().into()));
        self.print_uncounted(Event::End(TagEnd::Image));
    }
}
