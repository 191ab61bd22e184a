//! A small site before the judges that others use: the Nu HTML checker, and axe in a browser.
//!
//! `.ci/run` installs both in the build folder, or `PAGECHECK_HOME` says where they are.

use crate::chromium::Browser;
use crate::desk::{BOOK, Desk, tree};
use serde_json::{Value, json};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What the Nu checker does not know yet and browsers do.
const NOT_KNOWN_YET: &str = "@view-transition";

/// This repository's newsroom, with what it lacks: a picture, a running story told live, a correction, an opinion,
/// headlines in other scripts, words of one's own.
fn newsroom(base: &str) -> Desk {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let desk = Desk::empty();
    let book = std::fs::read_to_string(root.join("book.toml")).unwrap();
    desk.file("book.toml", book.replace("https://harbour-wire.example/", base));
    for (path, bytes) in tree(&root.join("content")) {
        desk.file(&format!("content/{path}"), bytes);
    }
    desk.file("content/land/b.jpg", crate::pictures::PICTURE);
    let stairs = "series: The shared stairs\ntags: [stairs]\nimage: b.jpg\nimage-alt: Stairs\nimage-caption: The stairs\nimage-credit: A. Calder\n";
    let body = "> [!QUOTE] Ana Reis, clerk\n> “It is a good paper.”\n\n***\n\nOne  \ntwo\n\n- [ ] three\n- [x] four\n\n> [!WARNING]\n> Mind the step.\n\n`code`\n";
    desk.story("land/one.md", "Talks on the stairs begin", "2026-11-25 10:00", stairs, body);
    let more = format!("{stairs}genre: opinion\ncorrections: There are 212.\n");
    desk.story("land/two.md", "The talks go on into the night", "2026-11-26 23:00", &more, body);
    desk.file("content/series/stairs.md", "---\ntitle: The shared stairs\ngenre: live\n---\n\nAs it happens.\n");
    desk.story("culture/ar.md", "مكتبة الليل تعير فانوسها الألف", "2026-11-27", "language: ar\n", "ترى الرفوف.");
    desk.story("culture/ja.md", "夜の図書館、千個目のランタン", "2026-11-27", "language: ja\n", "棚は一つずつ。");
    desk.build_with(&["--at", "2026-12-01T12:00"]);
    desk
}

/// A page of each kind.
const PAGES: [&str; 22] = [
    "index.html",
    "latest/index.html",
    "land/index.html",
    "2026/11/25/one.html",
    "2026/11/26/two.html",
    "2026/11/20/ferry-returns.html",
    "2026/11/21/night-library-lanterns.html",
    "2026/11/27/ar.html",
    "2026/11/27/ja.html",
    "series/stairs/index.html",
    "archive/index.html",
    "2026/index.html",
    "2026/11/index.html",
    "2026/11/25/index.html",
    "tags/index.html",
    "tags/stairs/index.html",
    "corrections/index.html",
    "about.html",
    "search/index.html",
    "404.html",
    "text/index.html",
    "text/2026/11/26/two.html",
];

/// A file that `.ci/run` installs. Where it is not, that is said, and is a failure where `DATELINE_PROGRAMS` is set.
fn tool(path: &str) -> Option<PathBuf> {
    let named = std::env::var_os("PAGECHECK_HOME").map(PathBuf::from);
    let built = PathBuf::from(env!("CARGO_BIN_EXE_dateline"));
    let home = named.or_else(|| Some(built.ancestors().nth(2)?.join("pagecheck")))?;
    let file = home.join("node_modules").join(path);
    if file.exists() {
        return Some(file);
    }
    assert!(std::env::var_os("DATELINE_PROGRAMS").is_none(), "DATELINE_PROGRAMS is set and there is no `{path}`");
    let test = std::thread::current().name().unwrap_or_default().to_owned();
    let _ = writeln!(std::io::stderr(), "NOT TESTED: {test}: `{path}` is not installed");
    None
}

/// Runs the Nu checker over the pages and over every style and drawing; what it says that is not known to be wrong.
fn nu(checker: &Path, desk: &Desk, pages: &[&str]) -> Vec<String> {
    let drawn = tree(&desk.path("public")).into_keys().filter(|path| path.ends_with(".css") || path.ends_with(".svg"));
    let files: Vec<PathBuf> =
        pages.iter().map(|page| (*page).to_owned()).chain(drawn).map(|path| desk.path("public").join(path)).collect();
    let missing: Vec<_> = files.iter().filter(|file| !file.exists()).collect();
    assert!(missing.is_empty(), "{missing:?}");
    let answer = Command::new("java")
        .args(["-Xss4m", "-XX:TieredStopAtLevel=1", "-jar"])
        .arg(checker)
        .args(["--format", "json", "--stdout", "--also-check-css", "--also-check-svg"])
        .args(&files)
        .output()
        .unwrap();
    let said: Value = serde_json::from_slice(&answer.stdout).expect("the checker answers in JSON");
    let messages = said["messages"].as_array().unwrap().iter();
    let told = messages.filter(|message| !message["message"].as_str().unwrap_or_default().contains(NOT_KNOWN_YET));
    told.map(|message| format!("{}:{}: {}", message["url"], message["lastLine"], message["message"])).collect()
}

#[test]
fn pages_are_html_and_styles_are_css() {
    let Some(checker) = tool("vnu-jar/build/dist/vnu.jar") else { return };
    let desk = newsroom("https://harbour-wire.example/");
    let told = nu(&checker, &desk, &PAGES);
    assert!(told.is_empty(), "{}", told.join("\n"));
    // The checker finds something where there is something to find.
    desk.file("public/wrong.html", "<!doctype html><html lang=en><title>x</title><img src=a.png>");
    assert!(!nu(&checker, &desk, &["wrong.html"]).is_empty());
}

#[test]
fn the_radio_theme_is_html_and_css_too() {
    let Some(checker) = tool("vnu-jar/build/dist/vnu.jar") else { return };
    let desk = Desk::new();
    desk.file(
        "book.toml",
        format!("{BOOK}theme = \"radio\"\n[theme]\naccent = \"#005b96\"\nserif = \"Georgia, serif\"\n"),
    );
    desk.story("land/one.md", "One", "2026-11-25 10:00", "tags: [a]\n", "Words.");
    desk.build();
    let told = nu(&checker, &desk, &["index.html", "land/index.html", "2026/11/25/one.html"]);
    assert!(told.is_empty(), "{}", told.join("\n"));
}

/// What axe finds on the page that is open: WCAG 2.2 A and AA, and what is good practice beyond.
fn axe(browser: &Browser, source: &str) -> Vec<String> {
    browser.run(&format!("{source}; return 0"));
    let found = browser.run_async(
        "const done = arguments[0]; axe.run(document, { resultTypes: ['violations'], runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', \
         'wcag21aa', 'wcag22aa', 'best-practice'] }).then(found => done(found.violations.flatMap(fault => fault.nodes.map(node => \
         fault.id + ': ' + fault.help + ': ' + node.target.join(' '))), error => done([String(error)])))",
    );
    found.as_array().unwrap().iter().map(|fault| fault.as_str().unwrap().to_owned()).collect()
}

#[test]
fn everybody_can_read_every_kind_of_page_in_light_and_in_the_dark() {
    let Some(source) = tool("axe-core/axe.min.js") else { return };
    let source = std::fs::read_to_string(source).unwrap();
    // Pages that are opened from disk need no server.
    let desk = newsroom("");
    let Some(browser) = Browser::new() else { return };
    let mut faults = Vec::new();
    for (width, scheme) in [(1280, "light"), (390, "dark")] {
        let size = json!({ "width": width, "height": 900, "deviceScaleFactor": 1, "mobile": false });
        browser.devtools("Emulation.setDeviceMetricsOverride", &size);
        let light = json!({ "features": [{ "name": "prefers-color-scheme", "value": scheme }] });
        browser.devtools("Emulation.setEmulatedMedia", &light);
        for page in PAGES {
            browser.open(&format!("file://{}", desk.path("public").join(page).display()));
            let is_so =
                format!("return matchMedia('(prefers-color-scheme: {scheme})').matches && innerWidth === {width}");
            assert_eq!(browser.run(&is_so), json!(true));
            faults
                .extend(axe(&browser, &source).into_iter().map(|fault| format!("{page}, {width}, {scheme}: {fault}")));
            let over = "const root = document.scrollingElement; return root.scrollWidth - root.clientWidth";
            assert_eq!(browser.run(over), json!(0), "{page} is wider than {width} pixels");
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    browser.run("document.querySelector('html').removeAttribute('lang'); return 0");
    assert!(axe(&browser, &source).iter().any(|fault| fault.starts_with("html-has-lang")));
}
