//! Short texts held together. A story has a dozen of them, and there may be a million stories: each by itself
//! would take a piece of memory of its own, to be asked for when it is read and to be noted where it lies.

use serde::{Deserialize, Serialize};
use std::ops::Range;

/// Lists of short texts in one piece.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(in crate::site) struct Packed {
    /// All texts, one after the other.
    text: Box<str>,
    /// Where each list ends among these marks, then where each of its texts ends.
    #[serde(with = "as_bytes")]
    marks: Box<[u32]>,
}

impl Packed {
    /// Packs lists.
    pub(super) fn of<const LISTS: usize>(lists: [&[&str]; LISTS]) -> Self {
        let texts = || lists.iter().copied().flatten();
        let mut text = String::with_capacity(texts().map(|text| text.len()).sum());
        let mut marks = Vec::with_capacity(LISTS + texts().count());
        let mut end = LISTS;
        for list in lists {
            end += list.len();
            marks.push(mark(end));
        }
        for one in texts() {
            text.push_str(one);
            marks.push(mark(text.len()));
        }
        Self { text: text.into(), marks: marks.into() }
    }

    /// The texts of a list, of as many lists as were packed.
    pub(super) fn list<const LISTS: usize>(&self, at: usize) -> Texts<'_> {
        let first = at.checked_sub(1).map_or(LISTS, |before| self.mark(before));
        let start = if first > LISTS { self.mark(first - 1) } else { 0 };
        Texts { packed: self, marks: first..self.mark(at), start }
    }

    fn mark(&self, at: usize) -> usize {
        self.marks.get(at).map_or(0, |mark| *mark as usize)
    }
}

/// The texts of a list.
#[derive(Debug, Clone)]
pub struct Texts<'a> {
    packed: &'a Packed,
    /// The marks of those that are to come.
    marks: Range<usize>,
    /// Where the next one starts.
    start: usize,
}

impl<'a> Iterator for Texts<'a> {
    type Item = &'a str;

    fn next(&mut self) -> Option<&'a str> {
        let end = self.packed.mark(self.marks.next()?);
        let start = std::mem::replace(&mut self.start, end);
        Some(self.packed.text.get(start..end).unwrap_or_default())
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.marks.size_hint()
    }
}

impl ExactSizeIterator for Texts<'_> {}

/// A place, of which a story has fewer than four thousand million.
fn mark(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(u32::MAX)
}

/// Marks as their bytes, which are read at once and not digit by digit.
mod as_bytes {
    use crate::raw;
    use serde::{Deserializer, Serializer};

    pub(super) fn serialize<S: Serializer>(marks: &[u32], to: S) -> Result<S::Ok, S::Error> {
        to.serialize_bytes(&marks.iter().flat_map(|mark| mark.to_le_bytes()).collect::<Vec<u8>>())
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Box<[u32]>, D::Error> {
        raw::read(from, "four bytes a mark", |bytes| {
            let (marks, rest) = bytes.as_chunks();
            rest.is_empty().then(|| marks.iter().map(|mark| u32::from_le_bytes(*mark)).collect())
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_come_out_as_they_went_in() {
        let lists: [&[&str]; 4] = [&[], &["Calm", ""], &["Fähre"], &[]];
        let packed = Packed::of(lists);
        for (at, list) in lists.iter().enumerate() {
            assert_eq!(packed.list::<4>(at).collect::<Vec<_>>(), *list, "{at}");
        }
        let written = postcard::to_allocvec(&packed).unwrap();
        assert_eq!(postcard::from_bytes(&written), Ok(packed));
        assert_eq!(Packed::default().list::<4>(2).len(), 0);
    }
}
