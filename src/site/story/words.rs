//! What a story says of itself in a few words each.

use super::packed::Packed;

/// What a story says of itself in a few words each.
#[derive(Debug)]
pub(in crate::site) struct Words<'a> {
    pub(in crate::site) path: &'a str,
    pub(in crate::site) address: &'a str,
    pub(in crate::site) title: &'a str,
    pub(in crate::site) description: &'a str,
    pub(in crate::site) kicker: Option<&'a str>,
    pub(in crate::site) section: Option<&'a str>,
    pub(in crate::site) location: Option<&'a str>,
    pub(in crate::site) agency: Option<&'a str>,
    pub(in crate::site) tags: Vec<&'a str>,
    pub(in crate::site) authors: Vec<&'a str>,
}

/// The words by their places. Those that every story is asked for, to stand in lists, are together at the front.
pub(super) enum Word {
    Section,
    Location,
    Agency,
    Tags,
    Authors,
    Path,
    Address,
    Title,
    Description,
    Kicker,
}

/// How many kinds of words there are.
pub(super) const WORDS: usize = Word::Kicker as usize + 1;

impl Words<'_> {
    /// The words in one piece, in the order of their places.
    pub(in crate::site) fn packed(&self) -> Packed {
        let Self { path, address, title, description, kicker, section, location, agency, tags, authors } = self;
        let [path, address, title, description] = [path, address, title, description].map(std::slice::from_ref);
        let [kicker, section, location, agency] = [kicker, section, location, agency].map(Option::as_slice);
        Packed::of::<WORDS>([section, location, agency, tags, authors, path, address, title, description, kicker])
    }
}
