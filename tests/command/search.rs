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

#[test]
fn nothing_held_is_in_any_file_of_the_search() {
    let desk = Desk::new();
    desk.story("world/ferry.md", "Ferries run again", "2026-02-07", "", "The harbour is open.");
    for (name, held) in [
        ("draft", "draft: true\n"),
        ("embargo", "embargo: 2027-01-01T00:00Z\n"),
        ("expired", "expires: 2026-02-08T00:00Z\n"),
        ("killed", "state: kill\n"),
    ] {
        let more = format!("{held}description: Zephyrine {name}\ntags: [zephyrine]\n");
        desk.story(&format!("world/{name}.md"), &format!("Zephyrine {name}"), "2026-02-06", &more, "Zephyrine.");
    }
    desk.build_with(&["--at", "2026-03-01T12:00Z"]);
    let all = words(&desk.site()).to_lowercase();
    assert!(all.contains("ferries") && !all.contains("zephyrine"), "{all}");
    // It is found when it is due, and not before.
    desk.build_with(&["--at", "2027-01-01T00:00Z"]);
    let all = words(&desk.site()).to_lowercase();
    assert!(all.contains("zephyrine embargo") && !all.contains("zephyrine draft"), "{all}");
}

#[cfg(feature = "serve")]
mod browser {
    use super::*;
    use crate::chromium::{Browser, key};
    use crate::desk::tree;
    use serde_json::json;
    use std::path::Path;

    fn titles(browser: &Browser) -> serde_json::Value {
        browser.run("return [...document.querySelectorAll('#results .headline')].map(one => one.textContent)")
    }

    fn open(browser: &Browser, desk: &Desk, query: &str) {
        browser.open(&format!("file://{}{query}", desk.path("public/search/index.html").display()));
    }

    /// Writes words into the field, in the place of those in it, and waits for the answer.
    fn search(browser: &Browser, words: &str) {
        browser.run("q.focus(); q.select(); found.textContent = ''");
        browser.press(&format!("{}{words}{}", key::BACKSPACE, key::ENTER));
        browser.until("found.textContent && found.textContent !== q.form.dataset.searching");
    }

    #[test]
    fn a_reader_finds_stories_from_disk_with_keys_alone() {
        let desk = desk();
        desk.build_with(&["--base-url", ""]);
        let Some(browser) = Browser::new() else { return };
        // The word as it is being typed, from the address.
        open(&browser, &desk, "?q=ferri");
        browser.until("document.querySelectorAll('#results li').length === 2");
        open(&browser, &desk, "");
        browser.tab_until("element.id === 'q'");
        for (words, expected) in [
            ("ferries", json!(["Ferries run again", "Spring tide"])),
            ("ferry waited", json!(["Spring tide"])),
            ("CREPES", json!(["Spring tide"])),
            // Letters that changed places, also at the beginning; one that lacks; one too many.
            ("harbuor", json!(["Ferries run again"])),
            ("ahrbour", json!(["Ferries run again"])),
            ("harbur", json!(["Ferries run again"])),
            ("hharbour", json!(["Ferries run again"])),
            ("zephyrine", json!([])),
        ] {
            search(&browser, words);
            assert_eq!(titles(&browser), expected, "{words}");
        }
        search(&browser, "harbuor");
        assert_eq!(browser.run("return also.textContent"), json!("Also searched for: harbour"));
        search(&browser, "ferry");
        assert_eq!(browser.run("return document.querySelector('mark').textContent"), json!("Ferries"));
        assert_eq!(browser.run("return found.textContent"), json!("2 stories found"));
        browser.tab_until("element.id === 'since'");
        browser.press("02072026");
        browser.until("document.querySelectorAll('#results li').length === 1");
        assert_eq!(titles(&browser), json!(["Ferries run again"]));
        browser.tab_until("element.closest('#results')");
        browser.press(&key::ENTER.to_string());
        browser.until("document.title.startsWith('Ferries run again')");
    }

    #[test]
    fn those_who_cannot_see_it_are_told_what_is_there() {
        let desk = desk();
        desk.story("town/fair.md", "Fair opens", "2026-02-05", "", "A ferry.");
        desk.build_with(&["--base-url", ""]);
        let Some(browser) = Browser::new() else { return };
        open(&browser, &desk, "");
        browser.until("!q.form.hidden");
        for (part, role, name) in [
            (".search-form", "search", ""),
            ("#q", "searchbox", "Search for"),
            (".search-form button", "button", "Search"),
            ("#section", "combobox", "Section"),
            ("#since", "Date", "Since"),
            ("#until", "Date", "Until"),
            ("#found", "status", ""),
        ] {
            assert_eq!(browser.told(part), (role.into(), name.into()), "{part}");
        }
        search(&browser, "ferries");
        assert_eq!(browser.told("#results"), ("list".into(), String::new()));
        assert_eq!(browser.told("#results h2"), ("heading".into(), "Ferries run again".into()));
        // The words stay where they are typed: nobody is led away from them by results.
        assert_eq!(browser.run("return document.activeElement.id"), json!("q"));
    }

    #[test]
    fn more_is_shown_with_the_focus_on_the_first_of_it() {
        let desk = Desk::new();
        for day in 1..=25 {
            desk.story(&format!("a/{day}.md"), &format!("Tide {day}"), &format!("2026-01-{day:02}"), "", "A tide.");
        }
        desk.build_with(&["--base-url", ""]);
        let Some(browser) = Browser::new() else { return };
        open(&browser, &desk, "");
        search(&browser, "tides");
        assert_eq!(browser.run("return found.textContent"), json!("25 stories found"));
        assert_eq!(titles(&browser).as_array().unwrap().len(), 10);
        browser.tab_until("element.id === 'more'");
        browser.press(&key::ENTER.to_string());
        browser.until("document.activeElement.textContent === 'Tide 15'");
        browser.tab_until("element.id === 'more'");
        browser.press(&key::ENTER.to_string());
        browser.until("document.activeElement.textContent === 'Tide 5' && document.getElementById('more').hidden");
    }

    #[test]
    fn stories_are_found_in_their_own_language() {
        let Some(browser) = Browser::new() else { return };
        for (tag, queries) in [
            (
                "de",
                &[
                    // Another form, the umlaut written out or left out, a word mistyped, one of sixty letters.
                    ("drehbrücken", "Drehbrücke bleibt an zwei Sonntagen offen", "Drehbrücke"),
                    ("faehre", "Die Fähre nach Strandholm fährt wieder zu jeder Stunde", "Fähre"),
                    ("fussganger", "Drehbrücke bleibt an zwei Sonntagen offen", "Fußgänger"),
                    ("krannich", "So viele Kraniche wie nie am Wiesensee", "Kraniche"),
                    (
                        "donaudampf",
                        "Donaudampfschifffahrtsgesellschaftsmuseum öffnet wetterfest",
                        "Donaudampfschifffahrtsgesellschaftsmuseum",
                    ),
                ][..],
            ),
            (
                "ar",
                &[
                    // With and without the article and vowel points, with another alif, mistyped.
                    ("جسر", "الجسر الدوّار مفتوح للسفن يومي جمعة", "الجسر"),
                    ("العباره", "العبّارة تعود إلى رحلة كل ساعة", "العبّارة"),
                    ("اغنية", "جوقة الصيادين تغني في مصنع الثلج القديم", ""),
                    ("المكتبه", "المكتبة تعير الأدوات أيضاً", "المكتبة"),
                    ("الزيتوون", "موسم زيتون مبكر في القرى العليا", "زيتون"),
                ],
            ),
            (
                "ja",
                &[
                    ("連絡船", "連絡船、毎時運航に戻る", "連絡船"),
                    ("みかん", "みかんの収穫、十日早く始まる", "みかん"),
                    ("ﾂﾙ", "草原湖のツル、過去最多", "ツル"),
                    ("橋", "回転橋、日曜二回は船のために開放", "橋"),
                    ("図書館 工具", "図書館、工具の貸し出しも", "図書館"),
                ],
            ),
        ] {
            let desk = Desk::empty();
            for (path, bytes) in tree(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/newsrooms").join(tag)) {
                desk.file(&path, bytes);
            }
            desk.build_with(&["--at", "2026-11-20T12:00", "--base-url", ""]);
            open(&browser, &desk, "");
            for (words, title, marked) in queries {
                search(&browser, words);
                assert_eq!(titles(&browser)[0], json!(title), "{words}");
                let mark = browser.run("return document.querySelector('#results li mark')?.textContent ?? ''");
                assert_eq!(mark, json!(marked), "{words}");
            }
        }
    }
}
