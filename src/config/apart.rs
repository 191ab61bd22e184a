//! Settings that no page depends on.

use std::fmt;
use std::ops::Deref;

/// Settings of commands beside `build`. They leave no trace in the settings' text, of which the
/// fingerprints of pages are made: a new destination renders no page again.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Apart<T>(pub T);

impl<T> fmt::Debug for Apart<T> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("apart")
    }
}

impl<T> Deref for Apart<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}
