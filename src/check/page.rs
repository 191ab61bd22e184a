//! What a page says to whoever follows it: its links, anchors, pictures and languages.

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};
use std::cell::RefCell;
use std::collections::BTreeSet;

/// A page, read.
#[derive(Debug, Default)]
pub(super) struct Page {
    /// Where it leads and what it shows, each once.
    pub(super) links: BTreeSet<Box<str>>,
    /// Its anchors.
    pub(super) ids: BTreeSet<Box<str>>,
    /// Pictures in the text without words for those who cannot see them: their addresses.
    pub(super) wordless: BTreeSet<Box<str>>,
    /// The addresses of its translations.
    pub(super) translations: BTreeSet<Box<str>>,
}

/// Reads a page, and the structured data in it as text.
pub(super) fn read(html: &str) -> (Page, Vec<String>) {
    let reader = Reader { read: RefCell::default() };
    let tokenizer = Tokenizer::new(reader, TokenizerOpts::default());
    let queue = BufferQueue::default();
    queue.push_back(StrTendril::from(html));
    let _ = tokenizer.feed(&queue);
    tokenizer.end();
    let read = tokenizer.sink.read.into_inner();
    (read.page, read.data)
}

#[derive(Default)]
struct Read {
    page: Page,
    data: Vec<String>,
    /// Whether the text of a data block is being read.
    in_data: bool,
}

struct Reader {
    read: RefCell<Read>,
}

impl TokenSink for Reader {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut read = self.read.borrow_mut();
        match token {
            Token::TagToken(tag) if tag.kind == TagKind::StartTag => return read.start(&tag),
            Token::TagToken(tag) if &*tag.name == "script" => read.in_data = false,
            Token::CharacterTokens(text) if read.in_data => {
                if let Some(data) = read.data.last_mut() {
                    data.push_str(&text);
                }
            }
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

impl Read {
    fn start(&mut self, tag: &Tag) -> TokenSinkResult<()> {
        let attribute = |name: &str| tag.attrs.iter().find(|attribute| &*attribute.name.local == name);
        let value = |name: &str| attribute(name).map(|attribute| &*attribute.value);
        let page = &mut self.page;
        page.ids.extend(value("id").map(Box::from));
        let name = &*tag.name;
        match name {
            "a" | "area" => page.ids.extend(value("name").map(Box::from)),
            "link" if value("rel").is_some_and(|rel| rel.split_whitespace().any(|rel| rel == "alternate")) => {
                page.translations.extend(value("hreflang").and_then(|_| value("href")).map(Box::from));
            }
            "img" if value("alt").is_none_or(|alt| alt.trim().is_empty()) => {
                page.wordless.extend(value("src").map(Box::from));
            }
            "meta" if value("http-equiv").is_some_and(|equiv| equiv.eq_ignore_ascii_case("refresh")) => {
                let to = value("content").and_then(|content| content.split_once("url="));
                page.links.extend(to.map(|(_, to)| Box::from(to.trim_matches(['\'', '"', ' ']))));
            }
            _ => {}
        }
        // A preconnect names a host, no address.
        let is_hint =
            name == "link" && value("rel").is_some_and(|rel| rel.contains("preconnect") || rel.contains("dns-"));
        if !is_hint {
            let typed = ["href", "src", "poster", "data"].into_iter().filter_map(value);
            page.links.extend(typed.map(|typed| Box::from(typed.trim())));
            let several = value("srcset").into_iter().flat_map(|srcset| srcset.split(", "));
            page.links.extend(several.filter_map(|one| one.split_whitespace().next()).map(Box::from));
        }
        match name {
            "script" => {
                self.in_data = value("type").is_some_and(|kind| kind.eq_ignore_ascii_case("application/ld+json"));
                if self.in_data {
                    self.data.push(String::new());
                }
                TokenSinkResult::RawData(RawKind::ScriptData)
            }
            "style" | "noframes" | "iframe" => TokenSinkResult::RawData(RawKind::Rawtext),
            "title" | "textarea" => TokenSinkResult::RawData(RawKind::Rcdata),
            _ => TokenSinkResult::Continue,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_read_as_a_browser_reads_it() {
        let html = r#"<title><a href="/no">x</a></title><a href='/a&amp;b' id=one>x</a><img src=p.jpg srcset="p2.jpg 2x, p3.jpg 3x">
            <script>"<a href='/no'>"</script><!-- <a href="/no"> --><link rel="alternate" hreflang=de href=/de/>
            <script type="application/ld+json">{"a":"</b>"}</script><img alt="A ferry" src=q.jpg>"#;
        let (page, data) = read(html);
        let links: Vec<_> = page.links.iter().map(|link| &**link).collect();
        assert_eq!(links, ["/a&b", "/de/", "p.jpg", "p2.jpg", "p3.jpg", "q.jpg"]);
        assert!(page.ids.contains("one"));
        assert_eq!(page.wordless.len(), 1);
        assert_eq!(data, [r#"{"a":"</b>"}"#]);
        assert_eq!(page.translations, BTreeSet::from(["/de/".into()]));
    }
}
