//! Links, and the addresses that may be printed.

use super::Stream;
use crate::diag::Diagnostic;
use crate::markdown::Met;
use crate::markdown::links::{self, Address, Use};
use crate::source::Span;
use pulldown_cmark::{CowStr, Event, LinkType, Tag};

impl<'a> Stream<'a, '_> {
    pub(super) fn link(&mut self, tag: Tag<'a>, span: Span) {
        self.balance.enter();
        let Tag::Link { link_type, dest_url, title, id } = tag else { return };
        let to = if link_type == LinkType::Email { Some(dest_url) } else { self.address(dest_url, Use::Link, &span) };
        self.printed_links.push(to.is_some());
        if let Some(dest_url) = to {
            self.print(Event::Start(Tag::Link { link_type, dest_url, title, id }));
        }
    }

    /// The address to print for one that was typed, if it may and can be printed.
    pub(super) fn address(&mut self, typed: CowStr<'a>, purpose: Use, span: &Span) -> Option<CowStr<'a>> {
        let kept = match purpose {
            Use::Link => "the words were kept without the link",
            Use::Image => "the picture is left out, and its text stands in its place",
        };
        match links::settle(&typed, purpose, self.options.links) {
            Address::AsTyped => Some(typed),
            Address::To(to) => Some(to.into()),
            Address::Refused(scheme) => {
                let finding = Diagnostic::warning("unsafe-link", format!("an address may not begin with `{scheme}:`"))
                    .because(kept);
                self.tell(Met::at(finding, span.clone(), ""));
                None
            }
            Address::Broken(why) => {
                let finding = Diagnostic::warning("broken-link", why).because(kept);
                self.tell(Met::at(finding, span.clone(), ""));
                None
            }
        }
    }
}
