//! What a language's words do in an attribution, read from its file (`wire/language/NAME.txt`, after
//! `[speech]`), which its speakers can extend.
//!
//! A word may stand in several classes. The classes are listed in [`CLASSES`]. The compiler reads the files,
//! so a word in an unknown class is an error of the build. Given names and countries are shared by all
//! languages (`shared.txt`).

use crate::wire::language::table::{Cursor, cut, same};
pub(super) use key::word_of;
use key::{HIGH, LONGEST, finish, hash, lower_case, mix, part, short, small};
use std::ops::{BitOr, BitOrAssign};
use tables::{NONE, SHARED, TABLES};

mod key;
mod tables;

/// A set of word classes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Class(u64);

impl Class {
    /// No class: an ordinary word.
    pub(super) const NONE: Self = Self(0);
    /// Words that can be a title.
    pub(super) const TITLES: Self = Self::HONORIFIC.with(Self::ROLE).with(Self::SIR).with(Self::MADAM);
    /// Given names.
    pub(super) const GIVEN: Self = Self::GIVEN_MAN.with(Self::GIVEN_WOMAN);

    /// Whether the word belongs to any of the given classes.
    pub(super) const fn any(self, of: Self) -> bool {
        self.0 & of.0 != 0
    }

    /// What both sets have.
    pub(super) const fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// Both sets, where `|` is not at hand.
    pub(super) const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

impl BitOr for Class {
    type Output = Self;
    #[inline]
    fn bitor(self, other: Self) -> Self {
        self.with(other)
    }
}

impl BitOrAssign for Class {
    #[inline]
    fn bitor_assign(&mut self, other: Self) {
        *self = self.with(other);
    }
}

/// Declares the classes: the constant, the name used in the tables, what it means.
macro_rules! classes {
    ($($name:ident $word:literal $doc:literal;)*) => {
        #[allow(non_camel_case_types, clippy::upper_case_acronyms)]
        #[repr(u8)]
        enum Bit { $($name),* }
        impl Class {
            $(#[doc = $doc] pub(super) const $name: Self = Self(1 << Bit::$name as u8);)*
        }
        /// Every class with its name in the tables.
        const CLASSES: &[(&str, Class)] = &[$(($word, Class::$name)),*];
    };
}

classes! {
    SAID "said" "A verb of speaking in a finite form: `said`, `wrote`.";
    SAYING "saying" "Its participle, whose subject is the sentence's: `saying`, `adding`.";
    SPEAK "speak" "A verb that often governs quoted words but also other things: `called`, `described`.";
    LISTENER "listener" "Of those, the verbs that take the listener as object: `told`, `asked`.";
    ACCORDING "according" "A word that names a source: `according` (to), `laut`.";
    TAG "tag" "A word that opens a tag after the quotation: German `so`.";
    HE "he" "A man's pronoun as subject.";
    SHE "she" "A woman's.";
    THEY "they" "Several people's.";
    IT "it" "A thing's or body's.";
    SELF "self" "The writer or reader: `I`, `we`, `you`.";
    HIM "him" "A man's pronoun as object or possessive.";
    HER "her" "A woman's.";
    WHO "who" "A relative pronoun.";
    DETERMINER "determiner" "An article or demonstrative.";
    POSSESSIVE "possessive" "`his`, `her`, `their`.";
    PREPOSITION "preposition" "A preposition.";
    OF "of" "The prepositions that tie a title to its body: `of`, `for`, `at`, `to`.";
    CONJUNCTION "conjunction" "A conjunction.";
    AUXILIARY "auxiliary" "An auxiliary verb.";
    ADVERB "adverb" "An adverb that may stand between subject and verb.";
    SIR "sir" "A form of address for a man.";
    MADAM "madam" "For a woman.";
    HONORIFIC "honorific" "A title in front of a name that says nothing of the gender: `Sen.`, `Dr.`.";
    ROLE "role" "A noun for a person's office or work: `ambassador`, `spokesman`.";
    MAN "man" "A role or noun that is a man's.";
    WOMAN "woman" "A role or noun that is a woman's.";
    PEOPLE "people" "A noun for people in general: `officials`, `source`, `resident`.";
    DOCUMENT "document" "A text that speaks: `statement`, `report`.";
    BODY "body" "A word in the name of a body: `Party`, `Ministry`.";
    PLACE "place" "A country or large place.";
    ORIGIN "origin" "A nationality or party before a name: `Russian`, `Republican`.";
    CALENDAR "calendar" "A weekday, a month and other capitalised words that are no names.";
    GIVEN_MAN "given-man" "A man's given name.";
    GIVEN_WOMAN "given-woman" "A woman's.";
    PARTICLE "particle" "A lower-case part of a surname: `de`, `van`, `bin`.";
    NAMING "naming" "A word after which quote marks hold a name: `titled`, `dubbed`, `so-called`.";
    WORK "work" "A noun for a work that has a title: `book`, `film`.";
    TERM "term" "A noun for wording: `word`, `phrase`, `term`.";
    ABBREVIATION "abbreviation" "A word whose full stop ends no sentence: `Mr`, `Calif`.";
    COMPASS "compass" "A word that opens the name of a place: `New`, `San`, `Port`.";
    REPORTED "reported" "A verb form that marks reported speech by itself: German `sei`, `habe`.";
    OPINION "opinion" "A noun that leads to a source: `Angaben`, `Ansicht`.";
    DEFINITE "definite" "An article that points to somebody known: `the`, `this`.";
    ELISION "elision" "A short form before an apostrophe that is a word by itself: `l’`, `qu’`.";
    QUOTING "quoting" "A verb whose object is the speaker: German `zitierte`.";
    AFTER_SOURCE "after-source" "A word that names the source before it: German `zufolge`.";
    OBLIQUE "oblique" "An article in a case that no subject has: German `den`, `dem`.";
    FOCUS "focus" "A word that stands before a whole phrase and singles it out: German `auch`.";
    JOINS "joins" "A conjunction that makes one subject of two: `and`.";
    THAT "that" "The word that opens a reported clause: `that`, `dass`.";
}

/// The word tables of one language, read by the compiler.
pub(super) struct Language {
    words: [Entry; WORDS],
    /// For each slot of a hash table with open addressing the place of its word.
    slots: [u16; SLOTS],
    /// For each slot eight bits of its word's hash, 0 where it is free: most words of a text are in no
    /// table, and this small array says so.
    tags: [u8; SLOTS],
    /// Endings of compounds with their classes (`-minister`), each with the place of the next one of the same last
    /// letter.
    endings: [(Entry, usize); ENDINGS],
    /// For each last letter the first ending.
    last: [usize; 32],
    /// A noun such as `diplomat` with a role whose holder it may mean.
    kin: [(&'static [u8], &'static [u8]); KIN],
    /// Whether nouns are written with a capital, so that a capital alone makes no name.
    pub(super) capital_nouns: bool,
    /// Whether a noun needs no article to point to somebody known (`посол`, `ministern`).
    pub(super) no_articles: bool,
    /// Whether a verb may stand without its subject (`dijo`), which is then the last speaker.
    pub(super) drops_subject: bool,
    /// Whether speech may stand between dashes (`—Ven —dijo Ana—.`).
    pub(super) dashes: bool,
}

/// A word and its classes.
#[derive(Clone, Copy)]
struct Entry {
    word: &'static [u8],
    /// Its first eight bytes, as one number.
    head: u64,
    class: Class,
}

/// A table fills its slots by three quarters at most.
const SLOTS: usize = 4096;
const WORDS: usize = SLOTS / 4 * 3;
const ENDINGS: usize = 320;
const KIN: usize = 192;

impl Language {
    /// The tables for a BCP 47 tag. A language without tables has no words, so that its quotations are
    /// told by their marks alone; a missing tag means English, as agencies write it most.
    pub(super) fn of(tag: &str) -> &'static Self {
        let primary = tag.split(['-', '_']).next().unwrap_or_default();
        let named = TABLES.iter().find(|(tags, _)| tags.iter().any(|tag| tag.eq_ignore_ascii_case(primary)));
        named.map_or(&NONE, |(_, table)| table)
    }

    /// The classes of a word as typed.
    pub(super) fn class(&self, word: &str) -> Class {
        // Most words are short, and so a number.
        if word.len() <= 8 {
            let head = short(word.as_bytes());
            if head & HIGH == 0 {
                return self.class_of_short(head, word.len());
            }
        }
        self.class_of_any(word)
    }

    /// The classes of a word of so many letters of ASCII, eight at most, that are a number.
    #[inline]
    pub(super) fn class_of_short(&self, head: u64, length: usize) -> Class {
        let first = head.to_le_bytes()[0];
        let head = small(head);
        let hash = finish(mix(length as u64, head));
        self.classes(first, length, hash, |entry| entry.head == head && entry.word.len() == length)
    }

    /// The classes of a word that is long or has letters beyond ASCII.
    #[inline(never)]
    fn class_of_any(&self, word: &str) -> Class {
        let mut small = [0_u8; LONGEST];
        let Some(length) = lower_case(word, &mut small) else { return Class::NONE };
        let small = &small[..length];
        self.classes(word.as_bytes()[0], word.len(), hash(small), |entry| entry.word == small)
    }

    /// The classes of a word in the language's table and in the one that all share.
    #[inline]
    fn classes(&self, first: u8, length: usize, hash: u64, is: impl Fn(&Entry) -> bool) -> Class {
        let own = self.look_up(hash, &is);
        // What the languages share are names and a few short words.
        let name = length < 4 || !first.is_ascii_lowercase();
        if name { own | SHARED.look_up(hash, &is) } else { own }
    }

    /// The classes of the word in this table that has a hash and fits.
    #[inline]
    fn look_up(&self, hash: u64, is: impl Fn(&Entry) -> bool) -> Class {
        let tag = tag(hash);
        let mut slot = slot(hash);
        while self.tags[slot] != 0 {
            if self.tags[slot] == tag {
                let entry = &self.words[usize::from(self.slots[slot])];
                if is(entry) {
                    return entry.class;
                }
            }
            slot = (slot + 1) % SLOTS;
        }
        Class::NONE
    }

    /// Whether a holder of `role` may be called `noun`: the same word, or one of its kin.
    pub(super) fn may_mean(&self, noun: &str, role: &str) -> bool {
        noun == role || self.kin.contains(&(noun.as_bytes(), role.as_bytes()))
    }

    /// The classes of a capitalised compound, by its ending (`Innenminister`, `EU-Kommissarin`).
    pub(super) fn compound(&self, word: &str) -> Class {
        let ends = |ending: &[u8]| {
            let at = word.len().checked_sub(ending.len());
            at.is_some_and(|at| at > 0 && word.as_bytes()[at..].eq_ignore_ascii_case(ending))
        };
        let mut at = word.as_bytes().last().map_or(ENDINGS, |last| self.last[usize::from(last & 31)]);
        while let Some((ending, next)) = self.endings.get(at) {
            if ends(ending.word) {
                return ending.class;
            }
            at = *next;
        }
        Class::NONE
    }

    /// Reads a table.
    const fn read(table: &'static str) -> Self {
        let empty = Entry { word: b"", head: 0, class: Class::NONE };
        let mut language = Self {
            words: [empty; WORDS],
            slots: [0; SLOTS],
            tags: [0; SLOTS],
            endings: [(empty, ENDINGS); ENDINGS],
            last: [ENDINGS; 32],
            kin: [(b"", b""); KIN],
            capital_nouns: false,
            no_articles: false,
            drops_subject: false,
            dashes: false,
        };
        let (mut count, mut endings, mut kin) = (0, 0, 0);
        let mut cursor = Cursor::speech(table);
        while let Some((name, word, after)) = cursor.next() {
            cursor = after;
            match name {
                b"nouns" => language.capital_nouns = same(word, b"capital"),
                b"articles" => language.no_articles = same(word, b"none"),
                b"subject" => language.drops_subject = same(word, b"dropped"),
                b"speech" => language.dashes = same(word, b"dashes"),
                b"kin" => {
                    // `diplomat = ambassador, envoy`: the noun stands before the first of its kin.
                    let (noun, role) = cut(word, b'=');
                    let first = !role.is_empty();
                    let noun = if first { noun.trim_ascii() } else { language.kin[kin - 1].0 };
                    language.kin[kin] = (noun, if first { role.trim_ascii() } else { word });
                    kin += 1;
                }
                _ if word[0] == b'-' && word.len() > 1 => {
                    let ending = Entry { word: word.split_at(1).1, head: 0, class: named(name) };
                    language.endings[endings] = (ending, ENDINGS);
                    language.link(endings, word[word.len() - 1]);
                    endings += 1;
                }
                _ => {
                    let hash = hash(word);
                    let slot = find(&language, word, hash);
                    if language.tags[slot] == 0 {
                        language.slots[slot] = count as u16;
                        language.tags[slot] = tag(hash);
                        language.words[count] = Entry { word, head: part(word), class: Class::NONE };
                        count += 1;
                    }
                    let at = language.slots[slot] as usize;
                    language.words[at].class = language.words[at].class.with(named(name));
                }
            }
        }
        language
    }

    /// Puts an ending after the others of its last letter.
    const fn link(&mut self, ending: usize, last: u8) {
        let first = (last & 31) as usize;
        let mut at = self.last[first];
        if at == ENDINGS {
            self.last[first] = ending;
            return;
        }
        while self.endings[at].1 != ENDINGS {
            at = self.endings[at].1;
        }
        self.endings[at].1 = ending;
    }
}

/// The class of a name in a table.
const fn named(name: &[u8]) -> Class {
    let mut at = 0;
    while at < CLASSES.len() {
        if same(name, CLASSES[at].0.as_bytes()) {
            return CLASSES[at].1;
        }
        at += 1;
    }
    panic!("a line of a table names an unknown class")
}

/// The slot of a word, or the free slot where it would stand.
const fn find(language: &Language, word: &[u8], hash: u64) -> usize {
    let mut slot = slot(hash);
    while language.tags[slot] != 0 && !same(language.words[language.slots[slot] as usize].word, word) {
        slot = (slot + 1) % SLOTS;
    }
    slot
}

/// The slot where a word with this hash is looked for first.
const fn slot(hash: u64) -> usize {
    (hash >> 40) as usize % SLOTS
}

/// Eight other bits of a hash, never 0.
const fn tag(hash: u64) -> u8 {
    (hash >> 32) as u8 | 1
}
