//! Telling the world: WebSub hubs of changed feeds, search engines of changed pages (IndexNow).

use super::plan::Plan;
use super::record::Kind;
use crate::diag::Diagnostic;
use crate::http;
use crate::site::address;

/// The protocol takes so many addresses at a time.
const AT_ONCE: usize = 10_000;
/// Where search engines that share what they are told take it.
pub const INDEXNOW: &str = "https://api.indexnow.org/indexnow";

/// Tells hubs which feeds changed (WebSub, section 7).
pub fn hubs(hubs: &[String], base: &str, plan: &Plan<'_>) -> Vec<Diagnostic> {
    let names = ["feed.xml", "atom.xml", "feed.json"];
    let is_feed = |path: &str| names.contains(&path.rsplit('/').next().unwrap_or_default());
    let feeds = plan.send.iter().map(|change| change.item.path.as_str()).filter(|path| is_feed(path));
    let fields: Vec<String> = feeds.map(|path| format!("&hub.url={}", escaped(&url(base, path)))).collect();
    if fields.is_empty() {
        return Vec::new();
    }
    let body = format!("hub.mode=publish{}", fields.concat());
    let client = http::client(30, 3);
    let told = hubs.iter().map(|hub| (hub, http::post(&client, hub, "application/x-www-form-urlencoded", &body)));
    told.filter_map(|(hub, answer)| refused(hub, answer)).collect()
}

/// Tells search engines which pages are new, changed or gone.
pub fn search_engines(endpoint: &str, key: &str, base: &str, plan: &Plan<'_>) -> Vec<Diagnostic> {
    let sent = plan.send.iter().map(|change| (change.item.kind, change.item.path.as_str()));
    let gone = plan.gone.iter().map(|gone| (gone.kind, gone.path));
    let pages = sent.chain(gone).filter(|(kind, _)| *kind == Kind::Page).map(|(_, path)| url(base, path));
    let pages: Vec<String> = pages.collect();
    let host = base.split("://").nth(1).and_then(|rest| rest.split('/').next()).unwrap_or_default();
    let client = http::client(30, 3);
    let told = pages.chunks(AT_ONCE).map(|pages| {
        let body = serde_json::json!({
            "host": host, "key": key, "keyLocation": url(base, &format!("{key}.txt")), "urlList": pages,
        });
        http::post(&client, endpoint, "application/json; charset=utf-8", &body.to_string())
    });
    told.filter_map(|answer| refused(endpoint, answer)).collect()
}

fn refused(whom: &str, answer: Result<http::Answer, String>) -> Option<Diagnostic> {
    let why = match answer {
        Ok(answer) if (200..300).contains(&answer.status) => return None,
        Ok(answer) => format!("it answers {}", answer.status),
        Err(why) => why,
    };
    Some(
        Diagnostic::warning("not-told", format!("`{whom}` was not told: {why}"))
            .because("the site itself is published"),
    )
}

/// A file's address as readers know it.
fn url(base: &str, path: &str) -> String {
    let path = path.strip_suffix("index.html").filter(|rest| rest.is_empty() || rest.ends_with('/')).unwrap_or(path);
    format!("{}/{}", base.trim_end_matches('/'), address::encoded(&path.replace('%', "%25")))
}

fn escaped(text: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    text.bytes().map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}
