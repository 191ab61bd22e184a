use super::*;

/// Reads `Key: value` lines as a wire header has them.
fn header(text: &str) -> Checked<FrontMatter> {
    let source = Source::new("a.txt", text);
    let mut at = 0;
    let mut entries = Vec::new();
    for line in text.split_inclusive('\n') {
        let (key, value) = line.trim_end().split_once(": ").unwrap();
        let value_at = at + key.len() + 2;
        entries.push((
            Spanned::new(key.to_owned(), at..at + key.len()),
            Node::plain(value, value_at..value_at + value.len()),
        ));
        at += line.len();
    }
    read(&source, Node { kind: Kind::Table(entries), span: 0..text.len() }, Manner::Header)
}

#[test]
fn a_header_parts_its_lists_at_commas_or_semicolons() {
    let text = "Headline: Ferries, late\nTags: ferry, harbour,\nAuthors: Ana Reis; Bell, Tom\nImage Alt: A ferry\n";
    let read = header(text);
    assert_eq!(read.findings, []);
    let front = read.value;
    let words = |list: &[Spanned<String>]| -> Vec<(String, String)> {
        list.iter().map(|item| (item.value.clone(), text[item.span.clone()].to_owned())).collect()
    };
    let twice = |word: &str| (word.to_owned(), word.to_owned());
    assert_eq!(words(&front.tags), [twice("ferry"), twice("harbour")]);
    assert_eq!(words(&front.authors), [twice("Ana Reis"), twice("Bell, Tom")]);
    assert_eq!(front.title.unwrap().value, "Ferries, late");
    assert_eq!(front.image_alt.unwrap().value, "A ferry");
}

#[test]
fn a_header_key_is_named_as_one() {
    let read = header("Byeline: Ana Reis\n");
    assert_eq!(read.findings[0].message, "unknown header key `Byeline`");
    assert_eq!(read.findings[0].help, ["did you mean `byline`?"]);
}

proptest::proptest! {
    #[test]
    fn no_front_matter_panics_or_costs_the_body(lines in proptest::collection::vec(
        "(title|slug|aliases|date|tags|draft|image|language|state|é)?(: ?| ?= ?|:\n ?- )?\
         [\"'\\[\\]{}=:#,.é0-9a-c/\\\\\t|>&*%+-]{0,8}", 0..8,
    )) {
        for fence in ["---", "+++"] {
            let front = lines.join("\n").replace("---", "- -").replace("+++", "+ +");
            let source = Source::new("a.md", format!("{fence}\n{front}\n{fence}\n\nWords.\n"));
            let read = crate::document::read(&source);
            assert_eq!(read.value.body, "Words.\n");
            for finding in read.findings {
                crate::diag::terminal::draw(&finding, crate::diag::terminal::Colour::Plain);
            }
        }
    }
}

#[test]
fn of_very_many_mistakes_the_first_are_told_and_the_others_counted() {
    let text = format!("{}draft: perhaps\n", "tgas: [a]\n".repeat(5000));
    let source = Source::new("content/a.md", format!("---\n{text}---\n"));
    let read = crate::document::read(&source);
    assert_eq!(read.findings.len(), 101);
    let last = &read.findings[100];
    assert_eq!(last.message, "4901 more findings in this front matter are not shown");
}
