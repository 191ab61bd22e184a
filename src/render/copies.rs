//! A story's Markdown as it is published beside its page.
//!
//! It is the text as typed, without what is for the desk alone: desk notes, comments, and the names
//! of files. Links lead where the page's links lead; one to a story that is held back leaves its
//! words.

use super::body::Text;
use crate::document;
use crate::markdown::{Link, Links};

/// A text's Markdown with front matter.
pub(super) fn markdown(text: &Text, links: &dyn Links) -> String {
    let body = without_comments(&relinked(&text.document.body, links));
    let as_typed = text.document.body_start.is_some() && body == text.document.body && !is_for_the_desk(text);
    if as_typed {
        return text.source.text().to_owned();
    }
    let mut document = text.document.clone();
    let front = &mut document.front;
    front.desk.clear();
    front.converted = None;
    front.state = None;
    front.draft = None;
    front.embargo = None;
    document.body = body;
    document::print(&document)
}

/// Whether the front matter has what is for the desk alone.
fn is_for_the_desk(text: &Text) -> bool {
    let front = &text.document.front;
    !front.desk.is_empty()
        || front.converted.is_some()
        || front.state.is_some()
        || front.draft.is_some()
        || front.embargo.is_some()
        || may_have_comments(text)
}

/// Whether the front matter may hold comments, which desks write to each other. A `#` in a value
/// only means that the front matter is printed anew.
fn may_have_comments(text: &Text) -> bool {
    let body_start = text.document.body_start.unwrap_or_default();
    text.source.text().get(..body_start).is_some_and(|front| front.contains('#'))
}

/// A body whose links and pictures lead where the page's do.
fn relinked(body: &str, links: &dyn Links) -> String {
    let mut out = String::with_capacity(body.len());
    let mut rest = body;
    while let Some((at, open)) = next_link(rest) {
        let (before, from) = rest.split_at(at + open);
        let end = from.find([')', ' ', '\n', '>']).unwrap_or(from.len());
        let typed = &from[..end];
        out.push_str(before);
        match links.link(typed) {
            Link::AsTyped => out.push_str(typed),
            Link::To(address) => out.push_str(&address),
            // An empty address: the words stay, and no name of a file is told.
            Link::Broken(_) => {}
        }
        rest = &from[end..];
    }
    out.push_str(rest);
    out
}

/// Where the next address may stand: after `](`, `](<`, or `]: `.
fn next_link(text: &str) -> Option<(usize, usize)> {
    let inline = text.find("](").map(|at| (at, if text[at + 2..].starts_with('<') { 3 } else { 2 }));
    let reference = text.find("]: ").map(|at| (at, 3));
    inline.into_iter().chain(reference).min()
}

/// A body without HTML comments, which no reader sees on the page.
fn without_comments(body: &str) -> String {
    let mut out = String::with_capacity(body.len());
    let mut rest = body;
    while let Some(at) = rest.find("<!--") {
        let Some(end) = rest[at..].find("-->") else { break };
        out.push_str(&rest[..at]);
        rest = &rest[at + end + 3..];
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Site;

    impl Links for Site {
        fn link(&self, typed: &str) -> Link {
            match typed {
                "../land/a.md" => Link::To("/2026/a.html".into()),
                "held.md" => Link::Broken("held".into()),
                _ => Link::AsTyped,
            }
        }
    }

    #[test]
    fn links_lead_where_the_page_leads_and_held_names_are_not_told() {
        let body = "[a](../land/a.md \"t\") [h](held.md) [w](https://x.example/) [b](<../land/a.md>)\n\n[r]: held.md\n";
        let expected = "[a](/2026/a.html \"t\") [h]() [w](https://x.example/) [b](</2026/a.html>)\n\n[r]: \n";
        assert_eq!(relinked(body, &Site), expected);
    }

    #[test]
    fn comments_stay_at_the_desk() {
        assert_eq!(without_comments("a <!-- call Ana --> b <!-- open"), "a  b <!-- open");
    }
}
