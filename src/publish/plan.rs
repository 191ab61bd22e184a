//! What is new, changed and gone, by content.

use super::parcel::{Item, Parcel};
use super::record::{Kind, Record, Standing};
use std::collections::{BTreeMap, BTreeSet};

/// What has to be done at a destination.
#[derive(Debug, Default)]
pub struct Plan<'a> {
    /// What has to be sent, by path.
    pub send: Vec<Change<'a>>,
    /// What has to go, by path.
    pub gone: Vec<Gone<'a>>,
    /// How many files are right already.
    pub unchanged: usize,
}

/// A file to send.
#[derive(Debug, Clone, Copy)]
pub struct Change<'a> {
    /// The file.
    pub item: &'a Item,
    /// Why.
    pub why: Why,
    /// What stands in its place.
    pub before: Option<&'a Standing>,
}

/// A file to remove.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Gone<'a> {
    /// Its path.
    pub path: &'a str,
    /// What it is to readers.
    pub kind: Kind,
    /// Whether it is known that it stood there.
    pub stood: bool,
    /// What stands there; nothing where that is not known for certain.
    pub before: Option<&'a Standing>,
}

/// Why a file is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// Nothing stands in its place.
    New,
    /// Something else stands in its place.
    Changed,
    /// A run that was cut off may have sent it, or not.
    Doubt,
}

impl Why {
    /// The word of the plan's table.
    pub fn word(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Changed => "changed",
            Self::Doubt => "again",
        }
    }
}

impl<'a> Plan<'a> {
    /// Compares what is to stand with what stands.
    pub fn new(parcel: &'a Parcel, record: &'a Record) -> Self {
        let mut plan = Self::default();
        for (path, item) in &parcel.items {
            let before = record.files.get(path);
            let why = match before {
                _ if record.doubt.contains_key(path) => Why::Doubt,
                None => Why::New,
                Some(before) if before.entry == item.entry && before.form == item.form => {
                    plan.unchanged += 1;
                    continue;
                }
                Some(_) => Why::Changed,
            };
            plan.send.push(Change { item, why, before });
        }
        let known = record.files.iter().map(|(path, before)| (&**path, before.kind, true, Some(before)));
        let doubtful = record.doubt.iter().map(|(path, doubt)| (&**path, doubt.kind, doubt.stood, None));
        let gone = known.chain(doubtful).filter(|(path, ..)| !parcel.items.contains_key(*path));
        plan.gone = gone.map(|(path, kind, stood, before)| Gone { path, kind, stood, before }).collect();
        plan.gone.sort_by_key(|gone| gone.path);
        plan
    }

    /// Whether nothing has to be done.
    pub fn is_empty(&self) -> bool {
        self.send.is_empty() && self.gone.is_empty()
    }

    /// How many files are sent for a reason.
    pub fn count(&self, why: Why) -> usize {
        self.send.iter().filter(|change| change.why == why).count()
    }

    /// How many bytes are sent, before any compression.
    pub fn bytes(&self) -> u64 {
        self.send.iter().map(|change| change.item.entry.len).sum()
    }

    /// What is sent, in the order in which no reader meets a page whose parts are missing: step by
    /// step, and in each what is new before what changed, since what changed may name what is new.
    pub fn waves(&self) -> Vec<Vec<Change<'a>>> {
        let mut waves: BTreeMap<(u8, bool), Vec<Change<'a>>> = BTreeMap::new();
        for change in &self.send {
            waves.entry((step(change.item.kind), change.why != Why::New)).or_default().push(*change);
        }
        waves.into_values().collect()
    }

    /// What has to go before anything is sent, as a file stands where a folder is to be or a folder
    /// where a file is to be; and what goes at the end: first what leads to other files, then those.
    pub fn removals(&self) -> (Vec<Gone<'a>>, Vec<Gone<'a>>) {
        let sent: BTreeSet<&str> = self.send.iter().map(|change| change.item.path.as_str()).collect();
        let folders: BTreeSet<&str> = sent.iter().flat_map(|path| above(path)).collect();
        let in_the_way =
            |gone: &Gone<'_>| folders.contains(gone.path) || above(gone.path).any(|folder| sent.contains(folder));
        let (first, mut last): (Vec<_>, Vec<_>) = self.gone.iter().copied().partition(in_the_way);
        last.sort_by_key(|gone| std::cmp::Reverse(gone.kind));
        (first, last)
    }
}

/// What goes together: what pages are made of, stories in all their forms and what leads to them, the lists
/// that name them, and what tells programs of all that. Each step waits for the one before it, so there are
/// no more than need be.
fn step(kind: Kind) -> u8 {
    match kind {
        Kind::Asset => 0,
        Kind::Page | Kind::Copy | Kind::Redirect => 1,
        Kind::List => 2,
        Kind::Feed => 3,
    }
}

/// The folders above a path: `a/b` and `a` for `a/b/c`.
fn above(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').map(|(at, _)| &path[..at])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cache::Entry;
    use crate::publish::headers::Headers;
    use crate::publish::parcel::Content;
    use crate::publish::record::Doubt;

    fn parcel(files: &[(&str, Kind, &str)]) -> Parcel {
        let mut parcel = Parcel::default();
        for (path, kind, text) in files {
            let item = Item {
                path: (*path).into(),
                kind: *kind,
                entry: Entry::of(text.as_bytes()),
                content: Content::Made(text.as_bytes().into()),
                headers: Headers::of(path, *kind, 60, None),
                form: 0,
            };
            parcel.items.insert((*path).into(), item);
        }
        parcel
    }

    fn record(parcel: &Parcel) -> Record {
        let files = parcel.items.iter().map(|(path, item)| (path.clone(), item.standing(None)));
        Record { files: files.collect(), ..Record::default() }
    }

    #[test]
    fn content_decides_and_what_is_in_doubt_is_sent_again() {
        let before = parcel(&[
            ("same.html", Kind::Page, "a"),
            ("other.html", Kind::Page, "a"),
            ("gone.html", Kind::Page, "a"),
            ("doubt.html", Kind::Page, "a"),
        ]);
        let mut record = record(&before);
        let doubt = Doubt { kind: Kind::Page, stood: true };
        for path in ["doubt.html", "doubt-gone.html"] {
            record.files.remove(path);
            record.doubt.insert(path.into(), doubt);
        }
        let after = parcel(&[
            ("same.html", Kind::Page, "a"),
            ("other.html", Kind::Page, "b"),
            ("new.html", Kind::Page, "a"),
            ("doubt.html", Kind::Page, "a"),
        ]);
        let plan = Plan::new(&after, &record);
        let sent: Vec<_> = plan.send.iter().map(|change| (change.item.path.as_str(), change.why)).collect();
        assert_eq!(sent, [("doubt.html", Why::Doubt), ("new.html", Why::New), ("other.html", Why::Changed)]);
        let gone: Vec<_> = plan.gone.iter().map(|gone| gone.path).collect();
        assert_eq!(gone, ["doubt-gone.html", "gone.html"]);
        assert_eq!(plan.unchanged, 1);
    }

    #[test]
    fn parts_go_before_pages_and_new_ones_before_those_that_name_them() {
        let before = parcel(&[("old.html", Kind::Page, "a"), ("index.html", Kind::List, "a")]);
        let after = parcel(&[
            ("feed.xml", Kind::Feed, "x"),
            ("index.html", Kind::List, "b"),
            ("new.html", Kind::Page, "x"),
            ("old.html", Kind::Page, "b"),
            ("style.css", Kind::Asset, "x"),
        ]);
        let record = record(&before);
        let plan = Plan::new(&after, &record);
        let waves = plan.waves();
        let order: Vec<_> = waves.iter().flatten().map(|change| change.item.path.as_str()).collect();
        assert_eq!(order, ["style.css", "new.html", "old.html", "index.html", "feed.xml"]);
        assert_eq!(waves.len(), 5);
    }

    #[test]
    fn what_is_in_the_way_goes_first_and_what_leads_elsewhere_before_that() {
        let before = parcel(&[
            ("a", Kind::Page, "x"),
            ("b/c.html", Kind::Page, "x"),
            ("list.html", Kind::List, "x"),
            ("pic.png", Kind::Asset, "x"),
        ]);
        let record = record(&before);
        let after = parcel(&[("a/new.html", Kind::Page, "x"), ("b", Kind::Page, "x")]);
        let plan = Plan::new(&after, &record);
        let (first, last) = plan.removals();
        assert_eq!(first.iter().map(|gone| gone.path).collect::<Vec<_>>(), ["a", "b/c.html"]);
        assert_eq!(last.iter().map(|gone| gone.path).collect::<Vec<_>>(), ["list.html", "pic.png"]);
    }
}
