//! `[check]`: which other sites `dateline check --external` asks.

use super::table::Table;

/// What is asked of other sites, settled.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Outside {
    /// `skip`: addresses that begin so are not asked.
    pub skip: Vec<String>,
    /// `private`: hosts of the house's own network that may be asked, as its readers reach them.
    pub private: Vec<String>,
}

impl Outside {
    /// Whether an address is left out.
    pub fn skips(&self, url: &str) -> bool {
        self.skip.iter().any(|start| url.starts_with(start.as_str()))
    }
}

/// Reads the table.
pub(super) fn read(table: &mut Table<'_, '_, '_>) -> Outside {
    Outside { skip: table.texts("skip").unwrap_or_default(), private: table.texts("private").unwrap_or_default() }
}
