//! The language that a text is written in, where nobody says.
//!
//! In: the beginning of the copy, and how many of its words are among the commonest of each language. Out: a BCP 47
//! tag, if these words or the detector are sure, or both say the same.

use super::language::Language;
use super::language::common::Common;
use whatlang::{Detector, Lang, Script};

/// A text with fewer letters tells too little.
const LETTERS: usize = 120;
/// So does one with fewer signs for a word or a syllable.
const SIGNS: usize = LETTERS / 4;
/// Copy with a digit for so many letters is a table, whose words are cut short, unless the commonest words or letters
/// beyond ASCII are among them.
const FIGURES: usize = 6;
/// How much of the copy is looked at, in bytes.
const SAMPLE: usize = 1_500;

/// The languages whose commonest words others share, with all that may be meant where a text has those: Afrikaans has
/// words of Dutch, Estonian of Finnish, the neighbours of Russian have its own, and those of the north one another's.
const RIVALS: [(&[&str], &[Lang]); 4] = [
    (&["nl"], &[Lang::Nld, Lang::Afr, Lang::Deu]),
    (&["fi"], &[Lang::Fin, Lang::Est]),
    (&["ru"], &[Lang::Rus, Lang::Ukr, Lang::Bel, Lang::Bul, Lang::Srp, Lang::Mkd]),
    (&["sv", "no", "da"], &[Lang::Swe, Lang::Nob, Lang::Dan]),
];

/// All languages that may be meant where a text has the commonest words of one.
fn rivals(tag: &str) -> Option<&'static [Lang]> {
    RIVALS.iter().find(|(tags, _)| tags.contains(&tag)).map(|(_, rivals)| *rivals)
}

/// The language of a text.
pub(super) fn language(copy: &str, common: &Common) -> Option<&'static str> {
    let sample = &copy[..copy.floor_char_boundary(SAMPLE)];
    // Scripts with a sign for a word need fewer of them.
    let weight = if sample.is_ascii() { 1 } else { sample.len() / sample.chars().count().max(1) };
    let letters = sample.chars().filter(|c| c.is_alphabetic()).count() * weight;
    if letters < if sample.is_ascii() { LETTERS } else { SIGNS } {
        return None;
    }
    let told = common.told();
    let fitting = told.filter(|told| common.fits(told));
    let digits = || sample.bytes().filter(u8::is_ascii_digit).count();
    if fitting.is_none() && sample.is_ascii() && digits() * FIGURES > letters {
        return None;
    }
    let fitting = fitting.filter(|_| letters >= LETTERS);
    let rivals = fitting.and_then(|fitting| rivals(fitting.tag));
    // The detector is slow; more of the words are soon counted.
    let leads = |language: &&Language| common.leads(language) || Common::of_more(copy).leads(language);
    if let Some(plain) = fitting.filter(|_| rivals.is_none()).filter(leads) {
        return Some(plain.tag);
    }
    let detector = rivals.map_or_else(Detector::new, |rivals| Detector::with_allowlist(rivals.to_vec()));
    detected(sample, letters, told, &detector)
}

/// The language that the detector tells, which is slow: it compares a text with each that it may be.
fn detected(sample: &str, letters: usize, told: Option<&Language>, detector: &Detector) -> Option<&'static str> {
    let info = detector.detect(sample)?;
    let tag = tag(info.lang().code())?;
    let agreed = told.is_some_and(|told| alike(told.tag, tag));
    let enough = if whole(info.script()) { SIGNS } else { LETTERS };
    ((info.is_reliable() || agreed) && letters >= enough).then_some(tag)
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
            (
                "El consell del port va anunciar divendres que les taxes dels vaixells pujarien a la primavera i que les barques petites no pagarien res, com els anys passats, perquè no surten gaire.",
                Some("ca"),
            ),
            (
                "Рада порту повідомила у п’ятницю, що збори для поромів зростуть навесні, а малі човни не платитимуть нічого, як і в минулі роки, бо вони виходять лише раз на день.",
                Some("uk"),
            ),
            (
                "Die hawebestuur het Vrydag gesê dat die fooie vir veerbote in die lente sal styg en dat klein bote niks sal betaal nie, soos in die jare wat verby is, want hulle vaar nie meer as een keer per dag nie.",
                Some("af"),
            ),
            ("Die Fähre", None),
            (
                "Shr profit 2.77 dlrs vs profit 1.35 dlrs\nNet 155.0 mln vs 77.4 mln\nNine mths\nShr loss 1.43 dlrs vs profit 3.66 dlrs\n\
                 Net loss 60.4 mln vs profit 195.2 mln\nLoans 36.3 billion vs 34.4 billion\nDeposits 29.7 billion vs 23.3 billion",
                None,
            ),
        ];
        for (text, expected) in cases {
            assert_eq!(language(text, &Common::of(text, None)), expected, "{text}");
        }
    }
}
