//! What `book.toml` says of the newsroom and of those who write for it.

use crate::desk::{BOOK, Desk};
use serde_json::Value;

/// What a page's structured data says of one kind of thing.
fn about(desk: &Desk, page: &str, kind: &str) -> Value {
    let html = desk.page(page);
    let (_, rest) = html.split_once(r#"<script type="application/ld+json">"#).expect(page);
    let data: Value = serde_json::from_str(rest.split("</script>").next().unwrap()).unwrap();
    data["@graph"].as_array().unwrap().iter().find(|node| node["@type"] == kind).expect(kind).clone()
}

const ORGANIZATION: &str = r#"
[organization]
legal-name = "The Test Wire Society"
founding-date = "1987-03-01"
same-as = "https://social.example/@wire"
publishing-principles = "/principles.html"
ethics-policy = "https://wire-charter.example/ethics"
masthead = "/principles.html#masthead"

[organization.contacts.public-relations]
email = "mailto:press@wire.example"
telephone = "+351 22 000 0000"
"#;

#[test]
fn the_front_page_says_who_publishes_and_every_story_the_principles() {
    let desk = Desk::new();
    desk.file("book.toml", format!("{BOOK}{ORGANIZATION}"));
    desk.file("content/principles.md", "---\ntitle: Principles\n---\n\nWe print what we know.\n");
    desk.story("a/a.md", "A", "2026-01-01", "corrections: It is B.\n", "Words.");
    let answer = desk.build();
    assert!(!answer.stderr.contains("warning"), "{}", answer.stderr);
    let publisher = &about(&desk, "index.html", "WebSite")["publisher"];
    for (key, expected) in [
        ("@type", "NewsMediaOrganization"),
        ("@id", "https://wire.example/#publisher"),
        ("legalName", "The Test Wire Society"),
        ("foundingDate", "1987-03-01"),
        ("publishingPrinciples", "https://wire.example/principles.html"),
        ("ethicsPolicy", "https://wire-charter.example/ethics"),
        ("masthead", "https://wire.example/principles.html#masthead"),
        // Nobody named a policy, and there is the page of all corrections.
        ("correctionsPolicy", "https://wire.example/corrections/"),
    ] {
        assert_eq!(publisher[key], expected, "{key}: {publisher}");
    }
    assert_eq!(publisher["sameAs"][0], "https://social.example/@wire");
    let contact = &publisher["contactPoint"][0];
    assert_eq!(contact["contactType"], "public relations");
    assert_eq!(contact["email"], "press@wire.example");
    let publisher = &about(&desk, "2026/01/01/a.html", "NewsArticle")["publisher"];
    assert_eq!(publisher["@id"], "https://wire.example/#publisher");
    assert_eq!(publisher["publishingPrinciples"], "https://wire.example/principles.html");
    assert!(publisher["legalName"].is_null(), "{publisher}");
}

#[test]
fn a_statement_that_leads_nowhere_is_told() {
    let desk = Desk::new();
    desk.file("book.toml", format!("{BOOK}{ORGANIZATION}"));
    let answer = desk.build();
    let told = "`publishing-principles` in `[organization]` leads to `/principles.html`, where there is nothing";
    assert!(answer.stderr.contains(told), "{}", answer.stderr);
    assert!(!answer.stderr.contains("ethics-policy"), "{}", answer.stderr);
}

#[test]
fn a_page_of_another_language_is_named_where_there_is_one() {
    let desk = Desk::new();
    desk.file("book.toml", format!("{BOOK}{ORGANIZATION}[languages.pt]\n[languages.de]\n"));
    desk.file("content/principles.md", "---\ntitle: Principles\n---\n\nWe print what we know.\n");
    desk.file("content/principles.pt.md", "---\ntitle: Princípios\n---\n\nAssim.\n");
    desk.story("a/a.md", "A", "2026-01-01", "", "Words.");
    desk.build();
    let principles = |page: &str| about(&desk, page, "WebSite")["publisher"]["publishingPrinciples"].clone();
    assert_eq!(principles("pt/index.html"), "https://wire.example/pt/principles.html");
    assert_eq!(principles("de/index.html"), "https://wire.example/principles.html");
    let id = about(&desk, "de/index.html", "WebSite")["publisher"]["@id"].clone();
    assert_eq!(id, "https://wire.example/#publisher");
}

#[test]
fn an_author_has_a_part_in_the_newsroom_and_addresses_elsewhere() {
    let desk = Desk::new();
    let authors = "[authors.ana-reis]\njob-title = \"Harbour reporter\"\nemail = \"ana@wire.example\"\n\
        same-as = [\"https://www.social.example/@ana\"]\n[authors.ana-ries]\njob-title = \"Nobody\"\n";
    desk.file("book.toml", format!("{BOOK}{authors}"));
    desk.story("a/a.md", "A", "2026-01-01", "author: Ana Reis\n", "Words.");
    let answer = desk.build();
    assert!(answer.stderr.contains("did you mean `[authors.ana-reis]`?"), "{}", answer.stderr);
    let person = &about(&desk, "authors/ana-reis/index.html", "ProfilePage")["mainEntity"];
    assert_eq!(person["jobTitle"], "Harbour reporter");
    assert_eq!(person["email"], "ana@wire.example");
    assert_eq!(person["sameAs"][0], "https://www.social.example/@ana");
    assert_eq!(person["worksFor"]["name"], "The Test Wire");
    for page in ["authors/ana-reis/index.html", "text/authors/ana-reis/index.html"] {
        let html = desk.page(page);
        assert!(html.contains("Harbour reporter") && html.contains("mailto:ana@wire.example"), "{html}");
        assert!(html.contains(r#"<a rel="me" href="https://www.social.example/@ana">social.example</a>"#), "{html}");
    }
}
