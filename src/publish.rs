//! What differs at a destination, and bringing it there.
//!
//! In: a built site in its output folder, and a [`Destination`](crate::config::Destination). Out:
//! the destination holds just that site, beside whatever others put there.
//!
//! 1. [`parcel`] lists what is to stand at the destination, each file with its content's hash, its
//!    kind and its headers.
//! 2. [`record`] is what stands there, as the last publication left it written at the destination.
//! 3. [`plan`] compares the two: new, changed, gone. No listing is asked for, and no file's time.
//! 4. [`guard`] refuses what must not leave, and addresses that must not vanish.
//! 5. [`run`] sends what differs in waves, so that no reader meets a page whose parts are missing:
//!    assets, stories, lists, feeds, and what is gone last. What may be half there is written in the
//!    record before it is touched, so a run that is cut off goes on where it stopped, and a second
//!    desk sees that the first is at work.
//! 6. `verify` fetches what changed from the live address and compares it; `tell` then tells hubs and
//!    search engines.
//!
//! A [`target`] knows one kind of destination and nothing of sites.

pub mod guard;
pub mod headers;
pub mod pack;
pub mod parcel;
pub mod plan;
pub mod record;
pub mod run;
pub mod target;
#[cfg(feature = "http")]
pub mod tell;
#[cfg(feature = "http")]
pub mod verify;

/// The code of a finding that the host shows something else than was published.
pub const NOT_LIVE: &str = "not-live";
