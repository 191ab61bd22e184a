//! Which paragraphs may say more of a name: those in which one of its words stands where it may have a title, a given
//! name or a form of address beside it.
//!
//! In: the words. Out: the paragraphs. A word between marks is nobody's mention, and most others are those of a tag
//! (`“…,” Reis said`), which says no more than that Reis speaks.

use super::super::Marked;
use super::super::language::Class;
use super::super::names::NICKNAME;
use crate::source::Span;
use memchr::memmem;

/// Those that are not read; in order, as those that are.
pub(super) fn of(marked: &Marked<'_>, read: &[usize], words: &[&str]) -> Vec<usize> {
    let mut bear = vec![false; marked.paragraphs.len()];
    for word in words {
        for found in memmem::find_iter(marked.text.as_bytes(), word) {
            let at = marked.paragraphs.partition_point(|paragraph| paragraph.end <= found);
            let Some(paragraph) = marked.paragraphs.get(at).filter(|paragraph| paragraph.start <= found) else {
                continue;
            };
            bear[at] = bear[at] || may_tell(marked, paragraph, &(found..found + word.len()));
        }
    }
    (0..bear.len()).filter(|at| bear[*at] && read.binary_search(at).is_err()).collect()
}

/// Whether a word may say more of a name where it stands in a paragraph.
fn may_tell(marked: &Marked<'_>, paragraph: &Span, word: &Span) -> bool {
    let behind = marked.stretches.partition_point(|stretch| stretch.outer.start <= word.start);
    let quoted = marked.stretches[..behind].last().map(|stretch| &stretch.outer);
    match quoted.filter(|quoted| quoted.start >= paragraph.start) {
        Some(quoted) if word.start < quoted.end => false,
        // One that is so short may be a nickname, and the word part of a longer name.
        Some(quoted) => quoted.len() < NICKNAME || !is_tag(marked, quoted.end, word),
        None => !is_tag(marked, paragraph.start, word),
    }
}

/// Whether nothing but an unknown word stands between the place at which a sentence begins and a small word: its capital
/// may be that of the sentence, and it is told by nothing beside it.
fn is_tag(marked: &Marked<'_>, from: usize, word: &Span) -> bool {
    let (text, language) = (marked.text, marked.language);
    let name = &text[word.clone()];
    // Where nouns have capitals, what stands around tells more.
    !language.capital_nouns
        && text[from..word.start].trim().is_empty()
        && name.bytes().any(|byte| byte.is_ascii_lowercase())
        && language.class(name) == Class::NONE
        && small_word(&text[word.end..]).is_some_and(|next| !language.class(next).any(Class::PARTICLE))
}

/// The word in small letters after a space, if it ends at another one.
fn small_word(rest: &str) -> Option<&str> {
    let rest = rest.strip_prefix(' ')?;
    let end = rest.bytes().position(|byte| !byte.is_ascii_lowercase())?;
    (end > 0 && rest.as_bytes()[end] == b' ').then(|| &rest[..end])
}
