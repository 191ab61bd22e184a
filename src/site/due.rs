//! What comes next by itself: stories that come out, and stories that are taken down.

use super::Site;
use jiff::Timestamp;

/// Something that happens to a file of copy at a time, without anybody touching it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Due<'a> {
    /// When.
    pub at: Timestamp,
    /// The file.
    pub path: &'a str,
    /// What happens.
    pub event: Event,
}

/// What happens to a story by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Event {
    /// Its embargo lifts, or its date comes: it is shown from then on.
    Appears,
    /// It expires: nothing of it is left from then on.
    Expires,
}

impl Event {
    /// A stable name for programs.
    pub fn name(self) -> &'static str {
        match self {
            Self::Appears => "appears",
            Self::Expires => "expires",
        }
    }
}

impl Site {
    /// What happens after now, the next first.
    pub fn due(&self) -> Vec<Due<'_>> {
        let mut due: Vec<_> = self.events().filter(|due| due.at > self.now).collect();
        due.sort_unstable();
        due
    }

    /// When the site changes next by itself.
    pub fn next_due(&self) -> Option<Timestamp> {
        self.events().map(|due| due.at).filter(|at| *at > self.now).min()
    }

    fn events(&self) -> impl Iterator<Item = Due<'_>> {
        let appears = self.held.iter().filter_map(|held| Some((&*held.path, held.reason.until()?)));
        let appears = appears.map(|(path, at)| Due { at, path, event: Event::Appears });
        // What is not coming out by itself will not be there to be taken down.
        let held = self.held.iter().filter(|held| held.reason.until().is_some());
        let held = held.filter_map(|held| Some((&*held.path, held.expires?)));
        let stories = self.in_all_languages().flat_map(|site| {
            let expiring = site.few.expiring.iter().map(|id| site.story(*id)).filter(|story| !site.is_borrowed(story));
            expiring.filter_map(|story| Some((story.path(), story.expires()?)))
        });
        let pages = self.in_all_languages().flat_map(|site| &site.pages);
        let pages = pages.filter_map(|page| Some((&*page.path, page.expires?)));
        let expires = held.chain(stories).chain(pages);
        appears.chain(expires.map(|(path, at)| Due { at, path, event: Event::Expires }))
    }
}
