//! A bucket as the destination: a real server that speaks S3, on the loopback.

use crate::between::Between;
use crate::desk::{Answer, BOOK, Desk};
use crate::need::has;
use crate::room::{built, hard_names, room, start};
use crate::ssh::{answers, free_port};
use crate::trouble::{Tree, killed_at_any_moment, two_at_once};
use assert_cmd::Command as Program;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

/// The server, ended with its test.
struct Hub {
    child: Child,
    port: u16,
    /// What stands between: the desk knows this one's port only.
    between: Between,
}

impl Drop for Hub {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// `moto_server`, which `.ci/run` installs in the build folder, or wherever `MOTO_SERVER` says.
fn server() -> Option<PathBuf> {
    let named = std::env::var_os("MOTO_SERVER").map(PathBuf::from);
    let built = PathBuf::from(env!("CARGO_BIN_EXE_dateline"));
    let place = named.or_else(|| Some(built.ancestors().nth(2)?.join("moto/bin/moto_server")))?;
    has(&place).then_some(place)
}

/// A server that listens; nothing if another program was faster to take its port.
fn listening(server: &Path, settings: &[(&str, &str)]) -> Option<(Child, u16)> {
    let port = free_port();
    let child = Command::new(server)
        .args(["-H", "127.0.0.1", "-p", &port.to_string()])
        .env("AWS_ACCESS_KEY_ID", "x")
        .envs(settings.iter().copied())
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    answers(child, port, || true)
}

impl Hub {
    fn start(settings: &[(&str, &str)]) -> Option<Self> {
        let server = server()?;
        let (child, port) = (0..9).find_map(|_| listening(&server, settings)).expect("the server did not start");
        Some(Self { child, port, between: Between::new(port) })
    }

    /// A request without a signature; the server takes those.
    fn ask(&self, method: &str, path: &str, body: &str) -> (u16, BTreeMap<String, String>, Vec<u8>) {
        use std::io::{Read, Write};
        let mut stream = std::net::TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        write!(
            stream,
            "{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nConnection: close\r\nAuthorization: AWS4-HMAC-SHA256 Credential=key/20260101/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=x\r\nContent-Length: {}\r\n\r\n{body}",
            self.port,
            body.len()
        )
        .unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        let at = answer.windows(4).position(|end| end == b"\r\n\r\n").unwrap();
        let head = String::from_utf8_lossy(&answer[..at]).into_owned();
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        let headers = head.lines().skip(1).filter_map(|line| line.split_once(": "));
        let headers = headers.map(|(name, value)| (name.to_lowercase(), value.to_owned())).collect();
        (status, headers, answer[at + 4..].to_vec())
    }

    fn run_with(&self, desk: &Desk, args: &[&str], key: &str) -> Answer {
        let output = Program::cargo_bin("dateline")
            .unwrap()
            .current_dir(desk.path("."))
            .env("AWS_ACCESS_KEY_ID", "key")
            .env("AWS_SECRET_ACCESS_KEY", key)
            .env("AWS_REGION", "us-east-1")
            .args(args)
            .output()
            .unwrap();
        Answer {
            code: output.status.code().unwrap(),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }

    fn run(&self, desk: &Desk, args: &[&str]) -> Answer {
        self.run_with(desk, args, "correct-horse-battery")
    }

    fn publish(&self, desk: &Desk) -> Answer {
        let answer = self.run(desk, &["publish", "--yes"]);
        assert_eq!(answer.code, 0, "{}{}", answer.stdout, answer.stderr);
        assert!(!(answer.stdout.clone() + &answer.stderr).contains("correct-horse"));
        answer
    }

    fn get(&self, path: &str) -> Option<(BTreeMap<String, String>, Vec<u8>)> {
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte);
        let path: String = path
            .bytes()
            .map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") })
            .collect();
        let (status, headers, body) = self.ask("GET", &format!("/wire/news/{path}"), "");
        (status == 200).then_some((headers, body))
    }

    /// A publication that the test starts and ends.
    fn start_run(&self, desk: &Desk) -> Command {
        let mut command = start(desk);
        command.envs([("AWS_ACCESS_KEY_ID", "key"), ("AWS_SECRET_ACCESS_KEY", "correct-horse-battery")]);
        command.env("AWS_REGION", "us-east-1");
        command
    }

    /// Everything in the bucket but the record.
    fn standing(&self) -> Tree {
        let (_, _, listed) = self.ask("GET", "/wire?max-keys=1000&encoding-type=url", "");
        let listed = String::from_utf8(listed).unwrap();
        let keys = listed.split("<Key>news/").skip(1).filter_map(|rest| rest.split("</Key>").next());
        let keys = keys.filter(|key| !key.starts_with(".dateline/"));
        keys.map(|key| (key.to_owned(), self.get(key).unwrap().1)).collect()
    }

    /// Whether the bucket holds just the site.
    fn holds(&self, desk: &Desk) {
        for (path, bytes) in built(desk) {
            let there = self.get(&path).unwrap_or_else(|| panic!("`{path}` is not there")).1;
            assert_eq!(there, bytes, "{path}");
        }
    }
}

/// A desk that publishes to a bucket, which has versions if they are wanted.
fn bucket(lines: &str, versions: bool) -> Option<(Desk, Hub)> {
    bucket_of(lines, versions, &[])
}

fn bucket_of(lines: &str, versions: bool, settings: &[(&str, &str)]) -> Option<(Desk, Hub)> {
    let hub = Hub::start(settings)?;
    assert_eq!(hub.ask("PUT", "/wire", "").0, 200);
    if versions {
        let on = "<VersioningConfiguration xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><Status>Enabled</Status></VersioningConfiguration>";
        assert_eq!(hub.ask("PUT", "/wire?versioning", on).0, 200);
    }
    let desk = room("");
    let to = format!("to = \"s3://wire/news\"\nendpoint = \"http://127.0.0.1:{}\"\n", hub.between.port);
    desk.file("book.toml", format!("{BOOK}\n[publish.web]\nverify = false\n{to}{lines}\n"));
    Some((desk, hub))
}

#[test]
fn objects_arrive_with_their_types_and_what_is_gone_goes() {
    let Some((desk, hub)) = bucket("", false) else { return };
    hub.publish(&desk);
    hub.holds(&desk);
    let (headers, _) = hub.get("feed.xml").unwrap();
    assert_eq!(headers["content-type"], "application/rss+xml; charset=utf-8");
    assert_eq!(headers["cache-control"], "public, max-age=60, must-revalidate");
    for name in hard_names() {
        desk.file(&format!("public/{name}"), name.as_bytes());
    }
    hub.publish(&desk);
    hub.holds(&desk);
    for name in hard_names() {
        desk.remove(&format!("public/{name}"));
    }
    let answer = hub.publish(&desk);
    assert!(answer.stdout.contains("0 new"), "{}", answer.stdout);
    for name in hard_names() {
        assert!(hub.get(&name).is_none(), "{name}");
    }
    assert!(hub.publish(&desk).stdout.contains("nothing to publish"));
}

#[test]
fn objects_are_kept_compressed_and_sent_again_when_that_changes() {
    let Some((desk, hub)) = bucket("store-compressed = \"gzip\"", false) else { return };
    hub.publish(&desk);
    let (headers, bytes) = hub.get("index.html").unwrap();
    assert_eq!(headers["content-encoding"], "gzip");
    let mut html = String::new();
    std::io::Read::read_to_string(&mut flate2::read::GzDecoder::new(&*bytes), &mut html).unwrap();
    assert_eq!(html, desk.page("index.html"));
    let book = std::fs::read_to_string(desk.path("book.toml")).unwrap();
    desk.file("book.toml", book.replace("store-compressed", "# "));
    hub.publish(&desk);
    hub.holds(&desk);
}

#[test]
fn two_desks_do_not_overwrite_each_other_unseen() {
    let Some((desk, hub)) = bucket("", false) else { return };
    hub.publish(&desk);
    assert_eq!(hub.ask("PUT", "/wire/news/.dateline/record", "dateline record 1\n{\"underway\":{\"by\":\"rui@elsewhere\",\"process\":\"elsewhere:1\",\"begun\":\"2999-01-01T00:00:00Z\",\"seen\":\"2999-01-01T00:00:00Z\"},\"history\":[]}\nend\n").0, 200);
    let answer = hub.run(&desk, &["publish", "--yes"]);
    assert_eq!(answer.code, 2, "{}", answer.stdout);
    assert!(answer.stderr.contains("rui@elsewhere is publishing there"), "{}", answer.stderr);
}

#[test]
fn two_desks_at_the_same_moment_leave_the_site_of_one() {
    let Some((desk, hub)) = bucket("", false) else { return };
    hub.publish(&desk);
    let other = room("");
    other.file("book.toml", std::fs::read_to_string(desk.path("book.toml")).unwrap());
    let finish = |desk: &Desk| drop(hub.publish(desk));
    two_at_once([&desk, &other], &|desk| hub.start_run(desk), &finish, &|| hub.standing());
}

#[test]
fn after_an_edit_the_bucket_is_asked_for_its_record_and_sent_what_changed() {
    let Some((desk, hub)) = bucket("", false) else { return };
    hub.publish(&desk);
    hub.between.heard();
    desk.story("land/kites.md", "Kites fly", "2026-02-06", "", "Low above the land.");
    let answer = hub.run(&desk, &["publish", "--yes", "--json"]);
    let json: serde_json::Value = serde_json::from_str(&answer.stdout).unwrap();
    let sent = json["published"]["sent"].as_u64().unwrap() as usize;
    let heard = hub.between.heard();
    let of = |start: &str| heard.iter().filter(|line| line.starts_with(start)).count();
    // The record is read once, written before and after; nothing is listed.
    assert_eq!((of("GET "), of("PUT "), heard.len()), (1, sent + 2, sent + 3), "{heard:?}");
}

#[test]
fn objects_of_others_are_not_replaced_unasked() {
    let Some((desk, hub)) = bucket("", false) else { return };
    assert_eq!(hub.ask("PUT", "/wire/news/index.html", "theirs").0, 200);
    let answer = hub.run(&desk, &["publish", "--yes"]);
    assert_eq!(answer.code, 2, "{}", answer.stdout);
    assert!(answer.stderr.contains("--adopt"), "{}", answer.stderr);
    assert_eq!(hub.get("index.html").unwrap().1, b"theirs");
}

#[test]
fn a_bucket_with_versions_can_be_gone_back() {
    let Some((desk, hub)) = bucket("", true) else { return };
    hub.publish(&desk);
    let first = desk.page("2026/02/06/kites.html");
    desk.story("land/kites.md", "Kites fly", "2026-02-06", "", "Low above the land.");
    hub.publish(&desk);
    assert_ne!(hub.get("2026/02/06/kites.html").unwrap().1, first.as_bytes());
    let answer = hub.run(&desk, &["publish", "--rollback", "--yes"]);
    assert_eq!(answer.code, 0, "{}{}", answer.stdout, answer.stderr);
    assert_eq!(hub.get("2026/02/06/kites.html").unwrap().1, first.as_bytes());
}

#[test]
fn a_bucket_that_is_not_there_is_said() {
    let Some((desk, hub)) = bucket("", false) else { return };
    let book = std::fs::read_to_string(desk.path("book.toml")).unwrap();
    desk.file("book.toml", book.replace("s3://wire", "s3://wires"));
    let answer = hub.run(&desk, &["publish", "--yes"]);
    assert_eq!(answer.code, 2);
    assert!(answer.stderr.contains("NoSuchBucket"), "{}", answer.stderr);
    assert!(!answer.stderr.contains("correct-horse"));
}

#[test]
fn killed_at_any_moment_the_next_run_finishes_it() {
    let Some((desk, hub)) = bucket("", false) else { return };
    let finish = || drop(hub.publish(&desk));
    killed_at_any_moment(&desk, 3, &|| hub.start_run(&desk), &finish, &|| hub.standing());
}

#[test]
fn cuts_and_a_service_that_is_busy_are_outlived() {
    let Some((desk, hub)) = bucket("", false) else { return };
    hub.between.cut_after(50_000, true);
    hub.publish(&desk);
    assert_eq!(hub.between.mend(), 1);
    hub.holds(&desk);
    desk.story("land/kites.md", "Kites fly", "2026-02-06", "", "Low above the land.");
    let busy = "<Error><Code>SlowDown</Code><Message>Please reduce your request rate.</Message></Error>";
    let head = format!("HTTP/1.1 503 Slow Down\r\nContent-Type: application/xml\r\nContent-Length: {}", busy.len());
    hub.between.answer_instead(3, &format!("{head}\r\nConnection: close\r\n\r\n{busy}"));
    hub.publish(&desk);
    hub.holds(&desk);
}

#[test]
fn a_key_that_is_refused_and_a_clock_that_is_wrong_are_said() {
    // The server lets the bucket be made, and looks at every key from then on.
    let Some((desk, hub)) = bucket_of("", false, &[("INITIAL_NO_AUTH_ACTION_COUNT", "1")]) else { return };
    let answer = hub.run(&desk, &["publish", "--yes"]);
    assert_eq!(answer.code, 2, "{}", answer.stdout);
    assert!(answer.stderr.contains("see which key is used and what it is allowed"), "{}", answer.stderr);
    assert!(!(answer.stdout + &answer.stderr).contains("correct-horse"));
    let skewed = "<Error><Code>RequestTimeTooSkewed</Code><Message>The difference between the request time and the current time is too large.</Message></Error>";
    let head = format!("HTTP/1.1 403 Forbidden\r\nContent-Type: application/xml\r\nContent-Length: {}", skewed.len());
    hub.between.answer_instead(9, &format!("{head}\r\nConnection: close\r\n\r\n{skewed}"));
    let answer = hub.run(&desk, &["publish", "--yes"]);
    assert_eq!(answer.code, 2, "{}", answer.stdout);
    assert!(answer.stderr.contains("set this machine's clock"), "{}", answer.stderr);
}
