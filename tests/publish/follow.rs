//! `dateline watch --publish`: the destination follows the copy and the clock.

use crate::desk::Desk;
use crate::room::{built, room, standing};
use crate::running::Running;
use std::fs;

fn follow(desk: &Desk) -> Running {
    Running::at(desk, &["watch", "--publish", "web"])
}

/// Waits until the destination is what was built last.
fn arrived(desk: &Desk) {
    assert_eq!(standing(desk, "site"), built(desk));
}

#[test]
fn what_arrives_is_published_and_so_is_what_is_withdrawn() {
    let desk = room("to = \"site\"");
    let watching = follow(&desk);
    watching.says("web, site: ");
    watching.says("published");
    arrived(&desk);
    desk.story("land/new.md", "New", "2026-02-08", "", "New words.");
    watching.says("changed: content/land/new.md");
    watching.says("published");
    arrived(&desk);
    assert!(desk.path("site/2026/02/08/new.html").exists());
    desk.story("land/new.md", "New", "2026-02-08", "state: kill\n", "New words.");
    watching.says("published");
    arrived(&desk);
    assert!(!desk.path("site/2026/02/08/new.html").exists());
}

#[test]
fn an_embargo_lifts_at_the_destination_without_a_file_touched() {
    let desk = room("to = \"site\"");
    let soon = (jiff::Timestamp::now() + jiff::SignedDuration::from_secs(6)).to_string();
    let embargo = format!("embargo: {}\n", &soon[..19]);
    desk.story("land/held.md", "The envoy returns", "2026-02-08", &embargo, "Held words.");
    let watching = follow(&desk);
    watching.says("published");
    watching.says("published");
    arrived(&desk);
    assert!(desk.path("site/2026/02/08/held.html").exists());
}

#[test]
fn what_fails_is_said_and_tried_again() {
    let desk = room("to = \"site\"");
    // A file where the folder is to be.
    desk.file("site", "in the way");
    let watching = follow(&desk);
    watching.says("error: cannot");
    watching.says("not published; trying again in 5 s");
    fs::remove_file(desk.path("site")).unwrap();
    watching.says("published");
    arrived(&desk);
}

#[test]
fn what_is_refused_waits_for_the_desk() {
    let desk = room("to = \"site\"");
    let watching = follow(&desk);
    watching.says("published");
    let before = standing(&desk, "site");
    fs::rename(desk.path("content/land/kites.md"), desk.path("content/land/dragons.md")).unwrap();
    watching.says("`/2026/02/06/kites.html` is live and would vanish");
    watching.says("nothing was published");
    assert_eq!(standing(&desk, "site"), before);
    desk.story("land/dragons.md", "Kites fly", "2026-02-06", "aliases: [/2026/02/06/kites.html]\n", "High.");
    watching.says("published");
    arrived(&desk);
    // A mistake in copy builds nothing, and publishes nothing.
    desk.story("land/dragons.md", "Kites fly", "2026-02-31", "", "High.");
    watching.says("nothing was written");
    desk.story("land/dragons.md", "Kites fly", "2026-02-06", "aliases: [/2026/02/06/kites.html]\n", "Higher.");
    watching.says("published");
    arrived(&desk);
}

#[test]
fn what_another_desk_published_meanwhile_is_left_alone() {
    let desk = room("to = \"site\"");
    let watching = follow(&desk);
    watching.says("published");
    let other = room(&format!("to = \"{}\"", desk.path("site").display()));
    other.story("harbour/ferries.md", "Ferries resume", "2026-02-07 14:30", "", "Their newer words.");
    let answer = other.run(&["publish", "--yes"]);
    assert_eq!(answer.code, 0, "{}{}", answer.stdout, answer.stderr);
    let theirs = standing(&desk, "site");
    desk.story("land/kites.md", "Kites fly", "2026-02-06", "", "Low above the land.");
    watching.says("published there meanwhile");
    watching.says("not published; trying again");
    assert_eq!(standing(&desk, "site"), theirs);
}

#[test]
fn a_run_that_was_cut_off_is_finished_by_the_next_watch() {
    let desk = room("to = \"site\"");
    for at in 0..60 {
        desk.story(&format!("s/n{at}.md"), &format!("Story {at}"), "2026-01-01", "", "Words.");
    }
    let watching = follow(&desk);
    watching.says("web, site: ");
    drop(watching);
    let watching = follow(&desk);
    watching.says("publish");
    // Either it goes on, or all was there.
    let again = follow(&desk);
    again.says("nothing to publish: it is all there");
    drop(watching);
    arrived(&desk);
}

#[test]
fn a_destination_that_is_not_there_is_told_at_once() {
    let desk = room("to = \"site\"");
    let answer = desk.run(&["watch", "--publish", "wep"]);
    assert_eq!(answer.code, 2, "{}", answer.stdout);
    assert!(answer.stderr.contains("there is no destination `wep`"), "{}", answer.stderr);
    let answer = desk.run(&["watch", "--publish", "web", "--drafts"]);
    assert_eq!(answer.code, 2, "{}", answer.stdout);
    assert!(answer.stderr.contains("cannot be used with"), "{}", answer.stderr);
}
