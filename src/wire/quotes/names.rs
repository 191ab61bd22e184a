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
//! the last one introduced with that surname, or else with that given name. What a name stands for is
//! told by its words (`Party`, a country), by a title, by a known given name, and by what it is not.

use super::language::{Class, Language, WordHasher};
use super::tokens::{Token, Tokens};
use std::collections::HashMap;
use std::hash::BuildHasherDefault;
use std::ops::Range;

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
    /// How many mentions there are.
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

/// A mention before it is known whose it is.
struct Found {
    tokens: Range<usize>,
    start: usize,
    nature: Nature,
    gender: Gender,
    role: Option<Range<usize>>,
    /// Whether it is a name only if somebody has it: an office written with a capital.
    known_only: bool,
}

type Index<'a> = HashMap<&'a str, Vec<usize>, BuildHasherDefault<WordHasher>>;

/// How many namesakes are looked at; a family or two.
const NAMESAKES: usize = 4;

impl Names {
    /// Finds the names of a text.
    pub(super) fn read(tokens: &Tokens<'_>) -> Self {
        let mut found = Vec::new();
        let mut at = 0;
        while at < tokens.list.len() {
            if !may_name(&tokens.list[at], tokens.language) {
                at += 1;
                continue;
            }
            let end = run_end(tokens, at);
            found.extend(mention(tokens, at..end));
            at = end;
        }
        let mut names =
            Self { list: Vec::new(), mentions: Vec::with_capacity(found.len()), at: vec![0; tokens.list.len()] };
        names.identify(tokens, found);
        names
    }

    /// The mention that the token belongs to.
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
            known.count += 1;
            if known.gender == Gender::Unknown {
                known.gender = mention.gender;
            }
            if mention.nature == Nature::Person && known.nature == Nature::Unknown {
                known.nature = Nature::Person;
            }
            if known.role.is_none() {
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
        let namesakes = surnames.entry(last).or_default();
        for &name in namesakes.iter().rev().take(NAMESAKES) {
            let known = &self.list[name].full;
            if tokens.word(known.start) == first {
                if known.len() < found.tokens.len() {
                    self.list[name].full = found.tokens.clone();
                }
                return name;
            }
        }
        let name = self.add(found);
        namesakes.push(name);
        if found.nature == Nature::Person {
            given.entry(first).or_default().push(name);
        }
        name
    }

    /// A single word: the surname of somebody, or a given name, or a name of its own.
    fn single<'a>(&mut self, tokens: &Tokens<'a>, found: &Found, surnames: &mut Index<'a>, given: &Index<'a>) -> usize {
        let word = tokens.word(found.tokens.start);
        let genitive = if tokens.language.capital_nouns { word.strip_suffix('s') } else { None };
        let known = surnames.get(word).or_else(|| genitive.and_then(|word| surnames.get(word)));
        if let Some(name) = known.and_then(|known| self.best(known, found)) {
            return name;
        }
        if let Some(name) = given.get(word).and_then(|known| self.best(known, found)) {
            return name;
        }
        if found.known_only {
            return usize::MAX;
        }
        let name = self.add(found);
        surnames.entry(word).or_default().push(name);
        name
    }

    /// Of namesakes, the one whose gender fits and who was introduced before, the latest of them.
    fn best(&self, known: &[usize], found: &Found) -> Option<usize> {
        let fits = |name: &&usize| {
            let known = &self.list[**name];
            let gender =
                known.gender == found.gender || found.gender == Gender::Unknown || known.gender == Gender::Unknown;
            gender && (found.nature != Nature::Person || known.nature != Nature::Place)
        };
        let recent = known.iter().rev().take(NAMESAKES);
        recent
            .clone()
            .filter(fits)
            .find(|name| self.list[**name].full.start <= found.start)
            .or_else(|| recent.clone().find(fits))
            .copied()
    }

    fn add(&mut self, found: &Found) -> usize {
        let Found { tokens, nature, gender, role, .. } = found;
        self.list.push(Name { full: tokens.clone(), nature: *nature, gender: *gender, role: role.clone(), count: 0 });
        self.list.len() - 1
    }
}

/// Whether a word may stand in a name.
fn may_name(token: &Token, language: &Language) -> bool {
    let grammar = Class::DETERMINER | Class::PREPOSITION | Class::CONJUNCTION | Class::AUXILIARY | Class::ADVERB;
    let grammar = grammar | Class::HE | Class::SHE | Class::THEY | Class::IT | Class::SELF | Class::WHO | Class::HIM;
    let grammar = grammar | Class::HER | Class::POSSESSIVE | Class::CALENDAR | Class::THAT;
    if !token.is_capital() || token.is(grammar) {
        return false;
    }
    !language.capital_nouns || !token.is(Class::PEOPLE | Class::DOCUMENT | Class::WORK | Class::TERM)
}

/// Where a run of capitalised words ends.
fn run_end(tokens: &Tokens<'_>, start: usize) -> usize {
    let list = &tokens.list;
    let mut end = start + 1;
    while end < list.len() && !list[end - 1].is_owner() && !list[end].opens {
        if may_name(&list[end], tokens.language) {
            end += 1;
            continue;
        }
        let mut after = end;
        while after < list.len() && after < end + 3 && list[after].is(Class::PARTICLE) && !list[after].is_capital() {
            after += 1;
        }
        // A nickname in quote marks between two parts of the name.
        if after == end && list[end].is_quote() && list[end].end - list[end].start < 24 {
            after += 1;
        }
        if after == end || !list.get(after).is_some_and(|token| may_name(token, tokens.language)) {
            break;
        }
        if list[end].is_quote() && list[end].start.saturating_sub(list[end - 1].end) != 1 {
            break;
        }
        end = after + 1;
    }
    end
}

/// Splits a run into title and name.
fn mention(tokens: &Tokens<'_>, run: Range<usize>) -> Option<Found> {
    let list = &tokens.list;
    let title = Class::HONORIFIC | Class::ROLE | Class::SIR | Class::MADAM;
    // A surname that is also an office: `Peter King`, and later `King`.
    let named_so = run.len() > 1 && list[run.start].is(Class::GIVEN_MAN | Class::GIVEN_WOMAN);
    let surname = run.len() == 1 && list[run.start].is(title) && !list[run.start].is(Class::HONORIFIC)
        || run.len() == 1 && list[run.start].is(Class::ROLE);
    if surname {
        let (tokens, start) = (run.clone(), run.start);
        return Some(Found {
            tokens,
            start,
            nature: Nature::Unknown,
            gender: Gender::Unknown,
            role: None,
            known_only: true,
        });
    }
    let titles = if named_so { run.start..run.end - 1 } else { run.clone() };
    let is_title = |at: &usize| {
        let is_given = list[*at].is(Class::GIVEN_MAN | Class::GIVEN_WOMAN);
        list[*at].is(title) && (list[*at].is(Class::ROLE) || !is_given)
    };
    let last_title = titles.rev().find(is_title);
    let start = last_title.map_or(run.start, |at| at + 1);
    if start >= run.end {
        return None;
    }
    let before = run.start.checked_sub(1).filter(|_| !list[run.start].opens).map(|at| &list[at]);
    let lower_title = before.is_some_and(|token| !token.is_capital() && !token.is_owner() && token.is(Class::ROLE));
    let titled = last_title.is_some() || lower_title;
    let start = name_start(tokens, start..run.end, run.start);
    let name = start..run.end;
    let address = last_title.map_or(Class::NONE, |at| list[at].class);
    let common = Class::PEOPLE | Class::DOCUMENT | Class::TERM | Class::WORK;
    if name.len() == 1 && list[start].is(common) && !titled && !list[start].is(Class::GIVEN_MAN | Class::GIVEN_WOMAN) {
        return None;
    }
    let nature = nature(tokens, &name, titled, before);
    let gender = gender(
        list,
        &name,
        address | if lower_title { before.map_or(Class::NONE, |token| token.class) } else { Class::NONE },
        nature,
    );
    // Where all nouns have capitals, one unknown word is a name only if somebody has been named so.
    let known_only = tokens.language.capital_nouns && name.len() == 1 && nature == Nature::Unknown;
    let role = if nature == Nature::Body { None } else { role_before(tokens, start) };
    Some(Found {
        tokens: name,
        start: if last_title.is_some() { run.start } else { start },
        nature,
        gender,
        role,
        known_only,
    })
}

/// Where the name begins in a run without its title: after nationalities, places and the body that a
/// title belongs to (`ambassador to Japan | Mikhail Galuzin`).
fn name_start(tokens: &Tokens<'_>, run: Range<usize>, run_start: usize) -> usize {
    let list = &tokens.list;
    if run.len() < 2 || list[run.end - 1].is(Class::BODY) {
        return run.start;
    }
    let given = Class::GIVEN_MAN | Class::GIVEN_WOMAN;
    let first_given = run.clone().take(run.len() - 1).find(|at| list[*at].is(given) && !list[*at].is(Class::ORIGIN));
    let of_title = run.start == run_start
        && run_start >= 2
        && list[run_start - 1].is(Class::OF)
        && list[run_start - 2].is(Class::ROLE | Class::DOCUMENT);
    if of_title && run.len() >= 3 {
        return first_given.unwrap_or(run.end - 2);
    }
    let leads = |token: &Token| token.is(Class::ORIGIN | Class::PLACE | Class::BODY);
    if let Some(at) = first_given.filter(|at| *at > run.start) {
        let before = &list[run.start..at];
        if before.iter().any(leads) || before.len() > 1 || all_capitals(tokens.word(run.start)) {
            return at;
        }
    }
    let mut start = run.start;
    while run.end - start > 2 && list[start].is(Class::ORIGIN) {
        start += 1;
    }
    // `German Müller`, but `Kenya Airways` and `New York`.
    if run.end - start == 2
        && list[start].is(Class::ORIGIN)
        && list[run.end - 1].class == Class::NONE
        && list[start].class == Class::ORIGIN
    {
        start += 1;
    }
    start
}

fn nature(tokens: &Tokens<'_>, name: &Range<usize>, titled: bool, before: Option<&Token>) -> Nature {
    let list = &tokens.list[name.clone()];
    let given = list[0].is(Class::GIVEN_MAN | Class::GIVEN_WOMAN);
    if list.iter().all(|token| token.is(Class::PLACE | Class::ORIGIN))
        && !(titled && list.len() == 1 && !list[0].is(Class::PLACE))
    {
        return if list.iter().any(|token| token.is(Class::PLACE)) { Nature::Place } else { Nature::Body };
    }
    let last = &list[list.len() - 1];
    if list.len() > 1
        && !titled
        && ((last.is(Class::PLACE) || list[0].is(Class::PLACE) && !list[1].is(Class::GIVEN_MAN | Class::GIVEN_WOMAN))
            && !given
            || list[0].is(Class::COMPASS) && !given)
    {
        return if last.is(Class::BODY) { Nature::Body } else { Nature::Place };
    }
    if list.len() > 1 && given && !list[list.len() - 1].is(Class::BODY) {
        return Nature::Person;
    }
    if list.iter().any(|token| token.is(Class::BODY)) && !(titled && list.len() <= 2) {
        return Nature::Body;
    }
    let after_the = before.is_some_and(|token| token.is(Class::DETERMINER));
    let capitals = all_capitals(tokens.word(name.start));
    match list.len() {
        _ if titled => Nature::Person,
        1 if tokens.language.capital_nouns && !capitals => Nature::Unknown,
        _ if capitals && list.len() < 3 => Nature::Body,
        1 if given => Nature::Person,
        1 if after_the => Nature::Body,
        1 => Nature::Unknown,
        2..=4 if !after_the => Nature::Person,
        _ => Nature::Body,
    }
}

fn gender(list: &[Token], name: &Range<usize>, title: Class, nature: Nature) -> Gender {
    let told = |class: Class, man: Class, woman: Class| match (class.any(man), class.any(woman)) {
        (true, false) => Gender::Man,
        (false, true) => Gender::Woman,
        _ => Gender::Unknown,
    };
    if nature != Nature::Person {
        return Gender::Unknown;
    }
    match told(title, Class::SIR | Class::MAN, Class::MADAM | Class::WOMAN) {
        Gender::Unknown => told(list[name.start].class, Class::GIVEN_MAN, Class::GIVEN_WOMAN),
        known => known,
    }
}

/// The title before a name, as typed: back to the start of its noun phrase, through `ambassador to Japan`.
pub(super) fn role_before(tokens: &Tokens<'_>, name: usize) -> Option<Range<usize>> {
    let list = &tokens.list;
    let mut start = name;
    let mut has_role = false;
    let bound = name.saturating_sub(14);
    while start > bound {
        if list[start].opens {
            break;
        }
        let token = &list[start - 1];
        let links = token.is(Class::OF) && !token.is_capital() && start >= 2 && list[start - 2].is(Class::ROLE);
        let links =
            links || (token.is(Class::CONJUNCTION) && has_role && start >= 2 && list[start - 2].is(Class::ROLE));
        if token.is(Class::DETERMINER | Class::POSSESSIVE) || !(links || token.is_word() && !token.breaks()) {
            break;
        }
        has_role |= token.is(Class::ROLE) || token.is(Class::HONORIFIC) && !token.is(Class::SIR | Class::MADAM);
        start -= 1;
    }
    (has_role && start < name).then_some(start..name)
}

/// Whether a word is written in capitals throughout (`NATO`, `U.S.`).
pub(super) fn all_capitals(word: &str) -> bool {
    let letters = word.chars().filter(|c| c.is_alphabetic());
    letters.clone().count() > 1 && letters.clone().all(char::is_uppercase)
}
