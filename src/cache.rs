//! What is remembered: of an output folder its [`Manifest`], of everything else [logs](log) and a
//! [store].

mod changes;
pub mod log;
mod manifest;
pub mod store;

use crate::raw;
pub use changes::Changes;
pub use manifest::{Manifest, whole_part};
use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::{xxh3_64, xxh3_128};

/// A file that we wrote.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry {
    /// xxh3 of its bytes, 128 bits.
    pub hash: u128,
    /// How many bytes it has.
    pub len: u64,
}

impl Entry {
    /// The entry of bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self { hash: xxh3_128(bytes), len: bytes.len() as u64 }
    }

    /// A mark of the file that it is of. The sum of those of some files is a mark of these in any order, so
    /// that files that are known by their paths compare with files that are known by their keys.
    pub fn mark(self, key: Key) -> u64 {
        let mut bytes = [0; 40];
        bytes[..16].copy_from_slice(&key.bytes());
        bytes[16..32].copy_from_slice(&self.hash.to_le_bytes());
        bytes[32..].copy_from_slice(&self.len.to_le_bytes());
        xxh3_64(&bytes)
    }
}

/// A file by a hash of its path, for whoever need not keep the path.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Key(#[serde(with = "raw")] u128);

impl Key {
    /// The key of the file at a path.
    pub fn of(path: &str) -> Self {
        Self(xxh3_128(path.as_bytes()))
    }

    /// The key as bytes.
    pub fn bytes(self) -> [u8; 16] {
        self.0.to_le_bytes()
    }

    /// The key that bytes are.
    pub fn from_bytes(bytes: [u8; 16]) -> Self {
        Self(u128::from_le_bytes(bytes))
    }
}

/// Whether a path stays in its folder; one from a damaged manifest must never lead out of it.
pub fn is_plain(path: &str) -> bool {
    let bytes = path.as_bytes();
    let [first, rest @ ..] = bytes else { return false };
    // A part that begins with a point, or is empty, is looked at as a whole; no other can lead anywhere. There
    // are a hundred thousand paths: without a branch in it, many bytes are looked at at once.
    let is_odd = |byte: u8| (byte == b'/') | (byte == b'.');
    let has_odd_part = bytes.iter().zip(rest).fold(is_odd(*first), |has, (a, b)| has | (*a == b'/') & is_odd(*b));
    let is_cut_off = bytes.iter().fold(false, |has, byte| has | (*byte == b'\n') | (*byte == 0));
    let parts_are_plain = || path.split('/').all(|part| !matches!(part, "" | "." | ".."));
    !is_cut_off && (!(has_odd_part || path.ends_with('/')) || parts_are_plain())
}

#[cfg(test)]
mod tests {
    use super::is_plain;

    #[test]
    fn a_path_that_leads_out_of_its_folder_is_not_plain() {
        for odd in ["", "/", "/a", "a/", "a//b", "./a", "a/../b", "..", "a/..", "a\0b", "a\nb"] {
            assert!(!is_plain(odd), "{odd:?}");
        }
        for plain in ["a", ".a/b", "a/.b", "a./b", "a..b/c", "2026/a b.html"] {
            assert!(is_plain(plain), "{plain:?}");
        }
    }
}
