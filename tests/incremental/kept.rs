//! A process that builds again and again, as `dateline watch` does: it takes in the files that changed and
//! writes what they reach.

use super::{Project, Stamped, tree};
use dateline::build::standing::{self, Standing};
use dateline::build::{self, Cache, Request};
use dateline::diag::{Checked, Count};
use dateline::world::Disk;
use dateline::writer::{Left, Writer};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;

/// The folder that it writes to.
pub(super) const OUT: &str = "kept";

/// What stands between two builds.
pub(super) struct Kept {
    program: u64,
    cache: Cache,
    standing: Option<Standing>,
    left: Option<Left>,
    seen: BTreeMap<String, Vec<u8>>,
    /// How many times only a part was written.
    pub(super) parts: usize,
}

impl Kept {
    /// A process that has just started.
    pub(super) fn new(program: u64) -> Self {
        let (standing, left, seen) = Default::default();
        Self { program, cache: Cache::in_memory(program).kept(), standing, left, seen, parts: 0 }
    }

    /// Builds; whether the site was written, and what was found.
    pub(super) fn build(&mut self, project: &Project) -> (bool, Vec<String>) {
        if self.program != project.program {
            *self = Self { parts: self.parts, ..Self::new(project.program) };
        }
        let changed = self.changed(project);
        let world = Stamped(Disk::new(project.root(), project.now));
        let (cache, left) = (&mut self.cache, self.left.take());
        let Checked { value: mut next, mut findings } =
            standing::next(&world, &Request::default(), cache, &mut self.standing, &changed);
        let mut written = false;
        if Count::of(&findings).errors == 0 {
            let out = project.root().join(OUT);
            let part = left.zip(next.reach()).and_then(|(left, reach)| {
                let writer = Writer::open_part(&out, left, &reach.gone).unwrap()?;
                Some(build::write_part(&world, &next.model, reach, cache, writer).unwrap())
            });
            self.parts += usize::from(part.is_some());
            let outcome = part.unwrap_or_else(|| {
                let loaded = next.whole(cache);
                build::write(&world, &loaded, cache, Writer::open(&out).unwrap(), &|| ()).unwrap()
            });
            written = outcome.written.is_some();
            self.left = outcome.left;
            findings.extend(outcome.findings);
        }
        dateline::diag::sort(&mut findings);
        (written, findings.iter().map(|finding| format!("{finding:?}")).collect())
    }

    /// Which files of the project hold other words than at the last build.
    fn changed(&mut self, project: &Project) -> BTreeSet<String> {
        let mut seen = BTreeMap::new();
        for folder in ["content", "themes"] {
            let files = tree(&project.root().join(folder));
            seen.extend(files.into_iter().map(|(path, bytes)| (format!("{folder}/{path}"), bytes)));
        }
        seen.insert("book.toml".into(), fs::read(project.root().join("book.toml")).unwrap());
        let before = std::mem::replace(&mut self.seen, seen);
        let all: BTreeSet<&String> = before.keys().chain(self.seen.keys()).collect();
        all.into_iter().filter(|path| before.get(*path) != self.seen.get(*path)).cloned().collect()
    }
}
