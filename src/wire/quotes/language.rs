//! What a language's words do in an attribution, read from a table that its speakers can extend.
//!
//! A table is a text file, `language/NAME.txt`: a line is `class: word word …`; `#` opens a comment; a
//! word may stand in several classes; words are written in lower case. The classes are listed in
//! [`CLASSES`]. Given names and countries are shared by all languages (`language/shared.txt`).

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::ops::{BitOr, BitOrAssign};
use std::sync::LazyLock;

/// A set of word classes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Class(u64);

impl Class {
    /// No class: an ordinary word.
    pub(super) const NONE: Self = Self(0);

    /// Whether the word belongs to any of the given classes.
    pub(super) const fn any(self, of: Self) -> bool {
        self.0 & of.0 != 0
    }

    /// Both sets, where `|` is not at hand.
    pub(super) const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

impl BitOr for Class {
    type Output = Self;
    fn bitor(self, other: Self) -> Self {
        self.with(other)
    }
}

impl BitOrAssign for Class {
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
    THAT "that" "The word that opens a reported clause: `that`, `dass`.";
}

/// The word tables of one language.
#[derive(Debug, Default)]
pub(super) struct Language {
    words: HashMap<&'static [u8], Class, BuildHasherDefault<WordHasher>>,
    /// For a noun such as `diplomat`, the roles whose holder it may mean.
    kin: HashMap<&'static str, Vec<&'static str>>,
    /// Endings of compounds with their classes (`-minister`).
    endings: Vec<(&'static str, Class)>,
    /// Whether nouns are written with a capital, so that a capital alone makes no name.
    pub(super) capital_nouns: bool,
    /// Whether a noun needs no article to point to somebody known (`посол`, `ministern`).
    pub(super) no_articles: bool,
    /// Whether a verb may stand without its subject (`dijo`), which is then the last speaker.
    pub(super) drops_subject: bool,
}

impl Language {
    /// The tables for a BCP 47 tag. A language without tables has no words, so that its quotations are
    /// told by their marks alone; a missing tag means English, as agencies write it most.
    pub(super) fn of(tag: &str) -> &'static Self {
        let primary = tag.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
        let primary = if primary.is_empty() { "en" } else { primary.as_str() };
        LANGUAGES.iter().find(|(tags, _)| tags.contains(&primary)).map_or(&NONE, |(_, language)| language)
    }

    /// The classes of a word as typed.
    pub(super) fn class(&self, word: &str) -> Class {
        let mut small = [0_u8; 32];
        if word.is_ascii() {
            let Some(slot) = small.get_mut(..word.len()) else { return Class::NONE };
            slot.copy_from_slice(word.as_bytes());
            slot.make_ascii_lowercase();
            self.words.get(&*slot).copied().unwrap_or_default()
        } else if word.len() > 64 {
            Class::NONE
        } else {
            let word = word.to_lowercase().replace('’', "'");
            self.words.get(word.as_bytes()).copied().unwrap_or_default()
        }
    }

    /// The classes of a capitalised compound, by its ending (`Innenminister`, `EU-Kommissarin`).
    pub(super) fn compound(&self, word: &str) -> Class {
        let ends = |ending: &str| {
            word.len() > ending.len()
                && word
                    .len()
                    .checked_sub(ending.len())
                    .is_some_and(|at| word.is_char_boundary(at) && word[at..].eq_ignore_ascii_case(ending))
        };
        self.endings.iter().find(|(ending, _)| ends(ending)).map_or(Class::NONE, |(_, class)| *class)
    }

    /// Whether a holder of `role` may be called `noun`: the same word, or one of its kin.
    pub(super) fn may_mean(&self, noun: &str, role: &str) -> bool {
        noun == role || self.kin.get(noun).is_some_and(|kin| kin.contains(&role))
    }

    fn read(&mut self, table: &'static str) {
        for line in table.lines().map(|line| line.split('#').next().unwrap_or_default()) {
            let Some((name, words)) = line.split_once(':') else { continue };
            match name.trim() {
                "subject" => self.drops_subject = words.trim() == "dropped",
                "articles" => self.no_articles = words.trim() == "none",
                "nouns" => self.capital_nouns = words.trim() == "capital",
                "kin" => {
                    let mut words = words.split_whitespace();
                    if let Some(noun) = words.next() {
                        self.kin.entry(noun).or_default().extend(words.filter(|word| *word != "="));
                    }
                }
                name => {
                    let class = CLASSES.iter().find(|(word, _)| *word == name).map(|(_, class)| *class);
                    debug_assert!(class.is_some(), "unknown class `{name}`");
                    for word in words.split_whitespace() {
                        if let Some(ending) = word.strip_prefix('-') {
                            self.endings.push((ending, class.unwrap_or_default()));
                            continue;
                        }
                        *self.words.entry(word.as_bytes()).or_default() |= class.unwrap_or_default();
                    }
                }
            }
        }
    }

    fn from(table: &'static str) -> Self {
        let mut language = Self::default();
        language.read(include_str!("language/shared.txt"));
        language.read(table);
        language
    }
}

/// A language's tags and its tables, read when they are first asked for.
type Entry = (&'static [&'static str], LazyLock<Language>);

/// A language without tables.
static NONE: LazyLock<Language> = LazyLock::new(Language::default);

/// The languages with tables of their own; English first.
static LANGUAGES: [Entry; 8] = [
    (&["en"], LazyLock::new(|| Language::from(include_str!("language/english.txt")))),
    (&["de"], LazyLock::new(|| Language::from(include_str!("language/german.txt")))),
    (&["fr"], LazyLock::new(|| Language::from(include_str!("language/french.txt")))),
    (&["es"], LazyLock::new(|| Language::from(include_str!("language/spanish.txt")))),
    (&["pt"], LazyLock::new(|| Language::from(include_str!("language/portuguese.txt")))),
    (&["it"], LazyLock::new(|| Language::from(include_str!("language/italian.txt")))),
    (&["ru"], LazyLock::new(|| Language::from(include_str!("language/russian.txt")))),
    (&["sv", "no", "nb", "nn", "da", "fi"], LazyLock::new(|| Language::from(include_str!("language/nordic.txt")))),
];

/// Hashes short words fast; the tables are ours, so nobody can choose colliding keys for them.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct WordHasher(u64);

impl Hasher for WordHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        // Whole words first, then the last eight bytes again with those that are left over.
        let word = |at: usize| u64::from_le_bytes(std::array::from_fn(|byte| bytes[at + byte]));
        let mut at = 0;
        while at + 8 <= bytes.len() {
            self.mix(word(at));
            at += 8;
        }
        if at == bytes.len() {
        } else if bytes.len() > 8 {
            self.mix(word(bytes.len() - 8));
        } else {
            self.mix(bytes[at..].iter().fold(0, |word, byte| word << 8 | u64::from(*byte)));
        }
    }

    fn write_usize(&mut self, length: usize) {
        self.0 = length as u64;
    }

    fn write_u8(&mut self, _: u8) {}
}

impl WordHasher {
    fn mix(&mut self, word: u64) {
        self.0 = (self.0.rotate_left(5) ^ word).wrapping_mul(0x517c_c1b7_2722_0a95);
        self.0 ^= self.0 >> 29;
    }
}
