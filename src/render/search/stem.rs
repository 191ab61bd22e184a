//! Words by their stems, so that `ferries` finds `ferry`.
//!
//! Snowball's stemmers do it where there is one for the language. The browser needs none: it looks
//! for a word as it was typed among the forms of each stem.

use pagefind_stem::{Algorithm, Stemmer};
use std::collections::HashMap;

/// How many letters of a word count in languages of many endings that have no stemmer.
const CUT: usize = 5;

/// How a language's words are brought to their stems.
pub(super) enum Stem {
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
        let algorithm = match language.split('-').next().unwrap_or_default() {
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

    /// The stem of a word in lower case.
    pub(super) fn stem(&self, word: &str) -> String {
        match self {
            Self::Snowball(stemmer) => stemmer.stem(word).into_owned(),
            Self::Cut => word.chars().take(CUT).collect(),
            Self::None => word.to_owned(),
        }
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
}
