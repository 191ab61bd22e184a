//! Words as parts of addresses.

use xxhash_rust::xxh3::xxh3_64;

/// The longest slug, in bytes: file systems take names of 255, and endings are added.
const LONGEST: usize = 180;

/// Words as a part of an address: lower case, letters and digits of any script, `-` between words.
///
/// `_` and `.` are kept between letters, since file names and product names have them. The answer
/// may be empty; it never begins or ends with `-`, `_` or `.`, so it is never `..` nor hidden.
pub fn slug(words: &str) -> String {
    let mut slug = String::with_capacity(words.len().min(LONGEST));
    let mut gap = None;
    for c in words.chars().flat_map(char::to_lowercase) {
        if c.is_alphanumeric() || is_mark(c) {
            if let Some(between) = gap.take().filter(|_| !slug.is_empty()) {
                slug.push(between);
            }
            if slug.len() + c.len_utf8() > LONGEST {
                break;
            }
            slug.push(c);
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

/// The slug of a story's file: its name without ending and without a date before it; for
/// `index.md`, the folder's name. It is never empty.
pub fn of_file(path: &str) -> String {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let stem = if stem == "index" { folder.rsplit('/').next().unwrap_or(stem) } else { stem };
    let bare = slug(without_date(stem));
    if bare.is_empty() { of_any(stem) } else { bare }
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
    fn a_slug_is_bounded() {
        assert!(slug(&"東".repeat(1000)).len() <= LONGEST);
    }
}
