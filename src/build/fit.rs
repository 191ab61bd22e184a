//! Whether a site's settings go with its theme: the choices of its look, the words of its languages.

use crate::config::Config;
use crate::diag::Diagnostic;
use crate::theme::Theme;
use serde_json::Value;

/// Lays the site's choices over its theme, and says which of them the theme does not know.
pub(super) fn dress(config: &Config, theme: &mut Theme) -> Vec<Diagnostic> {
    let looks = theme.dress(&config.theme_settings).into_iter();
    let mut findings: Vec<_> = looks.map(|(key, finding)| config.blame(&["theme", &key], finding)).collect();
    for spoken in config.in_all_languages() {
        findings.extend(wordless(&spoken, theme));
        findings.extend(mistyped(&spoken, theme));
    }
    findings
}

/// A language in which the theme has nothing to say.
fn wordless(config: &Config, theme: &Theme) -> Option<Diagnostic> {
    let tag = config.language.as_str();
    // A theme may do without any words of its own.
    if theme.words.has(tag) || theme.words.is_empty() {
        return None;
    }
    let message = format!("there are no words in `{tag}`: what is no copy is printed in English");
    let finding = Diagnostic::warning("unknown-language", message);
    let keys = if config.is_own_language() { ["book", "language"] } else { ["languages", tag] };
    Some(config.blame(&keys, finding).help(format!("write them into `themes/{}/words/{tag}.toml`", config.theme)))
}

/// Words under `[theme.words]` or `[languages.TAG.words]` that nothing prints, and whose names are close to those
/// of others.
fn mistyped(config: &Config, theme: &Theme) -> Vec<Diagnostic> {
    let Some(Value::Object(words)) = config.theme_settings.get("words") else { return Vec::new() };
    let known = theme.words.of(&config.language);
    let mistyped = words.keys().filter_map(|name| {
        let near = theme.near_word(&known, name)?;
        let (own, other) = (["theme", "words", name], ["languages", &config.language, "words", name]);
        let keys: &[&str] = if config.is_own_language() { &own } else { &other };
        let finding = Diagnostic::warning("unknown-word", format!("the theme prints no word `{name}`"));
        Some(config.blame(keys, finding).help(format!("did you mean `{near}`?")))
    });
    mistyped.collect()
}
