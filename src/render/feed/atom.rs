//! Atom (RFC 4287).

use super::xml::Xml;
use super::{Feed, Item, guid};
use crate::config::Format;
use crate::render::address::Addresses;
use crate::render::time::rfc3339;
use crate::routes::drawn::Icon;

/// Writes a feed as Atom.
pub(super) fn write(feed: &Feed<'_>) -> Vec<u8> {
    let config = &feed.site.config;
    let mut xml = Xml::new();
    let mut attributes = vec![("xmlns", "http://www.w3.org/2005/Atom"), ("xml:lang", config.language.as_str())];
    if feed.current.is_some() || feed.is_complete {
        attributes.push(("xmlns:fh", "http://purl.org/syndication/history/1.0"));
    }
    xml.open("feed", &attributes);
    // RFC 5005: an archive never changes, and a complete feed has no older stories elsewhere.
    if feed.current.is_some() {
        xml.empty("fh:archive", &[]);
    } else if feed.is_complete {
        xml.empty("fh:complete", &[]);
    }
    xml.text("id", &feed.home);
    xml.text("title", &feed.title);
    if !feed.description.is_empty() {
        xml.text("subtitle", feed.description);
    }
    // RFC 4287 asks for a time; a feed without stories has never changed.
    xml.text("updated", feed.updated().as_deref().unwrap_or("1970-01-01T00:00:00Z"));
    xml.empty("link", &[("rel", "self"), ("type", Format::Atom.mime()), ("href", &feed.own)]);
    xml.empty("link", &[("rel", "alternate"), ("type", "text/html"), ("href", &feed.home)]);
    let absolute = Addresses::absolute(config);
    if let Some(current) = &feed.current {
        xml.empty("link", &[("rel", "current"), ("href", current)]);
    }
    if let Some(older) = &feed.older {
        xml.empty("link", &[("rel", "prev-archive"), ("href", &absolute.of(older))]);
    }
    for hub in &config.hubs {
        xml.empty("link", &[("rel", "hub"), ("href", hub)]);
    }
    if let Some(icon) = feed.icon(Icon::Small) {
        xml.text("icon", &icon);
    }
    xml.open("author", &[]);
    xml.text("name", config.authors.first().unwrap_or(&config.title));
    xml.close("author");
    for item in &feed.items {
        write_entry(&mut xml, feed, item);
    }
    xml.close("feed");
    xml.finish()
}

fn write_entry(xml: &mut Xml, feed: &Feed<'_>, item: &Item<'_>) {
    let story = item.story;
    let zone = &feed.site.config.timezone;
    let language = story.language().unwrap_or(&feed.site.config.language);
    xml.open("entry", &[("xml:lang", language)]);
    xml.text("id", &guid(feed.site, story));
    xml.text("title", story.title());
    xml.empty("link", &[("rel", "alternate"), ("type", "text/html"), ("href", &item.url)]);
    xml.text("published", &rfc3339(story.date, zone));
    xml.text("updated", &rfc3339(item.updated(), zone));
    for author in story.authors() {
        xml.open("author", &[]);
        xml.text("name", author);
        xml.close("author");
    }
    for category in item.categories() {
        xml.empty("category", &[("term", category)]);
    }
    if !story.description().is_empty() {
        xml.text("summary", story.description());
    }
    xml.element("content", &[("type", "html")], &item.html);
    xml.close("entry");
}
