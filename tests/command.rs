//! The program as a user runs it: each test is a session at a desk.

#[path = "command/again.rs"]
mod again;
#[path = "command/bad_input.rs"]
mod bad_input;
#[cfg(feature = "serve")]
#[path = "command/browser.rs"]
mod browser;
#[path = "command/build.rs"]
mod build;
#[cfg(feature = "cards")]
#[path = "command/cards.rs"]
mod cards;
#[path = "command/check.rs"]
mod check;
#[cfg(feature = "serve")]
#[path = "command/chromium.rs"]
mod chromium;
#[path = "command/convert.rs"]
mod convert;
#[path = "command/desk.rs"]
mod desk;
#[path = "command/due.rs"]
mod due;
#[path = "command/explain.rs"]
mod explain;
#[path = "command/feeds.rs"]
mod feeds;
#[path = "command/genres.rs"]
mod genres;
#[path = "command/guide.rs"]
mod guide;
#[path = "command/held.rs"]
mod held;
#[cfg(feature = "serve")]
#[path = "command/http.rs"]
mod http;
#[path = "command/init.rs"]
mod init;
#[path = "command/languages.rs"]
mod languages;
#[path = "command/links.rs"]
mod links;
#[path = "command/machines.rs"]
mod machines;
#[path = "command/markup.rs"]
mod markup;
#[path = "command/ninjs.rs"]
mod ninjs;
#[path = "command/organization.rs"]
mod organization;
#[path = "command/output.rs"]
mod output;
#[cfg(feature = "http")]
#[path = "command/outside.rs"]
mod outside;
#[path = "command/pages.rs"]
mod pages;
#[path = "command/pictures.rs"]
mod pictures;
#[path = "command/running.rs"]
mod running;
#[path = "command/search.rs"]
mod search;
#[cfg(feature = "serve")]
#[path = "command/serve.rs"]
mod serve;
#[cfg(feature = "serve")]
#[path = "command/standards.rs"]
mod standards;
#[path = "command/structured.rs"]
mod structured;
#[path = "command/text_edition.rs"]
mod text_edition;
#[path = "command/themes.rs"]
mod themes;
#[path = "command/watch.rs"]
mod watch;
