//! Dutch.

use super::Language;

pub(super) static DUTCH: Language = Language {
    tag: "nl",
    months: [
        &["januari", "jan"],
        &["februari", "feb"],
        &["maart", "mrt"],
        &["april", "apr"],
        &["mei"],
        &["juni", "jun"],
        &["juli", "jul"],
        &["augustus", "aug"],
        &["september", "sep", "sept"],
        &["oktober", "okt"],
        &["november", "nov"],
        &["december", "dec"],
    ],
    days: [&["maandag"], &["dinsdag"], &["woensdag"], &["donderdag"], &["vrijdag"], &["zaterdag"], &["zondag"]],
    by: &["door ", "door: "],
    said: &["zei", "zegt", "meldde", "meldt", "verklaarde", "liet", "bevestigde", "maakte"],
    last_year: &["vorig jaar", "afgelopen jaar"],
    ahead: &["tot", "voor", "vanaf"],
    common: &[
        "de", "het", "een", "van", "niet", "dat", "voor", "met", "zijn", "te", "aan", "bij", "ook", "naar", "wordt",
    ],
    sections: &[
        "binnenland",
        "buitenland",
        "economie",
        "sport",
        "cultuur",
        "politiek",
        "nieuws",
        "wetenschap",
        "opinie",
    ],
    pointers: &["lees ook", "lees meer", "zie ook", "bekijk ook", "advertentie"],
};
