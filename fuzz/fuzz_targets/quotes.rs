//! Quotations of any text in any language: they lie inside its paragraphs, in order and apart.
#![no_main]

use dateline::wire::quotes;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: (u8, &str)| {
    let (language, text) = input;
    let languages = ["en", "de", "fr", "es", "pt", "it", "ru", "sv", "ja"];
    let mut at = 0;
    let paragraphs: Vec<_> = text
        .split_inclusive("\n\n")
        .map(|part| {
            at += part.len();
            at - part.len()..at
        })
        .collect();
    let mut end = 0;
    for quote in quotes::find(text, &paragraphs, languages[usize::from(language) % languages.len()]) {
        assert!(end <= quote.span.start && quote.span.start < quote.span.end);
        assert!(text.get(quote.span.clone()).is_some());
        assert!(paragraphs.iter().any(|own| own.start <= quote.span.start && quote.span.end <= own.end));
        end = quote.span.end;
    }
});
