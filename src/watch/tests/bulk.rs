//! Many files at once: archives, checkouts, mirrors.

use super::{Desk, is_installed};
use std::fs;

fn paths(folder: &str, count: usize) -> Vec<String> {
    (0..count).map(|number| format!("{folder}/{}/{number}.md", number % 7)).collect()
}

fn git(desk: &Desk, args: &[&str]) {
    let settings = ["-c", "user.name=Desk", "-c", "user.email=desk@wire.example", "-c", "init.defaultBranch=main"];
    desk.run("git", &[&settings[..], args].concat());
}

fn expect(desk: &mut Desk, paths: &[String]) {
    desk.expect(&paths.iter().map(String::as_str).collect::<Vec<_>>());
}

#[test]
fn a_thousand_files() {
    let mut desk = Desk::new();
    let paths = paths("content/many", 1000);
    for (number, path) in paths.iter().enumerate() {
        desk.write(path, &format!("{number}\n"));
    }
    expect(&mut desk, &paths);
    fs::remove_dir_all(desk.path("content/many")).unwrap();
    expect(&mut desk, &paths);
    desk.expect_nothing();
}

#[test]
fn a_thousand_files_from_an_archive() {
    for (program, make, unpack) in [
        ("tar", &["-cf", "../a.tar", "-C", "pack", "many"][..], &["-xf", "a.tar", "-C", "content"][..]),
        ("rsync", &[][..], &["-a", "pack/many", "content/"][..]),
    ] {
        if !is_installed(program) {
            continue;
        }
        let mut desk = Desk::new();
        for path in paths("pack/many", 1000) {
            desk.write(&path, &path);
        }
        if !make.is_empty() {
            let make: Vec<&str> = make.iter().map(|arg| arg.trim_start_matches("../")).collect();
            desk.run(program, &make);
        }
        desk.run(program, unpack);
        expect(&mut desk, &paths("content/many", 1000));
        desk.expect_nothing();
    }
}

#[test]
fn a_thousand_files_unzipped() {
    if !is_installed("unzip") {
        return;
    }
    let mut desk = Desk::new();
    for path in paths("pack/many", 1000) {
        desk.write(&path, &path);
    }
    git(&desk, &["init", "-q"]);
    git(&desk, &["add", "pack"]);
    git(&desk, &["commit", "-qm", "pack"]);
    git(&desk, &["archive", "--format=zip", "-o", "pack.zip", "HEAD:pack"]);
    desk.run("unzip", &["-q", "pack.zip", "-d", "content"]);
    expect(&mut desk, &paths("content/many", 1000));
    // Once more, over the same files.
    desk.run("unzip", &["-qo", "pack.zip", "-d", "content"]);
    desk.expect_nothing();
}

#[test]
fn rsync_of_one_changed_file() {
    if !is_installed("rsync") {
        return;
    }
    let mut desk = Desk::new();
    for path in paths("pack", 100) {
        desk.write(&path, "one\n");
    }
    desk.run("rsync", &["-a", "pack/", "content/"]);
    expect(&mut desk, &paths("content", 100));
    desk.write("pack/3/3.md", "other\n");
    desk.run("rsync", &["-a", "pack/", "content/"]);
    desk.expect(&["content/3/3.md"]);
    desk.expect_nothing();
}

#[test]
fn a_checkout_of_another_branch() {
    let mut desk = Desk::new();
    for path in paths("content", 200) {
        desk.write(&path, "one\n");
    }
    git(&desk, &["init", "-q"]);
    git(&desk, &["add", "."]);
    git(&desk, &["commit", "-qm", "one"]);
    git(&desk, &["checkout", "-qb", "two"]);
    for path in paths("content", 200).iter().take(150) {
        desk.write(path, "two\n");
    }
    git(&desk, &["commit", "-qam", "two"]);
    // Everything was new to the watch.
    expect(&mut desk, &paths("content", 200));
    git(&desk, &["checkout", "-q", "main"]);
    expect(&mut desk, &paths("content", 200)[..150]);
    git(&desk, &["checkout", "-q", "two"]);
    expect(&mut desk, &paths("content", 200)[..150]);
    desk.expect_nothing();
}
