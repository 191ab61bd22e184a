//! Links to other sites: whether they still have what is linked.
//!
//! In: addresses with what links them, and what was found out about them before. Out: findings, and
//! what is known now.
//!
//! 1. What answered lately is not asked again ([`known`]).
//! 2. The rest is parted by host: a few hosts at a time, and of each one address after the other
//!    ([`host`]), but for those that its `robots.txt` keeps from robots.
//! 3. Each is asked by `HEAD`, and by `GET` where that is answered badly; it is followed where it
//!    leads, and asked again, later each time, while the trouble may pass ([`visit`]).
//! 4. What was found out is said where the link stands ([`finding`]).

mod finding;
mod host;
pub mod known;
mod visit;

use super::Linked;
use crate::config::Outside as Settings;
use crate::diag::Diagnostic;
use crate::world::World;
use jiff::Timestamp;
use known::Known;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

/// So many hosts are asked at a time.
const HOSTS: usize = 8;

/// What an address was found to be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fate {
    /// It is there.
    There,
    /// It is elsewhere now: where, and whether that is for good.
    Moved {
        /// The new address.
        to: String,
        /// Whether the old one is to be forgotten.
        for_good: bool,
    },
    /// It leads round in a circle, or on and on.
    Circle,
    /// It is not there any more: the status.
    Gone(u16),
    /// There is no such host.
    NoHost,
    /// It is an address of a private network, which readers do not reach.
    Private,
    /// It is no address at all.
    Unreadable,
    /// It answers robots so; readers may get something else.
    Refused(u16),
    /// Its `robots.txt` asks robots to stay away, so it was not asked.
    Kept,
    /// It gave no answer that says anything: why.
    Silent(String),
}

/// What was found out.
#[derive(Debug, Default)]
pub struct Found {
    /// How many addresses were asked for now.
    pub asked: usize,
    /// How many were known from before.
    pub remembered: usize,
    /// How many are there, or elsewhere for a while.
    pub there: usize,
    /// What is to be said.
    pub findings: Vec<Diagnostic>,
}

/// Asks for every address. `now` says how old what is known is; `progress` is told of each address.
pub fn ask(
    world: &dyn World,
    outside: &BTreeMap<String, Linked>,
    settings: &Settings,
    known: &mut Known,
    now: Timestamp,
    progress: &(dyn Fn() + Sync),
) -> Found {
    let wanted: Vec<&str> = outside.keys().map(String::as_str).filter(|url| !settings.skips(url)).collect();
    known.forget(now, &wanted);
    let new: Vec<&str> = wanted.iter().copied().filter(|url| known.fate(url).is_none()).collect();
    let mut found = Found { asked: new.len(), remembered: wanted.len() - new.len(), ..Found::default() };
    for (url, fate) in fates(&new, settings, progress) {
        known.learn(url, fate, now);
    }
    for url in wanted {
        let fate = known.fate(url).unwrap_or(&Fate::Unreadable);
        found.there += usize::from(matches!(fate, Fate::There | Fate::Moved { for_good: false, .. }));
        found.findings.extend(finding::finding(world, url, fate, &outside[url]));
    }
    found
}

/// Finds out about addresses, a few hosts at a time.
fn fates<'a>(urls: &[&'a str], settings: &Settings, progress: &(dyn Fn() + Sync)) -> Vec<(&'a str, Fate)> {
    let hosts: Vec<host::Host<'a>> = host::part(urls);
    let next = AtomicUsize::new(0);
    let fates = Mutex::new(Vec::with_capacity(urls.len()));
    let client = crate::http::client_for_copy(visit::PATIENCE, settings.private.clone());
    std::thread::scope(|scope| {
        for _ in 0..HOSTS.min(hosts.len()) {
            scope.spawn(|| {
                while let Some(host) = hosts.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let of_host = host.ask(&client, progress);
                    fates.lock().unwrap_or_else(std::sync::PoisonError::into_inner).extend(of_host);
                }
            });
        }
    });
    fates.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner)
}
