//! Swedish.

use super::Language;

pub(super) static SWEDISH: Language = Language {
    tag: "sv",
    months: [
        &["januari", "jan"],
        &["februari", "feb", "febr"],
        &["mars"],
        &["april", "apr"],
        &["maj"],
        &["juni", "jun"],
        &["juli", "jul"],
        &["augusti", "aug"],
        &["september", "sep", "sept"],
        &["oktober", "okt"],
        &["november", "nov"],
        &["december", "dec"],
    ],
    days: [
        &["måndag", "måndagen", "måndags"],
        &["tisdag", "tisdagen", "tisdags"],
        &["onsdag", "onsdagen", "onsdags"],
        &["torsdag", "torsdagen", "torsdags"],
        &["fredag", "fredagen", "fredags"],
        &["lördag", "lördagen", "lördags"],
        &["söndag", "söndagen", "söndags"],
    ],
    by: &["av ", "text: "],
    said: &["sade", "sa", "säger", "uppgav", "meddelade", "berättade", "skrev", "bekräftade"],
    last_year: &["förra året", "i fjol"],
    ahead: &["till", "före", "innan"],
    common: &["och", "att", "det", "som", "är", "på", "för", "inte", "har", "den", "till", "ett", "om", "av", "från"],
    sections: &["inrikes", "utrikes", "sport", "ekonomi", "kultur", "nyheter", "politik", "opinion", "världen", "nöje"],
    pointers: &["läs också", "läs mer", "läs även", "se även", "annons"],
};
