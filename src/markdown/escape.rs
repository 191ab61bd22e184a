//! Text as HTML text, and entities as the characters they name.

pub(super) use crate::diag::html::escape;

use pulldown_cmark::{Event, Parser};
use std::borrow::Cow;

/// The longest entity name, `&CounterClockwiseContourIntegral;`, with room.
const LONGEST_ENTITY: usize = 40;

/// Typed HTML text with its entities decoded.
pub(super) fn unescape(html: &str) -> Cow<'_, str> {
    if !html.contains('&') {
        return Cow::Borrowed(html);
    }
    let mut text = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find('&') {
        text.push_str(&rest[..at]);
        rest = &rest[at..];
        let length = rest.bytes().take(LONGEST_ENTITY).position(|byte| byte == b';').map(|end| end + 1);
        match length.and_then(|length| Some((length, entity(&rest[..length])?))) {
            Some((length, decoded)) => {
                text.push_str(&decoded);
                rest = &rest[length..];
            }
            None => {
                text.push('&');
                rest = &rest[1..];
            }
        }
    }
    text.push_str(rest);
    Cow::Owned(text)
}

/// The characters that `&name;` or `&#1;` stands for. Markdown has the same entities as HTML, so
/// the parser at hand knows them.
fn entity(typed: &str) -> Option<String> {
    let name = &typed[1..typed.len() - 1];
    let name = name.strip_prefix('#').unwrap_or(name);
    if name.is_empty() || !name.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return None;
    }
    let mut decoded = String::new();
    for event in Parser::new(typed) {
        if let Event::Text(text) = event {
            decoded.push_str(&text);
        }
    }
    (decoded != typed).then_some(decoded)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_escaped_comes_back() {
        let text = "a < b & \"c\" 'd' >";
        assert_eq!(escape(text), "a &lt; b &amp; &quot;c&quot; &#39;d&#39; &gt;");
        assert_eq!(unescape(&escape(text)), text);
    }

    #[test]
    fn entities_that_are_none_stay() {
        for (html, text) in [
            ("R&D", "R&D"),
            ("&eacute;t&#233;", "été"),
            ("&nosuch;", "&nosuch;"),
            ("&;&#;", "&;&#;"),
            ("&&amp;", "&&"),
            ("&#x41;", "A"),
        ] {
            assert_eq!(unescape(html), text, "{html}");
        }
    }
}
