//! The phrase by itself, without `of` and what follows it: where it begins and where it ends.

use super::super::language::{Class, Form};
use super::super::tokens::Kind;
use super::{PHRASE, Phrases};

impl Phrases<'_> {
    /// Where the phrase without of-words that ends at `last` begins.
    pub(super) fn base_start(&self, last: usize, floor: usize) -> usize {
        let list = self.list();
        let mut start = last;
        while start > floor && last - start < PHRASE {
            let elided = self.elided_before(start, floor);
            if elided < start {
                start = elided;
                continue;
            }
            // `der 21 Jahre` | `alte Lotse`
            if start >= floor + 2 && self.is_age(start - 2) {
                start -= 2;
                continue;
            }
            let token = &list[start - 1];
            let article = list[start].is(Class::DETERMINER | Class::POSSESSIVE) && !list[start].is_capital();
            // `something that his grandfather viewed`
            if article && (!token.is(Class::DETERMINER) || token.is(Class::THAT)) {
                break;
            }
            let of_name = self.names.mention_at(start - 1).is_some_and(|mention| mention.tokens.contains(&start));
            let pair = token.is(Class::CONJUNCTION)
                && list[start].is(Class::ROLE)
                && start >= floor + 2
                && list[start - 2].is(Class::ROLE);
            // `He said that police …`
            // `He said Monday that officials …`
            let day = usize::from(start >= floor + 3 && list[start - 2].is(Class::CALENDAR));
            let clause = token.is(Class::THAT)
                && start >= floor + 2
                && list[start - 2 - day].is(Class::SAID | Class::SAYING | Class::SPEAK);
            let dated = start >= floor + 2 && self.is_dated(start - 2);
            if (token.breaks() && !dated || clause) && !of_name && !pair {
                break;
            }
            if list[start].is(Class::DETERMINER) && !token.is(Class::DETERMINER) {
                break;
            }
            start -= 1;
        }
        start
    }

    /// Where the phrase without of-words that begins at `start` ends.
    pub(super) fn base_end(&self, start: usize, ceiling: usize) -> usize {
        let list = self.list();
        let noun = Class::ROLE | Class::PEOPLE | Class::DOCUMENT | Class::BODY;
        let mut end = start;
        let mut last_noun = None;
        let ceiling = ceiling.min(start + PHRASE);
        while end < ceiling {
            if let Some(mention) = self.names.mention_at(end) {
                // `представитель порта Иван Мохов`: what stands between belongs to the title.
                let title = self.names.list[mention.name].role.as_ref();
                let titled = |noun: usize| title.is_some_and(|title| title.contains(&(noun - 1)) && title.end == end);
                if let Some(noun) = last_noun.filter(|noun| *noun < end && !titled(*noun)) {
                    return noun;
                }
                let after = mention.tokens.end.min(ceiling).max(end + 1);
                end = after;
                if list[after - 1].is_owner() {
                    continue;
                }
                // A person's name ends the phrase unless an office follows: `Clinton campaign manager`.
                let goes_on = |at: &usize| {
                    list[*at].kind == Kind::Lower && !list[*at].breaks() && !list[*at].is(Class::DETERMINER)
                };
                let ahead = (end..(end + 4).min(ceiling)).take_while(goes_on);
                let next = ahead.clone().last().map_or(end, |at| at + 1);
                let name_follows = next > end && next < ceiling && self.names.mention_at(next).is_some();
                if !ahead.clone().any(|at| list[at].is(noun) || list[at].is_owner()) && !name_follows {
                    return end;
                }
                continue;
            }
            let token = &list[end];
            let article =
                token.is(Class::DETERMINER | Class::POSSESSIVE) && end > start && !list[end - 1].is(Class::DETERMINER);
            let elided = self.elided(end, ceiling);
            if elided > end {
                end = elided;
                continue;
            }
            if end > start && self.is_age(end) {
                end += 3;
                continue;
            }
            let inner = end == start + 1 && (self.is_dated(start) || self.is_widened(start));
            if (token.breaks() && !inner) || article || (end > start + 1 && self.is_past(end)) {
                break;
            }
            // `one former aide`: a number, not a noun, where the phrase goes on.
            let counts = end == start
                && token.is(Class::DETERMINER)
                && list.get(end + 1).is_some_and(|next| next.is_word() && !next.breaks());
            if token.is(noun) && !counts {
                last_noun = Some(end + 1);
            }
            end += 1;
        }
        // Where nouns have capitals, what follows the last of them is a verb.
        if self.tokens.language.capital_nouns
            && let Some(last) = (start..end).rfind(|at| list[*at].is_capital() || list[*at].is_quote())
            && !list[last].is(Class::DETERMINER | Class::POSSESSIVE)
        {
            return end.min(last + 1);
        }
        // Past the last noun that is known stands a verb that is not, as often as not.
        last_noun
            .filter(|_| end > start && list[end - 1].kind == Kind::Lower && !list[end - 1].is(noun))
            .unwrap_or(end)
            .max(start + 1)
    }

    /// Past the hyphen of a word whose second half another one has, up to that one: `Bau`|`- und` `Hafenminister`.
    fn elided(&self, hyphen: usize, ceiling: usize) -> usize {
        let list = self.list();
        let cut = self.tokens.language.capital_nouns && list[hyphen].is_sign('-') && hyphen + 2 < ceiling;
        let goes_on = cut && list[hyphen].start == list[hyphen - 1].end() && list[hyphen - 1].is_capital();
        let joins = || list[hyphen + 1].is_sign(',') || list[hyphen + 1].is(Class::CONJUNCTION);
        if goes_on && joins() && list[hyphen + 2].is_capital() { hyphen + 2 } else { hyphen }
    }

    /// Before the words whose second half the word at `at` has: `Bau- und` |`Hafenminister`.
    fn elided_before(&self, at: usize, floor: usize) -> usize {
        let Some(first) = at.checked_sub(3).filter(|first| *first >= floor) else { return at };
        if self.elided(first + 1, at + 1) == at { first } else { at }
    }

    /// Whether a number, the noun for years and the adjective of an age stand at a place: `21 Jahre alte`, `ein Jahr ältere`.
    fn is_age(&self, at: usize) -> bool {
        let number = self.tokens.word(at).bytes().all(|byte| byte.is_ascii_digit()) || self.is(at, Class::DETERMINER);
        let years = || self.tokens.has(at + 1, Form::Years) && self.tokens.has(at + 2, Form::Declined);
        number && years() && self.list()[at + 2].kind == Kind::Lower
    }

    /// Whether an article and a day stand in front of a noun: `a Monday editorial`.
    fn is_dated(&self, article: usize) -> bool {
        !self.tokens.language.capital_nouns && self.is_before_noun(article, Class::CALENDAR)
    }

    /// Whether an article and an adverb stand in front of a word of a phrase, where nouns have capitals:
    /// `einer gestern verbreiteten Erklärung`.
    fn is_widened(&self, article: usize) -> bool {
        self.tokens.language.capital_nouns && self.is_before_noun(article, Class::ADVERB)
    }

    /// Whether an article and a word of a class stand in front of a small word that ends no phrase.
    fn is_before_noun(&self, article: usize, class: Class) -> bool {
        let next = self.list().get(article + 2);
        self.is(article, Class::DETERMINER)
            && self.is(article + 1, class)
            && next.is_some_and(|next| next.kind == Kind::Lower && !next.breaks())
    }

    /// Whether a word stands past a phrase, where nouns have capitals and the noun is the last of its words:
    /// `der Verfasser diesen Brief`.
    fn is_past(&self, at: usize) -> bool {
        let list = self.list();
        self.tokens.language.capital_nouns
            && list[at].kind == Kind::Lower
            && list[at - 1].kind == Kind::Capital
            && self.tokens.has(at, Form::Declined)
            && !self.tokens.has(at - 1, Form::Declined)
    }
}
