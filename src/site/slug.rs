//! Words as parts of addresses.

use crate::config::{Config, Letters};
use deunicode::deunicode_char;
use icu_normalizer::ComposingNormalizerBorrowed;
use std::borrow::Cow;
use xxhash_rust::xxh3::xxh3_64;

/// The longest slug, in bytes: file systems take names of 255, and endings are added.
const LONGEST: usize = 180;

/// How a site spells its addresses: [`slug`], in the letters that its settings ask for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Slugs {
    letters: Letters,
    /// Letters that the site's language writes out in another way than others do.
    own: &'static [(char, &'static str)],
}

/// How German writes its umlauts where there are none (DIN 5007-2; passports): `Müller`, `Mueller`.
const GERMAN: [(char, &str); 6] = [('ä', "ae"), ('ö', "oe"), ('ü', "ue"), ('Ä', "Ae"), ('Ö', "Oe"), ('Ü', "Ue")];
/// How Danish and Norwegian do (and did, before 1948): `Ålborg`, `Aalborg`.
const DANISH: [(char, &str); 4] = [('å', "aa"), ('ø', "oe"), ('Å', "Aa"), ('Ø', "Oe")];

impl Slugs {
    /// What the settings of a site, and its language, ask for.
    pub fn of(config: &Config) -> Self {
        let own: &[(char, &str)] = match config.language.split('-').next() {
            Some("de") => &GERMAN,
            Some("da" | "nb" | "nn" | "no") => &DANISH,
            _ => &[],
        };
        Self { letters: config.slugs, own }
    }

    /// Words as a part of an address of the site. The answer may be empty, as that of [`slug`].
    pub fn spell(&self, words: &str) -> String {
        slug(&self.lettered(words))
    }

    /// As [`Slugs::spell`], and never empty: see [`of_any`].
    pub fn spell_any(&self, words: &str) -> String {
        of_any(&self.lettered(words))
    }

    /// The slug of a story's file: its name without ending and without a date before it; for
    /// `index.md`, the folder's name. It is never empty.
    pub fn spell_file(&self, path: &str) -> String {
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        let stem = if stem == "index" { folder.rsplit('/').next().unwrap_or(stem) } else { stem };
        let bare = self.spell(without_date(stem));
        if bare.is_empty() { self.spell_any(stem) } else { bare }
    }

    /// Words in the letters that are asked for. In ASCII each is written out as the language does, else as is
    /// usual. Letters are looked at whole, so `u` with a mark of its own behind it is `ü` too.
    fn lettered<'a>(&self, words: &'a str) -> Cow<'a, str> {
        if self.letters == Letters::Unicode || words.is_ascii() {
            return Cow::Borrowed(words);
        }
        let mut ascii = String::with_capacity(words.len());
        for c in ComposingNormalizerBorrowed::new_nfc().normalize_iter(words.chars()) {
            let own = self.own.iter().find(|(letter, _)| *letter == c).map(|(_, spelt)| *spelt);
            match own.or_else(|| if c.is_alphanumeric() { deunicode_char(c) } else { None }) {
                Some(spelt) => ascii.push_str(spelt),
                None => ascii.push(c),
            }
        }
        Cow::Owned(ascii)
    }
}

/// Words as a part of an address: lower case, letters and digits of any script, `-` between words.
///
/// `_` and `.` are kept between letters, since file names and product names have them. The answer
/// may be empty; it never begins or ends with `-`, `_` or `.`, so it is never `..` nor hidden.
pub fn slug(words: &str) -> String {
    let mut slug = String::with_capacity(words.len().min(LONGEST));
    let mut gap = None;
    // Nearly every name of a file is ASCII, and other letters take ten times as long.
    let lower = if words.is_ascii() {
        words.to_ascii_lowercase()
    } else {
        words.chars().flat_map(char::to_lowercase).collect()
    };
    let mut chars = lower.chars().peekable();
    while let Some(c) = chars.next() {
        if c.is_alphanumeric() || is_mark(c) {
            if let Some(between) = gap.take().filter(|_| !slug.is_empty()) {
                slug.push(between);
            }
            if slug.len() + c.len_utf8() > LONGEST {
                break;
            }
            slug.push(c);
        } else if let (Some(word), true) = (spelt_out(c), gap.is_none() && !slug.is_empty()) {
            let more = std::iter::from_fn(|| chars.next_if_eq(&c)).count();
            for _ in 0..(1 + more).min((LONGEST - slug.len()) / (1 + word.len())) {
                slug.push('-');
                slug.push_str(word);
            }
            gap = Some('-');
        } else if matches!(c, '\'' | '’' | '\u{ad}' | '\u{200b}') {
            // An apostrophe joins: `world’s` is one word.
        } else {
            gap = match (gap, c) {
                (None, '_' | '.') => Some(c),
                _ => Some('-'),
            };
        }
    }
    slug
}

/// Signs at the end of a name that tell it from another: `C++` and `C#`, `Canal+` and a canal.
fn spelt_out(c: char) -> Option<&'static str> {
    match c {
        '+' => Some("plus"),
        '#' => Some("sharp"),
        _ => None,
    }
}

/// Combining marks belong to the letter before them (Devanagari vowel signs, Hebrew points).
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{591}'..='\u{5c7}' | '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{65f}'
        | '\u{900}'..='\u{903}' | '\u{93a}'..='\u{94f}' | '\u{e31}'..='\u{e4e}' | '\u{200c}' | '\u{200d}')
}

/// A key as a name: `foreign-trade` is `Foreign trade`.
pub fn capitalised(key: &str) -> String {
    let words = key.replace(['-', '_'], " ");
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// [`Slugs::spell_file`] in the file's own letters.
pub fn of_file(path: &str) -> String {
    Slugs::default().spell_file(path)
}

/// A slug that is never empty: words without a letter or a digit (`😀`) give one made of their bytes,
/// which is the same on every build.
pub fn of_any(words: &str) -> String {
    let slug = slug(words);
    if slug.is_empty() { format!("story-{:08x}", xxh3_64(words.as_bytes()) >> 32) } else { slug }
}

/// A file's stem without `2026-02-07-` or `20260207-` before it.
fn without_date(stem: &str) -> &str {
    let digits: usize = stem.bytes().take(10).filter(u8::is_ascii_digit).count();
    let dashed = stem.len() > 10 && digits == 8 && stem.as_bytes()[4] == b'-' && stem.as_bytes()[7] == b'-';
    let packed = stem.len() > 8 && stem.bytes().take(8).all(|byte| byte.is_ascii_digit());
    let rest = match (dashed, packed) {
        (true, _) => &stem[10..],
        (false, true) => &stem[8..],
        _ => return stem,
    };
    rest.strip_prefix(['-', '_', ' ']).filter(|rest| !rest.is_empty()).unwrap_or(stem)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_any_script_become_readable_slugs() {
        for (words, expected) in [
            ("Ferries resume, says harbour’s master", "ferries-resume-says-harbours-master"),
            ("Überblick: 3.5 % mehr", "überblick-3.5-mehr"),
            ("Мост открыт", "мост-открыт"),
            ("東京の新聞", "東京の新聞"),
            ("../../etc/passwd", "etc-passwd"),
            ("a_b", "a_b"),
            ("...", ""),
            ("C++", "c-plus-plus"),
            ("C# und F#", "c-sharp-und-f-sharp"),
            ("Canal+Sport", "canal-plus-sport"),
            ("No. #1 + 2", "no-1-2"),
            ("+++", ""),
        ] {
            assert_eq!(slug(words), expected);
        }
    }

    #[test]
    fn a_file_gives_its_name_without_the_date() {
        for (path, expected) in [
            ("content/world/2026-02-07-ferries.txt", "ferries"),
            ("content/20260207_ferries.md", "ferries"),
            ("content/ferries/index.md", "ferries"),
            ("content/2026-02-07.txt", "2026-02-07"),
            ("content/000_56.txt", "000_56"),
        ] {
            assert_eq!(of_file(path), expected);
        }
        assert_eq!(of_file("content/😀.md"), of_any("😀"));
        assert_ne!(of_file("content/😀.md"), of_file("content/!!!.md"));
    }

    #[test]
    fn a_site_may_ask_for_ascii() {
        let spelt = |language: &str, words: &str| {
            let config = Config { language: language.into(), slugs: Letters::Ascii, ..Config::default() };
            Slugs::of(&config).spell(words)
        };
        for (language, words, expected) in [
            ("de", "Über Mühlhafen: Fähren & Straße", "ueber-muehlhafen-faehren-strasse"),
            ("de", "u\u{308}ber", "ueber"),
            ("sv", "Malmö, på väg", "malmo-pa-vag"),
            ("nb", "Ærlig på Tromsø", "aerlig-paa-tromsoe"),
            ("pt", "São Paulo", "sao-paulo"),
            ("fr", "L’été à Sète", "lete-a-sete"),
            ("ru", "Мост открыт", "most-otkryt"),
            ("en", "Ferries", "ferries"),
            ("en", "😀", ""),
        ] {
            assert_eq!(spelt(language, words), expected, "{words}");
        }
    }

    #[test]
    fn a_slug_is_bounded() {
        assert!(slug(&"東".repeat(1000)).len() <= LONGEST);
    }
}
