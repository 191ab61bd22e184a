//! Asking other machines over HTTP: for what was published, for hubs, for outside links.
//!
//! A client says who it is, waits only so long, and reads only so much of an answer. Patience is the
//! caller's: an answer says how long the server wants to be left alone.

mod resolve;

use jiff::fmt::rfc2822;
use std::time::Duration;
use ureq::http::HeaderMap;
use ureq::{Agent, Body, http};

/// How servers know us; the part before the slash is what their `robots.txt` may name.
pub const NAME: &str = concat!("dateline/", env!("CARGO_PKG_VERSION"));

/// What a server said.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Answer {
    /// The status.
    pub status: u16,
    /// How long it asked to wait, in seconds.
    pub retry_after: Option<u64>,
    /// Where it leads on to, as it said it.
    pub location: Option<String>,
    /// The bytes, decoded.
    pub body: Vec<u8>,
}

/// Why there was no answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoAnswer {
    /// There is no machine of that name.
    NoHost,
    /// The address is one of a private network.
    Private,
    /// Anything else, in words.
    Other(String),
}

/// No answer is read further than this.
const LONGEST: u64 = 64 * 1024 * 1024;

/// A client. `redirects` says how many are followed.
pub fn client(seconds: u64, redirects: u32) -> Agent {
    config(seconds, redirects).into()
}

/// A client that follows nothing and asks no machine of a private network, but those of the house that
/// are named: for addresses that come from copy, which is not trusted.
pub fn client_for_copy(seconds: u64, house: Vec<String>) -> Agent {
    let connector = ureq::unversioned::transport::DefaultConnector::default();
    Agent::with_parts(config(seconds, 0), connector, resolve::Public { house })
}

fn config(seconds: u64, redirects: u32) -> ureq::config::Config {
    let config = Agent::config_builder()
        .timeout_global(Some(Duration::from_secs(seconds)))
        .http_status_as_error(false)
        .max_redirects(redirects)
        .max_redirects_will_error(false)
        .user_agent(NAME);
    config.build()
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

/// How much of an answer is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Want {
    /// Its head, asked for by `HEAD`.
    Head,
    /// Its head, asked for by `GET`, as some servers answer nothing else.
    Start,
    /// All of it.
    Body,
}

/// Asks what is at an address.
///
/// # Errors
/// Why there was no answer.
pub fn ask(client: &Agent, url: &str, want: Want) -> Result<Answer, NoAnswer> {
    let request = if want == Want::Head { client.head(url) } else { client.get(url) };
    let answer = request.call().map_err(|error| no_answer(&error))?;
    match want {
        Want::Body => read(answer).map_err(NoAnswer::Other),
        // What is not read is not sent: the connection is closed.
        Want::Head | Want::Start => Ok(head(answer.status().as_u16(), answer.headers())),
    }
}

fn read(answer: http::Response<Body>) -> Result<Answer, String> {
    let head = head(answer.status().as_u16(), answer.headers());
    let body = answer.into_body().into_with_config().limit(LONGEST).read_to_vec().map_err(|error| error.to_string())?;
    Ok(Answer { body, ..head })
}

fn head(status: u16, headers: &HeaderMap) -> Answer {
    let header = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    let retry_after = header("Retry-After").and_then(|typed| wait(typed, header("Date")));
    Answer { status, retry_after, location: header("Location").map(str::to_owned), body: Vec::new() }
}

/// Seconds, or a time as seen from the server's own clock: ours may be another.
fn wait(typed: &str, date: Option<&str>) -> Option<u64> {
    let time = |text: &str| rfc2822::parse(text).ok().map(|time| time.timestamp());
    match typed.trim().parse() {
        Ok(seconds) => Some(seconds),
        Err(_) => u64::try_from(time(typed)?.duration_since(time(date?)?).as_secs()).ok(),
    }
}

fn no_answer(error: &ureq::Error) -> NoAnswer {
    if let ureq::Error::Io(error) = error
        && error.get_ref().is_some_and(|inner| inner.is::<resolve::PrivateNetwork>())
    {
        return NoAnswer::Private;
    }
    let words = error.to_string();
    // Each system has words of its own for a name that nobody has; a name server that does not answer
    // says something else.
    let unknown = ["Name or service not known", "No address associated", "nodename nor servname", "No such host"];
    match error {
        ureq::Error::HostNotFound => NoAnswer::NoHost,
        _ if unknown.iter().any(|sign| words.contains(sign)) => NoAnswer::NoHost,
        _ => NoAnswer::Other(words),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_says_how_long_to_wait_in_seconds_or_by_its_own_clock() {
        let date = Some("Wed, 21 Oct 2026 07:28:00 GMT");
        for (typed, date, expected) in [
            ("7", None, Some(7)),
            ("Wed, 21 Oct 2026 07:28:05 GMT", date, Some(5)),
            ("Wed, 21 Oct 2026 07:27:00 GMT", date, None),
            ("Wed, 21 Oct 2026 07:28:05 GMT", None, None),
            ("soon", date, None),
        ] {
            assert_eq!(wait(typed, date), expected, "{typed}");
        }
    }
}
