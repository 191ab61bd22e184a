//! What is wrong with the site as a whole.

use crate::build::newsroom;
use crate::desk::{BOOK, Desk};

/// What a check says of a desk with one more thing in it.
fn said(desk: &Desk, code: i32) -> String {
    let answer = desk.run(&["check"]);
    assert_eq!(answer.code, code, "{}{}", answer.stdout, answer.stderr);
    answer.stdout + &answer.stderr
}

#[test]
fn a_sound_site_has_nothing_to_say_and_nothing_is_written() {
    for base in ["https://wire.example/", "https://wire.example/news/", "/news/", ""] {
        let desk = newsroom();
        desk.file("book.toml", BOOK.replace("https://wire.example/", base));
        let said = said(&desk, 0);
        assert!(said.contains("checked: nothing found"), "{base}: {said}");
        assert!(!desk.path("public").exists());
    }
}

#[test]
fn links_in_copy_that_lead_nowhere_are_shown_where_they_stand() {
    for (body, expected) in [
        (
            "See [that](/2026/02/06/olive.html).",
            "the link leads to `/2026/02/06/olive.html`, and there is nothing there",
        ),
        ("See [that](../land/olives.md#harvest).", "`/2026/02/06/olives.html#harvest`, and there is no such anchor"),
        ("See [below](#nowhere).", "#nowhere`, and there is no such anchor on that page"),
        ("See [it](https://wire.example/games).", "`/games`, and there is nothing there"),
    ] {
        let desk = newsroom();
        desk.story("land/linked.md", "Linked", "2026-02-08", "", body);
        let said = said(&desk, 1);
        assert!(said.contains(expected), "{body}: {said}");
        assert!(said.contains("content/land/linked.md:6:"), "{body}: {said}");
    }
    let desk = newsroom();
    desk.story("land/linked.md", "Linked", "2026-02-08", "", "See [that](/2026/02/06/olive.html) and [it](/land).");
    let said = said(&desk, 1);
    assert!(said.contains("did you mean `/2026/02/06/olives.html`?"), "{said}");
    assert!(said.contains("did you mean `/land/`?"), "{said}");
}

#[test]
fn links_that_work_are_no_findings() {
    let desk = newsroom();
    desk.build();
    desk.file("public/files/table one.csv", "a,b");
    desk.story(
        "land/linked.md",
        "Linked",
        "2026-02-08",
        "",
        "[a](../harbour/ferries.md#the-timetable) [b](/old/ferries.html) [c](/land/) [d](/files/table%20one.csv) \
         [e](mailto:desk@wire.example) [f](https://elsewhere.example/x) [g](#top) [h](https://wire.example/about.html)",
    );
    said(&desk, 0);
}

#[test]
fn a_link_that_a_template_made_is_one_finding_for_all_pages() {
    let desk = newsroom();
    desk.file("book.toml", format!("{BOOK}theme = \"own\"\n"));
    desk.file("themes/own/theme.toml", "name = \"own\"\nparent = \"default\"\n");
    desk.file("themes/own/templates/404.html", "<p><a href=\"/nowhere/\">x</a> <a href=\"/land/\">y</a>");
    let said = said(&desk, 1);
    assert!(said.contains("`/404.html` links to `/nowhere/`, and there is nothing there"), "{said}");
    assert!(said.contains("it comes from a template"), "{said}");
}

#[test]
fn a_picture_without_words_is_told() {
    let desk = newsroom();
    desk.file("content/land/kite.jpg", crate::pictures::PICTURE);
    desk.story("land/shown.md", "Shown", "2026-02-08", "", "![](kite.jpg)\n\n![A kite over a field](kite.jpg)");
    let said = said(&desk, 0);
    assert!(said.contains("the picture `kite.jpg` has no words"), "{said}");
    assert!(said.contains("shown.md:6:5"), "{said}");
}

#[test]
fn a_callout_whose_words_were_mended_in_the_body_only_is_an_error() {
    let desk = newsroom();
    let body = |day: &str| {
        format!(
            "“We shall open the bridge on {day} at noon,” he said.\n\n> [!QUOTE] Rui Costa\n> We shall open the bridge on Monday at noon."
        )
    };
    desk.story("land/quoted.md", "Quoted", "2026-02-08", "", &body("Monday"));
    said(&desk, 0);
    desk.story("land/quoted.md", "Quoted", "2026-02-08", "", &body("Tuesday"));
    let said = said(&desk, 1);
    assert!(said.contains("the callout says something else than the body"), "{said}");
    assert!(said.contains("the body: we shall open the bridge on tuesday at noon"), "{said}");
    assert!(said.contains("quoted.md:8:1"), "{said}");
}

#[test]
fn dates_that_the_copy_contradicts_are_warnings() {
    for (more, body, expected) in [
        ("updated: 2026-02-01\n", "Words.", "`updated` is before `date`"),
        ("", "They met on Monday, February 3.", "February 3, 2026 is a Tuesday"),
        ("dateline: PORTO, January 12\n", "Words.", "the dateline says January 12, the story is dated 2026-02-08"),
    ] {
        let desk = newsroom();
        desk.story("land/dated.md", "Dated", "2026-02-08", more, body);
        let said = said(&desk, 0);
        assert!(said.contains(expected), "{said}");
    }
}

#[test]
fn house_style_is_what_book_toml_says() {
    let desk = newsroom();
    desk.story("land/loud.md", "COUNCIL SLAMS THE BRIDGE", "2026-02-08", "", "The mayor slammed it.");
    desk.story("land/long.md", "A Very Long Headline About Nothing Whatever Here", "2026-02-08", "", "Words.");
    said(&desk, 0);
    let style =
        "[style]\nheadline-length = 40\nheadline-capitals = \"sentence\"\n[style.words]\nslammed = \"criticised\"\n";
    desk.file("book.toml", format!("{BOOK}{style}"));
    let said = said(&desk, 0);
    for expected in [
        "the headline is all capitals",
        "the headline has 48 characters, 8 more than the house allows",
        "the headline has capitals as a title has",
        "the house does not print `slammed`",
        "type `criticised`",
    ] {
        assert!(said.contains(expected), "{expected}: {said}");
    }
    assert_eq!(desk.run(&["check", "--strict"]).code, 1);
}

#[test]
fn structured_data_and_feeds_have_what_their_readers_need() {
    let desk = newsroom();
    desk.file("book.toml", format!("{BOOK}theme = \"own\"\n"));
    desk.file("themes/own/theme.toml", "name = \"own\"\nparent = \"default\"\n");
    desk.file("themes/own/templates/story.html", "<h1 id=\"x\">{{ page.title }}</h1>");
    let said = said(&desk, 1);
    assert!(said.contains("`/2026/02/07/ferries.html` lacks structured data of a `NewsArticle`"), "{said}");
}

#[test]
fn translations_name_each_other() {
    let desk = newsroom();
    desk.file("book.toml", format!("{BOOK}theme = \"own\"\n"));
    desk.file("themes/own/theme.toml", "name = \"own\"\nparent = \"default\"\n");
    desk.file(
        "themes/own/templates/404.html",
        "<link rel=\"alternate\" hreflang=\"de\" href=\"https://wire.example/about.html\">",
    );
    let said = said(&desk, 1);
    assert!(said.contains("`/404.html` names `/about.html` as its translation, which does not name it"), "{said}");
}

/// What a desk is told, word for word, whatever is remembered.
fn told_with_and_without_a_memory(desk: &Desk) -> String {
    let says = || {
        let answer = desk.run(&["check"]);
        answer.stdout + &answer.stderr
    };
    let remembered = says();
    std::fs::remove_dir_all(desk.path(".dateline")).unwrap();
    assert_eq!(remembered, says());
    remembered
}

#[test]
fn what_was_seen_before_hides_nothing() {
    let desk = newsroom();
    desk.build();
    told_with_and_without_a_memory(&desk);
    let link = "See [that](/2026/02/06/olives.html#harvest) and [this](/2026/02/08/new.html).";
    desk.story("land/linked.md", "Linked", "2026-02-08", "", link);
    assert!(told_with_and_without_a_memory(&desk).contains("there is nothing there"));
    // What is linked comes and goes while the text that links it stays as it is.
    desk.story("land/new.md", "New", "2026-02-08", "", "Words.");
    assert!(told_with_and_without_a_memory(&desk).contains("there is no such anchor"));
    desk.story("land/olives.md", "Olives", "2026-02-06", "", "## Harvest\n\nWords.");
    assert!(told_with_and_without_a_memory(&desk).contains("nothing found"));
    desk.build();
    assert!(told_with_and_without_a_memory(&desk).contains("nothing found"));
    desk.remove("content/land/new.md");
    // Its page lies in the output folder until the next build.
    assert!(told_with_and_without_a_memory(&desk).contains("`/2026/02/08/new.html`, and there is nothing there"));
    // What others put into the folder is there for as long as it lies there.
    desk.run(&["build"]);
    desk.file("public/2026/02/08/new.html", "theirs");
    assert!(told_with_and_without_a_memory(&desk).contains("nothing found"));
    desk.file("book.toml", format!("{BOOK}[style.words]\nWords = \"Terms\"\n"));
    assert!(told_with_and_without_a_memory(&desk).contains("the house does not print `Words`"));
}

#[test]
fn redirects_that_go_astray_are_errors() {
    for hosts in ["", "[outputs]\nhosts = [\"netlify\"]\n"] {
        for (redirects, expected) in [
            ("\"/a\" = \"/nowhere.html\"", "leads to `/nowhere.html`"),
            ("\"/a\" = \"/b/\"\n\"/b\" = \"/a/\"", "leads to `/b/`"),
            ("\"/a\" = \"/a/\"", "leads to `/a/`"),
            ("\"/about.html\" = \"/\"", "`/about.html`"),
        ] {
            let desk = newsroom();
            desk.file("book.toml", format!("{BOOK}{hosts}[redirects]\n{redirects}\n"));
            let said = said(&desk, 1);
            assert!(said.contains(expected), "{hosts}{redirects}: {said}");
        }
    }
}

#[test]
fn two_stories_at_one_address_are_an_error_also_where_case_alone_parts_them() {
    for (name, expected) in [("kites.txt", "content/land/kites.txt"), ("Kites.md", "differ by case only")] {
        let desk = newsroom();
        desk.story("land/kites.md", "Kites fly", "2026-02-06", "slug: kites\n", "High.");
        let slug = name.split('.').next().unwrap_or_default();
        desk.story("sea/other.md", "Other kites", "2026-02-06", &format!("slug: {slug}\n"), "Low.");
        let said = said(&desk, 1);
        assert!(said.contains("sea/other.md") && said.contains("land/kites.md"), "{expected}: {said}");
    }
}

#[test]
fn findings_are_for_programs_too() {
    let desk = newsroom();
    desk.story("land/linked.md", "Linked", "2026-02-08", "", "See [that](#nowhere).");
    let answer = desk.run(&["check", "--json"]);
    assert_eq!(answer.code, 1);
    let json: serde_json::Value = serde_json::from_str(&answer.stdout).unwrap();
    assert_eq!(json["count"]["errors"], 1);
    assert_eq!(json["findings"][0]["code"], "broken-link");
    let answer = desk.run(&["check", "--sarif"]);
    assert_eq!(answer.code, 1);
    let sarif: serde_json::Value = serde_json::from_str(&answer.stdout).unwrap();
    assert_eq!(sarif["version"], "2.1.0");
    let result = &sarif["runs"][0]["results"][0];
    assert_eq!(result["ruleId"], "broken-link");
    assert_eq!(result["locations"][0]["physicalLocation"]["region"]["startLine"], 6);
}

#[test]
fn errors_of_the_copy_come_first() {
    let desk = newsroom();
    desk.story("land/bad.md", "Bad", "2026-02-31", "", "See [that](#nowhere).");
    let said = said(&desk, 1);
    assert!(said.contains("2026-02-31") && !said.contains("nowhere"), "{said}");
    assert_eq!(Desk::empty().run(&["check"]).code, 1);
    assert_eq!(Desk::empty().run(&["check", "nowhere"]).code, 2);
}
