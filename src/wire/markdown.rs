//! Copy as Markdown that reads as the same words: what Markdown would take for markup is escaped.
//!
//! Only what could become markup gets a backslash, so that an editor who opens the file reads copy.

use super::lines::trimmed;
use super::paragraphs::{Join, Paragraph};
use crate::source::Span;
use escape::{Place, escaped, special, start};

mod escape;

/// The text whose paragraphs are written.
pub(super) struct Text<'a> {
    pub(super) text: &'a str,
    /// Whether no sign in it may need an escape, as in most.
    plain: bool,
}

impl<'a> Text<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, plain: escape::is_plain(text) }
    }

    /// Writes a paragraph.
    pub(super) fn paragraph(&self, out: &mut String, paragraph: &Paragraph) {
        self.rows(out, paragraph, paragraph.span(), "");
    }

    /// Writes the part of a paragraph that lies in `part`; `prefix` opens each line (`> ` in a callout).
    pub(super) fn rows(&self, out: &mut String, paragraph: &Paragraph, part: Span, prefix: &str) {
        let own = |row: &Span| {
            let span = row.start.max(part.start).min(row.end)..row.end.min(part.end).max(row.start);
            trimmed(self.text, span)
        };
        if let [row] = paragraph.rows.as_slice() {
            out.push_str(prefix);
            self.line(out, &self.text[own(&row.span)], Place::Line);
            out.push('\n');
            return;
        }
        let mut words = String::with_capacity(part.len() + 8);
        let mut lines: Vec<String> = Vec::new();
        for row in &paragraph.rows {
            let span = own(&row.span);
            if span.is_empty() {
                continue;
            }
            if !words.is_empty() {
                match row.join {
                    Join::Wrap => words.push(' '),
                    Join::Glue => {}
                    Join::Mend => drop(words.pop()),
                    Join::Break => lines.push(std::mem::take(&mut words)),
                }
            }
            words.push_str(&self.text[span]);
        }
        lines.push(words);
        let last = lines.len() - 1;
        for (at, line) in lines.iter().enumerate() {
            out.push_str(prefix);
            self.line(out, line, if last > 0 { Place::Lines } else { Place::Line });
            out.push_str(if at < last { "\\\n" } else { "\n" });
        }
    }

    fn line(&self, out: &mut String, words: &str, place: Place) {
        if self.plain {
            let words = start(out, words, place);
            out.push_str(words);
        } else {
            escaped(out, words, place);
        }
    }
}

/// Writes a cross-head.
pub(super) fn heading(out: &mut String, words: &str) {
    out.push_str("## ");
    escaped(out, words, Place::Heading);
    out.push('\n');
}

/// Writes words that stand in a line with others, such as a speaker's name.
pub(super) fn inline(out: &mut String, words: &str) {
    escaped(out, words, Place::Inline);
}

/// Writes a part of a line beside which other parts have markup: every mark that could become markup with
/// theirs is escaped. `opens` says that the line begins here.
pub(super) fn piece(out: &mut String, words: &str, opens: bool) {
    let words = if opens { start(out, words, Place::Line) } else { words };
    let mut from = 0;
    for (at, byte) in words.bytes().enumerate().filter(|(_, byte)| special(*byte) && !matches!(byte, b'#' | b'}')) {
        let around = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let (before, after) = (words[..at].chars().next_back(), words[at + 1..].chars().next());
        let harmless = match byte {
            b'_' => around(before) && around(after),
            b'&' | b'<' => after == Some(' '),
            _ => false,
        };
        if !harmless {
            out.push_str(&words[from..at]);
            out.push('\\');
            from = at;
        }
    }
    // An exclamation mark before a link would make a picture of it.
    match words[from..].strip_suffix('!') {
        Some(rest) => {
            out.push_str(rest);
            out.push_str("\\!");
        }
        None => out.push_str(&words[from..]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use pulldown_cmark::{Event, Options, Parser, Tag};

    /// Everything that the renderer could turn on, but for what changes characters by design.
    fn options() -> Options {
        Options::ENABLE_TABLES
            | Options::ENABLE_FOOTNOTES
            | Options::ENABLE_STRIKETHROUGH
            | Options::ENABLE_TASKLISTS
            | Options::ENABLE_HEADING_ATTRIBUTES
            | Options::ENABLE_DEFINITION_LIST
            | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS
            | Options::ENABLE_PLUSES_DELIMITED_METADATA_BLOCKS
            | Options::ENABLE_GFM
    }

    /// The words of the parsed Markdown, and the first piece of markup in it that is no paragraph.
    fn parsed(markdown: &str) -> (String, Option<String>) {
        let mut words = String::new();
        let mut markup = None;
        for event in Parser::new_ext(markdown, options()) {
            match event {
                Event::Text(text) => words.push_str(&text),
                Event::HardBreak => words.push('\n'),
                Event::Start(Tag::Paragraph | Tag::Heading { .. }) | Event::End(_) => {}
                other => markup = markup.or(Some(format!("{other:?}"))),
            }
        }
        (words, markup)
    }

    fn written(copy: &str) -> String {
        let signs = super::super::signs::Signs::of(copy);
        let tidied = super::super::lines::tidy(copy, signs);
        let rows = super::super::lines::lines(&tidied, signs).into_iter().filter(|line| !line.is_blank());
        let rows = rows.map(|line| super::super::paragraphs::Row { span: line.span, join: Join::Break }).collect();
        let mut out = String::new();
        Text::new(&tidied).paragraph(&mut out, &Paragraph { rows, apart: true, split_off: false });
        out
    }

    #[test]
    fn copy_never_becomes_markup() {
        let cases = [
            ("Plain copy, with marks: $5-$6 (a tenth); [the south]; B&B, Q&A.", true),
            ("snake_case and _ dash _ stay", true),
            ("* starred", false),
            ("- item", false),
            ("+ item", false),
            ("1. first", false),
            ("1986. A year", false),
            ("# heading", false),
            ("#hashtag", true),
            ("> quoted", false),
            ("<GM> and <b>bold</b>", false),
            ("&amp; &lt; AT&T", false),
            ("``It is,'' he said", false),
            ("*bold* and **more** and _this_", false),
            ("[text](http://example.org)", false),
            ("[!NOTE] mind", false),
            ("[a]: b", false),
            ("~~struck~~", false),
            ("---", false),
            ("===", false),
            ("___", false),
            ("| a | b |", false),
            (": defined", false),
            ("a \\ b \\* c\\", false),
            ("5 < 6 and 7 > 6", true),
        ];
        for (copy, same) in cases {
            let markdown = written(copy);
            assert_eq!(parsed(&markdown), (copy.to_owned(), None), "{markdown}");
            assert_eq!(markdown.trim_end() == copy, same, "{markdown}");
        }
    }

    #[test]
    fn lines_stay_lines_and_no_table_or_heading_comes_of_them() {
        for copy in [
            "a | b\n--- | ---\nc | d",
            "Title\n=====",
            "Title\n---",
            "term\n: defined",
            "one\n- two\n* three",
            "a\n> b\n# c\n1. d",
        ] {
            assert_eq!(parsed(&written(copy)), (copy.to_owned(), None), "{}", written(copy));
        }
    }

    proptest! {
        #[test]
        fn any_line_keeps_its_words(copy in "[-a-c1.)(*_`#>+<=|~:&;!\\[\\]{}\\\\ \u{e9}\u{201c}^$/\"']{1,24}") {
            let expected = copy.trim().to_owned();
            prop_assume!(!expected.is_empty());
            let markdown = written(&copy);
            let (words, markup) = parsed(&markdown);
            prop_assert_eq!(markup, None, "{}", markdown);
            prop_assert_eq!(words, expected, "{}", markdown);
        }

        #[test]
        fn any_lines_keep_their_words(copy in prop::collection::vec("[-a1.)*_`#>+<=|~:&\\[\\] \\\\]{1,8}", 1..4)) {
            let lines: Vec<_> = copy.iter().map(|line| line.trim()).filter(|line| !line.is_empty()).collect();
            prop_assume!(!lines.is_empty());
            let markdown = written(&copy.join("\n"));
            let (words, markup) = parsed(&markdown);
            prop_assert_eq!(markup, None, "{}", markdown);
            prop_assert_eq!(words, lines.join("\n"), "{}", markdown);
        }

        #[test]
        fn any_heading_keeps_its_words(copy in "[-a1.)*_`#>+<=|~:&{}\\[\\] \\\\]{1,16}") {
            let expected = copy.trim().to_owned();
            prop_assume!(!expected.is_empty());
            let mut markdown = String::new();
            heading(&mut markdown, &expected);
            let (words, markup) = parsed(&markdown);
            prop_assert_eq!(markup, None, "{}", markdown);
            prop_assert_eq!(words, expected, "{}", markdown);
        }
    }
}
