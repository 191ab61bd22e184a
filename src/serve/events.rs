//! What open pages are told: server-sent events, one for each edition.
//!
//! An event says which edition there is now, and not what changed since the last event: a tab that
//! slept through ten of them is told of the last and has missed nothing. Its number is the event's
//! `id`, which a browser sends back when it comes again.

use super::Reload;
use super::edition::{Edition, Number};
use serde_json::json;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch::Receiver;

/// What a stream begins with: come back soon after the connection is lost.
pub(super) const HELLO: &str = "retry: 300\n\n";
/// What is sent when there is nothing to say, so that a lost connection is noticed.
pub(super) const PULSE: &str = ": still here\n\n";
/// How long there is nothing to say before that.
const QUIET: Duration = Duration::from_secs(15);

/// One page's stream of events.
pub(super) struct Stream {
    editions: Receiver<Arc<Edition>>,
    known: Option<Number>,
}

impl Stream {
    /// For a page that knows of an edition: `known` is its number as the page sends it.
    pub(super) fn new(editions: Receiver<Arc<Edition>>, known: Option<&str>) -> Self {
        Self { editions, known: known.and_then(|known| known.parse().ok()) }
    }

    /// Waits for what is to be sent next; nothing when the server ends.
    pub(super) async fn next(&mut self) -> Option<String> {
        let edition = Arc::clone(&self.editions.borrow_and_update());
        if self.known != Some(edition.number) {
            let event = event(&edition, self.known);
            self.known = Some(edition.number);
            return Some(event);
        }
        match tokio::time::timeout(QUIET, self.editions.changed()).await {
            Err(_) => Some(PULSE.into()),
            Ok(Err(_)) => None,
            Ok(Ok(())) => {
                let edition = Arc::clone(&self.editions.borrow_and_update());
                let event = event(&edition, self.known);
                self.known = Some(edition.number);
                Some(event)
            }
        }
    }
}

/// The event of an edition, for a page that knows another one.
fn event(edition: &Edition, known: Option<Number>) -> String {
    let known = known.filter(|known| known.run == edition.number.run);
    let base = edition.base();
    let below = |address: &str| format!("{base}{}", crate::site::address::encoded(address.trim_start_matches('/')));
    let touched = known.map(|known| edition.touched_since(known.edition)).unwrap_or_default();
    let touched: Vec<_> = touched.into_iter().map(below).collect();
    // Who comes back after a while does not want to be taken elsewhere.
    let is_next = known.is_some_and(|known| known.edition + 1 == edition.number.edition);
    let saved = edition.saved.as_deref().filter(|_| edition.reload == Reload::Navigate && is_next);
    let data = json!({ "touched": touched, "go": saved.map(below) });
    format!("id: {}\nevent: edition\ndata: {data}\n\n", edition.number)
}
