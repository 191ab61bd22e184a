//! A site in several languages, and sites in languages that are not English.

use crate::desk::{Desk, tree};
use std::path::Path;

const BOOK: &str = "[book]\ntitle = \"Harbour News\"\n[site]\nbase-url = \"https://news.example/\"\n\
    [sections.world]\ntitle = \"World\"\n\
    [languages.ru]\ntitle = \"Вести гавани\"\nmissing = \"MISSING\"\n[languages.ru.sections.world]\ntitle = \"Мир\"\n\
    [languages.ar]\nfolder = \"arabic\"\n";

fn site(missing: &str) -> Desk {
    let desk = Desk::empty();
    desk.file("book.toml", BOOK.replace("MISSING", missing));
    desk.story("world/ferry.md", "Ferry runs", "2026-02-07", "", "Good. See [tides](tides.md).");
    desk.story("world/ferry.ru.md", "Паром ходит", "2026-02-07", "", "Хорошо. См. [приливы](tides.md).");
    desk.story("ar/world/ferry.md", "العبّارة تعمل", "2026-02-08", "", "جيد.");
    desk.story("world/tides.md", "Tides turn", "2026-02-06", "aliases: [/old.html]\n", "They do.");
    desk.story("ru/world/bridge.md", "Мост открыт", "2026-02-05", "translation: span\n", "Открыт.");
    desk.story("world/span.ar.md", "الجسر مفتوح", "2026-02-05", "translation: span\n", "مفتوح.");
    desk
}

#[test]
fn a_language_is_told_by_name_or_folder_and_has_a_site_of_its_own() {
    let desk = site("leave-out");
    assert_eq!(desk.build().code, 0);
    for file in [
        "2026/02/07/ferry.html",
        "ru/2026/02/07/ferry.html",
        "arabic/2026/02/08/ferry.html",
        "ru/index.html",
        "ru/world/index.html",
        "ru/2026/02/index.html",
        "ru/feed.xml",
        "ru/sitemap.xml",
        "ru/text/2026/02/07/ferry.html",
        "arabic/2026/02/05/span.html",
    ] {
        assert!(desk.has(file), "{file}");
    }
    assert!(!desk.has("ru/2026/02/06/tides.html"));
    let page = desk.page("ru/2026/02/07/ferry.html");
    assert!(page.contains("<html lang=\"ru\" dir=\"ltr\">"), "{page}");
    assert!(page.contains("7\u{a0}февраля\u{a0}2026") && page.contains(">Мир</a>") && page.contains("Вести гавани"));
    let arabic = desk.page("arabic/2026/02/08/ferry.html");
    assert!(arabic.contains("<html lang=\"ar\" dir=\"rtl\">") && arabic.contains("href=\"/assets/style-"));
    assert!(!desk.page("index.html").contains("Паром"));
    assert!(!desk.page("ru/feed.xml").contains("Ferry runs"));
    assert!(desk.page("robots.txt").contains("https://news.example/ru/sitemap.xml"));
}

#[test]
fn translations_name_each_other_on_pages_and_in_sitemaps() {
    let desk = site("leave-out");
    desk.build();
    let lines = |page: &str| -> Vec<String> {
        page.lines().filter(|line| line.starts_with("<link rel=\"alternate\" hreflang")).map(str::to_owned).collect()
    };
    let expected = [
        "<link rel=\"alternate\" hreflang=\"en\" href=\"https://news.example/2026/02/07/ferry.html\">",
        "<link rel=\"alternate\" hreflang=\"ru\" href=\"https://news.example/ru/2026/02/07/ferry.html\">",
        "<link rel=\"alternate\" hreflang=\"ar\" href=\"https://news.example/arabic/2026/02/08/ferry.html\">",
        "<link rel=\"alternate\" hreflang=\"x-default\" href=\"https://news.example/2026/02/07/ferry.html\">",
    ];
    for file in ["2026/02/07/ferry.html", "ru/2026/02/07/ferry.html", "arabic/2026/02/08/ferry.html"] {
        assert_eq!(lines(&desk.page(file)), expected, "{file}");
    }
    // A key of their own joins two texts that no file name does.
    assert_eq!(lines(&desk.page("ru/2026/02/05/bridge.html")).len(), 3);
    assert_eq!(lines(&desk.page("2026/02/06/tides.html")), Vec::<String>::new());
    assert_eq!(lines(&desk.page("world/index.html")).len(), 4);
    let sitemap = desk.page("ru/sitemap-2026-02.xml");
    assert!(
        sitemap.contains("hreflang=\"x-default\" href=\"https://news.example/2026/02/07/ferry.html\""),
        "{sitemap}"
    );
    let answer = desk.run(&["check"]);
    assert!(!answer.stderr.contains("hreflang"), "{}", answer.stderr);
}

#[test]
fn a_text_without_a_translation_is_left_out_or_shown_as_it_is() {
    let desk = site("fall-back");
    assert_eq!(desk.build().code, 0);
    let page = desk.page("ru/2026/02/06/tides.html");
    assert!(page.contains("<html lang=\"en\" dir=\"ltr\">") && page.contains("Этот текст не переведён."), "{page}");
    assert!(page.contains("<link rel=\"canonical\" href=\"https://news.example/2026/02/06/tides.html\">"));
    assert!(desk.page("ru/world/index.html").contains("lang=\"en\" dir=\"ltr\"><a href=\"/ru/2026/02/06/tides.html\""));
    assert!(!desk.page("ru/sitemap-2026-02.xml").contains("tides"));
    assert!(!desk.has("arabic/2026/02/06/tides.html"));
}

#[test]
fn a_link_leads_to_the_translation_and_else_to_the_text() {
    let desk = site("leave-out");
    desk.story("world/more.ru.md", "Ещё", "2026-02-09", "", "[паром](ferry.md)");
    desk.build();
    assert!(desk.page("ru/2026/02/09/more.html").contains("<a href=\"/ru/2026/02/07/ferry.html\">паром</a>"));
    assert!(desk.page("ru/2026/02/07/ferry.html").contains("<a href=\"/2026/02/06/tides.html\">приливы</a>"));
}

#[test]
fn every_page_leads_to_every_language_also_from_disk() {
    let desk = site("leave-out");
    desk.file("book.toml", BOOK.replace("MISSING", "leave-out").replace("base-url = \"https://news.example/\"", ""));
    desk.build();
    let page = desk.page("ru/2026/02/07/ferry.html");
    for address in
        ["../../../../2026/02/07/ferry.html", "../../../../arabic/2026/02/08/ferry.html", "../../../../assets/style-"]
    {
        assert!(page.contains(&format!("href=\"{address}")), "{address}: {page}");
    }
    assert!(desk.page("2026/02/06/tides.html").contains("href=\"../../../ru/index.html\" hreflang=\"ru\""));
}

#[test]
fn a_wrong_language_is_said() {
    let desk = Desk::empty();
    desk.file(
        "book.toml",
        "[book]\ntitle = \"A\"\n[languages.russian]\n[languages.en]\n[languages.de]\nmissing = \"leave\"\n",
    );
    let answer = desk.run(&["build"]);
    for words in ["did you mean `ru`?", "`en` is the site's own language", "expected `leave-out` or `fall-back`"] {
        assert!(answer.stderr.contains(words), "{words}: {}", answer.stderr);
    }
}

#[test]
fn newsrooms_in_other_languages_are_whole() {
    for (tag, dir, day) in [
        ("de", "ltr", "20.\u{a0}November\u{a0}2026"),
        ("ar", "rtl", "20\u{a0}نوفمبر\u{a0}2026"),
        ("ja", "ltr", "2026年11月20日"),
    ] {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/newsrooms").join(tag);
        let desk = Desk::empty();
        for (path, bytes) in tree(&root) {
            desk.file(&path, bytes);
        }
        let answer = desk.build_with(&["--at", "2026-11-20T12:00"]);
        assert_eq!((answer.code, answer.stderr.as_str()), (0, ""), "{tag}");
        let home = desk.page("index.html");
        assert!(home.contains(&format!("<html lang=\"{tag}\" dir=\"{dir}\">")), "{tag}");
        assert!(home.contains(day), "{tag}: {home}");
        for english in ["Skip to", "Latest", "Topics", "Search", "Published", "Archive"] {
            assert!(!home.contains(english), "{tag}: {english}");
        }
        let checked = desk.run(&["check", "--at", "2026-11-20T12:00"]);
        assert_eq!(checked.code, 0, "{tag}: {}", checked.stderr);
        // Terms have texts of their own, which name them in Latin letters, or `slugs` says so.
        for path in desk.site().keys() {
            assert!(path.is_ascii(), "{tag}: {path}");
        }
    }
}

#[test]
fn addresses_may_be_in_ascii() {
    let desk = Desk::empty();
    desk.file("book.toml", "[book]\nlanguage = \"de\"\n[site]\nslugs = \"ascii\"\n");
    desk.file(
        "content/Straßen/Überholspur.md",
        "---\ntitle: Überholspur\ndate: 2026-11-20T07:30\ntags: [Fähren, FÄHREN]\nlocation: 東京\n---\nNeu.\n",
    );
    desk.file("content/topics/Fähren.md", "---\ntitle: Fähren\n---\nÜber die Fähren.\n");
    assert_eq!(desk.build_with(&["--at", "2026-11-20T12:00"]).code, 0);
    assert!(desk.page("2026/11/20/ueberholspur.html").contains("tags/faehren/"));
    assert!(desk.page("tags/faehren/index.html").contains("Über die Fähren."));
    assert!(desk.page("strassen/index.html").contains("Überholspur"));
    assert!(desk.page("places/dong-jing/index.html").contains("東京"));
    for path in desk.site().keys() {
        assert!(path.is_ascii(), "{path}");
    }
    desk.file("book.toml", "[site]\nslugs = \"acsii\"\n");
    let answer = desk.run(&["build"]);
    assert!(answer.stderr.contains("expected `unicode` or `ascii`, found `acsii`"), "{}", answer.stderr);
}
