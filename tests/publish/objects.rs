//! A bucket as the destination: a real server that speaks S3, on the loopback.

use crate::desk::{Answer, BOOK, Desk};
use crate::room::{built, hard_names, room};
use assert_cmd::Command as Program;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

/// The server, ended with its test.
struct Hub {
    child: Child,
    port: u16,
}

impl Drop for Hub {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// `moto_server`, which `.ci/run` installs in the build folder.
fn server() -> Option<PathBuf> {
    let named = std::env::var_os("MOTO_SERVER").map(PathBuf::from);
    let built = PathBuf::from(env!("CARGO_BIN_EXE_dateline"));
    let beside = built.ancestors().nth(2).map(|target| target.join("moto/bin/moto_server"));
    [named, beside].into_iter().flatten().find(|place| place.exists())
}

impl Hub {
    fn start() -> Option<Self> {
        let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let child = Command::new(server()?)
            .args(["-H", "127.0.0.1", "-p", &port.to_string()])
            .env("AWS_ACCESS_KEY_ID", "x")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let hub = Self { child, port };
        for _ in 0..400 {
            if std::net::TcpStream::connect(("127.0.0.1", port)).is_ok() {
                return Some(hub);
            }
            std::thread::sleep(std::time::Duration::from_millis(50));
        }
        panic!("the server did not start");
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
    let hub = Hub::start()?;
    assert_eq!(hub.ask("PUT", "/wire", "").0, 200);
    if versions {
        let on = "<VersioningConfiguration xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><Status>Enabled</Status></VersioningConfiguration>";
        assert_eq!(hub.ask("PUT", "/wire?versioning", on).0, 200);
    }
    let desk = room("");
    let to = format!("to = \"s3://wire/news\"\nendpoint = \"http://127.0.0.1:{}\"\n", hub.port);
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
