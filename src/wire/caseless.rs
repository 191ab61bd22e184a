//! Names that are looked up in whatever letters they are typed.
//!
//! In: names in lower case, each with what it means. Out: what a word means. Two things are seen of a word of ASCII at
//! once, its length and its first letter: it is compared with the few names that are like it in both, and nothing is
//! written in small letters first.

use foldhash::{HashMap, HashMapExt};

/// A table of names.
pub(super) struct Caseless<T> {
    /// The names of ASCII, by their shapes.
    plain: Vec<(String, T)>,
    /// Where those of a shape begin.
    from: Vec<usize>,
    /// The others, in lower case.
    others: HashMap<String, T>,
}

/// How long a name is, and its first letter, which others may share; an empty one has none.
fn shape(name: &str) -> Option<usize> {
    Some(name.len() * 32 + usize::from(name.as_bytes().first()? & 31))
}

impl<T: Copy> Caseless<T> {
    /// The table of some names. Of two that are the same the first counts.
    pub(super) fn new<S: Into<String>>(names: impl IntoIterator<Item = (S, T)>) -> Self {
        let (mut plain, mut others) = (Vec::new(), HashMap::new());
        for (name, meaning) in names {
            let name = name.into();
            if name.is_ascii() {
                plain.push((name, meaning));
            } else {
                others.entry(name).or_insert(meaning);
            }
        }
        plain.sort_by_key(|(name, _)| shape(name));
        let shapes = plain.last().and_then(|(name, _)| shape(name)).map_or(0, |last| last + 2);
        let before = |limit: usize| plain.partition_point(|(name, _)| shape(name) < Some(limit));
        let from = (0..shapes).map(before).collect();
        Self { plain, from, others }
    }

    /// What a word means, if it is one of the names.
    pub(super) fn get(&self, word: &str) -> Option<T> {
        if word.is_ascii() {
            return self.of_ascii(word);
        }
        // The lower case of a sign beyond ASCII may be a letter of it, as that of the sign for Kelvin is.
        let lower = word.to_lowercase();
        if lower.is_ascii() { self.of_ascii(&lower) } else { self.others.get(lower.as_str()).copied() }
    }

    fn of_ascii(&self, word: &str) -> Option<T> {
        let shape = shape(word)?;
        let alike = *self.from.get(shape)?..*self.from.get(shape + 1)?;
        self.plain[alike].iter().find(|(name, _)| name.eq_ignore_ascii_case(word)).map(|(_, meaning)| *meaning)
    }

    /// Whether a word is one of the names.
    pub(super) fn has(&self, word: &str) -> bool {
        self.get(word).is_some()
    }
}

impl<S: Into<String>> FromIterator<S> for Caseless<()> {
    /// Names that mean no more than that they are known.
    fn from_iter<I: IntoIterator<Item = S>>(names: I) -> Self {
        Self::new(names.into_iter().map(|name| (name, ())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letter_case_does_not_matter() {
        let table = Caseless::new([
            ("may", 5),
            ("mai", 5),
            ("märz", 3),
            ("may", 6),
            ("jan", 1),
            ("october", 10),
            ("kelvin", 7),
        ]);
        for (word, expected) in [
            ("May", Some(5)),
            ("MÄRZ", Some(3)),
            ("OctobeR", Some(10)),
            ("Mar", None),
            ("", None),
            ("octobers", None),
            ("\u{212a}elvin", Some(7)),
        ] {
            assert_eq!(table.get(word), expected, "{word}");
        }
        assert!(!Caseless::new([("", ())]).has("a") && !Caseless::<()>::new([] as [(&str, ()); 0]).has("a"));
    }
}
