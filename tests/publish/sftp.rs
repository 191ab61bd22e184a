//! SFTP as the destination: a real sshd.

use crate::desk::Desk;
use crate::room::{built, hard_names, standing};
use crate::ssh::room_at;
#[cfg(target_os = "linux")]
use crate::trouble::SmallDisk;
use crate::trouble::{Tree, killed_at_any_moment, many_files, noise, two_at_once};

#[test]
fn the_site_arrives_is_brought_up_to_date_and_what_is_gone_goes() {
    let Some((desk, sshd)) = room_at("sftp") else { return };
    sshd.publish(&desk);
    assert_eq!(standing(&desk, "site dir"), built(&desk));
    desk.file("site dir/notes.txt", "theirs");
    for name in hard_names() {
        desk.file(&format!("public/{name}"), name.as_bytes());
    }
    sshd.publish(&desk);
    assert_eq!(standing(&desk, "site dir").len(), built(&desk).len() + 1);
    for name in hard_names() {
        desk.remove(&format!("public/{name}"));
    }
    sshd.publish(&desk);
    let mut there = standing(&desk, "site dir");
    assert_eq!(there.remove("notes.txt").as_deref(), Some(&b"theirs"[..]));
    assert_eq!(there, built(&desk));
    assert!(!desk.path("site dir/folder with space").exists());
    assert!(sshd.publish(&desk).stdout.contains("nothing to publish"));
}

#[test]
fn a_connection_that_is_cut_is_said_and_the_next_run_goes_on() {
    let Some((desk, sshd)) = room_at("sftp") else { return };
    desk.build();
    for at in 0..100 {
        desk.file(&format!("public/n{at}.png"), vec![7; 20_000]);
    }
    // Before anything was said, while keys are exchanged, in the middle of a file: then it is tried again
    // and again, in vain.
    for bytes in [0, 2_000, 900_000] {
        sshd.between.cut_after(bytes, false);
        let answer = sshd.run(&desk, &["publish", "--yes"]);
        assert!(sshd.between.mend() > 0, "{bytes}");
        assert_eq!(answer.code, 2, "{bytes}: {}", answer.stderr);
        let there = standing_or_nothing(&desk);
        let whole = built(&desk);
        assert!(there.iter().all(|(path, bytes)| whole.get(path) == Some(bytes)), "a file is half there");
    }
    sshd.publish(&desk);
    assert_eq!(standing(&desk, "site dir"), built(&desk));
}

#[test]
fn a_connection_that_is_cut_is_made_again() {
    let Some((desk, sshd)) = room_at("sftp") else { return };
    desk.build();
    for at in 0..50 {
        desk.file(&format!("public/n{at}.png"), noise(20_000, at + 1));
    }
    sshd.between.cut_after(500_000, true);
    sshd.publish(&desk);
    assert_eq!(sshd.between.mend(), 1);
    assert_eq!(standing(&desk, "site dir"), built(&desk));
    let left = std::fs::read_dir(desk.path("site dir/.dateline")).unwrap();
    assert_eq!(left.count(), 1, "what was cut lies aside no more");
}

#[test]
fn two_desks_at_the_same_moment_leave_the_site_of_one() {
    let Some((desk, sshd)) = room_at("sftp") else { return };
    sshd.publish(&desk);
    let other = sshd.another_desk(&desk);
    let finish = |desk: &Desk| drop(sshd.publish(desk));
    two_at_once([&desk, &other], &|desk| sshd.start_run(desk), &finish, &|| standing(&desk, "site dir"));
}

fn standing_or_nothing(desk: &Desk) -> Tree {
    if desk.path("site dir").exists() { standing(desk, "site dir") } else { Tree::new() }
}

#[test]
fn killed_at_any_moment_the_next_run_finishes_it() {
    let Some((desk, sshd)) = room_at("sftp") else { return };
    let finish = || drop(sshd.publish(&desk));
    killed_at_any_moment(&desk, 6, &|| sshd.start_run(&desk), &finish, &|| standing(&desk, "site dir"));
}

#[test]
fn ten_thousand_files_arrive() {
    let Some((desk, sshd)) = room_at("sftp") else { return };
    desk.build();
    many_files(&desk, 10_000);
    sshd.publish(&desk);
    assert_eq!(standing(&desk, "site dir"), built(&desk));
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_said_and_the_next_run_goes_on() {
    let Some((desk, sshd)) = room_at("sftp") else { return };
    let Some(disk) = SmallDisk::at(&desk.path("site dir"), "300k") else { return };
    desk.build();
    desk.file("public/large.bin", vec![7; 400_000]);
    let answer = sshd.run(&desk, &["publish", "--yes"]);
    assert_eq!(answer.code, 2, "{}", answer.stdout);
    assert!(answer.stderr.contains("see whether there is room at the destination"), "{}", answer.stderr);
    disk.grow();
    sshd.publish(&desk);
    assert_eq!(standing(&desk, "site dir"), built(&desk));
}

#[test]
fn a_link_at_the_destination_leads_nowhere_else() {
    let Some((desk, sshd)) = room_at("sftp") else { return };
    sshd.publish(&desk);
    std::fs::create_dir(desk.path("elsewhere")).unwrap();
    std::os::unix::fs::symlink(desk.path("elsewhere"), desk.path("site dir/games")).unwrap();
    desk.story("games/chess.md", "A draw", "2026-02-08", "", "After sixty moves.");
    let answer = sshd.run(&desk, &["publish", "--yes"]);
    assert_eq!(answer.code, 2, "{}", answer.stdout);
    assert!(answer.stderr.contains("is a link"), "{}", answer.stderr);
    assert_eq!(std::fs::read_dir(desk.path("elsewhere")).unwrap().count(), 0);
    // Nor is anything removed behind one.
    std::fs::remove_file(desk.path("site dir/games")).unwrap();
    sshd.publish(&desk);
    std::fs::rename(desk.path("site dir/games"), desk.path("moved")).unwrap();
    std::os::unix::fs::symlink(desk.path("moved"), desk.path("site dir/games")).unwrap();
    desk.story("games/chess.md", "A draw", "2026-02-08", "state: kill\n", "After sixty moves.");
    let answer = sshd.run(&desk, &["publish", "--yes"]);
    assert_eq!(answer.code, 0, "{}{}", answer.stdout, answer.stderr);
    assert!(desk.path("moved/index.html").exists());
}

#[test]
fn what_is_there_already_is_not_replaced_unasked() {
    let Some((desk, sshd)) = room_at("sftp") else { return };
    desk.file("site dir/index.html", "theirs");
    let answer = sshd.run(&desk, &["publish", "--yes"]);
    assert_eq!(answer.code, 2, "{}", answer.stdout);
    assert!(answer.stderr.contains("--adopt"), "{}", answer.stderr);
}

#[test]
fn a_key_that_is_refused_and_a_host_that_is_another_are_said() {
    let Some((desk, sshd)) = room_at("sftp") else { return };
    sshd.be_somebody_else();
    let answer = sshd.run(&desk, &["publish", "--yes"]);
    assert_eq!(answer.code, 2);
    assert!(answer.stderr.contains("Host key verification failed"), "{}", answer.stderr);
    let Some((desk, sshd)) = room_at("sftp") else { return };
    sshd.forget_the_key();
    let answer = sshd.run(&desk, &["publish", "--yes"]);
    assert_eq!(answer.code, 2);
    assert!(answer.stderr.contains("Permission denied"), "{}", answer.stderr);
    assert!(!desk.path("site dir").exists());
}
