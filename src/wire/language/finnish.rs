//! Finnish.

use super::Language;

pub(super) static FINNISH: Language = Language {
    tag: "fi",
    months: [
        &["tammikuu", "tammikuuta"],
        &["helmikuu", "helmikuuta"],
        &["maaliskuu", "maaliskuuta"],
        &["huhtikuu", "huhtikuuta"],
        &["toukokuu", "toukokuuta"],
        &["kesäkuu", "kesäkuuta"],
        &["heinäkuu", "heinäkuuta"],
        &["elokuu", "elokuuta"],
        &["syyskuu", "syyskuuta"],
        &["lokakuu", "lokakuuta"],
        &["marraskuu", "marraskuuta"],
        &["joulukuu", "joulukuuta"],
    ],
    days: [
        &["maanantaina", "maanantai"],
        &["tiistaina", "tiistai"],
        &["keskiviikkona", "keskiviikko"],
        &["torstaina", "torstai"],
        &["perjantaina", "perjantai"],
        &["lauantaina", "lauantai"],
        &["sunnuntaina", "sunnuntai"],
    ],
    by: &["teksti: "],
    said: &["sanoi", "sanoo", "kertoi", "kertoo", "ilmoitti", "vahvisti", "totesi"],
    last_year: &["viime vuonna"],
    ahead: &["mennessä", "vuoteen"],
    common: &[
        "ja", "on", "ei", "että", "oli", "se", "hän", "myös", "ovat", "mukaan", "kun", "sen", "joka", "ole", "tai",
    ],
    sections: &["kotimaa", "ulkomaat", "talous", "urheilu", "kulttuuri", "politiikka", "uutiset", "tiede"],
    pointers: &["lue myös", "lue lisää", "katso myös", "mainos"],
};
