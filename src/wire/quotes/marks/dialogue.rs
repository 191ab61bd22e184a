//! Quotations after a dash, as French, Russian, the Nordic languages and those of Spain, Portugal and Italy write
//! speech: `— Texto —dijo Ana Reis—. Texto.`, `– Hamnen är full, säger Lena Voss.`
//!
//! In: the text, its paragraphs and the stretches that marks make. Out: these and those after dashes.
//!
//! ```text
//! paragraph = speech { tag speech } [ tag ]
//! speech    = "—" words
//! tag       = "—" up to three words of which one is a verb of speaking, and more
//!           | "," verb of speaking, and more
//! ```
//!
//! Which of the two tags a language has its table says. A dash opens lists as well: without a verb of speaking
//! nothing is speech, but for a paragraph that ends as a sentence does, and follows one of speech or the verb and a
//! colon, or is told by the next one (`Det sier Ana Reis.`). Where a tag begins with a comma, as in the north, one that is
//! shown to be speech shows it of all.

mod inner;

use super::super::language::{Class, Form, Language};
use super::{Stretch, is_mark, speaks};
use crate::source::Span;
use std::cell::LazyCell;

/// So many words after a dash are asked for the verb: `— le dijo Reis`, `— a déclaré Reis`.
const REACH: usize = 3;
/// So many bytes are looked at for them.
const TAG: usize = 96;
/// A name behind a verb has so many words, or fewer.
const NAMES: usize = 4;
/// So many after a comma: `, a-t-il déclaré`.
const HELPS: usize = 4;
/// So many tags stand inside two marks.
const TAGS: usize = 8;

/// Adds the stretches after dashes, in place of those in marks inside them.
pub(in crate::wire::quotes) fn add(
    text: &str,
    paragraphs: &[Span],
    language: &Language,
    marked: Vec<Stretch>,
) -> Vec<Stretch> {
    if !language.dashes && !language.commas {
        return marked;
    }
    let mut all = Vec::with_capacity(marked.len());
    let mut marked = marked.into_iter().peekable();
    let read = |number: usize| Paragraph { text, span: paragraphs[number].clone(), number, language };
    // Where a verb shows one paragraph behind a dash to be speech, so are the others.
    let is_told = LazyCell::new(|| (0..paragraphs.len()).any(|number| !read(number).speech(|| false).is_empty()));
    let (mut follows, mut listed) = (false, false);
    for number in 0..paragraphs.len() {
        let own = all.len();
        let paragraph = read(number);
        while let Some(stretch) = marked.next_if(|stretch| stretch.paragraph <= number) {
            paragraph.parts(stretch, &mut all);
        }
        let told = || {
            number > 0 && read(number - 1).announces()
                || number + 1 < paragraphs.len() && read(number + 1).tells()
                || language.commas && !language.dashes && !listed && !paragraph.is_asked_or_counted() && *is_told
        };
        let spoken = paragraph.speech(|| follows || told());
        follows = !spoken.is_empty();
        // `Det skal med:` opens a list.
        let words = text[paragraph.span.clone()].trim_end();
        listed = if paragraph.opening().is_some() { listed } else { words.ends_with(':') && !paragraph.announces() };
        if follows {
            let apart = |marks: &Stretch| {
                spoken.iter().all(|said| marks.outer.end <= said.outer.start || said.outer.end <= marks.outer.start)
            };
            let kept = all.split_off(own).into_iter().filter(apart);
            all.extend(kept.chain(spoken.iter().cloned()));
            all[own..].sort_by_key(|stretch| stretch.outer.start);
        }
    }
    all
}

/// A paragraph that may open with a dash.
struct Paragraph<'a> {
    text: &'a str,
    span: Span,
    number: usize,
    language: &'a Language,
}

impl Paragraph<'_> {
    /// Its stretches of speech; `told` says that it is speech if it ends as a sentence does, whether a tag follows or
    /// not.
    fn speech(&self, told: impl FnOnce() -> bool) -> Vec<Stretch> {
        let mut found = Vec::new();
        let opening = self.opening();
        let Some(first) = opening.or_else(|| self.inner_opening()) else { return found };
        // Where the words that are being spoken began.
        let mut open = Some(first);
        let mut spoken = false;
        for (at, sign) in self.text[first..self.span.end].match_indices(may_part) {
            let (at, end) = (first + at, first + at + sign.len());
            let dash = sign.starts_with(is_dash) || sign == "-" && self.is_apart(at);
            match open {
                Some(start) if dash && self.language.dashes && self.is_tag(end) => {
                    self.push(start..at, &mut found);
                    (open, spoken) = (None, true);
                }
                Some(start) if !dash && sign != "-" && self.language.commas && self.is_close_tag(end) => {
                    self.push(start..if sign == "," { at } else { end }, &mut found);
                    (open, spoken) = (None, true);
                }
                // `– Båten kommer, säger Reis – utan att nämna någon dag.`
                None if dash && !self.is_told_on(at, end) => open = Some(end),
                _ => {}
            }
        }
        let rest = open.map(|start| start..self.span.end);
        let ends = || self.text[self.span.clone()].trim_end().ends_with(['.', '!', '?', '…']);
        if let Some(rest) = rest.filter(|_| spoken || opening.is_some() && ends() && told()) {
            self.push(rest, &mut found);
        }
        found
    }

    /// A stretch in marks, without the tags that stand inside it.
    fn parts(&self, stretch: Stretch, found: &mut Vec<Stretch>) {
        let mut rest = stretch;
        // Nobody puts in more.
        for _ in 0..TAGS {
            let Some(tag) = self.inner_tag(&rest) else { break };
            let first = self.text[rest.inner.start..tag.start].trim_end();
            let inner = rest.inner.start..rest.inner.start + first.len();
            found.push(Stretch { outer: rest.outer.start..inner.end, inner, runs_on: false, ..rest });
            let words = self.text[tag.end..rest.inner.end].trim_start();
            if words.is_empty() {
                return;
            }
            let inner = rest.inner.end - words.len()..rest.inner.end;
            rest = Stretch { outer: tag.end..rest.outer.end, inner, ..rest };
        }
        found.push(rest);
    }

    /// The place after the dash that opens the paragraph. A hyphen is one where speech ends with a comma, and where there
    /// are no articles, as in Russian; what stands in marks after it is told by these.
    fn opening(&self) -> Option<usize> {
        let words = self.text[self.span.clone()].trim_start();
        let first = words.chars().next()?;
        let rest = &words[first.len_utf8()..];
        let hyphens = self.language.commas || self.language.dashes && self.language.no_articles;
        let hyphen = first == '-' && hyphens && rest.starts_with(' ');
        let marked = rest.trim_start().starts_with(|c: char| is_mark(c) && c != '\'' && c != '’');
        ((is_dash(first) || hyphen) && !marked).then(|| self.span.end - rest.len())
    }

    /// Whether it may be a question of the interviewer, or a row of a list that is counted.
    fn is_asked_or_counted(&self) -> bool {
        let words =
            self.text[self.span.clone()].trim().trim_start_matches(|c: char| is_dash(c) || c == '-').trim_start();
        words.ends_with('?') || words.starts_with(|c: char| c.is_numeric())
    }

    /// The place after a dash that opens a sentence within the paragraph: `Båten kom. – Det var stille, säger Reis.`
    fn inner_opening(&self) -> Option<usize> {
        let words = &self.text[self.span.clone()];
        let opens = |at: usize, dash: &str| {
            let (before, after) = (&words[..at], &words[at + dash.len()..]);
            before.ends_with([' ', '\u{a0}'])
                && before.trim_end().ends_with(['.', '!', '?'])
                && after.trim_start().starts_with(char::is_uppercase)
        };
        let mut dashes = words.match_indices(is_dash).filter(|_| self.language.commas);
        dashes.find(|(at, dash)| opens(*at, dash)).map(|(at, dash)| self.span.start + at + dash.len())
    }

    /// Whether it ends with a colon before which somebody speaks: `Ana Reis säger:`, `Он написал:`. What has no name and
    /// no pronoun is a thing (`Reglene sier:`), under which a list may stand.
    fn announces(&self) -> bool {
        let words = self.text[self.span.clone()].trim_end();
        let Some(rest) = words.strip_suffix(':') else { return false };
        let sentence = &rest[rest.rfind(['.', '!', '?']).map_or(0, |end| end + 1)..];
        let mut words = sentence.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
        let named = |word: &str| word.starts_with(char::is_uppercase);
        let pronoun = |word: &str| self.language.class(word).any(Class::HE | Class::SHE | Class::THEY);
        // The verb ends the sentence, or a name does behind it.
        let last = words.clone().rev().take(NAMES).find(|word| !named(word));
        let person = words.next().is_some_and(pronoun) || words.any(|word| named(word) || pronoun(word));
        person && last.is_some_and(|verb| self.speaks(verb))
    }

    /// Whether it opens with a word for what was said, the verb, and a person: `Det sier havnesjef Ana Reis.`
    fn tells(&self) -> bool {
        let mut words = self.text[self.span.clone()].split_whitespace();
        let back = words.next().is_some_and(|first| self.language.forms.has(Form::Back, first));
        let verb = words.next().is_some_and(|verb| self.speaks(verb));
        let office = |word: &str| (self.language.class(word) | self.language.compound(word)).any(Class::ROLE);
        let person = |who: &str| who.starts_with(char::is_uppercase) || office(who);
        self.language.commas && back && verb && words.next().is_some_and(person)
    }

    fn speaks(&self, word: &str) -> bool {
        speaks(word, self.language)
    }

    /// Whether the one who tells goes on behind a dash after a tag, with a small preposition, where a tag begins with a
    /// comma.
    fn is_told_on(&self, dash: usize, from: usize) -> bool {
        let before = self.text[..dash].trim_end();
        let next = self.text[from..self.span.end].trim_start().split(|c: char| !c.is_alphabetic()).next();
        let leads = |word: &str| {
            let class = self.language.class(word);
            word.starts_with(char::is_lowercase) && class.any(Class::PREPOSITION) && !class.any(Class::CONJUNCTION)
        };
        self.language.commas
            && !self.language.dashes
            && !before.ends_with(['.', ',', '!', '?'])
            && next.is_some_and(leads)
    }

    /// Whether a hyphen stands between spaces.
    fn is_apart(&self, at: usize) -> bool {
        self.text[..at].ends_with(' ') && self.text[at + 1..].starts_with(' ')
    }

    fn push(&self, words: Span, found: &mut Vec<Stretch>) {
        let opens = |c: char| c.is_whitespace() || matches!(c, '.' | ',' | ';' | ':');
        let rest = self.text[words.clone()].trim_start_matches(opens);
        let start = words.end - rest.len();
        let inner = start..start + rest.trim_end().len();
        if self.text[inner.clone()].contains(char::is_alphanumeric) {
            found.push(Stretch { outer: inner.clone(), inner, paragraph: self.number, runs_on: false });
        }
    }

    /// The words from a place on, up to the next sign that parts a sentence.
    fn words(&self, from: usize) -> impl Iterator<Item = &str> {
        let near = self.text.floor_char_boundary(self.span.end.min(from + TAG));
        let rest = self.text[from..near].trim_start();
        let end = rest.find(['.', ',', ':', ';', '!', '?']).unwrap_or(rest.len());
        rest[..end].split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty())
    }

    /// Whether the words after a dash say who spoke.
    fn is_tag(&self, from: usize) -> bool {
        let small = self.words(from).take(REACH).take_while(|word| word.starts_with(char::is_lowercase));
        small.into_iter().any(|word| self.speaks(word))
    }

    /// Whether the words after a comma say who spoke: the verb first, past what helps it, and its subject after it,
    /// who is not the speaker: `, tror jag, …` is speech.
    fn is_close_tag(&self, from: usize) -> bool {
        self.text[from..self.span.end].starts_with(char::is_whitespace) && self.names_speaker(from)
    }

    /// Whether words say who spoke, the verb first.
    fn names_speaker(&self, from: usize) -> bool {
        if self.language.names_first && self.opens_with_name(from) {
            return true;
        }
        let helps = Class::AUXILIARY | Class::ADVERB | Class::HE | Class::SHE | Class::THEY | Class::HIM | Class::HER;
        let mut words = self.words(from).map(|word| (word, self.language.class(word)));
        let (mut left, mut named) = (HELPS, false);
        let verb = words.find(|(word, class)| {
            left = left.saturating_sub(1);
            named |= class.any(Class::HE | Class::SHE | Class::THEY);
            class.any(Class::SAID) || left == 0 || word.len() > 1 && !class.any(helps)
        });
        let said = verb.is_some_and(|(word, class)| class.any(Class::SAID) && word.starts_with(char::is_lowercase));
        // `– ha detto –`: the speaker is known.
        named |= self.language.drops_subject && left + 1 < HELPS;
        let (next, further) = (words.next(), words.next());
        // `, svarar då Reis`
        let name = further.is_some_and(|(word, _)| word.starts_with(char::is_uppercase));
        let other = |class: Class| class.any(Class::SELF | Class::THAT) || class.any(Class::CONJUNCTION) && !name;
        said && next.map_or(named, |(_, class)| !other(class))
    }

    /// Whether words are a name, perhaps with an office before it, and the verb behind it.
    fn opens_with_name(&self, from: usize) -> bool {
        let office = |word: &&str| (self.language.class(word) | self.language.compound(word)).any(Class::ROLE);
        let capital = |word: &&str| word.starts_with(char::is_uppercase);
        let mut row = self.words(from).take(NAMES + 1).skip_while(office).peekable();
        // `, Ek sanoi eilen, mutta …`: somebody tells what another said.
        let rest = &self.text[from..self.span.end];
        let ends = rest.find(['.', ',', ':', ';', '!', '?']).is_none_or(|end| rest[end..].starts_with('.'));
        ends && row.next_if(|word| capital(word)).is_some()
            && row.find(|word| !capital(word)).is_some_and(|verb| speaks(verb, self.language))
    }
}

fn is_dash(c: char) -> bool {
    matches!(c, '—' | '–' | '―')
}

/// Whether speech may end or begin at a sign.
fn may_part(c: char) -> bool {
    is_dash(c) || matches!(c, '-' | ',' | '!' | '?' | '…')
}
