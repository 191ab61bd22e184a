//! What is known of other sites from one check to the next: `.dateline/links`, in JSON.
//!
//! Only what an address was found to be, and when. It may be lost at any time.

use super::Fate;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};
use std::path::Path;

/// Its place in a project's folder.
pub const PLACE: &str = ".dateline/links";
/// What is there is taken to be there for so long.
const LONG: SignedDuration = SignedDuration::from_hours(7 * 24);
/// Who did not want to be asked is left alone for so long.
const SHORT: SignedDuration = SignedDuration::from_hours(24);

/// What is known.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Known {
    links: BTreeMap<String, Then>,
}

/// What was known then.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Then {
    at: Timestamp,
    fate: Fate,
}

impl Then {
    /// Whether it may still be so. What was wrong is asked for each time, as somebody may have mended it.
    fn holds(&self, now: Timestamp) -> bool {
        let age = now.duration_since(self.at);
        let lasts = match self.fate {
            Fate::There | Fate::Moved { .. } | Fate::Kept => LONG,
            Fate::Refused(_) => SHORT,
            _ => SignedDuration::ZERO,
        };
        // A clock that was set back knows nothing of what comes after it.
        !age.is_negative() && age < lasts
    }
}

impl Known {
    /// Reads what was known. What cannot be read is nothing.
    pub fn read(root: &Path) -> Self {
        let text = std::fs::read(root.join(PLACE)).unwrap_or_default();
        serde_json::from_slice(&text).unwrap_or_default()
    }

    /// Writes what is known, whole or not at all.
    ///
    /// # Errors
    /// What the system says.
    pub fn write(&self, root: &Path) -> io::Result<()> {
        let place = root.join(PLACE);
        let folder = place.parent().unwrap_or(root);
        std::fs::create_dir_all(folder)?;
        let mut new = tempfile::NamedTempFile::new_in(folder)?;
        serde_json::to_writer(&mut new, self)?;
        new.flush()?;
        new.persist(&place).map(drop).map_err(|error| error.error)
    }

    /// Forgets what may not be so any more, and what nobody links.
    pub(super) fn forget(&mut self, now: Timestamp, wanted: &[&str]) {
        let wanted: BTreeSet<&str> = wanted.iter().copied().collect();
        self.links.retain(|url, then| wanted.contains(url.as_str()) && then.holds(now));
    }

    pub(super) fn fate(&self, url: &str) -> Option<&Fate> {
        self.links.get(url).map(|then| &then.fate)
    }

    pub(super) fn learn(&mut self, url: &str, fate: Fate, at: Timestamp) {
        self.links.insert(url.to_owned(), Then { at, fate });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_there_is_believed_for_a_week_and_what_is_wrong_never() {
        let at: Timestamp = "2026-11-01T00:00:00Z".parse().unwrap();
        let hours = |hours| at + SignedDuration::from_hours(hours);
        for (fate, hours_later, expected) in [
            (Fate::There, 0, true),
            (Fate::There, 167, true),
            (Fate::There, 168, false),
            (Fate::There, -1, false),
            (Fate::Moved { to: "https://b.example/".into(), for_good: true }, 1, true),
            (Fate::Refused(403), 23, true),
            (Fate::Refused(403), 25, false),
            (Fate::Gone(404), 0, false),
            (Fate::Silent("x".into()), 0, false),
        ] {
            let mut known = Known::default();
            known.learn("https://a.example/", fate.clone(), at);
            known.forget(hours(hours_later), &["https://a.example/"]);
            assert_eq!(known.fate("https://a.example/").is_some(), expected, "{fate:?} {hours_later}");
        }
    }

    #[test]
    fn what_is_written_is_read_and_a_damage_is_nothing() {
        let root = tempfile::tempdir().unwrap();
        let mut known = Known::default();
        known.learn("https://a.example/ü", Fate::Gone(410), Timestamp::UNIX_EPOCH);
        known.learn("https://b.example/", Fate::There, Timestamp::UNIX_EPOCH);
        known.write(root.path()).unwrap();
        assert_eq!(Known::read(root.path()), known);
        std::fs::write(root.path().join(PLACE), "{\"links\":{\"a").unwrap();
        assert_eq!(Known::read(root.path()), Known::default());
    }
}
