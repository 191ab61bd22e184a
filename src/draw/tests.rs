//! What must hold of every drawing, whatever the words.

use super::fit::Room;
use super::words::{Align, Manner, Place, Stand, svg};
use super::{Fonts, icon, picture};
use proptest::prelude::*;
use resvg::usvg::{Options, Tree};
use std::borrow::Cow;
use std::sync::LazyLock;

static FONTS: LazyLock<Fonts> = LazyLock::new(|| {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/themes/default/fonts");
    let files = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap());
    let fonts = files.map(|file| (file.file_name().into_string().unwrap(), std::fs::read(file.path()).unwrap()));
    let fonts = fonts.filter(|(name, _)| name != "OFL.txt");
    Fonts::new(&fonts.map(|(name, bytes)| (name, Cow::Owned(bytes))).collect())
});

const ROOM: Room = Room { width: 500.0, height: 200.0, size: 60.0, least: 20.0, leading: 1.2 };

fn outlines(text: &str, language: &str, right_to_left: bool, align: Align) -> String {
    let place = Place { x: 50.0, y: 50.0, align, stand: Stand::Middle };
    svg(text, &ROOM, &place, &FONTS, Manner { font: "serif", language, right_to_left })
}

fn document(inner: &str) -> String {
    format!("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"600\" height=\"300\">{inner}</svg>")
}

/// The box that the words of a text take, if any: left, top, right, bottom.
fn extent(inner: &str) -> Option<(f32, f32, f32, f32)> {
    let tree = Tree::from_str(&document(inner), &Options::default()).unwrap();
    let extent = tree.root().abs_bounding_box();
    (extent.right() > 0.0).then(|| (extent.left(), extent.top(), extent.right(), extent.bottom()))
}

/// Letters reach beyond their own width and over their line a little, and a mark over a letter that its
/// font does not know stands beside it.
const OVERHANG: f32 = 12.0;
const MARK: f32 = 40.0;

fn is_inside(inner: &str, overhang: f32) -> bool {
    extent(inner).is_none_or(|(left, top, right, bottom)| {
        left >= 50.0 - overhang && right <= 550.0 + overhang && top >= 50.0 - overhang && bottom <= 250.0 + overhang
    })
}

#[test]
fn every_script_is_drawn_and_stays_in_its_box() {
    for (text, language, right_to_left) in [
        ("Ferries run again after a calm night in the harbour of the old town", "en", false),
        ("Donaudampfschifffahrtsgesellschaftskapitänswitwenrentenauszahlungsstelle", "de", false),
        ("Η παλιά γέφυρα άνοιξε", "el", false),
        ("Старый маяк впервые открыли для посетителей", "ru", false),
        ("وصول العبّارة NASA الجديدة بعد 30 عاماً", "ar", true),
        ("המעבורת הגיעה לנמל הישן", "he", true),
        ("港の時計台が三十年ぶりに動き出した", "ja", false),
        ("港口的钟楼三十年来首次运转", "zh", false),
        ("항구의 시계탑이 삼십 년 만에 다시 움직였다", "ko", false),
    ] {
        let inner = outlines(text, language, right_to_left, Align::Start);
        assert!(FONTS.lacks(text).is_empty(), "{text}");
        let (left, _, right, _) = extent(&inner).unwrap_or_else(|| panic!("nothing is drawn of {text}"));
        assert!(is_inside(&inner, OVERHANG), "{text}: {:?}", extent(&inner));
        // A text begins at the side from which it is read.
        let begins = if right_to_left { (right - 550.0).abs() } else { (left - 50.0).abs() };
        assert!(begins < OVERHANG, "{text} begins {begins} away");
    }
}

#[test]
fn no_line_of_japanese_begins_with_a_particle() {
    let manner = Manner { font: "serif", language: "ja", right_to_left: false };
    let lines = |text: &str| -> Vec<String> {
        let fitted = super::fit::fit(text, &ROOM, &FONTS, manner);
        let starts = fitted.lines.iter().map(|line| line.glyphs.iter().map(|glyph| glyph.at).min().unwrap());
        let ends: Vec<usize> = starts.clone().skip(1).chain([text.len()]).collect();
        starts.zip(ends).map(|(start, end)| text[start..end].to_owned()).collect()
    };
    assert_eq!(lines("回転橋、日曜二回は船のために開放"), ["回転橋、日曜二回は", "船のために開放"]);
    // Where there is nothing else it is broken all the same.
    assert!(lines(&"さくら".repeat(12)).len() > 1);
}

#[test]
fn words_that_do_not_fit_end_in_an_ellipsis() {
    let long = "The harbour board counts the boats. ".repeat(40);
    let fitted = super::fit::fit(&long, &ROOM, &FONTS, Manner { font: "serif", language: "en", right_to_left: false });
    let ellipsis = super::fit::fit("…", &ROOM, &FONTS, Manner { font: "serif", language: "en", right_to_left: false });
    let last =
        |fitted: &super::fit::Fitted| fitted.lines.last().and_then(|line| line.glyphs.last()).map(|glyph| glyph.id);
    assert_eq!(fitted.size, ROOM.least);
    assert_eq!(last(&fitted), last(&ellipsis));
}

#[test]
fn a_character_that_no_font_has_is_told_and_left_out() {
    let lacks: String = FONTS.lacks("Tide 🎉 ไทย").into_iter().collect();
    assert_eq!(lacks, "ทยไ🎉");
    let around = |text| outlines(text, "en", false, Align::Start);
    assert_eq!(around("Tide 🎉"), around("Tide"));
}

#[test]
fn a_language_chooses_among_forms_of_a_letter() {
    let of = |language| outlines("直刃", language, false, Align::Start);
    assert_ne!(of("ja"), of("zh-Hans"));
}

#[test]
fn a_drawing_is_a_png_and_the_same_each_time() {
    let inner = outlines("Tide", "en", false, Align::Middle);
    let png = picture(&document(&inner)).unwrap();
    assert_eq!(&png[..8], b"\x89PNG\r\n\x1a\n");
    assert_eq!(png, picture(&document(&inner)).unwrap());
    let size = |at: usize| u32::from_be_bytes(png[at..at + 4].try_into().unwrap());
    assert_eq!((size(16), size(20)), (600, 300));
    // Few colours, so it has a palette.
    assert_eq!(png[25], 3);
}

#[test]
fn a_drawing_that_is_none_is_an_error_and_so_is_one_without_end() {
    assert!(picture("<svg").is_err());
    assert!(picture("<p>").is_err());
    assert!(picture("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"100000\" height=\"100000\"/>").is_err());
}

#[test]
fn an_icon_has_its_side_whatever_the_drawing_has() {
    let wide = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 40 10\"><path d=\"M0 0h40v10H0z\"/></svg>";
    let png = icon::square(wide, 180, icon::Ground::White).unwrap();
    assert_eq!(u32::from_be_bytes(png[16..20].try_into().unwrap()), 180);
    let ico = icon::ico(wide).unwrap();
    assert_eq!(&ico[..6], [0, 0, 1, 0, 3, 0]);
    let first = u32::from_le_bytes(ico[18..22].try_into().unwrap()) as usize;
    assert_eq!(&ico[first..first + 4], b"\x89PNG");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    /// Marks stand on letters here: any number of them on one letter makes any height.
    #[test]
    fn no_words_leave_their_box(text in "(\\PC|[a-z ]{1,30}|[ا-ي]{1,9}|[ぁ-ん一-三]{1,12}|\u{202e}|[a-zا-ي]\u{0301}){0,30}", rtl: bool) {
        let inner = outlines(&text, "en", rtl, Align::Start);
        prop_assert!(is_inside(&inner, MARK), "{:?}", extent(&inner));
    }
}
