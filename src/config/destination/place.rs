//! The `to` of a destination: a folder, an account on another machine, a branch, a bucket.
//!
//! ```text
//! ../site                              a folder, from the project's
//! rsync+ssh://deploy@host:22/srv/www   rsync over SSH
//! sftp://deploy@host/srv/www           SFTP; /~/www is a folder of the account
//! git:origin   git:git@host:site.git   a branch of a repository
//! s3://bucket/prefix   gs://…   az://container/prefix
//! ```

use crate::diag::nearest;
use std::borrow::Cow;
use std::fmt;

/// Where a destination is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// A folder, from the project's.
    Folder(String),
    /// rsync over SSH.
    Rsync(Login),
    /// SFTP.
    Sftp(Login),
    /// A branch of a git repository.
    Git {
        /// A remote's name, a path or an address, as git takes it.
        remote: String,
        /// The branch.
        branch: String,
    },
    /// A bucket or container.
    Objects {
        /// Whose.
        store: Store,
        /// Its name.
        bucket: String,
        /// What all names begin with: empty, or `a/b/`.
        prefix: String,
        /// Where the service is, if it is not its owner's.
        endpoint: Option<String>,
        /// The region, if the service has such.
        region: Option<String>,
    },
}

/// An account on another machine and a folder there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Login {
    /// The account; without one, what SSH's own settings say.
    pub user: Option<String>,
    /// The machine, or a name from SSH's settings.
    pub host: String,
    /// The port, if it is another than SSH's settings say.
    pub port: Option<u16>,
    /// The folder; one that does not begin with `/` is seen from the account's home.
    pub path: String,
}

impl Login {
    /// `user@host`, as ssh takes it.
    pub fn account(&self) -> String {
        match &self.user {
            Some(user) => format!("{user}@{}", self.host),
            None => self.host.clone(),
        }
    }
}

/// Whose object store.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Store {
    /// Amazon S3, and what speaks its language.
    S3,
    /// Google Cloud Storage.
    Google,
    /// Azure Blob Storage.
    Azure,
}

impl Store {
    /// The scheme of its addresses.
    pub fn scheme(self) -> &'static str {
        match self {
            Self::S3 => "s3",
            Self::Google => "gs",
            Self::Azure => "az",
        }
    }
}

/// Why a text is no place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum NoPlace {
    /// It holds a password.
    Secret,
    /// What was expected, and what to type.
    Wrong(&'static str, Cow<'static, str>),
}

impl NoPlace {
    const fn wrong(expected: &'static str, help: &'static str) -> Self {
        Self::Wrong(expected, Cow::Borrowed(help))
    }
}

/// What stands before `://`.
const SCHEMES: [&str; 5] = ["rsync+ssh", "sftp", "s3", "gs", "az"];

impl Place {
    /// Reads a `to`.
    pub(super) fn parse(typed: &str) -> Result<Self, NoPlace> {
        let typed = typed.trim();
        if let Some(remote) = typed.strip_prefix("git:") {
            return git(remote);
        }
        let Some((scheme, rest)) = typed.split_once("://") else {
            return folder(typed);
        };
        match scheme {
            "rsync+ssh" => login(rest).map(Self::Rsync),
            "sftp" => login(rest).map(Self::Sftp),
            "s3" => objects(Store::S3, rest),
            "gs" => objects(Store::Google, rest),
            "az" => objects(Store::Azure, rest),
            other => Err(no_scheme(other)),
        }
    }

    /// Whether files keep headers of their own there.
    pub fn has_headers(&self) -> bool {
        matches!(self, Self::Objects { .. })
    }
}

/// A folder. What is meant as an address would only make one of a strange name.
fn folder(typed: &str) -> Result<Place, NoPlace> {
    const EXPECTED: &str = "a folder or an address";
    if typed.is_empty() {
        return Err(NoPlace::wrong(EXPECTED, "type `to = \"../site\"` or `to = \"s3://bucket\"`"));
    }
    if typed.split_once(':').is_some_and(|(account, _)| account.contains('@')) {
        return Err(NoPlace::wrong(EXPECTED, "type `rsync+ssh://user@host/folder` or `sftp://user@host/folder`"));
    }
    let mistyped = |scheme: &&&str| typed.strip_prefix(**scheme).is_some_and(|rest| rest.starts_with([':', '/']));
    match SCHEMES.iter().find(mistyped).filter(|_| typed.contains(':') || typed.contains("//")) {
        Some(scheme) => Err(NoPlace::Wrong(EXPECTED, format!("type `{scheme}://` and what follows it").into())),
        None => Ok(Place::Folder(typed.to_owned())),
    }
}

fn no_scheme(scheme: &str) -> NoPlace {
    let help = match (scheme, nearest(scheme, SCHEMES)) {
        ("rsync" | "ssh", _) => "type `rsync+ssh://user@host/folder`".into(),
        ("ftp" | "ftps", _) => "type `sftp://user@host/folder`, if the host has it".into(),
        ("http" | "https", _) => "type `git:https://…` for a branch of a repository".into(),
        (_, Some(near)) => format!("did you mean `{near}://`?").into(),
        (_, None) => Cow::Borrowed("type `to = \"../site\"` for a folder"),
    };
    NoPlace::Wrong("a folder, `rsync+ssh://`, `sftp://`, `git:`, `s3://`, `gs://` or `az://`", help)
}

fn git(remote: &str) -> Result<Place, NoPlace> {
    const EXPECTED: NoPlace = NoPlace::wrong("a git remote", "type `git:origin` or `git:git@host:user/site.git`");
    // `ext::sh -c …` is a remote to git: only what names a machine or a folder is one here.
    if remote.is_empty() || remote.starts_with('-') || remote.contains("::") || remote.contains(char::is_control) {
        return Err(EXPECTED);
    }
    let account = remote.split_once("://").and_then(|(_, rest)| rest.split('/').next()?.rsplit_once('@'));
    let is_web = remote.starts_with("http");
    if account.is_some_and(|(account, _)| account.contains(':') || (is_web && account.len() > 16)) {
        return Err(NoPlace::Secret);
    }
    Ok(Place::Git { remote: remote.to_owned(), branch: "gh-pages".into() })
}

fn login(rest: &str) -> Result<Login, NoPlace> {
    const EXPECTED: NoPlace = NoPlace::wrong("`user@host/folder`", "type `sftp://user@host/srv/www`");
    let (account, path) = rest.split_once('/').ok_or(EXPECTED)?;
    let (user, machine) = match account.rsplit_once('@') {
        Some((user, _)) if user.contains(':') => return Err(NoPlace::Secret),
        Some((user, machine)) => (Some(user), machine),
        None => (None, account),
    };
    let (host, port) = match machine.rsplit_once(':') {
        Some((host, port)) if !host.ends_with(':') => (host, Some(port.parse().map_err(|_| EXPECTED)?)),
        _ => (machine, None),
    };
    let is_name = |name: &str| {
        !name.is_empty()
            && !name.starts_with('-')
            && name.chars().all(|c| c.is_ascii_alphanumeric() || "-._".contains(c))
    };
    let path = match path.strip_prefix("~/") {
        Some(path) => path.to_owned(),
        None => format!("/{path}"),
    };
    let path = path.trim_end_matches('/').to_owned();
    let climbs = path.split('/').any(|part| part == "..");
    // The root of a machine is nobody's site.
    if !is_name(host) || !user.is_none_or(is_name) || climbs || path.is_empty() || path.contains(char::is_control) {
        return Err(EXPECTED);
    }
    Ok(Login { user: user.map(str::to_owned), host: host.to_owned(), port, path })
}

fn objects(store: Store, rest: &str) -> Result<Place, NoPlace> {
    const EXPECTED: NoPlace = NoPlace::wrong("a bucket", "type `s3://bucket` or `s3://bucket/prefix`");
    let (bucket, prefix) = rest.split_once('/').unwrap_or((rest, ""));
    if bucket.contains('@') {
        return Err(NoPlace::Secret);
    }
    let is_name = |name: &str| name.chars().all(|c| c.is_ascii_alphanumeric() || "-._".contains(c));
    let prefix = prefix.trim_matches('/');
    let is_plain = prefix.is_empty() || is_plain(prefix);
    if bucket.is_empty() || !is_name(bucket) || !is_plain {
        return Err(EXPECTED);
    }
    let prefix = if prefix.is_empty() { String::new() } else { format!("{prefix}/") };
    Ok(Place::Objects { store, bucket: bucket.to_owned(), prefix, endpoint: None, region: None })
}

fn is_plain(path: &str) -> bool {
    path.split('/').all(|part| !matches!(part, "" | "." | "..")) && !path.contains(char::is_control)
}

impl fmt::Display for Place {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let login = |out: &mut fmt::Formatter<'_>, scheme: &str, login: &Login| {
            let port = login.port.map(|port| format!(":{port}")).unwrap_or_default();
            let home = if login.path.starts_with('/') { "" } else { "/~/" };
            write!(out, "{scheme}://{}{port}{home}{}", login.account(), login.path)
        };
        match self {
            Self::Folder(path) => write!(out, "{path}"),
            Self::Rsync(account) => login(out, "rsync+ssh", account),
            Self::Sftp(account) => login(out, "sftp", account),
            Self::Git { remote, branch } => write!(out, "branch `{branch}` of {remote}"),
            Self::Objects { store, bucket, prefix, .. } => write!(out, "{}://{bucket}/{prefix}", store.scheme()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_read_as_they_are_printed() {
        for typed in [
            "../site",
            "rsync+ssh://deploy@www.example:2222/srv/www",
            "rsync+ssh://www/srv/www",
            "sftp://deploy@www.example/~/public_html",
            "s3://wire/news/",
            "gs://wire/",
            "az://site/",
        ] {
            assert_eq!(Place::parse(typed).unwrap().to_string(), typed);
        }
        let git = Place::parse("git:git@codeberg.org:desk/pages.git").unwrap();
        assert_eq!(git.to_string(), "branch `gh-pages` of git@codeberg.org:desk/pages.git");
    }

    #[test]
    fn what_could_reach_a_command_or_another_folder_is_no_place() {
        for typed in [
            "git:--upload-pack=touch x",
            "git:ext::sh -c x",
            "sftp://-oProxyCommand=x/y",
            "sftp://a@-b/y",
            "sftp://host",
            "sftp://host/",
            "sftp://host/a/../../etc",
            "rsync+ssh://a;b@host/x",
            "rsync+ssh://host$(x)/x",
            "s3://",
            "s3://bucket/../other",
            "ftp://host/x",
            "ssh://host/x",
            "",
        ] {
            assert!(matches!(Place::parse(typed), Err(NoPlace::Wrong(..))), "{typed}");
        }
    }

    #[test]
    fn what_is_meant_as_an_address_is_no_folder() {
        for (typed, expected) in [
            ("deploy@host:/srv/www", "rsync+ssh://user@host/folder"),
            ("sftp//deploy@host/www", "type `sftp://`"),
            ("s3:bucket", "type `s3://`"),
            ("sfpt://deploy@host/www", "did you mean `sftp://`?"),
            ("ssh://host/www", "type `rsync+ssh://"),
            ("https://github.com/desk/pages", "type `git:https://"),
        ] {
            let Err(NoPlace::Wrong(_, help)) = Place::parse(typed) else { panic!("{typed} is a place") };
            assert!(help.contains(expected), "{typed}: {help}");
        }
        for typed in ["../site", "s3/site", "C:/www", "sftp", "a@b"] {
            assert_eq!(Place::parse(typed), Ok(Place::Folder(typed.into())));
        }
    }

    #[test]
    fn a_password_in_an_address_is_known_as_one() {
        for typed in [
            "sftp://deploy:hunter2@host/www",
            "git:https://ghp_0123456789abcdefghij@github.com/a/b.git",
            "git:https://user:token@github.com/a/b.git",
            "s3://key:secret@bucket",
        ] {
            assert_eq!(Place::parse(typed), Err(NoPlace::Secret), "{typed}");
        }
    }
}
