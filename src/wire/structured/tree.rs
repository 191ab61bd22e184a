//! XML as a tree of elements with places.
//!
//! In: the text of an XML document, or of cleaned HTML. Out: its root, or where it is broken and why.
//! Nothing is fetched and no entity of a DTD is expanded: an entity that neither XML nor HTML names stays
//! as it was typed. An element lies at most [`DEPTH`] deep, so that whoever walks the tree may recurse.

use super::script::set_off;
use crate::source::Span;
use crate::wire::lines::folded;
use quick_xml::Reader;
use quick_xml::XmlVersion;
use quick_xml::escape::resolve_html5_entity;
use quick_xml::events::{BytesRef, BytesStart, Event};

/// An element.
#[derive(Debug, Default)]
pub(super) struct Element {
    /// Its name without a prefix, in lower case.
    pub(super) name: String,
    /// Its attributes, their names without a prefix.
    pub(super) attributes: Vec<(String, String)>,
    pub(super) children: Vec<Child>,
    /// From its first tag to its last.
    pub(super) span: Span,
}

/// What stands in an element.
#[derive(Debug)]
pub(super) enum Child {
    Element(Element),
    Text(String),
}

/// Why a text is no XML.
#[derive(Debug)]
pub(super) struct Broken {
    /// Where, in bytes.
    pub(super) at: usize,
    pub(super) why: String,
}

/// The deepest element.
pub(super) const DEPTH: usize = 120;

/// What is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// An XML document.
    Xml,
    /// A fragment of HTML as a cleaner prints it: some elements have no end.
    Html,
}

/// The name of the root element, in lower case, if a text begins as an XML document does.
pub(super) fn root(text: &str) -> Option<String> {
    let text = text.trim_start_matches(['\u{feff}', ' ', '\n', '\r', '\t']);
    if !text.starts_with('<') {
        return None;
    }
    let mut reader = Reader::from_str(text);
    loop {
        match reader.read_event().ok()? {
            Event::Start(tag) | Event::Empty(tag) => return Some(local(&tag)),
            Event::Eof => return None,
            _ => {}
        }
    }
}

/// Reads a tree.
pub(super) fn read(text: &str, form: Form) -> Result<Element, Broken> {
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_end_names = form == Form::Xml;
    reader.config_mut().allow_unmatched_ends = form == Form::Html;
    reader.config_mut().allow_dangling_amp = true;
    let mut stack = vec![Element { span: 0..text.len(), ..Element::default() }];
    loop {
        let before = position(reader.buffer_position());
        let event = reader
            .read_event()
            .map_err(|error| Broken { at: position(reader.error_position()), why: error.to_string() })?;
        let after = position(reader.buffer_position());
        match event {
            Event::Start(tag) => {
                let element = open(&tag, before..after)?;
                if form == Form::Html && VOID.contains(&element.name.as_str()) {
                    close(&mut stack, element);
                } else if stack.len() > DEPTH {
                    return Err(Broken { at: before, why: format!("elements lie more than {DEPTH} deep") });
                } else {
                    stack.push(element);
                }
            }
            Event::Empty(tag) => close(&mut stack, open(&tag, before..after)?),
            Event::End(_) if stack.len() > 1 => {
                let mut element = stack.pop().unwrap_or_default();
                element.span.end = after;
                close(&mut stack, element);
            }
            Event::Text(words) => push(&mut stack, &words.xml10_content()),
            Event::CData(words) => push(&mut stack, &words.xml10_content()),
            Event::GeneralRef(entity) => push(&mut stack, &resolved(&entity)),
            Event::Eof => break,
            _ => {}
        }
    }
    if form == Form::Xml && stack.len() > 1 {
        let open = stack.pop().unwrap_or_default();
        return Err(Broken { at: open.span.start, why: format!("`<{}>` is not closed", open.name) });
    }
    while stack.len() > 1 {
        let element = stack.pop().unwrap_or_default();
        close(&mut stack, element);
    }
    Ok(stack.pop().unwrap_or_default())
}

/// Elements of HTML that hold nothing.
const VOID: [&str; 6] = ["br", "hr", "img", "wbr", "col", "input"];

fn open(tag: &BytesStart<'_>, span: Span) -> Result<Element, Broken> {
    let mut attributes = Vec::new();
    for attribute in tag.attributes() {
        let attribute = attribute.map_err(|error| Broken { at: span.start, why: error.to_string() })?;
        let value = attribute.normalized_value_with(XmlVersion::Implicit1_0, 1, resolve_html5_entity);
        let value = value.map_or_else(|_| attribute.value.to_string(), |value| value.into_owned());
        attributes.push((attribute.key.local_name().as_ref().to_owned(), value));
    }
    Ok(Element { name: local(tag), attributes, children: Vec::new(), span })
}

fn local(tag: &BytesStart<'_>) -> String {
    tag.local_name().as_ref().to_ascii_lowercase()
}

/// Puts an element into the one that it stands in; words above or below the line are words of that.
fn close(stack: &mut [Element], element: Element) {
    let above = element.name == "sup";
    if above || element.name == "sub" {
        push(stack, &set_off(&element.words(), above));
    } else if let Some(parent) = stack.last_mut() {
        parent.children.push(Child::Element(element));
    }
}

fn push(stack: &mut [Element], words: &str) {
    let Some(parent) = stack.last_mut().filter(|_| !words.is_empty()) else { return };
    match parent.children.last_mut() {
        Some(Child::Text(text)) => text.push_str(words),
        _ => parent.children.push(Child::Text(words.to_owned())),
    }
}

/// The words that an entity stands for.
fn resolved(entity: &BytesRef<'_>) -> String {
    if let Ok(Some(c)) = entity.resolve_char_ref() {
        return c.to_string();
    }
    let name = entity.xml10_content();
    resolve_html5_entity(&name).map_or_else(|| format!("&{name};"), str::to_owned)
}

fn position(at: u64) -> usize {
    usize::try_from(at).unwrap_or(usize::MAX)
}

impl Element {
    /// The elements in it, one level down.
    pub(super) fn elements(&self) -> impl Iterator<Item = &Self> {
        self.children.iter().filter_map(|child| match child {
            Child::Element(element) => Some(element),
            Child::Text(_) => None,
        })
    }

    /// The elements of a name, one level down.
    pub(super) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Self> {
        self.elements().filter(move |element| element.name == name)
    }

    /// The first element that the names lead to.
    pub(super) fn at(&self, path: &[&str]) -> Option<&Self> {
        path.iter().try_fold(self, |element, name| element.elements().find(|inner| inner.name == *name))
    }

    /// The first element of a name, at any depth.
    pub(super) fn find(&self, name: &str) -> Option<&Self> {
        self.elements().find_map(|element| if element.name == name { Some(element) } else { element.find(name) })
    }

    /// All elements of a name, at any depth, those in one another too.
    pub(super) fn found<'a>(&'a self, name: &str, into: &mut Vec<&'a Self>) {
        for element in self.elements() {
            if element.name == name {
                into.push(element);
            }
            element.found(name, into);
        }
    }

    /// An attribute's value, if it says anything.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(own, _)| own == name);
        found.map(|(_, value)| value.trim()).filter(|value| !value.is_empty())
    }

    /// Its words on one line.
    pub(super) fn words(&self) -> String {
        let mut text = String::new();
        self.gather(&mut text);
        folded(&text)
    }

    fn gather(&self, out: &mut String) {
        for child in &self.children {
            match child {
                Child::Text(text) => out.push_str(text),
                Child::Element(element) => {
                    // `<byline>By Ana Reis<byttl>Harbour Wire</byttl></byline>`: apart by markup alone.
                    let apart = !out.ends_with(char::is_whitespace)
                        && ["br", "byttl", "p", "div", "li"].contains(&&*element.name);
                    out.push_str(if apart { " " } else { "" });
                    element.gather(out);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_entity_of_a_dtd_is_expanded() {
        let bomb = "<!DOCTYPE a [<!ENTITY x \"aaaa\"><!ENTITY y \"&x;&x;\">]><a>&y; &amp; &eacute; &#8220;</a>";
        assert_eq!(read(bomb, Form::Xml).unwrap().find("a").unwrap().words(), "&y; & é “");
    }

    #[test]
    fn what_lies_too_deep_is_broken() {
        let deep = "<a>".repeat(100_000);
        assert!(read(&deep, Form::Xml).unwrap_err().why.contains("deep"));
        assert!(read("<a><b></a>", Form::Xml).is_err());
        assert!(read("<a>", Form::Xml).unwrap_err().why.contains("not closed"));
    }

    #[test]
    fn html_without_ends_is_read() {
        let tree = read("one<br>two<p>three", Form::Html).unwrap();
        assert_eq!(tree.words(), "one two three");
    }

    #[test]
    fn roots_are_named_without_their_prefix() {
        assert_eq!(root("\u{feff}<?xml version=\"1.0\"?>\n<!-- a --><x:newsItem>").as_deref(), Some("newsitem"));
        assert_eq!(root("plain <nitf>"), None);
    }
}
