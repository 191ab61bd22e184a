//! Texts as words, the same as the browser's script has them.
//!
//! A word is a run of letters, marks and digits. Writing without spaces is taken apart into pairs of
//! neighbouring characters.

pub(super) use crate::site::alphabet::folded;
use icu_properties::CodePointMapData;
use icu_properties::props::{GeneralCategory, GeneralCategoryGroup};

/// A text's words as they are typed, in lower case.
pub(super) fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !is_of_word(c)).filter(|word| !word.is_empty())
}

/// Letters, marks and numbers: `[\p{L}\p{M}\p{N}]`.
fn is_of_word(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphanumeric();
    }
    let category = CodePointMapData::<GeneralCategory>::new().get(c);
    [GeneralCategoryGroup::Letter, GeneralCategoryGroup::Mark, GeneralCategoryGroup::Number]
        .iter()
        .any(|group| group.contains(category))
}

/// Whether a character is of a script that is written without spaces, or, as Korean, with words that
/// are made of several.
pub(super) fn is_unspaced(c: char) -> bool {
    matches!(u32::from(c), 0xe00..=0xeff | 0x1000..=0x109f | 0x1780..=0x17ff | 0x3040..=0x30ff | 0x3400..=0x9fff
        | 0xac00..=0xd7af | 0xf900..=0xfaff | 0x20000..=0x3ffff)
}

/// A folded word's parts: itself, or where it is unspaced its pairs.
pub(super) fn parts(word: &str, mut part: impl FnMut(&str)) {
    if word.is_ascii() || !word.chars().any(is_unspaced) {
        part(word);
        return;
    }
    let mut rest = word;
    while let Some(first) = rest.chars().next() {
        let unspaced = is_unspaced(first);
        let end = rest.find(|c| is_unspaced(c) != unspaced).unwrap_or(rest.len());
        let (run, after) = rest.split_at(end);
        if unspaced {
            pairs(run, &mut part)
        } else {
            part(run)
        }
        rest = after;
    }
}

fn pairs(run: &str, part: &mut impl FnMut(&str)) {
    let mut places = run.char_indices().map(|(at, _)| at).chain([run.len()]);
    let (mut first, mut second) = (places.next(), places.next());
    let mut any = false;
    for third in places {
        if let Some(first) = first {
            part(&run[first..third]);
            any = true;
        }
        (first, second) = (second, Some(third));
    }
    if !any && second.is_some() {
        part(run);
    }
}

/// The file of a part that a word is in, of a power of two of them: by its first three letters, or by
/// the first character where it is unspaced, so that what begins alike lies together.
pub(super) fn shard(word: &str, shards: usize) -> usize {
    let letters = if word.starts_with(is_unspaced) { 1 } else { 3 };
    let mut hash: u32 = 0x811c_9dc5;
    for c in word.chars().take(letters) {
        for unit in c.encode_utf16(&mut [0; 2]) {
            hash = (hash ^ u32::from(*unit)).wrapping_mul(0x0100_0193);
        }
    }
    hash as usize & (shards - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_compared_without_accents() {
        for (word, expected) in [
            ("Fähre", "fahre"),
            ("ÉTÉ", "ete"),
            ("straße", "strasse"),
            ("Smørrebrød", "smorrebrod"),
            ("ещё", "еще"),
            ("العبّارة", "العباره"),
            ("أخبار", "اخبار"),
            ("שָׁלוֹם", "שלום"),
            ("ガーデン", "ガーデン"),
            ("ﬁre", "fire"),
            ("한국어", "한국어"),
        ] {
            assert_eq!(folded(word), expected, "{word}");
        }
    }

    #[test]
    fn a_text_is_taken_apart_into_words() {
        let of = |text: &str| -> Vec<String> { words(text).map(str::to_owned).collect() };
        assert_eq!(of("The harbour’s 3.5 m-pier"), ["The", "harbour", "s", "3", "5", "m", "pier"]);
        assert_eq!(of("हिन्दी है"), ["हिन्दी", "है"]);
    }

    #[test]
    fn writing_without_spaces_gives_pairs() {
        let of = |word: &str| {
            let mut found = Vec::new();
            parts(word, |part| found.push(part.to_owned()));
            found
        };
        assert_eq!(of("東京都"), ["東京", "京都"]);
        assert_eq!(of("東"), ["東"]);
        assert_eq!(of("covid対策"), ["covid", "対策"]);
        assert_eq!(of("ferry"), ["ferry"]);
    }

    #[test]
    fn what_begins_alike_lies_together() {
        assert_eq!(shard("ferries", 64), shard("ferry", 64));
        assert_eq!(shard("東京", 64), shard("東", 64));
        assert!(shard("ferry", 1) == 0);
    }
}
