//! Building again: only what would come out otherwise is made, and one may ask why.

use crate::desk::{BOOK, Desk};
use serde_json::Value;
use std::process::{Command, Stdio};
use std::time::Duration;

/// A site without the outputs that stand in each other's way when pages are counted.
const LEAN: &str = "related = 0\npages = [\"tags\"]\nfeeds = [\"rss\"]\nfeeds-of = [\"site\"]\ncopies = []\n";

fn desk() -> Desk {
    let desk = Desk::new();
    desk.file("book.toml", format!("{BOOK}[outputs]\n{LEAN}"));
    for (day, name) in [(1, "ferry"), (2, "bridge"), (3, "market"), (4, "tide")] {
        let more = "section: town\ndescription: A deck\n";
        desk.story(&format!("{name}.md"), &name.to_uppercase(), &format!("2026-02-0{day}"), more, "Calm.");
    }
    desk
}

/// How many outputs a build makes.
fn made(desk: &Desk, args: &[&str]) -> u64 {
    let answer = desk.build_with(&[&["--json"], args].concat());
    serde_json::from_str::<Value>(&answer.stdout).unwrap()["rendered"].as_u64().unwrap()
}

/// What had changed when a page was last made.
fn changed(desk: &Desk, address: &str) -> Value {
    let answer = desk.run(&["why", "--json", address]);
    assert_eq!(answer.code, 0, "{}", answer.stderr);
    serde_json::from_str::<Value>(&answer.stdout).unwrap()["changed"].clone()
}

#[test]
fn a_build_after_nothing_makes_nothing() {
    let desk = desk();
    let all = made(&desk, &[]);
    assert_eq!(made(&desk, &[]), 0);
    assert_eq!(made(&desk, &["--force"]), all);
}

#[test]
fn a_body_that_changes_makes_its_page_and_the_feed_alone() {
    let desk = desk();
    desk.build();
    desk.story("bridge.md", "BRIDGE", "2026-02-02", "section: town\ndescription: A deck\n", "Open.");
    assert_eq!(made(&desk, &[]), 2);
    assert_eq!(changed(&desk, "/2026/02/02/bridge.html")["copy"], true);
    assert_eq!(changed(&desk, "/2026/02/03/market.html"), Value::Null);
    let said = desk.run(&["why", "https://wire.example/2026/02/02/bridge.html"]).stdout;
    assert!(said.contains("what it is made of had changed: content/bridge.md"), "{said}");
}

#[test]
fn a_headline_that_changes_makes_its_neighbours_and_lists_too() {
    let desk = desk();
    desk.build();
    desk.story("bridge.md", "BRIDGE OPENS", "2026-02-02", "section: town\ndescription: A deck\n", "Calm.");
    desk.build();
    for address in ["/2026/02/01/ferry.html", "/2026/02/03/market.html", "/town/", "/latest/", "/"] {
        assert_eq!(changed(&desk, address)["others"], true, "{address}");
    }
    assert_eq!(changed(&desk, "/2026/02/04/tide.html"), Value::Null);
}

#[test]
fn a_template_that_changes_makes_what_uses_it() {
    let desk = desk();
    desk.file("themes/default/templates/404.html", "{% extends \"base.html\" %}{% block main %}Gone{% endblock %}");
    desk.build();
    desk.file("themes/default/templates/404.html", "{% extends \"base.html\" %}{% block main %}Lost{% endblock %}");
    assert_eq!(made(&desk, &[]), 1);
    assert_eq!(changed(&desk, "/404.html")["template"], true);
    assert!(desk.page("404.html").contains("Lost"));
}

#[test]
fn a_query_that_is_answered_otherwise_makes_the_page_that_asked() {
    let desk = desk();
    let asks = "{% extends \"base.html\" %}{% block main %}\
        {% for story in stories(section=\"sport\", limit=1) %}{{ story.title }}{% endfor %}{% endblock %}";
    desk.file("themes/default/templates/404.html", asks);
    desk.build();
    desk.story("match.md", "MATCH", "2026-01-01", "section: town\n", "Won.");
    desk.build();
    assert_eq!(changed(&desk, "/404.html"), Value::Null);
    desk.story("match.md", "MATCH", "2026-01-01", "section: sport\n", "Won.");
    desk.build();
    assert!(desk.page("404.html").contains("MATCH"));
    let explained = desk.run(&["explain", "/404.html"]).stdout;
    assert!(
        explained.contains("asks       ") && explained.contains("stories(section=\"sport\", limit=1)"),
        "{explained}"
    );
}

#[test]
fn an_output_that_was_changed_by_hand_is_said_and_mended() {
    let desk = desk();
    desk.build();
    let page = desk.page("404.html");
    desk.file("public/404.html", page.replacen('<', ">", 1));
    let answer = desk.build();
    assert!(answer.stderr.contains("`404.html` in the output folder was changed by hand"), "{}", answer.stderr);
    assert_eq!(desk.page("404.html"), page);
}

#[test]
fn a_cache_of_another_make_is_dropped() {
    let desk = desk();
    let all = made(&desk, &[]);
    desk.file(".dateline/pages", "rubbish").file(".dateline/copy", "rubbish").file(".dateline/folders", "rubbish");
    assert_eq!(made(&desk, &[]), all);
    assert_eq!(made(&desk, &[]), 0);
}

#[test]
fn an_address_at_which_there_is_nothing_is_told() {
    let desk = desk();
    desk.build();
    let answer = desk.run(&["why", "/nothing.html"]);
    assert_eq!(answer.code, 2);
    assert!(answer.stderr.contains("no page of that address"), "{}", answer.stderr);
}

#[test]
fn a_build_that_is_killed_at_any_moment_is_made_good_by_the_next() {
    let desk = desk();
    for round in 0..25_u64 {
        let title = format!("TITLE {round}");
        for (day, name) in [(1, "ferry"), (2, "bridge"), (3, "market")] {
            desk.story(&format!("{name}.md"), &title, &format!("2026-02-0{day}"), "tags: [Port]\n", "Calm.");
        }
        let mut build = Command::new(assert_cmd::cargo::cargo_bin("dateline"))
            .current_dir(desk.path(""))
            .args(["build", "--quiet"])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        // The moment is a different one in each round; which does not matter, any has to be right.
        std::thread::sleep(Duration::from_millis(round * 7 % 160));
        build.kill().unwrap();
        build.wait().unwrap();
        desk.build();
        desk.build_with(&["--out", "clean", "--force"]);
        assert_eq!(desk.site(), crate::desk::tree(&desk.path("clean")), "round {round}");
    }
}
