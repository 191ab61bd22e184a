//! What holds of every reading.

use dateline::document::{self, Document};
use dateline::source::Source;

/// Printed and read again, a document is the same.
pub fn prints_and_reads(document: &Document) {
    let printed = document::print(document);
    let again = document::read(&Source::new("again.md", printed.as_str())).value;
    assert_eq!(again.body, document.body, "{printed}");
    assert_eq!(again.front.without_places(), document.front.clone().without_places(), "{printed}");
}
