//! `[pictures]`: the sizes and kinds in which photographs are published.

use super::settle::one_of;
use super::table::{Table, Wrong};

/// What is made of photographs, settled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pictures {
    /// `widths`: how wide the copies are, in pixels, the narrowest first; none for the file alone.
    pub widths: Vec<u32>,
    /// `formats`: what the copies are written as, the one that is preferred first.
    pub formats: Vec<Written>,
    /// `quality`: how good they look, 1 to 100.
    pub quality: u8,
    /// `sizes`: how wide pictures stand on the theme's pages, as HTML says it.
    pub sizes: String,
}

/// What copies of a picture are written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Written {
    /// AVIF, in a program that was built to write it.
    Avif,
    /// WebP.
    WebP,
    /// As the picture itself.
    Original,
}

impl Written {
    /// All of them, by the names of `book.toml`.
    pub const NAMES: [(&str, Self); 3] = [("avif", Self::Avif), ("webp", Self::WebP), ("original", Self::Original)];

    fn parse(typed: &str) -> Result<Self, Wrong> {
        match one_of(typed, &Self::NAMES)? {
            Self::Avif if !cfg!(feature = "avif") => Err(Wrong {
                message: "found `avif`, which this program was built without,".into(),
                help: Some("leave it out, or build the program with `--features avif`".into()),
            }),
            written => Ok(written),
        }
    }
}

impl Default for Pictures {
    fn default() -> Self {
        Self {
            widths: vec![480, 800, 1200, 1600],
            formats: vec![Written::WebP, Written::Original],
            quality: 78,
            sizes: "(min-width: 46em) 42em, 100vw".into(),
        }
    }
}

/// Reads the table.
pub(super) fn read(table: &mut Table<'_, '_, '_>) -> Pictures {
    let otherwise = Pictures::default();
    let mut widths = table.counts("widths", 16..=8000).unwrap_or(otherwise.widths);
    widths.sort_unstable();
    widths.dedup();
    let quality = table.count("quality", 1..=100).and_then(|quality| u8::try_from(quality).ok());
    let mut formats: Vec<Written> = Vec::new();
    for written in table.all_parsed("formats", Written::parse).unwrap_or_default() {
        if !formats.contains(&written) {
            formats.push(written);
        }
    }
    Pictures {
        widths,
        formats: if formats.is_empty() { otherwise.formats } else { formats },
        quality: quality.unwrap_or(otherwise.quality),
        sizes: table.text("sizes").map_or(otherwise.sizes, |sizes| sizes.value),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn avif_is_written_by_a_program_that_was_built_to() {
        match Written::parse("avif") {
            Ok(written) => assert!(written == Written::Avif && cfg!(feature = "avif")),
            Err(Wrong { message, .. }) => assert!(message.contains("built without") && !cfg!(feature = "avif")),
        }
    }
}
