//! AVIF and HEIC: boxes in boxes (ISO 14496-12). Notes are items of their own, told of in one place
//! and lying in another. They are overwritten where they lie, so that all else stays where the file
//! says that it is.

use super::{Kind, Parts};
use std::ops::Range;

/// Brands of files whose first picture is AVIF, and of those whose first picture is HEIC, or is like it.
const AVIF: [&[u8; 4]; 2] = [b"avif", b"avis"];
const HEIC: [&[u8; 4]; 6] = [b"mif1", b"msf1", b"heic", b"heix", b"hevc", b"heim"];
/// Boxes in a box at most, so that a hostile file is read in little time.
const MOST: usize = 10_000;

/// What a file that begins with `ftyp` is, if it is a picture.
pub(super) fn kind(bytes: &[u8]) -> Option<Kind> {
    let length = bytes.first_chunk().map_or(0, |length| u32::from_be_bytes(*length) as usize);
    let brands = bytes.get(8..length.min(bytes.len())).unwrap_or_default();
    let has = |known: &[&[u8; 4]]| brands.as_chunks::<4>().0.iter().any(|brand| known.contains(&brand));
    has(&AVIF).then_some(Kind::Avif).or_else(|| has(&HEIC).then_some(Kind::Heic))
}

pub(super) fn parts(bytes: &[u8]) -> Option<Parts<'_>> {
    let top = boxes(bytes, 0..bytes.len())?;
    let meta = top.iter().find(|one| one.name == *b"meta")?;
    let is_moving = top.iter().any(|one| one.name == *b"moov");
    // A film has notes in many places.
    if is_moving {
        return None;
    }
    let notes = notes(bytes, meta)?;
    let find = |exif: bool| notes.iter().find(|note| note.is_exif == exif).and_then(|note| note.places.first());
    let exif = find(true).and_then(|place| {
        // Exif begins behind as many bytes as the first four say.
        let item = bytes.get(place.clone())?;
        let skip = u32::from_be_bytes(*item.first_chunk()?) as usize;
        item.get(skip.checked_add(4)?..)
    });
    let xmp = find(false).and_then(|place| bytes.get(place.clone()));
    let mut blank: Vec<Range<usize>> = notes.iter().flat_map(|note| note.places.clone()).collect();
    let odd = |one: &&Boxed| !matches!(&one.name, b"ftyp" | b"meta" | b"mdat" | b"free" | b"skip");
    blank.extend(top.iter().filter(odd).map(|one| one.inner.clone()));
    let renamed: Vec<usize> = top.iter().filter(odd).map(|one| one.start + 4).collect();
    let bare = move |_: Option<&[u8]>| {
        let mut out = bytes.to_vec();
        blank.iter().cloned().for_each(|place| out[place].fill(0));
        renamed.iter().for_each(|at| out[*at..at + 4].copy_from_slice(b"free"));
        out
    };
    Some(Parts { exif, xmp, iptc: None, is_moving, is_cut: false, bare: Box::new(bare) })
}

/// A box: where it begins, and where its inside lies.
struct Boxed {
    name: [u8; 4],
    start: usize,
    inner: Range<usize>,
}

/// The boxes in a part of the file.
fn boxes(bytes: &[u8], within: Range<usize>) -> Option<Vec<Boxed>> {
    let mut found = Vec::new();
    let mut at = within.start;
    while at < within.end {
        let head = bytes.get(at..within.end)?;
        let short = u32::from_be_bytes(*head.first_chunk()?) as usize;
        let name = *head.get(4..)?.first_chunk()?;
        let (skip, length) = match short {
            0 => (8, head.len()),
            1 => (16, usize::try_from(u64::from_be_bytes(*head.get(8..)?.first_chunk()?)).ok()?),
            length => (8, length),
        };
        if length < skip || length > head.len() || found.len() > MOST {
            return None;
        }
        found.push(Boxed { name, start: at, inner: at + skip..at + length });
        at += length;
    }
    Some(found)
}

/// A note: whether it is Exif (or XMP), and where it lies.
struct Note {
    is_exif: bool,
    places: Vec<Range<usize>>,
}

fn notes(bytes: &[u8], meta: &Boxed) -> Option<Vec<Note>> {
    let inside = boxes(bytes, meta.inner.start + 4..meta.inner.end)?;
    let named = |name: &[u8; 4]| inside.iter().find(|one| one.name == *name).map(|one| one.inner.clone());
    let kinds = match named(b"iinf") {
        Some(place) => kinds(bytes, place)?,
        None => return Some(Vec::new()),
    };
    let data = named(b"idat").unwrap_or_default();
    let places = places(bytes.get(named(b"iloc")?)?, data, bytes.len())?;
    let note = |(item, kind): &(u32, [u8; 4])| {
        let own = places.iter().filter(|(of, _)| of == item).map(|(_, place)| place.clone());
        Note { is_exif: kind == b"Exif", places: own.collect() }
    };
    // All but pictures, and what pictures are put together of.
    let is_note = |kind: &[u8; 4]| !matches!(kind, b"av01" | b"hvc1" | b"grid" | b"iovl" | b"iden" | b"tmap");
    Some(kinds.iter().filter(|(_, kind)| is_note(kind)).map(note).collect())
}

/// The kind of each item, by its number.
fn kinds(bytes: &[u8], iinf: Range<usize>) -> Option<Vec<(u32, [u8; 4])>> {
    let skip = if *bytes.get(iinf.start)? == 0 { 6 } else { 8 };
    let mut found = Vec::new();
    for one in boxes(bytes, iinf.start + skip..iinf.end)? {
        let mut read = Read(bytes.get(one.inner)?);
        let version = read.number(4)? >> 24;
        let item = read.number(if version == 2 { 2 } else { 4 })?;
        read.number(2)?;
        found.push((u32::try_from(item).ok()?, *read.0.first_chunk()?));
    }
    Some(found)
}

/// Where each item lies in the file. `data` is the box that items may lie in.
fn places(iloc: &[u8], data: Range<usize>, end: usize) -> Option<Vec<(u32, Range<usize>)>> {
    let mut read = Read(iloc);
    let version = read.number(4)? >> 24;
    let sizes = read.number(2)?;
    let size = |shift: u64| usize::try_from(sizes >> shift & 15).ok();
    let (of_offset, of_length, of_base) = (size(12)?, size(8)?, size(4)?);
    let of_index = if version > 0 { size(0)? } else { 0 };
    let wide = if version < 2 { 2 } else { 4 };
    let mut found = Vec::new();
    for _ in 0..read.number(wide)? {
        let item = u32::try_from(read.number(wide)?).ok()?;
        let method = if version > 0 { read.number(2)? & 15 } else { 0 };
        read.number(2)?;
        let base = read.number(of_base)?;
        for _ in 0..read.number(2)? {
            read.number(of_index)?;
            let offset = usize::try_from(base.checked_add(read.number(of_offset)?)?).ok()?;
            let length = usize::try_from(read.number(of_length)?).ok()?;
            let start = if method == 1 { offset.checked_add(data.start)? } else { offset };
            let stop = if length == 0 { end } else { start.checked_add(length)? };
            if stop > end || start > stop || method > 1 || found.len() > MOST {
                return None;
            }
            found.push((item, start..stop));
        }
    }
    Some(found)
}

/// What is left to read.
struct Read<'a>(&'a [u8]);

impl Read<'_> {
    fn number(&mut self, length: usize) -> Option<u64> {
        let (number, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        (length <= 8).then(|| number.iter().fold(0, |all, byte| all << 8 | u64::from(*byte)))
    }
}
