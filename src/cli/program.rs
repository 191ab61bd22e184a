//! Which program this is.

use crate::build::cache::FOLDER;
use crate::cache::log::Log;
use crate::world::{Stamp, stamp_at};
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;
use xxhash_rust::xxh3::{Xxh3, xxh3_64};

/// How much of the program is in memory at a time.
const PART: usize = 1 << 18;

/// What tells this build of the program from any other: its own bytes, since another version, or one
/// that was built otherwise, may read copy and make pages otherwise. Where they cannot be read, the
/// version has to do. They are known again by the file's stamp, which a project's folder remembers.
pub(super) fn identity(project: &Path) -> u64 {
    let version = xxh3_64(env!("CARGO_PKG_VERSION").as_bytes());
    let Ok(program) = std::env::current_exe() else { return version };
    let folder = project.join(FOLDER);
    let (stamp, known) = (stamp_at(&program), Log::new(folder.join("program"), u128::from(version)));
    if let Some(identity) = stamp.and_then(|stamp| remembered(&known, stamp)) {
        return identity;
    }
    let Ok(identity) = own_bytes(&program) else { return version };
    if let Some(stamp) = stamp.filter(|_| folder.is_dir()) {
        // What cannot be written costs only time.
        let _ = known.replace(&[(stamp, identity)]);
    }
    identity
}

/// What is remembered of a program with a stamp.
fn remembered(known: &Log, stamp: Stamp) -> Option<u64> {
    let mut identity = None;
    known.read(|(of, is): (Stamp, u64)| identity = (of == stamp).then_some(is));
    identity
}

/// A hash of the program's own bytes, which are never whole in memory.
fn own_bytes(program: &Path) -> io::Result<u64> {
    let mut program = File::open(program)?;
    let (mut hash, mut part) = (Xxh3::new(), vec![0; PART]);
    loop {
        match program.read(&mut part)? {
            0 => return Ok(hash.digest()),
            read => hash.update(&part[..read]),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_remembered_of_a_program_counts_for_the_file_with_its_stamp_alone() {
        let project = tempfile::tempdir().unwrap();
        std::fs::create_dir(project.path().join(FOLDER)).unwrap();
        let own = identity(project.path());
        let version = u128::from(xxh3_64(env!("CARGO_PKG_VERSION").as_bytes()));
        let known = Log::new(project.path().join(FOLDER).join("program"), version);
        // A program that was just built may have any stamp.
        let Some(stamp) = stamp_at(&std::env::current_exe().unwrap()) else { return };
        assert_eq!(remembered(&known, stamp), Some(own));
        assert_eq!(remembered(&known, Stamp::of(1, 2, (3, 4))), None);
        assert_eq!(identity(project.path()), own);
    }
}
