//! Words by their stems, so that `ferries` finds `ferry`.
//!
//! Snowball's stemmers do it where there is one for the language. The browser needs none: it looks
//! for a word as it was typed among the forms of each stem.

use pagefind_stem::{Algorithm, Stemmer};
use std::collections::HashMap;

/// How many letters of a word count in languages of many endings that have no stemmer.
const CUT: usize = 5;

/// So many letters at least are left of a word without its article.
const LEAST: usize = 3;
const ARABIC: &[&str] = &["ال", "وال", "فال", "بال", "كال", "لل"];
const HEBREW: &[&str] = &["ה", "ו", "ב", "כ", "ל", "מ", "ש"];

/// How a language's words are brought together.
pub(super) struct Stem {
    way: Way,
    prefixes: &'static [&'static str],
}

/// How words are brought to their stems.
enum Way {
    /// By its rules.
    Snowball(Stemmer),
    /// By their first letters.
    Cut,
    /// They stay as they are.
    None,
}

/// The ways of the languages of a part.
#[derive(Default)]
pub(super) struct Stemmers(HashMap<String, Stem>);

impl Stemmers {
    pub(super) fn of(&mut self, language: &str) -> &Stem {
        self.0.entry(language.to_owned()).or_insert_with(|| Stem::of(language))
    }
}

impl Stem {
    fn of(language: &str) -> Self {
        let language = language.split('-').next().unwrap_or_default();
        let prefixes = match language {
            "ar" => ARABIC,
            "he" => HEBREW,
            _ => &[],
        };
        Self { way: Way::of(language), prefixes }
    }

    /// A folded word without the article and the like, where these are written as a part of it: whoever
    /// looks for it may type it so, and the browser knows words by how they begin.
    pub(super) fn bare<'a>(&self, word: &'a str) -> Option<&'a str> {
        let bare = self.prefixes.iter().find_map(|prefix| word.strip_prefix(prefix))?;
        (bare.chars().count() >= LEAST).then_some(bare)
    }

    /// The stem of a word in lower case.
    pub(super) fn stem(&self, word: &str) -> String {
        match &self.way {
            Way::Snowball(stemmer) => stemmer.stem(word).into_owned(),
            Way::Cut => word.chars().take(CUT).collect(),
            Way::None => word.to_owned(),
        }
    }
}

impl Way {
    fn of(language: &str) -> Self {
        let algorithm = match language {
            "ar" => Algorithm::Arabic,
            "ca" => Algorithm::Catalan,
            "da" => Algorithm::Danish,
            "de" => Algorithm::German,
            "el" => Algorithm::Greek,
            "en" => Algorithm::English,
            "es" => Algorithm::Spanish,
            "fi" => Algorithm::Finnish,
            "fr" => Algorithm::French,
            "hi" => Algorithm::Hindi,
            "hu" => Algorithm::Hungarian,
            "id" => Algorithm::Indonesian,
            "it" => Algorithm::Italian,
            "nb" | "nn" | "no" => Algorithm::Norwegian,
            "nl" => Algorithm::Dutch,
            "pl" => Algorithm::Polish,
            "pt" => Algorithm::Portuguese,
            "ro" => Algorithm::Romanian,
            "ru" => Algorithm::Russian,
            "sv" => Algorithm::Swedish,
            "tr" => Algorithm::Turkish,
            "be" | "bg" | "cs" | "hr" | "sk" | "sl" | "sr" | "uk" => return Self::Cut,
            _ => return Self::None,
        };
        Self::Snowball(Stemmer::create(algorithm))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_a_word_have_one_stem() {
        for (language, forms) in [
            ("en", &["ferry", "ferries"][..]),
            ("en-GB", &["opens", "opened", "opening"]),
            ("de", &["brücke", "brücken"]),
            ("ru", &["мост", "моста", "мосты"]),
            ("uk", &["пором", "порому", "поромами"]),
            ("es", &["puente", "puentes"]),
            ("ar", &["كتاب", "الكتاب"]),
        ] {
            let stem = Stem::of(language);
            for form in forms {
                assert_eq!(stem.stem(form), stem.stem(forms[0]), "{language} {form}");
            }
        }
    }

    #[test]
    fn articles_that_are_a_part_of_the_word_may_be_left_out() {
        for (language, word, expected) in [
            ("ar", "الجسر", Some("جسر")),
            ("ar-EG", "والمكتبه", Some("مكتبه")),
            ("ar", "البر", None),
            ("he", "הנמל", Some("נמל")),
            ("he", "נמל", None),
            ("en", "thebes", None),
        ] {
            assert_eq!(Stem::of(language).bare(word), expected, "{word}");
        }
    }
}
