//! Dateline, a static site generator for news bulletins.
//!
//! ```text
//! content/**/*.txt ─ wire ──────┐
//!                               ├─► Document ─► Site ─► Routes ─► render ─► bytes ─► writer
//! content/**/*.md ─ document ───┘
//! book.toml, themes/, clock ───────► World: the only way in
//! ```
//!
//! `ARCHITECTURE.md` says what must always hold and which module uses which.

pub mod build;
pub mod cache;
pub mod check;
pub mod cli;
pub mod config;
pub mod diag;
pub mod document;
#[cfg(feature = "cards")]
pub mod draw;
#[cfg(feature = "http")]
pub mod http;
pub mod markdown;
pub mod mime;
pub mod picture;
pub mod publish;
pub mod raw;
pub mod render;
pub mod routes;
#[cfg(feature = "serve")]
pub mod serve;
pub mod site;
pub mod source;
pub mod theme;
pub mod watch;
pub mod wire;
pub mod world;
pub mod writer;
