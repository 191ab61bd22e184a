//! Elements of a page that are no copy: what runs, what is filled in, what stands there for browsers that cannot show
//! something.
//!
//! In: HTML as it came. Out: the same in which each of them ends, so that one that nobody closed hides nothing.

use super::markup::{self, Tag};
use crate::source::Span;
use crate::wire::html::BLOCKS;
use foldhash::HashMap;
use std::borrow::Cow;

/// Those whose content goes with them.
pub(super) const HIDDEN: [&str; 15] = [
    "script", "style", "noscript", "noframes", "template", "select", "datalist", "textarea", "nav", "svg", "canvas",
    "iframe", "video", "audio", "dialog",
];
/// Those whose content may be copy.
const OPEN: [&str; 3] = ["button", "label", "object"];
/// Those whose words are no HTML.
const RAW: [&str; 2] = ["script", "style"];
/// HTML without the tags of such elements that nobody closed; of a script its words go as well.
pub(super) fn ended(html: &str) -> Cow<'_, str> {
    let open = open(html);
    if open.is_empty() {
        return html.into();
    }
    let (mut out, mut at) = (String::with_capacity(html.len()), 0);
    for span in open.into_iter().filter(|span| span.end > span.start) {
        out.push_str(&html[at.min(span.start)..span.start]);
        at = at.max(span.end);
    }
    (out + &html[at..]).into()
}

/// The first script or style that nobody closed.
pub(in crate::wire) fn open_script(html: &str) -> Option<Span> {
    let is_raw = |span: &Span| RAW.iter().any(|name| Tag::read(&html[span.start..]).is_some_and(|tag| tag.is(&[name])));
    open(html).into_iter().find(is_raw).map(|span| span.start..span.start + markup::end(&html[span.start..]))
}

/// Whether a script or a style begins here.
pub(super) fn is_raw(rest: &str) -> bool {
    Tag::read(rest).is_some_and(|tag| !tag.closes && tag.is(&RAW))
}

/// Where the last script or style is closed.
pub(super) fn last_closed(html: &str) -> usize {
    let closes = |at: &usize| Tag::read(&html[*at..]).is_some_and(|tag| tag.closes && tag.is(&RAW));
    memchr::memrchr_iter(b'<', html.as_bytes()).find(closes).unwrap_or(0)
}

/// What is to go, in the order of the text: tags of elements that nobody closed.
fn open(html: &str) -> Vec<Span> {
    let mut open: HashMap<String, Vec<Span>> = HashMap::default();
    let mut at = 0;
    // What is not closed once is not closed further down.
    let mut unclosed: Vec<String> = Vec::new();
    while let Some(next) = memchr::memchr(b'<', &html.as_bytes()[at..]) {
        at += next;
        let rest = &html[at..];
        let Some(tag) = Tag::read(rest) else {
            at += if rest.starts_with("<!--") { markup::length(rest) } else { 1 };
            continue;
        };
        let mut end = at + markup::end(rest);
        if tag.is(&RAW) && !tag.closes {
            if !unclosed.contains(&tag.name) && markup::is_closed(rest, &tag) {
                end = at + markup::length(rest);
            } else {
                end = words_end(html, end);
                if !unclosed.contains(&tag.name) {
                    unclosed.push(tag.name.clone());
                }
                open.entry(tag.name).or_default().push(at..end);
            }
        } else if tag.is(&HIDDEN) || tag.is(&OPEN) {
            let row = open.entry(tag.name.clone()).or_default();
            if !tag.closes {
                row.push(at..end);
            } else if !RAW.contains(&tag.name.as_str()) {
                row.pop();
            }
        }
        at = end;
    }
    let mut all: Vec<Span> = open.into_values().flatten().collect();
    all.sort_by_key(|span| span.start);
    all
}

/// Where the words of a script end at the latest: at the next paragraph.
pub(super) fn words_end(html: &str, from: usize) -> usize {
    let tags = memchr::memchr_iter(b'<', &html.as_bytes()[from..]).map(|at| from + at);
    // An item stands within its list.
    let is_block = |tag: Tag| tag.is(&BLOCKS) && tag.name != "li";
    let mut blocks = tags.filter(|at| Tag::read(&html[*at..]).is_some_and(is_block));
    blocks.next().unwrap_or(html.len())
}

/// The last heading, if nothing closes it.
pub(in crate::wire) fn last_heading(html: &str) -> Option<Span> {
    let tags = memchr::memrchr_iter(b'<', html.as_bytes()).filter_map(|at| Some((at, Tag::read(&html[at..])?)));
    let mut tags = tags.take(LAST).skip_while(|(_, tag)| tag.is(&INLINE));
    let (at, tag) = tags.next()?;
    let from = at + markup::end(&html[at..]);
    let words = html[from..].trim();
    let span = html.len() - html[from..].trim_start().len();
    (!tag.closes && tag.is(&HEADINGS) && !words.is_empty()).then(|| span..span + words.len())
}

/// So many tags at the end of a page are looked at.
const LAST: usize = 8;
const HEADINGS: [&str; 6] = ["h1", "h2", "h3", "h4", "h5", "h6"];
const INLINE: [&str; 8] = ["a", "b", "strong", "i", "em", "span", "u", "font"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_closed_hides_nothing() {
        for (html, expected) in [
            ("<p>a</p><script>b < c <p>d</p>", "<p>a</p><p>d</p>"),
            ("<p>a</p><script>b</script><p>d</p>", "<p>a</p><script>b</script><p>d</p>"),
            ("<p>a</p><nav>b<p>c</p>", "<p>a</p>b<p>c</p>"),
            ("<nav>a<nav>b</nav><p>c</p>", "a<nav>b</nav><p>c</p>"),
            ("<button>a</button><noscript>b</noscript>", "<button>a</button><noscript>b</noscript>"),
            ("<style>a<div>b<style>c", "<div>b"),
            ("<svg/><p>a</p>", "<p>a</p>"),
        ] {
            assert_eq!(ended(html), expected, "{html}");
        }
    }

    #[test]
    fn a_heading_that_ends_a_page_is_found() {
        let found = |html: &'static str| last_heading(html).map(|span| &html[span]);
        assert_eq!(found("<p>a</p><h2>A <b>quay</b>\n"), Some("A <b>quay</b>"));
        assert_eq!(found("<p>a</p><h2>A quay\n"), Some("A quay"));
        assert_eq!(found("<p>a</p><h2>A quay</h2>"), None);
        assert_eq!(found("<h2>A quay</h2><p>a"), None);
        assert_eq!(found("<h2>"), None);
    }
}
