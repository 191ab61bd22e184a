//! Raw HTML, and bodies that mean harm.

use super::*;

#[test]
fn harmless_html_stays() {
    for (body, expected) in [
        ("H<sub>2</sub>O", "<p>H<sub>2</sub>O</p>\n"),
        ("a<br>b", "<p>a<br>b</p>\n"),
        (
            "<details open>\n<summary>More</summary>\n\nText *here*\n\n</details>\n",
            "<details open=\"\">\n<summary>More</summary>\n<p>Text <em>here</em></p>\n</details>\n",
        ),
        (
            "<table>\n<tr><td colspan=2>a<td>b\n</table>",
            "<table>\n<tbody><tr><td colspan=\"2\">a</td><td>b\n</td></tr></tbody></table>",
        ),
        ("<time datetime='2026-03-01'>1 March</time>\n", "<p><time datetime=\"2026-03-01\">1 March</time></p>\n"),
        ("a <!-- hidden --> b", "<p>a  b</p>\n"),
        ("<p lang=fr title=\"a &amp; b\">Été</p>\n", "<p lang=\"fr\" title=\"a &amp; b\">Été</p>\n"),
    ] {
        assert_eq!(html(body), expected, "{body}");
    }
}

#[test]
fn own_markup_survives_beside_raw_html() {
    let body = "## A\n\n> [!QUOTE] Ana\n> B<sup>2</sup>\n\n> [!TIP]\n> C[^1]\n\n|x|\n|:-:|\n|y|\n\n```rust\nz\n```\n\n[^1]: D\n";
    let raw = html(body);
    let plain = html(&body.replace("<sup>2</sup>", ""));
    let quiet = |html: &str| html.replace("<sup>2</sup>", "").replace(['\n', '\u{FE0E}'], "").replace(" />", ">");
    assert_eq!(quiet(&raw), quiet(&plain));
}

#[test]
fn harmful_html_is_taken_out_and_told() {
    for (body, expected, told) in [
        ("a\n\n<script>alert(1)</script>\n\nb", "<p>a</p>\n\n<p>b</p>\n", "`<script>` taken out of raw HTML"),
        ("<b onclick=\"x()\">a</b>", "<p><b>a</b></p>\n", "`onclick` taken out of raw HTML"),
        (
            "<b class=heading-link id=x style=y>a</b>",
            "<p><b>a</b></p>\n",
            "`class`, `id`, `style` taken out of raw HTML",
        ),
        (
            "c <IMG SRC=a.jpg alt=b ONERROR=x>",
            "<p>c <img src=\"a.jpg\" alt=\"b\"></p>\n",
            "`onerror` taken out of raw HTML",
        ),
        ("<iframe src=x>\na</iframe>\n", "\na\n", "`<iframe>` taken out of raw HTML"),
        ("<form><input>a</form>\n", "a\n", "`<form>`, `<input>` taken out of raw HTML"),
        ("x <svg><a href=\"b\">a</a></svg>", "<p>x <a href=\"b\">a</a></p>\n", "`<svg>` taken out of raw HTML"),
    ] {
        let checked = checked(body);
        assert_eq!(checked.value.html, expected, "{body}");
        let messages: Vec<&str> = checked.findings.iter().map(|finding| finding.message.as_str()).collect();
        assert_eq!(messages, [told], "{body}");
    }
}

#[test]
fn nothing_raw_reaches_beyond_its_place() {
    for body in [
        "<div>\n\nA\n\nEND",
        "</article></div></main>\n\nEND",
        "> <div><b>\n\nEND",
        "A <b>b\n\nEND",
        "<!-- never closed\n\nEND",
        "<script>\n\nEND",
        "<style>\n\nEND",
        "<div title=\"\n\nEND",
        "<plaintext>\n\nEND",
        "<textarea>\n\nEND",
        "<title>\n\nEND",
        "<table><tr>\n\nEND",
        "<![CDATA[\n\nEND",
        "<svg><style>\n\nEND",
        "<a href=x>\n\nEND",
        "- <ul><li>\n\nEND",
    ] {
        let html = checked(body).value.html;
        let text = ammonia::Builder::empty().clean(&html).to_string();
        assert!(text.contains("END"), "{body}: {html}");
        let wrapped = format!("<section>{html}</section><mark>after</mark>");
        let tree = ammonia::Builder::new().add_tags(["section"]).link_rel(None).clean(&wrapped).to_string();
        assert!(tree.ends_with("</section><mark>after</mark>"), "{body}: {tree}");
    }
}

#[test]
fn a_raw_element_ends_with_what_it_stands_in() {
    assert_eq!(checked("A <b>b\n\nc</b> d").value.html, "<p>A <b>b</b></p>\n<p>c d</p>\n");
    assert_eq!(checked("> <div>\n\na</div>").value.html, "<blockquote>\n<div>\n</div></blockquote>\n<p>a</p>\n");
}

#[test]
fn trusted_html_is_kept_as_typed() {
    let options = Options { keep_raw_html: true, ..Options::default() };
    let body = "<iframe src=\"https://example.org\" style=\"x\"></iframe>\n\na <b class=c>b</b>\n";
    let checked = with(body, &options);
    let expected = "<iframe src=\"https://example.org\" style=\"x\"></iframe>\n<p>a <b class=c>b</b></p>\n";
    assert_eq!((checked.value.html.as_str(), checked.findings.len(), checked.value.words), (expected, 0, 2));
}

#[test]
fn html_that_nests_too_deep_is_shown_as_words() {
    let body = format!("{} <b>a</b>", ">".repeat(1000));
    let checked = checked(&body);
    assert!(checked.value.html.contains("&lt;b&gt;a&lt;/b&gt;"));
    assert_eq!(checked.findings.len(), 1);
}

#[test]
fn hostile_bodies_are_rendered() {
    // Quadratic time shows at either size.
    let long = if cfg!(debug_assertions) { 10_000 } else { 100_000 };
    let bodies = [
        ">".repeat(long),
        "> ".repeat(long) + "<b>a</b>",
        "[".repeat(long),
        "![".repeat(long),
        "*".repeat(long),
        "*a _b ".repeat(long),
        "- ".repeat(2_000) + "a",
        "> [!NOTE]\n".repeat(long / 10),
        "## A\n".repeat(long / 10),
        "## A {#b}\n".repeat(long / 10),
        "[^a]: ".repeat(long / 10),
        "a[^1] ".repeat(long / 10) + "\n\n[^1]: b",
        "[a](javascript:x) ".repeat(long / 10),
        "<b>".repeat(long),
        "<div>\n".repeat(long / 10),
        "<p><b title=x>\n".repeat(long / 10),
        (0..long / 10).map(|n| format!("<li><b title={n}>\n")).collect(),
        "<table><b>x".repeat(long / 10),
        "<a><b></a>x</b>\n".repeat(long / 10),
        "<!--".repeat(long),
        "<script>".repeat(long),
        "&".repeat(long),
        "<b>&".repeat(long / 10),
        "\0".repeat(long),
        "|a".repeat(long / 10) + "\n" + &"|-".repeat(long / 10) + "\n" + &"|b\n".repeat(100),
    ];
    for body in bodies {
        checked(&body);
        plain_text(&body);
        summary(&body, 200);
    }
}
