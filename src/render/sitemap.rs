//! Sitemaps (sitemaps.org) and robots.txt.
//!
//! The sitemap is split by month, so that a month that is over is never written again. `lastmod` is
//! the story's own time, never the build's.

use super::address::Addresses;
use super::feed::xml::Xml;
use super::languages;
use super::page::{CORRECTIONS, has_archive, has_corrections};
use super::time::iso;
use crate::config::BaseUrl;
use crate::document::When;
use crate::routes::{self, sitemap_month};
use crate::site::calendar::Period;
use crate::site::paging::Paging;
use crate::site::{Site, Story, Taxonomy, Twin, address, ids};

const NAMESPACE: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";
const PICTURES: &str = "http://www.google.com/schemas/sitemap-image/1.1";

/// The list of sitemaps.
pub(super) fn index(site: &Site) -> Vec<u8> {
    let mut xml = Xml::new();
    xml.open("sitemapindex", &[("xmlns", NAMESPACE)]);
    entry(&mut xml, site, "sitemap", "/sitemap-lists.xml", newest(site, 0..site.stories.len()));
    for period in site.calendar.periods() {
        if let Period::Month(year, month) = period
            && site.has_own(period)
        {
            let changed = newest(site, site.calendar.range(period));
            entry(&mut xml, site, "sitemap", &sitemap_month(year, month), changed);
        }
    }
    xml.close("sitemapindex");
    xml.finish()
}

/// The stories of a month.
pub(super) fn month(site: &Site, year: i16, month: i8) -> Vec<u8> {
    let mut xml = Xml::new();
    open(&mut xml, site);
    // What stands in place of a translation is found at its own address.
    let stories = ids(site.calendar.range(Period::Month(year, month)));
    for id in stories.filter(|id| !site.is_borrowed(site.story(*id))) {
        let story = site.story(id);
        let changed = Some(story.updated().unwrap_or(story.date));
        let page =
            Entry { address: story.address(), changed, twins: site.twins_of_story(id), picture: picture(site, story) };
        page.write(&mut xml, site, "url");
    }
    xml.close("urlset");
    xml.finish()
}

/// Everything else that is worth finding: the front page, lists, pages, days.
pub(super) fn lists(site: &Site) -> Vec<u8> {
    let mut xml = Xml::new();
    open(&mut xml, site);
    entry(&mut xml, site, "url", "/", newest(site, 0..site.stories.len()));
    for (at, page) in site.pages.iter().enumerate().filter(|(_, page)| page.tongue == site.config.tongue) {
        let page = Entry { address: &page.address, changed: None, twins: site.twins_of_page(at), picture: None };
        page.write(&mut xml, site, "url");
    }
    for id in site.lists.ids() {
        let list = site.lists.get(id);
        let changed = list.stories.last().map(|id| site.story(*id).date);
        entry(&mut xml, site, "url", &list.address, changed);
        let paging = Paging::new(list.stories.len(), site.config.per_page);
        for number in 1..=paging.numbered() {
            let newest = list.stories[paging.page(number)].last().map(|id| site.story(*id).date);
            entry(&mut xml, site, "url", &crate::routes::numbered(&list.address, number), newest);
        }
    }
    for taxonomy in Taxonomy::all(&site.config) {
        if taxonomy != Taxonomy::Sections && site.lists.of(taxonomy).next().is_some() {
            entry(&mut xml, site, "url", &format!("/{}/", taxonomy.name(&site.config)), None);
        }
    }
    if has_corrections(site) {
        entry(&mut xml, site, "url", CORRECTIONS, None);
    }
    if has_archive(site) && !site.stories.is_empty() {
        entry(&mut xml, site, "url", "/archive/", None);
    }
    let periods = if has_archive(site) { site.calendar.periods() } else { Vec::new() };
    for period in periods {
        entry(&mut xml, site, "url", &period.address(), newest(site, site.calendar.range(period)));
    }
    xml.close("urlset");
    xml.finish()
}

/// The stories of the last two days, for news search (Google's news sitemap).
pub(super) fn news(site: &Site) -> Vec<u8> {
    let mut xml = Xml::new();
    xml.open("urlset", &[("xmlns", NAMESPACE), ("xmlns:news", "http://www.google.com/schemas/sitemap-news/0.9")]);
    for id in site.news() {
        let story = site.story(id);
        let Some(url) = site.config.base_url.absolute(&address::encoded(story.address())) else { continue };
        xml.open("url", &[]);
        xml.text("loc", &url);
        xml.open("news:news", &[]);
        xml.open("news:publication", &[]);
        xml.text("news:name", without_parentheses(&site.config.title));
        xml.text("news:language", news_language(story.language().unwrap_or(&site.config.language)));
        xml.close("news:publication");
        xml.text("news:publication_date", &iso(story.date, &site.config.timezone));
        xml.text("news:title", story.title());
        xml.close("news:news");
        xml.close("url");
    }
    xml.close("urlset");
    xml.finish()
}

/// A publication's name as it is registered: without what stands in parentheses after it.
fn without_parentheses(name: &str) -> &str {
    name.split_once(" (").map_or(name, |(name, _)| name).trim()
}

/// ISO 639, but for Chinese, which is told by its script.
fn news_language(tag: &str) -> &str {
    let lower = tag.to_ascii_lowercase();
    match lower.split('-').next() {
        Some("zh") if lower.contains("hant") || lower.ends_with("tw") || lower.ends_with("hk") => "zh-tw",
        Some("zh") => "zh-cn",
        Some(first) => &tag[..first.len()],
        None => tag,
    }
}

/// `robots.txt`: everything may be read, and here is the sitemap.
pub(super) fn robots(site: &Site) -> Vec<u8> {
    let of = |site: &Site| ["/sitemap.xml", "/sitemap-news.xml"].map(|one| site.config.base_url.absolute(one));
    let sitemaps = site.in_all_languages().flat_map(of).flatten();
    let lines = sitemaps.map(|address| format!("Sitemap: {address}\n"));
    let sitemap: String = std::iter::once("\n".to_owned()).chain(lines).collect();
    format!("User-agent: *\nAllow: {}\n{sitemap}", BaseUrl::path(&site.config.base_url)).into_bytes()
}

/// Opens a list of pages, which may name their translations.
fn open(xml: &mut Xml, site: &Site) {
    let names = [("xmlns", NAMESPACE), ("xmlns:xhtml", "http://www.w3.org/1999/xhtml")];
    xml.open("urlset", if site.others_exist() { &names } else { &names[..1] });
}

fn entry(xml: &mut Xml, site: &Site, name: &str, address: &str, changed: Option<When>) {
    let twins = if name == "url" { site.twins.place(address) } else { &[] };
    Entry { address, changed, twins, picture: None }.write(xml, site, name);
}

/// An address, when it changed, its translations, and the picture on it.
struct Entry<'a> {
    address: &'a str,
    changed: Option<When>,
    twins: &'a [Twin],
    picture: Option<String>,
}

impl Entry<'_> {
    fn write(&self, xml: &mut Xml, site: &Site, name: &str) {
        let Some(url) = site.config.base_url.absolute(&address::encoded(self.address)) else { return };
        xml.open(name, &[]);
        xml.text("loc", &url);
        if let Some(changed) = self.changed {
            xml.text("lastmod", &iso(changed, &site.config.timezone));
        }
        for (tag, url) in alternates(site, self.twins) {
            xml.empty("xhtml:link", &[("rel", "alternate"), ("hreflang", &tag), ("href", &url)]);
        }
        if let Some(picture) = &self.picture {
            xml.open("image:image", &[("xmlns:image", PICTURES)]);
            xml.text("image:loc", picture);
            xml.close("image:image");
        }
        xml.close(name);
    }
}

/// The address of the picture that stands for a story, in full size.
fn picture(site: &Site, story: &Story) -> Option<String> {
    let (lead, _) = site.lead(story)?;
    Some(Addresses::absolute(&site.config).shared(&routes::attachment(site, &lead.path)))
}

/// The languages of a page with its address in each, and for readers of any other language.
fn alternates(site: &Site, twins: &[Twin]) -> Vec<(String, String)> {
    let config = &site.config;
    let of = |twin: &Twin| {
        let tag = &config.tongues.get(usize::from(twin.tongue))?.tag;
        Some((tag.clone(), languages::absolute(config, twin)?))
    };
    let mut all: Vec<_> = twins.iter().filter_map(of).collect();
    all.extend(all.first().map(|(_, url)| ("x-default".to_owned(), url.clone())));
    all
}

/// The newest change among stories.
fn newest(site: &Site, range: std::ops::Range<usize>) -> Option<When> {
    let changed = |story: &std::sync::Arc<crate::site::Story>| story.updated().unwrap_or(story.date);
    site.stories[range].iter().map(changed).max_by_key(|when| when.instant(&site.config.timezone))
}
