//! `dateline due`: what comes next.

use crate::desk::{BOOK, Desk};

fn desk() -> Desk {
    let desk = Desk::new();
    desk.file("book.toml", format!("{BOOK}timezone = \"Europe/Lisbon\"\n"));
    desk.story("plain.md", "Plain", "2026-01-01", "", "Plain.");
    desk.story("held.md", "Held", "2026-01-02", "embargo: 2026-11-24 06:00\nexpires: 2026-11-26\n", "Held.");
    desk.story("later.md", "Later", "2026-11-25 12:00", "embargo: 2026-11-24 06:00\n", "Later.");
    desk.story("passing.md", "Passing", "2026-01-03", "expires: 2026-11-24T07:30:00+01:00\n", "Passing.");
    desk.story("draft.md", "Draft", "2026-01-04", "draft: true\nexpires: 2026-12-01\n", "Draft.");
    desk.file("content/about.md", "---\ntitle: About\nexpires: 2027-01-01\n---\n\nAbout.\n");
    desk
}

#[test]
fn what_comes_next_is_listed_in_its_order() {
    let answer = desk().run(&["due", "--at", "2026-11-23"]);
    assert_eq!(answer.code, 0, "{}", answer.stderr);
    assert_eq!(
        answer.stdout,
        "\
2026-11-24 06:00 +00:00  appears  content/held.md
2026-11-24 06:30 +00:00  expires  content/passing.md
2026-11-25 12:00 +00:00  appears  content/later.md
2026-11-26 00:00 +00:00  expires  content/held.md
2027-01-01 00:00 +00:00  expires  content/about.md
"
    );
}

#[test]
fn programs_get_an_object_a_line() {
    let answer = desk().run(&["due", "--at", "2026-11-25T13:00", "--json"]);
    assert_eq!(
        answer.stdout,
        "{\"at\":\"2026-11-26T00:00:00Z\",\"file\":\"content/held.md\",\"event\":\"expires\"}\n\
         {\"at\":\"2027-01-01T00:00:00Z\",\"file\":\"content/about.md\",\"event\":\"expires\"}\n"
    );
}

#[test]
fn where_nothing_is_due_it_says_so() {
    let desk = Desk::new();
    desk.story("plain.md", "Plain", "2026-01-01", "", "Plain.");
    assert_eq!(desk.run(&["due"]).stdout, "nothing is due\n");
    assert_eq!(desk.run(&["due", "--json"]).stdout, "");
}
