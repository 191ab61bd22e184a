use super::*;
use crate::source::Spanned;
use proptest::prelude::*;

fn text(text: &str, quoted: bool) -> Kind {
    Kind::Scalar { text: text.into(), quoted }
}

/// The tree without places.
fn shape(node: &Node) -> Kind {
    let bare = |node: &Node| Node { kind: shape(node), span: 0..0 };
    match &node.kind {
        Kind::List(items) => Kind::List(items.iter().map(bare).collect()),
        Kind::Table(entries) => {
            Kind::Table(entries.iter().map(|(key, node)| (Spanned::new(key.value.clone(), 0..0), bare(node))).collect())
        }
        other => other.clone(),
    }
}

/// Each entry's key and bare value.
fn entries(node: &Node) -> Vec<(String, Kind)> {
    let Kind::Table(entries) = &node.kind else { panic!("no table: {node:?}") };
    entries.iter().map(|(key, node)| (key.value.clone(), shape(node))).collect()
}

fn list(items: &[&str]) -> Kind {
    Kind::List(items.iter().map(|item| Node { kind: text(item, false), span: 0..0 }).collect())
}

fn read_text(front: &str) -> Checked<Node> {
    read(&Source::new("a.md", front), 0..front.len())
}

#[test]
fn the_plain_subset_is_read_by_hand() {
    let front = "# a comment\ntitle: Ferries run late # today\ntags: [ferry, \"har, bour\", 'it''s']\nauthors:\n- Ana Reis\n\n- Tom Bell\ndraft:\nsource: \"a \\\"b\\\" \\\\\"\r\nslug: 'x'\n";
    let node = plain::read(front, 0..front.len()).expect("all of it is plain");
    let mixed = Kind::List(
        [text("ferry", false), text("har, bour", true), text("it's", true)]
            .map(|kind| Node { kind, span: 0..0 })
            .into(),
    );
    let expected = [
        ("title", text("Ferries run late", false)),
        ("tags", mixed),
        ("authors", list(&["Ana Reis", "Tom Bell"])),
        ("draft", Kind::Empty),
        ("source", text("a \"b\" \\", true)),
        ("slug", text("x", true)),
    ];
    assert_eq!(entries(&node), expected.map(|(key, kind)| (key.to_owned(), kind)));
}

#[test]
fn places_are_bytes_of_the_source() {
    let whole = "---\ntitle: Ærø\ntags:\n  - \"å b\"\nimage: {src: /é.jpg}\n---\n";
    let source = Source::new("a.md", whole);
    let node = read(&source, 4..whole.len() - 4).value;
    let Kind::Table(entries) = &node.kind else { panic!("{node:?}") };
    let written: Vec<_> =
        entries.iter().map(|(key, value)| (&whole[key.span.clone()], &whole[value.span.clone()])).collect();
    assert_eq!(written, [("title", "Ærø"), ("tags", "\"å b\""), ("image", "{src: /é.jpg}")]);
}

#[test]
fn the_full_parser_reads_the_rest() {
    let cases = [
        (
            "a: |\n  one\n  two\n\nb: >-\n  three\n  four\n",
            vec![("a", text("one\ntwo", true)), ("b", text("three four", true))],
        ),
        ("a: &x [b]\nc: *x\n", vec![("a", list(&["b"])), ("c", list(&["b"]))]),
        (
            "a: !!str 5\nb: 5\nc: ~\nd: Null\n",
            vec![("a", text("5", true)), ("b", text("5", false)), ("c", Kind::Empty), ("d", text("Null", false))],
        ),
        ("a: one\n  two\n", vec![("a", text("one two", false))]),
        ("? a\n: b\n", vec![("a", text("b", false))]),
        ("a: 1\na: 2\n", vec![("a", text("1", false)), ("a", text("2", false))]),
        ("# nothing\n", vec![]),
        ("", vec![]),
    ];
    for (front, expected) in cases {
        let read = read_text(front);
        assert_eq!(read.findings, [], "{front}");
        let expected: Vec<_> = expected.into_iter().map(|(key, kind)| (key.to_owned(), kind)).collect();
        assert_eq!(entries(&read.value), expected, "{front}");
    }
}

#[test]
fn hostile_yaml_ends_in_a_finding() {
    let mut bomb = String::from("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
    for level in 1..30 {
        let aliases = vec![format!("*a{}", level - 1); 9].join(", ");
        bomb.push_str(&format!("a{level}: &a{level} [{aliases}]\n"));
    }
    let cases = [
        bomb,
        format!("a: {}", "[".repeat(100_000)),
        format!("a: {}", "{a: ".repeat(100_000)),
        format!("a:\n  {}x\n", "- ".repeat(100_000)),
        (0..5_000).map(|depth| format!("{}a:\n", " ".repeat(depth))).collect(),
        "a: &x [*x]\n".into(),
        "a: b\0c: d\n".into(),
        "a: b\n--- c\n".into(),
    ];
    for front in cases {
        assert!(!read_text(&front).findings.is_empty(), "{:.60}", front);
    }
}

#[test]
fn a_broken_key_leaves_the_others_alone() {
    let read = read_text("title: Ferries: late\ndate: 2026-02-07\nslug: \"a\nagency: TASS\n");
    assert_eq!(
        entries(&read.value),
        [("date", "2026-02-07"), ("agency", "TASS")].map(|(key, value)| { (key.to_owned(), text(value, false)) })
    );
    assert_eq!(read.findings.len(), 2);
}

/// Lines as they come, right and wrong: fragments that matter to YAML in any order.
fn front_matter() -> impl Strategy<Value = String> {
    let fragment = prop_oneof![
        4 => "[a-c]{1,3}: ",
        4 => "[a-c]{1,3}:",
        4 => Just("\n".to_owned()),
        2 => Just("\r\n".to_owned()),
        4 => "[a-zé0-9 ]{1,6}",
        3 => Just("\n- ".to_owned()),
        2 => Just("\n  - ".to_owned()),
        1 => prop_oneof![Just("null"), Just("~"), Just("---"), Just("...")].prop_map(str::to_owned),
        3 => "[\\[\\],'\"#:&*!|>%@`?{} \\\\-]",
        1 => Just(" #".to_owned()),
        1 => any::<char>().prop_map(String::from),
    ];
    proptest::collection::vec(fragment, 0..16).prop_map(|fragments| fragments.concat())
}

/// Front matter that is nearly plain, so that the plain reader answers often.
fn nearly_plain() -> impl Strategy<Value = String> {
    let value = prop_oneof![
        "[a-zé][a-zé0-9:,#'\" .-]{0,10}",
        "\"[a-zé #:,'\\\\\"]{0,6}\"",
        "'[a-zé #:,'\\\\\"]{0,6}'",
        "\\[[a-z ,\"'é-]{0,10}\\]",
        "( {0,2}#c)?(\n {0,3}- [a-z:\"' é]{0,6}){0,3}",
    ];
    let line = prop_oneof![
        8 => ("[a-z][a-z_-]{0,5}", " {0,2}", value, "( {0,2}#[a-z ]{0,3})?").prop_map(|(key, space, value, comment)| {
            format!("{key}:{space}{value}{comment}")
        }),
        1 => " {0,3}(#[a-z:]{0,4})?",
    ];
    proptest::collection::vec(line, 0..6).prop_map(|lines| lines.join("\n"))
}

fn agree(front: &str) -> Result<bool, TestCaseError> {
    let Some(by_hand) = plain::read(front, 0..front.len()) else { return Ok(false) };
    let full = read_in_full(&Source::new("a.md", front), 0..front.len());
    prop_assert_eq!(full.findings, []);
    prop_assert_eq!(full.value, by_hand);
    Ok(true)
}

proptest! {
    #[test]
    fn both_readers_agree_on_anything(front in front_matter()) {
        agree(&front)?;
    }

    #[test]
    fn nothing_panics_and_places_lie_in_the_source(front in front_matter()) {
        let source = Source::new("a.md", format!("é\n{front}\né"));
        let read = read(&source, 3..3 + front.len());
        let mut open = vec![&read.value];
        while let Some(node) = open.pop() {
            prop_assert!(source.text().get(node.span.clone()).is_some(), "{:?}", node);
            prop_assert!(node.span.start >= 3 && node.span.end <= 3 + front.len());
            match &node.kind {
                Kind::List(items) => open.extend(items),
                Kind::Table(entries) => open.extend(entries.iter().map(|(_, node)| node)),
                _ => {}
            }
        }
    }
}

#[test]
fn both_readers_agree_where_the_plain_one_answers() {
    use std::cell::Cell;
    let (asked, answered) = (Cell::new(0), Cell::new(0));
    let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig::with_cases(800));
    runner
        .run(&nearly_plain(), |front| {
            asked.set(asked.get() + 1);
            answered.set(answered.get() + usize::from(agree(&front)?));
            Ok(())
        })
        .unwrap();
    // Two readers that never meet agree about nothing.
    assert!(answered.get() * 10 > asked.get(), "{} of {}", answered.get(), asked.get());
}
