//! A branch of a git repository as the destination: a real git, a bare repository.

use crate::desk::Desk;
use crate::room::{built, count, hard_names, plan, publish, publish_with, room, standing, start};
#[cfg(unix)]
use crate::ssh::{Sshd, account};
#[cfg(target_os = "linux")]
use crate::trouble::SmallDisk;
use crate::trouble::{many_files, noise};
use std::fs;
use std::process::Command;

/// A desk that publishes to the branch `pages` of a bare repository beside it.
fn branch() -> Desk {
    let desk = room("to = \"git:./hub.git\"\nbranch = \"pages\"");
    git(&desk, ".", &["init", "--quiet", "--bare", "hub.git"]);
    desk
}

fn git(desk: &Desk, folder: &str, args: &[&str]) -> String {
    let output = Command::new("git")
        .current_dir(desk.path(folder))
        .args(["-c", "user.name=Test", "-c", "user.email=test@wire.example"])
        .args(args)
        .output()
        .unwrap();
    assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// What the branch holds, but for what git's hosts ask for.
fn holds(desk: &Desk) -> std::collections::BTreeMap<String, Vec<u8>> {
    let _ = fs::remove_dir_all(desk.path("out"));
    git(desk, ".", &["clone", "--quiet", "--branch", "pages", "hub.git", "out"]);
    let mut tree = standing(desk, "out");
    tree.retain(|path, _| !path.starts_with(".git/") && path != ".nojekyll");
    tree
}

#[test]
fn the_branch_is_made_brought_up_to_date_and_left_alone() {
    let desk = branch();
    publish(&desk);
    assert_eq!(holds(&desk), built(&desk));
    desk.story("land/kites.md", "Kites fly", "2026-02-06", "", "Low above the land.");
    publish(&desk);
    assert_eq!(holds(&desk), built(&desk));
    assert!(publish(&desk).stdout.contains("nothing to publish"));
    assert_eq!(git(&desk, "hub.git", &["rev-list", "--count", "pages"]).trim(), "2");
    assert_eq!(count(&plan(&desk, &[]), "new"), 0);
}

#[test]
fn names_that_are_hard_to_write_arrive_and_go_again() {
    let desk = branch();
    desk.build();
    for name in hard_names() {
        desk.file(&format!("public/{name}"), name.as_bytes());
    }
    publish(&desk);
    assert_eq!(holds(&desk), built(&desk));
    for name in hard_names() {
        desk.remove(&format!("public/{name}"));
    }
    publish(&desk);
    assert_eq!(holds(&desk), built(&desk));
}

#[test]
fn what_others_commit_stays_and_a_state_can_be_gone_back_to() {
    let desk = branch();
    publish(&desk);
    let first = holds(&desk);
    desk.file("out/CNAME", "wire.example");
    git(&desk, "out", &["add", "."]);
    git(&desk, "out", &["commit", "--quiet", "-m", "A name"]);
    git(&desk, "out", &["push", "--quiet"]);
    desk.story("land/new.md", "New", "2026-02-08", "", "Words.");
    publish(&desk);
    assert!(holds(&desk).contains_key("CNAME"));
    let answer = desk.run(&["publish", "--rollback", "--yes"]);
    assert_eq!(answer.code, 0, "{}{}", answer.stdout, answer.stderr);
    let mut now = holds(&desk);
    now.remove("CNAME");
    assert_eq!(now, first);
}

#[test]
fn a_push_that_came_between_is_not_overwritten() {
    let desk = branch();
    publish(&desk);
    // Whoever pushes at the very moment: the hub moves the branch on before it takes ours.
    git(&desk, ".", &["clone", "--quiet", "--branch", "pages", "hub.git", "other"]);
    desk.file("other/theirs.txt", "theirs");
    git(&desk, "other", &["add", "."]);
    git(&desk, "other", &["commit", "--quiet", "-m", "Theirs"]);
    git(&desk, "other", &["push", "--quiet", "origin", "HEAD:refs/heads/aside"]);
    desk.file("hub.git/hooks/pre-receive", "#!/bin/sh\nunset GIT_QUARANTINE_PATH GIT_OBJECT_DIRECTORY GIT_ALTERNATE_OBJECT_DIRECTORIES\ngit update-ref refs/heads/pages refs/heads/aside\n");
    #[cfg(unix)]
    fs::set_permissions(desk.path("hub.git/hooks/pre-receive"), std::os::unix::fs::PermissionsExt::from_mode(0o755))
        .unwrap();
    desk.story("land/new.md", "New", "2026-02-08", "", "Words.");
    let answer = desk.run(&["publish", "--yes"]);
    assert_eq!(answer.code, 2, "{}{}", answer.stdout, answer.stderr);
    desk.remove("hub.git/hooks/pre-receive");
    assert!(holds(&desk).contains_key("theirs.txt"));
    publish(&desk);
    assert!(holds(&desk).contains_key("2026/02/08/new.html") && holds(&desk).contains_key("theirs.txt"));
}

#[test]
fn a_branch_with_work_in_it_is_not_taken_over_unasked() {
    let desk = branch();
    git(&desk, ".", &["clone", "--quiet", "hub.git", "work"]);
    desk.file("work/index.html", "theirs");
    git(&desk, "work", &["add", "."]);
    git(&desk, "work", &["commit", "--quiet", "-m", "Work"]);
    git(&desk, "work", &["push", "--quiet", "origin", "HEAD:refs/heads/pages"]);
    let answer = desk.run(&["publish", "--yes"]);
    assert_eq!(answer.code, 2);
    assert!(answer.stderr.contains("--adopt"), "{}", answer.stderr);
    publish_with(&desk, &["--adopt"]);
    assert_eq!(holds(&desk), built(&desk));
}

#[test]
fn a_remote_that_is_not_there_is_said_without_its_token() {
    for (remote, expected) in
        [("git:upstream", "no remote `upstream`"), ("git:http://127.0.0.1:1/a.git", "cannot ask the repository")]
    {
        let desk = room(&format!("to = \"{remote}\""));
        git(&desk, ".", &["init", "--quiet"]);
        let answer = desk.run(&["publish", "--yes"]);
        assert_eq!(answer.code, 2);
        assert!(answer.stderr.contains(expected), "{}", answer.stderr);
    }
    // A remote whose address holds a token, as some services write it into a clone.
    let desk = room("to = \"git:origin\"");
    git(&desk, ".", &["init", "--quiet"]);
    git(&desk, ".", &["remote", "add", "origin", "http://x:hunter2hunter2@127.0.0.1:1/a.git"]);
    let answer = desk.run(&["publish", "--yes"]);
    assert_eq!(answer.code, 2);
    assert!(!(answer.stdout + &answer.stderr).contains("hunter2"));
}

#[test]
fn killed_at_any_moment_readers_see_one_site_or_the_other() {
    let desk = branch();
    let kite = |word: &str| {
        desk.story("land/kites.md", "Kites fly", "2026-02-06", "", word);
        desk.build();
        built(&desk)
    };
    let mut old = kite("First");
    publish(&desk);
    for step in 0..8_u64 {
        let new = kite(&format!("Word {step}"));
        let mut run = start(&desk).spawn().unwrap();
        std::thread::sleep(std::time::Duration::from_millis(step * 40));
        let _ = run.kill();
        run.wait().unwrap();
        let there = holds(&desk);
        assert!(there == old || there == new, "half a site after {step}");
        publish_until_alone(&desk);
        assert_eq!(holds(&desk), new, "after {step}");
        old = new;
    }
}

/// git may still be pushing what a run that was killed had begun: then that came between.
fn publish_until_alone(desk: &Desk) {
    let answer = desk.run(&["publish", "--yes"]);
    if answer.code != 0 {
        assert!(answer.stderr.contains("somebody else published meanwhile"), "{}", answer.stderr);
        publish(desk);
    }
}

#[test]
fn ten_thousand_files_arrive_in_one_commit() {
    let desk = branch();
    desk.build();
    many_files(&desk, 10_000);
    publish(&desk);
    assert_eq!(holds(&desk), built(&desk));
    assert_eq!(git(&desk, "hub.git", &["rev-list", "--count", "pages"]).trim(), "1");
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_changes_nothing_and_the_next_run_goes_on() {
    let desk = room("to = \"git:./disk/hub.git\"\nbranch = \"pages\"");
    let Some(disk) = SmallDisk::at(&desk.path("disk"), "2m") else { return };
    git(&desk, ".", &["init", "--quiet", "--bare", "--template=", "disk/hub.git"]);
    desk.build();
    desk.file("public/large.bin", noise(3_000_000, 1));
    let answer = desk.run(&["publish", "--yes"]);
    assert_eq!(answer.code, 2, "{}", answer.stdout);
    assert!(answer.stderr.contains("cannot push"), "{}", answer.stderr);
    assert_eq!(git(&desk, "disk/hub.git", &["branch", "--list"]), "");
    disk.grow();
    publish(&desk);
    assert!(git(&desk, "disk/hub.git", &["ls-tree", "-r", "--name-only", "pages"]).contains("large.bin"));
}

/// A desk whose branch is reached over SSH.
#[cfg(unix)]
fn branch_over_ssh() -> Option<(Desk, Sshd)> {
    let desk = branch();
    let sshd = Sshd::start(&desk)?;
    let remote = format!("ssh://{}@127.0.0.1:{}{}", account(), sshd.between.port, desk.path("hub.git").display());
    let book = fs::read_to_string(desk.path("book.toml")).unwrap();
    desk.file("book.toml", book.replace("git:./hub.git", &format!("git:{remote}")));
    Some((desk, sshd))
}

#[cfg(unix)]
#[test]
fn a_cut_on_the_way_changes_nothing_and_the_next_run_goes_on() {
    let Some((desk, sshd)) = branch_over_ssh() else { return };
    desk.build();
    desk.file("public/large.bin", noise(500_000, 1));
    for bytes in [0, 5_000, 100_000] {
        sshd.between.cut_after(bytes, false);
        let answer = sshd.run(&desk, &["publish", "--yes"]);
        assert!(sshd.between.mend() > 0, "{bytes}");
        assert_eq!(answer.code, 2, "{bytes}: {}", answer.stderr);
        assert_eq!(git(&desk, "hub.git", &["branch", "--list"]), "");
    }
    sshd.publish(&desk);
    assert_eq!(holds(&desk), built(&desk));
}

#[cfg(unix)]
#[test]
fn a_key_that_is_refused_and_a_host_that_is_another_are_said() {
    let Some((desk, sshd)) = branch_over_ssh() else { return };
    sshd.be_somebody_else();
    let answer = sshd.run(&desk, &["publish", "--yes"]);
    assert_eq!(answer.code, 2);
    assert!(answer.stderr.contains("Host key verification failed"), "{}", answer.stderr);
    let Some((desk, sshd)) = branch_over_ssh() else { return };
    sshd.forget_the_key();
    let answer = sshd.run(&desk, &["publish", "--yes"]);
    assert_eq!(answer.code, 2);
    assert!(answer.stderr.contains("Permission denied"), "{}", answer.stderr);
}

/// git itself calls its helper for HTTP with the address; what we call git with holds no token.
#[cfg(unix)]
#[test]
fn no_token_stands_in_what_git_is_called_with() {
    let desk = room("to = \"git:origin\"");
    git(&desk, ".", &["init", "--quiet"]);
    git(&desk, ".", &["remote", "add", "origin", "http://x:hunter2hunter2@127.0.0.1:1/a.git"]);
    desk.file(
        "bin/git",
        "#!/bin/sh\nfor word; do printf '%s\\n' \"$word\"; done >> \"$CALLS\"\nexec /usr/bin/git \"$@\"\n",
    );
    fs::set_permissions(desk.path("bin/git"), std::os::unix::fs::PermissionsExt::from_mode(0o755)).unwrap();
    let path = format!("{}:{}", desk.path("bin").display(), std::env::var("PATH").unwrap());
    let mut run = start(&desk);
    let output = run.env("PATH", path).env("CALLS", desk.path("calls")).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    let calls = fs::read_to_string(desk.path("calls")).unwrap();
    assert!(calls.contains("ls-remote") && !calls.contains("hunter2"), "{calls}");
}
