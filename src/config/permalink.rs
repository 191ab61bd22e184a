//! The pattern of a story's address.
//!
//! ```text
//! pattern = 1*( "/" 1*( letter | "-" | "_" | "." | "~" | part ) ) [ "/" ]   ending in ".html" or "/"
//! part    = "{year}" | "{month}" | "{day}" | "{slug}" | "{section}"        "{slug}" at least once
//! ```

use super::Permalink;
use super::table::Wrong;
use crate::diag::nearest;

/// What can stand in braces.
const PARTS: [&str; 5] = ["year", "month", "day", "slug", "section"];

/// Reads a pattern.
pub(super) fn permalink(typed: &str) -> Result<Permalink, Wrong> {
    let example = || format!("type a pattern such as `{}`", Permalink::default().0);
    let wrong = |message: String, help: String| Err(Wrong::new(message, help));
    if !typed.starts_with('/') {
        let meant = format!("/{typed}");
        let help = permalink(&meant).map_or_else(|_| example(), |_| format!("did you mean `{meant}`?"));
        return wrong(format!("expected a pattern that begins with `/`, found `{typed}`"), help);
    }
    let fixed = filled(typed)?;
    if fixed.split('/').skip(1).any(|part| part == "." || part == "..") {
        return wrong("a pattern cannot lead upwards".into(), example());
    }
    if fixed.contains("//") {
        return wrong(
            "a pattern cannot hold an empty part".into(),
            format!("did you mean `{}`?", single_slashes(typed)),
        );
    }
    if let Some(sign) = fixed.chars().find(|c| !(c.is_alphanumeric() || "/-_.~".contains(*c))) {
        return wrong(format!("a pattern cannot hold `{}`", sign.escape_debug()), example());
    }
    if !typed.contains("{slug}") {
        return wrong("expected `{slug}` in the pattern".into(), example());
    }
    if !(typed.ends_with(".html") || typed.ends_with('/')) {
        let help = format!("did you mean `{typed}.html` or `{typed}/`?");
        return wrong(format!("expected a pattern that ends in `.html` or `/`, found `{typed}`"), help);
    }
    Ok(Permalink(typed.to_owned()))
}

/// The pattern with a letter in the place of each part in braces.
fn filled(typed: &str) -> Result<String, Wrong> {
    let mut fixed = String::new();
    let mut rest = typed;
    while let Some((before, after)) = rest.split_once('{') {
        let Some((part, after)) = after.split_once('}') else {
            return Err(Wrong::new("a brace is never closed", format!("the parts are `{{{}}}`", PARTS.join("}`, `{"))));
        };
        if !PARTS.contains(&part) {
            let help = match nearest(part, PARTS) {
                Some(near) => format!("did you mean `{{{near}}}`?"),
                None => format!("the parts are `{{{}}}`", PARTS.join("}`, `{")),
            };
            return Err(Wrong::new(format!("unknown part `{{{part}}}`"), help));
        }
        fixed.push_str(before);
        fixed.push('x');
        rest = after;
    }
    Ok(fixed + rest)
}

fn single_slashes(typed: &str) -> String {
    let mut single = typed.to_owned();
    while single.contains("//") {
        single = single.replace("//", "/");
    }
    single
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_gives_one_file_inside_the_site() {
        for good in ["/{year}/{month}/{day}/{slug}.html", "/{section}/{slug}/", "/{slug}.html", "/news/{year}-{slug}/"]
        {
            assert!(permalink(good).is_ok(), "{good}");
        }
        let bad = [
            ("{slug}.html", "did you mean `/{slug}.html`?"),
            ("/{slug}", "did you mean `/{slug}.html` or `/{slug}/`?"),
            ("/{yaer}/{slug}/", "did you mean `{year}`?"),
            ("/{title}/", "the parts are `{year}`, `{month}`, `{day}`, `{slug}`, `{section}`"),
            ("/{slug", "the parts are `{year}`, `{month}`, `{day}`, `{slug}`, `{section}`"),
            ("/news//{slug}/", "did you mean `/news/{slug}/`?"),
            ("/../{slug}/", "type a pattern such as `/{year}/{month}/{day}/{slug}.html`"),
            ("/{year}/", "type a pattern such as `/{year}/{month}/{day}/{slug}.html`"),
            ("/:year/{slug}/", "type a pattern such as `/{year}/{month}/{day}/{slug}.html`"),
            ("/{slug}}/", "type a pattern such as `/{year}/{month}/{day}/{slug}.html`"),
            ("/a b/{slug}/", "type a pattern such as `/{year}/{month}/{day}/{slug}.html`"),
            ("/{slug}?/", "type a pattern such as `/{year}/{month}/{day}/{slug}.html`"),
            ("/a\\..\\{slug}/", "type a pattern such as `/{year}/{month}/{day}/{slug}.html`"),
        ];
        for (typed, help) in bad {
            assert_eq!(permalink(typed).err().and_then(|wrong| wrong.help).as_deref(), Some(help), "{typed}");
        }
    }
}
