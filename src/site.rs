//! The model of a news site: stories by date, sections, topics, people, places, days, addresses.
//!
//! In: a [`Story`] for each file that is copy. Out: a [`Site`], and findings where two things want
//! one address. It holds metadata only; bodies are read when a page is rendered.
//!
//! 1. [`settle::settle`] makes a [`Story`], a [`Page`] or a [`Held`] of a document's front matter.
//! 2. [`Site::new`] sorts the stories by date and gathers them into lists ([`lists`]) and days
//!    ([`calendar`]).
//! 3. After a few edits, [`amend`] makes the next model of the one before.
//! 4. A site in several languages is a model for each ([`tongues`]).
//! 5. [`paging`] says which stories stand on which page of a list, [`due`] what the clock will change.

pub mod address;
pub mod alphabet;
pub mod amend;
pub mod calendar;
mod copy;
pub mod due;
mod fetch;
mod few;
pub mod hold;
pub mod lists;
pub mod neighbours;
pub mod page;
pub mod paging;
pub mod related;
pub mod segments;
pub mod settle;
pub mod slug;
pub mod story;
pub mod tongues;

pub use hold::{Held, Reason};
pub use lists::{List, ListId, Taxonomy};
pub use page::Page;
pub use settle::{Settled, What};
pub use story::{Correction, Lead, Origin, Story};
pub use tongues::{Twin, Way};

use crate::config::{Config, Pages};
use crate::picture::{Broken, Picture};
use calendar::Calendar;
use copy::{Copy, Noted, Shown};
use few::Few;
use hold::Drafts;
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::{Arc, OnceLock};
use tongues::Twins;
use xxhash_rust::xxh3::xxh3_64;

/// How long a story is news, and how many a news sitemap may hold (Google's rules for it).
const NEWS_IS_NEW_FOR: SignedDuration = SignedDuration::from_hours(48);
const NEWS_AT_MOST: usize = 1000;

/// A story's place in the site: stories are numbered from the oldest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StoryId(pub u32);

/// The model.
#[derive(Debug)]
pub struct Site {
    /// The settings.
    pub config: Config,
    /// The time as of which the site is made.
    pub now: Timestamp,
    /// The stories that are shown, from the oldest; those of one instant by path.
    pub stories: Vec<Arc<Story>>,
    /// The pages that are no stories, by path.
    pub pages: Vec<Arc<Page>>,
    /// The texts of lists (`content/topics/ferries.md`), by path.
    pub texts: Vec<Arc<Page>>,
    /// What is held back, by path.
    pub held: Arc<[Held]>,
    /// Every list of stories.
    pub lists: Arc<lists::Lists>,
    /// Years, months and days with stories.
    pub calendar: Calendar,
    /// The files of the content folder that are no copy, by path.
    pub files: Arc<BTreeMap<Box<str>, Beside>>,
    /// The parts that are searched one after the other, from the oldest; none where the site has no
    /// search.
    pub segments: Vec<segments::Segment>,
    /// The stories by their files: the order in which they were read, and lie in memory.
    by_path: Vec<StoryId>,
    /// The stories by hashes of the [stems](address::stem) of their addresses, once they are asked for.
    by_stem: Hashed,
    /// The same by hashes of their headlines.
    by_title: Vec<(u64, StoryId)>,
    few: Few,
    /// The lists of each taxonomy by their names, once they are asked for.
    by_name: alphabet::ByName,
    /// The site in its other languages; only the one in its own language has them.
    pub others: Vec<Arc<Site>>,
    /// What there is in more than one language.
    pub twins: Arc<Twins>,
    /// Every text of a site in several languages, by its file.
    abroad: Arc<BTreeMap<Box<str>, tongues::Abroad>>,
}

/// Stories by a hash, sorted; made when they are first asked for.
type Hashed = OnceLock<Vec<(u64, StoryId)>>;

/// A file of the content folder that is no copy.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Beside {
    /// What tells whether its bytes are the same, if anything does; of a picture that was looked at, a
    /// hash of them.
    pub mark: Option<u64>,
    /// What it shows, where it is a picture that a text names.
    pub picture: Option<Result<Arc<Picture>, Broken>>,
}

impl Site {
    /// Makes the model of what was settled, which comes in parts and is sorted by path, and of the files beside it.
    pub fn new<'a>(
        config: Config,
        now: Timestamp,
        drafts: Drafts,
        settled: impl ParallelIterator<Item = impl Iterator<Item = (&'a str, &'a Settled)> + Clone>,
        files: BTreeMap<Box<str>, Beside>,
    ) -> Self {
        let Shown { mut copies, held } = Shown::of(config.tongues.len().max(1), now, drafts, settled);
        tongues::fall_back(&config, &mut copies);
        let configs = config.in_all_languages().into_iter();
        let (held, files) = (Arc::<[Held]>::from(held), Arc::new(files));
        let of_language = |(config, copy)| Self::of_language(config, now, copy, Arc::clone(&held), Arc::clone(&files));
        let mut sites: Vec<Self> = configs.zip(copies).map(of_language).collect();
        let twins = Arc::new(Twins::of(&sites));
        let abroad = Arc::new(tongues::abroad(&sites));
        for site in &mut sites {
            site.twins = Arc::clone(&twins);
            site.abroad = Arc::clone(&abroad);
        }
        let others = sites.split_off(1);
        let mut own = sites.swap_remove(0);
        own.others = others.into_iter().map(Arc::new).collect();
        own
    }

    /// The model of one language.
    fn of_language(
        config: Config,
        now: Timestamp,
        copy: Copy,
        held: Arc<[Held]>,
        files: Arc<BTreeMap<Box<str>, Beside>>,
    ) -> Self {
        let Copy { mut stories, noted, pages, mut texts } = copy;
        let rare = stories.par_iter_mut().zip(&noted).filter(|(_, noted)| noted.is_rare);
        rare.for_each(|(story, _)| with_picture(story, &files));
        let (stories, by_path) = number(stories, &noted);
        let lists = || Arc::new(lists::gather(&config, &stories, &by_path, &texts));
        let others = || {
            let noted = || noted.iter().zip(by_path.iter().copied());
            let by_title = hashed(noted().map(|(story, id)| (story.headline, id)));
            let rare = noted().filter(|(story, _)| story.is_rare).map(|(_, id)| id);
            let mut days = vec![Date::default(); stories.len()];
            noted().for_each(|(story, id)| days[id.0 as usize] = story.day);
            (by_title, Few::among(rare.collect(), &stories), Calendar::of(days.into_iter()))
        };
        let (lists, (by_title, few, calendar)) = rayon::join(lists, others);
        for list in lists.ids() {
            let List { text, address, .. } = lists.get(list);
            if let Some(at) = text {
                Arc::make_mut(&mut texts[*at]).address = address.as_str().into();
            }
        }
        let has_search = config.outputs.pages.contains(&Pages::Search);
        let segments = if has_search { segments::of(&calendar) } else { Vec::new() };
        let (by_stem, by_name, others, twins, abroad) = Default::default();
        Self {
            config,
            now,
            stories,
            pages,
            texts,
            held,
            lists,
            calendar,
            files,
            segments,
            by_path,
            by_stem,
            by_title,
            few,
            by_name,
            others,
            twins,
            abroad,
        }
    }

    /// A story by its number.
    pub fn story(&self, id: StoryId) -> &Story {
        &self.stories[id.0 as usize]
    }

    /// The address of the story or page that a file of copy is.
    pub fn address_of(&self, path: &str) -> Option<&str> {
        if let Ok(at) = self.by_path.binary_search_by(|id| self.story(*id).path().cmp(path)) {
            return Some(self.story(self.by_path[at]).address());
        }
        let page = |pages: &[Arc<Page>]| pages.binary_search_by(|page| (*page.path).cmp(path)).ok();
        match page(&self.pages) {
            Some(at) => Some(&self.pages[at].address),
            None => page(&self.texts).map(|at| &*self.texts[at].address),
        }
    }

    /// The stories whose addresses have a [stem](address::stem).
    pub fn stories_with_stem(&self, stem: &str) -> Vec<StoryId> {
        let hashes = self.by_path.iter().map(|id| (stem_of(self.story(*id)), *id));
        let by_stem = self.by_stem.get_or_init(|| hashed(hashes));
        let hash = xxh3_64(stem.as_bytes());
        let from = by_stem.partition_point(|(other, _)| *other < hash);
        let same = by_stem[from..].iter().take_while(|(other, _)| *other == hash).map(|(_, id)| *id);
        same.filter(|id| address::stem(self.story(*id).address()) == stem).collect()
    }

    /// Whether another story has the headline of this one.
    pub fn has_namesake(&self, id: StoryId) -> bool {
        self.namesakes(self.story(id)).nth(1).is_some()
    }

    /// The stories that have a story's headline, which need not be one of these.
    pub fn namesakes(&self, story: &Story) -> impl Iterator<Item = StoryId> {
        let hash = story.headline;
        let from = self.by_title.partition_point(|(other, _)| *other < hash);
        self.by_title[from..].iter().take_while(move |(other, _)| *other == hash).map(|(_, id)| *id)
    }

    /// The stories with corrections, the newest correction first.
    pub fn corrected(&self) -> Vec<StoryId> {
        let newest = |id: StoryId| {
            let times =
                self.story(id).corrections().iter().map(|correction| correction.date.instant(&self.config.timezone));
            times.max()
        };
        let mut stories = self.few.corrected.clone();
        stories.sort_by_cached_key(|id| std::cmp::Reverse((newest(*id), *id)));
        stories
    }

    /// Whether a story has corrections.
    pub fn has_corrections(&self) -> bool {
        !self.few.corrected.is_empty()
    }

    /// The languages of stories that are not written in the site's.
    pub fn foreign_languages(&self) -> impl Iterator<Item = &str> {
        self.few.foreign.iter().filter_map(|id| self.story(*id).language())
    }

    /// The stories that are news to search engines: those of the last two days, newest first, at most
    /// as many as a news sitemap may hold.
    pub fn news(&self) -> impl Iterator<Item = StoryId> {
        let since = self.now.saturating_sub(NEWS_IS_NEW_FOR).unwrap_or(Timestamp::MIN);
        let first = self.stories.partition_point(|story| story.instant < since);
        ids(first..self.stories.len()).rev().filter(|id| !self.is_borrowed(self.story(*id))).take(NEWS_AT_MOST)
    }

    /// The file of the picture to show where a page without one is shared.
    pub fn picture(&self) -> Option<String> {
        self.config.picture().filter(|path| !self.is_left_out(path))
    }

    /// The picture that stands for a story, where it can be shown.
    pub fn lead<'a>(&'a self, story: &'a Story) -> Option<(&'a Lead, &'a Picture)> {
        let lead = story.lead()?;
        Some((lead, self.picture_at(&lead.path)?))
    }

    /// What is known of a picture beside the copy that can be shown.
    pub fn picture_at(&self, path: &str) -> Option<&Picture> {
        self.files.get(path)?.picture.as_ref()?.as_deref().ok()
    }

    /// Whether a file is a picture that cannot be shown.
    pub fn is_left_out(&self, path: &str) -> bool {
        self.files.get(path).is_some_and(|beside| matches!(beside.picture, Some(Err(_))))
    }

    /// Every story's number, from the oldest.
    pub fn ids(&self) -> impl DoubleEndedIterator<Item = StoryId> + Clone {
        ids(0..self.stories.len())
    }

    /// The section's name as readers see it: the desk's, or the key with a capital.
    pub fn section_title(&self, key: &str) -> String {
        let named = self.config.sections.iter().find(|section| section.key == key);
        named.map_or_else(|| slug::capitalised(key), |section| section.title.clone())
    }
}

/// Gives a story the picture that stands for it as it is now.
fn with_picture(story: &mut Arc<Story>, files: &BTreeMap<Box<str>, Beside>) {
    let beside = story.lead().and_then(|lead| files.get(&lead.path));
    if let Some(Beside { mark: Some(mark), picture: Some(_) }) = beside {
        story.showing(*mark);
    }
}

/// A hash of the stem of a story's address.
fn stem_of(story: &Story) -> u64 {
    xxh3_64(address::stem(story.address()).as_bytes())
}

/// Stories by hashes of something of theirs, sorted. One thread does it: one that waits for others may be given
/// work meanwhile that waits for this.
fn hashed(hashes: impl Iterator<Item = (u64, StoryId)>) -> Vec<(u64, StoryId)> {
    let mut hashed: Vec<_> = hashes.collect();
    hashed.sort_unstable();
    hashed
}

/// Sorts stories, which are sorted by path, by time; with the number of each, by path.
fn number(stories: Vec<Arc<Story>>, noted: &[Noted]) -> (Vec<Arc<Story>>, Vec<StoryId>) {
    // A time in numbers of its own takes a third less room, and so less time to be sorted.
    let key = |(story, place): (&Noted, u32)| (story.instant.as_second(), story.instant.subsec_nanosecond(), place);
    let mut order: Vec<(i64, i32, u32)> = noted.iter().zip(0..).map(key).collect();
    order.par_sort_unstable();
    let order = || order.iter().map(|(_, _, place)| *place as usize);
    let mut by_path = vec![StoryId(0); noted.len()];
    order().zip(ids(0..noted.len())).for_each(|(place, id)| by_path[place] = id);
    // Each is moved and not copied: to count a copy of it, it would have to be fetched.
    let mut unsorted: Vec<Option<Arc<Story>>> = stories.into_iter().map(Some).collect();
    let sorted = order().filter_map(|place| unsorted[place].take()).collect();
    (sorted, by_path)
}

/// Numbers as story numbers.
pub fn ids(range: Range<usize>) -> impl DoubleEndedIterator<Item = StoryId> + Clone {
    range.map(|at| StoryId(u32::try_from(at).unwrap_or(u32::MAX)))
}
