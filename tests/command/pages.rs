//! The newsroom of this repository as it is published, looked at without a browser.

use crate::desk::{Answer, Desk, tree};
use crate::markup::{Element, Markup, percent_decoded};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::OnceLock;

const HOME: &str = "https://harbour-wire.example/";

/// The newsroom, built once for all tests of this file.
struct Newsroom {
    answer: Answer,
    files: BTreeMap<String, Vec<u8>>,
    pages: BTreeMap<String, Markup>,
    copy: BTreeMap<String, Vec<u8>>,
}

impl Newsroom {
    fn text(&self, file: &str) -> &str {
        std::str::from_utf8(&self.files[file]).unwrap()
    }

    /// The pages that readers come to: all but the one for addresses that have moved.
    fn stories(&self) -> impl Iterator<Item = (&String, &Markup)> {
        self.pages.iter().filter(|(_, page)| page.all("body").any(|body| body.get("class") == Some("on-story")))
    }

    /// The file at an address of the site, with or without its host.
    fn file_at(&self, address: &str) -> Option<&str> {
        let path = percent_decoded(address.strip_prefix(HOME).or(address.strip_prefix('/'))?);
        let file = if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path };
        self.files.get_key_value(&file).map(|(file, _)| file.as_str())
    }
}

fn newsroom() -> &'static Newsroom {
    static NEWSROOM: OnceLock<Newsroom> = OnceLock::new();
    NEWSROOM.get_or_init(|| {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let copy = tree(&root.join("content"));
        let desk = Desk::empty();
        desk.file("book.toml", std::fs::read(root.join("book.toml")).unwrap());
        for (path, bytes) in &copy {
            desk.file(&format!("content/{path}"), bytes);
        }
        let answer = desk.build_with(&["--at", "2026-12-01T12:00"]);
        let files = desk.site();
        let html = files.iter().filter(|(path, _)| path.ends_with(".html"));
        let pages =
            html.map(|(path, bytes)| (path.clone(), Markup::html(std::str::from_utf8(bytes).unwrap()))).collect();
        Newsroom { answer, files, pages, copy }
    })
}

/// Fails with every fault that was found, not only the first.
#[track_caller]
fn expect_none(faults: &[String]) {
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn there_is_something_to_look_at() {
    let newsroom = newsroom();
    assert!(newsroom.stories().count() >= 15);
    assert!(newsroom.pages.len() >= 60);
}

#[test]
fn every_link_leads_somewhere() {
    let newsroom = newsroom();
    let mut faults = Vec::new();
    for (file, page) in &newsroom.pages {
        for address in page.elements.iter().flat_map(|element| [element.get("href"), element.get("src")]).flatten() {
            let (path, anchor) = address.split_once('#').unwrap_or((address, ""));
            if path.contains(':') && !path.starts_with(HOME) {
                continue;
            }
            let target = if path.is_empty() { Some(file.as_str()) } else { newsroom.file_at(path) };
            let found = target.is_some_and(|target| {
                anchor.is_empty() || newsroom.pages[target].ids().any(|id| id == percent_decoded(anchor))
            });
            if !found {
                faults.push(format!("{file}: {address}"));
            }
        }
    }
    expect_none(&faults);
}

#[test]
fn every_page_has_one_headline_a_language_and_ids_of_its_own() {
    let mut faults = Vec::new();
    for (file, page) in &newsroom().pages {
        let headlines = page.all("h1").count();
        if headlines != 1 {
            faults.push(format!("{file}: {headlines} h1"));
        }
        if page.all("html").any(|html| html.get("lang").is_none_or(str::is_empty)) {
            faults.push(format!("{file}: no lang"));
        }
        let mut seen = BTreeSet::new();
        faults.extend(page.ids().filter(|id| !seen.insert(*id)).map(|id| format!("{file}: id `{id}` twice")));
        let mut above = 1;
        for level in page.elements.iter().filter_map(Element::heading) {
            if level > above + 1 {
                faults.push(format!("{file}: h{level} after h{above}"));
            }
            above = level;
        }
    }
    expect_none(&faults);
}

#[test]
fn nothing_on_a_page_needs_a_looser_policy_than_self() {
    let mut faults = Vec::new();
    for (file, page) in &newsroom().pages {
        for element in &page.elements {
            let inline = element.name == "style"
                || element.name == "script"
                    && element.get("type") != Some("application/ld+json")
                    && !element.get("src").is_some_and(|address| address.starts_with("/assets/"))
                || element.attributes.iter().any(|(name, _)| name == "style" || name.starts_with("on"));
            let runs = element
                .attributes
                .iter()
                .any(|(_, value)| value.trim_start().to_lowercase().starts_with("javascript:"));
            let from_elsewhere = matches!(element.name.as_str(), "img" | "script" | "iframe")
                && element.get("src").is_some_and(|address| address.contains("://"));
            if inline || runs || from_elsewhere {
                faults.push(format!("{file}: {element:?}"));
            }
        }
    }
    expect_none(&faults);
}

/// The things that a page's structured data describes.
fn graph(page: &Markup) -> Vec<Value> {
    let data = page.all("script").filter(|script| script.get("src").is_none());
    let scripts = data.map(|script| serde_json::from_str::<Value>(&script.text).unwrap());
    scripts
        .flat_map(|document| {
            assert_eq!(document["@context"], "https://schema.org");
            document["@graph"].as_array().unwrap().clone()
        })
        .collect()
}

fn of_type<'a>(graph: &'a [Value], name: &str) -> Option<&'a Value> {
    graph.iter().find(|node| node["@type"] == name)
}

#[test]
fn every_story_is_described_as_an_article() {
    let mut faults = Vec::new();
    for (file, page) in newsroom().stories() {
        let graph = graph(page);
        let article = of_type(&graph, "NewsArticle").expect(file);
        let needed = [
            "headline",
            "url",
            "mainEntityOfPage",
            "datePublished",
            "dateModified",
            "author",
            "publisher",
            "inLanguage",
        ];
        faults.extend(needed.iter().filter(|key| article[**key].is_null()).map(|key| format!("{file}: no {key}")));
        let h1 = page.all("h1").next().unwrap();
        if article["headline"] != h1.text.as_str() {
            faults.push(format!("{file}: {} is not {}", article["headline"], h1.text));
        }
        let canonical = page.all("link").find(|link| link.get("rel") == Some("canonical")).unwrap();
        if article["url"].as_str() != canonical.get("href") {
            faults.push(format!("{file}: {} is not {:?}", article["url"], canonical.get("href")));
        }
        for key in ["datePublished", "dateModified"] {
            if article[key].as_str().unwrap().parse::<jiff::Timestamp>().is_err() {
                faults.push(format!("{file}: {key} has no zone: {}", article[key]));
            }
        }
    }
    expect_none(&faults);
}

#[test]
fn breadcrumbs_lead_from_the_front_page() {
    let newsroom = newsroom();
    let mut faults = Vec::new();
    let mut ways = 0;
    for (file, page) in &newsroom.pages {
        let graph = graph(page);
        let Some(way) = of_type(&graph, "BreadcrumbList") else { continue };
        ways += 1;
        let steps = way["itemListElement"].as_array().unwrap();
        let (last, over) = steps.split_last().unwrap();
        let numbered = steps.iter().zip(1_u64..).all(|(step, at)| step["position"] == at && step["name"].is_string());
        let leads = over.iter().all(|step| newsroom.file_at(step["item"].as_str().unwrap()).is_some());
        if !numbered || !leads || over.first().is_none_or(|step| step["item"] != HOME) || !last["item"].is_null() {
            faults.push(format!("{file}: {way}"));
        }
    }
    expect_none(&faults);
    assert!(ways > newsroom.stories().count());
}

/// What an XML document says: its elements, if it is well-formed.
fn xml(newsroom: &Newsroom, file: &str) -> Markup {
    Markup::xml(newsroom.text(file)).unwrap_or_else(|error| panic!("{file}: {error}"))
}

/// Every address in the HTML of a feed begins with a scheme.
fn relative_addresses(html: &str) -> Vec<String> {
    let markup = Markup::html(html);
    let addresses = markup.elements.iter().flat_map(|element| [element.get("href"), element.get("src")]).flatten();
    addresses.filter(|address| !address.contains(':') && !address.starts_with('#')).map(str::to_owned).collect()
}

#[test]
fn feeds_have_what_their_formats_ask_for() {
    let newsroom = newsroom();
    let mut faults = Vec::new();
    let mut check = |file: &str, holds: bool, what: &str| {
        if !holds {
            faults.push(format!("{file}: {what}"));
        }
    };
    for file in newsroom.files.keys().filter(|file| file.ends_with("feed.xml")) {
        let feed = xml(newsroom, file);
        let items = feed.all("item").count();
        check(file, items > 0, "no items");
        for (name, least) in [("title", items + 1), ("link", items + 1), ("guid", items), ("pubDate", items)] {
            check(file, feed.all(name).filter(|element| !element.text.is_empty()).count() >= least, name);
        }
        for name in ["description", "language", "lastBuildDate"] {
            check(file, feed.all(name).next().is_some_and(|element| !element.text.is_empty()), name);
        }
        check(file, feed.all("link").all(|link| newsroom.file_at(&link.text).is_some()), "a link that leads nowhere");
        let own = feed.all("atom:link").next().and_then(|link| link.get("href"));
        check(file, own.and_then(|own| newsroom.file_at(own)) == Some(file), "self");
        let relative: Vec<_> = feed.all("content:encoded").flat_map(|text| relative_addresses(&text.text)).collect();
        check(file, relative.is_empty(), &format!("{relative:?}"));
    }
    for file in newsroom.files.keys().filter(|file| file.ends_with("atom.xml")) {
        let feed = xml(newsroom, file);
        let entries = feed.all("entry").count();
        check(file, entries > 0, "no entries");
        for name in ["id", "title", "updated"] {
            check(file, feed.all(name).filter(|element| !element.text.is_empty()).count() == entries + 1, name);
        }
        for link in feed.all("link") {
            let leads = link.get("href").and_then(|address| newsroom.file_at(address));
            check(
                file,
                leads.is_some() && (link.get("rel") != Some("self") || leads == Some(file)),
                &format!("{link:?}"),
            );
        }
        let relative: Vec<_> = feed.all("content").flat_map(|text| relative_addresses(&text.text)).collect();
        check(file, relative.is_empty(), &format!("{relative:?}"));
    }
    for file in newsroom.files.keys().filter(|file| file.ends_with("feed.json")) {
        let feed: Value = serde_json::from_str(newsroom.text(file)).unwrap();
        check(file, feed["version"] == "https://jsonfeed.org/version/1.1", "version");
        check(file, feed["title"].is_string(), "title");
        check(file, feed["feed_url"].as_str().and_then(|own| newsroom.file_at(own)) == Some(file), "feed_url");
        check(file, feed["home_page_url"].as_str().and_then(|home| newsroom.file_at(home)).is_some(), "home_page_url");
        let items = feed["items"].as_array().unwrap();
        let ids: BTreeSet<_> = items.iter().map(|item| item["id"].as_str().unwrap()).collect();
        check(file, !items.is_empty() && ids.len() == items.len(), "ids");
        for item in items {
            check(file, newsroom.file_at(item["url"].as_str().unwrap()).is_some(), "an item that leads nowhere");
            let relative = relative_addresses(item["content_html"].as_str().unwrap());
            check(file, relative.is_empty(), &format!("{relative:?}"));
        }
    }
    expect_none(&faults);
}

#[test]
fn sitemaps_list_every_page_with_the_time_of_its_story() {
    let newsroom = newsroom();
    let index = xml(newsroom, "sitemap.xml");
    let mut listed = BTreeMap::new();
    for sitemap in index.all("loc") {
        let map = xml(newsroom, newsroom.file_at(&sitemap.text).expect(&sitemap.text));
        let mut last = "";
        for element in &map.elements {
            match element.name.as_str() {
                "loc" => {
                    last = newsroom.file_at(&element.text).expect(&element.text);
                    assert!(listed.insert(last.to_owned(), String::new()).is_none(), "{last} is listed twice");
                }
                "lastmod" => *listed.get_mut(last).unwrap() = element.text.clone(),
                _ => {}
            }
        }
    }
    let unlisted = |page: &Markup| {
        page.all("meta").any(|meta| meta.get("http-equiv") == Some("refresh") || meta.get("content") == Some("noindex"))
    };
    let pages: BTreeSet<_> = newsroom.pages.iter().filter(|(_, page)| !unlisted(page)).map(|(file, _)| file).collect();
    assert_eq!(listed.keys().collect::<BTreeSet<_>>(), pages);
    let mut faults = Vec::new();
    for (file, page) in newsroom.stories() {
        let graph = graph(page);
        let changed = of_type(&graph, "NewsArticle").unwrap()["dateModified"].as_str().unwrap();
        let listed = &listed[file];
        if listed.len() < "2026-11-20".len() || !changed.starts_with(listed.as_str()) {
            faults.push(format!("{file}: {listed} in the sitemap, {changed} on the page"));
        }
    }
    expect_none(&faults);
    assert!(newsroom.text("robots.txt").contains(&format!("Sitemap: {HOME}sitemap.xml")));
}

/// Every three words that follow one another.
fn runs(text: &str) -> BTreeSet<String> {
    let words: Vec<String> = text
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    words.windows(3).map(|run| run.join(" ")).collect()
}

#[test]
fn words_of_held_stories_stand_nowhere() {
    let newsroom = newsroom();
    let held = newsroom.answer.stdout.lines().filter_map(|line| line.strip_prefix("held: content/"));
    let held: BTreeSet<&str> = held.map(|line| line.split(" (").next().unwrap()).collect();
    assert_eq!(held.len(), 2, "{}", newsroom.answer.stdout);
    let (of_held, of_others): (Vec<_>, Vec<_>) =
        newsroom.copy.iter().partition(|(path, _)| held.contains(path.as_str()));
    let read = |files: Vec<(&String, &Vec<u8>)>| -> BTreeSet<String> {
        files.iter().flat_map(|(path, bytes)| runs(&format!("{path} {}", String::from_utf8_lossy(bytes)))).collect()
    };
    let others = read(of_others);
    let telling: BTreeSet<String> = read(of_held).into_iter().filter(|run| !others.contains(run)).collect();
    assert!(telling.len() > 50, "{telling:?}");
    let mut faults = Vec::new();
    for (file, bytes) in &newsroom.files {
        let there = runs(&format!("{file} {}", String::from_utf8_lossy(bytes)));
        faults.extend(telling.intersection(&there).map(|run| format!("{file}: {run}")));
    }
    expect_none(&faults);
}
