//! NewsML-G2: a `newsItem`, alone or in a `newsMessage`, with NITF, HTML or plain text in its `contentSet`.

use super::item::Item;
use super::prose::{Picture, is_picture};
use super::tree::Element;
use super::{html, nitf, plain};
use crate::diag::Diagnostic;
use crate::document::fields::Key;
use crate::source::{Source, Span};

/// Reads an item, and gives the place of its copy. `root` is `newsItem` or `newsMessage`.
pub(super) fn read(source: &Source, root: &Element, item: &mut Item) -> Span {
    let mut items = Vec::new();
    if root.name == "newsitem" {
        items.push(root);
    }
    root.found("newsitem", &mut items);
    let text = items.iter().find(is_text).or(items.first());
    let Some(news) = text else { return root.span.clone() };
    let left: Vec<&&Element> = items.iter().filter(is_text).filter(|other| other.span != news.span).collect();
    if !left.is_empty() {
        item.findings.push(several(source, news, &left));
    }
    if let Some(language) = news.attribute("lang") {
        item.set(Key::Language, language, &news.span, "`xml:lang`");
    }
    if let Some(meta) = news.at(&["itemmeta"]) {
        item_meta(meta, item);
    }
    if let Some(meta) = news.at(&["contentmeta"]) {
        content_meta(meta, item);
    }
    if let Some(meta) = news.at(&["itemmeta"]) {
        versions(meta, item);
    }
    for rights in news.all("rightsinfo") {
        for terms in rights.all("usageterms") {
            item.terms(source, &terms.words(), &terms.span);
        }
        if let Some(holder) = rights.at(&["copyrightholder"]) {
            let name =
                holder.at(&["name"]).map(Element::words).or_else(|| holder.attribute("literal").map(str::to_owned));
            item.set(Key::Agency, name.unwrap_or_default(), &holder.span, "`copyrightHolder`");
        }
    }
    let content = news.at(&["contentset"]);
    if let Some(content) = content {
        self::content(source, content, item);
    }
    for picture in items.iter().filter(|other| !is_text(other)) {
        remote(picture, item);
    }
    content.map_or_else(|| news.span.clone(), |content| content.span.clone())
}

/// Says which texts of a message were left.
fn several(source: &Source, news: &Element, left: &[&&Element]) -> Diagnostic {
    let finding = Diagnostic::warning("several-items", "the message holds several texts; the first is read");
    let finding = finding.at(source, news.span.clone(), "this one");
    let names = left.iter().map(|other| format!("left: {}", title(other)));
    let finding = names.fold(finding, Diagnostic::because);
    finding.help("save each text in a file of its own")
}

/// What an item is called: its headline, or its address.
fn title(news: &Element) -> String {
    let headline = news.at(&["contentmeta", "headline"]).or_else(|| news.find("hl1")).or_else(|| news.find("title"));
    let words = headline.map(Element::words).filter(|words| !words.trim().is_empty());
    let words = words.or_else(|| news.attribute("guid").map(|guid| format!("`{guid}`")));
    words.unwrap_or_else(|| "an item without a headline".to_owned())
}

/// Whether an item is a text: it says so, or holds text.
fn is_text(item: &&&Element) -> bool {
    match item.at(&["itemmeta", "itemclass"]).and_then(|class| class.attribute("qcode")) {
        Some(class) => class.ends_with(":text") || class.ends_with(":composite"),
        None => item.find("inlinexml").is_some() || item.find("inlinedata").is_some(),
    }
}

fn item_meta(meta: &Element, item: &mut Item) {
    if let Some(embargo) = meta.at(&["embargoed"]).filter(|embargo| !embargo.words().is_empty()) {
        item.time(Key::Embargo, &embargo.words(), &embargo.span, "`embargoed`");
    }
    if let Some(status) = meta.at(&["pubstatus"]) {
        item.status(status.attribute("qcode").unwrap_or_default(), &status.span, "`pubStatus`");
    }
    for signal in meta.all("signal") {
        item.status(signal.attribute("qcode").unwrap_or_default(), &signal.span, "`signal`");
    }
    for note in meta.all("ednote") {
        item.add(Key::Desk, note.words(), &note.span, "`edNote`");
    }
    if let Some(provider) = meta.at(&["provider"]) {
        let code = || provider.attribute("literal").or_else(|| provider.attribute("qcode")?.rsplit(':').next());
        let name = provider.at(&["name"]).map(Element::words).or_else(|| code().map(str::to_owned));
        item.set(Key::Agency, name.unwrap_or_default(), &provider.span, "`provider`");
    }
}

/// What the times of the versions tell, where the content's own are not given.
fn versions(meta: &Element, item: &mut Item) {
    for (name, how) in [("firstcreated", "`firstCreated`"), ("versioncreated", "`versionCreated`")] {
        if let Some(time) = meta.at(&[name]) {
            item.time(Key::Date, &time.words(), &time.span, how);
        }
    }
    if let Some(title) = meta.at(&["title"]) {
        item.headline(&title.words(), &title.span, "`title`");
    }
}

fn content_meta(meta: &Element, item: &mut Item) {
    for element in meta.elements() {
        let (words, span) = (element.words(), &element.span);
        match element.name.as_str() {
            "contentcreated" => item.time(Key::Date, &words, span, "`contentCreated`"),
            "contentmodified" => item.time(Key::Updated, &words, span, "`contentModified`"),
            "headline" => item.headline(&words, span, "`headline`"),
            "slugline" => item.set(Key::Slugline, words, span, "`slugline`"),
            "by" => item.byline(&words, span, "`by`"),
            "dateline" => item.set(Key::Dateline, words, span, "`dateline`"),
            "located" => item.set(Key::Location, named(element), span, "`located`"),
            "description" => item.set(Key::Description, words, span, "`description`"),
            "keyword" => item.add(Key::Tags, words, span, "`keyword`"),
            "subject" => item.add(Key::Tags, named(element), span, "`subject`"),
            "creator" | "contributor" if element.attribute("qcode").is_none() => {
                item.add(Key::Authors, named(element), span, "`creator`");
            }
            "language" => {
                item.set(Key::Language, element.attribute("tag").unwrap_or_default(), span, "`language`");
            }
            _ => {}
        }
    }
}

/// The name of what an element refers to.
fn named(element: &Element) -> String {
    element.at(&["name"]).map_or_else(|| element.attribute("literal").unwrap_or_default().to_owned(), Element::words)
}

fn content(source: &Source, set: &Element, item: &mut Item) {
    for part in set.elements() {
        match part.name.as_str() {
            "inlinexml" => match (part.find("nitf"), part.find("body")) {
                (Some(news), _) => nitf::read(source, news, item),
                (None, Some(body)) => item.prose.add(body),
                (None, None) => item.prose.add(part),
            },
            "inlinedata" => {
                let kind = part.attribute("contenttype").unwrap_or("text/plain");
                let words = part.raw();
                if kind.contains("html") { drop(html(&mut item.prose, &words)) } else { plain(&mut item.prose, &words) }
            }
            _ => continue,
        }
        // The other parts are the same text in other forms.
        return;
    }
}

/// The picture of an item that lies elsewhere.
fn remote(news: &Element, item: &mut Item) {
    let mut files = Vec::new();
    news.found("remotecontent", &mut files);
    let shown = |file: &&&Element| file.attribute("href").is_some_and(is_picture);
    if let Some(file) = files.iter().find(shown) {
        let words = news.at(&["contentmeta", "description"]).or(news.at(&["contentmeta", "headline"]));
        let caption = words.map(Element::words).unwrap_or_default();
        let address = file.attribute("href").unwrap_or_default().to_owned();
        item.picture(Picture { address, caption }, &file.span, "`remoteContent`");
    }
}
