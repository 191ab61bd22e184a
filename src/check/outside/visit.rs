//! One address: asked for, followed, asked again.

use super::Fate;
use crate::http::{self, Answer, NoAnswer, Want};
use std::time::Duration;
use ureq::Agent;
use url::Url;

/// An answer is waited for so many seconds.
pub(super) const PATIENCE: u64 = 20;
/// So many redirects are followed, as browsers do.
const HOPS: usize = 20;
/// An address is asked for so often, with these waits between, in seconds.
const WAITS: [u64; 2] = [1, 2];
/// Who asks for more than this many seconds is not asked again.
const LONGEST: u64 = 30;

/// What an address is found to be.
pub(super) fn visit(client: &Agent, url: &Url) -> Fate {
    let mut at = url.clone();
    let mut for_good = true;
    for _ in 0..HOPS {
        let answer = match patiently(client, &at) {
            Ok(answer) => answer,
            Err(fate) => return fate,
        };
        match (answer.status, answer.location.as_deref().and_then(|to| at.join(to).ok())) {
            (301 | 302 | 303 | 307 | 308, Some(to)) => {
                for_good &= matches!(answer.status, 301 | 308);
                if to == at {
                    return Fate::Circle;
                }
                at = to;
            }
            (status, _) => return settled(status, url, at, for_good),
        }
    }
    Fate::Circle
}

fn settled(status: u16, from: &Url, at: Url, for_good: bool) -> Fate {
    match status {
        200..300 if at == *from => Fate::There,
        200..300 => Fate::Moved { to: at.into(), for_good },
        404 | 410 => Fate::Gone(status),
        500.. if status < 600 => Fate::Silent(format!("the host answers {status}")),
        _ => Fate::Refused(status),
    }
}

/// An answer that says something; trouble that may pass is waited for.
fn patiently(client: &Agent, url: &Url) -> Result<Answer, Fate> {
    let mut waits = WAITS.into_iter();
    loop {
        let answer = once(client, url);
        let wait = waits.next().and_then(|wait| wait_before_another(&answer, wait));
        let Some(wait) = wait else {
            return answer.map_err(|why| match why {
                NoAnswer::NoHost => Fate::NoHost,
                NoAnswer::Private => Fate::Private,
                NoAnswer::Other(why) => Fate::Silent(why),
            });
        };
        std::thread::sleep(Duration::from_secs(wait));
    }
}

/// How long to wait before it is asked for again, if that is worth it.
fn wait_before_another(answer: &Result<Answer, NoAnswer>, wait: u64) -> Option<u64> {
    let wait = match answer {
        Ok(Answer { status: 429 | 500 | 502..=504, retry_after, .. }) => retry_after.unwrap_or(wait),
        Err(NoAnswer::Other(_)) => wait,
        _ => return None,
    };
    (wait <= LONGEST).then_some(wait)
}

/// `HEAD`; servers that answer it badly may answer `GET` well.
fn once(client: &Agent, url: &Url) -> Result<Answer, NoAnswer> {
    let answer = http::ask(client, url.as_str(), Want::Head)?;
    match answer.status {
        400.. if answer.status != 429 => http::ask(client, url.as_str(), Want::Start),
        _ => Ok(answer),
    }
}
