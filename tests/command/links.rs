//! Every link of every page leads somewhere: at a root, under a path, and opened from disk.

use crate::build::newsroom;
use std::collections::BTreeMap;

#[test]
fn links_work_at_a_root_under_a_path_and_from_disk() {
    let desk = newsroom();
    for (url, out) in
        [("https://wire.example/", "root"), ("https://wire.example/a/b/", "path"), ("/news/", "bare"), ("", "disk")]
    {
        desk.build_with(&["--base-url", url, "--out", out]);
        let site = crate::desk::tree(&desk.path(out));
        let broken = broken(&site, url);
        assert!(broken.is_empty(), "with base-url {url:?}:\n{}", broken.join("\n"));
        assert!(site.values().all(|bytes| !String::from_utf8_lossy(bytes).contains("dateline-root")), "{url}");
    }
}

/// Links from pages to files that are not there.
fn broken(site: &BTreeMap<String, Vec<u8>>, base: &str) -> Vec<String> {
    let root = base.strip_prefix("https://wire.example").unwrap_or(base);
    let mut broken = Vec::new();
    for (page, bytes) in site.iter().filter(|(page, _)| page.ends_with(".html")) {
        let html = String::from_utf8_lossy(bytes);
        for link in links(&html) {
            let local = link.strip_prefix("https://wire.example").unwrap_or(link);
            if local.starts_with('#') || local.contains("://") || local.starts_with("mailto:") {
                continue;
            }
            let path = local.split(['#', '?']).next().unwrap();
            let target = match (path.strip_prefix(root), base.is_empty()) {
                (_, true) if path.starts_with('/') => Some(path.to_owned()),
                (_, true) => Some(resolve(page, path)),
                (Some(inner), false) => Some(inner.to_owned()),
                (None, false) => None,
            };
            let found = target.as_ref().is_some_and(|target| {
                let file = if target.is_empty() || target.ends_with('/') {
                    format!("{target}index.html")
                } else {
                    target.clone()
                };
                site.contains_key(&file) && (!base.is_empty() || *target == file)
            });
            if !found {
                broken.push(format!("{page}: {link}"));
            }
        }
    }
    broken
}

fn links(html: &str) -> impl Iterator<Item = &str> {
    [" href=\"", " src=\""].into_iter().flat_map(move |open| {
        html.match_indices(open).map(move |(at, _)| html[at + open.len()..].split('"').next().unwrap())
    })
}

fn resolve(page: &str, link: &str) -> String {
    let mut parts: Vec<&str> = page.split('/').collect();
    parts.pop();
    for part in link.split('/') {
        match part {
            "." => {}
            ".." => drop(parts.pop().expect("a link leads out of the site")),
            part => parts.push(part),
        }
    }
    parts.join("/")
}

#[test]
fn a_name_with_spaces_and_signs_is_linked_and_shown() {
    let desk = crate::desk::Desk::new();
    desk.file("content/land/two words (1).jpg", crate::pictures::PICTURE);
    desk.story("land/100% green.md", "Green", "2026-02-06", "", "Olives.");
    for (at, body) in
        ["![A](<two words (1).jpg>) [b](<100%25 green.md>)", "![A](two%20words%20(1).jpg) [b](100%25%20green.md)"]
            .into_iter()
            .enumerate()
    {
        desk.story(&format!("land/{at}.md"), "Olives", "2026-02-06", "", body);
    }
    let answer = desk.build();
    assert!(!answer.stderr.contains("warning"), "{}", answer.stderr);
    assert!(desk.has("land/two words (1).jpg"));
    for at in 0..2 {
        let page = desk.page(&format!("2026/02/06/{at}.html"));
        assert!(page.contains("src=\"/land/two%20words%20(1).jpg\""), "{page}");
        assert!(page.contains("href=\"/2026/02/06/100-green.html\""), "{page}");
    }
}
