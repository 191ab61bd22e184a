//! Which form a word takes beside a number, as CLDR has it for each language.

use icu_locale_core::Locale;
use icu_plurals::{PluralCategory, PluralRules};

/// The names of the forms, as words files have them.
pub(super) const CATEGORIES: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

/// The form for a number in a language: `few` for 3 in Russian. A language that is not known has
/// but one.
pub(super) fn category(language: &str, number: usize) -> &'static str {
    let locale: Option<Locale> = language.parse().ok();
    let rules = locale.and_then(|locale| PluralRules::try_new_cardinal((&locale).into()).ok());
    match rules.map(|rules| rules.category_for(number)) {
        Some(PluralCategory::Zero) => "zero",
        Some(PluralCategory::One) => "one",
        Some(PluralCategory::Two) => "two",
        Some(PluralCategory::Few) => "few",
        Some(PluralCategory::Many) => "many",
        Some(PluralCategory::Other) | None => "other",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_are_those_of_the_language() {
        for (language, expected) in [
            ("en", ["other", "one", "other", "other", "other", "other"]),
            ("ru", ["many", "one", "few", "few", "many", "one"]),
            ("ar", ["zero", "one", "two", "few", "many", "many"]),
            ("he", ["other", "one", "two", "other", "other", "other"]),
            ("ja", ["other"; 6]),
            ("fr-CA", ["one", "one", "other", "other", "other", "other"]),
            ("no such tag", ["other"; 6]),
        ] {
            let forms = [0, 1, 2, 3, 11, 21].map(|number| category(language, number));
            assert_eq!(forms, expected, "{language}");
        }
    }
}
