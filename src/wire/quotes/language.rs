//! What a language's words do in an attribution, read from its file (`wire/language/NAME.txt`, after
//! `[speech]`), which its speakers can extend.
//!
//! A word may stand in several [classes](class), which each token carries, and in [forms](form), which are asked
//! for at few places. The compiler reads the files, so a list with an unknown name is an error of the build. Given
//! names and countries are shared by all languages (`shared.txt`).

pub(super) use crate::wire::language::key::word_of;
use crate::wire::language::key::{HIGH, LONGEST, finish, hash, hash_of_ascii, lower_case, mix, part, short, small};
use crate::wire::language::table::{Cursor, cut, same};
pub(super) use class::Class;
use class::named;
pub(super) use form::Form;
use form::Forms;
use tables::{NONE, SHARED, TABLES};

mod class;
mod form;
mod tables;

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
    /// Words and endings that are asked for by what they are.
    pub(super) forms: Forms,
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
    /// Whether two primes on either side may stand for quotation marks (`''Vieni''`).
    pub(super) primes: bool,
    /// Whether nouns in small letters are joined to one word (`havnechef`), and so known by their endings.
    pub(super) small_compounds: bool,
    /// Whether speech may stand between a dash and a comma (`– Kom, sa Ana.`).
    pub(super) commas: bool,
    /// Whether the name may stand before the verb of such a tag (`– Tule, Ana sanoi.`).
    pub(super) names_first: bool,
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
/// No ending of a case is longer, in letters.
const ENDING: usize = 2;
/// No part of a compound that names its bearer is shorter, in bytes.
const PART: usize = 6;

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
        self.classes(first, length, hash, move |entry| entry.head == head && entry.word.len() == length)
    }

    /// The classes of a word that is long or has letters beyond ASCII.
    #[inline(never)]
    fn class_of_any(&self, word: &str) -> Class {
        if word.is_ascii() {
            let is = |entry: &Entry| entry.word.eq_ignore_ascii_case(word.as_bytes());
            return self.classes(word.as_bytes()[0], word.len(), hash_of_ascii(word.as_bytes()), is);
        }
        let mut small = [0_u8; LONGEST];
        let Some(length) = lower_case(word, &mut small) else { return Class::NONE };
        let small = &small[..length];
        self.classes(word.as_bytes()[0], word.len(), hash(small), |entry| entry.word == small)
    }

    /// The classes of a word in the language's table and in the one that all share.
    #[inline]
    fn classes(&self, first: u8, length: usize, hash: u64, is: impl Fn(&Entry) -> bool + Copy) -> Class {
        let own = self.look_up(hash, is);
        // What the languages share are names and a few short words.
        let name = length < 4 || !first.is_ascii_lowercase();
        if name { own | SHARED.look_up(hash, is) } else { own }
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

    /// Whether a holder of `role` may be called `noun`: the same word, without the article that it ends with
    /// (`statsministeren`), or one of its kin.
    pub(super) fn may_mean(&self, noun: &str, role: &str) -> bool {
        // `ledaren` is `ledare` or, by another ending, `ledar`.
        let bare = || self.forms.stems(Form::Suffixed, noun).any(|bare| bare == role);
        // `по словам министра`, later `министр`
        let cased = || {
            let stem = noun.trim_end_matches(['ь', 'й']);
            let ending = if self.no_articles && !noun.is_ascii() { role.strip_prefix(stem) } else { None };
            ending.is_some_and(|ending| ending.chars().count() <= ENDING && !ending.is_ascii())
        };
        noun == role || cased() || bare() || self.kin.contains(&(noun.as_bytes(), role.as_bytes()))
    }

    /// Whether `noun` is the last part of a compound that is somebody's office (`der Minister`, who is `Innenminister`),
    /// and the first does not make another of it (`Vizepräsident`).
    pub(super) fn is_part_of(&self, noun: &str, role: &str) -> bool {
        const OTHER: [&str; 8] = ["vize", "ex-", "co-", "alt", "stellvertret", "vice", "visse", "unter"];
        let bare = self.forms.strip(Form::Suffixed, noun).unwrap_or(noun);
        let ends = role.ends_with(noun) || role.ends_with(bare);
        (self.capital_nouns || self.small_compounds)
            && bare.len() >= PART
            && ends
            && !OTHER.iter().any(|other| role.starts_with(other))
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
            forms: Forms::NONE,
            kin: [(b"", b""); KIN],
            capital_nouns: false,
            no_articles: false,
            drops_subject: false,
            dashes: false,
            commas: false,
            names_first: false,
            primes: false,
            small_compounds: false,
        };
        let (mut count, mut endings, mut kin) = (0, 0, 0);
        let mut cursor = Cursor::speech(table);
        let (mut list, mut form) = (b"".as_slice(), None);
        while let Some((name, word, after)) = cursor.next() {
            cursor = after;
            // The words of a list follow one another.
            if !same(name, list) {
                (list, form) = (name, form::named(name));
            }
            match name {
                b"nouns" => language.capital_nouns = same(word, b"capital"),
                b"articles" => language.no_articles = same(word, b"none"),
                b"subject" => language.drops_subject = same(word, b"dropped"),
                b"compounds" => language.small_compounds = same(word, b"small"),
                b"speech" if same(word, b"commas") => language.commas = true,
                b"speech" if same(word, b"primes") => language.primes = true,
                b"speech" if same(word, b"names-first") => language.names_first = true,
                b"speech" => language.dashes = same(word, b"dashes"),
                b"kin" => {
                    // `diplomat = ambassador, envoy`: the noun stands before the first of its kin.
                    let (noun, role) = cut(word, b'=');
                    let first = !role.is_empty();
                    let noun = if first { noun.trim_ascii() } else { language.kin[kin - 1].0 };
                    language.kin[kin] = (noun, if first { role.trim_ascii() } else { word });
                    kin += 1;
                }
                _ if let Some(form) = form => language.forms.add(form, word),
                _ if word[0] == b'-' && word.len() > 1 => {
                    let ending = word.split_at(1).1;
                    let known = language.ending(ending);
                    if known == ENDINGS {
                        language.endings[endings] = (Entry { word: ending, head: 0, class: named(name) }, ENDINGS);
                        language.link(endings, word[word.len() - 1]);
                        endings += 1;
                    } else {
                        let class = language.endings[known].0.class;
                        language.endings[known].0.class = class.with(named(name));
                    }
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

    /// The place of an ending that is known.
    const fn ending(&self, ending: &[u8]) -> usize {
        let mut at = self.last[(ending[ending.len() - 1] & 31) as usize];
        while at != ENDINGS && !same(self.endings[at].0.word, ending) {
            at = self.endings[at].1;
        }
        at
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
