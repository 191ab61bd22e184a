//! The tag that stands inside the marks: `«Texto, — сказала она. — Texto»`, `« Texte, prévient Ana Reis. Texte »`.
//!
//! In: the words between the marks. Out: where the tag stands, with the signs that part it from what is spoken.
//!
//! Between dashes a verb of speaking is enough. After a comma its subject has to follow, since speech has such verbs of
//! its own.

use super::super::Stretch;
use super::{Paragraph, TAG, is_dash};
use crate::source::Span;
use crate::wire::quotes::is_short_title;
use crate::wire::quotes::language::Class;

impl Paragraph<'_> {
    /// The first tag among the words between two marks.
    pub(super) fn inner_tag(&self, stretch: &Stretch) -> Option<Span> {
        let dashed = self.language.dashes.then(|| self.between_dashes(&stretch.inner)).flatten();
        if dashed.is_some() || !self.language.commas {
            return dashed;
        }
        self.after_comma(&stretch.inner).filter(|_| !self.is_told_outside(&stretch.outer))
    }

    /// Whether words before or behind the marks say who spoke, so that those inside tell of somebody else: `«Usted, dijo el
    /// juez, queda libre», contó Reis.`
    fn is_told_outside(&self, outer: &Span) -> bool {
        let before = self.text[self.span.start..outer.start].trim_end();
        let behind = self.text[outer.end..self.span.end].trim_start_matches([',', ' ', '\u{a0}']);
        before.ends_with(':') || self.names_speaker(self.span.end - behind.len())
    }

    /// From dash to dash, or to the end.
    fn between_dashes(&self, inner: &Span) -> Option<Span> {
        let mut dashes = self.text[inner.clone()].match_indices(|c| is_dash(c) || c == '-').filter_map(|(at, dash)| {
            let at = inner.start + at;
            let end = at + dash.len();
            // `– ha detto- e poi`
            let apart = self.text[..at].ends_with(' ') || self.text[end..].starts_with(' ');
            apart.then_some(at..end)
        });
        let tag = dashes.find(|dash| self.names_speaker(dash.end))?;
        Some(tag.start..dashes.next().map_or(inner.end, |next| next.end))
    }

    /// From a comma, or the `?` or `!` of what is spoken, to the comma or the full stop behind whom the tag names.
    fn after_comma(&self, inner: &Span) -> Option<Span> {
        let words = &self.text[inner.clone()];
        words.match_indices([',', '!', '?']).find_map(|(at, sign)| {
            let end = inner.start + at + sign.len();
            if !self.is_close_tag(end) || !self.names_somebody(end) {
                return None;
            }
            let start = if sign == "," { inner.start + at } else { end };
            Some(start..self.end_of_tag(end, inner.end)?)
        })
    }

    /// Whether the words behind the verb of a tag are somebody: a name, an office, or the pronoun that the verb has at its
    /// end (`dit-il`).
    fn names_somebody(&self, from: usize) -> bool {
        let small = |word: &str| word.starts_with(char::is_lowercase);
        let is = |word: &str, class: Class| self.language.class(word).any(class);
        let office = |word: &str| is(word, Class::ROLE | Class::PEOPLE);
        let pronoun = Class::HE | Class::SHE | Class::THEY;
        // The `t` of `ajoute-t-il` is no word.
        let mut words = self.words(from).filter(|word| *word != "t");
        let mut told = false;
        let verb = words.find(|word| {
            told |= is(word, pronoun);
            is(word, Class::SAID) && small(word)
        });
        told |= verb.is_some()
            && words.next().is_some_and(|next| {
                let article = is(next, Class::DETERMINER) && words.next().is_some_and(office);
                !small(next) && !is(next, Class::SELF) || is(next, pronoun) || office(next) || article
            });
        told
    }

    /// Where the speech goes on behind whom a tag names: at the next sentence, or at a comma before a word that opens a
    /// clause. Any other comma parts what stands beside the name (`…, 43 ans, maire de Norwick.`).
    fn end_of_tag(&self, from: usize, limit: usize) -> Option<usize> {
        let near = self.text.floor_char_boundary(limit.min(from + 2 * TAG));
        let opens = Class::CONJUNCTION | Class::THAT | Class::AUXILIARY | Class::ADVERB;
        let opens = opens | Class::HE | Class::SHE | Class::THEY | Class::IT | Class::SELF;
        for (at, sign) in self.text[from..near].match_indices([',', '.', '!', '?', ';', ':']) {
            let end = from + at + sign.len();
            let word = self.text[from..from + at].rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
            let rest = self.text[end..limit].trim_start();
            let next = rest.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
            let short = word.chars().count() <= 3 && word.starts_with(char::is_uppercase);
            let goes_on = match sign {
                "," => !self.language.class(next).any(opens),
                "." => short || is_short_title(word) || rest.starts_with(char::is_lowercase),
                _ => false,
            };
            if !goes_on {
                return Some(end);
            }
        }
        (near == limit).then_some(limit)
    }
}
