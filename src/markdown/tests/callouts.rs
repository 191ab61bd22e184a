//! Quotations with their speakers, and alerts.

use super::*;

fn figure(cite: &str, quotation: &str, caption: &str) -> String {
    let caption = if caption.is_empty() { String::new() } else { format!("<figcaption>{caption}</figcaption>\n") };
    format!("<figure class=\"quote\">\n<blockquote{cite}>\n{quotation}</blockquote>\n{caption}</figure>\n")
}

const REIS: &str = "Ana Reis, <span>harbour master</span>";
const DARK: &str = "<p>The lights were out.</p>\n";

#[test]
fn a_quote_callout_is_a_figure_with_its_speaker() {
    for body in [
        "> [!QUOTE] Ana Reis, harbour master\n> The lights were out.\n",
        "> [!quote]   Ana Reis, harbour master\n>\n> The lights were out.\n",
        ">[!Quote]Ana Reis, harbour master\nThe lights were out.\n",
        "> [!QUOTE] Ana Reis, harbour master  \n> The lights were out.\n",
        "> [!QUOTE] Ana Reis, harbour master\\\n> The lights were out.\n",
    ] {
        assert_eq!(html(body), figure("", DARK, REIS), "{body}");
    }
}

#[test]
fn a_source_is_cited_and_linked() {
    let cite = " cite=\"https://example.org/a?b&amp;c\"";
    let caption = format!("<a href=\"https://example.org/a?b&amp;c\">{REIS}</a>");
    for line in [
        "Ana Reis, harbour master <https://example.org/a?b&c>",
        "Ana Reis, harbour master, <https://example.org/a?b&c>",
        "[Ana Reis, harbour master](https://example.org/a?b&c)",
    ] {
        assert_eq!(html(&format!("> [!QUOTE] {line}\n> The lights were out.")), figure(cite, DARK, &caption), "{line}");
    }
    let checked = checked("> [!QUOTE] [Ana Reis, harbour master](javascript:x)\n> The lights were out.");
    assert_eq!(checked.value.html, figure("", DARK, REIS));
    assert_eq!(checked.findings.len(), 1);
}

#[test]
fn a_speaker_may_be_emphasised_unknown_or_without_role() {
    for (line, caption) in [
        (" **Ana Reis**, harbour master", "<strong>Ana Reis</strong>, <span>harbour master</span>"),
        (" *Ana Reis, harbour\n> master*", "<em>Ana Reis, harbour master</em>"),
        (" [Ana](a.md), harbour master", "<a href=\"a.md\">Ana</a>, <span>harbour master</span>"),
        (" Ana Reis", "Ana Reis"),
        (" A & <b>B</b>", "A &amp; <b>B</b>"),
        (" Ana Reis, Lisbon, chair", "Ana Reis, <span>Lisbon, chair</span>"),
        ("", ""),
        ("  ", ""),
    ] {
        let body = format!("> [!QUOTE]{line}\n> The lights were out.");
        assert_eq!(html(&body), figure("", DARK, caption), "{body}");
    }
}

#[test]
fn a_quotation_that_begins_with_its_mark_says_so() {
    for mark in ['"', '“', '„', '«', '»'] {
        let html = html(&format!("> [!QUOTE] Ana Reis\n> {mark}The lights were out."));
        assert!(html.contains("<blockquote class=\"marked\">\n<p>"), "{html}");
    }
    for words in ["The “lights” were out.", "*“The lights were out.”*", "- “The lights”"] {
        let html = html(&format!("> [!QUOTE] Ana Reis\n>\n> {words}"));
        assert!(html.contains("<blockquote>\n"), "{html}");
    }
}

#[test]
fn a_callout_holds_any_markdown() {
    let body = "> [!QUOTE] Ana Reis\n> One *two*\n> three\n>\n> - four\n>\n> > five\n\nSix.\n";
    let inner =
        "<p>One <em>two</em>\nthree</p>\n<ul>\n<li>four</li>\n</ul>\n<blockquote>\n<p>five</p>\n</blockquote>\n";
    assert_eq!(html(body), figure("", inner, "Ana Reis") + "<p>Six.</p>\n");
    let nested = "> One\n>\n> > [!QUOTE] Ana Reis\n> > The lights were out.\n";
    let expected = format!("<blockquote>\n<p>One</p>\n{}</blockquote>\n", figure("", DARK, "Ana Reis"));
    assert_eq!(html(nested), expected);
}

#[test]
fn words_on_the_markers_line_alone_are_the_quotation() {
    let body = "A\n\n> [!QUOTE] The *lights* were out.\n";
    assert_eq!(
        checked(body).value.html,
        "<p>A</p>\n".to_owned() + &figure("", "<p>The <em>lights</em> were out.</p>\n", "")
    );
    assert_eq!(findings(body), ["quote-without-words 3:3 [!QUOTE]"]);
}

#[test]
fn a_dash_at_the_end_names_the_speaker() {
    for body in [
        "> The lights were out.\n>\n> — Ana Reis, harbour master\n",
        "> The lights were out.\n>\n> – Ana Reis, harbour master\n",
        "> The lights were out.\n>\n> --Ana Reis, harbour master\n",
        "> The lights were out.\n> — Ana Reis, harbour master\n",
        "> The lights were out.  \n> -- Ana Reis, harbour master\n",
    ] {
        assert_eq!(html(body), figure("", DARK, REIS), "{body}");
    }
}

#[test]
fn a_dialogue_or_a_sentence_is_no_speaker() {
    for body in [
        "> — When?\n>\n> — Tomorrow\n",
        "> — When\n> — Tomorrow\n",
        "> The lights were out.\n>\n> — And nobody came to mend them.\n",
        "> The lights were out.\n>\n> --- Ana Reis\n",
        "> — Ana Reis\n",
        "> The lights were out.\n>\n> —\n",
        "> The lights were out.\n",
    ] {
        let html = html(body);
        assert!(html.starts_with("<blockquote>\n") && !html.contains("figure"), "{body}");
    }
}

#[test]
fn alerts_are_titled_in_the_language_of_the_page() {
    let body = "> [!WARNING]\n> Roads are icy.\n";
    let alert = |label: &str, title: &str| {
        format!(
            "<aside class=\"callout warning\" role=\"note\" aria-label=\"{label}\">\n\
             <p class=\"callout-title\">{title}</p>\n<p>Roads are icy.</p>\n</aside>\n"
        )
    };
    assert_eq!(html(body), alert("Warning", "Warning"));
    let german = Options { language: "de-CH", ..Options::default() };
    assert_eq!(with(body, &german).value.html, alert("Warnung", "Warnung"));
    assert_eq!(html("> [!warning] *Mind* it\n> Roads are icy.\n"), alert("Warning", "<em>Mind</em> it"));
    for kind in ["note", "tip", "important", "caution"] {
        assert!(html(&format!("> [!{kind}]\n> A")).contains(&format!("class=\"callout {kind}\"")));
    }
}

#[test]
fn an_unknown_callout_keeps_its_words() {
    let body = "> [!QOUTE] Ana\n> Words\n";
    assert_eq!(checked(body).value.html, "<blockquote>\n<p>[!QOUTE] Ana\nWords</p>\n</blockquote>\n");
    assert_eq!(findings(body), ["unknown-callout 1:3 [!QOUTE]"]);
    assert_eq!(checked(body).findings[0].help, ["did you mean `[!QUOTE]`?"]);
}

#[test]
fn what_only_looks_like_a_marker_is_left() {
    for body in ["> \\[!NOTE] a", "> [!NOTE](b) a", "> [!] a", "> A [!NOTE]", "[!NOTE] a", "> `[!NOTE]` a"] {
        assert!(!html(body).contains("aside"), "{body}");
    }
}
