//! What stands for a page where it is shared: cards, and icons.

use crate::desk::{BOOK, Desk};

/// The width and height of a PNG of the site.
fn size(desk: &Desk, path: &str) -> (u32, u32) {
    let png = std::fs::read(desk.path("public").join(path)).unwrap();
    assert_eq!(&png[..8], b"\x89PNG\r\n\x1a\n", "{path}");
    let at = |at: usize| u32::from_be_bytes(png[at..at + 4].try_into().unwrap());
    (at(16), at(20))
}

fn desk() -> Desk {
    let desk = Desk::new();
    desk.story("town/ferry.md", "Ferries run again", "2026-03-01", "location: Harbour Town\n", "Calm.");
    desk
}

#[test]
fn a_story_is_shared_with_a_card_of_its_words() {
    let desk = desk();
    desk.build();
    assert_eq!(size(&desk, "2026/03/01/ferry.card.png"), (1200, 630));
    let page = desk.page("2026/03/01/ferry.html");
    for expected in [
        "<meta property=\"og:image\" content=\"https://wire.example/2026/03/01/ferry.card.png\">",
        "<meta property=\"og:image:width\" content=\"1200\">",
        "<meta property=\"og:image:height\" content=\"630\">",
        "<meta property=\"og:image:alt\" content=\"Ferries run again – The Test Wire\">",
        "<meta property=\"og:image:type\" content=\"image/png\">",
        "\"image\":[{\"@type\":\"ImageObject\",\"url\":\"https://wire.example/2026/03/01/ferry.card.png\",\"width\":1200,\"height\":630}]",
    ] {
        assert!(page.contains(expected), "{expected}\n{page}");
    }
    // Every other page is shared with the site's.
    assert_eq!(size(&desk, "card.png"), (1200, 630));
    assert!(desk.page("index.html").contains("content=\"https://wire.example/card.png\""));
    assert!(desk.page("town/index.html").contains("content=\"https://wire.example/card.png\""));
}

#[test]
fn a_card_is_drawn_again_only_when_its_words_change() {
    let desk = desk();
    desk.build();
    let card = |desk: &Desk| desk.run(&["why", "/2026/03/01/ferry.card.png"]).stdout;
    let before = card(&desk);
    // Neither another text nor another setting is seen on it.
    desk.story("town/ferry.md", "Ferries run again", "2026-03-01", "location: Harbour Town\n", "Calm, still.");
    desk.file("book.toml", format!("{BOOK}per-page = 7\n"));
    desk.build();
    assert_eq!(card(&desk), before);
    let old = std::fs::read(desk.path("public/2026/03/01/ferry.card.png")).unwrap();
    desk.story("town/ferry.md", "Ferries stop again", "2026-03-01", "location: Harbour Town\n", "Calm, still.");
    desk.build();
    assert_ne!(std::fs::read(desk.path("public/2026/03/01/ferry.card.png")).unwrap(), old);
}

#[test]
fn a_story_with_a_picture_has_no_card() {
    let desk = desk();
    desk.story("town/kite.md", "Kites", "2026-03-02", "image: https://pictures.example/kite.jpg\n", "Wind.");
    desk.build();
    assert!(!desk.has("2026/03/02/kite.card.png"));
    assert!(desk.page("2026/03/02/kite.html").contains("\"https://pictures.example/kite.jpg\""));
}

#[test]
fn nothing_held_is_drawn() {
    let desk = desk();
    desk.story("town/kite.md", "Kites", "2026-03-02", "draft: true\n", "Wind.");
    desk.build();
    assert!(!desk.has("2026/03/02/kite.card.png"));
}

#[test]
fn cards_can_be_turned_off_and_need_an_address() {
    for book in [format!("{BOOK}[outputs]\ncards = false\n"), "[book]\ntitle = \"The Test Wire\"\n".into()] {
        let desk = desk();
        desk.file("book.toml", book);
        desk.build();
        assert!(!desk.has("2026/03/01/ferry.card.png") && !desk.has("card.png"));
        assert!(!desk.page("2026/03/01/ferry.html").contains("og:image"));
    }
}

#[test]
fn a_theme_has_its_own_card_and_its_own_fonts() {
    let desk = desk();
    desk.file("book.toml", format!("{BOOK}theme = \"own\"\n"));
    let card = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"300\" height=\"100\">{{ text(value=card.title, \
                x=0, y=0, width=300, height=100, size=40, font=\"sans\") | safe }}</svg>";
    desk.file("themes/own/templates/card.svg", card);
    desk.build();
    assert_eq!(size(&desk, "2026/03/01/ferry.card.png"), (300, 100));
    let before = std::fs::read(desk.path("public/2026/03/01/ferry.card.png")).unwrap();
    desk.file("themes/own/fonts/sans.ttf", include_bytes!("../../themes/default/fonts/serif.ttf"));
    desk.build();
    assert_ne!(std::fs::read(desk.path("public/2026/03/01/ferry.card.png")).unwrap(), before);
}

#[test]
fn a_card_that_cannot_be_drawn_says_why() {
    for (template, expected) in [
        ("<svg", "`card.svg` of the theme cannot be drawn"),
        ("{{ text(value=1) }}", "card.svg"),
        ("{{ card.nothing }}", "nothing"),
        ("{{ stories() }}", "stories"),
    ] {
        let desk = desk();
        desk.file("themes/default/templates/card.svg", template);
        let answer = desk.run(&["build"]);
        assert_eq!(answer.code, 1, "{template}: {}", answer.stderr);
        assert!(answer.stderr.contains(expected), "{template}: {}", answer.stderr);
    }
}

#[test]
fn words_that_no_font_has_are_told() {
    let desk = desk();
    desk.story("town/tide.md", "Tide ไทย", "2026-03-02", "", "High.");
    let answer = desk.build();
    assert!(answer.stderr.contains("no font of the card has `ท`, `ย`, `ไ`"), "{}", answer.stderr);
    assert!(answer.stderr.contains("content/town/tide.md"), "{}", answer.stderr);
}

#[test]
fn icons_are_drawn_of_one_picture_unless_the_theme_brings_them() {
    let desk = desk();
    desk.build();
    assert_eq!(size(&desk, "apple-touch-icon.png"), (180, 180));
    assert_eq!(size(&desk, "icon-192.png"), (192, 192));
    assert_eq!(size(&desk, "icon-512.png"), (512, 512));
    assert!(desk.has("favicon.ico"));
    let page = desk.page("index.html");
    assert!(page.contains("<link rel=\"apple-touch-icon\" href=\"/apple-touch-icon.png\">"), "{page}");
    let manifest: serde_json::Value = serde_json::from_str(&desk.page("site.webmanifest")).unwrap();
    let sizes: Vec<_> = manifest["icons"].as_array().unwrap().iter().map(|icon| icon["sizes"].clone()).collect();
    assert_eq!(sizes, ["any", "192x192", "512x512"]);

    desk.file("themes/default/root/icon-192.png", "own");
    desk.build();
    assert_eq!(desk.page("icon-192.png"), "own");
}
