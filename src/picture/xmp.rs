//! XMP: RDF in XML, of which a few properties are read.

use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::Event;

/// Longer ones are no words of a desk.
const LONGEST: usize = 1 << 20;

/// What XMP says that matters here.
#[derive(Debug, Default)]
pub(super) struct Xmp {
    pub(super) caption: Option<String>,
    pub(super) creator: Option<String>,
    pub(super) credit: Option<String>,
    pub(super) copyright: Option<String>,
    pub(super) alt: Option<String>,
}

impl Xmp {
    fn slot(&mut self, name: &str) -> Option<&mut Option<String>> {
        let slot = match name {
            "dc:description" => &mut self.caption,
            "dc:creator" => &mut self.creator,
            "dc:rights" => &mut self.copyright,
            "photoshop:Credit" => &mut self.credit,
            "Iptc4xmpCore:AltTextAccessibility" => &mut self.alt,
            _ => return None,
        };
        Some(slot)
    }

    fn put(&mut self, name: &str, words: &str) {
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        if let Some(slot) = self.slot(name).filter(|slot| slot.is_none() && !words.is_empty()) {
            *slot = Some(words);
        }
    }
}

/// Reads properties, whether they are written as attributes, as text, or as the first item of a list.
/// What follows a mistake in the XML is not read.
pub(super) fn read(bytes: &[u8]) -> Xmp {
    let mut xmp = Xmp::default();
    let Ok(text) = std::str::from_utf8(bytes.get(..LONGEST).unwrap_or(bytes)) else { return xmp };
    let mut reader = Reader::from_str(text.trim_end_matches('\0'));
    let mut property: Option<String> = None;
    let mut words = String::new();
    while let Ok(event) = reader.read_event() {
        match event {
            Event::Start(tag) | Event::Empty(tag) => {
                for attribute in tag.attributes().filter_map(Result::ok) {
                    if let Ok(value) = attribute.normalized_value(quick_xml::XmlVersion::Implicit1_0) {
                        xmp.put(attribute.key.as_ref(), &value);
                    }
                }
                let name = tag.name();
                if xmp.slot(name.as_ref()).is_some() {
                    property = Some(name.as_ref().to_owned());
                    words.clear();
                }
            }
            Event::Text(some) if property.is_some() => words.push_str(&some.xml10_content()),
            Event::GeneralRef(entity) if property.is_some() => match entity.resolve_char_ref() {
                Ok(Some(char)) => words.push(char),
                _ => words.push_str(resolve_predefined_entity(&entity).unwrap_or_default()),
            },
            Event::End(tag) => {
                if let Some(name) = &property {
                    xmp.put(name, &words);
                    words.clear();
                }
                if property.as_deref() == Some(tag.name().as_ref()) {
                    property = None;
                }
            }
            Event::Eof => break,
            _ => {}
        }
    }
    xmp
}
