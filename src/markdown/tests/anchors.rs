//! Headings.

use super::*;

fn ids(body: &str) -> Vec<String> {
    checked(body).value.headings.into_iter().map(|heading| heading.id).collect()
}

#[test]
fn a_heading_is_called_by_its_words_and_links_to_itself() {
    let checked = checked("## Politics & *security*\n");
    let expected = "<h2 id=\"politics-security\"><a class=\"heading-link\" href=\"#politics-security\">\
        Politics &amp; <em>security</em></a></h2>\n";
    assert_eq!(checked.value.html, expected);
    let heading = Heading { level: 2, id: "politics-security".into(), text: "Politics & security".into() };
    assert_eq!(checked.value.headings, [heading]);
}

#[test]
fn a_heading_with_a_link_has_its_own_beside_it() {
    let expected = "<h3 id=\"see-a\">See <a href=\"b\">a</a> \
        <a class=\"heading-link\" href=\"#see-a\" aria-hidden=\"true\" tabindex=\"-1\"></a></h3>\n";
    assert_eq!(html("### See [a](b)"), expected);
}

#[test]
fn the_first_level_is_the_headlines() {
    let levels: Vec<u8> = checked("# A\n## B\n### C\n###### D\n").value.headings.iter().map(|h| h.level).collect();
    assert_eq!(levels, [2, 2, 3, 6]);
    assert!(html("A\n=\n").starts_with("<h2 "));
}

#[test]
fn ids_are_stable_and_unique() {
    assert_eq!(ids("## A\n## A\n## A\n"), ["a", "a-2", "a-3"]);
    assert_eq!(ids("## A\n## B {#a}\n## A-2\n## A"), ["a-2", "a", "a-2-2", "a-3"]);
    assert_eq!(
        ids("## Überblick\n## Порт\n## ![Ein Bild](b.jpg)\n## !?\n"),
        ["überblick", "порт", "ein-bild", "section"]
    );
}

#[test]
fn other_attributes_than_an_id_are_dropped() {
    let expected = "<h2 id=\"x\"><a class=\"heading-link\" href=\"#x\">A</a></h2>\n";
    assert_eq!(html("## A {#x .big onclick=alert(1) style=x}"), expected);
    assert_eq!(ids("## A {#Own_id.2\"'&}"), ["Own_id.2"]);
}

#[test]
fn an_id_that_the_page_uses_is_not_given() {
    let options = Options { page_ids: &["main"], ..Options::default() };
    assert_eq!(with("## Main\n", &options).value.headings[0].id, "main-2");
}
