//! Offices and services beside and under the names of those who wrote.

use super::ends_sentence;
use crate::wire::dateline::agency;
use crate::wire::language;

/// What may stand on the line under a byline: a service or a title (`AP Business Writer`).
pub(in crate::wire) fn is_office(line: &str) -> bool {
    let words = line.split_whitespace().count();
    let office = |word: &str| language::is_office(word.trim_matches(|c: char| !c.is_alphanumeric()));
    words <= 7
        && line.len() <= 80
        && !ends_sentence(line)
        && (agency::named(line).is_some() || line.split_whitespace().any(office))
}
