//! Names in the order of an alphabet, accents left aside.

use super::lists::Lists;
use super::{List, ListId, Site, Taxonomy};
use icu_normalizer::{ComposingNormalizerBorrowed, DecomposingNormalizerBorrowed};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

/// Every taxonomy's lists in the order of their names.
pub(super) type ByName = Arc<OnceLock<BTreeMap<Taxonomy, Vec<ListId>>>>;

/// A taxonomy's lists by their names, as readers look for them.
pub fn lists(site: &Site, taxonomy: Taxonomy) -> Vec<&List> {
    let by_name = site.by_name.get_or_init(|| by_name(&site.lists));
    by_name.get(&taxonomy).into_iter().flatten().map(|id| site.lists.get(*id)).collect()
}

fn by_name(lists: &Lists) -> BTreeMap<Taxonomy, Vec<ListId>> {
    let mut by_name: BTreeMap<Taxonomy, Vec<ListId>> = BTreeMap::new();
    for id in lists.ids() {
        if let Some(taxonomy) = lists.get(id).taxonomy {
            by_name.entry(taxonomy).or_default().push(id);
        }
    }
    by_name.values_mut().for_each(|ids| ids.sort_by_cached_key(|id| sorted_by(&lists.get(*id).title)));
    by_name
}

/// What names are sorted by: without accents, and where that is the same as they are.
pub fn sorted_by(name: &str) -> (String, String) {
    let letters = name.trim_start_matches(|c: char| !c.is_alphanumeric());
    (folded(letters).into_owned(), name.to_owned())
}

/// A word as it is compared: in lower case, without accents and vowel points.
pub fn folded(word: &str) -> Cow<'_, str> {
    if word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit()) {
        return word.into();
    }
    let lower = word.to_lowercase();
    if lower.is_ascii() {
        return lower.into();
    }
    let apart = DecomposingNormalizerBorrowed::new_nfkd().normalize(&lower);
    let mut bare = String::with_capacity(apart.len());
    for c in apart.chars().filter(|c| !is_accent(*c)) {
        match c {
            'ß' => bare.push_str("ss"),
            'æ' => bare.push_str("ae"),
            'œ' => bare.push_str("oe"),
            'ø' => bare.push('o'),
            'ł' => bare.push('l'),
            'đ' => bare.push('d'),
            'ı' => bare.push('i'),
            'ى' => bare.push('ي'),
            'ة' => bare.push('ه'),
            other => bare.push(other),
        }
    }
    ComposingNormalizerBorrowed::new_nfkc().normalize(&bare).into_owned().into()
}

/// Accents and vowel points of scripts that do without them.
fn is_accent(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{591}'..='\u{5c7}' | '\u{610}'..='\u{61a}' | '\u{640}'
        | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{6d6}'..='\u{6ed}')
}
