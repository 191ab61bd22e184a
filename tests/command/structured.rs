//! NITF, NewsML-G2 and ninjs beside wire text and Markdown.

use crate::desk::Desk;

const NITF: &str = "<nitf><head><docdata><date.issue norm=\"20260304T120000Z\"/></docdata></head><body><body.head>\
<hedline><hl1>Ferries sail again</hl1></hedline></body.head><body.content><p>Boats left <em>the quay</em>.</p>\
</body.content></body></nitf>";

const NINJS: &str = r#"{"uri":"urn:x:1","type":"text","versioncreated":"2026-03-05T12:00:00Z","headline":"Lanterns are lit",
"pubstatus":"usable","body_html":"<p>The quay is <b>bright</b>.</p>"}"#;

#[test]
fn items_are_stories_and_other_files_of_their_kind_are_not() {
    let desk = Desk::new();
    desk.file("content/ferries.xml", NITF).file("content/lanterns.json", NINJS);
    desk.file("content/tides.json", "{\"low\": [1, 2]}").file("content/map.xml", "<svg/>");
    desk.build();
    assert!(desk.page("2026/03/04/ferries.html").contains("Boats left <em>the quay</em>."));
    assert!(desk.page("2026/03/05/lanterns.html").contains("The quay is <strong>bright</strong>."));
    assert!(!desk.path("public/tides.json").exists() && !desk.path("public/map.xml").exists());
}

#[test]
fn a_withdrawn_item_leaves_no_word() {
    let desk = Desk::new();
    desk.file("content/ferries.xml", NITF).file("content/lanterns.json", NINJS.replace("usable", "canceled"));
    desk.build();
    assert!(!desk.path("public/2026/03/05/lanterns.html").exists());
    assert!(desk.path("public/2026/03/04/ferries.html").exists());
}

#[test]
fn items_are_converted_and_explained() {
    let desk = Desk::empty();
    desk.file("ferries.xml", NITF).file("tides.json", "{\"low\": [1, 2]}");
    let answer = desk.run(&["convert", "--stdout", "ferries.xml"]);
    assert!(answer.stdout.starts_with("---\ntitle: Ferries sail again\n"), "{}", answer.stdout);
    assert!(answer.stdout.ends_with("\nBoats left *the quay*.\n"), "{}", answer.stdout);
    let answer = desk.run(&["explain", "ferries.xml"]);
    assert!(answer.stdout.contains("→ Ferries sail again: `hl1`"), "{}", answer.stdout);
    let answer = desk.run(&["convert", "tides.json"]);
    assert_eq!(answer.code, 1);
    assert!(answer.stderr.contains("neither NITF nor NewsML-G2 nor ninjs"), "{}", answer.stderr);
}

#[test]
fn hostile_items_are_said_to_be_broken() {
    let desk = Desk::empty();
    desk.file("deep.xml", format!("<nitf>{}", "<p>".repeat(50_000)));
    desk.file(
        "deep.json",
        format!("{{\"uri\":\"x\",\"headline\":\"y\",\"bodies\":{}{}}}", "[".repeat(50_000), "]".repeat(50_000)),
    );
    for (file, what) in [("deep.xml", "the item is no XML"), ("deep.json", "the item is no JSON")] {
        let answer = desk.run(&["convert", file]);
        assert_eq!(answer.code, 1, "{}", answer.stderr);
        assert!(answer.stderr.contains(what), "{}", answer.stderr);
    }
}
