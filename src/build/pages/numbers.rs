//! What is known of a page in numbers. Nearly all of them are hashes, so the log has them as bytes: there are
//! a hundred thousand of them to be read at each start.

use crate::cache::Entry;
use crate::cache::raw::Bytes;
use crate::routes::Fingerprint;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Bytes of the numbers: four hashes of what a page depends on, one of its bytes, its length, its set of queries.
const LENGTH: usize = 4 * 8 + 16 + 8 + 4;

/// What is known of a page in numbers.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Numbers {
    pub(super) inputs: Fingerprint,
    pub(super) bytes: Entry,
    /// The place of its set of queries.
    pub(super) asked: u32,
}

impl Serialize for Numbers {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let Self { inputs: Fingerprint { site, template, copy, others }, bytes: Entry { hash, len }, asked } = *self;
        let mut all = Vec::with_capacity(LENGTH);
        [site, template, copy, others].iter().for_each(|part| all.extend_from_slice(&part.to_le_bytes()));
        all.extend_from_slice(&hash.to_le_bytes());
        all.extend_from_slice(&len.to_le_bytes());
        all.extend_from_slice(&asked.to_le_bytes());
        to.serialize_bytes(&all)
    }
}

impl<'de> Deserialize<'de> for Numbers {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let mut all = &from.deserialize_bytes(Bytes::<LENGTH>)?[..];
        let inputs = Fingerprint {
            site: u64::from_le_bytes(first(&mut all)),
            template: u64::from_le_bytes(first(&mut all)),
            copy: u64::from_le_bytes(first(&mut all)),
            others: u64::from_le_bytes(first(&mut all)),
        };
        let bytes = Entry { hash: u128::from_le_bytes(first(&mut all)), len: u64::from_le_bytes(first(&mut all)) };
        Ok(Self { inputs, bytes, asked: u32::from_le_bytes(first(&mut all)) })
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
    fn numbers_are_read_as_they_were_written() {
        let inputs = Fingerprint { site: 1, template: 2, copy: u64::MAX, others: 4 };
        let numbers = Numbers { inputs, bytes: Entry { hash: u128::MAX - 5, len: 6 }, asked: 7 };
        let written = postcard::to_allocvec(&numbers).unwrap();
        assert_eq!(postcard::from_bytes::<Numbers>(&written), Ok(numbers));
        assert!(postcard::from_bytes::<Numbers>(&written[..LENGTH]).is_err());
    }
}
