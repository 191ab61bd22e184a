//! One host, asked for one address after the other.

use super::Fate;
use super::visit::visit;
use crate::http::{self, Answer, Want};
use robotxt::{AccessResult, Robots};
use std::collections::BTreeMap;
use std::time::Duration;
use ureq::Agent;
use url::Url;

/// Between two requests to one host.
const PAUSE: Duration = Duration::from_millis(100);
/// After so many silences in a row, nothing more is asked of a host.
const SILENCES: usize = 2;

/// A host and what is asked of it, as typed and as read.
pub(super) struct Host<'a> {
    origin: String,
    urls: Vec<(&'a str, Option<Url>)>,
}

/// Parts addresses by host. Those that are none are a host of their own, which is never asked.
pub(super) fn part<'a>(urls: &[&'a str]) -> Vec<Host<'a>> {
    let mut hosts: BTreeMap<String, Vec<(&'a str, Option<Url>)>> = BTreeMap::new();
    for typed in urls {
        let url = read(typed);
        let origin = url.as_ref().map(|url| url.origin().ascii_serialization()).unwrap_or_default();
        hosts.entry(origin).or_default().push((typed, url));
    }
    hosts.into_iter().map(|(origin, urls)| Host { origin, urls }).collect()
}

/// An address as it was typed; what stands for a name and a password is nobody's business.
fn read(typed: &str) -> Option<Url> {
    let whole = if typed.starts_with("//") { format!("https:{typed}") } else { typed.to_owned() };
    let mut url = Url::parse(&whole).ok().filter(Url::has_host)?;
    url.set_username("").and_then(|()| url.set_password(None)).ok()?;
    Some(url)
}

impl<'a> Host<'a> {
    /// Asks for each address.
    pub(super) fn ask(&self, client: &Agent, progress: &(dyn Fn() + Sync)) -> Vec<(&'a str, Fate)> {
        let mut robots = None;
        let mut silences = 0;
        let mut fates = Vec::with_capacity(self.urls.len());
        for (typed, url) in &self.urls {
            let fate = match url {
                None => Fate::Unreadable,
                Some(_) if silences >= SILENCES => Fate::Silent("its host gave no answer for others".into()),
                Some(url) => {
                    let robots = robots.get_or_insert_with(|| self.robots(client));
                    if robots.is_url_allowed(url) {
                        std::thread::sleep(PAUSE);
                        visit(client, url)
                    } else {
                        Fate::Kept
                    }
                }
            };
            silences = if matches!(fate, Fate::Silent(_)) { silences + 1 } else { 0 };
            fates.push((*typed, fate));
            progress();
        }
        fates
    }

    /// What the host asks of robots. One that does not say so asks nothing.
    fn robots(&self, client: &Agent) -> Robots {
        let name = http::NAME.split('/').next().unwrap_or(http::NAME);
        match http::ask(client, &format!("{}/robots.txt", self.origin), Want::Body) {
            Ok(Answer { status: 200, body, .. }) => Robots::from_access(AccessResult::Successful(&body), name),
            _ => Robots::allow_all(),
        }
    }
}
