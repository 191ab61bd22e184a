//! Who wrote, in the manner of East Asia.
//!
//! ```text
//! names = [house] writer names             本报记者 李明、王红
//!       | [desk] names writer [address]     김민수 기자 minsu@example.org, 鈴木一郎記者
//! ```

use super::agency;
use crate::wire::language::EAST;

/// No such line is longer, in bytes.
const LONGEST: usize = 160;
/// Nor has it more names.
const MOST: usize = 6;
/// A paper's or an agency's name before the word for a writer is no longer, in bytes.
const HOUSE: usize = 24;
/// The longest name, in characters.
const NAME: usize = 12;
/// Every letter of East Asia begins with this byte or a higher one.
const LEAD: u8 = 0xE3;

/// The names in a line that is nothing but a byline.
pub(crate) fn byline(line: &str) -> Option<Vec<String>> {
    // Of most lines the first byte tells.
    if line.as_bytes().first().is_none_or(|first| *first < LEAD) || line.len() > LONGEST {
        return None;
    }
    before(line).or_else(|| behind(line))
}

/// The names in a line such as `记者王小明、李红`; none where it is another.
pub(crate) fn names(line: &str) -> Vec<String> {
    byline(line).unwrap_or_default()
}

/// The names in what stands for a writer within a dateline: `鈴木一郎`, `記者李明`.
pub(crate) fn within(words: &str) -> Vec<String> {
    let bare = EAST.behind.iter().find_map(|word| words.strip_suffix(word)).unwrap_or(words);
    byline(words).unwrap_or_else(|| bare.split(['、', ' ', '\u{3000}']).map(str::to_owned).collect())
}

/// `本报记者 李明、王红`
fn before(line: &str) -> Option<Vec<String>> {
    let near = &line[..line.floor_char_boundary(HOUSE)];
    let rest = EAST.before.iter().find_map(|word| {
        let (house, _) = near.split_once(word)?;
        (house.is_empty() || is_house(house)).then(|| &line[house.len() + word.len()..])
    })?;
    let bare = |name: &str| EAST.before.iter().find_map(|word| name.strip_prefix(word)).unwrap_or(name).to_owned();
    let rest = rest.trim_start_matches([':', '：', '/', '・', '｜', '|', ' ', '\u{3000}']);
    let parts = rest.split(|c: char| c.is_whitespace() || matches!(c, '、' | '，' | ',' | '/'));
    list(parts.map(bare), |name| name.chars().all(|c| is_letter(c) || c == '·'))
}

/// Whether words are the name of a paper or an agency.
fn is_house(words: &str) -> bool {
    EAST.own.contains(&words) || agency::named(words).is_some()
}

/// `사회부 김민수·이영희 기자 minsu@example.org`, `鈴木一郎記者`
fn behind(line: &str) -> Option<Vec<String>> {
    let (signed, _) =
        line.rsplit_once(char::is_whitespace).filter(|(_, last)| last.contains('@')).unwrap_or((line, ""));
    let signed = signed.trim_end();
    let bare = |name: &str| {
        let name = name.split(['(', '=']).next().unwrap_or(name);
        EAST.behind.iter().find_map(|word| name.strip_suffix(word)).unwrap_or(name).to_owned()
    };
    if !EAST.behind.iter().any(|word| signed.ends_with(word)) {
        return None;
    }
    let parts = signed.split(|c: char| c.is_whitespace() || matches!(c, '、' | ',' | '·' | '・'));
    let parts = parts.filter(|part| !EAST.desks.iter().any(|desk| part.ends_with(desk)));
    list(parts.map(bare), |name| name.chars().all(|c| is_letter(c) && !is_grammar(c)) && is_short(name))
}

/// Names, where all of a list are.
fn list(parts: impl Iterator<Item = String>, is_name: impl Fn(&str) -> bool) -> Option<Vec<String>> {
    let names: Vec<String> = parts.filter(|name| !name.is_empty()).collect();
    let fits = |name: &String| (2..=NAME).contains(&name.chars().count()) && is_name(name) && !is_house(name);
    ((1..=MOST).contains(&names.len()) && names.iter().all(fits)).then_some(names)
}

fn is_letter(c: char) -> bool {
    c >= '\u{2E80}' && c.is_alphabetic()
}

/// Whether a sign is one of those in which Japanese writes what holds words together, and few names.
const fn is_grammar(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{309F}')
}

/// Whether a name is as short as those of Korea and Japan are; one of Korea begins with one of its surnames.
fn is_short(name: &str) -> bool {
    let korean = || name.chars().count() <= 4 && EAST.surnames.iter().any(|surname| name.starts_with(surname));
    if name.starts_with(|c| matches!(c, '가'..='힣')) { korean() } else { name.chars().count() <= 6 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_told_from_copy() {
        for (line, expected) in [
            ("记者王小明、李红", &["王小明", "李红"][..]),
            ("本报记者 李明", &["李明"]),
            ("新华社记者 李明 王红", &["李明", "王红"]),
            ("文/李明", &["李明"]),
            ("记者：李明", &["李明"]),
            ("김민수 기자", &["김민수"]),
            ("사회부 김민수·이영희 기자 minsu@example.org", &["김민수", "이영희"]),
            ("김민수 도쿄특파원 이영희 기자", &["김민수", "도쿄", "이영희"]),
            ("鈴木一郎記者", &["鈴木一郎"]),
        ] {
            assert_eq!(names(line), expected, "{line}");
        }
        for line in [
            "",
            "记者",
            "기자",
            "记者在现场看到，港口关闭。",
            "殺害された記者",
            "本報記者",
            "항구에서 만난 사람들은 기자에게 말했다",
            "여객선 운항 재개를 기다리는 승객들과 기자",
            "Ana Reis 기자",
        ] {
            assert_eq!(byline(line), None, "{line}");
        }
    }
}
