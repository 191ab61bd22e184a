//! Wire text of any bytes: nothing panics, the body's letters are the text's, in order, what pages and
//! lists need is the same by all ways, and a document printed and read again is itself.
#![no_main]

mod common;

use dateline::source::{Source, decode, mojibake};
use dateline::wire::{self, Context};
use libfuzzer_sys::fuzz_target;
use std::borrow::Cow;

/// The letters and digits of a text.
fn letters(text: &str) -> impl Iterator<Item = char> + '_ {
    text.chars().filter(|c| c.is_alphanumeric())
}

fuzz_target!(|bytes: &[u8]| {
    let Ok((text, _)) = decode::decode(bytes) else { return };
    let text = mojibake::mended(&text).map_or(text, Cow::Owned);
    let source = Source::new("content/a.txt", &*text);
    let context = Context { callout_words: 0, ..Context::default() };
    let reading = wire::read(&source, &context);
    let front = wire::read_front(&source, &context);
    let callouts = Context { callout_words: 6, ..context.clone() };
    let document = wire::read_document(&source, &callouts);
    assert_eq!(wire::read(&source, &callouts).value.document, document.value);
    assert_eq!(reading.value.document.front, front.value.front);
    assert_eq!(reading.findings, front.findings);
    assert!(reading.value.document.body.starts_with(&front.value.body));
    let mut rest = letters(&text);
    for letter in letters(&reading.value.document.body) {
        assert!(rest.any(|other| other == letter), "{:?}", reading.value.document.body);
    }
    common::prints_and_reads(&reading.value.document);
    wire::explain::json(&source, &reading.value, &reading.findings);
});
