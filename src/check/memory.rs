//! What was seen in outputs and texts, remembered from one check to the next.
//!
//! Both are known by what is in them, so nothing here can be out of date: other bytes are another mark.
//! Only what was never seen is looked at; what the pages of a site say of each other is worked out anew
//! each time.

use super::names::{Name, Names};
use super::page::Page;
use crate::build::cache::Cache;
use crate::cache::Entry;
use crate::cache::log::{Log, State};
use crate::config::Config;
use crate::diag::Diagnostic;
use foldhash::HashMap;
use serde::{Deserialize, Serialize};
use std::sync::{Mutex, PoisonError};
use xxhash_rust::xxh3::xxh3_128;

/// Looks in a batch of the log: small enough to be read in parallel.
const BATCH: usize = 2000;

/// What an output or a text is known by.
pub(super) type Mark = u128;

/// What was seen in an output or a text.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Look {
    /// Where it leads and what it shows, each once.
    pub(super) links: Box<[Name]>,
    /// Its anchors.
    pub(super) ids: Box<[Name]>,
    /// Pictures without words for those who cannot see them.
    pub(super) wordless: Box<[Name]>,
    /// The addresses of its translations.
    pub(super) translations: Box<[Name]>,
    /// What is wrong in it, whatever else the site has.
    pub(super) findings: Vec<Diagnostic>,
}

/// A batch of the log: names, and looks with the places of theirs among them.
type Batch = (Vec<Box<str>>, Vec<(Mark, Look)>);

/// What was seen.
#[derive(Debug, Default)]
pub(super) struct Memory {
    names: Names,
    looks: HashMap<Mark, Look>,
    /// What was seen now for the first time.
    new: Vec<Mark>,
    log: Option<Log>,
    /// How many looks the log has; nothing where it has to be written anew.
    written: Option<usize>,
}

/// What is seen now, on many threads, of what was never seen before.
pub(super) struct Seeing<'a> {
    before: &'a HashMap<Mark, Look>,
    now: Mutex<(&'a mut Names, Vec<(Mark, Look)>)>,
}

/// The mark of an output: its file, the file of copy that it is made of, and what is in it.
pub(super) fn mark(file: &str, copy: Option<&str>, bytes: Entry) -> Mark {
    xxh3_128(format!("{:032x} {file}\n{}", bytes.hash, copy.unwrap_or_default()).as_bytes())
}

impl Memory {
    /// What was seen when a project was checked before, with the same settings by the same program.
    pub(super) fn of(cache: &Cache, config: &Config) -> Self {
        let mut memory = Self { log: cache.looks_log(config), ..Self::default() };
        let Some(log) = memory.log.clone() else { return memory };
        let mut written = 0;
        let state = log.read(|(names, looks): Batch| {
            written += looks.len();
            let names: Vec<Name> = names.iter().map(|words| memory.names.of(words)).collect();
            let looks = looks.into_iter().filter_map(|(mark, look)| {
                let look = look.renamed(|name| names.get(name.place()).copied())?;
                Some((mark, look))
            });
            memory.looks.extend(looks);
        });
        memory.written = (state == State::Whole).then_some(written);
        memory
    }

    /// Looks at what was never seen, and remembers it.
    pub(super) fn see<T>(&mut self, work: impl FnOnce(&Seeing<'_>) -> T) -> T {
        let seeing = Seeing { before: &self.looks, now: Mutex::new((&mut self.names, Vec::new())) };
        let done = work(&seeing);
        let (_, new) = seeing.now.into_inner().unwrap_or_else(PoisonError::into_inner);
        self.new.extend(new.iter().map(|(mark, _)| *mark));
        self.looks.extend(new);
        done
    }

    /// Writes what was seen for the next check: what is new, or all that is `used` where most of the log
    /// is not. A memory that cannot be written costs only time.
    pub(super) fn write(&self, used: &[Mark]) {
        let Some(log) = &self.log else { return };
        let batches = |marks: &[Mark]| marks.chunks(BATCH).map(|some| self.batch(some)).collect::<Vec<_>>();
        let _ = match self.written {
            Some(_) if self.new.is_empty() => Ok(()),
            Some(written) if written + self.new.len() <= 2 * used.len() + BATCH => log.append(&batches(&self.new)),
            _ => log.replace(&batches(used)),
        };
    }

    fn batch(&self, marks: &[Mark]) -> Batch {
        let mut names = Names::default();
        let mut looks = Vec::with_capacity(marks.len());
        for mark in marks {
            let look = self.looks.get(mark).cloned();
            let look = look.and_then(|look| look.renamed(|name| Some(names.of(self.names.words(name)))));
            looks.extend(look.map(|look| (*mark, look)));
        }
        (names.into_words(), looks)
    }

    /// What was seen behind a mark.
    pub(super) fn look(&self, mark: Mark) -> Option<&Look> {
        self.looks.get(&mark)
    }

    /// The links and anchors.
    pub(super) fn names(&self) -> &Names {
        &self.names
    }
}

impl Seeing<'_> {
    /// Whether what is behind a mark was seen before.
    pub(super) fn is_known(&self, mark: Mark) -> bool {
        self.before.contains_key(&mark)
    }

    /// Keeps what was seen.
    pub(super) fn keep(&self, mark: Mark, page: &Page, findings: Vec<Diagnostic>) {
        let mut now = self.now.lock().unwrap_or_else(PoisonError::into_inner);
        let (names, looks) = &mut *now;
        let look = Look {
            links: names.of_all(&page.links),
            ids: names.of_all(&page.ids),
            wordless: names.of_all(&page.wordless),
            translations: names.of_all(&page.translations),
            findings,
        };
        looks.push((mark, look));
    }
}

impl Look {
    /// The same with other numbers; nothing where a name has none.
    fn renamed(self, mut name: impl FnMut(Name) -> Option<Name>) -> Option<Self> {
        let Self { links, ids, wordless, translations, findings } = self;
        let mut all = |names: Box<[Name]>| names.iter().map(|old| name(*old)).collect::<Option<Box<[Name]>>>();
        let (links, ids) = (all(links)?, all(ids)?);
        Some(Self { links, ids, wordless: all(wordless)?, translations: all(translations)?, findings })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    fn memory(folder: &Path) -> Memory {
        Memory::of(&Cache::of_project(folder, 7), &Config::default())
    }

    /// Looks at pages that each hold a link of their own and one that all hold.
    fn see(memory: &mut Memory, marks: std::ops::Range<u32>) -> Vec<Mark> {
        memory.see(|seeing| {
            for at in marks.clone().filter(|at| !seeing.is_known(u128::from(*at))) {
                let links = [format!("/{at}").into(), "/all/".into()].into();
                seeing.keep(u128::from(at), &Page { links, ..Page::default() }, Vec::new());
            }
        });
        marks.map(u128::from).collect()
    }

    fn links(memory: &Memory, mark: Mark) -> Vec<&str> {
        memory.look(mark).unwrap().links.iter().map(|name| memory.names().words(*name)).collect()
    }

    #[test]
    fn what_was_seen_is_known_the_next_time_and_what_is_gone_is_forgotten() {
        let folder = tempfile::tempdir().unwrap();
        for marks in [0..10, 5..20, 5..20, 9_000..9_001, 5..20] {
            let mut memory = memory(folder.path());
            let used = see(&mut memory, marks);
            memory.write(&used);
        }
        let known = memory(folder.path());
        assert_eq!(links(&known, 7), ["/7", "/all/"]);
        // Of many that are of no use any more none is kept.
        let mut large = memory(folder.path());
        let used = see(&mut large, 100_000..105_000);
        large.write(&used);
        let mut known = memory(folder.path());
        let used = [see(&mut known, 100_000..100_001), see(&mut known, 200_000..200_001)].concat();
        known.write(&used);
        let known = memory(folder.path());
        assert_eq!(links(&known, 100_000), ["/100000", "/all/"]);
        assert!(known.look(104_999).is_none());
    }
}
