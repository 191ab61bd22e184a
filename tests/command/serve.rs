//! `dateline serve`: the preview over HTTP.

use crate::desk::{BOOK, Desk};
use crate::http::{Events, ask, get};
use crate::running::Running;
use std::net::TcpListener;

/// The program, serving; it ends with the test.
pub(crate) struct Serving {
    pub(crate) running: Running,
    pub(crate) port: u16,
}

impl Serving {
    pub(crate) fn at(desk: &Desk, args: &[&str]) -> Self {
        let running = Running::at(desk, &[&["serve", "--port", "0"], args].concat());
        let port = port(&running.says("serving http://"));
        Self { running, port }
    }
}

fn port(line: &str) -> u16 {
    let (_, rest) = line.rsplit_once(':').unwrap();
    rest.split('/').next().unwrap().parse().unwrap()
}

fn desk() -> Desk {
    let desk = Desk::new();
    desk.file("book.toml", BOOK.replace("https://wire.example/", "https://wire.example/news/"));
    for number in 0..45 {
        let day = format!("2026-01-{:02}", number % 28 + 1);
        desk.story(&format!("world/s{number}.md"), &format!("Story {number}"), &day, "tags: [мост]\n", "Words.");
    }
    desk.story("a.md", "Ferries", "2026-02-02", "aliases: [/old/ferry.html]\n", "See ![a map](map.png).");
    desk.file("content/map.png", crate::pictures::PICTURE);
    desk
}

#[test]
fn without_reload_every_file_is_what_a_build_writes() {
    let desk = desk();
    desk.file("content/ferry.jpg", crate::pictures::photo(6));
    desk.story("b.md", "Ferry", "2026-02-03", "", "![The ferry](ferry.jpg \"At sea\")");
    desk.build();
    // The preview makes what a build has kept, or makes it itself.
    std::fs::remove_dir_all(desk.path(".dateline/made")).unwrap_or_default();
    let serving = Serving::at(&desk, &["--no-reload"]);
    let site = desk.site();
    assert!(site.len() > 100, "{}", site.len());
    for (file, bytes) in site {
        let path = file.strip_suffix("index.html").unwrap_or(&file);
        let got = get(serving.port, &format!("/news/{}", path.replace("мост", "%D0%BC%D0%BE%D1%81%D1%82")));
        let expected = match (got.status, file.as_str()) {
            (301 | 302, _) => {
                assert!(String::from_utf8_lossy(&bytes).contains(&format!("url={}", got.header("location"))), "{file}");
                continue;
            }
            (404, "404.html") | (200, _) => bytes,
            (status, _) => panic!("{status} {file}"),
        };
        assert!(got.body == expected, "{file}");
    }
    assert_eq!(get(serving.port, "/news/.dateline/preview.js").status, 404);
    assert_eq!(get(serving.port, "/news/.dateline/events").status, 404);
}

#[test]
fn it_answers_as_a_host_does() {
    let desk = desk();
    let serving = Serving::at(&desk, &[]);
    let port = serving.port;
    for (path, status, header, value) in [
        ("/", 302, "location", "/news/"),
        ("/news", 302, "location", "/news/"),
        ("/other", 404, "content-type", "text/plain; charset=utf-8"),
        ("/news/", 200, "content-type", "text/html; charset=utf-8"),
        ("/news/index.html", 200, "content-type", "text/html; charset=utf-8"),
        ("/news/?x=1", 200, "content-type", "text/html; charset=utf-8"),
        ("/news/world", 301, "location", "/news/world/"),
        ("/news/tags/%D0%BC%D0%BE%D1%81%D1%82", 301, "location", "/news/tags/%D0%BC%D0%BE%D1%81%D1%82/"),
        ("/news/tags/%D0%BC%D0%BE%D1%81%D1%82/", 200, "content-type", "text/html; charset=utf-8"),
        ("/news/old/ferry.html", 301, "location", "/news/2026/02/02/a.html"),
        ("/news/world/page/2/", 302, "location", "/news/world/"),
        ("/news/feed.xml", 200, "content-type", "application/rss+xml; charset=utf-8"),
        ("/news/2026/02/02/a.md", 200, "content-type", "text/markdown; charset=utf-8"),
        ("/news/map.png", 200, "content-type", "image/png"),
        ("/news/nothing.html", 404, "content-type", "text/html; charset=utf-8"),
        ("/news/.dateline/preview.js", 200, "content-type", "text/javascript; charset=utf-8"),
    ] {
        let got = get(port, path);
        assert_eq!((got.status, got.header(header)), (status, value), "{path}");
        let head = ask(port, "HEAD", path, &[], "");
        assert_eq!((head.status, head.header(header)), (status, value), "HEAD {path}");
        assert_eq!(head.header("content-length"), got.body.len().to_string(), "HEAD {path}");
    }
    assert!(get(port, "/news/nothing.html").text().contains("There is no page at this address"));
    let post = ask(port, "POST", "/news/", &[], "words");
    assert_eq!((post.status, post.header("allow")), (405, "GET, HEAD"));
}

#[test]
fn redirects_and_headers_are_those_that_the_site_asks_of_its_host() {
    for hosts in ["[]", "[\"nginx\"]", "[\"netlify\"]"] {
        let desk = desk();
        let book = BOOK.replace("https://wire.example/", "https://wire.example/news/");
        let rules = "[redirects]\n\"/moved.html\" = \"/2026/02/02/a.html\"\n\"/out.html\" = \"https://other.example/x?a=1\"\n\
                     [headers]\nX-Desk = \"night\"\n";
        desk.file("book.toml", format!("{book}[outputs]\nhosts = {hosts}\n{rules}"));
        let serving = Serving::at(&desk, &[]);
        for (path, to) in [
            ("/news/moved.html", "/news/2026/02/02/a.html"),
            ("/news/out.html", "https://other.example/x?a=1"),
            ("/news/old/ferry.html", "/news/2026/02/02/a.html"),
        ] {
            let got = get(serving.port, path);
            assert_eq!((got.status, got.header("location")), (301, to), "{hosts} {path}");
        }
        let home = get(serving.port, "/news/");
        assert_eq!(home.header("x-desk"), "night", "{hosts}");
        assert!(home.header("content-security-policy").contains("script-src 'self'"), "{hosts}");
        // What a host may keep, a preview may not.
        assert_eq!(get(serving.port, "/news/map.png").header("cache-control"), "no-cache");
    }
}

#[test]
fn what_a_browser_has_is_not_sent_again_and_parts_are() {
    let desk = desk();
    let serving = Serving::at(&desk, &[]);
    for path in ["/news/", "/news/map.png", "/news/2026/02/02/a.md"] {
        let tag = format!("If-None-Match: {}", get(serving.port, path).header("etag"));
        let again = ask(serving.port, "GET", path, &[&tag], "");
        assert_eq!((again.status, again.body.len()), (304, 0), "{path}");
    }
    let part = ask(serving.port, "GET", "/news/map.png", &["Range: bytes=2-4"], "");
    assert_eq!((part.status, &*part.text(), part.header("content-range")), (206, "F89", "bytes 2-4/35"));
}

#[test]
fn a_host_that_is_not_ours_is_refused() {
    let desk = desk();
    let serving = Serving::at(&desk, &["--drafts"]);
    for (host, status) in [
        ("localhost", 200),
        ("localhost:3000", 200),
        ("127.0.0.1", 200),
        ("[::1]:80", 200),
        ("evil.example", 421),
        ("localhost.evil.example", 421),
        ("", 421),
    ] {
        for path in ["/news/", "/news/.dateline/events?since=x"] {
            if status == 200 && path.contains("events") {
                continue;
            }
            let got = ask(serving.port, "GET", path, &[&format!("Host: {host}")], "");
            assert_eq!(got.status, status, "{host} {path}");
            assert!(status == 200 || !got.text().contains("Story"), "{host}");
        }
    }
    let absolute = ask(serving.port, "GET", "http://evil.example/news/", &["Host: localhost"], "");
    assert_eq!(absolute.status, 421);
}

#[test]
fn no_path_leaves_the_site() {
    let desk = desk();
    let serving = Serving::at(&desk, &[]);
    for path in [
        "/news/../book.toml",
        "/news/../../etc/passwd",
        "/news/%2e%2e/book.toml",
        "/news/..%2fbook.toml",
        "/news/..%5c..%5cbook.toml",
        "/news/%00",
        "/news/content/a.md",
        "/news/book.toml",
        "/news//etc/passwd",
        "/../book.toml",
        "//evil.example/",
        "/news//evil.example",
        "/news/%ff%fe",
    ] {
        let got = get(serving.port, path);
        assert_eq!(got.status, 404, "{path}");
        assert!(!got.text().contains("[book]") && !got.text().contains("root:"), "{path}");
    }
}

#[test]
fn a_port_that_is_taken() {
    let desk = desk();
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let answer = desk.run(&["serve", "--port", &port]);
    assert_eq!(answer.code, 2);
    assert!(answer.stderr.contains(&format!("port {port} is taken")), "{}", answer.stderr);
    // The first free one is taken where none was asked for.
    let one = Running::at(&desk, &["serve"]);
    let first = self::port(&one.says("serving http://"));
    let two = Running::at(&desk, &["serve"]);
    two.says("is taken");
    assert_ne!(self::port(&two.says("serving http://")), first);
}

#[test]
fn what_is_held_is_shown_only_when_that_is_asked_for() {
    let desk = Desk::new();
    desk.story("draft.md", "Draft", "2026-01-01", "draft: true\n", "Words.");
    desk.story("held.md", "Held", "2026-01-02", "embargo: 2099-01-01\n", "Words.");
    let (draft, held) = ("/2026/01/01/draft.html", "/2026/01/02/held.html");
    for (args, expected) in
        [(&[][..], [404, 404]), (&["--drafts"][..], [200, 404]), (&["--at", "2099-01-02"][..], [404, 200])]
    {
        let serving = Serving::at(&desk, args);
        assert_eq!([draft, held].map(|path| get(serving.port, path).status), expected, "{args:?}");
    }
}

#[test]
fn a_save_is_told_by_number_and_shown_and_nothing_is_written() {
    let desk = desk();
    let serving = Serving::at(&desk, &["--navigate"]);
    let page = "/news/2026/02/02/a.html";
    let before = get(serving.port, page);
    let mut events = Events::at(serving.port, "/news/.dateline/events", &[]);
    let (first, _) = events.next().unwrap();
    desk.story("a.md", "Ferries", "2026-02-02", "", "They ![a map](map.png) returned at dawn.");
    let (second, said) = events.next().unwrap();
    assert_eq!(said["go"], page);
    assert_eq!(number(&second), number(&first) + 1);
    let after = get(serving.port, page);
    assert!(after.text().contains("returned at dawn"));
    assert_ne!(before.header("etag"), after.header("etag"));

    // A picture changes under its address.
    desk.file("content/map.png", crate::pictures::OTHER);
    let (third, said) = events.next().unwrap();
    assert_eq!(said["touched"], serde_json::json!(["/news/map.png"]));
    // A tab that slept is told all that it missed, and one that knows is told nothing until later.
    let slept = Events::at(serving.port, &format!("/news/.dateline/events?since={second}"), &[]).next().unwrap();
    assert_eq!((slept.0.as_str(), &slept.1["touched"]), (third.as_str(), &said["touched"]));
    let long =
        Events::at(serving.port, "/news/.dateline/events", &[&format!("Last-Event-ID: {first}")]).next().unwrap();
    assert_eq!((long.0.as_str(), &long.1["go"]), (third.as_str(), &serde_json::Value::Null));
    let mut awake = Events::at(serving.port, &format!("/news/.dateline/events?since={third}"), &[]);
    desk.story("b.md", "New", "2026-02-03", "", "New words.");
    assert_eq!(number(&awake.next().unwrap().0), number(&third) + 1);
    assert!(!desk.path("public").exists());
}

fn number(id: &str) -> u64 {
    id.rsplit('-').next().unwrap().parse().unwrap()
}

#[test]
fn findings_lie_over_the_last_good_page_until_they_are_mended() {
    let desk = desk();
    let serving = Serving::at(&desk, &[]);
    let page = "/news/2026/02/02/a.html";
    let good = get(serving.port, page);
    assert!(!good.text().contains("<template data-dateline>"));
    let mut events = Events::at(serving.port, "/news/.dateline/events", &[]);
    events.next();
    desk.story("a.md", "Ferries", "2026-02-02", "byeline: <script>alert(1)</script>\n", "Half a");
    events.next();
    let bad = get(serving.port, page);
    assert_eq!(bad.status, 200);
    for words in ["<template data-dateline>", "<code>byeline</code>", "content/a.md:4:1", "&lt;script&gt;alert(1)"] {
        assert!(bad.text().contains(words), "{words}");
    }
    assert!(bad.text().contains("See <img") && !bad.text().contains("Half a"), "{}", bad.text());
    assert!(!bad.text().contains("<script>alert"));
    // Other stories go on.
    desk.story("world/s1.md", "Story 1", "2026-01-02", "", "Other words.");
    events.next();
    assert!(get(serving.port, "/news/2026/01/02/s1.html").text().contains("Other words."));
    desk.story("a.md", "Ferries", "2026-02-02", "", "Mended.");
    events.next();
    let mended = get(serving.port, page).text();
    assert!(mended.contains("Mended.") && !mended.contains("<template data-dateline>"));
}

#[test]
fn a_template_with_a_mistake_leaves_the_last_good_page() {
    let desk = desk();
    let template = |text: &str| {
        desk.file("themes/default/templates/story.html", format!("{{% extends \"default/story.html\" %}}\n{text}"));
    };
    template("");
    let serving = Serving::at(&desk, &[]);
    let (seen, unseen) = ("/news/2026/02/02/a.html", "/news/2026/01/01/s0.html");
    assert!(get(serving.port, seen).text().contains("See <img"));
    let mut events = Events::at(serving.port, "/news/.dateline/events", &[]);
    events.next();
    // It is met only when a page is rendered.
    template("{% block footer %}{{ story.nothing.at_all }}{% endblock %}");
    events.next();
    let page = get(serving.port, seen);
    assert_eq!(page.status, 200);
    assert!(page.text().contains("See <img") && page.text().contains("<template data-dateline>"));
    assert_eq!(get(serving.port, unseen).status, 500);
    // It is met when the theme is read.
    template("{% block footer %}{{ ");
    events.next();
    let page = get(serving.port, seen);
    assert!(page.text().contains("See <img") && page.text().contains("<template data-dateline>"));
    template("{% block footer %}A new foot{% endblock %}");
    events.next();
    let page = get(serving.port, seen).text();
    assert!(page.contains("A new foot") && !page.contains("<template data-dateline>"));
}

#[test]
fn a_site_that_does_not_build_is_served_with_its_findings() {
    let desk = desk();
    desk.file("content/wrong.md", "---\ntitle: Wrong\ndate: yesterday\n---\n\nWords.\n");
    let serving = Serving::at(&desk, &[]);
    let home = get(serving.port, "/news/");
    assert_eq!(home.status, 200);
    assert!(home.text().contains("Ferries") && home.text().contains("content/wrong.md"));
    let mut events = Events::at(serving.port, "/news/.dateline/events", &[]);
    events.next();
    desk.remove("content/wrong.md");
    events.next();
    assert!(!get(serving.port, "/news/").text().contains("content/wrong.md"));
}

#[test]
fn an_embargo_lifts_while_it_is_served() {
    let desk = Desk::new();
    let soon = (jiff::Timestamp::now() + jiff::SignedDuration::from_secs(3)).to_string();
    desk.story("held.md", "Held", "2026-01-02", &format!("embargo: {}\n", &soon[..19]), "Held words.");
    let serving = Serving::at(&desk, &[]);
    let mut events = Events::at(serving.port, "/.dateline/events", &[]);
    events.next();
    while get(serving.port, "/2026/01/02/held.html").status == 404 {
        events.next().unwrap();
    }
    assert!(get(serving.port, "/").text().contains("Held"));
}

#[cfg(unix)]
#[test]
fn it_ends_when_it_is_asked_to_and_says_so_to_open_pages() {
    for signal in ["-TERM", "-INT"] {
        let desk = Desk::new();
        let mut serving = Serving::at(&desk, &[]);
        let mut events = Events::at(serving.port, "/.dateline/events", &[]);
        events.next();
        let id = serving.running.child.id().to_string();
        assert!(std::process::Command::new("kill").args([signal, &id]).status().unwrap().success());
        assert!(events.next().is_none());
        assert_eq!(serving.running.child.wait().unwrap().code(), Some(0), "{signal}");
    }
}

#[test]
fn a_folder_that_is_no_project_is_not_served() {
    let answer = Desk::empty().run(&["serve", "--port", "0"]);
    assert_eq!(answer.code, 1);
    assert!(answer.stderr.contains("there is no `book.toml` here"));
}

/// A page without what the preview adds to it.
fn bare(page: &[u8]) -> Vec<u8> {
    let text = String::from_utf8_lossy(page);
    match text.split_once("<script data-dateline") {
        Some((before, after)) => (before.to_owned() + after.split_once("</script>\n").unwrap().1).into_bytes(),
        None => page.to_vec(),
    }
}

#[test]
fn after_each_save_every_page_is_what_a_build_writes() {
    let desk = desk();
    let story = |title: &str, more: &str, body: &str| {
        desk.story("a.md", title, "2026-02-02", &format!("description: A deck\n{more}"), body);
    };
    story("Ferries", "", "First.");
    let serving = Serving::at(&desk, &[]);
    let mut events = Events::at(serving.port, "/news/.dateline/events", &[]);
    events.next();
    let saves: [&dyn Fn(); 6] = [
        // Only the text is another.
        &|| story("Ferries", "", "Second."),
        &|| story("Ferries", "", "Third, and ![a map](map.png)."),
        &|| story("Quays", "", "Third."),
        &|| story("Quays", "tags: [quays]\n", "Third."),
        &|| {
            drop(
                desk.file("content/world/s3.md", "---\ntitle: Story 3\ndate: 2026-01-04\ndraft: true\n---\n\nWords.\n")
                    .path(""),
            )
        },
        &|| story("Quays", "tags: [quays]\n", "Fourth."),
    ];
    for (number, save) in saves.into_iter().enumerate() {
        save();
        events.next();
        desk.build();
        for (file, bytes) in desk.site() {
            let path = file.strip_suffix("index.html").unwrap_or(&file).replace("мост", "%D0%BC%D0%BE%D1%81%D1%82");
            let got = get(serving.port, &format!("/news/{path}"));
            assert!(matches!(got.status, 301 | 302) || bare(&got.body) == bytes, "{number} {file}");
        }
    }
}
