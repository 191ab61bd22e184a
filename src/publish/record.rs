//! What stands at a destination, written there: `.dateline/record`.
//!
//! One line a file, sorted by path; after them what a run was about to touch: behind `?` what stands
//! there in its old form or its new one, behind `+` what may be there by now:
//!
//! ```text
//! dateline record 1
//! {"id":"20261123T215000Z-5d41402a","by":"ana@desk","at":"2026-11-23T21:50:00Z","history":[…]}
//! p 0f1e…32 hex digits 5120 0 - 2026/02/07/ferries.html
//! ? p 2026/02/07/envoy.html
//! + a envoy.jpg
//! end
//! ```
//!
//! The columns: kind, hash, length, form (see [`super::headers`]), the version that the store gave
//! the object, path.

use crate::cache::{Entry, is_plain};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The record's place at a destination.
pub const PLACE: &str = ".dateline/record";
/// The first line; another version is another file.
const HEAD: &str = "dateline record 1";
/// So many publications are remembered.
const REMEMBERED: usize = 100;

/// What a file is to readers, in the order in which files are sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// What pages are made of: styles, scripts, fonts, pictures.
    Asset,
    /// A story or another page that somebody wrote: its address is a promise.
    Page,
    /// Another form of a story.
    Copy,
    /// An address that leads to another: a promise too.
    Redirect,
    /// A page that gathers others.
    List,
    /// A feed or sitemap.
    Feed,
}

const KINDS: [(char, Kind); 6] = [
    ('a', Kind::Asset),
    ('p', Kind::Page),
    ('c', Kind::Copy),
    ('r', Kind::Redirect),
    ('l', Kind::List),
    ('f', Kind::Feed),
];

impl Kind {
    /// Whether readers were promised that the address stays.
    pub fn is_promise(self) -> bool {
        matches!(self, Self::Page | Self::Redirect)
    }

    fn read(letter: &str) -> Option<Self> {
        KINDS.iter().find(|(known, _)| letter.chars().eq([*known])).map(|(_, kind)| *kind)
    }

    fn letter(self) -> char {
        KINDS.iter().find(|(_, kind)| *kind == self).map_or('a', |(letter, _)| *letter)
    }
}

/// A file as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// What it is to readers.
    pub kind: Kind,
    /// The content's hash and length, before any compression.
    pub entry: Entry,
    /// How it is kept there: type, cache rules, compression, in one number; 0 for plainly.
    pub form: u64,
    /// What the store calls this version of it, where it keeps former ones.
    pub version: Option<String>,
}

/// A file that a run was about to touch: in its old form, in its new one, or not there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Doubt {
    /// What it is to readers.
    pub kind: Kind,
    /// Whether it stood there before.
    pub stood: bool,
}

impl Doubt {
    fn mark(self) -> char {
        if self.stood { '?' } else { '+' }
    }
}

/// A publication that ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Publication {
    /// Its name.
    pub id: String,
    /// Who published.
    pub by: String,
    /// When it ended.
    pub at: Timestamp,
    /// How many files were new, changed and gone.
    pub new: usize,
    /// Files that had other bytes.
    pub changed: usize,
    /// Files that were removed.
    pub gone: usize,
    /// The publication that this one went back to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub back_to: Option<String>,
    /// What the target calls the record of this publication.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
}

/// A run that has not ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Underway {
    /// Who publishes.
    pub by: String,
    /// The machine and the process on it.
    pub process: String,
    /// When it began.
    pub begun: Timestamp,
    /// The last sign of life.
    pub seen: Timestamp,
}

/// What stands at a destination.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Record {
    /// What is there for certain.
    pub files: BTreeMap<String, Standing>,
    /// What a run was about to send or remove.
    pub doubt: BTreeMap<String, Doubt>,
    /// The run that is at work.
    pub underway: Option<Underway>,
    /// What was published, the newest first.
    pub history: Vec<Publication>,
}

#[derive(Serialize, Deserialize)]
struct Head {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    underway: Option<Underway>,
    history: Vec<Publication>,
}

impl Record {
    /// Reads a record. One that is damaged, or of another version, is none.
    pub fn parse(text: &str) -> Option<Self> {
        let mut lines = text.strip_suffix("end\n")?.lines();
        (lines.next()? == HEAD).then_some(())?;
        let head: Head = serde_json::from_str(lines.next()?).ok()?;
        let mut record = Self { underway: head.underway, history: head.history, ..Self::default() };
        for line in lines {
            if line.starts_with(['?', '+']) {
                record.doubt.extend([doubt(line)?]);
            } else {
                record.files.extend([file(line)?]);
            }
        }
        Some(record)
    }

    /// The record as text.
    pub fn print(&self) -> String {
        let head = Head { underway: self.underway.clone(), history: self.history.clone() };
        let mut text = format!("{HEAD}\n{}\n", serde_json::json!(head));
        for (path, Standing { kind, entry, form, version }) in &self.files {
            let (kind, version) = (kind.letter(), version.as_deref().unwrap_or("-"));
            text.push_str(&format!("{kind} {:032x} {} {form:x} {version} {path}\n", entry.hash, entry.len));
        }
        for (path, doubt) in &self.doubt {
            text.push_str(&format!("{} {} {path}\n", doubt.mark(), doubt.kind.letter()));
        }
        text.push_str("end\n");
        text
    }

    /// Remembers a publication as the newest.
    pub fn remember(&mut self, publication: Publication) {
        self.history.insert(0, publication);
        self.history.truncate(REMEMBERED);
    }

    /// Every path that may be there.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.files.keys().chain(self.doubt.keys()).map(String::as_str)
    }
}

fn file(line: &str) -> Option<(String, Standing)> {
    let mut columns = line.splitn(6, ' ');
    let mut next = || columns.next();
    let kind = Kind::read(next()?)?;
    let hash = u128::from_str_radix(next()?, 16).ok()?;
    let len = next()?.parse().ok()?;
    let form = u64::from_str_radix(next()?, 16).ok()?;
    let version = Some(next()?).filter(|version| *version != "-").map(str::to_owned);
    Some((plain(next()?)?, Standing { kind, entry: Entry { hash, len }, form, version }))
}

fn doubt(line: &str) -> Option<(String, Doubt)> {
    let mut columns = line.splitn(3, ' ');
    let stood = columns.next()? == "?";
    let kind = Kind::read(columns.next()?)?;
    Some((plain(columns.next()?)?, Doubt { kind, stood }))
}

/// A path that stays below the destination and is not our own.
fn plain(path: &str) -> Option<String> {
    (is_plain(path) && !path.starts_with(".dateline/")).then(|| path.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record() -> Record {
        let standing = |kind, version: Option<&str>| Standing {
            kind,
            entry: Entry { hash: 7, len: 9 },
            form: 10,
            version: version.map(str::to_owned),
        };
        let mut record = Record::default();
        record.files.insert("2026/a b ☃ #100%.html".into(), standing(Kind::Page, None));
        record.files.insert("style.css".into(), standing(Kind::Asset, Some("v-1")));
        record.doubt.insert("feed.xml".into(), Doubt { kind: Kind::Feed, stood: true });
        record.doubt.insert("new one.html".into(), Doubt { kind: Kind::Page, stood: false });
        record.underway = Some(Underway {
            by: "ana@desk".into(),
            process: "desk:1".into(),
            begun: Timestamp::UNIX_EPOCH,
            seen: Timestamp::UNIX_EPOCH,
        });
        record.remember(Publication {
            id: "one".into(),
            by: "ana@desk".into(),
            at: Timestamp::UNIX_EPOCH,
            new: 2,
            changed: 0,
            gone: 0,
            back_to: None,
            version: Some("abc".into()),
        });
        record
    }

    #[test]
    fn a_record_reads_as_it_was_printed() {
        assert_eq!(Record::parse(&record().print()), Some(record()));
    }

    #[test]
    fn half_a_record_is_none() {
        let text = record().print();
        for cut in (0..text.len()).filter(|cut| text.is_char_boundary(*cut)) {
            assert_eq!(Record::parse(&text[..cut]), None, "{cut}");
        }
    }

    #[test]
    fn a_record_leads_nowhere_else() {
        for path in ["../x", "/etc/passwd", "a//b", "a/../../b", ".dateline/record"] {
            assert_eq!(Record::parse(&record().print().replace("style.css", path)), None, "{path}");
            assert_eq!(Record::parse(&record().print().replace("feed.xml", path)), None, "{path}");
        }
    }
}
