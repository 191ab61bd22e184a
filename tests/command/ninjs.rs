//! Each story as IPTC ninjs 3.1, held to what that standard says of each property that is written.
//!
//! IPTC's schema is theirs and is not a part of this project; what it says is told here again, property by
//! property, so that one that it does not know, or of another kind, is found.

use crate::desk::{BOOK, Desk};
use serde_json::Value;

/// What the standard says of a value.
enum Rule {
    Text,
    Address,
    Moment,
    Whole,
    OneOf(&'static [&'static str]),
    Each(&'static Rule),
    /// Properties that there may be, the first so many of which there have to be; and no others.
    Has(usize, &'static [(&'static str, Rule)]),
}

use Rule::{Address, Each, Has, Moment, OneOf, Text, Whole};

const TYPED: Rule = Has(1, &[("value", Text), ("role", Text), ("contentType", Text)]);
const BODY: Rule =
    Has(1, &[("value", Text), ("role", Text), ("contentType", Text), ("charCount", Whole), ("wordCount", Whole)]);
const NAMED: Rule = Has(0, &[("name", Text), ("rel", Text), ("uri", Address), ("literal", Text)]);
const SOURCE: Rule = Has(0, &[("name", Text), ("role", Text), ("uri", Address), ("literal", Text)]);
const GENRE: Rule = Has(0, &[("name", Text), ("uri", Text), ("literal", Text)]);
const ID: Rule = Has(0, &[("role", Text), ("value", Text)]);
const TRUST: Rule = Has(0, &[("role", Address), ("title", Text), ("href", Address)]);
const STANDARD: Rule = Has(0, &[("name", Text), ("version", Text), ("schema", Address)]);
const RENDITION: Rule =
    Has(1, &[("name", Text), ("href", Address), ("contentType", Text), ("width", Whole), ("height", Whole)]);
const ASSOCIATION: Rule = Has(
    2,
    &[
        ("name", Text),
        ("uri", Address),
        ("type", OneOf(&["text", "audio", "video", "picture", "graphic", "composite"])),
        ("renditions", Each(&RENDITION)),
        ("descriptions", Each(&TYPED)),
        ("by", Text),
    ],
);
const ITEM: Rule = Has(
    1,
    &[
        ("uri", Address),
        ("type", OneOf(&["text", "audio", "video", "picture", "graphic", "composite"])),
        ("representationType", OneOf(&["full", "partial"])),
        ("language", Text),
        ("firstCreated", Moment),
        ("versionCreated", Moment),
        ("expires", Moment),
        ("pubStatus", OneOf(&["usable", "withheld", "canceled"])),
        ("headlines", Each(&TYPED)),
        ("descriptions", Each(&TYPED)),
        ("bodies", Each(&BODY)),
        ("genres", Each(&GENRE)),
        ("slugline", Text),
        ("by", Text),
        ("located", Text),
        ("places", Each(&NAMED)),
        ("infoSources", Each(&SOURCE)),
        ("subjects", Each(&NAMED)),
        ("associations", Each(&ASSOCIATION)),
        ("copyrightHolder", Text),
        ("altIds", Each(&ID)),
        ("trustIndicators", Each(&TRUST)),
        ("standard", STANDARD),
    ],
);

/// What of a value is against its rule; properties that were met are noted.
fn against(rule: &Rule, value: &Value, path: &str, met: &mut Vec<String>) -> Vec<String> {
    met.push(path.to_owned());
    let is_right = match rule {
        Text => value.is_string(),
        Address => value.as_str().is_some_and(|text| text.contains(':') && !text.contains(char::is_whitespace)),
        Moment => value.as_str().is_some_and(|text| text.parse::<jiff::Timestamp>().is_ok()),
        Whole => value.is_u64(),
        OneOf(words) => value.as_str().is_some_and(|text| words.contains(&text)),
        Each(_) => value.is_array(),
        Has(..) => value.is_object(),
    };
    if !is_right {
        return vec![format!("{path}: {value}")];
    }
    match rule {
        Each(rule) => value.as_array().unwrap().iter().flat_map(|one| against(rule, one, path, met)).collect(),
        Has(needed, known) => {
            let object = value.as_object().unwrap();
            let lacks = known[..*needed].iter().filter(|(name, _)| !object.contains_key(*name));
            let mut faults: Vec<String> = lacks.map(|(name, _)| format!("{path}: no {name}")).collect();
            for (name, value) in object {
                let inner = format!("{path}/{name}");
                match known.iter().find(|(known, _)| known == name) {
                    Some((_, rule)) => faults.extend(against(rule, value, &inner, met)),
                    None => faults.push(format!("{inner} is not known")),
                }
            }
            faults
        }
        _ => Vec::new(),
    }
}

/// A story with all that a story can have, and one with nothing.
fn newsroom() -> Desk {
    let desk = Desk::new();
    let book = "[organization]\nethics-policy = \"/about.html\"\n[taxonomies.teams]\n";
    desk.file("book.toml", format!("{BOOK}{book}"));
    desk.file("content/about.md", "---\ntitle: About\n---\n\nUs.\n");
    desk.file("content/a/b.jpg", crate::pictures::PICTURE);
    let more = "description: Deck\nkicker: Harbour\ngenre: analysis\nslugline: BC-BRIDGE\nauthors: [Ana Reis]\n\
        byline: By Ana Reis, Coast Wire\nlocation: Porto\nagency: Coast Wire\ntags: [bridges, мосты]\nseries: The bridge\n\
        terms: {teams: [Harbour XI]}\nexpires: 2030-01-01\nupdated: 2026-02-06 10:00\nlanguage: pt-BR\n\
        image: b.jpg\nimage-alt: A bridge\nimage-caption: The bridge\nimage-credit: A. Calder\n";
    desk.story("a/all.md", "All & <more>", "2026-02-05 09:00", more, "Words.");
    desk.file("content/bare.txt", "Date: 2026-02-05\n\nBare\n\nWords.\n");
    desk
}

#[test]
fn stories_are_valid_ninjs() {
    let desk = newsroom();
    desk.build_with(&["--at", "2026-03-01T12:00"]);
    let mut met = Vec::new();
    for story in ["2026/02/05/all.json", "2026/02/05/bare.json"] {
        let item: Value = serde_json::from_str(&desk.page(story)).unwrap();
        let faults = against(&ITEM, &item, "", &mut met);
        assert!(faults.is_empty(), "{story}: {faults:?}");
    }
    // Every property that is named above was written once.
    let Has(_, known) = ITEM else { unreachable!() };
    for (name, _) in known {
        assert!(met.contains(&format!("/{name}")), "{name} was never written");
    }
    assert!(met.contains(&"/associations/renditions/contentType".to_owned()), "{met:?}");
}

#[test]
fn what_is_not_of_the_standard_is_found() {
    let faults = |text: &str| against(&ITEM, &serde_json::from_str(text).unwrap(), "", &mut Vec::new());
    assert_eq!(faults(r#"{"uri":"tag:a"}"#), [""; 0]);
    for (text, fault) in [
        ("{}", ": no uri"),
        (r#"{"uri":"tag:a","headline":"x"}"#, "/headline is not known"),
        (r#"{"uri":"tag:a","firstCreated":"2026-02-05"}"#, "/firstCreated: \"2026-02-05\""),
        (r#"{"uri":"tag:a","pubStatus":"killed"}"#, "/pubStatus: \"killed\""),
        (r#"{"uri":"tag:a","associations":[{"name":"main"}]}"#, "/associations: no uri"),
        (r#"{"uri":"tag:a","bodies":[{"role":"main"}]}"#, "/bodies: no value"),
    ] {
        assert_eq!(faults(text), [fault], "{text}");
    }
}
