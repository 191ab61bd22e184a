//! rsync over SSH as the destination: a real rsync, a real sshd.

use crate::room::{built, hard_names, standing};
use crate::ssh::room_at;
use std::path::Path;

fn is_missing() -> bool {
    !Path::new("/usr/bin/rsync").exists()
}

#[test]
fn the_site_arrives_is_brought_up_to_date_and_what_is_gone_goes() {
    let Some((desk, sshd)) = room_at("rsync+ssh").filter(|_| !is_missing()) else { return };
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
    assert!(sshd.publish(&desk).stdout.contains("nothing to publish"));
}

#[test]
fn what_is_there_already_is_not_replaced_unasked() {
    let Some((desk, sshd)) = room_at("rsync+ssh").filter(|_| !is_missing()) else { return };
    desk.file("site dir/index.html", "theirs");
    let answer = sshd.run(&desk, &["publish", "--yes"]);
    assert_eq!(answer.code, 2, "{}", answer.stdout);
    assert!(answer.stderr.contains("--adopt"), "{}", answer.stderr);
}

#[test]
fn a_key_that_is_refused_and_a_host_that_is_another_are_said() {
    let Some((desk, sshd)) = room_at("rsync+ssh").filter(|_| !is_missing()) else { return };
    sshd.be_somebody_else();
    let answer = sshd.run(&desk, &["publish", "--yes"]);
    assert_eq!(answer.code, 2);
    assert!(answer.stderr.contains("Host key verification failed"), "{}", answer.stderr);
    let Some((desk, sshd)) = room_at("rsync+ssh") else { return };
    sshd.forget_the_key();
    let answer = sshd.run(&desk, &["publish", "--yes"]);
    assert_eq!(answer.code, 2);
    assert!(answer.stderr.contains("Permission denied"), "{}", answer.stderr);
    assert!(!desk.path("site dir").exists());
}
