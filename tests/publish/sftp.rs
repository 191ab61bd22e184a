//! SFTP as the destination: a real sshd.

use crate::room::{built, hard_names, standing};
use crate::ssh::room_at;

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
    for at in 0..400 {
        desk.file(&format!("public/n{at}.png"), vec![7; 20_000]);
    }
    // The connection's process is ended as soon as some of it has arrived.
    let cut = std::thread::scope(|scope| {
        let run = scope.spawn(|| sshd.run(&desk, &["publish", "--yes"]));
        for _ in 0..600 {
            if desk.path("site dir/n1.png").exists() {
                break;
            }
            std::thread::sleep(std::time::Duration::from_millis(5));
        }
        sshd.cut();
        run.join().unwrap()
    });
    if cut.code != 0 {
        assert_eq!(cut.code, 2, "{}", cut.stderr);
        assert!(cut.stderr.contains("publish again"), "{}", cut.stderr);
    }
    sshd.publish(&desk);
    assert_eq!(standing(&desk, "site dir"), built(&desk));
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
