//! HTML and XML as a flat list of elements: enough to ask what a page holds.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// The elements of a document, in order.
pub(crate) struct Markup {
    pub(crate) elements: Vec<Element>,
}

/// An element with the text that stands in it and in what it holds.
#[derive(Debug)]
pub(crate) struct Element {
    pub(crate) name: String,
    pub(crate) attributes: Vec<(String, String)>,
    pub(crate) text: String,
}

/// Elements of HTML that have no end.
const VOID: [&str; 9] = ["meta", "link", "img", "br", "hr", "input", "col", "source", "wbr"];

impl Element {
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// The level of a heading.
    pub(crate) fn heading(&self) -> Option<u32> {
        let level = self.name.strip_prefix('h')?.parse().ok()?;
        (1..=6).contains(&level).then_some(level)
    }
}

impl Markup {
    /// Reads HTML whose every element but the void ones is closed, as the program writes it.
    pub(crate) fn html(text: &str) -> Self {
        let text = text.trim_start().trim_start_matches("<!doctype html>");
        read(text, true).unwrap_or_else(|error| panic!("{error} in\n{text}"))
    }

    /// Reads XML, which has to be well-formed.
    pub(crate) fn xml(text: &str) -> Result<Self, String> {
        if !text.starts_with("<?xml") {
            return Err("no declaration".into());
        }
        read(text, false)
    }

    pub(crate) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Element> {
        self.elements.iter().filter(move |element| element.name == name)
    }

    pub(crate) fn ids(&self) -> impl Iterator<Item = &str> {
        self.elements.iter().filter_map(|element| element.get("id"))
    }
}

fn read(text: &str, html: bool) -> Result<Markup, String> {
    let mut reader = Reader::from_str(text);
    reader.config_mut().allow_dangling_amp = html;
    // Void elements have no end, so ends are compared here.
    reader.config_mut().check_end_names = false;
    reader.config_mut().allow_unmatched_ends = true;
    let mut elements: Vec<Element> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    loop {
        let event = reader.read_event().map_err(|error| error.to_string())?;
        let said = match event {
            Event::Start(tag) => {
                let element = element(&tag)?;
                if !(html && VOID.contains(&element.name.as_str())) {
                    open.push(elements.len());
                }
                elements.push(element);
                continue;
            }
            Event::Empty(tag) => {
                elements.push(element(&tag)?);
                continue;
            }
            Event::End(tag) => {
                let name = tag.name();
                let name: &str = name.as_ref();
                match open.pop() {
                    Some(at) if elements[at].name == name => continue,
                    Some(at) => return Err(format!("`</{name}>` closes `<{}>`", elements[at].name)),
                    None => return Err(format!("`</{name}>` closes nothing")),
                }
            }
            Event::Text(text) => text.to_string(),
            Event::CData(text) => text.to_string(),
            Event::GeneralRef(name) => {
                let name: &str = &name;
                quick_xml::escape::unescape(&format!("&{name};")).map_err(|error| error.to_string())?.into_owned()
            }
            Event::Eof => break,
            _ => continue,
        };
        open.iter().for_each(|at| elements[*at].text.push_str(&said));
    }
    match open.last() {
        Some(at) => Err(format!("`<{}>` is not closed", elements[*at].name)),
        None => Ok(Markup { elements }),
    }
}

fn element(tag: &BytesStart<'_>) -> Result<Element, String> {
    let mut attributes = Vec::new();
    for attribute in tag.html_attributes() {
        let attribute = attribute.map_err(|error| error.to_string())?;
        let name: &str = attribute.key.as_ref();
        let value = quick_xml::escape::unescape(&attribute.value).map_err(|error| error.to_string())?;
        attributes.push((name.to_owned(), value.into_owned()));
    }
    let name = tag.name();
    let name: &str = name.as_ref();
    Ok(Element { name: name.to_owned(), attributes, text: String::new() })
}

/// An address or anchor with `%D0%BC` and the like as the letters they stand for.
pub(crate) fn percent_decoded(text: &str) -> String {
    let mut parts = text.split('%');
    let mut bytes = parts.next().unwrap_or_default().as_bytes().to_vec();
    for part in parts {
        match part.get(..2).and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                bytes.extend(&part.as_bytes()[2..]);
            }
            None => bytes.extend([b"%", part.as_bytes()].concat()),
        }
    }
    String::from_utf8(bytes).unwrap()
}
