//! The arguments of every command, and what `--help` teaches.

mod check;
mod publish;

pub(super) use check::Check;
pub(super) use publish::{Publish, Unattended};

use crate::config::BaseUrl;
use crate::document::When;
use clap::{Parser, Subcommand};
use std::path::PathBuf;

/// Make a news site of wire copy and Markdown.
///
/// A folder of articles, as they come off the wire or written by hand, becomes a site that any
/// static host can serve.
#[derive(Debug, Parser)]
#[command(name = "dateline", version, propagate_version = true, max_term_width = 100)]
#[command(after_help = "Begin with: dateline init my-site && cd my-site && dateline build

Exit codes: 0 done, 1 the content has errors, 2 the program could not do its work.")]
pub(super) struct Args {
    #[command(subcommand)]
    pub(super) command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    Init(Init),
    New(New),
    Build(Build),
    Watch(Watch),
    #[cfg(feature = "serve")]
    Serve(Serve),
    Due(Due),
    Convert(Convert),
    Explain(Explain),
    Why(Why),
    Check(Check),
    Publish(Publish),
    Theme(Theme),
    /// Print a script that completes dateline's arguments in a shell
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
}

/// See the themes, what they are made of, and what your site changes
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  dateline theme list                themes that come with dateline, and yours
  dateline theme show                every file of the site's theme, and where it comes from
  dateline theme show story.html     print a template, to begin one of your own with
  dateline theme diff                what your files change in those that they stand over")]
pub(super) struct Theme {
    #[command(subcommand)]
    pub(super) action: ThemeAction,
    /// The project's folder
    #[arg(long, value_name = "DIR", default_value = ".", global = true)]
    pub(super) project: PathBuf,
}

/// What to do with themes.
#[derive(Debug, Subcommand)]
pub(super) enum ThemeAction {
    /// List the themes; `*` marks the site's
    List,
    /// List the files of the site's theme, or print one
    Show {
        /// A file of the theme: story.html, templates/story.html, style.css
        #[arg(value_name = "FILE")]
        file: Option<String>,
    },
    /// Print what the project's files change in the theme's, as a patch
    Diff {
        /// Only this file
        #[arg(value_name = "FILE")]
        file: Option<String>,
    },
}

/// Make a new site that builds at once
///
/// Writes `book.toml`, a few sample bulletins in `content/` and a place for a theme of your own.
/// Files that are there already are left alone.
#[derive(Debug, clap::Args)]
pub(super) struct Init {
    /// The folder to make the site in
    #[arg(value_name = "DIR", default_value = ".")]
    pub(super) folder: PathBuf,
    /// The name of the site
    #[arg(long, value_name = "NAME")]
    pub(super) title: Option<String>,
}

/// Begin a story in Markdown, dated now in the site's time zone
#[derive(Debug, clap::Args)]
pub(super) struct New {
    /// The headline
    #[arg(value_name = "HEADLINE")]
    pub(super) headline: String,
    /// The section, which is also the folder in `content/`
    #[arg(long, value_name = "KEY")]
    pub(super) section: Option<String>,
    /// Hold the story back until `draft` is taken out
    #[arg(long)]
    pub(super) draft: bool,
    /// The project's folder
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub(super) project: PathBuf,
    /// Date it then instead of now
    #[arg(long, value_name = "TIME", value_parser = time)]
    pub(super) at: Option<When>,
}

/// Make the site
///
/// Reads `content/**/*.txt` (wire text) and `*.md` side by side and writes the site to `public/`, or
/// nothing at all if there are errors. Only files that dateline wrote are ever replaced or removed.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  dateline build                         the site in this folder
  dateline build --at 2026-11-24T06:00   as it will be then, embargoes lifted
  dateline build --base-url '' --out /tmp/site   a copy to open from disk")]
pub(super) struct Build {
    /// The project's folder
    #[arg(value_name = "DIR", default_value = ".")]
    pub(super) project: PathBuf,
    /// Where to write the site [default: build-dir of book.toml, or public]
    #[arg(long, value_name = "DIR")]
    pub(super) out: Option<PathBuf>,
    /// Where the site will be: https://host/path/, /path/, or '' for a folder opened from disk
    #[arg(long, value_name = "URL", value_parser = base_url)]
    pub(super) base_url: Option<BaseUrl>,
    /// Make the site as of this time: what is embargoed, dated later or expired then
    #[arg(long, value_name = "TIME", value_parser = time)]
    pub(super) at: Option<When>,
    /// Show drafts too
    #[arg(long)]
    pub(super) drafts: bool,
    /// Make every page anew, whatever is remembered of the last build
    #[arg(long)]
    pub(super) force: bool,
    /// Print what was done and found as JSON
    #[arg(long)]
    pub(super) json: bool,
    /// Print findings only
    #[arg(long, short)]
    pub(super) quiet: bool,
    /// How many threads work [default: one for each processor]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub(super) jobs: Option<u16>,
    /// Keep the site current, as `dateline watch` does
    #[arg(long, conflicts_with_all = ["at", "json"])]
    pub(super) watch: bool,
    /// With --watch: look at all files again and again, where the system does not tell of changes
    #[arg(long, requires = "watch")]
    pub(super) poll: bool,
}

/// Keep the site current as copy arrives
///
/// Makes the site, and again whenever copy, theme or settings change, and at the minute when an
/// embargo lifts or a story expires. Mistakes are printed and leave the site as it was.
#[derive(Debug, Clone, clap::Args)]
#[command(after_help = "Examples:
  dateline watch                  the folder follows the copy
  dateline watch --publish web    and so does [publish.web]")]
pub(super) struct Watch {
    /// The project's folder
    #[arg(value_name = "DIR", default_value = ".")]
    pub(super) project: PathBuf,
    /// Where to write the site [default: build-dir of book.toml, or public]
    #[arg(long, value_name = "DIR")]
    pub(super) out: Option<PathBuf>,
    /// Where the site will be: https://host/path/, /path/, or '' for a folder opened from disk
    #[arg(long, value_name = "URL", value_parser = base_url)]
    pub(super) base_url: Option<BaseUrl>,
    /// Show drafts too
    #[arg(long)]
    pub(super) drafts: bool,
    /// Print findings only
    #[arg(long, short)]
    pub(super) quiet: bool,
    /// How many threads work [default: one for each processor]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub(super) jobs: Option<u16>,
    /// Bring the site to this destination each time, unasked; what fails is tried again
    #[arg(long, value_name = "TARGET", conflicts_with_all = ["out", "base_url", "drafts"])]
    pub(super) publish: Option<String>,
    /// Look at all files again and again, where the system does not tell of changes
    #[arg(long)]
    pub(super) poll: bool,
}

/// Preview the site in a browser
///
/// Renders pages when they are asked for and writes nothing to disk. A save shows in every open
/// page at once, mistakes lie over the page until they are mended. Only this machine is answered,
/// unless --host names another address.
#[cfg(feature = "serve")]
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  dateline serve --open                       this site, in the browser
  dateline serve --drafts --navigate          follow what is being written
  dateline serve --at 2026-11-24T06:00        as it will be then
  dateline serve --host 0.0.0.0 --port 8080   for everyone in the house")]
pub(super) struct Serve {
    /// The project's folder
    #[arg(value_name = "DIR", default_value = ".")]
    pub(super) project: PathBuf,
    /// The port [default: the first free one from 3000]
    #[arg(long, short, value_name = "PORT")]
    pub(super) port: Option<u16>,
    /// The address or name to answer at [default: this machine only]
    #[arg(long, value_name = "HOST")]
    pub(super) host: Option<String>,
    /// Open the site in a browser
    #[arg(long)]
    pub(super) open: bool,
    /// Show drafts too
    #[arg(long)]
    pub(super) drafts: bool,
    /// Show the site as of this time
    #[arg(long, value_name = "TIME", value_parser = time)]
    pub(super) at: Option<When>,
    /// Serve pages as a build writes them, and leave open ones alone
    #[arg(long)]
    pub(super) no_reload: bool,
    /// Go to the story that was saved
    #[arg(long, conflicts_with = "no_reload")]
    pub(super) navigate: bool,
    /// Look at all files again and again, where the system does not tell of changes
    #[arg(long)]
    pub(super) poll: bool,
}

/// List what comes next: embargoes that lift, stories that expire
#[derive(Debug, clap::Args)]
pub(super) struct Due {
    /// The project's folder
    #[arg(value_name = "DIR", default_value = ".")]
    pub(super) project: PathBuf,
    /// What comes after this time instead of now
    #[arg(long, value_name = "TIME", value_parser = time)]
    pub(super) at: Option<When>,
    /// Show drafts too
    #[arg(long)]
    pub(super) drafts: bool,
    /// Print an object a line: at, file, event
    #[arg(long)]
    pub(super) json: bool,
}

/// Make Markdown of wire text
///
/// Writes `NAME.md` beside each text, or into --out. From then on the Markdown is the story: a file
/// that is there with other words is never overwritten.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  dateline convert content/world/envoy.txt      writes content/world/envoy.md
  dateline convert envoy.nitf.xml               NITF, NewsML-G2 and ninjs as well
  dateline convert --stdout envoy.txt           prints the Markdown
  dateline convert --json *.txt                 prints an object a text: all that was found and how")]
pub(super) struct Convert {
    /// The texts
    #[arg(value_name = "FILES", required = true)]
    pub(super) files: Vec<PathBuf>,
    /// Write the Markdown into this folder
    #[arg(long, value_name = "DIR", conflicts_with_all = ["stdout", "json"])]
    pub(super) out: Option<PathBuf>,
    /// Print the Markdown
    #[arg(long, conflicts_with = "json")]
    pub(super) stdout: bool,
    /// Print what was found, where and how, as JSON lines
    #[arg(long)]
    pub(super) json: bool,
}

/// Show what each part of a wire text was taken for, or what a page depends on
///
/// Prints the text with the headline, the dateline, the quotations and all else that was found in it,
/// how each was told, and what to type to have it otherwise.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  dateline explain content/world/envoy.txt
  dateline explain /2026/02/07/ferries.html     the files, templates and stories that the page is made of
  dateline explain --json envoy.txt | jq '.parts[] | select(.name == \"date\")'")]
pub(super) struct Explain {
    /// The text, or the address of a page
    #[arg(value_name = "FILE|URL")]
    pub(super) what: String,
    /// The project's folder, for an address
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub(super) project: PathBuf,
    /// Print the parts as JSON
    #[arg(long)]
    pub(super) json: bool,
}

/// Say why a page was last made
///
/// A build makes only pages that would come out otherwise than they did. This tells what had changed:
/// the copy, a template, other stories that the page shows, the settings.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  dateline why /2026/02/07/ferries.html
  dateline why --json /world/ | jq .changed")]
pub(super) struct Why {
    /// The address of the page
    #[arg(value_name = "URL")]
    pub(super) address: String,
    /// The project's folder
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub(super) project: PathBuf,
    /// Print it as JSON
    #[arg(long)]
    pub(super) json: bool,
}

fn time(text: &str) -> Result<When, String> {
    When::parse(text).map_err(|no| match no.help {
        Some(help) => format!("{}; {help}", no.message),
        None => format!("{}; type 2026-11-24T06:00, with +01:00 or Z for another zone than the site's", no.message),
    })
}

fn base_url(text: &str) -> Result<BaseUrl, String> {
    BaseUrl::parse(text).ok_or_else(|| "expected https://host/path/, /path/ or ''".into())
}
