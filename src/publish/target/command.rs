//! The user's own tools: run with arguments, never through a shell, and their words without secrets.

use super::{Cause, Trouble};
use std::ffi::OsStr;
use std::io::Write;
use std::process::{Command, Output, Stdio};

/// Runs a command to its end, with these bytes for it to read.
pub(super) fn run(command: &mut Command, input: &[u8]) -> Result<Output, Trouble> {
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| missing(command.get_program(), &error))?;
    let mut stdin = child.stdin.take();
    let output = std::thread::scope(|scope| {
        scope.spawn(move || {
            // A command that ends before it has read all says why itself.
            if let Some(stdin) = &mut stdin {
                let _ = stdin.write_all(input);
            }
            drop(stdin);
        });
        child.wait_with_output()
    });
    output.map_err(|error| missing(command.get_program(), &error))
}

/// Says that a tool could not be run.
pub(super) fn missing(program: &OsStr, error: &std::io::Error) -> Trouble {
    let name = program.to_string_lossy();
    let trouble = Trouble::new(Cause::Other, format!("cannot run `{name}`: {error}"));
    if error.kind() == std::io::ErrorKind::NotFound { trouble.help(format!("install `{name}`")) } else { trouble }
}

/// What a command said when it failed: its last lines, in one, without what stands before an `@` in
/// an address.
pub(super) fn words(output: &Output) -> String {
    let text = String::from_utf8_lossy(&output.stderr);
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let telling: Vec<&str> = lines.iter().copied().filter(|line| !is_echo(line)).collect();
    let lines = if telling.is_empty() { lines } else { telling };
    let last = lines.iter().skip(lines.len().saturating_sub(4)).copied().collect::<Vec<_>>().join("; ");
    without_secrets(&last)
}

/// Whether a line only follows from one before it: ssh has said why there is no connection, and whoever
/// called it says that there is none.
fn is_echo(line: &str) -> bool {
    [
        "rsync: connection unexpectedly closed",
        "rsync error:",
        "fatal: Could not read from remote repository",
        "Please make sure you have the correct access rights",
        "and the repository exists.",
    ]
    .iter()
    .any(|echo| line.starts_with(echo))
        || line.contains("safe_write failed")
}

/// `https://token@host` is `https://…@host`.
pub(super) fn without_secrets(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find("://") {
        let (before, after) = rest.split_at(at + 3);
        out.push_str(before);
        let end = after.find(|c: char| c.is_whitespace() || "/'\"".contains(c)).unwrap_or(after.len());
        rest = match after[..end].rfind('@') {
            Some(sign) => {
                out.push('…');
                &after[sign..]
            }
            None => after,
        };
    }
    out + rest
}

/// What kind of trouble a connection's words tell of.
pub(super) fn cause(words: &str) -> Cause {
    let says = |signs: &[&str]| signs.iter().any(|sign| words.contains(sign));
    if says(&["No space left", "quota", "File too large"]) {
        Cause::Full
    } else if says(&[
        "Permission denied",
        "Authentication failed",
        "could not read Username",
        "Host key verification failed",
        "publickey",
        "returned error: 403",
        "returned error: 401",
    ]) {
        Cause::Denied
    } else if says(&[
        "timed out",
        "No route to host",
        "reset by peer",
        "Connection refused",
        "Connection closed",
        "unexpectedly",
        "Broken pipe",
        "early EOF",
        "kex_exchange",
    ]) {
        Cause::Passing
    } else {
        Cause::Other
    }
}

/// Trouble that a command told of.
pub(super) fn trouble(what: &str, output: &Output) -> Trouble {
    let words = words(output);
    let cause = cause(&words);
    let trouble = Trouble::new(cause, format!("{what}: {words}"));
    match cause {
        Cause::Denied if words.contains("Host key") => {
            trouble.help("connect once with `ssh` and compare the host's key, so that it is in `known_hosts`")
        }
        Cause::Denied => {
            trouble.help("see which account and key are used: `docs/publish.md` says where they come from")
        }
        Cause::Full => trouble.help("make room and publish again: it goes on where it stopped"),
        Cause::Passing => trouble.help("see whether the host is up and `to` names the right port; then publish again"),
        _ if trouble.message.contains("Could not resolve hostname") => {
            trouble.help("see whether the host in `to` is typed right, and whether this machine has a network")
        }
        _ => trouble,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_tool_says_tells_the_kind_of_trouble() {
        for (words, expected) in [
            (
                "write failed on \"x\": No space left on device (28); error in file IO (code 11) at receiver.c(401)",
                Cause::Full,
            ),
            ("fatal: unable to access 'https://host/': The requested URL returned error: 403", Cause::Denied),
            ("git@host: Permission denied (publickey).", Cause::Denied),
            ("fatal: early EOF", Cause::Passing),
            ("fatal: not a repository", Cause::Other),
        ] {
            assert_eq!(cause(words), expected, "{words}");
        }
    }

    #[test]
    fn what_only_follows_from_something_else_is_not_told() {
        let output = |stderr: &str| Output { status: Default::default(), stdout: Vec::new(), stderr: stderr.into() };
        let cut = "rsync: connection unexpectedly closed (0 bytes received so far) [Receiver]\n";
        let end = "rsync error: unexplained error (code 255) at io.c(285) [Receiver=3.5.0]\n";
        let away = "ssh: connect to host www port 22: No route to host\n";
        assert_eq!(words(&output(&format!("{away}{cut}{end}"))), away.trim());
        assert!(words(&output(&format!("{cut}{end}"))).starts_with("rsync: connection unexpectedly closed"));
    }

    #[test]
    fn what_stands_before_an_at_sign_is_not_told() {
        for (text, expected) in [
            ("fatal: https://x:tok@en@host/a.git not found", "fatal: https://…@host/a.git not found"),
            ("see https://host/a@b and ssh://git@host:22/x", "see https://host/a@b and ssh://…@host:22/x"),
            ("nothing", "nothing"),
        ] {
            assert_eq!(without_secrets(text), expected);
        }
    }
}
