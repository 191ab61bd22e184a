//! What must hold of any text: no word is lost and none added, nothing in copy becomes markup, and no
//! bytes make the reader panic.

use super::structured::{self, Format};
use super::{Context, Reading, read, read_document, read_front};
use crate::document::FrontMatter;
use crate::source::{Source, Spanned, decode};
use proptest::prelude::*;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

fn reading(text: &str) -> Reading {
    read(&Source::new("a.txt", text), &Context { callout_words: 6, ..Context::default() }).value
}

/// The letters and digits of a text, which is what is left of words when marks do not count.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// What front matter holds of the text's own words.
fn typed(front: &FrontMatter) -> Vec<&str> {
    // A key that was read out of a service line is in the desk's notes already.
    let within = |key: &Spanned<String>| {
        front.desk.iter().any(|note| note.span.start <= key.span.start && key.span.end <= note.span.end)
    };
    let slugline = front.slugline.as_ref().filter(|key| !within(key));
    let single = [&front.title, &front.description, &front.kicker, &front.byline, &front.dateline];
    let lists = front.tags.iter().chain(&front.desk).chain(slugline);
    single.into_iter().flatten().chain(lists).map(|field| field.value.as_str()).collect()
}

/// The words of a body, without the labels of its callouts, and what in it is no paragraph, heading or callout.
fn plain(body: &str) -> (String, Vec<String>) {
    let unlabelled: String =
        body.lines().filter(|line| !line.starts_with("> [!QUOTE] ")).map(|line| format!("{line}\n")).collect();
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_GFM;
    let mut words = String::new();
    let mut markup = Vec::new();
    for event in Parser::new_ext(&unlabelled, options) {
        match event {
            Event::Text(text) => words.push_str(&text),
            Event::HardBreak | Event::SoftBreak | Event::End(TagEnd::Paragraph | TagEnd::Heading(_)) => words.push(' '),
            Event::Start(Tag::Paragraph | Tag::Heading { .. } | Tag::BlockQuote(None))
            | Event::End(_)
            | Event::Rule => {}
            other => markup.push(format!("{other:?}")),
        }
    }
    (words, markup)
}

/// Whether the characters of `part` stand in `whole` in the same order.
fn is_in_order(part: &str, whole: &str) -> bool {
    let mut rest = whole.chars();
    part.chars().all(|c| rest.any(|other| other == c))
}

/// The characters that only the second list has, and those that only the first has.
fn difference(mut kept: Vec<char>, mut all: Vec<char>) -> (String, String) {
    kept.sort_unstable();
    all.sort_unstable();
    let (mut lost, mut added) = (String::new(), String::new());
    let (mut kept, mut all) = (kept.into_iter().peekable(), all.into_iter().peekable());
    loop {
        match (kept.peek(), all.peek()) {
            (None, None) => return (lost, added),
            (Some(k), Some(a)) if k == a => {
                kept.next();
                all.next();
            }
            (Some(k), Some(a)) if k < a => added.extend(kept.next()),
            (Some(_), None) => added.extend(kept.next()),
            _ => lost.extend(all.next()),
        }
    }
}

/// What pages and lists need is the same whether all quotations were looked for or not.
fn check_front(text: &str) -> Result<(), TestCaseError> {
    let source = Source::new("a.txt", text);
    let context = Context { callout_words: 6, ..Context::default() };
    let (whole, front) = (read(&source, &context), read_front(&source, &context));
    prop_assert_eq!(&whole.value.document.front, &front.value.front);
    prop_assert_eq!(&whole.findings, &front.findings);
    prop_assert_eq!(&whole.value.document, &read_document(&source, &context).value);
    let (whole, opening) = (whole.value.document.body, front.value.body);
    prop_assert!(whole.starts_with(&opening), "{opening:?} does not open {whole:?}");
    let summed = front.value.front.description.is_some() || first_words(&whole) == first_words(&opening);
    prop_assert!(summed, "{opening:?} is not enough of {whole:?}");
    Ok(())
}

/// The first paragraph with words in it that stands in no callout, as a summary takes it.
fn first_words(body: &str) -> String {
    let (mut words, mut quoted, mut head) = (String::new(), false, false);
    for event in Parser::new(body) {
        match event {
            Event::Start(Tag::BlockQuote(_)) => quoted = true,
            Event::End(TagEnd::BlockQuote(_)) => quoted = false,
            Event::Start(Tag::Heading { .. }) => head = true,
            Event::End(TagEnd::Heading(_)) => head = false,
            Event::Text(text) if !quoted && !head => words.push_str(&text),
            Event::End(TagEnd::Paragraph) if words.chars().any(char::is_alphanumeric) => return words,
            _ => {}
        }
    }
    words
}

fn check(text: &str) -> Result<(), TestCaseError> {
    check_words(text, text)
}

/// That the document of a text holds the words that it means, each once and in order.
fn check_words(text: &str, meant: &str) -> Result<(), TestCaseError> {
    check_front(text)?;
    let reading = reading(text);
    let (words, markup) = plain(&reading.document.body);
    prop_assert_eq!(markup, Vec::<String>::new(), "{}", reading.document.body);
    let body = letters(&words);
    let all = letters(meant);
    prop_assert!(is_in_order(&body, &all), "{:?}", reading.document);
    let mut kept: Vec<char> =
        typed(&reading.document.front).iter().flat_map(|field| letters(field).chars().collect::<Vec<_>>()).collect();
    kept.extend(body.chars());
    let (lost, added) = difference(kept, all.chars().collect());
    prop_assert!(lost.is_empty() && added.is_empty(), "lost {lost:?}, added {added:?}: {:?}", reading.document);
    let printed = crate::document::print(&reading.document);
    let again = crate::document::read(&Source::new("again.md", printed.as_str())).value;
    prop_assert_eq!(&again.body, &reading.document.body, "{}", printed);
    prop_assert_eq!(again.front.without_places(), reading.document.front.clone().without_places(), "{}", printed);
    for field in reading.fields.iter().chain(&reading.subheads) {
        prop_assert!(text.get(field.span.clone()).is_some(), "{:?}", field);
    }
    Ok(())
}

/// Lines as they stand in odd copy.
const LINES: &[&str] = &[
    "",
    "",
    "",
    "All news",
    "Sport",
    "CORONAVIRUS PANDEMIC",
    "Harbour fees to rise in spring, says board",
    "UPDATE 1-Harbour fees to rise in spring",
    "CORRECTED: Ferries sail",
    "By Ana Reis",
    "By ANA REIS and TOM EK",
    "AP Business Writer",
    "Ana Reis",
    "daa/mt/msr",
    "(Adds details)",
    "(LEAD)",
    "PORT MARE, May 4 (Reuters) - The board said on Friday it would raise its fees.",
    "TOKYO, February 7. /TASS/. Ferries sailed, the envoy said on Friday.",
    "    LISBON, March 3 - Boats came back to the quay after the storm of the",
    "week, and the board said",
    "PORT MARE — The quay is closed.",
    "(ANSA) - ROMA, 22 MAR - Porti chiusi.",
    "AUSTIN, Texas, Feb. 1, 2017 /PRNewswire/ --",
    "   BOGOTA, 2 FEB 89 (EFE) -- [TEXT] BOATS [WORDS INDISTINCT] CAME.",
    "\"We will not sail before the wind has gone down again,\" said Ana Reis.",
    "“We will sail",
    "and so on,” he said.",
    "Fees and boats",
    "Who is to pay?",
    "- item",
    "* item",
    "1. first",
    "1986. A year",
    "# heading",
    "> quoted",
    "<GM> rose",
    "<b>bold</b>",
    "&amp; so",
    "``It is,'' he said.",
    "a | b",
    "--- | ---",
    "---",
    "===",
    "___",
    "* * *",
    "```",
    "~~~",
    "    indented copy that is not code",
    "\tTabbed",
    "[a]: b",
    "[^1]: note",
    "[text](javascript:alert)",
    "![x](y)",
    "long-",
    "awaited lamps",
    "soft\u{ad}",
    "C:\\path\\",
    "a\0b",
    "\u{16}\u{16}\u{1}W2607\u{1f}asian",
    "^BC-EU--Ferry Fees, 1st Ld-Writethru,1140<",
    "^By ANA REIS=",
    "\u{2}Ferry fees to rise =",
    "\u{3}AP-WF-11-13-13 0745GMT<",
    "BC-FERRY-FEES",
    "/harbour/fees/",
    "Reuter",
    " REUTER",
    "ENDS",
    "(Reporting by Ana Reis; Editing by Tom Ek)",
    "MORE",
    "==Kyodo",
    "Tags",
];

/// A long sentence, so that some lines are copy.
const COPY: &str = "The harbour board met on Tuesday and spoke for three hours about the fees that boats are to pay from next May, and 2019 was named.";

/// Pieces of structured items.
const ITEM: &[&str] = &[
    "<nitf>",
    "<head>",
    "<body>",
    "</body>",
    "<body.head>",
    "<hedline><hl1>",
    "</hl1></hedline>",
    "<body.content>",
    "<block>",
    "<p>",
    "</p>",
    "<hl2>",
    "</hl2>",
    "<ul><li>",
    "</li></ul>",
    "<table><tr><td>",
    "</td></tr></table>",
    "<em>",
    "</em>",
    "<a href=\"https://port.example/\">",
    "</a>",
    "<q>",
    "</q>",
    "<br/>",
    "<pre>",
    "</pre>",
    "<byline>By <person>",
    "</person></byline>",
    "<dateline><location>",
    "</location></dateline>",
    "</nitf>",
    "<newsItem guid=\"a\" version=\"1\">",
    "<itemMeta>",
    "</itemMeta>",
    "<contentMeta>",
    "<headline>",
    "</headline>",
    "</contentMeta>",
    "<contentSet><inlineXML>",
    "</inlineXML></contentSet>",
    "</newsItem>",
    "<html><body>",
    "{\"headline\":\"",
    "\",\"body_xhtml\":\"",
    "\",\"body_text\":\"",
    "\"}",
    "\\n",
    "&lt;",
    "&amp;",
    "<![CDATA[",
    "]]>",
    "<!-- ",
    " -->",
    "* ",
    "# ",
    "1. ",
    "> ",
    "---",
    "|",
    "`",
    "_a_",
    "[x](y)",
    "Boats sail. ",
    "\n",
    " ",
];

/// What pages are made of.
const PAGE: &[&str] = &[
    "<h1>",
    "</h1>",
    "<h2>Who sails</h2>",
    "<p>",
    "</p>",
    "<b>",
    "</b>",
    "<a href=\"https://a.example/?a&b\">",
    "</a>",
    "<br>",
    "<br><br>",
    "<hr>",
    "<ul><li>",
    "</li></ul>",
    "<table><tr><td>",
    "</td></tr></table>",
    "<blockquote>",
    "</blockquote>",
    "<q>",
    "</q>",
    "<img src=quay.jpg alt='The quay'>",
    "<title>",
    "</title>",
    "<script>",
    "</script>",
    "<!--",
    "-->",
    "<",
    ">",
    "&amp;",
    "&nbsp;",
    "&#8220;",
    "&#x201d;",
    "&",
    "PORT MARE, March 4, 2026 (Coast Wire) - Boats sail.",
    "By Ana Reis",
    "ENDS",
    "AA#",
    "(Reporting by Ana Reis)",
    "\n",
    " ",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 192, ..ProptestConfig::default() })]

    #[test]
    fn odd_copy_loses_no_word(lines in prop::collection::vec(prop_oneof![3 => prop::sample::select(LINES), 1 => Just(COPY)], 0..14)) {
        check(&lines.join("\n"))?;
    }

    #[test]
    fn any_text_loses_no_word(text in "(\\PC|\n| |[-A-Z0-9a-c.,:;/()\\[\\]\"'<>&*_#|~`=+^]){0,120}") {
        check(&text)?;
    }

    /// Pieces of items in any order, and between them whatever copy may hold.
    #[test]
    fn any_item_prints_and_reads(
        pieces in prop::collection::vec(prop_oneof![3 => prop::sample::select(ITEM).prop_map(str::to_owned), 1 => "\\PC{0,12}"], 0..40),
        format in prop::sample::select(&[Format::Nitf, Format::NewsMl, Format::Ninjs]),
    ) {
        let source = Source::new("content/a.xml", pieces.concat());
        let document = structured::read(&source, format, &Context::default()).value.document;
        let printed = crate::document::print(&document);
        let again = crate::document::read(&Source::new("again.md", printed.as_str())).value;
        prop_assert_eq!(&again.body, &document.body, "{}", printed);
        prop_assert_eq!(again.front.without_places(), document.front.clone().without_places(), "{}", printed);
    }

    /// Paragraphs in tags are copy as any other.
    #[test]
    fn copy_in_tags_loses_no_word(lines in prop::collection::vec(prop_oneof![3 => prop::sample::select(LINES), 1 => Just(COPY)], 1..14)) {
        let entities = |line: &str| line.replace('&', "&amp;").replace('<', "&lt;").replace('\'', "&#39;").replace('"', "&quot;");
        let html: Vec<String> = lines.iter().map(|line| format!("<p>{}</p>", entities(line))).collect();
        check_words(&html.join("\n"), &lines.join("\n"))?;
    }

    /// Tags in any order, and between them whatever copy may hold.
    #[test]
    fn any_page_prints_and_reads(
        pieces in prop::collection::vec(prop_oneof![3 => prop::sample::select(PAGE).prop_map(str::to_owned), 1 => "\\PC{0,12}"], 0..40),
    ) {
        let text = format!("<p>{}", pieces.concat());
        check_front(&text)?;
        let reading = reading(&text);
        let printed = crate::document::print(&reading.document);
        let again = crate::document::read(&Source::new("again.md", printed.as_str())).value;
        prop_assert_eq!(&again.body, &reading.document.body, "{}", printed);
        for field in reading.fields.iter().chain(&reading.subheads) {
            prop_assert!(text.get(field.span.clone()).is_some(), "{:?}", field);
        }
    }

    #[test]
    fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        if let Ok((text, _)) = decode::decode(&bytes) {
            reading(&text);
        }
    }
}

#[test]
fn odd_files_are_read() {
    let line = format!("{}\n", "x".repeat(300));
    for text in [
        "", "\n", " ", "\u{feff}", "one", "\0", "(", "^", "\"", "By ", "By", "-", "--", "\u{3}", "\u{2}", "\r\r\r",
        "=", "+ =", &line,
    ] {
        check(text).unwrap_or_else(|failed| panic!("{text:?}: {failed}"));
    }
}

/// Whether a line opens a header; the names of its keys are no words of the copy.
fn opens_header(line: &str) -> bool {
    line.split_once(':').is_some_and(|(key, _)| crate::document::fields::canonical_key(key).is_some())
}

/// Set `CORPUS` to a folder of copy to see that no word of it is lost either.
#[test]
fn copy_of_a_corpus_loses_no_word() {
    let Some(corpus) = std::env::var_os("CORPUS") else { return };
    let mut folders = vec![std::path::PathBuf::from(corpus)];
    let mut failed = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "txt")
                && let Ok((text, _)) = decode::decode(&std::fs::read(&path).unwrap_or_default())
                && !text.lines().next().is_some_and(opens_header)
                && let Err(error) = check(&text)
            {
                failed.push(format!("{}: {}", path.display(), error.to_string().chars().take(600).collect::<String>()));
            }
        }
    }
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}
