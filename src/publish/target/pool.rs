//! Several files at a time: a few threads work, the calling one hears of what is done.

use super::{Cause, Done, Trouble, Version};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc;
use std::time::Duration;

/// A file is tried so often; with the waits between, a cut of some seconds is outlived.
const TRIES: u32 = 6;
const FIRST_WAIT: Duration = Duration::from_millis(250);

/// Does a piece of work for each of the items, on so many threads, and tells of each on this one.
pub(super) fn each<T: Sync>(
    items: &[T],
    threads: usize,
    work: impl Fn(&T) -> Result<Option<Version>, Trouble> + Sync,
    done: Done<'_, T>,
) -> Result<(), Trouble> {
    let next = AtomicUsize::new(0);
    let stop = AtomicBool::new(false);
    std::thread::scope(|scope| {
        let (tell, told) = mpsc::channel();
        for _ in 0..threads.min(items.len()) {
            let (tell, next, stop, work) = (tell.clone(), &next, &stop, &work);
            scope.spawn(move || {
                while !stop.load(Ordering::Relaxed) {
                    let at = next.fetch_add(1, Ordering::Relaxed);
                    let Some(item) = items.get(at) else { break };
                    if tell.send((at, work(item))).is_err() {
                        break;
                    }
                }
            });
        }
        drop(tell);
        let mut first = Ok(());
        // What others have begun is heard to its end, so that the record knows of it.
        for (at, result) in told {
            let heard = result.and_then(|version| done(&items[at], version));
            if heard.is_err() {
                stop.store(true, Ordering::Relaxed);
            }
            first = first.and(heard);
        }
        first
    })
}

/// Tries again while the trouble may pass, waiting longer each time.
pub(super) fn retried<T>(mut work: impl FnMut() -> Result<T, Trouble>) -> Result<T, Trouble> {
    let mut wait = FIRST_WAIT;
    for _ in 1..TRIES {
        match work() {
            Err(trouble) if trouble.cause == Cause::Passing => std::thread::sleep(wait),
            settled => return settled,
        }
        wait *= 2;
    }
    work()
}
