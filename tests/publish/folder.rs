//! A folder as the destination.

use crate::desk::Desk;
use crate::room::{built, count, hard_names, plan, publish, publish_with, room, standing, start};
#[cfg(target_os = "linux")]
use crate::trouble::SmallDisk;
use crate::trouble::{killed_at_any_moment, many_files, two_at_once};
use std::fs;

fn folder() -> Desk {
    room("to = \"site\"")
}

#[test]
fn the_first_publication_brings_everything_and_the_second_nothing() {
    let desk = folder();
    let first = publish(&desk);
    assert_eq!(standing(&desk, "site"), built(&desk));
    assert!(first.stdout.contains("0 changed, 0 gone, 0 unchanged"), "{}", first.stdout);
    let second = publish(&desk);
    assert!(second.stdout.contains("nothing to publish"), "{}", second.stdout);
}

#[test]
fn only_what_differs_is_sent_whatever_the_times_of_files_say() {
    let desk = folder();
    publish(&desk);
    desk.story("land/kites.md", "Kites fly", "2026-02-06", "", "Low above the land.");
    fs::remove_dir_all(desk.path("public")).unwrap();
    let planned = plan(&desk, &[]);
    let changed = planned["plan"]["changed"].as_array().unwrap();
    assert!(changed.iter().any(|path| path == "2026/02/06/kites.html"), "{planned}");
    assert!(!changed.iter().any(|path| path == "2026/02/07/ferries.md"), "{planned}");
    assert_eq!(count(&planned, "new") + count(&planned, "gone") + count(&planned, "again"), 0, "{planned}");
    publish(&desk);
    assert_eq!(standing(&desk, "site"), built(&desk));
}

#[test]
fn a_dry_run_changes_nothing() {
    let desk = folder();
    let answer = desk.run(&["publish", "--dry-run"]);
    assert_eq!(answer.code, 0, "{}", answer.stderr);
    assert!(answer.stdout.contains("new      2026/02/06/kites.html"), "{}", answer.stdout);
    assert!(!desk.path("site").exists());
}

#[test]
fn nobody_there_to_say_yes_is_a_no() {
    let desk = folder();
    let answer = desk.run(&["publish"]);
    assert_eq!(answer.code, 2);
    assert!(answer.stderr.contains("--yes"), "{}", answer.stderr);
    assert!(!desk.path("site").exists());
}

#[test]
fn a_site_with_errors_is_not_published() {
    let desk = folder();
    desk.story("land/bad.md", "Bad", "2026-02-31", "", "No such day.");
    let answer = desk.run(&["publish", "--yes"]);
    assert_eq!(answer.code, 1);
    assert!(answer.stdout.contains("nothing was published"), "{}", answer.stdout);
    assert!(!desk.path("site").exists());
}

#[test]
fn names_that_are_hard_to_write_arrive_and_go_again() {
    let desk = folder();
    desk.build();
    for name in hard_names() {
        desk.file(&format!("public/{name}"), name.as_bytes());
    }
    publish(&desk);
    assert_eq!(standing(&desk, "site"), built(&desk));
    for name in hard_names() {
        desk.remove(&format!("public/{name}"));
    }
    publish(&desk);
    assert_eq!(standing(&desk, "site"), built(&desk));
    assert!(!desk.path("site/folder with space").exists());
}

#[test]
fn files_of_others_stay_and_what_is_in_the_way_is_not_replaced_unasked() {
    let desk = folder();
    desk.file("site/notes.txt", "theirs").file("site/index.html", "theirs");
    let answer = desk.run(&["publish", "--yes"]);
    assert_eq!(answer.code, 2);
    assert!(answer.stderr.contains("`index.html` among them"), "{}", answer.stderr);
    assert_eq!(standing(&desk, "site").len(), 2);
    publish_with(&desk, &["--adopt"]);
    assert_eq!(fs::read_to_string(desk.path("site/notes.txt")).unwrap(), "theirs");
    assert_ne!(fs::read_to_string(desk.path("site/index.html")).unwrap(), "theirs");
}

#[test]
fn many_removals_are_asked_for_by_themselves() {
    let desk = room("to = \"site\"\nmax-removals = 2");
    desk.build();
    for name in ["a.png", "b.png", "c.png"] {
        desk.file(&format!("public/{name}"), name);
    }
    publish(&desk);
    for name in ["a.png", "b.png", "c.png"] {
        desk.remove(&format!("public/{name}"));
    }
    let answer = desk.run(&["publish", "--yes"]);
    assert_eq!(answer.code, 2);
    assert!(answer.stderr.contains("3 files would be removed, more than 2"), "{}", answer.stderr);
    assert!(desk.path("site/a.png").exists());
    publish_with(&desk, &["--max-removals", "3"]);
    assert!(!desk.path("site/a.png").exists());
}

#[test]
fn hidden_files_stay_behind_but_for_those_that_hosts_read() {
    let desk = folder();
    desk.build();
    desk.file("public/.env", "PASSWORD=x").file("public/.well-known/security.txt", "Contact: x");
    let answer = publish(&desk);
    assert!(answer.stdout.contains("stay behind: .env"), "{}", answer.stdout);
    assert!(!desk.path("site/.env").exists());
    assert!(desk.path("site/.well-known/security.txt").exists());
}

#[cfg(unix)]
#[test]
fn links_and_names_with_control_characters_stay_behind() {
    let desk = folder();
    desk.build();
    desk.file("secret.txt", "not for readers").file("folder/secret.txt", "nor this");
    std::os::unix::fs::symlink(desk.path("secret.txt"), desk.path("public/link.txt")).unwrap();
    std::os::unix::fs::symlink(desk.path("folder"), desk.path("public/linked")).unwrap();
    desk.file("public/line\nend.txt", "x").file("public/esc\u{1b}[2J.txt", "x");
    let answer = publish(&desk);
    assert!(!answer.stdout.contains('\u{1b}'), "{}", answer.stdout);
    assert!(
        answer.stdout.contains("stay behind: esc\u{fffd}[2J.txt, line\u{fffd}end.txt, link.txt, linked"),
        "{}",
        answer.stdout
    );
    for name in ["link.txt", "linked", "line\nend.txt", "esc\u{1b}[2J.txt"] {
        assert!(!desk.path("site").join(name).exists(), "{name:?}");
    }
    assert!(publish(&desk).stdout.contains("nothing to publish"));
}

#[cfg(unix)]
#[test]
fn a_link_at_the_destination_leads_nowhere_else() {
    let desk = folder();
    publish(&desk);
    fs::create_dir(desk.path("elsewhere")).unwrap();
    fs::create_dir(desk.path("site/games")).ok();
    fs::remove_dir_all(desk.path("site/games")).unwrap();
    std::os::unix::fs::symlink(desk.path("elsewhere"), desk.path("site/games")).unwrap();
    desk.story("games/chess.md", "A draw", "2026-02-08", "", "After sixty moves.");
    let answer = desk.run(&["publish", "--yes"]);
    assert_eq!(answer.code, 2, "{}", answer.stdout);
    assert!(answer.stderr.contains("is in the way"), "{}", answer.stderr);
    assert_eq!(fs::read_dir(desk.path("elsewhere")).unwrap().count(), 0);
}

#[test]
fn killed_at_any_moment_the_next_run_finishes_it() {
    let desk = folder();
    killed_at_any_moment(&desk, 10, &|| start(&desk), &|| drop(publish(&desk)), &|| standing(&desk, "site"));
}

#[test]
fn ten_thousand_files_arrive_and_one_edit_sends_few() {
    let desk = folder();
    desk.build();
    many_files(&desk, 10_000);
    publish(&desk);
    assert_eq!(standing(&desk, "site"), built(&desk));
    desk.file("public/many/7/n7.png", "other");
    let planned = plan(&desk, &[]);
    assert_eq!((count(&planned, "changed"), count(&planned, "new")), (1, 0), "{planned}");
    publish(&desk);
    assert_eq!(standing(&desk, "site"), built(&desk));
}

#[test]
fn two_desks_do_not_overwrite_each_other_unseen() {
    let desk = folder();
    publish(&desk);
    let record = desk.path("site/.dateline/record");
    let text = fs::read_to_string(&record).unwrap();
    let (before, after) = text.split_once("\"history\"").unwrap();
    let seen = "2999-01-01T00:00:00Z";
    let underway = format!(
        "\"underway\":{{\"by\":\"rui@elsewhere\",\"process\":\"elsewhere:1\",\"begun\":\"{seen}\",\"seen\":\"{seen}\"}},"
    );
    fs::write(&record, format!("{before}{underway}\"history\"{after}")).unwrap();
    desk.story("land/new.md", "New", "2026-02-08", "", "Words.");
    let answer = desk.run(&["publish", "--yes"]);
    assert_eq!(answer.code, 2, "{}", answer.stdout);
    assert!(answer.stderr.contains("rui@elsewhere is publishing there"), "{}", answer.stderr);
    publish_with(&desk, &["--take-over"]);
    assert_eq!(standing(&desk, "site"), built(&desk));
    // What has been silent for long was cut off.
    let text = fs::read_to_string(&record).unwrap();
    let (before, after) = text.split_once("\"history\"").unwrap();
    fs::write(&record, format!("{before}{}\"history\"{after}", underway.replace("2999", "2001"))).unwrap();
    publish(&desk);
}

#[test]
fn a_damaged_record_is_said_and_everything_is_sent_anew() {
    let desk = folder();
    publish(&desk);
    desk.file("site/.dateline/record", "dateline record 1\nhalf");
    let answer = desk.run(&["publish", "--yes"]);
    assert_eq!(answer.code, 2);
    assert!(answer.stderr.contains("--anew"), "{}", answer.stderr);
    desk.file("site/index.html", "spoilt");
    publish_with(&desk, &["--anew"]);
    assert_eq!(standing(&desk, "site"), built(&desk));
}

#[test]
fn what_was_published_is_listed_and_can_be_gone_back_to() {
    let desk = folder();
    publish(&desk);
    let first = standing(&desk, "site");
    desk.story("land/kites.md", "Kites fly", "2026-02-06", "", "Low above the land.");
    desk.story("land/new.md", "New", "2026-02-08", "", "Words.");
    publish(&desk);
    let second = standing(&desk, "site");
    assert_ne!(first, second);
    let history = desk.run(&["publish", "--history"]);
    assert_eq!(history.stdout.lines().count(), 2, "{}", history.stdout);
    let back = desk.run(&["publish", "--rollback", "--yes"]);
    assert_eq!(back.code, 0, "{}{}", back.stdout, back.stderr);
    assert_eq!(standing(&desk, "site"), first);
    // And forward again, by its name.
    let id = history.stdout.split_whitespace().next().unwrap();
    let answer = desk.run(&["publish", "--rollback", id, "--yes"]);
    assert_eq!(answer.code, 0, "{}{}", answer.stdout, answer.stderr);
    assert_eq!(standing(&desk, "site"), second);
    let history = desk.run(&["publish", "--history"]);
    assert!(history.stdout.contains(&format!("back to {id}")), "{}", history.stdout);
}

#[test]
fn going_back_brings_no_killed_story_back() {
    let desk = folder();
    desk.story("land/spy.md", "The spy is named", "2026-02-08", "", "The name of the spy is Zephyrine Costa of Porto.");
    publish(&desk);
    desk.story(
        "land/spy.md",
        "The spy is named",
        "2026-02-08",
        "state: kill\n",
        "The name of the spy is Zephyrine Costa of Porto.",
    );
    publish(&desk);
    let before = standing(&desk, "site");
    let back = desk.run(&["publish", "--rollback", "--yes"]);
    assert_eq!(back.code, 1, "{}{}", back.stdout, back.stderr);
    assert!(back.stderr.contains("words of this held story"), "{}", back.stderr);
    assert_eq!(standing(&desk, "site"), before);
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_folder_says_so_and_the_next_run_goes_on() {
    let desk = folder();
    let Some(disk) = SmallDisk::at(&desk.path("site"), "300k") else { return };
    desk.build();
    desk.file("public/large.bin", vec![7; 400_000]);
    let answer = desk.run(&["publish", "--yes"]);
    assert_eq!(answer.code, 2, "{}", answer.stdout);
    assert!(answer.stderr.contains("make room and publish again"), "{}", answer.stderr);
    disk.grow();
    publish(&desk);
    assert_eq!(standing(&desk, "site"), built(&desk));
}

/// Where no disk can be mounted: the system takes no file of that size, as it does over a quota.
#[cfg(unix)]
#[test]
fn a_file_that_the_system_does_not_take_is_said_and_the_next_run_goes_on() {
    let desk = folder();
    desk.build();
    desk.file("public/large.bin", vec![7; 4_000_000]);
    let dateline = assert_cmd::cargo::cargo_bin("dateline");
    // In blocks of 512 bytes, or of 1,024.
    let limited = "trap '' XFSZ; ulimit -f 2000; exec \"$0\" publish --yes --quiet";
    let run = std::process::Command::new("sh").args(["-c", limited]).arg(dateline).current_dir(desk.path(".")).output();
    let run = run.unwrap();
    let said = String::from_utf8_lossy(&run.stderr);
    assert_eq!(run.status.code(), Some(2), "{said}");
    assert!(said.contains("large.bin") && said.contains("make room and publish again"), "{said}");
    publish(&desk);
    assert_eq!(standing(&desk, "site"), built(&desk));
}

#[test]
fn two_desks_at_the_same_moment_leave_the_site_of_one() {
    let desk = folder();
    publish(&desk);
    let other = room(&format!("to = \"{}\"", desk.path("site").display()));
    two_at_once([&desk, &other], &start, &|desk| drop(publish(desk)), &|| standing(&desk, "site"));
}

#[test]
fn what_a_killed_run_left_aside_is_gone_after_the_next() {
    let desk = folder();
    publish(&desk);
    desk.file("site/.dateline/new/4711-0", "half a fi");
    desk.story("land/kites.md", "Kites fly", "2026-02-06", "", "Low above the land.");
    publish(&desk);
    assert!(!desk.path("site/.dateline/new/4711-0").exists());
}

#[test]
fn what_goes_and_stories_are_listed_before_all_else() {
    let desk = folder();
    for at in 0..30 {
        desk.story(&format!("a/n{at}.md"), &format!("Story {at}"), "2026-01-01", "", "Words.");
    }
    publish(&desk);
    desk.story("land/kites.md", "Kites fly", "2026-02-06", "state: kill\n", "High above the land.");
    let answer = desk.run(&["publish", "--dry-run"]);
    let listed: Vec<&str> = answer.stdout.lines().filter(|line| line.starts_with("  ")).collect();
    assert_eq!(listed[0], "  gone     2026/02/06/kites.html", "{}", answer.stdout);
}

#[test]
fn the_destination_is_a_folder_of_its_own() {
    for to in ["public", "public/site", "content/x", "."] {
        let desk = room(&format!("to = \"{to}\""));
        let answer = desk.run(&["publish", "--yes"]);
        assert_eq!(answer.code, 2, "{to}: {}", answer.stdout);
        assert!(!desk.path("content/x").exists() && !desk.path("public/site").exists());
    }
}

#[test]
fn compressed_forms_lie_beside_their_files_and_go_with_them() {
    let desk = room("to = \"site\"\ncompress = [\"gzip\", \"brotli\", \"zstd\"]");
    publish(&desk);
    for ending in ["gz", "br", "zst"] {
        assert!(desk.path(&format!("site/index.html.{ending}")).exists(), "{ending}");
    }
    let gzip = fs::read(desk.path("site/index.html.gz")).unwrap();
    let mut html = String::new();
    std::io::Read::read_to_string(&mut flate2::read::GzDecoder::new(&*gzip), &mut html).unwrap();
    assert_eq!(html, desk.page("index.html"));
    let book = fs::read_to_string(desk.path("book.toml")).unwrap();
    desk.file("book.toml", book.replace("compress =", "# compress ="));
    publish_with(&desk, &["--max-removals", "1000"]);
    assert_eq!(standing(&desk, "site"), built(&desk));
}
