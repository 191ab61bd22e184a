//! The people and bodies that a text names, and which mentions are the same one.
//!
//! In: the tokens. Out: mentions (runs of capitalised words) and whom each of them means.
//!
//! ```text
//! mention = [title] name
//! title   = capitalised words up to the last office or form of address (`Senate Majority Leader`)
//! name    = capital { capital | initial | particle }        (`Ana María de la Cruz`)
//! ```
//!
//! A person is introduced with two or more words and then called by the surname; so a single word means
//! the one who was introduced first with that surname, or just now, or else with that given name. What a name stands for is
//! told by its words (`Party`, a country), by a title, by a known given name, and by what it is not.

use super::language::{Class, Form};
use super::tokens::{Token, Tokens};
use foldhash::HashMap;
use mention::Found;
pub(super) use mention::{NICKNAME, is_fronted};
use std::ops::Range;

mod mention;
mod title;

/// What a name stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Nature {
    Person,
    Body,
    Place,
    /// One unknown word: it may be a person's surname.
    Unknown,
}

/// A person's gender, as far as the text tells it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Gender {
    Man,
    Woman,
    Unknown,
}

/// Somebody or something with a name.
#[derive(Debug, Clone)]
pub(super) struct Name {
    /// The fullest form, as tokens.
    pub(super) full: Range<usize>,
    pub(super) nature: Nature,
    pub(super) gender: Gender,
    /// The title or role, as tokens.
    pub(super) role: Option<Range<usize>>,
    /// How many mentions there are whose capital makes a name.
    pub(super) count: usize,
}

/// One mention of a name.
#[derive(Debug, Clone)]
pub(super) struct Mention {
    /// The name's own words.
    pub(super) tokens: Range<usize>,
    /// Where the mention begins with the capitalised title before the name.
    pub(super) start: usize,
    /// Whose it is, as an index of [`Names::list`].
    pub(super) name: usize,
}

/// All names of a text.
#[derive(Debug, Default)]
pub(super) struct Names {
    pub(super) list: Vec<Name>,
    pub(super) mentions: Vec<Mention>,
    /// For each token the mention that it belongs to, plus one.
    at: Vec<u32>,
}

type Index<'a> = HashMap<&'a str, Vec<usize>>;

/// Whose kin somebody is stands so many tokens before the name, or fewer.
const KIN: usize = 4;
/// How many namesakes are looked at; a family or two.
const NAMESAKES: usize = 4;

impl Names {
    /// Finds the names of a text.
    pub(super) fn read(tokens: &Tokens<'_>) -> Self {
        let found = mention::all(tokens);
        let mut names =
            Self { list: Vec::new(), mentions: Vec::with_capacity(found.len()), at: vec![0; tokens.list.len()] };
        names.identify(tokens, found);
        names
    }

    /// The words of some tokens that may be, or stand in, somebody's name, and those of the full names that they mean.
    pub(super) fn words<'a>(&self, tokens: &Tokens<'a>, of: Range<usize>) -> impl Iterator<Item = &'a str> {
        let full = of.clone().filter_map(|at| Some(self.list[self.mention_at(at)?.name].full.clone())).flatten();
        let words = of.chain(full).filter(|at| mention::may_name(&tokens.list[*at], tokens.language));
        words.map(|at| tokens.word(at)).map(|word| tokens.language.forms.strip(Form::Owner, word).unwrap_or(word))
    }

    /// The mention that the token belongs to.
    #[inline]
    pub(super) fn mention_at(&self, token: usize) -> Option<&Mention> {
        let index = self.at.get(token)?.checked_sub(1)?;
        self.mentions.get(index as usize)
    }

    /// The mention that ends with the token.
    pub(super) fn mention_ending(&self, token: usize) -> Option<&Mention> {
        self.mention_at(token).filter(|mention| mention.tokens.end == token + 1)
    }

    /// Whether the name is a person's, or may be: one unknown word that comes again.
    pub(super) fn is_person(&self, name: usize) -> bool {
        let name = &self.list[name];
        name.nature == Nature::Person || name.nature == Nature::Unknown && name.count > 1
    }

    /// Whether the name is a person's and has more than one word.
    pub(super) fn is_whole_person(&self, name: usize) -> bool {
        let name = &self.list[name];
        name.nature == Nature::Person && name.full.len() > 1
    }

    /// The house that stands after the name which a role stands before, with its preposition.
    pub(super) fn house(&self, tokens: &Tokens<'_>, role: &Range<usize>) -> Option<Range<usize>> {
        let named = self.mention_at(role.end).filter(|named| named.tokens.start == role.end)?;
        title::house_of_office(tokens, &named.tokens)
    }

    /// The office beside a name that a short title stands before: `Dr. Ana Reis, | head of the harbour board`.
    pub(super) fn office_beside(&self, tokens: &Tokens<'_>, title: &Range<usize>) -> Option<Range<usize>> {
        let named = self.mention_at(title.end).filter(|named| named.tokens.start == title.end)?;
        title::beside(tokens, &(title.start..named.tokens.end))
    }

    /// Says whose each mention is: full names first, then single words.
    fn identify(&mut self, tokens: &Tokens<'_>, found: Vec<Found>) {
        let mut surnames = Index::default();
        let mut given = Index::default();
        let mut whose = vec![usize::MAX; found.len()];
        for (mention, slot) in found.iter().zip(&mut whose).filter(|(mention, _)| mention.tokens.len() > 1) {
            *slot = self.full(tokens, mention, &mut surnames, &mut given);
        }
        for (mention, slot) in found.iter().zip(&mut whose).filter(|(mention, _)| mention.tokens.len() == 1) {
            *slot = self.single(tokens, mention, &mut surnames, &given);
        }
        for (mention, name) in found.into_iter().zip(whose) {
            let Some(known) = self.list.get_mut(name) else { continue };
            // A capital at the head of a sentence says nothing of a word.
            let told = tokens.language.capital_nouns
                || mention.nature != Nature::Unknown
                || !tokens.heads_sentence(mention.start);
            known.count += usize::from(told);
            if known.gender == Gender::Unknown {
                let surname = mention.tokens.len() == 1 && is_surname(tokens, mention.tokens.start, &known.full);
                known.gender = if surname { mention.titled } else { mention.gender };
            }
            if mention.nature == Nature::Person && known.nature == Nature::Unknown {
                known.nature = Nature::Person;
            }
            if known.role.is_none() && mention.role.is_some() && !is_owner(tokens, &mention.tokens, &known.full) {
                known.role = mention.role;
            }
            let number = u32::try_from(self.mentions.len() + 1).unwrap_or(0);
            for token in mention.start..mention.tokens.end {
                self.at[token] = number;
            }
            self.mentions.push(Mention { tokens: mention.tokens, start: mention.start, name });
        }
    }

    /// A name of two or more words: one that is known with the same first and last word, or a new one.
    fn full<'a>(
        &mut self,
        tokens: &Tokens<'a>,
        found: &Found,
        surnames: &mut Index<'a>,
        given: &mut Index<'a>,
    ) -> usize {
        let (first, last) = (tokens.word(found.tokens.start), tokens.word(found.tokens.end - 1));
        // `die Worte Holms`: a noun with a name in the genitive is no name.
        let noun = |at: usize| tokens.list[at].is(Class::DETERMINER) || tokens.has(at, Form::Fused);
        let led = tokens.language.capital_nouns
            && found.tokens.len() == 2
            && tokens.list[found.tokens.start].class == Class::NONE
            && found.tokens.start.checked_sub(1).is_some_and(noun);
        let genitive = tokens.language.forms.strip(Form::Owner, last).filter(|_| led);
        if genitive.is_some_and(|surname| surnames.contains_key(surname)) {
            return usize::MAX;
        }
        let namesakes = surnames.entry(last).or_default();
        // `zum Beispiel Holm`, `der Drittplatzierte Holm`: where nouns have capitals, one that no given name can be
        // stands before a surname that somebody has.
        if led {
            let bearer = |name: &&usize| {
                let known = &self.list[**name];
                known.nature == Nature::Person && tokens.list[known.full.start].is(Class::GIVEN)
            };
            if let Some(name) = namesakes.iter().rev().take(NAMESAKES).find(bearer) {
                return *name;
            }
        }
        for &name in namesakes.iter().rev().take(NAMESAKES) {
            let known = &self.list[name].full;
            if tokens.word(known.start) == first {
                if known.len() < found.tokens.len() {
                    self.list[name].full = found.tokens.clone();
                }
                return name;
            }
        }
        // `Ahmad Zahid Hamidi`, later `Ahmad Zahid`
        let begins = |name: &usize| {
            let known = &self.list[*name].full;
            let same = |(one, other)| tokens.word(one) == tokens.word(other);
            let is_name = |at: usize| tokens.list[at].class.without(Class::GIVEN) == Class::NONE;
            known.len() > found.tokens.len()
                && self.list[*name].role.is_some()
                && known.end <= found.start
                && known.clone().zip(found.tokens.clone()).all(same)
                && (known.start + found.tokens.len()..known.end).all(is_name)
        };
        // Where nouns have capitals, one may stand behind the name.
        let known = given.get(first).filter(|_| !tokens.language.capital_nouns);
        if let Some(whole) = known.and_then(|known| known.iter().rev().take(NAMESAKES).copied().find(begins)) {
            return whole;
        }
        let name = self.add(found);
        namesakes.push(name);
        if found.nature == Nature::Person {
            given.entry(first).or_default().push(name);
            // `Adolfo Reis Mora`, later `Reis`: the first of two surnames.
            for middle in found.tokens.start + 1..found.tokens.end - 1 {
                given.entry(tokens.word(middle)).or_default().push(name);
            }
        }
        name
    }

    /// A single word: the surname of somebody, or a given name, or a name of its own.
    fn single<'a>(&mut self, tokens: &Tokens<'a>, found: &Found, surnames: &mut Index<'a>, given: &Index<'a>) -> usize {
        let word = tokens.word(found.tokens.start);
        let genitive = tokens.language.forms.strip(Form::Owner, word);
        let known = surnames.get(word).or_else(|| genitive.and_then(|word| surnames.get(word)));
        if let Some(name) = known.and_then(|known| self.best(tokens, known, found, found.titled)) {
            return name;
        }
        if let Some(name) = given.get(word).and_then(|known| self.best(tokens, known, found, found.gender)) {
            return name;
        }
        if found.known_only {
            return usize::MAX;
        }
        let name = self.add(found);
        surnames.entry(word).or_default().push(name);
        name
    }

    /// Of namesakes, the one whose gender fits and who was introduced first, with a given name if one was: the story is
    /// about that one, and calls the others of a family by their whole names.
    fn best(&self, tokens: &Tokens<'_>, known: &[usize], found: &Found, gender: Gender) -> Option<usize> {
        let fits = |name: &usize| {
            let known = &self.list[*name];
            let alike = known.gender == gender || gender == Gender::Unknown || known.gender == Gender::Unknown;
            alike && (found.nature != Nature::Person || known.nature != Nature::Place)
        };
        let first = || known.iter().copied().take(NAMESAKES).filter(fits);
        let before = || first().filter(|name| self.list[*name].full.start <= found.start);
        let given = |name: &usize| tokens.list[self.list[*name].full.start].is(Class::GIVEN);
        let near = |name: &usize| self.is_just_named(tokens, &self.list[*name].full, found.start);
        let own = |name: &usize| !is_kin(tokens, &self.list[*name].full);
        let whole = |name: &usize| {
            let Name { full, nature, .. } = &self.list[*name];
            let plain = full.len() > 1 && !tokens.list[full.clone()].iter().any(Token::is_quote);
            own(name) && plain && *nature == Nature::Person
        };
        before()
            .rfind(near)
            .or_else(|| before().find(|name| given(name) && own(name)))
            .or_else(|| before().find(whole))
            .or_else(|| before().next())
            .or_else(|| first().next())
    }

    /// Whether a name was given in the paragraph of a place, and not as that of somebody's kin: `His son, Tom Ek, …`.
    fn is_just_named(&self, tokens: &Tokens<'_>, full: &Range<usize>, at: usize) -> bool {
        !is_kin(tokens, full) && full.end <= at && tokens.paragraph(full.end - 1) == tokens.paragraph(at)
    }

    fn add(&mut self, found: &Found) -> usize {
        let Found { tokens, nature, gender, role, .. } = found;
        self.list.push(Name { full: tokens.clone(), nature: *nature, gender: *gender, role: role.clone(), count: 0 });
        self.list.len() - 1
    }
}

/// Whether a name was given as that of somebody's kin: `his son, Tom Ek`.
fn is_kin(tokens: &Tokens<'_>, full: &Range<usize>) -> bool {
    // Nothing of another paragraph.
    let before = (0..full.start).rev().take(KIN).take_while(|at| !tokens.list[at + 1].opens);
    // `Its president, Tom Ek`
    let office = |at: usize| tokens.list[at].is(Class::ROLE) && !tokens.list[at].is(Class::MAN | Class::WOMAN);
    let before = before.take_while(|at| !office(*at));
    before.map(|at| &tokens.list[at]).any(|token| token.is(Class::POSSESSIVE) || token.is_owner())
}

/// Whether a word is the surname of a full name.
fn is_surname(tokens: &Tokens<'_>, word: usize, full: &Range<usize>) -> bool {
    full.len() > 1 && tokens.word(word) == tokens.word(full.end - 1)
}

/// Whether a single word is a name in the genitive, so that the office before it is somebody else's: `der Vertreter
/// Holms`.
fn is_owner(tokens: &Tokens<'_>, mention: &Range<usize>, full: &Range<usize>) -> bool {
    tokens.language.capital_nouns
        && mention.len() == 1
        && tokens.word(mention.start).len() == tokens.word(full.end - 1).len() + 1
}
