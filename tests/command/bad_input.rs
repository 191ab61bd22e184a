//! Copy and settings that are wrong: a clear error, nothing lost, no panic.

use crate::desk::{BOOK, Desk};

/// Builds a project that has errors; what it said.
fn refused(desk: &Desk) -> String {
    let answer = desk.run(&["build"]);
    assert_eq!(answer.code, 1, "{}{}", answer.stdout, answer.stderr);
    answer.stderr
}

#[test]
fn copy_without_a_headline_or_a_date_is_shown() {
    for (text, said) in [
        ("", "no-headline"),
        ("   \n\n \n", "no-headline"),
        ("Only a headline\n", "no-date"),
        ("A headline\n\nNo dateline stands before this text, and no year in it.\n\nMore of it.\n", "no-date"),
    ] {
        let desk = Desk::new();
        desk.file("content/world/bad.txt", text);
        let json = desk.run(&["build", "--json"]);
        assert_eq!(json.code, 1, "{text:?}: {}", json.stdout);
        let json: serde_json::Value = serde_json::from_str(&json.stdout).unwrap();
        let codes: Vec<_> =
            json["findings"].as_array().unwrap().iter().map(|finding| finding["code"].as_str().unwrap()).collect();
        assert!(codes.contains(&said), "{text:?}: {codes:?}");
        assert!(refused(&desk).contains("content/world/bad.txt"));
    }
}

#[test]
fn of_a_file_that_is_no_text_nothing_else_is_said() {
    for name in ["bin.txt", "bin.md"] {
        let desk = Desk::new();
        desk.file(&format!("content/world/{name}"), b"\xff\xfe\x00\xd8A");
        let said = refused(&desk);
        assert_eq!(said.matches("error:").count(), 1, "{said}");
        assert!(said.contains("the file is no text") && said.contains(name), "{said}");
    }
}

#[test]
fn all_findings_come_in_one_run() {
    let desk = Desk::new();
    desk.file("content/a.md", "---\ntitle: A\ndate: 2026-02-30\nbyeline: Ana\n---\n\nText.\n");
    desk.file("content/b.md", "---\ntitle: [B\ndate: 2026-02-03\n---\n\nText.\n");
    desk.file("content/c.md", "---\ntitle: C\ndate: 2026-02-03\nslug: same\n---\n\nText.\n");
    desk.file("content/d.md", "---\ntitle: D\ndate: 2026-02-03\nslug: same\n---\n\nText.\n");
    let said = refused(&desk);
    for part in [
        "content/a.md:3:",
        "content/a.md:4:1",
        "did you mean `byline`?",
        "content/b.md:",
        "two stories have the address `/2026/02/03/same.html`",
    ] {
        assert!(said.contains(part), "{part} is missing in:\n{said}");
    }
    let a = said.find("content/a.md:3:").unwrap();
    assert!(a < said.find("content/a.md:4:1").unwrap() && a < said.find("content/b.md:").unwrap());
}

#[test]
fn addresses_that_differ_by_case_only_clash() {
    let desk = Desk::new();
    desk.story("a.md", "A", "2026-01-01", "slug: Ferries\n", "Text.");
    desk.story("b.md", "B", "2026-01-01", "slug: ferries\n", "Text.");
    assert!(refused(&desk).contains("differ by case only"));
}

#[test]
fn large_and_odd_texts_are_built() {
    let desk = Desk::new();
    let head = "A headline\n\nPORTO, March 3, 2026 (Test Wire) - ";
    desk.file("content/line.txt", format!("{head}{}\n", "word ".repeat(2_000_000)));
    desk.file(
        "content/heads.txt",
        format!(
            "{head}Text of the story.\n\n{}",
            (1..=10_000)
                .map(|n| format!("The turn of lantern {n}\n\nIt was lit at dusk, burned through the night and was put out at dawn.\n\n"))
                .collect::<String>()
        ),
    );
    desk.file("content/nul.txt", format!("{head}A text with \0 in it.\n"));
    desk.file("content/deep.md", format!("---\ntitle: Deep\ndate: 2026-01-01\n---\n\n{}x\n", "> ".repeat(20_000)));
    desk.file(
        "content/brackets.md",
        format!("---\ntitle: Brackets\ndate: 2026-01-01\n---\n\n{}\n", "[".repeat(50_000)),
    );
    desk.file(
        "content/latin.txt",
        b"A headline\n\nPORTO, March 3, 2026 (Test Wire) - The price rose by \xA3 3, caf\xE9 owners said.\n",
    );
    desk.build();
    assert!(desk.page("2026/03/03/latin.html").contains("£ 3, café owners"));
    assert!(desk.page("2026/03/03/heads.html").contains("the-turn-of-lantern-10000"));
    assert!(desk.page("2026/03/03/line.html").len() > 10_000_000);
}

#[test]
fn deep_front_matter_does_not_overflow() {
    let desk = Desk::new();
    desk.file("content/a.md", format!("---\ntitle: {}\n---\n\nText.\n", "[".repeat(100_000)));
    desk.file("content/b.md", format!("+++\ntitle = {}\n+++\n\nText.\n", "[".repeat(100_000)));
    refused(&desk);
}

#[test]
fn copy_cannot_run_a_script_or_leave_the_site() {
    let desk = Desk::new();
    desk.story(
        "a.md",
        "\"<script>alert(1)</script>\"",
        "2026-01-01",
        "slug: a\ntags: [\"<b>\"]\n",
        "[x](JavaScript:alert(1)) <script>alert(2)</script> <img src=x onerror=alert(3)>\n\n![y](javascript:alert(4))",
    );
    let answer = desk.build();
    assert!(answer.stderr.contains("an address may not begin with `javascript:`"), "{}", answer.stderr);
    for (path, bytes) in desk.site() {
        let text = String::from_utf8_lossy(&bytes).to_lowercase();
        if path.ends_with(".html") {
            assert!(!text.contains("<script>"), "{path}");
            assert!(!text.contains("onerror="), "{path}");
            assert!(!text.contains("href=\"javascript:") && !text.contains("src=\"javascript:"), "{path}");
        }
    }
    for slug in ["../../evil", "/etc/passwd", "a/b", "..", "\"a\\u0000b\""] {
        let desk = Desk::new();
        desk.story("a.md", "A", "2026-01-01", &format!("slug: {slug}\n"), "Text.");
        refused(&desk);
    }
}

#[test]
fn settings_that_are_wrong_are_shown_with_their_place() {
    let desk = Desk::new();
    desk.file("book.toml", "[book]\ntitel = \"X\"\n[site]\ntimezone = \"Europe/Lisbom\"\nper-page = 0\n");
    let said = refused(&desk);
    for part in ["book.toml:2:1", "did you mean `title`?", "book.toml:4:", "Europe/Lisbon", "book.toml:5:"] {
        assert!(said.contains(part), "{part} is missing in:\n{said}");
    }
    desk.file("book.toml", "[book\n");
    assert!(refused(&desk).contains("book.toml:1:"));
}

/// What only the whole site shows to be wrong is told with its line as well.
#[test]
fn settings_that_lead_nowhere_are_shown_with_their_place() {
    let desk = Desk::new();
    desk.file(
        "book.toml",
        "[book]\ntitle = \"X\"\nlanguage = \"tlh\"\n[site]\nimage = \"gone.jpg\"\n[sections.world]\n\
         [organization]\nmasthead = \"/gone.html\"\n[organization.contacts.press-desk]\nurl = \"/gone.html\"\n\
         [authors.ana-rais]\n[theme]\nacent = \"red\"\n[theme.words]\nlatset = \"Now\"\n\
         [redirects]\n\"/a/\" = \"/gone/\"\n\"/2026/01/01/a.html\" = \"/\"\n",
    );
    desk.story("a.md", "A", "2026-01-01", "authors: [Ana Reis, \"…\"]\nsection: wolrd\n", "Text.");
    let said = refused(&desk);
    for (place, words) in [
        ("book.toml:3:1", "no words in `tlh`"),
        ("book.toml:5:1", "`content/gone.jpg` is left out"),
        ("book.toml:8:1", "`masthead` in `[organization]` leads to `/gone.html`"),
        ("book.toml:10:1", "`contacts.press-desk.url` in `[organization]` leads to `/gone.html`"),
        ("book.toml:11:10", "did you mean `[authors.ana-reis]`?"),
        ("book.toml:13:1", "did you mean `accent`?"),
        ("book.toml:15:1", "did you mean `latest`?"),
        ("book.toml:17:1", "leads to `/gone/`"),
        ("book.toml:18:1", "take the redirect out"),
        ("content/a.md:4:21", "neither a letter nor a digit"),
        ("content/a.md:5:10", "did you mean `world`?"),
    ] {
        assert!(said.contains(place) && said.contains(words), "{place} with {words} is missing in:\n{said}");
    }
}

#[cfg(unix)]
#[test]
fn a_loop_of_links_is_told() {
    let desk = Desk::new();
    desk.story("world/a.md", "A", "2026-01-01", "", "Text.");
    std::os::unix::fs::symlink("..", desk.path("content/world/up")).unwrap();
    assert!(refused(&desk).contains("leads back to"));
}

#[test]
fn an_output_that_cannot_be_written_is_told() {
    let desk = Desk::new();
    desk.story("a.md", "A", "2026-01-01", "", "Text.");
    desk.file("public", "a file where the folder should be");
    let answer = desk.run(&["build"]);
    assert_eq!(answer.code, 2, "{}", answer.stdout);
    assert!(answer.stderr.contains("public"), "{}", answer.stderr);
}

/// A file system of 256 kB, where the machine lets us mount one.
#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_leaves_the_old_site() {
    let desk = Desk::new();
    desk.file("book.toml", BOOK);
    desk.story("a.md", "A", "2026-01-01", "", "Text.");
    let small = desk.path("small");
    std::fs::create_dir(&small).unwrap();
    let mount = |args: &[&str]| {
        std::process::Command::new(args[0]).args(&args[1..]).arg(&small).status().is_ok_and(|status| status.success())
    };
    if !mount(&["mount", "-t", "tmpfs", "-o", "size=512k", "tmpfs"]) {
        // Only root may mount; continuous integration is root.
        return;
    }
    let built = desk.run(&["build", "--out", "small/site"]);
    let before = built.code.eq(&0).then(|| crate::desk::tree(&desk.path("small/site")));
    desk.story("b.md", "B", "2026-01-02", "", &"A very long text. ".repeat(60_000));
    let full = desk.run(&["build", "--out", "small/site"]);
    let after = before.as_ref().map(|_| crate::desk::tree(&desk.path("small/site")));
    mount(&["umount"]);
    assert!(before.is_some(), "{}", built.stderr);
    assert_eq!(full.code, 2, "{}{}", full.stdout, full.stderr);
    assert!(full.stderr.contains("cannot write"), "{}", full.stderr);
    assert_eq!(before, after);
}

#[test]
fn two_outputs_that_want_one_file_are_told_once_with_what_to_do() {
    for (path, more, says) in [
        ("content/world/b.md", "slug: a\n", ["two stories have the address `/2026/01/01/a.html`", "`slug:`"]),
        ("content/world/b.md", "aliases: [/world]\n", ["two pages have the address `/world/`", "alias"]),
        (
            "content/world/b.md",
            "aliases: [/x.html, /x.html/y.html]\n",
            ["`/x.html` is a file, so it cannot be the folder of `/x.html/y.html`", "alias"],
        ),
        ("content/world/b.md", "aliases: [/index.html]\n", ["`/` and `/index.html` are one file", "the front page"]),
        ("content/tags/b.md", "tags: [x]\n", ["the page of all tags", "give the section another key"]),
    ] {
        let desk = Desk::new();
        desk.story("world/a.md", "A", "2026-01-01", "", "Text.");
        desk.file(path, format!("---\ntitle: B\ndate: 2026-01-01\n{more}---\n\nText.\n"));
        let said = refused(&desk);
        assert_eq!(said.matches("error: ").count(), 1, "{said}");
        assert!(says.iter().all(|part| said.contains(part)), "{says:?}: {said}");
    }
}

#[test]
fn a_folder_that_is_no_project_is_told_once() {
    let desk = Desk::new();
    std::fs::remove_file(desk.path("book.toml")).unwrap();
    std::fs::remove_dir_all(desk.path("content")).ok();
    let said = refused(&desk);
    assert!(said.contains("there is no `book.toml` here") && said.matches("error: ").count() == 1, "{said}");
}

/// A disk that is not there must not take the site with it.
#[test]
fn a_folder_of_copy_that_is_not_there_is_an_error_and_the_site_stays() {
    let desk = Desk::new();
    desk.story("a.md", "One", "2026-01-01", "", "One.").build();
    std::fs::rename(desk.path("content"), desk.path("away")).unwrap();
    let answer = desk.run(&["build"]);
    assert_eq!(answer.code, 1);
    assert!(answer.stderr.contains("there is no folder `content`"), "{}", answer.stderr);
    assert!(desk.has("2026/01/01/a.html"));
}
