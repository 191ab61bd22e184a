//! What became of the copy since it was last read.

use super::known::{File, Known, Reading};
use crate::site::hold::Drafts;

/// What became of the copy since it was last read.
pub(super) struct Took {
    /// A mark of the copy as it was.
    pub(super) before: u64,
    /// A mark of it as it is.
    pub(super) after: u64,
    /// The files that say something else; nothing where files came or went, or one speaks for another.
    pub(super) edits: Option<Vec<Again>>,
    /// Whether drafts are shown.
    pub(super) drafts: Drafts,
}

/// What a file of copy says, and what it said; nothing where there is none.
pub(super) struct Again {
    pub(super) path: Box<str>,
    pub(super) before: Option<Reading>,
    pub(super) after: Option<Reading>,
}

/// What became of a file, for the log.
pub(super) type Change = (Box<str>, Option<File>);

/// What changes make of what is known.
pub(super) fn took(known: &Known, changes: &[Change], drafts: Drafts) -> Took {
    let before = known.mark();
    let mark = |path: &str, file: Option<&File>| file.map_or(0, |file| file.mark(path));
    let after = changes.iter().fold(before, |all, (path, file)| {
        all.wrapping_sub(mark(path, known.get(path))).wrapping_add(mark(path, file.as_ref()))
    });
    let edits = changes.iter().map(|(path, file)| {
        let (before, after) = (known.get(path)?.reading.as_ref()?, file.as_ref()?.reading.as_ref()?);
        let is_by_itself = !is_converted(before) && !is_converted(after);
        is_by_itself.then(|| Again { path: path.clone(), before: Some(before.clone()), after: Some(after.clone()) })
    });
    Took { before, after, edits: edits.collect(), drafts }
}

/// Whether a file was made of a wire text that may lie beside it.
pub(super) fn is_converted(reading: &Reading) -> bool {
    reading.aside.as_ref().is_some_and(|aside| aside.converted.is_some())
}
