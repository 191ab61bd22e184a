//! Russian names in the first case: `по словам Анны Ларионовой` names `Анна Ларионова`.
//!
//! In: a name as the text has it. Out: the name in the first case, if its given name is known in the first case alone
//! and is in the second here. Where one of the other words does not tell, the whole name stays as it is.

use crate::wire::quotes::language::{Class, Language};
use crate::wire::quotes::names::Gender;

/// The name in the first case, if it is certain.
pub(super) fn first(name: &str, language: &Language) -> Option<String> {
    // No other script is asked.
    if !name.starts_with(|c: char| ('А'..='Я').contains(&c)) {
        return None;
    }
    let (given, rest) = name.split_once(' ')?;
    let gender = |name: &str| {
        let class = language.class(&name.to_lowercase());
        class.any(Class::GIVEN).then_some(if class.any(Class::GIVEN_WOMAN) { Gender::Woman } else { Gender::Man })
    };
    if gender(given).is_some() {
        return None;
    }
    let endings = [("ы", "а"), ("и", "я"), ("и", "а"), ("а", ""), ("я", "й"), ("я", "ь")];
    let nominative = endings.into_iter().filter_map(|(second, first)| replaced(given, second, first));
    let (given, gender) =
        nominative.filter_map(|name| Some((gender(&name)?, name))).map(|(gender, name)| (name, gender)).next()?;
    let words = rest.split(' ').map(|word| if gender == Gender::Woman { woman(word) } else { man(word) });
    let words = words.collect::<Option<Vec<String>>>()?;
    Some(format!("{given} {}", words.join(" ")))
}

fn replaced(word: &str, second: &str, first: &str) -> Option<String> {
    word.strip_suffix(second).map(|stem| format!("{stem}{first}"))
}

/// A man's surname or his father's name.
fn man(word: &str) -> Option<String> {
    if let Some(stem) = word.strip_suffix("ского").or_else(|| word.strip_suffix("цкого")) {
        return Some(format!("{stem}{}ий", if word.ends_with("ского") { "ск" } else { "цк" }));
    }
    // `Толстого` may be `Толстой` or `Толстый`; `Кравца` is `Кравец`, and `Песка` `Песок`.
    if word.ends_with("ого") || word.ends_with("его") || word.ends_with('и') {
        return None;
    }
    let vowel = |stem: &str| {
        stem.ends_with(['а', 'е', 'ё', 'и', 'о', 'у', 'ы', 'э', 'ю', 'я', 'А', 'Е', 'И', 'О', 'У', 'Э', 'Ю', 'Я'])
    };
    if let Some(stem) = word.strip_suffix('я') {
        return Some(format!("{stem}{}", if vowel(stem) { "й" } else { "ь" }));
    }
    if let Some(stem) = word.strip_suffix('а') {
        let fleeting = stem.ends_with('ц') || stem.strip_suffix('к').is_some_and(|before| !vowel(before));
        return (!fleeting).then(|| stem.to_owned());
    }
    Some(replaced(word, "ы", "а").unwrap_or_else(|| word.to_owned()))
}

/// A woman's surname or her father's name.
fn woman(word: &str) -> Option<String> {
    let endings = [
        ("ской", "ская"),
        ("цкой", "цкая"),
        ("овой", "ова"),
        ("евой", "ева"),
        ("ёвой", "ёва"),
        ("иной", "ина"),
        ("ыной", "ына"),
        ("вны", "вна"),
        ("чны", "чна"),
    ];
    let told = endings.into_iter().find_map(|(second, first)| replaced(word, second, first));
    // Others that end so are declined in more than one way; foreign surnames of women do not change.
    told.or_else(|| (!word.ends_with("ой") && !word.ends_with(['ы', 'и'])).then(|| word.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_told_by_the_given_name() {
        let russian = Language::of("ru");
        for (name, expected) in [
            ("Анны Рейс", Some("Анна Рейс")),
            ("Марии Ивановны Ларионовой", Some("Мария Ивановна Ларионова")),
            ("Ольги Каминской", Some("Ольга Каминская")),
            ("Ивана Ларионова", Some("Иван Ларионов")),
            ("Сергея Петровича Каминского", Some("Сергей Петрович Каминский")),
            ("Игоря Эка", Some("Игорь Эк")),
            ("Олега Гайдая", Some("Олег Гайдай")),
            ("Олега Кравца", None),
            ("Льва Толстого", None),
            ("Анна Рейс", None),
            ("Валентина Ларионова", None),
            ("Ivana Reisa", None),
            ("Порта Маре", None),
        ] {
            assert_eq!(first(name, russian).as_deref(), expected, "{name}");
        }
    }
}
