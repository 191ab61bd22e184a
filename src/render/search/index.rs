//! The words of a part, with the stories that they stand in.
//!
//! A line has the forms of a stem and, after a tab, its stories: the distance from the one before and
//! how well the word says what the story is about, in one number, in as few characters as it needs.
//!
//! ```text
//! ferries ferry<TAB>CgFF
//! ```
//!
//! A form that begins otherwise than the first, as `mice` does, has the line in its own file too.

use super::stem::Stem;
use super::words::{folded, parts, shard, words};
use foldhash::HashMap;
use std::collections::BTreeSet;
use std::ops::Range;

/// How many characters of a word count: longer ones are addresses and the like.
const LONGEST: usize = 60;
/// From how many times on a word of the body counts for more.
const OFTEN: u32 = 3;

/// Where a word stands; what says more comes last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Field {
    /// In the text.
    Body,
    /// In the deck, or as a name, a place, a topic.
    About,
    /// In the headline.
    Headline,
}

/// Gathers the words of stories.
#[derive(Default)]
pub(super) struct Builder {
    stories: u32,
    /// The stems of each word as typed, in lower case, with the language's way in mind, by their places in `listed`.
    known: HashMap<Box<str>, Range<u32>>,
    /// The stems of words, one word after the other.
    listed: Vec<u32>,
    stems: HashMap<String, u32>,
    entries: Vec<Entry>,
}

/// A stem.
#[derive(Default)]
struct Entry {
    forms: BTreeSet<String>,
    /// The stories, from the first, with where the stem stands in each and how often.
    found: Vec<(u32, Field, u32)>,
}

impl Builder {
    /// Begins the next story.
    pub(super) fn begin(&mut self) {
        self.stories += 1;
    }

    /// Adds words of the story.
    pub(super) fn add(&mut self, field: Field, text: &str, stem: &Stem) {
        let mut room = String::new();
        for word in words(text) {
            let lower = lowered(word, &mut room);
            let listed = match self.known.get(lower) {
                Some(listed) => listed.clone(),
                None => self.learn(lower, stem),
            };
            for at in listed {
                let found = &mut self.entries[self.listed[at as usize] as usize].found;
                match found.last_mut() {
                    Some((story, best, times)) if *story == self.stories => {
                        *best = (*best).max(field);
                        *times += 1;
                    }
                    _ => found.push((self.stories, field, 1)),
                }
            }
        }
    }

    /// Notes the stems of a word.
    fn learn(&mut self, lower: &str, stem: &Stem) -> Range<u32> {
        let place = |listed: &[u32]| u32::try_from(listed.len()).unwrap_or(u32::MAX);
        let stems = self.stems_of(lower, stem);
        let first = place(&self.listed);
        self.listed.extend(stems);
        let listed = first..place(&self.listed);
        self.known.insert(lower.into(), listed.clone());
        listed
    }

    /// The stems of a word: one, or one for each pair where it is unspaced.
    fn stems_of(&mut self, lower: &str, stem: &Stem) -> Vec<u32> {
        let whole = folded(lower);
        let mut forms = Vec::new();
        // Folding may take a word apart: `½` is `1⁄2`.
        for word in words(&whole) {
            parts(word, |part| forms.push(part.to_owned()));
        }
        let stemmed = match forms.as_slice() {
            [one] if *one == *whole => Some(folded(&stem.stem(lower)).into_owned()),
            _ => None,
        };
        let mut stems = Vec::new();
        for form in forms.into_iter().filter(|form| form.chars().count() <= LONGEST) {
            let key = stemmed.clone().filter(|stem| !stem.is_empty()).unwrap_or_else(|| form.clone());
            let next = u32::try_from(self.entries.len()).unwrap_or(u32::MAX);
            let at = *self.stems.entry(key).or_insert(next);
            if at == next {
                self.entries.push(Entry::default());
            }
            let forms = &mut self.entries[at as usize].forms;
            forms.extend(stem.bare(&form).map(str::to_owned));
            forms.insert(form);
            stems.push(at);
        }
        stems
    }

    /// The files: for each its lines in order.
    pub(super) fn finish(self, shards: usize) -> Vec<String> {
        let mut lines: Vec<Vec<String>> = vec![Vec::new(); shards];
        for entry in self.entries {
            let forms: Vec<&str> = entry.forms.iter().map(String::as_str).collect();
            let mut found = String::new();
            let mut before = 0;
            for (story, field, times) in entry.found {
                let weight = match field {
                    Field::Body if times < OFTEN => 0,
                    Field::Body => 1,
                    Field::About => 2,
                    Field::Headline => 3,
                };
                encode((story - before - 1) as usize * 4 + weight, &mut found);
                before = story;
            }
            let line = format!("{}\t{found}", forms.join(" "));
            let files: BTreeSet<usize> = forms.iter().map(|form| shard(form, shards)).collect();
            files.into_iter().for_each(|file| lines[file].push(line.clone()));
        }
        let join = |mut lines: Vec<String>| {
            lines.sort_unstable();
            lines.join("\n")
        };
        lines.into_iter().map(join).collect()
    }
}

/// A word in lower case. Most words are so as they stand, and few of the others have letters beyond those of ASCII.
fn lowered<'a>(word: &'a str, room: &'a mut String) -> &'a str {
    if !word.is_ascii() {
        *room = word.to_lowercase();
    } else if word.bytes().any(|byte| byte.is_ascii_uppercase()) {
        room.clear();
        room.push_str(word);
        room.make_ascii_lowercase();
    } else {
        return word;
    }
    room
}

/// Sixty-four characters that stand in a script as they are.
const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// A number in as few characters as it needs: five bits each, the last one below 32.
pub(super) fn encode(mut number: usize, out: &mut String) {
    loop {
        let more = number >= 32;
        out.push(char::from(DIGITS[(number & 31) | if more { 32 } else { 0 }]));
        if !more {
            return;
        }
        number >>= 5;
    }
}

#[cfg(test)]
mod tests {
    use super::super::stem::Stemmers;
    use super::*;

    #[test]
    fn a_line_has_the_forms_of_a_stem_and_its_stories() {
        let mut stemmers = Stemmers::default();
        let mut builder = Builder::default();
        for (headline, body) in
            [("Ferries run", "A ferry ran."), ("Tide", "No boats."), ("Quiet", "Ferry, ferry, FERRY.")]
        {
            builder.begin();
            builder.add(Field::Headline, headline, stemmers.of("en"));
            builder.add(Field::Body, body, stemmers.of("en"));
        }
        let files = builder.finish(1);
        let lines: Vec<&str> = files[0].lines().collect();
        // The first story by its headline, and the third, one further on, by its many words.
        assert!(lines.contains(&"ferries ferry\tDF"), "{lines:?}");
        assert!(lines.contains(&"tide\tH"));
    }

    #[test]
    fn a_form_that_begins_otherwise_has_the_line_in_its_own_file() {
        let mut stemmers = Stemmers::default();
        let mut builder = Builder::default();
        builder.begin();
        builder.add(Field::Body, "الكتاب", stemmers.of("ar"));
        let files = builder.finish(64);
        for form in ["كتاب", "الكتاب"] {
            assert_eq!(files[shard(form, 64)], "الكتاب كتاب\tA", "{form}");
        }
        assert_eq!(files.iter().filter(|file| !file.is_empty()).count(), 2);
    }

    #[test]
    fn numbers_take_few_characters() {
        for (number, expected) in [(0, "A"), (31, "f"), (32, "gB"), (1023, "_f"), (1024, "ggB")] {
            let mut out = String::new();
            encode(number, &mut out);
            assert_eq!(out, expected, "{number}");
        }
    }
}
