use super::*;
use crate::document::{Genre, State, When, read};
use crate::source::Source;
use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time};
use proptest::collection::{btree_map, vec};
use proptest::option;
use proptest::prelude::*;

fn said(text: &str) -> Option<Spanned<String>> {
    Some(Spanned::new(text.to_owned(), 0..0))
}

fn all_said(texts: &[&str]) -> Vec<Spanned<String>> {
    texts.iter().filter_map(|text| said(text)).collect()
}

#[test]
fn keys_come_in_a_fixed_order_and_quotes_only_where_needed() {
    let front = FrontMatter {
        desk: all_said(&["hold for legal: Tom"]),
        tags: all_said(&["ferry", "Paris, Texas", "no"]),
        date: Some(Spanned::new(When::parse("2026-02-07T14:30:00").unwrap(), 0..0)),
        title: said("Ferries: \"late\""),
        slug: said("ferries"),
        draft: Some(Spanned::new(true, 0..0)),
        state: Some(Spanned::new(State::Correction, 0..0)),
        ..FrontMatter::default()
    };
    let document = Document { front, body: "The ferry was late.\n".into(), body_start: None };
    let expected = "\
---
title: 'Ferries: \"late\"'
date: 2026-02-07T14:30:00
tags: [ferry, \"Paris, Texas\", \"no\"]
slug: ferries
draft: true
state: correction
desk:
  - \"hold for legal: Tom\"
---

The ferry was late.
";
    assert_eq!(print(&document), expected);
}

#[test]
fn a_body_alone_stands_alone_unless_it_opens_like_front_matter() {
    let body = |body: &str| Document { body: body.into(), ..Document::default() };
    assert_eq!(print(&body("Words.\n")), "Words.\n");
    assert_eq!(print(&body("")), "");
    assert_eq!(print(&body("---\nWords.\n")), "---\n---\n\n---\nWords.\n");
}

#[test]
fn scalars_are_plain_only_where_nothing_reads_them_otherwise() {
    for plain in ["Ferries run late", "7 killed in fire", "Ærø", "it's", "a: b".split(':').next().unwrap(), "C# rises"]
    {
        assert_eq!(scalar(plain), plain);
    }
    for risky in [
        "yes",
        "No",
        "null",
        "~",
        "12",
        "1_000",
        "0x1F",
        "1e3",
        "2026-02-07",
        "12:30",
        ".5",
        "-",
        "- a",
        "a: b",
        "a:",
        "a #b",
        "#a",
        "@a",
        "*a*",
        "[a]",
        "{a}",
        " a",
        "a ",
        "",
        "%a",
        "`a`",
        "!a",
        "'a",
        "\"a",
        "?",
        "<<",
        ".inf",
    ] {
        assert_ne!(scalar(risky), risky);
    }
    assert_eq!(scalar("a\nb\u{7}\u{2028}"), "\"a\\nb\\x07\\u2028\"");
}

fn text() -> impl Strategy<Value = String> {
    let text = prop_oneof![
        4 => any::<String>(),
        2 => "[ -~]{1,20}",
        2 => "[a-z:#'\"\\\\\\[\\]{},&*!|>%@`?\n\r\t -]{1,12}",
        1 => "(yes|no|null|~|true|1e3|0x1f|2026-02-07|12:30|- a|---|\\.\\.\\.)",
    ];
    // A blank text counts as not given.
    text.prop_filter("blank", |text| !text.trim().is_empty())
}

fn when() -> impl Strategy<Value = When> {
    let date = (0..=9998i16, 1..=12i8, 1..=28i8).prop_map(|(year, month, day)| Date::constant(year, month, day));
    let time = (0..24i8, 0..60i8, 0..60i8, prop_oneof![Just(0), 0..1_000_000_000i32]);
    let time = time.prop_map(|(hour, minute, second, nano)| Time::constant(hour, minute, second, nano));
    let civil = (date.clone(), time).prop_map(|(date, time)| DateTime::from_parts(date, time));
    prop_oneof![
        date.prop_map(When::Date),
        civil.prop_map(When::Civil),
        (0..250_000_000_000i64).prop_map(|second| When::Instant(Timestamp::from_second(second).unwrap())),
    ]
}

fn spanned<T: std::fmt::Debug>(value: impl Strategy<Value = T>) -> impl Strategy<Value = Spanned<T>> {
    value.prop_map(|value| Spanned::new(value, 0..0))
}

prop_compose! {
    fn times()(whens in vec(option::of(spanned(when())), 4), draft in option::of(spanned(any::<bool>())),
        state in option::of(spanned(proptest::sample::select(State::NAMES.map(|(_, state)| state).to_vec()))),
        genre in option::of(spanned(proptest::sample::select(Genre::NAMES.map(|(_, genre)| genre).to_vec())))
    ) -> FrontMatter {
        let [date, updated, embargo, expires] = <[_; 4]>::try_from(whens).unwrap();
        FrontMatter { date, updated, embargo, expires, draft, state, genre, ..FrontMatter::default() }
    }
}

prop_compose! {
    fn tables()(series in option::weighted(0.3, spanned(text())),
        terms in btree_map("[a-z]{1,6}", vec(spanned(text()), 1..3), 0..3),
        corrections in vec((option::of(spanned(when())), spanned(text())), 0..3)
    ) -> FrontMatter {
        let terms = terms.into_iter().map(|(key, names)| (Spanned::new(key, 0..0), names)).collect();
        let corrections = corrections.into_iter().map(|(date, text)| Correction { date, text }).collect();
        FrontMatter { series, terms, corrections, ..FrontMatter::default() }
    }
}

prop_compose! {
    fn front()(times in times(), tables in tables(), texts in vec(option::weighted(0.4, spanned(text())), 16),
        lists in vec(vec(spanned(text()), 0..4), 3), aliases in vec(spanned("/[a-z:',-]{1,8}"), 0..3),
        slug in option::of(spanned("[a-z0-9][a-z0-9é_-]{0,8}")), language in option::of(spanned("[a-z]{2,3}(-[A-Z]{2})?"))
    ) -> FrontMatter {
        let [title, description, kicker, section, byline, location, agency, dateline, source, slugline, translation,
            image, image_alt, image_caption, image_credit, converted] = <[_; 16]>::try_from(texts).unwrap();
        let [tags, authors, desk] = <[_; 3]>::try_from(lists).unwrap();
        // What could run in a browser is refused by the reader.
        let safe = |text: &Spanned<String>| !text.value.contains(':');
        let (source, image) = (source.filter(safe), image.filter(safe));
        FrontMatter { title, description, kicker, section, byline, location, agency, dateline, source, slugline,
            translation, image, image_alt, image_caption, image_credit, converted, tags, authors, desk, aliases, slug, language,
            series: tables.series, terms: tables.terms, corrections: tables.corrections, ..times }
    }
}

/// What may be said of strings at random.
const ODD: [&str; 2] = ["times-out-of-order", "nameless"];

proptest! {
    // Each case holds some thirty strings.
    #![proptest_config(ProptestConfig::with_cases(96))]
    #[test]
    fn what_was_printed_is_read_as_it_was(front in front(), body in prop_oneof![any::<String>(), "(---|\n|a|\\+\\+\\+){0,6}"]) {
        let document = Document { front, body, body_start: None };
        let printed = print(&document);
        let read = read(&Source::new("a.md", printed.as_str()));
        let errors: Vec<_> = read.findings.iter().filter(|finding| !ODD.contains(&&*finding.code)).collect();
        prop_assert!(errors.is_empty(), "{}\n{:?}", printed, errors);
        prop_assert_eq!(read.value.front.clone().without_places(), document.front, "{}", printed);
        prop_assert_eq!(&read.value.body, &document.body);
        prop_assert_eq!(print(&read.value), printed);
    }
}
