//! The arguments of `dateline publish`.

use super::time;
use crate::document::When;
use std::path::{Path, PathBuf};

/// Publish the site
///
/// Builds the site, compares it with what stands at the destination, shows what would change, and
/// brings it there: assets first, then stories, lists, feeds; what is gone last. Destinations are
/// named in `book.toml`, as `[publish.NAME]`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  dateline publish --dry-run          what would change at the only destination
  dateline publish web --yes          publish to [publish.web] without being asked
  dateline publish web --history      what was published there
  dateline publish web --rollback     go back to the state before the last publication

Exit codes: 0 done, 1 the content has errors or must not leave, 2 the destination could not be brought
up to date; publish again and it goes on where it stopped.")]
pub(in crate::cli) struct Publish {
    /// The destination's name in book.toml; the only one, if it is not given
    #[arg(value_name = "TARGET")]
    pub(in crate::cli) target: Option<String>,
    /// The project's folder
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub(in crate::cli) project: PathBuf,
    /// Publish the site as of this time
    #[arg(long, value_name = "TIME", value_parser = time)]
    pub(in crate::cli) at: Option<When>,
    /// Show what would change, and change nothing
    #[arg(long)]
    pub(in crate::cli) dry_run: bool,
    /// Publish without being asked
    #[arg(long, short)]
    pub(in crate::cli) yes: bool,
    /// Remove up to so many files without being asked [default: max-removals of the target]
    #[arg(long, value_name = "N")]
    pub(in crate::cli) max_removals: Option<usize>,
    /// Let this live address vanish; may be given several times
    #[arg(long, value_name = "ADDRESS")]
    pub(in crate::cli) let_go: Vec<String>,
    /// Let the words of this held file out; may be given several times
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) let_out: Vec<String>,
    /// Replace files that are there already and were not published by dateline
    #[arg(long)]
    pub(in crate::cli) adopt: bool,
    /// Send everything again
    #[arg(long)]
    pub(in crate::cli) anew: bool,
    /// Take the place of a publication that seems to be under way
    #[arg(long)]
    pub(in crate::cli) take_over: bool,
    /// Publish whatever `dateline check` finds
    #[arg(long)]
    pub(in crate::cli) no_check: bool,
    /// Do not fetch and compare what was published
    #[arg(long)]
    pub(in crate::cli) no_verify: bool,
    /// Show what was published, and change nothing
    #[arg(long, conflicts_with_all = ["dry_run", "rollback", "anew", "adopt"])]
    pub(in crate::cli) history: bool,
    /// Go back to the state before the last publication, or to the one of this name
    #[arg(long, value_name = "ID", num_args = 0..=1, default_missing_value = "", conflicts_with_all = ["anew", "adopt", "at"])]
    pub(in crate::cli) rollback: Option<String>,
    /// Print the plan and what was done as JSON
    #[arg(long)]
    pub(in crate::cli) json: bool,
    /// Print findings only
    #[arg(long, short)]
    pub(in crate::cli) quiet: bool,
    /// Nobody is there to be asked, as the destination follows the copy by itself.
    #[arg(skip)]
    pub(in crate::cli) unattended: Option<Unattended>,
}

/// A publication that nobody is there to be asked about.
#[derive(Debug, Default, Clone)]
pub(in crate::cli) struct Unattended {
    /// The newest publication that was seen at the destination.
    pub(in crate::cli) newest: Option<String>,
}

impl Publish {
    /// A publication that nobody is there to be asked about.
    pub(in crate::cli) fn unattended(project: &Path, target: &str, quiet: bool) -> Self {
        Self {
            target: Some(target.to_owned()),
            project: project.to_owned(),
            at: None,
            dry_run: false,
            yes: true,
            max_removals: None,
            let_go: Vec::new(),
            let_out: Vec::new(),
            adopt: false,
            anew: false,
            take_over: false,
            no_check: false,
            no_verify: false,
            history: false,
            rollback: None,
            json: false,
            quiet,
            unattended: Some(Unattended::default()),
        }
    }
}
