//! A site's own look, from `[theme]` of `book.toml` alone: colours, type, and a stylesheet over it.
//!
//! In: the theme's `style.css` and the settings. Out: the same stylesheet with the site's choices at
//! its end, under an address of its own, so that a page still needs one stylesheet and no style that
//! is written into it.

use super::words::Words;
use super::{Theme, asset_of};
use crate::diag::{Diagnostic, nearest};
use serde_json::Value;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// The stylesheet that the choices are laid over.
const STYLES: &str = "style.css";
/// A stylesheet of the site's own, after the theme's.
const OWN_STYLES: &str = "own.css";
/// The settings that a stylesheet knows, with the property that each sets: colours, and what is the same
/// in any light.
const COLOURS: [(&str, &str); 3] = [("accent", "--accent"), ("paper", "--paper"), ("ink", "--ink")];
const PROPERTIES: [(&str, &str); 4] =
    [("serif", "--serif"), ("sans", "--sans"), ("mono", "--mono"), ("measure", "--measure")];

/// Settings that templates read.
const OTHERS: [&str; 3] = ["logo", "footer", "words"];

impl Theme {
    /// Lays a site's choices over the theme's stylesheet. `accent = "#7a1f1f"` is a colour of pages in
    /// light, `accent-dark` the same in the dark, where the theme's own stays without it; `serif`, `sans` and
    /// `mono` are lists of fonts. What is found is told with the key of `[theme]` that is to blame.
    pub fn dress(&mut self, settings: &BTreeMap<String, Value>) -> Vec<(String, Diagnostic)> {
        let mut findings = Vec::new();
        let any = properties(settings, &PROPERTIES, "", &mut findings);
        let light = properties(settings, &COLOURS, "", &mut findings);
        let dark = properties(settings, &COLOURS, "-dark", &mut findings);
        findings.extend(settings.keys().filter_map(|key| Some((key.clone(), self.mistyped(key)?))));
        let own = self.assets.remove(OWN_STYLES).map(|asset| asset.bytes).unwrap_or_default();
        if any.is_empty() && light.is_empty() && dark.is_empty() && own.is_empty() {
            return findings;
        }
        if let Some(asset) = self.assets.get(STYLES) {
            let mut bytes = asset.bytes.to_vec();
            if !any.is_empty() {
                bytes.extend_from_slice(format!(":root {{ {any}}}\n").as_bytes());
            }
            // A colour that was chosen for one light is none for the other, nor for paper.
            for (scheme, colours) in [("light", light), ("dark", dark)] {
                if !colours.is_empty() {
                    let rule =
                        format!("@media screen and (prefers-color-scheme: {scheme}) {{ :root {{ {colours}}} }}\n");
                    bytes.extend_from_slice(rule.as_bytes());
                }
            }
            bytes.extend_from_slice(&own);
            self.assets.insert(STYLES.into(), asset_of(STYLES, Cow::Owned(bytes)));
        }
        findings
    }
}

impl Theme {
    /// The word that was meant by a name that neither a language nor a template knows.
    pub fn near_word<'w>(&self, known: &'w Words, name: &str) -> Option<&'w str> {
        if known.names().any(|known| known == name) || self.reads(name) {
            return None;
        }
        nearest(name, known.names())
    }

    /// Whether a name stands in a template.
    fn reads(&self, name: &str) -> bool {
        self.templates.values().any(|template| template.text().contains(name))
    }

    /// What is said of a setting that nothing reads and that is close to one that counts.
    fn mistyped(&self, key: &str) -> Option<Diagnostic> {
        let colours = COLOURS.iter().flat_map(|(name, _)| [(*name).to_owned(), format!("{name}-dark")]);
        let others = PROPERTIES.iter().map(|(name, _)| *name).chain(OTHERS).map(str::to_owned);
        let known: Vec<String> = colours.chain(others).collect();
        if known.iter().any(|name| name == key) || self.reads(key) {
            return None;
        }
        let near = nearest(key, known.iter().map(String::as_str))?;
        let finding = Diagnostic::warning("unknown-setting", format!("the theme does not read `{key}` of `[theme]`"));
        Some(finding.help(format!("did you mean `{near}`?")))
    }
}

fn properties(
    settings: &BTreeMap<String, Value>,
    known: &[(&str, &str)],
    ending: &str,
    findings: &mut Vec<(String, Diagnostic)>,
) -> String {
    let mut rules = String::new();
    for (name, property) in known {
        let key = format!("{name}{ending}");
        let Some(Value::String(value)) = settings.get(&key) else { continue };
        let (expected, help) = if is_bare_hex(value) {
            ("a colour", format!("type `#{value}`"))
        } else if is_plain(value) {
            rules.push_str(&format!("{property}: {value}; "));
            continue;
        } else {
            (
                "a value of a style",
                "type a colour such as `#7a1f1f`, or a list of fonts such as `Georgia, serif`".into(),
            )
        };
        let message = format!("expected {expected} for `{key}`, found `{value}`");
        findings.push((key, Diagnostic::error("wrong-value", message).help(help)));
    }
    rules
}

/// Whether a value is a colour that lacks its `#`.
fn is_bare_hex(value: &str) -> bool {
    [3, 6].contains(&value.len())
        && value.chars().all(|c| c.is_ascii_hexdigit())
        && value.contains(|c: char| c.is_ascii_digit())
}

/// Whether a value can end nothing but itself.
fn is_plain(value: &str) -> bool {
    let allowed = |c: char| c.is_alphanumeric() || " ,.#%()'\"-".contains(c);
    let pairs = |mark: char| value.matches(mark).count().is_multiple_of(2);
    !value.trim().is_empty() && value.chars().all(allowed) && pairs('"') && pairs('\'') && !value.contains("url(")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dressed(settings: &[(&str, &str)]) -> (Theme, Vec<(String, Diagnostic)>) {
        let mut theme = Theme::default();
        theme.assets.insert(STYLES.into(), asset_of(STYLES, Cow::Borrowed(b"body{}\n")));
        let settings = settings.iter().map(|(key, value)| ((*key).to_owned(), Value::from(*value))).collect();
        let findings = theme.dress(&settings);
        (theme, findings)
    }

    #[test]
    fn a_colour_and_a_font_stand_at_the_end_of_the_stylesheet_under_a_new_address() {
        let (plain, _) = dressed(&[]);
        let (own, findings) = dressed(&[("accent", "#005b96"), ("accent-dark", "#9cf"), ("serif", "\"Own\", serif")]);
        assert_eq!(findings, []);
        assert_ne!(own.assets[STYLES].address, plain.assets[STYLES].address);
        let text = String::from_utf8(own.assets[STYLES].bytes.to_vec()).unwrap();
        assert_eq!(
            text,
            "body{}\n:root { --serif: \"Own\", serif; }\n\
             @media screen and (prefers-color-scheme: light) { :root { --accent: #005b96; } }\n\
             @media screen and (prefers-color-scheme: dark) { :root { --accent: #9cf; } }\n"
        );
    }

    #[test]
    fn a_value_cannot_end_its_rule() {
        for value in ["red; } body { display: none", "url(https://x.example/)", "\"open", " "] {
            assert_eq!(dressed(&[("accent", value)]).1.len(), 1, "{value}");
        }
    }
}
