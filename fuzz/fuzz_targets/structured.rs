//! Structured items of any bytes: nothing panics, and a document printed and read again is itself.
#![no_main]

mod common;

use dateline::source::{Source, decode};
use dateline::wire::Context;
use dateline::wire::structured::{Format, read};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Ok((text, _)) = decode::decode(bytes) else { return };
    let source = Source::new("content/a.xml", &*text);
    for format in [Format::Nitf, Format::NewsMl, Format::Ninjs] {
        common::prints_and_reads(&read(&source, format, &Context::default()).value.document);
    }
});
