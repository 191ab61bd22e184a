//! Many requests at a time on one thread, while others read and compress what comes next.
//!
//! A file is read when its turn comes, so that as many are in memory as are under way, and no request
//! waits for a batch to be ready.

use super::{Cause, Trouble};
use crate::publish::parcel::Item;
use std::thread::available_parallelism;
use tokio::runtime::{Builder, Runtime};

/// A runtime whose other threads are as many as can work at once.
pub(super) fn runtime() -> Result<Runtime, Trouble> {
    let threads = available_parallelism().map_or(2, usize::from);
    let runtime = Builder::new_current_thread().enable_all().max_blocking_threads(threads).build();
    runtime.map_err(|error| Trouble::new(Cause::Other, format!("cannot start: {error}")))
}

/// The bytes to send, read and compressed on another thread.
pub(super) async fn bytes(item: &Item) -> Result<Vec<u8>, Trouble> {
    let item = item.clone();
    match tokio::task::spawn_blocking(move || item.bytes()).await {
        Ok(bytes) => Ok(bytes?),
        Err(error) => Err(Trouble::new(Cause::Other, format!("cannot read: {error}"))),
    }
}
