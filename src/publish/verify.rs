//! What readers are given: fetched from the live address and compared.
//!
//! Everything that changed is asked for, what is gone, and a sample of the rest. A host may take a
//! moment to show what it was sent, so what differs is asked for again.

use super::parcel::Parcel;
use super::plan::Plan;
use crate::cache::Entry;
use crate::diag::Diagnostic;
use crate::http;
use crate::site::address;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

/// So many requests at a time.
const AT_ONCE: usize = 8;
/// So many of what did not change are looked at, spread over the site.
const SAMPLE: usize = 16;
/// What differs is asked for again after these waits, in seconds.
const WAITS: [u64; 5] = [0, 1, 2, 4, 8];

/// What was found out.
#[derive(Debug, Default)]
pub struct Verified {
    /// How many addresses were asked for.
    pub asked: usize,
    /// What is not as it should be.
    pub findings: Vec<Diagnostic>,
}

/// What an address is to answer with.
struct Expected<'a> {
    path: &'a str,
    /// The content; nothing where it is gone.
    entry: Option<Entry>,
}

/// Compares what is live below an address with what was published.
pub fn verify(base: &str, plan: &Plan<'_>, parcel: &Parcel, progress: &(dyn Fn() + Sync)) -> Verified {
    let mut expected: Vec<Expected<'_>> = Vec::new();
    // Compressed forms are for the host; what a reader gets of them is the file itself.
    let plain = |path: &str| ![".gz", ".br", ".zst"].iter().any(|ending| path.ends_with(ending)) && !is_for_host(path);
    let sent = plan.send.iter().filter(|change| plain(&change.item.path));
    expected.extend(sent.map(|change| Expected { path: &change.item.path, entry: Some(change.item.entry) }));
    let gone = plan.gone.iter().filter(|gone| plain(gone.path));
    expected.extend(gone.map(|gone| Expected { path: gone.path, entry: None }));
    let changed: std::collections::BTreeSet<&str> = expected.iter().map(|one| one.path).collect();
    let rest: Vec<_> =
        parcel.items.values().filter(|item| plain(&item.path) && !changed.contains(&*item.path)).collect();
    let step = rest.len().div_ceil(SAMPLE).max(1);
    expected.extend(rest.iter().step_by(step).map(|item| Expected { path: &item.path, entry: Some(item.entry) }));
    let findings = all(base, &expected, progress);
    Verified { asked: expected.len(), findings }
}

/// Files that hosts read and do not serve.
fn is_for_host(path: &str) -> bool {
    let names = [
        "_headers",
        "_redirects",
        "vercel.json",
        "firebase.json",
        "nginx.conf",
        ".htaccess",
        ".nojekyll",
        "CNAME",
        ".domains",
    ];
    names.contains(&path)
}

fn all(base: &str, expected: &[Expected<'_>], progress: &(dyn Fn() + Sync)) -> Vec<Diagnostic> {
    let client = http::client(30, 5);
    let next = AtomicUsize::new(0);
    let findings = Mutex::new(Vec::new());
    std::thread::scope(|scope| {
        for _ in 0..AT_ONCE.min(expected.len()) {
            scope.spawn(|| {
                while let Some(one) = expected.get(next.fetch_add(1, Ordering::Relaxed)) {
                    if let Some(finding) = look(&client, base, one) {
                        findings.lock().unwrap_or_else(std::sync::PoisonError::into_inner).push(finding);
                    }
                    progress();
                }
            });
        }
    });
    findings.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner)
}

fn look(client: &ureq::Agent, base: &str, expected: &Expected<'_>) -> Option<Diagnostic> {
    let path = expected.path.strip_suffix("index.html").filter(|rest| rest.is_empty() || rest.ends_with('/'));
    // Encoded byte by byte: a `%` or `#` in a name is no escape and no anchor.
    let path = path.unwrap_or(expected.path).replace('%', "%25");
    let path = address::encoded(&path);
    let url = format!("{}/{path}", base.trim_end_matches('/'));
    let mut said = String::new();
    for wait in WAITS {
        std::thread::sleep(Duration::from_secs(wait));
        said = match (http::get(client, &url), expected.entry) {
            (Err(why), _) => why,
            (Ok(answer), None) if answer.status >= 300 => return None,
            (Ok(_), None) => "it is still there".into(),
            (Ok(answer), Some(_)) if answer.status != 200 && expected.path != "404.html" => {
                format!("the host answers {}", answer.status)
            }
            (Ok(answer), Some(entry_of)) if Entry::of(&answer.body) == entry_of => return None,
            (Ok(answer), Some(entry_of)) => {
                format!("it has {} bytes, and others than the {} that were published", answer.body.len(), entry_of.len)
            }
        };
    }
    Some(
        Diagnostic::error(super::NOT_LIVE, format!("`{url}` is not what was published: {said}"))
            .help("if the host takes its time, look again later; `--no-verify` leaves this out")
            .help("`dateline publish --rollback` goes back to the state before"),
    )
}
