//! `dateline check --external`: a real web server on the loopback stands for all other sites.

use crate::desk::{BOOK, Desk};
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

/// A web server that answers as it is told to, and remembers what it was asked for.
struct Elsewhere {
    base: String,
    asked: Arc<Mutex<Vec<String>>>,
}

/// What is answered at a path: the lines of an answer's head for each time, the last one for ever.
type Answers = BTreeMap<&'static str, Vec<&'static str>>;

impl Elsewhere {
    fn new(answers: &[(&'static str, &[&'static str])]) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let base = format!("http://{}", listener.local_addr().unwrap());
        let answers: Answers = answers.iter().map(|(path, heads)| (*path, heads.to_vec())).collect();
        let (answers, asked) = (Arc::new(Mutex::new(answers)), Arc::new(Mutex::new(Vec::new())));
        let noted = Arc::clone(&asked);
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (answers, noted) = (Arc::clone(&answers), Arc::clone(&noted));
                std::thread::spawn(move || answer(stream, &answers, &noted));
            }
        });
        Self { base, asked }
    }

    /// What it was asked for since the last time: `HEAD /a`.
    fn asked(&self) -> Vec<String> {
        std::mem::take(&mut *self.asked.lock().unwrap())
    }
}

fn answer(mut stream: TcpStream, answers: &Mutex<Answers>, noted: &Mutex<Vec<String>>) -> Option<()> {
    let mut reader = BufReader::new(stream.try_clone().ok()?);
    loop {
        let mut lines: Vec<String> = Vec::new();
        loop {
            let mut line = String::new();
            if reader.read_line(&mut line).ok()? == 0 {
                return None;
            }
            if line.trim().is_empty() {
                break;
            }
            lines.push(line.trim().to_owned());
        }
        let mut words = lines.first()?.split(' ');
        let (method, path) = (words.next()?, words.next()?);
        assert!(lines.iter().any(|line| line.to_lowercase().starts_with("user-agent: dateline/")), "{lines:?}");
        noted.lock().unwrap().push(format!("{method} {path}"));
        let head = {
            let mut answers = answers.lock().unwrap();
            match answers.get_mut(format!("{method} {path}").as_str()) {
                Some(of_method) => of_method[0],
                None => match answers.get_mut(path) {
                    Some(heads) if heads.len() > 1 => heads.remove(0),
                    Some(heads) => heads[0],
                    None => "404 Not Found",
                },
            }
        };
        if head.is_empty() {
            // Hangs up without a word.
            return None;
        }
        let (head, body) = head.split_once("\n\n").unwrap_or((head, ""));
        let (status, headers) = head.split_once('\n').unwrap_or((head, ""));
        let headers: String = headers.lines().map(|line| format!("{line}\r\n")).collect();
        write!(stream, "HTTP/1.1 {status}\r\n{headers}Content-Length: {}\r\n\r\n", body.len()).ok()?;
        if method != "HEAD" {
            stream.write_all(body.as_bytes()).ok()?;
        }
    }
}

/// A desk with a story that links paths of the server.
fn linking(elsewhere: &Elsewhere, paths: &[&str]) -> Desk {
    let desk = Desk::empty();
    desk.file("book.toml", format!("{BOOK}[check]\nprivate = [\"127.0.0.1\"]\n"));
    let links: Vec<String> = paths.iter().map(|path| format!("[x]({}{path})", elsewhere.base)).collect();
    desk.story("land/linked.md", "Linked", "2026-02-08", "", &links.join("\n\n"));
    desk
}

fn said(desk: &Desk, code: i32) -> String {
    let answer = desk.run(&["check", "--external"]);
    assert_eq!(answer.code, code, "{}{}", answer.stdout, answer.stderr);
    answer.stdout + &answer.stderr
}

#[test]
fn what_is_there_is_no_finding_and_is_not_asked_again() {
    let elsewhere = Elsewhere::new(&[("/a", &["200 OK"]), ("/b", &["200 OK"])]);
    let desk = linking(&elsewhere, &["/a", "/b", "/a#part"]);
    assert!(said(&desk, 0).contains("and 2 addresses of other sites (2 there, 0 known from before) checked"));
    assert_eq!(elsewhere.asked(), ["GET /robots.txt", "HEAD /a", "HEAD /b"]);
    assert!(said(&desk, 0).contains("and 2 addresses of other sites (2 there, 2 known from before) checked"));
    assert_eq!(elsewhere.asked(), [""; 0]);
    // Without the flag nobody is asked.
    desk.remove(".dateline/links");
    assert_eq!(desk.run(&["check"]).code, 0);
    assert_eq!(elsewhere.asked(), [""; 0]);
}

#[test]
fn what_is_gone_is_an_error_where_it_is_linked_and_asked_for_each_time() {
    let elsewhere = Elsewhere::new(&[("/gone", &["410 Gone", "410 Gone", "200 OK"])]);
    let desk = linking(&elsewhere, &["/gone"]);
    desk.story("land/other.md", "Other", "2026-02-08", "", &format!("[x]({}/gone)", elsewhere.base));
    let answer = said(&desk, 1);
    assert!(answer.contains(&format!("`{}/gone` is not there: its host answers 410", elsewhere.base)), "{answer}");
    assert!(answer.contains("content/land/linked.md:6:5"), "{answer}");
    assert!(answer.contains("also in `content/land/other.md`"), "{answer}");
    assert_eq!(elsewhere.asked(), ["GET /robots.txt", "HEAD /gone", "GET /gone"]);
    said(&desk, 0);
}

#[test]
fn where_an_address_has_moved_to_is_said() {
    let elsewhere = Elsewhere::new(&[
        ("/old", &["301 Moved\nLocation: /newer"]),
        ("/newer", &["308 Moved\nLocation: /new"]),
        ("/for-now", &["302 Found\nLocation: new"]),
        ("/round", &["301 Moved\nLocation: /and-round"]),
        ("/and-round", &["301 Moved\nLocation: /round"]),
        ("/lost", &["301 Moved\nLocation: /nowhere"]),
        ("/new", &["200 OK"]),
    ]);
    let desk = linking(&elsewhere, &["/old", "/for-now", "/round", "/lost"]);
    let (answer, base) = (said(&desk, 1), &elsewhere.base);
    for expected in [
        format!("warning: `{base}/old` has moved for good"),
        format!("help: type `{base}/new`"),
        format!("note: `{base}/for-now` leads to `{base}/new` for now"),
        format!("error: `{base}/round` leads on and on, and nowhere"),
        format!("error: `{base}/lost` is not there: its host answers 404"),
    ] {
        assert!(answer.contains(&expected), "{expected}: {answer}");
    }
}

#[test]
fn trouble_that_passes_is_waited_for() {
    let elsewhere = Elsewhere::new(&[
        ("/busy", &["503 Busy\nRetry-After: 0", "200 OK"]),
        (
            "/many",
            &[
                "429 Slow down\nRetry-After: Wed, 21 Oct 2026 07:28:00 GMT\nDate: Wed, 21 Oct 2026 07:28:00 GMT",
                "200 OK",
            ],
        ),
        ("/cut", &["", "200 OK"]),
        ("/never", &["503 Busy\nRetry-After: 86400"]),
    ]);
    let desk = linking(&elsewhere, &["/busy", "/many", "/cut", "/never"]);
    let answer = said(&desk, 0);
    assert!(answer.contains("(3 there, 0 known from before)"), "{answer}");
    assert!(answer.contains("/never` gave no answer: the host answers 503"), "{answer}");
    let asked = elsewhere.asked();
    let count = |path: &str| asked.iter().filter(|one| one.ends_with(path)).count();
    assert_eq!(count("/many"), 2, "{asked:?}");
    // It asked to be left alone for a day, and it is: once by each method.
    assert_eq!(count("/never"), 2, "{asked:?}");
}

#[test]
fn a_server_that_knows_no_head_is_asked_for_the_thing_itself() {
    let elsewhere = Elsewhere::new(&[
        ("HEAD /a", &["405 No"]),
        ("/a", &["200 OK\n\nsome words"]),
        ("/members", &["403 Forbidden"]),
    ]);
    let desk = linking(&elsewhere, &["/a", "/members"]);
    let answer = said(&desk, 0);
    assert!(answer.contains("/members` could not be looked at: it answers 403"), "{answer}");
    assert!(answer.contains("look at it in a browser"), "{answer}");
    assert!(answer.contains("(1 there,"), "{answer}");
    assert!(elsewhere.asked().contains(&"GET /a".to_owned()));
}

#[test]
fn what_a_host_asks_of_robots_is_kept() {
    let elsewhere = Elsewhere::new(&[
        ("/robots.txt", &["200 OK\n\nUser-agent: *\nDisallow: /private/\nAllow: /private/open\n"]),
        ("/private/open", &["200 OK"]),
    ]);
    let desk = linking(&elsewhere, &["/private/a", "/private/open"]);
    let answer = said(&desk, 0);
    assert!(answer.contains("/private/a` was not looked at: its `robots.txt` asks programs not to"), "{answer}");
    assert_eq!(elsewhere.asked(), ["GET /robots.txt", "HEAD /private/open"]);
    let elsewhere =
        Elsewhere::new(&[("/robots.txt", &["200 OK\n\nUser-agent: dateline\nDisallow: /\n"]), ("/a", &["200 OK"])]);
    said(&linking(&elsewhere, &["/a"]), 0);
    assert_eq!(elsewhere.asked(), ["GET /robots.txt"]);
}

#[test]
fn a_host_that_does_not_answer_is_not_asked_for_ever() {
    // A port that nobody listens on any more.
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let silent = Elsewhere { base: format!("http://127.0.0.1:{port}"), asked: Arc::default() };
    let answer = said(&linking(&silent, &["/a", "/b", "/c", "/d", "/e"]), 0);
    assert_eq!(answer.matches("` gave no answer").count(), 5, "{answer}");
    assert_eq!(answer.matches("its host gave no answer for others").count(), 3, "{answer}");
}

#[test]
fn a_link_in_copy_makes_the_desk_ask_no_machine_of_its_own_network() {
    let elsewhere =
        Elsewhere::new(&[("/a", &["200 OK"]), ("/out", &["302 Found\nLocation: http://localhost:1/admin"])]);
    let desk = linking(&elsewhere, &["/a"]);
    desk.file("book.toml", BOOK);
    let answer = said(&desk, 1);
    assert!(answer.contains("/a` is in a private network, where readers do not get to"), "{answer}");
    assert!(answer.contains("name its host in `[check] private`"), "{answer}");
    assert_eq!(elsewhere.asked(), [""; 0]);
    // Nor where another site leads.
    let answer = said(&linking(&elsewhere, &["/out"]), 1);
    assert!(answer.contains("/out` is in a private network"), "{answer}");
}

#[test]
fn addresses_that_the_desk_names_are_left_out() {
    let elsewhere = Elsewhere::new(&[]);
    let desk = linking(&elsewhere, &["/shop/a", "/shop/b"]);
    desk.file("book.toml", format!("{BOOK}[check]\nskip = [\"{}/shop/\"]\n", elsewhere.base));
    let answer = desk.run(&["check", "--external", "--json"]);
    let json: serde_json::Value = serde_json::from_str(&answer.stdout).unwrap();
    assert_eq!(json["outside"]["asked"], 0, "{json}");
    assert_eq!(elsewhere.asked(), [""; 0]);
}

#[test]
fn what_stands_for_a_password_in_an_address_is_not_sent() {
    let elsewhere = Elsewhere::new(&[("/a", &["200 OK"])]);
    let desk = linking(&elsewhere, &[]);
    let link = elsewhere.base.replace("http://", "http://ana:hunter2@");
    desk.story("land/linked.md", "Linked", "2026-02-08", "", &format!("[x]({link}/a)"));
    said(&desk, 0);
    assert_eq!(elsewhere.asked(), ["GET /robots.txt", "HEAD /a"]);
}
