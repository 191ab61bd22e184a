//! Who speaks: from a cue's subject to a name.
//!
//! In: the quotations with their cues, in the order of the text. Out: each one's speaker, and how it
//! was told. The walk keeps what a reader keeps in mind: who spoke last, and the man, the woman and the
//! body that the text is about, each the subject of the latest sentence that had one.

mod below;
mod case;
mod label;
mod resolve;
mod told;

use super::cue::{Cue, Cues, Tie};
use super::language::{Class, Form};
use super::marks::Stretch;
use super::names::{Gender, Mention, Nature};
use super::phrase::Phrases;
use super::tokens::{Kind, Sentence, Token, Tokens};
use below::tell_before;
use std::ops::Range;

/// Somebody who can speak: a name, two of them, or a noun phrase.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Who {
    Named(usize),
    /// Two names and the token between them.
    Both {
        first: usize,
        joins: usize,
        second: usize,
    },
    Noun {
        tokens: Range<usize>,
        head: usize,
    },
}

/// What is known about one quotation.
#[derive(Debug, Clone)]
pub(super) struct Attributed {
    /// Which of the stretches it is.
    pub(super) number: usize,
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
    fn of(tokens: &Tokens<'_>, sentence: &Range<usize>) -> Self {
        let list = &tokens.list[sentence.clone()];
        // `Und: „…“`, `Und weiter: „…“`: where the verb comes second, an adverb joins as well.
        let second = tokens.language.capital_nouns;
        let joins = |token: &Token| token.is(Class::CONJUNCTION) || second && token.is(Class::ADVERB);
        let joined = list.iter().take(JOINED + 1).position(|token| token.is_sign(':'));
        let joined = joined.filter(|colon| *colon > 0 && list[..*colon].iter().all(joins));
        let list = joined.map_or(list, |colon| &list[colon + 1..]);
        Self { alone: !list.iter().any(Token::is_word), reported: list.iter().any(|token| token.is(Class::REPORTED)) }
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

/// So many small words join what follows their colon to what stands before.
const JOINED: usize = 2;

/// What somebody does in a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    /// Is named.
    Named,
    /// Is named in a row with others, of whom none comes to mind before who spoke last.
    Listed,
    /// Is whom the sentence is about.
    Subject,
    /// Speaks.
    Speaker,
}

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

    /// Attributes the quotations of the first `count` paragraphs, in order, and perhaps some after them: where one
    /// runs on or a signature stands below it, the next words tell who spoke.
    pub(super) fn attribute(mut self, stretches: &[Stretch], count: usize) -> Vec<Attributed> {
        let runs_on = |count: usize, stretch: &Stretch| stretch.runs_on && stretch.paragraph + 1 == count;
        let count = stretches.iter().fold(count, |count, stretch| count + usize::from(runs_on(count, stretch)));
        let mut found = Vec::with_capacity(stretches.len());
        let tokens = self.phrases.tokens;
        for sentence in &tokens.sentences {
            self.sentence(sentence, stretches, &mut found);
            if sentence.paragraph >= count && tokens.list[sentence.tokens.clone()].iter().any(Token::is_word) {
                break;
            }
        }
        found
    }

    /// Attributes the quotations of some paragraphs by what stands in them.
    pub(super) fn attribute_within(mut self, stretches: &[Stretch], paragraphs: &[usize]) -> Vec<Attributed> {
        let mut found = Vec::new();
        let within = |sentence: &&Sentence| paragraphs.contains(&sentence.paragraph);
        for sentence in self.phrases.tokens.sentences.iter().filter(within) {
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
        self.told_after(sentence, found);
        let shape = Shape::of(tokens, &range);
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
                    self.silent(sentence.paragraph, cue.verb)
                }
                None if cue.subject.is_some() && cue.tie >= Tie::Within && !shape.reported => (None, How::Unknown),
                None => self.carried(shape, sentence.paragraph, spoke.as_ref(), runs),
            };
            if let Some(who) = &who {
                spoke = Some(who.clone());
                self.last = Some((who.clone(), sentence.paragraph));
            }
            let told = runs && cue.tie == Tie::Beside && how != How::GoesOn;
            found.push(Attributed { number, cue, who, how, token: at, sentence: range.clone(), alone: shape.alone });
            if told {
                tell_before(stretches, found);
            }
            self.share(found);
        }
        let spoke = spoke.or_else(|| {
            let opening = cues.opening(range.end).and_then(|cue| cue.subject).or_else(|| cues.aside())?;
            self.resolve(&opening, sentence).0
        });
        // `(The board says that it has no such plan.)`: whom an aside is about nobody has in mind.
        let spoken = self.last.as_ref().is_some_and(|(_, seen)| *seen == sentence.paragraph);
        if !(spoken && list[range.start].is_sign('(')) {
            self.remember(sentence, spoke);
        }
        // `Smith wrote:` with the words in the next paragraph.
        self.colon = list[range.end - 1].is_sign(':');
        if self.colon {
            let who = cues.before(range.end).subject.and_then(|subject| self.resolve(&subject, sentence).0);
            self.topic = who.map(|who| (who, sentence.paragraph));
        }
    }

    /// The speaker of a verb without its subject.
    fn silent(&self, paragraph: usize, verb: Option<usize>) -> (Option<Who>, How) {
        // A place says nothing.
        let place =
            |who: &Who| matches!(who, Who::Named(name) if self.phrases.names.list[*name].nature == Nature::Place);
        let near = |found: &&(Who, usize)| found.1 + 1 >= paragraph && !place(&found.0);
        // Whom the sentence before was about, if it is somebody new.
        let person =
            |who: &Who| matches!(who, Who::Named(name) if self.phrases.names.list[*name].nature == Nature::Person);
        let further = verb.is_some_and(|verb| self.tokens().has(verb, Form::Further));
        let topic = self.topic.as_ref().filter(|(who, seen)| !further && *seen == paragraph && person(who));
        match [topic, self.last.as_ref(), self.reporter.as_ref(), self.topic.as_ref()].into_iter().flatten().find(near)
        {
            Some((who, _)) => (Some(who.clone()), How::GoesOn),
            None => (None, How::Unknown),
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
        // It goes on in the next paragraph as well, where nobody else has come between.
        let other = self.topic.as_ref().is_some_and(|(_, seen)| *seen == paragraph);
        let near = |before: usize| before == paragraph || before + 1 == paragraph && !other;
        if let Some((who, _)) = self.reporter.as_ref().filter(|(_, before)| shape.reported && near(*before)) {
            return (Some(who.clone()), How::Topic);
        }
        // Whom the sentence since the last quotation is about: somebody with a name, or who speaks in it.
        if let Some((who, before)) = &self.topic
            && self.tokens().language.capital_nouns
            && shape.alone
            && *before == paragraph
        {
            let speaks = || self.reporter.as_ref().is_some_and(|(reporter, seen)| reporter == who && seen == before);
            let speaks_so = Class::ROLE | Class::PEOPLE | Class::BODY;
            let office = |head: usize| self.tokens().list[head].is(speaks_so) || self.tokens().nominal(head).is_some();
            let meant = match who {
                Who::Named(name) => self.phrases.names.is_person(*name),
                Who::Noun { tokens, head } => office(*head) && speaks() && !self.is_told_to_him(tokens),
                Who::Both { .. } => false,
            };
            if meant {
                return (Some(who.clone()), How::Topic);
            }
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
        let reporter = self.reporter.as_ref().filter(|(who, before)| {
            let person = match who {
                Who::Named(name) => self.phrases.names.is_person(*name),
                // `…, sagte Reis. „…“`, where nobody has a first name; `…, sagte der Sprecher. „…“`
                Who::Noun { tokens, head } => {
                    let office = self.tokens().list[*head].is(Class::ROLE);
                    self.tokens().language.capital_nouns && (tokens.len() == 1 || office)
                }
                Who::Both { .. } => false,
            };
            *before == paragraph && person
        });
        match (topic, &self.last) {
            (Some((who, before)), _) if *before == paragraph => (Some(who.clone()), How::Topic),
            // `Reis sagte der Zeitung, … Dann wurde der Hafen gesperrt. „…“`
            _ if let Some((who, _)) = reporter => (Some(who.clone()), How::Topic),
            (_, Some((who, before))) if *before + 1 == paragraph => (Some(who.clone()), How::GoesOn),
            (Some((who, before)), _) if *before + 1 == paragraph => (Some(who.clone()), How::Topic),
            _ => self.body_that_told(paragraph).map_or((None, How::Unknown), |who| (Some(who), How::Topic)),
        }
    }

    /// Whether what the sentence of a phrase tells is said to the one who speaks, or asked: `Der Trainer fragte ihn, …`.
    fn is_told_to_him(&self, subject: &Range<usize>) -> bool {
        let him = Class::HIM | Class::HER | Class::LISTENER;
        let told = |sentence: &Sentence| self.tokens().list[sentence.tokens.clone()].iter().any(|token| token.is(him));
        self.tokens().sentence(subject.start).is_none_or(told)
    }

    /// A body that the last sentence of the paragraph before is about, and that speaks in it: `The ministry said the plan
    /// was good.`
    fn body_that_told(&self, paragraph: usize) -> Option<Who> {
        let (who, before) = self.reporter.as_ref()?;
        let Who::Noun { tokens, head } = who else { return None };
        let list = &self.tokens().list;
        let about = self.topic.as_ref().is_some_and(|topic| topic == &(who.clone(), *before));
        let says = list.get(tokens.end).is_some_and(|verb| verb.kind == Kind::Lower && verb.is(Class::SAID));
        let body = list[*head].is(Class::BODY) && list[tokens.start].is(Class::DETERMINER);
        (*before + 1 == paragraph && about && says && body && !self.tokens().language.capital_nouns)
            .then(|| who.clone())
    }

    /// After a sentence: who is in mind now.
    fn remember(&mut self, sentence: &Sentence, spoke: Option<Who>) {
        let names = self.phrases.names;
        let subject = self.phrases.of_sentence(&sentence.tokens);
        let resolved = subject.as_ref().and_then(|subject| self.resolve(subject, sentence).0);
        // Persons who are named but are no subject come to mind only where nobody of that gender is.
        let first = names.mentions.partition_point(|mention| mention.tokens.end <= sentence.tokens.start);
        let own = names.mentions[first..].iter().take_while(|mention| mention.start < sentence.tokens.end);
        for mention in own.filter(|mention| names.list[mention.name].nature == Nature::Person) {
            // `rebels led by Tom Ek`: who is named so is spoken of least.
            let is =
                |back: usize, form: Form| mention.start.checked_sub(back).is_some_and(|at| self.tokens().has(at, form));
            let leader = is(1, Form::By) && is(2, Form::Led);
            let role = if self.is_listed(&mention.tokens) { Role::Listed } else { Role::Named };
            if !leader || self.man.or(self.woman).is_none() {
                self.focus(mention.name, sentence.paragraph, role);
            }
        }
        for (who, role) in [(&resolved, Role::Subject), (&spoke, Role::Speaker)] {
            if let Some(Who::Named(name)) = who
                && names.is_person(*name)
            {
                self.focus(*name, sentence.paragraph, role);
            }
        }
        let list = &self.tokens().list[sentence.tokens.clone()];
        let said = |token: &Token| token.kind == Kind::Lower && token.is(Class::SAID | Class::SPEAK);
        // `Holm hatte ihn gebeten, …`: what was said before all this leaves the word to who has it.
        let earlier = || sentence.tokens.clone().any(|at| self.tokens().has(at, Form::Earlier));
        let told = || resolved.clone().filter(|_| list.iter().any(said) && !earlier());
        if let Some(who) = spoke.clone().or_else(told) {
            self.reporter = Some((who, sentence.paragraph));
        }
        if let Some(who) = spoke.or(resolved) {
            self.topic = Some((who, sentence.paragraph));
        }
        self.ask(sentence);
    }

    /// After a question of the interviewer: who was speaking answers it. So it is where speech stands behind dashes.
    fn ask(&mut self, sentence: &Sentence) {
        let language = self.tokens().language;
        let list = &self.tokens().list[sentence.tokens.clone()];
        let named = |at: usize| self.phrases.names.mention_at(at).is_some();
        let asks = list.last().is_some_and(|last| last.is_sign('?')) && !list.iter().any(Token::is_quote);
        // `Hva mener Tom Ek?`
        let asks = asks && !sentence.tokens.clone().skip(1).any(named);
        if let Some((_, seen)) = &mut self.last
            && language.commas
            && !language.dashes
            && asks
            && *seen + 1 == sentence.paragraph
        {
            *seen = sentence.paragraph;
        }
    }

    /// Whether a name stands in a row with another: `with fees of Tom Ek and Ana Reis`.
    fn is_listed(&self, name: &Range<usize>) -> bool {
        let names = self.phrases.names;
        let joins = |at: usize| self.tokens().list.get(at).is_some_and(|token| token.is(Class::JOINS));
        let person =
            |mention: Option<&Mention>| mention.is_some_and(|other| names.list[other.name].nature == Nature::Person);
        let before = || name.start > 1 && joins(name.start - 1) && person(names.mention_ending(name.start - 2));
        let after = || joins(name.end) && person(names.mention_at(name.end + 1));
        !self.tokens().language.capital_nouns && (before() || after())
    }

    fn focus(&mut self, name: usize, paragraph: usize, role: Role) {
        let known = &self.phrases.names.list[name];
        let gender = known.gender;
        // `Notfall Strom`: where nouns have capitals, two of them that come once may be no name.
        let is_name = gender != Gender::Unknown || known.role.is_some() || known.count > 1 || role == Role::Speaker;
        if self.tokens().language.capital_nouns && !is_name {
            return;
        }
        let last = match self.last {
            Some((Who::Named(last), _)) if role == Role::Listed => Some(last),
            _ => None,
        };
        let put = |slot: &mut Focus| {
            let spoke = last.is_some() && slot.map(|(name, _)| name) == last;
            let stale = slot.is_none_or(|(_, seen)| seen < paragraph) && !spoke;
            if matches!(role, Role::Subject | Role::Speaker) || stale {
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
}
