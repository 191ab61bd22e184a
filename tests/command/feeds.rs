//! What feeds say to readers, hubs and validators.

use crate::desk::{BOOK, Desk};
use crate::markup::Markup;
use serde_json::Value;

/// A story whose words look like markup.
fn tea() -> Desk {
    let desk = Desk::new();
    desk.file("book.toml", format!("{BOOK}hub = [\"https://hub.example/\"]\n"));
    let more = "description: Milk & <sugar>\ntags: [tea & biscuits]\nauthor: Ana Reis\n";
    desk.story("a/tea.md", "Tea & <b>", "2026-01-01 10:00", more, "Words.");
    desk
}

#[test]
fn rss_writes_plain_text_so_that_nobody_takes_it_for_markup() {
    let desk = tea();
    desk.build();
    let feed = desk.page("feed.xml");
    assert!(feed.contains("<title>Tea &#x26; &#x3C;b&#x3E;</title>"), "{feed}");
    assert!(feed.contains("<category>tea &#x26; biscuits</category>"), "{feed}");
    let parsed = Markup::xml(&feed).unwrap();
    let texts = |name: &str| parsed.all(name).map(|one| one.text.clone()).collect::<Vec<_>>();
    assert_eq!(texts("title").last().unwrap(), "Tea & <b>");
    // A description is HTML.
    assert_eq!(texts("description").last().unwrap(), "Milk &amp; &lt;sugar&gt;");
}

#[cfg(feature = "cards")]
#[test]
fn each_format_names_an_icon_that_it_allows() {
    let desk = tea();
    desk.build();
    let feed = Markup::xml(&desk.page("feed.xml")).unwrap();
    let text = |name: &str| feed.all(name).next().unwrap().text.clone();
    assert_eq!((text("url"), text("width")), ("https://wire.example/icon-144.png".into(), "144".into()));
    assert_eq!(feed.all("title").filter(|title| title.text == "The Test Wire").count(), 2);
    assert!(desk.has("icon-144.png"));
    assert!(desk.page("atom.xml").contains("<icon>https://wire.example/icon-192.png</icon>"));
    let feed: Value = serde_json::from_str(&desk.page("feed.json")).unwrap();
    assert_eq!(feed["icon"], "https://wire.example/icon-512.png");
    assert!(desk.has("icon-192.png") && desk.has("icon-512.png"));
}

#[test]
fn hubs_are_named_in_every_format_and_by_every_host() {
    let desk = tea();
    let book = format!("{BOOK}hub = [\"https://hub.example/\"]\n[outputs]\n");
    desk.file(
        "book.toml",
        format!(
            "{book}hosts = [\"netlify\", \"vercel\", \"firebase\", \"nginx\", \"apache\"]\nterm-feeds = [\"json\"]\n"
        ),
    );
    desk.build();
    assert!(desk.page("feed.xml").contains(r#"<atom:link rel="hub" href="https://hub.example/"/>"#));
    assert!(desk.page("atom.xml").contains(r#"<link rel="hub" href="https://hub.example/"/>"#));
    let feed: Value = serde_json::from_str(&desk.page("feed.json")).unwrap();
    assert_eq!(feed["hubs"][0]["url"], "https://hub.example/");
    let link = |feed: &str| format!("<https://hub.example/>; rel=\"hub\", <https://wire.example/{feed}>; rel=\"self\"");
    let headers = desk.page("_headers");
    for feed in ["feed.json", "feed.xml", "atom.xml", "a/feed.json", "a/atom.xml", "authors/ana-reis/feed.json"] {
        let rule = format!("/{feed}\n  Link: {}\n", link(feed));
        assert!(headers.contains(&rule), "{rule}: {headers}");
    }
    let json = |path: &str| -> Value { serde_json::from_str(&desk.page(path)).unwrap() };
    let says = |rules: &Value| {
        let of_feed = |rule: &&Value| rule["source"] == "/a/feed.json" && rule["headers"][0]["key"] == "Link";
        let rule = rules.as_array().unwrap().iter().find(of_feed).cloned();
        rule.map(|rule| rule["headers"][0]["value"].as_str().unwrap().to_owned())
    };
    assert_eq!(says(&json("vercel.json")["headers"]), Some(link("a/feed.json")));
    assert_eq!(says(&json("firebase.json")["hosting"]["headers"]), Some(link("a/feed.json")));
    let quoted =
        |own: &str| format!("<https://hub.example/>; rel=\\\"hub\\\", <https://wire.example{own}>; rel=\\\"self\\\"");
    assert!(desk.page("nginx.conf").contains(&quoted("$uri")), "{}", desk.page("nginx.conf"));
    assert!(desk.page(".htaccess").contains(&quoted("%{REQUEST_URI}")), "{}", desk.page(".htaccess"));
}

#[test]
fn hosts_read_no_more_than_a_hundred_rules() {
    let desk = tea();
    let book = format!("{BOOK}hub = [\"https://hub.example/\"]\n[outputs]\nterm-feeds = [\"json\"]\n");
    desk.file("book.toml", book);
    for at in 0..120 {
        desk.story(&format!("a/s{at}.md"), &format!("S {at}"), "2026-01-02", &format!("tags: [t{at}]\n"), "Words.");
    }
    desk.build();
    let headers = desk.page("_headers");
    let rules = headers.lines().filter(|line| line.starts_with('/')).count();
    assert!((60..=100).contains(&rules), "{rules}");
    assert!(headers.contains("/feed.json\n  Link: ") && headers.contains("/a/feed.json\n  Link: "));
}

#[test]
fn pages_are_kept_as_long_as_the_site_says_and_styles_for_good() {
    let desk = tea();
    let book = format!("{BOOK}[outputs]\nhosts = [\"nginx\", \"apache\", \"firebase\"]\n");
    desk.file("book.toml", &book).build();
    let nginx = |desk: &Desk| desk.page("nginx.conf");
    assert!(nginx(&desk).contains("set $dateline_cache \"max-age=0, must-revalidate\";"), "{}", nginx(&desk));
    assert!(nginx(&desk).contains("{ set $dateline_cache \"public, max-age=31536000, immutable\"; }"));
    let feed = r#"location ~ ^/(.*/)?feed\.json$ { types { } default_type "application/feed+json; charset=utf-8"; }"#;
    assert!(nginx(&desk).contains(feed), "{}", nginx(&desk));
    assert!(
        desk.page(".htaccess").contains("<Files \"atom.xml\">\n  ForceType \"application/atom+xml; charset=utf-8\"")
    );
    let firebase = |desk: &Desk| desk.page("firebase.json").matches("max-age=0, must-revalidate").count();
    assert_eq!(firebase(&desk), 1);
    desk.file("book.toml", format!("{book}[headers]\nCache-Control = \"max-age=60\"\n")).build();
    assert!(nginx(&desk).contains("set $dateline_cache \"max-age=60\";"));
    assert_eq!((nginx(&desk).matches("add_header Cache-Control").count(), firebase(&desk)), (1, 0));
    assert_eq!(desk.page(".htaccess").matches("set Cache-Control").count(), 2);
}

#[test]
fn browsers_may_fetch_pages_early_unless_the_site_says_otherwise() {
    let desk = tea();
    desk.build();
    let headers = desk.page("_headers");
    assert!(headers.contains("  Speculation-Rules: \"/speculation.json\"\n"), "{headers}");
    assert!(headers.contains("/speculation.json\n  Content-Type: application/speculationrules+json"), "{headers}");
    let rules: Value = serde_json::from_str(&desk.page("speculation.json")).unwrap();
    assert_eq!(rules["prefetch"][0]["eagerness"], "moderate");
    desk.file("book.toml", format!("{BOOK}[headers]\nSpeculation-Rules = \"\"\n")).build();
    assert!(!desk.has("speculation.json") && !desk.page("_headers").contains("Speculation-Rules:"));
}
