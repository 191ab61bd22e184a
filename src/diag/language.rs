//! Language tags, and what to type for one.

/// Languages that are typed by name more often than by tag.
const NAMES: [(&str, &str); 20] = [
    ("arabic", "ar"),
    ("chinese", "zh"),
    ("deutsch", "de"),
    ("dutch", "nl"),
    ("english", "en"),
    ("español", "es"),
    ("farsi", "fa"),
    ("français", "fr"),
    ("french", "fr"),
    ("german", "de"),
    ("hebrew", "he"),
    ("hindi", "hi"),
    ("italian", "it"),
    ("japanese", "ja"),
    ("persian", "fa"),
    ("portuguese", "pt"),
    ("russian", "ru"),
    ("spanish", "es"),
    ("turkish", "tr"),
    ("urdu", "ur"),
];

/// Whether a tag has the form that BCP 47 gives it: a language of two or three letters, and parts of
/// up to eight letters and digits.
pub fn is_tag(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let primary = parts.next().unwrap_or_default();
    matches!(primary.len(), 2 | 3)
        && primary.bytes().all(|byte| byte.is_ascii_alphabetic())
        && parts.all(|part| matches!(part.len(), 1..=8) && part.bytes().all(|byte| byte.is_ascii_alphanumeric()))
}

/// What to type for a text that is no tag.
pub fn help(typed: &str) -> String {
    let name = typed.trim().to_lowercase();
    let tag = typed.trim().replace('_', "-");
    let meant = NAMES.iter().find(|(known, _)| *known == name).map(|(_, tag)| (*tag).to_owned());
    match meant.or_else(|| is_tag(&tag).then_some(tag)) {
        Some(tag) => format!("did you mean `{tag}`?"),
        None => "type a tag such as `en`, `pt-BR` or `zh-Hant`".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_told_from_names() {
        for (typed, expected) in [("en", true), ("pt-BR", true), ("zh-Hant-TW", true), ("x", false), ("english", false)]
        {
            assert_eq!(is_tag(typed), expected, "{typed}");
        }
        assert_eq!(help("Deutsch"), "did you mean `de`?");
        assert_eq!(help("pt_BR"), "did you mean `pt-BR`?");
    }
}
