//! The language that a text is written in, where nobody says.
//!
//! In: the beginning of the copy, and the language that its commonest words tell. Out: a BCP 47 tag, if the
//! detector is sure or both say the same.

use super::language::Language;
use whatlang::Script;

/// A text with fewer letters tells too little.
const LETTERS: usize = 120;
/// How much of the copy is looked at, in bytes.
const SAMPLE: usize = 1_500;

/// The language of a text.
pub(super) fn language(copy: &str, told: Option<&Language>) -> Option<&'static str> {
    let sample = &copy[..copy.floor_char_boundary(SAMPLE)];
    let info = whatlang::detect(sample)?;
    // Scripts with a sign for a word need fewer of them.
    let weight = if sample.is_ascii() { 1 } else { sample.len() / sample.chars().count().max(1) };
    let letters = sample.chars().filter(|c| c.is_alphabetic()).count();
    let tag = tag(info.lang().code())?;
    let agreed = told.is_some_and(|told| alike(told.tag, tag));
    let enough = if whole(info.script()) { LETTERS / 4 } else { LETTERS };
    ((info.is_reliable() || agreed) && letters * weight >= enough).then_some(tag)
}

/// Whether all that is written in a script is one language, or nearly, so that a sentence tells it.
fn whole(script: Script) -> bool {
    !matches!(script, Script::Latin | Script::Cyrillic | Script::Arabic | Script::Devanagari)
}

/// Two tags that a detector takes for one another, and readers nearly do.
pub(super) fn alike(one: &str, other: &str) -> bool {
    let primary = |tag: &str| tag.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
    let (one, other) = (primary(one), primary(other));
    let nordic = |tag: &str| ["no", "nb", "nn", "da"].contains(&tag);
    let serbian = |tag: &str| ["sr", "hr", "bs", "sh"].contains(&tag);
    one == other || nordic(&one) && nordic(&other) || serbian(&one) && serbian(&other)
}

/// The tag for a code of ISO 639-3, for the languages that have a shorter one.
fn tag(code: &str) -> Option<&'static str> {
    TAGS.iter().find(|(long, _)| *long == code).map(|(_, tag)| *tag)
}

const TAGS: [(&str, &str); 68] = [
    ("afr", "af"),
    ("aka", "ak"),
    ("amh", "am"),
    ("ara", "ar"),
    ("aze", "az"),
    ("bel", "be"),
    ("ben", "bn"),
    ("bul", "bg"),
    ("cat", "ca"),
    ("ces", "cs"),
    ("cmn", "zh"),
    ("dan", "da"),
    ("deu", "de"),
    ("ell", "el"),
    ("eng", "en"),
    ("epo", "eo"),
    ("est", "et"),
    ("fin", "fi"),
    ("fra", "fr"),
    ("guj", "gu"),
    ("heb", "he"),
    ("hin", "hi"),
    ("hrv", "hr"),
    ("hun", "hu"),
    ("hye", "hy"),
    ("ind", "id"),
    ("ita", "it"),
    ("jav", "jv"),
    ("jpn", "ja"),
    ("kan", "kn"),
    ("kat", "ka"),
    ("khm", "km"),
    ("kor", "ko"),
    ("lat", "la"),
    ("lav", "lv"),
    ("lit", "lt"),
    ("mal", "ml"),
    ("mar", "mr"),
    ("mkd", "mk"),
    ("mya", "my"),
    ("nep", "ne"),
    ("nld", "nl"),
    ("nob", "nb"),
    ("ori", "or"),
    ("pan", "pa"),
    ("pes", "fa"),
    ("pol", "pl"),
    ("por", "pt"),
    ("ron", "ro"),
    ("rus", "ru"),
    ("sin", "si"),
    ("slk", "sk"),
    ("slv", "sl"),
    ("sna", "sn"),
    ("spa", "es"),
    ("srp", "sr"),
    ("swe", "sv"),
    ("tam", "ta"),
    ("tel", "te"),
    ("tgl", "tl"),
    ("tha", "th"),
    ("tuk", "tk"),
    ("tur", "tr"),
    ("ukr", "uk"),
    ("urd", "ur"),
    ("uzb", "uz"),
    ("vie", "vi"),
    ("zul", "zu"),
];

#[cfg(test)]
mod tests {
    use super::super::language::common::Common;
    use super::*;

    #[test]
    fn languages_are_told_where_there_is_enough_to_tell_them_by() {
        let cases = [
            (
                "Die Hafenbehörde teilte am Freitag mit, dass die Gebühren für Fähren im Frühjahr steigen werden, und dass kleine Boote nichts zahlen, solange sie nicht mehr als einmal am Tag fahren.",
                Some("de"),
            ),
            (
                "Le conseil du port a annoncé vendredi que les droits pour les ferries augmenteraient au printemps et que les petits bateaux ne paieraient rien, comme les années passées.",
                Some("fr"),
            ),
            (
                "港湾委員会は金曜日、フェリーの料金を春に引き上げると発表した。小さな船は今までと同じ料金を払うことになるという。委員会には十二人の委員がいる。",
                Some("ja"),
            ),
            ("Die Fähre", None),
        ];
        for (text, expected) in cases {
            assert_eq!(language(text, Common::of(text, None).told()), expected, "{text}");
        }
    }
}
