//! Words and endings that are asked for at few places: lists of their own, so that no token carries them.
//!
//! `wurde` is the word, `-lich` what any word may end with.

use crate::wire::language::table::same;

/// Declares the forms: the variant, the name used in the tables, what it means.
macro_rules! forms {
    ($($name:ident $word:literal $doc:literal;)*) => {
        /// A list of words or endings.
        #[derive(Debug, Clone, Copy)]
        pub(in crate::wire::quotes) enum Form { $(#[doc = $doc] $name),* }
        /// Every form with its name in the tables.
        const FORMS: &[(&str, Form)] = &[$(($word, Form::$name)),*];
    };
}

forms! {
    As "as" "The word that opens a clause that says who said it: `as Smith said`, `wie Reis sagte`.";
    Like "like" "A word that likens what follows it: German `als`.";
    View "view" "A preposition after which stands whose view it is: German `für`.";
    Following "following" "A preposition before a text that says what the sentence does: German `nach`.";
    Fused "fused" "Prepositions that hold an article: German `zum`.";
    Talk "talk" "The noun of a turn that tells what is spoken of: German `die Rede`.";
    Back "back" "Words that open a sentence about the words before it: German `Das sagte Reis`.";
    Telling "telling" "The verbs that such a sentence has, where not any verb of speaking will do.";
    By "by-whom" "The preposition before who does what a verb in the passive says: German `von`.";
    Link "link" "Small words inside the name of a house: German `für`, and those of other languages.";
    Towards "towards" "Prepositions before whom something is said to: German `gegenüber`.";
    From "from-whom" "The prepositions before the body that something came from: German `seitens`.";
    Passive "passive" "The auxiliaries of the passive: German `wurde`.";
    Copula "copula" "The forms of `be` that tie a subject to what it is.";
    Half "half" "The auxiliaries that may open a tag: German `…, hatte Reis gesagt`.";
    Coming "coming" "Verbs by which words come from somebody: German `kam`, `erhielt`.";
    Finding "finding" "Verbs by which words are found, and nobody speaks: German `fand sich`, `zu finden`.";
    Found "found" "The words beside such a verb that say so: German `sich`, `zu`.";
    Standing "standing" "Verbs by which words stand in a text: German `steht`, `prangt`.";
    Sure "sure" "What somebody is who is sure of what was said: German `„…“, ist Reis überzeugt`.";
    Years "years" "The noun between a number and the adjective of an age: German `21 Jahre alte`.";
    Tone "tone" "Small words after a verb that only colour it: German `denn`.";
    Coordinate "coordinate" "A conjunction that opens a main clause: `And`, `But`.";
    Genitive "genitive" "The articles of a genitive: German `des`, `der`.";
    Masculine "masculine" "The articles of a man, where they tell: German `der`, `ein`.";
    Feminine "feminine" "The articles of a woman, where they tell: German `die`, `eine`.";
    Neuter "neuter" "The articles of a thing, where they tell: German `das`.";
    Aged "aged" "What follows a number that is somebody's age: German `45-Jährige`.";
    Abstract "abstract" "How nouns end that are no persons: German `-ung`.";
    Adjective "adjective" "How adjectives end without the ending of their case, and short ones: German `-lich`, `alt`.";
    Declined "declined" "The endings of the cases of adjectives.";
    Man "declined-man" "Of those, the ending of a man's adjective that stands without an article.";
    Woman "declined-woman" "A woman's.";
    Thing "declined-thing" "A thing's.";
    Weak "declined-weak" "The ending of all other cases after an article, and of several.";
    Nominal "nominal" "How adjectives end that are nouns, without the ending of their case: German `Vorsitzend`.";
    Owner "owner" "The ending of a name in the genitive, where no apostrophe marks it.";
    Manner "manner" "How adverbs end that may stand between subject and verb: `-ly`.";
    Finite "finite" "How verbs end that speak of the past or of a third person.";
    Contracted "contracted" "Words after which `’s` is a verb: `it’s`.";
    Verb "verb" "Verbs of speaking that are no nouns, whatever stands before them: `said`.";
    Participle "participle" "How verbs end that open a clause of their own: `-ing`.";
    Inner "inner" "Verbs that speak unless somebody says that another does so: `said Reis thought …`.";
    Doubtful "doubtful" "Verbs of speaking that are nouns as often, but before `that`, a colon or a mark: `state`.";
    Perfect "perfect" "Participles that speak behind the auxiliary of the perfect alone: Spanish `considerado`.";
    Have "have" "The auxiliaries of the perfect: Spanish `ha`.";
    Fronted "fronted" "Participles that open a sentence and name nobody: Portuguese `Interrogado`.";
    Offices "plural-offices" "Offices of several, before their names: `Actors Ana Reis and Tom Ek`.";
    Led "led" "Participles before who leads or founded what is spoken of: `rebels led by Tom Ek`.";
    Chained "chained" "Forms of address that stand beside others only: `Tan Sri`, but `Amy Tan`.";
    Attribute "attribute" "What stands behind an office and says what it is for: `Minister Responsible for Ports`.";
    Area "area" "Nouns that may be the first half of an office of two: `Health and Harbour Minister`.";
    Occasion "occasion" "Nouns of that at which somebody speaks: German `in der Sitzung`.";
    Earlier "earlier" "The auxiliaries of what was over before: German `hatte`.";
    Further "further" "Verbs of one who has spoken before: `he added`.";
    Theme "theme" "Nouns of which a sentence may say how they read: `The theme of the day was …`.";
    Mute "mute" "Nouns that are no speakers, whatever stands before them: times, ways, things.";
    Several "several" "How verbs end that speak of several people.";
    Suffixed "suffixed" "Articles that nouns end with: Norwegian `-en`.";
    Those "those" "How a word ends that tells of several without an article: German `führender Forscher`.";
}

/// No language has more entries.
const ENTRIES: usize = 256;
const LISTS: usize = FORMS.len();

/// The lists of one language.
pub(in crate::wire::quotes) struct Forms {
    /// Each entry with the place of the next one of its list.
    entries: [(&'static [u8], usize); ENTRIES],
    /// For each list its first entry.
    first: [usize; LISTS],
    /// For each list a bit for each letter that one of its entries ends with: most words end with another.
    last: [u32; LISTS],
    count: usize,
}

impl Forms {
    pub(super) const NONE: Self =
        Self { entries: [(b"", ENTRIES); ENTRIES], first: [ENTRIES; LISTS], last: [0; LISTS], count: 0 };

    /// Puts an entry at the end of its list.
    pub(super) const fn add(&mut self, form: Form, word: &'static [u8]) {
        self.entries[self.count] = (word, ENTRIES);
        let list = form as usize;
        self.last[list] |= letter(word[word.len() - 1]);
        if self.first[list] == ENTRIES {
            self.first[list] = self.count;
        } else {
            let mut at = self.first[list];
            while self.entries[at].1 != ENTRIES {
                at = self.entries[at].1;
            }
            self.entries[at].1 = self.count;
        }
        self.count += 1;
    }

    /// The entries of a list, in its order.
    fn list(&self, form: Form) -> impl Iterator<Item = &'static [u8]> {
        let entry = |at: usize| self.entries.get(at);
        std::iter::successors(entry(self.first[form as usize]), move |(_, next)| entry(*next)).map(|(word, _)| *word)
    }

    /// Whether a word, however it is written, is in a list or ends as one of its endings does.
    pub(in crate::wire::quotes) fn has(&self, form: Form, word: &str) -> bool {
        let ascii = word.is_ascii();
        if ascii && !self.may_end(form, word) {
            return false;
        }
        self.list(form).any(|entry| match entry {
            [b'-', ending @ ..] => ends(word, ending),
            _ if ascii => entry.len() == word.len() && entry.eq_ignore_ascii_case(word.as_bytes()),
            _ => entry.eq_ignore_ascii_case(word.as_bytes()) || is(word, entry),
        })
    }

    /// Whether an entry of a list ends with the last letter of a word.
    fn may_end(&self, form: Form, word: &str) -> bool {
        word.as_bytes().last().is_some_and(|last| self.last[form as usize] & letter(*last) != 0)
    }

    /// Whether a list has entries.
    pub(in crate::wire::quotes) fn knows(&self, form: Form) -> bool {
        self.list(form).next().is_some()
    }

    /// A word without the first ending of a list that it has.
    pub(in crate::wire::quotes) fn strip<'w>(&self, form: Form, word: &'w str) -> Option<&'w str> {
        if !self.may_end(form, word) {
            return None;
        }
        self.list(form).find_map(|entry| cut(word, entry.strip_prefix(b"-")?))
    }

    /// What a word may be without the endings of a list.
    pub(in crate::wire::quotes) fn stems<'w>(&self, form: Form, word: &'w str) -> impl Iterator<Item = &'w str> {
        self.list(form).filter_map(move |entry| cut(word, entry.strip_prefix(b"-")?))
    }

    /// The first ending of a list.
    pub(in crate::wire::quotes) fn ending(&self, form: Form) -> Option<&'static str> {
        let entry = self.list(form).next()?.strip_prefix(b"-")?;
        std::str::from_utf8(entry).ok()
    }
}

/// The bit of a letter, small or capital.
const fn letter(byte: u8) -> u32 {
    1 << (byte & 31)
}

/// What stands before an ending, if anything does.
fn cut<'w>(word: &'w str, ending: &[u8]) -> Option<&'w str> {
    let at = word.len().checked_sub(ending.len()).filter(|at| *at > 0 && ends(word, ending))?;
    word.get(..at)
}

/// Whether a word is the entry but for its capitals.
fn is(word: &str, entry: &[u8]) -> bool {
    let small = word.chars().flat_map(char::to_lowercase);
    std::str::from_utf8(entry).is_ok_and(|entry| small.eq(entry.chars()))
}

/// Whether a word ends so, or is the ending itself.
fn ends(word: &str, ending: &[u8]) -> bool {
    let tail = word.len().checked_sub(ending.len()).map(|at| &word.as_bytes()[at..]);
    tail.is_some_and(|tail| tail.eq_ignore_ascii_case(ending))
}

/// The form of a name in a table.
pub(super) const fn named(name: &[u8]) -> Option<Form> {
    let mut at = 0;
    while at < LISTS {
        if same(name, FORMS[at].0.as_bytes()) {
            return Some(FORMS[at].1);
        }
        at += 1;
    }
    None
}
