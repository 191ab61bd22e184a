//! A new site, and a new story in it.

use crate::desk::Desk;

#[test]
fn a_new_site_builds_at_once() {
    let desk = Desk::empty();
    let made = desk.run(&["init", "site", "--title", "The \"Quoted\" Times"]);
    assert_eq!(made.code, 0, "{}", made.stderr);
    let built = desk.run(&["build", "site"]);
    assert_eq!(built.code, 0, "{}{}", built.stdout, built.stderr);
    let home = std::fs::read_to_string(desk.path("site/public/index.html")).unwrap();
    assert!(home.contains("The &quot;Quoted&quot; Times"), "{home}");
    let again = desk.run(&["init", "site"]);
    assert_eq!(again.code, 2);
    assert!(again.stderr.contains("has a `book.toml` already"), "{}", again.stderr);
}

#[test]
fn a_new_story_is_dated_in_the_zone_of_the_site() {
    let desk = Desk::new();
    desk.file("book.toml", format!("{}timezone = \"Asia/Tokyo\"\n", crate::desk::BOOK));
    let made = desk.run(&["new", "Ferries: a \"new\" start", "--section", "harbour", "--at", "2026-01-31T20:15:40Z"]);
    assert_eq!(made.code, 0, "{}", made.stderr);
    let text = std::fs::read_to_string(desk.path("content/harbour/ferries-a-new-start.md")).unwrap();
    assert!(text.contains("date: 2026-02-01T05:15:00"), "{text}");
    desk.build_with(&["--at", "2026-02-02"]);
    assert!(desk.page("2026/02/01/ferries-a-new-start.html").contains("Ferries: a &quot;new&quot; start"));
    let again = desk.run(&["new", "Ferries: a new start", "--section", "harbour"]);
    assert_eq!(again.code, 2);
}

#[test]
fn a_folder_that_is_no_project_is_said_to_be_none() {
    let desk = Desk::empty();
    let answer = desk.run(&["build"]);
    assert_eq!(answer.code, 1);
    assert!(answer.stderr.contains("there is no `book.toml` here"), "{}", answer.stderr);
    assert_eq!(desk.run(&["build", "nowhere"]).code, 2);
}

#[test]
fn a_story_is_begun_only_in_a_project_whose_settings_can_be_read() {
    for book in [None, Some("[site]\ntimezone = \"Europe/Lissabon\"\n")] {
        let desk = Desk::empty();
        if let Some(book) = book {
            desk.file("book.toml", book);
        }
        let answer = desk.run(&["new", "Ferries"]);
        assert_eq!(answer.code, 1, "{}", answer.stdout);
        assert!(answer.stderr.contains("book.toml"), "{}", answer.stderr);
        assert!(!desk.path("content").exists());
    }
}
