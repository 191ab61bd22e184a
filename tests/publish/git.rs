//! A branch of a git repository as the destination: a real git, a bare repository.

use crate::desk::Desk;
use crate::room::{built, count, hard_names, plan, publish, publish_with, room, standing};
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
