//! The two letters with which words begin.

/// Those of some words, in any letter case: few others begin so, and only those need be compared. A bit for the second
/// letter, in a row for the first; others may share it.
pub(in crate::wire) struct Pairs([u32; 32]);

impl Pairs {
    /// Those of some words in lower case.
    pub(in crate::wire) fn of<'a>(words: impl IntoIterator<Item = &'a str>) -> Self {
        let mut rows = [0; 32];
        for word in words {
            match word.as_bytes() {
                [first, second, ..] if first.is_ascii() && second.is_ascii_graphic() => {
                    rows[usize::from(first & 31)] |= 1 << (second & 31);
                }
                // A blank may stand for any white space.
                [first, ..] if first.is_ascii() => rows[usize::from(first & 31)] = u32::MAX,
                // A capital of two bytes may differ from its letter in either of them.
                _ => (0xC3..=0xD3_usize).for_each(|lead| rows[lead & 31] = u32::MAX),
            }
        }
        Self(rows)
    }

    /// Whether one of the words may begin with two bytes.
    #[inline]
    pub(in crate::wire) fn has(&self, first: u8, second: u8) -> bool {
        self.0[usize::from(first & 31)] >> (second & 31) & 1 == 1
    }
}
