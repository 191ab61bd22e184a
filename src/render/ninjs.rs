//! A story for programs: as IPTC ninjs 3.1, and as plain text.

use super::address::Addresses;
use super::feed::guid;
use super::time::rfc3339;
use super::views::LinkView;
use super::{Renderer, Sheet, cards, json_ld, pictures};
use crate::markdown;
use crate::picture::Size;
use crate::routes;
use crate::site::{Story, StoryId, Taxonomy, address};
use serde_json::{Map, Value, json};

/// Where the schema is that the documents keep to.
const SCHEMA: &str = "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json#";

impl Renderer<'_> {
    /// A story as IPTC ninjs 3.1.
    pub(super) fn ninjs(&self, id: StoryId) -> Vec<u8> {
        let site = &*self.site;
        let config = &site.config;
        let story = site.story(id);
        let text = self.bodies.text(story.path(), story.modified(), &mut Vec::new());
        let front = &text.document.front;
        let absolute = Addresses::absolute(config);
        let html = self.full_text(id, &absolute, &mut Vec::new());
        let mut item = Map::new();
        let mut put = |key: &str, value: Value| item.insert(key.into(), value);
        put("uri", json!(guid(site, story)));
        put("type", json!("text"));
        put("representationType", json!("full"));
        put("language", json!(story.language().unwrap_or(&config.language)));
        put("firstCreated", json!(rfc3339(story.date, &config.timezone)));
        put("versionCreated", json!(rfc3339(story.updated().unwrap_or(story.date), &config.timezone)));
        put("pubStatus", json!("usable"));
        put("headlines", headlines(story));
        if !story.description().is_empty() {
            put(
                "descriptions",
                json!([{"role": "summary", "contentType": "text/plain", "value": story.description()}]),
            );
        }
        put("bodies", json!([{"role": "main", "contentType": "text/html", "value": &*html}]));
        if let Some(genre) = &front.genre {
            put("genres", json!([{"name": genre.value.name()}]));
        }
        if let Some(slugline) = &front.slugline {
            put("slugline", json!(slugline.value));
        }
        let by = front.byline.as_ref().map(|byline| byline.value.clone());
        if let Some(by) =
            by.or_else(|| (story.authors().len() > 0).then(|| story.authors().collect::<Vec<_>>().join(", ")))
        {
            put("by", json!(by));
        }
        if let Some(location) = story.location() {
            put("located", json!(location));
            put("places", json!([{"name": location, "rel": "dateline"}]));
        }
        if let Some(agency) = story.agency() {
            put("infoSources", json!([{"name": agency, "role": "agency"}]));
        }
        let subjects = self.subjects(id);
        if !subjects.is_empty() {
            put("subjects", subjects.into());
        }
        if let Some(expires) = &front.expires {
            put("expires", json!(rfc3339(expires.value, &config.timezone)));
        }
        if let Some(picture) = self.association(id) {
            put("associations", json!([picture]));
        }
        put("copyrightHolder", json!(config.authors.first().unwrap_or(&config.title)));
        if let Some(url) = config.base_url.absolute(&address::encoded(story.address())) {
            put("altIds", json!([{"role": "web", "value": url}]));
        }
        let trust: Vec<Value> = json_ld::statements(site)
            .map(|(property, href)| json!({"role": format!("https://schema.org/{property}"), "href": href}))
            .collect();
        if !trust.is_empty() {
            put("trustIndicators", trust.into());
        }
        put("standard", json!({"name": "ninjs", "version": "3.1", "schema": SCHEMA}));
        let mut bytes = Value::Object(item).to_string().into_bytes();
        bytes.push(b'\n');
        bytes
    }

    /// The picture that stands for a story, in full size and as it is shared. The schema takes whole
    /// addresses only, so a site without a host names none.
    fn association(&self, id: StoryId) -> Option<Value> {
        let site = &*self.site;
        let (lead, picture) = site.lead(site.story(id))?;
        site.config.base_url.absolute("/")?;
        let absolute = Addresses::absolute(&site.config);
        let whole = absolute.shared(&routes::attachment(site, &lead.path));
        let rendition = |name: &str, href: &str, mime: Option<&str>, size: Size| {
            // A kind that is not known is not named: the schema takes no `null`.
            let kind = mime.map(|mime| ("contentType".to_owned(), json!(mime)));
            let known = [("name", json!(name)), ("href", json!(href)), ("width", json!(size.width))];
            let known = known.into_iter().chain([("height", json!(size.height))]);
            Value::Object(known.map(|(key, value)| (key.to_owned(), value)).chain(kind).collect())
        };
        let mut renditions = vec![rendition("full", &whole, pictures::mime(&whole), picture.size)];
        if let Some(part) = routes::pictures::shared(&site.config, picture, lead) {
            let mark = site.files.get(&lead.path)?.mark?;
            let href = absolute.shared(&routes::pictures::address(site, &lead.path, mark, &part));
            let size = Size { width: part.width, height: part.height };
            renditions.push(rendition("preview", &href, Some(part.format.mime()), size));
        }
        let mut item = Map::new();
        item.insert("name".into(), json!("main"));
        item.insert("uri".into(), json!(whole));
        item.insert("type".into(), json!("picture"));
        item.insert("renditions".into(), renditions.into());
        if let Some(caption) = lead.caption.as_ref().or(picture.caption.as_ref()) {
            item.insert(
                "descriptions".into(),
                json!([{"role": "caption", "contentType": "text/plain", "value": caption}]),
            );
        }
        if let Some(credit) = lead.credit.as_ref().or(picture.credit.as_ref()) {
            item.insert("by".into(), json!(credit));
        }
        Some(item.into())
    }

    /// The section, the topics and the newsroom's own terms of a story.
    fn subjects(&self, id: StoryId) -> Vec<Value> {
        let lists = self.site.lists.of_story(id).map(|(_, list)| list);
        let about = |taxonomy| {
            matches!(taxonomy, Some(Taxonomy::Sections | Taxonomy::Tags | Taxonomy::Series | Taxonomy::Own(_)))
        };
        let subject = |list: &crate::site::List| {
            let rel = list.taxonomy.map_or("", Taxonomy::kind);
            let address = address::encoded(&list.address);
            match self.site.config.base_url.absolute(&address) {
                Some(uri) => json!({"name": list.title, "rel": rel, "uri": uri}),
                None => json!({"name": list.title, "rel": rel, "literal": list.key}),
            }
        };
        lists.filter(|list| about(list.taxonomy)).map(subject).collect()
    }

    /// A story as plain text: what a reader with nothing but a terminal needs.
    pub(super) fn plain(&self, on: &Sheet<'_>, id: StoryId) -> Vec<u8> {
        let story = self.site.story(id);
        let on = Sheet { speech: self.languages.get(story.language()), ..*on };
        let around = self.around(&on);
        let text = self.bodies.text(story.path(), story.modified(), &mut Vec::new());
        let front = &text.document.front;
        let mut blocks = vec![story.title().to_owned()];
        blocks.extend(front.description.as_ref().map(|deck| deck.value.clone()));
        let card = cards::card(&around, id);
        let authors = cards::authors(&around, id);
        let byline = front.byline.as_ref().map(|byline| byline.value.clone());
        let names = || {
            authors
                .iter()
                .map(|LinkView { title, .. }| title.as_str())
                .collect::<Vec<_>>()
                .join(around.words.text("comma"))
        };
        let by = byline.or_else(|| (!authors.is_empty()).then(|| format!("{} {}", around.words.text("by"), names())));
        blocks.extend(by);
        blocks.push(card.date.full.replace('\u{a0}', " "));
        let body = markdown::plain_text(&text.document.body).replace('\n', "\n\n");
        blocks.push(match &front.dateline {
            Some(dateline) => format!("{} {body}", dateline.value.trim_end()),
            None => body,
        });
        let mut plain = blocks.join("\n\n");
        plain.push('\n');
        plain.into_bytes()
    }
}

fn headlines(story: &Story) -> Value {
    let main = json!({"role": "main", "contentType": "text/plain", "value": story.title()});
    match story.kicker() {
        Some(kicker) => json!([main, {"role": "kicker", "contentType": "text/plain", "value": kicker}]),
        None => json!([main]),
    }
}
