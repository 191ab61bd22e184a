//! What a body becomes: cases, and what holds for any body.

use super::*;
use crate::diag::Severity;

mod anchors;
mod callouts;
mod hostile;
mod properties;
mod words;

/// Renders with the usual options.
fn checked(body: &str) -> Checked<Rendered> {
    with(body, &Options::default())
}

fn with(body: &str, options: &Options<'_>) -> Checked<Rendered> {
    render(&Source::new("content/a.md", body), Some(0), body, options)
}

/// The HTML of a body about which there is nothing to say.
#[track_caller]
fn html(body: &str) -> String {
    let checked = checked(body);
    assert_eq!(checked.findings, [], "{body}");
    checked.value.html
}

/// The findings of a body, as `code line:column marked words`.
fn findings(body: &str) -> Vec<String> {
    let told = |finding: &Diagnostic| match finding.labels.first() {
        Some(label) => {
            let place = &label.place;
            let marked = &place.excerpt[place.marked.clone()];
            format!("{} {}:{} {marked}", finding.code, place.start.line, place.start.column)
        }
        None => finding.code.to_string(),
    };
    checked(body).findings.iter().map(told).collect()
}

#[test]
fn tables_are_aligned_by_class() {
    let body = "| Port | Ships |\n|:--|--:|\n| Lisbon | 12 |\n";
    let expected = "<table><thead><tr><th scope=\"col\" class=\"align-left\">Port</th>\
        <th scope=\"col\" class=\"align-right\">Ships</th></tr></thead><tbody>\n\
        <tr><td class=\"align-left\">Lisbon</td><td class=\"align-right\">12</td></tr>\n</tbody></table>\n";
    assert_eq!(html(body), expected);
}

#[test]
fn characters_stay_as_typed() {
    assert_eq!(html("\"Open\" -- it's... ok"), "<p>\"Open\" -- it's... ok</p>\n");
    assert_eq!(html("a\0b"), "<p>a\u{FFFD}b</p>\n");
}

#[test]
fn footnotes_stand_at_the_end_in_the_order_of_their_references() {
    let body = "A[^b] c[^a] d[^b].\n\n[^a]: First typed.\n[^b]: Second *typed*.\n[^c]: Never meant.\n";
    let expected = "<p>A<sup class=\"footnote-ref\" id=\"fnref:1\"><a href=\"#fn:1\" role=\"doc-noteref\">1</a></sup> \
        c<sup class=\"footnote-ref\" id=\"fnref:2\"><a href=\"#fn:2\" role=\"doc-noteref\">2</a></sup> \
        d<sup class=\"footnote-ref\" id=\"fnref:1-2\"><a href=\"#fn:1\" role=\"doc-noteref\">1</a></sup>.</p>\n\
        <div class=\"footnotes\" role=\"doc-endnotes\">\n<ol>\n\
        <li id=\"fn:1\">\n<p>Second <em>typed</em>. BACK1 BACK2</p>\n</li>\n\
        <li id=\"fn:2\">\n<p>First typed. BACK3</p>\n</li>\n\
        <li>\n<p>Never meant.</p>\n</li>\n</ol>\n</div>\n";
    let back = |id: &str| {
        format!(
            "<a class=\"footnote-back\" href=\"#{id}\" role=\"doc-backlink\" aria-label=\"Back to the text\">↩\u{FE0E}</a>"
        )
    };
    let expected = expected.replace("BACK1", &back("fnref:1")).replace("BACK2", &back("fnref:1-2"));
    assert_eq!(html(body), expected.replace("BACK3", &back("fnref:2")));
}

#[test]
fn the_dateline_opens_the_first_paragraph() {
    let options = Options { dateline: Some("TOKYO, <July> 7."), ..Options::default() };
    let span = "<span class=\"dateline\">TOKYO, &lt;July&gt; 7.</span>";
    for (body, expected) in [
        ("Ships sail.\n\nMore.", format!("<p>{span} Ships sail.</p>\n<p>More.</p>\n")),
        ("- Ships\n", format!("<p>{span}</p>\n<ul>\n<li>Ships</li>\n</ul>\n")),
        ("> Ships\n", format!("<p>{span}</p>\n<blockquote>\n<p>Ships</p>\n</blockquote>\n")),
        ("***\nShips\n", format!("<p>{span}</p>\n<hr>\n<p>Ships</p>\n")),
        ("", format!("<p>{span}</p>\n")),
        ("[^1]: Note\n\nShips", "DATE Ships".to_owned()),
    ] {
        let html = with(body, &options).value.html;
        match expected.strip_prefix("DATE ") {
            Some(words) => assert!(html.starts_with(&format!("<p>{span} {words}</p>")), "{html}"),
            None => assert_eq!(html, expected, "{body}"),
        }
    }
}

#[test]
fn an_image_with_a_title_that_stands_alone_is_a_figure() {
    let expected = "<figure><img src=\"a.jpg\" alt=\"A ferry\" /><figcaption>In &lt;port&gt;</figcaption></figure>\n";
    assert_eq!(html("![A *ferry*](a.jpg \"In <port>\")"), expected);
    assert_eq!(html("See ![A](a.jpg \"T\")"), "<p>See <img src=\"a.jpg\" alt=\"A\" title=\"T\" /></p>\n");
    assert_eq!(html("![A](a.jpg \"T\") b"), "<p><img src=\"a.jpg\" alt=\"A\" title=\"T\" /> b</p>\n");
    assert_eq!(html("![A](a.jpg)"), "<p><img src=\"a.jpg\" alt=\"A\" /></p>\n");
}

#[test]
fn an_image_without_words_is_told() {
    assert_eq!(findings("A.\n\n![](a.jpg)\n"), ["missing-alt 3:1 ![](a.jpg)"]);
}

#[test]
fn links_lead_where_the_site_says() {
    struct Site;
    impl Links for Site {
        fn link(&self, address: &str) -> Link {
            match address {
                "ferries.md" => Link::To("/2026/ferries.html".into()),
                "gone.md" => Link::Broken("no story `gone.md`".into()),
                _ => Link::AsTyped,
            }
        }
    }
    let options = Options { links: &Site, ..Options::default() };
    let body = "[a](ferries.md) [*b*](gone.md) [c](https://example.org/?a&b) <desk@example.org> \
        ![d](gone.md) <a href=\"ferries.md\">e</a>";
    let checked = with(body, &options);
    let expected = "<p><a href=\"/2026/ferries.html\">a</a> <em>b</em> <a href=\"https://example.org/?a&amp;b\">c</a> \
        <a href=\"mailto:desk@example.org\">desk@example.org</a> d <a href=\"/2026/ferries.html\">e</a></p>\n";
    assert_eq!(checked.value.html, expected);
    let told: Vec<_> = checked.findings.iter().map(|finding| (&*finding.code, finding.message.as_str())).collect();
    assert_eq!(told, [("broken-link", "no story `gone.md`"); 2]);
}

#[test]
fn an_address_that_runs_something_is_dropped_and_its_words_stay() {
    for body in [
        "[w](javascript:alert(1))",
        "[w](JaVa&#x53;cript&colon;alert(1))",
        "[w](<java\tscript:alert(1)>)",
        "[w][r]\n\n[r]: vbscript:x",
        "[w](data:text/html;base64,AAAA)",
        "![w](data:image/svg+xml,x)",
        "<a href=\"java&#115;cript:alert(1)\">w</a>",
        "<a href=' javascript:alert(1)'>w</a>",
    ] {
        let checked = checked(body);
        assert!(checked.value.html.contains('w'), "{body}");
        assert!(!checked.value.html.contains("script") && !checked.value.html.contains("data:"), "{body}");
        assert_eq!(checked.findings.len(), 1, "{body}");
        assert_eq!(checked.findings[0].code, "unsafe-link", "{body}");
        assert_eq!(checked.findings[0].severity, Severity::Warning);
    }
    assert_eq!(findings("A [w](javascript:x) b"), ["unsafe-link 1:3 [w](javascript:x)"]);
}

#[test]
fn findings_point_into_the_file() {
    let file = "---\ntitle: A\n---\nSee [b](javascript:x).\n";
    let source = Source::new("content/a.md", file);
    let start = file.find("See").unwrap();
    let body = &file[start..];
    let finding = &render(&source, Some(start), body, &Options::default()).findings[0];
    let place = &finding.labels[0].place;
    assert_eq!(
        (place.start.line, place.start.column, &place.excerpt[place.marked.clone()]),
        (4, 5, "[b](javascript:x)")
    );
    let elsewhere = &render(&source, None, body, &Options::default()).findings[0];
    assert_eq!((elsewhere.labels.len(), elsewhere.path().map(|path| &**path)), (0, Some("content/a.md")));
}
