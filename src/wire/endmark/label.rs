//! Labels at the foot: a word, a colon, and what is for those who print the story.
//!
//! ```text
//! labelled = label ":" words         Pressekontakt: Tom Ek, 0381 12345
//!          | writes ":" names        Text und Fotos: Eva Holm
//! ```

use super::back;
use crate::wire::byline;
use crate::wire::caseless::Caseless;
use crate::wire::furniture;
use crate::wire::language;
use crate::wire::paragraphs::ends;
use crate::wire::state;
use std::sync::LazyLock;

/// Labels of what is for those who print a story.
static LABELS: LazyLock<Caseless<()>> = LazyLock::new(|| language::feet(|foot| foot.labels).collect());

/// Labels of those who wrote.
static WRITERS: LazyLock<Caseless<()>> = LazyLock::new(|| language::feet(|foot| foot.writers).collect());

/// No label is longer, in bytes.
const LONGEST: usize = 72;
/// The credit of a picture is no longer, in bytes.
const CREDIT: usize = 120;
/// Nor has it more words in small letters: `Photos by readers show long queues at the ferry` goes on as copy.
const SMALL: usize = 5;

/// What stands before and behind the colon of a label.
pub(super) fn cut(line: &str) -> Option<(&str, &str)> {
    let near = &line.as_bytes()[..line.len().min(LONGEST)];
    let colon = memchr::memchr2_iter(b':', 0xEF, near).find(|at| line[*at..].starts_with([':', '：']))?;
    let width = line[colon..].chars().next().map_or(1, char::len_utf8);
    let label = line[..colon].trim_matches(|c: char| !c.is_alphabetic());
    Some((label, line[colon + width..].trim_start()))
}

/// Whether a line is for those who print the story, by its label. What such a line says of the take is read above the
/// copy: `EDITORS: Please kill …`. A single word may open a sentence of the story: `Pictures: the museum shows …`.
pub(super) fn is_labelled(line: &str) -> bool {
    let known = |label: &str, rest: &str| {
        LABELS.has(&back::straight(label)) && (label.contains(' ') || !is_sentence(rest) || back::is_reach(rest))
            || back::is_note(label)
    };
    cut(line).is_some_and(|(label, rest)| !rest.is_empty() && known(label, rest) && state::of_note(line).is_none())
        || is_picture(line)
}

/// A sentence has so many words without a capital, or so many characters where no spaces part words.
const SENTENCE: usize = 4;
const SENTENCE_OF_SIGNS: usize = 10;

/// Whether words are a sentence and no names, by their end and their letters.
fn is_sentence(words: &str) -> bool {
    let small =
        words.split_whitespace().filter(|word| word.starts_with(|c: char| c.is_alphabetic() && !c.is_uppercase()));
    is_sentence_of_signs(words) || ends(words) && small.take(SENTENCE).count() == SENTENCE
}

/// Whether a line says whose a picture is: `(Photo by Ana Reis)`, `Image courtesy of the harbour board`.
fn is_picture(line: &str) -> bool {
    let bare = line.trim_matches(['(', ')', '[', ']']);
    line.len() <= CREDIT && !ends(bare) && furniture::is_credit(bare) && small_words(bare) <= SMALL
}

/// How many words begin with a small letter.
pub(in crate::wire) fn small_words(words: &str) -> usize {
    words.split_whitespace().filter(|word| word.starts_with(char::is_lowercase)).count()
}

/// Whether words are a sentence in a script that needs no spaces.
pub(super) fn is_sentence_of_signs(words: &str) -> bool {
    words.ends_with('。') && words.chars().nth(SENTENCE_OF_SIGNS).is_some()
}

/// Those whom a label says to have written: `Text: Eva Holm`.
pub(super) fn writers(line: &str) -> Option<Vec<String>> {
    let (_, rest) = cut(line).filter(|(label, _)| WRITERS.has(label))?;
    let names = rest.split(['.', ';', '|']).next().unwrap_or(rest).trim();
    // `Text: The order in full` is none.
    byline::bare(names).map(|_| byline::names(names))
}
