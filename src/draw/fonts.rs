//! The fonts of a theme, and which of them has a character.

use harfrust::{FontRef, ShaperData};
use skrifa::charmap::Charmap;
use skrifa::outline::DrawSettings;
use skrifa::outline::pen::SvgPen;
use skrifa::prelude::{LocationRef, Size};
use skrifa::{GlyphId, MetadataProvider};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt;
use std::sync::{Arc, OnceLock, PoisonError, RwLock};

/// The ending of a font that is kept compressed until a character of it is needed.
const PACKED: &str = "zst";

/// Fonts by name; a character is looked for in the one that is asked for, then in all in order.
pub struct Fonts {
    fonts: Vec<Font>,
}

/// A font.
pub(super) struct Font {
    name: String,
    bytes: Cow<'static, [u8]>,
    /// The bytes of a packed font, once they were needed.
    unpacked: OnceLock<Vec<u8>>,
    is_packed: bool,
    shaper: OnceLock<Option<ShaperData>>,
    /// Outlines that were drawn before, in the font's units.
    outlines: RwLock<HashMap<u32, Arc<str>>>,
}

impl Fonts {
    /// The fonts of these files, by their names. What is no font has no characters.
    pub fn new(files: &BTreeMap<String, Cow<'static, [u8]>>) -> Self {
        let font = |(name, bytes): (&String, &Cow<'static, [u8]>)| Font {
            name: name.split('.').next().unwrap_or_default().to_owned(),
            bytes: bytes.clone(),
            unpacked: OnceLock::new(),
            is_packed: name.rsplit('.').next() == Some(PACKED),
            shaper: OnceLock::new(),
            outlines: RwLock::default(),
        };
        let mut fonts: Vec<Font> = files.iter().map(font).collect();
        // What has to be unpacked is asked last.
        fonts.sort_by_key(|font| font.is_packed);
        Self { fonts }
    }

    /// The names of the fonts.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.fonts.iter().map(|font| font.name.as_str())
    }

    /// The characters of a text that no font has, each once.
    pub fn lacks(&self, text: &str) -> BTreeSet<char> {
        text.chars().filter(|c| !is_unseen(*c) && self.find(*c, None, "").is_none()).collect()
    }

    pub(super) fn get(&self, at: usize) -> &Font {
        &self.fonts[at]
    }

    /// The font of a character: the one of the text before it, if that has it and the character is no
    /// letter, so that spaces and digits stay with their words; else the one that is asked for by
    /// name, else the first that has it.
    pub(super) fn find(&self, c: char, before: Option<usize>, name: &str) -> Option<usize> {
        let stays = before.filter(|at| !c.is_alphabetic() && self.fonts[*at].has(c));
        stays
            .or_else(|| self.fonts.iter().position(|font| font.name == name && font.has(c)))
            .or_else(|| self.fonts.iter().position(|font| font.has(c)))
    }
}

/// Whether a character is not to be seen: it directs the text, or is dropped.
pub(super) fn is_unseen(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}'
            | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}')
}

impl Font {
    fn bytes(&self) -> &[u8] {
        if !self.is_packed {
            return &self.bytes;
        }
        self.unpacked.get_or_init(|| zstd::decode_all(&*self.bytes).unwrap_or_default())
    }

    /// The font's tables; nothing where it is none.
    pub(super) fn tables(&self) -> Option<FontRef<'_>> {
        FontRef::from_index(self.bytes(), 0).ok()
    }

    fn has(&self, c: char) -> bool {
        self.tables().is_some_and(|tables| Charmap::new(&tables).map(c).is_some())
    }

    pub(super) fn shaper(&self) -> Option<&ShaperData> {
        self.shaper.get_or_init(|| self.tables().map(|tables| ShaperData::new(&tables))).as_ref()
    }

    /// How far the font reaches above and below the line, and its units, in that order.
    pub(super) fn units(&self) -> f32 {
        let units =
            |tables: FontRef<'_>| f32::from(tables.metrics(Size::unscaled(), LocationRef::default()).units_per_em);
        self.tables().map_or(1000.0, units).max(1.0)
    }

    /// A glyph's outline as SVG has it, in the font's units, upwards.
    pub(super) fn outline(&self, glyph: u32) -> Arc<str> {
        if let Some(known) = self.outlines.read().unwrap_or_else(PoisonError::into_inner).get(&glyph) {
            return Arc::clone(known);
        }
        let outline: Arc<str> = self.drawn(glyph).unwrap_or_default().into();
        self.outlines.write().unwrap_or_else(PoisonError::into_inner).insert(glyph, Arc::clone(&outline));
        outline
    }

    fn drawn(&self, glyph: u32) -> Option<String> {
        let tables = self.tables()?;
        let outline = tables.outline_glyphs().get(GlyphId::new(glyph))?;
        let mut pen = SvgPen::with_precision(0);
        outline.draw(DrawSettings::unhinted(Size::unscaled(), LocationRef::default()), &mut pen).ok()?;
        Some(pen.into())
    }
}

impl fmt::Debug for Fonts {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_list().entries(self.names()).finish()
    }
}
