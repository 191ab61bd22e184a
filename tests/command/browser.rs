//! The preview in a real browser: what a desk sees when it saves.

use crate::chromium::Browser;
use crate::desk::Desk;
use crate::http::get;
use crate::serve::Serving;
use serde_json::{Value, json};

const PAGE: &str = "/2026/02/02/a.html";
/// Set on a page that is open: a page that was loaded again has lost it.
const MARK: &str = "window.mark = 'mine'; return 0";

struct Session {
    desk: Desk,
    serving: Option<Serving>,
    browser: Browser,
}

/// A long story, open in a browser and scrolled down.
fn session(args: &[&str], prepare: impl FnOnce(&Desk)) -> Option<Session> {
    let browser = Browser::new()?;
    let desk = Desk::new();
    desk.file("book.toml", "[book]\ntitle = \"The Test Wire\"\n");
    story(&desk, "First words.");
    desk.story("b.md", "Between", "2026-01-15", "", "Between.");
    desk.story("c.md", "Far away", "2026-01-01", "", "Far away.");
    prepare(&desk);
    let session = Session { serving: Some(Serving::at(&desk, args)), desk, browser };
    session.open(PAGE);
    session.browser.run("scrollTo({ top: 900, behavior: 'instant' }); return 0");
    assert_eq!(session.scroll(), json!(900));
    session.browser.run(MARK);
    Some(session)
}

/// A story of many paragraphs; the words stand in the middle of what is seen.
fn story(desk: &Desk, words: &str) {
    let paragraph = |number: usize| if number == 30 { words.to_owned() } else { format!("Paragraph {number}.") };
    let body: Vec<String> = (0..80).map(paragraph).collect();
    desk.story("a.md", "Ferries", "2026-02-02", "", &body.join("\n\n"));
}

impl Session {
    fn port(&self) -> u16 {
        self.serving.as_ref().unwrap().port
    }

    fn open(&self, path: &str) {
        self.browser.open(&format!("http://localhost:{}{path}", self.port()));
    }

    fn save(&self, words: &str) {
        story(&self.desk, words);
    }

    fn shows(&self, words: &str) {
        self.browser.until(&format!("document.body.textContent.includes({})", json!(words)));
    }

    fn scroll(&self) -> Value {
        self.browser.run("return Math.round(scrollY)")
    }

    fn is_marked(&self) -> bool {
        self.browser.run("return window.mark || ''") == json!("mine")
    }

    fn overlay(&self) -> String {
        let text = "return document.querySelector('dateline-findings')?.shadowRoot.textContent || ''";
        self.browser.run(text).as_str().unwrap().to_owned()
    }
}

#[test]
fn a_save_changes_the_words_in_place() {
    let Some(session) = session(&[], |_| {}) else { return };
    session.browser.run("window.kept = document.querySelectorAll('main p')[5]; return 0");
    session.save("Second words.");
    session.shows("Second words.");
    assert!(session.is_marked());
    assert_eq!(session.scroll(), json!(900));
    assert_eq!(session.browser.run("return window.kept.isConnected"), json!(true));
    assert_eq!(session.browser.run("return document.body.textContent.includes('First words.')"), json!(false));
    // Paragraphs come and go, and what is there in the end is what the server has.
    session.desk.story(
        "a.md",
        "Quays",
        "2026-02-02",
        "tags: [quays]\n",
        "## One\n\nA quay.\n\n> [!QUOTE] Ana Reis\n> We are glad.\n\n## Two\n\nAnother.",
    );
    session.shows("We are glad.");
    session.browser.until("document.title.startsWith('Quays')");
    let served = get(session.port(), PAGE).text();
    let is_same = format!(
        "const served = new DOMParser().parseFromString({}, 'text/html'); \
         const bare = doc => {{ doc.querySelectorAll('[data-dateline]').forEach(node => node.remove()); return doc.body.innerHTML }}; \
         return bare(document.cloneNode(true)) === bare(served)",
        json!(served)
    );
    assert_eq!(session.browser.run(&is_same), json!(true));
}

#[test]
fn a_page_with_scripts_is_loaded_again_where_it_was() {
    let with_script = |desk: &Desk| {
        let text = "{% extends \"default/story.html\" %}\n\
                    {% block head_extra %}<script src=\"{{ asset(name=\"own.js\") }}\" defer></script>{% endblock %}\n";
        desk.file("themes/default/templates/story.html", text);
        desk.file("themes/default/assets/own.js", "window.ran = true");
    };
    let Some(session) = session(&[], with_script) else { return };
    session.save("Second words.");
    session.shows("Second words.");
    session.browser.until("document.readyState === 'complete' && window.ran");
    assert!(!session.is_marked());
    session.browser.until("Math.round(scrollY) === 900");
}

#[test]
fn styles_are_swapped_in_place() {
    let style = |desk: &Desk, colour: &str| {
        desk.file("themes/default/assets/style.css", format!("main {{ color: {colour} }} p {{ margin: 2rem }}"));
    };
    let Some(session) = session(&[], |desk| style(desk, "rgb(1, 2, 3)")) else { return };
    let colour = "getComputedStyle(document.querySelector('main')).color";
    session.browser.until(&format!("{colour} === 'rgb(1, 2, 3)'"));
    for (number, wanted) in ["rgb(4, 5, 6)", "rgb(7, 8, 9)", "rgb(1, 2, 3)"].into_iter().enumerate() {
        style(&session.desk, wanted);
        session.browser.until(&format!("{colour} === '{wanted}'"));
        session.browser.until("document.querySelectorAll('link[rel=stylesheet]').length === 1");
        assert!(session.is_marked(), "{number}");
        assert_eq!(session.scroll(), json!(900), "{number}");
    }
}

#[test]
fn a_page_that_did_not_change_is_left_alone() {
    let Some(session) = session(&[], |_| {}) else { return };
    session.browser.run(
        "window.mutations = 0; new MutationObserver(list => window.mutations += list.length)
           .observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
         window.asked = () => performance.getEntriesByType('resource').filter(one => one.initiatorType === 'fetch').length;
         window.before = window.asked(); return 0",
    );
    session.desk.story("c.md", "Far away", "2026-01-01", "", "Far away and other words.");
    session.browser.until("window.asked() > window.before");
    // What is told next has been looked at after it.
    session.desk.story("c.md", "Far away", "2026-01-01", "", "Far away again.");
    session.browser.until("window.asked() > window.before + 1");
    assert_eq!(session.browser.run("return window.mutations"), json!(0));
    assert!(session.is_marked());
}

#[test]
fn a_picture_is_loaded_again() {
    let picture = |desk: &Desk, width: usize| {
        desk.file("content/map.svg", format!("<svg xmlns='http://www.w3.org/2000/svg' width='{width}' height='10'/>"));
    };
    let Some(session) = session(&[], |desk| {
        picture(desk, 20);
        desk.story("b.md", "Between", "2026-01-15", "", "![a map](map.svg)");
    }) else {
        return;
    };
    session.open("/2026/01/15/b.html");
    session.browser.run(MARK);
    session.browser.until("document.querySelector('main img').naturalWidth === 20");
    picture(&session.desk, 30);
    session.browser.until("document.querySelector('main img').naturalWidth === 30");
    assert!(session.is_marked());
}

#[test]
fn findings_lie_over_the_page_until_they_are_mended_and_their_words_are_no_script() {
    // Also without the site's own policy, which would stop a script that the preview let through.
    for headers in ["", "[headers]\nContent-Security-Policy = \"\"\n"] {
        let book = format!("[book]\ntitle = \"The Test Wire\"\n{headers}");
        let Some(session) = session(&[], |desk| {
            desk.file("book.toml", &book);
        }) else {
            return;
        };
        findings(&session);
    }
}

fn findings(session: &Session) {
    assert_eq!(session.overlay(), "");
    let script = "<script>window.stung = 1</script><img src=x onerror=\"window.stung = 1\">";
    session.desk.story("a.md", "Ferries", "2026-02-02", &format!("byeline: '{script}'\n'{script}': x\n"), "Half a");
    session.browser.until("document.querySelector('dateline-findings')");
    let overlay = session.overlay();
    for words in ["unknown front matter key", "content/a.md:4:1", script, "did you mean byline?"] {
        assert!(overlay.contains(words), "{words} in {overlay}");
    }
    let place = "return getComputedStyle(document.querySelector('dateline-findings')).position";
    assert_eq!(session.browser.run(place), json!("fixed"));
    // The last good page is still there, where it was.
    assert!(session.is_marked());
    assert_eq!(session.scroll(), json!(900));
    session.shows("First words.");
    // A page that is opened now has them too, and its words are as harmless.
    session.open("/");
    session.browser.until("document.querySelector('dateline-findings')");
    session.browser.run(MARK);
    session.save("Mended words.");
    session.browser.until("!document.querySelector('dateline-findings')");
    assert!(session.is_marked());
    assert_eq!(session.browser.run("return window.stung || 0"), json!(0));
    session.open(PAGE);
    session.shows("Mended words.");
}

#[test]
fn a_page_finds_the_server_that_was_started_again() {
    let Some(mut session) = session(&[], |_| {}) else { return };
    let port = session.port().to_string();
    for round in 0..2 {
        session.serving = None;
        session.save(&format!("Words of round {round}."));
        let running = crate::running::Running::at(&session.desk, &["serve", "--port", &port]);
        running.says("serving http://");
        session.serving = Some(Serving { running, port: port.parse().unwrap() });
        session.shows(&format!("Words of round {round}."));
        assert!(session.is_marked());
    }
    session.save("And it goes on.");
    session.shows("And it goes on.");
}

#[test]
fn a_thousand_saves_in_a_row() {
    let Some(session) = session(&[], |_| {}) else { return };
    for number in 0..1000 {
        session.save(&format!("Save number {number}."));
    }
    session.shows("Save number 999.");
    // And one by one, each is shown.
    for number in 1000..1050 {
        session.save(&format!("Save number {number}."));
        session.shows(&format!("Save number {number}."));
    }
    assert!(session.is_marked());
    assert_eq!(session.scroll(), json!(900));
}

#[test]
fn a_tab_that_slept_catches_up() {
    let Some(session) = session(&[], |_| {}) else { return };
    let tab = session.browser.tab();
    session.browser.run("addEventListener('visibilitychange', () => window.slept ||= document.hidden); return 0");
    session.browser.new_tab();
    session.open("/");
    session.browser.run(MARK);
    for number in 0..3 {
        session.desk.story("new.md", &format!("Headline {number}"), "2026-02-03", "", "New.");
        session.shows(&format!("Headline {number}"));
    }
    session.save("While it slept.");
    session.browser.go_to_tab(&tab);
    session.shows("While it slept.");
    assert_eq!(session.browser.run("return window.slept"), json!(true));
    assert!(session.is_marked());
}

#[test]
fn the_story_that_was_saved_is_shown_where_that_is_asked_for() {
    let Some(session) = session(&["--navigate"], |_| {}) else { return };
    session.desk.story("b.md", "Between", "2026-01-15", "", "Between and new.");
    session.browser.until("location.pathname === '/2026/01/15/b.html'");
    session.shows("Between and new.");
    session.desk.story("d.md", "Just begun", "2026-02-04", "", "Begun.");
    session.browser.until("location.pathname === '/2026/02/04/d.html'");
}

#[test]
fn a_page_that_is_not_there_yet_comes_by_itself() {
    let Some(session) = session(&[], |_| {}) else { return };
    session.open("/2026/03/01/later.html");
    session.shows("There is no page at this address");
    session.desk.story("later.md", "Later", "2026-03-01", "", "It came.");
    session.shows("It came.");
}
