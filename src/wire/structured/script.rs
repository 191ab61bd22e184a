//! Words above and below the line: `m<sup>2</sup>`, `CO<sub>2</sub>`.
//!
//! In: the words, and which of the two they are. Out: the same in the characters that Unicode has for it, so that they
//! mean the same in every output. Letters stand on the line, as in `5th` and `Mme`.

/// Digits and signs, as they stand on the line, above it and below it.
const SIGNS: [(char, char, char); 15] = [
    ('0', '⁰', '₀'),
    ('1', '¹', '₁'),
    ('2', '²', '₂'),
    ('3', '³', '₃'),
    ('4', '⁴', '₄'),
    ('5', '⁵', '₅'),
    ('6', '⁶', '₆'),
    ('7', '⁷', '₇'),
    ('8', '⁸', '₈'),
    ('9', '⁹', '₉'),
    ('+', '⁺', '₊'),
    ('-', '⁻', '₋'),
    ('−', '⁻', '₋'),
    ('(', '⁽', '₍'),
    (')', '⁾', '₎'),
];

/// Words above the line, or below it. Where there is a number that Unicode has not, a sign says that it is set off.
pub(super) fn set_off(words: &str, above: bool) -> String {
    let sign = |c: char| {
        let (_, high, low) = SIGNS.into_iter().find(|(plain, ..)| *plain == c)?;
        Some(if above { high } else { low })
    };
    if let Some(set) = words.chars().map(sign).collect::<Option<String>>() {
        return set;
    }
    let mark = if above { "^" } else { "_" };
    if words.contains(|c: char| c.is_ascii_digit()) { format!("{mark}{words}") } else { words.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_set_off_and_letters_are_not() {
        assert_eq!(set_off("2", true), "²");
        assert_eq!(set_off("-3", true), "⁻³");
        assert_eq!(set_off("2", false), "₂");
        assert_eq!(set_off("th", true), "th");
        assert_eq!(set_off("2n", true), "^2n");
    }
}
