//! The watch on the real file system: real programs where they are installed, else the calls that
//! they make.

mod bulk;
mod folders;
mod saves;

use super::{How, Patience, Wake, Watch};
use jiff::{SignedDuration, Timestamp};
use std::collections::BTreeSet;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;
use tempfile::TempDir;

/// A project that is watched.
struct Desk {
    folder: TempDir,
    watch: Watch,
    marks: usize,
}

/// What these tests wait for comes at once; this ends a test that hangs.
fn hang() -> Timestamp {
    Timestamp::now() + SignedDuration::from_secs(60)
}

impl Desk {
    fn new() -> Self {
        Self::with(How::Events, |_| {})
    }

    fn with(how: How, prepare: impl FnOnce(&Path)) -> Self {
        let folder = tempfile::tempdir().unwrap();
        for (path, text) in [("book.toml", "[book]\n"), ("content/world/a.md", "first\n"), ("content/b.txt", "wire\n")]
        {
            let path = folder.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        prepare(folder.path());
        let inputs = ["book.toml", "content", "themes"].map(str::to_owned).to_vec();
        // A busy machine may stop a program for longer than a person takes for a moment.
        let (back, writing, longest) = (Duration::from_millis(400), Duration::from_secs(30), Duration::from_secs(60));
        let patience = Patience { back, writing, longest, ..Patience::default() };
        let watch = Watch::with_patience(folder.path(), inputs, how, patience).unwrap();
        Self { folder, watch, marks: 0 }
    }

    fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    fn write(&self, path: &str, text: &str) {
        fs::create_dir_all(self.path(path).parent().unwrap()).unwrap();
        fs::write(self.path(path), text).unwrap();
    }

    fn rename(&self, from: &str, to: &str) {
        fs::rename(self.path(from), self.path(to)).unwrap();
    }

    /// Waits until every one of these paths was told, and nothing else.
    fn expect(&mut self, paths: &[&str]) {
        let wanted: BTreeSet<String> = paths.iter().map(|path| (*path).to_owned()).collect();
        let mut told = BTreeSet::new();
        while told != wanted {
            match self.watch.wait(Some(hang())) {
                Wake::Changed(changed) => {
                    assert!(changed.is_subset(&wanted), "expected {wanted:?}, told of {changed:?}");
                    told.extend(changed);
                }
                other => panic!("expected {wanted:?}, told of {told:?}, then {other:?}"),
            }
        }
    }

    /// Expects that nothing has changed until now: what is written now is told first.
    fn expect_nothing(&mut self) {
        self.marks += 1;
        let mark = format!("content/mark-{}.md", self.marks);
        self.write(&mark, "mark");
        self.expect(&[&mark]);
    }

    fn run(&self, program: &str, args: &[&str]) {
        let output = Command::new(program).args(args).current_dir(self.folder.path()).output().unwrap();
        assert!(output.status.success(), "{program}: {}", String::from_utf8_lossy(&output.stderr));
    }
}

/// Whether a program is there to be tried. Where it is not, that is said past the test harness, which
/// hides what a test that passes prints; where `DATELINE_PROGRAMS` is set, as it is in the project's
/// own checks, it is a failure.
fn is_installed(program: &str) -> bool {
    let is_there = Command::new(program).arg("--version").output().is_ok();
    if !is_there {
        assert!(std::env::var_os("DATELINE_PROGRAMS").is_none(), "`{program}` is not installed");
        let mut terminal = fs::OpenOptions::new().append(true).open("/dev/stderr");
        let _ =
            terminal.as_mut().map(|out| writeln!(out, "NOT TESTED: the watch with `{program}`: it is not installed"));
    }
    is_there
}

#[test]
fn a_wait_ends_when_it_is_due_or_somebody_says_so() {
    let mut desk = Desk::new();
    assert_eq!(desk.watch.wait(Some(Timestamp::now())), Wake::Due);
    assert_eq!(desk.watch.wait(Some(Timestamp::now() + SignedDuration::from_millis(30))), Wake::Due);
    desk.watch.stopper().stop();
    assert_eq!(desk.watch.wait(None), Wake::Stopped);
}

#[test]
fn polling_sees_the_same() {
    let mut desk = Desk::with(How::Poll, |_| {});
    assert_eq!(desk.watch.polls(), Some("it was asked for"));
    desk.write("content/world/a.md", "second\n");
    desk.expect(&["content/world/a.md"]);
    desk.write("content/new/deep/c.md", "new\n");
    desk.expect(&["content/new/deep/c.md"]);
    desk.rename("content/new", "content/old");
    desk.expect(&["content/new/deep/c.md", "content/old/deep/c.md"]);
    fs::remove_dir_all(desk.path("content/old")).unwrap();
    desk.expect(&["content/old/deep/c.md"]);
    desk.write("book.toml", "[book]\ntitle = \"x\"\n");
    desk.expect(&["book.toml"]);
    desk.expect_nothing();
}

#[test]
fn where_events_end_the_files_are_looked_at_instead() {
    let mut desk = Desk::new();
    desk.watch.hear(Err(notify::Error::new(notify::ErrorKind::MaxFilesWatch)));
    assert!(desk.watch.polls().is_some_and(|why| why.contains("max_user_watches")));
    desk.write("content/world/a.md", "second\n");
    desk.expect(&["content/world/a.md"]);
    desk.write("content/world/a.md", "third\n");
    desk.expect(&["content/world/a.md"]);
}

#[test]
fn where_events_were_lost_everything_is_looked_at() {
    let mut desk = Desk::new();
    desk.write("content/new/c.md", "new\n");
    let lost = notify::Event::new(notify::EventKind::Other).set_flag(notify::event::Flag::Rescan);
    // What was heard until then is forgotten.
    while desk.watch.messages.recv_timeout(Duration::from_millis(100)).is_ok() {}
    desk.watch.hear(Ok(lost));
    desk.expect(&["content/new/c.md"]);
    desk.write("content/new/c.md", "and heard\n");
    desk.expect(&["content/new/c.md"]);
    desk.expect_nothing();
}

#[test]
fn events_are_used_where_they_come() {
    assert_eq!(Desk::new().watch.polls(), None);
}
