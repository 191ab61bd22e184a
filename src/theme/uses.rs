//! What a template is made of: its own text and that of all templates that it may use.
//!
//! A template names others by a literal (`extends "base.html"`, `include "card.html"`) and calls a
//! component by its name (`<card …/>`), so wherever such a name stands in its text, it may use what
//! has that name. Taking one too many costs a page rendered for nothing; one too few would leave a
//! page as it was.

use crate::source::Source;
use std::collections::{BTreeMap, BTreeSet};
use xxhash_rust::xxh3::{Xxh3, xxh3_64};

/// For each template, a hash of all that it may use.
pub(super) fn digests(templates: &BTreeMap<String, Source>) -> BTreeMap<String, u64> {
    let direct = direct(templates);
    templates.keys().map(|name| (name.clone(), digest(&reached(name, &direct), templates))).collect()
}

/// A template and all that it may use; nothing where there is no such template.
pub(super) fn used_by<'a>(templates: &'a BTreeMap<String, Source>, name: &str) -> Vec<&'a str> {
    let Some((name, _)) = templates.get_key_value(name) else { return Vec::new() };
    reached(name, &direct(templates)).into_iter().collect()
}

/// What each template names itself.
fn direct(templates: &BTreeMap<String, Source>) -> BTreeMap<&str, BTreeSet<&str>> {
    let components = components(templates);
    templates.iter().map(|(name, source)| (name.as_str(), named_in(source.text(), templates, &components))).collect()
}

/// The template that defines each component.
fn components(templates: &BTreeMap<String, Source>) -> BTreeMap<&str, Vec<&str>> {
    let mut components: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (template, source) in templates {
        for (at, open) in source.text().match_indices("component ") {
            let rest = source.text()[at + open.len()..].trim_start();
            let end = rest.find(|c: char| !c.is_alphanumeric() && !"_-.".contains(c)).unwrap_or(rest.len());
            components.entry(&rest[..end]).or_default().push(template);
        }
    }
    components
}

fn named_in<'a>(
    text: &str,
    templates: &'a BTreeMap<String, Source>,
    components: &BTreeMap<&'a str, Vec<&'a str>>,
) -> BTreeSet<&'a str> {
    let named = templates.keys().map(String::as_str).filter(|name| text.contains(*name));
    let called = components.iter().filter(|(name, _)| text.contains(**name)).flat_map(|(_, in_)| in_.iter().copied());
    named.chain(called).collect()
}

/// A template, and all that can be reached from it.
fn reached<'a>(name: &'a str, direct: &BTreeMap<&'a str, BTreeSet<&'a str>>) -> BTreeSet<&'a str> {
    let mut all = BTreeSet::from([name]);
    let mut open = vec![name];
    while let Some(next) = open.pop() {
        open.extend(direct[next].iter().filter(|name| all.insert(name)));
    }
    all
}

fn digest(names: &BTreeSet<&str>, templates: &BTreeMap<String, Source>) -> u64 {
    let mut hash = Xxh3::new();
    for name in names {
        hash.update(name.as_bytes());
        hash.update(&xxh3_64(templates[*name].text().as_bytes()).to_le_bytes());
    }
    hash.digest()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Which templates change when the text of one does.
    fn changed_by(changed: &str, texts: &[(&str, &str)]) -> Vec<String> {
        let theme = |mark: &str| -> BTreeMap<String, Source> {
            let text = |name: &str, text: &str| if name == changed { format!("{text}{mark}") } else { text.into() };
            texts.iter().map(|(name, it)| ((*name).to_owned(), Source::new(*name, text(name, it)))).collect()
        };
        let (before, after) = (digests(&theme("")), digests(&theme("!")));
        before.into_iter().filter(|(name, digest)| after[name] != *digest).map(|(name, _)| name).collect()
    }

    #[test]
    fn a_change_reaches_what_extends_includes_or_calls() {
        let texts = [
            ("base.html", "<html>{% block main %}{% endblock %}"),
            ("card.html", "{% component card(title) %}<b>{{ title }}</b>{% endcomponent card %}"),
            ("foot.html", "foot"),
            ("list.html", r#"{% extends "base.html" %}{% block main %}{{ <card title="x" /> }}{% endblock %}"#),
            ("story.html", r#"{% extends "base.html" %}{% block main %}{% include "foot.html" %}{% endblock %}"#),
        ];
        assert_eq!(changed_by("base.html", &texts), ["base.html", "list.html", "story.html"]);
        assert_eq!(changed_by("foot.html", &texts), ["foot.html", "story.html"]);
        assert_eq!(changed_by("card.html", &texts), ["card.html", "list.html"]);
        assert_eq!(changed_by("story.html", &texts), ["story.html"]);
    }

    #[test]
    fn templates_that_use_each_other_change_together() {
        let texts = [("a.html", r#"{% include "b.html" %}"#), ("b.html", r#"{% include "a.html" %}"#)];
        assert_eq!(changed_by("a.html", &texts), ["a.html", "b.html"]);
    }
}
