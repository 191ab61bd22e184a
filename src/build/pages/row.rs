//! What is known of a page in numbers. Nearly all of them are hashes, so they stay the bytes that they are in the
//! log: there are a hundred thousand of them to be read at each start, and few of them are asked for.

use crate::cache::{Entry, Key};
use crate::routes::Fingerprint;

/// Bytes of a row: its key, four hashes of what the page depends on, one of its bytes, its length, its set of queries.
pub(super) const LENGTH: usize = 16 + 4 * 8 + 16 + 8 + 4;

/// What is known of a page in numbers.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Row {
    pub(super) key: Key,
    pub(super) inputs: Fingerprint,
    pub(super) bytes: Entry,
    /// The place of its set of queries.
    pub(super) asked: u32,
}

impl Row {
    /// The row as it lies in the log.
    pub(super) fn print(self) -> [u8; LENGTH] {
        let Self { key, inputs: Fingerprint { site, template, copy, others }, bytes: Entry { hash, len }, asked } =
            self;
        let mut all = [0; LENGTH];
        let mut rest = &mut all[..];
        put(&mut rest, key.bytes());
        [site, template, copy, others].iter().for_each(|part| put(&mut rest, part.to_le_bytes()));
        put(&mut rest, hash.to_le_bytes());
        put(&mut rest, len.to_le_bytes());
        put(&mut rest, asked.to_le_bytes());
        all
    }

    /// Reads a row.
    pub(super) fn read(row: &[u8; LENGTH]) -> Self {
        let mut all = &row[..];
        let key = Key::from_bytes(first(&mut all));
        let inputs = Fingerprint {
            site: u64::from_le_bytes(first(&mut all)),
            template: u64::from_le_bytes(first(&mut all)),
            copy: u64::from_le_bytes(first(&mut all)),
            others: u64::from_le_bytes(first(&mut all)),
        };
        let bytes = Entry { hash: u128::from_le_bytes(first(&mut all)), len: u64::from_le_bytes(first(&mut all)) };
        Self { key, inputs, bytes, asked: u32::from_le_bytes(first(&mut all)) }
    }

    /// The key of a row.
    pub(super) fn key(row: &[u8; LENGTH]) -> Key {
        Key::from_bytes(first(&mut &row[..]))
    }
}

/// Puts bytes at the front of what is left to be written.
fn put<const N: usize>(rest: &mut &mut [u8], bytes: [u8; N]) {
    if let Some((first, after)) = std::mem::take(rest).split_first_chunk_mut() {
        *first = bytes;
        *rest = after;
    }
}

/// Takes so many bytes off the front. There are as many as all numbers have, so none is ever missing.
fn first<const N: usize>(all: &mut &[u8]) -> [u8; N] {
    let Some((first, rest)) = all.split_first_chunk() else { return [0; N] };
    *all = rest;
    *first
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_read_as_it_was_written() {
        let inputs = Fingerprint { site: 1, template: 2, copy: u64::MAX, others: 4 };
        let bytes = Entry { hash: u128::MAX - 5, len: 6 };
        let row = Row { key: Key::of("a"), inputs, bytes, asked: 7 };
        let written = row.print();
        assert_eq!((Row::read(&written), Row::key(&written)), (row, Key::of("a")));
    }
}
