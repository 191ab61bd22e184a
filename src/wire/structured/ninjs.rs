//! ninjs 1 to 3: news in JSON.
//!
//! Version 1 has `headline`, `body_text`, `description_text`; later ones have lists of them, each with a
//! role and a kind. Versions 1 and 2 write keys as one word in small letters (`pubstatus`), version 3 with
//! capitals in it (`pubStatus`); here they are one.

use super::item::Item;
use super::prose::{Picture, is_picture};
use super::{html, plain};
use crate::document::fields::Key;
use crate::source::{Source, Span};
use serde_json::Value;
use serde_json::value::RawValue;
use std::collections::BTreeMap;

/// Keys that few other JSON objects have together.
const KEYS: [&str; 21] = [
    "versioncreated",
    "contentcreated",
    "firstcreated",
    "pubstatus",
    "body_text",
    "body_html",
    "body_xhtml",
    "bodies",
    "headline",
    "headlines",
    "description_text",
    "descriptions",
    "ednote",
    "usageterms",
    "copyrightholder",
    "infosource",
    "infosources",
    "slugline",
    "byline",
    "located",
    "mimetype",
];

/// Whether the keys of an object are those of a ninjs text.
pub(super) fn is_text(text: &str) -> bool {
    let Ok(top) = serde_json::from_str::<BTreeMap<String, &RawValue>>(text) else { return false };
    let top: BTreeMap<String, &RawValue> = top.into_iter().map(|(key, raw)| (key.to_ascii_lowercase(), raw)).collect();
    let kind = top.get("type").and_then(|kind| serde_json::from_str::<String>(kind.get()).ok());
    top.contains_key("uri")
        && kind.is_none_or(|kind| kind == "text" || kind == "composite")
        && KEYS.iter().filter(|key| top.contains_key(**key)).count() >= 2
}

/// Reads an item, and gives the place of its copy.
///
/// # Errors
/// The text is no JSON object: the line and column, and why.
pub(super) fn read(source: &Source, item: &mut Item) -> Result<Span, serde_json::Error> {
    let text = source.text();
    let top: BTreeMap<String, &RawValue> = serde_json::from_str(text)?;
    let given = top.into_iter().map(|(name, raw)| {
        let given = Given { value: serde_json::from_str(raw.get())?, span: place(text, raw.get()), name };
        Ok((given.name.to_ascii_lowercase(), given))
    });
    let news = Ninjs { given: given.collect::<Result<_, serde_json::Error>>()? };
    news.fields(source, item);
    Ok(news.body(item))
}

/// Where a part of a text stands in it.
fn place(text: &str, part: &str) -> Span {
    let start = (part.as_ptr() as usize).saturating_sub(text.as_ptr() as usize).min(text.len());
    start..(start + part.len()).min(text.len())
}

/// What an item says, by keys in small letters.
struct Ninjs {
    given: BTreeMap<String, Given>,
}

/// A value, the key as it was written, and where the value stands.
struct Given {
    name: String,
    value: Value,
    span: Span,
}

impl Ninjs {
    fn span(&self, key: &str) -> Span {
        self.given.get(key).map_or(0..0, |given| given.span.clone())
    }

    /// The text of a key, with its place and name.
    fn text(&self, key: &str) -> Option<(&str, Span, String)> {
        let Given { name, value, span } = self.given.get(key)?;
        let words = value.as_str().filter(|words| !words.trim().is_empty())?;
        Some((words, span.clone(), format!("`{name}`")))
    }

    /// The objects of a list.
    fn list(&self, key: &str) -> impl Iterator<Item = &Value> {
        self.given.get(key).and_then(|given| given.value.as_array()).into_iter().flatten()
    }

    fn fields(&self, source: &Source, item: &mut Item) {
        for (name, key) in [
            ("embargoed", Key::Embargo),
            ("embargoeduntil", Key::Embargo),
            ("contentcreated", Key::Date),
            ("firstcreated", Key::Date),
            ("versioncreated", Key::Date),
            ("contentmodified", Key::Updated),
            ("expires", Key::Expires),
        ] {
            if let Some((words, span, how)) = self.text(name) {
                item.time(key, words, &span, &how);
            }
        }
        if let Some((words, span, how)) = self.text("headline") {
            item.headline(words, &span, &how);
        }
        if let Some(words) = chosen(self.list("headlines"), &["main", "headline"]) {
            item.headline(words, &self.span("headlines"), "`headlines`");
        }
        if let Some((words, span, how)) = self.text("title") {
            item.headline(words, &span, &how);
        }
        for name in ["byline", "by"] {
            if let Some((words, span, how)) = self.text(name) {
                item.byline(words, &span, &how);
            }
        }
        for (name, key) in [
            ("language", Key::Language),
            ("slugline", Key::Slugline),
            ("located", Key::Location),
            ("dateline", Key::Dateline),
            ("description_text", Key::Description),
        ] {
            if let Some((words, span, how)) = self.text(name) {
                item.set(key, words, &span, how);
            }
        }
        if let Some(words) = chosen(self.list("descriptions"), &["summary", "drol:summary", "abstract"]) {
            item.set(Key::Description, words, &self.span("descriptions"), "`descriptions`");
        }
        if let Some((words, span, how)) = self.text("pubstatus") {
            item.status(words, &span, &how);
        }
        if let Some((words, span, how)) = self.text("ednote") {
            item.add(Key::Desk, words, &span, how);
        }
        if let Some((words, span, _)) = self.text("usageterms") {
            item.terms(source, words, &span);
        }
        for name in ["subject", "subjects"] {
            for topic in self.list(name).filter_map(|subject| subject.get("name")?.as_str()) {
                item.add(Key::Tags, topic, &self.span(name), format!("`{name}`"));
            }
        }
        for tag in self.list("keywords").filter_map(Value::as_str) {
            item.add(Key::Tags, tag, &self.span("keywords"), "`keywords`");
        }
        for name in ["infosource", "infosources"] {
            if let Some(agency) = self.list(name).find_map(|source| source.get("name")?.as_str()) {
                item.set(Key::Agency, agency, &self.span(name), format!("`{name}`"));
            }
        }
        if let Some((words, span, how)) = self.text("copyrightholder") {
            item.set(Key::Agency, words, &span, how);
        }
        self.picture(item);
    }

    /// The picture among the associations: `{ "featuremedia": { "renditions": { … } } }`, or a list of them.
    fn picture(&self, item: &mut Item) {
        let Some(associations) = self.given.get("associations") else { return };
        let all: Vec<&Value> = match &associations.value {
            Value::Object(named) => named.values().collect(),
            Value::Array(list) => list.iter().collect(),
            _ => return,
        };
        let pictures = all.into_iter().filter(|other| other.get("type").is_some_and(|kind| kind == "picture"));
        for picture in pictures {
            let Some(address) = largest(picture.get("renditions")) else { continue };
            let caption = ["description_text", "altText", "headline"].iter().find_map(|key| picture.get(key)?.as_str());
            let caption = caption.unwrap_or_default().to_owned();
            item.picture(Picture { address, caption }, &self.span("associations"), "the picture of `associations`");
            return;
        }
    }

    /// The copy: as HTML if it is there, else as text.
    fn body(&self, item: &mut Item) -> Span {
        for key in ["body_html", "body_xhtml"] {
            if let Some((words, span, _)) = self.text(key) {
                drop(html(&mut item.prose, words));
                return span;
            }
        }
        let bodies = || self.list("bodies").filter_map(|body| Some((body, body.get("value")?.as_str()?)));
        if let Some((_, words)) = bodies().find(|(body, _)| content_type(body).contains("html")) {
            drop(html(&mut item.prose, words));
            return self.span("bodies");
        }
        if let Some((_, words)) = bodies().find(|(body, _)| content_type(body).starts_with("text/")) {
            plain(&mut item.prose, words);
            return self.span("bodies");
        }
        match self.text("body_text") {
            Some((words, span, _)) => {
                plain(&mut item.prose, words);
                span
            }
            None => 0..0,
        }
    }
}

/// What a body is written in, by its key in any version.
fn content_type(body: &Value) -> &str {
    let kind = ["contenttype", "contentType"].iter().find_map(|key| body.get(key)?.as_str());
    kind.unwrap_or("text/plain")
}

/// Of values with roles, the first whose role is one of those asked for, or else the first.
fn chosen<'a>(values: impl Iterator<Item = &'a Value>, roles: &[&str]) -> Option<&'a str> {
    let said = |value: &'a Value| Some((value.get("role").and_then(Value::as_str), value.get("value")?.as_str()?));
    let all: Vec<_> = values.filter_map(said).collect();
    let wanted = all.iter().find(|(role, _)| role.is_some_and(|role| roles.contains(&role)));
    wanted.or(all.first()).map(|(_, words)| *words)
}

/// The address of the widest rendition.
fn largest(renditions: Option<&Value>) -> Option<String> {
    let all: Vec<&Value> = match renditions? {
        Value::Object(named) => named.values().collect(),
        Value::Array(list) => list.iter().collect(),
        _ => return None,
    };
    let usable = all.into_iter().filter_map(|rendition| {
        let address = rendition.get("href")?.as_str().filter(|address| is_picture(address))?;
        Some((rendition.get("width").and_then(Value::as_u64).unwrap_or(0), address))
    });
    usable.max_by_key(|(width, _)| *width).map(|(_, address)| address.to_owned())
}
