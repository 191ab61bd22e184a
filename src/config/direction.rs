//! Which way a language runs.

/// Which way a text runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// Left to right.
    Ltr,
    /// Right to left.
    Rtl,
}

/// Languages that are written from right to left (CLDR's character order), by their BCP 47 tags.
const RIGHT_TO_LEFT: [&str; 12] = ["ar", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "syr", "ug", "ur", "yi"];

impl Direction {
    /// The way a language runs, by its BCP 47 tag: a script that it names, or its usual one.
    pub fn of(language: &str) -> Self {
        let mut parts = language.split(['-', '_']);
        let primary = parts.next().unwrap_or_default().to_lowercase();
        let script = parts.find(|part| part.len() == 4).map(str::to_lowercase);
        let rtl = match script.as_deref() {
            Some(script) => matches!(script, "arab" | "hebr" | "thaa" | "syrc" | "nkoo" | "adlm"),
            None => RIGHT_TO_LEFT.contains(&primary.as_str()),
        };
        if rtl { Self::Rtl } else { Self::Ltr }
    }

    /// As HTML's `dir` has it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Ltr => "ltr",
            Self::Rtl => "rtl",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_runs_as_its_script_does() {
        for (language, expected) in
            [("en", "ltr"), ("ar-EG", "rtl"), ("he", "rtl"), ("pa-Arab", "rtl"), ("az-Latn", "ltr")]
        {
            assert_eq!(Direction::of(language).name(), expected, "{language}");
        }
    }
}
