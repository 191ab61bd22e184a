//! Programs that destinations need. Where `DATELINE_PROGRAMS` is set, as in the project's own checks,
//! one that is missing is a failure; elsewhere its tests say nothing.

use std::path::Path;

/// Whether a program is there.
pub(crate) fn has(program: &Path) -> bool {
    let is_there = program.exists();
    let is_needed = std::env::var_os("DATELINE_PROGRAMS").is_some();
    assert!(is_there || !is_needed, "DATELINE_PROGRAMS is set and there is no `{}`", program.display());
    is_there
}
