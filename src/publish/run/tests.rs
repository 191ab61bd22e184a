//! Runs that are cut off at each of their moments, at a destination in memory.

use super::*;
use crate::cache::Entry;
use crate::publish::headers::Headers;
use crate::publish::parcel::{Content, Item, Parcel};
use crate::publish::record::{Kind, Standing};
use crate::publish::target::{Done, Found};
use proptest::prelude::*;
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;

/// A destination that is there for so many more steps.
struct Memory {
    files: RefCell<BTreeMap<String, String>>,
    record: RefCell<Option<String>>,
    left: Cell<usize>,
    /// What was standing after each step, if somebody looks.
    look: fn(&BTreeMap<String, String>),
}

impl Memory {
    fn new(look: fn(&BTreeMap<String, String>)) -> Self {
        Self { files: RefCell::default(), record: RefCell::default(), left: Cell::new(usize::MAX), look }
    }

    fn step(&self) -> Result<(), Trouble> {
        match self.left.get().checked_sub(1) {
            Some(left) => self.left.set(left),
            None => return Err(Trouble::new(Cause::Passing, "cut off")),
        }
        Ok(())
    }

    fn change(&self, change: impl FnOnce(&mut BTreeMap<String, String>)) -> Result<(), Trouble> {
        self.step()?;
        change(&mut self.files.borrow_mut());
        (self.look)(&self.files.borrow());
        // It is done, and may not be heard of any more.
        self.step()
    }
}

impl Target for Memory {
    fn record(&self) -> Result<Option<Found>, Trouble> {
        self.step()?;
        Ok(self.record.borrow().clone().map(|text| Found { version: text.clone(), text }))
    }

    fn write_record(&self, record: &Record, over: Option<&Version>) -> Result<Version, Trouble> {
        self.step()?;
        if self.record.borrow().as_ref() != over {
            return Err(Trouble::conflict());
        }
        let text = record.print();
        self.record.replace(Some(text.clone()));
        self.step()?;
        Ok(text)
    }

    fn there(&self) -> Result<Vec<String>, Trouble> {
        Ok(self.files.borrow().keys().cloned().collect())
    }

    fn send<'c>(&self, wave: &[Change<'c>], done: Done<'_, Change<'c>>) -> Result<(), Trouble> {
        wave.iter().try_for_each(|change| {
            let text = String::from_utf8(change.item.bytes()?).unwrap();
            self.change(|files| drop(files.insert(change.item.path.clone(), text)))?;
            done(change, None)
        })
    }

    fn remove<'c>(&self, wave: &[Gone<'c>], done: Done<'_, Gone<'c>>) -> Result<(), Trouble> {
        wave.iter().try_for_each(|gone| {
            self.change(|files| drop(files.remove(gone.path)))?;
            done(gone, None)
        })
    }

    fn former(&self, _: &Publication) -> Result<String, Trouble> {
        Err(Trouble::new(Cause::Other, "nothing is kept"))
    }

    fn fetch(&self, _: &Publication, _: &str, _: &Standing) -> Result<Vec<u8>, Trouble> {
        Err(Trouble::new(Cause::Other, "nothing is kept"))
    }
}

/// A site: which styles its pages use, and which of the pages the list and the feed name.
#[derive(Debug, Clone)]
struct Site(BTreeMap<u8, u8>);

impl Site {
    fn parcel(&self) -> Parcel {
        let mut parcel = Parcel::default();
        let mut add = |path: String, kind, text: String| {
            let item = Item {
                headers: Headers::of(&path, kind, 60, None),
                entry: Entry::of(text.as_bytes()),
                content: Content::Made(text.into_bytes().into()),
                path: path.clone(),
                kind,
                form: 0,
            };
            parcel.items.insert(path, item);
        };
        for (page, style) in &self.0 {
            add(format!("style.{style}.css"), Kind::Asset, String::new());
            add(format!("page-{page}.html"), Kind::Page, format!("style.{style}.css"));
        }
        let pages: Vec<String> = self.0.keys().map(|page| format!("page-{page}.html")).collect();
        add("index.html".into(), Kind::List, pages.join(" "));
        add("feed.xml".into(), Kind::Feed, pages.join(" "));
        parcel
    }
}

/// Everything that a file names is there.
fn no_part_is_missing(files: &BTreeMap<String, String>) {
    for (path, text) in files {
        for named in text.split_whitespace() {
            assert!(files.contains_key(named), "`{path}` names `{named}`, which is not there: {files:?}");
        }
    }
}

fn publish(target: &Memory, parcel: &Parcel, process: &str) -> Result<Record, Trouble> {
    let state = state(target)?;
    let record = state.record.clone();
    let plan = Plan::new(parcel, &record);
    let clock = || Timestamp::UNIX_EPOCH;
    let desk = Desk { by: "ana@desk".into(), process: process.into(), clock: &clock, has_ended: &|_| true };
    run(target, &plan, state, None, &desk, &|| {})
}

fn holds(target: &Memory, parcel: &Parcel) {
    let files = target.files.borrow();
    assert!(files.keys().eq(parcel.items.keys()), "{:?} {:?}", files.keys(), parcel.items.keys());
    assert!(files.iter().all(|(path, text)| Entry::of(text.as_bytes()) == parcel.items[path].entry));
}

fn sites() -> impl Strategy<Value = Site> {
    proptest::collection::btree_map(0..6_u8, 0..4_u8, 1..5).prop_map(Site)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn cut_off_at_any_moment_it_is_finished_by_the_next_run(before in sites(), after in sites(), last in sites()) {
        let (before, after, last) = (before.parcel(), after.parcel(), last.parcel());
        for cut in 0.. {
            let target = Memory::new(no_part_is_missing);
            publish(&target, &before, "desk:1").unwrap();
            target.left.set(cut);
            let is_whole = publish(&target, &after, "desk:2").is_ok();
            target.left.set(usize::MAX);
            // What the next run brings may be that site, or another by now.
            let next = if cut % 2 == 0 { &after } else { &last };
            publish(&target, next, "desk:3").unwrap();
            holds(&target, next);
            if is_whole {
                break;
            }
        }
    }
}

#[test]
fn a_clock_that_is_behind_or_ahead_ends_no_run_that_lives() {
    let now: Timestamp = "2026-11-24T12:00:00Z".parse().unwrap();
    let minutes = |minutes| now + SignedDuration::from_mins(minutes);
    for (seen, has_ended, lives) in [
        (minutes(0), false, true),
        (minutes(-9), false, true),
        (minutes(-11), false, false),
        // The other's clock is ahead, or ours is behind.
        (minutes(600), false, true),
        (minutes(600), true, false),
        (minutes(0), true, false),
    ] {
        let underway = Underway { by: "rui@desk".into(), process: "desk:1".into(), begun: seen, seen };
        let record = Record { underway: Some(underway), ..Record::default() };
        let desk = Desk { by: String::new(), process: String::new(), clock: &|| now, has_ended: &|_| has_ended };
        assert_eq!(other_run(&record, &desk).is_some(), lives, "{seen}");
    }
}

#[test]
fn a_history_from_the_future_is_gone_on_with() {
    let parcel = Site(BTreeMap::from([(1, 1)])).parcel();
    let target = Memory::new(no_part_is_missing);
    let mut record = publish(&target, &parcel, "desk:1").unwrap();
    record.history[0].at = "2999-01-01T00:00:00Z".parse().unwrap();
    target.record.replace(Some(record.print()));
    let other = Site(BTreeMap::from([(2, 1)])).parcel();
    let record = publish(&target, &other, "desk:2").unwrap();
    assert_eq!(record.history.len(), 2);
    assert_eq!(record.history[0].at, Timestamp::UNIX_EPOCH);
    holds(&target, &other);
}

#[test]
fn whoever_writes_between_is_not_overwritten() {
    let target = Memory::new(|_| ());
    let (before, after) = (Site(BTreeMap::from([(1, 1)])).parcel(), Site(BTreeMap::from([(2, 2)])).parcel());
    publish(&target, &before, "desk:1").unwrap();
    let state = state(&target).unwrap();
    publish(&target, &after, "other:1").unwrap();
    let record = state.record.clone();
    let clock = || Timestamp::UNIX_EPOCH;
    let desk = Desk { by: "ana@desk".into(), process: "desk:2".into(), clock: &clock, has_ended: &|_| true };
    let trouble = run(&target, &Plan::new(&before, &record), state, None, &desk, &|| {}).unwrap_err();
    assert_eq!(trouble.cause, Cause::Conflict);
    holds(&target, &after);
}
