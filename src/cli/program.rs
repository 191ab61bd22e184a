//! Which program this is.

use std::fs::File;
use std::io::{self, Read};
use xxhash_rust::xxh3::{Xxh3, xxh3_64};

/// How much of the program is in memory at a time.
const PART: usize = 1 << 18;

/// What tells this build of the program from any other: its own bytes, since another version, or one
/// that was built otherwise, may read copy and make pages otherwise. Where they cannot be read, the
/// version has to do.
pub(super) fn identity() -> u64 {
    own_bytes().unwrap_or_else(|_| xxh3_64(env!("CARGO_PKG_VERSION").as_bytes()))
}

/// A hash of the program's own bytes. It is read at each start, so never whole into memory.
fn own_bytes() -> io::Result<u64> {
    let mut program = File::open(std::env::current_exe()?)?;
    let (mut hash, mut part) = (Xxh3::new(), vec![0; PART]);
    loop {
        match program.read(&mut part)? {
            0 => return Ok(hash.digest()),
            read => hash.update(&part[..read]),
        }
    }
}
