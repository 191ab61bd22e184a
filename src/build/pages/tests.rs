//! Whatever was made and is gone, in whatever order, pages are known as they were last made.

use super::*;
use crate::routes::Fingerprint;
use proptest::collection::{btree_map, vec};
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A page that differs from others in all that a log holds of it.
fn page(number: u8) -> Page {
    let inputs = Fingerprint { site: 1, template: 2, copy: number.into(), others: 4 };
    let asked = Arc::new(Asked { queries: Vec::new(), answers: vec![u64::from(number % 3)] });
    let bytes = Entry { hash: number.into(), len: 5 };
    let findings = number.is_multiple_of(4).then(|| Diagnostic::warning("odd", format!("{number}")));
    let cause = if number.is_multiple_of(5) { Cause::Missing } else { Cause::New };
    Page { inputs, asked, bytes, findings: findings.into_iter().collect(), cause }
}

fn file(number: u8) -> String {
    format!("{number}.html")
}

fn check(pages: &Pages, all: &BTreeMap<u8, u8>) -> Result<(), TestCaseError> {
    for number in 0..16 {
        let known = pages.get(&file(number)).map(Cow::into_owned);
        prop_assert_eq!(known, all.get(&number).map(|made| page(*made)));
    }
    let marks = all.iter().map(|(number, made)| page(*made).bytes.mark(Key::of(&file(*number))));
    prop_assert_eq!((pages.len, pages.mark), (all.len(), marks.fold(0, u64::wrapping_add)));
    let mut found: Vec<String> =
        pages.found_beside(&HashSet::default()).into_iter().map(|finding| finding.message).collect();
    found.sort_unstable();
    let mut all_found: Vec<String> = all.values().filter(|made| *made % 4 == 0).map(|made| made.to_string()).collect();
    all_found.sort_unstable();
    prop_assert_eq!(found, all_found);
    let gone: HashSet<Key> = pages.gone(&Made::default(), &[]).into_iter().collect();
    prop_assert_eq!(gone, all.keys().map(|number| Key::of(&file(*number))).collect());
    Ok(())
}

proptest! {
    #[test]
    fn pages_are_known_as_they_were_last_made(
        builds in vec(btree_map(0..16u8, proptest::option::weighted(0.7, any::<u8>()), 0..12), 1..8),
        restarts in any::<u8>(),
    ) {
        let folder = tempfile::tempdir().unwrap();
        let log = Log::new(folder.path().join("log"), 7);
        let (mut pages, mut all) = (Pages::default(), BTreeMap::new());
        for (at, build) in builds.into_iter().enumerate() {
            let (mut made, mut gone) = (Made::default(), Vec::new());
            for (number, what) in build {
                let key = Key::of(&file(number));
                match what {
                    Some(what) => {
                        all.insert(number, what);
                        let set = pages.sets().intern(page(what).asked);
                        made.insert(key, Page { asked: set, ..page(what) });
                    }
                    None if all.remove(&number).is_some() => gone.push(key),
                    None => {}
                }
            }
            pages.update(made, gone, Some(&log));
            check(&pages, &all)?;
            check(&Pages::read(&log), &all)?;
            if restarts >> at & 1 == 1 {
                pages = Pages::read(&log);
            }
        }
    }
}
