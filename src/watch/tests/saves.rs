//! One file saved, as each editor does it.

use super::{Desk, is_installed};
use std::fs::{self, File, OpenOptions};
use std::io::Write;

const STORY: &str = "content/world/a.md";

#[test]
fn a_plain_write() {
    let mut desk = Desk::new();
    desk.write(STORY, "second\n");
    desk.expect(&[STORY]);
    desk.expect_nothing();
}

#[test]
fn the_same_words_again_are_no_change() {
    let mut desk = Desk::new();
    desk.write(STORY, "second\n");
    desk.expect(&[STORY]);
    desk.write(STORY, "second\n");
    desk.run("touch", &[STORY]);
    desk.run("chmod", &["600", STORY]);
    desk.write("content/tmp", "second\n");
    desk.rename("content/tmp", STORY);
    desk.expect_nothing();
}

#[test]
fn words_that_nobody_has_read_yet_are_known_after_a_quiet_while() {
    let mut desk = Desk::new();
    while desk.watch.known.has_unread() {
        let soon = jiff::Timestamp::now() + jiff::SignedDuration::from_millis(50);
        assert_eq!(desk.watch.wait(Some(soon)), super::Wake::Due);
    }
    desk.run("touch", &[STORY]);
    desk.write(STORY, "first\n");
    desk.expect_nothing();
}

/// vim and neovim with a backup (their default): the old file is renamed, the new one written.
#[test]
fn vim_with_a_backup() {
    let mut desk = Desk::new();
    desk.write("content/world/4913", "");
    fs::remove_file(desk.path("content/world/4913")).unwrap();
    desk.rename(STORY, "content/world/a.md~");
    let mut file = File::create(desk.path(STORY)).unwrap();
    file.write_all(b"second\n").unwrap();
    file.sync_all().unwrap();
    drop(file);
    fs::remove_file(desk.path("content/world/a.md~")).unwrap();
    desk.expect(&[STORY]);
    desk.expect_nothing();
}

#[test]
fn vim_itself() {
    if !is_installed("vim") {
        return;
    }
    for backup in ["set backupcopy=yes", "set backupcopy=no", "set backup", "set nowritebackup"] {
        let mut desk = Desk::new();
        desk.run("vim", &["-Es", "-u", "NONE", &format!("+{backup}"), "+normal! Osecond", "+wq", STORY]);
        desk.expect(&[STORY]);
        desk.expect_nothing();
    }
}

#[test]
fn neovim_itself() {
    if !is_installed("nvim") {
        return;
    }
    for backup in ["set backupcopy=yes", "set backupcopy=no", "set backup", "set nowritebackup"] {
        let mut desk = Desk::new();
        let backup = format!("+{backup}");
        desk.run("nvim", &["--headless", "-u", "NONE", "-i", "NONE", "-n", &backup, "+normal! Osecond", "+wq", STORY]);
        desk.expect(&[STORY]);
        desk.expect_nothing();
    }
}

#[test]
fn emacs_itself() {
    if !is_installed("emacs") {
        return;
    }
    for how in ["(setq make-backup-files nil)", "(setq backup-by-copying t)", "(setq file-precious-flag t)"] {
        let mut desk = Desk::new();
        desk.run(
            "emacs",
            &["-Q", "--batch", STORY, "--eval", how, "--eval", "(insert \"second\\n\")", "-f", "save-buffer"],
        );
        desk.expect(&[STORY]);
        desk.expect_nothing();
    }
}

/// Emacs, and every editor that saves "atomically": a new file beside the old one, renamed over it.
#[test]
fn a_new_file_renamed_over_the_old_one() {
    let mut desk = Desk::new();
    for (number, aside) in [".#a.md", "#a.md#", "a.md.tmp", ".goutputstream-X"].into_iter().enumerate() {
        let beside = format!("content/world/{aside}");
        desk.write(&beside, &format!("{number}\n"));
        desk.rename(&beside, STORY);
        desk.expect(&[STORY]);
    }
    desk.expect_nothing();
}

/// Emacs keeps the old file as a backup by renaming it, and locks with a link that leads nowhere.
#[cfg(unix)]
#[test]
fn emacs() {
    let mut desk = Desk::new();
    std::os::unix::fs::symlink("ana@desk.1234:99", desk.path("content/world/.#a.md")).unwrap();
    desk.rename(STORY, "content/world/a.md~");
    desk.write(STORY, "second\n");
    fs::remove_file(desk.path("content/world/.#a.md")).unwrap();
    desk.expect(&[STORY]);
    desk.expect_nothing();
}

/// VS Code and nano: the file is emptied and written in place.
#[test]
fn emptied_and_written_in_place() {
    let mut desk = Desk::new();
    let mut file = OpenOptions::new().write(true).truncate(true).open(desk.path(STORY)).unwrap();
    for part in ["sec", "ond", "\n"] {
        file.write_all(part.as_bytes()).unwrap();
    }
    drop(file);
    desk.expect(&[STORY]);
    desk.expect_nothing();
}

/// Helix: a temporary file is written, the old file moved away, the new one moved in, the old removed.
#[test]
fn helix() {
    let mut desk = Desk::new();
    desk.rename(STORY, "content/world/.a.md.bck");
    desk.write(STORY, "second\n");
    fs::remove_file(desk.path("content/world/.a.md.bck")).unwrap();
    desk.expect(&[STORY]);
    desk.expect_nothing();
}

#[cfg(unix)]
#[test]
fn sed_mv_and_cp() {
    let mut desk = Desk::new();
    desk.run("sed", &["-i.bak", "s/first/second/", STORY]);
    desk.expect(&[STORY, "content/world/a.md.bak"]);
    desk.run("cp", &["content/b.txt", "content/world/c.txt"]);
    desk.expect(&["content/world/c.txt"]);
    desk.run("cp", &["-p", STORY, "content/world/c.txt"]);
    desk.expect(&["content/world/c.txt"]);
    desk.run("mv", &["content/world/c.txt", "content/c.txt"]);
    desk.expect(&["content/world/c.txt", "content/c.txt"]);
    desk.run("ln", &["content/c.txt", "content/d.txt"]);
    desk.expect(&["content/d.txt"]);
    desk.expect_nothing();
}

/// A file of the same length and the same times, as `cp -p` and archives leave it.
#[cfg(unix)]
#[test]
fn other_words_under_the_same_times() {
    let mut desk = Desk::new();
    desk.run("touch", &["-d", "2020-01-01T00:00:00", STORY]);
    desk.write("content/world/tmp", "third\n");
    desk.run("touch", &["-d", "2020-01-01T00:00:00", "content/world/tmp"]);
    desk.rename("content/world/tmp", STORY);
    desk.expect(&[STORY]);
    desk.expect_nothing();
}

/// A writer that takes its time is waited for.
#[cfg(target_os = "linux")]
#[test]
fn a_file_is_read_when_it_is_closed() {
    let mut desk = Desk::new();
    let mut file = File::create(desk.path(STORY)).unwrap();
    file.write_all(b"half of a ").unwrap();
    desk.expect_nothing();
    file.write_all(b"sentence\n").unwrap();
    drop(file);
    desk.expect(&[STORY]);
    desk.expect_nothing();
}

#[test]
fn a_file_that_goes_is_told_once_and_so_is_its_return() {
    let mut desk = Desk::new();
    fs::remove_file(desk.path(STORY)).unwrap();
    desk.expect(&[STORY]);
    desk.write(STORY, "first\n");
    desk.expect(&[STORY]);
    File::create(desk.path(STORY)).unwrap();
    desk.expect(&[STORY]);
    desk.expect_nothing();
}

#[test]
fn a_thousand_saves_in_a_row_end_with_the_last() {
    let mut desk = Desk::new();
    for number in 0..1000 {
        desk.write(STORY, &format!("{number}\n"));
    }
    desk.expect(&[STORY]);
    // However many were told, the last one is what was read.
    while desk.watch.known.hash_of(STORY) != Some(xxhash_rust::xxh3::xxh3_64(b"999\n")) {
        desk.expect(&[STORY]);
    }
}
