//! What a feed and a story's structured data must have, or their readers drop them.

use crate::build::Loaded;
use crate::config::{BaseUrl, Format};
use crate::diag::Diagnostic;
use crate::routes::{Route, Target};
use quick_xml::Reader;
use quick_xml::events::Event;
use serde_json::Value;
use std::collections::BTreeSet;

/// What a story's page lacks in its structured data.
pub(super) fn of_page(loaded: &Loaded, route: &Route, data: &[String]) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    let mut things = Vec::new();
    for text in data {
        match serde_json::from_str::<Value>(text) {
            Ok(value) => gather(value, &mut things),
            Err(error) => findings.push(lacks(route, &format!("structured data that are no JSON: {error}"))),
        }
    }
    let (site, target) = route.target.in_language(&loaded.site);
    let (Target::Story(id), BaseUrl::Absolute { .. }) = (target, &site.config.base_url) else {
        // Structured data need absolute addresses.
        return findings;
    };
    let is_article = |thing: &Value| {
        let kinds = thing["@type"].as_array().cloned().unwrap_or_else(|| vec![thing["@type"].clone()]);
        let ends =
            |kind: &Value| kind.as_str().is_some_and(|kind| kind.ends_with("Article") || kind.ends_with("Posting"));
        kinds.iter().any(ends)
    };
    let path = site.story(*id).path();
    let lack = match things.iter().find(|thing| is_article(thing)) {
        None => vec!["structured data of a `NewsArticle`".to_owned()],
        Some(article) => ["headline", "datePublished"]
            .into_iter()
            .filter(|key| article.get(key).is_none_or(|value| value.as_str().is_none_or(str::is_empty)))
            .map(|key| format!("`{key}` in its structured data"))
            .collect(),
    };
    findings.extend(lack.iter().map(|lack| {
        lacks(route, lack).in_file(&*path).help("print `page.json_ld` in the head of the theme's `story.html`")
    }));
    findings
}

/// Every thing of a graph.
fn gather(value: Value, things: &mut Vec<Value>) {
    match value {
        Value::Array(items) => items.into_iter().for_each(|item| gather(item, things)),
        Value::Object(mut object) => {
            if let Some(graph) = object.remove("@graph") {
                gather(graph, things);
            }
            things.push(Value::Object(object));
        }
        _ => {}
    }
}

/// Whether an output lists addresses for programs, and has to have what they need.
pub(super) fn is_asked_of(route: &Route) -> bool {
    matches!(
        in_any_language(&route.target),
        Target::Feed(..)
            | Target::FeedArchive(..)
            | Target::SitemapIndex
            | Target::SitemapMonth(..)
            | Target::SitemapLists
            | Target::SitemapNews
    )
}

fn in_any_language(target: &Target) -> &Target {
    match target {
        Target::Other(_, of) => of,
        own => own,
    }
}

/// What a feed lacks.
pub(super) fn of_feed(route: &Route, text: &str) -> Vec<Diagnostic> {
    let lack = match in_any_language(&route.target) {
        Target::Feed(_, Format::Json) => json(text),
        Target::Feed(_, Format::Rss) => xml(
            text,
            &[("rss/channel", &["title", "link", "description"]), ("rss/channel/item", &["title", "guid", "pubDate"])],
        ),
        Target::Feed(_, Format::Atom) | Target::FeedArchive(..) => {
            xml(text, &[("feed", &["title", "id", "updated"]), ("feed/entry", &["title", "id", "updated"])])
        }
        Target::SitemapIndex | Target::SitemapMonth(..) | Target::SitemapLists => {
            xml(text, &[("urlset/url", &["loc"]), ("sitemapindex/sitemap", &["loc"])])
        }
        Target::SitemapNews => xml(
            text,
            &[
                ("urlset/url", &["loc", "news:news"]),
                ("urlset/url/news:news", &["news:publication", "news:publication_date", "news:title"]),
            ],
        ),
        _ => BTreeSet::new(),
    };
    lack.iter().map(|lack| lacks(route, lack)).collect()
}

fn lacks(route: &Route, what: &str) -> Diagnostic {
    Diagnostic::error("required", format!("`{}` lacks {what}", route.address))
}

fn json(text: &str) -> BTreeSet<String> {
    let Ok(feed) = serde_json::from_str::<Value>(text) else { return BTreeSet::from(["JSON".to_owned()]) };
    let mut lack: BTreeSet<String> = ["version", "title", "items"]
        .iter()
        .filter(|key| feed[**key].is_null())
        .map(|key| format!("`{key}`"))
        .collect();
    for item in feed["items"].as_array().into_iter().flatten() {
        let has_text = ["content_html", "content_text"].iter().any(|key| item[*key].is_string());
        lack.extend((!item["id"].is_string()).then(|| "`id` of an item".to_owned()));
        lack.extend((!has_text).then(|| "the text of an item".to_owned()));
    }
    lack
}

/// What elements at a path lack among their children.
fn xml(text: &str, rules: &[(&str, &[&str])]) -> BTreeSet<String> {
    let mut lack = BTreeSet::new();
    let mut reader = Reader::from_str(text);
    let mut open: Vec<(String, BTreeSet<String>)> = Vec::new();
    loop {
        let event = match reader.read_event() {
            Ok(event) => event,
            Err(error) => {
                lack.insert(format!("well-formed XML: {error}"));
                break;
            }
        };
        match event {
            Event::Start(tag) => {
                let name = tag.name().as_ref().to_owned();
                if let Some((_, children)) = open.last_mut() {
                    children.insert(name.clone());
                }
                open.push((name, BTreeSet::new()));
            }
            Event::Empty(tag) => {
                let name = tag.name().as_ref().to_owned();
                open.last_mut().map(|(_, children)| children.insert(name));
            }
            Event::End(_) => {
                let path = open.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>().join("/");
                let Some((name, children)) = open.pop() else { break };
                for key in rules.iter().filter(|(at, _)| *at == path).flat_map(|(_, keys)| *keys) {
                    if !children.contains(*key) {
                        lack.insert(format!("`{key}` in its `{name}`"));
                    }
                }
            }
            Event::Eof => break,
            _ => {}
        }
    }
    if !open.is_empty() {
        lack.insert("the end of its XML".into());
    }
    lack
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_an_element_lacks_is_told_once() {
        let rules: [(&str, &[&str]); 1] = [("feed/entry", &["id", "title"])];
        let lack = xml("<feed><entry><id/></entry><entry><id>1</id></entry></feed>", &rules);
        assert_eq!(lack.into_iter().collect::<Vec<_>>(), ["`title` in its `entry`"]);
        assert!(xml("<feed><entry>", &rules).iter().any(|lack| lack.contains("the end")));
        assert!(xml("<feed></entry>", &rules).iter().any(|lack| lack.contains("well-formed")));
    }
}
