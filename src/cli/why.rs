//! `dateline why`: what caused a page to be made.

use super::args::Why;
use super::explain::no_such;
use super::{Exit, Failed, project, say};
use crate::build::depends;
use crate::build::pages::{Cause, Change};
use crate::build::{self, Request};
use crate::config::Config;
use crate::routes::shown;
use serde_json::{Value, json};

/// Says why a page was made.
pub(super) fn run(args: &Why) -> Result<Exit, Failed> {
    let world = project::open(&args.project, None)?;
    let mut cache = project::cache(&world);
    let loaded = build::load_with(&world, &Request::default(), &mut cache).value;
    let route = depends::find(&loaded, &args.address).ok_or_else(|| no_such(&args.address))?;
    let config = &loaded.site.config;
    let Some(page) = cache.pages().get(&route.file()) else {
        return Err(Failed::new(format!("nothing is known of `{}` yet", route.address)).help("run `dateline build`"));
    };
    let texts = shown::texts(&loaded.site, &route.target).join(", ");
    let reasons = reasons(&page.cause, &texts, config);
    if args.json {
        say::line(&object(&route.address, &page.cause, &reasons, config).to_string());
    } else {
        say::line(&format!("{} was last made because", route.address));
        reasons.iter().for_each(|reason| say::line(&format!("  {reason}")));
    }
    Ok(Exit::Done)
}

/// What had changed, in words.
fn reasons(cause: &Cause, texts: &str, config: &Config) -> Vec<String> {
    let Change { site, template, copy, others, queries } = match cause {
        Cause::New => return vec!["it was new, or nothing was remembered".into()],
        Cause::Missing => return vec!["its file was not in the output folder as it should be".into()],
        Cause::Changed(change) => &**change,
    };
    let mut reasons = Vec::new();
    if *site {
        reasons
            .push("the program, the settings or what every page names (sections, indexes, pages) had changed".into());
    }
    if *template {
        reasons.push("its template, or one that it uses, had changed".into());
    }
    if *copy {
        reasons.push(format!("what it is made of had changed: {texts}"));
    }
    if *others {
        reasons.push("what it shows of other stories had changed".into());
    }
    reasons.extend(queries.iter().map(|query| format!("the site answers otherwise: {}", query.print(config))));
    if reasons.is_empty() {
        reasons.push("only making it could tell whether it had changed".into());
    }
    reasons
}

fn object(address: &str, cause: &Cause, reasons: &[String], config: &Config) -> Value {
    let changed = match cause {
        Cause::New | Cause::Missing => Value::Null,
        Cause::Changed(change) => json!({
            "site": change.site,
            "template": change.template,
            "copy": change.copy,
            "others": change.others,
            "queries": change.queries.iter().map(|query| query.print(config)).collect::<Vec<_>>(),
        }),
    };
    json!({ "address": address, "reasons": reasons, "changed": changed })
}
