//! Short texts held together. A story has a dozen of them, and there may be a million stories: each by itself
//! would take a piece of memory of its own, to be asked for when it is read and to be noted where it lies.

use serde::{Deserialize, Serialize};
use std::ops::Range;

/// Lists of short texts in one piece: marks, and all texts one after the other. The marks say where each list
/// ends among them, then where each of its texts ends. To fetch them from elsewhere would take longer than to
/// read them, so they are characters of the same text.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(in crate::site) struct Packed(Box<str>);

/// Bytes that a machine fetches from memory together.
const LINE: usize = 64;

/// A mark is so many characters of seven bits, the lowest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Width {
    /// Of a piece that is no longer than such a mark tells.
    Short = 2,
    /// Of any other.
    Long = 4,
}

impl Packed {
    /// Packs lists.
    pub(super) fn of<const LISTS: usize>(lists: [&[&str]; LISTS]) -> Self {
        let texts = || lists.iter().copied().flatten();
        let marks = LISTS + texts().count();
        let length = texts().map(|text| text.len()).sum::<usize>();
        let width = Width::of(marks * Width::Short as usize + length);
        let mut start = marks * width as usize;
        let mut piece = String::with_capacity(start + length);
        let mut last = LISTS;
        for list in lists {
            last += list.len();
            width.push(&mut piece, last);
        }
        for text in texts() {
            start += text.len();
            width.push(&mut piece, start);
        }
        texts().for_each(|text| piece.push_str(text));
        Self(piece.into())
    }

    /// Looks at where the marks and the first texts are, so that they are at hand.
    pub(in crate::site) fn touch(&self) -> u8 {
        let line = |at: usize| self.0.as_bytes().get(at).copied().unwrap_or_default();
        line(0).wrapping_add(line(LINE))
    }

    /// The texts of a list, of as many lists as were packed.
    pub(super) fn list<const LISTS: usize>(&self, at: usize) -> Texts<'_> {
        let width = Width::of(self.0.len());
        let mark = |at| width.mark(&self.0, at);
        let first = at.checked_sub(1).map_or(LISTS, mark);
        let start = if first > LISTS { mark(first - 1) } else { mark(LISTS - 1) * width as usize };
        Texts { piece: &self.0, width, marks: first..mark(at), start }
    }
}

impl Width {
    /// How wide the marks in a piece of a length are.
    fn of(length: usize) -> Self {
        if length < 1 << (7 * Self::Short as usize) { Self::Short } else { Self::Long }
    }

    fn push(self, piece: &mut String, mark: usize) {
        piece.extend((0..self as usize).map(|digit| char::from((mark >> (7 * digit)) as u8 & 0x7f)));
    }

    /// The mark at a place among all of a piece.
    fn mark(self, piece: &str, at: usize) -> usize {
        let digits = piece.as_bytes().get(at * self as usize..).unwrap_or_default();
        let digit = |digit: usize| digits.get(digit).map_or(0, |bits| usize::from(*bits) << (7 * digit));
        match self {
            Self::Short => digit(0) | digit(1),
            Self::Long => digit(0) | digit(1) | digit(2) | digit(3),
        }
    }
}

/// The texts of a list.
#[derive(Debug, Clone)]
pub struct Texts<'a> {
    piece: &'a str,
    width: Width,
    /// The marks of those that are to come.
    marks: Range<usize>,
    /// Where the next one starts.
    start: usize,
}

impl<'a> Iterator for Texts<'a> {
    type Item = &'a str;

    fn next(&mut self) -> Option<&'a str> {
        let end = self.width.mark(self.piece, self.marks.next()?);
        let start = std::mem::replace(&mut self.start, end);
        Some(self.piece.get(start..end).unwrap_or_default())
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.marks.size_hint()
    }
}

impl ExactSizeIterator for Texts<'_> {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_come_out_as_they_went_in() {
        // Marks become wider where a piece is longer than 16,383 bytes.
        for length in (0..3).chain(16_340..16_400).chain([300_000]) {
            let long = "a".repeat(length);
            let lists: [&[&str]; 4] = [&[], &["Calm", "", &long], &["Fähre"], &[]];
            let packed = Packed::of(lists);
            for (at, list) in lists.iter().enumerate() {
                assert_eq!(packed.list::<4>(at).collect::<Vec<_>>(), *list, "{at}");
            }
            let written = postcard::to_allocvec(&packed).unwrap();
            assert_eq!(postcard::from_bytes(&written), Ok(packed));
        }
        assert_eq!(Packed::default().list::<4>(2).len(), 0);
    }
}
