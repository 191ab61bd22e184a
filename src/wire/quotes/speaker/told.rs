//! A speaker as the desk reads it: the name as typed, the role, and in words how it was told.

use super::{Attributed, How, Speakers, Who, case, label};
use crate::wire::quotes::language::{Class, Form};
use crate::wire::quotes::marks::is_mark;
use crate::wire::quotes::names::Gender;
use crate::wire::quotes::phrase::Phrases;
use crate::wire::quotes::tokens::{Token, Tokens};
use crate::wire::quotes::{Speaker, is_short_role};
use std::ops::Range;

impl Speakers<'_> {
    /// The speaker for the desk.
    pub(in crate::wire::quotes) fn speaker(phrases: &Phrases<'_>, attributed: &Attributed) -> Option<Speaker> {
        let tokens = phrases.tokens;
        let who = attributed.who.as_ref()?;
        let mut title = None;
        let (name, role) = match who {
            Who::Named(name) => {
                let known = &phrases.names.list[*name];
                let role = known.role.as_ref();
                let role = role.map(|role| {
                    let office = label::bare(tokens, role, known.gender);
                    // `Fischer Tom Ek von der Reederei Holm`
                    let house = phrases.names.house(tokens, role).map(|house| tokens.words_of(&house));
                    house.map_or_else(|| office.clone(), |house| format!("{office} {house}"))
                });
                // `Dr Ana Reis, head of the board`
                let address = |title: &Range<usize>| title.len() == 1 && tokens.list[title.start].is_address();
                let short = role.as_ref().is_some_and(|role| is_short_role(role));
                let short = short || known.role.as_ref().is_some_and(address);
                let office = known.role.as_ref().filter(|_| short);
                let office = office.and_then(|title| phrases.names.office_beside(tokens, title));
                let role = match office {
                    Some(office) => {
                        title = role;
                        Some(label::bare(tokens, &office, known.gender))
                    }
                    None => {
                        let address = known.role.as_ref().map_or(0..0, |role| rank_behind(tokens, role.end));
                        title = Some(address).filter(|address| !address.is_empty()).map(|at| tokens.words_of(&at));
                        role
                    }
                };
                let typed = tokens.words_of(&known.full);
                (case::first(&typed, tokens.language).unwrap_or(typed), role)
            }
            Who::Both { first, joins, second } => {
                let full = |name: &usize| tokens.words_of(&phrases.names.list[*name].full);
                (format!("{} {} {}", full(first), tokens.word(*joins), full(second)), None)
            }
            Who::Noun { tokens: range, .. } => {
                // `dem Bericht zufolge`: the article may be in a case that the name alone has not.
                let article = tokens.language.capital_nouns && range.len() > 1;
                let article = article && tokens.list[range.start].is(Class::DETERMINER);
                // `einer der Fischer`
                let article = article && !tokens.has(range.start + 1, Form::Genitive);
                let words = label::bare(tokens, &(range.start + usize::from(article)..range.end), Gender::Unknown);
                // `die „Hafenpost“`: the marks are no part of the name.
                let quoted = tokens.list[range.end - 1].is_quote() && words.starts_with(is_mark);
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
        Some(Speaker { name, title, role, how })
    }
}

/// The short title between an office and a name: `spokesman | Lt. Gen. | Omar Roux`.
fn rank_behind(tokens: &Tokens<'_>, office: usize) -> Range<usize> {
    let rank = |token: &&Token| token.is_address() && token.is_capital() && !token.is(Class::SIR | Class::MADAM);
    let count = tokens.list[office..].iter().take_while(rank).count();
    let named = tokens.list.get(office + count).is_some_and(Token::is_capital);
    office..office + if named { count } else { 0 }
}
