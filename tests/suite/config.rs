//! `book.toml`. Outputs: `findings`; `config`, every setting as it was settled.

use crate::case::{Case, drawn};
use dateline::config::{self, Config};
use std::fmt::Write;

pub(crate) fn answer(case: &Case, output: &str) -> String {
    let read = config::read(case.file("book.toml"));
    match output {
        "findings" => drawn(read.findings),
        "config" => settled(read.value),
        other => panic!("no output `{other}`"),
    }
}

/// What differs from the defaults, a line for each setting.
fn settled(config: Config) -> String {
    let defaults = lines(Config::default());
    let differs = lines(config).into_iter().zip(defaults).filter(|(line, default)| line != default);
    let lines: String = differs.fold(String::new(), |mut out, ((name, value), _)| {
        writeln!(out, "{name}: {value}").unwrap();
        out
    });
    if lines.is_empty() { "as by default".to_owned() } else { lines }
}

fn lines(config: Config) -> Vec<(&'static str, String)> {
    // Every field by name, so that a new one cannot be forgotten.
    let Config {
        title,
        description,
        authors,
        language,
        direction,
        content,
        output,
        base_url,
        timezone,
        theme,
        permalink,
        slugs,
        per_page,
        feed_items,
        term_feed_items,
        image,
        hubs,
        security_contact,
        raw_html,
        outputs,
        pictures,
        callout_words,
        sections,
        organization,
        people,
        style,
        outside,
        destinations,
        taxonomies,
        headers,
        redirects,
        theme_settings,
        tongues,
        tongue: _,
        text: _,
    } = config;
    vec![
        ("title", title),
        ("description", description),
        ("authors", authors.join(", ")),
        ("language", language),
        ("direction", direction.name().to_owned()),
        ("content", content),
        ("output", output),
        ("base-url", format!("{base_url:?}")),
        ("timezone", timezone.iana_name().unwrap_or_default().to_owned()),
        ("theme", theme),
        ("permalink", permalink.0),
        ("slugs", format!("{slugs:?}")),
        ("per-page", per_page.to_string()),
        ("feed-items", feed_items.to_string()),
        ("term-feed-items", term_feed_items.to_string()),
        ("image", image.unwrap_or_default()),
        ("hub", hubs.join(", ")),
        ("security-contact", security_contact.unwrap_or_default()),
        ("raw-html", format!("{raw_html:?}")),
        ("outputs", format!("{outputs:?}")),
        ("pictures", format!("{pictures:?}")),
        ("callout-words", callout_words.to_string()),
        (
            "sections",
            sections
                .iter()
                .map(|s| format!("{} ({}: {})", s.key, s.title, s.description))
                .collect::<Vec<_>>()
                .join(", "),
        ),
        ("organization", format!("{organization:?}")),
        ("authors of stories", format!("{people:?}")),
        ("style", format!("{:?}", style.0)),
        ("check", format!("skip {:?}, private {:?}", outside.skip, outside.private)),
        (
            "destinations",
            destinations.iter().map(|one| format!("{} = {}", one.name, one.place)).collect::<Vec<_>>().join(", "),
        ),
        (
            "taxonomies",
            taxonomies.iter().map(|own| format!("{} ({})", own.key, own.title)).collect::<Vec<_>>().join(", "),
        ),
        ("headers", serde_json::to_string(&headers).unwrap()),
        ("redirects", serde_json::to_string(&redirects).unwrap()),
        ("theme settings", serde_json::to_string(&theme_settings).unwrap()),
        (
            "languages",
            tongues
                .iter()
                .map(|one| {
                    format!(
                        "{} at /{} ({}, {}, {:?})",
                        one.tag,
                        one.folder,
                        one.direction.name(),
                        one.title,
                        one.missing
                    )
                })
                .collect::<Vec<_>>()
                .join("; "),
        ),
    ]
}
