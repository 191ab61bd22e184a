//! `dateline explain`: what each part of a wire text was taken for, or what a page depends on.

use super::args::Explain;
use super::{Exit, Failed, convert, say};
use crate::build::copy;
use crate::diag::{self, Count};
use crate::site::Origin;
use crate::wire::{self, explain, structured};
use std::fs;
use std::path::Path;

mod draw;
mod page;

pub(super) use page::no_such;

/// Explains a file or a page.
pub(super) fn run(args: &Explain) -> Result<Exit, Failed> {
    let path = Path::new(&args.what);
    // A path of this machine may look like an address of the site; what is there is meant.
    if path.is_file() { file(args, path) } else { page::run(args) }
}

fn file(args: &Explain, path: &Path) -> Result<Exit, Failed> {
    if copy::origin(&args.what) == Some(Origin::Markdown) {
        let failed = Failed::new(format!("`{}` is Markdown: nothing in it is inferred", args.what));
        return Err(failed.help("read its front matter, or explain the wire text that it was made of"));
    }
    let bytes = fs::read(path).map_err(|error| Failed::new(format!("cannot read `{}`: {error}", args.what)))?;
    let mut findings = Vec::new();
    let source = copy::text(&args.what, &bytes, &mut findings);
    if structured::may_be(&args.what) && structured::format(&args.what, source.text()).is_none() {
        say::findings(&[copy::not_news(args.what.as_str())]);
        return Ok(Exit::Content);
    }
    let reading = wire::read(&source, &convert::context(path)).drain_into(&mut findings);
    diag::sort(&mut findings);
    if args.json {
        say::line(&explain::json(&source, &reading, &findings).to_string());
    } else {
        let parts = explain::parts(&source, &reading);
        say::text(&draw::explanation(&source, &parts, say::colour_of_results()));
        say::findings(&findings);
    }
    Ok(if Count::of(&findings).errors > 0 { Exit::Content } else { Exit::Done })
}
