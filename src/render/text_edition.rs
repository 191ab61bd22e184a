//! The text edition: the same pages under `/text/`, without pictures and styles.

use super::address::{Addresses, Edition};

/// A body for an edition: in the text edition pictures give way to what they show in words.
pub(super) fn settled(addresses: &Addresses, html: String) -> String {
    match addresses.edition() {
        Edition::Full => html,
        Edition::Text => without_pictures(&html),
    }
}

fn without_pictures(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find("<img") {
        out.push_str(&rest[..at]);
        let tag = &rest[at..at + end_of_tag(&rest[at..])];
        if let Some(words) = attribute(tag, "alt").filter(|words| !words.is_empty()) {
            out.push('[');
            out.push_str(words);
            out.push(']');
        }
        rest = &rest[at + tag.len()..];
    }
    out.push_str(rest);
    out
}

/// Where a tag ends; a `>` inside of quotation marks does not end it.
fn end_of_tag(tag: &str) -> usize {
    let mut quoted = None;
    let ends = |c: char| match (quoted, c) {
        (None, '>') => true,
        (None, '"' | '\'') => {
            quoted = Some(c);
            false
        }
        (Some(mark), _) if mark == c => {
            quoted = None;
            false
        }
        _ => false,
    };
    tag.find(ends).map_or(tag.len(), |at| at + 1)
}

fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
    rest.split('"').next()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_gives_way_to_its_words() {
        for (html, expected) in [
            (r#"<p>a <img src="x.jpg" alt="A > B"> c</p>"#, "<p>a [A > B] c</p>"),
            (r#"<p><img src="x.jpg" alt=""></p>"#, "<p></p>"),
            ("<p>no picture</p>", "<p>no picture</p>"),
            ("<img src=", ""),
        ] {
            assert_eq!(without_pictures(html), expected);
        }
    }
}
