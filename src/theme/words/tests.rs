//! What is said in which language.

use super::*;
use crate::theme::plural;
use jiff::civil::date;

fn vocabulary(files: &[(&str, &str)]) -> Vocabulary {
    let mut vocabulary = Vocabulary::default();
    let mut findings = Vec::new();
    for (language, text) in files {
        vocabulary.add(language, &Source::new("words.toml", *text), &mut findings);
    }
    assert_eq!(findings, []);
    vocabulary.settle();
    vocabulary
}

#[test]
fn a_gap_is_filled_from_the_parent_theme_and_then_from_english() {
    let words =
        vocabulary(&[("de", "older = 'Frühere'"), ("de", "older = 'Ältere'\nby = 'Von'"), ("en", "and = 'and'")]);
    let german = words.of("de-CH");
    assert_eq!([german.text("older"), german.text("by"), german.text("and")], ["Frühere", "Von", "and"]);
}

#[test]
fn a_day_is_written_as_its_language_has_it() {
    let months = |last: &str| format!("months = [{}]", [&["'x'"; 11][..], &[last]].concat().join(","));
    let german = format!("day_pattern = '{{day}}. {{month}} {{year}}'\n{}", months("'Dezember'"));
    let words = vocabulary(&[("de", &german), ("en", &months("'December'"))]);
    assert_eq!(words.of("de").day(date(2026, 12, 3)), "3. Dezember 2026");
    assert_eq!(words.of("fi").day(date(2026, 12, 3)), "2026-12-03");
    assert_eq!(words.of("fi").month(2026, 12), "2026-12");
}

#[test]
fn every_language_of_the_default_theme_is_whole() {
    let files = crate::theme::builtin::files("default").iter();
    let files: Vec<(&str, &str)> = files
        .filter_map(|(path, bytes)| {
            let tag = path.strip_prefix("words/")?.strip_suffix(".toml")?;
            Some((tag, std::str::from_utf8(bytes).unwrap()))
        })
        .collect();
    let english: toml::Table = toml::from_str(files.iter().find(|(tag, _)| *tag == "en").unwrap().1).unwrap();
    let words = vocabulary(&files);
    for (tag, text) in &files {
        let own: toml::Table = toml::from_str(text).unwrap();
        let lacks: Vec<_> = english.keys().filter(|name| !own.contains_key(*name) && *name != "year_pattern").collect();
        assert_eq!(lacks, Vec::<&String>::new(), "{tag}");
        // Each plural category that the language has, and none besides.
        for (name, forms) in &words.of(tag).forms {
            let needed: std::collections::BTreeSet<_> = (0..=200).map(|n| plural::category(tag, n)).collect();
            let given: std::collections::BTreeSet<_> = forms.keys().map(String::as_str).collect();
            assert!(needed.is_subset(&given), "{tag} {name}: {needed:?}");
        }
    }
    assert!(files.len() >= 13);
}

#[test]
fn dates_and_numbers_are_those_of_the_language() {
    let files = crate::theme::builtin::files("default").iter();
    let files: Vec<(&str, &str)> = files
        .filter_map(|(path, bytes)| {
            Some((path.strip_prefix("words/")?.strip_suffix(".toml")?, std::str::from_utf8(bytes).unwrap()))
        })
        .collect();
    let words = vocabulary(&files);
    for (tag, day, month, number, read) in [
        ("en", "1 May 2026", "May 2026", "12,345", "1 min read"),
        ("de", "1. Mai 2026", "Mai 2026", "12.345", "1 Min. Lesezeit"),
        ("fr", "1er mai 2026", "Mai 2026", "12\u{202f}345", "1 min de lecture"),
        ("es", "1 de mayo de 2026", "Mayo de 2026", "12\u{202f}345", "1 min de lectura"),
        ("ru", "1 мая 2026", "Май 2026", "12\u{a0}345", "1 минута чтения"),
        ("uk", "1 травня 2026", "Травень 2026", "12\u{a0}345", "1 хвилина читання"),
        ("ar", "1 مايو 2026", "مايو 2026", "12,345", "دقيقة قراءة"),
        ("he", "1 במאי 2026", "מאי 2026", "12,345", "דקת קריאה אחת"),
        ("ja", "2026年5月1日", "2026年5月", "12,345", "読了時間 約1分"),
        ("ko", "2026년 5월 1일", "2026년 5월", "12,345", "읽는 시간 약 1분"),
    ] {
        let words = words.of(tag);
        let told =
            [words.day(date(2026, 5, 1)), words.month(2026, 5), words.number(12345), words.counted("minutes", 1)];
        assert_eq!(told, [day, month, number, read], "{tag}");
    }
    assert_eq!(words.of("ru").counted("minutes", 22), "22 минуты чтения");
    assert_eq!(words.of("ar").weekdays[0], "س");
    assert_eq!(words.of("ja").year(2026), "2026年");
}

#[test]
fn a_language_may_have_digits_of_its_own() {
    let words = vocabulary(&[("ar", "digits = '٠١٢٣٤٥٦٧٨٩'\ngroup = '٬'\ntime_pattern = '{hour}:{minute}'")]).of("ar");
    assert_eq!((words.number(12045), words.time(9, 30)), ("١٢٬٠٤٥".into(), "٠٩:٣٠".into()));
}

#[test]
fn a_wrong_value_is_found_in_its_file() {
    let mut findings = Vec::new();
    Vocabulary::default().add("en", &Source::new("en.toml", "by = 'By'\nmonths = ['x']"), &mut findings);
    assert_eq!(findings[0].message, "expected twelve names for `months`");
}
