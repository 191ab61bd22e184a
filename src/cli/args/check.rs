//! The arguments of `dateline check`.

use super::{base_url, time};
use crate::config::BaseUrl;
use crate::document::When;
use std::path::PathBuf;

/// Say what is wrong with the site
///
/// Makes every page without writing any, and follows each link and anchor, whether copy or a template
/// made it. Looks for pictures without words, redirects that go astray, feeds and structured data that
/// lack what they must have, translations that do not name each other, dates that the copy
/// contradicts, callouts that say something else than the body, and breaches of `[style]`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  dateline check                 all that can be found without the network
  dateline check --external      outside links, too
  dateline check --sarif > dateline.sarif   for code hosts

Exit codes: 0 nothing is wrong but what should be looked at, 1 there are errors, 2 the program could not
do its work.")]
pub(in crate::cli) struct Check {
    /// The project's folder
    #[arg(value_name = "DIR", default_value = ".")]
    pub(in crate::cli) project: PathBuf,
    /// Check the site as of this time
    #[arg(long, value_name = "TIME", value_parser = time)]
    pub(in crate::cli) at: Option<When>,
    /// Check drafts too
    #[arg(long)]
    pub(in crate::cli) drafts: bool,
    /// Where the site will be, instead of base-url
    #[arg(long, value_name = "URL", value_parser = base_url)]
    pub(in crate::cli) base_url: Option<BaseUrl>,
    /// Ask other sites whether they still have what is linked
    #[arg(long)]
    pub(in crate::cli) external: bool,
    /// Warnings are errors
    #[arg(long)]
    pub(in crate::cli) strict: bool,
    /// Print what was found as JSON
    #[arg(long, conflicts_with = "sarif")]
    pub(in crate::cli) json: bool,
    /// Print what was found as SARIF 2.1.0
    #[arg(long)]
    pub(in crate::cli) sarif: bool,
}
