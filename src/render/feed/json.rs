//! JSON Feed 1.1.

use super::{Feed, Item, guid};
use crate::render::time::rfc3339;
use crate::routes::drawn::Icon;
use serde_json::{Map, Value, json};

/// Writes a feed as JSON Feed.
pub(super) fn write(feed: &Feed<'_>) -> Vec<u8> {
    let config = &feed.site.config;
    let mut document = Map::new();
    let mut put = |key: &str, value: Value| document.insert(key.into(), value);
    put("version", json!("https://jsonfeed.org/version/1.1"));
    put("title", json!(feed.title));
    put("home_page_url", json!(feed.home));
    put("feed_url", json!(feed.own));
    if !feed.description.is_empty() {
        put("description", json!(feed.description));
    }
    put("language", json!(config.language));
    for (key, icon) in [("icon", Icon::Large), ("favicon", Icon::Small)] {
        if let Some(address) = feed.icon(icon) {
            put(key, json!(address));
        }
    }
    if !config.authors.is_empty() {
        put("authors", config.authors.iter().map(|name| json!({"name": name})).collect());
    }
    if !config.hubs.is_empty() {
        put("hubs", config.hubs.iter().map(|hub| json!({"type": "WebSub", "url": hub})).collect());
    }
    put("items", feed.items.iter().map(|item| entry(feed, item)).collect());
    let mut bytes = Value::Object(document).to_string().into_bytes();
    bytes.push(b'\n');
    bytes
}

fn entry(feed: &Feed<'_>, item: &Item<'_>) -> Value {
    let story = item.story;
    let zone = &feed.site.config.timezone;
    let mut entry = Map::new();
    let mut put = |key: &str, value: Value| entry.insert(key.into(), value);
    put("id", json!(guid(feed.site, story)));
    put("url", json!(item.url));
    put("title", json!(story.title()));
    if !story.description().is_empty() {
        put("summary", json!(story.description()));
    }
    put("content_html", json!(&*item.html));
    put("date_published", json!(rfc3339(story.date, zone)));
    if let Some(updated) = story.updated() {
        put("date_modified", json!(rfc3339(updated, zone)));
    }
    if story.authors().len() > 0 {
        put("authors", story.authors().map(|name| json!({"name": name})).collect());
    }
    let tags: Vec<&str> = item.categories().collect();
    if !tags.is_empty() {
        put("tags", json!(tags));
    }
    if let Some(language) = story.language() {
        put("language", json!(language));
    }
    Value::Object(entry)
}
