//! What a site says to programs and hosts, and the lists that a newsroom makes its own.

use crate::desk::{BOOK, Desk};
use crate::markup::Markup;
use serde_json::Value;

/// A running story of three parts, one of them corrected, with an agency, a taxonomy and a topic's text.
fn bridge() -> Desk {
    let desk = Desk::new();
    desk.file("book.toml", format!("{BOOK}[taxonomies.teams]\ntitle = \"Clubs\"\n"));
    let parts = [("closes", "2026-01-05"), ("turns", "2026-02-05 09:00"), ("opens", "2026-03-05")];
    for (name, date) in parts {
        let more = if name == "turns" {
            "corrections:\n  - date: 2026-02-06\n    text: It is 40 metres long.\nterms: {teams: [Harbour XI]}\nagency: Coast Wire\n"
        } else {
            ""
        };
        let more = format!("series: The swing bridge\ntags: [bridges]\nlocation: Porto\n{more}");
        desk.story(
            &format!("harbour/{name}.md"),
            &format!("The bridge {name}"),
            date,
            &more,
            "![A bridge](b.jpg) Words.",
        );
    }
    desk.file("content/harbour/b.jpg", crate::pictures::PICTURE);
    desk.story("land/kites.md", "Kites fly", "2026-02-20", "tags: [kites]\n", "High.");
    desk.file(
        "content/topics/crossings.md",
        "---\ntitle: bridges\ndescription: What carries us\n---\n\nFour of *them*.\n",
    );
    desk
}

fn json(desk: &Desk, path: &str) -> Value {
    serde_json::from_str(&desk.page(path)).unwrap()
}

#[test]
fn a_running_story_is_a_timeline_and_each_part_shows_the_others() {
    let desk = bridge();
    desk.build();
    let timeline = desk.page("series/the-swing-bridge/index.html");
    let at = |words: &str| timeline.find(words).unwrap_or_else(|| panic!("{words}: {timeline}"));
    assert!(at("The bridge opens") < at("The bridge turns") && at("The bridge turns") < at("The bridge closes"));
    let part = Markup::html(&desk.page("2026/02/05/turns.html"));
    let here = part.elements.iter().find(|element| element.get("aria-current") == Some("page")).unwrap();
    assert_eq!(here.text, "The bridge turns");
    let page = desk.page("2026/02/05/turns.html");
    assert!(page.contains("/2026/03/05/opens.html") && page.contains("/2026/01/05/closes.html"), "{page}");
}

#[test]
fn a_correction_stands_on_its_story_on_a_page_of_all_and_in_the_data() {
    let desk = bridge();
    desk.build();
    for page in ["2026/02/05/turns.html", "corrections/index.html", "text/2026/02/05/turns.html"] {
        assert!(desk.page(page).contains("It is 40 metres long."), "{page}");
    }
    let page = desk.page("2026/02/05/turns.html");
    assert!(
        page.contains(r#""@type":"CorrectionComment","text":"It is 40 metres long.","datePublished":"2026-02-06T"#)
    );
    assert!(!desk.page("2026/01/05/closes.html").contains("40 metres"));
    desk.remove("content/harbour/turns.md").build();
    assert!(!desk.has("corrections/index.html"));
}

#[test]
fn a_taxonomy_of_the_newsrooms_own_has_lists_and_an_unknown_one_is_refused() {
    let desk = bridge();
    desk.build();
    assert!(desk.page("teams/harbour-xi/index.html").contains("The bridge turns"));
    assert!(desk.page("teams/index.html").contains("Clubs"));
    assert!(desk.page("2026/02/05/turns.html").contains(r#"href="/teams/harbour-xi/""#));
    assert!(desk.page("agencies/coast-wire/index.html").contains("The bridge turns"));
    desk.story("land/cups.md", "Cups", "2026-02-21", "terms: {team: [A]}\n", "Words.");
    let answer = desk.run(&["build"]);
    assert_eq!(answer.code, 1);
    assert!(answer.stderr.contains("there is no taxonomy `team`") && answer.stderr.contains("did you mean `teams`?"));
}

#[test]
fn a_topic_has_its_own_text_under_the_address_of_its_file() {
    let desk = bridge();
    desk.build();
    let topic = desk.page("tags/crossings/index.html");
    assert!(topic.contains("<p>Four of <em>them</em>.</p>") && topic.contains("What carries us"), "{topic}");
    assert!(desk.page("2026/01/05/closes.html").contains(r#"href="/tags/crossings/""#));
    assert!(!desk.has("tags/bridges/index.html") && !desk.has("topics/crossings.html"));
}

#[test]
fn related_stories_share_a_subject_and_none_can_be_asked_for() {
    let desk = bridge();
    desk.build();
    let related = |page: String| Markup::html(&page).elements.iter().any(|one| one.get("id") == Some("related"));
    assert!(related(desk.page("2026/01/05/closes.html")));
    assert!(!related(desk.page("2026/02/20/kites.html")));
    desk.file("book.toml", format!("{BOOK}[taxonomies.teams]\n[outputs]\nrelated = 0\n")).build();
    assert!(!related(desk.page("2026/01/05/closes.html")));
}

#[test]
fn a_story_is_ninjs_and_plain_text_beside_its_page() {
    let desk = bridge();
    desk.build();
    let item = json(&desk, "2026/02/05/turns.json");
    assert_eq!(item["standard"]["version"], "3.1");
    assert_eq!(item["headlines"][0]["value"], "The bridge turns");
    assert_eq!(item["located"], "Porto");
    assert_eq!(item["versionCreated"], "2026-02-05T09:00:00+00:00");
    assert!(item["bodies"][0]["value"].as_str().unwrap().contains("https://wire.example/harbour/b.jpg"));
    assert_eq!(desk.page("2026/02/20/kites.txt"), "Kites fly\n\n20 February 2026\n\nHigh.\n");
    let page = Markup::html(&desk.page("2026/02/20/kites.html"));
    let forms: Vec<_> =
        page.all("link").filter_map(|link| link.get("type")).filter(|kind| kind.contains('/')).collect();
    for kind in ["text/markdown", "text/plain", "application/json"] {
        assert!(forms.contains(&kind), "{kind}: {forms:?}");
    }
}

#[test]
fn the_text_edition_has_every_page_without_pictures_and_stays_in_itself() {
    let desk = bridge();
    desk.build();
    let page = desk.page("text/2026/02/05/turns.html");
    assert!(page.contains("[A bridge]") && !page.contains("<img") && !page.contains("<script"), "{page}");
    assert!(page.contains(r#"<link rel="canonical" href="https://wire.example/2026/02/05/turns.html">"#));
    assert!(page.contains(r#"<meta name="robots" content="noindex">"#));
    let site = desk.site();
    // Without script there is nothing to search with.
    let others = ["404.html", "search/index.html"];
    let pages = site.keys().filter(|path| path.ends_with(".html") && !path.starts_with("text/"));
    let pages = pages.filter(|path| !others.contains(&path.as_str()));
    let missing: Vec<_> = pages.filter(|path| !site.contains_key(&format!("text/{path}"))).collect();
    assert!(missing.is_empty(), "{missing:?}");
    let front = Markup::html(&desk.page("text/index.html"));
    let out: Vec<_> =
        front.all("a").filter_map(|link| link.get("href")).filter(|to| !to.starts_with("/text/")).collect();
    assert_eq!(out, ["#main", "/"]);
}

#[test]
fn the_news_sitemap_holds_two_days_as_of_the_build() {
    let desk = Desk::new();
    desk.story("a/old.md", "Old", "2026-03-01 11:59", "", "Words.");
    desk.story("a/new.md", "New (really)", "2026-03-01 12:00", "language: pt-BR\n", "Words.");
    desk.build_with(&["--at", "2026-03-03T12:00"]);
    let map = Markup::xml(&desk.page("sitemap-news.xml")).unwrap();
    let texts = |name: &str| map.all(name).map(|element| element.text.clone()).collect::<Vec<_>>();
    assert_eq!(texts("news:title"), ["New (really)"]);
    assert_eq!(texts("news:language"), ["pt"]);
    assert_eq!(texts("news:publication_date"), ["2026-03-01T12:00:00+00:00"]);
    desk.build_with(&["--at", "2026-03-03T12:01"]);
    assert!(!desk.page("sitemap-news.xml").contains("<url>"));
}

#[test]
fn the_atom_feed_leads_on_to_every_story_and_its_archives_never_change() {
    let desk = Desk::new();
    desk.file("book.toml", format!("{BOOK}feed-items = 3\n"));
    let story = |day: usize| {
        desk.story(&format!("a/s{day}.md"), &format!("Story {day}"), &format!("2026-01-{day:02}"), "", "Words.");
    };
    (1..=10).for_each(story);
    desk.build();
    let mut next = Some("atom.xml".to_owned());
    let mut found = Vec::new();
    while let Some(file) = next.take() {
        let feed = Markup::xml(&desk.page(&file)).unwrap();
        found.extend(feed.all("title").skip(1).map(|title| title.text.clone()));
        let older = feed.all("link").find(|link| link.get("rel") == Some("prev-archive"));
        next = older.map(|link| link.get("href").unwrap().strip_prefix("https://wire.example/").unwrap().to_owned());
    }
    found.sort();
    found.dedup();
    assert_eq!(found.len(), 10, "{found:?}");
    let archives = || (1..=3).map(|number| desk.page(&format!("atom/{number}.xml"))).collect::<Vec<_>>();
    let before = archives();
    assert!(before.iter().all(|text| text.contains("<fh:archive/>") && text.contains("rel=\"current\"")));
    (11..=13).for_each(story);
    desk.build();
    assert_eq!(archives(), before);
    assert!(desk.has("atom/4.xml"));
}

#[test]
fn redirects_are_pages_unless_a_host_has_its_own() {
    let desk = Desk::new();
    let rules = "[redirects]\n\"/blog/*\" = \"/latest/\"\n\"/gone.html\" = \"/a/\"\n";
    desk.file("book.toml", format!("{BOOK}{rules}"));
    desk.story("a/a.md", "A", "2026-01-01", "aliases: [/old]\n", "Words.");
    desk.build();
    assert!(desk.page("old/index.html").contains("/2026/01/01/a.html") && desk.has("gone.html"));
    let file = desk.page("_redirects");
    assert!(file.contains("/blog/* /latest/ 301") && !file.contains("/old"), "{file}");
    desk.file(
        "book.toml",
        format!("{BOOK}{rules}[outputs]\nhosts = [\"netlify\", \"vercel\", \"apache\", \"nginx\", \"firebase\"]\n"),
    );
    desk.build();
    assert!(!desk.has("old/index.html") && !desk.has("gone.html"));
    assert!(desk.page("_redirects").contains("/old /2026/01/01/a.html 301"));
    let vercel = json(&desk, "vercel.json");
    let moved = vercel["redirects"].as_array().unwrap();
    assert!(moved.iter().any(|one| one["source"] == "/old" && one["statusCode"] == 301), "{vercel}");
    assert!(json(&desk, "firebase.json")["hosting"]["redirects"].as_array().unwrap().len() == 3);
    assert!(desk.page(".htaccess").contains("RedirectMatch 301 ^/old$ /2026/01/01/a.html"));
    assert!(desk.page("nginx.conf").contains("location = /old { return 301 /2026/01/01/a.html; }"));
}

#[test]
fn a_redirect_that_leads_nowhere_is_refused() {
    let desk = Desk::new();
    desk.file("book.toml", format!("{BOOK}[redirects]\n\"/a.html\" = \"/nowhere.html\"\n"));
    let answer = desk.run(&["build"]);
    assert_eq!(answer.code, 1);
    assert!(answer.stderr.contains("leads to `/nowhere.html`, where there is nothing"), "{}", answer.stderr);
}

#[test]
fn headers_forbid_what_pages_do_not_need_and_the_site_has_the_last_word() {
    let desk = Desk::new();
    desk.file("book.toml", format!("{BOOK}[headers]\nX-Robots-Tag = \"noai\"\nReferrer-Policy = \"\"\n"));
    desk.build();
    let headers = desk.page("_headers");
    assert!(headers.contains("Content-Security-Policy: default-src 'none'") && !headers.contains("unsafe-inline"));
    assert!(headers.contains("  X-Robots-Tag: noai\n") && !headers.contains("Referrer-Policy"), "{headers}");
    assert!(headers.contains("/feed.json\n  Content-Type: application/feed+json"));
}

#[test]
fn a_contact_expires_and_the_manifest_names_the_icon() {
    let desk = Desk::new();
    desk.file("book.toml", format!("{BOOK}security-contact = \"mailto:desk@wire.example\"\n"));
    desk.build_with(&["--at", "2026-03-15T12:00"]);
    let contact = desk.page(".well-known/security.txt");
    assert!(contact.starts_with("Contact: mailto:desk@wire.example\nExpires: 2027-02-01T00:00:00Z\n"), "{contact}");
    let manifest = json(&desk, "site.webmanifest");
    assert_eq!(manifest["icons"][0]["src"], "/favicon.svg");
}

#[test]
fn a_story_in_another_language_is_a_page_in_that_language() {
    let desk = Desk::new();
    desk.file("themes/default/words/fi.toml", "published = \"Julkaistu\"\n");
    for language in ["ar", "de", "fi", "nl"] {
        let more = format!("language: {language}\n");
        desk.story(&format!("a/{language}.md"), language, "2026-03-05", &more, "Words.");
    }
    desk.build();
    let page = |language: &str| desk.page(&format!("2026/03/05/{language}.html"));
    assert!(page("ar").contains("<html lang=\"ar\" dir=\"rtl\">") && page("ar").contains("نُشر"));
    assert!(page("de").contains("<html lang=\"de\" dir=\"ltr\">") && page("de").contains("5.\u{a0}März\u{a0}2026"));
    assert!(page("de").contains("<header class=\"site\" lang=\"en\" dir=\"ltr\">"));
    assert!(page("fi").contains("Julkaistu"));
    // Nobody has Dutch words: the site's stand in, and say what they are.
    assert!(page("nl").contains("<html lang=\"nl\"") && page("nl").contains("<div class=\"meta\" lang=\"en\">"));
}

#[test]
fn the_text_of_a_list_is_said_once() {
    let desk = bridge();
    let times = |words: &str| {
        desk.build();
        ["tags/crossings/index.html", "text/tags/crossings/index.html"].map(|page| {
            let page = desk.page(page);
            page.split_once("<h1>").unwrap().1.matches(words).count()
        })
    };
    assert_eq!(times("What carries us"), [1, 1], "the line that the desk wrote");
    desk.file("content/topics/crossings.md", "---\ntitle: bridges\n---\n\nFour of them.\n");
    assert_eq!(times("Four of them."), [1, 1], "no line is made of the text below");
}

#[test]
fn after_any_change_the_site_is_what_a_first_build_would_make() {
    let desk = bridge();
    desk.build();
    desk.story(
        "harbour/turns.md",
        "The bridge turns again",
        "2026-02-05 09:00",
        "series: The swing bridge\n",
        "Words.",
    );
    desk.file("content/topics/crossings.md", "---\ntitle: Bridges\n---\n\nFive.\n");
    desk.story("land/more.md", "More kites", "2026-02-21", "tags: [kites]\n", "Higher.");
    desk.is_as_a_first_build("after edits");
}

/// What pages say of things that stand far from them: how many parts a running story has, where a topic is.
#[test]
fn numbers_and_addresses_on_other_pages_are_brought_up_to_date() {
    let desk = Desk::new();
    desk.file(
        "themes/default/templates/list.html",
        "{% extends \"default/list.html\" %}{% block feeds %}<p>{{ list.count }}</p>{% endblock %}",
    );
    for day in 1..=9 {
        let more = "series: The bridge\ntags: [Fish]\n";
        desk.story(&format!("a/s{day}.md"), &format!("Part {day}"), &format!("2026-02-0{day}"), more, "Words.");
    }
    desk.file("book.toml", "[site]\nbase-url = \"https://wire.example/\"\nper-page = 2\n");
    desk.is_as_a_first_build("at first");
    desk.remove("content/a/s9.md");
    desk.is_as_a_first_build("a part of a running story less");
    desk.story("a/s10.md", "Part 10", "2026-02-10", "series: The bridge\ntags: [Fish]\n", "Words.");
    desk.is_as_a_first_build("one more");
    desk.file("content/topics/seafood.md", "---\ntitle: Fish\n---\n\nFrom the sea.\n");
    desk.is_as_a_first_build("a topic that moves");
    desk.remove("content/topics/seafood.md");
    desk.is_as_a_first_build("and back");
}

#[test]
fn authors_stand_in_the_order_in_which_a_story_names_them() {
    let desk = Desk::new();
    desk.story("a.md", "Two", "2026-02-01", "authors: [Zoe Zander, Ana Adams, zoe zander]\n", "Words.").build();
    let page = desk.page("2026/02/01/a.html");
    assert!(page.find(">Zoe Zander</a>").unwrap() < page.find(">Ana Adams</a>").unwrap(), "{page}");
    assert_eq!(page.matches(">Zoe Zander</a>").count(), 1);
}

#[test]
fn the_theme_command_lists_shows_and_compares() {
    let desk = Desk::new();
    let list = desk.run(&["theme", "list"]).stdout;
    assert!(list.contains("* default  built in") && list.contains("  radio    built in"), "{list}");
    let shown = desk.run(&["theme", "show", "story.html"]).stdout;
    desk.file("themes/default/templates/story.html", shown.replace("<article class=\"story\">", "<article>"));
    assert!(desk.run(&["theme", "show"]).stdout.contains(
        "templates/story.html  themes/default/templates/story.html  over dateline:default/templates/story.html"
    ));
    let diff = desk.run(&["theme", "diff"]).stdout;
    assert!(diff.contains("-<article class=\"story\">\n+<article>\n"), "{diff}");
    let wrong = desk.run(&["theme", "show", "stroy.html"]);
    assert_eq!(wrong.code, 2);
    assert!(wrong.stderr.contains("did you mean `story.html`?"), "{}", wrong.stderr);
}

#[test]
fn the_radio_theme_reads_the_bulletin_in_order() {
    let desk = bridge();
    desk.file("book.toml", format!("{BOOK}theme = \"radio\"\n[taxonomies.teams]\n"));
    desk.build();
    let home = Markup::html(&desk.page("index.html"));
    let items: Vec<_> = home.all("article").filter_map(|item| item.get("id").map(str::to_owned)).collect();
    assert_eq!(items, ["item-1", "item-2", "item-3", "item-4"]);
}

#[test]
fn the_archive_opens_with_the_months_of_each_year() {
    let desk = bridge();
    desk.story("land/old.md", "Old", "2025-12-31", "", "Words.");
    desk.build();
    let page = desk.page("archive/index.html");
    let of = |month: &str, count: usize| {
        let (number, name) = month.split_once(' ').unwrap();
        format!("<li><a href=\"/2026/{number}/\">{name}</a> <span class=\"count\">{count}</span></li>")
    };
    assert!(page.contains(&of("01 January", 1)) && page.contains(&of("02 February", 2)), "{page}");
    assert!(page.contains("<li>April</li>"), "{page}");
    assert!(page.find("/2026/").unwrap() < page.find("/2025/").unwrap());
    desk.remove("content/land/kites.md").build();
    assert!(desk.page("archive/index.html").contains(&of("02 February", 1)));
}

#[test]
fn a_list_leads_on_to_the_topics_that_its_stories_share() {
    let desk = Desk::new();
    desk.story("a/one.md", "One", "2026-01-01", "tags: [boats, ropes, tides]\n", "Words.");
    desk.story("a/two.md", "Two", "2026-01-02", "tags: [boats, ropes]\n", "Words.");
    desk.build();
    let topics = |page: &str| {
        let markup = Markup::html(&desk.page(page));
        let lists = markup.all("ul").filter(|list| list.get("class") == Some("tags"));
        lists.map(|list| list.text.split_whitespace().collect::<Vec<_>>().join(" ")).collect::<Vec<_>>()
    };
    assert_eq!(topics("tags/boats/index.html"), ["ropes"]);
    assert_eq!(topics("a/index.html"), ["boats ropes"]);
    assert_eq!(topics("latest/index.html"), [""; 0]);
    desk.story("a/two.md", "Two", "2026-01-02", "tags: [boats, tides]\n", "Words.").build();
    assert_eq!(topics("tags/boats/index.html"), ["tides"]);
    desk.file("content/topics/tides.md", "---\ntitle: Ebb\n---\n\nAnd flow.\n").build();
    assert_eq!(topics("tags/boats/index.html"), ["Ebb"]);
}
