//! What must not leave, and addresses that must not vanish.

mod leak;
mod removals;
mod vanish;

pub use leak::leaks;
pub use removals::{limit, undecided};
pub use vanish::vanishing;
