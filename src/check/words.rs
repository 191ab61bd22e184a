//! Places of words in copy.

use crate::source::decode::decode;
use crate::source::{Source, Span};
use crate::world::World;

/// Where the first of these words stands in a file of copy.
pub(super) fn place_of<'a>(
    world: &dyn World,
    path: &str,
    words: impl IntoIterator<Item = &'a str>,
) -> Option<(Source, Span)> {
    let bytes = world.read(path).ok()?;
    let (text, _) = decode(&bytes).ok()?;
    let source = Source::new(path, text);
    let span = words.into_iter().find_map(|words| find(&source, words))?;
    Some((source, span))
}

/// Where words stand in a source, as whole words.
pub(super) fn find(source: &Source, words: &str) -> Option<Span> {
    let text = source.text();
    let is_whole = |at: usize| {
        let before = text[..at].chars().next_back();
        let after = text[at + words.len()..].chars().next();
        let joins = |near: Option<char>, own: Option<char>| {
            near.is_some_and(char::is_alphanumeric) && own.is_some_and(char::is_alphanumeric)
        };
        !joins(before, words.chars().next()) && !joins(after, words.chars().next_back())
    };
    let at = text.match_indices(words).map(|(at, _)| at).find(|at| is_whole(*at))?;
    Some(at..at + words.len())
}

/// The words of a text in lower case, without marks and markup.
pub(super) fn plain(text: &str) -> Vec<String> {
    let parts = text.split(|c: char| !c.is_alphanumeric());
    parts.filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
}
