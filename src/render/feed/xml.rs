//! What RSS, Atom and sitemaps share: writing XML with every character escaped.

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};
use std::borrow::Cow;

/// Writes elements into memory, which cannot fail.
pub(in crate::render) struct Xml {
    writer: Writer<Vec<u8>>,
}

impl Xml {
    /// A new document with its declaration.
    pub(in crate::render) fn new() -> Self {
        let mut xml = Self { writer: Writer::new(Vec::with_capacity(16 * 1024)) };
        xml.event(Event::Decl(BytesDecl::new("1.0", Some("utf-8"), None)));
        xml
    }

    /// Opens an element.
    pub(in crate::render) fn open(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.event(Event::Start(tag(name, attributes)));
    }

    /// Closes an element.
    pub(in crate::render) fn close(&mut self, name: &str) {
        self.event(Event::End(BytesEnd::new(name)));
    }

    /// An element without content.
    pub(in crate::render) fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.event(Event::Empty(tag(name, attributes)));
    }

    /// An element that holds text.
    pub(in crate::render) fn text(&mut self, name: &str, text: &str) {
        self.element(name, &[], text);
    }

    /// An element that holds plain text which readers may take for HTML: `&` and `<` are hexadecimal
    /// references, as the RSS Advisory Board's profile asks.
    pub(in crate::render) fn plain(&mut self, name: &str, text: &str) {
        let text = allowed(text).replace('&', "&#x26;").replace('<', "&#x3C;").replace('>', "&#x3E;");
        self.open(name, &[]);
        self.event(Event::Text(BytesText::from_escaped(text)));
        self.close(name);
    }

    /// An element with attributes that holds text.
    pub(in crate::render) fn element(&mut self, name: &str, attributes: &[(&str, &str)], text: &str) {
        self.open(name, attributes);
        self.event(Event::Text(BytesText::new(&allowed(text))));
        self.close(name);
    }

    /// The document, with a line end.
    pub(in crate::render) fn finish(self) -> Vec<u8> {
        let mut bytes = self.writer.into_inner();
        bytes.push(b'\n');
        bytes
    }

    fn event(&mut self, event: Event<'_>) {
        let written = self.writer.write_event(event);
        debug_assert!(written.is_ok(), "writing into memory cannot fail");
    }
}

fn tag<'a>(name: &'a str, attributes: &[(&str, &str)]) -> BytesStart<'a> {
    let mut tag = BytesStart::new(name);
    for (key, value) in attributes {
        tag.push_attribute((*key, &*allowed(value)));
    }
    tag
}

/// Text without the characters that XML 1.0 cannot hold in any form (its production `Char`).
fn allowed(text: &str) -> Cow<'_, str> {
    // Looked at as bytes, since nearly all text has none: U+FFFE and U+FFFF begin with EF BF.
    let may_have = |bytes: &[u8]| bytes.iter().any(|byte| (*byte < b' ' && *byte != b'\n') || *byte == 0xEF);
    if !may_have(text.as_bytes()) {
        return Cow::Borrowed(text);
    }
    let refused = |c: char| (c < ' ' && !matches!(c, '\t' | '\n' | '\r')) || matches!(c, '\u{fffe}' | '\u{ffff}');
    if text.contains(refused) { Cow::Owned(text.replace(refused, "")) } else { Cow::Borrowed(text) }
}
