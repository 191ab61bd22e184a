//! Where a setting stands in `book.toml`, for whoever finds out later that it is wrong.

use super::Config;
use crate::diag::{Diagnostic, toml};

/// The file that settings are written in, in the project's root.
pub const FILE: &str = "book.toml";

impl Config {
    /// Whether there is a file that they were read from.
    pub fn is_written(&self) -> bool {
        self.text.is_some()
    }

    /// Puts a finding at the key that is to blame, given with the tables above it
    /// (`["organization", "masthead"]`); at the file where nobody typed it.
    pub fn blame(&self, keys: &[&str], finding: Diagnostic) -> Diagnostic {
        let at = self.text.as_ref().and_then(|text| Some((text, toml::key(text.text(), keys)?)));
        match at {
            Some((text, span)) => finding.at(text, span, ""),
            None => finding.in_file(FILE),
        }
    }
}
