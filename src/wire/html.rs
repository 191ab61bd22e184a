//! Copy in HTML, as a page is pasted or an editorial system exports it.
//!
//! In: a text. Out: where its HTML begins, if it is certain that its paragraphs stand in tags. Copy that speaks
//! of `<p>`, or has `<` in it, is none; neither is copy in which some paragraphs have tags and others do not.

/// Elements that hold paragraphs or part them.
pub(super) const BLOCKS: [&str; 17] = [
    "p",
    "br",
    "div",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "ul",
    "ol",
    "li",
    "blockquote",
    "article",
    "section",
    "table",
    "figure",
];
/// What else a page or a paragraph may open with.
const OTHERS: [&str; 24] = [
    "!doctype", "![CDATA[", "!--", "?xml", "html", "head", "body", "title", "meta", "link", "style", "script", "main",
    "header", "center", "span", "b", "strong", "i", "em", "a", "img", "font", "hr",
];
/// So many lines may stand above it beside a header: a headline, a deck, a byline.
const ABOVE: usize = 3;
/// So many tags that part paragraphs are no slip and no quotation.
const ENOUGH: usize = 3;
/// The longest key of a header, in bytes.
const LONGEST_KEY: usize = 40;
/// How much of a text is looked at for its first tag, in bytes: the header of a mail may be long.
const HEAD: usize = 64_000;

/// Where the HTML begins, if the text is HTML.
pub(super) fn begins(text: &str) -> Option<usize> {
    let near = &text[..text.floor_char_boundary(HEAD)];
    memchr::memchr(b'<', near.as_bytes())?;
    let (mut at, mut plain, mut in_header) = (0, 0, false);
    for line in near.split_inclusive(['\n', '\r']) {
        let words = line.trim_start_matches(['\u{feff}', ' ', '\t']);
        let first = at + line.len() - words.len();
        if words.starts_with('<') && opens(&text[first..]) {
            return is_marked(&text[first..]).then_some(first);
        }
        // A field of a header may hold the address of a mail, and may go on in the next line.
        let is_folded = in_header && line.starts_with([' ', '\t']) && !words.trim_end().is_empty();
        in_header = is_folded || words.find(':').is_some_and(|colon| colon <= LONGEST_KEY);
        if !in_header && !words.trim_end().is_empty() {
            plain += 1;
            if plain > ABOVE || words.contains('<') {
                return None;
            }
        }
        at += line.len();
    }
    None
}

/// The first of some tags that part paragraphs, in a text that is not HTML.
pub(super) fn stray(text: &str) -> Option<usize> {
    memchr::memchr(b'<', text.as_bytes())?;
    let parts = |at: &usize| {
        let rest = &text[at + 1..];
        is_block(rest.strip_prefix('/').unwrap_or(rest))
    };
    let mut tags = memchr::memchr_iter(b'<', text.as_bytes()).filter(parts);
    let first = tags.next()?;
    tags.nth(ENOUGH - 2).map(|_| first)
}

fn opens(text: &str) -> bool {
    name(&text[1..]).is_some_and(|name| BLOCKS.contains(&&*name) || OTHERS.contains(&&*name))
}

/// Whether tags part the paragraphs, and no blank line does so beside them.
fn is_marked(text: &str) -> bool {
    let ends = text.trim_end().ends_with('>');
    let enough = blocks(text).take(ENOUGH).count();
    (enough == ENOUGH || enough > 0 && ends && text.contains("</")) && !is_parted(text)
}

/// Whether a paragraph stands between blank lines and in no tags.
fn is_parted(text: &str) -> bool {
    // Where no tag is closed, each paragraph begins with one.
    let open = !text.contains("</");
    let mut closed = open;
    let mut blank = false;
    for line in text.lines().map(str::trim) {
        if blank && closed && !line.is_empty() && !line.starts_with('<') {
            return true;
        }
        blank = line.is_empty();
        closed = if blank { closed } else { open || line.ends_with('>') };
    }
    false
}

/// Where tags stand that part paragraphs.
fn blocks(text: &str) -> impl Iterator<Item = usize> + '_ {
    memchr::memchr_iter(b'<', text.as_bytes()).filter(|at| is_block(&text[at + 1..]))
}

/// Whether the tag after its `<` parts paragraphs.
fn is_block(rest: &str) -> bool {
    name(rest).is_some_and(|name| BLOCKS.contains(&&*name))
}

/// The name of a tag in lower case, after its `<`.
fn name(rest: &str) -> Option<String> {
    if let Some(sign) = ["!--", "?xml", "![CDATA["].into_iter().find(|sign| rest.starts_with(sign)) {
        return Some(sign.to_owned());
    }
    let end = rest.bytes().take(12).position(|byte| !byte.is_ascii_alphanumeric() && byte != b'!')?;
    (end > 0 && rest[end..].starts_with(['>', ' ', '/', '\n', '\r', '\t'])).then(|| rest[..end].to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn html_is_told_from_copy_that_speaks_of_it() {
        for text in [
            "<p>Boats sail.</p>",
            "<!DOCTYPE html>\n<html><body><p>Boats sail.</p></body></html>\n",
            "<b>Ferries</b><br><br>Boats sail.<br><br>They came back.",
            "<p>Boats\n\nsail</p>\n\n<p>They came back.</p>\n",
            "<h1 class=\"x\">Ferries</h1><DIV>Boats sail.</DIV>",
            "<?xml version=\"1.0\"?>\n<html><body><p>Boats sail.</p></body></html>",
            "<style>p { margin: 0 }</style>\n<p>Boats sail.</p>",
            "<center><h1>Ferries</h1></center>\n<p>Boats sail.</p>",
            "<p>Boats sail.\n\n<p>They came\nback.\n\n<p>Then it rained.",
        ] {
            assert_eq!(begins(text), Some(0), "{text}");
        }
        for head in [
            "Date: 2026-03-04\n\nFerries\n",
            "From: Ana Reis <ana@example.org>\nReferences: <a@example.org>\n\t<b@example.org>\nSubject: Ferries\n\n",
        ] {
            assert_eq!(begins(&format!("{head}<p>Boats sail.</p>")), Some(head.len()), "{head}");
        }
        for text in [
            "Ferries",
            "",
            "<",
            "<p>",
            "<GM> to raise fees\n\nPORT MARE, March 4 - Boats sail.",
            "<p> and </p> are the tags of a paragraph, said the makers.",
            "<p>, <div> and <br>: editors argue\n\nNobody types <br>, they said.\n\nThen it rained.",
            "Boats <x@example.org> sail\n<p>They came back.</p>",
            "<b>Ferries</b>\n\nBoats sail.\n\nThey came back.",
            "<p>Boats sail.</p>\n\nThey came back.\n\n<p>Then it rained.</p>",
            "One\nTwo\nThree\nFour\n<p>Boats sail.</p>",
            "Boats <b>sail</b>.<br>They<br>came<br>back.",
        ] {
            assert_eq!(begins(text), None, "{text}");
        }
    }

    #[test]
    fn tags_in_copy_are_found() {
        assert_eq!(stray("Boats sail.<br>They<br>came<br>back."), Some(11));
        assert_eq!(stray("The tags <p> and </p> stand around a paragraph, and <GM> is no tag."), None);
    }
}
