//! Danish.

use super::Language;

pub(super) static DANISH: Language = Language {
    tag: "da",
    months: [
        &["januar", "jan"],
        &["februar", "feb", "febr"],
        &["marts"],
        &["april", "apr"],
        &["maj"],
        &["juni", "jun"],
        &["juli", "jul"],
        &["august", "aug"],
        &["september", "sep", "sept"],
        &["oktober", "okt"],
        &["november", "nov"],
        &["december", "dec"],
    ],
    days: [&["mandag"], &["tirsdag"], &["onsdag"], &["torsdag"], &["fredag"], &["lørdag"], &["søndag"]],
    by: &["af ", "af: "],
    said: &["sagde", "siger", "oplyste", "oplyser", "udtalte", "fortalte", "meddelte", "skriver", "bekræftede"],
    last_year: &["sidste år"],
    ahead: &["inden", "til", "før"],
    common: &[
        "og", "at", "det", "som", "er", "på", "ikke", "har", "til", "af", "blev", "fra", "også", "siger", "efter",
    ],
    sections: &["indland", "udland", "sport", "økonomi", "kultur", "nyheder", "politik", "debat", "verden"],
    pointers: &["læs også", "læs mere", "se også", "annonce"],
};
