//! Norwegian.

use super::Language;

pub(super) static NORWEGIAN: Language = Language {
    tag: "no",
    months: [
        &["januar", "jan"],
        &["februar", "feb", "febr"],
        &["mars"],
        &["april", "apr"],
        &["mai"],
        &["juni", "jun"],
        &["juli", "jul"],
        &["august", "aug"],
        &["september", "sep", "sept"],
        &["oktober", "okt"],
        &["november", "nov"],
        &["desember", "des"],
    ],
    days: [&["mandag"], &["tirsdag"], &["onsdag"], &["torsdag"], &["fredag"], &["lørdag"], &["søndag"]],
    by: &["av ", "av: ", "tekst: "],
    said: &["sa", "sier", "opplyste", "opplyser", "uttalte", "fortalte", "meldte", "skrev", "bekreftet"],
    last_year: &["i fjor"],
    ahead: &["innen", "til", "før"],
    common: &["og", "å", "det", "som", "er", "på", "ikke", "har", "til", "av", "ble", "fra", "også", "sier", "etter"],
    sections: &["innenriks", "utenriks", "sport", "økonomi", "kultur", "nyheter", "politikk", "meninger", "verden"],
    pointers: &["les også", "les mer", "se også", "annonse"],
};
