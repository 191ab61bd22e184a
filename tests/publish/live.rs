//! What readers get, and who is told: a plain web server over the destination's folder.

use crate::desk::{BOOK, Desk};
use crate::room::{hard_names, room};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, Sender, channel};

/// Serves a folder until the test ends; gives its address and what was posted.
fn serve(folder: PathBuf) -> (String, Receiver<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let base = format!("http://{}", listener.local_addr().unwrap());
    let (tell, told) = channel();
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let (folder, tell) = (folder.clone(), tell.clone());
            std::thread::spawn(move || answer(stream, &folder, &tell));
        }
    });
    (base, told)
}

fn answer(mut stream: TcpStream, folder: &Path, tell: &Sender<String>) -> Option<()> {
    let mut reader = BufReader::new(stream.try_clone().ok()?);
    loop {
        let mut lines = Vec::new();
        loop {
            let mut line = String::new();
            if reader.read_line(&mut line).ok()? == 0 {
                return None;
            }
            if line.trim().is_empty() {
                break;
            }
            lines.push(line);
        }
        let mut words = lines.first()?.split(' ');
        let (method, path) = (words.next()?, words.next()?);
        let length =
            lines.iter().find_map(|line| line.to_lowercase().strip_prefix("content-length:")?.trim().parse().ok());
        let mut body = vec![0; length.unwrap_or(0)];
        reader.read_exact(&mut body).ok()?;
        let (status, bytes) = if method == "POST" {
            tell.send(format!("{path} {}", String::from_utf8_lossy(&body))).ok()?;
            (202, Vec::new())
        } else {
            let path = decoded(path.trim_start_matches('/'));
            let path = if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path };
            std::fs::read(folder.join(path)).map_or((404, Vec::new()), |bytes| (200, bytes))
        };
        write!(stream, "HTTP/1.1 {status} x\r\nContent-Length: {}\r\n\r\n", bytes.len()).ok()?;
        stream.write_all(&bytes).ok()?;
    }
}

fn decoded(path: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = path.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        if *first == b'%' {
            bytes.push(u8::from_str_radix(std::str::from_utf8(&after[..2]).unwrap(), 16).unwrap());
            rest = &after[2..];
        } else {
            bytes.push(*first);
            rest = after;
        }
    }
    String::from_utf8(bytes).unwrap()
}

/// A desk whose site is served from the destination's folder, or from another.
fn live(served: &str, lines: &str) -> (Desk, Receiver<String>) {
    let desk = room("");
    let (base, told) = serve(desk.path(served));
    let lines = lines.replace("BASE", &base);
    let book = BOOK.replace("https://wire.example/", &format!("{base}/"));
    desk.file("book.toml", format!("{book}hub = [\"{base}/hub\"]\n[publish.web]\nto = \"site\"\n{lines}\n"));
    (desk, told)
}

#[test]
fn what_was_published_is_fetched_and_compared() {
    let (desk, _told) = live("site", "");
    desk.build();
    for name in hard_names() {
        desk.file(&format!("public/{name}"), name.as_bytes());
    }
    let answer = desk.run(&["publish", "--yes"]);
    assert_eq!(answer.code, 0, "{}{}", answer.stdout, answer.stderr);
    assert!(answer.stdout.contains("answer with what was published"), "{}", answer.stdout);
    // What is gone has to be gone.
    desk.remove("public/with space.png");
    let answer = desk.run(&["publish", "--yes", "--json"]);
    let json: serde_json::Value = serde_json::from_str(&answer.stdout).unwrap();
    assert_eq!(json["verified"]["wrong"], 0, "{json}");
    assert!(json["verified"]["asked"].as_u64().unwrap() > 10, "a sample of the rest is looked at: {json}");
}

#[test]
fn a_host_that_shows_something_else_is_told_and_nobody_is_sent_there() {
    let (desk, told) = live("elsewhere", "");
    desk.run(&["publish", "--yes", "--no-verify"]);
    assert!(told.recv_timeout(std::time::Duration::from_secs(20)).is_ok());
    desk.file("elsewhere/about.html", "stale");
    desk.file("content/about.md", "---\ntitle: About us\n---\n\nWe are another test.\n");
    let answer = desk.run(&["publish", "--yes"]);
    assert_eq!(answer.code, 2, "{}", answer.stdout);
    assert!(answer.stderr.contains("about.html` is not what was published: it has 5 bytes"), "{}", answer.stderr);
    assert!(told.try_recv().is_err());
    let answer = desk.run(&["publish", "--yes", "--no-verify", "--anew"]);
    assert_eq!(answer.code, 0, "{}", answer.stderr);
}

#[test]
fn hubs_hear_of_changed_feeds_and_search_engines_of_changed_pages() {
    let lines = "indexnow = \"0123456789abcdef\"\nindexnow-endpoint = \"BASE/indexnow\"";
    let (desk, told) = live("site", lines);
    assert_eq!(desk.run(&["publish", "--yes"]).code, 0);
    told.try_iter().for_each(drop);
    assert_eq!(std::fs::read_to_string(desk.path("site/0123456789abcdef.txt")).unwrap(), "0123456789abcdef");
    desk.story("land/kites.md", "Kites fly low", "2026-02-06", "", "Low above the land.");
    let answer = desk.run(&["publish", "--yes"]);
    assert_eq!(answer.code, 0, "{}{}", answer.stdout, answer.stderr);
    let heard: Vec<String> = told.try_iter().collect();
    let hub = heard.iter().find(|one| one.starts_with("/hub ")).unwrap();
    assert!(hub.contains("hub.mode=publish&hub.url=") && hub.contains("%2Ffeed.xml"), "{hub}");
    let engines = heard.iter().find(|one| one.starts_with("/indexnow ")).unwrap();
    assert!(engines.contains("/2026/02/06/kites.html") && !engines.contains("ferries.md"), "{engines}");
    // Nothing changed, nobody is told.
    assert_eq!(desk.run(&["publish", "--yes"]).code, 0);
    assert!(told.try_recv().is_err());
}
