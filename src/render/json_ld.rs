//! Structured data for search engines (schema.org as JSON-LD).

use super::time::rfc3339;
use super::views::StoryView;
use crate::site::{Site, Story, address};
use serde_json::{Map, Value, json};

/// A story as a `NewsArticle`; nothing where the site has no absolute address, since every address
/// in it has to be one.
pub(super) fn story(site: &Site, story: &Story, view: &StoryView) -> Option<String> {
    let config = &site.config;
    let absolute = |path: &str| config.base_url.absolute(&address::encoded(path));
    let url = absolute(&story.address)?;
    let mut article = Map::new();
    let mut put = |key: &str, value: Value| article.insert(key.into(), value);
    put("@context", json!("https://schema.org"));
    put("@type", json!("NewsArticle"));
    put("headline", json!(story.title));
    put("url", json!(url));
    put("mainEntityOfPage", json!(url));
    put("datePublished", json!(rfc3339(story.date, &config.timezone)));
    put("dateModified", json!(rfc3339(story.updated.unwrap_or(story.date), &config.timezone)));
    put("inLanguage", json!(view.language));
    put("wordCount", json!(view.words));
    put("isAccessibleForFree", json!(true));
    put("publisher", json!({"@type": "NewsMediaOrganization", "name": config.title, "url": absolute("/")}));
    if !story.description.is_empty() {
        put("description", json!(story.description));
    }
    if let Some(section) = &view.section {
        put("articleSection", json!(section.title));
    }
    if !view.tags.is_empty() {
        put("keywords", json!(view.tags.iter().map(|tag| &tag.title).collect::<Vec<_>>()));
    }
    if let Some(location) = &story.location {
        put("dateline", json!(location));
    }
    if let Some(author) = authors(site, story) {
        put("author", author);
    }
    // `<` is written so that no words of a headline can close the script.
    serde_json::to_string(&article).ok().map(|json| json.replace('<', "\\u003c"))
}

/// Who wrote a story: people by name with the page about them, else the agency it came from.
fn authors(site: &Site, story: &Story) -> Option<Value> {
    let person = |name: &str| {
        let page = site.lists.find(crate::site::Taxonomy::Authors, name);
        let url = page.and_then(|list| site.config.base_url.absolute(&address::encoded(&list.address)));
        json!({"@type": "Person", "name": name, "url": url})
    };
    if !story.authors.is_empty() {
        return Some(story.authors.iter().map(|name| person(name)).collect());
    }
    story.agency.as_ref().map(|agency| json!({"@type": "Organization", "name": agency}))
}
