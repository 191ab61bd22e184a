//! What must not leave, and addresses that must not vanish.

mod leak;
mod vanish;

pub use leak::leaks;
pub use vanish::vanishing;
