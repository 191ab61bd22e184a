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
/// The longest names of Chinese and of Japanese, in characters; one of other peoples has a point between its parts.
const CHINESE: usize = 4;
const JAPANESE: usize = 6;
/// What may stand between the word for a writer and the names.
const SIGNS: [char; 8] = [':', '：', '/', '・', '｜', '|', ' ', '\u{3000}'];
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
    let behind = |words: &[&str]| {
        words.iter().find_map(|word| {
            let (house, _) = near.split_once(word)?;
            (house.is_empty() || is_house(house)).then(|| line.split_at(house.len() + word.len()))
        })
    };
    let chinese = behind(EAST.before);
    let (opener, rest) = chinese.or_else(|| behind(EAST.before_japanese))?;
    let longest = if chinese.is_some() { CHINESE } else { JAPANESE };
    let bare = |name: &str| EAST.before.iter().find_map(|word| name.strip_prefix(word)).unwrap_or(name).to_owned();
    let names = rest.trim_start_matches(SIGNS);
    // `记者现场直击港口火灾`: words that touch the word for a writer are a name where they begin as names do.
    if names.len() == rest.len() && !opener.ends_with(SIGNS) && !is_named(names) {
        return None;
    }
    let parts = names.split(is_between);
    let fits = |name: &str| name.contains('·') || name.chars().count() <= longest;
    list(parts.map(bare), |name| fits(name) && name.chars().all(|c| is_letter(c) || c == '·'))
}

/// Whether a list of names begins with one of Chinese: a surname and one sign or two, or several parts.
fn is_named(names: &str) -> bool {
    let first = names.split(is_between).next().unwrap_or_default();
    let given =
        |surname: &&str| first.strip_prefix(*surname).is_some_and(|given| (1..=2).contains(&given.chars().count()));
    first.contains('·') || EAST.surnames_chinese.iter().any(given)
}

/// Whether a sign parts names.
fn is_between(c: char) -> bool {
    c.is_whitespace() || matches!(c, '、' | '，' | ',' | '/')
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
    if name.starts_with(|c| matches!(c, '가'..='힣')) { korean() } else { name.chars().count() <= JAPANESE }
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
            ("记者欧阳小明", &["欧阳小明"]),
            ("记者 扎西达娃", &["扎西达娃"]),
            ("记者阿依古丽·买买提", &["阿依古丽·买买提"]),
            ("取材・佐々木太郎", &["佐々木太郎"]),
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
            "记者现场直击港口火灾",
            "记者 现场直击港口火灾",
            "记者会召开",
            "作者简介",
            "取材協力",
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
