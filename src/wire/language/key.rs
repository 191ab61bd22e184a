//! Words as keys of the tables: in lower case, eight bytes as one number, hashed. Most words of a text are short,
//! and so are one number.

/// The high bit of each byte, which ASCII has not.
pub(in crate::wire) const HIGH: u64 = 0x8080_8080_8080_8080;
/// One in each byte.
const ONES: u64 = 0x0101_0101_0101_0101;

/// Up to eight bytes as a number, the first byte lowest; where two reads overlap they agree.
#[inline]
pub(in crate::wire) fn short(word: &[u8]) -> u64 {
    let length = word.len();
    if let (Some((head, _)), Some((_, end))) = (word.split_first_chunk::<4>(), word.split_last_chunk::<4>()) {
        return u64::from(u32::from_le_bytes(*head)) | u64::from(u32::from_le_bytes(*end)) << (8 * (length - 4));
    }
    let (Some(first), Some(last)) = (word.first(), word.last()) else { return 0 };
    let half = length / 2;
    u64::from(*first) | u64::from(word[half]) << (8 * half) | u64::from(*last) << (8 * (length - 1))
}

/// The word of letters and digits of ASCII that eight bytes begin with: its letters as a number, and how many
/// there are.
#[inline]
pub(in crate::wire) const fn word_of(eight: [u8; 8]) -> (u64, usize) {
    let bytes = u64::from_le_bytes(eight);
    let plain = bytes & !HIGH;
    let digits = (plain + (0x80 - b'0' as u64) * ONES) & !(plain + (0x7F - b'9' as u64) * ONES);
    leading(bytes, letters(bytes) | digits)
}

/// The same of letters alone.
#[inline]
pub(in crate::wire) const fn letters_of(eight: [u8; 8]) -> (u64, usize) {
    let bytes = u64::from_le_bytes(eight);
    leading(bytes, letters(bytes))
}

/// The letters of ASCII among eight bytes, by their high bits; a byte that is not ASCII may be among them.
#[inline]
const fn letters(bytes: u64) -> u64 {
    let low = bytes & !HIGH | (0x20 * ONES);
    // The high bit of each byte says whether it lies between two others; no sum reaches the next byte.
    (low + (0x80 - b'a' as u64) * ONES) & !(low + (0x7F - b'z' as u64) * ONES)
}

/// Bytes up to the first that is not ASCII or not among those of some high bits: as a number, and how many there are.
#[inline]
const fn leading(bytes: u64, of: u64) -> (u64, usize) {
    let others = (!of | bytes) & HIGH;
    let length = others.trailing_zeros() as usize / 8;
    let head = if length == 8 { bytes } else { bytes & ((1 << (8 * length)) - 1) };
    (head, length)
}

/// Eight bytes of ASCII with each capital made small.
pub(in crate::wire) const fn small(bytes: u64) -> u64 {
    let from_a = bytes + (0x80 - b'A' as u64) * ONES;
    let past_z = bytes + (0x7F - b'Z' as u64) * ONES;
    bytes | ((from_a ^ past_z) & HIGH) >> 2
}

/// Mixes the bytes of a word, eight at a time. The tables are ours: nobody chooses colliding words.
pub(in crate::wire) const fn hash(word: &[u8]) -> u64 {
    let mut hash = mix(word.len() as u64, part(word));
    let mut rest = word;
    while rest.len() > 8 {
        rest = rest.split_at(8).1;
        hash = mix(hash, part(rest));
    }
    finish(hash)
}

/// The [`hash`] of a word of ASCII in small letters, however it is written.
pub(in crate::wire) fn hash_of_ascii(word: &[u8]) -> u64 {
    let number = |eight: &[u8]| eight.try_into().map_or_else(|_| short(eight), u64::from_le_bytes);
    finish(word.chunks(8).fold(word.len() as u64, |hash, eight| mix(hash, small(number(eight)))))
}

/// The first eight bytes of a word as a number, the first byte lowest.
pub(in crate::wire) const fn part(word: &[u8]) -> u64 {
    if let Some(eight) = word.first_chunk() {
        return u64::from_le_bytes(*eight);
    }
    let mut part = 0;
    let mut at = word.len();
    while at > 0 {
        at -= 1;
        part = part << 8 | word[at] as u64;
    }
    part
}

pub(in crate::wire) const fn mix(hash: u64, part: u64) -> u64 {
    let hash = (hash.rotate_left(5) ^ part).wrapping_mul(0x517c_c1b7_2722_0a95);
    hash ^ hash >> 29
}

pub(in crate::wire) const fn finish(hash: u64) -> u64 {
    hash.wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

/// No word of a table is longer, in bytes.
pub(in crate::wire) const LONGEST: usize = 64;

/// Writes a word in lower case and gives its length, if it is not too long for any table.
pub(in crate::wire) fn lower_case(word: &str, out: &mut [u8; LONGEST]) -> Option<usize> {
    if word.is_ascii() {
        let small = out.get_mut(..word.len())?;
        small.copy_from_slice(word.as_bytes());
        small.make_ascii_lowercase();
        return Some(word.len());
    }
    let mut length = 0;
    for c in word.chars().flat_map(char::to_lowercase).map(|c| if c == '’' { '\'' } else { c }) {
        length += c.encode_utf8(out.get_mut(length..length + c.len_utf8())?).len();
    }
    Some(length)
}
