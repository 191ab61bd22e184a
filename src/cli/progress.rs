//! A bar for whoever watches long work in a terminal.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::{self, IsTerminal};

/// Work of so many steps is worth a bar.
const LONG: usize = 2_000;
/// Other sites take their time.
#[cfg(feature = "http")]
const LONG_OF_LINKS: usize = 10;

/// A bar, or nothing where nobody watches or the work is short.
pub(super) struct Progress(Option<ProgressBar>);

impl Progress {
    /// For so many pages or files.
    pub(super) fn new(steps: usize, quiet: bool) -> Self {
        Self::of(steps, quiet || steps < LONG, "{bar:40} {human_pos}/{human_len} pages, {eta} left")
    }

    /// For so many addresses of other sites.
    #[cfg(feature = "http")]
    pub(super) fn of_links(steps: usize, quiet: bool) -> Self {
        Self::of(steps, quiet || steps < LONG_OF_LINKS, "{bar:40} {human_pos}/{human_len} addresses")
    }

    fn of(steps: usize, quiet: bool, template: &str) -> Self {
        if quiet || !io::stderr().is_terminal() {
            return Self(None);
        }
        let bar = ProgressBar::with_draw_target(Some(steps as u64), ProgressDrawTarget::stderr_with_hz(10));
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
        Self(Some(bar))
    }

    /// One step is done.
    pub(super) fn step(&self) {
        if let Some(bar) = &self.0 {
            bar.inc(1);
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some(bar) = &self.0 {
            bar.finish_and_clear();
        }
    }
}
