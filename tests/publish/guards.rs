//! What must not leave, addresses that must not vanish, and credentials that must not be told.

use crate::desk::BOOK;
use crate::room::{publish, publish_with, room, standing};

#[test]
fn an_address_that_was_live_does_not_vanish_unexplained() {
    let desk = room("to = \"site\"");
    publish(&desk);
    let live = "site/2026/02/06/kites.html";
    desk.remove("content/land/kites.md");
    let answer = desk.run(&["publish", "--yes"]);
    assert_eq!(answer.code, 1, "{}", answer.stdout);
    assert!(answer.stderr.contains("`/2026/02/06/kites.html` is live and would vanish"), "{}", answer.stderr);
    assert!(desk.path(live).exists());
    publish_with(&desk, &["--let-go", "/2026/02/06/kites.html"]);
    assert!(!desk.path(live).exists());
}

#[test]
fn a_redirect_a_kill_an_expiry_and_a_hold_explain_it_and_a_draft_does_not() {
    for (key, code) in [
        ("state: kill", 0),
        ("state: hold", 0),
        ("expires: 2026-02-07", 0),
        ("embargo: 2099-01-01", 0),
        ("draft: true", 1),
    ] {
        let desk = room("to = \"site\"");
        publish(&desk);
        desk.story("land/kites.md", "Kites fly", "2026-02-06", &format!("{key}\n"), "High above the land.");
        let answer = desk.run(&["publish", "--yes"]);
        assert_eq!(answer.code, code, "{key}: {}{}", answer.stdout, answer.stderr);
        assert_eq!(desk.path("site/2026/02/06/kites.html").exists(), code == 1, "{key}");
    }
    let desk = room("to = \"site\"");
    publish(&desk);
    desk.remove("content/land/kites.md");
    desk.story("land/dragons.md", "Dragons fly", "2026-02-06", "aliases: [/2026/02/06/kites.html]\n", "High.");
    publish(&desk);
    // A redirect is a promise, too.
    desk.story("land/dragons.md", "Dragons fly", "2026-02-06", "", "High.");
    assert_eq!(desk.run(&["publish", "--yes"]).code, 1);
}

#[test]
fn a_held_storys_words_do_not_leave_by_another_way() {
    let desk = room("to = \"site\"");
    let secret = "The minister will step down on Friday at noon.";
    desk.story("land/held.md", "Minister to go", "2026-02-08", "embargo: 2099-01-01\n", secret);
    publish(&desk);
    // A template, or somebody by hand, puts them into the site.
    desk.file("public/preview.html", "<p>The <b>Minister</b> will\nstep down on &quot;Friday&quot; at noon");
    let answer = desk.run(&["publish", "--yes"]);
    assert_eq!(answer.code, 1, "{}", answer.stdout);
    assert!(
        answer.stderr.contains("words of this held story would be published in `preview.html`"),
        "{}",
        answer.stderr
    );
    assert!(!desk.path("site/preview.html").exists());
    // What stands in a story that is shown is no secret.
    desk.story("land/shown.md", "Old news", "2026-02-05", "", secret);
    publish(&desk);
    assert!(desk.path("site/preview.html").exists());
}

#[test]
fn a_held_storys_words_can_be_let_out() {
    let desk = room("to = \"site\"");
    desk.story("land/held.md", "Held", "2026-02-08", "draft: true\n", "One two three four five six seven.");
    desk.build();
    desk.file("public/x.html", "one two three four five six seven");
    assert_eq!(desk.run(&["publish", "--yes"]).code, 1);
    publish_with(&desk, &["--let-out", "content/land/held.md"]);
}

#[test]
fn a_site_that_check_finds_errors_in_is_not_published_unasked() {
    let desk = room("to = \"site\"");
    desk.story("land/linked.md", "Linked", "2026-02-08", "", "See [that](/2026/02/06/dragons.html).");
    let answer = desk.run(&["publish", "--yes"]);
    assert_eq!(answer.code, 1, "{}", answer.stdout);
    assert!(answer.stderr.contains("the link leads to `/2026/02/06/dragons.html`"), "{}", answer.stderr);
    assert!(answer.stderr.contains("or publish with `--no-check`"), "{}", answer.stderr);
    assert!(!desk.path("site").exists());
    publish_with(&desk, &["--no-check"]);
    let desk = room("to = \"site\"\ncheck = false");
    desk.story("land/linked.md", "Linked", "2026-02-08", "", "See [that](/2026/02/06/dragons.html).");
    publish(&desk);
}

#[test]
fn links_to_a_withdrawn_story_do_not_keep_it_live() {
    for state in ["state: kill", "state: hold", "expires: 2026-02-07"] {
        let desk = room("to = \"site\"");
        desk.story("land/linked.md", "Linked", "2026-02-08", "", "See [that](/2026/02/06/kites.html).");
        let book = std::fs::read_to_string(desk.path("book.toml")).unwrap();
        desk.file("book.toml", format!("{book}\n[redirects]\n\"/fly\" = \"/2026/02/06/kites.html\"\n"));
        publish(&desk);
        desk.story("land/kites.md", "Kites fly", "2026-02-06", &format!("{state}\n"), "High above the land.");
        publish(&desk);
        assert!(!desk.path("site/2026/02/06/kites.html").exists());
        let check = desk.run(&["check"]);
        assert_eq!(check.code, 0, "{}", check.stderr);
        assert!(check.stderr.contains("`content/land/kites.md` was withdrawn"), "{}", check.stderr);
    }
}

#[test]
fn a_credential_in_the_settings_is_a_finding_that_does_not_repeat_it() {
    for (lines, what) in [
        ("to = \"s3://wire\"\nsecret-access-key = \"hunter2hunter2\"", "`secret-access-key` in `[publish.web]`"),
        ("to = \"s3://wire\"\ntoken = \"hunter2hunter2\"", "`token` in `[publish.web]`"),
        ("to = \"s3://wire\"\naws_secret_access_key = \"hunter2hunter2\"", "`aws_secret_access_key` in"),
        (
            "to = \"s3://wire\"\nendpoint = \"https://x:hunter2hunter2@host\"",
            "what stands before the `@` in `endpoint`",
        ),
        ("to = \"site\"\nurl = \"https://x:hunter2hunter2@host/\"", "what stands before the `@` in `url`"),
        ("to = \"sftp://ana:hunter2hunter2@host/www\"", "the password in `to`"),
        ("to = \"git:https://x:hunter2hunter2@example.org/a.git\"", "the password in `to`"),
    ] {
        let desk = room("");
        desk.file("book.toml", format!("{BOOK}\n[publish.web]\n{lines}\n"));
        for args in [&["publish", "--yes"][..], &["build"], &["publish", "--json", "--yes"], &["publish", "--history"]]
        {
            let answer = desk.run(args);
            let said = answer.stdout + &answer.stderr;
            assert_ne!(answer.code, 0, "{args:?}: {said}");
            assert!(!said.contains("hunter2"), "{args:?}: {said}");
            assert!(args.contains(&"--history") || said.contains(what), "{args:?}: {said}");
        }
    }
}

#[test]
fn the_destination_has_to_be_named_where_there_are_several() {
    let desk = room("to = \"site\"\n[publish.mirror]\nto = \"mirror\"\nverify = false");
    let answer = desk.run(&["publish", "--yes"]);
    assert_eq!(answer.code, 2);
    assert!(answer.stderr.contains("name one of `web`, `mirror`"), "{}", answer.stderr);
    assert_eq!(desk.run(&["publish", "mirrror", "--yes"]).code, 2);
    publish_with(&desk, &["mirror"]);
    assert!(!standing(&desk, "mirror").is_empty());
}
