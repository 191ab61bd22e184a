//! Offices and services beside and under the names of those who wrote.

use super::ends_sentence;
use crate::wire::dateline::agency;

/// What may stand on the line under a byline: a service or a title (`AP Business Writer`).
pub(in crate::wire) fn is_office(line: &str) -> bool {
    let words = line.split_whitespace().count();
    let office =
        |word: &str| OFFICES.contains(&word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase().as_str());
    words <= 7
        && line.len() <= 80
        && !ends_sentence(line)
        && (agency::named(line).is_some() || line.split_whitespace().any(office))
}

/// Words that name an office and no person.
pub(super) const OFFICES: [&str; 53] = [
    "writer",
    "writers",
    "correspondent",
    "correspondents",
    "editor",
    "editors",
    "reporter",
    "reporters",
    "staff",
    "news",
    "press",
    "service",
    "health",
    "agency",
    "bureau",
    "team",
    "desk",
    "chief",
    "columnist",
    "analyst",
    "photographer",
    "journalist",
    "redaktion",
    "redakteur",
    "redakteurin",
    "korrespondent",
    "newspaper",
    "newspapers",
    "times",
    "post",
    "network",
    "media",
    "contributor",
    "wire",
    "repórter",
    "jornalista",
    "redação",
    "periodista",
    "redactor",
    "redactora",
    "redacción",
    "corresponsal",
    "journaliste",
    "rédaction",
    "rédacteur",
    "rédactrice",
    "correspondant",
    "correspondante",
    "giornalista",
    "redazione",
    "corrispondente",
    "reporterin",
    "affairs",
];
