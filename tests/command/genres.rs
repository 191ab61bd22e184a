//! Kinds of text, running stories that are live, and stories that are called the same.

use crate::desk::{BOOK, Desk};
use crate::markup::Markup;
use serde_json::Value;

#[test]
fn a_genre_is_told_to_readers_and_machines() {
    let desk = Desk::new();
    let kinds = [
        ("reportage", "ReportageNewsArticle"),
        ("analysis", "AnalysisNewsArticle"),
        ("background", "BackgroundNewsArticle"),
        ("opinion", "OpinionNewsArticle"),
        ("review", "ReviewNewsArticle"),
        ("satire", "SatiricalArticle"),
        ("advertisement", "AdvertiserContentArticle"),
    ];
    for (genre, _) in kinds {
        desk.story(&format!("a/{genre}.md"), genre, "2026-01-01", &format!("genre: {genre}\n"), "Words.");
    }
    desk.build();
    for (genre, kind) in kinds {
        let page = desk.page(&format!("2026/01/01/{genre}.html"));
        assert!(page.contains(&format!("\"@type\":\"{kind}\"")), "{page}");
        let item: Value = serde_json::from_str(&desk.page(&format!("2026/01/01/{genre}.json"))).unwrap();
        assert_eq!(item["genres"][0]["name"], genre);
    }
    assert!(desk.page("2026/01/01/opinion.html").contains("<p class=\"kicker genre\">Opinion</p>"));
    assert!(desk.page("text/2026/01/01/advertisement.html").contains("<p>Advertisement</p>"));
    assert_eq!(desk.run(&["check"]).code, 0);
}

#[test]
fn lists_say_before_the_headline_what_kind_of_text_it_is() {
    for theme in ["default", "radio"] {
        let desk = Desk::new();
        desk.file("book.toml", format!("{BOOK}theme = \"{theme}\"\n"));
        for (genre, day) in [("opinion", 1), ("reportage", 2), ("advertisement", 3)] {
            let more = format!("genre: {genre}\ntags: [a]\nlanguage: ja\n");
            desk.story(&format!("a/{genre}.md"), genre, &format!("2026-01-{day:02}"), &more, "Words.");
        }
        desk.build();
        for page in ["a/index.html", "tags/a/index.html", "2026/01/01/index.html"] {
            let page = desk.page(page);
            let opinion = r#"<span class="genre" lang="en">Opinion</span> opinion</a>"#;
            assert!(page.contains(opinion) && !page.contains(">Report<"), "{theme}: {page}");
        }
        let front = desk.page("index.html");
        for (genre, is_told) in [("Opinion", true), ("Advertisement", true), ("Report", false)] {
            assert_eq!(front.contains(&format!(">{genre}<")), is_told, "{theme}: {genre}: {front}");
        }
        let found = desk.site().into_iter().filter(|(path, _)| path.starts_with("search/"));
        assert!(found.into_iter().any(|(_, file)| String::from_utf8_lossy(&file).contains("\"Advertisement · A\"")));
        assert!(desk.page("feed.xml").contains("<category>Advertisement</category>"));
        assert!(!desk.page("feed.xml").contains("<category>Report</category>"));
        // What is said of a story changes on every page that shows it.
        desk.story("a/opinion.md", "opinion", "2026-01-01", "genre: analysis\ntags: [a]\n", "Words.").build();
        assert!(desk.page("tags/a/index.html").contains(">Analysis</span>"));
    }
}

#[test]
fn a_running_story_is_live_while_the_desk_says_so() {
    let desk = Desk::new();
    for (name, date) in [("closes", "2026-01-05"), ("turns", "2026-02-05 09:00"), ("opens", "2026-03-05")] {
        desk.story(&format!("a/{name}.md"), &format!("It {name}"), date, "series: The swing bridge\n", "Words.");
    }
    desk.file("content/series/bridge.md", "---\ntitle: The swing bridge\ngenre: live\n---\n\nAs it happens.\n");
    desk.build();
    let page = desk.page("series/bridge/index.html");
    for part in [
        r#""@type":"LiveBlogPosting""#,
        r#""coverageStartTime":"2026-01-05T"#,
        r#""url":"https://wire.example/series/bridge/#part-3""#,
        r#"<li id="part-3">"#,
        r#"<p class="kicker live">Live</p>"#,
    ] {
        assert!(page.contains(part), "{part}: {page}");
    }
    let strip = r#"<span class="kicker live">Live</span> <a href="/series/bridge/">The swing bridge</a>"#;
    assert!(desk.page("index.html").contains(strip), "{}", desk.page("index.html"));
    desk.file("content/series/bridge.md", "---\ntitle: The swing bridge\n---\n\nAs it happened.\n").build();
    assert!(!desk.page("series/bridge/index.html").contains("LiveBlogPosting"));
    assert!(!desk.page("index.html").contains("live-strip"));
}

#[test]
fn stories_of_one_headline_are_told_apart_by_their_day() {
    let desk = Desk::new();
    desk.story("a/one.md", "Weather", "2026-01-01", "", "Rain.");
    desk.build();
    let title = |page: &str| Markup::html(&desk.page(page)).all("title").next().unwrap().text.replace('\u{a0}', " ");
    assert_eq!(title("2026/01/01/one.html"), "Weather – The Test Wire");
    desk.story("a/two.md", "Weather", "2026-01-02", "", "Sun.");
    desk.build();
    assert_eq!(title("2026/01/01/one.html"), "Weather (1 January 2026) – The Test Wire");
    assert_eq!(title("text/2026/01/02/two.html"), "Weather (2 January 2026) – The Test Wire (Text edition)");
    desk.remove("content/a/two.md").build();
    assert_eq!(title("2026/01/01/one.html"), "Weather – The Test Wire");
}
