//! The law of amending: after any series of edits a project that is kept standing is what would be read
//! from nothing, in its model, its outputs, their fingerprints, the pages and what was found.

use super::*;
use crate::build::preview::Preview;
use crate::diag::sort;
use crate::routes::{Fingerprint, Reach, Route, Target, plan};
use crate::site::Site;
use crate::world::{Disk, Memory};
use proptest::prelude::*;
use std::collections::BTreeMap;

/// Few names, so that stories come back, move and meet.
const STORIES: [&str; 5] = ["ferry", "bridge", "market", "tide", "about"];
const FOLDERS: [&str; 3] = ["world", "town", "tags"];
const TERMS: [&str; 5] = ["Ports", "ports", "PORTS", "Öresund", "!"];
const NOW: &str = "2026-03-15T12:00:00Z";

#[derive(Debug, Clone)]
enum Change {
    Story { folder: usize, name: usize, ending: usize, text: Text },
    Remove { folder: usize, name: usize, ending: usize },
    Settings(usize),
}

#[derive(Debug, Clone)]
struct Text {
    title: usize,
    day: u8,
    tags: Vec<usize>,
    odd: usize,
    body: usize,
}

const ENDINGS: [&str; 3] = ["md", "txt", "md"];
/// What a story may have beside its headline: what holds it, and what stands elsewhere because of it.
const ODD: [&str; 16] = [
    "",
    "",
    "",
    "draft: true\n",
    "embargo: 2026-03-20 06:00\n",
    "expires: 2026-03-18\n",
    "aliases: [/old/]\n",
    "aliases: [/new/ferry.html]\n",
    "slug: tide\n",
    "section: Town\n",
    "section: harbour\nseries: The port\n",
    "location: Harbour Town\nagency: HN\n",
    "image: ferry.jpg\n",
    "corrections: [The ferry is green.]\n",
    "byeline: Ana\n",
    "language: ru\n",
];
const SETTINGS: [&str; 5] = [
    "[site]\nbase-url = \"https://news.example.org/\"\nper-page = 2\nfeed-items = 2\n",
    "[site]\nper-page = 2\n[sections.harbour]\ntitle = \"The Harbour\"\n[sections.town]\ntitle = \"Town\"\n",
    "[site]\nbase-url = \"/news/\"\nper-page = 3\npermalink = \"/{section}/{slug}/\"\n[redirects]\n\"/gone.html\" = \"/world/ferry/\"\n",
    "[site]\nbase-url = \"https://news.example.org/\"\n[outputs]\nhosts = [\"nginx\"]\npages = [\"tags\", \"search\"]\n",
    "[site]\nbase-url = \"https://news.example.org/\"\nper-page = 2\n[languages.ru]\n",
];

fn text() -> impl Strategy<Value = Text> {
    let tags = prop::collection::vec(0..TERMS.len(), 0..3);
    (0..4usize, 1..29u8, tags, 0..ODD.len(), 0..4usize).prop_map(|(title, day, tags, odd, body)| Text {
        title,
        day,
        tags,
        odd,
        body,
    })
}

fn change() -> impl Strategy<Value = Change> {
    let place = || (0..FOLDERS.len(), 0..STORIES.len(), 0..ENDINGS.len());
    prop_oneof![
        12 => (place(), text()).prop_map(|((folder, name, ending), text)| Change::Story { folder, name, ending, text }),
        3 => place().prop_map(|(folder, name, ending)| Change::Remove { folder, name, ending }),
        1 => (0..SETTINGS.len()).prop_map(Change::Settings),
    ]
}

fn apply(world: Memory, change: &Change) -> (Memory, String) {
    let path = |folder: usize, name: usize, ending: usize| {
        format!("content/{}/{}.{}", FOLDERS[folder], STORIES[name], ENDINGS[ending])
    };
    match change {
        Change::Story { folder, name, ending, text } => {
            let path = path(*folder, *name, *ending);
            (world.with(path.clone(), written(text, ENDINGS[*ending])), path)
        }
        Change::Remove { folder, name, ending } => {
            let path = path(*folder, *name, *ending);
            (world.without(&path), path)
        }
        Change::Settings(at) => {
            let text = format!("[book]\ntitle = \"Harbour News\"\n{}", SETTINGS[*at]);
            (world.with("book.toml", text), "book.toml".to_owned())
        }
    }
}

fn written(text: &Text, ending: &str) -> String {
    let title = ["Ferries run again", "Bridge opens", "Märkte schließen", ""][text.title];
    let body =
        ["Calm.", "Calm still.", "See [more](../world/ferry.md).", "[The plan](plan.pdf) ![](tide.jpg)"][text.body];
    let day = text.day;
    if ending == "txt" {
        return format!("{title}\n\nHARBOUR TOWN, March {day} 2026 (Harbour News) - {body}\n");
    }
    let tags: Vec<_> = text.tags.iter().map(|tag| format!("\"{}\"", TERMS[*tag])).collect();
    // A story without a day is a page.
    let date = if day > 26 { String::new() } else { format!("date: 2026-03-{day:02}\n") };
    format!("---\ntitle: {title}\n{date}tags: [{}]\n{}---\n{body}\n", tags.join(", "), ODD[text.odd])
}

fn request() -> Request {
    Request::default()
}

/// All of a model that anybody sees.
fn seen(site: &Site) -> impl PartialEq + std::fmt::Debug + use<> {
    let stories = format!("{:?} {:?} {:?}", site.stories, site.pages, site.texts);
    let lists = format!("{:?} {:?} {:?}", site.lists, site.calendar, site.segments);
    (stories, lists, format!("{:?} {:?} {:?}", site.held, site.files, site.due()))
}

fn outputs(model: &Model) -> Vec<Route> {
    plan(&model.site, &model.theme, 0).value
}

fn found(standing: &Standing) -> Vec<String> {
    let mut findings: Vec<_> = standing.findings().cloned().collect();
    sort(&mut findings);
    findings.iter().map(|finding| format!("{finding:?}")).collect()
}

fn preview(world: &Memory, standing: &Standing) -> Preview {
    Preview::new(Arc::new(world.clone()), standing.model().clone(), None).value
}

fn compare(world: &Memory, amended: &Standing) -> Result<(), TestCaseError> {
    let fresh = Standing::read(world, &request(), &mut Cache::default());
    prop_assert_eq!(seen(&amended.model.site), seen(&fresh.model.site));
    prop_assert_eq!(found(amended), found(&fresh));
    prop_assert_eq!(amended.next_due(), fresh.next_due());
    let routes = outputs(amended.model());
    prop_assert_eq!(&routes, &outputs(fresh.model()));
    if Count::of(&fresh.clashes).errors > 0 {
        return Ok(());
    }
    let (one, other) = (preview(world, amended), preview(world, &fresh));
    for (at, route) in routes.iter().enumerate() {
        let found = one.route(&route.address);
        prop_assert_eq!(found.as_ref().map(|found| &found.target), Some(&route.target), "at {}", route.address);
        if at % 5 == routes.len() % 5 {
            prop_assert!(one.render(route).value == other.render(route).value, "the bytes of {}", route.address);
        }
    }
    for nowhere in
        ["/nowhere.html", "/2026/13/", "/world/page/99/", "/tags/", "", "world", "/text/", "/world/index.html"]
    {
        let is_planned = routes.iter().any(|route| &*route.address == nowhere);
        prop_assert_eq!(one.route(nowhere).is_some(), is_planned, "at {}", nowhere);
    }
    Ok(())
}

fn config() -> ProptestConfig {
    let cases = std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(12);
    ProptestConfig { cases, failure_persistence: None, max_shrink_iters: 300, ..ProptestConfig::default() }
}

/// What of a project's outputs tells whether they have to be made again.
fn prints(routes: &[Route]) -> BTreeMap<String, Option<Fingerprint>> {
    routes.iter().map(|route| (route.file(), route.fingerprint)).collect()
}

/// What an amendment reaches brings the outputs before it to those after it.
fn follow(before: &[Route], amended: &Amended, standing: &Standing) -> Result<(), TestCaseError> {
    let after = outputs(standing.model());
    let Some(Reach { routes, gone }) = standing.reached(amended, 0) else { return Ok(()) };
    let mut followed = prints(before);
    for file in gone {
        prop_assert!(followed.remove(&file).is_some(), "{} was no output", file);
    }
    prop_assert!(routes.iter().all(|route| after.contains(route)), "an output that there is not");
    followed.extend(prints(&routes));
    prop_assert_eq!(followed, prints(&after));
    Ok(())
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn what_is_amended_is_what_would_be_read(
        settings in 0..SETTINGS.len(),
        changes in prop::collection::vec(prop::collection::vec(change(), 1..3), 1..25),
    ) {
        let start = apply(Memory::new(NOW.parse().unwrap()), &Change::Settings(settings)).0;
        let mut world = start.with("content/world/ferry.jpg", "no picture").with("content/town/plan.pdf", "%PDF");
        let mut cache = Cache::default().kept();
        let mut standing = Standing::read(&world, &request(), &mut cache);
        for changes in &changes {
            let mut changed = BTreeSet::new();
            for change in changes {
                let (after, path) = apply(world, change);
                world = after;
                changed.insert(path);
            }
            let before = outputs(standing.model());
            if let Some(amended) = standing.amend(&world, &request(), &mut cache, &changed) {
                compare(&world, &standing)?;
                follow(&before, &amended, &standing)?;
            } else {
                standing = Standing::read(&world, &request(), &mut cache);
            }
        }
    }
}

/// What a desk does all day is taken in without reading the rest.
#[test]
fn everyday_edits_are_amended() {
    let story = |title: &str, more: &str| format!("---\ntitle: {title}\ndate: 2026-03-02\n{more}---\nCalm.\n");
    let mut world = apply(Memory::new(NOW.parse().unwrap()), &Change::Settings(0)).0;
    for name in STORIES {
        world = world.with(format!("content/town/{name}.md"), story("Ferries run again", "tags: [Ports]\n"));
    }
    let mut cache = Cache::default().kept();
    let mut standing = Standing::read(&world, &request(), &mut cache);
    let ferry = "content/town/ferry.md";
    for (what, path, text) in [
        ("text", ferry, Some(story("Ferries run again", "tags: [Ports]\n") + "Still.")),
        ("headline", ferry, Some(story("Ferries stop", "tags: [Ports]\n"))),
        ("tags", ferry, Some(story("Ferries stop", "tags: [Boats]\n"))),
        ("section", ferry, Some(story("Ferries stop", "section: harbour\n"))),
        ("a mistake", ferry, Some(story("", ""))),
        ("the mistake mended", ferry, Some(story("Ferries stop", ""))),
        ("a draft", ferry, Some(story("Ferries stop", "draft: true\n"))),
        ("no draft", ferry, Some(story("Ferries stop", ""))),
        ("date", ferry, Some(story("Ferries stop", "").replace("03-02", "03-09"))),
        ("a new story", "content/harbour/new.md", Some(story("Quay opens", ""))),
        ("wire copy", "content/a.txt", Some("Tide\n\nTOWN, March 3 2026 (HN) - Calm.\n".into())),
        ("a page", "content/contact.md", Some("---\ntitle: Contact\n---\nWrite.\n".into())),
        ("a story is gone", "content/town/tide.md", None),
    ] {
        world = match text {
            Some(text) => world.with(path, text),
            None => world.without(path),
        };
        let changed = BTreeSet::from([path.to_owned()]);
        let before = outputs(standing.model());
        let amended = standing.amend(&world, &request(), &mut cache, &changed).expect(what);
        compare(&world, &standing).unwrap_or_else(|error| panic!("{what}: {error}"));
        follow(&before, &amended, &standing).unwrap_or_else(|error| panic!("{what}: {error}"));
    }
}

/// A topic that most stories spell otherwise has another name, in lists and feeds of stories that nobody touched.
#[test]
fn a_topic_that_is_spelt_otherwise_is_named_so_everywhere() {
    let story = |more: &str| format!("---\ntitle: Ferries run again\ndate: 2026-03-02\n{more}---\nCalm.\n");
    let mut world = apply(Memory::new(NOW.parse().unwrap()), &Change::Settings(0)).0;
    for (path, more) in [("town/ferry", "tags: [Ports]\n"), ("world/tide", "tags: [PORTS]\n"), ("world/bridge", "")] {
        world = world.with(format!("content/{path}.md"), story(more));
    }
    let mut cache = Cache::default().kept();
    let mut standing = Standing::read(&world, &request(), &mut cache);
    for (path, more) in [("world/bridge", "tags: [PORTS]\n"), ("world/bridge", ""), ("world/tide", "")] {
        let path = format!("content/{path}.md");
        world = world.with(path.clone(), story(more));
        let before = outputs(standing.model());
        let amended = standing.amend(&world, &request(), &mut cache, &[path.clone()].into()).expect(&path);
        follow(&before, &amended, &standing).unwrap_or_else(|error| panic!("{path}: {error}"));
    }
}

#[test]
fn a_folder_of_copy_that_comes_and_goes_is_noticed() {
    let bare = Memory::new(NOW.parse().unwrap()).with("book.toml", "[book]\ntitle = \"Harbour News\"\n");
    let (path, story) = ("content/ferry.md", "---\ntitle: Calm\ndate: 2026-03-14\n---\nCalm.\n");
    let mut cache = Cache::default().kept();
    let mut standing = None;
    for (world, errors) in [(bare.clone(), 1), (bare.clone().with(path, story), 0), (bare, 1)] {
        let next = next(&world, &request(), &mut cache, &mut standing, &BTreeSet::from([path.to_owned()]));
        assert_eq!(next.findings.len(), errors, "{:?}", next.findings);
    }
}

/// No file of it says that a folder is there.
#[test]
fn an_empty_folder_of_copy_that_comes_is_noticed() {
    let root = tempfile::tempdir().unwrap();
    std::fs::write(root.path().join("book.toml"), "[book]\ntitle = \"Harbour News\"\n").unwrap();
    let world = Disk::new(root.path(), NOW.parse().unwrap());
    let (mut cache, mut standing) = (Cache::default().kept(), None);
    let mut errors = || next(&world, &request(), &mut cache, &mut standing, &BTreeSet::new()).findings.len();
    assert_eq!(errors(), 1);
    std::fs::create_dir(root.path().join("content")).unwrap();
    assert_eq!(errors(), 0);
}

/// Where no file changes and nothing comes due, time passes all the same: news grows old.
#[test]
fn time_alone_brings_the_model_on() {
    let at = |now: &str| {
        let story = "---\ntitle: Calm\ndate: 2026-04-15 10:00\n---\nCalm.\n";
        Memory::new(now.parse().unwrap()).with("book.toml", "").with("content/calm.md", story)
    };
    let (mut cache, mut standing) = (Cache::default().kept(), None);
    for (now, news) in [("2026-04-15T12:00:00Z", 1), ("2026-04-16T12:00:00Z", 1), ("2026-04-18T12:00:00Z", 0)] {
        let next = next(&at(now), &request(), &mut cache, &mut standing, &BTreeSet::new()).value;
        assert_eq!(next.model.site.news().count(), news, "{now}");
    }
}

/// Numbers that come out the same each time.
fn numbers(mut state: u64) -> impl FnMut(usize) -> usize {
    move |below| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap_or_default() % below
    }
}

/// Among many stories an edit reaches few, and none that shows it is left out.
#[test]
fn edits_among_many_stories_reach_the_pages_that_show_them() {
    const STORIES: usize = 160;
    let mut next = numbers(7);
    let mut story = move || {
        let (day, month) = (next(28) + 1, next(3) + 1);
        let tags: Vec<_> = (0..next(4)).map(|_| format!("t{}", next(9))).collect();
        let series = if next(3) == 0 { format!("series: s{}\n", next(12)) } else { String::new() };
        let (title, section) = (next(60), next(3));
        format!(
            "---\ntitle: Title {title}\ndate: 2026-{month:02}-{day:02}\nsection: n{section}\ntags: [{}]\n{series}---\nCalm.\n",
            tags.join(", ")
        )
    };
    let settings = "[book]\ntitle = \"Harbour News\"\n[site]\nbase-url = \"https://news.example/\"\nper-page = 5\n";
    let mut world = Memory::new("2026-04-15T12:00:00Z".parse().unwrap()).with("book.toml", settings);
    let path = |at: usize| format!("content/story-{at}.md");
    for at in 0..STORIES {
        world = world.with(path(at), story());
    }
    let mut cache = Cache::default().kept();
    let mut standing = Standing::read(&world, &request(), &mut cache);
    let mut next = numbers(11);
    let (mut most, mut most_pages) = (0, 0);
    for step in 0..90 {
        let at = next(STORIES + 20);
        let titled = world.read(&path(at)).ok().filter(|_| step % 3 == 0).map(|text| {
            let text = String::from_utf8(text).unwrap();
            let (_, rest) = text.split_once("\ndate").unwrap();
            format!("---\ntitle: Headline {step}\ndate{rest}")
        });
        let is_titled = titled.is_some();
        world = match titled {
            Some(text) => world.with(path(at), text),
            None if next(4) == 0 => world.without(&path(at)),
            None => world.with(path(at), story()),
        };
        let before = outputs(standing.model());
        let Some(amended) = standing.amend(&world, &request(), &mut cache, &[path(at)].into()) else {
            standing = Standing::read(&world, &request(), &mut cache);
            continue;
        };
        follow(&before, &amended, &standing).unwrap_or_else(|error| panic!("step {step}: {error}"));
        let stories =
            |reach: Reach| reach.routes.iter().filter(|route| matches!(route.target, Target::Story(_))).count();
        let reach = standing.reached(&amended, 0);
        if let Some(reach) = reach.as_ref().filter(|_| is_titled) {
            // Lists hold the same stories at the same places: no page of them but the story's own is another.
            let is_page = |route: &&Route| matches!(route.target, Target::Numbered(..) | Target::SitemapIndex);
            most_pages = most_pages.max(reach.routes.iter().filter(is_page).count());
        }
        most = most.max(reach.map_or(0, stories));
    }
    assert!((1..9).contains(&most_pages), "{most_pages} pages of lists were reached at once");
    assert!(most > 10 && most < STORIES * 2 / 3, "{most} stories were reached at once");
}
