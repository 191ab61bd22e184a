//! HTML made ready for its parser, with all of its words.
//!
//! In: HTML as it came. Out: the same with CDATA as what it holds, and with no element deeper than any page has them.
//! What lies deeper keeps its words and where its paragraphs part: a parser of HTML goes up from each tag, so that a
//! text nested without an end would take it time by the square of its length.

use super::hidden;
use foldhash::HashMap;
use std::borrow::Cow;

/// So many elements that nest may be open at once.
const DEPTH: usize = 60;
/// Elements that hold nothing.
const VOID: [&str; 14] =
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"];
/// Elements that end where the next one begins.
const ENDLESS: [&str; 11] = ["p", "li", "dt", "dd", "tr", "td", "th", "tbody", "thead", "tfoot", "option"];
/// Elements that stay open across the ends of others.
const FORMATS: [&str; 14] =
    ["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"];
/// Elements within lines; all others part paragraphs.
const INLINE: [&str; 16] = [
    "span", "abbr", "acronym", "bdi", "bdo", "cite", "del", "dfn", "ins", "kbd", "mark", "q", "sub", "sup", "time",
    "var",
];

/// HTML that a parser reads in the time of its length.
pub(super) fn ready(html: &str) -> Cow<'_, str> {
    match closed(html).map_or_else(|| hidden::ended(html), |closed| hidden::ended(&closed).into_owned().into()) {
        Cow::Owned(html) => Cow::Owned(shaped(&html).into_owned()),
        Cow::Borrowed(html) => shaped(html),
    }
}

/// HTML whose comments are closed, made ready.
fn shaped(html: &str) -> Cow<'_, str> {
    let opened = opened(html);
    match shallow(&opened) {
        Some(shallow) => Cow::Owned(shallow),
        None => opened,
    }
}

/// HTML without what opens a comment that nobody closed, if one does: all that follows would be left out.
fn closed(html: &str) -> Option<String> {
    let mut at = 0;
    while let Some(open) = memchr::memmem::find(&html.as_bytes()[at..], b"<!--").map(|open| at + open) {
        match memchr::memmem::find(&html.as_bytes()[open..], b"-->") {
            Some(close) => at = open + close,
            None => return Some(html[..open].to_owned() + &html[open..].replace("<!--", "")),
        }
    }
    None
}

/// What opens CDATA, which HTML does not have: a parser takes it for a comment.
const CDATA: &str = "<![CDATA[";

/// HTML without the marks around CDATA.
fn opened(html: &str) -> Cow<'_, str> {
    let mut parts = html.split(CDATA);
    let first = parts.next().unwrap_or_default();
    if first.len() == html.len() {
        return html.into();
    }
    parts.fold(first.to_owned(), |out, part| out + &part.replacen("]]>", "", 1)).into()
}

/// HTML without the elements that lie too deep, if any do.
fn shallow(html: &str) -> Option<String> {
    let mut out = String::new();
    let (mut at, mut copied) = (0, 0);
    let mut open = Open::default();
    while let Some(next) = memchr::memchr(b'<', &html.as_bytes()[at..]) {
        at += next;
        let Some(tag) = Tag::read(&html[at..]) else {
            at += 1;
            continue;
        };
        let end = at + length(&html[at..]);
        if let Some(instead) = open.take(&tag) {
            out.push_str(&html[copied..at]);
            out.push_str(instead);
            copied = end;
        }
        at = end;
    }
    (copied > 0).then(|| out + &html[copied..])
}

/// The name of the tag that opens an element here, in lower case.
pub(super) fn opened_by(rest: &str) -> Option<String> {
    Tag::read(rest).filter(|tag| !tag.closes).map(|tag| tag.name)
}

/// The name of a tag in lower case, and whether it closes an element.
pub(super) struct Tag {
    pub(super) name: String,
    pub(super) closes: bool,
}

impl Tag {
    pub(super) fn read(rest: &str) -> Option<Self> {
        let inner = rest.strip_prefix('<')?;
        let name = inner.strip_prefix('/').unwrap_or(inner);
        let end = name.find(|c: char| c.is_whitespace() || matches!(c, '/' | '>' | '<')).unwrap_or(name.len());
        let is_name = end > 0 && name.starts_with(|c: char| c.is_ascii_alphabetic());
        is_name.then(|| Self { name: name[..end].to_ascii_lowercase(), closes: name.len() < inner.len() })
    }

    pub(super) fn is(&self, names: &[&str]) -> bool {
        names.contains(&self.name.as_str())
    }

    /// What stands where it was taken away.
    fn parting(&self) -> &'static str {
        if self.is(&FORMATS) || self.is(&INLINE) { "" } else { "<p>" }
    }
}

/// The elements that are open.
#[derive(Default)]
struct Open {
    names: Vec<String>,
    /// Those that were taken away, by their names.
    taken: HashMap<String, usize>,
}

impl Open {
    /// What stands instead of a tag, if it is taken away.
    fn take(&mut self, tag: &Tag) -> Option<&'static str> {
        if tag.is(&VOID) {
            return None;
        }
        let deep = self.names.len() >= DEPTH;
        if tag.is(&ENDLESS) {
            return (deep && tag.name != "p").then_some("<p>");
        }
        if !tag.closes {
            if !deep {
                self.names.push(tag.name.clone());
                return None;
            }
            *self.taken.entry(tag.name.clone()).or_insert(0) += 1;
            return Some(tag.parting());
        }
        if let Some(taken) = self.taken.get_mut(&tag.name).filter(|taken| **taken > 0) {
            *taken -= 1;
            return Some(tag.parting());
        }
        if let Some(at) = self.names.iter().rposition(|name| *name == tag.name) {
            let above = self.names.split_off(at);
            let stays = |name: &String| tag.is(&FORMATS) || FORMATS.contains(&name.as_str());
            self.names.extend(above.into_iter().skip(1).filter(stays));
        }
        None
    }
}

/// How long a tag is, with what is not shown behind it: the words of a script or of a comment.
pub(super) fn length(rest: &str) -> usize {
    if rest.starts_with(CDATA) {
        return CDATA.len();
    }
    if rest.starts_with("<!--") {
        return rest.find("-->").map_or(rest.len(), |at| at + 3);
    }
    let end = end(rest);
    let Some(tag) = Tag::read(rest).filter(|tag| !tag.closes && tag.is(&["script", "style", "title"])) else {
        return end;
    };
    close(rest, &tag).map_or(rest.len(), |at| at + self::end(&rest[at..]))
}

/// Where the tag stands that closes the one with which a text begins.
fn close(rest: &str, tag: &Tag) -> Option<usize> {
    let closes = |at: &usize| Tag::read(&rest[*at..]).is_some_and(|close| close.closes && close.name == tag.name);
    rest.match_indices("</").map(|(at, _)| at).find(closes)
}

/// Whether the tag with which a text begins is closed.
pub(super) fn is_closed(rest: &str, tag: &Tag) -> bool {
    close(rest, tag).is_some()
}

/// Where a tag ends: no sign between quotation marks ends it.
pub(super) fn end(rest: &str) -> usize {
    let bytes = rest.as_bytes();
    let mut at = 0;
    while let Some(next) = memchr::memchr2(b'>', b'=', &bytes[at..]) {
        at += next + 1;
        if bytes[at - 1] == b'>' {
            return at;
        }
        at += bytes[at..].iter().take_while(|byte| byte.is_ascii_whitespace()).count();
        if let Some(mark @ (b'"' | b'\'')) = bytes.get(at) {
            at = memchr::memchr(*mark, &bytes[at + 1..]).map_or(bytes.len(), |close| at + close + 2);
        }
    }
    bytes.len()
}

#[cfg(test)]
mod tests {
    use super::super::{Prose, html};
    use super::*;

    #[test]
    fn cdata_is_what_it_holds() {
        assert_eq!(ready("<p>a <![CDATA[b & c]]> d</p>"), "<p>a b & c d</p>");
        assert_eq!(ready("<![CDATA[<p>a</p>]]>"), "<p>a</p>");
        assert!(matches!(ready("<p>a</p>"), Cow::Borrowed(_)));
    }

    #[test]
    fn a_comment_that_nobody_closed_hides_nothing() {
        assert_eq!(ready("<p>a</p><!-- b --><p>c</p><!-- d <p>e</p><!-- f"), "<p>a</p><!-- b --><p>c</p> d <p>e</p> f");
    }

    #[test]
    fn what_lies_too_deep_keeps_its_words() {
        let deep = "<div>".repeat(DEPTH);
        let text = format!("{deep}<b>a</b><ul><li>b<li>c</ul><div>d</div>{}<ul><li>e</ul>", "</div>".repeat(DEPTH));
        let expected = format!("{deep}a<p><p>b<p>c<p><p>d<p>{}<ul><li>e</ul>", "</div>".repeat(DEPTH));
        assert_eq!(ready(&text), expected);
        // Ends of what is not open, and elements that stay open, do not hide the depth.
        for row in ["<div></b>a", "<div><b></div>a", "<b><div></b>a", "<b><p>a", "<ul><li>a"] {
            let mut prose = Prose::default();
            assert!(html(&mut prose, &row.repeat(2_000)).is_some(), "{row}");
            assert_eq!(prose.markdown().matches('a').count(), 2_000, "{row}");
        }
    }

    #[test]
    fn a_tag_ends_where_it_ends() {
        for (text, expected) in [
            ("<a title=\"x > y\">z", 17),
            ("<p>z", 3),
            ("<script>a < b</p></script >z", 27),
            ("<!-- <p> -->z", 12),
            ("<p class=\"x>z", 13),
        ] {
            assert_eq!(length(text), expected, "{text}");
        }
    }
}
