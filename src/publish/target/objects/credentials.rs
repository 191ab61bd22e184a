//! `~/.aws/credentials`, where Amazon's own tools keep keys.

use std::path::PathBuf;
use std::{env, fs};

/// A key and its secret.
pub(super) struct Keys {
    pub(super) id: String,
    pub(super) secret: String,
    pub(super) token: Option<String>,
}

/// The keys of the profile that `AWS_PROFILE` names; none where the environment has keys itself.
pub(super) fn of_file() -> Option<Keys> {
    if env::var_os("AWS_ACCESS_KEY_ID").is_some() {
        return None;
    }
    let home = || env::var_os("HOME").or_else(|| env::var_os("USERPROFILE"));
    let place = env::var_os("AWS_SHARED_CREDENTIALS_FILE").map(PathBuf::from);
    let place = place.or_else(|| Some(PathBuf::from(home()?).join(".aws/credentials")))?;
    read(&fs::read_to_string(place).ok()?, &env::var("AWS_PROFILE").unwrap_or_else(|_| "default".into()))
}

fn read(text: &str, profile: &str) -> Option<Keys> {
    let mut is_ours = false;
    let (mut id, mut secret, mut token) = (None, None, None);
    for line in text.lines().map(str::trim) {
        if let Some(name) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
            is_ours = name.trim() == profile;
        } else if let Some((key, value)) = line.split_once('=').filter(|_| is_ours) {
            let value = Some(value.trim().to_owned());
            match key.trim() {
                "aws_access_key_id" => id = value,
                "aws_secret_access_key" => secret = value,
                "aws_session_token" => token = value,
                _ => {}
            }
        }
    }
    Some(Keys { id: id?, secret: secret?, token })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_profile_that_is_meant_is_read() {
        let text = "[default]\naws_access_key_id = A\naws_secret_access_key=B\n\n# news\n[news]\naws_access_key_id=C\naws_secret_access_key = D=\naws_session_token = E\n[half]\naws_access_key_id=F\n";
        let keys = read(text, "news").unwrap();
        assert_eq!((keys.id.as_str(), keys.secret.as_str(), keys.token.as_deref()), ("C", "D=", Some("E")));
        assert_eq!(read(text, "default").unwrap().secret, "B");
        assert!(read(text, "half").is_none() && read(text, "other").is_none());
    }
}
