//! `[pictures]`: the sizes and kinds in which photographs are published.

use super::table::Table;

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
    /// WebP.
    WebP,
    /// As the picture itself.
    Original,
}

impl Written {
    /// All of them, by the names of `book.toml`.
    pub const NAMES: [(&str, Self); 2] = [("webp", Self::WebP), ("original", Self::Original)];
}

impl Default for Pictures {
    fn default() -> Self {
        Self {
            widths: vec![480, 800, 1200, 1600],
            formats: Written::NAMES.map(|(_, written)| written).into(),
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
    Pictures {
        widths,
        formats: table
            .choices("formats", &Written::NAMES)
            .filter(|formats| !formats.is_empty())
            .unwrap_or(otherwise.formats),
        quality: quality.unwrap_or(otherwise.quality),
        sizes: table.text("sizes").map_or(otherwise.sizes, |sizes| sizes.value),
    }
}
