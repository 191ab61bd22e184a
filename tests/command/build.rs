//! What a build makes.

use crate::desk::{BOOK, Desk, tree};

/// A small newsroom with something of everything.
pub(crate) fn newsroom() -> Desk {
    let desk = Desk::new();
    desk.story(
        "harbour/ferries.md",
        "Ferries resume",
        "2026-02-07 14:30",
        "tags: [ferries, winter]\nauthors: [Ana Reis]\nlocation: Porto\naliases: [/old/ferries.html]\n",
        "The ferries run again.\n\n## The timetable\n\nEvery hour.\n\n> [!QUOTE] Rui Costa, harbour master\n> We are glad.",
    );
    desk.story("land/olives.md", "Olives ripen", "2026-02-06", "tags: [harvest, Winter]\n", "They are green.");
    desk.story("land/kites.md", "Kites fly", "2025-12-31", "", "High.");
    desk.file("content/about.md", "---\ntitle: About us\n---\n\nWe are a test.\n");
    desk
}

#[test]
fn every_kind_of_page_is_made() {
    let desk = newsroom();
    desk.build();
    for page in [
        "index.html",
        "2026/02/07/ferries.html",
        "2026/02/07/ferries.md",
        "2026/02/07/index.html",
        "2026/02/index.html",
        "2026/index.html",
        "archive/index.html",
        "harbour/index.html",
        "land/index.html",
        "latest/index.html",
        "tags/index.html",
        "tags/ferries/index.html",
        "tags/winter/index.html",
        "authors/ana-reis/index.html",
        "places/porto/index.html",
        "about.html",
        "old/ferries.html",
        "404.html",
        "feed.xml",
        "atom.xml",
        "feed.json",
        "harbour/feed.xml",
        "tags/winter/feed.xml",
        "sitemap.xml",
        "sitemap-2026-02.xml",
        "sitemap-news.xml",
        "robots.txt",
        "2026/02/07/ferries.txt",
        "2026/02/07/ferries.json",
        "text/index.html",
        "text/2026/02/07/ferries.html",
        "text/harbour/index.html",
        "_headers",
        "_redirects",
        "favicon.svg",
        "site.webmanifest",
    ] {
        assert!(desk.has(page), "{page} is missing");
    }
}

#[test]
fn a_story_has_its_anchor_its_callout_and_its_neighbours() {
    let desk = newsroom();
    desk.build();
    let page = desk.page("2026/02/07/ferries.html");
    for part in [
        "<h1>Ferries resume</h1>",
        r#"<h2 id="the-timetable">"#,
        "<figcaption>Rui Costa, ",
        r#"datetime="2026-02-07T14:30:00+00:00""#,
        r#"href="/authors/ana-reis/""#,
        r#"href="/tags/winter/""#,
        r#"<link rel="canonical" href="https://wire.example/2026/02/07/ferries.html">"#,
        r#"href="/2026/02/07/ferries.md""#,
    ] {
        assert!(page.contains(part), "{part} is missing in:\n{page}");
    }
    let moved = desk.page("old/ferries.html");
    assert!(moved.contains("/2026/02/07/ferries.html"), "{moved}");
}

#[test]
fn the_last_line_says_what_was_done() {
    let desk = newsroom();
    let first = desk.build();
    assert!(first.stdout.starts_with("3 stories on "), "{}", first.stdout);
    assert!(first.stdout.contains(" written, 0 unchanged, 0 removed; "), "{}", first.stdout);
    let second = desk.build();
    assert!(second.stdout.contains("; 0 files written, "), "{}", second.stdout);
    let json: serde_json::Value = serde_json::from_str(&desk.build_with(&["--json"]).stdout).unwrap();
    assert_eq!(json["stories"], 3);
    assert_eq!(json["files"]["written"], 0);
    assert_eq!(desk.build_with(&["--quiet"]).stdout, "");
}

#[test]
fn any_number_of_threads_makes_the_same_bytes() {
    let desk = newsroom();
    let mut sites = Vec::new();
    for jobs in ["1", "2", "7"] {
        let out = format!("out-{jobs}");
        desk.build_with(&["--jobs", jobs, "--out", &out]);
        sites.push(tree(&desk.path(&out)));
    }
    assert_eq!(sites[0], sites[1]);
    assert_eq!(sites[0], sites[2]);
}

#[test]
fn a_second_build_leaves_what_a_first_one_would_make() {
    let desk = newsroom();
    desk.build();
    desk.story("harbour/ferries.md", "Ferries stop", "2026-02-07 14:30", "tags: [ferries]\n", "Again.");
    desk.remove("content/land/kites.md");
    desk.story("games/chess.md", "A draw", "2026-02-08", "", "After sixty moves.");
    desk.build();
    let after = desk.site();
    desk.build_with(&["--out", "clean"]);
    let clean = tree(&desk.path("clean"));
    let names = |site: &std::collections::BTreeMap<String, Vec<u8>>| site.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(&after), names(&clean));
    assert_eq!(after, clean);
    assert!(!desk.has("2025"), "an empty folder was left behind");
}

#[test]
fn a_new_story_changes_no_numbered_page() {
    let desk = Desk::new();
    desk.file("book.toml", format!("{BOOK}per-page = 3\n"));
    for day in 1..=9 {
        desk.story(&format!("world/day-{day}.md"), &format!("Day {day}"), &format!("2026-01-0{day}"), "", "News.");
    }
    desk.build();
    let before = desk.site();
    desk.story("world/day-10.md", "Day 10", "2026-01-10", "", "News.");
    desk.story("world/day-11.md", "Day 11", "2026-01-11", "", "News.");
    desk.story("world/day-12.md", "Day 12", "2026-01-12", "", "News.");
    desk.build();
    let after = desk.site();
    for number in 1..=2 {
        let page = format!("world/page/{number}/index.html");
        assert_eq!(before[&page], after[&page], "{page} changed");
    }
    assert!(String::from_utf8_lossy(&before["world/page/3/index.html"]).contains("http-equiv=\"refresh\""));
    assert!(String::from_utf8_lossy(&after["world/page/3/index.html"]).contains("Day 7"));
}

#[test]
fn wire_text_and_markdown_stand_side_by_side() {
    let desk = Desk::new();
    desk.file(
        "content/world/2026-03-03-lanterns.txt",
        "Lanterns light the quay\n\nPORTO, March 3 (Test Wire) - Four hundred lanterns were lit on the quay on Tuesday.\n\nTwo went out.\n",
    );
    desk.story("world/olives.md", "Olives ripen", "2026-02-06", "", "See [the lanterns](2026-03-03-lanterns.txt).");
    desk.build();
    let page = desk.page("2026/03/03/lanterns.html");
    assert!(page.contains(r#"<span class="dateline">PORTO, March 3 (Test Wire) -</span> Four hundred"#), "{page}");
    let olives = desk.page("2026/02/06/olives.html");
    assert!(olives.contains(r#"<a href="/2026/03/03/lanterns.html">"#), "{olives}");
}

#[test]
fn only_pictures_that_a_story_shows_are_published() {
    let desk = Desk::new();
    desk.story("land/olives.md", "Olives ripen", "2026-02-06", "", "![A tree](tree.jpg)");
    desk.story("land/held.md", "Held", "2026-02-06", "draft: true\n", "![A secret](secret.jpg)");
    desk.file("content/land/tree.jpg", crate::pictures::PICTURE)
        .file("content/land/secret.jpg", crate::pictures::PICTURE);
    desk.build();
    assert!(desk.has("land/tree.jpg"));
    assert!(!desk.has("land/secret.jpg"));
    assert!(desk.page("2026/02/06/olives.html").contains(r#"src="/land/tree.jpg""#));
}

#[test]
fn a_story_can_stand_in_a_folder_of_its_own() {
    let desk = Desk::new();
    desk.file("book.toml", format!("{BOOK}permalink = \"/{{section}}/{{slug}}/\"\n"));
    desk.story("land/olives.md", "Olives ripen", "2026-02-06", "", "Green.");
    desk.build();
    assert!(desk.has("land/olives/index.html"));
    assert!(desk.has("land/olives/index.md"));
}

#[test]
fn a_name_without_letters_gives_an_address_that_stays() {
    let desk = Desk::new();
    desk.story("land/😀.md", "Smile", "2026-02-06", "", "Green.");
    desk.story("land/!!!.md", "Shout", "2026-02-06", "", "Green.");
    desk.build();
    let stories = || {
        desk.site()
            .into_keys()
            .filter(|path| path.starts_with("2026/02/06/story-") && path.ends_with("html"))
            .collect::<Vec<_>>()
    };
    let before = stories();
    assert_eq!(before.len(), 2, "{before:?}");
    desk.story("land/😀.md", "Another headline", "2026-02-06", "", "Green.");
    desk.build();
    assert_eq!(stories(), before);
}

#[test]
fn two_spellings_of_a_topic_are_one_link() {
    let desk = Desk::new();
    desk.story("land/olives.md", "Olives", "2026-02-06", "tags: [Winter, winter]\n", "Green.");
    desk.build();
    assert_eq!(desk.page("2026/02/06/olives.html").matches("href=\"/tags/winter/\"").count(), 1);
}
