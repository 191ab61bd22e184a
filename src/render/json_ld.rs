//! Structured data for search engines (schema.org as JSON-LD): what a page is about, and the way to it.

use super::feed::guid;
use super::page::{CORRECTIONS, has_corrections};
use super::pictures;
use super::time::rfc3339;
use super::views::{CardView, ImageView, LinkView, ListView, PageView, StoryView};
use crate::config::{Config, Contact};
use crate::document::{Genre, When};
use crate::site::{Correction, Site, Story, StoryId, Taxonomy, address};
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
    about.insert("publisher".into(), organization(site));
    Some(about.into())
}

/// The page of an author.
pub(super) fn author(site: &Site, list: &ListView, page: &PageView) -> Option<Value> {
    let url = page.canonical.as_ref()?;
    let mut person = Map::new();
    person.insert("@type".into(), json!("Person"));
    person.insert("name".into(), json!(list.title));
    person.insert("url".into(), json!(url));
    if !list.description.is_empty() {
        person.insert("description".into(), json!(list.description));
    }
    if let Some(known) = &list.person {
        person.extend(known.email.as_ref().map(|email| ("email".into(), json!(email))));
        if let Some(title) = &known.job_title {
            person.insert("jobTitle".into(), json!(title));
            person.insert("worksFor".into(), publisher(site));
        }
        if !known.links.is_empty() {
            person.insert("sameAs".into(), known.links.iter().map(|link| json!(link.url)).collect());
        }
    }
    Some(json!({"@type": "ProfilePage", "url": url, "inLanguage": site.config.language, "mainEntity": person}))
}

/// What schema.org calls a text of a genre.
fn kind(genre: Option<Genre>) -> &'static str {
    match genre {
        Some(Genre::Reportage) => "ReportageNewsArticle",
        Some(Genre::Analysis) => "AnalysisNewsArticle",
        Some(Genre::Background) => "BackgroundNewsArticle",
        Some(Genre::Opinion) => "OpinionNewsArticle",
        Some(Genre::Review) => "ReviewNewsArticle",
        Some(Genre::Satire) => "SatiricalArticle",
        Some(Genre::Advertisement) => "AdvertiserContentArticle",
        Some(Genre::Live) | None => "NewsArticle",
    }
}

/// A running story as it happens: a `LiveBlogPosting` with its parts, the newest first. It says no end, so
/// it is live until the desk takes that back.
pub(super) fn live(site: &Site, list: &ListView, parts: &[CardView], page: &PageView) -> Option<Value> {
    let config = &site.config;
    let (newest, oldest) = (parts.first()?, parts.last()?);
    let canonical = page.canonical.as_ref()?;
    let update = |(at, card): (usize, &CardView)| {
        let url = format!("{canonical}#part-{}", list.count.unwrap_or_default() - at);
        json!({"@type": "BlogPosting", "headline": card.title, "url": url, "datePublished": card.date.instant,
            "articleBody": card.description, "sameAs": absolute(config, &card.url)})
    };
    let changed = newest.updated.as_ref().unwrap_or(&newest.date);
    Some(json!({
        "@type": "LiveBlogPosting",
        "headline": list.title,
        "url": canonical,
        "mainEntityOfPage": canonical,
        "description": list.description,
        "inLanguage": config.language,
        "datePublished": oldest.date.instant,
        "dateModified": changed.instant,
        "coverageStartTime": oldest.date.instant,
        "author": publisher(site),
        "publisher": publisher(site),
        "image": page.image.iter().map(picture).collect::<Vec<_>>(),
        "liveBlogUpdate": parts.iter().enumerate().map(update).collect::<Vec<_>>(),
    }))
}

/// A story as a `NewsArticle`, or the kind of it that the desk says it is.
pub(super) fn story(site: &Site, id: StoryId, view: &StoryView, page: &PageView) -> Option<Value> {
    let config = &site.config;
    let story = site.story(id);
    let url = page.canonical.as_ref()?;
    let mut article = Map::new();
    let mut put = |key: &str, value: Value| article.insert(key.into(), value);
    put("@type", json!(kind(story.genre)));
    put("headline", json!(story.title()));
    put("url", json!(url));
    put("mainEntityOfPage", json!(url));
    put("identifier", json!(guid(site, story)));
    put("datePublished", json!(rfc3339(story.date, &config.timezone)));
    put("dateModified", json!(rfc3339(last_change(config, story), &config.timezone)));
    put("inLanguage", json!(view.language));
    put("wordCount", json!(view.words));
    put("isAccessibleForFree", json!(true));
    put("publisher", publisher(site));
    put("author", authors(site, id));
    if !story.description().is_empty() {
        put("description", json!(story.description()));
    }
    if let Some(image) = &page.image {
        let others = pictures::in_other_shapes(site, story)
            .into_iter()
            .map(|(url, size)| json!({"@type": "ImageObject", "url": url, "width": size.width, "height": size.height}));
        put("image", [picture(image)].into_iter().chain(others).collect());
    }
    if let Some(section) = &view.section {
        put("articleSection", json!(section.title));
    }
    if !view.tags.is_empty() {
        put("keywords", json!(view.tags.iter().map(|tag| &tag.title).collect::<Vec<_>>()));
    }
    if let Some(location) = story.location() {
        put("dateline", json!(location));
        put("contentLocation", json!({"@type": "Place", "name": location}));
    }
    if !story.corrections().is_empty() {
        put("correction", story.corrections().iter().map(|one| correction(config, one)).collect());
    }
    if let Some(series) = &view.series {
        let url = absolute(config, &series.url);
        put("isPartOf", json!({"@type": "CreativeWorkSeries", "name": series.title, "url": url}));
    }
    Some(article.into())
}

fn correction(config: &Config, correction: &Correction) -> Value {
    let date = rfc3339(correction.date, &config.timezone);
    json!({"@type": "CorrectionComment", "text": correction.text, "datePublished": date})
}

fn picture(image: &ImageView) -> Value {
    let mut object = Map::new();
    object.insert("@type".into(), json!("ImageObject"));
    object.insert("url".into(), json!(image.url));
    if let Some(size) = image.size {
        object.insert("width".into(), json!(size.width));
        object.insert("height".into(), json!(size.height));
    }
    object.extend(image.caption.as_ref().map(|caption| ("caption".into(), json!(caption))));
    object.extend(image.credit.as_ref().map(|credit| ("creditText".into(), json!(credit))));
    object.into()
}

/// When a story last changed; an update that was dated before the story itself does not count.
fn last_change(config: &Config, story: &Story) -> When {
    let zone = &config.timezone;
    story.updated().filter(|updated| updated.instant(zone) >= story.instant).unwrap_or(story.date)
}

/// Who wrote a story: people by name with the page about them, else the agency it came from, else
/// the newsroom itself.
fn authors(site: &Site, id: StoryId) -> Value {
    let story = site.story(id);
    let page_of = |taxonomy: Taxonomy, name: &str| {
        let page = site.lists.find(taxonomy, name);
        page.and_then(|list| site.config.base_url.absolute(&address::encoded(&list.address)))
    };
    let named = |kind: &str, name: &str, url: Option<String>| match url {
        Some(url) => json!({"@type": kind, "name": name, "url": url}),
        None => json!({"@type": kind, "name": name}),
    };
    if story.authors().len() > 0 {
        return story.authors().map(|name| named("Person", name, page_of(Taxonomy::Authors, name))).collect();
    }
    match story.agency() {
        Some(agency) if agency != site.config.title => {
            named("Organization", agency, page_of(Taxonomy::Agencies, agency))
        }
        _ => publisher(site),
    }
}

/// Who publishes the site, as every page says it: with what a reader of one story may want to know of it.
fn publisher(site: &Site) -> Value {
    let config = &site.config;
    let mut publisher = Map::new();
    let mut put = |key: &str, value: Value| publisher.insert(key.into(), value);
    put("@type", json!("NewsMediaOrganization"));
    put("@id", json!(config.absolute_from_root("/#publisher")));
    put("name", json!(config.title));
    put("url", json!(config.base_url.absolute("/")));
    if let Some(logo) = pictures::of_site(site) {
        put("logo", picture(&logo));
    }
    for key in ["publishing-principles", "corrections-policy"] {
        if let Some(statement) = config.organization.statement(key) {
            put(statement.property, json!(own_or_elsewhere(site, &statement.address)));
        }
    }
    if has_corrections(site) && config.organization.statement("corrections-policy").is_none() {
        put("correctionsPolicy", json!(config.base_url.absolute(CORRECTIONS)));
    }
    publisher.into()
}

/// The same with all that it says of itself, for the front page.
fn organization(site: &Site) -> Value {
    let organization = &site.config.organization;
    let mut value = publisher(site);
    let Some(publisher) = value.as_object_mut() else { return value };
    let mut put = |key: &str, value: Value| publisher.insert(key.into(), value);
    for (key, text) in [("legalName", &organization.legal_name), ("foundingDate", &organization.founding_date)] {
        if let Some(text) = text {
            put(key, json!(text));
        }
    }
    if !organization.same_as.is_empty() {
        put("sameAs", json!(organization.same_as));
    }
    for (property, address) in statements(site) {
        put(property, json!(address));
    }
    if !organization.contacts.is_empty() {
        put("contactPoint", organization.contacts.iter().map(|contact| contact_point(site, contact)).collect());
    }
    value
}

/// What the organisation says of how it works: schema.org's name for it, and the absolute address.
pub(super) fn statements(site: &Site) -> impl Iterator<Item = (&'static str, String)> {
    let statements = site.config.organization.statements.iter();
    statements.filter_map(|one| Some((one.property, own_or_elsewhere(site, &one.address)?)))
}

fn contact_point(site: &Site, contact: &Contact) -> Value {
    let mut point = Map::new();
    point.insert("@type".into(), json!("ContactPoint"));
    point.insert("contactType".into(), json!(contact.kind()));
    point.extend(contact.email.as_ref().map(|email| ("email".into(), json!(email))));
    point.extend(contact.telephone.as_ref().map(|number| ("telephone".into(), json!(number))));
    point.extend(contact.url.as_ref().map(|url| ("url".into(), json!(own_or_elsewhere(site, url)))));
    point.into()
}

/// The absolute form of an address that `book.toml` names: the page in this language where there is one,
/// else that of the site's own.
fn own_or_elsewhere(site: &Site, typed: &str) -> Option<String> {
    if !typed.starts_with('/') {
        return Some(typed.to_owned());
    }
    let path = typed.split(['#', '?']).next().unwrap_or_default();
    let is_here = path == CORRECTIONS || site.pages.iter().any(|page| *page.address == *path);
    let typed: String = typed.split_inclusive(['#', '?']).map(encoded_part).collect();
    if is_here { site.config.base_url.absolute(&typed) } else { site.config.absolute_from_root(&typed) }
}

/// A part of an address up to the mark that begins the next one, percent-encoded but for that mark.
fn encoded_part(part: &str) -> String {
    match part.strip_suffix(['#', '?']) {
        Some(words) => format!("{}{}", address::encoded(words), &part[words.len()..]),
        None => address::encoded(part).into_owned(),
    }
}

/// The absolute form of an address as it stands on a page.
fn absolute(config: &Config, url: &str) -> Option<String> {
    config.base_url.on_host(url)
}

/// The way to a page from the front page, the page itself at the end.
fn breadcrumbs(config: &Config, page: &PageView) -> Option<Value> {
    if page.breadcrumbs.is_empty() {
        return None;
    }
    let mut items = Vec::new();
    for LinkView { title, url } in &page.breadcrumbs {
        let url = absolute(config, url)?;
        items.push(json!({"@type": "ListItem", "position": items.len() + 1, "name": title, "item": url}));
    }
    items.push(json!({"@type": "ListItem", "position": items.len() + 1, "name": page.title}));
    Some(json!({"@type": "BreadcrumbList", "itemListElement": items}))
}
