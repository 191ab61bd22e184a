//! The output folder: what is ours, what is not, and what becomes of it.

use crate::build::newsroom;
use crate::desk::{Desk, tree};
use std::fs;

#[test]
fn files_of_others_stay_and_ours_go() {
    let desk = newsroom();
    desk.build();
    desk.file("public/CNAME", "wire.example").file("public/.well-known/x", "theirs");
    desk.remove("content/land/kites.md");
    let answer = desk.build();
    assert!(!answer.stdout.contains("; 0 removed"), "{}", answer.stdout);
    assert!(!desk.has("2025/12/31/kites.html"));
    assert!(desk.has("CNAME") && desk.has(".well-known/x"));
}

#[test]
fn a_file_of_others_in_the_way_stops_the_build() {
    let desk = newsroom();
    desk.file("public/index.html", "theirs");
    let answer = desk.run(&["build"]);
    assert_eq!(answer.code, 2);
    assert!(answer.stderr.contains("was not written by dateline"), "{}", answer.stderr);
    assert_eq!(desk.page("index.html"), "theirs");
    assert_eq!(desk.site().len(), 1);
}

#[test]
fn a_folder_that_was_built_elsewhere_is_taken_over() {
    let desk = newsroom();
    desk.build();
    fs::remove_dir_all(desk.path("public/.dateline")).unwrap();
    let answer = desk.build();
    assert!(answer.stdout.contains("; 0 files written, "), "{}", answer.stdout);
}

#[test]
fn a_file_that_was_emptied_by_hand_is_written_again() {
    let desk = newsroom();
    desk.build();
    let before = desk.site();
    desk.file("public/about.html", "");
    desk.remove("public/feed.xml");
    desk.build();
    assert_eq!(desk.site(), before);
}

#[test]
fn a_build_with_errors_changes_nothing() {
    let desk = newsroom();
    desk.build();
    let before = tree(&desk.path("public"));
    desk.story("land/new.md", "New", "2026-02-31", "", "No such day.");
    desk.remove("content/land/kites.md");
    let answer = desk.run(&["build"]);
    assert_eq!(answer.code, 1);
    assert!(answer.stdout.contains("nothing was written: 1 error"), "{}", answer.stdout);
    assert_eq!(tree(&desk.path("public")), before);
}

#[test]
fn a_file_becomes_a_folder_and_a_folder_a_file() {
    let desk = Desk::new();
    desk.story("a.md", "A", "2026-01-01", "aliases: [/one.html]\n", "Text.");
    desk.build();
    assert!(desk.path("public/one.html").is_file());
    desk.story("a.md", "A", "2026-01-01", "aliases: [/one.html/two.html]\n", "Text.");
    desk.build();
    assert!(desk.path("public/one.html/two.html").is_file());
    desk.story("a.md", "A", "2026-01-01", "aliases: [/one.html]\n", "Text.");
    desk.build();
    assert!(desk.path("public/one.html").is_file());
}

#[cfg(unix)]
#[test]
fn a_link_in_the_output_is_not_followed_out_of_it() {
    let desk = newsroom();
    desk.build();
    fs::create_dir(desk.path("elsewhere")).unwrap();
    std::os::unix::fs::symlink(desk.path("elsewhere"), desk.path("public/games")).unwrap();
    desk.story("games/chess.md", "A draw", "2026-02-08", "", "After sixty moves.");
    let answer = desk.run(&["build"]);
    assert_eq!(answer.code, 2, "{}", answer.stderr);
    assert_eq!(fs::read_dir(desk.path("elsewhere")).unwrap().count(), 0);
}

#[test]
fn killed_at_any_moment_the_folder_is_the_old_site_or_becomes_the_new_one() {
    let desk = Desk::new();
    let stories = |word: &str| {
        for at in 0..30 {
            desk.story(&format!("s{}/n{at}.md", at % 5), &format!("{word} {at}"), "2026-01-01", "tags: [x, y]\n", word);
        }
    };
    stories("old");
    desk.build();
    let old = desk.site();
    stories("new");
    desk.build_with(&["--out", "clean"]);
    let new = tree(&desk.path("clean"));
    let mut cut = 0;
    for step in 0..12_u64 {
        let mut build = std::process::Command::new(assert_cmd::cargo::cargo_bin("dateline"))
            .arg("build")
            .current_dir(desk.path("."))
            .stdout(std::process::Stdio::null())
            .stderr(std::process::Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(std::time::Duration::from_millis(step * 14));
        cut += usize::from(build.try_wait().unwrap().is_none());
        build.kill().unwrap();
        build.wait().unwrap();
        let now = desk.site();
        let journal = desk.path("public/.dateline/journal").exists();
        assert!(journal || now == old || now == new, "neither the old site nor the new one after {step}");
        desk.build();
        assert_eq!(desk.site(), new);
        stories("old");
        desk.build();
        assert_eq!(desk.site(), old);
        stories("new");
    }
    assert!(cut > 0, "no build was cut off");
}

#[test]
fn of_two_builds_at_once_the_second_says_so() {
    let desk = newsroom();
    desk.build();
    let before = desk.site();
    desk.story("games/chess.md", "A draw", "2026-02-08", "", "After sixty moves.");
    let other = fs::File::open(desk.path("public/.dateline")).unwrap();
    other.lock().unwrap();
    let answer = desk.run(&["build"]);
    assert_eq!(answer.code, 2, "{}", answer.stdout);
    assert!(answer.stderr.contains("another build is writing to"), "{}", answer.stderr);
    assert_eq!(desk.site(), before);
    drop(other);
    desk.build();
    assert!(desk.has("2026/02/08/chess.html"));
}

/// A disk that is full refuses to take more in the middle of a file; so does a bound on the length of files.
#[cfg(unix)]
#[test]
fn wherever_the_system_refuses_to_write_the_old_site_stays() {
    let desk = Desk::new();
    let stories = |word: &str, many: usize| {
        for at in 0..30 {
            desk.story(&format!("s/n{at}.md"), &format!("{word} {at}"), "2026-01-01", "", &word.repeat(many));
        }
    };
    stories("old ", 10);
    desk.build();
    let old = desk.site();
    stories("new ", 10_000);
    let mut refused = 0;
    for kilobytes in [0, 1, 4, 16, 64] {
        let limited = format!("trap '' XFSZ; ulimit -f {}; exec \"$0\" build", kilobytes * 2);
        let mut sh = std::process::Command::new("sh");
        sh.args(["-c", &limited]).arg(assert_cmd::cargo::cargo_bin("dateline")).current_dir(desk.path("."));
        let output = sh.output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        match output.status.code() {
            Some(2) => refused += usize::from(said.contains("cannot write")),
            code => assert_eq!(code, Some(0), "{said}"),
        }
        assert!(output.status.code() == Some(0) || desk.site() == old, "{kilobytes} kB: {said}");
    }
    assert!(refused > 2, "nothing was refused");
    desk.build_with(&["--out", "clean"]);
    desk.build();
    assert_eq!(desk.site(), tree(&desk.path("clean")));
}

#[test]
fn what_others_put_where_the_new_site_goes_stops_the_build_before_it_begins() {
    for (theirs, in_the_way) in [
        ("public/games", "public/games"),
        ("public/2026/02/08", "public/2026/02/08"),
        ("public/2026/02/08/chess.html/notes.txt", "public/2026/02/08/chess.html/notes.txt"),
    ] {
        let desk = newsroom();
        desk.build();
        desk.file(theirs, "theirs");
        let before = desk.site();
        desk.story("games/chess.md", "A draw", "2026-02-08", "", "After sixty moves.");
        let answer = desk.run(&["build"]);
        assert_eq!(answer.code, 2, "{theirs}");
        let said = format!("{in_the_way}` is in the way and was not written by dateline");
        assert!(answer.stderr.contains(&said), "{}", answer.stderr);
        assert_eq!(desk.site(), before, "{theirs}");
        desk.remove(theirs);
        let _ = fs::remove_dir(desk.path("public/2026/02/08/chess.html"));
        desk.build();
        assert!(desk.has("2026/02/08/chess.html") && desk.has("games/index.html"));
    }
}

#[test]
fn what_was_lost_of_a_commit_that_was_cut_off_is_made_again() {
    let desk = newsroom();
    desk.build();
    let right = desk.site();
    let manifest = fs::read_to_string(desk.path("public/.dateline/manifest")).unwrap();
    // As if the commit had been cut off before its first move, and its stage thrown away by hand.
    desk.file("public/.dateline/journal", format!("move 0 index.html\nmove 1 about.html\n{manifest}"));
    desk.file("public/index.html", "of an older site").remove("public/about.html");
    desk.build();
    assert_eq!(desk.site(), right);
    assert!(!desk.has(".dateline/journal"));
}

#[test]
fn a_manifest_that_is_damaged_says_what_it_still_can() {
    let desk = newsroom();
    desk.build();
    let manifest = fs::read(desk.path("public/.dateline/manifest")).unwrap();
    for (at, round) in [0, 30, 60, manifest.len() / 2, manifest.len() - 3].into_iter().zip(0..) {
        let mut damaged = fs::read(desk.path("public/.dateline/manifest")).unwrap();
        damaged[at.min(manifest.len() - 1)] ^= 0xff;
        fs::write(desk.path("public/.dateline/manifest"), &damaged).unwrap();
        desk.file("content/about.md", format!("---\ntitle: About us\n---\n\nRound {round}.\n"));
        desk.build();
        let (site, clean) = (desk.site(), newsroom());
        clean.file("content/about.md", format!("---\ntitle: About us\n---\n\nRound {round}.\n")).build();
        assert_eq!(site, clean.site(), "{at}");
    }
}

#[test]
fn the_site_is_never_written_among_the_copy() {
    for out in ["content", "content/site", "themes/own", ".", "..", "public/../content"] {
        let desk = newsroom();
        let before = tree(&desk.path("."));
        let answer = desk.run(&["build", "--out", out]);
        assert_eq!(answer.code, 2, "{out}: {}", answer.stdout);
        assert!(answer.stderr.contains("the folder of the "), "{out}: {}", answer.stderr);
        assert_eq!(tree(&desk.path(".")), before, "{out}");
    }
}
