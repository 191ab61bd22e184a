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
use smallvec::SmallVec;
use std::collections::BTreeSet;

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

/// A word that a story says, and where: the word's place in the [`Lexicon`] and the field, in one number.
#[derive(Debug, Clone, Copy)]
pub(super) struct Said(u32);

impl Said {
    pub(super) fn new(word: u32, field: Field) -> Self {
        Self(word * 4 + field as u32)
    }

    fn word(self) -> u32 {
        self.0 / 4
    }

    fn field(self) -> Field {
        match self.0 % 4 {
            0 => Field::Body,
            1 => Field::About,
            _ => Field::Headline,
        }
    }
}

/// What is known of words: it holds for any story that says them.
#[derive(Debug, Default)]
pub(super) struct Lexicon {
    /// The places of words as typed, in lower case, by the language whose way they are brought to stems in.
    known: HashMap<String, HashMap<Box<str>, u32>>,
    words: Vec<Word>,
    stems: HashMap<String, u32>,
}

/// A word in one language.
#[derive(Debug, Default)]
struct Word {
    /// Its stems: one, or one for each pair where it is unspaced.
    stems: SmallVec<[u32; 2]>,
    /// The forms that it gives to stems.
    forms: Vec<(u32, String)>,
}

impl Lexicon {
    /// Notes what a text in a language says.
    pub(super) fn note(&mut self, (language, stem): (&str, &Stem), field: Field, text: &str, said: &mut Vec<Said>) {
        let Self { known, words: all, stems } = self;
        let known = match known.get_mut(language) {
            Some(known) => known,
            None => known.entry(language.to_owned()).or_default(),
        };
        let mut room = String::new();
        for word in words(text) {
            let lower = lowered(word, &mut room);
            let at = known.get(lower).copied().unwrap_or_else(|| {
                let at = u32::try_from(all.len()).unwrap_or(u32::MAX);
                all.push(Word::of(lower, stem, stems));
                known.insert(lower.into(), at);
                at
            });
            said.push(Said::new(at, field));
        }
    }
}

impl Word {
    fn of(lower: &str, stem: &Stem, stems: &mut HashMap<String, u32>) -> Self {
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
        let mut word = Self::default();
        for form in forms.into_iter().filter(|form| form.chars().count() <= LONGEST) {
            let key = stemmed.clone().filter(|stem| !stem.is_empty()).unwrap_or_else(|| form.clone());
            let next = u32::try_from(stems.len()).unwrap_or(u32::MAX);
            let at = *stems.entry(key).or_insert(next);
            word.forms.extend(stem.bare(&form).map(|bare| (at, bare.to_owned())));
            word.forms.push((at, form));
            word.stems.push(at);
        }
        word
    }
}

/// Gathers what stories say.
#[derive(Default)]
pub(super) struct Builder {
    stories: u32,
    /// Which words any of them says.
    seen: Vec<bool>,
    /// The stems by their places.
    entries: Vec<Entry>,
}

/// A stem.
#[derive(Default)]
struct Entry {
    /// The words that have it and are said.
    words: Vec<u32>,
    /// The stories, from the first, with where the stem stands in each and how often.
    found: Vec<(u32, Field, u32)>,
}

impl Builder {
    /// Adds the next story.
    pub(super) fn add(&mut self, lexicon: &Lexicon, said: &[Said]) {
        self.stories += 1;
        self.seen.resize(lexicon.words.len(), false);
        self.entries.resize_with(lexicon.stems.len(), Entry::default);
        for said in said {
            let is_new = !std::mem::replace(&mut self.seen[said.word() as usize], true);
            for stem in &lexicon.words[said.word() as usize].stems {
                let Entry { words, found } = &mut self.entries[*stem as usize];
                if is_new {
                    words.push(said.word());
                }
                match found.last_mut() {
                    Some((story, best, times)) if *story == self.stories => {
                        *best = (*best).max(said.field());
                        *times += 1;
                    }
                    _ => found.push((self.stories, said.field(), 1)),
                }
            }
        }
    }

    /// The files: for each its lines in order.
    pub(super) fn finish(self, lexicon: &Lexicon, shards: usize) -> Vec<String> {
        let mut lines: Vec<Vec<String>> = vec![Vec::new(); shards];
        for (entry, stem) in self.entries.into_iter().zip(0..).filter(|(entry, _)| !entry.found.is_empty()) {
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
            let forms = entry.words.iter().flat_map(|word| &lexicon.words[*word as usize].forms);
            let forms: BTreeSet<&str> = forms.filter(|(of, _)| *of == stem).map(|(_, form)| form.as_str()).collect();
            let forms: Vec<&str> = forms.into_iter().collect();
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

    /// The files of stories, each of texts in a language.
    fn files(stories: &[&[(&str, Field, &str)]], shards: usize) -> Vec<String> {
        let (mut lexicon, mut stemmers) = (Lexicon::default(), Stemmers::default());
        let mut noted = |texts: &&[(&str, Field, &str)]| {
            let mut said = Vec::new();
            for (language, field, text) in *texts {
                lexicon.note((language, stemmers.of(language)), *field, text, &mut said);
            }
            said
        };
        let said: Vec<Vec<Said>> = stories.iter().map(&mut noted).collect();
        let mut builder = Builder::default();
        said.iter().for_each(|said| builder.add(&lexicon, said));
        builder.finish(&lexicon, shards)
    }

    #[test]
    fn a_line_has_the_forms_of_a_stem_and_its_stories() {
        let stories: [&[_]; 3] = [
            &[("en", Field::Headline, "Ferries run"), ("en", Field::Body, "A ferry ran.")],
            &[("en", Field::Headline, "Tide"), ("en", Field::Body, "No boats.")],
            &[("en", Field::Headline, "Quiet"), ("en", Field::Body, "Ferry, ferry, FERRY.")],
        ];
        let files = files(&stories, 1);
        let lines: Vec<&str> = files[0].lines().collect();
        // The first story by its headline, and the third, one further on, by its many words.
        assert!(lines.contains(&"ferries ferry\tDF"), "{lines:?}");
        assert!(lines.contains(&"tide\tH"));
    }

    #[test]
    fn a_word_has_the_stem_of_its_language() {
        let files = files(&[&[("en", Field::Body, "boten")], &[("nl", Field::Body, "boten boot")]], 1);
        assert_eq!(files[0].lines().collect::<Vec<_>>(), ["boot boten\tE", "boten\tA"]);
    }

    #[test]
    fn a_form_that_begins_otherwise_has_the_line_in_its_own_file() {
        let files = files(&[&[("ar", Field::Body, "الكتاب")]], 64);
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
