//! Structured data for search engines (schema.org as JSON-LD): what a page is about, and the way to it.

use super::time::rfc3339;
use super::views::{LinkView, PageView, StoryView};
use crate::config::Config;
use crate::site::{Site, Story, Taxonomy, address};
use serde_json::{Map, Value, json};

/// Gives a page its structured data: what it is about, if anything, and its breadcrumbs. A site
/// without an absolute address has none, since every address in it has to be one.
pub(super) fn describe(site: &Site, page: PageView, about: Option<Value>) -> PageView {
    let graph: Vec<Value> = about.into_iter().chain(breadcrumbs(&site.config, &page)).collect();
    if graph.is_empty() {
        return page;
    }
    let document = json!({"@context": "https://schema.org", "@graph": graph});
    // `<` is written so that no words of a headline can close the script.
    PageView { json_ld: Some(document.to_string().replace('<', "\\u003c")), ..page }
}

/// The front page: the site, and who publishes it.
pub(super) fn home(site: &Site) -> Option<Value> {
    let config = &site.config;
    let url = config.base_url.absolute("/")?;
    let mut about = Map::new();
    about.insert("@type".into(), json!("WebSite"));
    about.insert("name".into(), json!(config.title));
    about.insert("url".into(), json!(url));
    about.insert("inLanguage".into(), json!(config.language));
    if !config.description.is_empty() {
        about.insert("description".into(), json!(config.description));
    }
    about.insert("publisher".into(), publisher(config));
    Some(about.into())
}

/// The page of an author.
pub(super) fn author(site: &Site, name: &str, page: &PageView) -> Option<Value> {
    let url = page.canonical.as_ref()?;
    let person = json!({"@type": "Person", "name": name, "url": url});
    Some(json!({"@type": "ProfilePage", "url": url, "inLanguage": site.config.language, "mainEntity": person}))
}

/// A story as a `NewsArticle`.
pub(super) fn story(site: &Site, story: &Story, view: &StoryView, page: &PageView) -> Option<Value> {
    let config = &site.config;
    let url = page.canonical.as_ref()?;
    let mut article = Map::new();
    let mut put = |key: &str, value: Value| article.insert(key.into(), value);
    put("@type", json!("NewsArticle"));
    put("headline", json!(story.title));
    put("url", json!(url));
    put("mainEntityOfPage", json!(url));
    put("datePublished", json!(rfc3339(story.date, &config.timezone)));
    put("dateModified", json!(rfc3339(story.updated.unwrap_or(story.date), &config.timezone)));
    put("inLanguage", json!(view.language));
    put("wordCount", json!(view.words));
    put("isAccessibleForFree", json!(true));
    put("publisher", publisher(config));
    put("author", authors(site, story));
    if !story.description.is_empty() {
        put("description", json!(story.description));
    }
    if let Some(image) = &page.image {
        put("image", json!([image]));
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
    Some(article.into())
}

/// Who wrote a story: people by name with the page about them, else the agency it came from, else
/// the newsroom itself.
fn authors(site: &Site, story: &Story) -> Value {
    let person = |name: &str| {
        let page = site.lists.find(Taxonomy::Authors, name);
        let url = page.and_then(|list| site.config.base_url.absolute(&address::encoded(&list.address)));
        match url {
            Some(url) => json!({"@type": "Person", "name": name, "url": url}),
            None => json!({"@type": "Person", "name": name}),
        }
    };
    if !story.authors.is_empty() {
        return story.authors.iter().map(|name| person(name)).collect();
    }
    match &story.agency {
        Some(agency) if **agency != *site.config.title => json!({"@type": "Organization", "name": agency}),
        _ => publisher(&site.config),
    }
}

fn publisher(config: &Config) -> Value {
    json!({"@type": "NewsMediaOrganization", "name": config.title, "url": config.base_url.absolute("/")})
}

/// The way to a page from the front page, the page itself at the end.
fn breadcrumbs(config: &Config, page: &PageView) -> Option<Value> {
    if page.breadcrumbs.is_empty() {
        return None;
    }
    let mut items = Vec::new();
    for LinkView { title, url } in &page.breadcrumbs {
        let url = config.base_url.absolute(url.strip_prefix(config.base_url.path()).unwrap_or(url))?;
        items.push(json!({"@type": "ListItem", "position": items.len() + 1, "name": title, "item": url}));
    }
    items.push(json!({"@type": "ListItem", "position": items.len() + 1, "name": page.title}));
    Some(json!({"@type": "BreadcrumbList", "itemListElement": items}))
}
