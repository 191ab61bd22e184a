//! What goes wrong at every kind of destination: runs that are killed, disks that are full.

use crate::desk::Desk;
use crate::room::built;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// A destination's files.
pub(crate) type Tree = BTreeMap<String, Vec<u8>>;

/// Publishes again and again, ends each run at another of its moments, and lets the next one finish it.
/// No file is ever half there: each is of the old site or of the new one.
pub(crate) fn killed_at_any_moment(
    desk: &Desk,
    steps: u32,
    start: &dyn Fn() -> Command,
    finish: &dyn Fn(),
    standing: &dyn Fn() -> Tree,
) {
    let stories = |word: &str| {
        for at in 0..40 {
            desk.story(&format!("s{}/n{at}.md", at % 5), &format!("{word} {at}"), "2026-01-01", "tags: [x]\n", word);
        }
        desk.build();
        built(desk)
    };
    let mut old = stories("old");
    let begin = Instant::now();
    finish();
    let whole = begin.elapsed();
    assert_eq!(standing(), old);
    let mut cut = 0;
    for step in 0..steps {
        let new = stories(if step % 2 == 0 { "new" } else { "old" });
        cut += usize::from(killed(&mut start(), whole * step / steps));
        for (path, bytes) in settled(standing) {
            let is_whole = [&old, &new].iter().any(|site| site.get(&path) == Some(&bytes));
            assert!(is_whole, "`{path}` is of no site after {step}");
        }
        finish();
        assert_eq!(standing(), new, "after {step}");
        old = new;
    }
    assert!(cut > 0, "no run was cut off");
}

/// What stands once the other end has noticed that nobody sends any more.
fn settled(standing: &dyn Fn() -> Tree) -> Tree {
    let mut seen = standing();
    loop {
        std::thread::sleep(Duration::from_millis(100));
        let now = standing();
        if now == seen {
            return now;
        }
        seen = now;
    }
}

/// Starts a run and ends it, with all that it started, after a while; whether it was still at work.
fn killed(run: &mut Command, after: Duration) -> bool {
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(run, 0);
    let mut run = run.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    std::thread::sleep(after);
    let was_at_work = run.try_wait().unwrap().is_none();
    if was_at_work {
        let group = format!("-{}", run.id());
        let _ = Command::new("kill").args(["-9", "--", &group]).stderr(Stdio::null()).status();
        let _ = run.kill();
    }
    run.wait().unwrap();
    was_at_work
}

/// Two desks publish to one place at the same moment: each is told what became of it, what stands is whole
/// and of one of them, and whoever was not let in publishes after it.
pub(crate) fn two_at_once(
    desks: [&Desk; 2],
    start: &dyn Fn(&Desk) -> Command,
    finish: &dyn Fn(&Desk),
    standing: &dyn Fn() -> Tree,
) {
    for round in 0..3 {
        for (at, desk) in desks.into_iter().enumerate() {
            let words = format!("Words of desk {at}, round {round}.");
            desk.story("land/kites.md", "Kites fly", "2026-02-06", "", &words);
            desk.build();
        }
        let runs = desks.map(|desk| start(desk).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap());
        let ends = runs.map(|run| run.wait_with_output().unwrap());
        let said = ends.each_ref().map(|end| String::from_utf8_lossy(&end.stderr).into_owned());
        for (end, said) in ends.iter().zip(&said) {
            let is_told = ["is publishing there", "somebody else published meanwhile"];
            assert!(end.status.success() || is_told.iter().any(|told| said.contains(told)), "{round}: {said}");
        }
        assert!(ends.iter().any(|end| end.status.success()), "nobody published in {round}: {said:?}");
        let stands = standing();
        assert!(desks.iter().any(|desk| stands == built(desk)), "no desk's site stands after {round}");
        for desk in desks {
            finish(desk);
            assert_eq!(standing(), built(desk), "after {round}");
        }
    }
}

/// A small disk, unmounted with its test. Only root may make one: where `DATELINE_PROGRAMS` is set, one that
/// cannot be had is a failure; elsewhere its tests say nothing.
pub(crate) struct SmallDisk(PathBuf);

impl SmallDisk {
    pub(crate) fn at(place: &Path, size: &str) -> Option<Self> {
        std::fs::create_dir_all(place).unwrap();
        let options = format!("size={size}");
        let mounted = Command::new("mount").args(["-t", "tmpfs", "-o", &options, "tmpfs"]).arg(place).output();
        let is_mounted = mounted.is_ok_and(|mounted| mounted.status.success());
        let is_needed = std::env::var_os("DATELINE_PROGRAMS").is_some();
        assert!(is_mounted || !is_needed, "DATELINE_PROGRAMS is set and no disk can be mounted");
        is_mounted.then(|| Self(place.to_owned()))
    }

    pub(crate) fn grow(&self) {
        assert!(Command::new("mount").args(["-o", "remount,size=40m"]).arg(&self.0).status().unwrap().success());
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(&self.0).status();
    }
}

/// Bytes that no compression makes fewer.
pub(crate) fn noise(len: usize, mut seed: u64) -> Vec<u8> {
    let mut byte = || {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        (seed >> 32) as u8
    };
    (0..len).map(|_| byte()).collect()
}

/// Puts many small files beside the site.
pub(crate) fn many_files(desk: &Desk, count: usize) {
    for at in 0..count {
        desk.file(&format!("public/many/{}/n{at}.png", at % 100), at.to_string());
    }
}
