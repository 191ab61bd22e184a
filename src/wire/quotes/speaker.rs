//! Who speaks: from a cue's subject to a name.
//!
//! In: the quotations with their cues, in the order of the text. Out: each one's speaker, and how it
//! was told. The walk keeps what a reader keeps in mind: who spoke last, and the man, the woman and the
//! body that the text is about, each the subject of the latest sentence that had one.

use super::cue::{Cue, Cues, Tie};
use super::language::Class;
use super::marks::{Stretch, is_mark};
use super::names::{Gender, Nature};
use super::phrase::{Phrases, Subject};
use super::tokens::{Kind, Sentence, Token};
use super::{Speaker, tokens::Tokens};
use std::ops::Range;

/// Somebody who can speak: a name, or a noun phrase.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Who {
    Named(usize),
    Noun { tokens: Range<usize>, head: usize },
}

/// What is known about one quotation.
#[derive(Debug, Clone)]
pub(super) struct Attributed {
    pub(super) cue: Cue,
    pub(super) who: Option<Who>,
    pub(super) how: How,
    /// The quotation's token and sentence.
    pub(super) token: usize,
    pub(super) sentence: Range<usize>,
    /// Whether the sentence has no words but quoted ones.
    pub(super) alone: bool,
}

/// The words of a sentence outside the marks.
#[derive(Debug, Clone, Copy)]
struct Shape {
    /// There are none.
    alone: bool,
    /// One of them marks reported speech.
    reported: bool,
}

impl Shape {
    fn of(list: &[Token], sentence: &Range<usize>) -> Self {
        let list = &list[sentence.clone()];
        Self { alone: !list.iter().any(Token::is_word), reported: list.iter().any(|token| token.is(Class::REPORTED)) }
    }
}

/// Gives the speaker of the last quotation to the paragraphs before it that run on into it.
fn tell_before(stretches: &[Stretch], found: &mut [Attributed]) {
    let Some((last, before)) = found.split_last_mut() else { return };
    for (piece, stretch) in before.iter_mut().zip(stretches).rev() {
        if !stretch.runs_on || piece.cue.subject.is_some() {
            return;
        }
        piece.who = last.who.clone();
        piece.how = How::RunsOn;
    }
}

/// The way to a speaker.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum How {
    /// The cue names the speaker.
    Cue,
    /// A pronoun, told by the person the text is about.
    Pronoun(usize),
    /// A noun phrase, told by the person who has that title.
    Title(Range<usize>),
    /// The speaker of the quotation before goes on.
    GoesOn,
    /// The quotation runs on into a paragraph that names its speaker.
    RunsOn,
    /// The subject of the sentence before.
    Topic,
    /// Nobody.
    Unknown,
}

/// How far back in a sentence a name before a pronoun is looked for, in tokens.
const REACH: usize = 80;

/// A person in mind, with the paragraph of the last mention.
type Focus = Option<(usize, usize)>;

/// Follows the speakers through a text.
pub(super) struct Speakers<'a> {
    phrases: Phrases<'a>,
    /// The man, the woman in mind.
    man: Focus,
    woman: Focus,
    /// The last speaker, with paragraph, and whether a quotation of theirs ended the text so far.
    last: Option<(Who, usize)>,
    /// The subject of the last sentence and its paragraph.
    topic: Option<(Who, usize)>,
    /// Who spoke last, whether in marks or not, and the paragraph.
    reporter: Option<(Who, usize)>,
    /// Whether the last paragraph ended with a colon.
    colon: bool,
}

impl<'a> Speakers<'a> {
    pub(super) const fn new(phrases: Phrases<'a>) -> Self {
        Self { phrases, man: None, woman: None, last: None, topic: None, reporter: None, colon: false }
    }

    /// Attributes all quotations, in order.
    pub(super) fn attribute(mut self, stretches: &[Stretch]) -> Vec<Attributed> {
        let mut found = Vec::with_capacity(stretches.len());
        let tokens = self.phrases.tokens;
        for sentence in &tokens.sentences {
            self.sentence(sentence, stretches, &mut found);
        }
        found
    }

    fn tokens(&self) -> &'a Tokens<'a> {
        self.phrases.tokens
    }

    fn sentence(&mut self, sentence: &Sentence, stretches: &[Stretch], found: &mut Vec<Attributed>) {
        let tokens = self.tokens();
        let list = &tokens.list;
        let range = sentence.tokens.clone();
        self.signature(sentence, stretches, found);
        let shape = Shape::of(list, &range);
        let cues = Cues { phrases: self.phrases, sentence: range.clone() };
        let mut spoke: Option<Who> = None;
        for at in range.clone() {
            let Kind::Quote(number) = list[at].kind else { continue };
            let number = number as usize;
            let runs = number > 0
                && stretches[number - 1].runs_on
                && stretches[number].paragraph == stretches[number - 1].paragraph + 1;
            let cue = cues.of(at);
            let (who, how) = match &cue.subject {
                Some(subject) if cue.tie != Tie::None => self.resolve(subject, sentence),
                _ => (None, How::Unknown),
            };
            let (who, how) = match who {
                Some(who) => (Some(who), how),
                None if cue.subject.is_none() && cue.tie == Tie::Beside && tokens.language.drops_subject => {
                    self.silent(sentence.paragraph)
                }
                None if cue.subject.is_some() && cue.tie >= Tie::Within && !shape.reported => (None, How::Unknown),
                None => self.carried(shape, sentence.paragraph, spoke.as_ref(), runs),
            };
            if let Some(who) = &who {
                spoke = Some(who.clone());
                self.last = Some((who.clone(), sentence.paragraph));
            }
            let told = runs && cue.tie == Tie::Beside && how != How::GoesOn;
            found.push(Attributed { cue, who, how, token: at, sentence: range.clone(), alone: shape.alone });
            if told {
                tell_before(stretches, found);
            }
        }
        let spoke = spoke.or_else(|| {
            let opening = cues.opening(range.end).and_then(|cue| cue.subject)?;
            self.resolve(&opening, sentence).0
        });
        self.remember(sentence, spoke);
        // `Smith wrote:` with the words in the next paragraph.
        self.colon = list[range.end - 1].is_sign(':');
        if self.colon {
            let who = cues.before(range.end).subject.and_then(|subject| self.resolve(&subject, sentence).0);
            self.topic = who.map(|who| (who, sentence.paragraph));
        }
    }

    /// The speaker of a verb without its subject.
    fn silent(&self, paragraph: usize) -> (Option<Who>, How) {
        let near = |found: &&(Who, usize)| found.1 + 1 >= paragraph;
        match self.last.as_ref().filter(near).or_else(|| self.topic.as_ref().filter(near)) {
            Some((who, _)) => (Some(who.clone()), How::GoesOn),
            None => (None, How::Unknown),
        }
    }

    /// A line of its own below a quotation: `— Ana Reis, spokeswoman`.
    fn signature(&mut self, sentence: &Sentence, stretches: &[Stretch], found: &mut [Attributed]) {
        let list = &self.tokens().list;
        let tokens = &sentence.tokens;
        let dash = matches!(list[tokens.start].kind, Kind::Sign('-' | '—')) && (2..24).contains(&tokens.len());
        let Some(above) = found.last_mut().filter(|above| dash && above.cue.subject.is_none()) else { return };
        let between = above.sentence.end..tokens.start;
        let adjacent = between.len() < 4 && list[between].iter().all(|token| !token.is_word());
        if !adjacent || list[tokens.clone()].iter().any(Token::is_quote) {
            return;
        }
        if let Some(Subject::Named { name, tokens }) = self.phrases.starting(tokens.start + 1, tokens.end) {
            above.cue = Cue { tie: Tie::Beside, subject: None, verb: Some(tokens.start - 1), after: true };
            above.who = Some(Who::Named(name));
            above.how = How::Cue;
            self.last = Some((Who::Named(name), sentence.paragraph));
            tell_before(stretches, found);
        }
    }

    /// The speaker of a quotation whose sentence names none.
    fn carried(&self, shape: Shape, paragraph: usize, spoke: Option<&Who>, runs: bool) -> (Option<Who>, How) {
        if let Some(who) = spoke {
            return (Some(who.clone()), How::GoesOn);
        }
        if self.colon {
            return match &self.topic {
                Some((who, before)) if before + 1 >= paragraph => (Some(who.clone()), How::Topic),
                _ => (None, How::Unknown),
            };
        }
        // Reported speech goes on in the mood of its verb, from whoever spoke last.
        if let Some((who, _)) = self.reporter.as_ref().filter(|(_, before)| shape.reported && *before == paragraph) {
            return (Some(who.clone()), How::Topic);
        }
        // Whom the sentence since the last quotation is about.
        if let Some((who @ Who::Named(name), before)) = &self.topic
            && self.tokens().language.capital_nouns
            && shape.alone
            && *before == paragraph
            && self.phrases.names.is_person(*name)
        {
            return (Some(who.clone()), How::Topic);
        }
        let alone = shape.alone || shape.reported;
        if let Some((who, before)) = &self.last
            && (runs || (*before == paragraph && alone))
        {
            return (Some(who.clone()), How::GoesOn);
        }
        if !alone {
            return (None, How::Unknown);
        }
        let topic = self
            .topic
            .as_ref()
            .filter(|(who, _)| matches!(who, Who::Named(name) if self.phrases.names.is_person(*name)));
        match (topic, &self.last) {
            (Some((who, before)), _) if *before == paragraph => (Some(who.clone()), How::Topic),
            (_, Some((who, before))) if *before + 1 == paragraph => (Some(who.clone()), How::GoesOn),
            (Some((who, before)), _) if *before + 1 == paragraph => (Some(who.clone()), How::Topic),
            _ => (None, How::Unknown),
        }
    }

    /// Whom a subject means.
    fn resolve(&self, subject: &Subject, sentence: &Sentence) -> (Option<Who>, How) {
        match subject {
            Subject::Named { name, .. } => (Some(Who::Named(*name)), How::Cue),
            Subject::Pronoun { at } => {
                let token = &self.tokens().list[*at];
                let gender = if token.is(Class::HE) {
                    Gender::Man
                } else if token.is(Class::SHE) {
                    Gender::Woman
                } else {
                    return (None, How::Unknown);
                };
                let person = self.person(gender, *at, sentence);
                if let Some(who) = self.nearer(gender, person, sentence) {
                    return (Some(who), How::Pronoun(*at));
                }
                let person = person.map(Who::Named);
                // `Der Student …, er fragte`: nobody is named, but somebody is spoken of.
                let spoken_of = || {
                    let near = |found: &&(Who, usize)| found.1 + 1 >= sentence.paragraph;
                    let topic = self.topic.as_ref().filter(near).filter(|_| self.tokens().language.capital_nouns);
                    topic.map(|(who, _)| who.clone()).filter(|who| matches!(who, Who::Noun { .. }))
                };
                (person.or_else(spoken_of), How::Pronoun(*at))
            }
            Subject::Noun { tokens, head } if self.is_aged(tokens, *head) => {
                // `der 45-Jährige`
                let man = self.tokens().word(tokens.start).eq_ignore_ascii_case("der");
                let gender = if man { Gender::Man } else { Gender::Woman };
                (self.person(gender, tokens.start, sentence).map(Who::Named), How::Pronoun(*head))
            }
            Subject::Noun { tokens, head } => {
                match self.holder(tokens, *head).or_else(|| self.utterer(tokens, *head)) {
                    _ if self.is_his(tokens, *head) => self.owner(tokens.start, sentence),
                    Some(name) => (Some(Who::Named(name)), How::Title(tokens.clone())),
                    None if !self.phrases.is_speaker(subject) => (None, How::Unknown),
                    None => (Some(Who::Noun { tokens: tokens.clone(), head: *head }), How::Cue),
                }
            }
        }
    }

    /// Whom the sentence before was about, where nothing but the distance speaks for the person in mind:
    /// `Her deputy disagreed. "There is one," he said.`
    fn nearer(&self, gender: Gender, person: Option<usize>, sentence: &Sentence) -> Option<Who> {
        let names = self.phrases.names;
        if person.is_some_and(|name| names.list[name].gender == gender) {
            return None;
        }
        let (who, _) = self.topic.as_ref().filter(|(_, paragraph)| paragraph + 1 >= sentence.paragraph)?;
        let may = match who {
            Who::Named(name) => {
                Some(*name) != person && names.is_person(*name) && names.list[*name].nature == Nature::Unknown
            }
            // `the candidate` may be the person in mind; `her deputy`, `a reporter` is somebody else.
            Who::Noun { tokens, head } => {
                let list = &self.tokens().list;
                let other = if gender == Gender::Man { Class::WOMAN } else { Class::MAN };
                list[*head].is(Class::ROLE) && !list[*head].is(other) && !list[tokens.start].is(Class::DEFINITE)
            }
        };
        may.then(|| who.clone())
    }

    /// Whether a phrase names somebody by the age alone: `der 45-Jährige`.
    fn is_aged(&self, tokens: &Range<usize>, head: usize) -> bool {
        let word = self.tokens().word(head);
        tokens.len() == 2
            && self.tokens().list[tokens.start].is(Class::DEFINITE)
            && word.strip_suffix("-Jährige").is_some_and(|age| age.bytes().all(|byte| byte.is_ascii_digit()))
    }

    /// Whether a phrase is a thing of somebody's: `seine Begründung`, `ihr Wunsch`.
    fn is_his(&self, tokens: &Range<usize>, head: usize) -> bool {
        let list = &self.tokens().list;
        let first = self.tokens().word(tokens.start).to_lowercase();
        self.tokens().language.capital_nouns
            && (first.starts_with("sein") || first.starts_with("ihr"))
            && list[tokens.start].is(Class::POSSESSIVE)
            && !list[head].is(Class::ROLE | Class::PEOPLE | Class::BODY)
    }

    /// The person whose thing speaks.
    fn owner(&self, at: usize, sentence: &Sentence) -> (Option<Who>, How) {
        let his = self.tokens().word(at).starts_with(['S', 's']);
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
        let after = (self.tokens().word(tokens.end) == "von").then(|| names.mention_at(tokens.end + 1)).flatten();
        let after = after.filter(|mention| mention.start == tokens.end + 1);
        let before = names.mention_at(tokens.start).filter(|mention| mention.tokens.end <= head);
        after.or(before).map(|mention| mention.name).filter(|name| names.is_person(*name))
    }

    /// The person whom a pronoun means.
    fn person(&self, gender: Gender, at: usize, sentence: &Sentence) -> Option<usize> {
        let names = self.phrases.names;
        // Somebody named earlier in the sentence: `When Smith came, he said …`.
        let floor = sentence.tokens.start.max(at.saturating_sub(REACH));
        let earlier = (floor..at).find_map(|look| {
            let mention = names.mention_at(look).filter(|mention| mention.start == look)?;
            let name = &names.list[mention.name];
            let fits = name.gender == gender || name.gender == Gender::Unknown;
            let owner = self.tokens().list[mention.tokens.end - 1].is_owner();
            let governed = look > 0 && self.tokens().list[look - 1].is(Class::PREPOSITION);
            (fits && !owner && !governed && name.nature == Nature::Person).then_some(mention.name)
        });
        let kept = match gender {
            Gender::Man => self.man,
            _ => self.woman,
        };
        earlier.or_else(|| kept.filter(|(_, paragraph)| paragraph + 3 >= sentence.paragraph).map(|(name, _)| name))
    }

    /// The person whom `the ambassador` means: the one with that title or a kindred one, named last.
    fn holder(&self, tokens: &Range<usize>, head: usize) -> Option<usize> {
        let list = &self.tokens().list;
        let definite =
            list[tokens.start].is(Class::DEFINITE) || self.tokens().language.no_articles && tokens.len() == 1;
        if !definite || !list[head].is(Class::ROLE) {
            return None;
        }
        let noun = self.tokens().word(head).to_lowercase();
        let names = self.phrases.names;
        let near = names.mentions.partition_point(|mention| mention.start < tokens.start);
        names.mentions[..near].iter().rev().take(40).map(|mention| mention.name).find(|name| {
            let name = &names.list[*name];
            let Some(role) = name.role.clone() else { return false };
            name.nature != Nature::Body
                && role.clone().any(|at| {
                    list[at].is(Class::ROLE | Class::HONORIFIC)
                        && self
                            .tokens()
                            .language
                            .may_mean(&noun, self.tokens().word(at).trim_end_matches('.').to_lowercase().as_str())
                })
        })
    }

    /// After a sentence: who is in mind now.
    fn remember(&mut self, sentence: &Sentence, spoke: Option<Who>) {
        let names = self.phrases.names;
        let subject = self.phrases.of_sentence(&sentence.tokens);
        let resolved = subject.as_ref().and_then(|subject| self.resolve(subject, sentence).0);
        // Persons who are named but are no subject come to mind only where nobody of that gender is.
        let mut at = sentence.tokens.start;
        while at < sentence.tokens.end {
            let Some(mention) = names.mention_at(at) else {
                at += 1;
                continue;
            };
            at = mention.tokens.end.max(at + 1);
            let name = &names.list[mention.name];
            if name.nature == Nature::Person {
                self.focus(mention.name, sentence.paragraph, false);
            }
        }
        for who in [resolved.clone(), spoke.clone()].into_iter().flatten() {
            if let Who::Named(name) = who
                && names.is_person(name)
            {
                self.focus(name, sentence.paragraph, true);
            }
        }
        let list = &self.tokens().list[sentence.tokens.clone()];
        let said = |token: &Token| token.kind == Kind::Lower && token.is(Class::SAID | Class::SPEAK);
        if let Some(who) = spoke.clone().or_else(|| resolved.clone().filter(|_| list.iter().any(said))) {
            self.reporter = Some((who, sentence.paragraph));
        }
        if let Some(who) = spoke.or(resolved) {
            self.topic = Some((who, sentence.paragraph));
        }
    }

    fn focus(&mut self, name: usize, paragraph: usize, strong: bool) {
        let gender = self.phrases.names.list[name].gender;
        let put = |slot: &mut Focus| {
            let stale = slot.is_none_or(|(_, seen)| seen < paragraph);
            if strong || stale {
                *slot = Some((name, paragraph));
            }
        };
        if gender != Gender::Woman {
            put(&mut self.man);
        }
        if gender != Gender::Man {
            put(&mut self.woman);
        }
    }

    /// The speaker for the desk.
    pub(super) fn speaker(phrases: &Phrases<'_>, attributed: &Attributed) -> Option<Speaker> {
        let tokens = phrases.tokens;
        let who = attributed.who.as_ref()?;
        let (name, role) = match who {
            Who::Named(name) => {
                let known = &phrases.names.list[*name];
                (tokens.words_of(&known.full), known.role.as_ref().map(|role| tokens.words_of(role)))
            }
            Who::Noun { tokens: range, .. } => {
                // `dem Bericht zufolge`: the article may be in a case that the name alone has not.
                let article = tokens.language.capital_nouns && range.len() > 1;
                let article = article && tokens.list[range.start].is(Class::DETERMINER);
                let words = tokens.words_of(&(range.start + usize::from(article)..range.end));
                // `die „Hafenpost“`: the marks are no part of the name.
                let quoted = tokens.list[range.end - 1].is_quote();
                (if quoted { words.trim_matches(is_mark).to_owned() } else { words }, None)
            }
        };
        let cue = |at: Option<usize>| at.map_or("", |at| tokens.word(at));
        let side = if attributed.cue.after { "after" } else { "before" };
        let how = match &attributed.how {
            How::Cue => format!("“{}” {side} the quotation", cue(attributed.cue.verb)),
            How::Pronoun(at) => format!(
                "“{} {}” {side} the quotation; the last person named is {name}",
                tokens.word(*at),
                cue(attributed.cue.verb)
            ),
            How::Title(range) => format!("“{}” is {name}", tokens.words_of(range)),
            How::GoesOn => "the speaker of the quotation before goes on".to_owned(),
            How::RunsOn => "named where the quotation ends".to_owned(),
            How::Topic => "the subject of the sentence before".to_owned(),
            How::Unknown => return None,
        };
        Some(Speaker { name, role, how })
    }
}
