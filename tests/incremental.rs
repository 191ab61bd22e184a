//! The law of incremental builds: after any series of changes the output is a clean build's, byte
//! for byte.
//!
//! Random projects are changed in random ways, by a theme that asks the site in odd ways. After each
//! change one build goes on with what it remembers, one in a process that stands writes what the
//! change reaches, another starts from nothing, and the trees are compared. `PROPTEST_CASES` sets how
//! many projects there are.

#[path = "incremental/kept.rs"]
mod kept;

use dateline::build::{self, Cache, Request};
use dateline::diag::{Checked, Count};
use dateline::site::hold::Drafts;
use dateline::world::{Disk, Listing, Stamp, World};
use dateline::writer::{Seen, Writer};
use jiff::{SignedDuration, Timestamp};
use kept::Kept;
use proptest::prelude::*;
use std::cell::Cell;
use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;
use xxhash_rust::xxh3::xxh3_64;

/// Names of files: few, so that stories come back, move and meet.
const STORIES: [&str; 6] = ["ferry", "bridge", "market", "tide", "ferry.ru", "bridge.ru"];
const FOLDERS: [&str; 3] = ["world", "town", ""];
const TERMS: [&str; 4] = ["Ports", "ports", "PORTS", "Öresund"];

/// A change of a project.
#[derive(Debug, Clone)]
enum Change {
    Story { folder: usize, name: usize, wire: bool, text: Text },
    Remove { folder: usize, name: usize },
    Move { from: usize, to: usize, name: usize },
    Picture { name: usize, shot: u8 },
    PictureGone { name: usize },
    PicturesSwap { from: usize, to: usize },
    Page { title: usize, body: usize },
    Template { name: usize, mark: usize },
    Settings { per_page: usize, title: usize, base: usize, archive: bool, russian: usize },
    Clock { hours: i64 },
    HandEdit { nth: usize },
    HandRemove { nth: usize },
    LoseCache,
    DamageCache { at: usize },
    OtherProgram { program: u64 },
    Nothing,
}

#[derive(Debug, Clone)]
struct Text {
    title: usize,
    day: u8,
    tags: Vec<usize>,
    author: usize,
    deck: bool,
    body: usize,
    link: usize,
    held: usize,
    lead: usize,
}

fn text() -> impl Strategy<Value = Text> {
    let tags = prop::collection::vec(0..TERMS.len(), 0..3);
    (0..4usize, 1..28u8, tags, 0..3usize, any::<bool>(), 0..4usize, 0..6usize, 0..6usize, 0..12usize).prop_map(
        |(title, day, tags, author, deck, body, link, held, lead)| Text {
            title,
            day,
            tags,
            author,
            deck,
            body,
            link,
            held,
            lead,
        },
    )
}

fn change() -> impl Strategy<Value = Change> {
    let (folder, name) = (0..FOLDERS.len(), 0..STORIES.len());
    prop_oneof![
        8 => (folder.clone(), name.clone(), any::<bool>(), text())
            .prop_map(|(folder, name, wire, text)| Change::Story { folder, name, wire, text }),
        2 => (folder.clone(), name.clone()).prop_map(|(folder, name)| Change::Remove { folder, name }),
        2 => (folder.clone(), folder, name.clone()).prop_map(|(from, to, name)| Change::Move { from, to, name }),
        4 => (name.clone(), 0..7u8).prop_map(|(name, shot)| Change::Picture { name, shot }),
        1 => name.clone().prop_map(|name| Change::PictureGone { name }),
        1 => (name.clone(), name).prop_map(|(from, to)| Change::PicturesSwap { from, to }),
        1 => (0..3usize, 0..3usize).prop_map(|(title, body)| Change::Page { title, body }),
        2 => (0..TEMPLATES.len(), 0..3usize).prop_map(|(name, mark)| Change::Template { name, mark }),
        1 => (2..4usize, 0..2usize, 0..3usize, any::<bool>(), 0..3usize).prop_map(
            |(per_page, title, base, archive, russian)| Change::Settings { per_page, title, base, archive, russian }
        ),
        2 => (-200..400i64).prop_map(|hours| Change::Clock { hours }),
        1 => any::<usize>().prop_map(|nth| Change::HandEdit { nth }),
        1 => any::<usize>().prop_map(|nth| Change::HandRemove { nth }),
        1 => Just(Change::LoseCache),
        1 => any::<usize>().prop_map(|at| Change::DamageCache { at }),
        1 => (0..2u64).prop_map(|program| Change::OtherProgram { program }),
        1 => Just(Change::Nothing),
    ]
}

/// The templates of the odd theme, over the default one.
const TEMPLATES: [(&str, &str); 5] = [
    (
        "story.html",
        "{% extends \"default/story.html\" %}{% block main %}MARK{{ super() }}\
         {% for other in stories(tag=\"ports\", limit=2) %}<i>{{ other.title }} {{ other.date.day }}</i>{% endfor %}\
         {% include \"odd.html\" %}{% endblock %}",
    ),
    ("odd.html", "<b>MARK{% for term in terms(of=\"tags\") %}{{ term.title }} {{ term.count }} {% endfor %}</b>"),
    (
        "404.html",
        "{% extends \"default/404.html\" %}{% block main %}MARK\
         {% for other in stories(section=\"world\", author=\"Ana Reis\", offset=1) %}{{ other.description }}{% endfor %}\
         {% for section in sections() %}{{ section.title }} {{ section.count }}{% endfor %}{% endblock %}",
    ),
    (
        "card.svg",
        "<svg xmlns='http://www.w3.org/2000/svg' width='12' height='6'>{{ text(value='MARK' ~ card.title ~ card.site ~ \
         (card.section or '') ~ (card.place or '') ~ (card.date or '') ~ card.description, x=0, y=0, width=12, \
         height=6, size=5, font='sans', lang=card.language, dir=card.direction) | safe }}</svg>",
    ),
    (
        "list.html",
        "{% extends \"default/list.html\" %}{% block main %}MARK{{ super() }}\
         {% if list.number %}{% for other in stories(limit=1) %}{{ other.url }}{% endfor %}{% endif %}{% endblock %}",
    ),
];

struct Project {
    folder: tempfile::TempDir,
    now: Timestamp,
    program: u64,
    /// How many builds went on where the last one had ended.
    resumed: Cell<usize>,
}

impl Project {
    fn new() -> Self {
        let (folder, now) = (tempfile::tempdir().unwrap(), "2026-03-15T12:00:00Z".parse().unwrap());
        let project = Self { folder, now, program: 0, resumed: Cell::new(0) };
        project.write("themes/odd/theme.toml", "");
        for at in 0..TEMPLATES.len() {
            project.template(at, 0);
        }
        project.settings(2, 0, 0, true, 2);
        project
    }

    fn root(&self) -> &Path {
        self.folder.path()
    }

    fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        let path = self.root().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn template(&self, at: usize, mark: usize) {
        let (name, text) = TEMPLATES[at];
        self.write(&format!("themes/odd/templates/{name}"), text.replace("MARK", &"!".repeat(mark)));
    }

    fn settings(&self, per_page: usize, title: usize, base: usize, archive: bool, russian: usize) {
        let title = ["Harbour News", "The Harbour"][title];
        let base = ["base-url = \"https://news.example.org/\"", "base-url = \"/news/\"", ""][base];
        let outputs = if archive {
            ""
        } else {
            "[outputs]\npages = [\"tags\", \"authors\"]\n[pictures]\nformats = [\"original\"]\n"
        };
        let russian = ["", "[languages.ru]\n", "[languages.ru]\nmissing = \"fall-back\"\n"][russian];
        let text = format!(
            "[book]\ntitle = \"{title}\"\n[site]\ntheme = \"odd\"\nper-page = {per_page}\nfeed-items = 3\n{base}\n\
             {outputs}{russian}"
        );
        self.write("book.toml", text);
    }

    fn story(&self, folder: usize, name: usize, wire: bool, text: &Text) {
        let title =
            format!("{} {}", ["Ferries run again", "Bridge opens", "Märkte schließen", "Tide"][text.title], name);
        let body = ["Calm.", "Calm.\n\n## Next day\n\nCalm still.", "“Good,” said Ana Reis.", "A *word*."][text.body];
        let link = match text.link {
            at @ 0..4 => format!("\n\n[more]({}.md) ![{at}]({}.jpg)", STORIES[at], STORIES[at]),
            4 => "\n\n[world](/world/)".into(),
            _ => String::new(),
        };
        let path = path(folder, name);
        if wire {
            let text = format!("{title}\n\nHARBOUR TOWN, March {} 2026 (Harbour News) - {body}\n", text.day);
            self.write(&format!("{path}.txt"), text);
            return;
        }
        let tags: Vec<_> = text.tags.iter().map(|tag| format!("\"{}\"", TERMS[*tag])).collect();
        let author = ["", "authors: [Ana Reis]\n", "authors: [Bo Lund, Ana Reis]\n"][text.author];
        let deck = if text.deck { "description: What happened at the port\n" } else { "" };
        let held = ["", "", "", "draft: true\n", "embargo: 2026-03-20 06:00\n", "expires: 2026-03-18\n"][text.held];
        let lead = match text.lead {
            at @ 0..4 => format!("image: {}.jpg\nimage-focus: 30% {at}%\n", STORIES[at]),
            _ => String::new(),
        };
        let front = format!(
            "title: {title}\ndate: 2026-03-{:02}\ntags: [{}]\n{author}{deck}{held}{lead}aliases: [/old/{name}.html]\n",
            text.day,
            tags.join(", ")
        );
        self.write(&format!("{path}.md"), format!("---\n{front}---\n{body}{link}\n"));
    }

    fn apply(&mut self, change: &Change) {
        match change {
            Change::Story { folder, name, wire, text } => self.story(*folder, *name, *wire, text),
            Change::Remove { folder, name } => {
                for ending in ["md", "txt"] {
                    let _ = fs::remove_file(self.root().join(format!("{}.{ending}", path(*folder, *name))));
                }
            }
            Change::Move { from, to, name } => {
                let to = self.root().join(format!("{}.md", path(*to, *name)));
                fs::create_dir_all(to.parent().unwrap()).unwrap();
                let _ = fs::rename(self.root().join(format!("{}.md", path(*from, *name))), to);
            }
            Change::Picture { name, shot } => self.write(&picture_path(*name), picture(*shot)),
            Change::PictureGone { name } => drop(fs::remove_file(self.root().join(picture_path(*name)))),
            Change::PicturesSwap { from, to } => {
                let [a, b, aside] =
                    [picture_path(*from), picture_path(*to), "aside".into()].map(|it| self.root().join(it));
                let _ = fs::rename(&a, &aside);
                let _ = fs::rename(&b, &a);
                let _ = fs::rename(&aside, &b);
            }
            Change::Page { title, body } => {
                let text = format!("---\ntitle: About {title}\n---\nWe are here.{}\n", "!".repeat(*body));
                self.write("content/about.md", text);
            }
            Change::Template { name, mark } => self.template(*name, *mark),
            Change::Settings { per_page, title, base, archive, russian } => {
                self.settings(*per_page, *title, *base, *archive, *russian);
            }
            Change::Clock { hours } => self.now += SignedDuration::from_hours(*hours),
            Change::HandEdit { nth } => {
                if let Some(file) = self.nth_output(*nth) {
                    let mut bytes = fs::read(&file).unwrap();
                    bytes.iter_mut().take(1).for_each(|byte| *byte ^= 1);
                    fs::write(file, bytes).unwrap();
                }
            }
            Change::HandRemove { nth } => drop(self.nth_output(*nth).map(fs::remove_file)),
            Change::LoseCache => drop(fs::remove_dir_all(self.root().join(".dateline"))),
            Change::DamageCache { at } => {
                for name in ["copy", "pages", "pictures"] {
                    let file = self.root().join(".dateline").join(name);
                    if let Ok(mut bytes) = fs::read(&file) {
                        let at = at % bytes.len();
                        bytes[at] ^= 0x20;
                        fs::write(file, bytes).unwrap();
                    }
                }
            }
            Change::OtherProgram { program } => self.program = *program,
            Change::Nothing => {}
        }
    }

    fn nth_output(&self, nth: usize) -> Option<std::path::PathBuf> {
        let files: Vec<_> = tree(&self.root().join("public")).into_keys().collect();
        (!files.is_empty()).then(|| self.root().join("public").join(&files[nth % files.len()]))
    }

    /// Builds into a folder; whether the site was written, and what was found.
    fn build(&self, out: &str, mut cache: Cache) -> (bool, Vec<String>) {
        let world = Stamped(Disk::new(self.root(), self.now));
        let request = Request { drafts: Drafts::Hold, base_url: None };
        let out = self.root().join(out);
        let mut seen = cache.may_resume().then(|| Seen::of(&out)).flatten();
        let Checked { value: mut next, mut findings } = build::resume::load(&world, &request, &mut cache);
        let mut written = false;
        if Count::of(&findings).errors == 0 {
            let mut writer = || Writer::open_seen(&out, seen.take()).unwrap();
            let resumed =
                next.is_resumed().then(|| build::resume::write(&world, &mut next, &mut cache, writer()).unwrap());
            let outcome =
                resumed.flatten().inspect(|_| self.resumed.set(self.resumed.get() + 1)).unwrap_or_else(|| {
                    let loaded = next.whole(&mut cache);
                    build::write(&world, &loaded, &mut cache, writer(), &|| ()).unwrap()
                });
            written = outcome.written.is_some();
            findings.extend(outcome.findings.into_iter().filter(|finding| finding.code != "changed-output"));
        }
        dateline::diag::sort(&mut findings);
        (written, findings.iter().map(|finding| format!("{finding:?}")).collect())
    }
}

/// The world on disk, where every file has a stamp at once: a real one is believed only when the file
/// has rested for a while.
struct Stamped(Disk);

impl World for Stamped {
    fn read(&self, path: &str) -> io::Result<Vec<u8>> {
        self.0.read(path)
    }

    fn files(&self, folder: &str) -> Listing {
        let mut listing = self.0.files(folder);
        for file in &mut listing.files {
            let inode = self.read(&file.path).map(|bytes| xxh3_64(&bytes)).unwrap_or_default();
            file.stamp = Some(Stamp::of(inode, file.size, (0, 0)));
        }
        listing
    }

    fn now(&self) -> Timestamp {
        self.0.now()
    }
}

fn picture_path(name: usize) -> String {
    format!("content/world/{}.jpg", STORIES[name])
}

/// A picture of a size of its own; some are broken.
fn picture(shot: u8) -> Vec<u8> {
    let side = match shot {
        0 => return b"no picture".to_vec(),
        1 => return b"GIF89a".to_vec(),
        2..5 => return photo(shot),
        shot => shot,
    };
    let head = [b"GIF89a".as_slice(), &[side, 0, 1, 0, 0x80, 0, 0, 0, 0, 0, 0xFF, 0xFF, 0xFF]].concat();
    let words = b"\x21\xFE\x01!\0";
    [&head, words.as_slice(), b"\x2C\0\0\0\0\x01\0\x01\0\0\x02\x02\x44\x01\0\x3B"].concat()
}

/// A grey JPEG, 16 wide and 8 high, of which copies are made; its bytes differ by `shot`.
fn photo(shot: u8) -> Vec<u8> {
    let part = |mark: u8, data: &[u8]| {
        [&[0xFF, mark], u16::try_from(data.len() + 2).unwrap().to_be_bytes().as_slice(), data].concat()
    };
    let one_code = |class: u8| [&[class, 1][..], &[0; 15], &[0]].concat();
    [
        vec![0xFF, 0xD8],
        part(0xDB, &[&[0][..], &[shot; 64]].concat()),
        part(0xC0, &[8, 0, 8, 0, 16, 1, 1, 0x11, 0]),
        part(0xC4, &one_code(0x00)),
        part(0xC4, &one_code(0x10)),
        part(0xDA, &[1, 1, 0, 0, 63, 0]),
        vec![0x0F, 0xFF, 0xD9],
    ]
    .concat()
}

fn path(folder: usize, name: usize) -> String {
    format!("content/{}/{}", FOLDERS[folder], STORIES[name]).replace("//", "/")
}

/// Every file below a folder that is the site's, with its bytes.
fn tree(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let files = walkdir::WalkDir::new(folder).into_iter().filter_map(Result::ok).filter(|it| it.file_type().is_file());
    files
        .map(|file| {
            (file.path().strip_prefix(folder).unwrap().to_string_lossy().into_owned(), fs::read(file.path()).unwrap())
        })
        .filter(|(path, _)| !path.starts_with(".dateline"))
        .collect()
}

fn config() -> ProptestConfig {
    let cases = std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(16);
    ProptestConfig { cases, failure_persistence: None, max_shrink_iters: 30, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn an_incremental_build_is_a_clean_build(changes in prop::collection::vec(change(), 1..40)) {
        let mut project = Project::new();
        let mut standing = Kept::new(project.program);
        for (step, change) in changes.iter().enumerate() {
            project.apply(change);
            let kept = project.build("public", Cache::of_project(project.root(), project.program));
            let _ = fs::remove_dir_all(project.root().join("clean"));
            let clean = project.build("clean", Cache::in_memory(project.program));
            prop_assert_eq!(&kept, &clean, "findings after step {}: {:?}", step, change);
            prop_assert_eq!(&standing.build(&project), &clean, "findings in one process after step {}: {:?}", step, change);
            if kept.0 {
                let clean = tree(&project.root().join("clean"));
                for folder in ["public", kept::OUT] {
                    let other = tree(&project.root().join(folder));
                    let is_other = |path: &&String| other.get(*path) != clean.get(*path);
                    let differ: Vec<_> = other.keys().chain(clean.keys()).filter(is_other).collect();
                    prop_assert!(differ.is_empty(), "{folder} after step {step}, {change:?}: {differ:?}");
                }
            }
        }
    }
}

/// What goes on where the last build ended, and what is planned anew.
#[test]
fn a_text_and_a_headline_are_taken_from_where_the_last_build_ended() {
    let mut project = Project::new();
    project.settings(2, 0, 0, true, 0);
    let calm =
        |title, body| Text { title, day: 3, tags: vec![0], author: 1, deck: true, body, link: 5, held: 0, lead: 5 };
    let picture = Text { lead: 0, ..calm(0, 0) };
    project.story(0, 1, false, &calm(0, 0));
    for (what, change, is_resumed) in [
        ("the first build", Change::Story { folder: 0, name: 0, wire: false, text: calm(0, 0) }, false),
        ("nothing", Change::Nothing, true),
        ("a text", Change::Story { folder: 0, name: 0, wire: false, text: calm(0, 1) }, true),
        ("a headline", Change::Story { folder: 0, name: 0, wire: false, text: calm(1, 1) }, true),
        ("an hour", Change::Clock { hours: 1 }, true),
        ("a new story", Change::Story { folder: 1, name: 2, wire: false, text: calm(2, 0) }, false),
        ("nothing", Change::Nothing, true),
        ("tags", Change::Story { folder: 1, name: 2, wire: false, text: Text { tags: vec![3], ..calm(2, 0) } }, false),
        ("a file changed by hand", Change::HandEdit { nth: 4 }, false),
        ("a file removed by hand", Change::HandRemove { nth: 4 }, false),
        ("a template", Change::Template { name: 0, mark: 3 }, false),
        ("a setting", Change::Settings { per_page: 3, title: 0, base: 0, archive: true, russian: 0 }, false),
        ("another program", Change::OtherProgram { program: 1 }, false),
        ("a picture", Change::Story { folder: 1, name: 2, wire: false, text: picture }, false),
        ("another hour", Change::Clock { hours: -2 }, false),
        ("no cache", Change::LoseCache, false),
        ("nothing", Change::Nothing, true),
    ] {
        project.apply(&change);
        let before = project.resumed.get();
        project.build("public", Cache::of_project(project.root(), project.program));
        assert_eq!(project.resumed.get() > before, is_resumed, "{what}");
        let _ = fs::remove_dir_all(project.root().join("clean"));
        project.build("clean", Cache::in_memory(project.program));
        assert!(tree(&project.root().join("public")) == tree(&project.root().join("clean")), "{what}");
    }
}
