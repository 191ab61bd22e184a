//! `dateline watch`: the site follows the copy and the clock.

use crate::desk::Desk;
use crate::running::{HANG, Running};
use std::fs;

#[test]
fn the_site_follows_the_copy() {
    for args in [&["watch"][..], &["watch", "--poll"], &["build", "--watch"]] {
        let desk = Desk::new();
        desk.story("world/ferries.md", "Ferries return", "2026-01-02", "", "The ferries returned.");
        let watching = Running::at(&desk, args);
        watching.says("1 story");
        assert!(desk.page("2026/01/02/ferries.html").contains("The ferries returned."));

        desk.story("world/ferries.md", "Ferries return", "2026-01-02", "", "They returned at dawn.");
        watching.says("changed: content/world/ferries.md");
        watching.says("1 story");
        assert!(desk.page("2026/01/02/ferries.html").contains("They returned at dawn."));

        desk.file("content/harbour/new.txt", "A crane\n\nPORTO, January 3, 2026. /CW/. The crane was lifted.\n");
        watching.says("2 stories");
        assert!(desk.has("2026/01/03/new.html"));

        desk.remove("content/world/ferries.md");
        watching.says("1 story");
        assert!(!desk.has("2026/01/02/ferries.html"));

        desk.file("book.toml", crate::desk::BOOK.replace("The Test Wire", "The Other Wire"));
        watching.says("changed: book.toml");
        watching.says("1 story");
        assert!(desk.page("index.html").contains("The Other Wire"));
    }
}

#[test]
fn a_mistake_is_said_and_leaves_the_old_site() {
    let desk = Desk::new();
    desk.story("a.md", "Ferries return", "2026-01-02", "", "The ferries returned.");
    let watching = Running::at(&desk, &["watch"]);
    watching.says("1 story");
    let before = desk.site();
    desk.story("a.md", "Ferries return", "2026-01-02", "byeline: Ana\n", "Other words.");
    watching.says("unknown front matter key `byeline`");
    watching.says("nothing was written");
    assert_eq!(desk.site(), before);
    desk.story("a.md", "Ferries return", "2026-01-02", "byline: Ana\n", "Other words.");
    watching.says("1 story");
    assert!(desk.page("2026/01/02/a.html").contains("Other words."));
}

#[test]
fn an_embargo_lifts_and_a_story_expires_without_a_file_touched() {
    let desk = Desk::new();
    let soon = |seconds: i64| (jiff::Timestamp::now() + jiff::SignedDuration::from_secs(seconds)).to_string();
    desk.story("plain.md", "Plain", "2026-01-01", "", "Plain words.");
    desk.story("held.md", "Held", "2026-01-02", &format!("embargo: {}\n", &soon(5)[..19]), "Held words.");
    desk.story("gone.md", "Gone", "2026-01-03", &format!("expires: {}\n", &soon(14)[..19]), "Passing words.");
    let watching = Running::at(&desk, &["watch"]);
    watching.says("3 stories");
    assert!(desk.page("2026/01/02/held.html").contains("Held words."));
    watching.says("2 stories");
    assert!(!desk.has("2026/01/03/gone.html"));
}

#[test]
fn what_was_missed_is_caught_up_with_at_the_start() {
    let desk = Desk::new();
    desk.story("a.md", "One", "2026-01-01", "", "One.").build();
    desk.story("b.md", "Two", "2026-01-02", "", "Two.");
    let watching = Running::at(&desk, &["watch"]);
    watching.says("2 stories");
    assert!(desk.has("2026/01/02/b.html"));
}

#[test]
fn its_own_output_is_nothing_new() {
    let desk = Desk::new();
    desk.story("a.md", "One", "2026-01-01", "", "One.");
    let watching = Running::at(&desk, &["watch", "--out", "site"]);
    watching.says("1 story");
    fs::write(desk.path("site/CNAME"), "wire.example").unwrap();
    desk.story("b.md", "Two", "2026-01-02", "", "Two.");
    assert_eq!(watching.said.recv_timeout(HANG).unwrap(), "changed: content/b.md");
    watching.says("2 stories");
}

/// A save writes what it reaches; what somebody changed elsewhere in the output is noticed by the next
/// look at all of it, also where the file has its old length.
#[test]
fn what_was_changed_by_hand_beside_a_save_is_noticed_later() {
    let desk = Desk::new();
    desk.story("world/a.md", "One", "2026-01-01", "", "One.").story("town/b.md", "Two", "2026-01-02", "", "Two.");
    {
        let watching = Running::at(&desk, &["watch"]);
        watching.says("2 stories on ");
        let page = desk.page("2026/01/01/a.html");
        desk.file("public/2026/01/01/a.html", page.replace("One.", "Own."));
        desk.story("town/b.md", "Two", "2026-01-02", "", "Two and more.");
        watching.says("2 stories; ");
        assert!(desk.page("2026/01/02/b.html").contains("Two and more."));
        assert!(desk.page("2026/01/01/a.html").contains("Own."));
    }
    let answer = desk.run(&["build"]);
    assert!(
        answer.stderr.contains("`2026/01/01/a.html` in the output folder was changed by hand"),
        "{}",
        answer.stderr
    );
    assert!(desk.page("2026/01/01/a.html").contains("One."));
}

#[test]
fn what_was_changed_by_hand_is_written_again_once_nothing_is_saved() {
    let desk = Desk::new();
    desk.story("a.md", "One", "2026-01-01", "", "One.").story("b.md", "Two", "2026-01-02", "", "Two.");
    let watching = Running::at(&desk, &["watch"]);
    watching.says("2 stories on ");
    let about = desk.page("robots.txt");
    desk.file("public/robots.txt", "by hand");
    desk.story("b.md", "Two", "2026-01-02", "", "Two and more.");
    watching.says("2 stories; ");
    watching.says("`robots.txt` in the output folder was changed by hand");
    watching.says("2 stories on ");
    assert_eq!(desk.page("robots.txt"), about);
}

/// Another build writes to the folder between two saves.
#[test]
fn what_another_build_wrote_is_not_taken_for_its_own() {
    let desk = Desk::new();
    desk.story("a.md", "One", "2026-01-01", "", "One.").story("b.md", "Two", "2026-01-02", "", "Two.");
    let watching = Running::at(&desk, &["watch"]);
    watching.says("2 stories on ");
    desk.build_with(&["--base-url", "https://elsewhere.example/"]);
    assert!(desk.page("2026/01/01/a.html").contains("elsewhere.example"));
    desk.story("b.md", "Two", "2026-01-02", "", "Two and more.");
    watching.says("2 stories on ");
    assert!(!desk.page("2026/01/01/a.html").contains("elsewhere.example"));
}

#[test]
fn a_folder_that_is_no_project_is_not_watched() {
    let answer = Desk::empty().run(&["watch"]);
    assert_eq!(answer.code, 1, "{}", answer.stderr);
    assert!(answer.stderr.contains("there is no `book.toml` here"));
}
