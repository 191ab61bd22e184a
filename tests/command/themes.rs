//! A site's own theme, and what is said when a template is wrong.

use crate::build::newsroom;
use crate::desk::Desk;

#[test]
fn one_block_of_one_template_is_changed() {
    let desk = newsroom();
    desk.file(
        "themes/default/templates/story.html",
        "{% extends \"default/story.html\" %}\n{% block headline %}<h1>Own: {{ story.title }}</h1>{% endblock %}\n",
    );
    desk.build();
    let page = desk.page("2026/02/07/ferries.html");
    assert!(page.contains("<h1>Own: Ferries resume</h1>"), "{page}");
    assert!(page.contains("class=\"byline\""), "the rest of the page is the default theme's");
}

#[test]
fn a_theme_of_another_name_stands_over_the_default_one() {
    let desk = newsroom();
    desk.file("book.toml", format!("{}theme = \"night\"\n", crate::desk::BOOK));
    desk.file("themes/night/theme.toml", "name = \"night\"\n");
    desk.file("themes/night/templates/404.html", "{% for s in stories(limit=1) %}<p>{{ s.title }}</p>{% endfor %}");
    desk.build();
    assert_eq!(desk.page("404.html"), "<p>Ferries resume</p>");
    assert!(desk.has("index.html"));
}

#[test]
fn a_query_asks_the_rest_of_the_site() {
    let desk = newsroom();
    desk.file(
        "themes/default/templates/404.html",
        "{% for s in stories(tag=\"winter\", limit=5) %}{{ s.title }};{% endfor %}{% for t in terms(of=\"tags\") %}{{ t.title }}={{ t.count }};{% endfor %}",
    );
    desk.build();
    let page = desk.page("404.html");
    assert!(page.starts_with("Ferries resume;Olives ripen;"), "{page}");
    assert!(page.contains("ferries=1;"), "{page}");
}

fn refused(desk: &Desk) -> String {
    let answer = desk.run(&["build"]);
    assert_eq!(answer.code, 1, "{}{}", answer.stdout, answer.stderr);
    assert!(!desk.path("public").exists(), "something was written");
    answer.stderr
}

#[test]
fn an_unknown_variable_names_the_template_and_the_story() {
    let desk = newsroom();
    desk.file("themes/default/templates/story.html", "<p>\n{{ story.headline }}</p>");
    let said = refused(&desk);
    assert!(said.contains("themes/default/templates/story.html:2:"), "{said}");
    assert!(said.contains("while rendering `content/land/kites.md`"), "{said}");
}

#[test]
fn a_mistake_on_every_page_is_told_once_with_the_name_that_was_meant() {
    let desk = newsroom();
    desk.file("themes/default/templates/story.html", "{{ story.titel }}");
    let answer = desk.run(&["build"]);
    assert!(answer.stderr.contains("and on 2 pages more"), "{}", answer.stderr);
    assert!(answer.stderr.contains("did you mean `title`?"), "{}", answer.stderr);
    assert!(answer.stdout.contains("nothing was written: 1 error"), "{}", answer.stdout);
}

#[test]
fn a_component_without_end_names_its_template() {
    let desk = newsroom();
    desk.file(
        "themes/default/templates/404.html",
        "{% component again() %}{{<again/>}}{% endcomponent again %}{{<again/>}}",
    );
    let said = refused(&desk);
    assert!(said.contains("themes/default/templates/404.html") && said.contains("recursion"), "{said}");
}

#[test]
fn a_template_that_cannot_be_read_is_shown() {
    for (template, place) in [
        ("<p>\n{% if %}</p>", "story.html:2:"),
        ("{% extends \"nothing.html\" %}", "story.html"),
        ("{% extends \"story.html\" %}", "the template extends itself"),
        ("<p>\n{{ 'a' | nosuch }}</p>", "story.html:2:"),
        ("{% include \"story.html\" %}", "the template includes itself"),
    ] {
        let desk = newsroom();
        desk.file("themes/default/templates/story.html", template);
        let said = refused(&desk);
        assert!(said.contains(place), "{template}: {said}");
    }
}

#[test]
fn a_theme_that_is_not_there_is_named() {
    let desk = newsroom();
    desk.file("book.toml", format!("{}theme = \"defualt\"\n", crate::desk::BOOK));
    let said = refused(&desk);
    for words in ["there is no theme `defualt`", "did you mean `default`?", "--> book.toml:"] {
        assert!(said.contains(words), "{said}");
    }
}

#[test]
fn a_template_that_extends_is_compared_block_by_block() {
    let desk = newsroom();
    desk.file(
        "themes/default/templates/story.html",
        "{% extends \"default/story.html\" %}\n{% block headline %}<h1>Own: {{ story.title }}</h1>\n{% endblock %}\n",
    );
    let diff = desk.run(&["theme", "diff"]).stdout;
    assert!(diff.contains("+++ themes/default/templates/story.html, block headline\n"), "{diff}");
    assert!(diff.contains("\n+<h1>Own: {{ story.title }}</h1>\n") && !diff.contains("extends"), "{diff}");
}

#[test]
fn a_setting_that_is_mistyped_is_told_and_one_that_a_template_reads_is_not() {
    let desk = newsroom();
    let settings = "[theme]\nacent = \"#005b96\"\nmotto = \"x\"\n";
    desk.file("book.toml", format!("{}{settings}", crate::desk::BOOK));
    let said = desk.build().stderr;
    assert!(said.contains("the theme does not read `acent`") && said.contains("did you mean `accent`?"), "{said}");
    assert!(!said.contains("motto"), "{said}");
    desk.file("themes/default/templates/404.html", "{{ site.settings.acent }}");
    assert!(!desk.build().stderr.contains("acent"));
    desk.file("book.toml", format!("{}[theme]\naccent = \"005b96\"\n", crate::desk::BOOK));
    let answer = desk.run(&["build"]);
    assert!(answer.code == 1 && answer.stderr.contains("type `#005b96`"), "{}", answer.stderr);
}
