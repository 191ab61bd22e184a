//! The search, as readers and hosts meet it.

use crate::desk::Desk;
use std::collections::BTreeMap;

fn desk() -> Desk {
    let desk = Desk::new();
    desk.story("world/ferry.md", "Ferries run again", "2026-02-07", "", "The harbour is open.");
    desk.story("world/tide.md", "Spring tide", "2026-02-06", "", "A ferry waited. Crêpes were sold.");
    desk.story("town/held.md", "Zephyrine", "2026-02-05", "draft: true\n", "Zephyrine.");
    desk
}

/// The files of the search, all in one.
fn words(site: &BTreeMap<String, Vec<u8>>) -> String {
    let files = site.iter().filter(|(path, _)| path.starts_with("search/") && path.ends_with(".js"));
    files.map(|(_, bytes)| String::from_utf8_lossy(bytes)).collect()
}

#[test]
fn every_story_that_is_shown_is_found_by_its_words_and_no_other() {
    let desk = desk();
    desk.build();
    let all = words(&desk.site());
    assert!(all.contains("ferries ferry\\t"), "{all}");
    assert!(all.contains("crepes") && all.contains("Spring tide"));
    assert!(!all.to_lowercase().contains("zephyrine"));
}

#[test]
fn a_story_changes_only_the_files_that_it_is_in() {
    let desk = desk();
    desk.story("world/old.md", "Old pier", "2025-03-01", "", "A pier.");
    desk.build();
    let before = desk.site();
    desk.story("world/tide.md", "Spring tide", "2026-02-06", "", "A ferry waited. Crêpes were given away.");
    desk.build();
    let after = desk.site();
    let changed: Vec<_> =
        after.iter().filter(|(path, bytes)| before.get(*path) != Some(bytes)).map(|(path, _)| path).collect();
    assert!(changed.iter().any(|path| path.starts_with("search/20260101-1231/")), "{changed:?}");
    assert!(!changed.iter().any(|path| path.starts_with("search/20250101-1231/")), "{changed:?}");
}

#[test]
fn a_site_may_do_without() {
    let desk = desk();
    desk.file("book.toml", "[book]\ntitle = \"A\"\n[outputs]\npages = [\"tags\"]\n");
    desk.build();
    assert!(!desk.site().keys().any(|path| path.starts_with("search/")));
    assert!(!desk.page("index.html").contains("search/"));
}

#[test]
fn many_topics_stand_by_their_letters() {
    let desk = Desk::new();
    let tags: Vec<String> = (0..45).map(|at| format!("{} topic {at}", ["Öl", "Ost", "apple"][at % 3])).collect();
    desk.story("world/a.md", "A", "2026-02-07", &format!("tags: [{}]\n", tags.join(", ")), "A.");
    desk.build();
    let page = desk.page("tags/index.html");
    assert!(page.contains(">A</h2>") && page.contains(">O</h2>") && !page.contains(">Ö</h2>"), "{page}");
}

#[cfg(feature = "serve")]
mod browser {
    use super::*;
    use crate::chromium::Browser;
    use serde_json::json;

    fn titles(browser: &Browser) -> serde_json::Value {
        browser.run("return [...document.querySelectorAll('#results .headline')].map(one => one.textContent)")
    }

    fn search(browser: &Browser, words: &str) {
        let script = format!(
            "q.value = {}; document.getElementById('found').textContent = ''; q.form.requestSubmit()",
            json!(words)
        );
        browser.run(&script);
        browser.until("document.getElementById('found').textContent.match(/\\d|Nothing|loaded|[。.]/)");
    }

    #[test]
    fn a_reader_finds_stories_from_disk_with_keys_alone() {
        let desk = desk();
        desk.file("book.toml", "[book]\ntitle = \"Harbour News\"\n");
        desk.build();
        let Some(browser) = Browser::new() else { return };
        browser.open(&format!("file://{}?q=ferri", desk.path("public/search/index.html").display()));
        // The word as it is being typed, from the address.
        browser.until("document.querySelectorAll('#results li').length === 2");
        assert_eq!(titles(&browser), json!(["Ferries run again", "Spring tide"]));
        for (words, expected) in [
            ("ferries", json!(["Ferries run again", "Spring tide"])),
            ("ferry waited", json!(["Spring tide"])),
            ("CREPES", json!(["Spring tide"])),
            ("harbuor", json!(["Ferries run again"])),
            ("zephyrine", json!([])),
        ] {
            search(&browser, words);
            assert_eq!(titles(&browser), expected, "{words}");
        }
        search(&browser, "ferry");
        assert_eq!(browser.run("return document.querySelector('mark').textContent"), json!("Ferries"));
        assert_eq!(browser.run("return found.textContent"), json!("2 stories found"));
        browser.run("since.value = '2026-02-07'");
        search(&browser, "ferry");
        assert_eq!(titles(&browser), json!(["Ferries run again"]));
        // What a screen reader is told, and that every part can be reached and has a name.
        let unnamed = "return [...document.querySelectorAll('.search-form :is(input, select)')].filter(one => !one.labels.length).length";
        assert_eq!(browser.run(unnamed), json!(0));
        assert_eq!(browser.run("return found.getAttribute('role')"), json!("status"));
    }
}
