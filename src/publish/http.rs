//! A few requests at a time, with patience: for what was published, for hubs, for outside links.

use std::time::Duration;
use ureq::Agent;

/// What a server said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The status.
    pub status: u16,
    /// How long it asked to wait, in seconds.
    pub retry_after: Option<u64>,
    /// The bytes, decoded.
    pub body: Vec<u8>,
}

/// No answer is read further than this.
const LONGEST: u64 = 64 * 1024 * 1024;

/// A client that says who it is. `redirects` says how many are followed.
pub fn client(seconds: u64, redirects: u32) -> Agent {
    let config = Agent::config_builder()
        .timeout_global(Some(Duration::from_secs(seconds)))
        .http_status_as_error(false)
        .max_redirects(redirects)
        .max_redirects_will_error(false)
        .user_agent(concat!("dateline/", env!("CARGO_PKG_VERSION")));
    config.build().into()
}

/// Fetches an address.
///
/// # Errors
/// Why there was no answer, in words.
pub fn get(client: &Agent, url: &str) -> Result<Answer, String> {
    // What a cache on the way keeps says nothing of the host.
    let answer = client.get(url).header("Cache-Control", "no-cache").call().map_err(|error| error.to_string())?;
    read(answer)
}

/// Posts a body.
///
/// # Errors
/// Why there was no answer, in words.
pub fn post(client: &Agent, url: &str, content_type: &str, body: &str) -> Result<Answer, String> {
    let answer = client.post(url).header("Content-Type", content_type).send(body).map_err(|error| error.to_string())?;
    read(answer)
}

fn read(answer: ureq::http::Response<ureq::Body>) -> Result<Answer, String> {
    let status = answer.status().as_u16();
    let retry_after = answer.headers().get("Retry-After").and_then(|value| value.to_str().ok()?.parse().ok());
    let body = answer.into_body().into_with_config().limit(LONGEST).read_to_vec().map_err(|error| error.to_string())?;
    Ok(Answer { status, retry_after, body })
}
