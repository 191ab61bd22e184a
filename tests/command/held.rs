//! What is held back leaves no word anywhere.

use crate::desk::Desk;

/// A word that stands nowhere but in a held story.
const SECRET: &str = "zephyrine";

fn leaks(desk: &Desk) -> Vec<String> {
    let site = desk.site();
    let holds = |text: &str| text.to_lowercase().contains(SECRET);
    site.iter()
        .filter(|(path, bytes)| holds(path) || holds(&String::from_utf8_lossy(bytes)))
        .map(|(path, _)| path.clone())
        .collect()
}

fn with(key: &str) -> Desk {
    let desk = Desk::new();
    desk.story("world/plain.md", "Plain", "2026-01-01", "", "See [that](held.md).");
    desk.story(
        "world/held.md",
        "Zephyrine headline",
        "2026-01-02",
        &format!("{key}\ntags: [zephyrine]\nauthors: [Zephyrine Costa]\nlocation: Zephyrine\nslug: zephyrine\naliases: [/zephyrine.html]\n"),
        "Zephyrine body.",
    );
    desk
}

#[test]
fn no_word_of_a_held_story_is_written() {
    for key in ["draft: true", "embargo: 2099-01-01T06:00", "expires: 2026-01-03", "state: kill", "state: hold"] {
        let desk = with(key);
        let answer = desk.build_with(&["--at", "2026-02-01"]);
        assert_eq!(leaks(&desk), Vec::<String>::new(), "with `{key}`");
        assert!(answer.stdout.contains("held: content/world/held.md ("), "{}", answer.stdout);
        assert!(answer.stdout.contains("; 1 held; "), "{}", answer.stdout);
    }
}

#[test]
fn a_story_dated_later_waits_for_its_time() {
    let desk = with("updated: 2026-01-03");
    let before = desk.build_with(&["--at", "2026-01-01T23:59"]);
    assert!(before.stdout.contains("(dated 2026-01-02 00:00 +00:00)"), "{}", before.stdout);
    assert_eq!(leaks(&desk), Vec::<String>::new());
    desk.build_with(&["--at", "2026-01-02T00:00"]);
    assert!(desk.has("2026/01/02/zephyrine.html"));
}

#[test]
fn a_story_that_is_killed_leaves_the_site_that_had_it() {
    let desk = with("updated: 2026-01-03");
    desk.build();
    assert!(leaks(&desk).len() > 5);
    desk.story("world/held.md", "Zephyrine headline", "2026-01-02", "state: kill\n", "Zephyrine body.");
    desk.build();
    assert_eq!(leaks(&desk), Vec::<String>::new());
}

#[test]
fn the_clock_is_in_the_zone_of_the_site() {
    let desk = with("embargo: 2026-01-05 06:00");
    let book = std::fs::read_to_string(desk.path("book.toml")).unwrap();
    desk.file("book.toml", format!("{book}timezone = \"Asia/Tokyo\"\n"));
    desk.build_with(&["--at", "2026-01-05T05:59"]);
    assert_eq!(leaks(&desk), Vec::<String>::new());
    desk.build_with(&["--at", "2026-01-04T21:00:00Z"]);
    assert!(!leaks(&desk).is_empty());
}

#[test]
fn drafts_can_be_looked_at() {
    let desk = with("draft: true");
    desk.build_with(&["--drafts"]);
    assert!(desk.has("2026/01/02/zephyrine.html"));
}

#[test]
fn what_the_desk_notes_in_front_matter_is_not_published() {
    let desk = Desk::new();
    let noted = "# zephyrine: call again\ntags: [x] # zephyrine\n";
    desk.story("world/plain.md", "'Plain #1'", "2026-01-01", noted, "Text # with a sign.");
    desk.build();
    assert_eq!(leaks(&desk), Vec::<String>::new());
    let copy = desk.page("2026/01/01/plain.md");
    assert!(copy.contains("Plain #1"), "{copy}");
    assert!(copy.contains("Text # with a sign."), "{copy}");
}

#[test]
fn the_markdown_beside_a_page_tells_no_name_of_a_held_file_and_no_comment() {
    let desk = Desk::new();
    desk.story(
        "world/plain.md",
        "Plain",
        "2026-01-01",
        "",
        "See [that](zephyrine.md). <!-- zephyrine calls at six -->",
    );
    desk.story("world/zephyrine.md", "Held", "2026-01-02", "draft: true\n", "Words.");
    desk.build();
    assert_eq!(leaks(&desk), Vec::<String>::new());
    assert!(desk.page("2026/01/01/plain.md").contains("See [that]()."));
}

#[test]
fn a_lead_picture_that_is_not_there_is_told() {
    let desk = Desk::new();
    desk.story("a.md", "A", "2026-01-01", "image: nowhere.jpg\n", "Words.");
    let answer = desk.build();
    assert!(answer.stderr.contains("there is no file `content/nowhere.jpg`"), "{}", answer.stderr);
    assert!(!desk.page("2026/01/01/a.html").contains("nowhere.jpg"));
}
