//! NITF 3: `nitf/head` with `docdata`, `nitf/body` with `body.head`, `body.content` and `body.end`.

use super::item::Item;
use super::prose;
use super::tree::Element;
use crate::document::fields::Key;
use crate::source::Source;

/// Reads an item. `nitf` is the root, or the `nitf` that another format holds.
pub(super) fn read(source: &Source, nitf: &Element, item: &mut Item) {
    if let Some(language) = nitf.attribute("lang").or_else(|| nitf.at(&["body"])?.attribute("lang")) {
        item.set(Key::Language, language, &nitf.span, "`xml:lang`");
    }
    if let Some(head) = nitf.at(&["body", "body.head"]) {
        body_head(source, head, item);
    }
    if let Some(head) = nitf.at(&["head"]) {
        self::head(head, item);
    }
    for content in nitf.at(&["body"]).into_iter().flat_map(|body| body.all("body.content")) {
        item.prose.add(content);
    }
    if let Some(end) = nitf.at(&["body", "body.end"]) {
        for part in end.elements() {
            item.add(Key::Desk, part.words(), &part.span, "`body.end`");
        }
    }
}

fn head(head: &Element, item: &mut Item) {
    for meta in head.all("meta") {
        if let (Some(name), Some(content)) = (meta.attribute("name"), meta.attribute("content")) {
            match name.to_ascii_lowercase().as_str() {
                "slug" | "slugline" | "anpa-keyword" | "keyword-line" => {
                    item.set(Key::Slugline, content, &meta.span, "`meta`");
                }
                "anpa-wire" | "category" => item.set(Key::Section, content.to_lowercase(), &meta.span, "`meta`"),
                _ => {}
            }
        }
    }
    for object in head.all("tobject") {
        for subject in object.all("tobject.subject") {
            let said = subject.attribute("matter").or_else(|| subject.attribute("type"));
            let said = said.or_else(|| subject.attribute("tobject.subject.matter"));
            let said = said.or_else(|| subject.attribute("tobject.subject.type"));
            if let Some(topic) = said {
                item.add(Key::Tags, topic, &subject.span, "`tobject.subject`");
            }
        }
    }
    if let Some(data) = head.at(&["docdata"]) {
        docdata(data, item);
    }
    for data in head.all("pubdata") {
        if let Some(section) = data.attribute("position.section") {
            item.set(Key::Section, section.to_lowercase(), &data.span, "`pubdata`");
        }
        if let Some(date) = data.attribute("date.publication") {
            item.time(Key::Date, date, &data.span, "`pubdata`");
        }
    }
    if let Some(title) = head.at(&["title"]) {
        item.headline(&title.words(), &title.span, "`title`");
    }
}

fn docdata(data: &Element, item: &mut Item) {
    let times = [
        ("date.issue", Key::Date, "`date.issue`"),
        ("date.release", Key::Embargo, "`date.release`"),
        ("date.expire", Key::Expires, "`date.expire`"),
    ];
    for (name, key, how) in times {
        if let Some((element, time)) = data.at(&[name]).and_then(|element| Some((element, element.attribute("norm")?)))
        {
            item.time(key, time, &element.span, how);
        }
    }
    if let Some(status) = data.attribute("management-status") {
        item.status(status, &data.span, "`management-status`");
    }
    for message in data.all("ed-msg") {
        let words = message.attribute("info").map_or_else(|| message.words(), str::to_owned);
        item.add(Key::Desk, words, &message.span, "`ed-msg`");
    }
    for key in data.elements().filter(|element| element.name == "key-list").flat_map(|list| list.all("keyword")) {
        item.add(Key::Tags, key.attribute("key").unwrap_or_default(), &key.span, "`key-list`");
    }
    if let Some((element, holder)) =
        data.at(&["doc.copyright"]).and_then(|element| Some((element, element.attribute("holder")?)))
    {
        item.set(Key::Agency, holder, &element.span, "`doc.copyright`");
    }
}

fn body_head(source: &Source, head: &Element, item: &mut Item) {
    if let Some(hedline) = head.at(&["hedline"]) {
        if let Some(title) = hedline.at(&["hl1"]) {
            item.headline(&title.words(), &title.span, "`hl1`");
        }
        if let Some(deck) = hedline.at(&["hl2"]) {
            item.set(Key::Description, deck.words(), &deck.span, "`hl2` under `hl1`");
        }
    }
    if let Some(byline) = head.at(&["byline"]) {
        item.byline(&byline.words(), &byline.span, "`byline`");
    }
    if let Some(dateline) = head.at(&["dateline"]) {
        // Its parts may stand beside each other with nothing between them.
        let parts: Vec<String> = dateline.elements().map(Element::words).collect();
        let typed = if dateline.raw().trim().is_empty() { parts.join(", ") } else { dateline.words() };
        item.set(Key::Dateline, typed, &dateline.span, "`dateline`");
        if let Some(place) = dateline.at(&["location"]) {
            let city = place.at(&["city"]).map_or_else(|| place.words(), Element::words);
            item.set(Key::Location, city, &place.span, "`location` of the dateline");
        }
        if let Some(date) = dateline.at(&["story.date"]).and_then(|date| date.attribute("norm")) {
            item.time(Key::Date, date, &dateline.span, "`story.date`");
        }
    }
    if let Some(distributor) = head.at(&["distributor"]) {
        item.set(Key::Agency, distributor.words(), &distributor.span, "`distributor`");
    }
    if let Some(deck) = head.at(&["abstract"]) {
        item.set(Key::Description, deck.words(), &deck.span, "`abstract`");
    }
    for note in head.all("note") {
        item.add(Key::Desk, note.words(), &note.span, "`note`");
    }
    if let Some(rights) = head.at(&["rights"]) {
        item.terms(source, &rights.words(), &rights.span);
    }
    for media in head.all("media") {
        if let Some(picture) = prose::picture(media) {
            item.picture(picture, &media.span, "`media` above the copy");
        }
    }
}
