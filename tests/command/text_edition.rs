//! The text edition of a large newsroom: every page small, and nothing left out.

use crate::desk::{BOOK, Desk};
use crate::markup::Markup;
use std::collections::BTreeSet;

/// What a slow line carries in a second or so; a page of the text edition is to stay under it.
const AT_MOST: usize = 10_000;

/// A busy day of stories with long headlines, each with a topic and an author of its own.
fn busy() -> Desk {
    let desk = Desk::new();
    let sections = "[sections.harbour]\n[sections.land]\n[sections.culture]\n[sections.games]\n";
    desk.file("book.toml", format!("{BOOK}per-page = 60\n{sections}"));
    for at in 0..150 {
        let title =
            format!("Story {at} & what the harbour master <in person> said of it on the longest day of the year");
        let letter = char::from(b'a' + u8::try_from(at % 26).unwrap());
        let more = format!(
            "tags: [everything, {letter}-topic {at}]\nauthor: {letter}uthor {at}\nlanguage: {}\ncorrections: {}\n",
            if at % 3 == 0 { "ru" } else { "en" },
            "It was the deputy who said so. ".repeat(4)
        );
        desk.story(&format!("harbour/порт-{at}.md"), &title, "2026-03-05 10:00", &more, "Words.");
    }
    desk
}

/// All that links lead to on a chain of leaves.
fn links(desk: &Desk, page: &str) -> (usize, BTreeSet<String>) {
    let (mut next, mut leaves, mut found) = (Some(page.to_owned()), 0, BTreeSet::new());
    while let Some(leaf) = next.take() {
        leaves += 1;
        let markup = Markup::html(&desk.page(&format!("{leaf}index.html")));
        found.extend(markup.all("a").filter_map(|link| link.get("href")).map(str::to_owned));
        let on = markup.all("a").find(|link| link.get("rel") == Some("next"));
        next = on.map(|link| link.get("href").unwrap().trim_start_matches('/').to_owned());
    }
    (leaves, found)
}

#[test]
fn every_page_of_the_text_edition_is_small_and_its_leaves_hold_all() {
    let desk = busy();
    desk.build();
    let site = desk.site();
    let pages = site.iter().filter(|(path, _)| path.starts_with("text/") && path.ends_with(".html"));
    let large: Vec<_> = pages.filter(|(_, page)| page.len() > AT_MOST).map(|(path, page)| (path, page.len())).collect();
    assert!(large.is_empty(), "{large:?}");
    for (page, start, all) in [
        ("text/tags/", "/text/tags/", 151),
        ("text/authors/", "/text/authors/", 150),
        ("text/2026/03/05/", "/text/2026/03/05/%", 150),
        ("text/corrections/", "/text/2026/03/05/%", 150),
        ("text/", "/text/2026/03/05/%", 60),
        ("text/harbour/", "/text/2026/03/05/%", 90),
        ("text/harbour/page/1/", "/text/2026/03/05/%", 60),
    ] {
        let (leaves, found) = links(&desk, page);
        assert!(leaves > 1, "{page}");
        let is_entry = |link: &&String| link.starts_with(start) && !link.contains("/part/") && link.len() > start.len();
        assert_eq!(found.iter().filter(is_entry).count(), all, "{page}");
    }
}

#[test]
fn a_leaf_leads_to_the_others_to_letters_and_to_the_full_page() {
    let desk = busy();
    desk.build();
    let first = Markup::html(&desk.page("text/tags/index.html"));
    let jump = first.all("a").find(|link| link.text == "Z").unwrap().get("href").unwrap().to_owned();
    let leaf = desk.page(&format!("{}index.html", jump.trim_start_matches('/')));
    assert!(leaf.contains(">z-topic 25<"), "{leaf}");
    assert!(leaf.contains(r#"<link rel="canonical" href="https://wire.example/tags/">"#), "{leaf}");
    assert!(leaf.contains(r#"<a href="/tags/">Full edition</a>"#), "{leaf}");
    let second = desk.page("text/tags/part/2/index.html");
    assert!(second.contains(r#"<a rel="prev" href="/text/tags/">1/"#), "{second}");
}

#[test]
fn stories_stand_under_their_days() {
    let desk = Desk::new();
    desk.story("a/one.md", "One", "2026-03-05 10:00", "genre: opinion\n", "Words.");
    desk.story("a/two.md", "Two", "2026-03-04", "", "Words.");
    desk.build();
    let page = desk.page("text/latest/index.html");
    let expected = "<h2>5 March 2026</h2>\n<ul>\n<li>10:00 <a href=\"/text/2026/03/05/one.html\"><span class=\"genre\">Opinion</span> One</a></li>\n</ul>\n\
        <h2>4 March 2026</h2>\n<ul>\n<li><a href=\"/text/2026/03/04/two.html\">Two</a></li>\n</ul>\n";
    assert!(page.contains(expected), "{page}");
}

#[test]
fn a_site_grows_and_shrinks_leaf_by_leaf() {
    let desk = busy();
    desk.build();
    for at in 0..100 {
        desk.remove(&format!("content/harbour/порт-{at}.md"));
    }
    desk.is_as_a_first_build("a hundred stories less");
}

#[cfg(feature = "serve")]
#[test]
fn a_preview_has_every_leaf() {
    let desk = busy();
    desk.build();
    let serving = crate::serve::Serving::at(&desk, &["--no-reload"]);
    let leaves = desk.site().into_iter().filter(|(path, _)| path.contains("/part/"));
    let leaves: Vec<_> =
        leaves.map(|(path, built)| (format!("/{}", path.trim_end_matches("index.html")), built)).collect();
    assert!(leaves.len() > 10, "{}", leaves.len());
    for (address, built) in leaves {
        assert!(crate::http::get(serving.port, &address).body == built, "{address}");
    }
    assert_eq!(crate::http::get(serving.port, "/text/tags/part/99/").status, 404);
}
