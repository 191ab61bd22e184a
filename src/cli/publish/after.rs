//! What comes after a publication: looking at what readers get, and telling the world.

use super::super::args::Publish;
use super::show::Report;
use crate::config::{BaseUrl, Config, Destination};
use crate::publish::parcel::Parcel;
use crate::publish::plan::Plan;

/// Fetches and compares what was published, and tells of it if it is there.
#[cfg(feature = "http")]
pub(super) fn look_and_tell(
    args: &Publish,
    config: &Config,
    destination: &Destination,
    plan: &Plan<'_>,
    parcel: &Parcel,
    report: &mut Report<'_>,
) {
    use crate::publish::{tell, verify};
    let Some(base) = live(config, destination) else { return };
    if destination.verify && !args.no_verify {
        let verified = verify::verify(&base, plan, parcel, &|| {});
        let line = match verified.findings.len() {
            0 => format!("{} addresses below {base} answer with what was published", verified.asked),
            wrong => {
                format!("{wrong} of {} addresses below {base} do not answer with what was published", verified.asked)
            }
        };
        report.say(&line);
        report.note("verified", serde_json::json!({ "asked": verified.asked, "wrong": verified.findings.len() }));
        report.found(verified.findings);
        if report.has_errors() {
            // Whoever is told comes to look at once, and would find the wrong thing.
            return;
        }
    }
    // Feeds name the site's own address: what stands elsewhere is a trial, or a mirror.
    if of_site(config).is_some_and(|site| site.trim_end_matches('/') == base.trim_end_matches('/')) {
        report.found(tell::hubs(&config.hubs, &base, plan));
    }
    if let Some(key) = &destination.indexnow {
        let endpoint = destination.indexnow_endpoint.as_deref().unwrap_or(tell::INDEXNOW);
        report.found(tell::search_engines(endpoint, key, &base, plan));
    }
}

/// Without a client nothing can be looked at.
#[cfg(not(feature = "http"))]
pub(super) fn look_and_tell(
    _: &Publish,
    config: &Config,
    destination: &Destination,
    _: &Plan<'_>,
    _: &Parcel,
    report: &mut Report<'_>,
) {
    if live(config, destination).is_some() && destination.verify {
        report.say("nothing was looked at: this dateline was built without `http`");
    }
}

/// Where readers see the destination.
fn live(config: &Config, destination: &Destination) -> Option<String> {
    destination.url.clone().or_else(|| of_site(config))
}

/// Where the site says that it is.
fn of_site(config: &Config) -> Option<String> {
    match &config.base_url {
        BaseUrl::Absolute { origin, path } => Some(format!("{origin}{path}")),
        _ => None,
    }
}
