//! Whom a subject means: a name itself, a pronoun the person in mind, a title the one who holds it.

use super::{Focus, How, Speakers, Who};
use crate::wire::quotes::language::{Class, Form};
use crate::wire::quotes::names::{Gender, Mention, Nature};
use crate::wire::quotes::phrase::Subject;
use crate::wire::quotes::tokens::{Kind, Sentence, Token};
use std::ops::Range;

/// How far back in a sentence a name before a pronoun is looked for, in tokens.
const REACH: usize = 80;

/// Who goes on has spoken so many paragraphs before at most.
const FURTHER: usize = 2;

/// So many mentions before a title are asked for who holds it.
const NEAR: usize = 40;

impl Speakers<'_> {
    /// Whom a subject means.
    pub(super) fn resolve(&self, subject: &Subject, sentence: &Sentence) -> (Option<Who>, How) {
        match subject {
            // `добавил глава МИД РФ`: an office, and the body that it is of.
            Subject::Named { name, tokens } if self.is_office_of_body(*name, tokens) => {
                let noun = Who::Noun { tokens: tokens.clone(), head: tokens.start };
                let bodies = |name: &usize| self.is_of_body(*name, tokens);
                match self.holder(tokens, tokens.start).filter(bodies) {
                    Some(name) => (Some(Who::Named(name)), How::Title(tokens.clone())),
                    None => (Some(noun), How::Cue),
                }
            }
            Subject::Named { name, tokens } => {
                match self.initialled(tokens).or_else(|| self.by_origin(tokens, sentence)) {
                    Some(holder) => (Some(Who::Named(holder)), How::Title(tokens.clone())),
                    None => (Some(self.both(*name, tokens).unwrap_or(Who::Named(*name))), How::Cue),
                }
            }
            Subject::Pronoun { at } => {
                let token = &self.tokens().list[*at];
                let seen = |kept: Focus| kept.map(|(_, paragraph)| paragraph);
                let gender = if token.is(Class::HE) && token.is(Class::SHE) {
                    // `hän` is either: whoever was named last.
                    if seen(self.woman) > seen(self.man) { Gender::Woman } else { Gender::Man }
                } else if token.is(Class::HE | Class::HIM) {
                    Gender::Man
                } else if token.is(Class::SHE | Class::HER) {
                    Gender::Woman
                } else {
                    return (self.body_spoken_of(*at, sentence), How::Pronoun(*at));
                };
                if let Some(who) = self.goes_on(gender, *at, sentence) {
                    return (Some(who), How::Pronoun(*at));
                }
                let person = self.person(gender, *at, sentence);
                if let Some(who) = self.nearer(gender, person, sentence) {
                    return (Some(who), How::Pronoun(*at));
                }
                let person = person.map(Who::Named);
                (person.or_else(|| self.spoken_of(gender, *at, sentence)), How::Pronoun(*at))
            }
            Subject::Noun { tokens, head } if let Some(age) = self.age(tokens, *head) => {
                let man = self.tokens().has(tokens.start, Form::Masculine);
                let woman = self.tokens().has(tokens.start, Form::Feminine);
                let person = match (man, woman) {
                    // `der 45-Jährige`
                    (true, _) => self.person(Gender::Man, tokens.start, sentence),
                    (_, true) => self.person(Gender::Woman, tokens.start, sentence),
                    // `the 45-year-old` may be anybody whose age nobody gave.
                    _ => self.aged(age, tokens.start),
                };
                match person {
                    None if !man && !woman => (Some(Who::Noun { tokens: tokens.clone(), head: *head }), How::Cue),
                    person => (person.map(Who::Named), How::Pronoun(*head)),
                }
            }
            Subject::Noun { tokens, .. } if self.points(tokens) => {
                (self.pointed_at(tokens.start).map(Who::Named), How::Pronoun(tokens.start))
            }
            Subject::Noun { tokens, head } => {
                let holder = self.initialled(tokens).or_else(|| self.holder(tokens, *head));
                match holder.or_else(|| self.utterer(tokens, *head)) {
                    _ if self.is_his(tokens, *head) => self.owner(tokens.start, sentence),
                    Some(name) => (Some(Who::Named(name)), How::Title(tokens.clone())),
                    None if !self.phrases.is_speaker(subject) => (None, How::Unknown),
                    None => (Some(Who::Noun { tokens: tokens.clone(), head: *head }), How::Cue),
                }
            }
        }
    }

    /// Whether a phrase opens with an office in small letters and ends with the name of a body, where no article stands
    /// between them.
    fn is_office_of_body(&self, name: usize, tokens: &Range<usize>) -> bool {
        let first = &self.tokens().list[tokens.start];
        self.tokens().language.no_articles
            && self.phrases.names.list[name].nature == Nature::Body
            && tokens.len() > 1
            && first.kind == Kind::Lower
            && first.is(Class::ROLE)
    }

    /// Whether somebody's office is of the body that a phrase ends with.
    fn is_of_body(&self, name: usize, tokens: &Range<usize>) -> bool {
        let role = self.phrases.names.list[name].role.clone().unwrap_or_default();
        let words = |tokens: Range<usize>| tokens.map(|at| self.tokens().word(at));
        words(tokens.start + 1..tokens.end).all(|word| words(role.clone()).any(|other| other == word))
    }

    /// Two who speak with one voice: `said Ana Reis and Tom Ek`.
    fn both(&self, name: usize, tokens: &Range<usize>) -> Option<Who> {
        let list = &self.tokens().list;
        let names = self.phrases.names;
        let joins = |at: usize| list.get(at).is_some_and(|token| token.is(Class::JOINS) && !token.is_capital());
        let apart = |at: Option<&Token>| at.is_none_or(|token| !token.is_word() && !token.is_sign(','));
        let person = |mention: &&Mention| names.is_person(mention.name) && mention.name != name;
        if joins(tokens.end) {
            let second = names.mention_at(tokens.end + 1).filter(person)?;
            let begins = second.start == tokens.end + 1;
            return begins.then_some(Who::Both { first: name, joins: tokens.end, second: second.name });
        }
        let joint = tokens.start.checked_sub(1).filter(|at| joins(*at))?;
        let first = names.mention_ending(joint.checked_sub(1)?).filter(person)?;
        let before = first.start.checked_sub(1);
        // `Actors Ana Reis and Tom Ek`
        let office = before.is_some_and(|at| self.tokens().has(at, Form::Offices));
        let opens = office || apart(before.and_then(|at| list.get(at)));
        (opens || list[first.start].opens).then_some(Who::Both { first: first.name, joins: joint, second: name })
    }

    /// Whom a pronoun means where nobody is named, but somebody is spoken of: `Der Student … er fragte`. The
    /// article tells whether it may be the one.
    fn spoken_of(&self, gender: Gender, at: usize, sentence: &Sentence) -> Option<Who> {
        if !self.tokens().language.capital_nouns {
            return None;
        }
        let article = |tokens: &Range<usize>, form: Form| self.tokens().has(tokens.start, form);
        // One word alone may be a surname.
        let person = |tokens: &Range<usize>, head: usize| {
            let head = &self.tokens().list[head];
            head.is(Class::ROLE | Class::PEOPLE) || tokens.len() == 1 && head.class == Class::NONE
        };
        let fits = |who: &Who| match who {
            Who::Noun { tokens, head } if !person(tokens, *head) => false,
            Who::Noun { tokens, .. } if gender == Gender::Man => !article(tokens, Form::Feminine),
            Who::Noun { tokens, .. } => !article(tokens, Form::Masculine) && !article(tokens, Form::Neuter),
            Who::Named(_) | Who::Both { .. } => false,
        };
        let own = self.phrases.of_sentence(&sentence.tokens).and_then(|subject| match subject {
            Subject::Noun { tokens, head } => (tokens.end <= at).then_some(Who::Noun { tokens, head }),
            Subject::Named { .. } | Subject::Pronoun { .. } => None,
        });
        let near = |found: &&(Who, usize)| found.1 + 1 >= sentence.paragraph;
        let topic = || self.topic.as_ref().filter(near).map(|(who, _)| who.clone());
        own.filter(fits).or_else(|| topic().filter(fits))
    }

    /// Who spoke last, where the verb beside a pronoun says that somebody goes on: `he added`.
    fn goes_on(&self, gender: Gender, at: usize, sentence: &Sentence) -> Option<Who> {
        let further = |at: usize| self.tokens().has(at, Form::Further);
        let (who, paragraph) = self.reporter.as_ref()?;
        let Who::Named(name) = who else { return None };
        let name = &self.phrases.names.list[*name];
        let fits = name.nature == Nature::Person && (name.gender == gender || name.gender == Gender::Unknown);
        let other = |(topic, seen): &(Who, usize)| {
            matches!(topic, Who::Named(other) if self.phrases.names.is_person(*other))
                && topic != who
                && seen >= paragraph
        };
        // `sagte er weiter` is said of nobody else, whomever a sentence between was about.
        let certain = self.tokens().language.capital_nouns && further(at + 1);
        let fits = fits && self.named_before(gender, at, sentence).is_none();
        let fits = fits && (certain || !self.topic.as_ref().is_some_and(other));
        let near = *paragraph < sentence.paragraph && paragraph + FURTHER >= sentence.paragraph;
        (fits && near && (further(at + 1) || at > 0 && further(at - 1))).then(|| who.clone())
    }

    /// The one who spoke just now, whom a word for where somebody comes from means: `the Austrian`, but `the Russians`.
    fn by_origin(&self, tokens: &Range<usize>, sentence: &Sentence) -> Option<usize> {
        let list = &self.tokens().list;
        let last = tokens.end - 1;
        let led = last > 0 && list[last - 1].is(Class::DEFINITE) && list[last].is(Class::ORIGIN);
        let several = || ["s", "sh", "ch"].iter().any(|ending| self.tokens().word(last).ends_with(ending));
        let one = led && !self.tokens().language.capital_nouns && list[last].is_capital() && !several();
        let (who, paragraph) = self.reporter.as_ref().filter(|_| one)?;
        match who {
            Who::Named(name) if paragraph + 1 >= sentence.paragraph => {
                (self.phrases.names.list[*name].nature == Nature::Person).then_some(*name)
            }
            _ => None,
        }
    }

    /// The body that `it` means, and those whom `they` means, where the sentence before was about them and they spoke.
    fn body_spoken_of(&self, at: usize, sentence: &Sentence) -> Option<Who> {
        let list = &self.tokens().list;
        let (it, they) = (list[at].is(Class::IT), list[at].is(Class::THEY));
        let near = |found: &&(Who, usize)| found.1 + 1 >= sentence.paragraph;
        // What has not spoken before may be something else that the sentence names.
        let (who, _) = self.reporter.as_ref().filter(near).filter(|_| !self.tokens().language.capital_nouns)?;
        let all = &self.tokens().sentences;
        let before = all.partition_point(|other| other.tokens.start < sentence.tokens.start).checked_sub(1)?;
        // `found a note`
        let noun = |at: usize| at > 0 && list[at - 1].is(Class::DETERMINER | Class::POSSESSIVE);
        let said = |at: usize| list[at].kind == Kind::Lower && list[at].is(Class::SAID) && !noun(at);
        let told = all[before].tokens.clone().any(said);
        if !told || self.topic.as_ref().is_some_and(|(topic, _)| topic != who) {
            return None;
        }
        let fits = match who {
            Who::Named(name) => {
                let name = &self.phrases.names.list[*name];
                // `Americans`
                let people = name.full.len() == 1 && list[name.full.start].is(Class::ORIGIN);
                it && name.nature == Nature::Body && !people
            }
            Who::Noun { head, .. } => {
                let kinds = if it { Class::BODY | Class::DOCUMENT | Class::PEOPLE } else { Class::PEOPLE };
                (it || they) && list[*head].is(kinds)
            }
            Who::Both { .. } => they,
        };
        fits.then(|| who.clone())
    }

    /// Whom the sentence before was about, where nothing but the distance speaks for the person in mind:
    /// `Her deputy disagreed. "There is one," he said.`
    fn nearer(&self, gender: Gender, person: Option<usize>, sentence: &Sentence) -> Option<Who> {
        let names = self.phrases.names;
        let (who, paragraph) = self.topic.as_ref().filter(|(_, paragraph)| paragraph + 1 >= sentence.paragraph)?;
        // `The girl said: “…” “…,” she said.`: who has no name and spoke last.
        if let Who::Noun { head, .. } = who
            && self.last.as_ref().is_some_and(|(last, _)| last == who)
        {
            let (own, other) =
                if gender == Gender::Man { (Class::MAN, Class::WOMAN) } else { (Class::WOMAN, Class::MAN) };
            let head = &self.tokens().list[*head];
            if head.is(own) && !head.is(other) {
                return Some(who.clone());
            }
        }
        if person.is_some_and(|name| names.list[name].gender == gender) {
            // `Hale admitted it. "It rained," he said.`: a surname of its own opens the paragraph.
            let kept = if gender == Gender::Man { self.man } else { self.woman };
            let opens = *paragraph == sentence.paragraph && kept.is_some_and(|(_, seen)| seen < *paragraph);
            // A word that has its capital only from its sentence may be no name.
            let is_name = |name: usize| names.list[name].nature == Nature::Unknown && names.list[name].count > 0;
            let surname = matches!(who, Who::Named(name) if is_name(*name));
            return (opens && surname).then(|| who.clone());
        }
        let may = match who {
            Who::Named(name) => {
                Some(*name) != person && names.is_person(*name) && names.list[*name].nature == Nature::Unknown
            }
            // `the candidate` may be the person in mind; `her deputy`, `a reporter` is somebody else.
            Who::Noun { tokens, head } => {
                let list = &self.tokens().list;
                let other = if gender == Gender::Man { Class::WOMAN } else { Class::MAN };
                // Where nouns have capitals, one without an article is several (`Experten`).
                let several = self.tokens().language.capital_nouns
                    && !list[tokens.start].is(Class::DETERMINER | Class::POSSESSIVE);
                // `utökas antalet politiker`: what opens with a word that is in no table may open with its verb.
                let plain =
                    tokens.start == *head || list[tokens.start].is_capital() || list[tokens.start].class != Class::NONE;
                list[*head].is(Class::ROLE)
                    && plain
                    && !list[*head].is(other)
                    && !list[tokens.start].is(Class::DEFINITE)
                    && !several
            }
            Who::Both { .. } => false,
        };
        may.then(|| who.clone())
    }

    /// Whether a phrase is nothing but a word that points to somebody.
    fn points(&self, tokens: &Range<usize>) -> bool {
        tokens.len() == 1 && self.tokens().list[tokens.start].is(Class::DEFINITE)
    }

    /// The man to whom such a word points: `Dieser sagte` means the one whom the sentence before names last, where no other
    /// noun follows the name; `Diese` may be several.
    fn pointed_at(&self, at: usize) -> Option<usize> {
        let list = &self.tokens().list;
        let last = (0..at).rev().take(REACH).find(|look| list[*look].is_capital())?;
        let named = self.phrases.names.mention_ending(last).filter(|_| self.tokens().has(at, Form::Masculine))?;
        let name = &self.phrases.names.list[named.name];
        (name.nature == Nature::Person && name.gender != Gender::Woman).then_some(named.name)
    }

    /// The age by which a phrase names somebody: `der 45-Jährige`, `the 45-year-old`.
    fn age(&self, tokens: &Range<usize>, head: usize) -> Option<&str> {
        let age = self.tokens().language.forms.strip(Form::Aged, self.tokens().word(head))?.strip_suffix('-')?;
        let definite = tokens.len() == 2 && self.tokens().list[tokens.start].is(Class::DEFINITE);
        (definite && age.bytes().all(|byte| byte.is_ascii_digit())).then_some(age)
    }

    /// The person whose age the text before a place gives so: `Ana Reis, 45,`, `45-year-old Ana Reis`.
    fn aged(&self, age: &str, at: usize) -> Option<usize> {
        let (tokens, names) = (self.tokens(), self.phrases.names);
        let near = names.mentions.partition_point(|mention| mention.start < at);
        let is_age = |at: usize| tokens.list.get(at).is_some_and(|token| token.is_word()) && tokens.word(at) == age;
        let of_age = |mention: &&Mention| {
            let end = mention.tokens.end;
            let behind = tokens.list.get(end).is_some_and(|comma| comma.is_sign(',')) && is_age(end + 1);
            let before = mention.start.checked_sub(1).map(|at| tokens.word(at));
            let before = before.and_then(|word| tokens.language.forms.strip(Form::Aged, word));
            behind || before.is_some_and(|before| before.strip_suffix('-') == Some(age))
        };
        names.mentions[..near].iter().rev().take(NEAR).find(of_age).map(|mention| mention.name)
    }

    /// Whether a phrase is a thing of somebody's: `seine Begründung`, `ihr Wunsch`.
    fn is_his(&self, tokens: &Range<usize>, head: usize) -> bool {
        let list = &self.tokens().list;
        self.tokens().language.capital_nouns
            && list[tokens.start].is(Class::HIM | Class::HER)
            && list[tokens.start].is(Class::POSSESSIVE)
            && !list[head].is(Class::ROLE | Class::PEOPLE | Class::BODY)
    }

    /// The person whose thing speaks.
    fn owner(&self, at: usize, sentence: &Sentence) -> (Option<Who>, How) {
        let his = self.tokens().list[at].is(Class::HIM);
        let gender = if his { Gender::Man } else { Gender::Woman };
        (self.person(gender, at, sentence).map(Who::Named), How::Pronoun(at))
    }

    /// The person whose words a noun for words is: `das Fazit von Reis`, `Reis’ Begründung`.
    fn utterer(&self, tokens: &Range<usize>, head: usize) -> Option<usize> {
        let list = &self.tokens().list;
        let names = self.phrases.names;
        if !self.tokens().language.capital_nouns
            || list[head].is(Class::ROLE | Class::PEOPLE | Class::DOCUMENT | Class::BODY)
        {
            return None;
        }
        let after = self.tokens().has(tokens.end, Form::By).then(|| names.mention_at(tokens.end + 1)).flatten();
        let after = after.filter(|mention| mention.start == tokens.end + 1);
        let before = names.mention_at(tokens.start).filter(|mention| mention.tokens.end <= head);
        after.or(before).map(|mention| mention.name).filter(|name| names.is_person(*name))
    }

    /// Somebody named earlier in the sentence: `When Smith came, he said …`.
    fn named_before(&self, gender: Gender, at: usize, sentence: &Sentence) -> Option<usize> {
        let names = self.phrases.names;
        let floor = sentence.tokens.start.max(at.saturating_sub(REACH));
        let list = &self.tokens().list;
        let pronoun = if gender == Gender::Man { Class::HE } else { Class::SHE };
        // `Als er Holm sah, sagte er`: the same pronoun before the name, in one clause, means somebody else.
        let meant = |look: &usize| list[*look].kind == Kind::Lower && list[*look].is(pronoun);
        let comma = |look: &usize| list[*look].is_sign(',');
        let first = (floor..at).find(meant).unwrap_or(at);
        let clause = (first..at).find(comma).unwrap_or(at);
        (floor..first).chain(clause..at).find_map(|look| {
            let mention = names.mention_at(look).filter(|mention| mention.start == look)?;
            let name = &names.list[mention.name];
            let fits = name.gender == gender || name.gender == Gender::Unknown;
            let owner = list[mention.tokens.end - 1].is_owner();
            let governed = look > 0 && list[look - 1].is(Class::PREPOSITION);
            (fits && !owner && !governed && name.nature == Nature::Person).then_some(mention.name)
        })
    }

    /// The person whom a pronoun means.
    fn person(&self, gender: Gender, at: usize, sentence: &Sentence) -> Option<usize> {
        let kept = match gender {
            Gender::Man => self.man,
            _ => self.woman,
        };
        let earlier = self.named_before(gender, at, sentence);
        earlier.or_else(|| kept.filter(|(_, paragraph)| paragraph + 3 >= sentence.paragraph).map(|(name, _)| name))
    }

    /// The person whose office has the initials that stand behind an article: `the PM`, `the CJI` for the Chief Justice
    /// of India.
    fn initialled(&self, tokens: &Range<usize>) -> Option<usize> {
        if !self.phrases.is_initials(tokens) {
            return None;
        }
        let list = &self.tokens().list;
        let word = self.tokens().word(tokens.end - 1);
        let names = self.phrases.names;
        let initial = |at: usize| self.tokens().word(at).bytes().next().filter(|_| !list[at].is(Class::OF));
        let has = |role: Range<usize>| {
            let initials: Vec<u8> = role.filter_map(initial).map(|byte| byte.to_ascii_uppercase()).collect();
            initials.windows(word.len()).any(|window| window == word.as_bytes())
        };
        let near = names.mentions.partition_point(|mention| mention.start < tokens.start);
        names.mentions[..near].iter().rev().take(NEAR).map(|mention| mention.name).find(|name| {
            let name = &names.list[*name];
            name.nature == Nature::Person && name.role.clone().is_some_and(has)
        })
    }

    /// The person whom `the ambassador` means: the one with that title or a kindred one, named last.
    fn holder(&self, tokens: &Range<usize>, head: usize) -> Option<usize> {
        let list = &self.tokens().list;
        let bare = self.tokens().language.no_articles;
        // `den fungerende politimesteren`: the noun has its article at its end.
        let suffixed = || self.tokens().language.forms.strip(Form::Suffixed, self.tokens().word(head)).is_some();
        let led = || list[tokens.start].is(Class::DETERMINER) && suffixed();
        let of_body = || head == tokens.start && self.phrases.names.mention_ending(tokens.end - 1).is_some();
        let definite = list[tokens.start].is(Class::DEFINITE) || bare && (tokens.len() == 1 || led() || of_body());
        if !definite || !list[head].is(Class::ROLE) {
            return None;
        }
        let noun = self.tokens().word(head).to_lowercase();
        let names = self.phrases.names;
        let near = names.mentions.partition_point(|mention| mention.start < tokens.start);
        let holds = |fits: &dyn Fn(&str) -> bool| {
            names.mentions[..near].iter().rev().take(NEAR).map(|mention| mention.name).find(|name| {
                let name = &names.list[*name];
                let office = |at: usize| {
                    let word = self.tokens().word(at).trim_end_matches('.').to_lowercase();
                    list[at].is(Class::ROLE | Class::HONORIFIC) && fits(&word)
                };
                name.nature != Nature::Body && name.role.clone().is_some_and(|mut role| role.any(office))
            })
        };
        let language = self.tokens().language;
        // `der Präsident der Bank` is not the one of the country.
        let alone = tokens.end == head + 1 && !self.tokens().has(tokens.end, Form::Genitive);
        let part = || holds(&|role| language.is_part_of(&noun, role));
        holds(&|role| language.may_mean(&noun, role)).or_else(|| alone.then(part).flatten())
    }
}
