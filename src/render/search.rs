//! The search: a page with a script, and an index that any host can serve as files.
//!
//! In: a part of the archive ([`crate::site::segments`]). Out: its files. The script asks for the
//! words that are searched for in the newest part, then in the one before it, until it has enough.
//!
//! 1. Every text of a part is taken apart into words ([`words`]), and each word to its stem
//!    ([`stem`]).
//! 2. The stems are spread over files by the beginnings of their words ([`index`]), so that a
//!    browser finds the file of a word without knowing any language.
//! 3. Results are read from files of a few stories each, days and sections from one file a part.
//!
//! Files are scripts that call one function, since a page opened from disk may load nothing else.

mod index;
mod kept;
mod stem;
mod words;

use super::views::{PageView, SearchView};
use super::{Renderer, Sheet, cards, list};
use crate::config::Form;
use crate::diag::Diagnostic;
use crate::markdown;
use crate::routes::{RESULTS, search, version};
use crate::site::segments::Segment;
use crate::site::{Story, StoryId, ids};
use index::{Field, Lexicon, Said, encode};
use jiff::civil::Date;
pub use kept::Kept;
use serde_json::{Value, json};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use stem::{Stem, Stemmers};

/// How many parts are kept ready beside those that threads work at.
const KEPT: usize = 2;

/// The words of a part, in the files that they are in.
type Shards = Arc<[String]>;

/// A part's words, made by whoever asks first.
type Slot = Arc<OnceLock<Shards>>;

/// The words of the parts that were asked for last: neighbours in the list of outputs are mostly of
/// one part. What is kept never changes what is rendered, only how often.
#[derive(Default)]
pub(super) struct Parts(Mutex<Vec<(usize, Slot)>>);

impl Parts {
    fn get(&self, part: usize, make: impl FnOnce() -> Shards) -> Shards {
        let place = {
            let mut parts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            let place = match parts.iter().position(|(known, _)| *known == part) {
                Some(at) => parts.remove(at).1,
                None => Arc::default(),
            };
            parts.push((part, Arc::clone(&place)));
            if parts.len() > KEPT + rayon::current_num_threads() {
                parts.remove(0);
            }
            place
        };
        // Whoever makes it does so alone: a thread that waited inside of a pool could wait for itself.
        Arc::clone(place.get_or_init(make))
    }
}

impl Renderer<'_> {
    /// The page that stories are searched on.
    pub(super) fn search(&self, on: &Sheet<'_>, findings: &mut Vec<Diagnostic>) -> Vec<u8> {
        let around = self.around(on);
        let config = &self.site.config;
        let view = SearchView {
            index: around.addresses.file(&search("index")),
            results: serde_json::to_string(&around.words.forms("results")).unwrap_or_default(),
            texts: config.outputs.copies.contains(&Form::Text),
        };
        let title = around.words.text("search");
        let page = PageView { breadcrumbs: list::home_crumb(&around), ..self.frame(on, "search", title, "") };
        let page = self.describe(page, |_| None);
        self.template("search.html", on, &page, "search", &view, None, findings)
    }

    /// What there is to search: every part from the newest, with its number of stories, of files of
    /// words, and its version.
    pub(super) fn search_index(&self) -> Vec<u8> {
        let site = &*self.site;
        let part = |segment: &Segment| {
            let version = format!("{:08x}", version(site, segment) >> 32);
            json!([format!("{}/", segment.name()), segment.stories.len(), segment.shards(), version])
        };
        let parts: Vec<Value> = site.segments.iter().rev().map(part).collect();
        call("index", &json!([RESULTS, parts]))
    }

    /// The day and the section of each story of a part.
    pub(super) fn search_facets(&self, part: usize) -> Vec<u8> {
        let segment = &self.site.segments[part];
        let mut sections: Vec<&str> = Vec::new();
        let (mut days, mut places) = (String::new(), String::new());
        let mut before = segment.first;
        for id in ids(segment.stories.clone()) {
            let story = self.site.story(id);
            let section = story.section().unwrap_or_default();
            let at = sections.iter().position(|known| *known == section).unwrap_or_else(|| {
                sections.push(section);
                sections.len() - 1
            });
            encode(days_between(before, story.day), &mut days);
            encode(at, &mut places);
            before = story.day;
        }
        call(&format!("{}/facets", segment.name()), &json!([segment.first.to_string(), sections, days, places]))
    }

    /// Some stories of a part as results.
    pub(super) fn search_stories(&self, part: usize, chunk: usize) -> Vec<u8> {
        let segment = &self.site.segments[part];
        let words = &self.languages.site().words;
        let result = |id: StoryId| {
            let story = self.site.story(id);
            let section = story.section().map(|key| self.site.section_title(key)).unwrap_or_default();
            let day = (story.day.to_string(), words.day(story.day));
            let genre = cards::told(story.genre).map(|genre| words.text(&cards::word_of(genre)).to_owned());
            let filed = genre.as_deref().into_iter().chain([&*section]).filter(|name| !name.is_empty());
            let filed = filed.collect::<Vec<_>>().join(" · ");
            let mut row = vec![story.address(), story.title(), story.description(), &day.0, &day.1, &filed];
            row.extend(story.language());
            json!(row)
        };
        let range = segment.stories.start + chunk * RESULTS..segment.stories.end;
        let rows: Vec<Value> = ids(range).take(RESULTS).map(result).collect();
        call(&format!("{}/s{chunk}", segment.name()), &json!(rows))
    }

    /// Some words of a part with the stories that they stand in.
    pub(super) fn search_words(&self, part: usize, shard: usize) -> Vec<u8> {
        let segment = &self.site.segments[part];
        let shards = self.parts.get(part, || self.words_of(segment));
        call(&format!("{}/{shard}", segment.name()), &json!(shards[shard]))
    }

    fn words_of(&self, segment: &Segment) -> Shards {
        let config = &self.site.config;
        let name = format!("{} {}", config.tongue, segment.name());
        let mut part = self.kept.map(|kept| kept.take(&name)).unwrap_or_default();
        let mut stemmers = Stemmers::default();
        let stories = ids(segment.stories.clone()).map(|id| self.site.story(id));
        let stories = stories.map(|story| ((story.hash, story.digest), story));
        let files = part.files(stories, segment.shards(), |story, lexicon| {
            let language = story.language().unwrap_or(&config.language);
            self.said(story, (language, stemmers.of(language)), lexicon)
        });
        if let Some(kept) = self.kept {
            kept.put(name, part);
        }
        files.into()
    }

    /// What a story says.
    ///
    /// # Errors
    /// What it says without its text, if that cannot be read.
    fn said(&self, story: &Story, language: (&str, &Stem), lexicon: &mut Lexicon) -> Result<Vec<Said>, Vec<Said>> {
        let mut unreadable = Vec::new();
        let text = self.bodies.text(story.path(), story.modified(), &mut unreadable);
        let mut said = Vec::new();
        let mut note = |field, text: &str| lexicon.note(language, field, text, &mut said);
        note(Field::Headline, story.title());
        note(Field::About, story.description());
        let names = [story.kicker(), story.location(), story.agency()].into_iter().flatten();
        names.chain(story.tags()).chain(story.authors()).for_each(|name| note(Field::About, name));
        note(Field::Body, &markdown::plain_text(&text.document.body));
        if unreadable.is_empty() { Ok(said) } else { Err(said) }
    }
}

fn days_between(first: Date, last: Date) -> usize {
    last.since(first).map_or(0, |span| usize::try_from(span.get_days()).unwrap_or_default())
}

/// A file of the search: a script that hands over what it holds.
fn call(name: &str, data: &Value) -> Vec<u8> {
    format!("dateline({},{data});\n", json!(name)).into_bytes()
}
