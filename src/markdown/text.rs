//! The words of a body without markup.

use super::Options;
use super::stream::{EXTENSIONS, RawMode, Stream};
use pulldown_cmark::{Event, Parser, Tag, TagEnd};

/// The words of a body without markup, in the order in which the page shows them: a block to a
/// line. What stands in attributes (addresses, the text of an image) is not part of them.
pub fn plain_text(body: &str) -> String {
    let options = Options::default();
    let mut text = String::with_capacity(body.len());
    let mut in_image = false;
    for event in Stream::new(body, &options, RawMode::Clean) {
        match event {
            Event::Start(Tag::Image { .. }) => in_image = true,
            Event::End(TagEnd::Image) => in_image = false,
            Event::Text(words) | Event::Code(words) if !in_image => text.push_str(&words),
            Event::Start(Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. })
            | Event::End(TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link)
            | Event::Text(_)
            | Event::Code(_)
            | Event::InlineHtml(_) => {}
            Event::SoftBreak => text.push(' '),
            _ => end_line(&mut text),
        }
    }
    text.truncate(text.trim_end().len());
    super::without_nul(text)
}

fn end_line(text: &mut String) {
    text.truncate(text.trim_end().len());
    if !text.is_empty() {
        text.push('\n');
    }
}

/// The first paragraph's words without markup, cut at a word's end to at most `limit` characters
/// with `…` where something was left out. Headings, quotations, tables and code are passed over; a
/// body without paragraphs gives the words of its first list.
pub fn summary(body: &str, limit: usize) -> String {
    let mut first_item = String::new();
    let mut paragraph = String::new();
    let mut passed_over = 0_usize;
    let mut lists = 0_usize;
    for event in Parser::new_ext(body, EXTENSIONS) {
        match event {
            Event::Start(tag) if is_passed_over(&tag) => passed_over += 1,
            Event::End(end) if is_end_of_passed_over(end) => passed_over = passed_over.saturating_sub(1),
            _ if passed_over > 0 => {}
            Event::Start(Tag::List(_)) => lists += 1,
            Event::End(TagEnd::List(_)) => lists = lists.saturating_sub(1),
            Event::Text(words) | Event::Code(words) if lists > 0 => first_item.push_str(&words),
            Event::Text(words) | Event::Code(words) => paragraph.push_str(&words),
            Event::SoftBreak | Event::HardBreak if lists > 0 => first_item.push(' '),
            Event::SoftBreak | Event::HardBreak => paragraph.push(' '),
            Event::End(TagEnd::Item) => first_item.push(' '),
            Event::End(TagEnd::Paragraph) if lists == 0 => {
                if paragraph.chars().any(char::is_alphanumeric) {
                    return cut(&paragraph, limit);
                }
                paragraph.clear();
            }
            _ => {}
        }
    }
    cut(&first_item, limit)
}

fn is_passed_over(tag: &Tag<'_>) -> bool {
    matches!(
        tag,
        Tag::Heading { .. }
            | Tag::BlockQuote(_)
            | Tag::CodeBlock(_)
            | Tag::Table(_)
            | Tag::FootnoteDefinition(_)
            | Tag::HtmlBlock
            | Tag::Image { .. }
    )
}

fn is_end_of_passed_over(end: TagEnd) -> bool {
    matches!(
        end,
        TagEnd::Heading(_)
            | TagEnd::BlockQuote(_)
            | TagEnd::CodeBlock
            | TagEnd::Table
            | TagEnd::FootnoteDefinition
            | TagEnd::HtmlBlock
            | TagEnd::Image
    )
}

/// Words with single spaces between them, cut to at most `limit` characters.
fn cut(words: &str, limit: usize) -> String {
    let mut cut = String::new();
    let mut length = 0;
    for word in words.split_whitespace() {
        let needed = word.chars().count() + usize::from(length > 0);
        if length + needed > limit {
            return ellipsis(cut, word, limit);
        }
        if length > 0 {
            cut.push(' ');
        }
        cut.push_str(word);
        length += needed;
    }
    super::without_nul(cut)
}

/// Marks that something was left out, within the limit; a text in one word is cut inside of it.
fn ellipsis(mut cut: String, next: &str, limit: usize) -> String {
    if limit == 0 {
        return String::new();
    }
    if cut.is_empty() {
        cut = next.chars().take(limit - 1).collect();
    }
    while cut.chars().count() >= limit {
        let at = cut.rfind(' ').unwrap_or_else(|| cut.char_indices().next_back().map_or(0, |(at, _)| at));
        cut.truncate(at);
    }
    cut.truncate(cut.trim_end_matches([',', ';', ':', '—', '–', '-', ' ']).len());
    cut.push('…');
    super::without_nul(cut)
}
