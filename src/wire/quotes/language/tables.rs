//! The word tables of the languages, by their tags.

use super::Language;

/// The tables with their tags.
pub(super) static TABLES: [(&[&str], &Language); 12] = [
    (&["", "en"], &ENGLISH),
    (&["de"], &GERMAN),
    (&["fr"], &FRENCH),
    (&["es"], &SPANISH),
    (&["pt"], &PORTUGUESE),
    (&["it"], &ITALIAN),
    (&["ru"], &RUSSIAN),
    (&["nl"], &DUTCH),
    (&["sv"], &SWEDISH),
    (&["no", "nb", "nn"], &NORWEGIAN),
    (&["da"], &DANISH),
    (&["fi"], &FINNISH),
];

pub(super) static SHARED: Language = Language::read(include_str!("../../language/shared.txt"));
static ENGLISH: Language = Language::read(include_str!("../../language/english.txt"));
static GERMAN: Language = Language::read(include_str!("../../language/german.txt"));
static FRENCH: Language = Language::read(include_str!("../../language/french.txt"));
static SPANISH: Language = Language::read(include_str!("../../language/spanish.txt"));
static PORTUGUESE: Language = Language::read(include_str!("../../language/portuguese.txt"));
static ITALIAN: Language = Language::read(include_str!("../../language/italian.txt"));
static RUSSIAN: Language = Language::read(include_str!("../../language/russian.txt"));
static DUTCH: Language = Language::read(include_str!("../../language/dutch.txt"));
static SWEDISH: Language = Language::read(include_str!("../../language/swedish.txt"));
static NORWEGIAN: Language = Language::read(include_str!("../../language/norwegian.txt"));
static DANISH: Language = Language::read(include_str!("../../language/danish.txt"));
static FINNISH: Language = Language::read(include_str!("../../language/finnish.txt"));
pub(super) static NONE: Language = Language::read("");
