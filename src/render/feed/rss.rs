//! RSS 2.0, with the RSS Advisory Board's Best Practices Profile.

use super::xml::Xml;
use super::{Feed, Item, guid};
use crate::config::Format;
use crate::document::When;
use crate::routes::drawn::Icon;
use jiff::tz::TimeZone;

/// Writes a feed as RSS.
pub(super) fn write(feed: &Feed<'_>) -> Vec<u8> {
    let mut xml = Xml::new();
    xml.open(
        "rss",
        &[
            ("version", "2.0"),
            ("xmlns:atom", "http://www.w3.org/2005/Atom"),
            ("xmlns:content", "http://purl.org/rss/1.0/modules/content/"),
            ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
        ],
    );
    xml.open("channel", &[]);
    xml.plain("title", &feed.title);
    xml.text("link", &feed.home);
    xml.plain("description", if feed.description.is_empty() { &feed.title } else { feed.description });
    xml.text("language", &feed.site.config.language);
    xml.empty("atom:link", &[("rel", "self"), ("type", Format::Rss.mime()), ("href", &feed.own)]);
    for hub in &feed.site.config.hubs {
        xml.empty("atom:link", &[("rel", "hub"), ("href", hub)]);
    }
    if let Some(newest) =
        feed.items.iter().map(Item::updated).max_by_key(|when| when.instant(&feed.site.config.timezone))
    {
        xml.text("lastBuildDate", &rfc822(newest, &feed.site.config.timezone));
    }
    if let Some(icon) = feed.icon(Icon::Feed) {
        let side = Icon::Feed.side().to_string();
        xml.open("image", &[]);
        xml.text("url", &icon);
        xml.plain("title", &feed.title);
        xml.text("link", &feed.home);
        xml.text("width", &side);
        xml.text("height", &side);
        xml.close("image");
    }
    for item in &feed.items {
        write_item(&mut xml, feed, item);
    }
    xml.close("channel");
    xml.close("rss");
    xml.finish()
}

fn write_item(xml: &mut Xml, feed: &Feed<'_>, item: &Item<'_>) {
    let story = item.story;
    xml.open("item", &[]);
    xml.plain("title", story.title());
    xml.text("link", &item.url);
    xml.element("guid", &[("isPermaLink", "false")], &guid(feed.site, story));
    xml.text("pubDate", &rfc822(story.date, &feed.site.config.timezone));
    for author in story.authors() {
        xml.plain("dc:creator", author);
    }
    for category in item.categories() {
        xml.plain("category", category);
    }
    // What stands here is read as HTML.
    xml.text("description", &escaped(story.description()));
    xml.text("content:encoded", &item.html);
    xml.close("item");
}

/// Plain text as HTML.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// A time as RFC 822 has it, with a year of four digits and a numeric zone.
fn rfc822(when: When, zone: &TimeZone) -> String {
    when.instant(zone).to_zoned_datetime(zone.clone()).strftime("%a, %d %b %Y %H:%M:%S %z").to_string()
}
