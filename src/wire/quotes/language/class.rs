//! What a word may do in an attribution: the classes that each token carries.

use crate::wire::language::table::same;
use std::ops::{BitOr, BitOrAssign};

/// A set of word classes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(in crate::wire::quotes) struct Class(u64);

impl Class {
    /// No class: an ordinary word.
    pub(in crate::wire::quotes) const NONE: Self = Self(0);
    /// Words that can be a title.
    pub(in crate::wire::quotes) const TITLES: Self = Self::HONORIFIC.with(Self::ROLE).with(Self::SIR).with(Self::MADAM);
    /// Given names.
    pub(in crate::wire::quotes) const GIVEN: Self = Self::GIVEN_MAN.with(Self::GIVEN_WOMAN);

    /// Whether the word belongs to any of the given classes.
    #[inline]
    pub(in crate::wire::quotes) const fn any(self, of: Self) -> bool {
        self.0 & of.0 != 0
    }

    /// What both sets have.
    #[inline]
    pub(in crate::wire::quotes) const fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// Those of a set that the other has not.
    #[inline]
    pub(in crate::wire::quotes) const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// Both sets, where `|` is not at hand.
    #[inline]
    pub(in crate::wire::quotes) const fn with(self, other: Self) -> Self {
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
            $(#[doc = $doc] pub(in crate::wire::quotes) const $name: Self = Self(1 << Bit::$name as u8);)*
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

/// The class of a name in a table.
pub(super) const fn named(name: &[u8]) -> Class {
    let mut at = 0;
    while at < CLASSES.len() {
        if same(name, CLASSES[at].0.as_bytes()) {
            return CLASSES[at].1;
        }
        at += 1;
    }
    panic!("a line of a table names an unknown class")
}
