//! Routes to bytes: views, templates, feeds, sitemaps.
//!
//! In: one route and the site. Out: its bytes and what was found. Rendering a route is a pure
//! function that needs no other route rendered.

pub mod views;
